"""Each person steers the player of their side who is nearest to the play."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.maths import PI, Floats, dot, heading, norm, wrap
from game.core.state import LONG_AGO, NOBODY, Phase, World
from game.mind.attack.formation import ATTACKS
from game.mind.meeting import Runners, meet
from game.rules.match.laws import steps
from game.rules.match.restart_places import Restart
from game.scenario.lineup import Lineup

CLEARLY: Final = 0.55
"""Seconds by which another must be sooner at the ball before the controls go over to them by themselves."""
FOR_LONG: Final = steps(0.25)
"""Steps for which another player must be sooner."""
AT_MOST_EVERY: Final = steps(0.8)
"""Steps between two changes that nobody asked for."""
AS_CHOSEN: Final = steps(1.5)
"""Steps for which a choice by button stands."""
KEEPS_FOR: Final = steps(1.5)
"""Steps for which the player whom a pass was meant for keeps the controls, unless it is touched before."""
LOOSE_SHARE: Final = 0.5
LOOSE_FOR: Final = steps(0.1)
"""Steps for which the other needs less than the share of the time before a free ball changes the controls."""
BESIDE: Final = 2.0
"""Metres from the carrier within which nobody's controls go over to another by themselves."""
TAPS: Final = steps(0.8)
"""Steps within which another tap of the button means the next player."""
POINTED_WITHIN: Final = 75.0 * PI / 180.0
"""Radians from a held direction within which the button means a player."""
A_METRE: Final = 0.5 * PI / 180.0
"""Radians that each metre from the ball costs there."""
GOAL_SIDE: Final = 0.25
"""Seconds by which a player between ball and own goal is worth more than one who runs after the play."""

POINTS: Final = 0.3
"""Length, of 1, from which a stick points in a direction."""
THAT_WAY: Final = 0.26
"""Least cosine between the wished direction and a player who lies in it: 75 degrees."""
_NEVER: Final = 1e6


@dataclass(slots=True)
class _Person:
    """The player whom one person steers."""

    side: int
    player: int
    changed: int = LONG_AGO
    """Step of the last change."""
    chosen: int = LONG_AGO
    """Step of the last change by button."""
    other: int = NOBODY
    """The player who would be better."""
    meant: int = NOBODY
    """Whom the person's pass was for, as it was let go."""
    kept: int = LONG_AGO
    """Step until which the controls stay where they are: the player has gone for a guess."""
    tapped: int = LONG_AGO
    """Step of the last tap of the button."""
    order: tuple[int, ...] = ()
    """Whom taps that come one soon after the other still give."""
    better_for: int = 0
    """Steps for which that other player has been better."""


