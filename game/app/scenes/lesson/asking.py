"""What the class asks to have played: a pass of its own, the same answers elsewhere."""

from __future__ import annotations

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame, Press
from game.app.lesson import experiments
from game.app.lesson.proposal import Proposal, Variant, holder_of
from game.app.lesson.turn_rows import TurnRows
from game.app.scenes.lesson.showing import ShowingLesson
from game.classroom.lesson.documents import level_of
from game.classroom.session.steps import StepPhase
from game.scenario.errors import LevelError
from game.storage.workers import shared_pool


class AskingLesson(ShowingLesson):
    """A lesson in which something may be put together."""

    def _propose(self) -> None:
        """Let the group put a pass together."""
        holder = holder_of(self.state.document)
        writes = self.given.step.phase is StepPhase.VOTE
        if holder is not None:
            does = _("Hand it in") if writes else _("Play it a thousand times")
            self.asking = Proposal(level_of(self.state.document), holder, does)

    def _elsewhere(self) -> None:
        holder = holder_of(self.state.document)
        if holder is not None:
            self.asking = Variant(level_of(self.state.document), holder)

    def _play_asked(self) -> None:
        """Have played what was put together, or hand it in where it is an answer."""
        asked, self.asking = self.asking, None
        values = self.given.room.values
        try:
            if isinstance(asked, Variant):
                self.play_experiment(experiments.elsewhere(self.state, asked, values, shared_pool()))
            elif isinstance(asked, Proposal) and self.given.step.phase is StepPhase.VOTE:
                self._hand_in(asked.written)
            elif isinstance(asked, Proposal):
                self.play_experiment(experiments.propose(self.state, asked, values, shared_pool()))
        except LevelError as error:
            self.context.tell(error.short)

    def _hand_in(self, text: str) -> None:
        """Hand in a pass that was written at this machine: the next person's, or the group's."""
        waiting = self.given.waiting(0)
        who = waiting[0] if waiting else self.given.group()
        step = self.given.step
        said = {"part": step.part, "round": step.round, "answer": text, "seconds": round(self.waited, 1)}
        self.given.cast(who, said)

    def _handle_asking(self, frame: Frame, asking: TurnRows) -> None:
        """Move in a panel of rows: by arrows and Enter, a clicker's two keys, or the mouse."""
        for code in frame.keys:
            if code == pygame.KSCAN_PAGEUP:
                asking.down()
            elif code == pygame.KSCAN_PAGEDOWN:
                self._take(asking)
        for press in frame.presses:
            if press in (Press.UP, Press.DOWN):
                asking.down(1 if press is Press.DOWN else -1)
            elif press in (Press.LEFT, Press.RIGHT):
                asking.turn(1 if press is Press.RIGHT else -1)
            elif press is Press.ACCEPT:
                self._take(asking)
            elif press is Press.BACK:
                self.asking = None
        if frame.click is not None and asking.click(frame.click):
            self._take(asking)

    def _take(self, asking: TurnRows) -> None:
        if self.asking is None:
            return
        if asking.plays:
            self._play_asked()
        elif asking.leaves:
            self.asking = None
        else:
            asking.turn()
