"""Events as a plain sequence, one at a time, in the order in which a step reports them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.core.events import Events, Kind, Strike
from game.core.intents import Technique


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One row of an :class:`Events`, as plain values."""

    kind: Kind
    player: int
    """Who did it, or -1."""
    other: int
    """The other party, the wall or the post, or -1."""
    point: tuple[float, float, float]
    """Metres."""
    speed: float
    """m/s."""
    technique: Technique = Technique.NONE
    """Of a strike."""
    foot: int = 0
    """Of a strike: 1 right, -1 left."""
    direction: float = 0.0
    """Of a strike: heading in which the ball went, radians."""
    speed_off: float = 0.0
    """Of a strike: m/s that the ball got."""
    loft: float = 0.0
    """Of a strike: elevation of the launch, radians."""

    @property
    def spot(self) -> tuple[float, float]:
        """Where it was, seen from above."""
        return self.point[:2]


def event_stream(events: Iterable[Events], world: int = 0) -> Iterator[StreamEvent]:
    """Everything that happened in one world of a batch."""
    for rows in events:
        for row in range(len(rows)):
            if rows.world[row] == world:
                yield _happening(rows, row)


def by_world(events: Iterable[Events]) -> dict[int, list[StreamEvent]]:
    """What happened in each world of a batch in which anything did."""
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
    )
