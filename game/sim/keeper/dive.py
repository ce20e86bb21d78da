"""A keeper dives: pushed off, carried without steering, sliding along the ground, and up again."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Floats, heading, norm, places, unit
from game.core.state import NOBODY, STEP_SECONDS, Phase, World


@dataclass(frozen=True, slots=True)
class DiveConstants:
    """A dive. A number without a source is a prior."""

    time: float = 1.05
    """Seconds from the push-off to standing again."""
    push_off: float = 0.35
    """Seconds for which the legs push."""
    push: float = 12.0
    """m/s^2 with which the legs push off: the body is at ``launch`` in a third of a second, as long as a leg
    pushes in a jump aside (recalled). Running, the same legs push 8.4 to 9.8 sideways (measured)."""
    launch: float = 3.9
    """m/s of a full dive: elite keepers' centre of mass gets 3.9 m/s sideways, 2.7 of it from the far leg
    (Ibrahim 2019, read)."""
    softest: float = 0.8
    """m/s of a dive at something near."""
    goes_past: float = 0.40
    """Metres further than the hands need to go for which a dive is launched."""
    gets_there: float = 0.40
    """Seconds in which a dive that is launched softer than it could be gets the body to its place."""
    active: float = 0.60
    """Seconds from the push-off after which the body is on the ground and slides."""
    slide: float = 9.0
    """m/s^2 by which the ground brakes a sliding keeper."""
    stretch: float = 1.0
    """Metres along the dive from the body's centre to fully stretched hands."""
    stretch_in: float = 0.25
    """Seconds from the push-off until the hands are fully stretched."""
    thin: float = 0.40
    """Metres to each side of a stretched body that it covers."""
    high: float = 2.15
    """Metres of a ball's height below which the hands get to it at the push-off."""
    fall: float = 8.0
    """m/s^2, half the acceleration with which that height comes down after ``falls_from``."""
    falls_from: float = 0.10
    """Seconds from the push-off until the reach upward begins to come down."""
    lying: float = 0.45
    """Metres that a lying body and its arms reach up."""
    hands_high: float = 0.75
    """Metres of a ball's height above which outstretched hands get to it at the push-off: getting down takes
    a while."""
    down: float = 9.0
    """m/s^2: the least height of the hands comes down by this much times the seconds squared."""
    counts: float = 0.60
    """Seconds from the push-off after which the hands get to nothing any more."""
    low_from: float = 0.45
    """Metres along the dive within which the legs cover the ground."""


DIVE = DiveConstants()
_NO_SWING = Phase.NONE.value


def stretch_of(seconds: Floats) -> Floats:
    """Return the metres along the dive from body to hands, ``seconds`` after the push-off."""
    out: Floats = DIVE.stretch * np.minimum(seconds / DIVE.stretch_in, 1.0)
    return out


def thickness_of(seconds: Floats, arms: Floats) -> Floats:
    """Return the metres around the line from body to hands within which a ball is met.

    ``arms`` are the metres that a standing keeper's arms would reach by now; a stretched body's go one way.
    """
    spread = arms * (1.0 - np.minimum(seconds / DIVE.stretch_in, 1.0))
    return np.maximum(spread, DIVE.thin)


def top_of(seconds: Floats) -> Floats:
    """Return the metres of a ball's height below which the hands get to it.

    ``seconds`` count from the push-off.
    """
    falling = np.maximum(seconds - DIVE.falls_from, 0.0)
    return np.maximum(DIVE.high - DIVE.fall * falling * falling, DIVE.lying)


def floor_of(seconds: Floats) -> Floats:
    """Return the metres of a ball's height above which outstretched hands get to it.

    ``seconds`` count from the push-off.
    """
    return np.maximum(DIVE.hands_high - DIVE.down * seconds * seconds, 0.0)


