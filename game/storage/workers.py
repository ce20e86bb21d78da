"""Worker processes that stay: warm, told by pipes what to do, and quiet beside a window.

Every worker takes one task after the other. A task can be cancelled while it runs. A worker who dies, or who
was stopped and gives no sign of life, is replaced, and its tasks are done by others. When the program that
started them dies, however it dies, they read the end of their pipe and leave.
"""

import atexit
import os
import pickle
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from typing import Any

from game.storage.worker import BEAT, KEEPS, Hand, Inbox, Task, Ticket

__all__ = ["Pool", "Stop", "Ticket", "Work", "WorkError", "shared_pool"]

Stop = Callable[[], bool]
Work = Callable[..., Any]
"""``work(shared, *arguments, stop=...)``; a function of a module's top level."""
WINDOW_FIRST = 5
"""How far workers stand back for the window, 0 to 19."""
AHEAD = 2
"""Tasks that a worker is given before it has answered: one to do, one to have at hand."""
SILENT_SECONDS = 25.0
"""A worker who has work and isn't heard of for so long is given up.

On a machine with eight busy programs a processor one that stands back was silent for more than ten.
"""
BIRTH_SECONDS = 60.0
"""Seconds in which a worker has to be heard of at all: at first it is loading everything."""
STILLBORN = 3
"""Workers in a row that ended before they were heard of: then others won't do better."""
TRIES = 2
"""Workers that one task may cost."""
ENDED = "the workers were ended from outside"
NOT_STARTED = "no workers can be started"


class WorkError(RuntimeError):
    """Workers failed at a task: one line that says what they raised, or that they were ended."""


