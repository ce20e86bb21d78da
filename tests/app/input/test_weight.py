"""How hard: a tap that suits, a hold that asks more, and what the helps make of it."""

import numpy as np
import pytest

from game.app.input.weight import (
    ARRIVES,
    BAND,
    SHARE_OF_TOP,
    SKILL,
    WeightHelp,
    asked,
    hold_for,
    reach_of,
    suits,
    weight_of,
)
from game.core.intents import Technique
from game.core.surfaces import SURFACES
from game.sim.feet import FEET, top_ball_speed
from game.sim.flight import flight_table

PUSH, HEEL = Technique.PUSH, Technique.BACKHEEL
DRY = SURFACES["dry"]


@pytest.mark.parametrize("surface", list(SURFACES))
@pytest.mark.parametrize("metres", [5.0, 10.0, 15.0])
def test_the_suggested_weight_reaches_the_feet_as_a_ball_is_taken_best(surface: str, metres: float) -> None:
    speed = suits(PUSH, metres, SURFACES[surface])
    table = flight_table(SURFACES[surface])
    arrivals = [table.arrival(off, metres)[0] for off in table.speeds]
    assert np.interp(speed, table.speeds, arrivals) == pytest.approx(ARRIVES, abs=0.35)


def test_wet_grass_asks_for_less_and_a_runner_ahead_too() -> None:
    assert suits(PUSH, 12.0, SURFACES["wet"]) < suits(PUSH, 12.0, DRY) < suits(PUSH, 12.0, SURFACES["bumpy"])
    assert suits(PUSH, 12.0, DRY, ahead=True) < suits(PUSH, 12.0, DRY)


def test_no_more_is_suggested_than_the_leg_has() -> None:
    for technique in (PUSH, HEEL):
        top = float(top_ball_speed(FEET[technique], SKILL, 1.0))
        assert suits(technique, 60.0, DRY) == pytest.approx(SHARE_OF_TOP[technique] * top)


def test_automatic_is_never_softer_than_what_suits_and_a_longer_hold_is_firmer() -> None:
    suited = suits(PUSH, 12.0, DRY)
    assert asked(WeightHelp.AUTO, PUSH, 0.05, suited) == suited
    assert asked(WeightHelp.AUTO, PUSH, 0.9, suited) == weight_of(PUSH, 0.9) > suited
    assert asked(WeightHelp.AUTO, PUSH, 0.05, None) == weight_of(PUSH, 0.05)


def test_the_mark_gives_exactly_what_suits_inside_its_band_and_the_hold_outside_it() -> None:
    suited = suits(PUSH, 12.0, DRY)
    mark = hold_for(PUSH, suited)
    early, late = BAND
    for seconds in (mark + 0.8 * early, mark, mark + 0.8 * late):
        assert asked(WeightHelp.MARK, PUSH, seconds, suited) == suited
    for seconds in (mark + 1.5 * early, mark + 1.5 * late):
        assert asked(WeightHelp.MARK, PUSH, seconds, suited) == weight_of(PUSH, seconds)
    assert asked(WeightHelp.PURE, PUSH, mark + 0.5 * late, suited) == weight_of(PUSH, mark + 0.5 * late)


@pytest.mark.parametrize(("seconds", "metres"), [(0.2, 6.0), (0.4, 12.0), (0.7, 22.0)])
def test_a_hold_reads_as_metres_on_dry_grass(seconds: float, metres: float) -> None:
    assert reach_of(weight_of(PUSH, seconds), DRY) == pytest.approx(metres, abs=2.0)
