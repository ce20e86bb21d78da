"""One pass's sentences, each from something measured."""

from dataclasses import dataclass

import numpy as np

from game.analysis.card.text import describe
from game.analysis.explain.facts import Facts, OpponentInPass
from game.analysis.explain.movements import IN_THE_WAY
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.core.events import Kind
from game.core.maths import heading, wrap
from game.core.state import NOBODY
from game.scenario.phrases import Name, Phrase, names_of, phrase

LONG_LOOK = 0.6
"""Seconds of looking at the receiver from which it is a stare."""
EARLY = 0.05
"""Seconds before contact from which a first step counts as a head start."""
HEAVY = 8.0
"""m/s from which an arriving ball is hard to take."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that happened."""

    about: str
    """``aim``, ``look``, ``lunge``, ``belief``, ``cue``, ``start``, ``lane``, ``foot``, ``arrival`` or
    ``touch``."""
    said: Phrase
    number: Phrase
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
    """Return ``71 %``.

    >>> percent(0.713)
    '71 %'
    """
    return f"{100.0 * share:.0f} %"


def subject(played: Pass) -> Phrase | Name:
    """Return ``You`` for a person's own pass, and otherwise who it was."""
    return phrase("You") if played.person else names_of(played.moment.world.squad)[played.passer]


# What a defender reads, of a person's pass and of another's.
_CUES = {
    "eyes": (phrase("your eyes"), phrase("the eyes")),
    "hips and shoulders": (phrase("your hips and shoulders"), phrase("hips and shoulders")),
    "plant foot and swing": (phrase("your standing foot and swing"), phrase("standing foot and swing")),
    "the play around": (phrase("who was near and free"), phrase("who was near and free")),
    "habit": (phrase("what you had done before"), phrase("what was done before")),
}
# When something was, seen from the kick.
_BEFORE = (phrase("before you kicked"), phrase("before the kick"))
_AS = (phrase("as you kicked"), phrase("at the kick"))
_AFTER = (phrase("after you kicked"), phrase("after the kick"))


