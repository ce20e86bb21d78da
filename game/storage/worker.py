"""A worker process: its life, and its master's side of it, which never waits for it.

Threads read and write the pipe, so that a worker who was stopped in the middle of a message holds nobody up.
While it works it gives a sign of life now and then.
"""

import contextlib
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, TypeAlias

BEAT = b"."
"""A sign of life; answers are pickles, and longer."""
BEAT_SECONDS = 0.5
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
class Task:
    """One piece of work, packed."""

    ticket: Ticket
    place: int
    shared: int
    message: bytes
    tries: int = 0
    """Workers who were lost over it."""


class Hand:
    """A worker as its master sees it."""

    def __init__(self, inbox: "Inbox", nice: int) -> None:
        """Begin, with ``nice`` less of the processor; raises OSError where there are no more processes."""
        # Spawned, not forked: a copy of a process that has threads or a window is no safe place to work.
        context = get_context("spawn")
        pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, nice), daemon=True)
        try:
            with _main_left_out():
                self.process.start()
        finally:
            theirs.close()
        self.busy: list[Task] = []
        self.knows: list[int] = []
        self.spoken = False
        """Whether it has given a sign of life at all."""
        self.silent = 0.0
        """Seconds for which nothing was heard of it though it had work."""
        self._outbox: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=self._read, args=(pipe, inbox), name="worker in", daemon=True).start()
        threading.Thread(target=self._write, args=(pipe,), name="worker out", daemon=True).start()

    def tell(self, *messages: bytes) -> None:
        """Have something sent; returns at once."""
        for message in messages:
            self._outbox.put(message)

    def end(self) -> None:
        """End the worker, whatever state it is in: one that was stopped takes in nothing gentler."""
        self.process.kill()

    def _read(self, pipe: Connection, inbox: "Inbox") -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                inbox.put((self, pipe.recv_bytes()))
        self._outbox.put(b"")
        inbox.put((self, None))

    def _write(self, pipe: Connection) -> None:
        with contextlib.suppress(OSError):
            while message := self._outbox.get():
                pipe.send_bytes(message)
            pipe.close()


Inbox: TypeAlias = "SimpleQueue[tuple[Hand, bytes | None]]"
"""Who said what; None: that worker is gone."""


@contextlib.contextmanager
def _main_left_out() -> Iterator[None]:
    """A worker needs this package and not the program's first file, which it would otherwise run."""
    main = sys.modules.get("__main__")
    kept = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    for name in kept:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)


def _beat(pipe: Connection, lock: threading.Lock, working: threading.Event) -> None:
    """Give signs of life while there is work; where nobody hears them, end with the work undone."""
    try:
        while working.wait():
            time.sleep(BEAT_SECONDS)
            if working.is_set():
                with lock:
                    pipe.send_bytes(BEAT)
    except OSError:
        os._exit(0)  # the program was killed: its work would go on for minutes


def serve(pipe: Connection, nice: int) -> None:
    """Live a worker's life; ``nice`` is how far it stands back for others, 0 to 19."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(nice)
    waiting: deque[tuple[Any, ...]] = deque()
    dropped: set[int] = set()
    known: dict[int, Any] = {}
    lock, working = threading.Lock(), threading.Event()
    threading.Thread(target=_beat, args=(pipe, lock, working), daemon=True).start()

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
        pipe.send_bytes(BEAT)
        while True:
            while not waiting or pipe.poll():
                take_in()
            shared, ticket, place, work, task = waiting.popleft()

            def stop(ticket: int = ticket) -> bool:
                while pipe.poll():
                    take_in()
                return ticket in dropped

            answer, failed = None, ""
            working.set()
            if not stop():
                try:
                    answer = work(known[shared], *task, stop=stop)
                except Exception as error:
                    failed = f"{type(error).__name__}: {error}"
            working.clear()
            with lock:
                pipe.send_bytes(pickle.dumps((place, answer, failed), protocol=pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError, KeyboardInterrupt):
        return
