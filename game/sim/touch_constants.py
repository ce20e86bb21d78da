"""The numbers of contact: how feet and bodies meet a ball, take it, or send it off."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TouchConstants:
    """Reaching and controlling a ball. A number without a source is a prior."""

    body: float = 0.27
    """Metres from the body's centre from which a leg has to stretch for a ball; how wide the body itself is
    to a ball, :mod:`game.sim.legs.stance` says."""
    leg: float = 0.90
    """Metres from the body's centre that a ready player reaches with a leg."""
    reaction: float = 0.20
    """Seconds of simple reaction to a strike, usual 0.18 to 0.25 (recalled)."""
    stretch_out: float = 0.22
    """Seconds from the reaction to a leg at full reach, for a body that stands on both legs (prior)."""
    at_feet: float = 0.42
    """Metres from the body's centre at which a player plays the ball without waiting for it to come
    nearer."""
    foot_height: float = 0.65
    """Metres of the ball's height below which a foot or thigh can cushion it."""
    cushions_from: float = 0.3
    """Readiness, 0 to 1, from which a leg can cushion a ball that isn't at the feet (prior)."""
    chest_from: float = 0.5
    """Readiness, 0 to 1, from which a chest can take a ball down (prior)."""
    thigh_height: float = 1.10
    """Metres of the ball's height below which a raised leg gets to it, if it is within ``thigh``."""
    thigh: float = 0.65
    """Metres from the body's centre at which a raised leg still gets to a ball below ``thigh_height``."""
    chest_height: float = 1.45
    """Metres of the ball's height below which a chest can take it down, if it is within ``chest``."""
    chest: float = 0.40
    """Metres from the body's centre within which a ball has to come for a chest to take it down."""
    chest_speed: float = 13.0
    """m/s of an arriving ball above which no chest gives enough to take it down."""
    body_height: float = 1.75
    """Metres of the ball's height below which it hits a standing body."""
    head_height: float = 2.05
    """Metres of the ball's height below which a head gets to it, with a hop, if it is within ``head``."""
    head: float = 0.45
    """Metres from the body's centre at which a head still gets to a ball below ``head_height``."""
    lets_drop: float = 0.70
    """Metres from the body's centre within which a player who has time lets a high ball come down."""
    hurried: float = 0.60
    """Pressure, 0 to 1, from which a player has no time to let a high ball come down."""
    own_kick: float = 0.35
    """Seconds in which a struck ball doesn't meet its kicker's legs again."""
    give: float = 0.25
    """Metres over which a foot goes along with a ball that it cushions. With ``give_push`` it bounds how fast
    a foot can recede, 4.5 m/s (prior)."""
    give_push: float = 40.0
    """m/s^2 with which a cushioning foot gets under way (prior; a kick's foot gathers speed five times as
    hard)."""
    give_stretched: float = 0.6
    """Share by which ``give`` is shorter at full stretch, where there is no room behind the foot (prior)."""
    timing: float = 0.020
    """Seconds, spread of when a good player's foot is where it is meant to be: coincidence timing is good to
    15 to 25 ms with slow movements, to 5 to 15 with fast ones (recalled)."""
    timing_unseen: float = 1.5
    """Share by which ``timing`` is worse for a ball that was not seen coming (prior)."""
    place: float = 0.012
    """Metres, spread of where on a good player's foot the ball comes, as for the plant foot (prior)."""
    place_stretched: float = 1.0
    """Share by which ``place`` is worse at full stretch (prior)."""
    place_hurried: float = 1.0
    """Share by which ``place`` is worse for a foot that has just got there (prior)."""
    still_foot: float = 0.22
    """Seconds that a foot has to wait for the ball so as not to be hurried (prior)."""
    mends: float = 0.15
    """Seconds before the ball comes from which the foot is mended no more: where uneven ground turns the ball
    in that time, the ball meets the foot elsewhere (visuomotor delay of interception 0.11 to 0.15,
    recalled)."""
    cushion: float = 0.33
    """Metres: radius of the inside of the foot and of the ball together (0.22 of FEET's push, and 0.11). It
    tells how far off its line a ball comes that is met off its middle."""
    low_hop: float = 1.0
    """m/s upward off the foot that cost no time: the ball is down again before the next step (derived)."""
    lifted: float = 1.0
    """Share by which time and place are worse for a foot that is lifted to ``foot_height`` (prior)."""
    settles_down: float = 0.5
    """Share of a bouncing ball's vertical speed that the foot has to take too, and can be wrong about
    (prior)."""
    in_control: float = 0.80
    """Metres from the body within which the ball has to stay to be under control."""
    settle: float = 0.40
    """Seconds in which a touched ball reaches the spot it was meant for."""
    rebound: float = 0.35
    """Restitution of a leg that doesn't give (prior)."""
    friction: float = 0.40
    """Tangential friction at a leg or a shirt (prior, as at a wall)."""
    roll_kept: float = 0.3
    """Share of the roll that survives a body (prior)."""
    stretch_from: float = 0.35
    """Metres from the body's centre within which a leg needn't stretch at all."""
    comes: float = 3.0
    """m/s from which a ball counts as coming in full (prior)."""
    unskilled: float = 1.75
    """Times that both spreads are those of a good player at no skill; full skill takes 1 off (prior, as for
    the kick)."""
    tired: float = 0.35
    """Share by which both spreads are worse for a spent body (prior)."""
    pressed: float = 0.6
    """Share by which both spreads are worse under full pressure (prior, as for the kick)."""
    behind_from: float = 1.2
    """Radians between the hips and the ball's way, from which a ball begins to come from behind (prior)."""
    behind_over: float = 1.2
    """Radians beyond ``behind_from`` after which a ball comes wholly from behind (prior)."""
    place_behind: float = 0.8
    """Share by which ``place`` is worse for a ball that comes wholly from behind (prior)."""
    place_running: float = 0.12
    """Share by which ``place`` is worse for each m/s of the player's run (prior, as for the kick)."""
    unseen_from: float = 1.6
    """Radians between the gaze and the ball's way, from which a ball is less and less seen coming (prior)."""
    unseen_over: float = 0.8
    """Radians beyond ``unseen_from`` after which a ball is not seen coming at all (prior)."""
    highest: float = 2.0
    """Multiples of ``foot_height`` up to which a higher ball is harder to take (prior)."""
    farthest: float = 2.0
    """Metres from the body's centre to the farthest spot that a touch can be wished to (prior)."""
    turf: float = 0.15
    """Share by which a touch is played faster for what the turf takes of it (prior)."""
    touch_roll: float = 0.8
    """Share of its speed at which a touched ball already rolls (prior)."""
    falls_back: float = 0.1
    """Share of a falling ball's speed with which it hops up off the foot (prior)."""
    busy: float = 0.18
    """Seconds from a touch that controls the ball until the player's next (prior)."""
    busy_lost: float = 0.30
    """Seconds from a touch that lost the ball until the player's next (prior)."""
    rolls_under: float = 0.05
    """Metres of the ball's height under which the ground's bumps still turn it (prior)."""
    lunge_time: float = 0.75
    """Seconds from when the leg of a lunge is off the ground to standing again."""
    lunge_active: float = 0.30
    """Seconds from then in which the foot goes out, and can win the ball, usual .25 to .4: a fencer's front
    foot takes 0.3 s for a metre (recalled)."""
    lunge_from: float = 0.15
    """Metres from the body's centre from which the foot of a lunge goes out (derived: half a stance)."""
    lunge_reach: float = 1.15
    """Metres from the body's centre that a lunging foot gets to."""


TOUCH = TouchConstants()
