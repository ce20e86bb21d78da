"""What a defender expects of bodies and balls, and how close they stand by it."""

from dataclasses import dataclass

from game.mind.defence.lanes import REACH


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a defender expects of bodies and balls. All numbers are priors."""

    swing: float = 0.28
    """Seconds until the strike that a defender expects when a leg is back."""
    planted: float = 0.07
    """Seconds until the strike that a defender expects when the plant foot is down."""
    nothing: float = 0.6
    """Seconds until the strike that a defender expects when there is no sign of one."""
    exposed: float = 1.0
    """Balls lost by leaving ``exposed_at`` metres and more, if the ball is kept after all."""
    least: float = 0.04
    """Balls won more often below which no defender leaves their place early."""
    gives_up: float = 0.6
    """Share of their nerve with which a defender breaks a commitment off."""
    leg: float = REACH.leg
    pace: float = REACH.pace
    start: float = REACH.sees + 0.14
    """Seconds that opponents are expected to need before they set off, a little more than they do."""
    jockey: float = 1.5
    """Metres from the ball at which a defender keeps the carrier in front of them."""
    stands_off: tuple[float, ...] = (0.0, 1.0, 2.0, 3.0, 4.5)
    """Metres more that a defender may leave the carrier, so as to reach more of the passes."""
    press: float = 0.35
    """Balls that standing off as far as one may costs, where the ball is kept."""
    tight: float = 0.80
    """Metres from a carrier whose back is turned at which a defender stays with them."""
    turned_away: float = 0.7
    """Least cosine between the carrier's hips and straight away from the defender: beyond 45 degrees they
    come round."""
    stays_within: float = 1.3
    """Metres from a carrier within which a defender stays with them, though they turn."""
    at_ball: float = 0.5
    """Metres from the ball to which a defender steps in when a carrier so near turns round with it."""
    steps_in: float = 0.25
    """Seconds by which a defender steps to where the ball will be."""
    comes_round: float = 1.0
    """Radians about a turning carrier by which a marker at most aims to come round: farther, the way would
    lead through the carrier."""
    half_turn: tuple[float, float] = (0.3, 0.8)
    """Radians by which a carrier's hips have just turned, from which a marker at the shirt begins to come
    round with the turn, and at which they come the whole way."""
    used_to: float = 1.0
    """Seconds in which a marker gets used to where a carrier faces: a turn is what differs from it."""
    clear: float = 0.05
    """Metres by which the ball has to be clear of the carrier before a defender goes for it."""
    brakes_with: float = 3.5
    """m/s^2 with which a player expects to stop where they want to be."""
    leans: float = 0.6
    """Share of the way to the lanes they believe in by which a pressing defender stands off the straight
    line."""
    near: float = 5.0
    """Metres over which a lane stops being a defender's to cover."""
    fades: float = 0.4
    """1/m with which a lane farther off pulls less."""
    shades: float = 0.8
    """Share of the way to the lanes they believe in by which waiting players stand off their spots."""
    shifts: tuple[float, ...] = (0.0, 0.5, 1.0)
    """Shares of such a shift that a waiting player weighs against staying."""
    shades_in_shape: float = 0.5
    """Share of ``shades`` that is left where there is a side's shape to keep."""
    closes_at: float = 0.9
    """Share of top speed at which the presser closes."""
    danger: float = 2.0
    """Share by which a ball that is kept right before the goal counts more than far from it."""
    danger_from: float = 14.0
    """Metres from the goal within which a ball that is kept counts more."""
    exposed_at: float = 2.0
    """Metres from the place left from which leaving costs the whole of ``exposed``."""
    goal_side: float = 0.6
    """Share of the line to the own goal, and not of the nearest way, in where a presser stands."""
    hurries: float = 4.0
    """Metres from their spot beyond which a defender runs there, and doesn't look back."""
    at_hand: float = 0.3
    """Metres under which a way has hardly a direction any more."""
    stops_within: float = 0.08
    """Metres from where a player wants to be within which they stop."""
    waits: float = 0.5
    """Share of top speed at which a defender shifts while waiting."""


JUDGEMENT = Judgement()
