"""Throw odd levels, plans, replays, settings, fixtures and command lines at the program; count what breaks.

``python bench/fuzz/run.py --kind levels --trials 10000 --seed 0``; every kind without ``--kind``. A failing
trial is printed with its number, and its files are kept; ``--only KIND:NUMBER`` plays it again.
"""

import argparse
import contextlib
import faulthandler
import importlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.fuzz.patience import Patience  # noqa: E402  found through the path above

KINDS: Final = ("levels", "plans", "lessons", "replays", "settings", "fixtures", "commands")
MEMORY: Final = 1_500_000_000
"""Bytes that the program may take on top of what it has when it begins."""
REAL_EVERY: Final = 200
"""One trial in so many runs its commands as real processes."""
KEPT: Final = Path(__file__).resolve().parent / "failures"

Failure = tuple[int, str]
"""A trial's number and what was wrong."""


@dataclass(slots=True)
class Count:
    """How the trials of a kind went."""

    kind: str
    trials: int = 0
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0


def one(kind: str, number: int, folder: Path, *, real: bool) -> list[str]:
    """Play one trial in an empty folder; what was wrong with it."""
    from bench.fuzz.short import make_short
    from bench.fuzz.trial import Trial

    make_short()
    at = Trial(kind, number, folder, real=real)
    try:
        importlib.import_module(f"bench.fuzz.{kind}").trial(at)
    except Exception:
        at.wrong(f"the fuzzer itself: {traceback.format_exc()}")
    if at.problems:
        words = "\n".join(" ".join(map(ascii, argv)) for argv in at.commands)
        (folder / "commands.txt").write_text(words + "\n\n" + ascii_lines(at.problems), encoding="utf-8")
    return at.problems


def ascii_lines(problems: list[str]) -> str:
    """Problems that can be printed on any terminal."""
    return "\n".join(problem.encode("ascii", "backslashreplace").decode() for problem in problems)


def prepare() -> None:
    """No real window and no sound in this process, and warnings are errors."""
    os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", PYGAME_HIDE_SUPPORT_PROMPT="1")
    for name in ("BACKHEEL_SEED", "BACKHEEL_TRACE", "BACKHEEL_PACE"):
        os.environ.pop(name, None)
    warnings.simplefilter("error")


def worker(pipe: Connection, kind: str, folder: Path, kept: Path, real_every: int) -> None:
    """Play the trials whose numbers come through the pipe."""
    prepare()
    importlib.import_module(f"bench.fuzz.{kind}")
    import game.app.main  # noqa: F401  before memory is limited

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    with (folder / "stack.txt").open("w") as stack, contextlib.suppress(EOFError):
        faulthandler.enable(stack)
        while True:
            number = pipe.recv()
            at = folder / f"{kind}-{number}"
            problems = one(kind, number, at, real=is_real(number, real_every))
            if problems:
                shutil.copytree(at, kept / at.name, dirs_exist_ok=True, symlinks=True, ignore=_no_pipes)
            shutil.rmtree(at, ignore_errors=True)
            pipe.send(problems)


def is_real(number: int, real_every: int) -> bool:
    """Whether a trial's commands run as real processes."""
    return bool(real_every) and number % real_every == real_every - 1


def _no_pipes(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_fifo()]


class Hand:
    """A worker process, started again whenever a trial takes it down."""

    def __init__(self, kind: str, kept: Path, real_every: int) -> None:
        self.arguments = (kind, kept, real_every)
        self._process: Any = None

    def play(self, number: int) -> list[str]:
        """One trial; a worker that dies or hangs over it is a problem too."""
        kind, kept, real_every = self.arguments
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory(prefix="backheel-fuzz-")
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            folder = Path(self._folder.name)
            self._process = context.Process(target=worker, args=(theirs, kind, folder, kept, real_every))
            self._process.start()
            theirs.close()
        self._pipe.send(number)
        why = "takes the process down"
        with contextlib.suppress(EOFError):
            why = self._waited() or why
            if self._pipe.poll():
                return list(self._pipe.recv())
            os.kill(self._process.pid, signal.SIGABRT)  # it says where it is before it dies
        self._process.join()
        stack = Path(self._folder.name) / "stack.txt"
        said = stack.read_text() if stack.exists() else ""
        at = Path(self._folder.name) / f"{kind}-{number}"
        if at.exists():
            shutil.copytree(at, kept / at.name, dirs_exist_ok=True, symlinks=True, ignore=_no_pipes)
        code = self._process.exitcode
        self.close()
        return [f"{why} (exit code {code}):\n{said}"]

    def _waited(self) -> str:
        """Until the worker answers: empty; or why it never will."""
        patience = Patience(self._process.pid)
        while not self._pipe.poll(0.5):
            if why := patience.over():
                return why
        return ""

    def close(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._pipe.close()
            self._process.join()
            self._process = None
            self._folder.cleanup()


def play(
    kind: str, numbers: range, kept: Path, real_every: int, seconds: float
) -> Iterator[tuple[int, list[str]]]:
    """Trial after trial, each with what was wrong, until the time is up."""
    hand = Hand(kind, kept, real_every)
    end = time.monotonic() + seconds
    try:
        for number in numbers:
            if time.monotonic() > end:
                return
            yield number, hand.play(number)
    finally:
        hand.close()


def told(count: Count, show: int) -> str:
    """A line about a kind."""
    line = (
        f"{count.kind:<9} {count.trials:>6} trials {len(count.failures):>5} failures {count.seconds:8.1f} s"
    )
    return line if len(count.failures) <= show else f"{line}  (the first {show} shown)"


def run(
    kinds: list[str], numbers: range, kept: Path, real_every: int, show: int, seconds: float
) -> list[Count]:
    """Every kind, with a line for each failure and each kind."""
    counts = []
    for kind in kinds:
        count = Count(kind)
        begun = time.monotonic()
        kept.mkdir(parents=True, exist_ok=True)
        for number, problems in play(kind, numbers, kept, real_every, seconds):
            count.trials += 1
            if problems:
                count.failures.append((number, ascii_lines(problems)))
                if len(count.failures) <= show:
                    print(f"{kind}:{number}\n{ascii_lines(problems)}\n", flush=True)
        count.seconds = time.monotonic() - begun
        print(told(count, show), flush=True)
        counts.append(count)
    return counts


def main() -> int:
    """Read the command line; 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--kind", choices=KINDS, action="append", help="one kind, or several; all of them else"
    )
    parser.add_argument("--trials", type=int, default=1000, help="of each kind (1000)")
    parser.add_argument("--seed", type=int, default=0, help="the first trial's number (0)")
    parser.add_argument("--only", metavar="KIND:NUMBER", help="play one trial again and keep its files")
    parser.add_argument(
        "--kept", type=Path, default=KEPT, help="the folder for the files of trials that fail"
    )
    parser.add_argument(
        "--real-every", type=int, default=REAL_EVERY, help="one in so many in real processes (200)"
    )
    parser.add_argument("--show", type=int, default=20, help="failures printed of each kind (20)")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop a kind after so long")
    args = parser.parse_args()
    if args.only:
        kind, _, number = args.only.partition(":")
        prepare()
        folder = args.kept / f"{kind}-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        problems = one(kind, int(number), folder, real=is_real(int(number), args.real_every))
        print(ascii_lines(problems) or "nothing wrong")
        print(f"its files: {folder}")
        return 1 if problems else 0
    numbers = range(args.seed, args.seed + args.trials)
    counts = run(args.kind or list(KINDS), numbers, args.kept, args.real_every, args.show, args.seconds)
    return 1 if any(count.failures for count in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
