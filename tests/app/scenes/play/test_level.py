from dataclasses import replace
from pathlib import Path

import pytest

from game.analysis.card.text import describe
from game.analysis.explain.shown import Shown
from game.analysis.replay.library import kept
from game.analysis.replay.model import read_replay
from game.app.i18n import LANGUAGES
from game.app.input.actions import Action
from game.app.input.devices import KEYS, KEYS2, Buttons, Frame, Press
from game.app.render.kits import strip_for
from game.app.scenes.coaching.strike import StrikeScene
from game.app.scenes.menus import howto
from game.app.scenes.menus.complete import Complete
from game.app.scenes.menus.howto import HowTo
from game.app.scenes.menus.levels import Levels
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.options import Options
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.shell.settings import TEXT_SIZES
from game.core.events import Strike
from game.core.state import Phase
from game.rules.level.best_results import load_results
from game.scenario.catalogue import catalogue
from game.scenario.level_paths import find
from game.scenario.load import load_level
from game.scenario.phrases import phrase
from tests.app.drive import Drive, choose, notes


@pytest.fixture
def play(context: Context, drive: Drive) -> Play:
    context.home(Title(context), Levels(context), Play(context, find("wall-drill")))
    drive(0.1)
    scene = context.scene
    assert isinstance(scene, Play)
    return scene


def strike(drive: Drive, hold: float = 0.4) -> None:
    drive(0.3)
    drive(hold, Buttons(push=True))
    drive(0.5)


@pytest.mark.parametrize(
    ("label", "leads_to"), [("Play", Modes), ("How to play", HowTo), ("Options", Options)]
)
def test_every_entry_of_the_title_leads_somewhere_and_back(
    context: Context, drive: Drive, label: str, leads_to: type
) -> None:
    context.home(Title(context))
    drive(0.1)
    choose(context, drive, label)
    assert isinstance(context.scene, leads_to)
    drive(0.05, None, Press.BACK)
    assert isinstance(context.scene, Title)


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_page_of_keys_shows_every_word_whole(context: Context, language: str, size: float) -> None:
    context.change(replace(context.settings, language=language, text_size=size))
    page = HowTo(context)
    page.draw(context.window.screen)
    assert page.measured is not None
    type_, columns = page.measured
    assert sum(columns) <= context.window.size[0] - 2 * context.type.tx(26)
    assert type_.text_size >= 0.7 * size, "and it can still be read"


