"""The teacher's page on a phone of their own: notes, votes as they come, every command. Not for the room.

It has an invitation of its own that opens once, and then a key that only that phone knows.
"""

import asyncio
import contextlib
import hashlib
import json
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from websockets.asyncio.server import ServerConnection, broadcast
from websockets.exceptions import ConnectionClosed

from game.classroom.session.results import Row

PAGE: Final = "/teacher"
CHANNEL: Final = "/notes"
DIGITS: Final = 6
MOST_WRONG: Final = 10
"""Wrong keys and invitations, after which the invitation that stands is void."""
SAYS_WITHIN: Final = 8.0
"""Seconds in which a connection has to show its key."""
MOST_ORDERS: Final = 20
"""Commands that may wait for the window's next picture."""
LONGEST_ORDER: Final = 80
BURST, PER_SECOND = 10.0, 5.0
"""Commands at once, and in the long run."""


@dataclass(slots=True)
class PrivatePage:
    """What the teacher's phone is shown, and what it asks for."""

    keep: Callable[[str], None]
    """Keeps the digest of the phone's key, so that it is known again after a restart."""
    digest: str | None = None
    """Of the key of the phone that is let in."""
    invitation: str | None = None
    _wrong: int = 0
    _shown: str = '{"t":"notes"}'
    _orders: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_ORDERS))
    _open: set[ServerConnection] = field(default_factory=set)

    @property
    def connected(self) -> bool:
        """Whether a phone of the teacher's is there just now."""
        return bool(self._open)

    def invite(self) -> str:
        """Return the digits that let one phone in, once."""
        self.invitation = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        self._wrong = 0
        return self.invitation

    def uninvite(self) -> None:
        """Nobody new is let in any more."""
        self.invitation = None

    def show(self, state: Row, loop: asyncio.AbstractEventLoop) -> None:
        """Show something else; may be called from any thread."""
        text = json.dumps({"t": "notes", **state}, separators=(",", ":"))
        if text != self._shown:
            self._shown = text
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._tell)

    def orders(self) -> list[str]:
        """Return the commands that were tapped since the last time."""
        found = []
        while self._orders:
            found.append(self._orders.popleft())
        return found

    def _tell(self) -> None:
        broadcast(self._open, self._shown)

    async def talk(self, connection: ServerConnection, admitted: Callable[[], None]) -> None:
        """Let the teacher's phone in, and take its commands."""
        try:
            said = _read(await asyncio.wait_for(connection.recv(), SAYS_WITHIN))
            key = self._let_in(said)
            if key is None:
                await connection.send(json.dumps({"t": "no"}))
                return
            admitted()
            await connection.send(json.dumps({"t": "you", "key": key}))
            await connection.send(self._shown)
            self._open.add(connection)
            await self._listen(connection)
        except (ConnectionClosed, TimeoutError):
            pass
        finally:
            self._open.discard(connection)

    async def _listen(self, connection: ServerConnection) -> None:
        left, since = BURST, time.monotonic()
        async for message in connection:
            now = time.monotonic()
            left, since = min(BURST, left + (now - since) * PER_SECOND) - 1.0, now
            if left < 0.0:
                await connection.close(1008, "too fast")
                return
            order = _read(message).get("do")
            if isinstance(order, str) and 0 < len(order) <= LONGEST_ORDER:
                self._orders.append(order)

    def _let_in(self, said: Row) -> str | None:
        """Return the key of a phone that may come in: its own, or a new one for the invitation."""
        key, digits = said.get("key"), said.get("invitation")
        if isinstance(key, str) and _same(_digest(key), self.digest):
            return key
        if isinstance(digits, str) and _same(digits, self.invitation):
            self.invitation = None
            fresh = secrets.token_urlsafe(18)
            self.digest = _digest(fresh)
            self.keep(self.digest)
            return fresh
        self._wrong += 1
        if self._wrong >= MOST_WRONG:
            self.invitation = None
        return None


def _same(said: str, known: str | None) -> bool:
    return known is not None and secrets.compare_digest(said.encode(), known.encode())


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _read(message: str | bytes) -> Row:
    try:
        said = json.loads(message) if isinstance(message, str) else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
