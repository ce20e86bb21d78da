"""The program in a real window, played with real key presses."""

import signal
from typing import Any

import numpy as np
import pytest

from game.analysis.card.text import describe
from game.core.events import Strike
from game.core.intents import Technique, Wish
from game.rules.level.session import Session
from game.scenario.level_paths import find
from game.scenario.load import load_level
from tests.e2e.screen import Note, Program, Screen, Start

LEVEL = "wall-drill"


def colours(screen: Screen) -> int:
    """How many different colours are on the screen."""
    pixels = screen.pixels().astype(np.uint32)
    return len(np.unique(pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]))


def wish_from(note: dict[str, Any]) -> Wish:
    """A wish as the trace wrote it down: points became lists, the technique a number."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in note.items()}
    return Wish(**values | {"swing": Technique(values["swing"])})


def replayed(steps: list[Note], seed: int) -> list[tuple[int, dict[str, float]]]:
    """The strikes that the traced wishes give without a window: (step, numbers)."""
    session = Session(load_level(find(LEVEL)), seed)
    strikes = []
    for note in steps:
        assert session.world.step == note["step"]
        wishes = {int(player): wish_from(wish) for player, wish in note["wishes"].items()}
        for events in session.advance(wishes):
            if isinstance(events, Strike):
                strikes += [(session.world.step, events.row(i)) for i in range(len(events))]
    return strikes


def struck(program: Program, key: str = "j", hold: float = 0.35) -> Note:
    """Strike once, and what the trace says of it."""
    before = len(program.notes("strike"))
    program.press(key, hold)
    program.wait_for("a strike", lambda: len(program.notes("strike")) > before)
    note: Note = program.notes("strike")[before]
    return note


def leave(program: Program) -> None:
    """Out of play through the pause menu, whose last entry is Quit, with keys alone."""
    if program.notes("scene")[-1]["scene"] == "play":
        program.press("Escape", 0.05)
        program.wait_for_scene("pause")
    program.press("Up", 0.05)
    program.press("Return", 0.05)
    assert program.ended() == 0
    assert program.notes()[-1]["event"] == "quit"
    assert program.errors() == ""


def test_title_screen_opens_and_keys_lead_out(start: Start, screen: Screen) -> None:
    program = start()
    program.wait_for_scene("title")
    program.wait_for("a picture", lambda: colours(screen) > 20)
    program.press("Escape", 0.05)  # puts the mark on Quit
    program.press("Return", 0.05)
    assert program.ended() == 0
    assert program.notes()[-1]["event"] == "quit"
    assert program.errors() == ""


@pytest.mark.parametrize("seed", [5, 23])
def test_first_strike_of_the_wall_drill(start: Start, screen: Screen, seed: int) -> None:
    program = start("level", LEVEL, seed=seed)
    program.wait_for_scene("play")
    program.wait_for("the pitch", lambda: colours(screen) > 20)
    note = struck(program)

    row = note["strike"]
    assert row["technique"] == Technique.PUSH
    assert 5.0 < row["speed_asked"] < 20.0
    steps = [n for n in program.notes("step") if n["step"] < note["step"]]
    assert [n["step"] for n in steps] == list(range(note["step"])), "every step is traced, from the first"

    again = replayed(steps, seed)
    assert [step for step, _ in again] == [note["step"]]
    assert again[0][1] == row, "the same wishes without a window give the same bits"

    card = describe(row)
    assert note["headline"] == str(card.headline)
    assert note["lines"] == [
        [str(line.what), str(line.said), str(line.number), line.good] for line in card.lines
    ]
    leave(program)


def test_a_level_waits_for_the_first_key_which_acts(start: Start, screen: Screen) -> None:
    """The defender would be beaten by now; neither the pause nor its keys begin the go."""
    program = start("level", "jockey")
    program.wait_for_scene("play")
    program.wait_for("the pitch", lambda: colours(screen) > 20)
    program.press("Escape", 0.05)
    program.wait_for_scene("pause")
    program.press("Escape", 0.05)
    program.wait_for_scene("play")
    program.press("Return", 0.3)
    assert program.notes("step") == []
    program.press("w", 0.3)
    program.wait_for("a step", lambda: program.notes("step"))
    (wish,) = program.notes("step")[0]["wishes"].values()
    assert wish["move"][1] > 0.0
    leave(program)


def test_a_longer_hold_asks_for_more_and_the_heel_has_its_own_key(start: Start) -> None:
    program = start("level", LEVEL)
    program.wait_for_scene("play")
    first = struck(program, "j", 0.15)["strike"]
    program.press("r", 0.05)
    program.wait_for("a new start", lambda: program.notes("restart"))
    longer = struck(program, "j", 1.2)["strike"]
    assert longer["speed_asked"] > first["speed_asked"] + 2.0
    program.press("r", 0.05)
    program.wait_for("a new start", lambda: len(program.notes("restart")) > 1)
    assert struck(program, "k", 0.2)["strike"]["technique"] == Technique.BACKHEEL
    leave(program)


def test_the_picture_moves_and_pauses(start: Start, screen: Screen) -> None:
    program = start("level", LEVEL)
    program.wait_for_scene("play")
    program.wait_for("the pitch", lambda: colours(screen) > 20)
    before = screen.pixels().copy()
    program.press("d", 0.6)
    program.wait_for("a picture that has moved", lambda: np.any(screen.pixels() != before))
    program.press("Escape", 0.05)
    program.wait_for_scene("pause")
    steps = len(program.notes("step"))
    program.press("d", 0.3)
    assert len(program.notes("step")) == steps, "nothing happens behind the pause"
    leave(program)


def test_without_a_sound_device_it_plays_in_silence(start: Start) -> None:
    program = start("level", LEVEL, SDL_AUDIODRIVER="no-such-driver")
    program.wait_for_scene("play")
    struck(program)
    leave(program)


def test_being_asked_to_end_is_a_way_out(start: Start) -> None:
    """The exit code says by which signal, as shells expect it."""
    program = start("level", LEVEL)
    program.wait_for_scene("play")
    program.process.terminate()
    assert program.ended() == 128 + signal.SIGTERM
    assert program.errors() == ""
