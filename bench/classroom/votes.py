"""Forty phones on one machine: from a tap to "received", every vote once, and what the window's frames take.

    python bench/classroom/votes.py [--voters 40] [--rounds 10]

The phones are a process of their own. The lesson's window is drawn sixty times a second all the while: in
turn for a while in which nobody votes, and while everybody does.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import websockets

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pygame

from game.app.audio.mixer import Sounds
from game.app.input.devices import Devices, Frame
from game.app.main import one_frame
from game.app.scenes.lesson.lesson import LessonScene
from game.app.scenes.navigator import SceneNavigator
from game.app.shell.context import Context
from game.app.shell.settings import Settings
from game.app.shell.trace import Trace
from game.app.shell.window import Window
from game.classroom.lesson.load import parse_lesson
from game.classroom.lesson.values import Values
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.headless import open_or_create
from game.classroom.session.steps import StepPhase

FRAME = 1.0 / 60.0
CALM = 2.0
"""Seconds of each round in which nobody votes."""


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


async def phone(number: int, port: int, code: str, rounds: int, told: list[float]) -> None:
    host = f"127.0.0.1:{port}"
    async with websockets.connect(f"ws://{host}/votes", origin=f"http://{host}") as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"code": code}))
        for part in range(1, rounds + 1):
            await heard(socket, "state", part)
            await asyncio.sleep(0.02 * (number % 20))
            begun = time.perf_counter()
            vote = {"t": "vote", "part": part, "round": 1, "answer": str(1 + number % 2), "seconds": 1.0}
            await socket.send(json.dumps(vote))
            receipt = await heard(socket, "receipt")
            told.append(time.perf_counter() - begun)
            assert receipt["accepted"], receipt


async def phones(port: int, code: str, voters: int, rounds: int) -> list[float]:
    told: list[float] = []
    await asyncio.gather(*(phone(k, port, code, rounds, told) for k in range(voters)))
    return told


class TeacherWindow:
    """The lesson's window, and how long each of its frames took."""

    def __init__(self, given: Class, lesson: object, server: VoteServer) -> None:
        pygame.font.init()
        window = Window("bench", False)
        self.context = Context(window, Settings(), Devices(), Sounds(0.0), Trace(None), seed=5)
        self.context.nav = SceneNavigator(self.context)
        self.context.push(LessonScene(self.context, lesson, given, server))  # type: ignore[arg-type]

    def frames(self, seconds: float, until: object = None) -> list[float]:
        """Draw for some seconds, or until something is so; return each frame's seconds."""
        taken = []
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends and not (callable(until) and until()):
            begun = time.perf_counter()
            one_frame(self.context, Frame(), FRAME)
            taken.append(time.perf_counter() - begun)
            time.sleep(max(FRAME - taken[-1], 0.0))
        return taken


def percent(values: list[float], share: float) -> float:
    """Milliseconds under which that share lies."""
    return 1000.0 * sorted(values)[int(share * (len(values) - 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--voters", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--phones", nargs=2, metavar=("PORT", "CODE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.phones:
        port, code = int(args.phones[0]), args.phones[1]
        print(json.dumps(asyncio.run(phones(port, code, args.voters, args.rounds))))
        return
    raw = {"format": 1, "title": "Bench", "about": "Votes.", "minutes": 5}
    parts = [question(k) for k in range(1, args.rounds + 1)]
    with tempfile.TemporaryDirectory() as folder:
        values = Values()
        whole = parse_lesson({**raw, "part": parts}, Path("bench.toml"))
        log = open_or_create(Path(folder) / "bench.sqlite", whole, values, "phones", "en")
        given = Class(log, values)
        given.records = False
        server = VoteServer(given)
        server.start()
        window = TeacherWindow(given, whole, server)
        window.frames(1.0)
        command = [sys.executable, __file__, "--phones", str(server.port), given.code]
        command += ["--voters", str(args.voters), "--rounds", str(args.rounds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as beside:
            window.frames(60.0, lambda: given.joined >= args.voters)
            calm, busy = [], []
            for part in range(1, args.rounds + 1):
                calm += window.frames(CALM)
                while given.step.part != part or given.step.phase is not StepPhase.VOTE:
                    given.next()
                window.frames(0.1)
                busy += window.frames(30.0, lambda: given.voted() >= args.voters)
            told = json.loads(beside.communicate()[0])
        counted = sum(len(log.votes(k)) for k in range(1, args.rounds + 1))
        window.context.shut()
    print(f"{len(told)} votes of {args.voters} phones, {counted} in the log")
    for share in (0.5, 0.95, 0.99):
        print(f"{100 * share:.0f} of 100 received within {percent(told, share):.1f} ms")
    print(f"frames: p99 {percent(calm, 0.99):.1f} ms in calm, {percent(busy, 0.99):.1f} ms while all vote")


if __name__ == "__main__":
    main()
