"""My passing: how one's own passes came off over the weeks, and which sorts of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import pygame

from game.app.i18n import N_, _, p_
from game.app.input.buttons import Frame, Press
from game.app.render.icons import panel
from game.app.render.theme import GOLD, GOOD, MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.badge import BADGES, draw_badge
from game.app.widgets.chart import FEW, ChartPoint, draw_course, draw_share
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows
from game.storage.passing_by_day import Counts, load_passing, summed

WEEKS: Final = 12
"""Weeks, and months, that are shown."""
LATELY: Final = {"weeks": 4, "months": 3}
"""Of them, how many the bars are about; the strokes on them are about those before."""
SPANS: Final = {"weeks": N_("12 weeks"), "months": N_("12 months")}
GROUPS: Final = (
    (
        N_("Distance"),
        (
            ("distance.short", N_("Under 9 m")),
            ("distance.middle", N_("9 to 18 m")),
            ("distance.long", N_("Over 18 m")),
        ),
    ),
    (N_("Foot"), (("foot.right", N_("Right foot")), ("foot.left", N_("Left foot")))),
    (N_("Technique"), (("technique.push", N_("Push")), ("technique.heel", N_("Heel")))),
    (
        N_("Nearest opponent"),
        (
            ("pressure.pressed", N_("Under 2 m")),
            ("pressure.near", N_("2 to 4 m")),
            ("pressure.free", N_("Over 4 m")),
        ),
    ),
    (N_("Weight"), (("weight", N_("At 4 to 6 m/s")),)),
)
"""Sorts of pass, by what tells them apart."""
NO_PASS: Final = (0, 0)


class MyPassing(MenuScene):
    """Left and right change between weeks and months."""

    name = "my passing"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.span = "weeks"
        self.today = date.today()
        context.passing.write()
        self.days: Mapping[str, Counts] = load_passing(context.folder)
        self.menu = FocusList(
            [
                FocusItem(
                    p_("period", "Show"), lambda: self._turn(1), lambda: _(SPANS[self.span]), self._turn
                ),
                FocusItem(_("Back"), self.back),
            ],
            columns=2,
        )
        self._sum_up()

    def _turn(self, by: int) -> None:
        spans = list(SPANS)
        self.span = spans[(spans.index(self.span) + by) % len(spans)]
        self._sum_up()

    def handle(self, frame: Frame) -> None:
        """Left and right turn the span wherever the focus is."""
        if Press.LEFT in frame.presses or Press.RIGHT in frame.presses:
            self._turn(1)
            self.context.sounds.play("tick")
            return
        super().handle(frame)

    def _sum_up(self) -> None:
        """Sum up what is shown."""
        spans = periods(self.today, self.span)
        sums = [(label, summed(self.days, first, last)) for label, first, last in spans]
        self.courses = {
            key: [ChartPoint(label, *counts.get(key, NO_PASS)) for label, counts in sums]
            for key in ("all", "fooled")
        }
        late = spans[-LATELY[self.span]][1]
        self.now = summed(self.days, late, spans[-1][2])
        day_before = (date.fromisoformat(late) - timedelta(days=1)).isoformat()
        self.before = summed(self.days, spans[0][1], day_before)

    # Drawing

    def draw(self, screen: pygame.Surface) -> None:
        """Draw courses to the left, bars to the right, buttons below."""
        type_, context = self.context.type, self.context
        context.backdrop()
        width, height = screen.get_size()
        wide = min(round(width * 0.95), type_.tx(1220))
        x, y = (width - wide) // 2, type_.px(20)
        head = type_.line(_("My passing"), Role.TITLE, PAPER)
        screen.blit(head, (x, y))
        person = context.household.person
        if person is not None:
            size, right = type_.tx(36), x + wide
            said = type_.line(person.name, Role.HEADING, PAPER)
            screen.blit(said, said.get_rect(midright=(right, y + head.get_height() // 2)))
            middle = (
                right - said.get_width() - type_.px(12) - size // 2,
                y + head.get_height() // 2,
            )
            draw_badge(screen, type_, person.name, person.colour, middle, size)
        y += type_.height(Role.TITLE) + type_.px(4)
        button = type_.tx(46)
        foot = height - type_.px(18) - button
        room = pygame.Rect(x, y, wide, foot - y - type_.px(14))
        if not any(counts.get("all", NO_PASS)[0] for counts in self.days.values()):
            self._draw_nothing(screen, room)
        else:
            gap = type_.px(16)
            left = pygame.Rect(room.x, room.y, round(room.width * 0.47), room.height)
            half = (left.height - gap) // 2
            colour = BADGES[person.colour] if person is not None else GOLD
            self._draw_course(
                screen, pygame.Rect(left.x, left.y, left.width, half), _("Passes that arrived"), "all", colour
            )
            self._draw_course(
                screen,
                pygame.Rect(left.x, left.bottom - half, left.width, half),
                _("Fooled a defender"),
                "fooled",
                GOOD,
            )
            bars = pygame.Rect(left.right + gap, room.y, room.right - left.right - gap, room.height)
            self._draw_bars(screen, bars, colour)
        self._draw_buttons(screen, pygame.Rect(x, foot, wide, button))

    def _draw_nothing(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_, pad = self.context.type, self.context.type.tx(30)
        said = _("No passes yet. Each pass that you play in a level or a match counts from now on.")
        width = min(area.width, type_.tx(660))
        lines = type_.wrap(said, Role.HEADING, width - 2 * pad)
        box = pygame.Rect(0, 0, width, 2 * pad + len(lines) * type_.height(Role.HEADING))
        box.center = area.center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 246), box)
        for row, text in enumerate(lines):
            line = type_.line(text, Role.HEADING, PAPER)
            screen.blit(line, (box.x + pad, box.y + pad + row * type_.height(Role.HEADING)))

    def _draw_course(
        self,
        screen: pygame.Surface,
        area: pygame.Rect,
        head: str,
        key: str,
        colour: tuple[int, int, int],
    ) -> None:
        type_, pad = self.context.type, self.context.type.px(16)
        screen.blit(panel(area.size, type_.px(12), PANEL, 246), area)
        points = self.courses[key]
        number, hits = sum(p.number for p in points), sum(p.hits for p in points)
        y = area.y + type_.px(10)
        right = type_.line(_("{part} of {whole}", part=hits, whole=number), Role.SMALL, MUTED)
        wide = area.width - 3 * pad - right.get_width()
        screen.blit(type_.line(type_.fit(head, Role.STRONG, wide), Role.STRONG, PAPER), (area.x + pad, y))
        screen.blit(right, (area.right - pad - right.get_width(), y + type_.px(3)))
        y += type_.height(Role.STRONG)
        room = pygame.Rect(area.x + pad, y, area.width - 2 * pad, area.bottom - type_.px(8) - y)
        draw_course(screen, type_, room, points, colour)

    def _draw_bars(self, screen: pygame.Surface, area: pygame.Rect, colour: tuple[int, int, int]) -> None:
        type_, pad = self.context.type, self.context.type.px(18)
        screen.blit(panel(area.size, type_.px(12), PANEL, 246), area)
        rows = sum(len(sorts) for _head, sorts in GROUPS)
        inside = area.inflate(-2 * pad, -type_.px(16))
        lately = {
            "weeks": _("Bars: the last 4 weeks. Stroke: the 8 before. Grey: under {n}.", n=FEW),
            "months": _("Bars: the last 3 months. Stroke: the 9 before. Grey: under {n}.", n=FEW),
        }[self.span]
        notes = type_.wrap(lately, Role.SMALL, inside.width)
        note_h = type_.height(Role.SMALL) * len(notes)
        tall = (inside.height - note_h) / (rows + 0.85 * len(GROUPS))
        y = float(inside.y)
        for head, sorts in GROUPS:
            word = type_.line(_(head), Role.SMALL_STRONG, GOLD)
            screen.blit(word, word.get_rect(bottomleft=(inside.x, round(y + 0.85 * tall))))
            y += 0.85 * tall
            for key, label in sorts:
                now = ChartPoint(_(label), *self.now.get(key, NO_PASS))
                before = ChartPoint("", *self.before.get(key, NO_PASS))
                words = _("of {n}", n=now.number) if now.number else _("none yet")
                row = pygame.Rect(inside.x, round(y), inside.width, round(tall))
                draw_share(screen, type_, row, now, before, colour, words)
                y += tall
        bottom = inside.bottom + type_.px(4) - note_h
        for text in notes:
            bottom += type_.height(Role.SMALL)
            note = type_.line(text, Role.SMALL, MUTED)
            screen.blit(note, note.get_rect(bottomleft=(inside.x, bottom)))

    def _draw_buttons(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        gap = self.context.type.px(10)
        widths = [min(self.context.type.tx(480), round(area.width * 0.6)), self.context.type.tx(200)]
        x, rects = area.x, []
        for index, width in enumerate(widths):
            rect = pygame.Rect(x, area.y, width, area.height)
            one = FocusList([self.menu.entries[index]])
            one.focus = 0 if index == self.menu.focus else -1
            draw_rows(screen, self.context.type, one, rect)
            rects.append(rect)
            x += width + gap
        self.menu.lift()
        for index, rect in enumerate(rects):
            self.menu.place(index, rect)


def periods(today: date, span: str) -> list[tuple[str, str, str]]:
    """Return the label, the first and the last day of each week (from Monday) or month up to ``today``.

    >>> periods(date(2026, 11, 28), "weeks")[-1]
    ('23.11.', '2026-11-23', '2026-11-29')
    >>> periods(date(2026, 11, 28), "months")[0]
    ('12', '2025-12-01', '2025-12-31')
    """
    if span == "weeks":
        monday = today - timedelta(days=today.weekday())
        firsts = [monday - timedelta(weeks=WEEKS - 1 - n) for n in range(WEEKS)]
        ends = [first + timedelta(days=6) for first in firsts]
        labels = [_short(first) for first in firsts]
    else:
        months = [(today.year * 12 + today.month - 1) - (WEEKS - 1 - n) for n in range(WEEKS + 1)]
        starts = [date(month // 12, month % 12 + 1, 1) for month in months]
        firsts, ends = starts[:-1], [start - timedelta(days=1) for start in starts[1:]]
        labels = [f"{first.month}" for first in firsts]
    return [
        (label, first.isoformat(), end.isoformat())
        for label, first, end in zip(labels, firsts, ends, strict=True)
    ]


def _short(day: date) -> str:
    """Return a day as it is written here, without its year."""
    return _("{day}.{month}.", day=day.day, month=day.month)
