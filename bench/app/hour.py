"""An hour at random keys: through every screen in random order, gamepads coming and going.

python bench/app/hour.py                                    # an hour of pictures, as fast as they can be made
python bench/app/hour.py --minutes 10 --seed 4 --drawn 6    # every sixth picture is drawn

Real events go through SDL's queue and through virtual gamepads; nothing is waited for. What is thrown is
printed with the last keys, a picture that costs more than --slow seconds of this thread is told (others may
be at work on the machine), and one that takes a minute ends the program with every thread's stack. Memory is
this process's own, in the middle of each simulated minute; of it, the pictures that stores keep, what else
the C library has given out, and its holes. At the end stands what there were more of than at half time.
"""

import argparse
import contextlib
import ctypes
import faulthandler
import gc
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.replay.library import kept
from game.analysis.replay.model import read_replay
from game.app.audio.mixer import Sounds
from game.app.input.devices import Devices
from game.app.main import one_frame
from game.app.picture_cache import PictureStore
from game.app.scenes.navigator import SceneNavigator
from game.app.shell.context import Context, Scene
from game.app.shell.memory import part_large_pictures, tidy_up
from game.app.shell.settings import Settings
from game.app.shell.trace import Trace
from game.app.shell.window import Window
from game.classroom.lesson.catalogue import lesson_files
from game.rules.level.daily import challenge_of
from game.scenario.fixture import parse_fixture
from game.scenario.level_paths import level_files
from game.storage.people import Household, HouseholdMember
from tests.app.pads import VirtualPad

FRAME = 1.0 / 60.0
STAYS = 20.0
"""Seconds after which somebody goes to another screen at the latest, whatever the keys did."""
PLUGS = 25.0
"""Seconds from one coming or going of a gamepad to the next, on average."""
KEYS = [code for name, code in vars(pygame).items() if name.startswith("KSCAN_") and isinstance(code, int)]
USUAL = [
    *(pygame.KSCAN_UP, pygame.KSCAN_DOWN, pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT, pygame.KSCAN_RETURN),
    *(
        pygame.KSCAN_ESCAPE,
        pygame.KSCAN_SPACE,
        pygame.KSCAN_W,
        pygame.KSCAN_A,
        pygame.KSCAN_S,
        pygame.KSCAN_D,
    ),
    *(pygame.KSCAN_J, pygame.KSCAN_K, pygame.KSCAN_L, pygame.KSCAN_E, pygame.KSCAN_Q, pygame.KSCAN_KP_1),
    *(pygame.KSCAN_KP_2, pygame.KSCAN_DELETE),
]


class Monkey:
    """Somebody who presses anything, for as long as anything."""

    def __init__(self, context: Context, luck: random.Random) -> None:
        self.context, self.luck = context, luck
        self.down: dict[int, float] = {}
        """Keys that are down, and when they come up."""
        self.pads: list[VirtualPad] = []
        self.last: deque[str] = deque(maxlen=40)
        self.now = 0.0

    def press(self) -> None:
        """Put this picture's events into the queue."""
        luck = self.luck
        self.now += FRAME
        for code in [code for code, until in self.down.items() if until <= self.now]:
            del self.down[code]
            self._post(pygame.KEYUP, scancode=code, key=0, mod=0)
        if luck.random() < 0.12:
            code = luck.choice(USUAL if luck.random() < 0.9 else KEYS)
            if code not in self.down:
                self.down[code] = self.now + luck.choice((0.02, 0.05, 0.1, 0.3, 0.8))
                self._post(pygame.KEYDOWN, scancode=code, key=0, mod=0, unicode="")
                self.last.append(f"key {code}")
        if luck.random() < 0.01:
            self._post(pygame.TEXTINPUT, text=luck.choice("aZ9 äß-.'\u200b漢"))
        if luck.random() < 0.02:
            self._mouse()
        if luck.random() < FRAME / PLUGS:
            self._plug()
        for pad in self.pads:
            if luck.random() < 0.08:
                pad.axis(luck.randrange(VirtualPad.AXES), luck.choice((-32768, 0, 0, 32767)))
            if luck.random() < 0.06:
                pad.button(luck.randrange(VirtualPad.BUTTONS), luck.random() < 0.5)
        if luck.random() < 0.0004:
            self._post(pygame.WINDOWFOCUSLOST)
            self.last.append("focus lost")

    def _mouse(self) -> None:
        width, height = self.context.window.size
        at = (self.luck.randrange(width), self.luck.randrange(height))
        self._post(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0))
        button = self.luck.choice((1, 1, 1, 3))
        self._post(pygame.MOUSEBUTTONDOWN, pos=at, button=button)
        self._post(pygame.MOUSEBUTTONUP, pos=at, button=button)
        if self.luck.random() < 0.3:
            self._post(pygame.MOUSEWHEEL, x=0, y=1, precise_x=0.0, precise_y=self.luck.choice((-1.0, 1.0)))
        self.last.append(f"click {button} {at}")

    def _plug(self) -> None:
        if self.pads and self.luck.random() < 0.5:
            # The last one that came: the numbers of the others shift where an earlier one goes.
            self.pads.pop().unplug()
            self.last.append("pad gone")
        elif len(self.pads) < 3:
            self.pads.append(VirtualPad())
            self.last.append("pad there")

    @staticmethod
    def _post(kind: int, **facts: object) -> None:
        with contextlib.suppress(pygame.error):
            pygame.event.post(pygame.event.Event(kind, facts))


