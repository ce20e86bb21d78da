"""Teams that are kept: the list of them, and the screen on which one is made and changed."""

from __future__ import annotations

from functools import partial
from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.input.buttons import Frame
from game.app.render.icons import panel
from game.app.render.kits import KITS, PATTERNS, kit_called, kit_of, split_kit
from game.app.render.theme import GOLD, MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.kept_teams import kept_teams
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.scenes.menus.page import Page
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, title_page
from game.app.widgets.scoreboard import swatch
from game.app.widgets.text_field import TextField
from game.storage.people import tidy_name
from game.storage.teams import (
    LONGEST_NAME,
    LONGEST_PLAYER,
    PLAYERS,
    Team,
    drop_team,
    keep_team,
    new_key,
)

FIRST_NAMES: Final = (
    *("Mia", "Ben", "Lena", "Kofi", "Ida", "Jonas", "Aylin", "Tom", "Nora", "Emil", "Zoë", "Malik"),
    *("Greta", "Finn", "Lucia", "Oskar", "Yara", "Theo"),
)
"""What players are called until somebody types a name: the same in every language."""
NAME, COLOURS, PATTERN = range(3)


class TeamsPage(Page):
    """Every team, and a new one."""

    def __init__(self, context: Context) -> None:
        self.teams, told = kept_teams()
        if told:
            context.tell(told)
        super().__init__(context, N_("Teams"), self._rows)

    def opened(self) -> None:
        """Read them again: one may be new."""
        self.teams, _told = kept_teams()
        super().opened()

    def _rows(self) -> list[FocusItem]:
        rows = [
            FocusItem(team.name, partial(self._open, team), partial(_colours, team.kit))
            for team in self.teams
        ]
        note = _("A name, a kit and six players; chosen for matches and cups.")
        return [*rows, FocusItem(_("A new team"), partial(self._open, None), note=note)]

    def _open(self, team: Team | None) -> None:
        self.context.push(TeamEditor(self.context, team or fresh_team(self.teams)))


