from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.analysis.whatif.advice import what_to_do
from game.analysis.whatif.factors import changed
from game.app.highlights.collector import HighlightKind
from game.app.i18n import say
from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.main import one_frame
from game.app.scenes.menus.match_setup import MatchSetup
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.result import Interval, MatchResult, RondoResult
from game.app.scenes.menus.rondo_setup import RondoSetup
from game.app.scenes.menus.seats import Seats
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import CHEER_SECONDS, MatchScene
from game.app.scenes.play.rondo import RondoScene
from game.app.scenes.replay.highlights import HighlightScene
from game.app.shell.context import Context
from game.core.intents import Technique, Wish
from game.core.plan import Plan
from game.mind.attack.worker import InWorker
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.rules.match.rondo import RondoPhase
from game.scenario.fixture import Fixture, RondoFixture, Side
from game.storage.workers import shared_pool
from tests.app.drive import Drive, choose, notes
from tests.app.pads import VirtualPad

FRAME = 1 / 60
COUNTED = 2.0
"""Seconds after which the count before play is over."""


def sides(red: str = "human1", blue: str = "human2") -> dict[str, Side]:
    return {
        "red": Side(name="Red", kit="red", control=red, strength=1),  # type: ignore[arg-type]
        "blue": Side(name="Blue", kit="blue", control=blue, strength=1),  # type: ignore[arg-type]
    }


