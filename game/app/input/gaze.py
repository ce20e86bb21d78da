"""Where a person's eyes go: held directions, a lock on somebody by one key, else the first one chosen."""

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.buttons import Buttons
from game.app.input.receivers import nearest_to
from game.app.input.surroundings import Around, NearbyPlayer, Point

TAP: Final = 15
"""Steps (0.25 s) of a hold up to which it is a tap: a lock; beyond, the eyes move freely while it is held."""
LOCKED: Final = 150
"""Steps (2.5 s) for which the eyes stay locked at most."""
AFTER_KICK: Final = 23
"""Steps from letting go of a strike for which they stay: some 0.25 s after the contact."""
DRAWN: Final = pi / 3.0
"""Radians within which a direction means somebody."""
FAR: Final = 12.0


@dataclass(frozen=True, slots=True)
class EyeKeys:
    """What the eyes' keys remember."""

    down: int = 0
    """Steps for which the eyes' key has been held."""
    way: float | None = None
    """Radians: the direction held with it, or with a gaze key, last."""
    looked: int = 0
    """Steps for which a gaze key has been held."""
    on: int | None = None
    """Number of the player whom the eyes are locked on."""
    at: float | None = None
    """Radians: the direction that they are locked on where nobody is near it."""
    decoy: bool = False
    """Locked on whoever isn't the target: it moves on if that one is aimed at."""
    left: int = 0
    """Steps for which the lock still holds."""

    @property
    def locked(self) -> bool:
        """Whether the eyes are locked on somebody or on a direction."""
        return self.left > 0

    @property
    def free(self) -> bool:
        """Whether the eyes' key is held so long that the direction is the eyes'."""
        return self.down > TAP


def see_to(buttons: Buttons, eyes: EyeKeys, around: Around, target: int) -> tuple[Point | None, EyeKeys]:
    """Return the point looked at, or None where the keys say nothing; ``target`` is the pass's number."""
    eyes = _keys(buttons, eyes, around, target)
    look = buttons.look
    if hypot(*look) > 0.0:
        return _toward(around, atan2(look[1], look[0])), eyes
    if eyes.free and hypot(*buttons.move) > 0.0:
        return _toward(around, atan2(buttons.move[1], buttons.move[0])), eyes
    if not eyes.locked:
        return None, eyes
    if eyes.decoy and eyes.on == target:
        other = _decoy(around, target)
        eyes = replace(eyes, on=None if other is None else other.number)
    if eyes.on is not None:
        player = _numbered(around, eyes.on)
        return (None if player is None else player.at), eyes
    return (None if eyes.at is None else _toward(around, eyes.at)), eyes


def struck(eyes: EyeKeys) -> EyeKeys:
    """Note that a strike was let go: the lock ends soon after the contact."""
    return replace(eyes, left=min(eyes.left, AFTER_KICK))


def _keys(buttons: Buttons, eyes: EyeKeys, around: Around, target: int) -> EyeKeys:
    eyes = replace(eyes, left=max(eyes.left - 1, 0))
    pointed = hypot(*buttons.look) > 0.0
    if pointed:
        way = atan2(buttons.look[1], buttons.look[0])
        eyes = replace(eyes, looked=eyes.looked + 1, way=way, left=0)
    elif eyes.looked:
        eyes = _locked(replace(eyes, looked=0), around) if eyes.looked <= TAP else replace(eyes, looked=0)
    if buttons.eyes:
        held = hypot(*buttons.move) > 0.0
        kept = eyes.way if eyes.down or eyes.looked else None
        pointed_at = atan2(buttons.move[1], buttons.move[0]) if held else kept
        return replace(eyes, down=eyes.down + 1, way=pointed_at)
    if not eyes.down:
        return eyes
    tapped, alone = eyes.down <= TAP, eyes.way is None
    eyes = replace(eyes, down=0)
    if not tapped:
        return replace(eyes, left=0)
    if not alone:
        return _locked(eyes, around)
    if eyes.locked:
        return replace(eyes, left=0)
    other = _decoy(around, target)
    return eyes if other is None else replace(eyes, on=other.number, at=None, decoy=True, left=LOCKED)


def _locked(eyes: EyeKeys, around: Around) -> EyeKeys:
    """Lock on whoever stands nearest to the direction, of either side, else on the direction."""
    assert eyes.way is not None
    player = nearest_to(around.body, eyes.way, (*around.mates, *around.foes), DRAWN)
    on = None if player is None else player.number
    return replace(eyes, on=on, at=eyes.way, decoy=False, left=LOCKED)


def _decoy(around: Around, target: int) -> NearbyPlayer | None:
    """Return the team-mate nearest to the hips who isn't the target."""
    others = [mate for mate in around.mates if mate.number != target]
    return nearest_to(around.body, around.hips, others, pi)


def _numbered(around: Around, number: int) -> NearbyPlayer | None:
    return next((one for one in (*around.mates, *around.foes) if one.number == number), None)


def _toward(around: Around, way: float) -> Point:
    from_body = around.body
    return (from_body[0] + FAR * cos(way), from_body[1] + FAR * sin(way))
