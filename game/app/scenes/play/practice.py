"""Practice: a free pitch. Put team-mates, defenders and cones where you like, then play on from there."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pygame

from game.app.defender_view.model import STYLE_WORDS
from game.app.i18n import N_, _
from game.app.input.buttons import Buttons, Frame, Press
from game.app.render.follow_camera import FollowCamera
from game.app.render.icons import panel
from game.app.render.kits import strip_for
from game.app.render.pitch_view import PitchView, pitch_box, shirt_numbers
from game.app.render.theme import GOLD, PAPER, Role
from game.app.render.vector import ring, stamp
from game.app.scenes.menus.set_up import GROUNDS
from game.app.scenes.play.level import Play
from game.app.scenes.play.practice_bar import KINDS, WORDS, PracticeBar
from game.app.scenes.play.practice_layout import ItemKind, Layout, Point, last_plan
from game.app.shell.context import Context
from game.app.snapshot import Seen
from game.app.widgets.focus_list import FocusItem
from game.scenario.tables import STYLES

GRAB: Final = 0.9
"""Metres around a player within which the cursor means that player."""
CURSOR_SPEED: Final = 9.0
"""m/s of the cursor that keys and sticks move."""
TURN: Final = 15.0
"""Degrees that a notch of the mouse wheel turns a player."""
NEAREST, FARTHEST = 46.0, 22.0
"""Pixels per metre in a window 720 high."""


class Practice(Play):
    """The practice pitch: placing, and playing from what was placed."""

    name = "practice"
    teaches = False
    counts_passes = False
    haunted = False
    waits = False
    again = N_("From the start")
    leave_label = N_("Leave practice")

    @property
    def title(self) -> str:
        """What it is called in the menus."""
        return _("Practice")

    @property
    def pointer(self) -> bool:
        """Players are put in their places with it."""
        return self.editing

    def __init__(self, context: Context) -> None:
        self.plan: Layout = last_plan()
        self.editing = True
        self.kind = ItemKind.MATE
        self.cursor: Point | None = None
        """Metres; None until something moves it."""
        self.grabbed: int | None = None
        """What moves with the cursor."""
        self._mouse = True
        """Whether the mouse moved the cursor last."""
        self.bar = PracticeBar()
        self._before = Buttons()
        self._moves: Point = (0.0, 0.0)
        """Where a stick or keys push the cursor."""
        super().__init__(context, self.plan.file, self.plan.level())

    # From placing to playing and back

    def play_from_here(self) -> None:
        """Go on with play."""
        self.editing = False
        self.grabbed = None
        why = self.plan.keep()
        if why:
            self.context.tell(_("The practice pitch can't be kept ({why})", why=why))
        self._rebuild()
        self.say(_("R: from the start.  The pause menu leads back to placing"))
        self.context.devices.hold_back()

    def place(self) -> None:
        """Go back to placing, everybody where they were put."""
        self.editing = True
        self.grabbed = None
        self._rebuild()

    def _rebuild(self) -> None:
        """Make the level that the plan is now."""
        self.use(self.plan.level())
        self.resized()

    def change(self, plan: Layout) -> None:
        """Take another plan; the picture shows it at once."""
        if plan is not self.plan:
            self.plan = plan
            self._rebuild_quietly()

    def _rebuild_quietly(self) -> None:
        """Put everybody in their new place; only another ground or other cones need new grass."""
        before = self.level
        self.use(self.plan.level())
        if (before.cones, before.pitch) != (self.level.cones, self.level.pitch):
            self.resized()
        self.stage.numbers = shirt_numbers(self.level)

    def resized(self) -> None:
        """Show all of the pitch while players are placed, less of it in play."""
        settings, type_, size = self.context.settings, self.context.type, self.context.window.size
        box = pitch_box(self.session.pitch)
        if self.editing:
            # The bar below must not hide the near line.
            bar = PracticeBar.room(type_) / size[1]
            box = (box[0], box[1] - bar * (box[3] - box[1]), box[2], box[3])
        follow_camera = FollowCamera(
            box,
            size,
            type_.unit,
            nearest=NEAREST,
            farthest=FARTHEST,
            calm=settings.reduced_motion or self.editing,
        )
        strip = strip_for(settings.palette, settings.patterns)
        numbers = shirt_numbers(self.level)
        self.stage = PitchView(
            self.session.pitch, box, type_, size, numbers=numbers, strip=strip, follow_camera=follow_camera
        )
        if not self.editing:
            self.stage.restart((float(self.now.ball[0]), float(self.now.ball[1])))
        self.card.resized()

    def leave(self) -> None:
        """Go back to what there is to play."""
        self.plan.keep()
        self.context.nav.to_modes("practice")

    def pause_entries(self) -> list[FocusItem]:
        """Return the ground and the defenders, beside what a level has."""

        def surface() -> str:
            return _(dict(GROUNDS)[self.plan.surface])

        def next_surface(by: int = 1) -> None:
            names = [name for name, _word in GROUNDS]
            after = names[(names.index(self.plan.surface) + by) % len(names)]
            self.change(replace(self.plan, surface=after))

        def style() -> str:
            return _(STYLE_WORDS[self.plan.style])

        def next_style(by: int = 1) -> None:
            after = STYLES[(STYLES.index(self.plan.style) + by) % len(STYLES)]
            self.change(replace(self.plan, style=after))

        entries = [
            FocusItem(_("Ground"), next_surface, surface, next_surface),
            FocusItem(_("Defenders"), next_style, style, next_style),
        ]
        if not self.editing:
            entries.insert(0, FocusItem(_("Move the players"), self._place_from_pause))
        return [*entries, *super().pause_entries()]

    def _place_from_pause(self) -> None:
        self.place()
        self.context.pop()

    # Input

    def handle(self, frame: Frame) -> None:
        """Give everything but pause and help its own meaning while players are placed."""
        if not self.editing:
            super().handle(frame)
            return
        wanted = {Press.HELP} if frame.second_click is not None else {Press.HELP, Press.PAUSE}
        kept = tuple(p for p in frame.presses if p in wanted)
        super().handle(replace(frame, presses=kept, people=(Buttons(), Buttons()), own=((), ())))
        if self.context.scene is not self:
            return
        held = frame.people[0]
        goes_on = held.fake and not self._before.fake
        turns = held.switch and not self._before.switch
        self._before = held
        if self._with_the_mouse(frame):
            return
        self._moves = held.move
        if turns:
            self._next_kind()
        if goes_on or Press.RESTART in frame.presses:
            self.play_from_here()
            return
        for press in frame.presses:
            if press is Press.ACCEPT:
                self._take_or_put()
            elif press is Press.DELETE:
                self._remove()

    def _with_the_mouse(self, frame: Frame) -> bool:
        """Take or put with a click, move by dragging, remove with the other button, turn with the wheel."""
        if frame.pointer is not None:
            self.cursor, self._mouse = self.stage.camera.ground(*frame.pointer), True
            if self.grabbed is not None and frame.drag:
                self.change(self.plan.move(self.grabbed, self.cursor))
        if frame.second_click is not None:
            self.cursor = self.stage.camera.ground(*frame.second_click)
            self._remove()
        if frame.wheel and self.cursor is not None:
            under = self.plan.near(self.cursor, GRAB)
            if under is not None:
                self.change(self.plan.turn(under, TURN if frame.wheel > 0 else -TURN))
        if frame.click is not None:
            return self._clicked(frame.click)
        if self._mouse and not frame.drag:
            self.grabbed = None
        return False

    def _clicked(self, at: Point) -> bool:
        if self.bar.go.collidepoint(at):
            self.play_from_here()
            return True
        if self.bar.menu.collidepoint(at):
            self.context.nav.pause(self)
            return True
        for kind, rect in self.bar.kinds.items():
            if rect.collidepoint(at):
                self.kind = kind
                return True
        self.cursor, self._mouse = self.stage.camera.ground(*at), True
        under = self.plan.near(self.cursor, GRAB)
        if under is None:
            self._put()
            under = self.plan.near(self.cursor, GRAB)
        self.grabbed = under
        return True

    def _take_or_put(self) -> None:
        """Take what is under the cursor, put down what is held, or put something new."""
        if self.cursor is None:
            return
        if self.grabbed is not None:
            self.grabbed = None
        else:
            self.grabbed = self.plan.near(self.cursor, GRAB)
            if self.grabbed is None:
                self._put()
        self.context.sounds.play("tick", 0.6)

    def _put(self) -> None:
        assert self.cursor is not None
        after = self.plan.add(self.kind, self.cursor)
        if after is self.plan:
            self.say(_("There is no room for more here"))
        self.change(after)

    def _remove(self) -> None:
        under = self.plan.near(self.cursor, GRAB) if self.cursor is not None else None
        if under is None:
            return
        if self.plan.things[under].kind is ItemKind.YOU:
            self.say(_("You stay: somebody has to have the ball"))
        self.grabbed = None
        self.change(self.plan.remove(under))

    def _next_kind(self) -> None:
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.context.sounds.play("tick", 0.6)

    # Time

    def update(self, seconds: float) -> None:
        """Move the cursor, and the camera after it; nothing else moves while players are placed."""
        if not self.editing:
            super().update(seconds)
            return
        self.time += seconds
        self._seconds = seconds
        x, y = self._moves
        if x or y:
            self._mouse = False
            here = self.cursor or self.plan.things[0].at
            self.cursor = (here[0] + x * CURSOR_SPEED * seconds, here[1] + y * CURSOR_SPEED * seconds)
            if self.grabbed is not None:
                self.change(self.plan.move(self.grabbed, self.cursor))
                self.cursor = self.plan.things[self.grabbed].at

    # Drawing

    def draw(self, screen: pygame.Surface) -> None:
        """Draw play, or the pitch with cursor and buttons, and the names of you and of the player meant."""
        if not self.editing:
            super().draw(screen)
            return
        seen = self.seen()
        self.stage.draw(screen, seen, self._seconds, self.skid)
        self._draw_words(screen, seen)
        self._draw_cursor(screen)
        self.bar.draw(screen, self.context, self.kind, self._mouse)
        self.draw_toast(screen)

    def _draw_words(self, screen: pygame.Surface, seen: Seen) -> None:
        type_, camera, k = self.context.type, self.stage.camera, self.stage.figures.k
        players = self.plan.players
        under = self._meant()
        meant = None if under is None else self.plan.things[under]
        for number, (x, y) in enumerate(seen.pos):
            if players[number] is not meant and players[number].kind is not ItemKind.YOU:
                continue
            colour = GOLD if players[number].kind is ItemKind.YOU else PAPER
            word = type_.line(_(WORDS[players[number].kind]), Role.SMALL, colour)
            size = (word.get_width() + type_.tx(14), word.get_height() + type_.tx(2))
            px, py = camera.at(float(x), float(y))
            at = (px, py + 0.62 * k)
            stamp(screen, panel(size, size[1] // 2, alpha=170), at)
            stamp(screen, word, at)

    def _meant(self) -> int | None:
        """Return what is held or lies under the cursor."""
        if self.grabbed is not None or self.cursor is None:
            return self.grabbed
        return self.plan.near(self.cursor, GRAB)

    def _draw_cursor(self, screen: pygame.Surface) -> None:
        if self.cursor is None:
            return
        type_, camera, k = self.context.type, self.stage.camera, self.stage.figures.k
        under = self._meant()
        at = camera.at(*(self.plan.things[under].at if under is not None else self.cursor))
        size = round(0.5 * k) if under is not None else type_.px(11)
        sprite = ring(size, max(2.0, type_.unit * 3.0), GOLD if under is not None else PAPER, 230)
        stamp(screen, sprite, at)
        if under is None and not self._mouse:
            word = type_.line(_(WORDS[self.kind]), Role.SMALL_STRONG, PAPER)
            size_2 = (word.get_width() + type_.tx(14), word.get_height() + type_.tx(2))
            spot = (at[0], at[1] - type_.px(26))
            stamp(screen, panel(size_2, size_2[1] // 2, alpha=205), spot)
            stamp(screen, word, spot)
