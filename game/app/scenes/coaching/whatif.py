"""What if: the same moment of a pass that was played, one thing another way, or two."""

from __future__ import annotations

from collections.abc import Sequence

from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.engine import Row, as_it_was
from game.analysis.whatif.factors import Change
from game.analysis.whatif.ranking import smallest_turn
from game.app.coaching.pass_board import Sketch
from game.app.i18n import _
from game.app.scenes.coaching.panel import Panel
from game.app.scenes.coaching.panel_text import WHOLE, failure_words, row_name, verdict_words
from game.app.shell.context import Context
from game.core.plan import Plan
from game.storage.workers import shared_pool


class WhatIf(Panel):
    """The panel of one pass."""

    name = "whatif"

    def __init__(
        self, context: Context, asked: Pass, factor: str = "look_time", known: ExplanationJob | None = None
    ) -> None:
        """Begin; ``known`` is what has been found out of this pass already, which then is there at once."""
        super().__init__(context, asked.moment)
        self.asked = asked
        self.factor = factor if factor in (WHOLE, *self.factors) else self.factors[0]
        if known is not None and known.looked is not None and known.played is asked:
            known.cancel()
            self._looking = known
        else:
            self._looking = ExplanationJob(asked, shared_pool(), rounds=())
        self.ask()

    @property
    def plan(self) -> Plan | None:
        """What was done, as a plan; None while that isn't known."""
        return None if self._looking.looked is None else self._looking.looked.plan

    def bases(self) -> list[Change]:
        """Return the pass as it was, and its plan."""
        return [] if self.plan is None else as_it_was(self.plan)

    def known(self) -> Sequence[Row]:
        """Return what an explanation has played of it."""
        return self._looking.rows

    def ask(self) -> None:
        """Ask, once what was done has been looked into."""
        if self.plan is None:
            self.build()
        else:
            super().ask()

    def weigh(self) -> None:
        """Look for what turns the outcome."""
        base = self.base
        known = base is not None and self.played_all
        self.turn = None if base is None or not known else smallest_turn(self.rows, base, self.asked.arrived)

    def update(self, seconds: float) -> None:
        """Take in what the workers have found out."""
        if self.plan is None:
            failed = self.failed
            self._looking.poll()
            if self.plan is not None:
                self.ask()
            elif self.failed != failed:
                self.build()
        else:
            super().update(seconds)

    def closed(self) -> None:
        """Call the questions off: nobody waits for an answer."""
        self._looking.cancel()
        super().closed()

    def title(self) -> str:
        """Over everything."""
        return _("What if?")

    def sketch(self) -> Sketch | None:
        """Return how it was played; None while that isn't known."""
        looked = self._looking.looked
        return None if looked is None else Sketch.of(self.asked, looked.facts)

    def name_of(self, row: Row) -> str:
        """Return a row's name."""
        return row_name(row, self.played)

    @property
    def failed(self) -> str:
        """Why no more of the answer comes, if anything went wrong."""
        return self._looking.failed if self.plan is None else super().failed

    def ask_again(self) -> None:
        """Look into the pass again, or ask the question again, after something went wrong."""
        if self.plan is None:
            self._looking = ExplanationJob(self.asked, shared_pool(), rounds=())
        self.ask()

    def verdict(self) -> str:
        """Return what turns it, or what else the rows come to."""
        if self.plan is None:
            return failure_words(self.failed) if self.failed else _("Looking at it again ...")
        return super().verdict()

    def found(self) -> str:
        """Return what turns it, or what else the rows come to."""
        asked = self.asked
        return verdict_words(self.rows, self.turn, self.factor, arrived=asked.arrived, shot=asked.shot)
