"""Before a lesson begins: how the room answers, its language; and meanwhile every answer is played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pygame

from game.app.i18n import LANGUAGES, N_, _, n_
from game.app.input.buttons import Frame
from game.app.render.icons import bar
from game.app.render.theme import INK, MUTED, PANEL, PAPER, Role, mix
from game.app.scenes.lesson.lesson import LessonScene
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.settings import changed
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows
from game.classroom.lesson.load import load_lesson
from game.classroom.lesson.prepare import Preparation
from game.classroom.lesson.values import Values
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.report.sheets import write_sheets
from game.classroom.session.headless import open_or_create
from game.classroom.session.kept_sessions import (
    broken_off,
    delete_session,
    goes_on,
    new_session,
    old_sessions,
)
from game.classroom.words import WordBook
from game.scenario.errors import LevelError
from game.storage.files import home
from game.storage.workers import shared_pool

HOW: Final = {"phones": N_("Phones"), "hands": N_("Hands up"), "seats": N_("On this machine")}
"""Ways of answering."""
HOW_NOTES: Final = {
    "phones": N_("Phones, tablets and laptops open a page that this machine serves."),
    "hands": N_("You count hands or cards and type how many chose each answer."),
    "seats": N_("Two to eight people answer in turn, with keys or gamepads."),
}
PORTS: Final = (8080, 8000, 0)
"""Tried in this order: short ones are easier to type."""
SEATS: Final = range(2, 9)
TEAMS: Final = (0, 2, 3, 4, 5, 6)


class Opening(MenuScene):
    """The last screen before the class."""

    name = "lesson-opening"
    music = False

    def __init__(
        self,
        context: Context,
        path: Path,
        *,
        session: Path | None = None,
        how: str = "phones",
        at_once: bool = False,
    ) -> None:
        """``session``: the file to write, or to go on with; ``at_once``: begin as soon as it is ready."""
        super().__init__(context)
        self.lesson = load_lesson(path)
        self.values = Values.at_home()
        self.preparation = Preparation(self.lesson, self.values, shared_pool())
        self.how = how
        self.seats, self.teams = 4, 0
        self._session = session
        self._broken_off = broken_off(self.lesson) if session is None else None
        if session is not None and goes_on(session, self.lesson):
            self._broken_off = session
        self._old = old_sessions()
        self._wanted: Callable[[], None] | None = None
        if at_once:
            self._wanted = self._go_on if self._broken_off is not None else self._begin
        self.words = WordBook(context.settings.language)
        self.menu = FocusList([])
        self._build()

    def _build(self) -> None:
        rows = []
        if self._broken_off is not None:
            rows.append(
                FocusItem(
                    _("Go on where it was broken off"),
                    lambda: self._want(self._go_on),
                    note=_("The votes that were given are kept."),
                )
            )
        rows.append(FocusItem(_("Begin"), lambda: self._want(self._begin)))
        rows.append(
            FocusItem(
                _("How the room answers"),
                lambda: self._turn_how(1),
                lambda: _(HOW[self.how]),
                self._turn_how,
                _(HOW_NOTES[self.how]),
            )
        )
        if self.how == "seats":
            rows.append(
                FocusItem(
                    _("How many people"),
                    lambda: self._turn_seats(1),
                    lambda: str(self.seats),
                    self._turn_seats,
                )
            )
        elif self.how == "phones":
            rows.append(
                FocusItem(
                    _("Teams"),
                    lambda: self._turn_teams(1),
                    lambda: _("No teams") if not self.teams else str(self.teams),
                    self._turn_teams,
                    _("Everybody who joins is put into the next team."),
                )
            )
        rows.append(
            FocusItem(
                _("The room's language"),
                lambda: self._speak(1),
                lambda: LANGUAGES[self.context.settings.language],
                self._speak,
            )
        )
        rows.append(
            FocusItem(
                _("Teacher's page and pupil's sheet"),
                lambda: self._want(self._sheets),
                note=_("Two pages to print, once every answer is played."),
            )
        )
        if self._old:
            rows.append(
                FocusItem(
                    n_(
                        "Delete {n} lesson older than a year",
                        "Delete {n} lessons older than a year",
                        len(self._old),
                    ),
                    self._delete_old,
                    note=_("Votes and reports that were kept on this machine."),
                )
            )
        rows.append(FocusItem(_("Back"), self.back))
        self.menu = FocusList(rows, self.menu.focus)

    def _delete_old(self) -> None:
        """Delete what was kept long enough."""
        try:
            for file in self._old:
                delete_session(file)
        except (LevelError, OSError) as error:
            self.context.tell(error.short if isinstance(error, LevelError) else str(error))
        self._old = old_sessions()
        self._build()

    def _turn_how(self, by: int) -> None:
        names = list(HOW)
        self.how = names[(names.index(self.how) + by) % len(names)]
        self._build()

    def _turn_seats(self, by: int) -> None:
        self.seats = SEATS[(SEATS.index(self.seats) + by) % len(SEATS)]

    def _turn_teams(self, by: int) -> None:
        self.teams = TEAMS[(TEAMS.index(self.teams) + by) % len(TEAMS)]

    def _speak(self, by: int) -> None:
        self.context.change(changed(self.context.settings, "language", by))

    def resized(self) -> None:
        """A new language resizes too."""
        self.words = WordBook(self.context.settings.language)
        self._build()

    def closed(self) -> None:
        """Nobody waits for it any more."""
        self.preparation.drop()

    def handle(self, frame: Frame) -> None:
        """A clicker's forward key begins."""
        if pygame.KSCAN_PAGEDOWN in frame.keys:
            self._want(self._go_on if self._broken_off is not None else self._begin)
        else:
            super().handle(frame)

    def _want(self, what: Callable[[], None]) -> None:
        self._wanted = what

    def update(self, seconds: float) -> None:
        """Take in what has been played; begin once it is wanted and ready."""
        self.preparation.poll()
        if self.preparation.failed and self._wanted is not None:
            self._wanted = None
            self.context.tell(_("The answers can't be played: {why}", why=self.preparation.failed))
        # What was broken off has its answers in its session.
        ready = self.preparation.documents is not None or self._wanted == self._go_on
        if ready and self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            wanted()

    def _begin(self) -> None:
        self._give(self._session or new_session(self.lesson))

    def _sheets(self) -> None:
        """Write the pages for paper, and say where."""
        assert self.preparation.documents is not None
        folder = home() / "sheets" / self.lesson.name
        write_sheets(self.lesson, self.preparation.documents, folder, self.context.settings.language)
        self.context.tell(_("To print: {folder}", folder=str(folder)))

    def _go_on(self) -> None:
        assert self._broken_off is not None
        self._give(self._broken_off)

    def _give(self, path: Path) -> None:
        language = self.context.settings.language
        log = open_or_create(
            path, self.lesson, self.values, self.how, language, ready=self.preparation.documents
        )
        session = log.session
        given = Class(log, self.values, session["language"])
        given.records = False
        if "teams" not in given.kept:
            given.keep(teams=self.teams, seats=self.seats)
        if session["how"] == "seats":
            for _seat in range(given.joined, given.kept["seats"]):
                given.join()
        server = serve(given) if session["how"] == "phones" else None
        self.context.replace_top(LessonScene(self.context, self.lesson, given, server))

    def draw(self, screen: pygame.Surface) -> None:
        """Draw title, aim, what is to be chosen, and how far the answers are."""
        type_ = self.context.type
        screen.fill(mix(PANEL, INK, 0.3))
        width, height = screen.get_size()
        wide = min(round(width * 0.86), type_.tx(820))
        x, y = (width - wide) // 2, type_.px(34)
        table = self.lesson.table
        for line in type_.wrap(self.words(table.title), Role.TITLE, wide):
            screen.blit(type_.line(line, Role.TITLE, PAPER), (x, y))
            y += type_.height(Role.TITLE)
        for line in type_.wrap(self.words(table.aim or table.about), Role.BODY, wide):
            screen.blit(type_.line(line, Role.BODY, MUTED), (x, y))
            y += type_.height(Role.BODY)
        y += type_.px(22)
        foot = height - type_.px(96)
        y = draw_rows(screen, type_, self.menu, pygame.Rect(x, y, wide, max(foot - y - type_.tx(34), 1)))
        entry = self.menu.current
        if entry is not None and entry.note:
            note = type_.fit(entry.note, Role.SMALL, wide)
            screen.blit(type_.line(note, Role.SMALL, MUTED), (x, y + type_.tx(12)))
        self._draw_progress(screen, pygame.Rect(x, foot, wide, type_.px(60)))

    def _draw_progress(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_ = self.context.type
        if self.preparation.documents is not None:
            text = _("All answers are played: ready.")
        elif self._wanted is not None:
            text = _("It begins as soon as every answer is played a thousand times.")
        else:
            text = _("Every answer is being played a thousand times.")
        if self.preparation.failed:
            text = _("The answers can't be played: {why}", why=self.preparation.failed)
        screen.blit(type_.line(type_.fit(text, Role.SMALL, area.width), Role.SMALL, PAPER), area.topleft)
        line = pygame.Rect(area.x, area.y + type_.tx(28), area.width, type_.px(8))
        bar(screen, line, 1.0 if self.preparation.documents is not None else self.preparation.share)


def serve(given: Class) -> VoteServer:
    """Start the vote server on this machine; on the network too where the teacher had said so before.

    Raises LevelError where no port can be listened on.
    """
    before = given.kept.get("port")
    for port in dict.fromkeys(([before] if isinstance(before, int) else []) + list(PORTS)):
        server = VoteServer(given, port)
        try:
            server.start()
        except OSError as error:
            failed = str(error)
            continue
        if given.kept.get("network"):
            server.open_to_network()
        given.keep(port=server.port)
        return server
    raise LevelError([f"vote server: expected a port that is free (got: {failed})"])
