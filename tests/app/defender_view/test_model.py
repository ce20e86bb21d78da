from pathlib import Path

import pygame
import pytest

from game.app.defender_view.model import (
    FADES,
    STAYS,
    Onlooker,
    ShownBelief,
    defenders_in,
    thought_of,
    verdict_on,
)
from game.app.input.devices import Buttons, Press
from game.app.scenes.menus.pause import Pause
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.core.intents import Technique, Wish
from game.core.state import NOBODY, STEP_SECONDS
from game.mind.defence.anticipation import NO_LANE
from game.rules.level.session import Session
from game.scenario.level_paths import find
from game.scenario.load import load_level
from tests.app.drive import Drive

READ = """
format = 1
title = "Read"
teaches = "what a defender makes of you"
pitch = { length = 50.0, width = 40.0, surface = "dry" }
player = [
  { id = "P", team = "red", at = [-8.0, 0.0], facing = 0.0, control = "human1" },
  { id = "A", team = "red", at = [6.0, 5.5], facing = 200.0, control = "still" },
  { id = "B", team = "red", at = [6.0, -5.5], facing = 160.0, control = "cpu" },
  { id = "D1", team = "blue", at = [4.0, -3.0], facing = 180.0, control = "cpu", style = "gambler" },
  { id = "D2", team = "blue", at = [3.0, 2.0], facing = 180.0, control = "cpu", style = "veteran" },
]
[ball]
holder = "P"
"""
WIND_UP = Buttons(move=(0.94, 0.34), push=True, analog=True)


@pytest.fixture
def level(tmp_path: Path) -> Path:
    file = tmp_path / "read.toml"
    file.write_text(READ)
    return file


@pytest.fixture
def play(context: Context, level: Path) -> Play:
    play = Play(context, level)
    context.home(play)
    return play


def a_pass(drive: Drive, *presses: Press) -> None:
    drive(0.5, None, *presses)
    drive(0.7, WIND_UP)
    drive(0.3)


def watched(level: Path) -> tuple[Session, Onlooker]:
    """A pass to A that D1 watches, up to the step in which it is struck."""
    table = load_level(level)
    session, onlooker = Session(table, 5), Onlooker.of_level(table)
    onlooker.turn()
    for i in range(150):
        swing = Technique.PUSH if 35 <= i < 85 else Technique.NONE
        wish = Wish(swing=swing, aim=(6.0, 5.5), speed=14.0) if i >= 35 else Wish()
        onlooker.observe(session, session.advance({0: wish}), session.set_ups)
        if onlooker.contact is not None:
            break
    return session, onlooker


def test_it_is_off_and_the_key_goes_from_defender_to_defender_to_off(drive: Drive, play: Play) -> None:
    seen = [play.onlooker.name]
    for _ in range(3):
        drive(0.05, None, Press.MIND)
        seen.append(play.onlooker.name)
    assert seen == ["Off", "D1", "D2", "Off"]


def test_only_the_other_sides_computer_players_can_be_looked_into(level: Path) -> None:
    assert defenders_in(load_level(level)) == (3, 4)
    assert defenders_in(load_level(find("wall-drill"))) == ()


def test_a_level_without_defenders_says_so(context: Context, drive: Drive) -> None:
    play = Play(context, find("wall-drill"))
    context.home(play)
    drive(0.1, None, Press.MIND)
    assert "No defender" in play.toast[0]
    drive(0.05, None, Press.PAUSE)
    assert isinstance(context.scene, Pause)
    assert not any("defender" in entry.label for entry in context.scene.menu.entries)


def test_the_pause_menu_has_it_too(context: Context, drive: Drive, play: Play) -> None:
    drive(0.1)
    drive(0.05, None, Press.PAUSE)
    scene = context.scene
    assert isinstance(scene, Pause)
    labels = [entry.label for entry in scene.menu.entries]
    scene.menu.focus = labels.index("A defender's thoughts")
    drive(0.05, None, Press.RIGHT)
    assert play.onlooker.name == "D1"
    assert play.onlooker.now is not None, "what they think at this moment, before another step is made"
    drive(0.05, None, Press.LEFT)
    assert play.onlooker.name == "Off"
    drive(0.05, None, Press.ACCEPT)
    assert play.onlooker.name == "D1"


def test_looking_into_a_head_changes_nothing(context: Context, drive: Drive, level: Path) -> None:
    digests = []
    for presses in ((), (Press.MIND,)):
        play = Play(context, level)
        context.home(play)
        a_pass(drive, *presses)
        drive(1.5)
        assert (play.onlooker.contact is not None) == bool(presses)
        digests.append(play.session.world.digest())
    assert digests[0] == digests[1]


