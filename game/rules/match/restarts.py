"""A dead ball says who takes it, where everybody goes, and what nobody may do until it is struck."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Codes, Intents, Technique
from game.core.maths import Bools, Floats, Ints, found, heading, norm, pair, unit, vectors
from game.core.state import NOBODY, Rows, View, World
from game.core.state import Phase as Swing
from game.mind.attack.formation import ATTACKS
from game.mind.defence.anticipation import go
from game.rules.match.laws import LAWS, Laws, MatchPhase, steps
from game.rules.match.restart_places import Restart, places_for
from game.scenario.lineup import Lineup
from game.sim.carry import CARRY


@dataclass(frozen=True, slots=True)
class RestartHabits:
    """How players go to their places at a restart, and keep off the ball. All numbers are priors."""

    walks: float = 0.62
    """Share of top speed at which players go to their places."""
    runs: float = 0.9
    """Share of top speed at which the player goes who takes the restart."""
    arrived: float = 0.40
    """Metres from their place at which the taker is there."""
    strays: float = 1.0
    """Metres from their place beyond which the taker is put there."""
    slow: float = 1.5
    """m/s under which the taker is there."""
    soonest: float = 0.4
    """Seconds that everybody walks at least, before the ball may be taken."""
    soonest_at_once: float = 0.1
    """Seconds that a taker walks at least to a restart that waits for nobody else, before it may be taken."""
    at_the_spot: float = 0.05
    """Metres from the spot within which a taker comes from nowhere."""
    faces_from: float = 1.0
    """Metres from their place at which the taker turns to the way the ball goes."""
    turns_at: float = 0.3
    """Share of top speed of a wish to move from which a taker turns that way."""
    keeps_off: float = 0.8
    """Metres more than opponents keep away within which they don't run at the ball."""
    backs_off: float = 0.5
    """Share of top speed at which opponents who are too near back off."""
    half_kept: float = 0.5
    """Metres before the halfway line from which players at a kick-off stay back."""
    goes_back: float = 0.3
    """Share of top speed at which players who are over the halfway line go back."""
    encroaches: float = 0.1
    """Metres nearer than the laws allow at which an opponent is put in place."""
    over_half: float = 0.3
    """Metres over the halfway line at which a player at a kick-off is put in place."""
    open_at: float = 4.0
    """Metres to the nearest opponent at which a team-mate is as open as they can be."""
    best_pass: float = 7.0
    """Metres of the pass that a player who is made to pass likes best."""
    off_best: float = 0.25
    """Metres of openness that each metre off ``best_pass`` costs."""


HABITS: Final = RestartHabits()
_FAR: Final = 1e3
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


