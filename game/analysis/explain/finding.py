"""What a pass is told as, in two to six words, and what to do about it, from its measured facts.

A first finding comes from what is known at once (:func:`game.analysis.explain.facts.at_once`). What was in
the defenders' heads comes later and only says *how* a pass was read, never that something else was the
matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from game.analysis.card.causes import SpreadCause, of_height, of_line
from game.analysis.card.text import FootFault, foot_fault
from game.analysis.explain.facts import Facts, OpponentInPass
from game.analysis.explain.movements import IN_THE_WAY, Lane
from game.analysis.explain.sentences import EARLY, HEAVY
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.core.events import Kind
from game.core.intents import Technique
from game.core.state import NOBODY
from game.scenario.phrases import SILENCE, Name, Phrase, names_of, phrase


class FindingKind(Enum):
    """What was the matter, or what was good."""

    CLEAN = auto()
    HEEL = auto()
    FOOLED = auto()
    BEATEN = auto()
    """It was played past somebody who had lunged for the ball in vain."""
    ARRIVED = auto()
    """It came to a team-mate, if not the one it was meant for, or not as it was asked for."""
    GOAL = auto()
    TACKLED = auto()
    NOBODY_THERE = auto()
    TOO_SOFT = auto()
    TOO_HARD = auto()
    NOT_HELD = auto()
    FOOT = auto()
    """The foot sent it elsewhere."""
    LANE = auto()
    """The way was never open."""
    LATE = auto()
    """The way closed before the kick."""
    READ = auto()
    """A defender was on the way before the kick."""
    OUTPLAYED = auto()
    """A good pass, and a better defender."""
    OUT = auto()
    SHOT = auto()
    """A shot that didn't go in."""


NOTABLE: Final = frozenset(
    {
        FindingKind.HEEL,
        FindingKind.FOOLED,
        FindingKind.TOO_SOFT,
        FindingKind.LANE,
        FindingKind.LATE,
        FindingKind.READ,
        FindingKind.OUTPLAYED,
    }
)
"""What is worth a whisper in a match, where it ended so."""
SOFT: Final = 0.90
"""Share of the weight that suits up to which a pass that was reached counts as soft."""
VERY_SOFT: Final = 0.80
"""Share of the weight that suits up to which a pass counts as very soft, though the lane looked open at
contact."""
HARD: Final = 1.25
"""Share of the weight that suits from which a pass that went out counts as hard."""
SURE: Final = 0.35
"""A defender's belief in the pass from which a cue told them something."""
TOLD: Final = 0.08
"""How much of that belief has to come from the cue."""
ELSEWHERE: Final = 0.65
"""Share of a fooled defender's belief in something else from which it is said (an even guess is no lie)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a pass is told as."""

    kind: FindingKind
    words: Phrase
    todo: Phrase = SILENCE
    good: bool | None = False
    who: int = NOBODY
    """The defender it is about."""

    def notable(self, played: Pass) -> bool:
        """Return whether it is worth a word in a match: a pass cut out, a defender fooled, a heel."""
        lost = played.outcome is Outcome.INTERCEPTED
        return self.kind in NOTABLE and (lost or self.good is True)


JUST_NOW: Final = 1.0
"""Seconds before contact within which a lunge in vain made the room for a pass."""
AGAIN: Final = phrase("Nothing wrong: play it again")


def find(played: Pass, facts: Facts) -> Finding:
    """Return the finding of a pass."""
    names = names_of(played.moment.world.squad)
    if played.outcome is Outcome.TACKLED:
        return _tackled(played, names)
    if played.shot:
        return _shot(played, names)
    if played.arrived:
        return _arrived(played, names)
    if facts.receiver == NOBODY:
        return Finding(FindingKind.NOBODY_THERE, phrase("Nobody was there"), phrase("Point at a team-mate"))
    return _lost(played, facts, names)


def _tackled(played: Pass, names: Sequence[Name]) -> Finding:
    todo = phrase("Pass sooner, or shield it")
    if played.by == NOBODY:
        return Finding(FindingKind.TACKLED, phrase("Tackled"), todo)
    return Finding(FindingKind.TACKLED, phrase("Tackled by {who}", who=names[played.by]), todo, who=played.by)


def _shot(played: Pass, names: Sequence[Name]) -> Finding:
    if played.outcome is Outcome.COMPLETED:
        return Finding(FindingKind.GOAL, phrase("Goal!"), good=True)
    if played.outcome is Outcome.INTERCEPTED and played.by != NOBODY:
        hands = played.touch is not None and played.touch.kind in (Kind.CATCH, Kind.PARRY)
        if hands:
            return Finding(
                FindingKind.SHOT, phrase("{who} saved it", who=names[played.by]), phrase("Aim at a corner")
            )
        return Finding(
            FindingKind.SHOT,
            phrase("{who} blocked it", who=names[played.by]),
            phrase("Step aside, then shoot"),
        )
    if played.outcome is Outcome.OUT:
        return Finding(FindingKind.SHOT, phrase("Past the goal"), phrase("Point at the goal, hold less"))
    return Finding(FindingKind.SHOT, phrase("It didn't go in"), AGAIN)


