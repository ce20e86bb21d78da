"""Nobody knows of another body what their eyes haven't told them, whatever their part in the game is."""

import re
from pathlib import Path

import numpy as np
import pytest

from game.core import rng
from game.core.intents import Intents
from game.core.rng import Stream
from game.core.state import NOBODY, Bodies, World
from game.mind.ai_team import AITeam
from game.mind.perception.sight import SIGHT
from game.scenario.start import start
from game.sim.step import step
from tests.mind.games import PITCH, ai_team_of, game, give, play
from tests.mind.perception.test_wall import everything
from tests.mind.scenes import level_of, player

RED = [(-17.0, 0.0), (-4.0, 0.5), (2.0, -5.0), (5.0, 5.0)]
BLUE = [(18.0, 0.0), (0.5, 1.5), (4.0, -4.0), (8.0, 3.0)]
MIND = Path(__file__).resolve().parents[3] / "game" / "mind"
SHAKEN = tuple(name for name in Bodies.__slots__ if name != "calling")


def open_game(holder: int | None = 1, worlds: int = 1) -> World:
    return game(RED, BLUE, worlds, holder, keepers=(0, 4))


def shaken(world: World, player: int) -> World:
    """The same world with everything about one body changed."""
    other = world.copy()
    for name in SHAKEN:
        array = getattr(other.bodies, name)
        array[:, player] = array[:, player] + (1 if array.dtype == np.int8 else 0.7)
    return other


def test_a_shaken_body_differs_in_all_that_a_body_has() -> None:
    """Or what is new about bodies could be told past the eyes, and no test here would tell."""
    world = open_game()
    other = shaken(world, 2)
    for name in Bodies.__slots__:
        before, after = getattr(world.bodies, name), getattr(other.bodies, name)
        assert (np.any(before[:, 2] != after[:, 2])) == (name != "calling"), name
        assert np.array_equal(np.delete(before, 2, axis=1), np.delete(after, 2, axis=1)), name


def wishes(ai_team: AITeam, world: World) -> Intents:
    intents = Intents.idle(world.worlds, world.squad.players)
    ai_team.think(world.view(), intents)
    return intents


def of_one(intents: Intents, player: int) -> bytes:
    names = intents.__dataclass_fields__
    return b"".join(np.ascontiguousarray(getattr(intents, name)[:, player]).tobytes() for name in names)


def thoughts(ai_team: AITeam, players: list[int]) -> list[bytes]:
    """What the carriers among some players have in mind just now."""
    assert ai_team.free_play is not None
    found = []
    for thought in ai_team.free_play.passer._thoughts:
        for place, whose in enumerate(thought.players):
            if int(whose) in players:
                view = thought.question.view
                bodies = [getattr(view.bodies, name)[place].tobytes() for name in Bodies.__slots__]
                options = repr(thought.question.options[place]).encode()
                found.append(b"".join([*bodies, view.ball.pos[place].tobytes(), options]))
    return found


def warm(world: World, steps: int = 60) -> AITeam:
    ai_team = ai_team_of(world)
    play(world, ai_team, steps)
    return ai_team


@pytest.mark.parametrize("holder", [1, 7, None], ids=["red has it", "blue has it", "a free ball"])
@pytest.mark.parametrize("victim", [0, 1, 3, 4, 6])
def test_what_is_fresher_than_the_delay_changes_nobodys_wishes(holder: int | None, victim: int) -> None:
    """Keepers, carrier, supporters, pressers and markers; one body is another from a moment on."""
    world = open_game(holder)
    if holder is None:
        world.ball.vel[:, :2] = (2.5, 1.0)
        world.ball.last_touch[:] = world.ball.kicker[:] = 1
    ai_team = warm(world, 24)
    shadow = ai_team.take(np.arange(world.worlds))
    assert ai_team.defenders is not None
    others = [p for p in range(8) if p != victim]
    for moment in range(min(ai_team.defenders.eyes.lates)):
        ours, theirs = wishes(ai_team, world), wishes(shadow, shaken(world, victim))
        for p in others:
            assert of_one(ours, p) == of_one(theirs, p), (moment, p)
        assert thoughts(ai_team, others) == thoughts(shadow, others)
        step(world, PITCH, ours)


PARTS: dict[str, tuple[int, int | None]] = {
    "carrier": (1, 1),
    "supporter": (2, 1),
    "presser": (5, 1),
    "marker": (6, 1),
    "chaser": (1, None),
    "keeper": (4, 1),
}
"""A player and who has the ball."""


