"""Worker processes that stay: warm, told by pipes what to do, and quiet beside a window.

Every worker takes one task after the other. A task can be cancelled while it runs. When the program that
started them dies, however it dies, they read the end of their pipe and leave.
"""

import atexit
import contextlib
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

Stop = Callable[[], bool]
Work = Callable[..., Any]
"""``work(shared, *arguments, stop=...)``; a function of a module's top level."""
AHEAD = 2
"""Tasks that a worker is given before it has answered: one to do, one to have at hand."""
KEEPS = 4
"""Shared things that a worker remembers."""


@dataclass(slots=True)
class Ticket:
    """Some tasks that belong together: what is done of them, and how to call them off."""

    number: int
    asked: int = 0
    """Tasks in all."""
    waiting: int = 0
    """Tasks that have not been answered yet."""
    answers: "deque[tuple[int, Any]]" = field(default_factory=deque)
    """``(place, answer)`` in the order in which they came."""
    cancelled: bool = False
    failed: str = ""
    """What went wrong in a worker, if anything did."""

    @property
    def done(self) -> bool:
        """Whether every task has been answered or called off."""
        return self.waiting == 0 or self.cancelled


@dataclass(slots=True)
class _Task:
    ticket: Ticket
    place: int
    shared: int
    message: bytes


@dataclass(slots=True)
class _Hand:
    """A worker as its master sees it."""

    pipe: Connection
    process: Any
    busy: "list[_Task]" = field(default_factory=list)
    knows: "list[int]" = field(default_factory=list)