def small(red: str = "human1", blue: str = "human2", **more: Any) -> Fixture:
    return Fixture(a_side=3, goals="small", minutes=1.0, **sides(red, blue), **more)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thoughts are counted in this process: a second one takes half a second to begin in each test."""
    monkeypatch.setattr(InWorker, "__init__", _nobody_beside)


BEGIN = InWorker.__init__


def _nobody_beside(self: InWorker) -> None:
    self._pool, self._pending, self._answers, self._lives = None, {}, {}, 0


@pytest.fixture
def match(context: Context, drive: Drive) -> MatchScene:
    scene = MatchScene(context, small(golden_goal=False), 1, [KEYS, KEYS2])
    context.home(Title(context), Modes(context), scene)
    return scene


def end_the_half(match: MatchScene) -> None:
    """As if it had been played: nothing is left of it but a moment."""
    referee = match.match.referees[0]
    referee.played = referee.length - 2


# Setting up


def test_a_match_is_set_up_with_two_on_one_keyboard(context: Context, drive: Drive) -> None:
    context.home(Title(context))
    choose(context, drive, "Play")
    choose(context, drive, "Match")
    setup = context.scene
    assert isinstance(setup, MatchSetup)
    labels = [entry.label for entry in setup.menu.entries]
    setup.menu.focus = labels.index("Players a side")
    drive(0.02, None, Press.LEFT)
    drive(0.02, None, Press.LEFT)
    drive(0.02, None, Press.LEFT)
    choose(context, drive, "Next")
    assert isinstance(context.scene, Seats)
    for source in ((KEYS, Press.LEFT), (KEYS2, Press.ACCEPT), (KEYS, Press.ACCEPT)):
        one_frame(context, Frame(presses=(source[1],), sources=(source,)), FRAME)
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert scene.fixture.a_side == 3
    assert scene.match.people.keys() == {"human1", "human2"}
    assert context.devices.seats == [KEYS, KEYS2]


def test_what_was_chosen_is_there_again_next_time(context: Context, drive: Drive) -> None:
    setup = MatchSetup(context)
    context.home(setup)
    setup.menu.focus = [entry.label for entry in setup.menu.entries].index("Ground")
    drive(0.02, None, Press.RIGHT)
    assert setup.chosen["surface"] == "wet"
    setup.begin()
    assert MatchSetup(context).chosen["surface"] == "wet"


def test_every_choice_makes_a_match_that_is_allowed(context: Context) -> None:
    setup = MatchSetup(context)
    for choice in setup.choices:
        for value, _word in choice.values:
            setup.chosen[choice.key] = value
            setup.fixture("human1", "cpu")
    rondo = RondoSetup(context)
    for choice in rondo.choices:
        for value, _word in choice.values:
            rondo.chosen[choice.key] = value
            rondo.fixture("both", "cpu")


def test_watching_needs_no_seats(context: Context, drive: Drive) -> None:
    setup = MatchSetup(context)
    context.home(Title(context), setup)
    setup.chosen |= {"by": "cpu", "a_side": 3}
    setup.begin()
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert not scene.seats
    drive(0.1)


def seats(context: Context, *sources: tuple[str, Press]) -> tuple[Seats, list[tuple[str, str, list[str]]]]:
    begun: list[tuple[str, str, list[str]]] = []
    scene = Seats(context, lambda red, blue, devices: begun.append((red, blue, devices)))
    context.home(Title(context), scene)
    for source in sources:
        one_frame(context, Frame(presses=(source[1],), sources=(source,)), FRAME)
    return scene, begun


def test_one_person_joins_and_kicks_off_with_two_presses(context: Context) -> None:
    _scene, begun = seats(context, (KEYS, Press.ACCEPT), (KEYS, Press.ACCEPT))
    assert begun == [("human1", "cpu", [KEYS])]


def test_two_people_may_play_on_the_same_side(context: Context) -> None:
    _scene, begun = seats(
        context,
        (KEYS, Press.RIGHT),
        (KEYS2, Press.ACCEPT),
        *[(KEYS2, Press.RIGHT)] * 2,
        (KEYS2, Press.ACCEPT),
    )
    assert begun == [("cpu", "both", [KEYS, KEYS2])]


def test_who_steps_back_is_out_again(context: Context) -> None:
    scene, begun = seats(
        context, (KEYS, Press.LEFT), (KEYS2, Press.ACCEPT), (KEYS, Press.BACK), (KEYS2, Press.ACCEPT)
    )
    assert begun == [("cpu", "human1", [KEYS2])]
    assert scene.joined == [KEYS2]


def test_nobody_there_is_told(context: Context) -> None:
    scene, begun = seats(context)
    one_frame(context, Frame(presses=(Press.PAUSE,)), FRAME)
    assert not begun
    assert "join" in scene.said


# Playing


@pytest.mark.parametrize(("palette", "side"), [("classic", "Sky blue"), ("orange", "Navy")])
def test_players_are_called_by_what_they_wear_and_their_number(
    context: Context, palette: str, side: str
) -> None:
    """On cards and in the what-if panel, with the number that stands on the shirt; in files they are Blue."""
    context.change(replace(context.settings, palette=palette))
    scene = MatchScene(context, Fixture(a_side=3), 1)
    squad = scene.match.world.squad
    assert squad.names[3:] == ("Blue 1", "Blue 2", "Blue 3")
    assert scene.onlooker.shown_names[3:] == [f"{side} {number}" for number in scene.numbers[3:]]
    plan = Plan("push", "B3", look="B2")
    change = changed(plan, "target", "B2", squad, scene.match.pitch)
    assert (change.value, say(what_to_do(change, plan))) == ("B2", f"Pass to {side} 2")
    context.change(replace(context.settings, palette="classic"))
    scene.resized()
    assert scene.side_names[1] == "Sky blue", "the board goes by what they wear now"
    assert scene.onlooker.shown_names[3] == "Sky blue 1"
    scene.closed()


def test_nothing_moves_before_it_has_been_counted(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(0.5)
    assert match.now.step == 0
    drive(COUNTED)
    assert match.now.step > 0


def test_both_people_steer_their_own_side(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(COUNTED)
    team = match.match.world.squad.team
    assert [int(team[seat.player]) for seat in match.seats] == [0, 1]
    assert {seat.person for seat in match.seats} == {0, 1}


def test_the_traced_wishes_without_a_window_are_the_same_match(
    context: Context, drive: Drive, match: MatchScene, tmp_path: Path
) -> None:
    drive(COUNTED + 0.5, Buttons(move=(1.0, 0.0)))
    drive(0.5, Buttons(push=True, move=(0.0, 1.0)))
    drive(0.3)
    other = Match(match.fixture, 1)
    for note in notes(tmp_path, "step"):
        wishes = {int(player): wish_from(wish) for player, wish in note["wishes"].items()}
        for name, player in note["meant"].items():
            other.meant(name, player)
        other.advance(wishes)
    assert other.world.digest() == match.match.world.digest()
    assert other.people == match.match.people


def wish_from(note: dict[str, Any]) -> Wish:
    """A wish as the trace wrote it down: points became lists, the technique a number."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in note.items()}
    return Wish(**values | {"swing": Technique(values["swing"])})


