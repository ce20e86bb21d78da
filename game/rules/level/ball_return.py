"""A ball is put back when a drill would stall without it."""

from collections.abc import Iterable

from game.core.events import Kind
from game.core.state import NOBODY, STEP_SECONDS, World
from game.rules.common.event_stream import StreamEvent

PAUSE = 0.8
"""Seconds from the ball going out or into a goal until it is back: long enough to see where it went."""

LYING = 5.0
"""Seconds that a ball lies still before it is brought: until then it is the player's to fetch."""

ROLLING = 10.0
"""Seconds without a touch, whatever the ball does."""

KEPT = 5.0
"""Seconds that a player whom the drill isn't about may keep the ball."""

WON = 1.5
"""Seconds from the other side's having the ball until it is given back, where the level says that it is."""

TOUCHES = (Kind.STRIKE, Kind.CONTROL, Kind.MISCONTROL, Kind.DRIBBLE, Kind.DEFLECTION, Kind.TACKLE)


class BallReturn:
    """The watch over one world's ball, which says when it should come back."""

    def __init__(self, passers: frozenset[int], winners: frozenset[int] = frozenset()) -> None:
        self.passers, self.winners = passers, winners
        """Players who may keep the ball, and those who give it back where they have won it."""
        self.out_since: int | None = None
        self.lying_since: int | None = None
        self.touched = 0
        self.kept_since: int | None = None
        self.won_since: int | None = None

    def observe(self, world: World, seen: Iterable[StreamEvent]) -> None:
        """Take in what happened in the step that has just been made."""
        step = world.step
        for stream_event in seen:
            if stream_event.kind in (Kind.OUT, Kind.GOAL) and self.out_since is None:
                self.out_since = step
            elif stream_event.kind is Kind.STOPPED:
                self.lying_since = step
            elif stream_event.kind in TOUCHES:
                self.touched, self.lying_since = step, None
        holder = int(world.ball.holder[0])
        if holder != NOBODY:
            self.touched, self.lying_since = step, None
        if holder in self.winners:
            self.won_since = step if self.won_since is None else self.won_since
        elif holder != NOBODY:
            self.won_since = None
        if holder == NOBODY or holder in self.passers:
            self.kept_since = None
        elif self.kept_since is None:
            self.kept_since = step

    def brings(self, world: World) -> bool:
        """Return whether it is time to put the ball back."""
        step = world.step

        def since(start: int | None, seconds: float) -> bool:
            return start is not None and (step - start) * STEP_SECONDS >= seconds

        return (
            since(self.out_since, PAUSE)
            or since(self.lying_since, LYING)
            or since(self.touched, ROLLING)
            or since(self.kept_since, KEPT)
            or since(self.won_since, WON)
        )

    def brought(self, world: World) -> None:
        """Take in that the ball is back in play."""
        self.out_since = self.lying_since = self.kept_since = self.won_since = None
        self.touched = world.step
