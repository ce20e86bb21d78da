"""Lessons, and the votes of a class: files of the game's own mutated, and a short one run from odd votes."""

import tomllib
from functools import cache
from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.dice import Dice
from bench.fuzz.trial import ROOT, Trial

PUSH: Final = {"technique": "push", "target": "A"}
SHORT: Final[dict[str, Any]] = {
    "format": 1,
    "title": "A short one",
    "about": "Every kind of part that takes no time.",
    "minutes": 5,
    "part": [
        {"kind": "text", "text": "Watch the defender's first step."},
        {
            "kind": "choose",
            "level": "dont-stare",
            "ask": "Where to?",
            "n": 2,
            "seed": 0,
            "discuss": True,
            "options": [{"say": "To A", "plan": PUSH}, {"say": "To B", "plan": {**PUSH, "target": "B"}}],
        },
        {"kind": "estimate", "level": "dont-stare", "ask": "How many?", "n": 2, "plan": PUSH},
        {"kind": "point", "level": "dont-stare", "ask": "Who?", "right": ["D1"]},
        {"kind": "point", "level": "dont-stare", "ask": "Where?", "right": [2.0, 1.0], "within": 2.0},
    ],
}
VOTES: Final = """part,round,voter,answer,seconds
2,1,Ada,1,3.5
2,1,Bo,2,12
2,2,Ada,2,1
3,1,Ada,72,8
4,1,Bo,D1,3
5,1,Cem,2.5;1,4
"""


@cache
def ours() -> tuple[dict[str, Any], ...]:
    """The lessons that come with the game."""
    folder = ROOT / "levels" / "lessons"
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))]
    return tuple(tomllib.loads(text.replace('"moments/', f'"{folder}/moments/')) for text in texts)


def trial(at: Trial) -> None:
    """Check a lesson; or run the short one from votes."""
    dice = at.dice
    if dice.chance(0.6):
        file = at.write("lesson.toml", mutate.file(dice, dice.one((*ours(), SHORT)), mutate.toml))
        at.command("check", str(file))
        at.look_after()
        return
    odd = dice.chance(0.4)
    lesson = mutate.file(dice, SHORT, mutate.toml) if odd else mutate.encoded(mutate.toml(SHORT))
    votes = mutate.data(dice, voted(dice).encode("utf-8", "surrogatepass"))
    file = at.write("lesson.toml", lesson)
    argv = ["lesson", str(file), "--headless", "--votes", str(at.write("votes.csv", votes))]
    argv += ["--session", str(at.folder / "out.sqlite")] if dice.chance(0.95) else []
    at.command(*argv, *(["--json"] if dice.chance(0.6) else []), lines=40)
    at.look_after()


def voted(dice: Dice) -> str:
    """Votes as a spreadsheet may give them."""
    rows = [line.split(",") for line in VOTES.splitlines()]
    for _ in range(dice.one((0, 1, 2, 5))):
        row = dice.one(rows)
        number = mutate.toml({"x": dice.number()})[4:-1]
        row[dice.randrange(len(row))] = dice.one((dice.text(), number, "1", "", '"', "=1+1"))
    if dice.chance(0.1):
        rows += [rows[-1]] * dice.one((1, 2_000))
    return "\n".join(dice.one((",", ",", ",", ";", "\t")).join(row) for row in rows) + "\n"
