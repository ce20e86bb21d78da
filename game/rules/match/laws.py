"""The laws of the small-sided game are its phases and its numbers."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from game.core.state import STEP_SECONDS
from game.scenario.fixture import Fixture


class MatchPhase(IntEnum):
    """The phases of a match, as the referee sees them."""

    KICK_OFF = 0
    PLAY = 1
    KICK_IN = 2
    GOAL_KICK = 3
    CORNER = 4
    FREE_PASS = 5
    GOAL = 6
    HALF_TIME = 7
    FULL_TIME = 8
    DROPPED_BALL = 9


WORDS: Final[dict[MatchPhase, str]] = {
    MatchPhase.KICK_OFF: "Kick-off",
    MatchPhase.PLAY: "",
    MatchPhase.KICK_IN: "Kick-in",
    MatchPhase.GOAL_KICK: "Goal kick",
    MatchPhase.CORNER: "Corner",
    MatchPhase.FREE_PASS: "Free pass",
    MatchPhase.GOAL: "Goal",
    MatchPhase.HALF_TIME: "Half-time",
    MatchPhase.FULL_TIME: "Full time",
    MatchPhase.DROPPED_BALL: "Dropped ball",
}


@dataclass(frozen=True, slots=True)
class Laws:
    """Metres and seconds of the game's laws. A number without a source is a choice of this game."""

    away: float = 3.0
    """Metres that opponents keep from a restart (futsal has 5 on a larger ground)."""
    goal_kick_from: float = 3.0
    """Metres before the goal line at which a goal kick is laid."""
    corner_in: float = 0.15
    """Metres from both lines at which a corner is laid."""
    see_it_out: float = 0.7
    """Seconds from the whistle until the ball is brought: one sees where it went."""
    cheer: float = 2.6
    """Seconds between a goal and the walk to the kick-off."""
    half_time: float = 2.5
    """Seconds that half-time lasts."""
    walk: float = 3.0
    """Seconds that everybody has to get to their place before they are put there."""
    take_within: float = 6.0
    """Seconds to take a restart, and as long a keeper may hold the ball in the hands, and as long may a ball
    lie about."""
    helped_after: float = 3.0
    """Seconds beyond ``take_within`` after which the ball is played for the computer's players who don't."""
    urged_after: float = 3.6
    """Seconds with the ball on one spot after which the computer's player is made to play it."""
    lies_within: float = 1.0
    """Metres about a spot within which a ball counts as lying there."""
    let_fly: float = 2.5
    """Seconds beyond the end of time for which a ball that was struck before it may still fly."""
    rest: float = 0.35
    """Share of what is missing of everybody's stamina that half-time gives back."""
    over_the_line: float = 0.6
    """Metres outside a line beyond which a ball is out, though it never crossed the line in play."""
    kick_in_from: float = 0.3
    """Metres from the corner within which no kick-in is laid."""
    free_pass_in: float = 0.5
    """Metres from the lines within which no free pass is laid."""
    free_pass_out: float = 1.0
    """Metres more than opponents keep away that a free pass is laid from the other goal."""
    golden_share: float = 0.5
    """Length of the golden goal's period, as a share of the match's; it is ``golden_least`` at least."""
    golden_least: float = 0.5
    """Minutes of the golden goal's period at least."""
    kick_ins_roll: bool = False
    """Whether a kick-in is in play, at the taker's feet, as soon as the taker is there."""
    free_pass_at_once: bool = False
    """Whether a free pass or a dropped ball waits for nobody but the taker."""


LAWS = Laws()
QUICK = replace(
    LAWS,
    away=2.0,
    see_it_out=0.35,
    cheer=1.6,
    half_time=1.0,
    walk=2.0,
    take_within=4.0,
    helped_after=1.5,
    urged_after=2.4,
    kick_ins_roll=True,
    free_pass_at_once=True,
)
"""The laws of an evening among friends: nobody waits, a kick-in may be dribbled."""


def laws_of(fixture: Fixture) -> Laws:
    """Return the laws by which a match is played."""
    return QUICK if fixture.quick else LAWS


def steps(seconds: float) -> int:
    """Return how many steps ``seconds`` are.

    >>> steps(2.0)
    120
    """
    return round(seconds / STEP_SECONDS)
