"""A level being played: people's wishes in, events out, one step at a time."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from game.core.events import Events
from game.core.intents import Intents, Wish
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Phase, World
from game.rules.ball_boy import BallBoy
from game.rules.happenings import happenings
from game.rules.objectives import Objective, Progress, main_player, objective_of
from game.scenario.schema import Level
from game.scenario.start import Scene, ball_to, start
from game.sim.carry import carry_spot
from game.sim.step import step

SEE_HOW_IT_ENDED = 1.2
"""Seconds from the end of an attempt against opponents until everybody is back in his place."""

LUCK_COUNTERS = ("kicks", "touches")
"""What a player keeps when he is put back: his next kick draws new luck."""

INSIDE = 0.3
"""Metres from the line within which no ball is laid down."""


class Session:
    """One level, from its first moment until its objective is done, and on if the player likes.

    A drill that has nobody to beat puts the ball back at the player's feet when it is lost. A level with
    opponents puts everybody back in his place after each attempt; the clock runs on, and attempt k has the
    luck of world k, so that a headless rollout of the same seed meets the same moments.
    """

    def __init__(self, level: Level, seed: int | None = None) -> None:
        self.level = level
        self.seed = level.seed if seed is None else seed
        self.restart()

    def restart(self) -> None:
        """From the beginning, with the same luck."""
        self.scene: Scene = start(self.level, self.seed)
        self.objective: Objective = objective_of(self.level)
        self.ball_boy = BallBoy(self.objective.passers)
        self.player = self.level.index(main_player(self.level).id)
        """Whom the ball goes back to."""
        self.opposed = len({player.team for player in self.level.players}) > 1
        self.attempt = 0
        self._ended_at: int | None = None
        self._ended = 0
        x, y = self.world.ball.pos[0, :2]
        self.objective.given(self.player, (float(x), float(y)))

    @property
    def world(self) -> World:
        """The one world that is played."""
        return self.scene.world

    @property
    def pitch(self) -> Pitch:
        """The ground."""
        return self.scene.pitch

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to player numbers."""
        return self.scene.people

    @property
    def progress(self) -> Progress:
        """How far the player is."""
        return self.objective.progress

    @property
    def done(self) -> bool:
        """Whether the objective is won or lost. The ball rolls on regardless."""
        return self.objective.done

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """One step: ``wishes`` of people by player number, the crew thinks for the rest."""
        world = self.world
        intents = Intents.idle(world.worlds, world.squad.players)
        self.scene.crew.think(world.view(), intents)
        for player, wish in wishes.items():
            intents.put(0, player, wish)
        events = step(world, self.pitch, intents)
        self.objective.observe(world, events)
        self.ball_boy.observe(world, happenings(events))
        if self.opposed and self.level.objective.kind != "free":
            self._next_attempt()
        elif self.ball_boy.brings(world):
            self._bring_ball()
        return events

    def _bring_ball(self) -> None:
        """Back to the player's feet, once his leg is down; back to his place if he stands off the pitch."""
        world, player = self.world, self.player
        if world.bodies.phase[0, player] != Phase.NONE:
            return
        spot = carry_spot(world.bodies.pos[:, player], world.bodies.hips[:, player])[0]
        half = np.array([0.5 * self.pitch.length, 0.5 * self.pitch.width]) - INSIDE
        if not bool(np.all(np.abs(spot) <= half)):
            self._put_in_place(player)
        ball_to(world, player)
        self.ball_boy.brought(world)
        x, y = world.ball.pos[0, :2]
        self.objective.given(player, (float(x), float(y)))

    def _put_in_place(self, player: int) -> None:
        """A player as the level has him at its start, with the breath that he has left."""
        there = start(self.level, self.seed, headless=True).world
        stamina = self.world.bodies.stamina[0, player]
        for part, fresh in ((self.world.bodies, there.bodies), (self.world.hidden, there.hidden)):
            for name in (f.name for f in fields(part) if f.name not in LUCK_COUNTERS):
                getattr(part, name)[0, player] = getattr(fresh, name)[0, player]
        self.world.bodies.stamina[0, player] = stamina

    def _next_attempt(self) -> None:
        """Everybody back in his place when an attempt has ended or the ball is lost for good."""
        if self.objective.attempts != self._ended:
            self._ended = self.objective.attempts
            self._ended_at = self.world.step
        ended_at = self.world.step if self._ended_at is None else self._ended_at
        seen = (self.world.step - ended_at) * STEP_SECONDS >= SEE_HOW_IT_ENDED
        if self.done or not (seen or self.ball_boy.brings(self.world)):
            return
        self.attempt += 1
        clock = self.world.step
        self.scene = start(self.level, self.seed, first=self.attempt)
        self.world.step = clock
        self._ended_at = None
        self.ball_boy.brought(self.world)
        x, y = self.world.ball.pos[0, :2]
        self.objective.given(self.player, (float(x), float(y)))