class Pool:
    """A few workers, started once."""

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or os.cpu_count() or 1
        self._hands: list[_Hand] = []
        self._queue: deque[_Task] = deque()
        self._shared: dict[int, bytes] = {}
        self._number = 0

    def warm(self) -> None:
        """Start the workers if they don't run yet; returns at once, they wake up on their own."""
        if self._hands:
            return
        # Spawned, not forked: a copy of a process that has threads or a window is no safe place to work.
        context = get_context("spawn")
        for _ in range(self.processes):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            with _main_left_out():
                process.start()
            theirs.close()
            self._hands.append(_Hand(ours, process))
        atexit.register(self.close)

    def ask(self, work: Work, shared: Any, tasks: Sequence[tuple[Any, ...]], ahead: bool = False) -> Ticket:
        """Have ``work(shared, *task)`` done for each task; ``ahead`` of all that still waits."""
        self.warm()
        self._number += 1
        ticket = Ticket(self._number, len(tasks), len(tasks))
        number = self._number
        self._shared[number] = pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL)
        made = [
            _Task(ticket, place, number, pickle.dumps((number, ticket.number, place, work, task)))
            for place, task in enumerate(tasks)
        ]
        self._queue = deque([*made, *self._queue] if ahead else [*self._queue, *made])
        self._hand_out()
        return ticket

    def again(self, ticket: Ticket, work: Work, tasks: Sequence[tuple[Any, ...]]) -> None:
        """More tasks of a ticket, about the same shared thing."""
        number, begin = ticket.number, ticket.asked
        ticket.asked += len(tasks)
        ticket.waiting += len(tasks)
        for place, task in enumerate(tasks, begin):
            self._queue.append(
                _Task(ticket, place, number, pickle.dumps((number, ticket.number, place, work, task)))
            )
        self._hand_out()

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what has been answered, waiting so long at most; whether anything was."""
        if not self._hands:
            return False
        ready = wait([hand.pipe for hand in self._hands], seconds)
        for hand in self._hands:
            if hand.pipe in ready:
                self._hear(hand)
        self._hand_out()
        return bool(ready)

    def cancel(self, ticket: Ticket) -> None:
        """Call the rest of a ticket off."""
        ticket.cancelled = True
        self._queue = deque(task for task in self._queue if task.ticket is not ticket)
        self._shared.pop(ticket.number, None)
        for hand in self._hands:
            if any(task.ticket is ticket for task in hand.busy):
                with contextlib.suppress(OSError):
                    hand.pipe.send_bytes(pickle.dumps(("drop", ticket.number)))

    def forget(self, ticket: Ticket) -> None:
        """A ticket is done with: what its tasks shared is not needed any more."""
        self._shared.pop(ticket.number, None)

    def map(self, work: Work, shared: Any, tasks: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """``(place, answer)`` of each task as they come; raises RuntimeError where a worker failed."""
        ticket = self.ask(work, shared, tasks)
        try:
            while ticket.answers or not ticket.done:
                while ticket.answers:
                    yield ticket.answers.popleft()
                if not ticket.done:
                    self.poll(1.0)
                if ticket.failed:
                    raise RuntimeError(ticket.failed)
        finally:
            if not ticket.done:
                self.cancel(ticket)
            self.forget(ticket)

    def close(self) -> None:
        """Send everybody home."""
        for hand in self._hands:
            hand.pipe.close()
        for hand in self._hands:
            hand.process.join(1.0)
            if hand.process.is_alive():
                hand.process.terminate()
        self._hands = []
        self._queue.clear()
        atexit.unregister(self.close)

    def _hear(self, hand: _Hand) -> None:
        try:
            while hand.pipe.poll():
                place, answer, failed = pickle.loads(hand.pipe.recv_bytes())
                task = hand.busy.pop(0)
                ticket = task.ticket
                ticket.waiting -= 1
                ticket.failed = ticket.failed or failed
                if not ticket.cancelled and not failed:
                    ticket.answers.append((place, answer))
        except (EOFError, OSError):
            # A worker is gone (out of memory, killed): its tasks go to the others.
            self._hands.remove(hand)
            self._queue.extendleft(task for task in reversed(hand.busy) if not task.ticket.cancelled)
            if not self._hands:
                self._fail("the workers were ended from outside")

    def _fail(self, words: str) -> None:
        for task in self._queue:
            task.ticket.failed, task.ticket.waiting = words, 0
        self._queue.clear()

    def _hand_out(self) -> None:
        while self._queue:
            hand = min(self._hands, key=lambda each: len(each.busy), default=None)
            task = self._queue[0]
            # What is shared may be large. It goes to workers who listen: one who is telling a long answer
            # himself would never hear the end of it.
            if hand is None or len(hand.busy) >= (AHEAD if task.shared in hand.knows else 1):
                return
            self._queue.popleft()
            try:
                if task.shared not in hand.knows:
                    hand.pipe.send_bytes(pickle.dumps(("know", task.shared)))
                    hand.pipe.send_bytes(self._shared[task.shared])
                    hand.knows = [*hand.knows[-(KEEPS - 1) :], task.shared]
                hand.pipe.send_bytes(task.message)
            except OSError:
                self._hands.remove(hand)
                self._queue.extendleft([task, *reversed(hand.busy)])
                if not self._hands:
                    self._fail("the workers were ended from outside")
                continue
            hand.busy.append(task)


@contextlib.contextmanager
def _main_left_out() -> Iterator[None]:
    """A worker needs this package and not the program's first file, which it would otherwise run."""
    import sys

    main = sys.modules.get("__main__")
    kept = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    for name in kept:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)


def _serve(pipe: Connection) -> None:
    """A worker's life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(5)  # the window comes first
    waiting: deque[tuple[Any, ...]] = deque()
    dropped: set[int] = set()
    known: dict[int, Any] = {}

    def take_in() -> None:
        message = pickle.loads(pipe.recv_bytes())
        if message[0] == "know":
            known[message[1]] = pickle.loads(pipe.recv_bytes())
            for old in list(known)[:-KEEPS]:
                del known[old]
        elif message[0] == "drop":
            dropped.add(message[1])
        else:
            waiting.append(message)

    try:
        while True:
            while not waiting or pipe.poll():
                take_in()
            shared, ticket, place, work, task = waiting.popleft()

            def stop(ticket: int = ticket) -> bool:
                while pipe.poll():
                    take_in()
                return ticket in dropped

            answer, failed = None, ""
            if not stop():
                try:
                    answer = work(known[shared], *task, stop=stop)
                except Exception as error:
                    failed = f"{type(error).__name__}: {error}"
            pipe.send_bytes(pickle.dumps((place, answer, failed), protocol=pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError, KeyboardInterrupt):
        return


_SHARED: list[Pool] = []


def shared_pool() -> Pool:
    """The program's one pool, kept for its life; :meth:`Pool.warm` starts it."""
    if not _SHARED:
        _SHARED.append(Pool())
    return _SHARED[0]
