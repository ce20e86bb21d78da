"""A level is played in a session: people's wishes in, events out, one step at a time."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from game.core.events import Events
from game.core.intents import Intents, Wish
from game.core.maths import Floats
from game.core.pitch import Pitch
from game.core.quantise import quantise
from game.core.rng import BALL, Stream, seeds_of, uniform
from game.core.state import STEP_SECONDS, Phase, World
from game.mind.ai_team import AITeam
from game.mind.traits.strength import STRENGTHS, USUAL_STRENGTH
from game.rules.common.event_stream import event_stream
from game.rules.common.playable import BallStatus, RestartLaws, SetUp
from game.rules.level.ball_return import BallReturn
from game.rules.level.objectives import Objective, Progress, main_player, objective_of
from game.scenario.load import parse_level, version_of
from game.scenario.schema import Level, SentenceTable
from game.scenario.start import StartedLevel, start
from game.sim.step import step

SEE_HOW_IT_ENDED = 1.2
"""Seconds from the end of an attempt against opponents until everybody is back in their place."""


class Session:
    """One level, from its first moment until its objective is done, and on if the player likes.

    Where the ball is lost, everybody goes back to their place after a pause, the ball as the level has it, so
    that no drill stalls; against opponents that happens after every attempt. The clock, the score and the
    streak run on, and everybody remembers what they saw, until it is begun again. The k-th time has the luck
    of world k, so a headless rollout of the same seed meets the same moments.
    """

    def __init__(
        self,
        level: Level,
        seed: int | None = None,
        strength: int = USUAL_STRENGTH,
        away: Collection[str] = (),
    ) -> None:
        """Begin a level.

        ``strength``, 1 to 5, says how sharp the opponents' eyes are, never how fast they run. Raises KeyError
        for another strength. The computer plays for people who are ``away``.
        """
        self.level = level
        self.away = frozenset(away)
        self.seed = level.seed if seed is None else seed
        self.strength = strength if opponents(level) else USUAL_STRENGTH
        """Strength of the opponents' eyes; the usual where nobody is against the player."""
        data = {"level": _document(level), "strength": self.strength}
        self.set_up = SetUp("level", level.title, data, self.seed)
        self._eyes = _eyes(level, self.strength)
        self._versions = tuple(version_of(level, v.changes, level.title) for v in level.variants)
        self.restart()

    @classmethod
    def of(cls, set_up: SetUp) -> "Session":
        """Return the session of a replay's set-up; raises LevelError where its level can't be read."""
        strength = set_up.data.get("strength", USUAL_STRENGTH)
        return cls(parse_level(set_up.data["level"], "the replay's level"), set_up.seed, strength)

    def restart(self) -> None:
        """Begin again from the first moment, with the same luck."""
        self.objective: Objective = objective_of(self.level)
        self.scene: StartedLevel = self._start(0)
        everybody = frozenset(range(len(self.level.players)))
        sentence = isinstance(self.level.objective, SentenceTable)
        winners = frozenset(opponents(self.level)) if self.level.laws.given_back else frozenset[int]()
        self.ball_return = BallReturn(everybody if sentence else self.objective.passers, winners)
        self.player = self.level.index(main_player(self.level).id)
        """Number of the player whose drill it is."""
        self.set_ups = 0
        """Number of times that everybody was put back; where it grows bodies jump, and nothing is drawn in
        between."""
        self._judged = 0
        self._judged_at: int | None = None
        self.intents = Intents.idle(1, self.world.squad.players)
        """Everybody's wishes of the last step, as they were carried out."""
        self.decided: Intents | None = None
        """What the computer would have wanted in the last step of a playback."""
        self.objective.luck = self.world.seeds[:1].copy()
        self._tell_where_it_starts()

    def _start(self, go: int) -> StartedLevel:
        """Return the level's first moment, in the version that luck draws for this go."""
        played = self.level
        if self._versions:
            luck = float(uniform(seeds_of(self.seed, 1, go), 0, BALL, Stream.VARIANT)[0])
            played = self._versions[min(int(luck * len(self._versions)), len(self._versions) - 1)]
        return start(played, self.seed, first=go, eyes=self._eyes, strength=self.strength, away=self.away)

    @property
    def played(self) -> Level:
        """The version of the level that this go has."""
        return self.scene.level

    @property
    def world(self) -> World:
        """The one world that is played."""
        return self.scene.world

    @property
    def pitch(self) -> Pitch:
        """The ground and what stands on it."""
        return self.scene.pitch

    @property
    def ai_team(self) -> AITeam:
        """The minds of the players whom nobody steers."""
        return self.scene.ai_team

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to player numbers."""
        return self.scene.people

    @property
    def acting(self) -> frozenset[int]:
        """Players who do what people wish: all that people have."""
        return frozenset(self.people.values())

    @property
    def progress(self) -> Progress:
        """How far the player is."""
        return self.objective.progress

    @property
    def outcome(self) -> str:
        """The state of play in a few words; "" where there is nothing to win."""
        return self.progress.outcome

    @property
    def ball_status(self) -> BallStatus:
        """The ball is in play: no drill has a referee."""
        return BallStatus.IN_PLAY

    @property
    def restart_laws(self) -> RestartLaws | None:
        """None, since no drill has restarts."""
        return None

    def seat(self, people: Mapping[str, int]) -> None:
        """Change nothing: in a level everybody steers the player whom the level gives them."""

    @property
    def opposed(self) -> bool:
        """Whether anybody is against the player."""
        return bool(opponents(self.level))

    @property
    def done(self) -> bool:
        """Whether the objective is won or lost. The ball rolls on regardless."""
        return self.objective.done

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """Play one step of people's ``wishes``, by player number; returns the events.

        The computer thinks for the other players.
        """
        intents = self._thought()
        for player, wish in self.wanted(wishes).items():
            intents.put(0, player, wish)
        return self._carry_out(quantise(intents))

    def wanted(self, wishes: Mapping[int, Wish]) -> dict[int, Wish]:
        """Return what is to be written over the computer's wishes.

        In free play the computer thinks for everybody: whoever touches no key wants nothing.
        """
        return {**dict.fromkeys(self.people.values(), Wish()), **wishes}

    def play_back(self, intents: Intents, *, think: bool = False, decide: bool = False) -> list[Events]:
        """Play one recorded step; returns the events.

        With ``think`` or ``decide`` the computer's players think: see :class:`Playable`.
        """
        self.decided = quantise(self._thought()) if think or decide else None
        return self._carry_out(intents)

    def _thought(self) -> Intents:
        """Return what the computer's players want now."""
        intents = Intents.idle(1, self.world.squad.players)
        self.ai_team.think(self.world.view(), intents)
        return intents

    def _carry_out(self, intents: Intents) -> list[Events]:
        world, self.intents = self.world, intents
        events = step(world, self.pitch, intents)
        self.take_in(events)
        return events

    def take_in(self, events: list[Events]) -> None:
        """Take in what happened in the step that has just been made; where it is time, put everybody back."""
        world = self.world
        self.objective.observe(world, events, self.ai_team)
        self.ball_return.observe(world, event_stream(events))
        if self._is_over(world):
            self._set_up_again()

    def _is_over(self, world: World) -> bool:
        """Return whether the ball is lost or, against opponents, the attempt has been seen to its end."""
        if self.objective.attempts != self._judged:
            self._judged, self._judged_at = self.objective.attempts, world.step
        if world.bodies.phase[0, self.player] != Phase.NONE:
            return False  # let them finish their swing
        if self.ball_return.brings(world):
            return True
        judged_at = world.step if self._judged_at is None else self._judged_at
        seen = (world.step - judged_at) * STEP_SECONDS >= SEE_HOW_IT_ENDED
        return (self.opposed or self.objective.in_goes) and self.objective.sets_up and seen and not self.done

    def _set_up_again(self) -> None:
        """Put everybody and the ball as at the level's start; the clock runs on."""
        clock = self.world.step
        self.set_ups += 1
        defenders = self.ai_team.defenders
        known = self.ai_team.known if defenders is None else defenders.habits
        self.scene = self._start(self.set_ups)
        if self.level.laws.memory:
            self.ai_team.known = known
        self.world.step = clock
        self._judged_at = None
        self.ball_return.brought(self.world)
        self._tell_where_it_starts()
        # A go that was broken off by this counts now, and is over: nobody waits to see how it ended.
        self._judged = self.objective.attempts

    def _tell_where_it_starts(self) -> None:
        x, y = self.world.ball.pos[0, :2]
        self.objective.given(self.player, (float(x), float(y)))


def opponents(level: Level) -> tuple[int, ...]:
    """Return the numbers of those who play against the player whose drill it is."""
    team = main_player(level).team
    return tuple(number for number, player in enumerate(level.players) if player.team != team)


def _eyes(level: Level, strength: int) -> Floats:
    """Return how sharp everybody's eyes are, ``(players,)``.

    The usual opponents' and team-mates' are as their styles say.
    """
    eyes = np.ones(len(level.players))
    eyes[list(opponents(level))] = STRENGTHS[strength].difficulty / STRENGTHS[USUAL_STRENGTH].difficulty
    return eyes


def _document(level: Level) -> dict[str, Any]:
    """Return the level as its file would say it, with every default written out: those may change."""
    return level.model_dump(mode="json", by_alias=True, exclude_none=True)
