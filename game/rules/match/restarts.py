"""A dead ball says who takes it, where everybody goes, and what nobody may do until it is struck."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Codes, Intents, Technique
from game.core.maths import PI, Bools, Floats, Ints, found, heading, norm, unit, vectors, wrap
from game.core.pitch import Pitch
from game.core.state import NOBODY, Rows, View, World
from game.core.state import Phase as Swing
from game.mind.attack.formation import ATTACKS
from game.mind.defence.anticipation import go
from game.rules.match.laws import LAWS, MatchPhase, steps
from game.scenario.lineup import Lineup
from game.sim.carry import CARRY

Spot = tuple[float, float]

WALKS: Final = 0.62
"""Share of top speed at which players go to their places."""
RUNS: Final = 0.9
"""Share of top speed at which the player goes who takes the restart."""
ARRIVED: Final = 0.40
"""Metres from their place at which the taker is there."""
URGED_TURN, URGED_BACK, URGED_ALL = steps(0.5), steps(0.8), steps(1.5)
"""Steps of a pass that is played for a player: until turned, until the leg is back, until the next."""


class RestartStage(IntEnum):
    """The stages of a dead ball."""

    PLAY = 0
    """The ball is in play."""
    PAUSE = 1
    """The whistle has gone; the ball rolls on."""
    WALK = 2
    """The ball lies on its spot, everybody goes to their place."""
    READY = 3
    """The restart may be taken."""
    OVER = 4
    """The match is over."""


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


class DeadBalls(Batched):
    """The dead balls of a batch."""

    lineup: Shared[Lineup]
    stage: Codes
    """``(worlds,)`` int8: :class:`RestartStage`."""
    since: Ints
    """``(worlds,)`` int64: the step at which the stage began."""
    taker: Ints
    """``(worlds,)`` int64: the player who takes the restart, or NOBODY."""
    side: Ints
    """``(worlds,)`` int64: the side whose ball it is, 0 red and 1 blue."""
    ball: Floats
    """``(worlds, 2)`` float64, metres: where the ball lies."""
    away: Floats
    """``(worlds,)`` float64, metres that opponents keep from the ball."""
    own_half: Bools
    """``(worlds,)`` bool: whether everybody has to be in their own half."""
    places: Floats
    """``(worlds, players, 2)`` float64, metres: where everybody goes."""
    facing: Floats
    """``(worlds,)`` float64, radians: the heading in which the taker stands."""
    jumps: Ints
    """``(worlds,)`` int64: how often somebody was put in place."""

    def __init__(self, lineup: Lineup, worlds: int) -> None:
        players = lineup.squad.players
        self.lineup = lineup
        self.stage = np.zeros(worlds, dtype=np.int8)
        self.since = np.zeros(worlds, dtype=np.int64)
        self.taker = np.full(worlds, NOBODY, dtype=np.int64)
        self.side = np.zeros(worlds, dtype=np.int64)
        self.ball = np.zeros((worlds, 2))
        self.away = np.zeros(worlds)
        self.own_half = np.zeros(worlds, dtype=np.bool_)
        self.places = vectors(worlds, players)
        self.facing = np.zeros(worlds)
        self.jumps = np.zeros(worlds, dtype=np.int64)

    def pause(self, world: int, step: int, places: Floats) -> None:
        """Stop the ball; everybody may walk toward ``places`` ``(players, 2)`` metres."""
        self._enter(world, RestartStage.PAUSE, step)
        self.taker[world] = NOBODY
        self.places[world] = places

    def over(self, world: int, step: int) -> None:
        """End the match: nothing more will happen."""
        self._enter(world, RestartStage.OVER, step)
        self.taker[world] = NOBODY

    def lay(self, world: int, step: int, restart: Restart, bodies: Floats) -> None:
        """Lay the ball on its spot; ``bodies`` ``(players, 2)`` metres is where everybody is now."""
        lineup, x, y = self.lineup, *restart.spot
        self._enter(world, RestartStage.WALK, step)
        self.taker[world], self.side[world] = restart.taker, restart.side
        self.ball[world] = restart.spot
        self.own_half[world] = restart.kind is MatchPhase.KICK_OFF
        goal_kick = restart.kind is MatchPhase.GOAL_KICK and lineup.pitch.goals
        area = lineup.pitch.goals[restart.side].area if goal_kick else 0.0
        self.away[world] = max(area - LAWS.goal_kick_from + 1.0, LAWS.away)
        if restart.kind is MatchPhase.KICK_IN:
            inward = (0.0, -1.0 if y > 0.0 else 1.0)
        elif restart.kind is MatchPhase.CORNER:
            inward = (-1.0 if x > 0.0 else 1.0, -1.0 if y > 0.0 else 1.0)
        else:
            inward = (ATTACKS[restart.side], 0.0)
        self.facing[world] = float(heading(np.array([inward]))[0])
        self.places[world] = places_for(lineup, restart, self.away[world])
        stand = restart.spot - CARRY.ahead * unit(self.facing[world : world + 1])[0]
        self.places[world, restart.taker] = stand

    def alive(self, world: int, step: int) -> None:
        """Bring the ball back into play."""
        self._enter(world, RestartStage.PLAY, step)
        self.taker[world] = NOBODY
        self.own_half[world] = False

    def _enter(self, world: int, stage: RestartStage, step: int) -> None:
        self.stage[world], self.since[world] = stage, step

    def override(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what a dead ball asks of everybody over their wishes.

        ``steered`` ``(worlds, players)`` marks people's players: they may walk where they like.
        """
        rows = found(self.stage != RestartStage.PLAY)
        if rows.size == 0:
            return
        ready = (self.stage[rows] == RestartStage.READY)[:, None]
        players = np.arange(view.squad.players)
        takes = players == self.taker[rows][:, None]
        self._nobody_kicks(view, intents, rows, ~(ready & takes))
        pos = view.bodies.pos[rows]
        foes = view.squad.team != self.side[rows][:, None]
        # At a kick-off the other side waits in its places: who presses early stands at the circle in a bunch.
        waits = ready & foes & self.own_half[rows][:, None]
        sent = (~ready | waits) & (~steered[rows] | takes)
        pace = np.where(takes, RUNS, WALKS)[..., None]
        walk = go(pos, self.places[rows], 1.0)
        size = norm(walk)[..., None]
        walk = walk * np.minimum(pace / np.maximum(size, 1e-9), 1.0)
        move = np.where(sent[..., None], walk, intents.move[rows])
        ball = np.where((self.taker[rows] == NOBODY)[:, None], view.ball.pos[rows, :2], self.ball[rows])
        look = np.where(sent[..., None], ball[:, None, :], intents.look_at[rows])
        near = norm(self.places[rows] - pos) < 1.0
        hips = np.where(sent, np.nan, intents.hips_to[rows])
        hips = np.where(sent & takes & near, self.facing[rows][:, None], hips)
        move, hips = self._ready(view, rows, ready, takes, move, hips)
        intents.move[rows], intents.look_at[rows], intents.hips_to[rows] = move, look, hips

    @staticmethod
    def _nobody_kicks(view: View, intents: Intents, rows: Rows, who: Bools) -> None:
        """Take every swing, lunge and dive from the players in the mask ``who`` ``(rows, players)``."""
        back = view.bodies.phase[rows] == Swing.BACK
        intents.swing[rows] = np.where(who, Technique.NONE, intents.swing[rows])
        intents.cancel[rows] = np.where(who, back, intents.cancel[rows])
        intents.tackle[rows] = False
        intents.shield[rows] = False
        intents.place[rows] = np.where(who[..., None], np.nan, intents.place[rows])
        intents.dive_to[rows] = np.nan

    def _ready(
        self, view: View, rows: Rows, ready: Bools, takes: Bools, move: Floats, hips: Floats
    ) -> tuple[Floats, Floats]:
        """Let the taker turn on the spot while the others stay away from the ball; returns move and hips."""
        team = view.squad.team[None, :]
        pos = view.bodies.pos[rows]
        turns = ready & takes & np.isnan(hips) & (norm(move) > 0.3)
        hips = np.where(turns, heading(move), hips)
        move = np.where((ready & takes)[..., None], 0.0, move)
        off = pos - self.ball[rows][:, None, :]
        distance = np.maximum(norm(off), 1e-6)[..., None]
        out = off / distance
        foes = ready & (team != self.side[rows][:, None])
        inward = np.minimum(move[..., :1] * out[..., :1] + move[..., 1:] * out[..., 1:], 0.0)
        edge = self.away[rows][:, None, None]
        move = np.where(foes[..., None] & (distance < edge + 0.8), move - inward * out, move)
        move = np.where(foes[..., None] & (distance < edge), 0.5 * out, move)
        half = ready & ~takes & self.own_half[rows][:, None]
        way = np.where(team == 0, ATTACKS[0], ATTACKS[1])
        over = half & (pos[..., 0] * way > -0.5)
        forward = np.where(over & (move[..., 0] * way > -0.3), -0.3 * way, move[..., 0])
        move = np.stack((forward, move[..., 1]), axis=-1)
        return move, hips

    def urge(self, view: View, intents: Intents, rows: Rows, players: Ints, since: Ints) -> None:
        """Make ``players`` of some worlds pass to their most open team-mate; it began ``since`` steps ago."""
        if rows.size == 0:
            return
        team, pos = view.squad.team, view.bodies.pos[rows]
        mates = (team[None, :] == team[players][:, None]) & (
            np.arange(view.squad.players) != players[:, None]
        )
        foes = team[None, :, None] != team[None, None, :]
        gap = norm(pos[:, :, None, :] - pos[:, None, :, :])
        open_by = np.where(foes, gap, 1e3).min(axis=2)
        far = gap[np.arange(rows.size), players]
        worth = np.where(mates, np.minimum(open_by, 4.0) - 0.25 * np.abs(far - 7.0), -1e3)
        aim = pos[np.arange(rows.size), np.argmax(worth, axis=1)]
        ball = view.ball.pos[rows, :2]
        moment = since % URGED_ALL
        back = (moment >= URGED_TURN) & (moment < URGED_BACK)
        where = rows, players
        intents.move[where] = 0.0
        intents.hips_to[where] = heading(aim - ball)
        intents.look_at[where] = aim
        intents.swing[where] = np.where(back, Technique.PUSH, Technique.NONE)
        intents.cancel[where] = False
        intents.aim[where] = aim
        for wish in (intents.speed, intents.lean, intents.follow):
            wish[where] = np.nan
        intents.place[where] = np.nan
        intents.foot[where] = 0
        intents.step_in[where] = True
        intents.tackle[where] = intents.shield[where] = False

    def keep(self, world: World) -> None:
        """After a step, keep the ball where it lies, and the player who takes it by it."""
        lies = found((self.stage == RestartStage.WALK) | (self.stage == RestartStage.READY))
        if lies.size == 0:
            return
        takers = self.taker[lies]
        waits = (self.stage[lies] == RestartStage.WALK) | (world.bodies.phase[lies, takers] == Swing.NONE)
        lies, takers = lies[waits], takers[waits]
        lay_ball(world, lies, self.ball[lies], takers)

    def stand_by(self, world: World, intents: Intents) -> None:
        """Let a taker who doesn't set their feet yet step around the ball as the hips turn."""
        rows = found(self.stage == RestartStage.READY)
        if rows.size == 0:
            return
        takers = self.taker[rows]
        free = (world.bodies.phase[rows, takers] == Swing.NONE) & np.isnan(intents.place[rows, takers, 0])
        rows, takers = rows[free], takers[free]
        hips = world.bodies.hips[rows, takers]
        world.bodies.pos[rows, takers] = self.ball[rows] - CARRY.ahead * unit(hips)
        world.bodies.vel[rows, takers] = 0.0

    def go_on(self, world: World) -> None:
        """Put everybody in their place who isn't there; the ball may be taken."""
        for w in found(self.stage == RestartStage.WALK):
            waited = world.step - int(self.since[w])
            if waited >= steps(LAWS.walk) or (waited >= steps(0.4) and self._all_there(world, int(w))):
                self._put(world, int(w))
                self._enter(int(w), RestartStage.READY, world.step)

    def _all_there(self, world: World, w: int) -> bool:
        taker = self.taker[w]
        gap = float(norm(world.bodies.pos[w, taker] - self.places[w, taker]))
        slow = float(norm(world.bodies.vel[w, taker])) < 1.5
        return gap < ARRIVED and slow and not self._in_the_way(world, w).any()

    def _in_the_way(self, world: World, w: int) -> Bools:
        """Return the players who are nearer than the laws allow, or in the wrong half, ``(players,)``."""
        team, pos = world.squad.team, world.bodies.pos[w]
        wrong: Bools = (team != self.side[w]) & (norm(pos - self.ball[w]) < self.away[w] - 0.1)
        if self.own_half[w]:
            wrong = wrong | (pos[:, 0] * np.where(team == 0, *ATTACKS) > 0.3)
        wrong[self.taker[w]] = False
        return wrong

    def _put(self, world: World, w: int) -> None:
        """Put the players who are where they may not be in their place, and the taker too."""
        taker = int(self.taker[w])
        bodies = world.bodies
        late = float(norm(bodies.pos[w, taker] - self.places[w, taker])) > 1.0
        wrong = found(self._in_the_way(world, w))
        self.jumps[w] += bool(wrong.size) or late
        for player in [taker, *(int(p) for p in wrong)]:
            bodies.pos[w, player] = self.places[w, player]
            bodies.vel[w, player] = 0.0
            to_ball = float(heading((self.ball[w] - bodies.pos[w, player])[None])[0])
            # A taker who is there goes on facing the same way.
            if player == taker and not late:
                to_ball = float(bodies.hips[w, player])
                bodies.pos[w, player] = self.ball[w] - CARRY.ahead * unit(np.array([to_ball]))[0]
            still(world, w, player, to_ball)
        lay_ball(world, np.array([w]), self.ball[w : w + 1], np.array([taker]))