def screens(context: Context, luck: random.Random) -> dict[str, Callable[[], None]]:
    """Every screen that can be gone to at once; the keys find those behind them."""
    nav = context.nav
    sides = ("human1", "human2", "both", "cpu")

    def match() -> None:
        red = luck.choice(sides)
        blue = "cpu" if red == "both" else luck.choice([s for s in ("human1", "human2", "cpu") if s != red])
        fixture = {
            "minutes": luck.choice((0.5, 1.0)),
            "a_side": luck.randint(3, 6),
            "boards": luck.random() < 0.5,
        }
        fixture |= {"red": {"control": red}, "blue": {"control": blue}, "golden_goal": luck.random() < 0.3}
        fixture["surface"] = luck.choice(("dry", "wet", "bumpy"))
        nav.match(parse_fixture(fixture, "hour"), luck.randrange(1000), None)

    def daily() -> None:
        challenge = challenge_of(luck.randint(700_000, 740_000), "2026-11-28")
        if challenge is not None:
            nav.daily(challenge)

    def watch() -> None:
        replays = kept()
        if replays:
            replay = read_replay(luck.choice(replays))
            if replay.length:
                nav.watch(replay)

    def here(go: Callable[[], None]) -> Callable[[], None]:
        def there() -> None:
            nav.to_title()
            go()

        return there

    def level() -> None:
        nav.to_level(level_files()[luck.choice(list(level_files()))])

    plain = ("modes", "first_start", "people", "my_passing", "quick_match", "match_setup", "rondo_setup")
    plain += ("evening", "league", "sign_up", "levels", "practice", "make_level", "lessons", "replays")
    plain += ("how_to", "options", "controls")
    ways = {name: here(getattr(nav, name)) for name in plain}
    ways |= {
        "match": here(match),
        "watch": here(watch),
        "level": level,
        "level again": level,
        "first step": lambda: nav.to_first_step(luck.randrange(6)),
        "first steps together": lambda: nav.to_first_steps_together(luck.randrange(7)),
        "daily": here(daily),
        "lesson": here(lambda: nav.lesson(lesson_files()[luck.choice(list(lesson_files()))])),
        "seats": here(lambda: nav.seats(lambda red, blue, devices: None)),
        "title": nav.to_title,
    }
    return ways


def resident() -> float:
    """Return this process's memory, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


_GIVEN = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks")
_GIVEN += ("keepcost",)


class _Given(ctypes.Structure):
    """What GNU's C library has given out, bytes (``mallinfo2``)."""

    _fields_ = tuple((name, ctypes.c_size_t) for name in _GIVEN)


def given() -> tuple[float, float]:
    """Return what the C library has given out and its holes, MB."""
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = _Given
    found = ask()
    return (found.uordblks + found.hblkhd) / 1e6, found.fordblks / 1e6


def things() -> tuple[Counter[str], float]:
    """Return how many there are of each kind of thing, and the MB of the pictures that stores keep."""
    gc.unfreeze()
    found = gc.get_objects()
    kept_bytes = sum(one.bytes for one in found if type(one) is PictureStore)
    return Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in found), kept_bytes / 1e6


