"""The panel of a moment: one thing another way, or two; the answer fills in while one looks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Any

import pygame

from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.cone import Cone, cone_of
from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import (
    FACTORS,
    NAMES,
    Change,
    axis,
    both,
    changes,
    value_words,
    whole_passes,
)
from game.analysis.whatif.first_time import FIRST_TIME
from game.analysis.whatif.prefetch import FirstAnswers
from game.analysis.whatif.query import ROUNDS, Query, begun
from game.analysis.whatif.ranking import Turn
from game.app.coaching.explanation_board import draw_share
from game.app.coaching.pass_board import Sketch, draw_board
from game.app.i18n import _, n_, say
from game.app.input.buttons import Frame, Press
from game.app.render.icons import panel
from game.app.render.theme import BAD, GOLD, GOOD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role, mix
from game.app.scenes.coaching.panel_map import ShareMap
from game.app.scenes.coaching.panel_text import WHOLE, place_of, played_of, result_words, unanswered
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.button_bar import draw_strip
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows
from game.core.plan import Plan
from game.scenario.phrases import name_of
from game.storage.workers import shared_pool

MAP_ROUNDS = (8, 32, 128, 256)
RESTS = 0.1
"""Seconds for which the focus has been in one place when what may come next is asked for."""
HEADS = 2
"""Entries above the rows: what is changed, and what besides."""


class Panel(MenuScene):
    """A moment, what is asked about it, and what is known so far."""

    def __init__(self, context: Context, moment: Snapshot) -> None:
        """Begin with nothing asked yet."""
        super().__init__(context)
        self.moment, self.squad = moment, moment.world.squad
        self.factors = FIRST_TIME if moment.first_time else FACTORS
        """What can be changed about it."""
        self.factor = WHOLE
        self.second: str | None = None
        self.question: Query | None = None
        self.turn: Turn | None = None
        """The smallest change that turns the outcome, of those asked about."""
        self.stopped = False
        self.cell = (0, 0)
        self._bases = 0
        """Rows before the changes."""
        self._ends = 1
        """Entries below the rows."""
        self._axes: tuple[list[Any], list[Any]] = ([], [])
        self._cells: list[tuple[pygame.Rect, tuple[int, int]]] = []
        self._cone: tuple[tuple[int, int], Cone | None] = ((-1, -1), None)
        self.menu = FocusList([FocusItem("", self.back)])
        self._ahead = FirstAnswers(moment, shared_pool())
        self._rests = 0.0
        self._looks_at: tuple[str, int] = ("", -1)
        """For how many seconds one has looked at a row of a factor, and at which; negative: seen to."""

    # What each kind of panel says

    @property
    @abstractmethod
    def plan(self) -> Plan | None:
        """What is done another way; None while that isn't known, or where only other passes are shown."""

    @abstractmethod
    def bases(self) -> list[Change]:
        """Return the rows that the changes are compared with, the plan itself the last."""

    @abstractmethod
    def known(self) -> Sequence[Row]:
        """Return rows that were played before the panel was opened."""

    @abstractmethod
    def title(self) -> str:
        """Over everything."""

    @abstractmethod
    def sketch(self) -> Sketch | None:
        """Return what the board shows; None while it isn't known."""

    @abstractmethod
    def name_of(self, row: Row) -> str:
        """Return a row's name."""

    @abstractmethod
    def found(self) -> str:
        """Return what the rows, all of them played, come to."""

    def verdict(self) -> str:
        """Return what the rows come to, or why nothing can be said yet."""
        return unanswered(self.rows, self.failed, self.stopped) or self.found()

    @property
    def failed(self) -> str:
        """Why no more of the answer comes, if anything went wrong."""
        return "" if self.question is None else self.question.failed

    @property
    def played_all(self) -> bool:
        """Whether every row was played."""
        return bool(self.rows) and all(row.n for row in self.rows)

    def note(self) -> str:
        """Return what can be done besides."""
        return ""

    def weigh(self) -> None:
        """Take in one answer more."""

    def choose(self, row: Row) -> None:
        """Act on a row that was accepted."""

    # What is asked

    @property
    def rows(self) -> list[Row]:
        """What is known so far: as it was, its plan, and every change."""
        return [] if self.question is None else self.question.rows

    @property
    def base(self) -> Row | None:
        """The plan that is done another way."""
        return self.rows[self._bases - 1] if self._bases and self.rows else None

    def ask(self) -> None:
        """Ask about the factor, or the two, that are chosen."""
        had = list(self.rows)
        self.cancel()
        plan, moment, passer = self.plan, self.moment, self.moment.passer
        asked = self.bases()
        self._bases = len(asked)
        if self.factor != WHOLE and plan is None:
            return
        if self.second is None:
            asked = self.table(self.factor)
        elif plan is not None:
            ways = [axis(plan, self.squad, passer, moment.pitch, f) for f in (self.factor, self.second)]
            self._axes = (ways[0], ways[1])
            self.cell = (
                place_of(ways[0], played_of(plan, self.factor, moment.pitch.surface.name)),
                place_of(ways[1], played_of(plan, self.second, moment.pitch.surface.name)),
            )
            asked += [
                both(plan, (self.factor, x), (self.second, y), self.squad, moment.pitch)
                for y in ways[1]
                for x in ways[0]
            ]
        rounds = ROUNDS if self.second is None else MAP_ROUNDS
        known = begun(asked, [*self.known(), *self._ahead.rows, *had], rounds[0])
        self.question = Query(moment, asked, shared_pool(), rounds=rounds, paths=True, known=known)
        self.stopped = False
        self.weigh()
        self.build()
        self.context.trace.note("whatif", factor=self.factor, second=self.second, changes=len(asked))

    def table(self, factor: str) -> list[Change]:
        """Return what a table of a factor, or of other passes, plays."""
        moment, plan = self.moment, self.plan
        if factor == WHOLE:
            return [*self.bases(), *whole_passes(self.squad, moment.passer)]
        if plan is None:
            return []
        return [*self.bases(), *changes(plan, self.squad, moment.passer, moment.pitch, factor)]

    def likely(self) -> list[list[Change]]:
        """Return what may be asked next: the factors beside this one."""
        offered = (WHOLE, *self.factors)
        at = offered.index(self.factor)
        return [self.table(offered[(at + by) % len(offered)]) for by in (1, -1)]

    def cancel(self) -> None:
        """Call the question off."""
        if self.question is not None:
            self.question.cancel()

    def ask_again(self) -> None:
        """Ask the same question again after something went wrong."""
        self.ask()

    def turn_factor(self, by: int) -> None:
        """Turn to the next factor, or to the one before."""
        offered = (WHOLE, *self.factors)
        self.factor = offered[(offered.index(self.factor) + by) % len(offered)]
        if self.second == self.factor or self.factor == WHOLE:
            self.second = None
        self.ask()

    def _turn_second(self, by: int) -> None:
        if self.factor == WHOLE:
            return
        offered: list[str | None] = [None, *(f for f in self.factors if f != self.factor)]
        self.second = offered[(offered.index(self.second) + by) % len(offered)]
        self.ask()

    def _stop(self) -> None:
        self.cancel()
        self.stopped = True
        self.build()

    # The menu

    def build(self) -> None:
        """Make the entries for what is asked now; the focus stays where it was."""
        focus = self.menu.focus
        ends = [FocusItem(_("Back"), self.back)]
        if self.failed:
            ends.insert(0, FocusItem(_("Ask again"), self.ask_again))
        elif self.question is not None and not self.question.done and not self.stopped:
            ends.insert(0, FocusItem(_("Stop"), self._stop))
        self._ends = len(ends)
        if self.sketch() is None:
            self.menu = FocusList(ends, columns=len(ends))
            return
        entries = [
            FocusItem(
                _("Change"), lambda: self.turn_factor(1), lambda: say(NAMES[self.factor]), self.turn_factor
            ),
            FocusItem(_("And"), lambda: self._turn_second(1), self._second_name, self._turn_second),
        ]
        if self.second is not None:
            entries.append(FocusItem(_("Map"), lambda: None))
        else:
            entries += [FocusItem(say(row.change.name), partial(self.choose, row)) for row in self.shown]
        self.menu = FocusList([*entries, *ends], focus)

    def _second_name(self) -> str:
        return _("nothing else") if self.second is None else say(NAMES[self.second])

    @property
    def shown(self) -> list[Row]:
        """The table's rows in their order: numbers by size, what was played in its place."""
        rows = self.rows
        n = self._bases
        if len(rows) <= n or n == 0 or self.factor == WHOLE or self.second is not None:
            return rows
        head, plan, others = rows[: n - 1], rows[n - 1], list(rows[n:])
        now = played_of(plan.change.plan, self.factor, self.moment.pitch.surface.name)
        if isinstance(now, int | float):
            below = [row for row in others if row.change.value < now]
            above = [row for row in others if row.change.value > now]
            return [*head, *below, plan, *above]
        return [*head, plan, *others]

    @property
    def chosen(self) -> Row | None:
        """The row whose cone is drawn."""
        if self.second is not None:
            x, y = self.cell
            index = self._bases + y * len(self._axes[0]) + x
            return self.rows[index] if index < len(self.rows) else None
        index = self.menu.focus - HEADS
        shown = self.shown
        if 0 <= index < len(shown):
            return shown[index]
        return self.base if self.turn is None else self.turn.row

    def handle(self, frame: Frame) -> None:
        """Go through rows with up and down; left and right change what is asked, or walk the map."""
        if Press.BACK in frame.presses or Press.PAUSE in frame.presses:
            self.back()
            return
        if frame.pointer is not None or frame.click is not None:
            at = frame.click or frame.pointer
            for rect, cell in self._cells:
                if at is not None and rect.collidepoint(at):
                    self.cell, self.menu.focus = cell, HEADS
        if self.second is not None and self.menu.focus == HEADS and self._walk(frame):
            return
        super().handle(frame)

    def _walk(self, frame: Frame) -> bool:
        x, y = self.cell
        for press, (dx, dy) in (
            (Press.LEFT, (-1, 0)),
            (Press.RIGHT, (1, 0)),
            (Press.UP, (0, 1)),
            (Press.DOWN, (0, -1)),
        ):
            if press in frame.presses:
                fits = 0 <= x + dx < len(self._axes[0]) and 0 <= y + dy < len(self._axes[1])
                if fits:
                    self.cell = (x + dx, y + dy)
                    return True
                return dx != 0
        return False

    def update(self, seconds: float) -> None:
        """Take in what the workers have found out."""
        if self.question is not None and not self.question.done:
            if self.question.poll():
                self.weigh()
            if self.question.done:
                self.build()
        self._look_ahead(seconds)

    def _look_ahead(self, seconds: float) -> None:
        """Ask ahead what may be asked next, once the first answer is there and looked at."""
        self._ahead.poll()
        if self._looks_at != (self.factor, self.menu.focus):
            self._rests, self._looks_at = 0.0, (self.factor, self.menu.focus)
        elif self._rests >= 0.0:
            self._rests += seconds
        known = self.question is not None and self.question.n >= ROUNDS[0]
        if known and self._rests >= RESTS and self.second is None and not self.stopped:
            self._rests = -1.0
            for asked in self.likely():
                self._ahead.ask(asked)

    def closed(self) -> None:
        """Call the questions off: nobody waits for an answer."""
        self.cancel()
        self._ahead.cancel()

    @property
    def played(self) -> str:
        """What was played of the one factor that is asked about; "" of whole passes and of two."""
        base = self.base
        if base is None or self.factor == WHOLE or self.second is not None:
            return ""
        now = played_of(base.change.plan, self.factor, self.moment.pitch.surface.name)
        return say(value_words(self.factor, self._called(now)))

    def _called(self, value: Any) -> Any:
        """Return a player's name instead of the id; everything else as it is."""
        return name_of(self.squad, value) or value

    # The picture

    def draw(self, screen: pygame.Surface) -> None:
        """Draw board and cone on the left, what is asked and the answer on the right."""
        type_ = self.context.type
        screen.fill(PANEL)
        width, height = screen.get_size()
        pad = type_.px(22)
        screen.blit(type_.line(self.title(), Role.HEADING, PAPER), (pad, pad - type_.px(8)))
        y = pad + type_.height(Role.HEADING) - type_.px(4)
        sketch = self.sketch()
        if sketch is None:
            for text in type_.wrap(self.verdict(), Role.BODY, width - 2 * pad):
                screen.blit(type_.line(text, Role.BODY, MUTED), (pad, y))
                y += type_.height(Role.BODY)
            draw_strip(screen, type_, self.menu)
            return
        left = pygame.Rect(pad, y, round(width * 0.5) - pad, height - y - pad)
        words_h = type_.height(Role.BODY) * 5
        board = pygame.Rect(left.x, left.y, left.width, left.height - words_h)
        draw_board(screen, type_, sketch, board, self._cone_now(), strip=self.context.strip)
        self._draw_words(screen, pygame.Rect(left.x, board.bottom + type_.px(8), left.width, words_h))
        right = pygame.Rect(left.right + pad, y, width - left.right - 2 * pad, height - y - pad)
        self._draw_menu(screen, right)

    def _cone_now(self) -> Cone | None:
        row = self.chosen
        if row is None or not row.parts or (self.stopped and not row.n):
            return None
        key = (self.rows.index(row), len(row.parts))
        if self._cone[0] != key:
            parts = [part for part in row.parts if part.paths.size]
            self._cone = (key, cone_of(type(parts[0]).join(parts)) if parts else None)
        return self._cone[1]

    def _draw_words(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_, y = self.context.type, area.y
        row = self.chosen
        lines: list[tuple[str, Role, tuple[int, int, int]]] = []
        if row is not None and row.n:
            lines.append((f"{self.name_of(row)}: {result_words(row)}", Role.STRONG, PAPER))
        lines.append((self.verdict(), Role.BODY, GOLD))
        question = self.question
        if question is not None:
            done = n_("Tried {n} time", "Tried {n} times", question.n)
            if question.failed:
                done = n_(
                    "Tried {n} time, no more came ({why})",
                    "Tried {n} times, no more came ({why})",
                    question.n,
                    why=_(question.failed),
                )
            elif not question.done and not self.stopped:
                done = _("Tried {n} of {most} times", n=question.n, most=question.most)
            lines.append((f"{done}. {self.note()}", Role.SMALL, MUTED))
        for text, role, colour in lines:
            for part in type_.wrap(text, role, area.width)[:2]:
                screen.blit(type_.line(part, role, colour), (area.x, y))
                y += type_.height(role)

    def _draw_menu(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_ = self.context.type
        whole, focus = self.menu, self.menu.focus
        heads = FocusList(whole.entries[:HEADS], 0)
        heads.focus = focus
        whole.lift()
        y = draw_rows(screen, type_, heads, pygame.Rect(area.x, area.y, area.width, area.height))
        for index, rect in heads._rects.items():
            whole.place(index, rect)
        y += type_.px(14)
        last = len(whole.entries)
        tail = range(last - self._ends, last)
        button_h = type_.tx(40)
        bottom = area.bottom - button_h - type_.px(8)
        self._cells = []
        if self.second is not None:
            self._draw_map(screen, pygame.Rect(area.x, y, area.width, bottom - y))
        else:
            self._draw_table(screen, pygame.Rect(area.x, y, area.width, bottom - y))
        x = area.x
        for index in tail:
            focused = index == focus
            text = type_.line(whole.entries[index].label, Role.STRONG, INK if focused else PAPER)
            rect = pygame.Rect(x, area.bottom - button_h, text.get_width() + 2 * type_.px(20), button_h)
            screen.blit(panel(rect.size, type_.px(10), GOLD if focused else PANEL_RAISED, 255), rect)
            screen.blit(text, text.get_rect(center=rect.center))
            whole.place(index, rect)
            x = rect.right + type_.px(10)

    def _draw_table(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_, shown = self.context.type, self.shown
        if not shown:
            return
        # Where there is little room, as many rows as can be read, the one with the focus among them.
        each = max(min(type_.tx(34), area.height // len(shown)), type_.height(Role.SMALL_STRONG))
        fit = max(area.height // each, 1)
        first = min(max(self.menu.focus - HEADS - fit // 2, 0), max(len(shown) - fit, 0))
        names = [self.name_of(row) for row in shown]
        label = max(type_.width(name, Role.SMALL_STRONG) for name in names) + type_.px(16)
        label = min(label, round(area.width * 0.6))
        for index, (row, name) in list(enumerate(zip(shown, names, strict=True)))[first : first + fit]:
            rect = pygame.Rect(area.x, area.y + (index - first) * each, area.width, each - type_.px(2))
            self.menu.place(HEADS + index, rect)
            if self.menu.focus == HEADS + index:
                screen.blit(panel(rect.size, type_.px(8), mix(PANEL_RAISED, GOLD, 0.25), 255), rect)
            colour = MUTED if row.change.factor == "" else GOOD if row.share >= 0.5 else BAD
            if self.turn is not None and row is self.turn.row:
                colour = GOLD
            inner = rect.inflate(-type_.px(10), 0)
            draw_share(screen, type_, inner, name, row.share, row.interval, label, colour)

    def _draw_map(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        xs, ys = self._axes
        if not xs or not ys or len(self.rows) < self._bases + len(xs) * len(ys):
            return
        assert self.second is not None
        rows = self.rows[self._bases : self._bases + len(xs) * len(ys)]
        shares = [row.share if row.n else None for row in rows]
        map_ = ShareMap(
            (say(NAMES[self.factor]), say(NAMES[self.second])),
            [say(value_words(self.factor, self._called(value))) for value in xs],
            [say(value_words(self.second, self._called(value))) for value in ys],
            [shares[first : first + len(xs)] for first in range(0, len(shares), len(xs))],
            units=isinstance(xs[0], float),
        )
        edge = GOLD if self.menu.focus == HEADS else PAPER
        grid, self._cells = map_.draw(screen, self.context.type, area, self.cell, edge)
        self.menu.place(HEADS, grid)
