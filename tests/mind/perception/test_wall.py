"""Nobody reads a mind: what a passer means to do reaches a defender through the body alone."""

import numpy as np
import pytest

from game.core.intents import Intents
from game.core.state import NOBODY, View, World
from game.mind.perception.observe import Cues
from game.sim.step import step
from tests.mind.scenes import Moment, level_of, plan_of, two_targets

N = 40
READER = 3


def everything(things: object, names: tuple[str, ...] | None = None) -> bytes:
    """All arrays of a dataclass, as bytes."""
    fields = names or tuple(things.__dataclass_fields__)  # type: ignore[attr-defined]
    return b"".join(np.ascontiguousarray(getattr(things, name)).tobytes() for name in fields)


def visible(view: View) -> bytes:
    return everything(view.ball) + everything(view.bodies)


def mind(moment: Moment) -> bytes:
    return everything(moment.choices())


def cues_of(moment: Moment) -> Cues:
    subject = np.where(moment.world.ball.holder == moment.passer, moment.passer, NOBODY)
    eyes = moment.defenders.eyes
    return eyes.look(eyes.perceived(moment.world.view()), moment.foes, subject)


@pytest.mark.parametrize("technique", ["push", "backheel"])
def test_two_targets_look_the_same_to_a_defender_until_the_bodies_differ(technique: str) -> None:
    """A poker face: eyes down the middle, hips square to nobody; the foot opens at the last moment."""
    level = level_of(two_targets())
    hips = 0.0 if technique == "push" else 180.0
    shared = {"technique": technique, "speed": 8.0, "look": [6.0, 0.0], "hips": hips, "look_time": 0.5}
    one, other = (Moment(level, [plan_of(level, target=target, **shared)] * N) for target in "AB")
    same = 0
    for _ in zip(one.play(150), other.play(150), strict=True):
        # What was believed in this step came from the bodies before it.
        assert mind(one) == mind(other)
        if visible(one.world.view()) != visible(other.world.view()):
            break
        assert everything(cues_of(one)) == everything(cues_of(other))
        same += 1
    assert same > 30, "the two passes should look alike for half a second at least"
    assert (one.contact < 0).all(), "and differ before the foot meets the ball"


def test_what_is_hidden_may_be_anything() -> None:
    """A second crew is shown the same bodies round a passer whose intentions are swapped every step."""
    level = level_of(two_targets())
    moment = Moment(level, [plan_of(level)] * N)
    shadow = Moment(level, [plan_of(level, target="B")] * N)
    dice = np.random.default_rng(0)
    world, ai_team = moment.world, moment.ai_team
    struck = np.zeros(N, dtype=np.bool_)
    for _ in range(110):
        swapped: World = world.copy()
        for name in ("aim", "speed", "place", "follow", "phase_time", "backswing", "contact_in", "lean"):
            values = getattr(swapped.hidden, name)
            values[...] = dice.normal(size=values.shape)
        theirs, ours = (Intents.idle(N, world.squad.players) for _ in range(2))
        shadow.ai_team.think(swapped.view(), theirs)
        ai_team.think(world.view(), ours)
        assert mind(shadow) == mind(moment)
        assert everything(theirs) == everything(ours)
        moment.executor.decide(world.view(), ours)
        step(world, moment.scene.pitch, ours)
        struck |= world.ball.kicker == moment.passer
    assert struck.all(), "the pass should have been on its way by now"


def test_cues_are_copies_that_nobody_can_write_to() -> None:
    level = level_of(two_targets())
    moment = Moment(level, [plan_of(level)] * N)
    for _ in moment.play(30):
        pass
    view, cues = moment.world.view(), cues_of(moment)
    owned = [getattr(part, name) for part in (view.ball, view.bodies) for name in part.__dataclass_fields__]
    for name in cues.__dataclass_fields__:
        cue = getattr(cues, name)
        with pytest.raises(ValueError, match="read-only"):
            cue[0] = 0
        assert not any(np.shares_memory(cue, array) for array in owned), name


def test_a_view_holds_nobodys_intention() -> None:
    view = Moment(level_of(two_targets()), [plan_of(level_of(two_targets()))]).world.view()
    assert set(view.__dataclass_fields__) == {"squad", "luck", "ball", "bodies", "step"}