class Words:
    """One pass's sentences."""

    def __init__(self, played: Pass, facts: Facts) -> None:
        self.played, self.facts = played, facts
        squad = played.moment.world.squad
        self.names = names_of(squad)
        self.who = self.names[played.passer]
        self.person = played.person
        """Whether one speaks to whoever played it."""
        own = 0 if played.person else 1
        self.before, self.at, self.after = _BEFORE[own], _AS[own], _AFTER[own]
        self.cues = {cue: words[own] for cue, words in _CUES.items()}
        self.nobody = facts.receiver < 0 and not played.shot
        """Aimed where no team-mate was on the way."""
        self.meant = self.names[facts.receiver]
        """Who it was for; only where it was for anybody."""

    def headline(self) -> Phrase:
        """Return how it ended."""
        played, s = self.played, self.facts.flight
        if played.outcome is Outcome.TACKLED:
            return self._tackled()
        if played.shot:
            return self._shot()
        match played.outcome:
            case Outcome.COMPLETED | Outcome.COMPLETED_OTHER:
                return self._arrived()
            case Outcome.INTERCEPTED if played.by != NOBODY and played.met_a_leg:
                return phrase("{who} blocked it with a leg after {s:.1f} s.", who=self.names[played.by], s=s)
            case Outcome.INTERCEPTED if played.by != NOBODY:
                return phrase("Cut out by {who} after {s:.1f} s.", who=self.names[played.by], s=s)
            case Outcome.INTERCEPTED:
                return phrase("Cut out after {s:.1f} s.", s=s)
            case Outcome.MISCONTROLLED:
                touch = played.touch
                player = touch.player if touch is not None and touch.player >= 0 else self.facts.receiver
                if player >= 0:
                    return phrase("It reached {who}, but got away.", who=self.names[player])
                return phrase("It got away at the first touch.")
            case Outcome.OUT if self.nobody:
                return phrase("Out of play: nobody was there.")
            case Outcome.OUT:
                return phrase("Out of play: it was meant for {who}.", who=self.meant)
            case _ if self.nobody:
                return phrase("It went to nobody.")
            case _:
                return phrase("It never reached {who}.", who=self.meant)

    def _arrived(self) -> Phrase:
        played = self.played
        meant, touch = played.carried.receiver, played.touch
        taker = touch.player if touch is not None else meant
        if taker < 0:
            return phrase("A team-mate has it.")
        name = self.names[taker]
        if meant not in (-1, taker):
            return phrase("{who} has it; it was meant for {other}.", who=name, other=self.names[meant])
        return phrase("{who} has it after {s:.1f} s.", who=name, s=self.facts.flight)

    def _tackled(self) -> Phrase:
        by = self.played.by
        if by == NOBODY:
            return phrase("Lost in a tackle.")
        if self.person:
            return phrase("{who} took it off you.", who=self.names[by])
        return phrase("{who} took it off {other}.", who=self.names[by], other=self.who)

    def _shot(self) -> Phrase:
        played, s = self.played, self.facts.flight
        match played.outcome:
            case Outcome.COMPLETED:
                return phrase("A goal, after {s:.1f} s.", s=s)
            case Outcome.INTERCEPTED if played.by != NOBODY:
                hands = played.touch is not None and played.touch.kind in (Kind.CATCH, Kind.PARRY)
                who = self.names[played.by]
                if hands:
                    return phrase("Saved by {who} after {s:.1f} s.", who=who, s=s)
                return phrase("Blocked by {who} after {s:.1f} s.", who=who, s=s)
            case Outcome.OUT:
                return phrase("Past the goal.")
            case _:
                return phrase("It didn't go in.")

    def all(self) -> list[Sentence]:
        """Return everything there is to say, in the order in which it happened."""
        said = [*self._aim(), *self._look(), *self._lunges(), *self._foot(), *self._lane(), *self._arrival()]
        watchers = sorted(self.facts.watchers, key=self._matters, reverse=True)
        for rank, watcher in enumerate(watchers):
            said += self._watched(watcher, 1.0 if rank == 0 else 0.4)
        return sorted(said, key=lambda s: s.at)

    def _matters(self, watcher: OpponentInPass) -> float:
        won = 2.0 if watcher.player == self.played.by else 0.0
        sure = watcher.at_contact(watcher.belief)
        return won + (0.0 if sure != sure else sure) + max(-(watcher.left or 0.0), 0.0)

    def _aim(self) -> list[Sentence]:
        """Say of a pass that was pointed at no team-mate how far off the nearest of them was."""
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
        said = phrase("No team-mate was where {who} aimed.", who=self.who)
        if self.person:
            said = phrase("No team-mate was where you aimed.")
        name = self.names[mates[best]]
        number = phrase("{who} was nearest, {off:.0f}° off", who=name, off=float(np.degrees(off[best])))
        return [Sentence("aim", said, number, False, 0.0, weight=1.2)]

    def _look(self) -> list[Sentence]:
        facts, mate, who = self.facts, self.meant, self.who
        if facts.receiver < 0:
            return []
        s = facts.seconds_at_target
        number = phrase("{s:.2f} s of the last 2 s", s=s)
        if s >= 0.1:
            bad = s >= LONG_LOOK
            said = phrase("{who} looked at {mate} for {s:.1f} s.", who=who, mate=mate, s=s)
            if self.person:
                said = phrase("You looked at {mate} for {s:.1f} s.", mate=mate, s=s)
            return [Sentence("look", said, number, False if bad else None, -s, weight=0.9 if bad else 0.5)]
        squad = self.played.moment.world.squad
        if facts.look in squad.ids:
            on = self.names[squad.index(facts.look)]
            said = phrase("{who} looked at {other}, not at {mate}.", who=who, mate=mate, other=on)
            if self.person:
                said = phrase("You looked at {other}, not at {mate}.", mate=mate, other=on)
        elif self.person:
            said = phrase("You kept your eyes off {mate}.", mate=mate)
        else:
            said = phrase("{who} looked away from {mate}.", who=who, mate=mate)
        return [Sentence("look", said, number, True, -facts.looked_for, weight=0.8)]

    def _lunges(self) -> list[Sentence]:
        """Say who threw themselves at the ball and missed it: they are out of it for a moment."""
        said = []
        for lunge in self.played.lunges:
            at = self.played.seconds(lunge.step)
            words = phrase(
                "{who} lunged {s:.1f} s {before}, and missed.",
                who=self.names[lunge.player], s=-at, before=self.before,
            )  # fmt: skip
            number = phrase("{gap:.1f} m from the ball", gap=lunge.gap)
            said.append(Sentence("lunge", words, number, True, at, lunge.player, 0.95))
        return said

    def _watched(self, w: OpponentInPass, share: float) -> list[Sentence]:
        said = []
        sure = w.at_contact(w.belief)
        if sure == sure:
            said.append(self._belief(w, sure, share))
            cue = w.cue
            if cue is not None and sure >= 0.3:
                words = phrase(
                    "What told {who} most: {cue}.", who=self.names[w.player], cue=self.cues[cue[0]]
                )
                number = phrase(
                    "{part:.0f} of the {sure:.0f} % they were sure", part=100.0 * cue[1], sure=100.0 * sure
                )
                at = self._since(w) + 0.001
                said.append(Sentence("cue", words, number, None, at, w.player, 0.6 * share))
        said.append(self._start(w, share))
        return said

    @staticmethod
    def _since(w: OpponentInPass) -> float:
        """Return from when on they expected it, if from well before contact; else contact."""
        return w.knew if w.knew is not None and w.knew < -EARLY else 0.0

    def _belief(self, w: OpponentInPass, sure: float, share: float) -> Sentence:
        who, since, shot = self.names[w.player], self._since(w), self.played.shot
        words = self._expected(w, sure)
        number = phrase("{sure:.0f} % sure of a shot", sure=100.0 * sure)
        if not shot:
            number = phrase("{sure:.0f} % sure of a pass to {mate}", sure=100.0 * sure, mate=self.meant)
        if since < 0.0 and shot:
            words = phrase(
                "{who} expected the shot {s:.1f} s {before}.", who=who, s=-since, before=self.before
            )
        elif since < 0.0:
            words = phrase(
                "{who} expected the pass to {mate} {s:.1f} s {before}.",
                who=who, mate=self.meant, s=-since, before=self.before,
            )  # fmt: skip
        good = False if sure >= 0.5 else True if sure < 0.35 else None
        return Sentence("belief", words, number, good, since, w.player, 0.8 * share)

    def _expected(self, w: OpponentInPass, sure: float) -> Phrase:
        """Return what they expected as the foot met the ball, where it wasn't known before."""
        who = self.names[w.player]
        if sure >= 0.5:
            if self.played.shot:
                return phrase("{who} expected the shot only {at}.", who=who, at=self.at)
            return phrase(
                "{who} expected the pass to {mate} only {at}.", who=who, mate=self.meant, at=self.at
            )
        index = max(int((w.times <= 1e-9).sum()) - 1, 0)
        other = w.expects[index] if w.expects else NOBODY
        if other not in (NOBODY, self.facts.receiver) and sure < 0.35:
            return phrase("{who} expected a pass to {other}.", who=who, other=self.names[other])
        if self.played.shot:
            return phrase("{who} wasn't sure of a shot.", who=who)
        return phrase("{who} wasn't sure where it would go.", who=who)

    def _start(self, w: OpponentInPass, share: float) -> Sentence:
        who, at = self.names[w.player], w.left if w.left is not None else 0.0
        if w.away > 0.0:
            words = phrase("{who} was going the wrong way {at}.", who=who, at=self.at)
            number = phrase("{speed:.1f} m/s the wrong way", speed=w.away)
            return Sentence("start", words, number, True, 0.0, w.player, 0.85 * share)
        if w.gap <= IN_THE_WAY:
            number = phrase("{gap:.1f} m from its path", gap=w.gap)
            good = False if w.player == self.played.by else None
            words = phrase("{who} stood in the way.", who=who)
            if w.left is not None and w.left < 0.0:
                words = phrase("{who} got in the way {s:.1f} s {before}.", who=who, s=-at, before=self.before)
            return Sentence("start", words, number, good, at, w.player, 1.0 * share)
        if w.left is None:
            words = phrase("{who} never went for it.", who=who)
            return Sentence("start", words, phrase("not a step"), True, 0.0, w.player, 0.3 * share)
        if at <= -EARLY:
            words = phrase("{who} moved {s:.1f} s {before}.", who=who, s=-at, before=self.before)
            # Who leaves early has done harm where the ball was one for the others to win.
            good = None if self.nobody and w.player != self.played.by else False
            number = phrase("{s:.2f} s head start", s=-at)
            return Sentence("start", words, number, good, at, w.player, 1.0 * share)
        if at <= EARLY:
            words = phrase("{who} moved {at}.", who=who, at=self.at)
            return Sentence("start", words, phrase("no head start"), None, at, w.player, 0.7 * share)
        words = phrase("{who} moved {s:.1f} s {after}.", who=who, s=at, after=self.after)
        return Sentence("start", words, phrase("{s:.2f} s late", s=at), True, at, w.player, 0.7 * share)

    def _lane(self) -> list[Sentence]:
        lane, mate = self.facts.lane, self.meant
        if lane is None:
            return []
        margin, who = float(lane.margin[-1]), self.names[lane.by[-1]]
        if lane.closed is None:
            number = phrase("{s:.2f} s to spare", s=margin)
            opened = phrase("The way to {mate} was open.", mate=mate)
            return [Sentence("lane", opened, number, True, 0.0, lane.by[-1], 0.5)]
        number = phrase("{who} is there {s:.2f} s before the ball", who=who, s=-margin)
        if lane.closed <= float(lane.times[0]) + 1e-9:
            words = phrase("{who} could always reach a pass to {mate}.", who=who, mate=mate)
        else:
            words = phrase(
                "{who} closed the way to {mate} {s:.1f} s {before}.",
                who=who, mate=mate, s=-lane.closed, before=self.before,
            )  # fmt: skip
        return [Sentence("lane", words, number, False, lane.closed, lane.by[-1], 0.75)]

    def _foot(self) -> list[Sentence]:
        row = self.played.strike.row(self.played.row)
        card = describe(row)
        faulty = (
            any(line.good is False for line in card.lines[:2]) or row["speed_off"] < 0.88 * row["speed_asked"]
        )
        off = abs(row["direction_error"]) * 57.2958
        number = phrase("{speed:.1f} m/s, {off:.0f}° off", speed=row["speed_off"], off=off)
        # A clean contact is no merit of a pass that was the wrong one.
        good = False if faulty else True if self.played.arrived else None
        return [Sentence("foot", card.headline, number, good, 0.0, weight=1.1 if faulty else 0.3)]

    def _arrival(self) -> list[Sentence]:
        touch, flight = self.played.touch, self.facts.flight
        if touch is None or touch.player < 0:
            return []
        who, speed = self.names[touch.player], touch.speed
        squad = self.played.moment.world.squad
        ours = squad.team[touch.player] == squad.team[self.played.passer]
        number = phrase("{speed:.1f} m/s", speed=speed)
        if not ours:
            met = phrase("{who} met it at {speed:.1f} m/s.", who=who, speed=speed)
            return [Sentence("arrival", met, number, False, flight, touch.player, 0.4)]
        if touch.kind is Kind.CONTROL:
            words = phrase("It came at {speed:.1f} m/s, and {who} held it.", who=who, speed=speed)
            return [Sentence("touch", words, number, True, flight, weight=0.6)]
        words = phrase("It came at {speed:.1f} m/s, and {who} let it go.", who=who, speed=speed)
        if speed >= HEAVY:
            words = phrase("It came at {speed:.1f} m/s, too hard for {who} to hold.", who=who, speed=speed)
        return [Sentence("touch", words, number, False, flight, weight=1.0)]
