"""Forty phones on one machine: how long from a tap to "received", and whether every vote counts once.

python bench/classroom/votes.py [--voters 40] [--rounds 10]
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.classroom.lesson.load import parse_lesson
from game.classroom.lesson.values import Values
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.headless import open_or_create
from game.classroom.session.steps import StepPhase


def question(number: int) -> dict[str, object]:
    return {
        "kind": "choose",
        "level": "dont-stare",
        "ask": f"Question {number}?",
        "opinion": True,
        "options": [{"say": "Yes"}, {"say": "No"}],
    }


async def heard(socket: websockets.ClientConnection, kind: str, part: int = 0) -> dict[str, object]:
    while True:
        said = json.loads(await socket.recv())
        if said["t"] == kind and (not part or (said["part"] == part and said["phase"] == "vote")):
            return dict(said)


async def phone(number: int, server: VoteServer, given: Class, rounds: int, told: list[float]) -> None:
    host = f"127.0.0.1:{server.port}"
    async with websockets.connect(f"ws://{host}/votes", origin=f"http://{host}") as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"code": given.code}))
        for part in range(1, rounds + 1):
            await heard(socket, "state", part)
            await asyncio.sleep(0.01 * (number % 20))
            begun = time.perf_counter()
            vote = {"t": "vote", "part": part, "round": 1, "answer": str(1 + number % 2), "seconds": 1.0}
            await socket.send(json.dumps(vote))
            receipt = await heard(socket, "receipt")
            told.append(time.perf_counter() - begun)
            assert receipt["accepted"], receipt


async def teacher(given: Class, voters: int, rounds: int) -> None:
    while given.joined < voters:
        await asyncio.sleep(0.05)
    for part in range(1, rounds + 1):
        while given.step.part != part or given.step.phase is not StepPhase.VOTE:
            given.next()
        while given.voted() < voters:
            await asyncio.sleep(0.02)


async def lesson(server: VoteServer, given: Class, voters: int, rounds: int) -> list[float]:
    told: list[float] = []
    phones = [phone(k, server, given, rounds, told) for k in range(voters)]
    await asyncio.gather(teacher(given, voters, rounds), *phones)
    return sorted(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--voters", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=10)
    args = parser.parse_args()
    raw = {"format": 1, "title": "Bench", "about": "Votes.", "minutes": 5}
    parts = [question(k) for k in range(1, args.rounds + 1)]
    with tempfile.TemporaryDirectory() as folder:
        values = Values()
        whole = parse_lesson({**raw, "part": parts}, Path("bench.toml"))
        log = open_or_create(Path(folder) / "bench.sqlite", whole, values, "phones", "en")
        given = Class(log, values)
        server = VoteServer(given)
        server.start()
        told = asyncio.run(lesson(server, given, args.voters, args.rounds))
        counted = sum(len(log.votes(k)) for k in range(1, args.rounds + 1))
        server.stop()
        log.close()
    print(f"{len(told)} votes of {args.voters} phones, {counted} in the log")
    for share in (0.5, 0.95, 0.99):
        print(f"{100 * share:.0f} of 100 within {1000 * told[int(share * (len(told) - 1))]:.1f} ms")


if __name__ == "__main__":
    main()
