"""The table of a cup: who was drawn against whom, what became of it, and the next match."""

from __future__ import annotations

import secrets
from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.input.buttons import Frame, Press
from game.app.render.icons import panel
from game.app.render.kits import Kit, kit_of
from game.app.render.scenery.trophy import trophy
from game.app.render.theme import GOLD, LINE, MUTED, PANEL, PANEL_RAISED, PAPER, Role, mix
from game.app.render.vector import stamp
from game.app.scenes.evening.computer_ties import ComputerTies
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.kept_cup import keep_cup
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, title_page
from game.app.widgets.scoreboard import swatch
from game.rules.match.cup import NOBODY_YET, Cup, Tie
from game.storage.workers import shared_pool

ROUNDS: Final = {4: N_("Quarter-finals"), 2: N_("Semi-finals"), 1: N_("Final")}
"""What a round is called, by its number of ties."""


class CupTable(MenuScene):
    """The draw, and what is played next."""

    name = "cup"

    def __init__(self, context: Context, cup: Cup) -> None:
        super().__init__(context)
        self.cup = cup
        self.computers = ComputerTies(shared_pool())
        self.menu = FocusList([])
        self._fill()

    def opened(self) -> None:
        """Let the computers begin with what they can play."""
        self.context.devices.stand_up()
        self.computers.ask(self.cup)

    def closed(self) -> None:
        """Call off what isn't over: it is played another time."""
        self.computers.close()

    def back(self) -> None:
        """Keep the cup, which goes on from what there is to play."""
        self.context.nav.to_modes("evening")

    def _fill(self) -> None:
        tie = self.cup.next_tie
        entries = []
        if tie is not None:
            home, away = (self.cup.entrants[side].name for side in tie.sides)
            entries.append(FocusItem(_("Play: {red} v {blue}", red=home, blue=away), self._play))
        elif self.cup.winner != NOBODY_YET:
            entries.append(FocusItem(_("Again"), self._again))
        elif self.computers.failed:
            entries.append(FocusItem(_("Try again"), self._ask_again))
        entries.append(FocusItem(_("A new one"), self.context.nav.sign_up))
        entries.append(FocusItem(_("Back"), self.back))
        # While the computers play, one press too many doesn't begin another cup.
        waits = tie is None and self.cup.winner == NOBODY_YET and not self.computers.failed
        first = len(entries) - 1 if waits else 0
        focus = first if len(entries) != len(self.menu.entries) else self.menu.focus
        self.menu = FocusList(entries, focus, columns=len(entries))

    def _ask_again(self) -> None:
        """Have the computers play what they couldn't."""
        self.computers.again(self.cup)
        self._fill()

    def _again(self) -> None:
        """Draw the same sides once more."""
        over = self.cup
        seed = secrets.randbelow(2**31)
        cup = Cup(entrants=over.entrants, seed=seed, minutes=over.minutes, a_side=over.a_side)
        told = keep_cup(cup)
        if told:
            self.context.tell(told)
        self.context.nav.to_cup(cup)

    def _play(self) -> None:
        tie = self.cup.next_tie
        if tie is not None:
            self.context.nav.cup_match(self)

    def handle(self, frame: Frame) -> None:
        """Go back, or along the row of buttons."""
        if Press.PAUSE in frame.presses and Press.BACK not in frame.presses:
            return
        super().handle(frame)

    def take_in(self) -> None:
        """Take in what the computers have played meanwhile, and keep it."""
        before = self.computers.failed
        cup = self.computers.take_in(self.cup)
        if self.computers.failed != before:
            self._fill()
        if cup is self.cup:
            return
        self.cup = cup
        told = keep_cup(cup)
        if told:
            self.context.tell(told)
        self.context.trace.note("cup", cup=cup.model_dump(mode="json"))
        self.computers.ask(cup)
        self._fill()

    def update(self, seconds: float) -> None:
        """Look what the computers have played."""
        self.take_in()

    def played(self, tie: Tie, score: tuple[int, int]) -> str:
        """Take in a match that people played; returns what is to be told where it can't be kept."""
        self.cup = self.cup.played(tie, score)
        self._fill()
        return keep_cup(self.cup)

    # Drawing

    def draw(self, screen: pygame.Surface) -> None:
        """Draw rounds from left to right, what comes next, and the buttons."""
        type_ = self.context.type
        self.context.backdrop()
        room = title_page(screen, type_, self._head(), 1120)
        x, y, wide, height = room.x, room.y, room.width, room.bottom
        for text in type_.wrap(self._next_words(), Role.BODY, wide)[:2]:
            screen.blit(type_.line(text, Role.BODY, GOLD), (x, y))
            y += type_.height(Role.BODY)
        button = type_.tx(46)
        foot = height - type_.px(22) - button
        self._draw_rounds(screen, pygame.Rect(x, y + type_.px(12), wide, foot - y - type_.px(26)))
        self._draw_buttons(screen, pygame.Rect(x, foot, wide, button))

    def _head(self) -> str:
        cup = self.cup
        if cup.winner != NOBODY_YET:
            name = cup.entrants[cup.winner].name
            return _("{side} won the cup", side=name) if len(cup.entrants) > 2 else _("{side} won", side=name)
        return {2: _("First to two wins"), 4: _("Cup of four"), 8: _("Cup of eight")}[len(cup.entrants)]

    def _next_words(self) -> str:
        """Return what comes next, and with which devices."""
        if self.computers.failed:
            return _("The computers' matches can't be played: {why}", why=_(self.computers.failed))
        tie = self.cup.next_tie
        if tie is None:
            return "" if self.cup.winner != NOBODY_YET else _("The computers are playing their matches ...")
        home, away = (self.cup.entrants[side] for side in tie.sides)
        if tie.scores and self.cup.to_win == 1:
            return _("{red} and {blue} drew: they play once more.", red=home.name, blue=away.name)
        if home.person and away.person:
            return _(
                "{red} and {blue}: each takes a gamepad; with one, {blue} has it; with none, {red} has the "
                "keyboard's left half and {blue} arrows and keypad.",
                red=home.name,
                blue=away.name,
            )
        return _("{side} plays now.", side=home.name if home.person else away.name)

    def _kit(self, side: int) -> Kit:
        return kit_of(self.cup.entrants[side].kit, self.context.settings.patterns)

    def _draw_rounds(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_, rounds = self.context.type, self.cup.rounds
        columns = len(rounds) + 1  # the last is the winner's
        gap = type_.tx(34)
        wide = min((area.width - gap * (columns - 1)) // columns, type_.tx(300 if len(rounds) > 1 else 460))
        left = area.x + (area.width - wide * columns - gap * (columns - 1)) // 2
        head = type_.height(Role.SMALL) + type_.px(6)
        many = len(rounds[0])
        room = (area.height - head) // many
        tall = min(room - type_.px(10), type_.tx(84))
        middles = [area.y + head + room * k + room // 2 for k in range(many)]
        for column, ties in enumerate(rounds):
            x = left + column * (wide + gap)
            if len(rounds) > 1:
                word = type_.line(_(ROUNDS[len(ties)]), Role.SMALL, MUTED)
                screen.blit(word, word.get_rect(midtop=(x + wide // 2, area.y)))
            for tie, middle in zip(ties, middles, strict=True):
                rect = pygame.Rect(x, middle - tall // 2, wide, tall)
                self._draw_tie(screen, tie, rect)
            if column + 1 < columns:
                self._draw_ways(screen, x + wide, gap, middles)
            if len(ties) > 1:
                middles = [(middles[2 * k] + middles[2 * k + 1]) // 2 for k in range(len(ties) // 2)]
        self._draw_winner(screen, left + len(rounds) * (wide + gap) + wide // 2, middles[0], wide)

    def _draw_ways(self, screen: pygame.Surface, x: int, gap: int, middles: list[int]) -> None:
        """Draw lines from the ties of a round to those of the next."""
        thick, half = max(2, self.context.type.px(2)), gap // 2
        pairs = [middles] if len(middles) == 1 else [middles[k : k + 2] for k in range(0, len(middles), 2)]
        for pair in pairs:
            for y in pair:
                pygame.draw.line(screen, LINE, (x, y), (x + half, y), thick)
            pygame.draw.line(screen, LINE, (x + half, pair[0]), (x + half, pair[-1]), thick)
            y = (pair[0] + pair[-1]) // 2
            pygame.draw.line(screen, LINE, (x + half, y), (x + gap, y), thick)

    def _draw_tie(self, screen: pygame.Surface, tie: Tie, rect: pygame.Rect) -> None:
        type_, pad = self.context.type, self.context.type.tx(12)
        next_tie = self.cup.next_tie
        due = next_tie is not None and tie.number == next_tie.number
        rim = GOLD if due else None
        screen.blit(panel(rect.size, type_.px(10), PANEL_RAISED if due else PANEL, 240, rim), rect)
        half = rect.height // 2
        pygame.draw.line(screen, LINE, (rect.x + pad, rect.y + half), (rect.right - pad, rect.y + half))
        column = type_.tx(26)
        shown = tie.scores[-4:]
        for place, side in enumerate(tie.sides):
            middle = rect.y + half * place + half // 2
            right = rect.right - pad
            for score in reversed(shown):
                won = score[place] > score[1 - place]
                figure = type_.line(str(score[place]), Role.STRONG, PAPER if won else MUTED)
                stamp(screen, figure, (right - column // 2, middle))
                right -= column
            if tie.number in self.computers.playing and place == 0:
                stamp(screen, type_.line("...", Role.STRONG, GOLD), (right - column // 2, middle))
                right -= column
            if side == NOBODY_YET:
                stamp(screen, type_.line("?", Role.BODY, MUTED), (rect.x + pad + type_.tx(10), middle))
                continue
            entrant, size = self.cup.entrants[side], type_.tx(22)
            stamp(screen, swatch(self._kit(side), size), (rect.x + pad + size // 2, middle))
            out = tie.winner not in (NOBODY_YET, side)
            role = Role.STRONG if entrant.person else Role.BODY
            ink = MUTED if out else GOLD if entrant.person else PAPER
            x = rect.x + pad + size + type_.tx(8)
            said = _("{name} ({team})", name=entrant.name, team=entrant.team)
            said = said if entrant.team and entrant.person else entrant.called
            name = type_.line(type_.fit(said, role, right - x - type_.tx(4)), role, ink)
            screen.blit(name, name.get_rect(midleft=(x, middle)))

    def _draw_winner(self, screen: pygame.Surface, x: int, y: int, wide: int) -> None:
        type_, size = self.context.type, self.context.type.tx(96)
        won = self.cup.winner != NOBODY_YET
        colour = GOLD if won else mix(MUTED, PANEL, 0.25)
        stamp(screen, trophy(size, colour), (x, y - (type_.tx(20) if won else 0)))
        if won:
            name = self.cup.entrants[self.cup.winner].name
            words = type_.line(type_.fit(name, Role.HEADING, wide), Role.HEADING, PAPER)
            stamp(screen, words, (x, y + size // 2))

    def _draw_buttons(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        """Draw the buttons side by side; the first, which plays, takes most of the room."""
        many, gap = len(self.menu.entries), self.context.type.px(10)
        small = min(self.context.type.tx(220), (area.width - gap * (many - 1)) // many)
        first = min(area.width - (small + gap) * (many - 1), self.context.type.tx(560))
        widths = [first if many > 2 else small, *[small] * (many - 1)]
        x, rects = area.x, []
        for width in widths:
            rects.append(pygame.Rect(x, area.y, width, area.height))
            x += width + gap
        for index, rect in enumerate(rects):
            one = FocusList([self.menu.entries[index]])
            one.focus = 0 if index == self.menu.focus else -1
            draw_rows(screen, self.context.type, one, rect)
        self.menu.lift()
        for index, rect in enumerate(rects):
            self.menu.place(index, rect)
