"""A newcomer gives a name and chooses how strong the others are; then it starts on the pitch."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.app.i18n import N_, _
from game.app.input.buttons import Frame
from game.app.render.icons import panel
from game.app.render.theme import GOLD, MUTED, PANEL_RAISED, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.settings import STRENGTH_WORDS
from game.app.widgets.badge import COLOUR_WORDS, draw_badge
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height
from game.app.widgets.text_field import TextField
from game.storage.people import COLOURS, LONGEST_NAME, HouseholdMember, tidy_name

EASY = 2
"""The strength that is filled in."""
NAME, COLOUR, STRENGTH, START = range(4)


class FirstStart(MenuScene):
    """Name and strength are filled in: one press is enough."""

    name = "first start"
    head = N_("Who plays?")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filled_in = self._free_name()
        self.typed = TextField(self.filled_in, LONGEST_NAME)
        self.strength = EASY
        self.colour = self._free_colour()
        self.menu = self._rows()

    def _rows(self) -> FocusList:
        return FocusList(
            [
                FocusItem(_("Your name"), self._name_done, self._shown),
                FocusItem(
                    _("Your colour"),
                    lambda: self._paint(1),
                    lambda: _(COLOUR_WORDS[self.colour]),
                    self._paint,
                ),
                FocusItem(_("Opponents"), self._harder, self._strength_word, self._change),
                FocusItem(_("Start"), self._start),
                FocusItem(_("Start with a friend"), self._start_together),
                FocusItem(_("Skip the first steps"), self._skip),
            ],
            START,
        )

    def _free_name(self) -> str:
        known, number = {p.name for p in self.context.household.people}, 1
        while _("Player {n}", n=number) in known:
            number += 1
        return _("Player {n}", n=number)

    def _free_colour(self) -> str:
        taken = [p.colour for p in self.context.household.people]
        return min(COLOURS, key=taken.count)

    def opened(self) -> None:
        """Take typing for text from now on."""
        pygame.key.start_text_input()

    def closed(self) -> None:
        """From now on keys are keys again: an input method would eat those of play."""
        pygame.key.stop_text_input()

    def _shown(self) -> str:
        return self.typed.shown(self.context.now, focused=self.menu.focus == NAME)

    def _paint(self, by: int) -> None:
        self.colour = COLOURS[(COLOURS.index(self.colour) + by) % len(COLOURS)]

    def _strength_word(self) -> str:
        return _(STRENGTH_WORDS[self.strength])

    def _change(self, by: int) -> None:
        self.strength = min(max(self.strength + by, min(STRENGTH_WORDS)), max(STRENGTH_WORDS))

    def _harder(self) -> None:
        self.strength = self.strength % max(STRENGTH_WORDS) + 1

    def _name_done(self) -> None:
        """Go on from a name that was typed; on the one filled in, empty the field for typing."""
        if self.typed.fresh:
            self.typed.clear()
        else:
            self._onward()

    def _onward(self) -> None:
        self.menu.focus = START

    def _begin(self) -> None:
        name = tidy_name(self.typed.text) or self._free_name()
        known = self.context.household.member(name) or HouseholdMember(name, aim="full", weight="auto")
        self.context.play_as(replace(known, strength=self.strength, colour=self.colour))
        self.context.trace.note("person", name=name, strength=self.strength)

    def _start(self) -> None:
        self._begin()
        self.context.nav.to_first_step(0)

    def _start_together(self) -> None:
        self._begin()
        self.context.nav.to_first_steps_together(0)

    def _skip(self) -> None:
        self._begin()
        self.context.nav.to_modes("quick")

    def handle(self, frame: Frame) -> None:
        """Letters are the name's, wherever the focus is, also those that lead through other menus."""
        if any(letter.isalnum() for letter in frame.text):
            self.menu.focus = NAME
        super().handle(self.typed.type(frame) if self.menu.focus == NAME else frame)
        if self.menu.focus != NAME and not self.typed.text:
            self.typed = TextField(self.filled_in, LONGEST_NAME)

    def _note(self) -> str:
        """Return what stands below the rows."""
        return _("The others play easy. You can change all of it later.")

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle of the stadium."""
        type_ = self.context.type
        self.context.backdrop()
        width, pad = type_.tx(560), type_.tx(30)
        line = type_.wrap(self._note(), Role.SMALL, width - 2 * pad)
        height = (
            2 * pad + type_.height(Role.TITLE) + rows_height(type_, len(self.menu.entries)) + type_.tx(14)
        )
        height += type_.height(Role.SMALL) * len(line)
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL_RAISED, 255), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        screen.blit(type_.line(_(self.head), Role.TITLE, PAPER), (x, y))
        size = type_.tx(44)
        at = (box.right - pad - size // 2, y + type_.height(Role.TITLE) // 2)
        draw_badge(screen, type_, self.typed.text, self.colour, at, size)
        y += type_.height(Role.TITLE) + type_.tx(10)
        y = draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, 0), quiet=True)
        y += type_.tx(12)
        for text in line:
            screen.blit(type_.line(text, Role.SMALL, MUTED), (x, y))
            y += type_.height(Role.SMALL)
        if self.menu.focus == NAME:
            hint = type_.line(_("Type a name, then Enter"), Role.SMALL_STRONG, GOLD)
            screen.blit(hint, hint.get_rect(midtop=(box.centerx, box.bottom + type_.tx(12))))


class ChangePerson(FirstStart):
    """Another name or colour for whoever plays; results stay."""

    name = "change person"
    head = N_("Name and colour")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        person = context.household.person
        if person is not None:
            self.filled_in = person.name
            self.typed = TextField(self.filled_in, LONGEST_NAME)
            self.colour = person.colour
        self.menu.focus = NAME

    def _rows(self) -> FocusList:
        return FocusList(
            [
                FocusItem(_("Your name"), self._name_done, self._shown),
                FocusItem(
                    _("Your colour"),
                    lambda: self._paint(1),
                    lambda: _(COLOUR_WORDS[self.colour]),
                    self._paint,
                ),
                FocusItem(_("Keep it"), self._keep),
                FocusItem(_("Back"), self.back),
            ]
        )

    def _onward(self) -> None:
        self.menu.focus = COLOUR

    def _note(self) -> str:
        return _("Results, passing and the league's row go along.")

    def _keep(self) -> None:
        name = tidy_name(self.typed.text)
        told = self.context.rename(name, self.colour) if name else _("Type a name first.")
        if told:
            self.context.tell(told)
            return
        self.context.trace.note("person", name=name, colour=self.colour)
        self.back()