def still(world: World, w: int, player: int, facing: float) -> None:
    """Make a player stand and do nothing."""
    bodies = world.bodies
    bodies.vel[w, player] = 0.0
    for headings in (bodies.hips, bodies.trunk, bodies.gaze):
        headings[w, player] = facing
    for busy in (bodies.phase, bodies.technique, bodies.foot, bodies.lift, bodies.lunge, bodies.dive):
        busy[w, player] = 0
    world.hidden.rest[w, player] = 0.0


def lay_ball(world: World, rows: Rows, spots: Floats, holders: Ints) -> None:
    """Put down the balls of some worlds, at rest."""
    ball = world.ball
    ball.pos[rows, :2] = spots
    ball.pos[rows, 2] = 0.0
    ball.vel[rows] = 0.0
    ball.roll[rows] = 0.0
    ball.holder[rows] = holders
    ball.last_touch[rows] = holders
    ball.kicker[rows] = NOBODY
    ball.hands[rows] = False


def taker_of(lineup: Lineup, pos: Floats, kind: MatchPhase, side: int, spot: Spot) -> int:
    """Return the player who takes a restart; ``pos`` ``(players, 2)`` is in metres."""
    keeper = lineup.keepers[side]
    if kind is MatchPhase.KICK_OFF:
        return lineup.forward[side]
    if kind is MatchPhase.GOAL_KICK and keeper is not None:
        return keeper
    men = lineup.outfield(side)
    distance = norm(pos[men] - np.array(spot))
    return men[int(np.argmin(distance))]


