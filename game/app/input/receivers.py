"""Whom a direction means: team-mates weighed by angle, so that nobody's openness decides for the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, degrees, hypot, inf, pi
from typing import Final

from game.app.input.surroundings import Around, NearbyPlayer, Point, wrap
from game.core.intents import Technique


class AimHelp(StrEnum):
    """How much the aim is helped."""

    FULL = "full"
    ANGLE = "angle"
    """Only a team-mate whom the direction nearly meets."""
    OFF = "off"
    """The direction itself."""


@dataclass(frozen=True, slots=True)
class AimCone:
    """Degrees to each side of a direction within which a team-mate is meant, and beyond that looked for."""

    within: float
    fallback: float
    metre: float
    """Degrees that a metre of distance costs: a tie-break."""
    stays: float
    """Degrees of advantage that whoever is chosen keeps: a held key doesn't make the choice jump."""


CONES: Final = {
    (AimHelp.FULL, False): AimCone(60.0, 120.0, 0.5, 10.0),
    # A stick points as exactly as the thumb does.
    (AimHelp.FULL, True): AimCone(35.0, 60.0, 0.0, 10.0),
    (AimHelp.ANGLE, False): AimCone(30.0, 30.0, 0.0, 0.0),
    (AimHelp.ANGLE, True): AimCone(10.0, 10.0, 0.0, 0.0),
}
"""By the help and whether it is a stick."""
NEAR: Final = 2.0
NEAR_COSTS: Final = 10.0
"""Degrees that a team-mate nearer than ``NEAR`` metres costs."""
TIE: Final = 3.0
"""Degrees within which whoever was chosen last wins, then the nearer, then the lower number."""
WEIGHED_AT: Final = 9.0
"""m/s of the pass with which a runner's meeting point is weighed."""
HEEL_SERVES: Final = 77.0
"""Degrees from straight behind that a heel can send."""
HEEL_UNSERVED: Final = 360.0
"""What it costs that a heel can't send it there: such a team-mate is meant only where there is no other."""
HEEL_FREE: Final = 6.0
HEEL_METRE: Final = 1.5
"""Degrees that each metre over ``HEEL_FREE`` costs a heel: its error grows with its speed."""
LEADS_FROM: Final = 1.0
"""m/s from which on a runner is met further on, as the computer's players do (game.mind.plan.executor)."""
SLOWS_TO: Final = 0.72
"""Mean speed of a pass on its way, as a share of its speed off the foot."""
LONGEST: Final = 1.6
"""Seconds ahead at most."""


@dataclass(frozen=True, slots=True)
class MeantBy:
    """Whom or what a direction means."""

    mate: int | None = None
    """Place in :attr:`Around.mates`; None for a mark or a bare direction."""
    number: int = -1
    """The player's number, -1 where it is none."""
    mark: Point | None = None
    hollow: bool = False
    """Nobody stood near the direction: the nearest by angle was taken, or one a heel can't send to."""

    @property
    def nobody(self) -> bool:
        """Whether the direction means neither a team-mate nor a mark."""
        return self.mate is None and self.mark is None


NOBODY: Final = MeantBy()


def choose(
    around: Around, way: float, technique: Technique, *, aid: AimHelp, analog: bool, before: MeantBy = NOBODY
) -> MeantBy:
    """Find whom a direction means; ``before`` is who was meant until now and keeps an advantage."""
    if aid is AimHelp.OFF:
        return NOBODY
    cone = CONES[aid, analog]
    kept = before.mate if before.mate is not None and before.mate < len(around.mates) else None
    offs = [off_of(around, mate, way) for mate in around.mates]
    inside = [i for i, off in enumerate(offs) if off <= cone.within + (cone.stays if i == kept else 0.0)]
    costs = {
        i: _cost(around, i, offs[i], technique, cone) - (cone.stays if i == kept else 0.0) for i in inside
    }
    best = _best(around, costs, kept)
    mark = _mark(around, way, cone)
    if mark is not None and (best is None or degrees(_angle(around.ball, mark, way)) <= costs[best]):
        return MeantBy(mark=mark)
    if best is not None:
        unserved = technique is Technique.BACKHEEL and not heel_serves(around, around.mates[best].at)
        return _of(around, best, hollow=unserved)
    outside = {i: off for i, off in enumerate(offs) if off <= cone.fallback}
    nearest = _best(around, outside, kept)
    return NOBODY if nearest is None else _of(around, nearest, hollow=True)


