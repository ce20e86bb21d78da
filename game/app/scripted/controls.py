"""Scripted people at the controls of a level or a match, a step at a time, without a window."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from game.app.input.person_controls import Hands
from game.app.input.receiving import onto_the_line
from game.app.input.surroundings import Around, Point, around
from game.app.input.thumb import ButtonOrders
from game.app.scripted.person import ScreenSight, ScriptedPerson
from game.app.snapshot import Seen, see
from game.core.events import Events
from game.core.intents import Technique, Wish
from game.core.pitch import Pitch
from game.core.state import NOBODY, World
from game.rules.common.playable import Playable
from game.rules.match.restart_places import Restart


class Sides(Protocol):
    """A game in which people may ask something of their side."""

    @property
    def restart(self) -> Restart | None:
        """The ball that is to be brought back into play, once it lies on its spot."""

    def switch(self, person: str, toward: Point | None = None) -> bool:
        """Give a person another player."""

    def send_run(self, person: str, way: Point | None) -> int | None:
        """Send a team-mate on a run."""

    def meant(self, person: str, player: int) -> None:
        """Say whom a pass is for."""

    def keep(self, person: str) -> None:
        """Keep the controls where they are in this step."""


class PlayedGround(Protocol):
    """Where people play: a world of a batch, and whom each of them steers there."""

    @property
    def world(self) -> World:
        """The world, or the batch that it belongs to."""

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to the numbers of the players they steer now."""

    @property
    def pitch(self) -> Pitch:
        """The ground and what stands on it."""


class ScriptedControls:
    """Presses people's keys in one world, ``row`` of its batch."""

    def __init__(
        self,
        ground: PlayedGround,
        people: Mapping[str, ScriptedPerson],
        marks: Sequence[Point] = (),
        sides: Sides | None = None,
        row: int = 0,
    ) -> None:
        """Begin; ``people`` go by ``human1`` and ``human2``, ``sides`` take orders where there are any."""
        self.ground, self.scripts, self.marks, self.sides = ground, people, marks, sides
        self.row = row
        self.hands = {name: Hands(ground.people[name]) for name in people}
        self.orders: dict[str, ButtonOrders] = {}
        """What each person asked of their side in the last step."""

    def wishes(self) -> dict[int, Wish]:
        """Look and press for one step; returns what the steered players are to do, by player number."""
        ground, row = self.ground, self.row
        now = see(ground.world, index=row)
        wishes: dict[int, Wish] = {}
        last = int(ground.world.ball.last_touch[row])
        for name, hands in self.hands.items():
            script, player = self.scripts[name], ground.people[name]
            if player != hands.player:
                hands.take(player)
                script.changed_player()
            pitch = ground.pitch
            receives = onto_the_line(ground.world.view(), player, pitch.surface, row)
            here = around(now, player, last, self.marks, pitch.goals, pitch.surface, receives)
            hands.held = script.buttons(self._sight(hands, here, now))
            if hands.thumb.foot != script.foot:
                hands.thumb = replace(hands.thumb, foot=script.foot)
            orders, wishes[player] = hands.act(here)
            self.orders[name] = orders
            if orders != ButtonOrders() and self.sides is not None:
                way = hands.held.move if hands.held.move != (0.0, 0.0) else None
                if orders.switch:
                    self.sides.switch(name, way)
                if orders.run:
                    self.sides.send_run(name, way)
                if orders.passed_to is not None:
                    self.sides.meant(name, orders.passed_to)
                if orders.keep:
                    self.sides.keep(name)
        return wishes

    def _sight(self, hands: Hands, here: Around, now: Seen) -> ScreenSight:
        me, last = hands.player, int(self.ground.world.ball.last_touch[self.row])
        owner = now.holder if now.holder != NOBODY else last
        team = now.team[me]
        restart = self.sides.restart if self.sides is not None else None
        return ScreenSight(
            around=here,
            mine=now.holder == me,
            ours=now.holder not in (me, NOBODY) and now.team[now.holder] == team,
            theirs=owner != NOBODY and now.team[owner] != team,
            to_take=restart is not None and restart.taker == me,
            winds=hands.thumb.technique is not Technique.NONE,
            ringed=hands.thumb.choice.number if hands.thumb.choice.mate is not None else None,
        )


class ScriptedGame(ScriptedControls):
    """A playable, and who holds which keys."""

    def __init__(
        self,
        playable: Playable,
        people: Mapping[str, ScriptedPerson],
        marks: Sequence[Point] = (),
        sides: Sides | None = None,
    ) -> None:
        """Begin; ``people`` go by ``human1`` and ``human2``, ``sides`` take orders where there are any."""
        super().__init__(playable, people, marks, sides)
        self.playable = playable

    def step(self) -> list[Events]:
        """Look, press, and play a step on."""
        return self.playable.advance(self.wishes())
