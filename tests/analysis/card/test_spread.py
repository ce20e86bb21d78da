"""The spread that a card tells is the spread that the engine plays."""

import numpy as np
import pytest

from game.analysis.card.causes import Foot, SpreadCause, usual_spread, widening
from game.analysis.card.text import describe
from game.core.events import Strike
from game.core.intents import Technique
from game.core.maths import wrap
from game.core.state import World
from game.sim.feet import FEET, SWEET, strain_of
from game.sim.foot_contact import misplaced_by
from game.sim.step import step
from tests.sim.grounds import WIDE, idle, world_of

WORLDS = 1500
SETTLE, HOLD, LATE = 40, 18, 10
"""Steps: setting the feet, the leg going back, and before that the hips turning from what they showed."""


def struck(
    world: World,
    technique: Technique = Technique.PUSH,
    shows: float = 0.0,
    hold: int = HOLD,
    **wishes: object,
) -> Strike:
    """Player 0 sets the feet, shows hips turned by ``shows`` radians, winds up and strikes ahead."""
    for number in range(SETTLE + hold + 14):
        intents = idle(world)
        intents.aim[:, 0] = (30.0, 0.0) if technique is not Technique.BACKHEEL else (-30.0, 0.0)
        intents.place[:, 0] = SWEET[technique]
        for name, value in wishes.items():
            getattr(intents, name)[:, 0] = value
        intents.hips_to[:, 0] = shows if number < SETTLE - LATE else 0.0
        if SETTLE <= number < SETTLE + hold:
            intents.swing[:, 0] = technique
        for events in step(world, WIDE, intents):
            if isinstance(events, Strike):
                return events
    raise AssertionError("no strike")


def beside_the_card(strike: Strike) -> tuple[float, float]:
    """Degrees: the spread of the line as played, and the card's usual one; what has a cause is left out."""
    rows = [strike.row(i) for i in range(len(strike))]
    foot = Foot.of(rows[0])
    side = strike.foot.astype(np.float64)
    _, can = strain_of(FEET[foot.technique], side, strike.hips_to_aim)
    placed = np.array([float(misplaced_by(Foot.of(row).conditions, row["foot"])) for row in rows])
    wandered = wrap(strike.direction_error - placed - wrap(can - strike.hips_to_aim))
    told = np.array([usual_spread(row) for row in rows])
    return float(np.degrees(wandered.std())), float(np.degrees(np.sqrt((told * told).mean())))


def team(opponents: tuple[tuple[float, float], ...] = (), skill: float = 0.7) -> World:
    return world_of([(0.0, 0.0), *opponents], [0] + [1] * len(opponents), worlds=WORLDS, skill=skill, seed=5)


def tired() -> World:
    world = team()
    world.bodies.stamina[...] = 0.2
    return world


KICKS = {
    "honest": lambda: struck(team(), speed=12.0),
    "hard": lambda: struck(team(), speed=19.0),
    "skilled": lambda: struck(team(skill=1.0), speed=12.0),
    "hurried": lambda: struck(team(((0.3, -1.0),)), speed=12.0),
    "faked a little": lambda: struck(team(), speed=9.0, shows=0.6),
    "faked": lambda: struck(team(), speed=9.0, shows=1.6, hold=4),
    "tired": lambda: struck(tired(), speed=12.0),
    "reaching": lambda: struck(team(), speed=12.0, place=(0.22, 0.17)),
    "other foot": lambda: struck(team(), speed=12.0, foot=-1),
    "cut short": lambda: struck(team(), speed=12.0, follow=0.2),
    "heel": lambda: struck(team(), Technique.BACKHEEL, speed=6.0),
}


@pytest.mark.parametrize("kind", KICKS)
def test_the_card_s_spread_is_the_engine_s(kind: str) -> None:
    """1,500 kicks: the standard error of a spread is 1.8 %."""
    played, told = beside_the_card(KICKS[kind]())
    assert told == pytest.approx(played, rel=0.07), (played, told)


def test_a_late_fake_spreads_and_is_named() -> None:
    honest, faked = KICKS["honest"](), KICKS["faked"]()
    assert faked.turned.mean() > honest.turned.mean() + 0.6
    assert beside_the_card(faked)[1] > 1.25 * beside_the_card(honest)[1]
    assert all(widening(faked.row(i))[0][0] is SpreadCause.LATE_FAKE for i in range(50))
    wide = [str(describe(faked.row(i)).headline) for i in found(abs(faked.direction_error) > 0.09)]
    assert len(wide) > 20
    assert sum("hips had just turned" in headline for headline in wide) > 0.6 * len(wide), wide[:5]
    assert not any(str(line.what) == "Late turn" for i in range(50) for line in describe(honest.row(i)).lines)


def found(mask: np.ndarray) -> list[int]:
    return [int(i) for i in np.flatnonzero(mask)]