def main() -> int:
    """Press, and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=60.0, help="of pictures")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--drawn", type=int, default=6, help="every how manyth picture is drawn")
    parser.add_argument("--slow", type=float, default=1.0, help="seconds of a picture that are told")
    args = parser.parse_args()
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BACKHEEL_HOME"] = os.environ["HOME"] = folder
        return press(args.minutes, args.seed, args.drawn, args.slow)


def press(minutes: float, seed: int, drawn: int, slow: float) -> int:
    """Play so many minutes of pictures; returns 1 where something was thrown."""
    luck = random.Random(seed)
    part_large_pictures()
    pygame.font.init()
    context = Context(
        Window("hour", False), Settings(), Devices(), Sounds(0.5, 0.5, 0.5), Trace(None), seed=seed
    )
    context.nav = SceneNavigator(context)
    context.household = Household((HouseholdMember("Tess", 3),), "Tess")
    context.sounds.open()
    context.nav.to_title()
    monkey, ways = Monkey(context, luck), screens(context, luck)
    draw, pictures = context.draw, round(minutes * 60.0 / FRAME)
    seen: Counter[str] = Counter()
    thrown: Counter[str] = Counter()
    memory: list[float] = []
    kinds: Counter[str] = Counter()
    half = kinds
    slowest, quits, moved = (0.0, ""), 0, 0
    top: Scene | None = None
    begun = time.process_time()
    for number in range(pictures):
        faulthandler.dump_traceback_later(60.0, exit=True)
        context.draw = draw if number % drawn == 0 else (lambda: None)  # type: ignore[method-assign]
        started = time.thread_time()
        if context.scene is not top:  # as the program's own loop does
            top = context.scene
            if top is not None and top.in_time:
                tidy_up()
        try:
            if number >= moved:
                name = luck.choice(list(ways))
                monkey.last.append(f"goes to {name}")
                moved = number + round(luck.uniform(0.2, 1.0) * STAYS / FRAME)
                ways[name]()
            monkey.press()
            one_frame(context, context.devices.poll(FRAME), FRAME)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno} {error}"
            thrown[key] += 1
            if thrown[key] == 1:
                print(f"picture {number}: {''.join(traceback.format_exception(error))}", flush=True)
                print(f"before it: {', '.join(monkey.last)}", flush=True)
            context.nav.to_title()
        took = time.thread_time() - started
        scene = "" if context.scene is None else context.scene.name
        seen[scene] += 1
        slowest = max(slowest, (took, f"{scene}, picture {number}"))
        if took > slow:
            print(
                f"slow: {took:.1f} s, {scene}, picture {number}: {', '.join(list(monkey.last)[-4:])}",
                flush=True,
            )
        if not context.running:
            quits += 1
            context.running = True
            context.nav.to_title()
        if number % round(60.0 / FRAME) == round(30.0 / FRAME):
            memory.append(resident())
            used = time.process_time() - begun
            (out, holes), (kinds, pictures_kept) = given(), things()
            half = kinds if len(memory) <= (minutes + 1) // 2 else half
            print(
                f"minute {len(memory)}: {memory[-1]:.0f} MB (pictures kept {pictures_kept:.0f}, "
                f"else given out {out - pictures_kept:.0f}, holes {holes:.0f}; {kinds.total()} things), "
                f"{used:.0f} s of processor",
                flush=True,
            )
    faulthandler.cancel_dump_traceback_later()
    context.draw = draw  # type: ignore[method-assign]
    context.shut()
    used = time.process_time() - begun
    print(f"{pictures} pictures, seed {seed}, {used:.0f} s of processor, the program left {quits} times")
    print("screens: " + ", ".join(f"{name} {n}" for name, n in seen.most_common()))
    print(f"slowest picture {slowest[0]:.2f} s ({slowest[1]}); memory MB {[round(m) for m in memory]}")
    grown = ", ".join(f"{kind} {more}" for kind, more in (kinds - half).most_common(12))
    print(f"more than at half time: {grown}")
    print(f"thrown: {sum(thrown.values())} {dict(thrown)}")
    return 1 if thrown else 0


if __name__ == "__main__":
    sys.exit(main())
