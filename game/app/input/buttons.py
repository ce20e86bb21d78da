"""What devices become: presses, the buttons a person holds, and a frame of everything that came in."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from enum import Enum, auto
from math import hypot

Point = tuple[float, float]


class Press(Enum):
    """Something pressed once, in menus or in play."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    ACCEPT = auto()
    BACK = auto()
    PAUSE = auto()
    RESTART = auto()
    HELP = auto()
    FULLSCREEN = auto()
    FOOT = auto()
    """Next of: whichever suits, left, right."""
    FOOT_LEFT = auto()
    FOOT_RIGHT = auto()
    MIND = auto()
    """Show what the next defender thinks."""
    DELETE = auto()
    """Take away what is under the pointer or has the focus."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """What one person holds now. Directions have y up the screen and length 0 to 1."""

    move: Point = (0.0, 0.0)
    look: Point = (0.0, 0.0)
    analog: bool = False
    """The direction comes from a stick, so it is meant as it is."""
    push: bool = False
    heel: bool = False
    shot: bool = False
    fake: bool = False
    sprint: bool = False
    shield: bool = False
    through: bool = False
    switch: bool = False
    eyes: bool = False
    """The key that locks the eyes on somebody, or moves them while it is held."""

    def either(self, other: "Buttons") -> "Buttons":
        """Return what is pressed in one or the other; directions are those of the first that gives any."""
        ours = hypot(*self.move) > 0.0
        held = {name: getattr(self, name) or getattr(other, name) for name in HELD}
        return Buttons(
            move=self.move if ours else other.move,
            look=self.look if hypot(*self.look) > 0.0 else other.look,
            analog=self.analog if ours else other.analog,
            **held,
        )


HELD = tuple(f.name for f in fields(Buttons) if f.type is bool and f.name != "analog")
"""The buttons that are either down or up."""


def buttons_of(keys: AbstractSet[str]) -> Buttons:
    """Return what the held keys of a keyboard mean, by their names: ``up``, ``look_left``, ``push``.

    >>> buttons_of({"up", "right", "push"}).move[0] > 0.7, buttons_of({"up", "right", "push"}).push
    (True, True)
    """

    def way(prefix: str) -> Point:
        x = float((f"{prefix}right" in keys) - (f"{prefix}left" in keys))
        y = float((f"{prefix}up" in keys) - (f"{prefix}down" in keys))
        far = hypot(x, y)
        return (x / far, y / far) if far else (0.0, 0.0)

    return Buttons(move=way(""), look=way("look_"), **{name: name in keys for name in HELD})


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that came in since the last frame."""

    presses: tuple[Press, ...] = ()
    people: tuple[Buttons, ...] = (Buttons(), Buttons())
    own: tuple[tuple[Press, ...], ...] = ((), ())
    """What each person pressed for their own player alone: the kicking foot."""
    sources: tuple[tuple[str, Press], ...] = ()
    """Which device pressed what: ``keys`` (the left half of the keyboard), ``keys2``, ``pad-3``."""
    raw_key: int | None = None
    """The scancode of the last key that went down."""
    keys: tuple[int, ...] = ()
    """Scancodes of all keys that went down, in their order."""
    ctrl_keys: tuple[int, ...] = ()
    """Those of them that went down while Ctrl was held."""
    raw_button: tuple[str, str] | None = None
    """The last gamepad button that went down: the device and SDL's name of the button."""
    text: str = ""
    """What was typed, where a scene asked for text."""
    pointer: Point | None = None
    """Where the mouse is, if it moved."""
    click: Point | None = None
    drag: bool = False
    """Whether the mouse's button is still down."""
    second_click: Point | None = None
    """Where the mouse's other button went down."""
    wheel: float = 0.0
    pad_used: bool | None = None
    """True: a gamepad was used last; False: the keyboard; None: neither in this frame."""
    closed: bool = False
    beside_closed: bool = False
    """Whether a window beside the one that is played in was closed."""
    lost_focus: bool = False
    resized: bool = False
    unplugged: str | None = None
    plugged: str | None = None
    lost_seat: int | None = None
    """Whose gamepad was unplugged: the person's number."""
    unknown_pad: bool = False
    """Something with sticks was found that SDL has no mapping for; told once."""
