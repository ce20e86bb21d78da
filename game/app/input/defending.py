"""What the buttons mean while the others have the ball: jockey, press, step into a lane, tackle, guess."""

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.buttons import Buttons
from game.app.input.surroundings import Around, NearbyPlayer, Point, wrap
from game.core.intents import Wish
from game.mind.defence.close_quarters import CLOSE

JOG: Final = 0.5
"""Share of top speed without the sprint button."""
JOCKEY: Final = 0.38
"""Share of top speed of a body that must be able to turn either way at once."""
JOCKEY_GAP: Final = 1.7
"""Metres from the ball at which a jockeying player without a direction keeps."""
PRESS: Final = 0.85
"""Share of top speed of a player who runs at the carrier without the sprint button."""
BEND: Final = 0.55
"""How far a direction bends the run at the carrier: what it shuts off on the way."""
AHEAD_SECONDS: Final = 0.2
"""Seconds ahead at which a presser aims at the ball."""
POINTED: Final = pi / 3.0
"""Radians to either side within which a direction means an opponent."""
LANE_FROM, LANE_TO = 0.15, 0.85
"""Shares of a lane within which one steps into it: nearer and one stands on somebody's feet."""
POINTS_ASIDE: Final = 0.3
"""Share of a direction across the way to the ball from which it shows which way to stand."""
SETTLE: Final = 0.8
"""Metres from a place at which one begins to slow down."""
BACK: Final = 0.25
"""Cosine of the angle from straight behind a carrier from which a lunge waits: a little before the law's."""
CLOSE_BEHIND: Final = 2.2
"""Metres from a carrier within which a lunge from behind may get to the body."""
COMMITTED: Final = 30
"""Steps for which a guess can't be taken back."""


@dataclass(frozen=True, slots=True)
class LaneGuess:
    """A lane that was gone for on purpose."""

    to: Point
    left: int = COMMITTED
    """Steps until the player may choose again."""


def defend(
    buttons: Buttons, around: Around, common: Wish, guess: LaneGuess | None
) -> tuple[Wish, LaneGuess | None]:
    """Return the wishes of a player whose side doesn't have the ball, and the guess under way."""
    if guess is not None and guess.left > 0:
        return _sprint_to(around, common, guess.to), replace(guess, left=guess.left - 1)
    to_ball = atan2(around.ball[1] - around.body[1], around.ball[0] - around.body[0])
    if buttons.fake:
        player = pointed_player(around, buttons.move)
        to = lane_point(around, player) if player is not None else _straight(around, buttons)
        return _sprint_to(around, common, to), LaneGuess(to)
    if buttons.heel:
        player = pointed_player(around, buttons.move)
        if player is not None:
            place = lane_point(around, player)
            pace = 1.0 if buttons.sprint else PRESS
            return replace(common, move=_toward(around.body, place, pace), hips_to=to_ball), None
    if buttons.push:
        return replace(common, move=_press(around, buttons)), None
    if buttons.shield:
        return replace(
            common, move=_jockey(around, buttons), hips_to=_side_on(around, buttons, to_ball)
        ), None
    pace = 1.0 if buttons.sprint else JOG
    return replace(common, move=(buttons.move[0] * pace, buttons.move[1] * pace)), None


def into_the_back(around: Around) -> bool:
    """Return whether a lunge now would go through the carrier's back: a foul, and no ball."""
    if not 0 <= around.carrier < len(around.foes):
        return False
    foe = around.foes[around.carrier]
    x, y = around.body[0] - foe.at[0], around.body[1] - foe.at[1]
    far = hypot(x, y)
    behind = far > 0.0 and x * cos(foe.hips) + y * sin(foe.hips) < -BACK * far
    return behind and far < CLOSE_BEHIND