def after(around: Around, way: float, technique: Technique, *, analog: bool, now: MeantBy) -> MeantBy:
    """Return the next team-mate by cost about a direction, around at the end."""
    cone = CONES[AimHelp.FULL, analog]
    offs = [off_of(around, mate, way) for mate in around.mates]
    inside = [i for i, off in enumerate(offs) if off <= cone.within]
    order = sorted(
        inside, key=lambda i: (_cost(around, i, offs[i], technique, cone), around.mates[i].number, i)
    )
    if not order:
        order = sorted((i for i, off in enumerate(offs) if off <= cone.fallback), key=lambda i: (offs[i], i))
    if not order:
        return now
    at = order.index(now.mate) if now.mate in order else -1
    chosen = order[(at + 1) % len(order)]
    unserved = technique is Technique.BACKHEEL and not heel_serves(around, around.mates[chosen].at)
    return _of(around, chosen, hollow=unserved or not inside)


def nearest_to(at: Point, way: float, people: Sequence[NearbyPlayer], within: float) -> NearbyPlayer | None:
    """Return who stands nearest to a direction from a place, within so many radians of it."""
    found = min(people, key=lambda one: (_angle(at, one.at, way), one.number), default=None)
    return found if found is not None and _angle(at, found.at, way) <= within else None


def met(mate: NearbyPlayer, ball: Point, speed: float) -> Point:
    """Return where a pass meets somebody who runs on, or the place of somebody who stands."""
    if hypot(*mate.velocity) < LEADS_FROM:
        return mate.at
    x, y = mate.at
    for _ in range(3):
        seconds = min(hypot(x - ball[0], y - ball[1]) / max(SLOWS_TO * speed, 2.0), LONGEST)
        x, y = mate.at[0] + mate.velocity[0] * seconds, mate.at[1] + mate.velocity[1] * seconds
    return (x, y)


def heel_serves(around: Around, at: Point) -> bool:
    """Return whether a heel can send the ball there without turning first."""
    return degrees(_angle(around.ball, at, around.hips + pi)) <= HEEL_SERVES


def off_of(around: Around, mate: NearbyPlayer, way: float) -> float:
    """Return the degrees from a direction to a team-mate, or to where they would meet a usual pass."""
    there = met(mate, around.ball, WEIGHED_AT)
    return degrees(min(_angle(around.ball, mate.at, way), _angle(around.ball, there, way)))


def _cost(around: Around, i: int, off: float, technique: Technique, cone: AimCone) -> float:
    mate = around.mates[i]
    far = hypot(mate.at[0] - around.ball[0], mate.at[1] - around.ball[1])
    cost = off + cone.metre * far + (NEAR_COSTS if far < NEAR else 0.0)
    if technique is Technique.BACKHEEL:
        cost += HEEL_METRE * max(far - HEEL_FREE, 0.0)
        cost += 0.0 if heel_serves(around, mate.at) else HEEL_UNSERVED
    return cost


def _best(around: Around, costs: dict[int, float], kept: int | None) -> int | None:
    least = min(costs.values(), default=inf)
    ties = [i for i, cost in costs.items() if cost <= least + TIE]
    if kept in ties:
        return kept

    def rank(i: int) -> tuple[float, int, int]:
        mate = around.mates[i]
        return (hypot(mate.at[0] - around.ball[0], mate.at[1] - around.ball[1]), mate.number, i)

    return min(ties, key=rank, default=None)


def _mark(around: Around, way: float, cone: AimCone) -> Point | None:
    mark = min(around.marks, key=lambda m: _angle(around.ball, m, way), default=None)
    return mark if mark is not None and degrees(_angle(around.ball, mark, way)) <= cone.within else None


def _of(around: Around, i: int, *, hollow: bool) -> MeantBy:
    return MeantBy(mate=i, number=around.mates[i].number, hollow=hollow)


def _angle(ball: Point, at: Point, way: float) -> float:
    """Return the radians from a direction to a place; half a turn for a place that is the ball's own."""
    x, y = at[0] - ball[0], at[1] - ball[1]
    return abs(wrap(atan2(y, x) - way)) if hypot(x, y) > 0.5 else pi
