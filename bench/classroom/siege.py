"""What the vote server does with everything that should not come in: each kind of it from a second process.

    python bench/classroom/siege.py

The lesson and its server run in a process of their own; this one attacks. A line for each attack says what
came of it, and an honest phone votes after each kind. The server's memory is read before and after. Exit 1
where anything but the page, its assets and the vote channel could be reached, where a vote was counted that
should not have been, or where the honest phone was kept waiting.
"""

import contextlib
import json
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.sync.client import ClientConnection, connect

PARTS: Final = 60
PATIENCE: Final = 12.0
"""Seconds in which a connection that says too little has to be ended."""
MOST_GROWN: Final = 40.0
"""Megabytes that the server may have grown by at the end."""
HONEST_WITHIN: Final = 2.0
"""Seconds in which an honest phone is served, whatever goes on."""

PATHS: Final = (
    "/..",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..\\..\\windows\\win.ini",
    "//etc/passwd",
    "http://x/../siege.sqlite",
    "/votes/../notes.html",
    "/phone.html",
    "/siege.sqlite",
    "/teacher/..",
    "/%00",
)

ANSWERS: Final[tuple[object, ...]] = ([], {}, None, True, 1e9, "9")


def serve() -> None:
    """The process that is attacked: a lesson of questions, standing at its first vote."""
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
    """The server's process, from outside."""

    def __init__(self) -> None:
        command = [sys.executable, __file__, "--serve"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._open = contextlib.ExitStack()
        said = self._line()
        self.port, self.code = int(said["port"]), str(said["code"])

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def ask(self, what: str = "state") -> dict[str, Any]:
        """How many have joined and voted; ``next`` opens the next question first."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return self._line()

    @property
    def megabytes(self) -> float:
        """Memory that the process holds."""
        text = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024.0

    def end(self) -> None:
        """End it."""
        self._open.close()
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)

    # Ways in

    def plain(self, data: bytes, wait: float = PATIENCE) -> bytes:
        """What comes back for some bytes, until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as one:
            with contextlib.suppress(OSError):
                one.sendall(data)
            return rest(one, wait)

    def path(self, path: str) -> bytes:
        """The answer to a path."""
        return self.plain(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))

    def channel(self, origin: str | None = "", path: str = "/votes") -> ClientConnection:
        """A connection to the channel; ``origin``: another page's."""
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
        """A phone that has joined."""
        one = self.channel()
        one.send(json.dumps({"code": self.code}))
        hear(one, "you")
        return one


def rest(one: socket.socket, wait: float) -> bytes:
    """All that comes until the other side hangs up; raises TimeoutError where it doesn't."""
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
    """The next message of a kind."""
    while True:
        said = json.loads(one.recv(timeout=PATIENCE))
        if said["t"] == kind:
            return dict(said)


def gone(one: ClientConnection) -> bool:
    """Whether the server hangs up."""
    with contextlib.suppress(TimeoutError):
        try:
            while True:
                one.recv(timeout=PATIENCE)
        except ConnectionClosed:
            return True
    return False


def refused(said: bytes) -> bool:
    """Whether an answer of plain HTTP is no page."""
    return not said.startswith(b"HTTP/1.1 200")


Attack = tuple[str, Callable[[Besieged], bool]]


def handshake(b: Besieged, origin: str | None) -> bool:
    """Whether a connection from another page is refused."""
    try:
        b.channel(origin).close()
    except (InvalidStatus, InvalidHandshake):
        return True
    return False


def told(b: Besieged, *messages: str | bytes) -> bool:
    """Whether each message of a phone that has joined is answered with a refusal, or ends the connection."""
    one = b.phone()
    try:
        for message in messages:
            one.send(message)
            if hear(one, "receipt")["accepted"]:
                return False
    except ConnectionClosed:
        pass
    one.close()
    return True


def vote(**more: object) -> str:
    """A vote's message."""
    return json.dumps({"t": "vote", "part": 1, "round": 1, "answer": "1", "seconds": 1.0, **more})


def now(b: Besieged, **more: object) -> str:
    """A vote for the question that is open, with something else about it."""
    return vote(**{"part": b.ask()["part"], **more})


def slowly(b: Besieged, data: bytes, each: float = 0.3) -> bool:
    """Whether the server hangs up on somebody who says one byte at a time."""
    ends = time.monotonic() + PATIENCE
    with socket.create_connection(("127.0.0.1", b.port), timeout=2.0) as one:
        one.settimeout(each)
        for byte in data:
            try:
                one.sendall(bytes([byte]))
                if one.recv(4096) == b"":
                    return True
            except TimeoutError:
                pass
            except OSError:
                return True
            if time.monotonic() > ends:
                return False
    return False