def test_a_restart_keeps_the_choice_and_forgets_the_thoughts(drive: Drive, play: Play) -> None:
    a_pass(drive, Press.MIND)
    assert play.onlooker.contact is not None
    play.restart()
    assert play.onlooker.name == "D1"
    assert play.onlooker.contact is None
    assert play.onlooker.now is None


def test_a_thought_is_the_defenders_own_belief(level: Path) -> None:
    session, onlooker = watched(level)
    thought = onlooker.contact
    assert thought is not None
    assert thought.keep + thought.shoot + sum(lane.chance for lane in thought.lanes) == pytest.approx(1.0)
    assert {lane.to for lane in thought.lanes} == {1, 2}
    defenders = session.scene.ai_team.defenders
    assert defenders is not None
    belief = next(b for b in defenders.beliefs if 3 in b.viewers)
    assert thought.keep == belief.choices.keep[0, 0]
    assert thought.chance(False, 1) == pytest.approx(float(belief.choices.passes[0, 0, 0, :, 1].sum()))


def test_a_defender_has_no_thoughts_about_their_own_side_or_a_free_ball(level: Path) -> None:
    session, _ = watched(level)
    assert thought_of(session.scene, 3, NOBODY, (0.0, 0.0)) is None
    assert thought_of(session.scene, 3, 4, (0.0, 0.0)) is None
    assert thought_of(session.scene, 3, 0, (0.0, 0.0)) is not None


def test_leaving_early_is_told_in_seconds_before_contact(level: Path) -> None:
    session, onlooker = watched(level)
    defenders = session.scene.ai_team.defenders
    assert defenders is not None
    # Whether they leave is the mind's affair; here they have left for the space before A, 0.2 s ago.
    defence, players, step = defenders.defences[-1], 5, session.world.step
    defence.lane[0, 0], defence.left_at[0, 0] = players + 1, step - 12
    thought = thought_of(session.scene, 3, 0, (0.0, 0.0))
    assert thought is not None
    assert thought.left_for is not None
    assert thought.left_for[0] < 6.0
    assert verdict_on(thought, onlooker.names, True) == "Left for A 0.20 s before contact"
    assert verdict_on(thought, onlooker.names, False) == "Has left for A"
    defence.lane[0, 0] = NO_LANE
    thought = thought_of(session.scene, 3, 0, (0.0, 0.0))
    assert thought is not None
    assert thought.left_for is None


def test_leaving_before_knowing_of_the_strike_is_told_as_after_contact() -> None:
    thought = ShownBelief(100, 3, 0, (0.0, 0.0), 0.2, 0.0, (), (10.0, 0.0), 1, 106)
    assert verdict_on(thought, ["P", "A"], True) == "Left for A 0.10 s after contact"
    waits = ShownBelief(100, 3, 0, (0.0, 0.0), 0.2, 0.0, ())
    assert verdict_on(waits, ["P", "A"], True) == "Waited for the ball"
    assert waits.meets((1.0, 1.0)) is None


def test_a_defender_closes_the_line_where_it_passes_them() -> None:
    thought = ShownBelief(100, 3, 0, (0.0, 0.0), 0.2, 0.0, (), (10.0, 0.0), 1, 90)
    assert thought.meets((4.0, 3.0)) == pytest.approx((4.0, 0.0))
    assert thought.meets((-4.0, 3.0)) == pytest.approx((1.5, 0.0))


def test_the_belief_at_contact_stays_for_a_second_and_fades(level: Path) -> None:
    _, onlooker = watched(level)
    assert onlooker.contact is not None
    at = onlooker.contact.step
    strengths = [
        onlooker.strength(at + round(s / STEP_SECONDS)) for s in (0.0, STAYS, STAYS + FADES / 2, 2.0)
    ]
    assert strengths == pytest.approx([1.0, 1.0, 0.5, 0.0])
    assert onlooker.noted(at + 120, winding=False) is not None
    assert onlooker.noted(at + 120, winding=True) is None


@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (1920, 1080), (600, 900)])
def test_it_draws_in_every_window_at_every_moment(
    context: Context, drive: Drive, play: Play, size: tuple[int, int]
) -> None:
    context.window.screen = pygame.display.set_mode(size)
    context.resize()
    plain = pygame.image.tobytes(context.window.screen, "RGB")
    drive(0.2, None, Press.MIND)
    assert pygame.image.tobytes(context.window.screen, "RGB") != plain
    drive(0.2)
    drive(0.7, WIND_UP)
    assert play.onlooker.now is not None
    for _ in range(8):
        drive(0.25)
    assert play.onlooker.contact is not None
