"""The list of replays that are kept: what, when, how long, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.analysis.replay.library import BROKEN_OFF, Glance, shelf
from game.analysis.replay.model import ReplayError, read_replay
from game.app.i18n import N_, _
from game.app.input.buttons import Frame, Press
from game.app.render.theme import BAD, Role
from game.app.scenes.menus.scrolling import ScrollingList
from game.app.scenes.replay.captions import outcome_shown, title_shown
from game.app.scenes.replay.timeline import clock_words
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList


class Replays(ScrollingList):
    """All kept replays, the newest first."""

    name = "replays"
    head = N_("Replays")
    row_units = 66

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: list[Glance] = []
        self._problem = ""
        """Why the folder can't be listed."""
        self._asked: Glance | None = None
        """What is deleted if one says so again."""

    def opened(self) -> None:
        """Look into the folder again: there may be a new one."""
        focus = self.menu.focus
        self.rows, self._problem = shelf()
        self.menu = FocusList(
            [FocusItem(title_shown(row.title), self._opener(row)) for row in self.rows], focus
        )
        self._asked = None
        super().opened()

    def _opener(self, row: Glance) -> Callable[[], None]:
        def opener() -> None:
            replay = read_replay(row.path)
            if not replay.length:
                raise ReplayError("; ".join(replay.faults) or _("there is nothing in it"))
            self.context.nav.watch(replay)

        return opener

    def handle(self, frame: Frame) -> None:
        """Choose, or delete what was asked for twice."""
        if Press.DELETE in frame.presses and Press.BACK not in frame.presses and self.rows:
            self._delete()
        else:
            super().handle(frame)

    def moved(self) -> None:
        """Forget the question: another row isn't the one that was asked about."""
        self._asked = None

    def _delete(self) -> None:
        row = self.rows[self.menu.focus]
        if self._asked is not row:
            self._asked = row
            return
        try:
            row.path.unlink(missing_ok=True)
        except OSError as error:
            self.context.tell(_("It can't be deleted ({why})", why=error.strerror))
        self.context.sounds.play("tick")
        self.opened()

    def foot(self) -> str:
        """Return what the buttons do."""
        pad = self.context.pad_in_use
        if self._asked is not None:
            again = _("X: delete it for good    any other: keep it")
            return again if pad else _("Del: delete it for good    any other key: keep it")
        if not self.rows:
            return _("B: back") if pad else _("Esc: back")
        watch = _("A: watch    X: delete    B: back")
        return watch if pad else _("Enter: watch    Del: delete    Esc: back")

    def instead(self) -> str:
        """Return why there is nothing here."""
        if self.rows:
            return ""
        if self._problem:
            return _("The folder of replays can't be read ({why})", why=self._problem)
        if self.context.settings.record_replays:
            return _("Everything you play is kept here, to be watched again.")
        return _('Nothing is recorded: in Options, Play, "Keep replays" is off.')

    def draw_row(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw what was played and when, how it ended, and how long it is."""
        row, type_ = self.rows[index], self.context.type
        pad = type_.tx(18)
        inks = self.draw_plate(screen, index, rect, BAD if row is self._asked else None)
        right = rect.right - pad
        length = type_.line(clock_words(round(row.seconds * 60)), Role.SMALL_STRONG, inks[0])
        screen.blit(length, (right - length.get_width(), rect.centery - length.get_height() // 2))
        right -= type_.width("00:00.0", Role.SMALL_STRONG) + type_.tx(22)
        problem = _("broken off") if row.problem == BROKEN_OFF else row.problem
        words = problem or outcome_shown(row.outcome)
        said = type_.line(type_.fit(words, Role.SMALL, rect.width // 3), Role.SMALL, inks[1])
        screen.blit(said, (right - said.get_width(), rect.centery - said.get_height() // 2))
        right -= said.get_width() + type_.tx(16)
        x = rect.x + pad
        between = pygame.Rect(x, rect.y, right - x, rect.height)
        self.draw_title(screen, between, (title_shown(row.title), row.created), inks)
