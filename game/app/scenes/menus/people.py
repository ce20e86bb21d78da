"""Who of the household plays: everybody keeps a strength and results of their own."""

from __future__ import annotations

from functools import partial

from game.app.i18n import N_, _
from game.app.scenes.menus.page import Page
from game.app.shell.context import Context
from game.app.shell.settings import STRENGTH_WORDS
from game.app.widgets.focus_list import FocusItem
from game.storage.people import HouseholdMember


class People(Page):
    """Everybody who has given a name, and somebody new."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Who plays?"), self._rows)
        people = [person.name for person in self._people()]
        if context.household.current in people:
            self.menu.focus = people.index(context.household.current)

    def opened(self) -> None:
        """Take in whom another window has added, too."""
        self.context.meet()
        super().opened()

    def _rows(self) -> list[FocusItem]:
        rows = [
            FocusItem(
                person.name,
                partial(self._choose, person),
                partial(self._value, person),
                badge=(person.name, person.colour),
            )
            for person in self._people()
        ]
        rows.append(FocusItem(_("Somebody new"), self.context.nav.first_start))
        nav = self.context.nav
        return [
            *rows,
            FocusItem(_("My passing"), nav.my_passing),
            FocusItem(_("Name and colour"), nav.change_person, note=_("Of whoever plays now.")),
            FocusItem(_("League table"), nav.league),
            FocusItem(_("Teams"), nav.teams, note=_("A name, a kit and players, for matches and cups.")),
            FocusItem(
                _("Save to a file"),
                nav.save_person,
                note=_("Results, medals, passing and ghosts of who plays."),
            ),
            FocusItem(_("Load from a file"), nav.load_person, note=_("What is better here stays.")),
            FocusItem(
                _("Delete this person"), nav.delete_person, note=_("Whoever plays now; it is asked again.")
            ),
        ]

    def _people(self) -> list[HouseholdMember]:
        return sorted(self.context.household.people, key=lambda person: person.name.casefold())

    def _value(self, person: HouseholdMember) -> str:
        strength = _(STRENGTH_WORDS[person.strength])
        plays = person.name == self.context.household.current
        return _("plays now, {strength}", strength=strength) if plays else strength

    def _choose(self, person: HouseholdMember) -> None:
        self.context.play_as(person)
        self.context.tell(_("Welcome back, {name}", name=person.name))
        self.context.pop()
