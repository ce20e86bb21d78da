"""Which scenes of a match are kept, and what a clip of one is."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageChops
import pytest

from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.app.highlights.clip import LINGERS, SIZE, ClipOrder, clip_file, write_clip
from game.app.highlights.collector import GOAL_AFTER, HighlightCollector, HighlightKind
from game.app.highlights.watched import scene_at, write_watched
from game.app.render.kits import strip_for
from game.app.snapshot import Seen, see
from game.core.state import STEP_SECONDS
from game.rules.match.fooled_defenders import NOBODY_LOOKED, PassReading
from game.rules.match.match import Match
from game.scenario.fixture import Fixture
from tests.analysis.played_passes import played
from tests.analysis.replays import recorded

SECOND = round(1.0 / STEP_SECONDS)


@pytest.fixture(scope="module")
def seen() -> Seen:
    return see(Match(Fixture(a_side=3), 1).world)


@pytest.fixture(scope="module")
def one() -> Pass:
    return played()[0]


def watched(collector: HighlightCollector, seen: Seen, first: int, last: int) -> None:
    for step in range(first, last + 1):
        collector.observe(replace(seen, step=step))


def arrived(one: Pass, struck: int, reading: PassReading) -> Pass:
    return replace(one, struck=struck, ended=struck + 40, outcome=Outcome.COMPLETED, reading=reading)


def test_a_goal_is_kept_with_what_led_to_it_and_what_came_of_it(seen: Seen) -> None:
    collector = HighlightCollector()
    watched(collector, seen, 0, 10 * SECOND)
    collector.goal(10 * SECOND, 0, 2, (1, 0), "Tess")
    watched(collector, seen, 10 * SECOND + 1, 13 * SECOND)
    (scene,) = collector.best()
    assert (scene.kind, scene.name, scene.score) == (HighlightKind.GOAL, "Tess", (1, 0))
    assert scene.moments[0].step <= 7 * SECOND
    assert scene.moments[-1].step >= 10 * SECOND + (GOAL_AFTER - 0.1) * SECOND


def test_a_goal_at_the_last_whistle_is_in_the_reel_at_once(seen: Seen) -> None:
    collector = HighlightCollector()
    watched(collector, seen, 0, 5 * SECOND)
    collector.goal(5 * SECOND, 1, 4, (0, 1), "")
    assert [scene.side for scene in collector.best()] == [1]


def test_the_longest_chain_is_kept_and_a_shorter_one_is_not(seen: Seen, one: Pass) -> None:
    collector = HighlightCollector()
    step = 0
    for passes in (2, 5, 3):
        for _ in range(passes):
            watched(collector, seen, step, step + SECOND)
            step += SECOND
            collector.passed(arrived(one, step - 50, NOBODY_LOOKED), "")
        collector.dead(step)
    (scene,) = collector.best()
    assert (scene.kind, scene.length) == (HighlightKind.CHAIN, 5)


def test_of_fooled_defenders_the_best_are_kept_with_their_names(seen: Seen, one: Pass) -> None:
    collector = HighlightCollector()
    assert one.touch is not None
    receiver, players = one.touch.player, one.pos.shape[1]
    for go, belief in enumerate((0.3, 0.6, 0.9, 0.7, 0.8)):
        step = (go + 1) * 3 * SECOND
        reading = PassReading(
            elsewhere=np.full((1, players), belief),
            started=np.zeros(1),
            along=np.ones(1),
            players=np.array([players - 1]),
            misled=np.full((1, players), belief),
        )
        assert reading.fooled(receiver, 9.0) == (belief >= 0.5)
        watched(collector, seen, step - 2 * SECOND, step)
        collector.passed(arrived(one, step - 50, reading), "Ann")
        collector.dead(step)
    watched(collector, seen, 15 * SECOND, 18 * SECOND)
    scenes = collector.best()
    assert [round(scene.worth, 1) for scene in scenes] == [0.9, 0.7, 0.8]
    assert {scene.foe for scene in scenes} == {players - 1}
    assert {scene.name for scene in scenes} == {"Ann"}


def order_of(moments: tuple[Seen, ...]) -> ClipOrder:
    match = Match(Fixture(a_side=3), 1)
    numbers = tuple(name[1:] for name in match.world.squad.ids)
    return ClipOrder(moments, match.pitch, strip_for(), numbers, "Goal! Tess, no. 3", (178, 20, 34))


def running(seen: Seen, seconds: float = 1.0) -> tuple[Seen, ...]:
    """Everybody runs to the right."""
    steps = range(0, round(seconds * SECOND) + 1, 2)
    return tuple(
        replace(seen, step=n, pos=seen.pos + np.array([n * 0.08, 0.0]), ball=seen.ball + 0.05 * n)
        for n in steps
    )


def test_a_clip_is_a_film_that_every_browser_shows(seen: Seen, tmp_path: Path) -> None:
    file = tmp_path / "new" / "clip.webp"
    assert write_clip(order_of(running(seen)), str(file), stop=lambda: False) == ""
    with PIL.Image.open(file) as film:
        assert (film.format, film.size) == ("WEBP", SIZE)
        pictures = []
        for number in range(film.n_frames):
            film.seek(number)
            pictures.append(film.convert("RGB"))
        seconds = (film.n_frames - 1) / 25 + LINGERS
    assert seconds == pytest.approx(1.0 / 0.8 + LINGERS, abs=0.1), "shown at four fifths of its speed"
    assert all(PIL.ImageChops.difference(a, b).getbbox() is not None for a, b in pairwise(pictures))


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(seen: Seen, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    problem = write_clip(order_of(running(seen, 0.1)), str(tmp_path / "taken" / "x.webp"), stop=lambda: False)
    assert problem
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["taken"]
    called_off = write_clip(order_of(running(seen, 0.1)), str(tmp_path / "x.webp"), stop=lambda: True)
    assert called_off == "called off"
    assert not list(tmp_path.glob("*x.webp*"))


def test_a_clips_name_says_when_and_what_and_no_clip_is_written_over(home: Path) -> None:
    now = datetime(2026, 11, 28, 4, 5, 6)
    file = clip_file("Goal! Tess, no. 3  Red 1 : 0 A/B", now)
    assert file == home / "clips" / "2026-11-28 04.05.06 Goal Tess, no. 3 Red 1 0 A B.webp"
    file.parent.mkdir(parents=True)
    file.touch()
    assert clip_file("Goal! Tess, no. 3  Red 1 : 0 A/B", now).stem.endswith("A B (2)")


def test_a_clip_of_a_replay_shows_the_kick_where_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "one.bhr"
    recorded(path, steps=200)
    replay = read_replay(path)
    kick = replay.kicks[0]
    first, last, shown = scene_at(replay, kick.step + 3)
    assert shown == kick
    assert first < kick.step < kick.end <= last
    file = tmp_path / "one.webp"
    session = order_of(())
    order = replace(session, numbers=tuple(str(n) for n in range(len(replay.ids))))
    playback = Playback(replay)
    more = (path, *playback.kept_before(first), first, first + 30)
    assert write_watched(order, str(file), *more, stop=lambda: False) == ""
    with PIL.Image.open(file) as film:
        assert film.n_frames == pytest.approx(30 * STEP_SECONDS / 0.8 * 25, abs=2)