def test_the_page_of_keys_shows_every_key_of_an_action(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second key is there for a keyboard without a keypad, and a third button once it is bound."""
    rows: list[tuple[str, ...]] = []
    monkeypatch.setattr(howto, "caps", lambda screen, type_, labels, at, pad: rows.append(labels))
    context.devices.seats = [KEYS, KEYS2]
    HowTo(context).draw(context.window.screen)
    assert ("Num 1", ",") in rows, "the second of two: keypad, and the key beside the full stop"
    context.devices.seats = [KEYS]
    context.devices.bindings = context.devices.bindings.with_button(0, Action.PUSH, "a", "paddle1", "misc1")
    rows.clear()
    HowTo(context).draw(context.window.screen)
    assert ("A", "P1", "Share") in rows
    assert ("LEFT", "RIGHT") in rows, "the kicking foot has two buttons from the start"


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_page_of_keys_fits_two_people(context: Context, language: str, size: float) -> None:
    context.devices.seats = [KEYS, KEYS2]
    context.change(replace(context.settings, language=language, text_size=size))
    page = HowTo(context)
    page.draw(context.window.screen)
    assert page.measured is not None
    assert sum(page.measured[1]) <= context.window.size[0] - 2 * context.type.tx(26)
    assert page.measured[0].text_size >= 0.6 * size, "and it can still be read"


def test_quit_on_the_title_ends_the_program(context: Context, drive: Drive) -> None:
    context.home(Title(context))
    drive(0.1)
    choose(context, drive, "Quit")
    assert not context.running


def test_every_level_in_the_list_opens_and_draws(context: Context, drive: Drive) -> None:
    context.change(replace(context.settings, open_all=True))
    context.home(Title(context), Levels(context))
    for entry in catalogue():
        choose(context, drive, entry.title)
        scene = context.scene
        assert isinstance(scene, Play)
        assert scene.level.title == entry.title
        drive(0.2)
        context.pop()


def test_the_list_scrolls_to_what_has_the_focus(context: Context, drive: Drive) -> None:
    levels = Levels(context)
    context.home(levels)
    drive(0.1)
    levels.menu.focus = len(levels.levels) - 1
    drive(1.0)
    area, _row, gap = levels.geometry()
    bottom = levels.tops()[-1] - gap - levels.scroll
    assert bottom <= area.height + 1


def test_the_list_shows_a_result_after_it_was_made(context: Context, drive: Drive) -> None:
    from game.rules.level.best_results import record_result
    from game.rules.level.objective_base import Progress

    levels = Levels(context)
    context.home(levels)
    assert "wall-drill" not in levels.best
    record_result("wall-drill", Progress(won=True, done=True, score=100, goal=100, seconds=300.0))
    context.push(HowTo(context))
    context.pop()
    assert levels.best["wall-drill"].won
    drive(0.05)


@pytest.mark.parametrize(
    ("label", "leads_to"),
    [
        ("Resume", Play),
        ("Restart", Play),
        ("How to play", HowTo),
        ("Options", Options),
        ("Level list", Levels),
    ],
)
def test_every_entry_of_the_pause_menu_leads_somewhere(
    context: Context, drive: Drive, play: Play, label: str, leads_to: type
) -> None:
    drive(0.05, None, Press.PAUSE)
    assert isinstance(context.scene, Pause)
    choose(context, drive, label)
    assert isinstance(context.scene, leads_to)
    assert context.running


def test_nothing_moves_while_play_is_paused(context: Context, drive: Drive, play: Play) -> None:
    drive(0.05, None, Press.PAUSE)
    before = play.session.world.digest()
    drive(1.0, Buttons(move=(1.0, 0.0)))
    assert play.session.world.digest() == before


def test_losing_the_focus_pauses(context: Context, drive: Drive, play: Play) -> None:
    drive(0.0, frame=Frame(lost_focus=True))
    assert isinstance(context.scene, Pause)


def test_closing_the_window_ends_the_program(context: Context, drive: Drive, play: Play) -> None:
    drive(0.0, frame=Frame(closed=True))
    assert not context.running


def test_a_strike_shows_a_card_with_the_numbers_of_the_simulation(
    context: Context, drive: Drive, play: Play, tmp_path: Path
) -> None:
    rows: list[dict[str, float]] = []
    listen = play._listen

    def spy(events: list[object]) -> None:
        rows.extend(e.row(0) for e in events if isinstance(e, Strike) and len(e))
        listen(events)  # type: ignore[arg-type]

    play._listen = spy  # type: ignore[method-assign,assignment]
    strike(drive)
    assert play.card.shown is not None
    assert [play.card.shown.row] == rows
    noted = notes(tmp_path, "strike")
    assert [line["strike"] for line in noted] == rows
    assert noted[0]["headline"] == str(play.card.shown.card.headline)
    assert noted[0]["lines"] == [
        [str(x.what), str(x.said), str(x.number), x.good] for x in play.card.shown.card.lines
    ]


def test_the_banner_does_not_call_clean_what_the_card_calls_wide(drive: Drive, play: Play) -> None:
    strike(drive)
    shown = play.card.shown
    assert shown is not None
    for error, says in ((0.0, "clean, 0.8 m"), (0.09, "counts, 0.8 m")):
        numbers = {**shown.row, "direction_error": error, "loft": 0.0}
        play.card.show(Shown(numbers, describe(numbers)), play.time)
        clean = phrase("clean, {m:.1f} m from the mark", m=0.8)
        assert str(play._without_contradiction(clean, True)).startswith(says)


def test_the_aim_and_the_way_of_the_ball_are_drawn_on_the_grass(
    context: Context, drive: Drive, play: Play
) -> None:
    strike(drive)
    trail = play.trail
    assert trail is not None
    assert trail.aim == play.session.objective.marks[0]
    drive(1.5)
    assert not trail.running
    ends = trail.path[-1]
    assert abs(ends[0] - trail.aim[0]) < 0.3, "the way ends at the board"


def test_the_card_gives_way_to_the_next_wind_up(context: Context, drive: Drive) -> None:
    play = Play(context, find("dont-stare"))
    context.home(play)
    drive(0.8)
    drive(0.2, Buttons(push=True, move=(0.7, 0.7)))
    while not play.card.strength(play.time):
        drive(1 / 60)
    while play.now.holder != play.seats[0].player:
        drive(0.1)
    assert play.card.strength(play.time) == 1.0
    drive(0.3, Buttons(push=True, move=(0.7, 0.7)))
    drive(0.5, Buttons(push=True, move=(0.7, 0.7)))
    assert play.card.strength(play.time) == 0.0


def test_the_card_goes_away_and_can_be_opened_from_the_pause_menu(
    context: Context, drive: Drive, play: Play
) -> None:
    strike(drive)
    assert play.card.strength(play.time) == 1.0
    drive(8.0)
    assert play.card.strength(play.time) == 0.0
    drive(0.05, None, Press.PAUSE)
    choose(context, drive, "Last strike")
    assert isinstance(context.scene, StrikeScene)
    drive(0.05, None, Press.BACK)
    assert isinstance(context.scene, Pause)


def test_restart_begins_again_with_the_same_luck(context: Context, drive: Drive, play: Play) -> None:
    first = play.session.world.seeds.copy()
    strike(drive)
    drive(0.0, None, Press.RESTART)
    assert play.session.world.step == 0
    assert (play.session.world.seeds == first).all()


def test_the_foot_key_goes_round_and_the_strike_obeys(context: Context, drive: Drive, play: Play) -> None:
    drive(0.05, None, Press.FOOT)
    strike(drive)
    assert play.card.shown is not None
    assert play.card.shown.row["foot"] == -1.0
    drive(0.05, None, Press.FOOT_RIGHT)
    assert play.seats[0].thumb.foot == 1
    drive(0.05, None, Press.FOOT_RIGHT)
    assert play.seats[0].thumb.foot == 0


@pytest.mark.parametrize(
    ("label", "leads_to"), [("Again", Play), ("Next: {title}", Play), ("Level list", Levels)]
)
def test_every_entry_of_the_end_panel_leads_somewhere(
    context: Context, drive: Drive, play: Play, label: str, leads_to: type
) -> None:
    context.push(Complete(context, play, False))
    drive(0.05)
    title = load_level(find("dribble-pass-receive")).title
    choose(context, drive, label.format(title=title))
    assert isinstance(context.scene, leads_to)
    if label.startswith("Next"):
        assert context.scene.path.stem == "dribble-pass-receive"  # type: ignore[union-attr]


def test_a_won_level_is_kept_and_the_panel_comes_up(
    context: Context, drive: Drive, play: Play, tmp_path: Path
) -> None:
    objective = play.session.objective
    objective.score, objective.done, objective.won = 100, True, True
    drive(2.0)
    assert isinstance(context.scene, Complete)
    assert load_results().best["wall-drill"].won
    assert [line["won"] for line in notes(tmp_path, "result")] == [True]


def test_slower_play_makes_fewer_steps(context: Context, drive: Drive, play: Play) -> None:
    from dataclasses import replace

    start = play.session.world.step
    drive(1.0)
    full = play.session.world.step - start
    context.change(replace(context.settings, game_speed=0.5))
    start = play.session.world.step
    drive(1.0)
    assert full == pytest.approx(60, abs=1)
    assert play.session.world.step - start == pytest.approx(30, abs=1)


def test_the_kits_of_the_options_are_worn_in_levels(context: Context, play: Play) -> None:
    context.change(replace(context.settings, palette="mono"))
    assert play.stage.figures.strip == strip_for("mono")
    context.change(replace(context.settings, patterns=False))
    assert play.stage.figures.strip == strip_for("mono", patterns=False)


def test_larger_text_is_larger(context: Context, drive: Drive) -> None:
    from dataclasses import replace

    from game.app.render.theme import Role

    context.home(Title(context), Levels(context))
    before = context.type.height(Role.BODY)
    context.change(replace(context.settings, text_size=1.3))
    assert context.type.height(Role.BODY) > before * 1.2
    drive(0.1)


def test_help_opens_over_play(context: Context, drive: Drive, play: Play) -> None:
    drive(0.05, None, Press.HELP)
    assert isinstance(context.scene, HowTo)
    drive(0.05, None, Press.BACK)
    assert context.scene is play


FROM_FILES = {"Two people", "Each steers their own."}
"""Words of the level below, which nobody translates."""
TWO = """
format = 1
title = "Two people"
teaches = "Each steers their own."
pitch = { length = 20.0, width = 14.0, surface = "artificial" }
player = [
  { id = "P", team = "red", at = [-4.0, 0.0], facing = 0.0, control = "human1" },
  { id = "Q", team = "blue", at = [4.0, 0.0], facing = 180.0, control = "human2" },
]
[ball]
holder = "P"
[objective]
kind = "free"
"""


def test_two_people_steer_two_players(context: Context, tmp_path: Path) -> None:
    from game.app.main import one_frame

    file = tmp_path / "two.toml"
    file.write_text(TWO)
    play = Play(context, file)
    context.home(play)
    assert context.devices.two_people
    people = (Buttons(move=(0.0, 1.0)), Buttons(move=(0.0, -1.0)))
    for _ in range(60):
        one_frame(context, Frame(people=people), 1 / 60)
    first, second = play.now.pos
    assert first[1] > 1.0
    assert second[1] < -1.0


def test_every_step_is_traced_with_what_was_wished(
    context: Context, drive: Drive, play: Play, tmp_path: Path
) -> None:
    drive(0.5, Buttons(push=True))
    steps = notes(tmp_path, "step")
    assert [line["step"] for line in steps] == list(range(play.session.world.step))
    assert steps[-1]["wishes"]["0"]["swing"] == 1


def test_a_slow_machine_plays_slower_and_skips_nothing(context: Context, drive: Drive, play: Play) -> None:
    before = play.session.world.step
    drive(2.0, rate=4.0)
    made = play.session.world.step - before
    assert 0 < made <= 8 * 8


def test_a_strike_out_of_reach_is_no_swing_at_air_and_is_shown_on_the_ball(
    context: Context, drive: Drive, play: Play
) -> None:
    drive(0.3)
    play.session.world.ball.pos[0, :2] = (-9.0, 5.0)
    play.session.world.ball.holder[0] = -1
    drive(0.05)
    drive(0.2, Buttons(push=True))
    assert play.seats[0].thumb.out_of_reach
    assert play.now.phase[play.seats[0].player] == Phase.NONE
    drive(1.0)
    assert not play.seats[0].thumb.out_of_reach
    assert play.toast[0] == ""


def test_who_kicks_after_a_ball_that_was_taken_off_them_is_told_by_whom(
    context: Context, drive: Drive
) -> None:
    """The player runs into a tight marker, and strikes when the ball is gone."""
    scene = Play(context, find("back-to-goal"))
    context.home(Title(context), scene)
    drive(1.5)
    drive(3.0, Buttons(move=(1.0, 0.0)))
    for _ in range(8):
        drive(0.1, Buttons(push=True, move=(1.0, 0.0)))
    drive(0.5)
    said = scene.verdict.shown
    assert said is not None
    assert (said.words, said.good) == ("Tackled by D1", False)
    assert said.todo == "Pass sooner, or shield it"


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A level waits for its first key, as it does for people."""
    monkeypatch.setattr(Play, "waits", True)


@pytest.mark.usefixtures("waiting")
def test_the_first_go_stands_still_until_a_key_of_play_which_acts_at_once(
    context: Context, drive: Drive
) -> None:
    """Whoever still reads loses nothing; the menus' keys begin nothing, and further goes don't wait."""
    play = Play(context, find("jockey"))
    context.home(Title(context), Levels(context), play)
    drive(10.0)
    drive(0.05, None, Press.PAUSE)
    assert isinstance(context.scene, Pause)
    drive(0.05, None, Press.BACK)
    drive(0.5, None, Press.ACCEPT, Press.FOOT, Press.RESTART)
    assert (play.session.world.step, play.time, play.attempts) == (0, 0.0, 0)
    here = play.now.pos[play.seats[0].player].copy()
    drive(0.2, Buttons(move=(0.0, 1.0)))
    assert play.session.world.step == 12, "from the picture of the press"
    assert play.now.pos[play.seats[0].player][1] > here[1], "the key that begins is a key of play"
    drive(0.1, None, Press.RESTART)
    assert play.session.world.step > 0, "a further go begins at once"


@pytest.mark.usefixtures("waiting")
def test_a_replay_begins_with_the_first_key(context: Context, drive: Drive, tmp_path: Path) -> None:
    play = Play(context, find("wall-drill"))
    context.home(play)
    drive(1.0)
    drive(1.0, Buttons(move=(1.0, 0.0)))
    context.home(Title(context))
    (file,) = kept()
    assert read_replay(file).length == 60


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("name", ["first-run", "practice"])
def test_first_steps_and_practice_begin_by_themselves(context: Context, drive: Drive, name: str) -> None:
    """The first steps show their keys large and lose nothing; practice was begun by a key."""
    if name == "practice":
        context.nav.practice()
        drive(0.1, None, Press.RESTART)
    else:
        context.nav.to_first_step(0)
    drive(0.5)
    assert isinstance(context.scene, Play)
    assert context.scene.session.world.step > 20