class DeadBalls(Batched):
    """The dead balls of a batch."""

    lineup: Shared[Lineup]
    laws: Shared[Laws]
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
    rolls: Bools
    """``(worlds,)`` bool: whether it is a kick-in that may be taken while the ball rolls."""
    at_once: Bools
    """``(worlds,)`` bool: whether it may be taken as soon as the taker is there, wherever others are."""
    jumps: Ints
    """``(worlds,)`` int64: how often somebody was put in place."""

    def __init__(self, lineup: Lineup, worlds: int, laws: Laws = LAWS) -> None:
        players = lineup.squad.players
        self.lineup, self.laws = lineup, laws
        self.stage = np.zeros(worlds, dtype=np.int8)
        self.since = np.zeros(worlds, dtype=np.int64)
        self.taker = np.full(worlds, NOBODY, dtype=np.int64)
        self.side = np.zeros(worlds, dtype=np.int64)
        self.ball = np.zeros((worlds, 2))
        self.away = np.zeros(worlds)
        self.own_half = np.zeros(worlds, dtype=np.bool_)
        self.places = vectors(worlds, players)
        self.facing = np.zeros(worlds)
        self.rolls = np.zeros(worlds, dtype=np.bool_)
        self.at_once = np.zeros(worlds, dtype=np.bool_)
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
        self.rolls[world] = self.laws.kick_ins_roll and restart.kind is MatchPhase.KICK_IN
        free = restart.kind in (MatchPhase.FREE_PASS, MatchPhase.DROPPED_BALL)
        self.at_once[world] = self.rolls[world] or (self.laws.free_pass_at_once and free)
        goal_kick = restart.kind is MatchPhase.GOAL_KICK and lineup.pitch.goals
        area = lineup.pitch.goals[restart.side].area if goal_kick else 0.0
        self.away[world] = max(area - self.laws.goal_kick_from + 1.0, self.laws.away)
        if restart.kind is MatchPhase.KICK_IN:
            inward = (0.0, -1.0 if y > 0.0 else 1.0)
        elif restart.kind is MatchPhase.CORNER:
            inward = (-1.0 if x > 0.0 else 1.0, -1.0 if y > 0.0 else 1.0)
        else:
            inward = (ATTACKS[restart.side], 0.0)
            if self.at_once[world]:
                # From where the taker comes: round the ball stands whoever was too near.
                way = np.array(restart.spot) - bodies[restart.taker]
                inward = (float(way[0]), float(way[1])) if norm(way) > HABITS.at_the_spot else inward
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
        pace = np.where(takes, HABITS.runs, HABITS.walks)[..., None]
        walk = go(pos, self.places[rows], 1.0)
        size = norm(walk)[..., None]
        walk = walk * np.minimum(pace / np.maximum(size, 1e-9), 1.0)
        move = np.where(sent[..., None], walk, intents.move[rows])
        ball = np.where((self.taker[rows] == NOBODY)[:, None], view.ball.pos[rows, :2], self.ball[rows])
        look = np.where(sent[..., None], ball[:, None, :], intents.look_at[rows])
        near = norm(self.places[rows] - pos) < HABITS.faces_from
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
        turns = ready & takes & np.isnan(hips) & (norm(move) > HABITS.turns_at)
        hips = np.where(turns, heading(move), hips)
        move = np.where((ready & takes)[..., None], 0.0, move)
        off = pos - self.ball[rows][:, None, :]
        distance = np.maximum(norm(off), 1e-6)[..., None]
        out = off / distance
        foes = ready & (team != self.side[rows][:, None])
        inward = np.minimum(move[..., :1] * out[..., :1] + move[..., 1:] * out[..., 1:], 0.0)
        edge = self.away[rows][:, None, None]
        move = np.where(foes[..., None] & (distance < edge + HABITS.keeps_off), move - inward * out, move)
        move = np.where(foes[..., None] & (distance < edge), HABITS.backs_off * out, move)
        half = ready & ~takes & self.own_half[rows][:, None]
        way = np.where(team == 0, ATTACKS[0], ATTACKS[1])
        over = half & (pos[..., 0] * way > -HABITS.half_kept)
        back = -HABITS.goes_back
        forward = np.where(over & (move[..., 0] * way > back), back * way, move[..., 0])
        move = pair(forward, move[..., 1])
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
        open_by = np.where(foes, gap, _FAR).min(axis=2)
        far = gap[np.arange(rows.size), players]
        likes = np.minimum(open_by, HABITS.open_at) - HABITS.off_best * np.abs(far - HABITS.best_pass)
        worth = np.where(mates, likes, -_FAR)
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
            if waited >= steps(self.laws.walk) or self._may_begin(world, int(w), waited):
                self._put(world, int(w))
                self._enter(int(w), RestartStage.READY, world.step)

    def _may_begin(self, world: World, w: int, waited: int) -> bool:
        """Return whether everybody is where they belong, or, of what may be taken at once, the taker."""
        if self.at_once[w]:
            return waited >= steps(HABITS.soonest_at_once) and self._taker_there(world, w)
        return waited >= steps(HABITS.soonest) and self._all_there(world, w)

    def _all_there(self, world: World, w: int) -> bool:
        return self._taker_there(world, w) and not self._in_the_way(world, w).any()

    def _taker_there(self, world: World, w: int) -> bool:
        taker = self.taker[w]
        gap = float(norm(world.bodies.pos[w, taker] - self.places[w, taker]))
        slow = float(norm(world.bodies.vel[w, taker])) < HABITS.slow
        return gap < HABITS.arrived and slow

    def _in_the_way(self, world: World, w: int) -> Bools:
        """Return the players who are nearer than the laws allow, or in the wrong half, ``(players,)``."""
        team, pos = world.squad.team, world.bodies.pos[w]
        near = norm(pos - self.ball[w]) < self.away[w] - HABITS.encroaches
        wrong: Bools = (team != self.side[w]) & near
        if self.own_half[w]:
            wrong = wrong | (pos[:, 0] * np.where(team == 0, *ATTACKS) > HABITS.over_half)
        wrong[self.taker[w]] = False
        return wrong

    def _put(self, world: World, w: int) -> None:
        """Put the players who are where they may not be in their place, and the taker too."""
        taker = int(self.taker[w])
        bodies = world.bodies
        late = float(norm(bodies.pos[w, taker] - self.places[w, taker])) > HABITS.strays
        wrong = found(self._in_the_way(world, w) & ~self.at_once[w])
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
    bodies.weight[w, player] = 0.0
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
