"""Which way each side plays, and the shape in which its men stand."""

from typing import Final

ATTACKS: Final = (1.0, -1.0)
"""Along x, by side: red toward +x and blue toward -x, in both halves."""

SHAPES: Final[dict[int, tuple[tuple[float, float], ...]]] = {
    1: ((0.0, 0.0),),
    2: ((-0.45, -0.15), (0.20, 0.25)),
    3: ((-0.50, 0.0), (-0.05, 0.55), (0.15, -0.45)),
    4: ((-0.55, 0.0), (-0.10, 0.60), (-0.10, -0.60), (0.30, 0.0)),
    5: ((-0.55, 0.35), (-0.55, -0.35), (-0.05, 0.70), (-0.05, -0.70), (0.30, 0.0)),
    6: ((-0.55, 0.35), (-0.55, -0.35), (-0.15, 0.0), (0.05, 0.70), (0.05, -0.70), (0.35, 0.0)),
}
"""Places of so many outfield players: share of half the length toward the other goal, and of half the width;
the last is the furthest forward."""
