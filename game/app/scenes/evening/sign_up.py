"""People and computers are entered for first to two, or for a cup of four or eight."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, Final

import pygame

from game.app.i18n import N_, _, p_
from game.app.render.kits import KITS
from game.app.render.theme import MUTED, Role
from game.app.scenes.menus.kept_teams import kept_teams
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.kept_cup import keep_cup
from game.app.shell.last_setups import keep_set_up, last_set_up
from game.app.shell.settings import STRENGTH_WORDS
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, title_page
from game.rules.match.cup import SIZES, Cup, Entrant
from game.storage.teams import Team

KINDS: Final = {2: N_("First to two wins"), 4: N_("Cup of four"), 8: N_("Cup of eight")}
MINUTES: Final = (1.0, 2.0, 3.0, 4.0, 6.0)
A_SIDE: Final = (3, 4, 5, 6)
CLUBS: Final = ("Rovers", "Olympia", "Fortuna", "Union", "Meteor", "Atlas", "Aurora", "Corinth")
"""Names of the computer's sides: the same in every language."""


class SignUp(MenuScene):
    """A row for each side: left and right choose who plays it."""

    name = "sign-up"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        kept = last_set_up("evening")
        self.sides = _known(kept.get("sides"), SIZES, 4)
        self.minutes = _known(kept.get("minutes"), MINUTES, 2.0)
        self.a_side = _known(kept.get("a_side"), A_SIDE, 4)
        self.names = self._names()
        self.by: list[str | int] = []
        """A person's name, or the computer's strength, for each side."""
        before = kept.get("by")
        before = before if isinstance(before, list) else []
        usual: list[str | int] = [self.names[0], self.names[1]]
        for place in range(max(SIZES)):
            last = before[place] if place < len(before) else None
            choice = usual[place] if place < len(usual) else context.settings.strength
            self.by.append(last if last in self._free(place) else choice)
        self.teams, told = kept_teams()
        if told:
            context.tell(told)
        last_teams = kept.get("teams")
        last_teams = last_teams if isinstance(last_teams, list) else []
        self.plays_as: list[str] = [""] * max(SIZES)
        """Key of the team as which each side plays; empty where it plays as nobody's."""
        for place, key in enumerate(last_teams[: max(SIZES)]):
            if key in self._free_teams(place):
                self.plays_as[place] = key
        self._fill()

    def _names(self) -> list[str]:
        """Return everybody who could play: whoever has a name here, the present one first, and guests."""
        household = self.context.household
        people = sorted((p.name for p in household.people), key=lambda name: name != household.current)
        guests = [_("Guest {n}", n=n + 1) for n in range(max(SIZES))]
        return [*people, *(guest for guest in guests if guest not in people)]

    def _free(self, place: int) -> list[str | int]:
        """Return who could play a side: nobody plays two."""
        others = {by for number, by in enumerate(self.by) if number != place and number < self.sides}
        return [*STRENGTH_WORDS, *(name for name in self.names if name not in others)]

    def _fill(self, focus: int = 0) -> None:
        entries = [
            FocusItem(_("Draw the cup") if self.sides > 2 else p_("button", "Next"), self.begin),
            FocusItem(_("What"), partial(self._kind, 1), lambda: _(KINDS[self.sides]), self._kind),
            FocusItem(
                _("Length"),
                partial(self._length, 1),
                lambda: _("{n:.0f} min", n=self.minutes),
                self._length,
                _("Of each match, both halves together. A draw goes on until the next goal."),
            ),
            FocusItem(_("Players a side"), partial(self._size, 1), lambda: str(self.a_side), self._size),
        ]
        for place in range(self.sides):
            entries.append(
                FocusItem(
                    _("Side {n}", n=place + 1),
                    partial(self._who, place, 1),
                    partial(self._who_word, place),
                    partial(self._who, place),
                    _("Left and right: a person, or the computer from beginner to master."),
                )
            )
            if self.teams:
                entries.append(
                    FocusItem(
                        _("Side {n}: team", n=place + 1),
                        partial(self._team, place, 1),
                        partial(self._team_word, place),
                        partial(self._team, place),
                        _("As which of your teams it plays. Player, Teams makes them."),
                    )
                )
        entries.append(FocusItem(_("Back"), self.context.pop))
        self.menu = FocusList(entries, focus)

    def _kind(self, by: int) -> None:
        self.sides = SIZES[(SIZES.index(self.sides) + by) % len(SIZES)]
        for place in range(self.sides):
            if self.by[place] not in self._free(place):
                self.by[place] = self.context.settings.strength
        self._fill(self.menu.focus)

    def _length(self, by: int) -> None:
        self.minutes = MINUTES[(MINUTES.index(self.minutes) + by) % len(MINUTES)]

    def _size(self, by: int) -> None:
        self.a_side = A_SIDE[(A_SIDE.index(self.a_side) + by) % len(A_SIDE)]

    def _who(self, place: int, by: int) -> None:
        free = self._free(place)
        self.by[place] = free[(free.index(self.by[place]) + by) % len(free)]

    def _who_word(self, place: int) -> str:
        by = self.by[place]
        return _("Computer: {strength}", strength=_(STRENGTH_WORDS[by])) if isinstance(by, int) else by

    def _free_teams(self, place: int) -> list[str]:
        """Return the keys of the teams as which a side could play: each team plays once."""
        others = {key for number, key in enumerate(self.plays_as) if number != place and number < self.sides}
        return ["", *(team.key for team in self.teams if team.key not in others)]

    def _team(self, place: int, by: int) -> None:
        free = self._free_teams(place)
        now = self.plays_as[place]
        self.plays_as[place] = free[((free.index(now) if now in free else 0) + by) % len(free)]

    def _team_word(self, place: int) -> str:
        team = self._team_of(place)
        return _("None") if team is None else team.name

    def _team_of(self, place: int) -> Team | None:
        key = self.plays_as[place]
        return next((team for team in self.teams if team.key == key and key in self._free_teams(place)), None)

    def entrants(self) -> tuple[Entrant, ...]:
        """Return the sides as they were chosen, each in a kit of its own."""
        made, clubs, kits = [], iter(CLUBS), tuple(KITS)
        for place, by in enumerate(self.by[: self.sides]):
            person, team = isinstance(by, str), self._team_of(place)
            club = team.name if team is not None else next(clubs)
            made.append(
                Entrant(
                    name=by if isinstance(by, str) else club,
                    team=team.name if team is not None else "",
                    players=team.players if team is not None else (),
                    person=person,
                    strength=self.context.settings.strength if isinstance(by, str) else by,
                    kit=team.kit if team is not None else kits[place],
                )
            )
        return tuple(made)

    def begin(self) -> None:
        """Draw, keep it, and show the table."""
        seed = self.context.seed if self.context.seed is not None else secrets.randbelow(2**31)
        cup = Cup(entrants=self.entrants(), seed=seed, minutes=self.minutes, a_side=self.a_side)
        chosen: dict[str, Any] = {"sides": self.sides, "minutes": self.minutes, "a_side": self.a_side}
        chosen["teams"] = self.plays_as
        for told in (keep_set_up("evening", {**chosen, "by": self.by}), keep_cup(cup)):
            if told:
                self.context.tell(told)
        self.context.trace.note("cup", cup=cup.model_dump(mode="json"))
        self.context.nav.to_cup(cup)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw one column; what the focus means stands below it."""
        type_ = self.context.type
        self.context.backdrop()
        room = title_page(screen, type_, _("Cup"), 760, 0.9)
        x, y, wide, height = room.x, room.y + type_.px(14), room.width, room.bottom
        note_h = type_.height(Role.SMALL) + type_.px(22)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, wide, height - y - note_h))
        entry = self.menu.current
        if entry is not None and entry.note:
            text = type_.fit(entry.note, Role.SMALL, wide)
            y = height - type_.px(14) - type_.height(Role.SMALL)
            screen.blit(type_.line(text, Role.SMALL, MUTED), (x, y))


def _known(value: Any, known: tuple[Any, ...], usual: Any) -> Any:
    """Return what was chosen last, where that is still to be had."""
    return next((one for one in known if one == value and type(one) is type(value)), usual)
