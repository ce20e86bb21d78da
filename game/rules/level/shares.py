"""What counts is shared out among feet, gates, team-mates or kinds of pass, and added up over many plays."""

from collections.abc import Mapping

from game.core.intents import Technique
from game.core.rng import Seeds
from game.core.state import NOBODY
from game.mind.plan.partners import Partners
from game.rules.level.conditions import Judge, gate_of, gates_of
from game.rules.level.happenings import Happening
from game.rules.level.objective_base import TECHNIQUES, Count
from game.scenario.links import SentenceTable
from game.scenario.phrases import Phrase, phrase
from game.scenario.schema import Level

ALL = "all"
"""Name of the one kind where nothing is told apart."""
FOOT_WORDS = {"right": phrase("right foot"), "left": phrase("left foot")}
FOOT_IN_ALL = {"right": phrase("right foot in all"), "left": phrase("left foot in all")}
MOST_LINES = 3
"""Kinds up to which each has a line of its own on the screen."""


class Shares:
    """The kinds that a level's last link tells apart, and what its longer count has so far."""

    def __init__(self, level: Level, table: SentenceTable, judge: Judge) -> None:
        self.level, self.judge = level, judge
        self.link = table.links[-1]
        self.kept: Mapping[str, int] = {}
        """What the person has of the longer count from earlier plays, by kind."""
        self.done: dict[str, int] = dict.fromkeys(self.kinds(self.link.each), 0)
        """What came off in this play, by kind."""

    def kinds(self, each: str | None) -> tuple[str, ...]:
        """Return every kind that ``each`` tells apart."""
        level = self.level
        if each == "foot":
            return ("right", "left")
        if each == "gate":
            return tuple(str(number + 1) for number in range(len(gates_of(level))))
        if each == "mate":
            people = self.judge.people
            teams = self.judge.teams
            side = int(teams[people[0]]) if people else 0
            return tuple(
                p.id for n, p in enumerate(level.players) if int(teams[n]) == side and n not in people
            )
        if each == "plan":
            return tuple(dict.fromkeys(row.kind_of_pass for row in level.passers))
        return (ALL,)

    def kind_of(self, each: str | None, h: Happening, luck: Seeds, partners: Partners | None) -> str:
        """Return of what kind something is that counts; "" where that can't be told."""
        strike = h.strike
        if each is None:
            return ALL
        if each == "plan":
            return _drawn(h, luck, partners)
        if strike is None:
            return ""
        if each == "foot":
            return "right" if strike.foot > 0 else "left"
        if each == "gate":
            gate = gate_of(self.level, strike.path)
            return str(gate + 1) if gate != NOBODY else ""
        return self.judge.name(h.to)

    def came_off(self, kind: str) -> bool:
        """Count one; returns whether the longer count is full with it."""
        before = self.full
        if kind in self.done:
            self.done[kind] += 1
        return self.full > before

    @property
    def full(self) -> int:
        """Times that the longer count has been filled, with every kind."""
        portion = self.link.portion
        if portion is None:
            return 0
        return min(self._total(kind) // portion for kind in self.done)

    def _total(self, kind: str) -> int:
        return self.kept.get(kind, 0) + self.done[kind]

    def lines(self, least: int) -> tuple[Count, ...]:
        """Return a line of the HUD for each kind: what came off, of what a grade asks for."""
        if self.link.each is None or len(self.done) > MOST_LINES:
            return ()
        return tuple(Count(self._label(kind), n, max(least, 1)) for kind, n in self.done.items())

    def long_lines(self) -> tuple[Count, ...]:
        """Return the bars of the longer count; a full one begins again."""
        portion = self.link.portion
        if portion is None:
            return ()
        begun = self.full * portion
        rows = []
        for kind in self.done:
            label = (
                phrase("in all")
                if kind == ALL
                else FOOT_IN_ALL.get(kind, phrase("{what}, in all", what=kind))
            )
            rows.append(Count(label, min(self._total(kind) - begun, portion), portion))
        return tuple(rows)

    def _label(self, kind: str) -> Phrase:
        if self.link.each == "gate":
            return phrase("gate {n}", n=kind)
        if self.link.each == "plan" and kind in TECHNIQUES:
            return TECHNIQUES[kind]
        return FOOT_WORDS.get(kind, phrase("{what}", what=kind))


def _drawn(h: Happening, luck: Seeds, partners: Partners | None) -> str:
    """Return the kind of pass that was drawn for the passer of this go."""
    if partners is None or not partners.kinds:
        return Technique(h.strike.technique).name.lower() if h.strike is not None else ""
    struck = h.strike.player if h.strike is not None else NOBODY
    passer = struck if struck in partners.kinds else min(partners.kinds)
    return partners.kinds[passer][int(partners.drawn(luck, passer)[0])]
