"""The readers: for each team, eyes, beliefs and anticipation, renewed as the game goes on."""

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Ints, heading, norm
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.anticipate import Defence, Wishes, chase_point, go
from game.mind.belief import Belief, Habits
from game.mind.observe import Cues, Eyes
from game.mind.styles import Minds

THINK_EVERY = 2
"""Steps from one thought to the next."""
CLOSE = 2.5
"""Metres within which everybody goes for a loose ball, and not only the nearest."""


class Readers:
    """The players without the ball who read the man with it, in every world of a batch."""

    def __init__(self, squad: Squad, minds: Minds, cpu: Ints, worlds: int) -> None:
        self.squad, self.minds = squad, minds
        self.eyes = Eyes(minds)
        self.habits = Habits.none(worlds, squad.players)
        self.teams: list[int] = []
        self.beliefs: list[Belief] = []
        self.defences: list[Defence] = []
        for team in (0, 1):
            viewers = cpu[squad.team[cpu] == team]
            if viewers.size and (squad.team != team).any():
                self.teams.append(team)
                self.beliefs.append(Belief(squad, minds, viewers, worlds))
                self.defences.append(Defence(minds, viewers, worlds))
        self._last_struck: Ints = np.full(worlds, -(10**6), dtype=np.int64)
        self._holder: Ints = np.full((worlds, squad.players), NOBODY, dtype=np.int64)
        self._wishes: dict[int, list[Wishes]] = {}

    def take(self, rows: Rows) -> "Readers":
        """A copy that goes on in some worlds."""
        other = object.__new__(Readers)
        other.squad, other.minds, other.teams = self.squad, self.minds, self.teams
        other.eyes, other.habits = self.eyes.take(rows), self.habits.take(rows)
        other.beliefs = [belief.take(rows) for belief in self.beliefs]
        other.defences = [defence.take(rows) for defence in self.defences]
        other._last_struck, other._holder = self._last_struck[rows], self._holder[rows]
        other._wishes = {team: [w.take(rows) for w in self._wishes[team]] for team in sorted(self._wishes)}
        return other

    def see(self, view: View) -> Ints:
        """Take in this step; returns the team with the ball as each player knows it, by world and player."""
        self.eyes.remember(view)
        self._note_passes(view)
        self._holder, side = self.eyes.possession()
        return side

    def defend(self, view: View, side: Ints, intents: Intents) -> None:
        """Write the wishes of those who know that the others have the ball (``side`` of :meth:`see`).

        They think every other step, the teams in turn, and want the same in between.
        """
        for team, belief in zip(self.teams, self.beliefs, strict=True):
            if (view.step + team) % THINK_EVERY == 0 or team not in self._wishes:
                self._wishes[team] = self._think(view, team, side)
            for wishes in self._wishes[team]:
                wishes.put(intents, belief.viewers)

    def _think(self, view: View, team: int, side: Ints) -> list[Wishes]:
        """One team's wishes, renewed."""
        belief, defence = self.beliefs[self.teams.index(team)], self.defences[self.teams.index(team)]
        viewers = belief.viewers
        holder = self._holder[:, viewers]
        carried = (holder != NOBODY) & (self.squad.team[np.maximum(holder, 0)] != team)
        loose = (holder == NOBODY) & (side[:, viewers] != team)
        defence.forget(~carried)
        if not (carried | loose).any():
            belief.rest()
            return []
        slowest = int(np.argmax(self.minds.delay[viewers]))
        subject = np.where(carried[:, slowest], holder[:, slowest], NOBODY)
        then = self.eyes.moment(viewers)
        cues = self.eyes.look(view, viewers, subject)
        wishes = []
        if carried.any():
            belief.update(then, cues, subject, self.habits, THINK_EVERY * STEP_SECONDS)
            wishes.append(defence.against_carrier(view, then, cues, belief.choices, carried))
        else:
            belief.rest()
        if loose.any():
            wishes.append(self._chase(view, viewers, cues, loose))
        return wishes

    def _chase(self, view: View, viewers: Ints, cues: Cues, loose: Bools) -> Wishes:
        """A free ball that isn't ours: the nearest runs to where he can first get to it, as he sees it."""
        pos, vel = view.bodies.pos[:, viewers], view.bodies.vel[:, viewers]
        ball = cues.ball + self.minds.delay[viewers][None, :, None] * cues.ball_vel
        point = chase_point(pos, vel, ball, cues.ball_vel)
        distance = norm(point - pos)
        nearest = distance <= distance.min(axis=1, keepdims=True)
        goes = nearest | (distance < CLOSE)
        wish = np.where(goes[..., None], go(pos, point, 1.0), 0.0)
        facing = np.where(goes, np.nan, heading(ball - pos))
        return Wishes(loose, wish, facing, ball, np.zeros(loose.shape, dtype=np.bool_))

    def _note_passes(self, view: View) -> None:
        """Everybody takes in the pass that was struck a moment ago: where it went, where he had looked."""
        ball = view.ball
        fresh = (ball.struck_step != self._last_struck) & (ball.kicker != NOBODY) & (ball.struck_step >= 0)
        self._last_struck = ball.struck_step.copy()
        if not fresh.any():
            return
        rows, who = np.arange(len(fresh)), np.maximum(ball.kicker, 0)
        self.habits.note(view, fresh, view.bodies.gaze[rows, who], view.bodies.hips[rows, who])
