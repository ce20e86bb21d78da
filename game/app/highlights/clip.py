"""A scene as a short film in a file of its own, drawn and written in another process.

The picture is drawn by the same code as play, without a window, and written as an animated WebP, which every
browser and phone shows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import platformdirs
import pygame

from game.app.render.ball import Skid
from game.app.render.follow_camera import FollowCamera
from game.app.render.kits import Strip
from game.app.render.pitch_view import PitchView, pitch_box
from game.app.render.theme import GOLD, INK, PAPER, Colour, Role, Type
from game.app.snapshot import Seen, between
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS
from game.storage.files import HOME_VARIABLE, home, put
from game.storage.workers import Pool, Stop, Ticket, Work

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE: Final = (640, 360)
TEXT: Final = 1.7
"""Times the usual size of text: the picture is small."""
NEAREST, FARTHEST = 64.0, 50.0
"""Pixels per metre in a window 720 high: nearer than in play, for a small picture."""
PER_SECOND: Final = 25
SLOW: Final = 0.8
"""Of the speed at which it happened, as goals are shown again."""
LINGERS: Final = 0.9
"""Seconds for which the last picture stands before it begins again."""
MOST_SECONDS: Final = 16.0
"""A clip is short: of a longer scene its end is shown."""
QUALITY: Final = 58
SUFFIX: Final = ".webp"


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """Everything that a clip is made from."""

    moments: tuple[Seen, ...]
    pitch: Pitch
    strip: Strip
    numbers: tuple[str, ...]
    words: str
    """What is said below the picture."""
    colour: Colour
    """The side's, beside the words."""
    marks: tuple[tuple[float, float], ...] = ()
    people: tuple[int, ...] = ()
    """Players who are to stay in the picture."""


class ClipJob:
    """A clip on its way to its file."""

    def __init__(
        self, order: ClipOrder, pool: Pool, file: Path, work: Work | None = None, more: tuple[Any, ...] = ()
    ) -> None:
        """Begin; ``work`` writes the clip from the order, the file's name and ``more``."""
        self.file, self._pool = file, pool
        self._ticket: Ticket | None = pool.ask(work or write_clip, order, [(str(file), *more)], ahead=True)
        self.problem = ""
        """Why there is no file; empty where there is one."""

    @property
    def done(self) -> bool:
        """Whether the file is there, or can't be."""
        return self._ticket is None

    def poll(self) -> bool:
        """Take in what the other process says; returns whether it has just come to an end."""
        if self._ticket is None:
            return False
        self._pool.poll()
        if not self._ticket.done:
            return False
        answers = [answer for _place, answer in self._ticket.answers]
        self.problem = self._ticket.failed or str(answers[0] if answers else "")
        self._pool.forget(self._ticket)
        self._ticket = None
        return True


def clips_folder() -> Path:
    """Return where clips are written: the person's pictures, or the folder that was named for everything."""
    if os.environ.get(HOME_VARIABLE):
        return home() / "clips"
    return Path(platformdirs.user_pictures_dir()) / "Backheel"


def clip_file(words: str, now: datetime | None = None) -> Path:
    """Return a free name for a clip: date, time and what it shows."""
    said = " ".join(re.sub(r"[^\w\-., ']+", " ", words).split()).strip(" .")[:60].strip(" .") or "clip"
    name = f"{now or datetime.now():%Y-%m-%d %H.%M.%S} {said}"
    file = clips_folder() / f"{name}{SUFFIX}"
    for number in range(2, 1000):
        if not file.exists():
            break
        file = file.with_name(f"{name} ({number}){SUFFIX}")
    return file


def write_clip(order: ClipOrder, file: str, stop: Stop) -> str:
    """Write the clip; returns why that can't be, or nothing. Runs in a worker."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.font.init()
    pictures = clip_pictures(order)
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        put(Path(file), lambda out: _encode(pictures, out, stop))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def clip_pictures(order: ClipOrder) -> Iterator[pygame.Surface]:
    """Draw the pictures one by one; each is drawn over the one before."""
    moments = _within(order.moments)
    type_ = Type(SIZE, TEXT)
    box = pitch_box(order.pitch)
    camera = FollowCamera(box, SIZE, type_.unit, nearest=NEAREST, farthest=FARTHEST, shakes=False)
    stage = PitchView(
        order.pitch,
        box,
        type_,
        SIZE,
        numbers=order.numbers,
        marks=order.marks,
        strip=order.strip,
        follow_camera=camera,
    )
    screen, skid = pygame.Surface(SIZE), Skid()
    stage.restart((float(moments[0].ball[0]), float(moments[0].ball[1])), near=True)
    strap = strap_picture(type_, order.words, order.colour)
    seconds, known = 1.0 / PER_SECOND, -1
    for at in _places(moments):
        index = min(int(at), len(moments) - 2)
        while known < index:
            known += 1
            skid.observe(moments[known], moments[known].step * STEP_SECONDS)
        seen = between(moments[index], moments[index + 1], at - index)
        stage.follow(seen, order.people, seconds)
        stage.draw(screen, seen, seconds, skid)
        screen.blit(strap, (0, SIZE[1] - strap.get_height()))
        yield screen


def _within(moments: Sequence[Seen]) -> list[Seen]:
    most = round(MOST_SECONDS / STEP_SECONDS)
    return [seen for seen in moments if seen.step >= moments[-1].step - most]


def _places(moments: Sequence[Seen]) -> Iterator[float]:
    """Yield where each picture lies among the moments."""
    first, last = moments[0].step, moments[-1].step
    each = SLOW / PER_SECOND / STEP_SECONDS
    per_moment = (last - first) / (len(moments) - 1)
    for picture in range(round((last - first) / each) + 1):
        yield min(picture * each / per_moment, len(moments) - 1.0)


def strap_picture(type_: Type, words: str, colour: Colour) -> pygame.Surface:
    """Return the line below a clip: what it shows, and where it is from."""
    high, inner = type_.tx(26), type_.tx(8)
    strap = pygame.Surface((SIZE[0], high), pygame.SRCALPHA)
    strap.fill((*INK, 224))
    strap.fill((*colour, 255), (0, 0, type_.tx(5), high))
    own = type_.line("Backheel", Role.SMALL_STRONG, GOLD)
    strap.blit(own, (SIZE[0] - inner - own.get_width(), (high - own.get_height()) // 2))
    room = SIZE[0] - own.get_width() - 3 * inner - type_.tx(5)
    line = type_.line(type_.fit(words, Role.SMALL_STRONG, room), Role.SMALL_STRONG, PAPER)
    strap.blit(line, (type_.tx(5) + inner, (high - line.get_height()) // 2))
    return strap


class _ClipCalledOffError(OSError):
    """Nobody wants the clip any more."""


def _encode(pictures: Iterator[pygame.Surface], out: BinaryIO, stop: Stop) -> None:
    """Write the pictures one by one as they are drawn."""
    import PIL.Image

    def plain() -> Iterator[Image]:
        for picture in pictures:
            if stop():
                raise _ClipCalledOffError("called off")
            yield PIL.Image.frombytes("RGB", SIZE, pygame.image.tobytes(picture, "RGB"))

    frames = list(plain())
    each = round(1000 / PER_SECOND)
    durations = [each] * (len(frames) - 1) + [round(1000 * LINGERS)]
    frames[0].save(
        out,
        format="WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        quality=QUALITY,
        method=2,
    )
