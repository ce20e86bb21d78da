"""The grammar of sentences: every fault names file, key and what was expected; nothing is ignored."""

import tomllib
from typing import Any

import pytest

from game.scenario.errors import LevelError
from game.scenario.links import EVENTS, KNOWS, LinkConditions
from game.scenario.load import parse_level

GOOD = """
format = 1
title = "A scene"
teaches = "One thing."
chapter = "weight"
coaching_point = "too soft, too hard"
pitch = { length = 40.0, width = 26.0 }
player = [
    { id = "P", team = "red", at = [0.0, 0.0], control = "human1" },
    { id = "A", team = "red", at = [8.0, 0.0], returns = "first time", returns_to = "P" },
    { id = "K", team = "blue", at = [18.0, 0.0], keeper = true },
]
ball = { holder = "P" }
zone = [{ id = "box", at = [10.0, 0.0], circle = 2.0 }]
goal = [{ side = "blue", width = 5.0 }]
passer = [{ by = "A", plan = { technique = "push", target = "P" } }]
variant = [{ set = { "player.A.at" = [7.0, 1.0] } }, { set = { "player.A.at" = [7.0, -1.0] } }]
choice = [{ key = "pitch.surface", values = ["dry", "wet"] }]
sound = [{ pass = { technique = "push", target = "A" } }, { run = [4.0, 0.0], seconds = 2.0 }]
poor = [{ wait = 3.0 }]

[objective]
goes = 10
do = [{ event = "pass", to = "A", arrives = [4.0, 6.0] }]
grades = { done = 5, good = 7, masterly = { score = 9, with = { touches = 1 } } }
"""


def raw() -> dict[str, Any]:
    return tomllib.loads(GOOD)


def test_the_grammar_reads() -> None:
    level = parse_level(raw(), "file")
    assert (level.chapter, level.objective.kind) == ("weight", "sentence")
    assert [step.act for step in level.sound] == ["pass", "run"]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("objective.do.0.to", "X", "objective.do #1.to: expected a player's id, one of"),
        ("objective.do.0.event", "pas", "objective.do #1.event: expected pass, strike"),
        ("objective.do.0.arives", [1.0, 2.0], "objective.do #1.arives: expected one of the keys"),
        ("objective.do.0.seconds", 2.0, "objective.do #1.seconds: expected a condition of pass: to"),
        ("objective.do.0.arrives", [4.0], "objective.do #1.arrives: expected [least, most]"),
        ("objective.do.0.at", "boxx", "objective.do #1.at: expected the id of a [[zone]] (box), did you"),
        ("objective.do.0.through", [1, 2], "objective.do #1.through: expected the numbers of two different"),
        ("objective.do.0.since", "start", "objective.do #1.within: expected seconds, beside since"),
        ("objective.do.0.to", "called", "objective.do #1.to: expected an id (called needs objective.called"),
        ("objective.do", [], "objective.do: expected 1 to 9 tables"),
        ("objective.grades.done", 12, "objective.grades.done: expected at most 10"),
        ("objective.grades.good", 3, "objective.grades.good: expected at least 5"),
        ("objective.grades.masterly.with.seconds", 1.0, "objective.grades.masterly.with.seconds: expected a"),
        ("objective.bonus", [{"worth": 1}], "objective.score: expected points"),
        ("player.1.returns_to", "X", 'player "A".returns_to: expected a player\'s id'),
        ("player.0.keeper", True, 'player "P".keeper: expected a side that has a [[goal]]'),
        ("laws", {"play": "free"}, "laws.play: expected goals for both sides"),
        ("passer.0.by", "X", "passer #1.by: expected a player's id"),
        ("passer.0.plan.target", "X", "passer #1.plan.target: expected a player's id"),
        ("variant.0.set", {"title": "x"}, "variant #1.set: expected a key of player, ball"),
        ("variant.0.set", {"player.X.at": [0, 0]}, "variant #1.set: player.X.at: expected a player's id"),
        ("choice.0.values", ["dry", "ice"], "choice #1: pitch.surface: expected dry, wet"),
        ("zone.0.from", [0.0, 0.0], 'zone "box".from: expected from and to of a rectangle'),
        ("sound.0.wait", 1.0, "sound #1.wait: expected one of pass, fake"),
        ("sound.1.run", "X", "sound #2.run: expected a player's id"),
        ("chapter", "weigth", "chapter: expected one of first steps, push"),
        ("objective.do.0.each", "plan", "objective.do #1.each: expected foot or gate or mate, for pass"),
        ("objective.do.0.each", "gate", "objective.do #1.each: expected four cones in the level"),
        ("objective.do.0.each", "mate", "objective.do #1.each: expected two team-mates in the level"),
        ("objective.do.0.each", "feet", "objective.do #1.each: expected foot, gate, mate or plan"),
        ("objective.do.0.portion", 0, "objective.do #1.portion: expected a whole number from 1 to 1000"),
        ("objective.do", [{"event": "pass", "portion": 9}, {"event": "pass"}],
         "objective.do #1.portion: expected no portion before the last link"),
        ("objective.do", [{"event": "win", "each": "plan"}],
         "objective.do #1.each: expected [[passer]] rows of two kinds in the level"),
        ("objective.do.0.with", {}, "objective.do #1.with: expected one of the keys"),
        ("objective.grades.masterly.with.each", "plan", "objective.grades.masterly.with.each: expected foot"),
        ("objective.score", "seconds", "objective.score: expected a last link that lasts (carry, keep"),
        ("objective.score", "second", "objective.score: expected chains, longest, points or seconds"),
        ("passer.0.onside_by", 0.0, "passer #1.onside_by: expected metres above 0"),
        ("passer.0.kind", "", "passer #1.kind: expected a word"),
        ("player.1.follows_line", "X", 'player "A".follows_line: expected a player\'s id, one of'),
        ("player.1.follows_line", "A", 'player "A".follows_line: expected another player\'s id'),
        ("player.0.follows_line", "A", 'player "P".follows_line: expected no follows_line but for'),
        ("ball", {"served_by": "X"}, "ball.served_by: expected a player's id, one of P, A, K"),
        ("ball", {"served_by": "P"}, "ball.served_by: expected a player of the computer's"),
        ("ball", {"served_by": "K"}, "ball.served_by: expected a team-mate of the person"),
        ("ball", {"served_by": "A", "holder": "P"}, "ball.holder: expected served_by or holder, not both"),
        ("ball", {}, "ball.holder: expected holder or served_by (a player's id), or at"),
        ("laws", {"play": "free"}, 'player "A".returns: expected no returns where play is free'),
        ("laws", {"play": "free"}, "passer: expected no [[passer]] where play is free"),
    ],
)  # fmt: skip
def test_a_fault_names_the_key_and_what_was_expected(place: str, value: Any, said: str) -> None:
    level = raw()
    here: Any = level
    *way, last = place.split(".")
    for part in way:
        here = here[int(part)] if part.isdigit() else here[part]
    here[last] = value
    with pytest.raises(LevelError) as caught:
        parse_level(level, "file")
    assert any(fault.startswith(f"file: {said}") for fault in caught.value.faults), caught.value.faults


def test_every_condition_is_known_by_an_event() -> None:
    fields = {field.alias or name for name, field in LinkConditions.model_fields.items()}
    assert set(KNOWS) == set(EVENTS)
    assert fields == {name for names in KNOWS.values() for name in names}
