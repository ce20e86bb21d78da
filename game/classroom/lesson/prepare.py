"""A lesson made ready beside a window: every answer is played by the workers, and nobody waits for it.

The values are those that :func:`game.classroom.lesson.documents.documents` gives, to the last digit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from game.classroom.lesson.documents import document_of, requests_of
from game.classroom.lesson.load import Lesson, LoadedPart, parse_lesson
from game.classroom.lesson.moments import frames_of
from game.classroom.lesson.schema import ChoosePart, EstimatePart
from game.classroom.lesson.values import Request, Values
from game.scenario.schema import Level
from game.storage.workers import Pool, Ticket

Rows = dict[str, dict[str, Any]]
Stop = Callable[[], bool]
FAILED: Final = "the workers ended"


class Job:
    """Some tasks of the workers, and what is done with each answer."""

    def __init__(
        self,
        pool: Pool,
        work: Callable[..., Any],
        shared: Any,
        tasks: Sequence[tuple[Any, ...]],
        take: Callable[[int, Any], None],
        ahead: bool = False,
    ) -> None:
        """Begin; ``ahead`` is before all that still waits."""
        self._pool, self._take = pool, take
        self._ticket: Ticket | None = pool.ask(work, shared, tasks, ahead) if tasks else None
        self.asked, self.answered = len(tasks), 0
        self.failed = ""

    @property
    def done(self) -> bool:
        """Whether nothing more will come."""
        return self._ticket is None

    def poll(self) -> None:
        """Take in what the workers have answered; returns at once."""
        if self._ticket is None:
            return
        self._pool.poll()
        while self._ticket.answers:
            self._take(*self._ticket.answers.popleft())
            self.answered += 1
        if self._ticket.failed or self._ticket.done:
            self.failed = self._ticket.failed
            self._pool.forget(self._ticket)
            self._ticket = None

    def drop(self) -> None:
        """Call the rest off."""
        if self._ticket is not None:
            self._pool.cancel(self._ticket)
            self._pool.forget(self._ticket)
            self._ticket = None


class Preparation:
    """A lesson that is being made ready: first each answer's worlds, then each part."""

    def __init__(self, lesson: Lesson, values: Values, pool: Pool) -> None:
        self.lesson, self._values, self._pool = lesson, values, pool
        self.documents: list[dict[str, Any]] | None = None
        """Every part, once all is ready."""
        self.failed = ""
        tasks = list(_tasks(lesson, values))
        self._total = len(tasks) + len(lesson.parts)
        self._first = Job(pool, measured, None, tasks, lambda place, rows: values.take(rows))
        self._second: Job | None = None
        self._parts: dict[int, dict[str, Any]] = {}

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        done = self._first.answered + (self._second.answered if self._second else 0)
        return done / max(self._total, 1)

    def poll(self) -> None:
        """Go on with what has been answered; returns at once."""
        if self.documents is not None or self.failed:
            return
        self._first.poll()
        self.failed = self._first.failed
        if not self._first.done or self.failed:
            return
        if self._second is None:
            shared = (self.lesson.raw, self.lesson.path, self._known())
            numbers = [(part.number,) for part in self.lesson.parts]
            self._second = Job(self._pool, part_document, shared, numbers, self._parts.__setitem__)
        self._second.poll()
        self.failed = self._second.failed
        if self._second.done and not self.failed:
            self.documents = [self._parts[place] for place in range(len(self.lesson.parts))]

    def drop(self) -> None:
        """Forget it: somebody left before it was ready."""
        self._first.drop()
        if self._second is not None:
            self._second.drop()

    def _known(self) -> Rows:
        """Return every row that a part may ask for."""
        self._values.ready(requests_of(self.lesson))
        return self._values.known


def _tasks(lesson: Lesson, values: Values) -> Iterator[tuple[Any, ...]]:
    """Return what has to be played before: replies first, they take longest."""
    for part in lesson.parts:
        table = part.table
        if isinstance(table, ChoosePart | EstimatePart) and table.replies is not None:
            levels = [option.level for option in part.options] or [part.level]
            for level in levels:
                if level is not None and not values.has_reply(level, part.at, table.replies, table.seed):
                    yield "reply", level, part.at, table.replies, table.seed, table.n
    for request in requests_of(lesson):
        if not values.ready([request]):
            yield "row", request


def measured(_shared: None, kind: str, *arguments: Any, stop: Stop) -> Rows:
    """Measure one thing in a worker: all rows that came of it; none where it was called off meanwhile."""

    def tell(*worlds: int) -> None:
        if stop():
            raise _CalledOffError

    values = Values(processes=1)
    try:
        _measure(values, kind, arguments, tell)
    except _CalledOffError:
        return {}
    return values.known


class _CalledOffError(Exception):
    """Nobody waits for it any more."""


def _measure(values: Values, kind: str, arguments: tuple[Any, ...], tell: Callable[..., None]) -> None:
    if kind == "reply":
        level, at, count, seed, n = arguments
        plan = values.reply(level, at, count, seed)
        values.measure([Request(level, at, plan, n, seed)], tell)
    elif kind == "map":
        level, at, plan, seed = arguments
        values.pass_map(level, at, plan, seed, tell)
    else:
        values.measure(arguments, tell)


def part_document(shared: tuple[Mapping[str, Any], Path, Rows], number: int, *, stop: Stop) -> dict[str, Any]:
    """Make one part ready in a worker, from rows that are there."""
    raw, path, known = shared
    lesson = parse_lesson(raw, path)
    part: LoadedPart = lesson.parts[number - 1]
    return document_of(part, lesson, Values(known=dict(known), processes=1))


def filmed(
    _shared: None,
    level: Level,
    at: float,
    plan: Mapping[str, Any],
    seed: int,
    world: int,
    until: float | None,
    *,
    stop: Stop,
) -> dict[str, Any]:
    """Record one world in a worker, for phones."""
    return frames_of(level, at, plan, seed, world, until)