class Pool:
    """A few workers, started once."""

    def __init__(
        self, processes: int | None = None, *, nice: int = WINDOW_FIRST, replaces: bool = True
    ) -> None:
        """Begin; ``processes`` is how many, as many as processors if None, ``nice`` how far they stand back.

        With ``replaces`` a worker who is lost is replaced and others do its tasks; without it they fail.
        """
        self.processes = processes or os.cpu_count() or 1
        self._nice, self._replaces = nice, replaces
        self._hands: list[Hand] = []
        self._queue: deque[Task] = deque()
        self._shared: dict[int, bytes] = {}
        self._inbox: Inbox = SimpleQueue()
        self._number = 0
        self._stillborn = 0
        self._looked = time.monotonic()
        """When silence was counted last."""

    @property
    def running(self) -> int:
        """How many workers run."""
        return len(self._hands)

    def warm(self) -> None:
        """Start the workers that don't run yet; returns at once, they wake up on their own."""
        if not self._hands:
            self._stillborn = 0
            atexit.unregister(self.close)
            atexit.register(self.close)
        self._replenish()

    def _replenish(self) -> None:
        try:
            while len(self._hands) < self.processes and self._stillborn < STILLBORN:
                self._hands.append(Hand(self._inbox, self._nice))
        except OSError:
            # As many as the system gives.
            self._stillborn = STILLBORN

    def ask(self, work: Work, shared: Any, tasks: Sequence[tuple[Any, ...]], ahead: bool = False) -> Ticket:
        """Have ``work(shared, *task)`` done for each task, before all that still waits if it is ``ahead``."""
        self.warm()
        self._number += 1
        ticket = Ticket(self._number, len(tasks), len(tasks))
        number = self._number
        self._shared[number] = pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL)
        made = [
            Task(ticket, place, number, pickle.dumps((number, ticket.number, place, work, task)))
            for place, task in enumerate(tasks)
        ]
        self._queue = deque([*made, *self._queue] if ahead else [*self._queue, *made])
        self._hand_out()
        return ticket

    def again(self, ticket: Ticket, work: Work, tasks: Sequence[tuple[Any, ...]]) -> None:
        """Ask more tasks of a ticket, about the same shared thing."""
        number, begin = ticket.number, ticket.asked
        ticket.asked += len(tasks)
        ticket.waiting += len(tasks)
        for place, task in enumerate(tasks, begin):
            self._queue.append(
                Task(ticket, place, number, pickle.dumps((number, ticket.number, place, work, task)))
            )
        self._hand_out()

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what has been answered, waiting so long at most; whether anything was."""
        if not self._hands and not self._queue:
            return False
        until, heard = time.monotonic() + seconds, False
        while True:
            left = 0.0 if heard else until - time.monotonic()
            try:
                hand, message = self._inbox.get(timeout=left) if left > 0.0 else self._inbox.get_nowait()
            except queue.Empty:
                break
            heard |= self._hear(hand, message)
        self._miss_the_silent()
        self._hand_out()
        return heard

    def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Take in answers until ``ready`` says so, at most so long; whether it did."""
        until = time.monotonic() + seconds
        while not ready():
            left = until - time.monotonic()
            if left <= 0.0:
                return False
            self.poll(left)
        return True

    def cancel(self, ticket: Ticket) -> None:
        """Call the rest of a ticket off."""
        ticket.cancelled = True
        self._take_back(ticket)
        for hand in self._hands:
            if any(task.ticket is ticket for task in hand.busy):
                hand.tell(pickle.dumps(("drop", ticket.number)))

    def forget(self, ticket: Ticket) -> None:
        """Forget a ticket that is done with: what its tasks shared is not needed any more."""
        self._shared.pop(ticket.number, None)

    def map(self, work: Work, shared: Any, tasks: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """Yield ``(place, answer)`` of each task as it comes; raises WorkError where a worker failed."""
        ticket = self.ask(work, shared, tasks)
        try:
            while ticket.answers or not ticket.done:
                while ticket.answers:
                    yield ticket.answers.popleft()
                if not ticket.done:
                    self.poll(1.0)
                if ticket.failed:
                    raise WorkError(ticket.failed)
        finally:
            if not ticket.done:
                self.cancel(ticket)
            self.forget(ticket)

    def close(self) -> None:
        """Send everybody home."""
        for hand in self._hands:
            hand.end()
        for hand in self._hands:
            hand.process.join(1.0)
            self._queue.extend(hand.busy)
        self._hands = []
        self._fail_all(ENDED)
        atexit.unregister(self.close)

    def _hear(self, hand: Hand, message: bytes | None) -> bool:
        """Take in what a worker says; whether that is an answer."""
        if hand not in self._hands:
            return False
        if message is None:
            self._lose(hand)
            return False
        hand.silent, hand.spoken, self._stillborn = 0.0, True, 0
        if message == BEAT:
            return False
        place, answer, failed = pickle.loads(message)
        ticket = hand.busy.pop(0).ticket
        ticket.waiting = max(ticket.waiting - 1, 0)
        ticket.failed = ticket.failed or failed
        if not ticket.cancelled and not failed:
            ticket.answers.append((place, answer))
        return True

    def _miss_the_silent(self) -> None:
        """Give up those who have work and have given no sign of life for too long."""
        now = time.monotonic()
        # A machine that slept, or a program that wasn't looking, is no worker's fault.
        seconds, self._looked = min(now - self._looked, 1.0), now
        for hand in list(self._hands):
            hand.silent = hand.silent + seconds if hand.busy else 0.0
            if hand.silent > (SILENT_SECONDS if hand.spoken else BIRTH_SECONDS):
                hand.end()
                self._lose(hand)

    def _lose(self, hand: Hand) -> None:
        """Replace a worker that is gone (out of memory, killed, stopped), and its tasks."""
        self._hands.remove(hand)
        self._stillborn += not hand.spoken
        for place, task in enumerate(hand.busy):
            task.tries += place == 0
            if task.tries >= TRIES:
                self._fail(task.ticket, ENDED)
        left = [task for task in hand.busy if not (task.ticket.cancelled or task.ticket.failed)]
        self._queue.extendleft(reversed(left))
        if self._replaces:
            self._replenish()

    def _take_back(self, ticket: Ticket) -> None:
        """Give nothing more of a ticket to anybody."""
        self._queue = deque(task for task in self._queue if task.ticket is not ticket)
        self._shared.pop(ticket.number, None)

    def _fail(self, ticket: Ticket, words: str) -> None:
        ticket.failed, ticket.waiting = words, 0
        self._take_back(ticket)

    def _fail_all(self, words: str) -> None:
        while self._queue:
            self._fail(self._queue[0].ticket, words)

    def _hand_out(self) -> None:
        while self._queue:
            hand = min(self._hands, key=lambda each: len(each.busy), default=None)
            if hand is None:
                self._fail_all(NOT_STARTED)
                return
            task = self._queue[0]
            if len(hand.busy) >= (AHEAD if task.shared in hand.knows else 1):
                return
            self._queue.popleft()
            if task.shared not in hand.knows:
                hand.tell(pickle.dumps(("know", task.shared)), self._shared[task.shared])
                hand.knows = [*hand.knows[-(KEEPS - 1) :], task.shared]
            hand.tell(task.message)
            hand.busy.append(task)


_SHARED: list[Pool] = []


def shared_pool() -> Pool:
    """Return the program's one pool, kept for its life; :meth:`Pool.warm` starts it."""
    if not _SHARED:
        _SHARED.append(Pool())
    return _SHARED[0]
