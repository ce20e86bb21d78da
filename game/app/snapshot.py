"""What can be seen of one world, copied out, and the blend of two such moments for drawing between steps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.core.intents import Codes
from game.core.maths import Floats
from game.core.state import World

Flags = npt.NDArray[np.bool_]

BALL_RADIUS = 0.11
_SNAP = 1.5
"""Metres in one step beyond which a thing was put there and didn't travel."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One moment of one world. Shapes ``(players, ...)``; a copy, so that drawing can't change the game."""

    step: int
    ball: Floats
    """``(3,)`` metres: the ball, with its height."""
    ball_vel: Floats
    ball_roll: Floats
    """``(2,)`` m/s: how fast the ball's surface rolls."""
    turned: Floats
    """``(3, 3)`` the ball's orientation, for its panels."""
    holder: int
    pos: Floats
    vel: Floats
    hips: Floats
    trunk: Floats
    gaze: Floats
    stride: Floats
    stamina: Floats
    phase: Codes
    technique: Codes
    foot: Codes
    lift: Floats
    plant: Floats
    plant_angle: Floats
    lean: Floats
    weight: Floats
    """Which leg carries the body, -1 right to 1 left."""
    lunge: Floats
    lunge_way: Floats
    team: Codes
    keeper: Flags
    dive: Floats
    """Seconds left of a keeper's dive."""
    dive_way: Floats
    calling: Flags
    hands: bool
    """Whether the holder has the ball in hand, as a keeper may."""
    cheers: Flags | None = None
    """Marks those whose arms are up for joy, or None where nobody is glad."""
    hop: Floats | None = None
    """How high each jumps for joy, 0 to 1, or None where nobody does."""

    @property
    def slip(self) -> float:
        """m/s by which the ball slides over the ground."""
        return float(np.hypot(*(self.ball_vel[:2] - self.ball_roll)))


def spun(turned: Floats, roll: Floats, seconds: float) -> Floats:
    """Return the ball's orientation after turning for a while as ``roll`` says (Rodrigues' formula)."""
    speed = float(np.hypot(roll[0], roll[1]))
    angle = speed * seconds / BALL_RADIUS
    if angle < 1e-6:
        return turned
    # Rolling along d turns about the axis (-d_y, d_x, 0): the top goes forward.
    kx, ky = -roll[1] / speed, roll[0] / speed
    c, s = np.cos(angle), np.sin(angle)
    turn = np.array(
        [
            [c + kx * kx * (1 - c), kx * ky * (1 - c), ky * s],
            [kx * ky * (1 - c), c + ky * ky * (1 - c), -kx * s],
            [-ky * s, kx * s, c],
        ]
    )
    result: Floats = turn @ turned
    return result


def see(world: World, before: Seen | None = None, seconds: float = 0.0, index: int = 0) -> Seen:
    """Copy what shows of a world; the ball's panels go on from ``before``."""
    ball, bodies = world.ball, world.bodies
    roll = ball.roll[index].copy()
    turned = np.eye(3) if before is None else spun(before.turned, roll, seconds)
    return Seen(
        step=world.step,
        ball=ball.pos[index].copy(),
        ball_vel=ball.vel[index].copy(),
        ball_roll=roll,
        turned=turned,
        holder=int(ball.holder[index]),
        pos=bodies.pos[index].copy(),
        vel=bodies.vel[index].copy(),
        hips=bodies.hips[index].copy(),
        trunk=bodies.trunk[index].copy(),
        gaze=bodies.gaze[index].copy(),
        stride=bodies.stride[index].copy(),
        stamina=bodies.stamina[index].copy(),
        phase=bodies.phase[index].copy(),
        technique=bodies.technique[index].copy(),
        foot=bodies.foot[index].copy(),
        lift=bodies.lift[index].copy(),
        plant=bodies.plant[index].copy(),
        plant_angle=bodies.plant_angle[index].copy(),
        lean=bodies.lean[index].copy(),
        weight=bodies.weight[index].copy(),
        lunge=bodies.lunge[index].copy(),
        lunge_way=bodies.lunge_way[index].copy(),
        team=world.squad.team,
        keeper=world.squad.keeper,
        dive=bodies.dive[index].copy(),
        dive_way=bodies.dive_way[index].copy(),
        calling=bodies.calling[index].copy(),
        hands=bool(ball.hands[index]),
    )


def _line(a: Floats, b: Floats, share: float) -> Floats:
    far = np.abs(b - a) > _SNAP
    result: Floats = np.where(far, b, a + (b - a) * share)
    return result


def _turn(a: Floats, b: Floats, share: float) -> Floats:
    result: Floats = a + (np.mod(b - a + np.pi, 2 * np.pi) - np.pi) * share
    return result


def between(a: Seen, b: Seen, share: float) -> Seen:
    """Return the moment ``share`` of the way from ``a`` to ``b``; kinds of things are taken from ``b``."""
    if share >= 1.0 or a is b:
        return b
    away = b.ball_roll * ((share - 1.0) / 60.0)
    return Seen(
        step=b.step,
        ball=_line(a.ball, b.ball, share),
        ball_vel=b.ball_vel,
        ball_roll=b.ball_roll,
        turned=spun(b.turned, -away, -1.0) if b.step > a.step else b.turned,
        holder=b.holder,
        pos=_line(a.pos, b.pos, share),
        vel=_line(a.vel, b.vel, share),
        hips=_turn(a.hips, b.hips, share),
        trunk=_turn(a.trunk, b.trunk, share),
        gaze=_turn(a.gaze, b.gaze, share),
        stride=a.stride + (np.mod(b.stride - a.stride + 0.5, 1.0) - 0.5) * share,
        stamina=b.stamina,
        phase=b.phase,
        technique=b.technique,
        foot=b.foot,
        lift=a.lift + (b.lift - a.lift) * share,
        plant=_line(a.plant, b.plant, share),
        plant_angle=b.plant_angle,
        lean=a.lean + (b.lean - a.lean) * share,
        weight=a.weight + (b.weight - a.weight) * share,
        lunge=b.lunge,
        lunge_way=b.lunge_way,
        team=b.team,
        keeper=b.keeper,
        dive=b.dive,
        dive_way=b.dive_way,
        calling=b.calling,
        hands=b.hands,
        cheers=b.cheers,
        hop=b.hop if a.hop is None or b.hop is None else a.hop + (b.hop - a.hop) * share,
    )