class Steering:
    """The people of one match and their players; ``row`` is the match's world in its batch."""

    def __init__(self, lineup: Lineup, people: Mapping[str, int], row: int = 0) -> None:
        self.lineup, self.row = lineup, row
        self._people: dict[str, _Person] = {}
        taken: set[int] = set()
        for name, side in people.items():
            free = [p for p in reversed(lineup.outfield(side)) if p not in taken]
            self._people[name] = _Person(side, free[0])
            taken.add(free[0])
        self._pass_at = -1
        self._receiver = NOBODY
        self._asked = False
        """Whether the person meant the receiver."""
        self._on_ball: dict[int, str] = {}
        """The one of each side's people who had the ball last."""

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to player numbers."""
        return {name: person.player for name, person in self._people.items()}

    def observe(self, world: World, restart: Restart | None) -> None:
        """Take in a step: give each person the player whom they should steer now."""
        if not self._people:
            return
        for side in {person.side for person in self._people.values()}:
            on_it = self._on_the_ball(world, side, restart)
            if on_it != NOBODY:
                self._give(world, side, on_it)
            elif self._theirs(world, side, restart):
                self._defend(world, side)

    def seat(self, people: Mapping[str, int]) -> None:
        """Say which player each person steers now (a replay knows, and nobody presses its buttons)."""
        for name, player in people.items():
            if name in self._people:
                self._people[name].player = player

    def switch(
        self, world: World, person: str, toward: tuple[float, float] | None, restart: Restart | None
    ) -> bool:
        """Give a person who pressed the button another player, the next best or one in a direction.

        Returns whether they got one; the player with the ball is never taken from them.
        """
        who = self._people.get(person)
        if who is None or who.player == int(world.ball.holder[self.row]):
            return False
        if restart is not None and restart.taker == who.player:
            return False
        best = self.next_for(world, person, toward)
        order = who.order if world.step - who.tapped <= TAPS else self._by_seconds(world, who)
        who.order, who.tapped = tuple(p for p in order if p != best), world.step
        if best == NOBODY:
            return False
        self._set(world, who, best)
        who.chosen = world.step
        return True

    def next_for(self, world: World, person: str, toward: tuple[float, float] | None = None) -> int:
        """Return whom the button would give a person now, or NOBODY.

        That is who is soonest in front of the ball, the next of them at another tap, or, with a direction,
        whoever stands that way from the ball.
        """
        who = self._people[person]
        order = self._by_seconds(world, who)
        if not order:
            return NOBODY
        if toward is not None and float(np.sqrt(toward[0] ** 2 + toward[1] ** 2)) > POINTS:
            return self._in_direction(world, list(order), toward)
        again = [p for p in who.order if p in order] if world.step - who.tapped <= TAPS else []
        return (again or order)[0]

    def _by_seconds(self, world: World, who: _Person) -> tuple[int, ...]:
        """Return the players whom nobody steers, who is soonest in front of the ball first."""
        taken = {p.player for p in self._people.values()}
        players = [p for p in self.lineup.outfield(who.side) if p not in taken]
        if not players:
            return ()
        seconds = self._seconds(world, who.side, players)
        return tuple(players[int(i)] for i in np.argsort(seconds, kind="stable"))

    def meant(self, person: str, player: int) -> None:
        """Note that ``person`` has let a pass go that is for ``player``; NOBODY where it is for nobody."""
        if person in self._people:
            self._people[person].meant = player

    def keep(self, world: World, person: str) -> None:
        """Keep the controls of ``person`` where they are in this step: the player has gone for a guess."""
        if person in self._people:
            self._people[person].kept = world.step + 1

    def _on_the_ball(self, world: World, side: int, restart: Restart | None) -> int:
        """Return the player of ``side`` to steer: taker, holder, or the one a pass is for; or NOBODY."""
        team, ball = self.lineup.squad.team, world.ball
        if restart is not None:
            return restart.taker if restart.side == side else NOBODY
        holder = int(ball.holder[self.row])
        if holder != NOBODY:
            return holder if int(team[holder]) == side else NOBODY
        kicker = int(ball.kicker[self.row])
        if kicker == NOBODY or int(team[kicker]) != side:
            return NOBODY
        if int(team[int(ball.last_touch[self.row])]) != side:
            return NOBODY
        struck = int(ball.struck_step[self.row])
        if struck != self._pass_at:
            meant = self._meant_by(kicker, side)
            if meant != NOBODY or world.step - struck >= 2:
                self._pass_at = struck
                self._receiver = meant if meant != NOBODY else self._soonest(world, side, kicker)
                self._asked = meant != NOBODY
        elif self._asked and world.step - struck > KEEPS_FOR:
            self._receiver, self._asked = self._soonest(world, side, kicker), False
        return self._receiver if struck == self._pass_at else kicker

    def _meant_by(self, kicker: int, side: int) -> int:
        """Return whom a person's pass is for, where they may steer that player, or NOBODY."""
        for person in self._people.values():
            if person.player == kicker and person.meant != NOBODY:
                meant, person.meant = person.meant, NOBODY
                return meant if meant in self.lineup.outfield(side) else NOBODY
        return NOBODY

    def _soonest(self, world: World, side: int, kicker: int) -> int:
        players = [p for p in self.lineup.outfield(side) if p != kicker]
        return players[int(np.argmin(self._seconds(world, side, players)))]

    def _theirs(self, world: World, side: int, restart: Restart | None) -> bool:
        """Return whether the play is about the other side's ball, or a free one."""
        return restart is None or restart.side != side

    def _give(self, world: World, side: int, player: int) -> None:
        """Give this player to one of the side's people, unless one has them."""
        mine = {name: p for name, p in self._people.items() if p.side == side}
        for name, person in mine.items():
            if person.player == player:
                self._on_ball[side] = name
                return
        holder = int(world.ball.holder[self.row])
        free = {name: p for name, p in mine.items() if p.player != holder}
        if not free:
            return
        # A choice by button stands while the pass is still on its way.
        if holder != player and all(world.step - p.chosen < AS_CHOSEN for p in free.values()):
            return
        last = self._on_ball.get(side)
        at = world.bodies.pos[self.row]
        if last in free:
            name = last
        else:
            name = min(free, key=lambda n: (float(norm(at[free[n].player] - at[player])), n))
        self._set(world, free[name], player)
        self._on_ball[side] = name

    def _defend(self, world: World, side: int) -> None:
        """Give the controls, while the others have the ball, to the player who is clearly sooner there."""
        players = self.lineup.outfield(side)
        seconds = dict(zip(players, self._seconds(world, side, players), strict=True))
        for person in [p for p in self._people.values() if p.side == side]:
            others = {p.player for p in self._people.values() if p is not person}
            free = [m for m in players if m not in others]
            best = min(free, key=lambda m: (seconds[m], m))
            now = seconds.get(person.player, 1e3)
            loose = int(world.ball.holder[self.row]) == NOBODY
            clearly = seconds[best] < LOOSE_SHARE * now if loose else now - seconds[best] >= CLEARLY
            if best == person.player or not clearly:
                person.other, person.better_for = NOBODY, 0
                continue
            person.better_for = person.better_for + 1 if best == person.other else 1
            person.other = best
            if self._may_change(world, person, LOOSE_FOR if loose else FOR_LONG):
                self._set(world, person, best)

    def _may_change(self, world: World, person: _Person, patience: int) -> bool:
        step, player, holder = world.step, person.player, int(world.ball.holder[self.row])
        at = world.bodies.pos[self.row]
        beside = holder != NOBODY and float(norm(at[holder] - at[player])) < BESIDE
        busy = (
            world.bodies.phase[self.row, player] != Phase.NONE or world.bodies.lunge[self.row, player] > 0.0
        )
        return bool(
            person.better_for >= patience
            and step > person.kept
            and not beside
            and step - person.changed >= AT_MOST_EVERY
            and step - person.chosen >= AS_CHOSEN
            and not busy
        )

    def _seconds(self, world: World, side: int, players: list[int]) -> Floats:
        """Return how soon each could be at the ball, or in front of its holder, seconds ``(players,)``."""
        here = slice(self.row, self.row + 1)
        who, surface = Runners.of(world.bodies, (here, players)), self.lineup.pitch.surface
        pos, vel, roll = (part[here, None] for part in (world.ball.pos, world.ball.vel, world.ball.roll))
        seconds = meet(who, pos, vel, roll, surface).cost[0]
        # A player between the ball and their own goal needn't turn and run after it.
        way = np.array([ATTACKS[side], 0.0])
        behind = dot(world.bodies.pos[self.row, players] - pos[0, 0, :2], way) > 0.0
        result: Floats = seconds + np.where(behind, GOAL_SIDE, 0.0)
        return result

    def _in_direction(self, world: World, players: list[int], toward: tuple[float, float]) -> int:
        """Return who stands nearest to a direction from the ball, within 75 degrees of it, or NOBODY."""
        off = world.bodies.pos[self.row, players] - world.ball.pos[self.row, :2]
        angle = np.abs(wrap(heading(off) - heading(np.array([toward]))[0]))
        cost = np.where(angle < POINTED_WITHIN, angle + A_METRE * norm(off), 1e6)
        best = int(np.argmin(cost))
        return players[best] if cost[best] < 1e6 else NOBODY

    def _set(self, world: World, person: _Person, player: int) -> None:
        if person.player == player:
            return
        for other in self._people.values():
            if other is not person and other.player == player:
                other.player = person.player  # they swap
                other.changed = world.step
        person.player, person.changed = player, world.step
        person.other, person.better_for = NOBODY, 0