def places_for(lineup: Lineup, restart: Restart, away: float) -> Floats:
    """Return where everybody goes while the ball lies, ``(players, 2)`` metres.

    It is the side's shape, moved with the ball.
    """
    pitch, team = lineup.pitch, lineup.squad.team
    half = np.array((0.5 * pitch.length, 0.5 * pitch.width))
    way = np.where(team == 0, *ATTACKS)
    ball = np.array(restart.spot) / half
    ahead = lineup.shape[:, 0] * way
    aside = 0.75 * lineup.shape[:, 1] + 0.3 * ball[1]
    ball_ahead = ball[0] * way
    if restart.kind is MatchPhase.KICK_OFF:
        up = 0.5 * (ahead - 1.0)
        aside = lineup.shape[:, 1]
    else:
        # The side with the ball plays a little higher than the other.
        lift = np.where(team == restart.side, 0.05, -0.15)
        up = np.clip(0.7 * ahead + 0.6 * ball_ahead + lift, -0.86, 0.86)
    x = up * way * half[0]
    y = np.clip(aside, -0.88, 0.88) * half[1]
    for side, keeper in enumerate(lineup.keepers):
        if keeper is not None:
            x[keeper] = -ATTACKS[side] * (half[0] - 0.8)
            y[keeper] = np.clip(0.12 * restart.spot[1], -1.2, 1.2)
    places = vectors(len(team))
    places[:, 0], places[:, 1] = x, y
    return _cleared(pitch, team, places, restart, away)


def _cleared(pitch: Pitch, team: Codes, places: Floats, restart: Restart, away: float) -> Floats:
    """Return opponents' places moved out of the circle around the ball, toward their own goal."""
    spot = np.array(restart.spot)
    for player in found(team != restart.side):
        goal = np.array((-ATTACKS[int(team[player])] * 0.5 * pitch.length, 0.0))
        off = places[player] - spot
        if float(norm(off)) < away + 0.3:
            toward = float(heading((goal - spot)[None])[0])
            own = float(heading(off[None])[0]) if float(norm(off)) > 0.1 else toward
            turned = float(wrap(np.array([own - toward]))[0])
            turned = min(max(turned, -0.45 * PI), 0.45 * PI)
            places[player] = spot + (away + 0.4) * unit(np.array([toward + turned]))[0]
            half_x, half_y = 0.5 * pitch.length + 1.0, 0.5 * pitch.width + 1.0
            places[player, 0] = min(max(places[player, 0], -half_x), half_x)
            places[player, 1] = min(max(places[player, 1], -half_y), half_y)
    return places
