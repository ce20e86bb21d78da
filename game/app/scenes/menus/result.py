"""Half-time and the end of a match: the score, and what each side did with the ball."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pygame

from game.app.i18n import N_, _
from game.app.input.buttons import Frame, Press
from game.app.render.icons import panel
from game.app.render.theme import GOLD, LINE, MUTED, PANEL, PAPER, Role, mix
from game.app.render.vector import stamp
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.navigation import PlayedContest, PlayedMatch, PlayedRondo
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, shade
from game.app.widgets.scoreboard import swatch
from game.rules.match.report import MatchReport, SideReport

WATCHED_SECONDS: Final = 5.0
"""Of half-time while nobody plays: whoever only watches needn't press anything."""
MANY: Final = 4
"""Buttons for which the panel is wider."""
LOST: Final = {
    "intercepted": N_("intercepted"),
    "tackled": N_("tackled"),
    "miscontrolled": N_("miscontrolled"),
    "out": N_("over the line"),
    "foul": N_("free kick against"),
}
"""What a ball was lost to, as people say it."""


class StatLine(NamedTuple):
    """A line of figures, red's and blue's."""

    what: str
    red: str
    blue: str
    part: bool = False
    """Whether it is something that a row above it is made up of."""


def share(part: int, whole: int) -> str:
    """Return ``12 of 20 (60 %)``."""
    if whole == 0:
        return "0"
    return _("{part} of {whole} ({share:.0f} %)", part=part, whole=whole, share=100 * part / whole)


def passing(red: SideReport, blue: SideReport) -> list[StatLine]:
    """Return the lines about passes: those that arrived, heels among them, and what disguise let through."""
    return [
        StatLine(
            _("Passes that arrived"), share(red.completed, red.passes), share(blue.completed, blue.passes)
        ),
        StatLine(
            _("Heels that arrived"),
            share(red.heels_completed, red.heels),
            share(blue.heels_completed, blue.heels),
        ),
        StatLine(_("Passes that fooled a defender"), str(red.disguised), str(blue.disguised)),
    ]


def rows_of(report: MatchReport) -> list[StatLine]:
    """Return a match's lines, each with red's and blue's figure."""
    red, blue = report.sides

    def lost(side: SideReport) -> str:
        return str(sum(side.lost.values()))

    rows = [
        StatLine(_("Possession"), f"{100 * red.possession:.0f} %", f"{100 * blue.possession:.0f} %"),
        StatLine(
            _("Shots (on target)"), f"{red.shots} ({red.on_target})", f"{blue.shots} ({blue.on_target})"
        ),
        StatLine(_("Saves"), str(red.saves), str(blue.saves)),
        *passing(red, blue),
        StatLine(_("Fouls"), str(red.fouls), str(blue.fouls)),
        StatLine(_("Balls lost"), lost(red), lost(blue)),
    ]
    for cause, words in LOST.items():
        if red.lost[cause] or blue.lost[cause]:
            rows.append(StatLine(_(words), str(red.lost[cause]), str(blue.lost[cause]), part=True))
    return rows


