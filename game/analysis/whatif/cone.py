"""Where the ball goes over many worlds, as it is drawn on the pitch."""

from dataclasses import dataclass

import numpy as np

from game.analysis.passes.outcome import CAME_OFF
from game.analysis.whatif.engine import Worlds
from game.core.maths import Floats, Ints


@dataclass(frozen=True, slots=True)
class Cone:
    """Where the ball goes over many worlds."""

    middle: Floats
    """``(samples, 2)`` metres: the median way of the ball."""
    left: Floats
    """``(samples, 2)`` metres: the left edge, within which nine of ten balls stay with ``right``."""
    right: Floats
    """``(samples, 2)`` metres: the right edge, as ``left``."""
    won: Floats
    """``(points, 2)`` metres: where a team-mate took the ball."""
    lost: Floats
    """``(points, 2)`` metres: where the ball was lost."""
    by: Ints


def cone_of(worlds: Worlds) -> Cone | None:
    """Return the cone of some worlds' paths; None where nothing flew."""
    paths = worlds.paths.astype(np.float64)
    if paths.size == 0:
        return None
    struck = ~np.isnan(paths[..., 0])
    flying = struck.any(axis=1)
    if flying.sum() < 3:
        return None
    paths, struck = paths[flying], struck[flying]
    # Every world's ways begin at its own strike, so that those who waited longer lie on the others.
    first = struck.argmax(axis=1)
    length = int((struck.sum(axis=1)).max())
    lined = np.full((len(paths), length, 2), np.nan)
    for row, (path, begin) in enumerate(zip(paths, first, strict=True)):
        piece = path[begin : begin + length]
        lined[row, : len(piece)] = piece
    enough = (~np.isnan(lined[..., 0])).sum(axis=0) >= max(3, 0.4 * len(lined))
    lined = lined[:, enough]
    if lined.shape[1] < 2:
        return None
    middle = np.nanmedian(lined, axis=0)
    ahead = np.gradient(middle, axis=0)
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-6)[:, None]
    across = np.stack((-ahead[:, 1], ahead[:, 0]), axis=1)
    aside = ((lined - middle) * across).sum(axis=2)
    low, high = np.nanquantile(aside, (0.05, 0.95), axis=0)
    # A cone doesn't narrow: what was blocked early would otherwise draw it together.
    low, high = np.minimum.accumulate(low), np.maximum.accumulate(high)
    ours = np.isin(worlds.outcome, CAME_OFF)
    return Cone(
        middle,
        middle + high[:, None] * across,
        middle + low[:, None] * across,
        worlds.end[ours].astype(np.float64),
        worlds.end[~ours].astype(np.float64),
        worlds.by[~ours].astype(np.int64),
    )
