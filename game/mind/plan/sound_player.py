"""What a sound player takes for whatever a plan leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.core.intents import Technique


@dataclass(frozen=True, slots=True)
class SoundPlayer:
    """What a sound player chooses where a plan says nothing. All numbers are priors."""

    arrival: float = 5.0
    """m/s at which a pass reaches the receiver, usual 4 to 6: it can be played on at once."""
    look_time: float = 0.30
    """Seconds of a look at the target, usual 0.1 to 0.5."""
    share_of_top: Mapping[Technique, float] = field(
        default_factory=lambda: {Technique.PUSH: 0.95, Technique.BACKHEEL: 0.75, Technique.SHOT: 0.85}
    )
    """Share of the foot's top speed beyond which no player chooses to strike, by technique."""
    settle_time: float = 0.9
    """Seconds that setting oneself before the backswing takes at most, with time."""
    hurried: float = 0.12
    """Seconds that setting oneself before the backswing takes at most, in a match."""
    settled_within: float = 0.07
    """Metres from the wished stance within which a player is set."""
    settled_speed: float = 1.2
    """m/s of the body under which a player is set."""
    turn_time: float = 2.5
    """Seconds that turning toward what the foot can serve takes at most."""
    turned_within: float = 0.06
    """Radians from the wished heading of the hips within which the turn is done."""
    serves_within: float = 0.12
    """Radians off the wished heading of the hips from which the foot serves the aim well enough."""
    waits_for_hips: float = 0.7
    """Seconds beyond the backswing for which the leg waits for hips that don't serve the aim yet."""
    head_turn: float = 0.12
    """Seconds that the head takes to turn to the point it should rest on."""
    in_reach: float = 0.40
    """Metres from the wished stance within which the stride can be mended while the leg goes back."""
    at_feet: float = 0.6
    """Metres to a ball that is still at the feet."""
    runs_after: float = 0.95
    """Metres to a ball after which one has to run with straight hips."""
    catches_up: float = 2.0
    """1/s with which a player catches up with a ball that was pushed ahead."""
    run_up: float = 1.5
    """m/s of the step through the ball when the moment of contact is chosen."""
    run_up_length: float = 0.50
    """Metres behind the sweet spot from which that step starts."""
    run_up_lag: float = 0.09
    """Seconds that gaining the whole speed of that step costs."""
    aside: float = 1.05
    """Radians from the hips at which a player looks who looks away."""
    behind: float = 2.0
    """Radians from the hips beyond which the aim lies behind: who looks away then looks straight ahead."""
    looks_far: float = 10.0
    """Metres to the point at which a player looks who looks away."""
    ease: float = 0.35
    """Share of what a foot serves with ease within which the hips are brought: an honest body shows."""
    hurried_ease: float = 0.8
    """Share of what a foot serves with ease within which the hips are brought in a match, where nobody turns
    further than they must."""
    far_foot: float = 0.30
    """Metres to the side of a receiver's centre of a pass to the far foot."""
    marked_within: float = 100.0
    """Metres to the nearest opponent within which a receiver has a far foot: anywhere on a pitch."""
    leads_from: float = 1.0
    """m/s of a team-mate's run from which a pass is led."""
    leads_standing: float = 0.8
    """Metres before a team-mate who stands to which a pass is led where the plan asks for a lead."""
    inside: float = 0.8
    """Metres inside a line at which a pass is led at the farthest."""
    stands_under: float = 0.3
    """m/s of a team-mate's run below which they count as standing."""
    mean_speed: float = 0.72
    """Share of its first speed that a pass keeps on average, with which a lead is counted."""
    least_speed: float = 2.0
    """m/s: no pass is counted slower than this on its way."""
    first_speed: float = 10.0
    """m/s off the foot with which the lead is counted before the speed is chosen."""
    weight_grain: float = 0.1
    """Metres to which a pass's length is rounded before its weight is chosen."""
    first_backswing: float = 0.35
    """Seconds of a backswing with which the lead is counted before it is chosen."""


SOUND = SoundPlayer()
