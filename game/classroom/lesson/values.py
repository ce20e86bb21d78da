"""What each answer is worth: what ``rollout`` gives for its level, moment, plan, ``n`` and ``seed``.

Values are kept in the person's folder under everything they depend on, the engine's own code among it, so
that a lesson that was opened before starts at once.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import game
from game.analysis.passes.outcome import CAME_OFF, COUNTED, Outcome
from game.analysis.passes.rollout import Case, RolloutResult, rollout
from game.analysis.passes.rollout_at import moment_at
from game.classroom.lesson.passmap import pass_map
from game.classroom.lesson.replies import best_reply
from game.scenario.errors import LevelError
from game.scenario.load import parse_plan
from game.scenario.schema import Level
from game.storage import strict_json
from game.storage.files import TextError, home, read_text, write_atomically

ENGINE = ("core", "sim", "mind", "scenario", "analysis")
"""Packages whose code a value depends on."""
WORTH_SHARING = 4096
"""Worlds from which the work is shared among the processor's cores, as ``rollout`` does."""
AS_GOOD = 0.05
"""Difference of two shares that nobody calls one."""
TYPICAL = 3
"""Endings that are shown."""

FACTS = (
    "completed",
    "completed_ci95",
    "outcomes",
    "by",
    "seconds_to_end",
    "head_start_s",
    "belief_at_contact",
    "typical",
    "done",
)
"""What a document keeps of ``rollout``'s row."""
NEEDED = ("completed", "completed_ci95", "outcomes", "done", "typical")
"""What a kept row must have."""

