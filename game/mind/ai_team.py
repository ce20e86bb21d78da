"""The AI team is everybody who thinks for themselves: the carrier's team-mates, and the defenders.

In a drill a team-mate holds their place, meets the ball's line, and passes it back. In a match they offer
lanes and runs, keepers keep goal, and the carrier weighs what they could do. Nobody here knows what anybody
intends.
"""

from collections.abc import Sequence

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, found
from game.core.pitch import Pitch
from game.core.state import NOBODY, Rows, Squad, View
from game.mind.attack.carrier import Thinker
from game.mind.defence.belief import Habits
from game.mind.defence.defenders import Defenders
from game.mind.defence.keeper import KEEPER, Keepers
from game.mind.drill import HABITS, Drill
from game.mind.free_play import KEEPING, FreePlay
from game.mind.perception.delayed_ball import DelayedBall
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
    _thinks: Shared[Bools]
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
        self._thinks = np.array([c == "cpu" for c in control], dtype=np.bool_)
        self.cpu = found(self._thinks)
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
        """Take in a whistle in the worlds of a mask: plans are forgotten at the next thought."""
        self._whistled.append(rows.copy())

    def takes(self, rows: Bools, player: Ints) -> None:
        """Let ``player`` ``(worlds,)`` take a restart in the worlds of a mask: with a pass, not a dribble."""
        self._takers.append((rows.copy(), player.copy()))

    def wake(self, view: View) -> None:
        """Make everybody's memory, if it is not there yet."""
        if self.defenders is not None:
            return
        self.defenders = Defenders(self.squad, self.minds, self.cpu, len(view.seeds), self.pitch)
        if self.known is not None:
            self.defenders.habits = self.known
        if self.strength is None:
            self.drill = Drill(view, self.pitch, self.cpu, self.runs_to, self.partners)
            if self.pitch.goals and self.squad.keeper[self.cpu].any():
                self.keepers = Keepers(self.squad, self.pitch, self.cpu, self.minds)
        else:
            strengths = [STRENGTHS[s] for s in self.strength]
            self.free_play = FreePlay(
                view, self.pitch, self.cpu, self.minds, strengths, offside=self.offside, thinker=self.thinker
            )

    def think(self, view: View, intents: Intents) -> None:
        """Write the wishes of everybody who thinks for themselves; a player who keeps still wants nothing."""
        if self.cpu.size == 0:
            return
        self.wake(view)
        assert self.defenders is not None
        self._delayed_ball.observe(view)
        side = self.defenders.observe(view)
        if self.free_play is not None:
            self._told(view)
            self.free_play.think(view, self._delayed_ball, side, self.defenders, intents)
        else:
            self._practise(view, side, intents)

    def _told(self, view: View) -> None:
        """Pass on what the referee and people's buttons said since the last thought."""
        assert self.free_play is not None
        if self.steered is not None:
            self.free_play.steered = self.steered
        if self.run_now is not None:
            self.free_play.support.run_now = self.run_now
        for rows in self._whistled:
            self.free_play.restart(view, rows)
        for rows, player in self._takers:
            self.free_play.passer.takes(rows, player)
        self._whistled.clear()
        self._takers.clear()

    def _practise(self, view: View, side: Ints, intents: Intents) -> None:
        """Write the wishes of a drill: hold the places, defend, give the ball back."""
        assert self.drill is not None
        assert self.defenders is not None
        ball = self._delayed_ball.seen(HABITS.sees_after)[0][:, :2]
        ours = side == self.squad.team
        wish, hips = self.drill.support(view, self._delayed_ball)
        thinks = self._thinks[:, None]
        np.copyto(intents.move, np.where(ours[..., None], wish, 0.0), where=thinks)
        np.copyto(intents.hips_to, np.where(ours, hips, np.nan), where=self._thinks)
        np.copyto(intents.look_at, ball[:, None], where=thinks)
        self.defenders.defend(view, side, intents)
        if self.keepers is not None:
            self._keep(view, intents)
        has = found((view.ball.holder != NOBODY) & self._thinks[view.ball.holder])
        holder = view.ball.holder[has]
        intents.move[has, holder] = 0.0
        intents.tackle[has, holder] = False
        intents.hips_to[has, holder] = np.nan
        intents.look_at[has, holder] = np.nan
        self.drill.pass_back(view, intents)

    def _keep(self, view: View, intents: Intents) -> None:
        """Write the wishes of a drill's keepers: they see the ball late, and play as in a match."""
        assert self.keepers is not None
        assert self.defenders is not None
        men = self.keepers.men
        shape = (*view.bodies.hips.shape, 3)
        ball, vel, turns = np.zeros(shape), np.zeros(shape), np.zeros((*shape[:2], 2))
        for man in men:
            late = float(self.minds.reacts[man]) + KEEPER.choice
            ball[:, man], vel[:, man] = self._delayed_ball.seen(late)
            turns[:, man] = self._delayed_ball.turning(late)
        sure, where = self.defenders.shots(len(view.seeds))
        wanted = Intents.idle(*view.bodies.hips.shape)
        self.keepers.keep(view, men, ball, vel, turns, view.bodies.pos, wanted, sure, where)
        for man in men:
            free = found(view.ball.holder != man)
            for name in KEEPING:
                getattr(intents, name)[free, man] = getattr(wanted, name)[free, man]
