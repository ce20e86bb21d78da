"""People play a match: who is called what, who steers whom, and what stops it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.analysis.whatif.advice import what_to_do
from game.analysis.whatif.factors import changed
from game.app.i18n import say
from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.main import one_frame
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.core.intents import Technique, Wish
from game.core.plan import Plan
from game.mind.attack.worker import InWorker
from game.rules.match.match import Match
from game.scenario.fixture import Fixture
from tests.app.drive import Drive, choose, notes
from tests.app.pads import VirtualPad

from .matches import BEGIN, COUNTED, FRAME, small

pytestmark = pytest.mark.usefixtures("alone")


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


def test_a_restart_that_the_computer_took_is_nobodys_pass(
    context: Context, drive: Drive, match: MatchScene
) -> None:
    """Whoever touches no key has no passes in the household's table, and none of the match's words."""
    drive(12.0)
    assert sum(side.passes for side in match.match.report.sides) > 0
    assert [match.tally.standing("Tess", person, (0, 0)).passes for person in (0, 1)] == [0, 0]


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


def test_the_thinking_process_stops_when_the_match_is_left(
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
