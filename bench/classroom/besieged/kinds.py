"""Every kind of attack on the vote server, by name."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from bench.classroom.besieged.attacks import (
    Attack,
    absent,
    back_and_forth,
    crowding,
    flood,
    handshake,
    named,
    now,
    refused,
    silent,
    slowly,
    told,
    upgrade,
    vote,
    wrong,
)

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


def kinds() -> Iterator[tuple[str, list[Attack]]]:
    """Yield every kind of attack, and some of each."""
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
