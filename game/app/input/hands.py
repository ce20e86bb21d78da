"""One person's hands on the controls: what is held, what the controls remember, and for which player."""

from dataclasses import dataclass, field

from game.app.input.buttons import Buttons
from game.app.input.controls import orders_of, wish_of
from game.app.input.surroundings import Around
from game.app.input.thumb import HELPED, ButtonOrders, Helps, Thumb
from game.core.intents import Wish

STRIKE_KEYS = ("push", "heel", "shot", "fake")


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

    def take(self, player: int) -> None:
        """Steer this player from now on: a new one hasn't begun anything yet."""
        if player != self.player:
            held = frozenset(name for name in STRIKE_KEYS if getattr(self.held, name))
            self.player, self.thumb = player, Thumb(foot=self.thumb.foot, busy=held)

    def act(self, around: Around) -> tuple[ButtonOrders, Wish]:
        """One step: what is asked of the side, and what the player should do."""
        orders = orders_of(self.before, self.held, self.thumb, around)
        self.before = self.held
        wish, self.thumb = wish_of(self.held, self.thumb, around, self.helps)
        return orders, wish
