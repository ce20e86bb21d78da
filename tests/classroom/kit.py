"""Lessons and votes for the tests: small, so that each answer is played a few times only."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.classroom.lesson.load import Lesson, parse_lesson
from game.classroom.lesson.values import Values
from game.classroom.session.headless import run_headless
from game.classroom.session.votes_file import read_votes

ROOT = Path(__file__).resolve().parent.parent.parent
VALUES = Values()
"""Measured once for all tests of a run."""

QUICK = {"technique": "push", "target": "A", "look_time": 0.1, "backswing": 0.22}
STARE = {"technique": "push", "target": "A", "look": "target", "look_time": 1.2}

CHOOSE: dict[str, Any] = {
    "kind": "choose",
    "level": "dont-stare",
    "ask": "How long do you look at A first?",
    "discuss": True,
    "n": 100,
    "seed": 0,
    "options": [{"say": "At once", "plan": QUICK}, {"say": "A long look", "plan": STARE}],
}
ESTIMATE = {"kind": "estimate", "level": "dont-stare", "ask": "How many?", "plan": STARE, "n": 100}
POINT = {"kind": "point", "level": "dont-stare", "ask": "Who decides it?", "right": ["D1"]}
PLACE = {"kind": "point", "level": "dont-stare", "ask": "Where?", "truth": [2.0, 1.0], "within": 1.0}
READ = {
    "kind": "read",
    "level": "dont-stare",
    "text": "Where will the ball go?",
    "stops": [-0.2, 0.0],
    "trials": 16,
    "targets": ["A", "B"],
}
TEXT = {"kind": "text", "text": "Watch D1's feet."}
WATCH = {"kind": "watch", "level": "dont-stare", "text": "Watch.", "plan": STARE, "n": 50}
PLAY = {"kind": "play", "level": "dont-stare", "text": "Two minutes each."}
WRITE = {"kind": "write", "level": "dont-stare", "ask": "Your own pass?", "tries": 2, "n": 50}


def raw(*parts: dict[str, Any], **keys: Any) -> dict[str, Any]:
    head = {"format": 1, "title": "Test", "about": "A test.", "minutes": 10, **keys}
    return {**head, "part": list(parts)}


def lesson(*parts: dict[str, Any], **keys: Any) -> Lesson:
    return parse_lesson(raw(*parts, **keys), Path("test.toml"))


def votes_file(path: Path, rows: Sequence[tuple[Any, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("part", "round", "voter", "answer", "seconds"), *rows])
    return path


def given(tmp_path: Path, of: Lesson, rows: Sequence[tuple[Any, ...]], name: str = "out") -> dict[str, Any]:
    """What the lesson's votes come to."""
    votes = read_votes(votes_file(tmp_path / f"{name}.csv", rows))
    return dict(run_headless(of, votes, tmp_path / f"{name}.sqlite", VALUES, lambda ballot, receipt: None))


def backheel(*args: str, **keys: Any) -> "subprocess.CompletedProcess[str]":
    """The program as a person runs it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ.copy(),
        timeout=120,
        check=False,
        **keys,
    )


def printed(*args: str) -> dict[str, Any]:
    done = backheel(*args)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))
