"""Intents are what every player wants this step: people, minds, replays and plans all speak through them."""

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from game.core.batched import Batched
from game.core.maths import Bools, Floats, vectors

Codes = npt.NDArray[np.int8]


class Technique(IntEnum):
    """The surface of the foot that is wound up."""

    NONE = 0
    PUSH = 1
    BACKHEEL = 2
    SHOT = 3
    """The instep: hard, and less exact."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One player's wishes for one step, as plain values; None means "as a sound player would"."""

    move: tuple[float, float] = (0.0, 0.0)
    look_at: tuple[float, float] | None = None
    hips_to: float | None = None
    swing: Technique = Technique.NONE
    cancel: bool = False
    aim: tuple[float, float] | None = None
    speed: float | None = None
    place: tuple[float, float] | None = None
    lean: float | None = None
    follow: float | None = None
    foot: int = 0
    step_in: bool = True
    touch_to: tuple[float, float] | None = None
    shield: bool = False
    tackle: bool = False
    dive_to: tuple[float, float] | None = None
    calling: bool = False
    weight: float | None = None


_WISHES = tuple(f.name for f in fields(Wish))


@dataclass(slots=True)
class Intents(Batched):
    """One step's wishes, first axis the world, second the player.

    NaN in a float field means "as a sound player would": look where the game is, let the hips follow.
    """

    move: Floats
    """``(worlds, players, 2)`` wished velocity as a share of top speed; length 1 is a sprint."""
    look_at: Floats
    """``(worlds, players, 2)`` float64, metres: the point at which the player wants to look, or NaN."""
    hips_to: Floats
    """``(worlds, players)`` radians: wished heading of the hips, or NaN."""
    swing: Codes
    """``(worlds, players)`` :class:`Technique` held this step: while it is held the leg goes back, once let
    go it strikes."""
    cancel: Bools
    """``(worlds, players)`` whether to break the swing off without touching the ball: a pass fake."""
    aim: Floats
    """``(worlds, players, 2)`` metres: where the ball should go."""
    speed: Floats
    """``(worlds, players)`` m/s off the foot; NaN stands for a firm pass within what the backswing allows."""
    place: Floats
    """``(worlds, players, 2)`` metres: wished ball centre relative to the plant foot at contact, forward
    along the hips and lateral toward the kicking foot; NaN stands for the technique's sweet spot."""
    lean: Floats
    """``(worlds, players)`` -1 (back) to 1 (over the ball); NaN stands for slightly over it."""
    follow: Floats
    """``(worlds, players)`` follow-through, 0 (cut short) to 1 (full) to 2 (too far); NaN stands for 1."""
    foot: Codes
    """``(worlds, players)`` 1 right, -1 left, 0 for the foot that suits."""
    step_in: Bools
    """``(worlds, players)`` whether to let the stride adjust toward the ball while the leg is back."""
    touch_to: Floats
    """``(worlds, players, 2)`` metres: where a first touch should set the ball, or NaN (at the feet)."""
    shield: Bools
    """``(worlds, players)`` whether to keep the body between the ball and the nearest opponent."""
    tackle: Bools
    """``(worlds, players)`` whether to throw a leg out in a lunge: to the ``aim``, or at the
    carrier's ball."""
    dive_to: Floats
    """``(worlds, players, 2)`` metres: the point a keeper dives at, or NaN."""
    calling: Bools
    """``(worlds, players)`` whether to call for the ball: everybody near hears it."""
    weight: Floats
    """``(worlds, players)`` which leg should carry the body: 1 the left, -1 the right; NaN stands for the
    middle."""

    @classmethod
    def idle(cls, worlds: int, players: int) -> "Intents":
        """Return intents in which nobody wants anything."""
        # Few arrays to make, each wish a part of one; laid out as ``vectors`` does it.
        missing = np.empty((15, worlds, players))
        missing.fill(np.nan)
        points = missing[:10].reshape(5, 2, worlds, players).transpose(0, 2, 3, 1)
        codes = np.zeros((2, worlds, players), dtype=np.int8)
        no = np.zeros((4, worlds, players), dtype=np.bool_)
        return cls(
            move=vectors(worlds, players),
            look_at=points[0],
            hips_to=missing[10],
            swing=codes[0],
            cancel=no[0],
            aim=points[1],
            speed=missing[11],
            place=points[2],
            lean=missing[12],
            follow=missing[13],
            foot=codes[1],
            step_in=np.ones((worlds, players), dtype=np.bool_),
            touch_to=points[3],
            shield=no[1],
            tackle=no[2],
            dive_to=points[4],
            calling=no[3],
            weight=missing[14],
        )

    def put(self, world: int, player: int, wish: Wish) -> None:
        """Write one player's wishes."""
        for name in _WISHES:
            value = getattr(wish, name)
            getattr(self, name)[world, player] = np.nan if value is None else value

    def wish_of(self, world: int, player: int) -> Wish:
        """Return one player's wishes as plain values: what :meth:`put` wrote.

        >>> intents = Intents.idle(1, 2)
        >>> intents.put(0, 1, Wish(swing=Technique.PUSH, aim=(3.0, 4.0)))
        >>> intents.wish_of(0, 1).aim, intents.wish_of(0, 0) == Wish()
        ((3.0, 4.0), True)
        """
        plain: dict[str, Any] = {}
        for name in _WISHES:
            value = getattr(self, name)[world, player]
            if isinstance(value, np.ndarray):
                plain[name] = None if np.isnan(value[0]) else (float(value[0]), float(value[1]))
            elif isinstance(value, np.floating):
                plain[name] = None if np.isnan(value) else float(value)
            else:
                plain[name] = value.item()
        plain["swing"] = Technique(plain["swing"])
        return Wish(**plain)
