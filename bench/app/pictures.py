"""The pictures of README.md: the game moving (a seeded match of the computer, played offscreen) and the keys.

``python bench/app/pictures.py animation`` (needs Pillow: ``pip install -e .[pictures]``), ``... keys``.
"""

import argparse
import os
import sys
import tempfile
from collections import deque
from pathlib import Path

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.app.audio.mixer import Sounds
from game.app.input.actions import WORDS, Action
from game.app.input.bindings import Bindings, Keymap, key_label, key_name, pad_label
from game.app.input.devices import Devices
from game.app.render.icons import caps, panel
from game.app.render.theme import BAD, GOLD, INK, LINE, MUTED, PAPER, THOUGHT, Colour, Role, Type
from game.app.render.vector import stamp
from game.app.scenes.navigator import SceneNavigator
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.app.shell.settings import Settings
from game.app.shell.trace import Trace
from game.app.shell.window import Window
from game.scenario.fixture import Fixture

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
SEED, SECONDS, AFTER = 1, 8.0, 1.1
"""Of this seed's match the first goal: so many seconds, so many of them after it."""
LONGEST = 240.0
"""Seconds of play in which a goal must fall."""
SHOWN = (800, 450)
PER_SECOND = 15
MOST_BYTES = 3_000_000


def no_window() -> None:
    """Draw and play where nobody sees or hears it."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.init()


def first_goal(seed: int, seconds: float) -> list[pygame.Surface]:
    """Pictures of a match between two computers, up to shortly after its first goal."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BACKHEEL_HOME"] = folder
        no_window()
        settings = Settings(record_replays=False, gaze_cone=False)
        context = Context(Window("pictures", False), settings, Devices(), Sounds(0.0), Trace(None), seed=seed)
        context.nav = SceneNavigator(context)
        scene = MatchScene(context, Fixture(), seed)
        context.home(scene)
        scene.count = 0.0
        pictures: deque[pygame.Surface] = deque(maxlen=round(seconds * PER_SECOND))
        left: float | None = None
        while left is None or left > 0.0:
            for _ in range(60 // PER_SECOND):
                scene.update(1.0 / 60.0)
            scene.draw(context.window.screen)
            pictures.append(pygame.transform.smoothscale(context.window.screen, SHOWN))
            if left is None and sum(scene.match.score):
                left = AFTER
            left = left - 1.0 / PER_SECOND if left is not None else None
            if scene.match.done or scene.time > LONGEST:
                raise SystemExit(f"--seed {seed}: expected a match with a goal (got none)")
        context.shut()
    return list(pictures)


def animation(to: Path, seed: int, seconds: float) -> None:
    """Write an animated WebP."""
    from PIL import Image

    pictures = [
        Image.frombytes("RGB", SHOWN, pygame.image.tobytes(picture, "RGB"))
        for picture in first_goal(seed, seconds)
    ]
    for quality in (62, 50, 40, 30, 20):
        pictures[0].save(
            to,
            save_all=True,
            append_images=pictures[1:],
            duration=round(1000 / PER_SECOND),
            loop=0,
            quality=quality,
            method=4,
            minimize_size=True,
        )
        if to.stat().st_size <= MOST_BYTES:
            break
    print(f"{to}: {len(pictures)} pictures, {to.stat().st_size / 1e6:.2f} MB, quality {quality}")


# The keys

BOARD = (
    "ESCAPE:1.5 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12",
    "GRAVE 1 2 3 4 5 6 7 8 9 0 MINUS EQUALS BACKSPACE:1.9",
    "TAB:1.5 Q W E R T Y U I O P LEFTBRACKET RIGHTBRACKET RETURN:1.4",
    "CAPSLOCK:1.8 A S D F G H J K L SEMICOLON APOSTROPHE BACKSLASH:2.1",
    "LSHIFT:2.3 Z X C V B N M COMMA PERIOD SLASH RSHIFT:2.6",
    "LCTRL:1.5 LGUI:1.2 LALT:1.2 SPACE:6.4 RALT:1.2 RGUI:1.2 RCTRL:2.2",
)
"""A keyboard's rows: names of keys, and how many keys wide those are that aren't one."""
ARROWS = (("", "UP", ""), ("LEFT", "DOWN", "RIGHT"))
KEYPAD = (
    ("KP_7", "KP_8", "KP_9"),
    ("KP_4", "KP_5", "KP_6"),
    ("KP_1", "KP_2", "KP_3"),
    ("KP_0", "", "KP_PERIOD"),
)
SHORT: dict[Action, str] = {
    Action.PUSH: "push · press",
    Action.HEEL: "heel · lane",
    Action.SHOT: "shot · tackle",
    Action.FAKE: "fake · call",
    Action.SPRINT: "sprint",
    Action.SHIELD: "shield · jockey",
    Action.THROUGH: "ahead · run",
    Action.SWITCH: "switch · short",
    Action.EYES: "eyes",
    Action.FOOT: "foot",
    Action.MIND: "minds",
    Action.RESTART: "again",
    Action.PAUSE: "pause",
    Action.HELP: "help",
    Action.FULLSCREEN: "screen",
}
MOVE, LOOK, CRAFT, OTHER = GOLD, THOUGHT, BAD, MUTED
"""Colours of what is moved, looked at, done, and the rest; each has its words too."""


def meanings(*keymaps: Keymap) -> dict[str, tuple[str, Colour]]:
    """What each key is for, by its name."""
    found: dict[str, tuple[str, Colour]] = {}
    for keymap in keymaps:
        for action, codes in keymap.inputs.items():
            words, colour = SHORT.get(action, ""), CRAFT
            if action.value in ("up", "left", "down", "right"):
                words, colour = ("run", MOVE) if action is Action.UP else ("", MOVE)
            elif action is Action.EYES:
                colour = LOOK
            elif action.value.startswith("look"):
                words, colour = ("look", LOOK) if action is Action.LOOK_UP else ("", LOOK)
            elif action in (
                Action.FOOT,
                Action.MIND,
                Action.RESTART,
                Action.PAUSE,
                Action.HELP,
                Action.FULLSCREEN,
            ):
                colour = OTHER
            for code in codes:
                found[key_name(code)] = (words, colour)
    return found


def keyboard(
    surface: pygame.Surface,
    type_: Type,
    at: tuple[int, int],
    unit: int,
    used: dict[str, tuple[str, Colour]],
    *,
    pad: bool,
) -> None:
    """Draw the keys that are used in colour with what they do, the others faintly."""
    x0, y0 = at
    used = {"ESCAPE": ("pause", OTHER), **used}

    def key(name: str, x: float, y: float, wide: float) -> None:
        rect = pygame.Rect(round(x), round(y), round(wide * unit) - 5, unit - 5)
        words, colour = used.get(name, ("", LINE))
        lit = name in used
        surface.blit(
            panel(rect.size, 8, (30, 46, 50) if lit else (22, 34, 38), 255, colour if lit else None), rect
        )
        label = _label(name)
        line = type_.line(label, Role.SMALL_STRONG, colour if lit else LINE)
        if words:
            surface.blit(line, (rect.x + 8, rect.y + 4))
            for row, part in enumerate(words.split(" · ")):
                said = type_.line(type_.fit(part, Role.SMALL, rect.width - 10), Role.SMALL, PAPER)
                surface.blit(
                    said,
                    (rect.x + 8, rect.bottom - 6 - (len(words.split(" · ")) - row) * (said.get_height() - 4)),
                )
        else:
            stamp(surface, line, rect.center)

    for row, keys in enumerate(BOARD):
        x = float(x0)
        for word in keys.split():
            name, _, wide = word.partition(":")
            key(name, x, y0 + row * unit, float(wide or 1.0))
            x += float(wide or 1.0) * unit
    right = x0 + 15.3 * unit
    for row, names in enumerate(ARROWS):
        for column, name in enumerate(names):
            if name:
                key(name, right + column * unit, y0 + (4 + row) * unit, 1.0)
    if pad:
        for row, names in enumerate(KEYPAD):
            for column, name in enumerate(names):
                if name:
                    key(name, right + (3.4 + column) * unit, y0 + (2 + row) * unit, 1.0)


def _label(name: str) -> str:
    """What stands on a key."""
    if name in ("BACKSPACE", "CAPSLOCK", "SPACE", "LGUI", "RGUI"):
        return ""
    code = getattr(pygame, f"KSCAN_{name}")
    return key_label(code).removeprefix("Num ").removeprefix("Right ").capitalize()


def keys(to: Path) -> None:
    """One picture of both layouts and the gamepad, from the bindings' defaults."""
    no_window()
    usual, unit = Bindings(), 84
    type_ = Type((1280, 720))
    width, high = round(22.7 * unit), 6 * unit
    surface = pygame.Surface((width, 2 * high + 620))
    surface.fill(INK)
    x, y = 40, 28
    for title, keymaps, pad in (
        (
            "One person: the left hand runs, the right hand strikes or looks",
            (usual.shared, usual.solo),
            False,
        ),
        ("Two people on one keyboard", (usual.shared, usual.left, usual.right), True),
    ):
        surface.blit(type_.line(title, Role.HEADING, PAPER), (x, y))
        y += 48
        keyboard(surface, type_, (x, y), unit, meanings(*keymaps), pad=pad)
        y += high + 34
    surface.blit(type_.line("Gamepad", Role.HEADING, PAPER), (x, y))
    y += 46
    _gamepad(surface, type_, usual, (x, y), width - 2 * x)
    used = surface.subsurface((0, 0, width, min(surface.get_height(), y + 250)))
    pygame.image.save(used, to)
    print(f"{to}: {used.get_width()} x {used.get_height()}, {to.stat().st_size / 1e3:.0f} kB")


def _gamepad(surface: pygame.Surface, type_: Type, usual: Bindings, at: tuple[int, int], width: int) -> None:
    rows: list[tuple[tuple[str, ...], str]] = [
        (("Left stick",), "Run; point a pass"),
        (("Right stick",), "Look"),
        *(
            (
                tuple(label.upper() if len(label) == 1 else label for label in _labels(usual, action)),
                WORDS[action],
            )
            for action in usual.pads[0].inputs
        ),
    ]
    columns = 3
    for index, (labels, words) in enumerate(rows):
        x = at[0] + (index % columns) * (width // columns)
        y = at[1] + (index // columns) * 46 + 20
        end = caps(surface, type_, labels, (x, y), True)
        line = type_.line(words, Role.SMALL, PAPER)
        surface.blit(line, (end + 8, y - line.get_height() // 2))


def _labels(usual: Bindings, action: Action) -> tuple[str, ...]:
    return tuple(pad_label(name) for name in usual.pads[0].of(action))


def main() -> None:
    """Make the picture that is asked for, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("animation", "keys", "all"), default="all")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--to", type=Path, default=FOLDER, help="a folder")
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    if args.what != "animation":
        keys(args.to / "keys.png")
    if args.what != "keys":
        animation(args.to / "match.webp", args.seed, args.seconds)


if __name__ == "__main__":
    main()
