"""Keys and buttons: a layout, an action, the new key. Clashes are named, and Esc always leads out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pygame

from game.app.i18n import N_, _
from game.app.input.actions import COMMON, CRAFTS, LOOKS, MOVES, WORDS, Action
from game.app.input.bindings import Bindings, Padmap
from game.app.input.clashes import LAYOUTS, Clash, conflicts
from game.app.input.devices import Frame
from game.app.render.icons import cap, panel, verdict
from game.app.render.theme import BAD, GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.scenes.menus.page import Page
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import shade

_CLASHES_SHOWN = 2
NO_KEY = pygame.KSCAN_UNKNOWN


def actions_of(layout: str) -> tuple[Action, ...]:
    """Return the actions whose keys or buttons can be changed in a layout."""
    if layout == "shared":
        return COMMON
    if layout.startswith("pad"):
        return (*CRAFTS, Action.FOOT, Action.MIND, Action.PAUSE, Action.HELP)
    looks = LOOKS if layout == "solo" else ()
    return (*MOVES, *looks, *CRAFTS, Action.FOOT)


class Controls(Page):
    """Which layout to change."""

    name = "controls"

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Controls"), self._layouts)

    def _layouts(self) -> Sequence[FocusItem]:
        troubled = {user for clash in conflicts(self.context.settings.bindings) for user, what in clash.users}

        def entry(layout: str) -> FocusItem:
            note = (
                _("A key or button here has two meanings.") if layout in troubled else _("Accept to change.")
            )
            label = _(LAYOUTS[layout])
            return FocusItem(label, lambda: self.context.push(Rebind(self.context, layout)), note=note)

        return [
            *(entry(layout) for layout in LAYOUTS),
            FocusItem(
                _("Reset controls"), self._reset, note=_("All keys and buttons back to the usual ones.")
            ),
        ]

    def _reset(self) -> None:
        self.context.change(replace(self.context.settings, bindings=Bindings()))
        self.context.trace.note("option", name="bindings", value="usual")
        self.context.tell(_("Keys and buttons are the usual ones again"))


class Rebind(MenuScene):
    """One layout: an action a row, its keys beside it."""

    name = "rebind"
    covers = False

    def __init__(self, context: Context, layout: str) -> None:
        super().__init__(context)
        self.layout = layout
        self.actions = actions_of(layout)
        self.pad = layout.startswith("pad")
        self.waiting: Action | None = None
        """The action for which a key is awaited."""
        self._build()

    def _build(self, focus: int = 0) -> None:
        def row(action: Action) -> FocusItem:
            return FocusItem(_(WORDS[action]), lambda: self._wait(action))

        rows = [row(action) for action in self.actions]
        if self.pad:
            rows.append(
                FocusItem(
                    _("Swap the sticks"), self._swap, value=self._swapped, change=lambda by: self._swap()
                )
            )
        rows.append(FocusItem(_("Reset these"), self._reset))
        rows.append(FocusItem(_("Back"), self.context.pop))
        self.menu = FocusList(rows, focus, columns=2)

    def resized(self) -> None:
        """Make the entries again for new words or sizes."""
        self._build(self.menu.focus)

    def _wait(self, action: Action) -> None:
        self.waiting = action

    @property
    def _padmap(self) -> Padmap:
        return self.context.settings.bindings.pads[0 if self.layout == "pad 1" else 1]

    def _swapped(self) -> str:
        return _("On") if self._padmap.swap_sticks else _("Off")

    def _swap(self) -> None:
        swapped = replace(self._padmap, swap_sticks=not self._padmap.swap_sticks)
        self._keep(self.context.settings.bindings.with_layout(self.layout, swapped))

    def _reset(self) -> None:
        usual = Bindings().layout(self.layout)
        self._keep(self.context.settings.bindings.with_layout(self.layout, usual))

    def _keep(self, bindings: Bindings) -> None:
        self.context.change(replace(self.context.settings, bindings=bindings))
        self.context.trace.note("option", name="bindings", value=self.layout)

    def handle(self, frame: Frame) -> None:
        """Walk the list; or, while one waits, take the next key or button."""
        if self.waiting is not None:
            self._listen(frame)
        else:
            super().handle(frame)

    def _listen(self, frame: Frame) -> None:
        action, bindings = self.waiting, self.context.settings.bindings
        clicked = frame.click is not None or frame.second_click is not None
        if action is None or frame.raw_key == pygame.KSCAN_ESCAPE or clicked:
            self.waiting = None
            return
        if self.pad and frame.raw_button is not None:
            bindings = bindings.with_button(0 if self.layout == "pad 1" else 1, action, frame.raw_button[1])
        elif not self.pad and frame.raw_key == NO_KEY:
            # The system has no place for it: any other such key would do the same.
            self.context.tell(_("This key can't be told from others; use another"))
            return
        elif not self.pad and frame.raw_key is not None:
            bindings = bindings.with_key(self.layout, action, frame.raw_key)
        else:
            return
        self.waiting = None
        self._keep(bindings)
        self.context.devices.hold_back()
        self.context.sounds.play("accept")

    @property
    def clashes(self) -> list[Clash]:
        """What has two meanings in this layout."""
        found = conflicts(self.context.settings.bindings)
        return [clash for clash in found if self.layout in (clash.users[0][0], clash.users[1][0])]

    # Drawing

    def draw(self, screen: pygame.Surface) -> None:
        """Draw two columns of actions with their keys; below, what clashes or what is awaited."""
        type_ = self.context.type
        shade(screen, 150)
        pad, gap, row = type_.tx(24), type_.px(5), type_.tx(37)
        width = min(type_.tx(1060), screen.get_width() - 8)
        lines = (len(self.menu.entries) + 1) // 2
        note_h = type_.height(Role.SMALL) * _CLASHES_SHOWN
        head = type_.height(Role.TITLE) + type_.tx(8)
        height = 2 * pad + head + lines * (row + gap) + type_.tx(10) + note_h
        if height > screen.get_height() - 8:
            row = max(type_.px(22), row - (height - screen.get_height() + 8) // lines - 1)
            height = 2 * pad + head + lines * (row + gap) + type_.tx(10) + note_h
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 252), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        title = type_.fit(_(LAYOUTS[self.layout]), Role.TITLE, width - 2 * pad)
        screen.blit(type_.line(title, Role.TITLE, PAPER), (x, y))
        y += head
        clashes = self.clashes
        troubled = {a for clash in clashes for user, a in clash.users if user == self.layout}
        column = (width - 2 * pad - type_.px(16)) // 2
        self.menu.lift()
        for index in range(len(self.menu.entries)):
            place = pygame.Rect(
                x + (index % 2) * (column + type_.px(16)), y + (index // 2) * (row + gap), column, row
            )
            self.menu.place(index, place)
            self._row(screen, index, place, troubled)
        y += lines * (row + gap) + type_.tx(10)
        self._note(screen, clashes, (x, y), width - 2 * pad)

    def _row(self, screen: pygame.Surface, index: int, place: pygame.Rect, troubled: set[Action]) -> None:
        type_, entry = self.context.type, self.menu.entries[index]
        focused = index == self.menu.focus
        screen.blit(
            panel(place.size, type_.px(8), GOLD if focused else PANEL_RAISED, 255 if focused else 190), place
        )
        colour = INK if focused else PAPER
        inner, right = type_.px(12), place.right - type_.px(10)
        action = self.actions[index] if index < len(self.actions) else None
        if action is not None and action in troubled:
            mark = verdict(False, type_.tx(18))
            screen.blit(mark, (right - mark.get_width(), place.centery - mark.get_height() // 2))
            right -= mark.get_width() + type_.px(8)
        if action is not None and self.waiting is action:
            said = type_.line(_("press …"), Role.SMALL_STRONG, colour)
            screen.blit(said, (right - said.get_width(), place.centery - said.get_height() // 2))
            right -= said.get_width()
        elif action is not None:
            for label in reversed(self.context.settings.bindings.layout(self.layout).labels(action)):
                sprite = cap(type_, label, self.pad)
                right -= sprite.get_width()
                screen.blit(sprite, (right, place.centery - sprite.get_height() // 2))
                right -= type_.px(5)
        elif entry.value is not None:
            said = type_.line(entry.value(), Role.SMALL_STRONG, colour)
            screen.blit(said, (right - said.get_width(), place.centery - said.get_height() // 2))
            right -= said.get_width()
        words = type_.fit(entry.label, Role.SMALL, right - place.x - inner - type_.px(6))
        line = type_.line(words, Role.SMALL_STRONG if focused else Role.SMALL, colour)
        screen.blit(line, (place.x + inner, place.centery - line.get_height() // 2))

    def _note(self, screen: pygame.Surface, clashes: list[Clash], at: tuple[int, int], width: int) -> None:
        type_, (x, y) = self.context.type, at
        lines: list[tuple[str, tuple[int, int, int]]] = []
        if self.waiting is not None:
            what = _("Press the new button.") if self.pad else _("Press the new key.")
            lines = [(_("{what} Esc leaves it as it is.", what=what), GOLD)]
        elif clashes:
            lines = [(clash.words(), BAD) for clash in clashes[:_CLASHES_SHOWN]]
        else:
            lines = [(_("Accept, then press the new key or button. It is kept at once."), MUTED)]
        for text, colour in lines:
            screen.blit(type_.line(type_.fit(text, Role.SMALL, width), Role.SMALL, colour), (x, y))
            y += type_.height(Role.SMALL)