def fooled(played: Pass) -> list[int]:
    """Return the opponents whom an arrived pass went past through disguise, the nearest to its line first."""
    receiver, reading = played.carried.receiver, played.reading
    start, end = played.strike.point[played.row], played.end
    length = float(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)
    if receiver == NOBODY or not played.arrived or not reading.fooled(receiver, length):
        return []
    near = (reading.along < length + 1.0) & (reading.misled[:, receiver] >= ELSEWHERE)
    return [int(player) for player in reading.players[near]]


def _arrived(played: Pass, names: Sequence[Name]) -> Finding:
    lied_to = fooled(played)
    if len(lied_to) > 1:
        return Finding(FindingKind.FOOLED, phrase("Fooled two!"), good=True, who=lied_to[0])
    if lied_to:
        return Finding(
            FindingKind.FOOLED, phrase("Fooled {who}!", who=names[lied_to[0]]), good=True, who=lied_to[0]
        )
    meant, touch = played.carried.receiver, played.touch
    if touch is not None and meant not in (NOBODY, touch.player):
        return Finding(
            FindingKind.ARRIVED, phrase("{who} has it instead", who=names[touch.player]), good=None
        )
    if foot_fault(played.strike.row(played.row)) is not None:
        return Finding(FindingKind.ARRIVED, phrase("Not clean, but there"), good=True)
    beaten = [lunge for lunge in played.lunges if played.seconds(lunge.step) >= -JUST_NOW]
    if beaten:
        who = beaten[-1].player
        return Finding(FindingKind.BEATEN, phrase("Past {who}'s lunge", who=names[who]), good=True, who=who)
    if Technique(int(played.strike.technique[played.row])) is Technique.BACKHEEL:
        return Finding(FindingKind.HEEL, phrase("Clean heel"), good=True)
    return Finding(FindingKind.CLEAN, phrase("Clean"), good=True)


def _lost(played: Pass, facts: Facts, names: Sequence[Name]) -> Finding:
    """Return the finding of a pass to somebody that didn't get there."""
    lane, row = facts.lane, played.strike.row(played.row)
    fault, asked = foot_fault(row), float(row["speed_asked"])
    if played.outcome is Outcome.MISCONTROLLED:
        return _not_held(played, names)
    cut_out = played.outcome is Outcome.INTERCEPTED
    shut = lane is not None and lane.closed is not None and lane.closed <= float(lane.times[0]) + 1e-9
    hopeless = shut and lane is not None and lane.suited_margin < 0.0
    if cut_out and hopeless and lane is not None:
        return _shut(lane, played, names)
    open_at_contact = lane is None or float(lane.margin[-1]) > 0.0
    if fault is not None and (open_at_contact or not cut_out):
        return _foot(fault)
    if played.outcome is Outcome.SHORT:
        if played.touch is not None and played.touch.player == played.passer:
            return Finding(FindingKind.TOO_SOFT, phrase("Back to your own foot"), phrase("Hold longer"))
        return Finding(FindingKind.TOO_SOFT, phrase("Too soft"), phrase("Hold longer"))
    if not cut_out:
        if lane is not None and asked > HARD * lane.suits:
            return Finding(FindingKind.TOO_HARD, phrase("Too hard"), phrase("Shorter hold"))
        return Finding(FindingKind.OUT, phrase("Out of play"), phrase("To feet, or wait"))
    if lane is not None and _too_soft(lane, asked):
        return Finding(FindingKind.TOO_SOFT, phrase("Too soft"), phrase("Hold longer"), who=played.by)
    if shut and lane is not None:
        return _shut(lane, played, names)
    return _cut_out(played, facts, names)


def _too_soft(lane: Lane, asked: float) -> bool:
    """Return whether the suitable weight would have got past whoever reached this one."""
    closed = float(lane.margin[-1]) < 0.0
    return lane.suited_margin > 0.0 and asked < (SOFT if closed else VERY_SOFT) * lane.suits


def _shut(lane: Lane, played: Pass, names: Sequence[Name]) -> Finding:
    who = played.by if played.by != NOBODY else lane.by[-1]
    return Finding(
        FindingKind.LANE, phrase("{who} had that lane", who=names[who]), phrase("Another, or wait"), who=who
    )


def _not_held(played: Pass, names: Sequence[Name]) -> Finding:
    touch = played.touch
    if touch is not None and touch.speed >= HEAVY:
        return Finding(FindingKind.TOO_HARD, phrase("Too hard"), phrase("Shorter hold"))
    player = touch.player if touch is not None and touch.player >= 0 else played.carried.receiver
    return Finding(FindingKind.NOT_HELD, phrase("{who} let it go", who=names[player]), AGAIN)


