"""The editor: put everybody in place, say what counts, try it at once, keep it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import pygame

from game.app.i18n import _, say
from game.app.input.buttons import Frame, Press
from game.app.input.devices import press_of
from game.app.input.keys import key_label
from game.app.scenes.editor.canvas import Canvas, Pointing, ToolRoom
from game.app.scenes.editor.commands import EditorCommands
from game.app.scenes.editor.help_line import Hint, draw_foot, foot_height
from game.app.scenes.editor.panel import PropertyPanel
from game.app.scenes.editor.pointer import PitchHand
from game.app.scenes.editor.properties.pages import rows_of_page
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.question_moment import QuestionMoment
from game.app.scenes.editor.toolbar import TOOL_WORDS, TOOLS, Toolbar
from game.app.shell.context import Context, Scene
from game.app.snapshot import Seen
from game.scenario.editing.draft import Draft, person, rows, what_is_missing
from game.scenario.editing.own import LevelFile, keep_aside

_DEED_KEYS: Final = {
    "T": "try",
    "L": "level",
    "O": "task",
    "F": "stops",
    "C": "copy",
    "R": "run",
    "G": "snap",
}
_PAD_DEEDS: Final = {
    "start": "menu",
    "back": "undo",
    "rightstick": "redo",
    "y": "panel",
    "leftshoulder": "before",
    "rightshoulder": "after",
    "lefttrigger": "left",
    "righttrigger": "right",
    "leftstick": "run",
}


class Editor(Scene):
    """A level while it is made."""

    name = "editor"

    def __init__(self, context: Context, draft: Draft, file: LevelFile, *, kept: bool = True) -> None:
        """``kept``: whether nothing would be lost if it were left as it is."""
        super().__init__(context)
        self.state = EditorState(context, draft, file, kept=kept)
        self.canvas = Canvas(context, draft)
        self.toolbar = Toolbar()
        self.panel = PropertyPanel(context)
        self.hand = PitchHand(self.state, self.canvas)
        self.moment = QuestionMoment()
        self.deeds = EditorCommands(self, self.state, self.hand, self.panel)
        self._page: object = None
        self._seconds = 0.0
        self.state.refresh = self.refresh
        self.resized()
        self.refresh()

    def opened(self) -> None:
        """Back from a try or a menu: nothing is held any more."""
        self.context.devices.stand_up()
        self.context.devices.two_people = False
        self.hand.let_go()
        self.refresh()
        self.context.trace.note("editor", title=self.state.draft["title"])

    def closed(self) -> None:
        """Keys are keys again. What nobody saved or gave up is there when the editor is opened next."""
        self.panel.stop_typing()
        state = self.state
        if state.history.unsaved and not state.given_up and not what_is_missing(state.draft):
            with suppress(OSError):  # the program ends: there is nobody left to tell
                keep_aside(state.draft, state.file.opened)

    def resized(self) -> None:
        """Leave the pitch as much of the window as the tools don't need."""
        type_ = self.context.type
        self.canvas.fit(ToolRoom(Toolbar.room(type_), PropertyPanel.room(type_), foot_height(type_)))

    def refresh(self) -> None:
        """Show the draft as it is now."""
        state = self.state
        self.canvas.show(state.draft)
        self.canvas.later = self._later()
        page = state.page or state.chosen
        title, rows = rows_of_page(state)
        self.panel.fill(title, rows, fresh=page != self._page)
        self._page = page
        self.context.trace.note("draft", players=len(state.draft["player"]), page=state.page, tool=state.tool)

    def _later(self) -> Seen | None:
        """Return the moment of the question that is open, if one is."""
        page = self.state.page.split()
        freezes = rows(self.state.draft, "freeze")
        if len(page) < 2 or page[0] != "stops" or int(page[1]) > len(freezes):
            return None
        return self.moment.at(self.state.draft, float(freezes[int(page[1]) - 1]["at"]))

    # Input

    def handle(self, frame: Frame) -> None:
        """Give the frame to whatever is at work: typing, a place that is asked for, the panel, the pitch."""
        if self.panel.typing is not None:
            self.panel.handle(frame)
            return
        if frame.lost_focus:
            self.hand.let_go()
        if self._mouse(frame):
            return
        wishes, repeats = self._in_order(frame)
        for wanted in (*wishes, *repeats):
            if isinstance(wanted, str):
                self.deeds.do(wanted)
            else:
                self.hand.repeats = wanted in repeats and wanted not in wishes
                self._press(wanted)
            if self.context.scene is not self or self.panel.typing is not None:
                return

    def _press(self, press: Press) -> None:
        """Give a press to the panel or to the hand over the pitch, whichever is at work."""
        if not self.panel.active or self.state.pick is not None:
            if press is Press.BACK:
                self._back()
            else:
                self.hand.press(press)
        elif press is not Press.BACK:
            self.panel.press(press)
        elif self.state.page:
            self.deeds.up()
            self.panel.active = self.state.page != ""
        else:
            self.panel.active = False

    def _back(self) -> None:
        """Leave what was begun last; where there is nothing, open the menu."""
        state = self.state
        if state.pick is not None:
            state.pick = None
        elif self.hand.held is not None:
            self.hand.let_go()
        elif state.page:
            self.deeds.up()
        elif state.chosen is not None:
            state.choose(None)
        elif state.tool != "move":
            state.tool = "move"
        else:
            self.deeds.do("menu")

    def _in_order(self, frame: Frame) -> tuple[list[Press | str], list[Press]]:
        """Return names of deeds and presses of keys as they were pressed; and what a held direction repeats.

        A slow picture brings several at once, and each must find what the one before it left.
        """
        down = self.context.devices.is_down
        shift = down(pygame.KSCAN_LSHIFT) or down(pygame.KSCAN_RSHIFT)
        wanted: list[Press | str] = []
        rest = list(frame.presses)
        for code in frame.keys:
            press = press_of(code)
            if press in rest:
                rest.remove(press)
            ctrl = code in frame.ctrl_keys
            name = self._with_ctrl(code, shift=shift) if ctrl else self._deed(code)
            if name:
                wanted.append(name)
            elif press is not None and not ctrl:
                wanted.append(press)
        if frame.raw_button is not None and frame.raw_button[1] in _PAD_DEEDS:
            wanted.append(_PAD_DEEDS[frame.raw_button[1]])
        return wanted, rest

    @staticmethod
    def _with_ctrl(code: int, *, shift: bool) -> str:
        return {"Z": "redo" if shift else "undo", "Y": "redo", "S": "save", "D": "copy"}.get(
            key_label(code), ""
        )

    @staticmethod
    def _deed(code: int) -> str:
        """Return what a key does here besides moving and choosing, or nothing."""
        if code == pygame.KSCAN_TAB:
            return "panel"
        if pygame.KSCAN_1 <= code < pygame.KSCAN_1 + len(TOOLS):
            return TOOLS[code - pygame.KSCAN_1]
        if code in (pygame.KSCAN_Q, pygame.KSCAN_E):
            return "left" if code == pygame.KSCAN_Q else "right"
        return _DEED_KEYS.get(key_label(code), "")

    def _mouse(self, frame: Frame) -> bool:
        """Take the mouse; returns whether it did something that ends the frame."""
        if frame.pointer is not None:
            self.hand.point(frame.pointer)
        if frame.wheel:
            if not self.panel.wheel(self.hand.pixel, frame.wheel):
                self.deeds.turn(1 if frame.wheel > 0 else -1)
            return True
        if frame.second_click is not None:
            self.hand.point(frame.second_click)
            if self.state.pick is not None:
                self.state.pick = None
            elif not self._over_tools(frame.second_click):
                self.hand.remove()
            return True
        if frame.click is not None:
            self._click(frame.click)
            return True
        if self.hand.by_mouse and self.hand.held is not None:
            if frame.drag:
                self.hand.drag()
            else:
                self.hand.let_go()
        return False

    def _over_tools(self, at: tuple[float, float]) -> bool:
        foot = self.context.window.size[1] - foot_height(self.context.type)
        return at[1] < Toolbar.room(self.context.type) or at[1] > foot or self.panel.area.collidepoint(at)

    def _click(self, at: tuple[float, float]) -> None:
        self.hand.point(at)
        name = self.toolbar.at(at)
        if name is not None:
            self.deeds.do(name)
        elif self.panel.click(at, self.state.history.pause):
            self.panel.active = True
        elif not self._over_tools(at):
            self.panel.active = False
            self.hand.click()

    # Time and drawing

    def update(self, seconds: float) -> None:
        """Nothing moves; what is drawn is smoothed."""
        self._seconds = seconds

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the pitch, the bar over it, the panel beside it, and the keys."""
        type_, state = self.context.type, self.state
        label = "" if state.tool == "move" or self.hand.held is not None else _(TOOL_WORDS[state.tool])
        if state.tool in ("mate", "opponent") and person(state.draft) is None:
            label = _("You")
        if state.pick is not None:
            label = state.pick.label
        pointing = Pointing(
            self.hand.cursor if not self.panel.active or state.pick is not None else None,
            state.chosen,
            None if state.pick is not None else self.hand.under(),
            self.hand.held is not None,
            label,
            self.hand.by_mouse,
        )
        self.canvas.draw(screen, self._seconds, pointing)
        self.toolbar.draw(screen, self.context, state.tool, self.deeds.idle(), self.context.strip)
        self.toolbar.draw_word(screen, type_, self.hand.pixel if self.hand.by_mouse else None)
        self.panel.draw(screen, Toolbar.room(type_), foot_height(type_))
        said = state.pick.label if state.pick is not None else say(what_is_missing(state.draft))
        if self.canvas.later is not None and not said:
            said = _("When play stops, if nobody touches a key")
        draw_foot(screen, type_, said, self._hints(), pad=self.context.pad_in_use)

    def _hints(self) -> list[Hint]:
        """Return the keys of the moment."""
        pad, state = self.context.pad_in_use, self.state
        enter, back, away = ("A", "B", "X") if pad else (_("Enter"), _("Esc"), _("Del"))
        if self.panel.typing is not None:
            return [(enter, _("take it")), (back, _("leave it as it was"))]
        if state.pick is not None:
            return [("UP+DOWN+LEFT+RIGHT", _("move")), (enter, _("here")), (back, _("never mind"))]
        tab = "Y" if pad else _("Tab")
        if self.panel.active:
            hints = [("UP+DOWN", _("choose")), ("LEFT+RIGHT", _("change")), (enter, _("take"))]
            return [*hints, (away, _("clear")), (tab, _("to the pitch")), (back, _("back"))]
        if self.hand.held is not None:
            return [("UP+DOWN+LEFT+RIGHT", _("move")), (enter, _("put down")), (away, _("take away"))]
        hints = [(enter, _("take") if self.hand.under() is not None or state.tool == "move" else _("put"))]
        if state.chosen is not None:
            turns = ("LT+RT",) if pad else ("Q+E",)
            if state.chosen.kind == "player":
                hints += [(turns[0], _("turn")), ("LS" if pad else "R", _("run"))]
            hints += [(away, _("take away")), (tab, _("change it"))]
        tools = ("LB+RB", _("what to put")) if pad else ("1-8", _("what to put"))
        if pad:
            return [*hints, tools, ("Start", _("menu")), ("Back", _("undo"))]
        return [*hints, tools, ("T", _("try it")), (f"{_('Ctrl')}+Z", _("undo")), (back, _("menu"))]
