"""Defenders read the carrier: for each team, eyes, beliefs and anticipation, renewed as the game goes on."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import (
    ONE,
    UNKNOWN,
    ZERO,
    Bools,
    Floats,
    Ints,
    constant,
    found,
    heading,
    norm,
    pair,
)
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad
from game.core.surfaces import DRY, Surface
from game.mind.defence.anticipation import Defence, go
from game.mind.defence.belief import Belief, Habits
from game.mind.defence.judgement import JUDGEMENT
from game.mind.defence.receiver import receiver
from game.mind.defence.wishes import Wishes
from game.mind.meeting import run
from game.mind.perception.observe import Cues, Eyes
from game.mind.perception.perceived import FEW, Perceived
from game.mind.traits.schedule import DECIDE_AFTER, THINK_EVERY, deciders_turn, defenders_turn
from game.mind.traits.styles import Minds
from game.mind.whose_ball import WhoseBall, whose_ball

CLOSE = 2.5
"""Metres within which everybody goes for a loose ball, and not only the nearest."""
UNSURE_AT_ONCE = 0.6
"""Seconds by which a defender who has just seen a pass leave may be wrong about who gets to it first (the
usual reach model's spread, 0.45 s, and some nerve: a prior)."""
SURE_WITHIN = 0.4
"""Seconds of watching a pass after which a defender is hardly wrong any more (a prior)."""
UNSURE_STILL = 0.1
"""Seconds by which a defender may then still be wrong (a prior)."""
_CLOSE, _SURE_WITHIN, _LESS_SURE = (
    constant(number) for number in (CLOSE, SURE_WITHIN, UNSURE_AT_ONCE - UNSURE_STILL)
)
_UNSURE_STILL, _STEP, _FAR, _AT_HAND = (
    constant(number) for number in (UNSURE_STILL, STEP_SECONDS, float("inf"), JUDGEMENT.at_hand)
)


@dataclass(frozen=True, slots=True)
class _Against(Batched):
    """The ball that one team's defenders defend against, as they last read it, ``(worlds, viewers)``."""

    carried: Bools
    """``(worlds, viewers)`` bool: the defenders who know an opponent with the ball."""
    loose: Bools
    """``(worlds, viewers)`` bool: the defenders who know of a free ball that isn't their side's."""
    rows: Rows
    """The worlds in which any of them knows an opponent with the ball."""
    cues: Cues | None
    """What they saw of the carriers of those worlds, if there are any."""
    step: Shared[int]
    """The step at which they read it."""

    def take(self, rows: Rows) -> "_Against":
        """Return a copy of the worlds ``rows``, in that order."""
        carried = self.carried.take(rows, axis=0)
        mine = found(np.any(carried, axis=1))
        cues = None
        if self.cues is not None and mine.size:
            cues = self.cues.take(np.searchsorted(self.rows, rows[mine]))
        return _Against(carried, self.loose.take(rows, axis=0), mine, cues, self.step)


class Defenders(Batched):
    """The players without the ball who read the carrier, in every world of a batch."""

    squad: Shared[Squad]
    minds: Shared[Minds]
    surface: Shared[Surface]
    every: Shared[int]
    """Steps from one thought to the next."""
    after: Shared[int]
    """Steps from belief to decision."""
    eyes: Eyes
    learns: Shared[bool]
    """Whether they take in what each pass tells of the passer's habits."""
    habits: Habits
    teams: Shared[list[int]]
    """The teams of ``beliefs`` and ``defences``."""
    beliefs: list[Belief]
    defences: list[Defence]
    _against: dict[int, _Against]
    """What each team defends against."""
    _wishes: dict[int, list[Wishes]]
    """The wishes of each team's defenders."""

    def __init__(
        self,
        squad: Squad,
        minds: Minds,
        cpu: Ints,
        worlds: int,
        pitch: Pitch | None = None,
        stride: int = 1,
        *,
        watch: Ints | None = None,
        imagined: bool = False,
        whole: bool = False,
    ) -> None:
        """Begin with nothing seen; a look follows another after ``stride`` steps of the game.

        ``watch`` are the players with eyes, where they are more than ``cpu``, who read the carrier. Where
        they are ``imagined`` all see all round. With ``whole`` their eyes remember enough of what they
        see that somebody can imagine how play goes on.
        """
        self.squad, self.minds = squad, minds
        self.surface = DRY if pitch is None else pitch.surface
        self.every, self.after = THINK_EVERY, DECIDE_AFTER
        self.eyes = Eyes(minds, cpu if watch is None else watch, stride, all_round=imagined, whole=whole)
        self.learns = True
        self.habits = Habits.none(worlds, squad.players)
        self.teams, self.beliefs, self.defences = [], [], []
        for team in (0, 1):
            viewers = cpu[squad.team[cpu] == team]
            # Where all see alike one judges for all.
            judges = 1 if imagined else viewers.size
            if viewers.size and (squad.team != team).any():
                self.teams.append(team)
                self.beliefs.append(Belief(squad, minds, viewers, worlds, pitch))
                self.defences.append(Defence(minds, self.beliefs[-1], worlds, judges))
        self._against, self._wishes = {}, {}

    def learn(self, seen: Perceived) -> None:
        """Take in what a pass, of which some learn just now, tells of the passer's habits."""
        if self.learns:
            self.habits.observe(seen, self.eyes)

    def defend(self, seen: Perceived, intents: Intents) -> None:
        """Write the wishes of those who know that the others have the ball.

        They believe in one step, decide in the next (:mod:`game.mind.traits.schedule`), and want the same in
        between.
        """
        for team, belief, defence in zip(self.teams, self.beliefs, self.defences, strict=True):
            fresh = team not in self._wishes
            if fresh or defenders_turn(seen.step, self.every):
                self._against[team] = self._read(seen.of(belief.viewers), team, belief)
            if fresh or deciders_turn(seen.step, self.every, self.after):
                part = seen.of(belief.viewers)
                self._wishes[team] = self._decide(part, belief, defence, self._against[team])
            for wishes in self._wishes[team]:
                wishes.put(intents, belief.viewers)

    def _read(self, seen: Perceived, team: int, belief: Belief) -> _Against:
        """Renew what one team's defenders believe; returns what they defend against."""
        viewers, holder = belief.viewers, seen.holder
        carried = (holder != NOBODY) & (self.squad.team[np.maximum(holder, 0)] != team)
        loose = (holder == NOBODY) & (seen.side != team)
        slowest = int(self.minds.delay[viewers].argmax())
        subject = np.where(carried[:, slowest], holder[:, slowest], NOBODY)
        cues, with_ball = None, carried.any(axis=1)
        rows, dt = found(with_ball), self.every * STEP_SECONDS
        if rows.size < seen.worlds:
            belief.rest(~with_ball)
        if rows.size == seen.worlds:
            cues = self.eyes.look(seen, viewers, subject)
            belief.update(seen, cues, subject, self.habits, dt)
        elif rows.size:
            part, some, whom = belief.take(rows), seen.take(rows), subject[rows]
            cues = self.eyes.look(some, viewers, whom)
            part.update(some, cues, whom, self.habits, dt)
            belief.renew(rows, part)
        return _Against(carried, loose, rows, cues, seen.step)

    def _decide(self, seen: Perceived, belief: Belief, defence: Defence, against: _Against) -> list[Wishes]:
        """Return one team's wishes, renewed."""
        defence.forget(~against.carried)
        wishes, cues = [], against.cues
        if cues is not None:
            if seen.step > against.step:
                cues = cues.later((seen.step - against.step) * STEP_SECONDS)
            rows = against.rows
            if rows.size == seen.worlds:
                wishes.append(defence.against_carrier(seen, cues, belief, against.carried))
            else:
                part, carried = defence.take(rows), against.carried[rows]
                some = part.against_carrier(seen.take(rows), cues, belief.told(rows), carried)
                defence.overwrite(rows, part)
                wishes.append(some.among(seen.worlds, rows))
        rows = found(np.any(against.loose, axis=1))
        if rows.size == seen.worlds:
            wishes.append(self._chase(seen, belief, belief.subject, defence, against.loose))
        elif rows.size:
            part, loose = defence.take(rows), against.loose[rows]
            some = self._chase(seen.take(rows), belief, belief.subject.take(rows), part, loose)
            defence.overwrite(rows, part)
            wishes.append(some.among(seen.worlds, rows))
        return wishes

    def shots(self, worlds: int) -> tuple[Floats, Floats]:
        """Return how sure each player is of a shot, and where it is read to go, ``(worlds, players)`` each.

        The place is its y on the player's own goal line, metres. They are 0 and NaN for players who read
        nothing.
        """
        sure = np.zeros((worlds, self.squad.players))
        where = np.full_like(sure, np.nan)
        for belief in self.beliefs:
            sure[:, belief.viewers] = belief.choices.shoot
            where[:, belief.viewers] = belief.choices.shoot_at
        return sure, where

    def _chase(
        self, seen: Perceived, belief: Belief, subject: Ints, defence: Defence, loose: Bools
    ) -> Wishes:
        """Return wishes for a free ball of the others: who may be first at it runs to where they get to it.

        Where a receiver is surely there first, the nearest goes to press the receiver. They go by what they
        see. The others stand in the side's shape, where there is a goal to defend. ``subject`` ``(worlds,)``
        is the carrier of whom they last believed something.
        """
        field = ~self.squad.keeper[belief.viewers]
        balls, rolls = seen.ball_now()
        as_seen = balls, rolls, seen.turning()
        passed, gets_it = receiver(seen, belief.targets, as_seen)
        # In many worlds who comes too late anyway needn't think of mates; a side's shape has to know them.
        alone = belief.goal is None and not seen.alike and seen.worlds > FEW
        mates = defence.mates[:, :0] if alone else defence.mates
        whose = whose_ball(seen, mates, as_seen, self.surface, others=gets_it, asks=loose)
        theirs = whose.others
        assert theirs is not None
        watched = (seen.step - seen.struck) * _STEP - seen.late
        left = np.minimum(np.maximum(ONE - watched / _SURE_WITHIN, ZERO), ONE)
        late = passed & (whose.meeting.cost > theirs.cost + _UNSURE_STILL + _LESS_SURE * left)
        if alone:
            whose = whose_ball(seen, defence.mates, as_seen, self.surface, asks=loose & ~late)
        pos, ball, meeting = whose.who.pos, balls[..., :2], whose.meeting
        nearest = whose.mine(~field & np.ones_like(loose), np.zeros(whose.cost.shape, dtype=np.bool_))
        goes = (nearest | (field & (norm(meeting.point - pos) < _CLOSE))) & ~late
        presses = self._presses(seen, theirs.point, late & field, field)
        stay, faces = np.zeros_like(pos), presses.copy()
        if belief.goal is None:
            faces[:] = True
        else:
            first = goes | presses
            spots = self._shape(seen, belief, subject, defence, loose, first, whose, balls)
            stay, faces = defence.into_shape(pos, pair(spots[0].T, spots[1].T))
            home = np.array((belief.goal.x, 0.0)) - theirs.point
            home /= np.maximum(norm(home), _AT_HAND)[..., None]
            at = theirs.point + JUDGEMENT.jockey * home
            stay = np.where(presses[..., None], go(pos, at, JUDGEMENT.closes_at), stay)
        going, hips = run(whose.who, meeting, ball)
        wish = np.where(goes[..., None], going, stay)
        facing = np.where(goes, hips, np.where(faces | presses, heading(ball - pos), UNKNOWN))
        nothing = np.full(loose.shape, np.nan)
        none = np.zeros(loose.shape, dtype=np.bool_)
        return Wishes(loose, wish, facing, ball, none, pair(nothing, nothing), nothing)

    @staticmethod
    def _presses(seen: Perceived, where: Floats, late: Bools, field: Bools) -> Bools:
        """Return who goes to press a receiver at ``where`` ``(worlds, viewers, 2)``, metres.

        It is the nearest of the players in the ``field``, as each sees it, where that one is too ``late``.
        """
        x, y = seen.fellows()
        far = np.where(
            field[:, None, None], np.sqrt((x - where[..., 0].T) ** 2 + (y - where[..., 1].T) ** 2), _FAR
        )
        own = norm(where - seen.own.pos)
        presses: Bools = late & (own <= far.min(axis=0).T)
        return presses

    def _shape(
        self,
        seen: Perceived,
        belief: Belief,
        subject: Ints,
        defence: Defence,
        loose: Bools,
        goes: Bools,
        whose: WhoseBall,
        ball: Floats,
    ) -> tuple[Floats, Floats]:
        """Return where those stand who don't go for a free ball, x and y, ``(viewers, worlds)`` metres."""
        viewers, shape = belief.viewers, defence.shape
        if seen.alike:
            where, first = np.any(loose, axis=1)[None], goes.argmax(axis=1)[None]
            slowest = int(self.minds.delay[viewers].argmax())
            flat = ball[:, slowest, :2].T[:, None]
        else:
            where, flat = loose.T, ball[..., :2].transpose(2, 1, 0)
            first = np.where(goes, np.arange(len(viewers)), whose.best_mate(viewers)).T
        shape.presser = np.where(where, first, np.broadcast_to(shape.presser, where.shape))
        return shape.spots(seen, flat, *seen.fellows(), None, subject, where)
