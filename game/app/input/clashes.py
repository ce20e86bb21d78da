"""Keys and buttons that are asked to do two things at once, each named in a line."""

from dataclasses import dataclass
from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.input.actions import WORDS, Action
from game.app.input.bindings import Bindings

LAYOUTS: Final[dict[str, str]] = {
    "solo": N_("Keyboard, alone"),
    "left": N_("Keyboard for two: left half"),
    "right": N_("Keyboard for two: right half"),
    "shared": N_("Keys for everybody"),
    "pad 1": N_("First gamepad"),
    "pad 2": N_("Second gamepad"),
}
"""As clashes call them, and what they are called on the screen."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One key or button that is asked to do two things at once."""

    key: str
    """As it stands on the key or button."""
    users: tuple[tuple[str, Action], tuple[str, Action]]
    """Which layout (``solo``, ``left``, ``right``, ``shared``, ``pad 1``, ``pad 2``) and for what, twice."""

    def words(self) -> str:
        """Return one line that names it."""
        (one, first), (two, second) = self.users
        words = _(
            "{key} is both “{first}” and “{second}”",
            key=_(_ARROW_WORDS[self.key]) if self.key in _ARROW_WORDS else self.key,
            first=_(WORDS[first]),
            second=_(WORDS[second]),
        )
        return words if one == two else f"{words} ({_(LAYOUTS[one])}, {_(LAYOUTS[two])})"


_ARROW_WORDS: Final = {
    "UP": N_("Up arrow"),
    "DOWN": N_("Down arrow"),
    "LEFT": N_("Left arrow"),
    "RIGHT": N_("Right arrow"),
}
"""What the keys with arrows are called within a sentence."""

_ESCAPE: Final = pygame.KSCAN_ESCAPE
_TOGETHER: Final = (("solo", "shared"), ("left", "right", "shared"), ("pad 1",), ("pad 2",))
"""Layouts that are in use at the same time."""


def conflicts(bindings: Bindings) -> list[Clash]:
    """Return every key or button that two things in use at the same time are bound to.

    Esc always pauses, so whatever else it is bound to is a clash as well.
    """
    found: list[Clash] = []
    for together in _TOGETHER:
        taken: dict[int | str, tuple[str, Action]] = {_ESCAPE: ("shared", Action.PAUSE)}
        for name in together:
            layout = bindings.layout(name)
            for action in layout.inputs:
                inputs: tuple[int | str, ...] = layout.of(action)
                for one, label in zip(inputs, layout.labels(action), strict=True):
                    user = taken.setdefault(one, (name, action))
                    clash = Clash(label, (user, (name, action)))
                    if user != (name, action) and clash not in found:
                        found.append(clash)
    return found
