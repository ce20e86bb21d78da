"""One person's hands on the controls: what is held, what the controls remember, and for which player."""

from dataclasses import dataclass, field, replace
from typing import Final

from game.app.input.buttons import Buttons
from game.app.input.controls import orders_of, wish_of
from game.app.input.surroundings import Around, Point
from game.app.input.thumb import HELPED, ButtonOrders, Helps, Thumb
from game.core.intents import Technique, Wish
from game.sim.movement import CONSTANTS as MOVE

STRIKE_KEYS: Final = ("push", "heel", "shot", "fake")
BLENDS: Final = 18
"""Steps (0.3 s) after a change of player in which the legs go over from the old run to the held direction."""


@dataclass
class Hands:
    """From buttons to wishes, step by step, whether a device holds them or a script."""

    player: int
    thumb: Thumb = field(default_factory=Thumb)
    held: Buttons = field(default_factory=Buttons)
    before: Buttons = field(default_factory=Buttons)
    """What was held a step ago."""
    helps: Helps = HELPED
    """What the person wants help with."""

    blend: int = 0
    """Steps for which the legs still blend from the run that the player was on when they were taken over."""
    ran: Point | None = None
    """That run, as a share of top speed."""

    def take(self, player: int) -> None:
        """Steer this player from now on: a new one hasn't begun anything yet."""
        if player != self.player:
            held = frozenset(name for name in STRIKE_KEYS if getattr(self.held, name))
            self.player, self.thumb = player, Thumb(foot=self.thumb.foot, busy=held)
            self.blend, self.ran = BLENDS, None

    def act(self, around: Around) -> tuple[ButtonOrders, Wish]:
        """Return for one step what is asked of the side, and what the player should do."""
        orders = orders_of(self.before, self.held, self.thumb, around)
        self.before, winding = self.held, self.thumb.technique
        wish, self.thumb = wish_of(self.held, self.thumb, around, self.helps)
        if winding is not Technique.NONE and wish.swing is Technique.NONE and wish.aim is not None:
            orders = replace(orders, passed_to=self.thumb.sent)
        if self.thumb.guess is not None and self.thumb.guess.left > 0:
            orders = replace(orders, keep=True)
        return orders, self._blended(wish, around)

    def _blended(self, wish: Wish, around: Around) -> Wish:
        if self.blend <= 0:
            return wish
        if self.ran is None:
            self.ran = (around.velocity[0] / MOVE.top_speed, around.velocity[1] / MOVE.top_speed)
        share = 0.5 * self.blend / BLENDS
        self.blend -= 1
        if wish.swing is not Technique.NONE:
            return wish
        (x, y), (rx, ry) = wish.move, self.ran
        return replace(wish, move=((1.0 - share) * x + share * rx, (1.0 - share) * y + share * ry))
