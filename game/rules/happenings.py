"""Events as a plain sequence, one at a time, in the order in which a step reports them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.core.events import Events, Kind, Strike
from game.core.intents import Technique


@dataclass(frozen=True, slots=True)
class Happening:
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

    @property
    def spot(self) -> tuple[float, float]:
        """Where it was, seen from above."""
        return self.point[:2]


def happenings(events: Iterable[Events], world: int = 0) -> Iterator[Happening]:
    """Everything that happened in one world of a batch."""
    for rows in events:
        for row in range(len(rows)):
            if rows.world[row] != world:
                continue
            x, y, z = (float(part) for part in rows.point[row])
            technique, foot = Technique.NONE, 0
            if isinstance(rows, Strike):
                technique, foot = Technique(int(rows.technique[row])), int(rows.foot[row])
            yield Happening(
                rows.kind,
                int(rows.player[row]),
                int(rows.other[row]),
                (x, y, z),
                float(rows.speed[row]),
                technique,
                foot,
            )
