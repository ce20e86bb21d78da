"""Defenders read the carrier: for each team, eyes, beliefs and anticipation, renewed as the game goes on."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, heading, norm, pair
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Squad, View
from game.core.surfaces import DRY, Surface
from game.mind.defence.anticipation import Defence, Wishes
from game.mind.defence.belief import Belief, Habits
from game.mind.meeting import Runners, meet, run
from game.mind.perception.delayed_ball import run_on
from game.mind.perception.observe import Cues, Eyes
from game.mind.traits.schedule import DECIDE_AFTER, THINK_EVERY, deciders_turn, defenders_turn
from game.mind.traits.styles import Minds

CLOSE = 2.5
"""Metres within which everybody goes for a loose ball, and not only the nearest."""


@dataclass(frozen=True, slots=True)
class _Against(Batched):
    """The ball that one team's defenders defend against, as they last read it, ``(worlds, viewers)``."""

    carried: Bools
    """``(worlds, viewers)`` bool: the defenders who know an opponent with the ball."""
    loose: Bools
    """``(worlds, viewers)`` bool: the defenders who know of a free ball that isn't their side's."""
    cues: Cues | None
    """What they saw of the carrier, if anybody has the ball in any world."""
    step: Shared[int]
    """The step at which they read it."""


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
    _holder: Ints
    """``(worlds, players)`` int64: the player with the ball, as each player knows it."""
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
    ) -> None:
        """Begin with nothing seen; a look follows another after ``stride`` steps of the game."""
        self.squad, self.minds = squad, minds
        self.surface = DRY if pitch is None else pitch.surface
        self.every, self.after = THINK_EVERY, DECIDE_AFTER
        self.eyes = Eyes(minds, stride)
        self.learns = True
        self.habits = Habits.none(worlds, squad.players)
        self.teams, self.beliefs, self.defences = [], [], []
        for team in (0, 1):
            viewers = cpu[squad.team[cpu] == team]
            if viewers.size and (squad.team != team).any():
                self.teams.append(team)
                self.beliefs.append(Belief(squad, minds, viewers, worlds, pitch))
                self.defences.append(Defence(minds, self.beliefs[-1], worlds))
        self._holder = np.full((worlds, squad.players), NOBODY, dtype=np.int64)
        self._against, self._wishes = {}, {}

    def observe(self, view: View) -> Ints:
        """Take in this step; returns the team with the ball as each knows it, ``(worlds, players)``."""
        self.eyes.remember(view)
        if self.learns:
            self.habits.observe(view, self.eyes)
        self._holder, side = self.eyes.possession()
        return side

    def defend(self, view: View, side: Ints, intents: Intents) -> None:
        """Write the wishes of those who know that the others have the ball (``side`` of :meth:`observe`).

        They believe in one step, decide in the next (:mod:`game.mind.traits.schedule`), and want the same in
        between.
        """
        for team, belief, defence in zip(self.teams, self.beliefs, self.defences, strict=True):
            fresh = team not in self._wishes
            if fresh or defenders_turn(view.step, self.every):
                self._against[team] = self._read(view, team, belief, side)
            if fresh or deciders_turn(view.step, self.every, self.after):
                self._wishes[team] = self._decide(view, belief, defence, self._against[team])
            for wishes in self._wishes[team]:
                wishes.put(intents, belief.viewers)

    def _read(self, view: View, team: int, belief: Belief, side: Ints) -> _Against:
        """Renew what one team's defenders believe; returns what they defend against."""
        viewers, holder = belief.viewers, self._holder[:, belief.viewers]
        carried = (holder != NOBODY) & (self.squad.team[np.maximum(holder, 0)] != team)
        loose = (holder == NOBODY) & (side[:, viewers] != team)
        slowest = int(np.argmax(self.minds.delay[viewers]))
        subject = np.where(carried[:, slowest], holder[:, slowest], NOBODY)
        cues = None
        if carried.any():
            cues = self.eyes.look(view, viewers, subject)
            belief.update(self.eyes.moment(viewers), cues, subject, self.habits, self.every * STEP_SECONDS)
        else:
            belief.rest()
        return _Against(carried, loose, cues, view.step)

    def _decide(self, view: View, belief: Belief, defence: Defence, against: _Against) -> list[Wishes]:
        """Return one team's wishes, renewed."""
        defence.forget(~against.carried)
        wishes, cues = [], against.cues
        if cues is not None:
            if view.step > against.step:
                cues = cues.later((view.step - against.step) * STEP_SECONDS)
            then = self.eyes.moment(belief.viewers)
            wishes.append(defence.against_carrier(view, then, cues, belief, against.carried))
        if against.loose.any():
            wishes.append(self._chase(view, belief, defence, against.loose))
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

    def _chase(self, view: View, belief: Belief, defence: Defence, loose: Bools) -> Wishes:
        """Return wishes for a free ball of the others: the nearest runs to where they can first get to it.

        They go by what they see. The others stand in the side's shape, where there is a goal to defend.
        """
        viewers, field = belief.viewers, ~self.squad.keeper[belief.viewers]
        pos = view.bodies.pos[:, viewers]
        seen, rolls = run_on(*self.eyes.ball(viewers), self.minds.delay[viewers])
        who = Runners.of(view.bodies, (slice(None), viewers))
        meeting = meet(who, seen, rolls, self.eyes.turning(viewers), self.surface)
        ball = seen[..., :2]
        cost = np.where(field, meeting.cost, 1e6)
        nearest = cost <= cost.min(axis=1, keepdims=True)
        goes = nearest | (field & (norm(meeting.point - pos) < CLOSE))
        stay, faces = np.zeros_like(pos), np.ones(goes.shape, dtype=np.bool_)
        if belief.goal is not None:
            x, y = pos[..., 0].T, pos[..., 1].T
            defence.shape.presser = np.where(
                loose.any(axis=1), np.argmax(nearest, axis=1), defence.shape.presser
            )
            then, slowest = self.eyes.moment(viewers), int(np.argmax(self.minds.delay[viewers]))
            spots = defence.shape.spots(
                then, ball[:, slowest].T, x, y, None, belief.subject, np.any(loose, axis=1)
            )
            stay, faces = defence.into_shape(pos, pair(spots[0].T, spots[1].T))
        going, hips = run(who, meeting, ball)
        wish = np.where(goes[..., None], going, stay)
        facing = np.where(goes, hips, np.where(faces, heading(ball - pos), np.nan))
        return Wishes(loose, wish, facing, ball, np.zeros(loose.shape, dtype=np.bool_))
