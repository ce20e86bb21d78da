"""Attacks on the vote server: each says whether the server held, and never waits for ever."""

import contextlib
import json
import socket
import time
from collections.abc import Callable
from typing import Final

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from bench.classroom.besieged.server import PATIENCE, Besieged, gone, hear

HONEST_WITHIN: Final = 2.0
"""Seconds in which an honest phone is served, whatever goes on."""


def refused(said: bytes) -> bool:
    """Return whether an answer of plain HTTP is no page."""
    return not said.startswith(b"HTTP/1.1 200")


Attack = tuple[str, Callable[[Besieged], bool]]


def handshake(b: Besieged, origin: str | None) -> bool:
    """Return whether a connection from another page is refused."""
    try:
        b.channel(origin).close()
    except (InvalidStatus, InvalidHandshake):
        return True
    return False


def told(b: Besieged, *messages: str | bytes) -> bool:
    """Return whether each message of a phone that has joined is refused, or ends the connection."""
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
    """Return a vote's message."""
    return json.dumps({"t": "vote", "part": 1, "round": 1, "answer": "1", "seconds": 1.0, **more})


def now(b: Besieged, **more: object) -> str:
    """Return a vote for the question that is open, with something else about it."""
    return vote(**{"part": b.ask()["part"], **more})


def slowly(b: Besieged, data: bytes, each: float = 0.3) -> bool:
    """Return whether the server hangs up on somebody who says one byte at a time."""
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
    """Return the beginning of a connection to the channel, by hand."""
    host = f"127.0.0.1:{b.port}"
    lines = ("GET /votes HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", "Upgrade: websocket")
    more = ("Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    return "\r\n".join((*lines, *more, "", "")).encode()


def silent(b: Besieged, many: int, data: bytes = b"") -> bool:
    """Return whether an honest phone is served at once while so many connections say nothing more."""
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
    """Return whether a phone that says the same hundreds of times is cut off."""
    one = b.phone()
    try:
        for _ in range(600):
            for message in messages:
                one.send(message)
    except ConnectionClosed:
        return True
    return gone(one)


def wrong(b: Besieged, *said: object) -> bool:
    """Return whether none of these opens the room, and the connection ends."""
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
    """Return whether a name that somebody brings along is never used."""
    one = b.channel()
    one.send(json.dumps({"code": b.code, **what}))
    you = hear(one, "you")
    one.close()
    return "<" not in json.dumps(you)


def back_and_forth(b: Besieged, times: int) -> bool:
    """Return whether somebody who comes back hundreds of times stays one voter."""
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
    """Return whether one machine that joins again and again can't fill the room."""
    before = b.ask()["joined"]
    for _ in range(200):
        one = b.channel()
        one.send(json.dumps({"code": b.code}))
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            one.recv(timeout=2.0)
        one.close()
    return bool(b.ask()["joined"] - before <= 60)


def absent(path: str, b: Besieged) -> bool:
    """Return whether there is nothing at a path."""
    return b.path(path).startswith(b"HTTP/1.1 404")


HONEST: list[str] = []


def honest(b: Besieged) -> bool:
    """Return whether a phone that is a voter is let in and its vote counted within two seconds."""
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
