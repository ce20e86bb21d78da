"""What everybody's ways in a pass say: who stood near its path, who set off when, what lane was open."""

from dataclasses import dataclass

import numpy as np

from game.analysis.passes.defender_log import MOVES_AT, across_sight
from game.analysis.passes.pass_log import Pass
from game.core.maths import Floats, norm
from game.sim.flight import flight_table

IN_THE_WAY = 0.9
"""Metres from the ball's path within which somebody stands in it."""
STEPS_AT = 0.6
"""m/s away from it from which a defender goes the wrong way."""
BALL_SPEED = 0.8
"""Share of a pass's first speed that it has on its way, on the mean: for lanes."""
REACTS = 0.25
"""Seconds after the strike from which a defender is on the way to the ball."""
RUNS = 5.5
"""m/s that a defender on the way makes good."""
LEG = 0.8
"""Metres that a defender reaches without a step, as defenders estimate it themselves."""
ARRIVES = 5.3
"""m/s at which a pass to feet is easy to take and has not been rolled."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Where everybody and the ball were in a pass, a row a step, the moment before its first step ahead."""

    times: Floats
    """``(steps,)`` seconds from contact, of the steps after the moment."""
    pos: Floats
    """``(steps + 1, players, 2)`` float64, metres: where everybody was."""
    ball: Floats
    """``(steps + 1, 2)`` float64, metres: where the ball was."""

    @property
    def contact(self) -> int:
        """The row in which the foot met the ball."""
        return int((self.times <= 1e-9).sum())


@dataclass(frozen=True, slots=True)
class Movement:
    """How one opponent moved."""

    toward: Floats
    """``(steps,)`` m/s across the own line of sight, toward the ball's path; negative: away from it."""
    gap: float
    """Metres from the path when the foot met the ball."""
    left: float | None
    """When the opponent set off toward the path for good; None: never."""
    away: float
    """m/s in which the opponent was going the wrong way at contact; 0: not at all."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The way to the receiver: whether anybody could get into it, step by step."""

    times: Floats
    margin: Floats
    """``(steps,)`` seconds by which the ball would be past the nearest opponent; negative: it is cut."""
    by: tuple[int, ...]
    """``(steps,)`` who comes nearest to cutting it."""
    closed: float | None
    """Since when, up to contact, it was closed; None: it was open at contact."""
    suits: float
    """m/s off the foot that would have reached the receiver easy to take."""
    suited_margin: float
    """The margin at contact with the weight that suits."""


def recorded_ways(played: Pass) -> Positions:
    """Return the ways that were written down while the pass was played."""
    times = np.array([played.seconds(step) for step in range(played.begun + 1, played.ended + 1)])
    start = played.moment.world
    pos = np.concatenate([start.bodies.pos[:1], played.pos])
    return Positions(times, pos, np.concatenate([start.ball.pos[:1, :2], played.ball]))


def movement_of(played: Pass, ways: Positions, foe: int) -> Movement:
    """Return how an opponent moved, seen against the path that the ball took."""
    origin = played.strike.point[played.row, :2]
    direction = played.strike.direction[played.row]
    way = np.array((np.cos(direction), np.sin(direction)))
    toward = across_sight(ways.pos[:-1, foe], ways.pos[1:, foe], ways.ball[:-1], origin, way)
    gap = _gap(ways.pos[ways.contact, foe], origin, way)
    before = ways.times <= 1e-9
    last = float(toward[before][-6:].mean()) if before.any() else 0.0
    away = max(-last, 0.0) if last < -STEPS_AT else 0.0
    return Movement(toward, gap, _left(ways.times, toward, gap <= IN_THE_WAY), away)


def lane_of(played: Pass, ways: Positions) -> Lane | None:
    """Return the lane to the receiver up to contact; None where there is no receiver or nobody against."""
    receiver, team = played.carried.receiver, played.moment.world.squad.team
    foes = np.flatnonzero(team != team[played.passer])
    rows = np.arange(1, ways.contact + 1)
    if receiver < 0 or foes.size == 0 or rows.size == 0:
        return None
    asked = float(played.strike.speed_asked[played.row])
    start, end, defenders = ways.ball[rows], ways.pos[rows, receiver], ways.pos[rows][:, foes]
    ahead = _ahead(start, end, defenders, asked)
    margin = ahead.min(axis=1)
    by = tuple(int(foes[i]) for i in ahead.argmin(axis=1))
    times = ways.times[: ways.contact]
    table = flight_table(played.moment.pitch.surface)
    suits = float(table.weight_for(norm(end[-1:] - start[-1:]), ARRIVES)[0])
    suited = float(_ahead(start[-1:], end[-1:], defenders[-1:], suits).min())
    return Lane(times, margin, by, since(times, margin < 0.0), suits, suited)


def _ahead(start: Floats, end: Floats, foes: Floats, asked: float) -> Floats:
    """``(steps, foes)`` seconds by which a ball asked for at ``asked`` m/s would be past each of them."""
    share = np.linspace(0.1, 0.95, 18)
    spots = start[:, None] + share[:, None] * (end - start)[:, None]
    ball = share * norm(end - start)[:, None] / (BALL_SPEED * max(asked, 3.0))
    gap = norm(spots[:, :, None] - foes[:, None])
    foe = np.where(gap < LEG, 0.0, REACTS + np.maximum(gap - LEG, 0.0) / RUNS)
    ahead: Floats = (foe - ball[..., None]).min(axis=1)
    return ahead


def since(times: Floats, so: np.ndarray) -> float | None:
    """Return since when something has been so at the end; None: it isn't."""
    if not so.size or not so[-1]:
        return None
    wrong = np.flatnonzero(~so)
    return float(times[wrong[-1] + 1]) if wrong.size else float(times[0])


def _gap(at: Floats, origin: Floats, way: Floats) -> float:
    """Return the metres from somebody to the path that the ball took."""
    along = max(float((at - origin) @ way), 0.0)
    return float(np.hypot(*(origin + along * way - at)))


def _left(times: Floats, toward: Floats, there: bool) -> float | None:
    """Return when somebody set off toward the path, in the run on through contact or the first after it."""
    going = toward > MOVES_AT
    before = np.flatnonzero(times <= 1e-9)
    last = int(before[-1]) if before.size else -1
    if there:
        while last >= 0 and not going[last]:
            last -= 1
    if last >= 0 and going[last]:
        begin = last
        while begin > 0 and going[max(begin - 3, 0) : begin].any():
            begin -= 1
        return float(times[begin])
    if there:
        return None
    late = np.flatnonzero(going & (times > 0.0))
    return float(times[late[0]]) if late.size else None