def pointed_player(around: Around, way: Point) -> NearbyPlayer | None:
    """Return the opponent that a direction means from one's own place; without one, the nearest lane's."""
    others = [foe for i, foe in enumerate(around.foes) if i != around.carrier]
    if not others:
        return None
    if hypot(*way) == 0.0:
        return min(others, key=lambda foe: _gap(around.body, lane_point(around, foe)))
    angle = atan2(way[1], way[0])

    def off(foe: NearbyPlayer) -> float:
        seen = atan2(foe.at[1] - around.body[1], foe.at[0] - around.body[0])
        return abs(wrap(seen - angle))

    best = min(others, key=off)
    return best if off(best) <= POINTED else None


def lane_point(around: Around, player: NearbyPlayer) -> Point:
    """Return where a pass from the ball to an opponent is met soonest: the lane's nearest point, metres."""
    (ax, ay), (bx, by) = around.ball, player.at
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    if square < 0.25:
        return player.at
    share = ((around.body[0] - ax) * dx + (around.body[1] - ay) * dy) / square
    share = min(max(share, LANE_FROM), LANE_TO)
    return (ax + dx * share, ay + dy * share)


def _press(around: Around, buttons: Buttons) -> Point:
    ball, velocity = around.ball, around.ball_velocity
    at = (ball[0] + velocity[0] * AHEAD_SECONDS, ball[1] + velocity[1] * AHEAD_SECONDS)
    pace = 1.0 if buttons.sprint else PRESS
    way = atan2(at[1] - around.body[1], at[0] - around.body[0])
    x, y = cos(way) + BEND * buttons.move[0], sin(way) + BEND * buttons.move[1]
    far = hypot(x, y)
    return (x / far * pace, y / far * pace) if far > 1e-6 else (0.0, 0.0)


def _jockey(around: Around, buttons: Buttons) -> Point:
    """Return the slow run of a jockey: as pointed, else at a distance between ball and goal."""
    if hypot(*buttons.move) > 0.0:
        return (buttons.move[0] * JOCKEY, buttons.move[1] * JOCKEY)
    behind = around.own_goal or around.body
    x, y = behind[0] - around.ball[0], behind[1] - around.ball[1]
    far = hypot(x, y)
    if far < 0.1:
        return (0.0, 0.0)
    gap = min(JOCKEY_GAP, far)
    return _toward(around.body, (around.ball[0] + x / far * gap, around.ball[1] + y / far * gap), JOCKEY)


def _side_on(around: Around, buttons: Buttons, to_ball: float) -> float:
    """Return where a jockey's hips point, radians: near the ball half side-on, the way one is pointed to.

    Without a direction one stays turned the way one is.
    """
    if _gap(around.body, around.ball) > CLOSE.stands_within:
        return to_ball
    x, y = buttons.move
    across = cos(to_ball) * y - sin(to_ball) * x
    turned = across if abs(across) > POINTS_ASIDE else wrap(around.hips - to_ball)
    return wrap(to_ball + (CLOSE.side_on if turned >= 0.0 else -CLOSE.side_on))


def _straight(around: Around, buttons: Buttons) -> Point:
    """Return where a guess goes that means no opponent, metres: as pointed, else at the ball."""
    x, y = buttons.move
    if hypot(x, y) == 0.0:
        return around.ball
    return (around.body[0] + 6.0 * x, around.body[1] + 6.0 * y)


def _sprint_to(around: Around, common: Wish, to: Point) -> Wish:
    """Run flat out, without slowing down at the place: a wrong guess leads past it."""
    x, y = to[0] - around.body[0], to[1] - around.body[1]
    far = hypot(x, y)
    return replace(common, move=(x / far, y / far) if far > 0.05 else (0.0, 0.0))


def _toward(body: Point, to: Point, pace: float) -> Point:
    """Return the run to a place, slower near it so that one can stand there."""
    x, y = to[0] - body[0], to[1] - body[1]
    far = hypot(x, y)
    if far < 0.05:
        return (0.0, 0.0)
    pace *= min(far / SETTLE, 1.0)
    return (x / far * pace, y / far * pace)


def _gap(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
