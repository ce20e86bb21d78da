"""The AI team is everybody who thinks for themselves: the carrier's team-mates, and the defenders.

In a drill a team-mate holds their place, meets the ball's line, and passes it back. In a match they offer
lanes and runs, keepers keep goal, and the carrier weighs what they could do. Nobody here knows what anybody
intends.
"""

from collections.abc import Sequence

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import UNKNOWN, ZERO, Bools, Floats, Ints, found, places, side_by_side
from game.core.pitch import Pitch
from game.core.state import Rows, Squad, View
from game.mind.attack.carrier import Thinker
from game.mind.defence.belief import Habits
from game.mind.defence.defenders import Defenders
from game.mind.defence.keeper import KEEPER, Keepers, write_one
from game.mind.drill import HABITS, Drill
from game.mind.free_play import FreePlay
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.perception.perceived import Own, Perceived, Picture
from game.mind.plan.partners import USUAL, Partners
from game.mind.traits.strength import STRENGTHS
from game.mind.traits.styles import Minds


class AITeam(Batched):
    """The players of a batch who are not people, and what they remember."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    minds: Shared[Minds]
    control: Shared[tuple[str, ...]]
    cpu: Shared[Rows]
    """Numbers of the computer's players, ``(cpus,)``."""
    _cpus: Shared[Rows | slice]
    """Numbers of the computer's players, as a slice where they follow each other."""
    runs_to: Shared[Floats]
    """``(players, 2)`` float64, metres: where each runs, NaN where a player doesn't run."""
    strength: Shared[tuple[int, ...] | None]
    """``(players,)`` strengths, 1 to 5; None in a drill."""
    defenders: Defenders | None
    drill: Drill | None
    free_play: FreePlay | None
    known: Habits | None
    """What everybody knows of everybody's habits when they begin to think."""
    partners: Shared[Partners]
    """How a drill's partners play."""
    keepers: Shared[Keepers | None]
    """A drill's keepers, or None where there are none."""
    offside: Shared[bool]
    """Whether team-mates have to mind the offside line."""
    thinker: Shared[Thinker | None]
    """The thinker that counts the carriers' rollouts; without one they are counted as they are needed."""
    steered: Bools | None
    """``(worlds, players)`` bool: the players whom people steer now; nobody plans for them."""
    run_now: Bools | None
    """``(worlds, players)`` bool: the players who were asked to run in behind, for as long as this stands."""
    _whistled: list[Bools]
    _takers: list[tuple[Bools, Ints]]
    _delayed_ball: DelayedBall

    def __init__(
        self,
        squad: Squad,
        pitch: Pitch,
        control: Sequence[str],
        runs_to: Floats,
        minds: Minds,
        strength: Sequence[int] | None = None,
    ) -> None:
        self.squad, self.pitch, self.minds = squad, pitch, minds
        self.control = tuple(control)
        self.cpu = found(np.array([c == "cpu" for c in control], dtype=np.bool_))
        self._cpus = side_by_side(self.cpu)
        self.runs_to = runs_to
        self.strength = None if strength is None else tuple(strength)
        self.defenders, self.drill, self.free_play, self.known = None, None, None, None
        self.offside, self.thinker = False, None
        self.partners, self.keepers = USUAL, None
        self.steered, self.run_now = None, None
        self._whistled, self._takers = [], []
        slowest = float(minds.reacts[self.cpu].max()) if self.cpu.size else 0.0
        self._delayed_ball = DelayedBall(max(slowest + KEEPER.choice, HABITS.goes_after))

    @classmethod
    def of(
        cls,
        squad: Squad,
        pitch: Pitch,
        control: Sequence[str],
        runs_to: Floats | None = None,
        styles: Sequence[str | None] = (),
        strength: Sequence[int] | None = None,
        eyes: float | Floats = 1.0,
    ) -> "AITeam":
        """Return an AI team by player number; ``runs_to`` ``(players, 2)`` is in metres.

        With ``strength`` (1 to 5 a player) it plays freely. Without it, it is a drill's, and ``eyes`` says
        how sharp its eyes are (:meth:`Minds.of`).
        """
        if runs_to is None:
            runs_to = np.full((squad.players, 2), np.nan)
        names = styles or (None,) * squad.players
        sharp = eyes if strength is None else np.array([STRENGTHS[s].difficulty for s in strength])
        return cls(squad, pitch, control, runs_to, Minds.of(names, sharp), strength)

    def restart(self, rows: Bools) -> None:
        """Take in a whistle in the worlds of a mask: plans are forgotten, and everybody looks round."""
        self._whistled.append(rows.copy())
        if self.defenders is not None:
            self.defenders.eyes.look_round(rows)

    def takes(self, rows: Bools, player: Ints) -> None:
        """Let ``player`` ``(worlds,)`` take a restart in the worlds of a mask: with a pass, not a dribble."""
        self._takers.append((rows.copy(), player.copy()))
        if self.defenders is not None:
            self.defenders.eyes.look_round(rows)

    def wake(self, view: View) -> None:
        """Make everybody's memory, if it is not there yet."""
        if self.defenders is not None:
            return
        free = self.strength is not None
        self.defenders = Defenders(self.squad, self.minds, self.cpu, len(view.luck), self.pitch, whole=free)
        if self.known is not None:
            self.defenders.habits = self.known
        own = Own.among(self.cpu, view.bodies, view.ball)
        if self.strength is None:
            self.drill = Drill(self.squad, own, view.step, self.pitch, self.runs_to, self.partners)
            if self.pitch.goals and self.squad.keeper[self.cpu].any():
                self.keepers = Keepers(self.squad, self.pitch, self.cpu, self.minds)
        else:
            strengths = [STRENGTHS[s] for s in self.strength]
            self.free_play = FreePlay(
                self.squad, own, self.pitch, self.minds, strengths, self.offside, self.thinker
            )

    def think(self, view: View, intents: Intents) -> None:
        """Write the wishes of everybody who thinks for themselves; a player who keeps still wants nothing."""
        if self.cpu.size == 0:
            return
        self.wake(view)
        assert self.defenders is not None
        self._delayed_ball.observe(view)
        eyes = self.defenders.eyes
        seen = eyes.see(view)
        self.defenders.learn(seen)
        if self.free_play is not None:
            self._told(seen)

            def picture(rows: Rows, players: Ints) -> Picture:
                return eyes.picture(view, seen, rows, players)

            self.free_play.think(seen, self._delayed_ball, self.defenders, picture, intents)
        else:
            self._practise(seen, intents)

    def _told(self, seen: Perceived) -> None:
        """Pass on what the referee and people's buttons said since the last thought."""
        assert self.free_play is not None
        if self.steered is not None:
            self.free_play.steered = self.steered
        if self.run_now is not None:
            self.free_play.support.run_now = self.run_now
        for rows in self._whistled:
            self.free_play.restart(seen, rows)
        for rows, player in self._takers:
            self.free_play.passer.takes(rows, player)
        self._whistled.clear()
        self._takers.clear()

    def _practise(self, seen: Perceived, intents: Intents) -> None:
        """Write the wishes of a drill: hold the places, defend, give the ball back."""
        assert self.drill is not None
        assert self.defenders is not None
        ball, cpu = self._delayed_ball.seen(HABITS.sees_after)[0][:, :2], self.cpu
        ours = seen.side == self.squad.team[cpu]
        wish, hips = self.drill.support(seen, self._delayed_ball, self.defenders.eyes)
        intents.move[:, self._cpus] = np.where(ours[..., None], wish, ZERO)
        intents.hips_to[:, self._cpus] = np.where(ours, hips, UNKNOWN)
        intents.look_at[:, self._cpus] = ball[:, None]
        self.defenders.defend(seen, intents)
        self.drill.keep_lines(seen, intents)
        if self.keepers is not None:
            self._keep(seen, intents)
        has, at = places(seen.own.has)
        if has.size:
            where = has, cpu[at]
            intents.move[where] = 0.0
            intents.tackle[where] = False
            intents.hips_to[where] = np.nan
            intents.look_at[where] = np.nan
        self.drill.pass_back(seen, intents)

    def _keep(self, seen: Perceived, intents: Intents) -> None:
        """Write the wishes of a drill's keepers: they see the ball late, and play as in a match."""
        assert self.keepers is not None
        assert self.defenders is not None
        keepers, worlds = self.keepers.players, seen.worlds
        shape = (worlds, self.squad.players, 3)
        ball, vel, turns = np.zeros(shape), np.zeros(shape), np.zeros((*shape[:2], 2))
        for keeper in keepers:
            late = float(self.minds.reacts[keeper]) + KEEPER.choice
            ball[:, keeper], vel[:, keeper] = self._delayed_ball.seen(late)
            turns[:, keeper] = self._delayed_ball.turning(late)
        sure, where = self.defenders.shots(worlds)
        wanted = Intents.idle(*shape[:2])
        self.keepers.keep(seen, keepers, ball, vel, turns, wanted, sure, where)
        has = seen.own.of(keepers).has
        for place, keeper in enumerate(keepers):
            write_one(intents, int(keeper), wanted, ~has[:, place])
