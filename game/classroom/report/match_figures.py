"""What a match's replay holds for its report: every pass, goals, and who played to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from math import dist
from typing import Final

from game.analysis.replay.bookmarks import Kick
from game.analysis.replay.model import Replay
from game.analysis.replay.playback import Playback
from game.core.intents import Technique
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS
from game.rules.match.match import Match
from game.rules.match.report import MatchReport
from game.scenario.phrases import Name

Point = tuple[float, float]
SIDES: Final = ("red", "blue")


@dataclass(frozen=True, slots=True)
class PlayedPass:
    """A ball struck, pass or shot."""

    number: int
    """Counted from 1."""
    kick: Kick
    side: int
    """0 red, 1 blue."""
    person: str
    """``human1`` or ``human2`` where a person steered the player who struck it; empty for the computer."""
    start: Point
    """Metres: where the ball was when it was struck."""
    end: Point
    """Metres: where it was when its outcome was clear."""

    @property
    def shot(self) -> bool:
        """Whether it was struck as a shot, or went in."""
        return self.kick.technique is Technique.SHOT or self.kick.outcome == "goal"

    @property
    def arrived(self) -> bool:
        """Whether a team-mate brought it under control; a shot, whether it went in."""
        return self.kick.outcome in ("completed", "goal")

    @property
    def seconds(self) -> float:
        """Seconds since the first whistle."""
        return self.kick.step * STEP_SECONDS

    @property
    def length(self) -> float:
        """Metres from start to end."""
        return dist(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ScoredGoal:
    """A goal."""

    half: int
    clock: float
    """Seconds played."""
    side: int
    scorer: int | None
    """The player's number, where it is known."""
    own: bool
    score: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MatchFigures:
    """Everything that the report tells."""

    replay: Replay
    pitch: Pitch
    names: tuple[Name, ...]
    score: tuple[int, int]
    over: bool
    """Whether the replay goes on to the last whistle."""
    report: MatchReport
    passes: tuple[PlayedPass, ...]
    goals: tuple[ScoredGoal, ...]
    difference: str
    """Where the playback ran apart from what was played, in one line; empty where it didn't."""

    @property
    def pairs(self) -> list[tuple[int, int, int]]:
        """Passer, receiver and how many arrived, the most first."""
        counted: dict[tuple[int, int], int] = {}
        for one in self.passes:
            if one.kick.outcome == "completed":
                pair = (one.kick.player, one.kick.to)
                counted[pair] = counted.get(pair, 0) + 1
        return [(*pair, n) for pair, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]

    @property
    def longest_chain(self) -> tuple[int, int]:
        """Return the side with the most passes in a row that arrived, and how many."""
        best, side, row = (0, 0), -1, 0
        for one in self.passes:
            if one.shot:
                side, row = -1, 0
                continue
            row = (row if one.side == side else 0) + 1 if one.arrived else 0
            side = one.side
            if row > best[1]:
                best = (side, row)
        return best


def figures_of(replay: Replay, progress: Callable[[int], None] | None = None) -> MatchFigures:
    """Play a match back and write down what its report tells; raises ReplayError where it can't begin.

    Raises ValueError where the replay is no match's.
    """
    if replay.set_up.kind != Match.kind:
        raise ValueError(f"expected a match's replay (got a {replay.set_up.kind}'s)")
    playback = Playback(replay)
    ball = [_ball(playback)]
    while playback.at < replay.length:
        playback.forward()
        ball.append(_ball(playback))
        if progress is not None:
            progress(playback.at)
    match = playback.playable
    assert isinstance(match, Match)
    team, last = replay.team, len(ball) - 1
    passes = tuple(
        PlayedPass(
            number,
            kick,
            team[kick.player],
            _person(replay, kick),
            ball[min(max(kick.step - 1, 0), last)],
            ball[min(kick.end, last)],
        )
        for number, kick in enumerate(replay.kicks, 1)
    )
    return MatchFigures(
        replay, match.pitch, replay.names, match.score, match.done, match.report, passes,
        _goals(match), playback.difference,
    )  # fmt: skip


def _ball(playback: Playback) -> Point:
    x, y, _z = playback.playable.world.ball.pos[0]
    return float(x), float(y)


def _person(replay: Replay, kick: Kick) -> str:
    steered = replay.steered(max(kick.step - 1, 0))
    return next((name for name, player in steered.items() if player == kick.player), "")


def _goals(match: Match) -> tuple[ScoredGoal, ...]:
    squad, found = match.world.squad, []
    for entry in match.log:
        if entry.kind != "goal":
            continue
        side = SIDES.index(entry.side or SIDES[0])
        scorer = squad.ids.index(entry.player) if entry.player in squad.ids else None
        own = scorer is not None and int(squad.team[scorer]) != side
        found.append(ScoredGoal(entry.half, entry.clock, side, scorer, own, entry.score))
    return tuple(found)
