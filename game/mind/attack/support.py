"""Team-mates without the ball offer a lane, follow a pass, run in behind, and meet the ball half turned.

Each weighs some spots around them a few times a second: is the lane to it open, am I free there, does it
bring us forward, are we spread, how far is it. Nobody here knows what the carrier intends.
"""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.maths import (
    ONE,
    PI,
    SMALL,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    constant,
    dot,
    found,
    heading,
    norm,
    pair,
    unit,
    wrap,
)
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad
from game.mind.attack.formation import ATTACKS, shape_of
from game.mind.defence.anticipation import go
from game.mind.defence.judgement import JUDGEMENT
from game.mind.perception.perceived import VX, VY, Own, Perceived
from game.mind.traits.schedule import THINK_EVERY
from game.mind.whose_ball import mates_of


@dataclass(frozen=True, slots=True)
class SupportHabits:
    """The likings of a team-mate. All numbers are priors, weights in units of a wholly open lane."""

    again: int = 4
    """Thoughts from one choice of a spot to the next; the teams choose in turn."""
    near_step: float = 2.5
    far_step: float = 5.5
    """Metres from a team-mate to the outer ring of spots that they weigh."""
    lane: float = 1.0
    free: float = 0.7
    free_at: float = 4.0
    """Metres to the nearest opponent at which a team-mate is as free as they can be."""
    forward: float = 0.6
    """Weight of each half length of the pitch that a spot lies nearer to the other goal."""
    after_pass: float = 3.0
    """Times that a team-mate likes to go forward more after they have passed."""
    give_and_go: float = 1.4
    """Seconds for which a team-mate likes to go forward more after they have passed."""
    spread: float = 0.5
    spread_at: float = 6.0
    """Metres between team-mates below which they stand in each other's way."""
    home: float = 0.05
    """Weight of each metre from the place that the formation has for a team-mate."""
    home_in_run: float = 0.3
    """Share of ``home`` that is left on a run."""
    higher: float = 0.2
    """Half lengths by which the shape of the side with the ball stands higher."""
    kept_home: float = 0.14
    """Weight of each metre from the place where there are no goals to play to: a rondo keeps its shape."""
    stays: float = 0.12
    """Weight of the spot that a team-mate is on the way to over others: one who turns round and round gets
    nowhere."""
    shows: float = 0.5
    """Weight of staying where they are, as far as they are free, near and in an open lane, for a team-mate of
    a carrier who stands and looks: on the run they would be a harder target."""
    comes: float = 0.08
    """Weight of each metre beyond ``short`` from which a team-mate of a carrier who stands and looks comes
    toward the ball: a shorter pass is surer, and easier for whoever plays it."""
    short: float = 7.0
    """Metres of a pass that nobody needs to be nearer for."""
    looks_below: float = 2.5
    """m/s of the carrier's run below which the carrier looks for somebody to pass to."""
    trip: float = 0.04
    """Weight of each metre of the way to a spot."""
    crowds: float = 0.9
    """Weight of standing on the ball."""
    too_near: float = 5.5
    too_far: float = 16.0
    """Metres from the ball beyond which a team-mate is less and less good to pass to."""
    pass_speed: float = 9.5
    margin: float = 0.6
    """Seconds by which a ball that beats everybody to a spot counts as wholly safe."""
    jog: float = 0.55
    run: float = 0.95
    """Share of top speed on a run, and on a long way to a spot."""
    hurries: float = 6.0
    """Metres from the chosen spot beyond which a team-mate hurries there."""
    inside: float = 0.8
    """Metres that a team-mate keeps from the lines."""
    half_turn: float = 0.85
    """Radians by which a team-mate opens the body from the ball, toward the other goal or away from a
    marker."""
    behind: float = 4.0
    """Metres beyond the last opponent to which a run in behind goes."""
    touch: float = 1.1
    """Metres by which a first touch takes the ball out of a marker's reach."""
    touch_from: float = 3.5
    """Metres to a marker under which a first touch takes the ball away."""
    touch_runs: float = 0.3
    """Seconds for which opponents are expected to run on when a first touch is chosen."""
    touch_room: float = 4.0
    """Metres of room beyond which more room makes no difference to a first touch."""
    touch_forward: float = 0.35
    """Metres of room that a metre forward is worth to a first touch."""
    shape_follows: float = 0.55
    """Share of the ball's way along the pitch by which the shape shifts."""
    shape_slides: float = 0.25
    """Share of the ball's way across the pitch by which the shape shifts."""
    beyond: float = 0.05
    """Weight of each metre beyond ``too_far``."""
    offside: float = 2.0
    """Weight of standing beyond the offside line."""
    runs_wide: float = 0.85
    """Share of a player's distance from the middle that a run in behind keeps."""
    asked: float = 10.0
    """Weight of a person's call for a run: more than all else together."""
    foes_run: float = 0.2
    """Seconds for which opponents are expected to run on when a lane is weighed."""
    mates_run: float = 0.6
    """Seconds for which team-mates are expected to run on when a spot is weighed."""
    least_along: float = 0.5
    """Metres from the ball before which nobody stands in a lane."""


