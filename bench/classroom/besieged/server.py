"""The vote server that is attacked, in a process of its own, and the ways into it from outside."""

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

SCRIPT: Final = Path(__file__).resolve().parents[1] / "siege.py"
"""What is run with ``--serve`` in the process that is attacked."""
PARTS: Final = 60
"""Questions of the lesson: enough for an honest vote after each attack."""
PATIENCE: Final = 12.0
"""Seconds in which a connection that says too little has to be ended."""


def serve() -> None:
    """Serve what is attacked: a lesson of questions, standing at its first vote."""
    from game.classroom.lesson.load import parse_lesson
    from game.classroom.lesson.values import Values
    from game.classroom.live.lesson import Class
    from game.classroom.live.server import VoteServer
    from game.classroom.session.headless import open_or_create
    from game.classroom.session.steps import StepPhase

    question = {
        "kind": "choose",
        "level": "dont-stare",
        "opinion": True,
        "options": [{"say": "Yes"}, {"say": "No"}],
    }
    parts = [{**question, "ask": f"Question {k}?"} for k in range(1, PARTS + 1)]
    raw = {"format": 1, "title": "Siege", "about": "Votes.", "minutes": 5, "part": parts}
    with tempfile.TemporaryDirectory() as folder:
        whole = parse_lesson(raw, Path("siege.toml"))
        log = open_or_create(Path(folder) / "siege.sqlite", whole, Values(), "phones", "en")
        given = Class(log, Values())
        given.records = False
        server = VoteServer(given)
        server.start()
        print(json.dumps({"port": server.port, "code": given.code}), flush=True)
        for line in sys.stdin:
            if line.strip() == "next":
                part = given.step.part + 1
                while given.step.part != part or given.step.phase is not StepPhase.VOTE:
                    given.next()
            votes = [v for v in log.votes() if v["accepted"]]
            print(
                json.dumps({"joined": given.joined, "votes": len(votes), "part": given.step.part}), flush=True
            )
        server.stop()
        log.close()


class Besieged:
    """The server's process, seen from outside."""

    def __init__(self) -> None:
        command = [sys.executable, str(SCRIPT), "--serve"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._open = contextlib.ExitStack()
        said = self._line()
        self.port, self.code = int(said["port"]), str(said["code"])

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def ask(self, what: str = "state") -> dict[str, Any]:
        """Return how many have joined and voted; ``next`` opens the next question first."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return self._line()

    @property
    def megabytes(self) -> float:
        """Megabytes of memory that the process holds."""
        text = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024.0

    def end(self) -> None:
        """End the process."""
        self._open.close()
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)

    # Ways in

    def plain(self, data: bytes, wait: float = PATIENCE) -> bytes:
        """Return what comes back for some bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as one:
            with contextlib.suppress(OSError):
                one.sendall(data)
            return rest(one, wait)

    def path(self, path: str) -> bytes:
        """Return the answer to a path."""
        return self.plain(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))

    def channel(self, origin: str | None = "", path: str = "/votes") -> ClientConnection:
        """Return a connection to the channel, as another page's where an ``origin`` is given."""
        host = f"127.0.0.1:{self.port}"
        said = f"http://{host}" if origin == "" else origin
        return self._open.enter_context(
            connect(
                f"ws://{host}{path}",
                origin=said,  # type: ignore[arg-type]
                compression=None,
                close_timeout=1,
            )
        )

    def phone(self) -> ClientConnection:
        """Return a phone that has joined."""
        one = self.channel()
        one.send(json.dumps({"code": self.code}))
        hear(one, "you")
        return one


def rest(one: socket.socket, wait: float) -> bytes:
    """Return all that comes until the other side hangs up; raises TimeoutError where it doesn't."""
    one.settimeout(wait)
    said = b""
    try:
        while piece := one.recv(65536):
            said += piece
    except TimeoutError:
        raise
    except OSError:
        pass
    return said


def hear(one: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the next message of a kind."""
    while True:
        said = json.loads(one.recv(timeout=PATIENCE))
        if said["t"] == kind:
            return dict(said)


def gone(one: ClientConnection) -> bool:
    """Return whether the server hangs up."""
    with contextlib.suppress(TimeoutError):
        try:
            while True:
                one.recv(timeout=PATIENCE)
        except ConnectionClosed:
            return True
    return False
