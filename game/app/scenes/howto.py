"""How to play: keys and buttons on one page."""

import pygame

from game.app.desk import Scene
from game.app.devices import Frame, Press
from game.app.look import GOLD, LINE, MUTED, PANEL, PAPER, Role
from game.app.menu import shade
from game.app.signs import caps, panel

ROWS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Run; while winding up, point the pass", ("W", "A", "S", "D"), ("Left stick",)),
    ("Push pass: hold to wind up, let go to strike", ("J",), ("A",)),
    ("Backheel: hold to wind up, let go to strike", ("K",), ("B",)),
    ("Break the swing off: a pass fake", ("L",), ("X",)),
    ("Look that way for as long as it is held", ("UP", "LEFT", "DOWN", "RIGHT"), ("Right stick",)),
    ("Sprint", ("Shift",), ("RB",)),
    ("Shield the ball", ("I",), ("LB",)),
    ("Tackle", ("U",), ("Y",)),
    ("Cut the follow-through short", ("O",), ("LT",)),
    ("Kicking foot: either, left, right", ("Q",), ("LEFT", "RIGHT")),
    ("Show what the next defender thinks", ("M",), ("UP",)),
    ("Start the level again", ("R",), ()),
    ("Pause, with the last strike's card", ("Esc", "P"), ("Start",)),
)


class HowTo(Scene):
    """One page over whatever it was opened from."""

    name = "how to play"
    covers = False

    def handle(self, frame: Frame) -> None:
        """Anything leads back."""
        leave = {Press.BACK, Press.ACCEPT, Press.HELP, Press.PAUSE}
        if leave & set(frame.presses) or frame.click is not None:
            self.desk.pop()

    def draw(self, screen: pygame.Surface) -> None:
        """Three columns: what, keys, buttons."""
        type_ = self.desk.type
        shade(screen, 170)
        pad = type_.tx(28)
        row_h = min(type_.tx(37), (screen.get_height() - type_.tx(190)) // len(ROWS))
        width = min(type_.tx(900), screen.get_width() - type_.px(20))
        height = 2 * pad + type_.height(Role.TITLE) + row_h * len(ROWS) + type_.height(Role.SMALL) * 3
        box = pygame.Rect(0, 0, width, min(height, screen.get_height() - 4))
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 252), box)
        x, y = box.x + pad, box.y + pad - type_.tx(10)
        keys_x, pad_x = box.x + round(width * 0.53), box.x + round(width * 0.76)
        screen.blit(type_.line("How to play", Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE)
        screen.blit(type_.line("Keys", Role.SMALL_STRONG, GOLD), (keys_x, y))
        screen.blit(type_.line("Gamepad", Role.SMALL_STRONG, GOLD), (pad_x, y))
        y += type_.height(Role.SMALL) + type_.tx(3)
        for what, keys, buttons in ROWS:
            pygame.draw.line(screen, LINE, (x, y), (box.right - pad, y))
            text = type_.line(type_.fit(what, Role.SMALL, keys_x - x - type_.px(10)), Role.SMALL, PAPER)
            screen.blit(text, (x, y + (row_h - text.get_height()) // 2))
            caps(screen, type_, keys, (keys_x, y + row_h // 2), False)
            if buttons:
                caps(screen, type_, buttons, (pad_x, y + row_h // 2), True)
            else:
                by_menu = type_.line("in the pause menu", Role.SMALL, MUTED)
                screen.blit(by_menu, (pad_x, y + (row_h - by_menu.get_height()) // 2))
            y += row_h
        y += type_.tx(8)
        for note in (
            "The longer the hold, the harder the pass. "
            "The gold ring on the card is where the ball should lie.",
            "F1 shows this page, F11 fills the screen. Keys are named as on a QWERTY keyboard.",
        ):
            screen.blit(type_.line(type_.fit(note, Role.SMALL, width - 2 * pad), Role.SMALL, MUTED), (x, y))
            y += type_.height(Role.SMALL)
