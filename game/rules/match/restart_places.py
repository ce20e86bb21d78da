"""A restart has a taker, a spot, and a place for everybody while the ball lies."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.intents import Codes
from game.core.maths import PI, Floats, found, heading, norm, unit, vectors, wrap
from game.core.pitch import Pitch
from game.mind.attack.formation import ATTACKS
from game.rules.match.laws import MatchPhase
from game.scenario.lineup import Lineup

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Restart:
    """A ball that is to be brought back into play."""

    kind: MatchPhase
    side: int
    """Side whose ball it is, 0 red and 1 blue."""
    taker: int
    """Number of the player who takes it."""
    spot: Spot
    """Place from which it is taken, metres."""
    ready: bool = False
    """Whether the taker may take it already."""
    seconds_left: float = 0.0
    """Seconds until a player is put in their place, or until the ball is taken for a taker who waits."""


@dataclass(frozen=True, slots=True)
class RestartShape:
    """Where a side stands at a restart, in shares of half the pitch unless it says metres. Priors."""

    width: float = 0.75
    """Share of its width that the shape keeps."""
    slides: float = 0.3
    """Share of the ball's way across the pitch by which the shape shifts."""
    length: float = 0.7
    """Share of its length that the shape keeps."""
    follows: float = 0.6
    """Share of the ball's way along the pitch by which the shape shifts."""
    higher: float = 0.05
    """How much further up the side with the ball stands."""
    lower: float = 0.15
    """How much further back the other side stands."""
    furthest: float = 0.86
    """Greatest share of half the length at which a player stands."""
    widest: float = 0.88
    """Greatest share of half the width at which a player stands."""
    keeper_out: float = 0.8
    """Metres off the goal line at which a keeper stands."""
    keeper_slides: float = 0.12
    """Share of the ball's way across the pitch by which a keeper shifts."""
    keeper_aside: float = 1.2
    """Metres from the middle by which a keeper shifts at most."""
    cleared_from: float = 0.3
    """Metres more than opponents keep away within which a place is moved out."""
    cleared_to: float = 0.4
    """Metres more than opponents keep away to which a place is moved out."""
    on_the_ball: float = 0.1
    """Metres from the ball within which a place has no side of its own."""
    round: float = 0.45 * PI
    """Radians off the way to the own goal to which a place is moved at most."""
    outside: float = 1.0
    """Metres outside the lines at which a place may lie."""
    inside: float = -0.5
    """Metres outside the lines where boards stand on them: nobody gets past."""


SHAPE: Final = RestartShape()


def taker_of(lineup: Lineup, pos: Floats, kind: MatchPhase, side: int, spot: Spot) -> int:
    """Return the player who takes a restart; ``pos`` ``(players, 2)`` is in metres."""
    keeper = lineup.keepers[side]
    if kind is MatchPhase.KICK_OFF:
        return lineup.forward[side]
    if kind is MatchPhase.GOAL_KICK and keeper is not None:
        return keeper
    players = lineup.outfield(side)
    distance = norm(pos[players] - np.array(spot))
    return players[int(np.argmin(distance))]


def places_for(lineup: Lineup, restart: Restart, away: float) -> Floats:
    """Return where everybody goes while the ball lies, ``(players, 2)`` metres.

    It is the side's shape, moved with the ball.
    """
    s, pitch, team = SHAPE, lineup.pitch, lineup.squad.team
    half = np.array((0.5 * pitch.length, 0.5 * pitch.width))
    way = np.where(team == 0, *ATTACKS)
    ball = np.array(restart.spot) / half
    ahead = lineup.shape[:, 0] * way
    aside = s.width * lineup.shape[:, 1] + s.slides * ball[1]
    ball_ahead = ball[0] * way
    if restart.kind is MatchPhase.KICK_OFF:
        up = 0.5 * (ahead - 1.0)
        aside = lineup.shape[:, 1]
    else:
        # The side with the ball plays a little higher than the other.
        lift = np.where(team == restart.side, s.higher, -s.lower)
        up = np.clip(s.length * ahead + s.follows * ball_ahead + lift, -s.furthest, s.furthest)
    x = up * way * half[0]
    y = np.clip(aside, -s.widest, s.widest) * half[1]
    for side, keeper in enumerate(lineup.keepers):
        if keeper is not None:
            x[keeper] = -ATTACKS[side] * (half[0] - s.keeper_out)
            y[keeper] = np.clip(s.keeper_slides * restart.spot[1], -s.keeper_aside, s.keeper_aside)
    places = vectors(len(team))
    places[:, 0], places[:, 1] = x, y
    return _cleared(pitch, team, places, restart, away)


def _cleared(pitch: Pitch, team: Codes, places: Floats, restart: Restart, away: float) -> Floats:
    """Return opponents' places moved out of the circle around the ball, toward their own goal."""
    s, spot = SHAPE, np.array(restart.spot)
    for player in found(team != restart.side):
        goal = np.array((-ATTACKS[int(team[player])] * 0.5 * pitch.length, 0.0))
        off = places[player] - spot
        if float(norm(off)) < away + s.cleared_from:
            toward = float(heading((goal - spot)[None])[0])
            own = float(heading(off[None])[0]) if float(norm(off)) > s.on_the_ball else toward
            turned = float(wrap(np.array([own - toward]))[0])
            turned = min(max(turned, -s.round), s.round)
            places[player] = spot + (away + s.cleared_to) * unit(np.array([toward + turned]))[0]
            around = s.inside if pitch.walls else s.outside
            half_x, half_y = 0.5 * pitch.length + around, 0.5 * pitch.width + around
            places[player, 0] = min(max(places[player, 0], -half_x), half_x)
            places[player, 1] = min(max(places[player, 1], -half_y), half_y)
    return places