def test_who_thinks_beside_stops_when_the_match_is_left(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InWorker, "__init__", BEGIN)
    scene = MatchScene(context, small("cpu", "cpu"), 1)
    context.home(Title(context), scene)
    assert scene.match.ai_team.thinker is scene.thinker
    assert scene.thinker._pool is not None
    context.home(Title(context))
    assert scene.thinker._pool is None


def test_a_pause_gives_a_moment_before_play_goes_on(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    drive(COUNTED)
    drive(0.02, None, Press.PAUSE)
    step = match.now.step
    assert isinstance(context.scene, Pause)
    drive(0.02, None, Press.BACK)
    drive(0.3)
    assert match.now.step == step
    drive(0.5)
    assert match.now.step > step


def test_an_unplugged_gamepad_pauses_and_the_keys_can_take_over(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    drive(COUNTED)
    context.devices.sit(KEYS, "pad-9")
    context.devices._missing = [1]
    drive(0.0, frame=Frame(unplugged="Some pad", lost_seat=1))
    scene = context.scene
    assert isinstance(scene, Pause)
    assert "Some pad" in scene.message
    choose(context, drive, "Resume")
    assert context.devices.seats == [KEYS, KEYS2]


def test_somebody_elses_gamepad_may_be_unplugged(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(COUNTED)
    drive(0.0, frame=Frame(unplugged="A third one"))
    assert context.scene is match


def test_pulling_out_a_real_gamepad_pauses_and_plugging_it_in_goes_on(context: Context) -> None:
    def frames(n: int = 3) -> None:
        for _ in range(n):
            one_frame(context, context.devices.poll(FRAME), FRAME)

    pad = VirtualPad()
    frames()
    (name,) = context.devices.pad_devices
    scene = MatchScene(context, small(), 1, [KEYS, name])
    context.home(Title(context), scene)
    frames()
    pad.unplug()
    frames()
    assert isinstance(context.scene, Pause)
    assert "unplugged" in context.scene.message
    again = VirtualPad()
    try:
        frames()
        assert context.scene is scene
        (now,) = context.devices.pad_devices
        assert context.devices.seats == [KEYS, now]
    finally:
        again.unplug()
        frames()


def test_another_window_size_changes_the_picture_and_not_the_match(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    drive(COUNTED)
    before = match.match.world.digest()
    context.window.screen = pygame.display.set_mode((900, 900))
    drive(0.0, frame=Frame(resized=True))
    assert match.stage.camera.size == (900, 900)
    assert match.match.world.digest() == before
    drive(0.2)


def score(match: MatchScene, drive: Drive) -> None:
    """The ball rolls over blue's line."""
    drive(COUNTED)
    match.match.dead.stage[0] = 0
    match.match.referees[0].phase = MatchPhase.PLAY
    match.match.referees[0].restart = None
    ball = match.match.world.ball
    ball.holder[0] = -1
    ball.pos[0] = (match.match.pitch.goals[1].x - 0.4, 0.0, 0.0)
    ball.vel[0] = (9.0, 0.0, 0.0)
    ball.last_touch[0] = ball.kicker[0] = 1
    for _ in range(60):
        drive(0.02)
        if match.match.score != (0, 0):
            return


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


def test_half_time_shows_the_figures_and_goes_on(context: Context, drive: Drive, match: MatchScene) -> None:
    drive(COUNTED)
    match.match.referees[0].phase = MatchPhase.HALF_TIME
    drive(0.05)
    scene = context.scene
    assert isinstance(scene, Interval)
    step = match.now.step
    drive(0.5)
    assert match.now.step == step
    drive(0.02, None, Press.ACCEPT)
    assert context.scene is match


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


def test_a_person_may_take_another_player_but_not_away_from_the_ball(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    drive(COUNTED)
    restart = match.match.restart
    assert restart is not None
    waiting = next(seat for seat in match.seats if seat.name != f"human{restart.side + 1}")
    taker = next(seat for seat in match.seats if seat is not waiting)
    before = {seat.name: seat.player for seat in match.seats}
    held = [Buttons(), Buttons()]
    held[waiting.person] = held[taker.person] = Buttons(switch=True)
    one_frame(context, Frame(people=tuple(held)), FRAME)
    drive(0.1)
    assert match.match.people[taker.name] == before[taker.name]
    assert match.match.people[waiting.name] != before[waiting.name]


# Rondo


@pytest.fixture
def rondo(context: Context) -> RondoScene:
    scene = RondoScene(context, RondoFixture(**sides("human1", "cpu")), 1, [KEYS])
    context.home(Title(context), Modes(context), scene)
    return scene


def test_a_rondo_swaps_roles_and_people_go_with_their_side(
    context: Context, drive: Drive, rondo: RondoScene
) -> None:
    drive(COUNTED)
    keeping = rondo.rondo.keeping
    rondo.rondo._lose(-1, "Out")
    drive(1.6)
    assert rondo.rondo.keeping == 1 - keeping
    assert rondo.stage.numbers == rondo.numbers
    assert [str(name) for name in rondo.onlooker.names] == list(rondo.rondo.world.squad.names)
    assert int(rondo.now.team[rondo.seats[0].player]) == 0
    assert rondo.rondo.ai_team.thinker is rondo.thinker


def test_a_full_turn_of_passes_is_not_called_a_lost_ball(drive: Drive, rondo: RondoScene) -> None:
    drive(COUNTED)
    rules = rondo.rondo
    rules.passes_in_a_row = rules.fixture.turn_passes - 1
    rules._arrives(list(rules.world.squad.team).index(rules.keeping))
    drive(0.2)
    assert rules.phase is RondoPhase.LOST
    assert rondo.why_over == "A full turn!"


@pytest.mark.parametrize(
    ("label", "leads_to"), [("Rematch", RondoScene), ("Another rondo", RondoSetup), ("Title", Title)]
)
def test_the_end_of_a_rondo(
    context: Context, drive: Drive, rondo: RondoScene, label: str, leads_to: type
) -> None:
    drive(COUNTED)
    rondo.rondo.phase = RondoPhase.DONE
    drive(2.5, rate=20.0)
    assert isinstance(context.scene, RondoResult)
    choose(context, drive, label)
    assert isinstance(context.scene, leads_to)


def test_the_arrows_of_somebody_alone_choose_his_own_side(context: Context) -> None:
    scene, begun = seats(context, (KEYS, Press.ACCEPT), (KEYS2, Press.RIGHT), (KEYS2, Press.RIGHT))
    assert scene.joined == [KEYS]
    assert scene.places[KEYS] == 1
    assert not begun


def test_a_key_that_was_held_already_does_not_skip_the_replay(drive: Drive, match: MatchScene) -> None:
    score(match, drive)
    holds = Buttons(push=True)
    drive(CHEER_SECONDS + 0.3, holds)
    assert match.replay is not None, "whoever still shoots sees the goal all the same"
    drive(0.1)
    drive(0.05, holds)
    assert match.replay is None, "a new press skips it"


def test_a_quick_match_begins_with_one_press(context: Context, drive: Drive) -> None:
    context.home(Title(context))
    choose(context, drive, "Play")
    drive(0.05, None, Press.ACCEPT)
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert scene.fixture.boards
    assert scene.fixture.quick
    assert scene.fixture.people == {"human1": 0}
    assert len(scene.match.pitch.walls) == 6
