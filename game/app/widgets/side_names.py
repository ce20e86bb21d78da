"""What the two sides of a match or a rondo are called on screen."""

from collections.abc import Sequence

from game.app.i18n import _
from game.app.render.kits import sides_worn
from game.scenario.fixture import Side
from game.scenario.phrases import UNNAMED


def side_names(sides: Sequence[Side], palette: str) -> tuple[str, str]:
    """Return what the sides are called: their own names, or what they wear where they have none."""
    worn = sides_worn(palette)
    own = [side.name for side in sides]
    red, blue = (_(worn[n]) if own[n] == UNNAMED[n] else own[n] for n in (0, 1))
    return red, blue
