"""A match of a cup: it counts as soon as it is over, and leads back to the table."""

from __future__ import annotations

from game.app.i18n import N_, p_
from game.app.scenes.evening.table import CupTable
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem
from game.rules.match.cup import Tie


class CupMatch(MatchScene):
    """A tie's next match, over its table, which goes on with the computers' matches."""

    again = ""
    leave_label = N_("Leave: play it later")

    def __init__(self, context: Context, table: CupTable, tie: Tie) -> None:
        self.table, self.tie = table, tie
        super().__init__(context, table.cup.fixture(tie), table.cup.seed_of(tie))

    def leave(self) -> None:
        """Go back to the table, which has the match if it is over."""
        self.context.back_to(self.table)

    def update(self, seconds: float) -> None:
        """Take the computers' matches in as they come."""
        super().update(seconds)
        self.table.take_in()

    def ended(self) -> None:
        """Keep the result before anything else is shown."""
        super().ended()
        told = self.table.played(self.tie, self.match.score)
        if told:
            self.context.tell(told)

    def people_called(self) -> dict[str, str]:
        """Return the names of this household that people entered under."""
        known = {person.name for person in self.context.household.people}
        entrants = self.table.cup.entrants
        names = {human: entrants[self.tie.sides[side]].name for human, side in self.fixture.people.items()}
        return {human: name for human, name in names.items() if name in known}

    def onward(self) -> list[FocusItem]:
        """There is one way on."""
        return [FocusItem(p_("button", "Next"), self.leave)]