LIKES = SupportHabits()
HERE, WANTED = 16, 17
"""Numbers of the spots, after two rings of eight, that are a player's own place and the one wanted before."""
COMPASS: Floats = np.arange(8, dtype=np.float64) * (PI / 4.0)
_LIKES, _JUDGEMENT = as_arrays(LIKES), as_arrays(JUDGEMENT)
_BRAKES_TWICE, _SHUT = constant(2.0 * JUDGEMENT.brakes_with), constant(-1.0)
_RING = unit(COMPASS)
_STEPS = np.concatenate((LIKES.near_step * _RING, LIKES.far_step * _RING, np.zeros((1, 2))))


class Support(Batched):
    """The spots of a batch's team-mates, and who has just passed."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    cpu: Shared[Rows]
    offside: Shared[bool]
    run_now: Bools
    """``(worlds, players)`` bool: the players who were asked by a person to run in behind."""
    _post: Floats
    """``(worlds, cpu, 2)`` float64, metres: where each of the computer's players began."""
    _spot: Floats
    """``(worlds, cpu, 2)`` float64, metres: where each wants to be."""
    _runs: Bools
    _passed: Ints
    """``(worlds, cpu)`` int64: the step of each one's last pass."""

    def __init__(self, squad: Squad, own: Own, pitch: Pitch, *, offside: bool = False) -> None:
        self.squad = squad
        self.pitch, self.cpu, self.offside = pitch, own.viewers, offside
        self._post = own.pos
        self._spot = own.pos
        self._runs = np.zeros(self._spot.shape[:2], dtype=np.bool_)
        self._passed = np.full(self._runs.shape, -(10**6), dtype=np.int64)
        self.run_now = np.zeros((own.worlds, squad.players), dtype=np.bool_)

    def restart(self, seen: Perceived, rows: Bools) -> None:
        """Take in a whistle: everybody begins from where they are."""
        self._spot[rows] = seen.own.pos[rows]
        self._runs[rows] = False

    def wish(self, seen: Perceived, ball: Floats, busy: Bools) -> Floats:
        """Return wishes to move of everybody whose team has the ball, ``(worlds, viewers, 2)``.

        They are shares of top speed. ``ball`` ``(worlds, viewers, 2)`` is where each expects it in a moment,
        in metres, and ``busy`` ``(worlds, viewers)`` those who have it or go to meet it.
        """
        self._spot = np.where(busy[..., None], ball, self._spot)
        mine, step = seen.own.kicked
        self._passed = np.where(mine, step, self._passed)
        thought = seen.step // THINK_EVERY
        for team in (0, 1):
            if (thought + team * LIKES.again // 2) % LIKES.again == 0:
                players = self._field(team)
                if players.size:
                    self._choose(seen.of(players), team, players, ball)
        here = seen.own.pos
        hurries = self._runs | (norm(self._spot - here) > _LIKES.hurries)
        wish = go(here, self._spot, np.where(hurries, _LIKES.run, _LIKES.jog))
        return np.where(busy[..., None], ZERO, wish)

    def _field(self, team: int) -> Ints:
        """Return the computer's outfield players of a team."""
        field: Ints = self.cpu[~self.squad.keeper[self.cpu] & (self.squad.team[self.cpu] == team)]
        return field

    def homes(self, team: int, players: Ints, ball: Floats) -> Floats:
        """Return the formation's places, ``(worlds, chosen, 2)`` metres.

        They shift with the ball, ``(worlds, chosen, 2)`` metres as each has it.
        """
        if not self.pitch.goals:
            return self._post[:, np.searchsorted(self.cpu, players)]
        half_length, half_width = 0.5 * self.pitch.length, 0.5 * self.pitch.width
        whole = found((self.squad.team == team) & ~self.squad.keeper)
        shape = np.array(shape_of(len(whole)))[np.searchsorted(whole, players)]
        sign = ATTACKS[team]
        x = sign * (shape[:, 0] + LIKES.higher) * half_length + LIKES.shape_follows * ball[..., 0]
        y = sign * shape[:, 1] * half_width + LIKES.shape_slides * ball[..., 1]
        return pair(*self._within(x, y))

    def _within(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        mx, my = 0.5 * self.pitch.length - LIKES.inside, 0.5 * self.pitch.width - LIKES.inside
        return np.minimum(np.maximum(x, -mx), mx), np.minimum(np.maximum(y, -my), my)

    def _choose(self, seen: Perceived, team: int, players: Ints, balls: Floats) -> None:
        """Give each of some players of a team the spot that they like best, from what each has seen."""
        h, at = _LIKES, np.searchsorted(self.cpu, players)
        # Nobody stands at once: what a player on the run weighs is where they could stop, and what is around.
        vel = seen.own.vel
        here = seen.own.pos + (norm(vel) / _BRAKES_TWICE)[..., None] * vel
        ball = balls[:, at]
        home = self.homes(team, players, ball)
        spots = self._around(here, home, self._spot[:, at])
        foes = found(self.squad.team != team)
        people, running = seen.now_at(), seen.velocities()
        worth = self._open(ball, spots, people[:, :, foes], running[:, :, foes])
        opened = np.minimum(np.maximum(worth[:, :, HERE], ZERO), ONE)
        from_ball = norm(spots - ball[:, :, None, :])
        worth = worth - h.crowds * np.maximum(ONE - from_ball / h.too_near, ZERO)
        worth = worth - h.beyond * np.maximum(from_ball - h.too_far, ZERO)
        looked_for = self._looked_for(seen)
        worth = worth - np.where(looked_for, h.comes, ZERO)[..., None] * np.maximum(from_ball - h.short, ZERO)
        worth[:, :, WANTED] += h.stays
        worth = worth - h.trip * norm(spots - here[:, :, None, :])
        away = norm(spots - home[:, :, None, :])
        runs = np.zeros(here.shape[:2], dtype=np.bool_)
        if self.pitch.goals:
            sign = ATTACKS[team]
            progress = sign * spots[..., 0] / (0.5 * self.pitch.length)
            after = (seen.step - self._passed[:, at]) * STEP_SECONDS < h.give_and_go
            asked = self.run_now[:, players]
            runs = after | asked
            taste = h.forward * np.where(runs, h.after_pass, ONE)
            kept = h.home * np.where(runs, h.home_in_run, ONE)
            worth = worth + taste[..., None] * progress - kept[..., None] * away
            if self.offside:
                line = self._offside_line(team, foes, people, ball)
                worth = worth - h.offside * (sign * spots[..., 0] > line[..., None])
            spots, worth = self._with_run(spots, worth, asked, team, foes, people, ball)
        else:
            worth = worth - h.kept_home * away
        self._runs[:, at] = runs
        near = (h.too_far - from_ball[:, :, HERE]) / (h.too_far - h.short)
        opened = np.where(looked_for & ~runs, opened * np.minimum(np.maximum(near, ZERO), ONE), ZERO)
        mates = mates_of(self.squad, players, found((self.squad.team == team) & ~self.squad.keeper))
        if mates.shape[1]:
            # Nobody knows where a mate means to go, but everybody sees where they are going.
            column = np.arange(len(players))[:, None]
            others = people[:, column, mates] + h.mates_run * running[:, column, mates]
            gap = norm(spots[:, :, :, None, :] - others[:, :, None, :, :]).min(axis=3)
            apart = np.minimum(gap / h.spread_at, ONE)
            worth = worth - h.spread * (ONE - apart)
            opened = opened * apart[:, :, HERE]
        worth[:, :, HERE] += h.shows * opened
        worlds, chosen = here.shape[:2]
        best = np.arange(worlds)[:, None], np.arange(chosen), worth.argmax(axis=2)
        self._spot[:, at] = spots[best]

    @staticmethod
    def _looked_for(seen: Perceived) -> Bools:
        """Return which viewers know of a mate who stands with the ball, not near them, ``(worlds, viewers)``.

        A carrier who runs with it wants to run on.
        """
        holder, team = seen.holder, seen.squad.team
        who, column = np.maximum(holder, 0), np.arange(len(seen.viewers))
        cell = np.arange(len(holder))[:, None], column, who
        far, pace = norm(seen.own.pos - seen.now_at()[cell]), norm(seen.velocities()[cell])
        mate = (holder != NOBODY) & (team[who] == team[seen.viewers]) & (holder != seen.viewers)
        looked: Bools = mate & (pace < LIKES.looks_below) & (far > LIKES.too_near)
        return looked

    def _around(self, here: Floats, home: Floats, spot: Floats) -> Floats:
        """Return the spots that are weighed, ``(worlds, chosen, spots, 2)`` metres.

        They are two rings, the spot that was wanted before, and home.
        """
        spots = here[:, :, None, :] + _STEPS
        spots = np.concatenate((spots, spot[:, :, None, :], home[:, :, None, :]), axis=2)
        return pair(*self._within(spots[..., 0], spots[..., 1]))

    def _open(self, ball: Floats, spots: Floats, foes: Floats, foes_vel: Floats) -> Floats:
        """Return how safe each lane and how free its end is, ``(worlds, chosen, spots)``, as a weight."""
        h, j = _LIKES, _JUDGEMENT
        if foes.shape[2] == 0:
            return np.full(spots.shape[:3], h.lane + h.free)
        line = spots - ball[:, :, None, :]
        length = np.maximum(norm(line), SMALL)
        way = line / length[..., None]
        gap = (foes + h.foes_run * foes_vel)[:, :, None, :, :] - ball[:, :, None, None, :]
        along = dot(gap, way[..., None, :])
        along = np.minimum(np.maximum(along, h.least_along), length[..., None])
        aside = norm(gap - along[..., None] * way[..., None, :])
        foe_time = j.start + np.maximum(aside - j.leg, ZERO) / j.pace
        safe = ((foe_time - along / h.pass_speed) / h.margin).min(axis=3)
        safe = np.minimum(np.maximum(safe, _SHUT), ONE)
        near = norm(spots[:, :, :, None, :] - foes[:, :, None, :, :]).min(axis=3)
        worth: Floats = h.lane * safe + h.free * np.minimum(near / h.free_at, ONE)
        return worth

    def _offside_line(self, team: int, foes: Ints, seen: Floats, ball: Floats) -> Floats:
        """Return how far toward the other goal each may stand along the attack, metres, ``(worlds, n)``."""
        sign = ATTACKS[team]
        ahead = np.sort(sign * seen[:, :, foes, 0], axis=2)
        second_last = ahead[..., -2] if foes.size > 1 else np.full(ball.shape[:2], 0.5 * self.pitch.length)
        return np.maximum(np.maximum(second_last, sign * ball[..., 0]), 0.0)

    def _with_run(
        self, spots: Floats, worth: Floats, asked: Bools, team: int, foes: Ints, seen: Floats, ball: Floats
    ) -> tuple[Floats, Floats]:
        """Return spots and worths with the run in behind of the players who are asked for it.

        They go up to the offside line where there is one, whatever else they liked.
        """
        if not asked.any() or foes.size == 0:
            return spots, worth
        sign = ATTACKS[team]
        last = (sign * seen[:, :, foes, 0]).max(axis=2) + LIKES.behind
        if self.offside:
            last = self._offside_line(team, foes, seen, ball)
        x, y = self._within(sign * last, LIKES.runs_wide * spots[:, :, HERE, 1])
        behind = pair(x, y)[:, :, None, :]
        liked = np.where(asked, LIKES.asked, -LIKES.asked)[..., None]
        return np.concatenate((spots, behind), axis=2), np.concatenate((worth, liked), axis=2)

    def half_turn(self, seen: Perceived, ball: Floats, who: tuple[Rows, Rows]) -> Floats:
        """Return where the hips of some (worlds, viewers) point while they wait, ``(chosen,)`` radians.

        They are half turned between the ball and the other goal, the back foot away from a marker. ``ball``
        ``(worlds, viewers, 2)`` is as each sees it, metres; viewers are counted by their places.
        """
        h, team = _LIKES, self.squad.team[seen.viewers[who[1]]]
        pos = seen.own.pos[who]
        to_ball = heading(ball[who] - pos)
        if self.pitch.goals:
            goal = pair(np.where(team == 0, 0.5, -0.5) * self.pitch.length, np.zeros(len(team)))
            open_to = wrap(heading(goal - pos) - to_ball)
        else:
            open_to = np.zeros(len(team))
        gap, distance, _ = self._foes(seen, who, pos)
        nearest = np.argmin(distance, axis=1)
        each = np.arange(len(team))
        marker = heading(gap[each, nearest])
        marked = distance[each, nearest] < h.touch_from
        away = np.where(wrap(marker - to_ball) > 0.0, -h.half_turn, h.half_turn)
        open_to = np.where(marked, away, np.minimum(np.maximum(open_to, -h.half_turn), h.half_turn))
        return wrap(to_ball + open_to)

    def first_touch(self, seen: Perceived, who: tuple[Rows, Rows]) -> Floats:
        """Return where some (worlds, viewers) would set a ball that comes to them, ``(chosen, 2)`` metres.

        It is out of a near opponent's reach, or NaN without one. Viewers are counted by their places.
        """
        h, team = _LIKES, self.squad.team[seen.viewers[who[1]]]
        pos = seen.own.pos[who]
        gap, distance, running = self._foes(seen, who, pos)
        gap = gap + h.touch_runs * running
        ring = h.touch * _RING
        foe = self.squad.team[None, :] != team[:, None]
        room = np.where(foe[..., None], norm(gap[:, :, None, :] - ring), 1e3).min(axis=1)
        sign = np.where(team == 0, 1.0, -1.0) if self.pitch.goals else np.zeros(len(team))
        liking = np.minimum(room, h.touch_room) + h.touch_forward * sign[:, None] * ring[:, 0]
        spot = pos + ring[np.argmax(liking, axis=1)]
        spot = pair(*self._within(spot[:, 0], spot[:, 1]))
        return np.where((distance.min(axis=1) < h.touch_from)[:, None], spot, np.nan)

    def _foes(self, seen: Perceived, who: tuple[Rows, Rows], pos: Floats) -> tuple[Floats, Floats, Floats]:
        """Return the ways from ``pos`` of some (worlds, viewers) to everybody, distances and runs.

        They are in metres and m/s; team-mates count as far away.
        """
        rows, at = who
        x, y = seen.now()
        o, team = seen.others, self.squad.team
        gap = pair(x[:, at, rows].T, y[:, at, rows].T) - pos[:, None, :]
        running = pair(o[VX][:, at, rows].T, o[VY][:, at, rows].T)
        foe = team[None, :] != team[seen.viewers[at]][:, None]
        return gap, np.where(foe, norm(gap), 1e3), running