Progress = Callable[[int, int], None]
"""Told how many worlds are played, and of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """One row to measure."""

    level: Level
    at: float
    plan: Mapping[str, Any]
    n: int
    seed: int
    where: str = "plan"
    """File and key, for what is wrong with it."""

    @property
    def key(self) -> str:
        """A digest of all that the value depends on."""
        said = {
            "engine": engine_digest(),
            "level": self.level.model_dump(mode="json", by_alias=True),
            "at": self.at,
            "plan": dict(self.plan),
            "n": self.n,
            "seed": self.seed,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(slots=True)
class Values:
    """Everything that was measured, by request; kept in a folder between two lessons."""

    folder: Path | None = None
    """None: in memory alone."""
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    """How many share the work; a worker does all of its own alone."""

    @classmethod
    def at_home(cls) -> "Values":
        """Return the values that are kept in the person's own folder."""
        return cls(home() / "values")

    def measure(self, requests: Sequence[Request], progress: Progress | None = None) -> list[dict[str, Any]]:
        """Return a row for each request, in order.

        Raises LevelError for a plan that can't be played there.
        """
        fresh = {request.key: request for request in requests if self._find(request.key) is None}
        total = sum(request.n for request in fresh.values())
        done = 0

        def tell(worlds: int) -> None:
            nonlocal done
            done += worlds
            if progress is not None:
                progress(done, total)

        groups: dict[tuple[float, int, int], list[str]] = {}
        for key, request in fresh.items():
            groups.setdefault((request.at, request.n, request.seed), []).append(key)
        for (at, n, seed), keys in groups.items():
            cases = [_case(fresh[key]) for key in keys]
            processes = self.processes if n * len(cases) >= WORTH_SHARING else 1
            for key, result in zip(keys, rollout(cases, n, seed, tell, processes, at), strict=True):
                self._keep(key, row_of(result))
        return [self.known[request.key] for request in requests]

    def reply(self, level: Level, at: float, count: int, seed: int) -> dict[str, Any]:
        """Return the passer's best reply to a level as it stands (:mod:`game.classroom.lesson.replies`)."""
        said = _reply_key(level, at, count, seed)
        return self.kept(said, lambda: best_reply(level, at, count, seed, self.processes))

    def kept(self, said: list[Any], find: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what is found once for everything that was ``said``, and then known."""
        key = _kept_key(said)
        if self._find(key) is None:
            self._keep(key, {"found": find()})
        found: dict[str, Any] = self.known[key]["found"]
        return found

    def has_reply(self, level: Level, at: float, count: int, seed: int) -> bool:
        """Return whether a reply needn't be searched for any more."""
        return self._find(_kept_key(_reply_key(level, at, count, seed))) is not None

    def has_map(self, level: Level, at: float, plan: Mapping[str, Any], seed: int) -> bool:
        """Return whether a map needn't be made any more."""
        return self._find(_kept_key(_map_key(level, at, plan, seed))) is not None

    def pass_map(
        self,
        level: Level,
        at: float,
        plan: Mapping[str, Any],
        seed: int,
        tell: Callable[[int], None] | None = None,
    ) -> dict[str, Any]:
        """Return what a pass to each place is worth (:mod:`game.classroom.lesson.passmap`)."""
        said = _map_key(level, at, plan, seed)
        return self.kept(said, lambda: pass_map(level, at, plan, seed, self.processes, tell))

    def take(self, rows: Mapping[str, dict[str, Any]]) -> None:
        """Take over rows that somebody else has measured."""
        for key, row in rows.items():
            if key not in self.known:
                self._keep(key, row)

    def ready(self, requests: Sequence[Request]) -> bool:
        """Return whether nothing has to be played for these."""
        return all(self._find(request.key) is not None for request in requests)

    def _find(self, key: str) -> dict[str, Any] | None:
        if key not in self.known and self.folder is not None:
            try:
                row = strict_json.loads(read_text(self.folder / f"{key}.json"))
            except (OSError, ValueError, TextError):
                return None
            if isinstance(row, dict) and ("found" in row or set(NEEDED) <= set(row)):
                self.known[key] = row
        return self.known.get(key)

    def _keep(self, key: str, row: dict[str, Any]) -> None:
        self.known[key] = row
        if self.folder is not None:
            try:
                write_atomically(self.folder / f"{key}.json", strict_json.dumps(row))
            except OSError:
                self.folder = None  # no room or no right: measured again next time


def _kept_key(said: list[Any]) -> str:
    text = json.dumps([engine_digest(), *said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _reply_key(level: Level, at: float, count: int, seed: int) -> list[Any]:
    return ["reply", level.model_dump(mode="json", by_alias=True), at, count, seed]


def _map_key(level: Level, at: float, plan: Mapping[str, Any], seed: int) -> list[Any]:
    return ["map", level.model_dump(mode="json", by_alias=True), at, dict(plan), seed]


@cache
def engine_digest() -> str:
    """Return a digest of the code that plays: a value of yesterday's engine is none."""
    folder = Path(game.__file__).parent
    digest = hashlib.sha256()
    for name in ENGINE:
        for file in sorted((folder / name).rglob("*.py")):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _case(request: Request) -> Case:
    holder = None
    if request.at:
        moment = moment_at(request.level, request.at, f"{request.where}: at")
        holder = moment.world.squad.ids[moment.passer]
    given = dict(request.plan)
    return Case(given, parse_plan(given, request.where, request.level, holder), {}, request.level)


def row_of(result: RolloutResult) -> dict[str, Any]:
    """Return ``rollout``'s row, and which worlds came off and end typically."""
    tally = result.tally
    done = np.isin(tally.outcome, CAME_OFF)
    return {
        **result.summary(),
        "done": np.packbits(done).tobytes().hex(),
        "typical": _typical(tally.outcome, tally.figures["seconds_to_end"]),
    }


def came_off(row: Mapping[str, Any], n: int) -> np.ndarray:
    """Return ``(n,)`` bool: in which worlds the pass arrived."""
    return np.unpackbits(np.frombuffer(bytes.fromhex(row["done"]), dtype=np.uint8))[:n].astype(bool)


def _typical(outcome: np.ndarray, seconds: np.ndarray) -> list[dict[str, Any]]:
    """Return the commonest outcomes, each with its world of median length: never the prettiest."""
    counts = [(int((outcome == o).sum()), o) for o in COUNTED]
    found: list[dict[str, Any]] = []
    for count, kind in sorted(counts, key=lambda pair: (-pair[0], pair[1])):
        if count == 0 or len(found) == TYPICAL:
            break
        worlds = np.flatnonzero(outcome == kind)
        order = np.argsort(seconds[worlds], kind="stable")
        world = int(worlds[order[(count - 1) // 2]])
        found.append({"outcome": Outcome(kind).name.lower(), "world": world, "count": count})
    return found


def as_good(rows: Sequence[Mapping[str, Any]], want: str = "most") -> list[bool]:
    """Return which options are as good as the best.

    Their intervals overlap its own, or they are within 5 of 100 of it.
    """
    if not rows:
        return []
    pick = max if want == "most" else min
    best = pick(rows, key=lambda row: row["completed"])
    low, high = best["completed_ci95"]
    return [
        abs(row["completed"] - best["completed"]) <= AS_GOOD
        or (row["completed_ci95"][0] <= high and row["completed_ci95"][1] >= low)
        for row in rows
    ]


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a document keeps of a row: its value first."""
    return {"value": row["completed"], "value_ci95": row["completed_ci95"], **{k: row[k] for k in FACTS}}


def check_moments(requests: Sequence[Request]) -> list[str]:
    """Return what is wrong with plans at their moments, a line each."""
    faults: list[str] = []
    for request in requests:
        try:
            _case(request)
        except LevelError as error:
            faults += error.faults
    return list(dict.fromkeys(faults))
