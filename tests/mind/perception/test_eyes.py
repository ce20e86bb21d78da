"""What one player can see of another: late, blurred, in front of the eyes, if nobody stands between."""

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from game.core.maths import wrap
from game.core.state import STEP_SECONDS, World
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.perception.observe import Cues, Eyes
from game.mind.perception.perceived import Perceived
from game.mind.perception.sight import SIGHT
from game.mind.traits.strength import STRENGTHS
from game.mind.traits.styles import STYLES, Minds
from game.scenario.start import start
from tests.mind.scenes import Players, at_moment, belief_over_time, level_of, player, two_targets


def alone(at: tuple[float, float], facing: float = 180.0, style: str = "patient") -> Players:
    return [
        player("P", "red", (0.0, 0.0), 0.0),
        player("A", "red", (-12.0, 12.0), 0.0),
        player("D", "blue", at, facing, style=style),
    ]


def world_of(players: Players, n: int = 1) -> tuple[World, Minds]:
    scene = start(level_of(players), 0, n, headless=True)
    return scene.world, scene.ai_team.minds


def look(seen: Perceived, eyes: Eyes, viewer: int) -> Cues:
    """What the viewer sees of player 0."""
    return eyes.look(seen, np.array([viewer]), np.zeros(seen.worlds, dtype=np.int64))


def seen_from(players: Players, n: int = 1, viewer: int = 2) -> Cues:
    world, minds = world_of(players, n)
    eyes = Eyes(minds)
    return look(eyes.see(world.view()), eyes, viewer)


def later(world: World) -> None:
    world.step += 1


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("cue", ["gaze", "hips", "trunk"])
def test_nothing_is_known_before_the_delay(style: str, cue: str) -> None:
    """A head that turns is seen a sixth of a second later, and not a step before."""
    (world, minds), (still, _) = world_of(alone((8.0, 0.0), style=style)), world_of(alone((8.0, 0.0)))
    eyes, other = Eyes(minds), Eyes(minds)
    late = round(STYLES[style].delay / STEP_SECONDS)
    for moment in range(40):
        if moment == 20:
            getattr(world.bodies, cue)[:, 0] = 1.0
        pairs = [(eye.see(bodies.view()), eye) for eye, bodies in ((eyes, world), (other, still))]
        told, nothing = (getattr(look(*pair, 2), cue) for pair in pairs)
        turned = abs(float(wrap(told - nothing)[0, 0]))
        assert turned == pytest.approx(1.0 if moment >= 20 + late else 0.0, abs=1e-9)
        later(world)
        later(still)


def test_a_strike_is_known_as_late_as_it_is_seen() -> None:
    world, minds = world_of(alone((8.0, 0.0)))
    eyes = Eyes(minds)
    late = round(STYLES["patient"].delay / STEP_SECONDS)
    knew = []
    for moment in range(30):
        if moment == 12:
            world.ball.holder[:] = -1
        holder = eyes.see(world.view()).holder
        knew.append(int(holder[0, 2]))
        later(world)
    assert knew.index(-1) == 12 + late


def spread(players: Players, cue: str = "hips") -> float:
    return float(np.std(getattr(seen_from(players, 2000), cue)))


@pytest.mark.parametrize("cue", ["gaze", "hips", "trunk", "plant", "ball_ahead"])
def test_what_is_far_is_blurred(cue: str) -> None:
    near, middle, far = (spread(alone((x, 0.0)), cue) for x in (2.0, 8.0, 14.0))
    assert 1.15 * near < middle
    assert 1.1 * middle < far


def test_the_corner_of_the_eye_is_less_sharp() -> None:
    straight, aside = (spread(alone((5.0, 0.0), facing)) for facing in (180.0, 100.0))
    assert aside > 1.3 * straight


def test_a_novice_sees_less_sharply_and_later_than_a_veteran() -> None:
    assert spread(alone((6.0, 0.0), style="novice")) > 1.3 * spread(alone((6.0, 0.0), style="veteran"))
    assert STYLES["novice"].delay > STYLES["patient"].delay > STYLES["veteran"].delay


