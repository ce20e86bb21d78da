"""Events become a plain sequence, one at a time, in the order in which a step reports them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.core.events import Events, Kind, Strike
from game.core.intents import Technique


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One row of an :class:`Events`, as plain values."""

    kind: Kind
    player: int
    """Number of the player who did it, or -1."""
    other: int
    """Number of the other party, the wall or the post, or -1."""
    point: tuple[float, float, float]
    """Place where it happened, metres: x, y and height."""
    speed: float
    """m/s of the ball relative to what it met."""
    technique: Technique = Technique.NONE
    """Technique of a strike."""
    foot: int = 0
    """Foot of a strike, 1 right and -1 left."""
    direction: float = 0.0
    """Heading in which a struck ball went, radians."""
    speed_off: float = 0.0
    """m/s that a struck ball got."""
    loft: float = 0.0
    """Angle above the ground at which a struck ball left, radians."""
    backswing: float = 0.0
    """Seconds from the start of a strike's backswing to contact."""

    @property
    def spot(self) -> tuple[float, float]:
        """Place where it happened, seen from above, metres."""
        return self.point[:2]


def event_stream(events: Iterable[Events], world: int = 0) -> Iterator[StreamEvent]:
    """Yield everything that happened in one world of a batch."""
    for rows in events:
        for row in range(len(rows)):
            if rows.world[row] == world:
                yield _happening(rows, row)


def by_world(events: Iterable[Events]) -> dict[int, list[StreamEvent]]:
    """Return what happened in each world of a batch in which anything did."""
    found: dict[int, list[StreamEvent]] = {}
    for rows in events:
        for row, world in enumerate(rows.world.tolist()):
            found.setdefault(world, []).append(_happening(rows, row))
    return found


def _happening(rows: Events, row: int) -> StreamEvent:
    x, y, z = (float(part) for part in rows.point[row])
    who, other, speed = int(rows.player[row]), int(rows.other[row]), float(rows.speed[row])
    if not isinstance(rows, Strike):
        return StreamEvent(rows.kind, who, other, (x, y, z), speed)
    return StreamEvent(
        rows.kind,
        who,
        other,
        (x, y, z),
        speed,
        Technique(int(rows.technique[row])),
        int(rows.foot[row]),
        float(rows.direction[row]),
        float(rows.speed_off[row]),
        float(rows.loft[row]),
        float(rows.backswing[row]),
    )
