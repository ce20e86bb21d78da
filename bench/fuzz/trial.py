"""One trial: a folder with a home of its own, commands run in it, and what must never happen noted."""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.fuzz.dice import Dice
from bench.fuzz.patience import Patience

ROOT: Final = Path(__file__).resolve().parent.parent.parent
CODES: Final = (0, 1, 2)
BUSY: Final = 15.0
"""Seconds of processor time that a command may take."""
CODINGS: Final = ("utf-8",) * 8 + ("cp1252", "ascii")
"""How the standard streams write: Windows' consoles and bare servers aren't UTF-8."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int | None
    out: bytes
    err: bytes
    crash: str = ""


class Trial:
    """Runs commands and notes what is wrong with what they do."""

    def __init__(self, kind: str, number: int, folder: Path, *, real: bool = False) -> None:
        self.dice = Dice(kind, number)
        self.folder, self.real = folder, real
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        self.coding = self.dice.one(CODINGS)
        self.problems: list[str] = []
        self.commands: list[list[str]] = []
        self._theirs: dict[Path, bytes] = {}

    def write(self, name: str, data: bytes) -> Path:
        """A file of the person's: nothing may change it."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self._theirs[file] = data
        return file

    def wrong(self, words: str) -> None:
        """Note a problem."""
        self.problems.append(words)

    def command(self, *argv: str, lines: int = 1, **environment: str) -> Ran:
        """Run ``backheel ARGV``; at most ``lines`` lines may stand on stderr where nothing was done."""
        self.commands.append(list(argv))
        env = {"BACKHEEL_HOME": str(self.home), **environment}
        real = self.real and all(map(_can_be_given, argv))
        ran = (_in_a_process if real else _in_here)(argv, env, self.coding, self.folder)
        for problem in problems_of(argv, ran, lines, self.coding):
            self.wrong(f"{' '.join(map(ascii, argv))[:200]}: {problem}")
        return ran

    @contextlib.contextmanager
    def guarded(self, what: str) -> Iterator[None]:
        """Whatever is raised inside is a problem."""
        try:
            with _environment({"BACKHEEL_HOME": str(self.home)}):
                yield
        except Exception:
            self.wrong(f"{what}: {traceback.format_exc()}")

    def look_after(self, *may_change: str) -> None:
        """Whether every file of the person's is still there, as it was or put aside."""
        for file, data in self._theirs.items():
            if file.name in may_change:
                continue
            with contextlib.suppress(OSError):
                if file.read_bytes() == data:
                    continue
            if not any(_same(other, data) for other in file.parent.iterdir() if other != file):
                self.wrong(f"{file.name}: is lost or changed")


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.is_file() and file.read_bytes() == data
    except OSError:
        return False


def asks_json(argv: tuple[str, ...]) -> bool:
    """Whether a command line asks for JSON: what stands behind a lone ``--`` is a file's name.

    >>> asks_json(("check", "--json", "a.toml")), asks_json(("check", "--", "--json"))
    (True, False)
    """
    return "--json" in (argv[: argv.index("--")] if "--" in argv else argv)


def problems_of(argv: tuple[str, ...], ran: Ran, lines: int, coding: str) -> Iterator[str]:
    """What is wrong with how a command ended and what it printed."""
    if ran.crash:
        yield ran.crash
        return
    if ran.code not in CODES:
        yield f"exit code {ran.code}"
    for name, data in (("stdout", ran.out), ("stderr", ran.err)):
        plain = name == "stderr" or not asks_json(argv)
        try:
            words = data.decode(coding if plain else "utf-8")
        except UnicodeDecodeError as error:
            yield f"{name}: {error}"
            continue
        odd = sorted({c for c in words if c != "\n" and unicodedata.category(c) in _RAW})
        if odd and plain:
            yield f"{name}: raw {''.join(odd)!a} in {words[:300]!a}"
        elif not plain and words:
            yield from _json_problems(words)
    said = ran.err.decode("ascii", "backslashreplace")
    count = said.count("\n")
    if "Traceback (most recent call last)" in said:
        yield said
    elif ran.code == 2 and (not said or not said.startswith("backheel: ") or not said.endswith("\n")):
        yield f"exit code 2 without its line: {said[:300]!r}"
    elif count > lines:
        yield f"{count} lines on stderr: {said[:600]!r}"
    if ran.code in (0, 1) and not ran.out and asks_json(argv) and "--help" not in argv:
        yield "no JSON"


_RAW: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _json_problems(words: str) -> Iterator[str]:
    if words.startswith(("usage: ", "backheel ")):
        return

    def strange(name: str) -> float:
        raise ValueError(f"{name} is no JSON")

    try:
        found = json.loads(words, parse_constant=strange)
        json.dumps(found, ensure_ascii=False).encode()
        if not isinstance(found, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        yield f"stdout: {error} in {words[:300]!r}"


# Running


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _stream(coding: str) -> io.TextIOWrapper:
    """A stream on a file, as the shell's ``>`` gives it."""
    return io.TextIOWrapper(io.BufferedRandom(io.FileIO(os.memfd_create("stream"), "r+")), coding, newline="")


def _in_here(argv: tuple[str, ...], environment: dict[str, str], coding: str, folder: Path) -> Ran:
    from game.cli import main

    here = Path.cwd()
    kept = sys.stdout, sys.stderr
    out, err = _stream(coding), _stream(coding)
    code: Any = None
    crash = ""
    begun = time.process_time()
    try:
        sys.stdout, sys.stderr = out, err
        os.chdir(folder)
        with _environment(environment):
            code = main(list(argv))
    except SystemExit as leaving:
        code = leaving.code or 0
    except Exception:
        crash = traceback.format_exc()
    finally:
        sys.stdout, sys.stderr = kept
        os.chdir(here)
    spent = time.process_time() - begun
    if spent > BUSY and not crash:
        crash = f"busy for {spent:.1f} s"
    return Ran(code, _said(out), _said(err), crash)


def _said(stream: io.TextIOWrapper) -> bytes:
    with contextlib.suppress(ValueError, OSError):
        stream.flush()
    if stream.closed:
        return b""
    stream.buffer.seek(0)
    data = stream.buffer.read()
    stream.close()
    return data


def _can_be_given(word: str) -> bool:
    """Whether a process can be started with a word: no NUL, no half of a surrogate, not too long."""
    with contextlib.suppress(UnicodeEncodeError):
        return "\0" not in word and len(os.fsencode(word)) < 100_000
    return False


def _in_a_process(argv: tuple[str, ...], environment: dict[str, str], coding: str, folder: Path) -> Ran:
    env = {**os.environ, **environment, "PYTHONIOENCODING": coding, "PYTHONUTF8": "0"}
    words = [sys.executable, str(ROOT / "main.py"), *argv]
    out, err = _stream("utf-8"), _stream("utf-8")
    with subprocess.Popen(
        words, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=out.fileno(), stderr=err.fileno()
    ) as process:
        patience = Patience(process.pid)
        crash = ""
        while process.poll() is None and not crash:
            crash = patience.over()
            time.sleep(0.05)
        process.kill()
    return Ran(process.returncode, _said(out), _said(err), crash)


def options_of(name: str) -> list[argparse.Action]:
    """The options and arguments of a subcommand, as its parser knows them."""
    from game.cli.parser import Parser
    from game.cli.program import COMMANDS

    parser = Parser(prog=name, description="")
    COMMANDS[name].load()[0](parser)
    return [action for action in parser._actions if "--help" not in action.option_strings]