def dive(world: World, intents: Intents, dt: float = STEP_SECONDS) -> list[Events]:
    """Count dives down, and start those that keepers wish; returns the dives that start."""
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    if np.count_nonzero(bodies.dive):
        bodies.dive = np.maximum(bodies.dive - dt, 0.0)
    wants = ~np.isnan(intents.dive_to[..., 0]) & squad.keeper
    if not np.count_nonzero(wants):
        return []
    free = (bodies.phase == _NO_SWING) & (bodies.lunge <= 0.0) & (bodies.dive <= 0.0)
    has = np.arange(squad.players) == world.ball.holder[:, None]
    where = rows, players = places(wants & free & ~has)
    if rows.size == 0:
        return []
    gap = intents.dive_to[where] - bodies.pos[where]
    distance = norm(gap)
    needed = (distance - DIVE.stretch + DIVE.goes_past) / DIVE.gets_there
    launch = np.minimum(np.maximum(needed, DIVE.softest), DIVE.launch)
    bodies.dive[where] = DIVE.time
    bodies.dive_way[where] = np.where(distance > 1e-6, heading(gap), bodies.hips[where])
    hidden.speed[where] = launch
    point = np.zeros((rows.size, 3))
    point[:, :2] = bodies.pos[where]
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return [Events(Kind.DIVE, rows, players, nobody, point, launch)]


def fly(world: World, before_pos: Floats, before_vel: Floats, dt: float = STEP_SECONDS) -> None:
    """Carry divers where the dive takes them instead of where their legs would have run in this step.

    ``before_pos`` and ``before_vel`` ``(worlds, players, 2)`` are places and velocities before the step.
    """
    bodies, hidden = world.bodies, world.hidden
    if not np.count_nonzero(bodies.dive):
        return
    where = places(bodies.dive > 0.0)
    since = DIVE.time - bodies.dive[where]
    was = before_vel[where]
    launch = hidden.speed[where][:, None] * unit(bodies.dive_way[where])
    change = launch - was
    size = norm(change)
    pushed = was + change * (np.minimum(size, DIVE.push * dt) / np.maximum(size, 1e-9))[:, None]
    speed = norm(was)
    slid = was * (np.maximum(speed - DIVE.slide * dt, 0.0) / np.maximum(speed, 1e-9))[:, None]
    now = np.where((since < DIVE.push_off)[:, None], pushed, was)
    now = np.where((since >= DIVE.active)[:, None], slid, now)
    bodies.vel[where] = now
    bodies.pos[where] = before_pos[where] + 0.5 * dt * (was + now)


@lru_cache(maxsize=1)
def _full_dive() -> tuple[Floats, Floats, Floats, Floats]:
    """Return the seconds of a full dive and the reach, floor and top of its hands, ``(steps,)`` metres."""
    steps = np.arange(1, 1 + round(DIVE.counts / STEP_SECONDS))
    speed = body = 0.0
    reach = []
    for number in steps:
        now = number * STEP_SECONDS
        before = speed
        if now < DIVE.push_off:
            speed = min(speed + DIVE.push * STEP_SECONDS, DIVE.launch)
        elif now >= DIVE.active:
            speed = max(speed - DIVE.slide * STEP_SECONDS, 0.0)
        body += 0.5 * STEP_SECONDS * (before + speed)
        reach.append(body)
    seconds: Floats = np.asarray(steps * STEP_SECONDS, dtype=np.float64)
    hands = stretch_of(seconds) + DIVE.thin
    return seconds, np.array(reach) + hands, floor_of(seconds), top_of(seconds)


def dive_time(distance: Floats, height: Floats) -> Floats:
    """Return the seconds from pushing off until a full dive's hands get to a ball, inf where they never do.

    ``distance`` are metres sideways from the body's centre, ``height`` metres of the ball's centre above the
    ground, in one shape. A keeper who stands still at the push-off needs as long; the reaction is not in it.
    """
    seconds, reach, low, high = _full_dive()
    gets = (distance[..., None] <= reach) & (height[..., None] >= low) & (height[..., None] <= high)
    return np.where(gets.any(axis=-1), seconds[np.argmax(gets, axis=-1)], np.inf)
