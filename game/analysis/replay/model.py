"""A replay in memory: what was recorded, as far as its file can be read, and how a person is told of it."""

import hashlib
import json
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.analysis.replay import format as file
from game.analysis.replay.bookmarks import Kick, Mark, from_row, kicks
from game.analysis.replay.format import DamageError, ReplayError
from game.analysis.replay.steps import PackedSteps
from game.core.intents import Intents
from game.core.quantise import decode, possible
from game.core.state import STEP_SECONDS
from game.rules.common.playable import SetUp
from game.scenario.lineup import called
from game.scenario.phrases import Name, name_from
from game.scenario.words import got, path_words
from game.storage.files import SpecialFileError, open_regular

__all__ = ["Replay", "ReplayError", "digest_of", "read_replay"]


@dataclass(frozen=True, slots=True)
class Replay:
    """A game that can be played back."""

    path: Path
    header: dict[str, Any]
    steps: PackedSteps
    """What everybody wished in each step, ``steps[n]`` ``(columns, players)`` int16."""
    digests: dict[int, bytes]
    """Number of steps made to the digest of the state then."""
    marks: tuple[Mark, ...]
    people: tuple[tuple[int, dict[str, int]], ...]
    """Who steered whom, ``human1`` and ``human2`` to player numbers, from which step on."""
    summary: dict[str, Any] | None
    """How it ended, or None where it never was closed."""
    faults: tuple[str, ...]
    """What is wrong with the file, a line each; the steps that are here can be played."""

    @property
    def set_up(self) -> SetUp:
        """What it began from."""
        header = self.header
        return SetUp(header["kind"], header["name"], header["data"], header["seed"], header.get("world", 0))

    @property
    def length(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.length * STEP_SECONDS

    @property
    def ids(self) -> tuple[str, ...]:
        """The players' ids by number."""
        return tuple(str(player["id"]) for player in self.header["players"])

    @property
    def names(self) -> tuple[Name, ...]:
        """What people call them."""
        set_up = self.set_up
        if set_up.kind == "level":
            return tuple(Name(one) for one in self.ids)
        red, blue = (set_up.data[side] for side in ("red", "blue"))
        own = (tuple(red.get("players", ())), tuple(blue.get("players", ())))
        names = called(self.ids, (red["name"], blue["name"]), own)
        return tuple(name_from(*each) for each in zip(self.ids, names, strict=True))

    @property
    def team(self) -> tuple[int, ...]:
        """0 red, 1 blue, by player number, at the start."""
        return tuple(int(player["team"]) for player in self.header["players"])

    @property
    def kicks(self) -> list[Kick]:
        """Every ball struck, with what became of it."""
        return kicks(self.marks)

    @property
    def outcome(self) -> str:
        """How it ended, in a few words; empty where nobody said."""
        return str((self.summary or {}).get("outcome", ""))

    def steered(self, step: int) -> dict[str, int]:
        """Return who steered whom when ``step`` steps had been made."""
        at = bisect_right(self.people, step, key=lambda row: row[0])
        return self.people[at - 1][1] if at else {}

    def intents(self, step: int) -> Intents:
        """Return what everybody wanted in step ``step`` (0 the first), a batch of one world."""
        return decode(self.steps[step][:, None, :])


def digest_of(data: dict[str, Any]) -> str:
    """Return SHA-256 of a set-up's data, hexadecimal."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_replay(path: Path) -> Replay:
    """Read all that can be read of a file; raises ReplayError where nothing of it can be played."""
    where = path_words(path)
    try:
        with open_regular(path) as source:
            return _Reading(path, file.read_header(source, path)).all(source)
    except FileNotFoundError:
        raise ReplayError(f"{where}: expected a replay file (there is none)") from None
    except (IsADirectoryError, SpecialFileError) as error:
        raise ReplayError(f"{where}: expected a replay file (got {error.strerror})") from None
    except OSError as error:
        raise ReplayError(f"{where}: expected a file that can be read (got: {error.strerror})") from None


class _Reading:
    """What has been read of a file so far."""

    def __init__(self, path: Path, header: dict[str, Any]) -> None:
        self.path, self.header = path, header
        self.columns = [str(name) for name in header["columns"]]
        self.steps = PackedSteps(self.columns, len(header["players"]))
        self.room = file.UnpackBudget()
        self.digests: dict[int, bytes] = {}
        self.marks: list[Mark] = []
        self.people = [(0, _seats(header.get("people"), len(header["players"])))]
        self.summary: dict[str, Any] | None = None

    def all(self, source: Any) -> Replay:
        """Yield chunk after chunk until the end, or until the first that can't be read."""
        damage: DamageError | None = None
        try:
            for chunk in file.chunks(source):
                if self.summary is not None:
                    raise DamageError(chunk.at, "the file's end (got more)")
                if chunk.kind == b"PLAY":
                    self._take(chunk)
                elif chunk.kind == b"DONE":
                    self.summary = file.summary_of(chunk)
        except DamageError as found:
            damage = found
        return Replay(
            self.path,
            self.header,
            self.steps,
            self.digests,
            tuple(self.marks),
            tuple(self.people),
            self.summary,
            tuple(self._faults(damage)),
        )

    def _take(self, chunk: file.Chunk) -> None:
        players = len(self.header["players"])
        played = file.played(chunk, self.steps.before, self.room)
        wishes = played.steps.transpose(1, 0, 2)
        if played.first != len(self.steps) or not possible(wishes, self.columns):
            raise DamageError(chunk.at, f"step {len(self.steps)} and what follows (got something else)")
        self.steps.add(chunk, played)
        self.digests[len(self.steps)] = played.digest
        found = (from_row(row, players) for row in _rows(played.notes.get("marks")))
        self.marks += [mark for mark in found if mark is not None]
        for row in _rows(played.notes.get("people")):
            if len(row) == 2 and type(row[0]) is int and row[0] >= self.people[-1][0]:
                self.people.append((row[0], _seats(row[1], players)))

    def _faults(self, damage: DamageError | None) -> list[str]:
        """Return what is the matter with the file.

        Its set-up isn't what was signed, or its end isn't one.
        """
        where, header = path_words(self.path), self.header
        faults = []
        if digest_of(header["data"]) != header["digest"]:
            faults.append(
                f"{where}: header: digest: expected that of its set-up, {digest_of(header['data'])[:12]} "
                f"(got {got(header['digest'][:12])}); the set-up was changed after it was written"
            )
        return faults + self._end_faults(damage)

    def _end_faults(self, damage: DamageError | None) -> list[str]:
        where, played = path_words(self.path), len(self.steps) * STEP_SECONDS
        readable = f"{played:.1f} s of play can be watched"
        if damage is not None:
            cut = ", cut off" if damage.cut else ", damaged"
            return [f"{where}: byte {damage.at}: expected {damage.expected[:-1]}{cut}); {readable}"]
        if self.summary is None:
            return [f"{where}: expected its closing words (got a recording that was broken off); {readable}"]
        if self.summary.get("steps") != len(self.steps):
            said = got(self.summary.get("steps"))
            return [f"{where}: expected {said} steps (got {len(self.steps)}); {readable}"]
        seconds = self.summary.get("seconds", round(played, 3))
        if seconds != round(played, 3):
            return [f"{where}: seconds: expected {played:.3f} (got {got(seconds)})"]
        return []


def _rows(value: Any) -> list[list[Any]]:
    return [row for row in value if isinstance(row, list)] if isinstance(value, list) else []


def _seats(value: Any, players: int) -> dict[str, int]:
    """Return ``human1`` and ``human2`` to player numbers, as far as a file says so sensibly."""
    seats = value if isinstance(value, dict) else {}
    return {name: n for name, n in seats.items() if type(n) is int and 0 <= n < players}