class TeamEditor(MenuScene):
    """A team's name, kit and players; it is kept when one leaves."""

    name = "team"

    def __init__(self, context: Context, team: Team) -> None:
        super().__init__(context)
        self.team = team
        self.colours, self.pattern = split_kit(team.kit)
        names = [*team.players, *[""] * PLAYERS][:PLAYERS]
        self.fields = {NAME: TextField(team.name, LONGEST_NAME)}
        self.fields |= {PATTERN + 1 + n: TextField(own, LONGEST_PLAYER) for n, own in enumerate(names)}
        self.menu = FocusList(
            [
                FocusItem(_("Name"), self._down, partial(self._typed, NAME)),
                FocusItem(
                    _("Colours"),
                    partial(self._dye, 1),
                    lambda: _(kit_called(self.colours)),
                    self._dye,
                ),
                FocusItem(_("Shirt"), partial(self._cut, 1), self._pattern_word, self._cut),
                *(
                    FocusItem(_("No. {n}", n=n + 1), self._down, partial(self._typed, PATTERN + 1 + n))
                    for n in range(PLAYERS)
                ),
                FocusItem(_("Keep it"), self.back),
                FocusItem(_("Delete this team"), self._delete),
            ]
        )

    def opened(self) -> None:
        """From now on typing means text."""
        pygame.key.start_text_input()

    def closed(self) -> None:
        """From now on keys are keys again."""
        pygame.key.stop_text_input()

    def _typed(self, row: int) -> str:
        return self.fields[row].shown(self.context.now, focused=self.menu.focus == row)

    def _down(self) -> None:
        self.menu.focus += 1

    def _dye(self, by: int) -> None:
        words = list(KITS)
        self.colours = words[(words.index(self.colours) + by) % len(words)]

    def _cut(self, by: int) -> None:
        words = ["", *PATTERNS]
        self.pattern = words[(words.index(self.pattern) + by) % len(words)]

    def _pattern_word(self) -> str:
        return _(PATTERNS[self.pattern][1]) if self.pattern else _("As usual")

    @property
    def kit(self) -> str:
        """The kit's word."""
        return f"{self.colours}-{self.pattern}" if self.pattern else self.colours

    def made(self) -> Team:
        """Return the team as it stands here."""
        name = tidy_name(self.fields[NAME].text, LONGEST_NAME) or self.team.name
        players = [tidy_name(self.fields[PATTERN + 1 + n].text) for n in range(PLAYERS)]
        return Team(self.team.key, name, self.kit, tuple(players))

    def back(self) -> None:
        """Keep it, and go back."""
        team = self.made()
        try:
            keep_team(team)
        except OSError as error:
            self.context.tell(_("The team can't be kept ({why}).", why=error.strerror or str(error)))
        self.context.trace.note("team", name=team.name, kit=team.kit, players=list(team.players))
        self.context.pop()

    def _delete(self) -> None:
        try:
            drop_team(self.team.key)
        except OSError as error:
            self.context.tell(_("The team can't be kept ({why}).", why=error.strerror or str(error)))
        self.context.pop()

    def handle(self, frame: Frame) -> None:
        """While a name has the focus letters are letters."""
        field = self.fields.get(self.menu.focus)
        super().handle(frame if field is None else field.type(frame))

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the rows to the left, the shirt and its players to the right."""
        type_ = self.context.type
        self.context.backdrop()
        page = title_page(screen, type_, _("Team"), 1080)
        x, y, wide, height = page.x, page.y + type_.px(10), page.width, page.bottom
        left = round(wide * 0.60)
        room = pygame.Rect(x, y, left, height - y - type_.px(16))
        draw_rows(screen, type_, self.menu, room)
        box = pygame.Rect(x + left + type_.px(20), y, wide - left - type_.px(20), room.height)
        self._draw_shirt(screen, box)

    def _draw_shirt(self, screen: pygame.Surface, box: pygame.Rect) -> None:
        type_, pad = self.context.type, self.context.type.px(20)
        screen.blit(panel(box.size, type_.px(14), PANEL, 246), box)
        team = self.made()
        kit = kit_of(self.kit, self.context.settings.patterns)
        size = min(box.width - 2 * pad, round(box.height * 0.42))
        shirt = swatch(kit, size)
        screen.blit(shirt, shirt.get_rect(midtop=(box.centerx, box.y + pad)))
        y = box.y + pad + size + type_.px(10)
        name = type_.line(type_.fit(team.name, Role.HEADING, box.width - 2 * pad), Role.HEADING, GOLD)
        screen.blit(name, name.get_rect(midtop=(box.centerx, y)))
        y += type_.height(Role.HEADING) + type_.px(4)
        tall = min(type_.height(Role.BODY), (box.bottom - pad - y) // PLAYERS)
        for n, player in enumerate(team.players):
            ink = PAPER if player else MUTED
            word = type_.fit(f"{n + 1}  {player or '-'}", Role.BODY, box.width - 2 * pad)
            said = type_.line(word, Role.BODY, ink)
            screen.blit(said, said.get_rect(midtop=(box.centerx, y)))
            y += tall


def fresh_team(teams: tuple[Team, ...]) -> Team:
    """Return a new team with everything filled in: a name, colours that nobody has, and players."""
    known, number = {team.name for team in teams}, 1
    while _("Team {n}", n=number) in known:
        number += 1
    worn = [split_kit(team.kit)[0] for team in teams]
    kit = min(KITS, key=worn.count)
    first = PLAYERS * len(teams) % len(FIRST_NAMES)
    players = tuple(FIRST_NAMES[(first + n) % len(FIRST_NAMES)] for n in range(PLAYERS))
    return Team(new_key(), _("Team {n}", n=number), kit, players)


def _colours(kit: str) -> str:
    colours, pattern = split_kit(kit)
    word = _(kit_called(colours))
    return f"{word}, {_(PATTERNS[pattern][1])}" if pattern else word
