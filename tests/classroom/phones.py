"""A class with its server, and phones that speak to it without a browser."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.headless import open_or_create
from game.classroom.session.steps import StepPhase
from tests.classroom.kit import VALUES, lesson


@contextmanager
def room(path: Path, *parts: dict[str, Any], language: str = "en") -> Iterator[tuple[Class, VoteServer]]:
    """A lesson that is being given, served on this machine."""
    log = open_or_create(path, lesson(*parts), VALUES, "phones", language)
    given = Class(log, VALUES, language)
    server = VoteServer(given)
    server.start()
    try:
        yield given, server
    finally:
        server.stop()
        log.close()


def lead(given: Class, phase: StepPhase, number: int = 0) -> None:
    """Press Next until the lesson stands there."""
    while given.step.phase is not phase or (number and given.step.round != number):
        before = given.at
        given.next()
        assert given.at > before, f"no {phase} ahead"


class Phone:
    """A phone: everything that it was told, and what it says."""

    path = "votes"

    def __init__(self, server: VoteServer, origin: str | None = None) -> None:
        host = f"127.0.0.1:{server.port}"
        origin = origin or f"http://{host}"
        self._open = ExitStack()
        self.socket: ClientConnection = self._open.enter_context(
            connect(f"ws://{host}/{self.path}", origin=Origin(origin), compression=None, close_timeout=1)
        )
        self.heard: list[dict[str, Any]] = []

    def close(self) -> None:
        self._open.close()

    def gone(self) -> bool:
        """Whether the server hangs up on it, whatever it says before."""
        try:
            for _ in range(1000):
                self.heard.append(json.loads(self.socket.recv(timeout=60)))
        except ConnectionClosed:
            return True
        return False

    def say(self, **what: Any) -> None:
        self.socket.send(json.dumps(what))

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message of a kind."""
        while True:
            message = json.loads(self.socket.recv(timeout=60))
            self.heard.append(message)
            if message["t"] == kind:
                return dict(message)

    def until(self, phase: StepPhase, number: int = 0) -> dict[str, Any]:
        """The first state of a phase."""
        while True:
            state = self.hear("state")
            if state["phase"] == phase and (not number or state["round"] == number):
                return state

    def join(self, code: str) -> dict[str, Any]:
        self.say(code=code)
        return self.hear("you")

    def vote(self, answer: Any, part: int = 1, number: int = 1, **more: Any) -> dict[str, Any]:
        self.say(t="vote", part=part, round=number, answer=str(answer), seconds=2.5, **more)
        return self.hear("receipt")


class TeacherPhone(Phone):
    """The teacher's own phone, with what it shows to be let in."""

    path = "notes"

    def enter(self, **what: str) -> dict[str, object]:
        self.say(**what)
        said = json.loads(self.socket.recv(timeout=60))
        return dict(said)


def joined(server: VoteServer, given: Class) -> Phone:
    phone = Phone(server)
    phone.join(given.code)
    phone.hear("state")
    return phone