@pytest.mark.parametrize("part", PARTS)
def test_what_is_behind_the_back_changes_no_wish(part: str) -> None:
    """All stand as they are put; somebody behind the viewer runs about, and nobody has told the viewer."""
    viewer, holder = PARTS[part]
    victims = [p for p in range(8) if p not in (viewer, holder)]
    assert victims
    for victim in victims[::3]:
        world = open_game(holder)
        if holder is None:
            world.ball.vel[:, :2] = (1.5, -0.5)
            world.ball.last_touch[:] = world.ball.kicker[:] = 2
        away = world.bodies.pos[:, viewer] - world.bodies.pos[:, victim]
        ai_team = ai_team_of(world)
        world.bodies.gaze[:, viewer] = np.arctan2(away[:, 1], away[:, 0])
        shadow = ai_team.take(np.arange(world.worlds))
        dice = np.random.default_rng(3)
        for moment in range(48):
            other = world.copy()
            if moment:
                # Always behind: within the angle that no eye covers.
                far = dice.uniform(1.0, 9.0)
                way = away[0] / np.hypot(*away[0])
                turn = dice.uniform(-0.9, 0.9) * (np.pi - SIGHT.half_field)
                c, s = np.cos(turn), np.sin(turn)
                behind = np.array((c * way[0] - s * way[1], s * way[0] + c * way[1]))
                other = shaken(world, victim)
                other.bodies.pos[:, victim] = world.bodies.pos[:, viewer] - far * behind
            ours, theirs = wishes(ai_team, world), wishes(shadow, other)
            assert of_one(ours, viewer) == of_one(theirs, viewer), (victim, moment)
            assert thoughts(ai_team, [viewer]) == thoughts(shadow, [viewer])
            world.step += 1


def test_before_the_eyes_it_does_change_them() -> None:
    """The two tests above could pass for minds that see nothing at all."""
    for part, (viewer, holder) in PARTS.items():
        changed = False
        for victim in range(8):
            if victim in (viewer, holder) or changed:
                continue
            world = open_game(holder)
            if holder is None:
                world.ball.vel[:, :2] = (1.5, -0.5)
                world.ball.last_touch[:] = world.ball.kicker[:] = 2
            way = world.bodies.pos[:, victim] - world.bodies.pos[:, viewer]
            world.bodies.gaze[:, viewer] = np.arctan2(way[:, 1], way[:, 0])
            ai_team = ai_team_of(world)
            shadow = ai_team.take(np.arange(world.worlds))
            for _ in range(40):
                other = shaken(world, victim)
                if holder is None:
                    # A mate who stands at the ball gets it.
                    other.bodies.pos[:, victim] = world.ball.pos[:, :2]
                ours, theirs = wishes(ai_team, world), wishes(shadow, other)
                changed |= of_one(ours, viewer) != of_one(theirs, viewer)
                changed |= thoughts(ai_team, [viewer]) != thoughts(shadow, [viewer])
                world.step += 1
        assert changed, part


@pytest.mark.parametrize("victim", [0, 1, 3])
def test_in_a_drill_it_is_the_same(victim: int) -> None:
    """A partner who waits, one who passes back, a defender."""
    players = [
        player("P", "red", (-6.0, 0.0), 0.0, control="cpu"),
        player("A", "red", (5.0, 3.0), 200.0, control="cpu"),
        player("D", "blue", (0.0, 1.0), 180.0, control="cpu", style="veteran"),
        player("E", "blue", (4.0, -3.0), 180.0, control="cpu"),
    ]
    scene = start(level_of(players), 0, 2, headless=True)
    world, ai_team = scene.world, scene.ai_team
    for _ in range(30):
        step(world, scene.pitch, wishes(ai_team, world))
    shadow = ai_team.take(np.arange(2))
    assert ai_team.defenders is not None
    for _ in range(min(ai_team.defenders.eyes.lates)):
        ours, theirs = wishes(ai_team, world), wishes(shadow, shaken(world, victim))
        for p in range(4):
            assert p == victim or of_one(ours, p) == of_one(theirs, p), p
        step(world, scene.pitch, ours)


def test_other_seeds_of_kicks_change_no_wish() -> None:
    """The worlds' luck is another: kicks will go elsewhere, and nobody could have known."""
    world = open_game()
    ai_team = warm(world)
    shadow = ai_team.take(np.arange(world.worlds))
    for _ in range(60):
        other = world.copy()
        other.seeds = rng.seeds_of(99, world.worlds)
        ours, theirs = wishes(ai_team, world), wishes(shadow, other)
        assert everything(ours) == everything(theirs)
        step(world, PITCH, ours)


