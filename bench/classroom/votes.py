"""Forty phones on one machine: from a tap to "received", every vote once, and what the window's frames take.

    python bench/classroom/votes.py [--voters 40] [--rounds 10]

The phones are a process of their own. The lesson's window is drawn sixty times a second all the while, each
round in turn without a server, with one at which nobody votes, and while everybody votes. Between the rounds
the server is ended, and every phone comes back as the same voter.
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
"""Seconds of each round without a server, and with one at which nobody votes."""
SETTLED = 1.0
"""Seconds after which a phone that has come back votes: coming back isn't what is measured."""


def question(number: int) -> dict[str, object]:
    return {
        "kind": "choose",
        "level": "dont-stare",
        "ask": f"Question {number}?",
        "opinion": True,
        "options": [{"say": "Yes"}, {"say": "No"}],
    }


class BenchPhone:
    """A phone that comes back as the same voter whenever its connection ends."""

    def __init__(self, port: int, code: str) -> None:
        self._host, self._says = f"127.0.0.1:{port}", {"code": code}
        self._socket: websockets.ClientConnection | None = None

    async def say(self, what: dict[str, object]) -> None:
        """Send something over the connection that there is."""
        assert self._socket is not None
        await self._socket.send(json.dumps(what))

    async def hear(self) -> dict[str, object]:
        """The next message, over a new connection where the old one has ended."""
        while True:
            try:
                if self._socket is None:
                    self._socket = await websockets.connect(
                        f"ws://{self._host}/votes",
                        origin=f"http://{self._host}",  # type: ignore[arg-type]
                    )
                    await self._socket.send(json.dumps(self._says))
                said = dict(json.loads(await self._socket.recv()))
            except (OSError, websockets.exceptions.WebSocketException):
                self._socket = None
                await asyncio.sleep(0.2)
                continue
            if said["t"] == "you":
                self._says = {"secret": str(said["secret"])}
            return said


async def phone(number: int, port: int, code: str, rounds: int, told: list[float]) -> None:
    own = BenchPhone(port, code)
    for part in range(1, rounds + 1):
        while True:
            said = await own.hear()
            if said["t"] == "state" and said["part"] == part and said["phase"] == "vote":
                break
        await asyncio.sleep(SETTLED + 0.02 * (number % 20))
        begun = time.perf_counter()
        await own.say({"t": "vote", "part": part, "round": 1, "answer": str(1 + number % 2), "seconds": 1.0})
        while (said := await own.hear())["t"] != "receipt":
            pass
        told.append(time.perf_counter() - begun)
        assert said["accepted"], said


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
        self.scene = LessonScene(self.context, lesson, given, server)  # type: ignore[arg-type]
        self.context.push(self.scene)

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
            window.frames(60.0, lambda: server.connected >= args.voters)
            without, calm, busy = [], [], []
            for part in range(1, args.rounds + 1):
                while given.steps[given.at + 1].part != part or given.step.phase is not StepPhase.QUESTION:
                    given.next()
                window.frames(0.3)
                calm += window.frames(CALM)
                server.stop()
                given.next()
                window.scene.server = None
                window.frames(0.3)
                without += window.frames(CALM)
                server = VoteServer(given, server.port)
                server.start()
                window.scene.server = server
                window.frames(30.0, lambda server=server: server.connected >= args.voters)
                busy += window.frames(30.0, lambda: given.voted() >= args.voters)
            told = json.loads(beside.communicate()[0])
        counted = sum(len(log.votes(k)) for k in range(1, args.rounds + 1))
        window.context.shut()
    print(f"{len(told)} votes of {args.voters} phones, {counted} in the log")
    for share in (0.5, 0.95, 0.99):
        print(f"{100 * share:.0f} of 100 received within {percent(told, share):.1f} ms")
    for name, taken in (("without a server", without), ("with one in calm", calm), ("while all vote", busy)):
        half, most = percent(taken, 0.5), percent(taken, 0.99)
        print(f"frames {name}: {len(taken)}, half within {half:.1f} ms, p99 {most:.1f} ms")


if __name__ == "__main__":
    main()
