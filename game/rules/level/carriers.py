"""Who passes for a level's person where there is no window: a fixed plan, or the computer's choice."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.core.intents import Intents, Wish
from game.core.plan import Plan
from game.mind.attack.lookahead import Lookahead, judge
from game.mind.attack.options import options_of
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.strength import STRENGTHS
from game.rules.level.session import Session
from game.scenario.schema import Level


class Carrier:
    """Carries out a pass at each of a player's possessions; without the ball the level's crew plays on."""

    hurried = False
    """Whether the plan is carried out as in a match, hardly setting oneself."""

    def __init__(self, session: Session, player: int) -> None:
        self.session, self.player = session, player
        self._executor: Executor | None = None
        self._set_ups = session.set_ups

    def wishes(self) -> dict[int, Wish]:
        """What is to be written over the crew's wishes in this step."""
        session, player = self.session, self.player
        view = session.world.view()
        if int(view.ball.holder[0]) != player or session.set_ups != self._set_ups:
            self._executor, self._set_ups = None, session.set_ups
            if int(view.ball.holder[0]) != player:
                return {}
        if self._executor is None or not self._executor.busy[0]:
            plan = self.choose()
            if plan is None:
                return {}
            orders = PlanBatch.of([plan], view.squad)
            self._executor = Executor(view, session.pitch, player, orders, hurried=self.hurried)
        intents = Intents.idle(1, view.squad.players)
        self._executor.decide(view, intents)
        return {player: intents.wish_of(0, player)}

    def choose(self) -> Plan | None:
        """The pass of this possession; None where there is none."""
        raise NotImplementedError


class PlannedCarrier(Carrier):
    """The same plan each time."""

    def __init__(self, session: Session, player: int, plan: Plan) -> None:
        super().__init__(session, player)
        self.plan = plan

    def choose(self) -> Plan:
        """The plan."""
        return self.plan


class ComputerCarrier(Carrier):
    """Plays in the head what the level lets count, as the computer's players of a match do."""

    hurried = True

    def __init__(self, session: Session, player: int, strength: int) -> None:
        super().__init__(session, player)
        self.strength = STRENGTHS[strength]

    def choose(self) -> Plan | None:
        """The plan that the crew of a match would choose here among those that the level asks for."""
        session, view = self.session, self.session.world.view()
        options = self._options()
        crew = session.ai_team
        if len(options) < 2:
            return options[0] if options else None
        crew.wake(view)
        assert crew.defenders is not None
        here = np.zeros(1, dtype=np.intp)
        question = Lookahead.of(
            view.take(here),
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
        table: Any = level.objective
        asked = getattr(table, "technique", "any")
        marks = session.objective.marks
        if marks:
            return [Plan("push" if asked == "any" else asked, marks[0])]
        found = options_of(
            view, 0, session.pitch, self.player, must_pass=True, tricks=self.strength.tricks or asked != "any"
        )
        plans = [option for option in found if isinstance(option, Plan)]
        wanted = [plan for plan in plans if asked in ("any", plan.technique) and _reaches(table, plan)]
        return wanted or _plain(level, self.player, asked, getattr(table, "to", None)) or plans


def _reaches(table: Any, plan: Plan) -> bool:
    to = getattr(table, "to", None)
    return to is None or plan.target == to


def _plain(level: Level, player: int, asked: str, to: str | None) -> list[Plan]:
    """The pass that the card names, where it wouldn't come to anybody's mind."""
    mates: Sequence[str] = [
        other.id
        for number, other in enumerate(level.players)
        if number != player and other.team == level.players[player].team and to in (None, other.id)
    ]
    return [Plan("push" if asked == "any" else asked, mate) for mate in mates]
