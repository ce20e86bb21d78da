"""Recording: a file that grows while somebody plays, so that a crash costs half a second."""

import contextlib
import os
import platform
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import numpy as np

import game
from game.analysis.replay import format as file
from game.analysis.replay.bookmarks import as_row, marks_of
from game.analysis.replay.model import digest_of
from game.analysis.replay.register import folder, register
from game.core.events import Events
from game.core.quantise import COLUMNS, encode
from game.core.state import STEP_SECONDS
from game.rules.common.playable import Recordable
from game.scenario.level_paths import level_files
from game.sim import MODEL

KEEP: Final = 100
"""Replays in the folder that were recorded there; the oldest go first."""
BEGINS_AFTER: Final = 60
"""Steps before there is a file: what was broken off at once is not worth a name."""
EVERY: Final = 30
"""Steps between two writes."""


class Recorder:
    """Writes one game down, step by step. Never stands in the way of play: a full disk ends the recording."""

    def __init__(self, playable: Recordable, source: Path | None = None, *, into: Path | None = None) -> None:
        """Begin; ``source`` is the level's file, ``into`` a file of one's own choice or None."""
        self.playable, self.source, self.into = playable, source, into
        self.problem = ""
        """Why nothing is recorded any more, for people."""
        self.path: Path | None = None
        """The file, once there is one."""
        self._out: BinaryIO | None = None
        self._begin()

    def _begin(self) -> None:
        self._steps: list[file.Steps] = []
        self._marks: list[Any] = []
        self._people: list[Any] = []
        self._seated = dict(self.playable.people)
        self._team: list[int] = self.playable.world.squad.team.tolist()
        """Of everybody before the step that comes: in a rondo they change."""
        self._outcome = ""
        self._written = 0
        self._at = self.playable.world.step
        self._closed = self._at != 0
        self._created = datetime.now().astimezone()
        self._before = np.zeros((1, len(COLUMNS), self.playable.world.squad.players), dtype=np.int16)

    def observe(self, events: Sequence[Events]) -> bool:
        """Take in the step that the game has just made. One that began again gets a file of its own.

        Returns whether all is well; where it isn't, ``problem`` says why.
        """
        if self.playable.world.step <= self._at:
            self.close()
            self._begin()
            self._closed = False
        self._at = self.playable.world.step
        if self._closed or self.problem:
            return not self.problem
        self._outcome = self.playable.outcome
        self._steps.append(encode(self.playable.intents)[:, 0])
        made = self._written + len(self._steps)
        self._marks += [as_row(mark) for mark in marks_of(made, events, self._team)]
        self._team = self.playable.world.squad.team.tolist()
        if self.playable.people != self._seated:
            self._seated = dict(self.playable.people)
            self._people.append([made, self._seated])
        if len(self._steps) >= EVERY and made >= BEGINS_AFTER:
            self._write()
        return not self.problem

    def close(self) -> None:
        """Write the last steps and how it ended; nothing more is recorded until the game begins again."""
        if self._closed:
            return
        self._closed = True
        if self._written + len(self._steps) >= BEGINS_AFTER:
            self._write()
        out, self._out = self._out, None
        if out is None:
            return
        try:
            if not self.problem:
                seconds = round(self._written * STEP_SECONDS, 3)
                file.write_end(out, {"steps": self._written, "seconds": seconds, "outcome": self._outcome})
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            self._fail(error)
        finally:
            with contextlib.suppress(OSError):
                out.close()

    def _write(self) -> None:
        """Write everything that isn't in the file yet."""
        if not self._steps or self.problem:
            return
        try:
            if self._out is None:
                self._out = self._open()
            steps = np.stack(self._steps)
            digest = bytes.fromhex(self.playable.world.digest())[: file.DIGEST_BYTES]
            notes = {name: rows for name, rows in (("marks", self._marks), ("people", self._people)) if rows}
            file.write_steps(self._out, file.Played(self._written, steps, digest, notes), self._before)
            self._out.flush()
        except OSError as error:
            self._fail(error)
            return
        self._written += len(steps)
        self._before = steps[-1:]
        self._steps, self._marks, self._people = [], [], []

    def _fail(self, error: OSError) -> None:
        self.problem = f"The replay can't be kept on this disk ({error.strerror})."
        self._steps, self._marks, self._people = [], [], []

    def _open(self) -> BinaryIO:
        """Return a new file under a name of date and title, its header written; the oldest of too many go."""
        if self.into is not None:
            path, out = self.into, cast(BinaryIO, self.into.open("xb"))
        else:
            folder().mkdir(parents=True, exist_ok=True)
            path, out = _free(folder() / name_of(self._created, self.playable.set_up.name))
            register(path.name, KEEP)
        try:
            file.write_header(out, header_of(self.playable, self._created, self.source))
        except OSError:
            # Nothing of it could be watched.
            with contextlib.suppress(OSError):
                out.close()
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        self.path = path
        return out


def _free(wanted: Path) -> tuple[Path, BinaryIO]:
    for number in range(2, 1000):
        try:
            return wanted, wanted.open("xb")
        except FileExistsError:
            stem = wanted.stem.removesuffix(f" ({number - 1})")
            wanted = wanted.with_name(f"{stem} ({number}){file.SUFFIX}")
    raise FileExistsError(17, "too many of one name")


def name_of(created: datetime, title: str) -> str:
    """Return ``2026-11-21 18.13.29 Back to goal.bhr``: sorts by date, and every file system takes it."""
    words = re.sub(r"[^\w\-., ']+", " ", title).strip(" .")[:60].strip(" .")
    return f"{created:%Y-%m-%d %H.%M.%S} {words or 'play'}{file.SUFFIX}"


def header_of(playable: Recordable, created: datetime, source: Path | None = None) -> dict[str, Any]:
    """Return what stands at the beginning of a file."""
    begun, squad = playable.set_up, playable.world.squad
    return {
        "format": file.FORMAT,
        "game": game.__version__,
        "model": MODEL,
        "kind": begun.kind,
        "name": begun.name,
        "seed": begun.seed,
        **({"world": begun.world} if begun.world else {}),
        "created": created.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "players": [
            {"id": name, "team": int(side)} for name, side in zip(squad.ids, squad.team, strict=True)
        ],
        "people": dict(playable.people),
        "source": None if source is None else source_words(source),
        "digest": digest_of(begun.data),
        "columns": list(COLUMNS),
        "data": begun.data,
    }


def source_words(source: Path) -> str:
    """Return a level's name among the game's own, or where its file lies, without the user's folder."""
    try:
        whole = source.resolve()
        if any(whole == shipped.resolve() for shipped in level_files().values()):
            return whole.stem
        return str(Path("~") / whole.relative_to(Path.home()))
    except (ValueError, RuntimeError, OSError):
        return str(source)