_FOOT: Final = {
    SpreadCause.TOO_EARLY: (phrase("Ball wasn't there"), phrase("Wait for the ball")),
    SpreadCause.TOO_FAR_ON: (phrase("Ball wasn't there"), phrase("Wait for the ball")),
    SpreadCause.TOO_WIDE: (phrase("Ball wasn't there"), phrase("Wait for the ball")),
    SpreadCause.TOO_CLOSE: (phrase("Ball wasn't there"), phrase("Wait for the ball")),
    SpreadCause.PRESSURE: (phrase("Hurried, went wide"), phrase("One touch sooner")),
    SpreadCause.SHORT_BACKSWING: (phrase("Too soft"), phrase("Hold longer")),
    SpreadCause.FULL_SWING: (phrase("Too far for this foot"), phrase("A nearer one")),
    SpreadCause.OUT_OF_REACH: (phrase("That foot can't get there"), phrase("Turn your hips first")),
    SpreadCause.STRAIN: (phrase("Twisted, went wide"), phrase("Turn your hips first")),
    SpreadCause.RUNNING: (phrase("On the run, went wide"), phrase("Slow down first")),
    SpreadCause.LATE_FAKE: (phrase("Hips still turning"), phrase("Let the fake settle")),
    SpreadCause.MOVING_BALL: (phrase("First time, went wide"), phrase("Take a touch first")),
    SpreadCause.OTHER_FOOT: (phrase("Weaker foot, went wide"), phrase("Use your better foot")),
    SpreadCause.TOO_MUCH_POWER: (phrase("Hit too hard, went wide"), phrase("Shorter hold")),
    SpreadCause.CUT_SHORT: (phrase("Cut short, went wide"), phrase("Follow through")),
    SpreadCause.TIRED: (phrase("Tired, went wide"), phrase("Get your breath back")),
}


def _foot(fault: FootFault) -> Finding:
    """Return what the foot did wrong, and the way to do it better."""
    kind = FindingKind.TOO_SOFT if fault.cause is SpreadCause.SHORT_BACKSWING else FindingKind.FOOT
    words, todo = _FOOT.get(fault.cause, (SILENCE, AGAIN))
    if fault.what is of_height:
        words = phrase("Up in the air")
    elif not words:
        words = phrase("Went wide") if fault.what is of_line else phrase("Not hit clean")
    return Finding(kind, words, todo)


def _cut_out(played: Pass, facts: Facts, names: Sequence[Name]) -> Finding:
    """Return the finding of a pass of the right weight that somebody got: read, late or well defended."""
    lane = facts.lane
    found = [w for w in facts.watchers if w.player == played.by]
    watcher = found[0] if found else None
    who = played.by if played.by != NOBODY else lane.by[-1] if lane is not None else NOBODY
    if watcher is not None and _was_early(watcher):
        return _read(played, watcher, names)
    if lane is not None and lane.closed is not None:
        return Finding(FindingKind.LATE, phrase("A beat too late"), phrase("Play it earlier"), who=who)
    if who == NOBODY:
        return Finding(FindingKind.OUTPLAYED, phrase("Cut out"), AGAIN)
    words = phrase("Good pass, better {who}", who=names[who])
    return Finding(FindingKind.OUTPLAYED, words, AGAIN, good=None, who=who)


def _was_early(watcher: OpponentInPass) -> bool:
    """Return whether somebody was on the way before the kick, or stood in it by then."""
    return watcher.away <= 0.0 and (
        watcher.gap <= IN_THE_WAY or (watcher.left is not None and watcher.left <= -EARLY)
    )


def _read(played: Pass, watcher: OpponentInPass, names: Sequence[Name]) -> Finding:
    who, own = names[watcher.player], played.person
    sure = watcher.at_contact(watcher.belief)
    cue = watcher.cue if sure >= SURE else None
    words, todo = phrase("{who} read it", who=who), phrase("Show one, play the other")
    match cue[0] if cue is not None and cue[1] >= TOLD else "":
        case "eyes":
            words = phrase("{who} saw you look", who=who) if own else phrase("{who} saw the look", who=who)
            todo = phrase("Look away, or tap")
        case "hips and shoulders":
            words = phrase("Your hips told {who}", who=who) if own else phrase("Hips told {who}", who=who)
        case "plant foot and swing":
            words = (
                phrase("Your swing told {who}", who=who) if own else phrase("The swing told {who}", who=who)
            )
            todo = phrase("A shorter hold, or a fake")
        case "habit":
            words = (
                phrase("{who} knows your habit", who=who) if own else phrase("{who} knew the habit", who=who)
            )
            todo = phrase("Do something new")
        case "the play around":
            words = phrase("{who} guessed it", who=who)
            todo = phrase("Another one, or a fake")
    return Finding(FindingKind.READ, words, todo, who=watcher.player)
