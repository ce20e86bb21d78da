"""What now: whoever has the ball, which passes would arrive from here; and one of them, done another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import NAMES, Change, changes
from game.analysis.whatif.from_here import FromHere
from game.app.coaching.pass_board import Sketch
from game.app.i18n import _, name_shown, say
from game.app.scenes.coaching.panel import HEADS, Panel
from game.app.scenes.coaching.panel_text import WHOLE, best_words, row_name
from game.app.shell.context import Context
from game.core.plan import Plan
from game.core.state import NOBODY
from game.scenario.phrases import names_of


class WhatNow(Panel):
    """The panel of a moment at which nothing has been played yet."""

    name = "whatnow"

    def __init__(self, context: Context, here: FromHere) -> None:
        """Begin; ``here`` is a moment at which somebody has the ball, and what is asked about it already."""
        super().__init__(context, here.moment)
        self._taken: Change | None = None
        """The pass that is looked into, of those that there are."""
        self.question = self._asked = here.question
        self.build()

    @property
    def plan(self) -> Plan | None:
        """That of the pass that is looked into."""
        return None if self._taken is None else self._taken.plan

    def bases(self) -> list[Change]:
        """Return the pass that is looked into; nothing to compare with while all are shown."""
        if self._taken is None or self.factor == WHOLE:
            return []
        return [as_base(self._taken)]

    def known(self) -> Sequence[Row]:
        """Return what was asked about all passes before somebody looked."""
        return self._asked.rows

    def likely(self) -> list[list[Change]]:
        """Return what may be asked next: of all passes the one in focus, of one thing of it the next."""
        row = self.chosen
        if self.factor != WHOLE or row is None:
            return super().likely()
        plan, moment = row.change.plan, self.moment
        rows = changes(plan, self.squad, moment.passer, moment.pitch, self.factors[0])
        return [[as_base(row.change), *rows]]

    def update(self, seconds: float) -> None:
        """Take in what the workers have found out, and go on from what was asked beforehand."""
        super().update(seconds)
        if self.question is self._asked and self.question.done:
            self.ask()

    @property
    def best(self) -> Row | None:
        """The row that arrives most often, of those of which something is known."""
        there = [row for row in self.rows if row.n]
        return max(there, key=lambda row: row.share, default=None)

    @property
    def chosen(self) -> Row | None:
        """The row whose cone is drawn: the one in focus, or the best."""
        if self.second is None and not 0 <= self.menu.focus - HEADS < len(self.shown):
            return self.best
        return super().chosen

    def turn_factor(self, by: int) -> None:
        """Turn from all passes to one of them: the one in focus, or the best."""
        if self.factor == WHOLE:
            row = self.chosen or (self.rows[0] if self.rows else None)
            if row is None:
                return
            self._taken = row.change
        super().turn_factor(by)

    def choose(self, row: Row) -> None:
        """Look into a pass."""
        if self.factor == WHOLE:
            self._taken = row.change
            super().turn_factor(1)

    def back(self) -> None:
        """Go from one pass back to all of them, and from there out."""
        if self.factor == WHOLE:
            super().back()
        else:
            self.factor, self.second = WHOLE, None
            self.ask()

    def title(self) -> str:
        """Over everything."""
        who = name_shown(names_of(self.squad)[self.moment.passer])
        if self._bases and self._taken is not None:
            return _("What now? {who}: {what}", who=who, what=say(self._taken.words))
        return _("What now? {who} has the ball", who=who)

    def sketch(self) -> Sketch:
        """Return where everybody stands."""
        row = self.chosen
        target = NOBODY
        if row is not None and isinstance(row.change.plan.target, str):
            target = self.squad.index(row.change.plan.target)
        return Sketch.here(self.moment, target)

    def name_of(self, row: Row) -> str:
        """Return a row's name; that of the pass that is looked into is what it has of the factor."""
        return row_name(row, "") if row.change.factor else self.played or _("as it is")

    def found(self) -> str:
        """Return which is best."""
        best = self.best
        assert best is not None
        what = self.name_of(best)
        if self.factor != WHOLE and self.second is None:
            what = f"{say(NAMES[self.factor])}: {what}"
        return best_words(best, what)

    def note(self) -> str:
        """Return what can be done besides."""
        return _("Choose a pass to try it another way.") if self.factor == WHOLE else ""


def as_base(change: Change) -> Change:
    """Return a pass in the form with which other ways of it are compared."""
    return replace(change, factor="", value="plan")