def upgrade(b: Besieged) -> bytes:
    """The beginning of a connection to the channel, by hand."""
    host = f"127.0.0.1:{b.port}"
    lines = ("GET /votes HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", "Upgrade: websocket")
    more = ("Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    return "\r\n".join((*lines, *more, "", "")).encode()


def silent(b: Besieged, many: int, data: bytes = b"") -> bool:
    """Whether an honest phone is served at once while so many connections say nothing more."""
    crowd = []
    try:
        for _ in range(many):
            one = socket.create_connection(("127.0.0.1", b.port), timeout=5.0)
            with contextlib.suppress(OSError):
                one.sendall(data)
            crowd.append(one)
        return honest(b)
    finally:
        for one in crowd:
            one.close()


def flood(b: Besieged, *messages: str) -> bool:
    """Whether a phone that says the same hundreds of times is cut off."""
    one = b.phone()
    try:
        for _ in range(600):
            for message in messages:
                one.send(message)
    except ConnectionClosed:
        return True
    return gone(one)


def wrong(b: Besieged, *said: object) -> bool:
    """Whether none of these opens the room, and the connection ends."""
    before = b.ask()["joined"]
    one = b.channel()
    with contextlib.suppress(ConnectionClosed):
        for what in said:
            one.send(json.dumps(what))
            if json.loads(one.recv(timeout=PATIENCE))["t"] != "no":
                return False
    one.close()
    return bool(b.ask()["joined"] == before)


def named(b: Besieged, **what: object) -> bool:
    """Whether a name that somebody brings along is never used."""
    one = b.channel()
    one.send(json.dumps({"code": b.code, **what}))
    you = hear(one, "you")
    one.close()
    return "<" not in json.dumps(you)


def back_and_forth(b: Besieged, times: int) -> bool:
    """Whether somebody who comes back hundreds of times stays one voter."""
    one = b.channel()
    one.send(json.dumps({"code": b.code}))
    secret = hear(one, "you")["secret"]
    before = b.ask()["joined"]
    for _ in range(times):
        again = b.channel()
        again.send(json.dumps({"secret": secret}))
        hear(again, "you")
        again.close()
    one.close()
    return bool(b.ask()["joined"] == before)


def crowding(b: Besieged) -> bool:
    """Whether one machine that joins again and again can't fill the room."""
    before = b.ask()["joined"]
    for _ in range(200):
        one = b.channel()
        one.send(json.dumps({"code": b.code}))
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            one.recv(timeout=2.0)
        one.close()
    return bool(b.ask()["joined"] - before <= 60)


def absent(path: str, b: Besieged) -> bool:
    """Whether there is nothing at a path."""
    return b.path(path).startswith(b"HTTP/1.1 404")


def kinds() -> Iterator[tuple[str, list[Attack]]]:
    """Every kind of attack, and some of each."""
    big = "x" * 100_000
    head = "POST / HTTP/1.1\r\nHost: x\r\n"
    yield (
        "bodies that are too large",
        [
            (
                "a POST of 100 MB",
                lambda b: refused(b.plain(f"{head}Content-Length: 100000000\r\n\r\n{big}".encode())),
            ),
            ("a message of 100 kB", lambda b: told(b, vote(answer=big))),
            (
                "a chunked POST",
                lambda b: refused(
                    b.plain(f"{head}Transfer-Encoding: chunked\r\n\r\n186a0\r\n{big}".encode())
                ),
            ),
            (
                "a megabyte of headers",
                lambda b: refused(b.plain(("GET / HTTP/1.1\r\n" + f"X: {big}\r\n" * 10).encode())),
            ),
            ("a path of 100 kB", lambda b: refused(b.path("/" + big))),
            ("a message in 60 pieces", lambda b: told(b, *[vote(answer="1" * 60_000)])),
        ],
    )
    yield (
        "bodies that are slow",
        [
            ("a header, a byte at a time", lambda b: slowly(b, b"GET / HTTP/1.1\r\nHost: " + b"x" * 200)),
            (
                "a POST, a byte at a time",
                lambda b: slowly(b, b"POST / HTTP/1.1\r\nContent-Length: 99\r\n" + b"y" * 200),
            ),
            ("half of an upgrade", lambda b: b.plain(upgrade(b)[:60]) is not None),
            ("an upgrade, then nothing", lambda b: b.plain(upgrade(b)) is not None),
            (
                "an upgrade, then half of a frame",
                lambda b: b.plain(upgrade(b) + b"\x81\xfe\x07\x00") is not None,
            ),
        ],
    )
    yield (
        "wrong letters",
        [
            (
                "five wrong codes",
                lambda b: wrong(b, *[{"code": c} for c in ("AAAA", "ZZZZ", "    ", "", "BBBBB")]),
            ),
            ("a code of 1,500 letters", lambda b: wrong(b, {"code": b.code * 375})),
            (
                "a list, a number, nothing, yes",
                lambda b: wrong(b, *[{"code": c} for c in ([b.code], 7, None, True)]),
            ),
            ("an invented secret", lambda b: wrong(b, {"secret": "0" * 24}, {"secret": {"$ne": ""}})),
            (
                "letters that look alike",
                lambda b: wrong(b, {"code": "".join(chr(ord(c) + 0xFEE0) for c in b.code)}),
            ),
        ],
    )
    yield (
        "scripts in a name",
        [
            ("a nickname", lambda b: named(b, nick="<script>alert(1)</script>")),
            ("a word", lambda b: named(b, word="<b>x")),
            ("a card number", lambda b: named(b, card="<img src=x onerror=alert(1)>")),
            ("a team", lambda b: named(b, team="<svg onload=alert(1)>", name="<script>")),
        ],
    )
    yield (
        "connections that say nothing",
        [
            ("1,000 of them", lambda b: silent(b, 1000)),
            ("1,000 with half a line", lambda b: silent(b, 1000, b"GET / HT")),
            ("300 that open the channel", lambda b: silent(b, 300, upgrade(b))),
            ("300 with a line too many", lambda b: silent(b, 300, b"\r\n" * 50)),
        ],
    )
    yield (
        "another page's script",
        [
            ("http://evil.example", lambda b: handshake(b, "http://evil.example")),
            ("no origin", lambda b: handshake(b, None)),
            ("null", lambda b: handshake(b, "null")),
            ("another port", lambda b: handshake(b, f"http://127.0.0.1:{b.port + 1}")),
            ("https", lambda b: handshake(b, f"https://127.0.0.1:{b.port}")),
        ],
    )
    yield "paths", [(path, partial(absent, path)) for path in PATHS]
    yield (
        "wrong types",
        [
            (
                "answers",
                lambda b: told(b, *[now(b, answer=answer) for answer in ANSWERS]),
            ),
            (
                "parts and rounds",
                lambda b: told(b, now(b, part="1"), now(b, round=True), now(b, round=1.0), vote(part=10**30)),
            ),
            (
                "seconds",
                lambda b: told(
                    b, vote(part=b.ask()["part"], seconds="soon", answer="x"), vote(seconds=-1, part=0)
                ),
            ),
            ("no object", lambda b: told(b, "[]", "7", "null", '"vote"', "{{{", "[" * 1500, '{"t":"vote"}')),
            ("bytes", lambda b: told(b, b"\x00\xff" * 100)),
            ("not a number", lambda b: told(b, '{"t":"vote","part":NaN,"round":1e999,"answer":"1"}')),
        ],
    )
    yield (
        "floods from one phone",
        [
            ("votes", lambda b: flood(b, vote())),
            (
                "words that are kept and forgotten",
                lambda b: flood(b, '{"t":"word","keep":true}', '{"t":"word","keep":false}'),
            ),
            ("rubbish", lambda b: flood(b, "{")),
            ("coming back 200 times", lambda b: back_and_forth(b, 200)),
            ("joining 200 times", crowding),
        ],
    )


HONEST: list[str] = []


def honest(b: Besieged) -> bool:
    """Whether a phone that is a voter is let in and its vote counted within two seconds."""
    part = b.ask("next")["part"]
    before, begun = b.ask()["votes"], time.monotonic()
    one = b.channel()
    one.send(json.dumps({"secret": HONEST[0]} if HONEST else {"code": b.code}))
    you = hear(one, "you")
    HONEST[:] = [you["secret"]]
    one.send(vote(part=part))
    counted = bool(hear(one, "receipt")["accepted"])
    took = time.monotonic() - begun
    one.close()
    return counted and took <= HONEST_WITHIN and b.ask()["votes"] == before + 1


def main() -> int:
    if sys.argv[1:] == ["--serve"]:
        serve()
        return 0
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(least, 4096), most), most))
    b = Besieged()
    bad = int(not honest(b))
    before = b.megabytes
    for kind, attacks in kinds():
        print(f"\n{kind}")
        counted = b.ask()["votes"]
        for name, attack in attacks:
            begun = time.monotonic()
            try:
                fine = attack(b)
            except (OSError, ConnectionClosed) as error:
                fine, name = False, f"{name} ({type(error).__name__})"
            bad += not fine
            print(f"  {'held' if fine else 'FAILED'}  {time.monotonic() - begun:5.1f} s  {name}", flush=True)
        votes = b.ask()["votes"] - counted
        more = sum(
            name.startswith(("1,000", "300")) for name, _attack in attacks
        )  # these let an honest phone vote
        fine = honest(b) and votes == more
        bad += not fine
        print(f"  {'held' if fine else 'FAILED'}  then an honest phone votes; {b.megabytes:.0f} MB")
    grown = b.megabytes - before
    bad += grown > MOST_GROWN
    print(f"\nmemory: {before:.0f} MB before, {grown:+.0f} MB after; {bad} failed")
    b.end()
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