class _Sheet(MenuScene):
    """The panel with score and figures, and a menu below."""

    covers = False
    head = ""

    def __init__(
        self,
        context: Context,
        play: PlayedContest,
        score: tuple[int, int],
        rows: list[StatLine],
        entries: list[FocusItem],
        own: Sequence[str] = (),
    ) -> None:
        """``own``: lines about the people who played."""
        super().__init__(context)
        self.own = tuple(own)
        self.play = play
        self.score = score
        self.rows = rows
        self.menu = FocusList(entries, columns=len(entries))

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle."""
        type_ = self.context.type
        shade(screen, 140)
        wide = 760 if len(self.menu.entries) < MANY else 880
        width = min(type_.tx(wide), screen.get_width() - type_.px(16))
        pad, button = type_.tx(26), type_.tx(46)
        head_h, score_h = type_.height(Role.HEADING), type_.height(Role.TITLE)
        own_h = type_.height(Role.SMALL_STRONG) * len(self.own)
        room = screen.get_height() - 2 * pad - head_h - score_h - own_h - button - type_.tx(40)
        rows = self.rows
        if room // len(rows) < type_.height(Role.SMALL):
            rows = [row for row in rows if not row.part]
        row_h = min(type_.tx(31), room // len(rows))
        height = 2 * pad + head_h + score_h + own_h + row_h * len(rows) + button + type_.tx(28)
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 248), box)
        y = box.y + pad
        stamp(screen, type_.line(self.head, Role.HEADING, GOLD), (box.centerx, y + head_h // 2 - type_.tx(4)))
        y += head_h
        self._draw_score(screen, box, y + score_h // 2)
        y += score_h
        for text in self.own:
            words = type_.line(type_.fit(text, Role.SMALL_STRONG, width - 2 * pad), Role.SMALL_STRONG, GOLD)
            stamp(screen, words, (box.centerx, y + words.get_height() // 2))
            y += type_.height(Role.SMALL_STRONG)
        y += type_.tx(8)
        for what, red, blue, part in rows:
            if not part:
                pygame.draw.line(screen, LINE, (box.x + pad, y), (box.right - pad, y))
            middle = y + row_h // 2
            ink = mix(MUTED, PANEL, 0.25) if part else MUTED
            stamp(screen, type_.line(what, Role.SMALL, ink), (box.centerx, middle))
            for text, x in ((red, 0.19), (blue, 0.81)):
                stamp(screen, type_.line(text, Role.SMALL_STRONG, PAPER), (box.x + width * x, middle))
            y += row_h
        y += type_.tx(18)
        self._draw_buttons(screen, pygame.Rect(box.x + pad, y, width - 2 * pad, button))

    def _draw_score(self, screen: pygame.Surface, box: pygame.Rect, middle: int) -> None:
        type_ = self.context.type
        red, blue = self.score
        figure = type_.line(f"{red} : {blue}", Role.TITLE, PAPER)
        stamp(screen, figure, (box.centerx, middle))
        size, gap = type_.tx(30), type_.tx(14)
        for number, side in enumerate(self.play.side_names):
            way = 1 if number else -1
            name = type_.line(type_.fit(side, Role.HEADING, type_.tx(230)), Role.HEADING, PAPER)
            x = box.centerx + way * (type_.width("00 : 00", Role.TITLE) / 2 + gap + name.get_width() / 2)
            stamp(screen, name, (x, middle))
            x += way * (name.get_width() / 2 + gap + size / 2)
            stamp(screen, swatch(self.play.strip.players[number], size), (x, middle))

    def _draw_buttons(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        """Draw the buttons side by side, as a row of the focus list."""
        many, gap = len(self.menu.entries), self.context.type.px(10)
        wide = (area.width - gap * (many - 1)) // many
        rects = [pygame.Rect(area.x + i * (wide + gap), area.y, wide, area.height) for i in range(many)]
        for index, rect in enumerate(rects):
            one = FocusList([self.menu.entries[index]])
            one.focus = 0 if index == self.menu.focus else -1
            draw_rows(screen, self.context.type, one, rect)
        self.menu.lift()
        for index, rect in enumerate(rects):
            self.menu.place(index, rect)


class Interval(_Sheet):
    """Half-time, or before the golden goal."""

    name = "half-time"

    def __init__(self, context: Context, play: PlayedMatch) -> None:
        rows = rows_of(play.match.report)
        golden = play.match.half > 1
        self.head = _("A draw") if golden else _("Half-time")
        go_on = _("The next goal wins") if golden else _("Second half")
        super().__init__(context, play, play.match.score, rows, [FocusItem(go_on, context.pop)])
        self.time = 0.0

    def update(self, seconds: float) -> None:
        """Go on without being asked where everybody only watches."""
        self.time += seconds
        if not self.play.seats and self.time > WATCHED_SECONDS:
            self.context.pop()

    def handle(self, frame: Frame) -> None:
        """Go on at anything that means yes."""
        if not self.listens:
            return
        if {Press.BACK, Press.PAUSE} & set(frame.presses):
            self.context.pop()
        else:
            self.menu.handle(frame)


class _Final(_Sheet):
    """It is over: once more, another, or the title."""

    name = "result"

    def __init__(
        self,
        context: Context,
        play: PlayedContest,
        score: tuple[int, int],
        rows: list[StatLine],
        other: str,
        onward: Sequence[FocusItem] = (),
        own: Sequence[str] = (),
    ) -> None:
        """Begin; ``other`` is what another one is called, ``onward`` what is offered instead of all that."""
        red, blue = score
        winner = play.side_names[0 if red > blue else 1]
        self.head = _("A draw") if red == blue else _("{side} won", side=winner)
        rematch = FocusItem(_("Rematch"), self._again)
        others = FocusItem(_(other), play.leave)
        usual = [rematch, others, FocusItem(_("Title"), self._title)]
        super().__init__(context, play, score, rows, list(onward) or usual, own)
        context.trace.note("result", score=[red, blue], rows=self.rows)

    def _again(self) -> None:
        self.play.restart()
        self.context.pop()

    def _title(self) -> None:
        self.context.nav.to_title()

    def back(self) -> None:
        """Go to where such contests are set up."""
        self.play.leave()


class MatchResult(_Final):
    """The match is over."""

    def __init__(self, context: Context, play: PlayedMatch) -> None:
        rows = rows_of(play.match.report)
        other, own = N_("Another match"), play.own_words()
        super().__init__(context, play, play.match.score, rows, other, play.onward(), own)
        if play.highlights():
            reel = FocusItem(_("Highlights"), lambda: self.context.nav.highlights(play))
            self.menu.entries.insert(1, reel)
            self.menu.columns = len(self.menu.entries)


class RondoResult(_Final):
    """The rondo is over."""

    def __init__(self, context: Context, play: PlayedRondo) -> None:
        rondo = play.rondo
        red, blue = rondo.report.sides

        def count(kind: str) -> tuple[str, str]:
            """Return how often it happened to red and to blue."""
            sides = [entry.side for entry in rondo.log if entry.kind == kind]
            return str(sides.count("red")), str(sides.count("blue"))

        rows = [
            StatLine(_("Turns with the ball"), *count("turn")),
            StatLine(_("Longest row of passes"), str(rondo.most_passes[0]), str(rondo.most_passes[1])),
            StatLine(_("Through the middle"), *count("through")),
            *passing(red, blue),
        ]
        super().__init__(context, play, rondo.score, rows, N_("Another rondo"))
