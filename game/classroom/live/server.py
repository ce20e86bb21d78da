"""The vote server: one page, its script, and the channel that votes come in by. Nothing else is reachable.

It runs in a thread of its own and listens on this machine alone until :meth:`VoteServer.open_to_network`.
No address and no browser's name is written anywhere.
"""

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from game.classroom.live.keepsake import read_word
from game.classroom.live.lesson import Class
from game.classroom.live.phone import notes_page, phone_page
from game.classroom.live.private_page import CHANNEL, PAGE, PrivatePage
from game.classroom.session.log import REMOVED
from game.classroom.session.results import Row

LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = "0.0.0.0"
LARGEST_MESSAGE: Final = 2048
"""Bytes; a vote is under a hundred."""
MOST_WAITING: Final = 60
"""Connections that have not said who they are. One more, and the oldest of them goes."""
MOST_JOINED: Final = 400
SAYS_WITHIN: Final = 4.0
"""Seconds in which a connection has to say who it is."""
BURST, PER_SECOND = 20.0, 10.0
"""Messages of one connection at once, and in the long run."""
JOINS, JOINS_PER_SECOND = 60.0, 0.2
"""New voters from one machine at once, and in the long run: a whole class may be behind one."""
MOST_MACHINES: Final = 1000
"""Machines whose joins are counted; nothing of them is written anywhere."""
WRONG_CODES: Final = 5
"""Of one connection, and then it is closed."""
TOGETHER_AT_MOST: Final = 48
"""Votes that may wait for the disk at the same time."""
OUT: Final = {"t": "no", "why": REMOVED}
"""What the phone of somebody is told whom the teacher has taken out."""
TOGETHER: Final = 0.05
"""Seconds for which changes are gathered before phones are told."""
GOODBYE: Final = 0.5
"""Seconds that phones have to hang up in order when the lesson ends; then they are cut off."""