def test_difficulty_changes_eyes_and_never_legs() -> None:
    """Whoever sees later gives more room, and is as fast as ever."""
    usual, hard = Minds.of(("patient",)), Minds.of(("patient",), difficulty=2.0)
    assert hard.delay[0] < usual.delay[0]
    assert hard.blur[0] < usual.blur[0]
    easy = Minds.of(("patient",), difficulty=0.5)
    assert easy.delay[0] == 2.0 * usual.delay[0]
    assert easy.delay[0] > easy.reacts[0] > usual.reacts[0] == usual.delay[0]
    same = [n for n in Minds.__dataclass_fields__ if n not in ("delay", "reacts", "blur", "press")]
    assert all(getattr(k, n)[0] == getattr(usual, n)[0] for n in same for k in (easy, hard))
    assert easy.press[0] > usual.press[0] == hard.press[0]


def test_nobody_reacts_sooner_than_people_do() -> None:
    """A tenth of a second is the least that anybody's eyes and hands need, and nobody is asleep."""
    for strength in STRENGTHS.values():
        minds = Minds.of(tuple(STYLES), difficulty=strength.difficulty)
        assert minds.delay.min() > 0.09
        assert minds.delay.max() < 0.7


def test_what_the_slowest_saw_is_still_known_and_no_more() -> None:
    """A ball that stood elsewhere at every step: who sees 0.7 s late knows where it was 0.7 s ago."""
    world, _ = world_of(alone((8.0, 0.0)))
    recall = DelayedBall(0.7)
    for step in range(100):
        world.ball.pos[:, 0] = float(step)
        recall.observe(world.view())
    for late in (0.0, 0.2, 0.7):
        assert recall.seen(late)[0][0, 0] == 99.0 - round(late / STEP_SECONDS)
    assert recall.seen(5.0)[0][0, 0] == 99.0 - round(0.7 / STEP_SECONDS)


def test_nobody_has_eyes_in_the_back() -> None:
    assert seen_from(alone((8.0, 0.0), 180.0)).seen.all()
    assert not seen_from(alone((8.0, 0.0), 0.0)).seen.any()
    edge = np.rad2deg(SIGHT.half_field)
    assert seen_from(alone((8.0, 0.0), 180.0 - edge + 2.0)).seen.all()
    assert not seen_from(alone((8.0, 0.0), 180.0 - edge - 2.0)).seen.any()


@pytest.mark.parametrize("team", ["red", "blue"])
@pytest.mark.parametrize(
    ("third", "hidden"),
    [((4.0, 0.0), True), ((4.0, 0.9), False), ((9.5, 0.0), False), ((-2.0, 0.0), False)],
    ids=["between", "beside the line", "behind the viewer", "behind the passer"],
)
def test_a_body_between_hides_the_passer(third: tuple[float, float], hidden: bool, team: str) -> None:
    players = [*alone((8.0, 0.0)), player("T", team, third, 180.0)]
    assert bool(seen_from(players).seen.all()) is not hidden


def test_a_passer_behind_a_body_gives_no_evidence() -> None:
    """Hidden, they may turn as they like; in sight, the belief moves."""
    shares = {}
    for name, screen in (("in sight", (20.0, 20.0)), ("hidden", (-4.0, 0.0))):
        players = [*two_targets(), player("T", "blue", screen, 180.0)]
        trace, contact, _ = belief_over_time(players, 300, targets="A", look_time=1.0)
        shares[name] = at_moment(trace, contact, 0.0, 0.0).mean()
    assert shares["in sight"] > 0.53
    assert shares["hidden"] == pytest.approx(0.5, abs=0.01)


def test_no_cue_is_shown_that_no_defender_reads() -> None:
    defence = Path(__file__).resolve().parents[3] / "game" / "mind" / "defence"
    read = {
        cue
        for module in defence.glob("*.py")
        for cue in re.findall(r"\bcues\.(\w+)", module.read_text(encoding="utf-8"))
    }
    assert {cue.name for cue in fields(Cues)} - read == set()
