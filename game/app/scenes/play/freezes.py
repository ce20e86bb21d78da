"""A level's freezes as they come: play stops and asks, an answer is played, what each comes to is shown."""

from __future__ import annotations

from typing import Final, Protocol

from game.analysis.whatif.from_here import moment_of
from game.app.scenes.coaching.freeze import FreezeQuestion, FreezeScene
from game.app.shell.context import Context
from game.core.intents import Intents, Wish
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.level.session import Session
from game.scenario.schema import Level

ANSWER_SECONDS: Final = 3.0
"""Seconds of play after a freeze's answer until what each answer comes to is shown."""


class FreezingPlay(Protocol):
    """A play that can be stopped."""

    context: Context
    session: Session
    level: Level
    time: float


class Freezes:
    """Stops a play where its level says so."""

    def __init__(self, play: FreezingPlay) -> None:
        self.play = play
        self.asked: FreezeQuestion | None = None
        """The freeze that was asked last, until its answers have been shown."""
        self.begin()

    def begin(self) -> None:
        """Start over: nothing was asked yet."""
        if self.asked is not None:
            self.asked.cancel()
        self.asked = None
        self._frozen = 0
        self._answered_at = 0.0
        self._tried = 0
        self._executor: Executor | None = None

    def wishes(self) -> dict[int, Wish]:
        """Return what an answer has its player do, until it is done."""
        executor = self._executor
        if executor is None or not executor.busy[0]:
            return {}
        view = self.play.session.world.view()
        intents = Intents.idle(1, view.squad.players)
        executor.decide(view, intents)
        player = int(executor.player[0])
        return {player: intents.wish_of(0, player)} if executor.busy[0] else {}

    def observe(self) -> None:
        """Stop at the level's next freeze; after its answer was played, show what each comes to."""
        play, session = self.play, self.play.session
        if self.asked is not None:
            late = play.time - self._answered_at
            if late > ANSWER_SECONDS or (late > 0.5 and session.progress.attempts != self._tried):
                play.context.push(FreezeScene(play.context, self.asked, self._go_on))
            return
        freezes = sorted(play.level.freezes, key=lambda freeze: freeze.at)
        if self._frozen >= len(freezes) or session.world.seconds < freezes[self._frozen].at:
            return
        moment = moment_of(session)
        if moment is None or session.done:
            return
        self.asked = FreezeQuestion(freezes[self._frozen], moment)
        self._frozen += 1
        play.context.push(FreezeScene(play.context, self.asked, self._go_on))

    def _go_on(self) -> None:
        """Play the answer after the question; after the answers let play go on."""
        asked = self.asked
        if asked is None or asked.chosen is None:
            return
        if self._executor is not None:
            self.asked, self._executor = None, None
            return
        session = self.play.session
        view = session.world.view()
        orders = PlanBatch.of([asked.freeze.options[asked.chosen].plan.plan()], view.squad)
        self._executor = Executor(view, session.pitch, asked.moment.passer, orders)
        self._answered_at, self._tried = self.play.time, session.progress.attempts
