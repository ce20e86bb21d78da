"""The list of replays that are kept: what, when, how long, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.analysis.replay import ReplayError, read_replay
from game.analysis.replay_shelf import Glance, glance, kept
from game.app.buttons import Frame, Press
from game.app.desk import Desk, Scene
from game.app.focus import Entry, FocusList
from game.app.look import BAD, GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role, mix
from game.app.overlay import tag
from game.app.scenes.watch_bar import clock_words
from game.app.signs import panel
from game.app.words import _


class Replays(Scene):
    """All kept replays, the newest first."""

    name = "replays"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[Glance] = []
        self.menu = FocusList([])
        self.scroll = 0.0
        self._settled = False
        self._asked: Glance | None = None
        """What is deleted if one says so again."""

    def opened(self) -> None:
        """Look into the folder again: there may be a new one."""
        focus = self.menu.focus
        self.rows = [glance(path) for path in kept()]
        self.menu = FocusList([Entry(row.title, self._opener(row)) for row in self.rows], focus)
        self._settled = False
        self._asked = None

    def _opener(self, row: Glance) -> Callable[[], None]:
        def opener() -> None:
            from game.app.scenes.watch import Watch

            try:
                replay = read_replay(row.path)
                if not replay.length:
                    raise ReplayError("; ".join(replay.faults) or _("there is nothing in it"))
                self.desk.push(Watch(self.desk, replay))
            except ReplayError as error:
                self.desk.tell(str(error).removeprefix(f"{row.path}: "))

        return opener

    def handle(self, frame: Frame) -> None:
        """Back leads to where one came from; the wheel scrolls; deleting is asked for twice."""
        if Press.BACK in frame.presses:
            self.desk.pop()
            return
        if Press.DELETE in frame.presses and self.rows:
            self._delete()
            return
        if frame.wheel and self.rows:
            step = -1 if frame.wheel > 0 else 1
            self.menu.focus = min(max(self.menu.focus + step, 0), len(self.rows) - 1)
        if self.menu.handle(frame):
            self._asked = None
            self.desk.sounds.play("tick")

    def _delete(self) -> None:
        row = self.rows[self.menu.focus]
        if self._asked is not row:
            self._asked = row
            return
        try:
            row.path.unlink(missing_ok=True)
        except OSError as error:
            self.desk.tell(_("It can't be deleted ({why})", why=error.strerror))
        self.desk.sounds.play("tick")
        self.opened()

    def _geometry(self) -> tuple[pygame.Rect, int, int]:
        type_ = self.desk.type
        width, height = self.desk.window.size
        wide = min(round(width * 0.86), type_.tx(1000))
        top = type_.px(34) + type_.height(Role.TITLE) + type_.px(18)
        area = pygame.Rect((width - wide) // 2, top, wide, height - top - type_.px(52))
        return area, type_.tx(66), type_.px(8)

    def update(self, seconds: float) -> None:
        """Glide to where the focus is in sight."""
        area, row, gap = self._geometry()
        pitch = row + gap
        most = max(0.0, len(self.rows) * pitch - gap - area.height)
        want = min(max(self.menu.focus * pitch - (area.height - row) / 2.0, 0.0), most)
        if not self._settled or self.desk.settings.reduced_motion:
            self.scroll, self._settled = want, True
        self.scroll += (want - self.scroll) * min(1.0, seconds * 12.0)

    def draw(self, screen: pygame.Surface) -> None:
        """The list."""
        type_ = self.desk.type
        screen.fill(mix(PANEL, INK, 0.3))
        area, row, gap = self._geometry()
        screen.blit(type_.line(_("Replays"), Role.TITLE, PAPER), (area.x, type_.px(30)))
        if not self.rows:
            self._draw_none(screen, area)
        screen.set_clip(area)
        self.menu.lift()
        for index, entry in enumerate(self.rows):
            rect = pygame.Rect(area.x, round(area.y + index * (row + gap) - self.scroll), area.width, row)
            seen = rect.clip(area)
            if seen.height > 0:
                self.menu.place(index, seen)
                self._row(screen, entry, rect, index == self.menu.focus)
        screen.set_clip(None)
        middle = (screen.get_width() / 2, screen.get_height() - type_.px(26))
        tag(screen, type_, self._note(), middle, role=Role.SMALL)

    def _note(self) -> str:
        pad = self.desk.pad_in_use
        if self._asked is not None:
            again = _("X: delete it for good    any other: keep it")
            return again if pad else _("Del: delete it for good    any other key: keep it")
        if not self.rows:
            return _("B: back") if pad else _("Esc: back")
        watch = _("A: watch    X: delete    B: back")
        return watch if pad else _("Enter: watch    Del: delete    Esc: back")

    def _draw_none(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_ = self.desk.type
        words = (
            _("Everything you play is kept here, to be watched again.")
            if self.desk.settings.record_replays
            else _("Nothing is recorded: Options, Record replays is off.")
        )
        for n, text in enumerate(type_.wrap(words, Role.BODY, area.width)):
            screen.blit(type_.line(text, Role.BODY, MUTED), (area.x, area.y + n * type_.height(Role.BODY)))

    def _row(self, screen: pygame.Surface, row: Glance, rect: pygame.Rect, focused: bool) -> None:
        type_ = self.desk.type
        pad = type_.tx(18)
        asked = row is self._asked
        back = BAD if asked else GOLD if focused else PANEL_RAISED
        screen.blit(panel(rect.size, type_.px(12), back, 255), rect)
        strong, quiet = (INK, mix(INK, GOLD, 0.15)) if focused else (PAPER, MUTED)
        right = rect.right - pad
        length = type_.line(clock_words(round(row.seconds * 60)), Role.SMALL_STRONG, strong)
        screen.blit(length, (right - length.get_width(), rect.centery - length.get_height() // 2))
        right -= type_.width("00:00.0", Role.SMALL_STRONG) + type_.tx(22)
        words = _(row.problem) if row.problem else row.outcome
        said = type_.line(type_.fit(words, Role.SMALL, rect.width // 3), Role.SMALL, quiet)
        screen.blit(said, (right - said.get_width(), rect.centery - said.get_height() // 2))
        right -= said.get_width() + type_.tx(16)
        x = rect.x + pad
        top = rect.centery - (type_.height(Role.STRONG) + type_.height(Role.SMALL)) // 2
        screen.blit(type_.line(type_.fit(row.title, Role.STRONG, right - x), Role.STRONG, strong), (x, top))
        screen.blit(type_.line(row.created, Role.SMALL, quiet), (x, top + type_.height(Role.STRONG)))
