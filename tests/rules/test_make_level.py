"""Any moment of play becomes a level that is played."""

import tomllib

import pytest

from game.rules.common.make_level import draft_from
from game.rules.common.playable import Playable
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo
from game.scenario.editing.draft import level_of
from game.scenario.editing.toml_text import written
from game.scenario.fixture import Fixture, RondoFixture
from game.scenario.level_paths import level_files
from game.scenario.load import load_level, parse_level

WORDS = ("Moment", "Play on.")


def after(playable: Playable, seconds: float) -> Playable:
    for _ in range(round(seconds * 60)):
        playable.advance({})
    return playable


def plays(draft: dict[str, object]) -> Session:
    """The level as it comes back from its file, a second on."""
    level = parse_level(tomllib.loads(written(draft)), "moment")
    session = Session(level, 1)
    for _ in range(60):
        session.advance({})
    return session


@pytest.mark.parametrize("seconds", [0.0, 1.5, 4.0])
@pytest.mark.parametrize("kind", ["match", "rondo"])
def test_a_moment_of_a_match_or_a_rondo_is_a_level_that_plays(kind: str, seconds: float) -> None:
    playable: Playable = Match(Fixture(minutes=1.0), 3) if kind == "match" else Rondo(RondoFixture(), 3)
    now = after(playable, seconds)
    draft = draft_from(now, WORDS)
    level = level_of(draft, "moment")
    world = now.world
    assert len(level.players) == world.squad.players
    for number, player in enumerate(level.players):
        x, y = world.bodies.pos[0, number]
        half = (0.5 * level.pitch.length, 0.5 * level.pitch.width)
        if abs(x) < half[0] - 0.3 and abs(y) < half[1] - 0.3:
            assert player.at == pytest.approx((x, y), abs=0.25)
        assert abs((player.facing - world.bodies.hips[0, number] * 57.29578 + 180.0) % 360.0 - 180.0) < 0.51
    assert sum(player.control == "human1" for player in level.players) == 1
    plays(draft)


@pytest.mark.parametrize(
    "name", ["third-man", "lead-the-runner", "wall-drill", "two-against-two", "read-the-heel"]
)
def test_a_moment_of_a_level_keeps_its_task(name: str) -> None:
    now = after(Session(load_level(level_files()[name]), 1), 1.2)
    draft = draft_from(now, WORDS)
    level = level_of(draft, "moment")
    assert level.title == load_level(level_files()[name]).title
    assert level.objective.model_dump(exclude={"kind"}) == load_level(
        level_files()[name]
    ).objective.model_dump(exclude={"kind"})
    assert level.variants == ()
    plays(draft)


def test_runners_run_on_and_a_rolling_ball_rolls_on() -> None:
    now = after(Session(load_level(level_files()["first-time"]), 1), 0.4)
    level = level_of(draft_from(now, WORDS), "moment")
    if level.ball.at is not None:
        assert level.ball.velocity is not None
    moving = [p for p in level.players if p.velocity != (0.0, 0.0)]
    speeds = (now.world.bodies.vel[0] ** 2).sum(axis=-1) ** 0.5
    assert len(moving) == int((speeds > 0.3).sum())
