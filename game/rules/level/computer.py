"""The computer takes the place of a level's person where nobody is at the controls."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from game.core.intents import Intents, Wish
from game.core.plan import Plan
from game.mind.attack.lookahead import Lookahead, judge
from game.mind.attack.options import options_of
from game.mind.perception.perceived import Picture
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.strength import STRENGTHS
from game.rules.level.session import Session
from game.scenario.schema import Level


class ComputerCarrier:
    """A player for a level's person: it passes at each possession, and else the computer's team plays on.

    It plays in its head what the level lets count, as the computer's players of a match do.
    """

    def __init__(self, session: Session, player: int, strength: int) -> None:
        self.session, self.player = session, player
        self.strength = STRENGTHS[strength]
        self._executor: Executor | None = None
        self._set_ups = session.set_ups

    def wishes(self) -> dict[int, Wish]:
        """Return what is to be written over the computer's wishes in this step."""
        session, player = self.session, self.player
        view = session.world.view()
        has = int(view.ball.holder[0]) == player
        if not has or session.set_ups != self._set_ups:
            self._executor, self._set_ups = None, session.set_ups
        if not has or session.level.laws.play == "free":
            return {}
        if self._executor is None or not self._executor.busy[0]:
            plan = self.choose()
            if plan is None:
                return {}
            orders = PlanBatch.of([plan], view.squad)
            self._executor = Executor(view, session.pitch, player, orders, hurried=True)
        intents = Intents.idle(1, view.squad.players)
        self._executor.decide(view, intents)
        return {player: intents.wish_of(0, player)}

    def choose(self) -> Plan | None:
        """Return the pass of this possession, or None where there is none."""
        session, view = self.session, self.session.world.view()
        options = self._options()
        crew = session.ai_team
        if len(options) < 2:
            return options[0] if options else None
        crew.wake(view)
        assert crew.defenders is not None
        here = np.zeros(1, dtype=np.intp)
        question = Lookahead.of(
            Picture.of_screen(view),
            np.array([self.player]),
            [options],
            crew.defenders.habits.take(here),
            session.pitch,
            crew.minds,
            [self.strength.rollouts],
        )
        return options[int(np.argmax(judge(question)[0]))]

    def _options(self) -> list[Plan]:
        session = self.session
        view, level = session.world.view(), session.level
        asked, to = asked_of(session)
        marks = session.objective.marks
        if marks:
            return [Plan(_technique(asked), marks[0])]
        tricks = self.strength.tricks or asked != "any"
        found = options_of(
            Picture.of_screen(view), 0, session.pitch, self.player, must_pass=True, tricks=tricks
        )
        plans = [option for option in found if isinstance(option, Plan)]
        wanted = [plan for plan in plans if asked in ("any", plan.technique) and to in (None, plan.target)]
        return wanted or _plain(level, self.player, asked, to) or plans


def asked_of(session: Session) -> tuple[str, str | None]:
    """Return the technique and the receiver that a level's card names, ``any`` and None without one."""
    asked = session.level.objective.asked
    to = asked.to[0] if len(asked.to) == 1 else None
    to = session.objective.called if to == "called" else to
    known = any(player.id == to for player in session.level.players)
    return asked.technique, to if known else None


def _plain(level: Level, player: int, asked: str, to: str | None) -> list[Plan]:
    """Return the pass that the card names, where it wouldn't come to anybody's mind."""
    mates: Sequence[str] = [
        other.id
        for number, other in enumerate(level.players)
        if number != player and other.team == level.players[player].team and to in (None, other.id)
    ]
    return [Plan(_technique(asked), mate) for mate in mates]


def _technique(asked: str) -> Literal["push", "backheel", "shot"]:
    return "backheel" if asked == "backheel" else "shot" if asked == "shot" else "push"