def test_what_a_mind_draws_tells_nothing_of_a_kick() -> None:
    """Neither the same numbers nor near ones, and two seeds that differ in a bit have nothing in common."""
    seeds = rng.seeds_of(3, 4000)
    minds = rng.luck_of_minds(seeds)
    assert len(set(minds.tolist()) & set(seeds.tolist())) == 0
    for stream in (Stream.FACE_ANGLE, Stream.FOOT_SPEED):
        kick, mind = (rng.normal(s, 5, 1, stream) for s in (seeds, minds))
        assert abs(np.corrcoef(kick, mind)[0, 1]) < 0.06
    flipped = np.bitwise_count(minds ^ rng.luck_of_minds(seeds ^ np.uint64(1)))
    assert 30.0 < flipped.mean() < 34.0


def test_nothing_that_a_mind_is_given_can_be_written_to() -> None:
    world = open_game()
    ai_team = warm(world)
    view = world.view()
    assert "seeds" not in view.__dataclass_fields__
    assert ai_team.defenders is not None
    seen = ai_team.defenders.eyes.see(view)
    given = [getattr(part, name) for part in (view.ball, view.bodies) for name in part.__slots__]
    given += [seen.others, seen.calling, seen.ball, seen.told, *seen.now()]
    for array in given:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    before = world.digest()
    for name in ("pos", "vel", "hips", "gaze", "stamina", "dive"):
        getattr(seen.own, name)[...] = 7.0
    assert world.digest() == before


def test_no_mind_takes_the_world_as_it_is() -> None:
    """Eyes take it in, and the door through which it comes; what is played in a head is no world.

    A plan's author, who sits before a screen, sees all of it: that is no mind of this room.
    """
    may = {
        "perception/observe.py",
        "perception/glimpse.py",
        "perception/perceived.py",
        "perception/delayed_ball.py",
        "ai_team.py",
    }
    may |= {"plan/executor.py", "attack/lookahead.py"}
    for path in sorted(MIND.rglob("*.py")):
        named = re.search(r"\bView\b|\bWorld\b|\.seeds\b", path.read_text(encoding="utf-8"))
        assert named is None or str(path.relative_to(MIND)) in may, path.name


def test_a_ball_that_comes_free_is_known_when_it_is_seen() -> None:
    """The carrier loses it: for as long as eyes need, everybody else wants what they wanted."""
    world = open_game()
    ai_team = warm(world, 45)
    give(world, 1)
    for _ in range(20):
        step(world, PITCH, wishes(ai_team, world))
        give(world, 1)
    shadow = ai_team.take(np.arange(world.worlds))
    assert ai_team.defenders is not None
    late = min(ai_team.defenders.eyes.lates)
    differs = []
    for moment in range(late + 12):
        free = world.copy()
        free.ball.holder[:] = NOBODY
        free.ball.kicker[:] = 1
        free.ball.struck_step[:] = world.step - moment - 1
        free.ball.vel[:, :2] = (4.0, 2.0)
        free.ball.pos[:, :2] += np.array((4.0, 2.0)) * moment / 60.0
        ours, theirs = wishes(ai_team, world), wishes(shadow, free)
        differs.append(any(of_one(ours, p) != of_one(theirs, p) for p in range(8) if p != 1))
        world.step += 1
    assert not any(differs[:late])
    assert any(differs)


def test_who_is_out_of_sight_is_remembered_and_taken_to_run_on() -> None:
    world = game([(0.0, 0.0)], [(5.0, 0.0)], holder=None)
    ai_team = ai_team_of(world)
    ai_team.wake(world.view())
    assert ai_team.defenders is not None
    eyes = ai_team.defenders.eyes
    world.bodies.vel[:, 1] = (0.0, 2.0)
    for _ in range(40):
        seen = eyes.see(world.view())
        world.bodies.pos[:, 1] += world.bodies.vel[:, 1] / 60.0
        world.step += 1
    now = float(seen.now()[1][1, 0, 0])
    assert now == pytest.approx(40 / 60 * 2.0, abs=0.7)
    world.bodies.gaze[:, 0] = np.pi
    world.bodies.vel[:, 1] = 0.0
    where = []
    for _ in range(180):
        where.append(float(eyes.see(world.view()).now()[1][1, 0, 0]))
        world.step += 1
    assert where[75] - where[15] == pytest.approx(1.9, abs=0.9), "they should be taken to have run on"
    assert abs(where[179] - where[120]) < 0.5, "and nobody knows where to"
    world.bodies.gaze[:, 0] = np.arctan2(world.bodies.pos[0, 1, 1], world.bodies.pos[0, 1, 0])
    for _ in range(30):
        seen = eyes.see(world.view())
        world.step += 1
    assert float(seen.now()[1][1, 0, 0]) == pytest.approx(float(world.bodies.pos[0, 1, 1]), abs=0.7)