class _Guarded(ServerConnection):
    """A connection that is counted from its first byte on."""

    waiting: "Waiting"
    alive: set[ServerConnection]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.alive.add(self)
        self.waiting.came(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.alive.discard(self)
        self.waiting.went(self)
        super().connection_lost(exc)


class Waiting:
    """Connections that have not said who they are: never more than a few, the oldest give way."""

    def __init__(self) -> None:
        self._all: OrderedDict[int, _Guarded] = OrderedDict()

    def came(self, connection: _Guarded) -> None:
        """Take in a new one."""
        self._all[id(connection)] = connection
        while len(self._all) > MOST_WAITING:
            _, oldest = self._all.popitem(last=False)
            oldest.transport.abort()

    def went(self, connection: _Guarded) -> None:
        """Take in that it has said who it is, or is gone."""
        self._all.pop(id(connection), None)

    def cut_off(self) -> None:
        """Cut off all of them."""
        for connection in list(self._all.values()):
            connection.transport.abort()

    def __len__(self) -> int:
        return len(self._all)


@dataclass(slots=True)
class Allowance:
    """So much at once, and so much in the long run."""

    most: float
    per_second: float
    left: float = 0.0
    since: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.left = self.most

    def take(self) -> bool:
        """Return whether one more is within it."""
        now = time.monotonic()
        self.left = max(min(self.most, self.left + (now - self.since) * self.per_second) - 1.0, -1.0)
        self.since = now
        return self.left >= 0.0


@dataclass(slots=True)
class _Phone:
    """Somebody who has joined."""

    connection: ServerConnection
    name: str
    speaks: Allowance = field(default_factory=lambda: Allowance(BURST, PER_SECOND))


class VoteServer:
    """Serves a class: started on loopback, opened to the local network by the teacher's yes."""

    def __init__(self, given: Class, port: int = 0) -> None:
        self.given, self._wanted = given, port
        self.port = 0
        self._phones: dict[str, _Phone] = {}
        self._waiting = Waiting()
        self._alive: set[ServerConnection] = set()
        """Every connection whose socket is open, whichever listener it came by."""
        self._joins: OrderedDict[str, Allowance] = OrderedDict()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._told: asyncio.Event | None = None
        self._pages = {"/": phone_page(given.words), PAGE: notes_page(given.words)}
        self.private = PrivatePage(
            lambda digest: given.keep(teacher=digest), str(given.kept.get("teacher") or "") or None
        )
        """The teacher's own phone."""
        self.on_network = False

    def start(self) -> None:
        """Listen on this machine alone; raises OSError where the port is taken."""
        ready = threading.Event()
        failed: list[OSError] = []

        def run() -> None:
            try:
                asyncio.run(self._run(ready))
            except OSError as error:
                failed.append(error)
                ready.set()

        self._thread = threading.Thread(target=run, name="votes", daemon=True)
        self._thread.start()
        ready.wait()
        if failed:
            raise failed[0]
        self.given.changed = self._change

    def open_to_network(self) -> str:
        """Listen on the local network too, on the same port; returns the address to show."""
        self._call(self._listen(EVERYWHERE))
        self.on_network = True
        return self.address

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self.given.changed = lambda: None
        if self._loop is not None and self._thread is not None and self._thread.is_alive():
            self._call(self._close())
            self._thread.join(timeout=5.0)

    @property
    def address(self) -> str:
        """What people type."""
        return f"http://{own_address() if self.on_network else LOOPBACK}:{self.port}/"

    @property
    def connected(self) -> int:
        """How many phones are there just now."""
        return len(self._phones)

    def show_teacher(self, state: Row) -> None:
        """Show the teacher's phone what the notes say now."""
        if self._loop is not None:
            self.private.show(state, self._loop)

    def _call(self, what: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(what, self._loop).result(timeout=10.0)

    async def _run(self, ready: threading.Event) -> None:
        self._loop, self._told = asyncio.get_running_loop(), asyncio.Event()
        # A vote waits for the disk in a thread; as many as wait together are written together.
        self._loop.set_default_executor(ThreadPoolExecutor(TOGETHER_AT_MOST, "vote"))
        self._ended = asyncio.Event()
        await self._listen(LOOPBACK)
        ready.set()
        teller = asyncio.create_task(self._tell_all())
        await self._ended.wait()
        teller.cancel()

    async def _listen(self, host: str) -> None:
        if self._server is not None:
            self._server.close(close_connections=False)
            self._wanted = self.port
        kind = type("Guarded", (_Guarded,), {"waiting": self._waiting, "alive": self._alive})
        self._server = await serve(
            self._talk,
            host,
            self._wanted,
            process_request=self._page_or_channel,
            create_connection=kind,
            max_size=LARGEST_MESSAGE,
            max_queue=4,
            write_limit=65536,
            open_timeout=SAYS_WITHIN,
            ping_interval=15.0,
            ping_timeout=15.0,
            close_timeout=1.0,
            compression=None,
            server_header=None,
            reuse_address=True,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        """Say goodbye, and end only when the last socket is closed: a loop that is over closes none."""
        assert self._server is not None
        self._server.close()
        self._waiting.cut_off()
        # The listener of before the network leaves its connections open: they are among these too.
        leaving = [asyncio.create_task(connection.close(1001)) for connection in self._alive]
        leaving.append(asyncio.create_task(self._server.wait_closed()))
        await asyncio.wait(leaving, timeout=GOODBYE)
        while self._alive:
            for connection in self._alive:
                connection.transport.abort()
            await asyncio.wait([asyncio.create_task(one.wait_closed()) for one in self._alive])
        self._ended.set()

    # Pages

    def _page_or_channel(self, connection: ServerConnection, request: Request) -> Response | None:
        """Serve each page at its address, the channels at others for pages of ours, and nothing else."""
        if request.path in self._pages:
            return _answer(HTTPStatus.OK, self._pages[request.path], "text/html; charset=utf-8")
        if request.path not in ("/votes", CHANNEL):
            return _answer(HTTPStatus.NOT_FOUND, b"Nothing here.\n")
        origin, host = request.headers.get("Origin"), request.headers.get("Host", "")
        if origin != f"http://{host}":
            return _answer(HTTPStatus.FORBIDDEN, b"Not from another page.\n")
        return None

    # The channel

    async def _talk(self, connection: ServerConnection) -> None:
        if connection.request is not None and connection.request.path == CHANNEL:
            await self.private.talk(connection, lambda: self._waiting.went(connection))  # type: ignore[arg-type]
            return
        phone: _Phone | None = None
        try:
            phone = await self._greeted(connection)
            if phone is None:
                return
            async for message in connection:
                if not phone.speaks.take():
                    await connection.close(1008, "too fast")
                    return
                await self._heard(phone, message)
        except ConnectionClosed:
            pass
        finally:
            if phone is not None and self._phones.get(phone.name) is phone:
                del self._phones[phone.name]

    async def _greeted(self, connection: ServerConnection) -> _Phone | None:
        """Return who it is: a secret that is known, or the code of today."""
        deadline = time.monotonic() + SAYS_WITHIN
        wrong = 0
        while wrong < WRONG_CODES:
            # Who types a code takes longer than who only has to say hello.
            patience = deadline - time.monotonic() if wrong == 0 else 60.0
            try:
                said = _read(await asyncio.wait_for(connection.recv(), max(patience, 0.0)))
            except TimeoutError:
                return None
            found = await self._who(said, connection)
            if found is None:
                wrong += 1
                await _send(connection, {"t": "no", "why": "code" if "code" in said else "secret"})
                continue
            name, secret = found
            if name in self.given.removed:
                await _send(connection, OUT)
                return None
            self._waiting.went(connection)  # type: ignore[arg-type]
            if len(self._phones) >= MOST_JOINED:
                return None
            before = self._phones.get(name)
            phone = self._phones[name] = _Phone(connection, name)
            if before is not None:
                await before.connection.close(1000, "came back elsewhere")
            await _send(connection, self._you(name, secret))
            await _send(connection, self.given.for_phone(name))
            return phone
        return None

    def _may_join(self, connection: ServerConnection) -> bool:
        """Return whether one more person may come from this machine: nobody fills the room alone."""
        machine = str(connection.remote_address[0])
        own = self._joins.setdefault(machine, Allowance(JOINS, JOINS_PER_SECOND))
        self._joins.move_to_end(machine)
        while len(self._joins) > MOST_MACHINES:
            self._joins.popitem(last=False)
        return own.take()

    async def _who(self, said: Row, connection: ServerConnection) -> tuple[str, str] | None:
        secret, code = said.get("secret"), said.get("code")
        if isinstance(secret, str) and (name := self.given.known(secret)) is not None:
            return name, secret
        right = isinstance(code, str) and code.strip().upper() == self.given.code
        if right and self._may_join(connection):
            return await asyncio.to_thread(self.given.join, read_word(said.get("word")))
        return None

    def _you(self, name: str, secret: str) -> Row:
        """Return what a phone is told of its own person."""
        given = self.given
        nick, card, word = given.nick(name), given.card(name), given.keepsake(name)
        return {"t": "you", "secret": secret, "nick": nick, "card": card, "word": word}

    async def _heard(self, phone: _Phone, message: str | bytes) -> None:
        said = _read(message)
        if said.get("t") == "word":
            change = self.given.keep_word if said.get("keep") is True else self.given.forget_word
            await asyncio.to_thread(change, phone.name)
            await _send(phone.connection, {"t": "word", "word": self.given.keepsake(phone.name)})
            return
        if said.get("t") != "vote":
            await _send(phone.connection, {"t": "receipt", "accepted": False, "why": "answer"})
            return
        receipt = await asyncio.to_thread(self.given.cast, phone.name, said)
        await _send(phone.connection, {"t": "receipt", "accepted": receipt.accepted, "why": receipt.why_not})
        document = self.given.document
        if receipt.accepted or (document is not None and document["kind"] == "read"):
            await self._tell(phone)

    # Telling phones

    def _change(self) -> None:
        loop, told = self._loop, self._told
        if loop is not None and told is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(told.set)

    async def _tell_all(self) -> None:
        """Tell every phone where the lesson stands, whenever that changes."""
        assert self._told is not None
        before = None
        while True:
            await self._told.wait()
            self._told.clear()
            for name in self.given.removed.keys() & self._phones.keys():
                phone = self._phones.pop(name)
                await _send(phone.connection, OUT)
                await phone.connection.close(1000, "removed")
            step = (self.given.at, self.given.open)
            if step != before:
                before = step
                await asyncio.gather(*(self._tell(phone) for phone in list(self._phones.values())))
            await asyncio.sleep(TOGETHER)

    async def _tell(self, phone: _Phone) -> None:
        state = await asyncio.to_thread(self.given.for_phone, phone.name)
        await _send(phone.connection, state)


def _read(message: str | bytes) -> Row:
    """Return a message's object; an empty one for anything else."""
    try:
        said = json.loads(message) if isinstance(message, str) else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


async def _send(connection: ServerConnection, said: Row) -> None:
    with contextlib.suppress(ConnectionClosed):
        await connection.send(json.dumps(said, separators=(",", ":")))


def _answer(status: HTTPStatus, body: bytes, kind: str = "text/plain; charset=utf-8") -> Response:
    headers = Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; "
            "style-src 'unsafe-inline'; img-src data:; connect-src 'self' ws:; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Connection": "close",
        }
    )
    return Response(status.value, status.phrase, headers, body)


def own_address() -> str:
    """Find the machine's address on the local network, or loopback where it has none; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK
