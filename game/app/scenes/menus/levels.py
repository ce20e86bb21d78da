"""The level list: chapters, each level's diagram, medal and lesson; and how strong opponents are to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pygame

from game.app.coaching.day_streak import streak_words
from game.app.i18n import N_, _
from game.app.input.buttons import Frame, Press
from game.app.render.icons import arrow, medal, panel
from game.app.render.kits import Strip, strip_for
from game.app.render.scenery.thumbnails import thumbnail
from game.app.render.theme import LINE, MUTED, PANEL_RAISED, PAPER, Role
from game.app.render.vector import stamp
from game.app.scenes.menus.scrolling import ScrollingList
from game.app.shell.context import Context
from game.app.shell.settings import STRENGTH_WORDS, changed
from game.app.widgets.diagram import diagram
from game.app.widgets.focus_list import FocusItem, FocusList
from game.mind.traits.strength import USUAL_STRENGTH
from game.rules.level.best_results import Best, load_results, result_key
from game.rules.level.daily import GOES, challenge_of
from game.rules.level.season import OPENS_AFTER, Chapter, chapters
from game.scenario.catalogue import LevelEntry, catalogue, catalogue_faults
from game.scenario.editing.own import delete_own, own_levels
from game.scenario.schema import CHAPTERS
from game.storage.season import DayPlayed, load_season

TODAY: Final = "today"
PAGES: Final = {pygame.KSCAN_PAGEDOWN: 1, pygame.KSCAN_PAGEUP: -1}
"""Keys that go from chapter to chapter."""
OWN: Final = "own"
CHAPTER_WORDS: Final = {
    TODAY: N_("Today's challenge"),
    "first steps": N_("First steps"),
    "push": N_("Push"),
    "weight": N_("Weight"),
    "heel": N_("Heel"),
    "disguise": N_("Disguise"),
    "picture": N_("Picture"),
    "pressed": N_("Pressed"),
    "defend": N_("Defend"),
    "moments": N_("Moments"),
    "games": N_("Lines and games"),
    "": N_("More drills"),
    OWN: N_("Your own"),
}
"""What chapters are called."""
WIDE: Final = 1.62
"""Width of a diagram for its height."""


class Levels(ScrollingList):
    """All levels, by chapter."""

    name = "levels"
    head = N_("Levels")
    row_units = 84

    def __init__(self, context: Context, focus: str | None = None) -> None:
        super().__init__(context)
        today = date.today()
        self.today = challenge_of(today.toordinal(), today.isoformat())
        self.best: dict[str, Best] = {}
        self.days: dict[str, DayPlayed] = {}
        self.chapters: tuple[Chapter, ...] = ()
        self.levels: tuple[LevelEntry, ...] = ()
        self.faults: tuple[str, ...] = ()
        self._fill(load_results(self.context.folder).best)
        levels: tuple[LevelEntry, ...] = self.levels
        names = [level.path.stem if level.chapter == OWN else level.name for level in levels]
        at = names.index(focus) if focus is not None and focus in names else None
        self.menu.focus = at or 0
        self._strengths = pygame.Rect(0, 0, 0, 0)
        """Where the opponents' strength stands, to be clicked."""
        self._asked = at is not None

    def _fill(self, best: Mapping[str, Best]) -> None:
        """Take in every level that is there now, and the way to make another."""
        self.chapters = self._chapters(best)
        self.levels = tuple(level for chapter in self.chapters for level in chapter.levels)
        rows = [
            FocusItem(self._label(level), self._opener(level), change=self._stronger) for level in self.levels
        ]
        rows.append(FocusItem(_("Make a level"), self._make, change=self._stronger))
        self.menu = FocusList(rows, self.menu.focus)

    def _make(self) -> None:
        self.context.nav.make_level()

    def _chapters(self, best: Mapping[str, Best]) -> tuple[Chapter, ...]:
        """Return today's challenge, every chapter, and what people have made themselves."""
        season = chapters(catalogue(), best, all_open=self.context.settings.open_all)
        made, faults = own_levels()
        self.faults = (*catalogue_faults(), *faults)
        own = tuple(replace(level, name=result_key(level.path), chapter=OWN) for level in made)
        won = sum(1 for level in own if (kept := best.get(level.name)) and kept.won)
        season = (*season, Chapter(OWN, own, won, open=True))
        if self.today is None:
            return season
        entry = replace(self.today.entry, name=self.today.key, level=self.today.level, chapter=TODAY)
        done = best.get(self.today.key)
        return (Chapter(TODAY, (entry,), int(done is not None and done.won), open=True), *season)

    def _label(self, level: LevelEntry) -> str:
        title = level.title if level.chapter == OWN else _(level.title)
        return _("Today: {title}", title=title) if level.chapter == TODAY else title

    def _opener(self, level: LevelEntry) -> Callable[[], None]:
        def opener() -> None:
            chapter = self._chapter(level)
            if chapter.name == TODAY and self.today is not None:
                self.context.nav.daily(self.today)
            elif chapter.open:
                self.context.nav.level(level.path)
            else:
                self.context.tell(self._opens(chapter))

        return opener

    def _chapter(self, level: LevelEntry) -> Chapter:
        return next(chapter for chapter in self.chapters if level in chapter.levels)

    @staticmethod
    def _opens(chapter: Chapter) -> str:
        """Return what opens a chapter that is still closed."""
        least = OPENS_AFTER.get(chapter.name)
        if least is not None:
            return _("Opens after {n} levels. Options can open all chapters.", n=least)
        return _("Opens when a chapter is finished but for two levels. Options can open all chapters.")

    def _stronger(self, by: int) -> None:
        """Change how strong the opponents of what is played next are."""
        self.context.change(changed(self.context.settings, "strength", by))

    def handle(self, frame: Frame) -> None:
        """A click beside the strength's word changes it too; one's own levels can be changed and put away."""
        own = self._own_in_focus()
        edits = frame.raw_key == pygame.KSCAN_E or (frame.raw_button or ("", ""))[1] == "y"
        if edits and self.menu.focus < len(self.levels):
            self.context.nav.edit_level(self.levels[self.menu.focus].path)
        elif own is not None and Press.DELETE in frame.presses:
            self._put_away(own)
        elif frame.raw_key in PAGES:
            self._turn(PAGES[frame.raw_key])
        elif frame.click is not None and self._strengths.collidepoint(frame.click):
            self._stronger(1 if frame.click[0] > self._strengths.centerx else -1)
            self.context.sounds.play("tick")
        else:
            super().handle(frame)

    def _turn(self, by: int) -> None:
        """Go to the first level of the next chapter, or of this one or the one before."""
        here = self.menu.focus
        firsts = [index for index in range(len(self.levels) + 1) if self._is_first(index)]
        onward = [index for index in firsts if (index > here if by > 0 else index < here)]
        if onward:
            self.menu.focus = onward[0] if by > 0 else onward[-1]
            self.moved()

    def _own_in_focus(self) -> LevelEntry | None:
        """Return the level in focus where it is one's own."""
        here = self.menu.focus
        return self.levels[here] if here < len(self.levels) and self.levels[here].chapter == OWN else None

    def _put_away(self, level: LevelEntry) -> None:
        """Take a level of one's own out of the list; its file stays under another name."""
        try:
            kept = delete_own(level.path)
        except OSError as error:
            self.context.tell(_("The level can't be put away ({why})", why=error.strerror or str(error)))
            return
        self.context.tell(_("{title} is put away, as {file}.", title=level.title, file=kept.name))
        self._fill(self.best)

    def opened(self) -> None:
        """Read results and files again: there may be a new best, or a new level."""
        results = load_results(self.context.folder)
        self.best = results.best
        self.days = load_season(self.context.folder).days
        self._fill(self.best)
        if results.notice:
            told = N_("Earlier results couldn't be understood and were put aside.")
            if results.unreadable:
                told = N_("Earlier results can't be read, so none are kept until they can.")
            self.context.notice = _(told)
        elif self.faults:
            more = len(self.faults) - 1
            rest = _(" (and {number} more)", number=more) if more else ""
            self.context.tell(self.faults[0] + rest)
        if not self._asked:
            # The first level that isn't won yet is where one goes on.
            self._asked = True
            for index, level in enumerate(self.levels):
                best = self.best.get(level.name)
                chapter = self._chapter(level)
                if chapter.name != TODAY and chapter.open and (best is None or not best.won):
                    self.menu.focus = index
                    break
        super().opened()

    def instead(self) -> str:
        """Return what is wrong with the level files."""
        return self.faults[0] if self.faults and not self.levels else ""

    def foot(self) -> str:
        """Return what the buttons do, or what happened to the results."""
        pad = self.context.pad_in_use
        keys = _("Enter: play    Left, right: opponents    E: open in the editor    Esc: back")
        if pad:
            keys = _("A: play    Left, right: opponents    Y: open in the editor    B: back")
        if self._own_in_focus() is not None:
            keys = _("Enter: play    E: change it    Del: put it away    Esc: back")
            if pad:
                keys = _("A: play    Y: change it    X: put it away    B: back")
        return self.context.notice or keys

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the list, how many are won, and how strong the opponents are."""
        super().draw(screen)
        type_, area = self.context.type, self.geometry()[0]
        season = [level for level in self.levels if level.chapter not in (TODAY, OWN)]
        won = sum(1 for level in season if (best := self.best.get(level.name)) and best.won)
        count = type_.line(_("{won} of {all} won", won=won, all=len(season)), Role.BODY, MUTED)
        right, foot = area.right, area.y - type_.px(18)
        screen.blit(count, (right - count.get_width(), foot - count.get_height()))
        right -= count.get_width() + type_.tx(34)
        self._draw_strength(screen, right, foot - count.get_height() // 2)

    def _draw_strength(self, screen: pygame.Surface, right: int, middle: int) -> None:
        """``Opponents`` and their strength between arrows, ending at ``right``."""
        type_, now = self.context.type, self.context.settings.strength
        wide = max(type_.width(_(word), Role.STRONG) for word in STRENGTH_WORDS.values())
        size, pad = type_.tx(18), type_.tx(12)
        box = pygame.Rect(0, 0, wide + 2 * (size + 2 * pad), type_.tx(38))
        box.midright = (right, middle)
        self._strengths = box
        screen.blit(panel(box.size, type_.px(10), PANEL_RAISED, 255), box)
        stamp(screen, type_.line(_(STRENGTH_WORDS[now]), Role.STRONG, PAPER), box.center)
        ends = (min(STRENGTH_WORDS), max(STRENGTH_WORDS))
        for turn, x, end in (
            (2.0, box.x + pad + size / 2, ends[0]),
            (0.0, box.right - pad - size / 2, ends[1]),
        ):
            stamp(screen, arrow(turn, size, LINE if now == end else PAPER), (x, middle))
        label = type_.line(_("Opponents"), Role.BODY, MUTED)
        screen.blit(label, (box.x - label.get_width() - type_.tx(12), middle - label.get_height() // 2))

    def _best_words(self, best: Best) -> str:
        """Return what was reached, and against whom where that wasn't the usual."""
        if best.won and best.grade is None:
            said = _("won in {seconds} s", seconds=f"{best.seconds:.1f}")
        else:
            said = _("{score} of {all}", score=best.score, all=best.goal)
        if best.grade is not None:
            said = str(best.score)
        return said if best.strength == USUAL_STRENGTH else f"{said}, {_(STRENGTH_WORDS[best.strength])}"

    def headroom(self, index: int) -> int:
        """A chapter's name stands over its first level, and over the way to make one where there is none."""
        return (
            self.context.type.height(Role.HEADING) + self.context.type.px(14) if self._is_first(index) else 0
        )

    def _is_first(self, index: int) -> bool:
        if index == len(self.levels):
            return not self.chapters[-1].levels
        return self.levels[index] in [chapter.levels[0] for chapter in self.chapters if chapter.levels]

    def draw_heading(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw a chapter's name, and how many of its levels are done."""
        type_ = self.context.type
        chapter = self._chapter(self.levels[index]) if index < len(self.levels) else self.chapters[-1]
        y = rect.bottom - type_.height(Role.HEADING) - type_.px(4)
        number = CHAPTERS.index(chapter.name) + 1 if chapter.name in CHAPTERS else None
        name = _(CHAPTER_WORDS[chapter.name])
        said = f"{number}  {name}" if number is not None else name
        ink = PAPER if chapter.open else MUTED
        label = type_.line(said, Role.HEADING, ink)
        screen.blit(label, (rect.x + type_.px(4), y))
        count = _("{done} of {all}", done=chapter.done, all=len(chapter.levels))
        if chapter.name == TODAY and self.today is not None:
            count = streak_words(self.context.folder, self.today.day) or count
        if not chapter.open:
            count = f"{count}   {_('closed')}"
        told = type_.line(count, Role.BODY, MUTED)
        screen.blit(
            told, (rect.right - told.get_width() - type_.px(4), rect.bottom - told.get_height() - type_.px(6))
        )

    def draw_row(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw its diagram, title, what it teaches, medal and best result."""
        if index == len(self.levels):
            self._draw_make(screen, index, rect)
            return
        level, type_ = self.levels[index], self.context.type
        chapter = self._chapter(level)
        pad, inset = type_.tx(14), type_.px(6)
        inks = self.draw_plate(screen, index, rect)
        if not chapter.open and index != self.menu.focus:
            inks = (MUTED, MUTED)
        picture = diagram(
            level.level, (round(1.62 * (rect.height - 2 * inset)), rect.height - 2 * inset), self._strip
        )
        if not chapter.open:
            picture = picture.copy()
            picture.set_alpha(90)
        screen.blit(picture, (rect.x + inset, rect.y + inset))
        best = self.best.get(level.name)
        right, mark = rect.right - pad, type_.tx(26)
        screen.blit(
            medal(best.medal if best is not None else None, mark), (right - mark, rect.centery - mark // 2)
        )
        right -= mark + type_.tx(10)
        if best is not None:
            words = type_.line(self._best_words(best), Role.SMALL_STRONG, inks[0])
            screen.blit(words, (right - words.get_width(), rect.centery - words.get_height() // 2))
            right -= words.get_width() + type_.tx(14)
        x = rect.x + inset + picture.get_width() + pad
        between = pygame.Rect(x, rect.y, right - x, rect.height)
        said = (level.title, level.teaches)
        if level.chapter != OWN:
            said = (_(level.title), self._told_today(chapter) or _(level.teaches))
        self.draw_title(screen, between, said, inks)

    def _told_today(self, chapter: Chapter) -> str:
        """Return how the day's try went where it has been played; "" where it is still to come."""
        if chapter.name != TODAY or self.today is None:
            return ""
        played = self.days.get(self.today.day)
        if played is None:
            return ""
        return _("Today's try: {score} of {all}. More tries are practice.", score=played.score, all=GOES)

    def _draw_make(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw the way into the editor, under one's own levels."""
        inset, pad = self.context.type.px(6), self.context.type.tx(14)
        inks = self.draw_plate(screen, index, rect)
        size = (round(WIDE * (rect.height - 2 * inset)), rect.height - 2 * inset)
        screen.blit(thumbnail("editor", size, self._strip), (rect.x + inset, rect.y + inset))
        x = rect.x + inset + size[0] + pad
        between = pygame.Rect(x, rect.y, rect.right - pad - x, rect.height)
        told = _("Put everybody in place, say what counts, try it at once, and keep it.")
        self.draw_title(screen, between, (_("Make a level"), told), inks)

    @property
    def _strip(self) -> Strip:
        settings = self.context.settings
        return strip_for(settings.palette, settings.patterns)
