"""Every kind of objective shares this: it listens to events and to nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.core.events import Events, Kind
from game.core.intents import Technique
from game.core.rng import Seeds
from game.core.state import World
from game.rules.common.event_stream import StreamEvent, event_stream
from game.scenario.objective_tables import PaceGradesTable
from game.scenario.phrases import SILENCE, Phrase, phrase, phrase_in
from game.scenario.schema import Level, PlayerTable

if TYPE_CHECKING:
    # `levels` lists results by these classes, and has no use for a mind.
    from game.mind.ai_team import AITeam

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the HUD, such as ``right foot 12 / 50``."""

    label: Phrase
    value: int
    goal: int | None = None
    """Number that ends the count, or None where nothing does."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The player's progress."""

    lines: tuple[Count, ...] = ()
    said: Phrase = SILENCE
    """What became of the last attempt (or of a swing that found no ball), in a coach's words."""
    good: bool | None = None
    """Whether the last attempt was what the level asks for; None before the first."""
    attempts: int = 0
    """Attempts that have ended."""
    done: bool = False
    won: bool = False
    score: int = 0
    goal: int | None = None
    """The score that wins, or None where nothing does."""
    seconds: float = 0.0
    """Seconds since the start; they stand still once it is done."""
    time_limit: float | None = None
    grade: str | None = None
    """``done``, ``good`` or ``masterly``, as far as it has been reached; None where there are no grades."""
    lost_by: str | None = None
    """``lost``, ``out``, ``time`` or ``offside`` of a level that is over and not won."""

    @property
    def outcome(self) -> str:
        """The outcome as ``won in 92.5 s``, ``12 of 100`` or ``12``; "" where there is nothing to win."""
        if self.goal is None and not self.score:
            return ""
        return outcome_words(self.won, self.score, self.goal, self.seconds)


def outcome_words(won: bool, score: int, goal: int | None, seconds: float) -> str:
    """Return ``won in 92.5 s``, ``12 of 100`` or ``12``.

    >>> outcome_words(True, 5, 5, 92.5), outcome_words(None, 12, 100, 3.0)
    ('won in 92.5 s', '12 of 100')
    """
    if won:
        return f"won in {seconds:.1f} s"
    return f"{score} of {goal}" if goal is not None else str(score)


class Objective:
    """Base of all kinds: who is meant, the clock, the count of attempts, the streak."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self.table: Any = level.objective
        self.passers = passers_of(level)
        """Players whose passes count."""
        self.marks: tuple[Spot, ...] = ()
        """Points to aim at, metres: the app draws them and helps a keyboard's aim toward them."""
        self.gates: tuple[tuple[Spot, Spot], ...] = ()
        """Gaps to pass through, from cone to cone."""
        self.score = 0
        self.attempts = 0
        self.streak = 0
        self.said = SILENCE
        self.good: bool | None = None
        self.seconds = 0.0
        self.done = False
        self.won = False

    @property
    def time_limit(self) -> float | None:
        """Seconds until it is lost, or None."""
        limit: float | None = self.table.time_limit
        return limit

    in_goes = False
    """Whether everybody goes back to their place after each try."""
    luck: Seeds | None = None
    """The first world's seed, ``(1,)``: it gives what is drawn for each go."""
    sets_up = True
    """Whether everybody goes back after each try against opponents."""

    def observe(self, world: World, events: Sequence[Events], ai_team: "AITeam | None" = None) -> None:
        """Take in what happened in the step that has just been made."""
        if self.done:
            return
        self.seconds = world.seconds
        for stream_event in event_stream(events):
            if stream_event.kind is Kind.MISS and stream_event.player in self.passers:
                self.said, self.good = phrase("you swung past the ball"), False
            self.observe_one(stream_event)
            if self.done:
                return
        if self.time_limit is not None and self.seconds >= self.time_limit:
            self.done = True

    def observe_one(self, stream_event: StreamEvent) -> None:
        """Take in one thing that happened."""

    def receivers(self) -> frozenset[int]:
        """Return who may receive the next pass, where that isn't anybody; empty where it is."""
        return frozenset()

    @property
    def called(self) -> str | None:
        """The id of the player who is called in this go, where somebody is."""
        return None

    @property
    def next_gate(self) -> tuple[Spot, Spot] | None:
        """The gap that has to be passed next, where there is one."""
        return self.gates[0] if self.gates else None

    def given(self, player: int, spot: Spot) -> None:
        """Take in that the ball was laid at a player's feet: whatever was under way is over."""

    @property
    def progress(self) -> Progress:
        """The player's progress."""
        return Progress(
            lines=self.tallies(),
            said=self.said,
            good=self.good,
            attempts=self.attempts,
            done=self.done,
            won=self.won,
            score=self.score,
            goal=self.goal(),
            seconds=self.seconds,
            time_limit=self.time_limit,
            grade=self.grade,
        )

    @property
    def grade(self) -> str | None:
        """``done`` once it is won; better in fewer tries or less time, where the level has such grades."""
        if not self.won:
            return None
        grades: PaceGradesTable | None = self.table.grades
        reached = "done"
        if grades is None:
            return reached
        for name, pace in (("good", grades.good), ("masterly", grades.masterly)):
            if pace.tries is not None and self.attempts > pace.tries:
                break
            if pace.seconds is not None and self.seconds > pace.seconds:
                break
            reached = name
        return reached

    def tallies(self) -> tuple[Count, ...]:
        """Return the lines of the HUD."""
        return ()

    def goal(self) -> int | None:
        """Return the score that wins, or None."""
        return None

    def asks_for(self, technique: Technique) -> bool:
        """Return whether a strike's technique is the one that the level wants."""
        wanted = self.table.technique
        return wanted == "any" or Technique[wanted.upper()] is technique

    def ended_well(self, said: Phrase) -> None:
        """Count an attempt that came off."""
        self.attempts += 1
        self.streak += 1
        self.score += 1
        self.said, self.good = said, True
        if self.goal() is not None and self.score >= (self.goal() or 0):
            self.done = self.won = True

    def ended_badly(self, said: Phrase) -> None:
        """Count an attempt that didn't come off."""
        self.attempts += 1
        self.streak = 0
        self.said, self.good = said, False


def passers_of(level: Level) -> frozenset[int]:
    """Return whose passes a level is about: people's; without people, the holder's side's."""
    people = [n for n, p in enumerate(level.players) if p.control in ("human1", "human2")]
    if people:
        return frozenset(people)
    team = main_player(level).team
    return frozenset(n for n, p in enumerate(level.players) if p.team == team)


def main_player(level: Level) -> PlayerTable:
    """Return whom the ball goes back to: the holder if it is a person, else the first person.

    Without people it is the holder, or the first player.
    """
    holder = [p for p in level.players if p.id == level.ball.holder]
    people = [p for p in level.players if p.control in ("human1", "human2")]
    of_both = [p for p in holder if p in people]
    return (of_both or people or holder or list(level.players))[0]


TECHNIQUES = {
    "push": phrase_in("technique", "push"),
    "backheel": phrase_in("technique", "heel"),
    "shot": phrase_in("technique", "shot"),
}
"""Names that people give to the techniques."""


def wrong_technique(played: Technique, wanted: str) -> Phrase:
    """Return what to say of a ball played with something else than the level asks for."""
    names = (TECHNIQUES[played.name.lower()], TECHNIQUES[wanted])
    return phrase("that was a {played}, only a {wanted} counts here", played=names[0], wanted=names[1])
