"""Which sorts of pass a pass counts as."""

from dataclasses import replace
from math import dist

import numpy as np

from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_kinds import LONG, PRESSED, SHORT, fooled, sorts_of
from game.core.plan import Plan
from tests.analysis.played_passes import FREE, STARE, played

FIRM = Plan("push", "A", speed=12.0, delay=0.3)


def test_a_pass_counts_by_distance_foot_technique_and_pressure() -> None:
    [one] = played(FIRM, level=FREE)
    found = sorts_of(one)
    assert one.arrived
    assert 9.0 < dist((-8.0, 0.0), (2.0, 6.0)) < LONG
    foot = "right" if one.strike.foot[one.row] == 1 else "left"
    wanted = {"all", "distance.middle", f"foot.{foot}", "technique.push", "pressure.free"}
    assert {key for key, good in found.items() if good and key in wanted} == wanted
    assert one.touch is not None
    assert found["weight"] == (4.0 <= one.touch.speed <= 6.0)
    assert found.keys() - {*wanted, "weight", "fooled"} == set()


def test_a_heel_under_pressure_counts_as_one() -> None:
    near = {**FREE, "player": [*FREE["player"][:3], {**FREE["player"][3], "at": [-6.0, 0.0]}]}
    [one] = played(Plan("backheel", (-12.5, 0.0), delay=0.1), level=near)
    found = sorts_of(one)
    assert "technique.heel" in found
    assert "distance.short" in found
    at = one.pos[one.moment.contact]
    gap = float(np.hypot(*(at[3] - at[0])))
    assert ("pressure.pressed" in found) == (gap < PRESSED)


def test_a_shot_and_a_pass_that_nobody_got_fool_nobody() -> None:
    [stared] = played(STARE)
    assert "fooled" in sorts_of(stared), "somebody could have had it"
    lost = replace(stared, outcome=Outcome.OUT, touch=None)
    assert not fooled(lost)
    assert sorts_of(lost)["all"] is False
    assert "weight" not in sorts_of(lost)
    assert sorts_of(replace(stared, carried=replace(stared.carried, shot=True))) == {}


def test_the_band_of_a_distance_is_that_of_whom_it_was_for() -> None:
    [one] = played(level=FREE)
    spot = one.moment.contact
    for metres, band in ((SHORT - 0.5, "short"), (LONG - 0.5, "middle"), (LONG + 0.5, "long")):
        pos = one.pos.copy()
        pos[spot, one.carried.receiver] = one.ball[spot] + [metres, 0.0]
        assert f"distance.{band}" in sorts_of(replace(one, pos=pos))
