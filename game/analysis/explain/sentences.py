"""One pass's sentences, each from something measured."""

from dataclasses import dataclass

import numpy as np

from game.analysis.card.text import describe
from game.analysis.explain.facts import IN_THE_WAY, Facts, Watcher
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.core.events import Kind
from game.core.maths import heading, wrap
from game.core.state import NOBODY

LONG_LOOK = 0.6
"""Seconds of looking at a man from which it is a stare."""
EARLY = 0.05
"""Seconds before contact from which a first step counts as a head start."""
HEAVY = 8.0
"""m/s from which an arriving ball is hard to take."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that happened."""

    about: str
    """``aim``, ``look``, ``belief``, ``cue``, ``start``, ``lane``, ``foot``, ``arrival`` or ``touch``."""
    said: str
    number: str
    """The number behind it, with its unit."""
    good: bool | None
    """Whether it helped (True), harmed (False) or neither."""
    at: float
    """Seconds from contact, negative before it."""
    who: int = NOBODY
    """The defender it is about."""
    weight: float = 0.0
    """How much it mattered, for the order in which a short card takes them."""


def percent(share: float) -> str:
    """``71 %``."""
    return f"{100.0 * share:.0f} %"


def subject(played: Pass) -> str:
    """``You`` for a person's own pass, and otherwise who it was."""
    return "You" if played.person else played.moment.world.squad.names[played.passer]


