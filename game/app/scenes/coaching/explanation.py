"""Why a pass ended as it did: the board, what the defenders believed, a coach's words."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.passes.pass_log import Pass
from game.app.coaching.explanation_board import draw_why
from game.app.i18n import _
from game.app.input.buttons import Frame
from game.app.input.devices import Press
from game.app.render.theme import MUTED, PANEL, PAPER, Role
from game.app.scenes.coaching.panel_text import failure_words
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.button_bar import draw_strip, strip_height
from game.app.widgets.focus_list import FocusItem, FocusList
from game.core.state import STEP_SECONDS
from game.storage.workers import shared_pool


class Why(MenuScene):
    """One pass of some, the last one first."""

    name = "why"

    def __init__(
        self, context: Context, passes: Sequence[Pass], first: int = -1, known: ExplanationJob | None = None
    ) -> None:
        """Begin; ``known`` is what has been found out of one of them already."""
        super().__init__(context)
        self.passes = list(passes)
        self.number = first % len(self.passes)
        self._known: dict[int, ExplanationJob] = {}
        if known is not None:
            self._known = {n: known for n, each in enumerate(self.passes) if each is known.played}
        self.menu = FocusList([])
        self._look()
        self._build()

    @property
    def job(self) -> ExplanationJob:
        """What is known of the pass that is shown."""
        return self._known[self.number]

    def _build(self) -> None:
        """Make the row of buttons."""
        entries = [FocusItem(_("Back"), self.context.pop), FocusItem(_("What if?"), self._what_if)]
        if len(self.passes) > 1:
            entries += [
                FocusItem(_("Earlier pass"), lambda: self._turn(-1)),
                FocusItem(_("Later pass"), lambda: self._turn(1)),
            ]
        if self.job.failed:
            entries.append(FocusItem(_("Ask again"), self._ask_again))
        self.menu = FocusList(entries, self.menu.focus, columns=len(entries))

    def _ask_again(self) -> None:
        """Ask again after something went wrong."""
        del self._known[self.number]
        self._go_on()
        self._build()

    def _turn(self, by: int) -> None:
        self.number = (self.number + by) % len(self.passes)
        self._look()
        self._build()

    def _look(self) -> None:
        for number, job in self._known.items():
            if number != self.number:
                job.cancel()
        self._go_on()

    def _go_on(self) -> None:
        """Ask about the pass that is shown, unless that is done or under way."""
        known = self._known.get(self.number)
        cut_short = known is not None and known.done and not (known.ranked or known.failed)
        if known is None or cut_short:
            self._known[self.number] = ExplanationJob(self.passes[self.number], shared_pool())

    def _what_if(self) -> None:
        self.context.nav.what_if(self.passes[self.number], self.job)

    def handle(self, frame: Frame) -> None:
        """Choose from a row of buttons; Start leads back too."""
        if Press.PAUSE in frame.presses:
            self.back()
        else:
            super().handle(frame)

    def update(self, seconds: float) -> None:
        """Take in what the workers have found out."""
        self._go_on()
        failed = self.job.failed
        self.job.poll()
        if self.job.failed != failed:
            self._build()

    def closed(self) -> None:
        """Call the questions off: nobody waits for an answer."""
        for job in self._known.values():
            job.cancel()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the picture, and the buttons below it."""
        type_ = self.context.type
        explanation = self.job.explanation
        foot = strip_height(type_)
        failed = failure_words(self.job.failed) if self.job.failed else ""
        if explanation is None:
            screen.fill(PANEL)
            said = failed or _("Looking at it again ...")
            text = type_.line(said, Role.HEADING, MUTED if failed else PAPER)
            screen.blit(text, text.get_rect(center=screen.get_rect().center))
        else:
            played = self.passes[self.number]
            at = played.struck * STEP_SECONDS
            title = _("Struck {at:.1f} s into it", at=at)
            if len(self.passes) > 1:
                title = _("Pass {number}, {at:.1f} s into it", number=played.number, at=at)
            draw_why(screen, type_, explanation, title, self.context.strip, foot, failed)
        draw_strip(screen, type_, self.menu)
