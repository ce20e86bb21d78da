"""What follows a goal and the whistle: the replay, the reel, half time, the result."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.app.highlights.collector import HighlightKind
from game.app.input.buttons import Buttons, Press
from game.app.scenes.menus.match_setup import MatchSetup
from game.app.scenes.menus.result import Interval, MatchResult
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import CHEER_SECONDS, MatchScene
from game.app.scenes.replay.highlights import HighlightScene
from game.app.shell.context import Context
from game.rules.match.laws import MatchPhase
from game.storage.workers import shared_pool
from tests.app.drive import Drive, choose, notes

from .matches import COUNTED, score, small

pytestmark = pytest.mark.usefixtures("alone")


def test_a_goal_is_shown_again_and_can_be_skipped(
    context: Context, drive: Drive, match: MatchScene, tmp_path: Path
) -> None:
    score(match, drive)
    assert match.match.score == (1, 0)
    assert [note["side"] for note in notes(tmp_path, "goal")] == ["red"]
    drive(0.6)
    world = match.match.world
    drawn = match.seen()
    assert drawn.cheers is not None
    assert not drawn.cheers[world.squad.team == 1].any()
    assert float(abs(drawn.pos[1] - world.bodies.pos[0, 1]).max()) > 0.2, "drawn, not played"
    drive(CHEER_SECONDS - 0.3)
    replay = match.replay
    assert replay is not None
    step = match.now.step
    drive(0.5)
    assert match.now.step == step, "play waits"
    assert replay.at > 0.0
    assert replay.moments[0].step < match.now.step - 60 or replay.moments[0].step <= 1
    drive(0.02, None, Press.ACCEPT)
    assert match.replay is None
    assert match.seen().cheers is None
    drive(0.2)
    assert match.now.step > step


def test_the_reel_of_a_match_shows_its_goal_and_saves_it_as_a_clip(
    context: Context, drive: Drive, match: MatchScene, home: Path
) -> None:
    drive(COUNTED + 1.0)
    score(match, drive)
    drive(CHEER_SECONDS + 0.3)
    drive(0.02, None, Press.ACCEPT)
    context.push(MatchResult(context, match))
    drive(0.02)
    choose(context, drive, "Highlights")
    reel = context.scene
    assert isinstance(reel, HighlightScene)
    assert [scene.kind for scene in reel.scenes] == [HighlightKind.GOAL]
    assert reel.words.startswith("Goal!")
    assert reel.words.endswith("1 : 0 Sky blue")
    shown = reel.seen().step
    drive(0.5)
    assert reel.seen().step > shown
    reel.scenes = [replace(reel.scene, moments=reel.scene.moments[-12:])]  # a short clip is soon written
    reel.at = 0.0
    choose(context, drive, "Save as a clip")
    job = context.clip
    assert job is not None
    assert job.file.parent == home / "clips"
    assert shared_pool().wait(lambda: job._ticket is None or job._ticket.done, 60.0)
    drive(0.02)
    assert context.clip is None
    assert job.problem == ""
    assert job.file.stat().st_size > 5000
    assert str(job.file) in context._told[0]
    drive(0.02, None, Press.BACK)
    assert isinstance(context.scene, MatchResult)


def test_a_match_in_which_nothing_happened_offers_no_reel(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    drive(COUNTED)
    context.push(MatchResult(context, match))
    drive(0.02)
    assert "Highlights" not in [entry.label for entry in context.scene.menu.entries]  # type: ignore[union-attr]


def test_who_hammers_the_pass_button_at_the_last_whistle_still_sees_the_result(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    context.nav.match_result(match)
    for _ in range(4):
        drive(0.05, None, Press.ACCEPT)
    assert isinstance(context.scene, MatchResult)
    drive(0.5)
    drive(0.05, None, Press.ACCEPT)
    assert context.scene is match


def test_half_time_shows_the_figures_and_goes_on(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(COUNTED)
    match.fixture = match.fixture.model_copy(update={"minutes": 6.0})
    match.match.referees[0].phase = MatchPhase.HALF_TIME
    drive(0.05)
    scene = context.scene
    assert isinstance(scene, Interval)
    step = match.now.step
    drive(0.5)
    assert match.now.step == step
    drive(0.02, None, Press.ACCEPT)
    assert context.scene is match


def test_half_time_of_a_short_match_stops_nobody(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(COUNTED)
    match.match.referees[0].phase = MatchPhase.HALF_TIME
    step = match.now.step
    drive(0.5)
    assert context.scene is match
    assert match.now.step > step + 20


def test_who_only_watches_need_not_press_anything_at_half_time(context: Context, drive: Drive) -> None:
    scene = MatchScene(context, small("cpu", "cpu"), 1)
    context.home(Title(context), scene)
    context.push(Interval(context, scene))
    drive(5.5, rate=10.0)
    assert context.scene is scene


@pytest.mark.parametrize(
    ("label", "leads_to"), [("Rematch", MatchScene), ("Another match", MatchSetup), ("Title", Title)]
)
def test_every_entry_of_the_result_leads_somewhere(
    context: Context, drive: Drive, match: MatchScene, label: str, leads_to: type
) -> None:
    drive(COUNTED)
    context.push(MatchResult(context, match))
    drive(0.02)
    seed = match.seed
    choose(context, drive, label)
    assert isinstance(context.scene, leads_to)
    if label == "Rematch":
        assert match.match.score == (0, 0)
        assert match.now.step == 0
        assert match.seed != seed
    else:
        assert context.devices.seats is None, "the devices are anybody's again"
        assert match.thinker._pool is None


def test_the_last_whistle_leads_to_the_result(
    context: Context, drive: Drive, match: MatchScene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drive(COUNTED)
    monkeypatch.setattr(type(match.match), "done", property(lambda _self: True))
    drive(2.4, rate=20.0)
    assert isinstance(context.scene, MatchResult)
    assert [note["score"] for note in notes(tmp_path, "result")] == [[0, 0]]


def test_a_key_that_was_held_already_does_not_skip_the_replay(drive: Drive, match: MatchScene) -> None:
    score(match, drive)
    holds = Buttons(push=True)
    drive(CHEER_SECONDS + 0.3, holds)
    assert match.replay is not None, "whoever still shoots sees the goal all the same"
    drive(0.1)
    drive(0.05, holds)
    assert match.replay is None, "a new press skips it"