class Words:
    """One pass's sentences."""

    def __init__(self, played: Pass, facts: Facts) -> None:
        self.played, self.facts = played, facts
        self.names = played.moment.world.squad.names
        self.you = subject(played)
        person = played.person
        self.your = "your" if person else "his"
        self.own = "you" if person else "he"
        shot = played.shot
        self.nobody = facts.receiver < 0 and not shot
        """Aimed where no team-mate was on his way."""
        self.meant = "the goal" if shot else "nobody" if self.nobody else self.names[facts.receiver]
        self.it = "the shot" if shot else f"it to {self.meant}"

    def headline(self) -> str:
        """How it ended."""
        played = self.played
        who = self.names[played.by] if played.by != NOBODY else "somebody"
        if played.shot:
            return self._shot(who)
        match played.outcome:
            case Outcome.COMPLETED | Outcome.COMPLETED_OTHER:
                taker = played.touch.player if played.touch is not None else played.carried.receiver
                name = self.names[taker] if taker >= 0 else "A team-mate"
                if played.carried.receiver not in (-1, taker):
                    return f"{name} has it; it was meant for {self.meant}."
                return f"{name} has it, {self.facts.flight:.1f} s after {self.your} foot met it."
            case Outcome.INTERCEPTED:
                return f"Cut out by {who}, {self.facts.flight:.1f} s after {self.your} foot met it."
            case Outcome.TACKLED:
                return f"{who} took it off {self.own if self.played.person else self.you}."
            case Outcome.MISCONTROLLED:
                touch = played.touch
                name = self.names[touch.player] if touch is not None and touch.player >= 0 else self.meant
                return f"It reached {name}, and got away from him."
            case Outcome.OUT:
                return f"Out of play, meant for {self.meant}."
            case _:
                return "It went to nobody." if self.nobody else f"It never reached {self.meant}."

    def _shot(self, who: str) -> str:
        played, when = self.played, f"{self.facts.flight:.1f} s after {self.your} foot met it"
        match played.outcome:
            case Outcome.COMPLETED:
                return f"A goal, {when}."
            case Outcome.INTERCEPTED:
                hands = played.touch is not None and played.touch.kind in (Kind.CATCH, Kind.PARRY)
                return f"{'Saved' if hands else 'Blocked'} by {who}, {when}."
            case Outcome.OUT:
                return "Past the goal."
            case Outcome.TACKLED:
                return f"{who} took it off {self.own if played.person else self.you}."
            case _:
                return "It didn't go in."

    def all(self) -> list[Sentence]:
        """Everything there is to say, in the order in which it happened."""
        said = [*self._aim(), *self._look(), *self._foot(), *self._lane(), *self._arrival()]
        watchers = sorted(self.facts.watchers, key=self._matters, reverse=True)
        for rank, watcher in enumerate(watchers):
            said += self._watched(watcher, 1.0 if rank == 0 else 0.4)
        return sorted(said, key=lambda s: s.at)

    def _matters(self, watcher: Watcher) -> float:
        won = 2.0 if watcher.player == self.played.by else 0.0
        sure = watcher.at_contact(watcher.belief)
        return won + (0.0 if sure != sure else sure) + max(-(watcher.left or 0.0), 0.0)

    def _aim(self) -> list[Sentence]:
        """A pass that was pointed at none of his own: how far off the nearest of them was."""
        squad = self.played.moment.world.squad
        mates = np.flatnonzero(squad.team == squad.team[self.played.passer])
        mates = mates[mates != self.played.passer]
        if not self.nobody or mates.size == 0:
            return []
        contact = int(np.searchsorted(self.facts.times, 0.0))
        gap = self.facts.pos[contact, mates] - self.facts.ball[contact]
        aim = float(self.played.strike.aim_angle[self.played.row])
        off = np.abs(wrap(heading(gap) - aim))
        best = int(np.argmin(off))
        said = f"{self.you} aimed at none of {'your' if self.played.person else 'his'} own."
        number = f"{self.names[mates[best]]}, the nearest, {np.degrees(off[best]):.0f}° aside"
        return [Sentence("aim", said, number, False, 0.0, weight=1.2)]

    def _look(self) -> list[Sentence]:
        facts = self.facts
        if facts.receiver < 0:
            return []
        time = facts.seconds_at_target
        number = f"{time:.2f} s of the last 2"
        if time >= 0.1:
            bad = time >= LONG_LOOK
            said = f"{self.you} looked at {self.meant} for {time:.1f} s."
            return [Sentence("look", said, number, False if bad else None, -time, weight=0.9 if bad else 0.5)]
        where = f"on {facts.look}" if facts.look not in ("away", "target") else "elsewhere"
        said = f"{self.you} kept {self.your} eyes off {self.meant}, they were {where}."
        return [Sentence("look", said, number, True, -facts.looked_for, weight=0.8)]

    def _watched(self, w: Watcher, share: float) -> list[Sentence]:
        name, said = self.names[w.player], []
        sure = w.at_contact(w.belief)
        foot = f"{self.your} foot met the ball"
        if sure == sure:
            at = 0.0
            if w.knew is not None and w.knew < -EARLY:
                words = f"{name} expected {self.it} from {-w.knew:.1f} s before {foot}."
                at = w.knew
            elif sure >= 0.5:
                words = f"{name} expected {self.it} only as {foot}."
            else:
                index = max(int((w.times <= 1e-9).sum()) - 1, 0)
                other = w.expects[index] if w.expects else NOBODY
                if other not in (NOBODY, self.facts.receiver) and sure < 0.35:
                    words = f"{name} expected it to {self.names[other]} when {foot}."
                else:
                    unsure = "if a shot would come" if self.played.shot else "where it would go"
                    words = f"{name} wasn't sure {unsure} when {foot}."
            good = False if sure >= 0.5 else True if sure < 0.35 else None
            said.append(
                Sentence(
                    "belief",
                    words,
                    f"{percent(sure)} {'a shot' if self.played.shot else self.meant} at contact",
                    good,
                    at,
                    w.player,
                    0.8 * share,
                )
            )
            cue = w.cue
            if cue is not None and sure >= 0.3:
                words = f"What told {name} most: {self._cue(cue[0])}."
                number = f"{percent(cue[1])} of {percent(sure)}"
                said.append(Sentence("cue", words, number, None, at + 0.001, w.player, 0.6 * share))
        said += self._start(w, name, foot, share)
        return said

    def _cue(self, cue: str) -> str:
        if cue == "the play around":
            return "who was near and free"
        if cue == "habit":
            return f"what {self.own} had done before"
        return f"{self.your} {cue}"

    def _start(self, w: Watcher, name: str, foot: str, share: float) -> list[Sentence]:
        if w.away > 0.0:
            words = f"{name} was going the wrong way when {foot}."
            return [Sentence("start", words, f"{w.away:.1f} m/s away", True, 0.0, w.player, 0.85 * share)]
        if w.gap <= IN_THE_WAY:
            number = f"{w.gap:.1f} m from its path"
            good = False if w.player == self.played.by else None
            since = f", he went there {-w.left:.1f} s before" if w.left is not None else ""
            words = f"{name} was in its way when {foot}{since}."
            at = w.left if w.left is not None else 0.0
            return [Sentence("start", words, number, good, at, w.player, 1.0 * share)]
        if w.left is None:
            return [
                Sentence("start", f"{name} never went for it.", "no step", True, 0.0, w.player, 0.3 * share)
            ]
        number = f"{w.left:+.2f} s"
        if w.left <= -EARLY:
            words = f"{name} left {-w.left:.1f} s before {foot}."
            # Who leaves early has done harm where the ball was one for the others to win.
            good = None if self.nobody and w.player != self.played.by else False
            return [Sentence("start", words, number, good, w.left, w.player, 1.0 * share)]
        if w.left <= EARLY:
            words = f"{name} left as {foot}."
            return [Sentence("start", words, number, None, w.left, w.player, 0.7 * share)]
        words = f"{name} left {w.left:.1f} s after {foot}."
        return [Sentence("start", words, number, True, w.left, w.player, 0.7 * share)]

    def _lane(self) -> list[Sentence]:
        lane = self.facts.lane
        if lane is None:
            return []
        margin, who = float(lane.margin[-1]), self.names[lane.by[-1]]
        number = f"{margin:+.2f} s at contact"
        if lane.closed is None:
            opened = f"The way to {self.meant} was open when {self.your} foot met the ball."
            return [Sentence("lane", opened, number, True, 0.0, lane.by[-1], 0.5)]
        if lane.closed <= float(lane.times[0]) + 1e-9:
            words = f"The way to {self.meant} was closed all along, {who} could reach it."
        else:
            words = f"The way to {self.meant} closed {-lane.closed:.1f} s before contact: {who}."
        return [Sentence("lane", words, number, False, lane.closed, lane.by[-1], 0.75)]

    def _foot(self) -> list[Sentence]:
        row = self.played.strike.row(self.played.row)
        card = describe(row)
        said = card.headline
        if not self.played.person:
            said = _of_him(said)
        faulty = (
            any(line.good is False for line in card.lines[:2]) or row["speed_off"] < 0.88 * row["speed_asked"]
        )
        number = f"{row['speed_off']:.1f} m/s, {abs(row['direction_error']) * 57.2958:.0f}° off"
        return [Sentence("foot", said, number, not faulty, 0.0, weight=1.1 if faulty else 0.3)]

    def _arrival(self) -> list[Sentence]:
        touch, flight = self.played.touch, self.facts.flight
        if touch is None or touch.player < 0:
            return []
        name = self.names[touch.player]
        squad = self.played.moment.world.squad
        ours = squad.team[touch.player] == squad.team[self.played.passer]
        number = f"{touch.speed:.1f} m/s"
        if not ours:
            return [
                Sentence("arrival", f"{name} met it at {number}.", number, False, flight, touch.player, 0.4)
            ]
        hard = " That is hard to take." if touch.speed >= HEAVY else ""
        if touch.kind is Kind.CONTROL:
            words = f"It arrived at {number}, and {name}'s first touch held it."
            return [Sentence("touch", words, number, True, flight, weight=0.6)]
        words = f"It arrived at {number}, and {name}'s first touch let it go.{hard}"
        return [Sentence("touch", words, number, False, flight, weight=1.0)]


def _of_him(said: str) -> str:
    """A card's sentence about somebody else."""
    for mine, his in (
        ("you were", "he was"), ("you scooped", "he scooped"), ("you stubbed", "he stubbed"),
        ("you hit", "he hit"), ("you cut", "he cut"), ("you swung", "he swung"),
        ("you followed", "he followed"), ("you twisted", "he twisted"), ("you took", "he took"),
        ("hurried you", "hurried him"), ("behind you", "behind him"), ("beside you", "beside him"),
        ("of yours", "of his"), ("your", "his"),
    ):  # fmt: skip
        said = said.replace(mine, his)
    return said
