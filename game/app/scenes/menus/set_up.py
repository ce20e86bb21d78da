"""Setting something up: a list of choices, each with its values, and what begins it."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygame

from game.app.i18n import N_, _, p_
from game.app.render.kits import sides_worn
from game.app.render.theme import MUTED, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.last_setups import keep_set_up, last_set_up
from game.app.shell.settings import STRENGTH_WORDS
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, title_page
from game.core.surfaces import SURFACES
from game.scenario.fixture import Side


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    key: str
    label: str
    """``{red}`` and ``{blue}`` stand for what the two sides are called by what they wear."""
    values: tuple[tuple[Any, str], ...]
    """Value and word for it, in order."""
    usual: Any
    note: str = ""


ON_OFF = ((False, N_("Off")), (True, N_("On")))
GROUNDS: tuple[tuple[str, str], ...] = tuple((surface.name, surface.called) for surface in SURFACES.values())
STRENGTHS = tuple(STRENGTH_WORDS.items())
PLAYED_BY = (("people", N_("People")), ("cpu", N_("Nobody: watch")))


class SetUpScene(MenuScene, ABC):
    """A screen of choices. Left and right change, accepting the first entry goes on."""

    kind: str
    """Under which its choices are kept for next time."""
    head: str

    def __init__(self, context: Context, choices: Sequence[Choice]) -> None:
        super().__init__(context)
        self.choices = list(choices)
        kept = last_set_up(self.kind)
        self.chosen: dict[str, Any] = {}
        for choice in self.choices:
            known = [value for value, _word in choice.values]
            last = kept.get(choice.key)
            good = any(last == value and type(last) is type(value) for value in known)
            self.chosen[choice.key] = last if good else choice.usual
        self.menu = FocusList(
            [FocusItem(p_("button", "Next"), self.begin)]
            + [self._entry(choice) for choice in self.choices]
            + [FocusItem(_("Back"), context.pop)]
        )

    def _entry(self, choice: Choice) -> FocusItem:
        def change(by: int) -> None:
            values = [value for value, _word in choice.values]
            at = values.index(self.chosen[choice.key])
            # Two go round; a longer row has ends.
            at = (at + by) % len(values) if len(values) == 2 else min(max(at + by, 0), len(values) - 1)
            self.chosen[choice.key] = values[at]

        def onward() -> None:
            values = [value for value, _word in choice.values]
            at = values.index(self.chosen[choice.key])
            self.chosen[choice.key] = values[(at + 1) % len(values)]

        def said() -> str:
            return _(dict(choice.values)[self.chosen[choice.key]])

        red, blue = (_(side) for side in sides_worn(self.context.settings.palette))
        label = _(choice.label, red=red, blue=blue)
        return FocusItem(label, onward, said, change, _(choice.note) if choice.note else "")

    def begin(self) -> None:
        """Go on to the seats; straight to play where nobody plays."""
        told = keep_set_up(self.kind, self.chosen)
        if told:
            self.context.tell(told)
        if self.chosen["by"] == "cpu":
            self.play("cpu", "cpu", [])
        else:
            self.context.nav.seats(self.play, list(self.sides("cpu", "cpu").values()))

    @abstractmethod
    def play(self, red: str, blue: str, devices: list[str]) -> None:
        """Begin it: ``red`` and ``blue`` say who controls each side, the rest what people play with."""

    def sides(self, red: str, blue: str) -> dict[str, Side]:
        """Return both sides of what was chosen, with who controls each."""
        return {
            name: Side.model_validate(
                {
                    "name": name.title(),
                    "kit": name,
                    "control": control,
                    "strength": self.chosen[f"{name}_strength"],
                }
            )
            for name, control in (("red", red), ("blue", blue))
        }

    def seed(self) -> int:
        """Return the luck of what begins now."""
        return self.context.seed if self.context.seed is not None else secrets.randbelow(2**31)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw one column; what the focus means stands below it."""
        type_ = self.context.type
        self.context.backdrop()
        room = title_page(screen, type_, _(self.head), 760, 0.9)
        x, y, wide, height = room.x, room.y + type_.px(14), room.width, room.bottom
        note_h = 2 * type_.height(Role.SMALL) + type_.px(22)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, wide, height - y - note_h))
        entry = self.menu.current
        if entry is not None and entry.note:
            lines = type_.wrap(entry.note, Role.SMALL, wide)[:2]
            y = height - type_.px(14) - len(lines) * type_.height(Role.SMALL)
            for text in lines:
                screen.blit(type_.line(text, Role.SMALL, MUTED), (x, y))
                y += type_.height(Role.SMALL)
