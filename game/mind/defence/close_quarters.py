"""Near the ball a defender stands side-on, leans to what they believe, and throws a leg into a lane.

Arrays run over lanes first where there are lanes, then over viewers, and worlds last.
"""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Codes
from game.core.maths import Bools, Floats, sincos, wrap
from game.mind.defence.lanes import Lanes, picked
from game.sim.legs.stance import LEG_RADIUS, STANCE
from game.sim.touch_constants import TOUCH


@dataclass(frozen=True, slots=True)
class CloseConstants:
    """How a defender stands near the ball, and when a leg is thrown out. All numbers are priors."""

    side_on: float = 0.6
    """Radians by which the hips of a defender before the carrier are turned off the ball: half side-on."""
    square: float = 0.05
    """Radians off the ball within which hips point to neither side: the better foot is put forward then."""
    stands_within: float = 4.0
    """Metres from the ball within which a defender who presses stands side-on."""
    wide: float = 2.0
    """Metres off the middle of the pitch from which a defender shows the carrier the way outside."""
    sways_within: float = 6.0
    """Metres from the ball within which a defender's weight goes over to what they believe."""
    sways: float = 0.7
    """Metres to the side, on the way to the lanes believed in, for which all weight goes over."""
    throws_within: float = 4.0
    """Metres from the ball within which a defender throws a leg into a lane."""
    past: float = 0.3
    """Metres down a lane before which no leg gets between."""
    by_body: float = 0.25
    """Metres off a lane within which the body stops its ball anyway."""
    quick: float = 2.0
    """m/s by which a ball is faster over the first metres than over its whole way."""
    timing: float = 0.10
    """Seconds early or late within which a defender may be in time with a leg or not."""
    thrown: float = 1.0
    """Balls that a leg thrown out costs if the ball is kept after all: the carrier goes past, as past one who
    left their place (``JUDGEMENT.exposed``)."""
    broken_off: float = 0.2
    """Share of the swings before a near defender that a defender expects to be broken off, until the plant
    foot is down."""
    waits: float = 0.12
    """Seconds before a leg must be on its way within which it is thrown out: who waits knows more."""
    worth: float = 0.12
    """Balls stopped more often below which no leg is thrown out."""


CLOSE = CloseConstants()


def side_on(
    hips: Floats, to_ball: Floats, ball_y: Floats, toward_goal: float, better_foot: Codes | Floats
) -> Floats:
    """Return where the hips of those who stand before a carrier should point, in the arrays' shape.

    They show the way outside where the ball is wide, else the side to which they are turned already; who is
    square to the ball puts the better foot forward, so that mirrored bodies stand mirrored. ``hips`` and
    ``to_ball`` are headings in radians; ``toward_goal`` is 1 where the own goal is at +x, -1 at -x, 0 without
    one; ``better_foot`` is 1 right, -1 left.
    """
    off = wrap(hips - to_ball)
    turned = np.where(np.abs(off) < CLOSE.square, better_foot, np.where(off > 0.0, 1.0, -1.0))
    _, ahead = sincos(to_ball)
    outside = np.where(ball_y * ahead >= 0.0, 1.0, -1.0)
    shows = (np.abs(ball_y) > CLOSE.wide) & (toward_goal != 0.0)
    return wrap(to_ball + CLOSE.side_on * np.where(shows, outside, turned))


def leaning(hips: Floats, pull: tuple[Floats, Floats], share: Floats) -> Floats:
    """Return which leg should carry the weight, -1 right to 1 left: the one away from what is believed.

    ``hips`` are the defenders' own, radians; ``pull`` is the way to the lanes they believe in, metres;
    ``share`` is how far each goes by belief while waiting.
    """
    s, c = sincos(hips)
    left = c * pull[1] - s * pull[0]
    left *= share * (-1.0 / CLOSE.sways)
    return left.clip(-1.0, 1.0)


def into_a_lane(
    lanes: Lanes,
    here: Floats,
    hips: Floats,
    weight: Floats,
    left: Floats,
    waits: Floats,
    keep: Floats,
    nerve: Floats,
) -> tuple[Bools, Floats, Floats]:
    """Return who throws a leg into a lane, and where to, x and y in metres, ``(viewers, worlds)`` each.

    A leg goes to one side and stops what is believed there, if it is out in time; what goes by on the other
    side is lost, and so is a duel with a carrier who keeps the ball. ``here`` ``(2, viewers, worlds)`` is
    where the viewers are, with ``hips`` and ``weight`` ``(viewers, worlds)``; ``left`` are the seconds until
    the strike, ``waits`` how sure who waits is of each lane's ball, ``keep`` the odds that the ball is kept.
    """
    k, c = CLOSE, TOUCH
    rel_x, rel_y = here[0] - lanes.ball[0], here[1] - lanes.ball[1]
    along = lanes.ux * rel_x + lanes.uy * rel_y
    aside = lanes.ux * rel_y - lanes.uy * rel_x
    off = np.abs(aside)
    way_x, way_y = aside * lanes.uy, -aside * lanes.ux
    s, cos = sincos(hips)
    side = (cos * way_y - s * way_x) / np.maximum(off, 1e-6)
    load = 0.5 + 0.5 * weight * side
    out = (off - LEG_RADIUS - c.lunge_from) / (c.lunge_reach - c.lunge_from)
    needs = c.lunge_active * out.clip(0.0, 1.0)
    needs += STANCE.goes_over * np.maximum(load - STANCE.light, 0.0)
    there = along / (lanes.speed + k.quick)
    there += left
    spare = there - needs
    sure = (spare / k.timing + 0.5).clip(0.0, 1.0)
    in_reach = (along > k.past) & (along < lanes.length) & (off < c.lunge_reach) & (off > k.by_body)
    stops = lanes.odds * sure * in_reach * (1.0 - waits)
    misses = lanes.odds * waits * (off > k.by_body)
    on_left = aside > 0.0
    gain_l, gain_r = _sum(stops * on_left), _sum(stops * ~on_left)
    loss_l, loss_r = _sum(misses * ~on_left), _sum(misses * on_left)
    left_side = gain_l - loss_l >= gain_r - loss_r
    gain = np.where(left_side, gain_l, gain_r)
    loss = np.where(left_side, loss_l, loss_r) + k.thrown * keep
    near = rel_x * rel_x + rel_y * rel_y < k.throws_within * k.throws_within
    lane = np.argmax(np.where(on_left == left_side, stops, -1.0), axis=0)
    throws = near & (gain > k.worth) & (gain * (1.0 - nerve) > loss * nerve)
    throws &= picked(spare, lane) < k.waits
    return throws, here[0] + picked(way_x, lane), here[1] + picked(way_y, lane)


def _sum(parts: Floats) -> Floats:
    total: Floats = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total
