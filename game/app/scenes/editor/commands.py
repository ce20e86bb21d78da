"""What buttons and keys of the editor do, by name."""

from __future__ import annotations

from collections.abc import Callable

from game.app.i18n import _, say
from game.app.scenes.editor.leaving import ask_before_leaving, draw_menu_of
from game.app.scenes.editor.panel import PropertyPanel
from game.app.scenes.editor.pointer import PitchHand
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.toolbar import TOOLS
from game.app.scenes.editor.trial import Trial
from game.app.shell.context import Scene
from game.app.shell.file_faults import fault_words
from game.app.widgets.focus_list import FocusItem
from game.core.state import World
from game.scenario.editing.draft import level_of, what_is_missing
from game.scenario.editing.edits import copy_of, run_to, turn
from game.scenario.editing.moment import moment_of_level
from game.scenario.errors import LevelError

TURN = 15.0


class EditorCommands:
    """Everything that can be asked of the editor."""

    def __init__(self, scene: Scene, state: EditorState, hand: PitchHand, panel: PropertyPanel) -> None:
        self.scene, self.state, self.hand, self.panel = scene, state, hand, panel
        self.context = state.context

    def idle(self) -> frozenset[str]:
        """Return the deeds that there is nothing to do for now."""
        history = self.state.history
        found = set()
        if not history.can_undo:
            found.add("undo")
        if not history.can_redo:
            found.add("redo")
        if not history.unsaved and self.state.file.path is not None:
            found.add("save")
        return frozenset(found)

    def do(self, name: str) -> None:
        """Carry out a deed, or take another tool."""
        state = self.state
        if name in TOOLS:
            state.tool, state.pick = name, None
            self.panel.active = False
        elif name in ("before", "after"):
            by = 1 if name == "after" else -1
            state.tool = TOOLS[(TOOLS.index(state.tool) + by) % len(TOOLS)]
        elif name in ("undo", "redo"):
            self._undo(name)
        elif name in ("left", "right"):
            self.turn(1 if name == "left" else -1)
        elif name in ("level", "task", "stops"):
            self._page(name)
        elif name == "panel":
            self._panel()
        elif name == "copy":
            self._copy()
        elif name == "run":
            self._run()
        elif name == "snap":
            state.snaps = not state.snaps
            self.context.tell(_("Snaps to half metres") if state.snaps else _("Snaps to nothing"))
            state.refresh()
        elif name == "save":
            self.save()
        elif name == "try":
            self.play()
        elif name == "menu":
            self.context.push(draw_menu_of(self.context, state.draft["title"], self._menu()))
            return
        self.context.sounds.play("tick", 0.5)

    def _undo(self, name: str) -> None:
        history = self.state.history
        self.hand.let_go()
        if not (history.undo() if name == "undo" else history.redo()):
            self.context.tell(
                _("There is nothing to undo") if name == "undo" else _("There is nothing to redo")
            )
        self.state.do(history.now)

    def turn(self, by: int) -> None:
        """Turn the player who is chosen, or under the hand."""
        under = self.hand.under()
        thing = self.state.chosen or (under.thing if under is not None else None)
        if thing is not None and thing.kind == "player":
            now = float(self.state.draft["player"][thing.number].get("facing", 0.0))
            self.state.do(turn(self.state.draft, thing.number, now + by * TURN), f"turn {thing.number}")

    def _page(self, name: str) -> None:
        state = self.state
        state.show("" if state.page == name else name)
        self.panel.active = bool(state.page)

    def up(self) -> None:
        """Go from a page to the one it belongs to."""
        page = self.state.page
        self.state.show(page.rpartition(" ")[0])

    def _panel(self) -> None:
        panel = self.panel
        if not panel.is_open:
            under = self.hand.under()
            if under is None:
                self._page("level")
                return
            self.state.choose(under.thing)
        self.hand.let_go()
        panel.active = not panel.active

    def _copy(self) -> None:
        state = self.state
        if state.chosen is None:
            self.context.tell(_("Choose what to copy first"))
            return
        after, copied = copy_of(state.draft, state.chosen)
        if copied is not None:
            state.do(after)
            state.choose(copied)

    def _run(self) -> None:
        state, thing = self.state, self.state.chosen
        if thing is None or thing.kind != "player":
            self.context.tell(_("Choose a player first"))
            return
        if state.draft["player"][thing.number].get("control", "cpu") != "cpu":
            self.context.tell(_("Only the computer's players can be told where to run"))
            return
        number = thing.number
        state.ask_for(_("Where to?"), lambda at: run_to(state.draft, number, at))

    # Playing and keeping

    def _fault(self) -> str:
        """Return what is wrong with the level, or nothing."""
        missing = what_is_missing(self.state.draft)
        if missing:
            return say(missing)
        try:
            level_of(self.state.draft, _("level"))
        except LevelError as error:
            return fault_words(error)
        return ""

    def play(self) -> None:
        """Play what is there now, from its first moment."""
        fault = self._fault()
        if fault:
            self.context.tell(fault)
            return
        level = level_of(self.state.draft, _("level"))
        self.context.push(Trial(self.context, level, self._back, self._begin_at))

    def _back(self) -> None:
        self.context.back_to(self.scene)

    def _begin_at(self, world: World) -> None:
        """Make a moment of the try the level's first one."""
        self.state.do(moment_of_level(self.state.draft, world))
        self.context.back_to(self.scene)

    def save(self) -> bool:
        """Keep the level as a file; returns whether it is kept."""
        state = self.state
        fault = self._fault()
        if fault:
            self.context.tell(fault)
            return False
        try:
            state.file = state.file.save(state.draft)
        except OSError as error:
            self.context.tell(_("The level can't be kept ({why})", why=error.strerror or str(error)))
            return False
        state.history.saved()
        path = state.file.path
        assert path is not None
        self.context.tell(_("Kept as {file}. It stands under Levels, Your own.", file=path.name))
        self.context.trace.note("kept", file=str(path))
        state.refresh()
        return True

    # The menu

    def _menu(self) -> list[FocusItem]:
        return [
            FocusItem(_("Go on"), self.context.pop),
            FocusItem(_("Try it"), self._closing("try")),
            FocusItem(_("Save"), self._closing("save")),
            FocusItem(_("The level"), self._closing("level")),
            FocusItem(_("The task"), self._closing("task")),
            FocusItem(_("Questions"), self._closing("stops")),
            FocusItem(_("Undo"), self._closing("undo")),
            FocusItem(_("Redo"), self._closing("redo")),
            FocusItem(_("Leave"), self._leave),
        ]

    def _closing(self, name: str) -> Callable[[], None]:
        def act() -> None:
            self.context.pop()
            self.do(name)

        return act

    def _leave(self) -> None:
        """Go where one came from; ask first where something isn't kept."""
        self.context.pop()
        if not self.state.history.unsaved:
            self.context.pop()
            return
        entries = [
            FocusItem(_("Save"), self._save_and_leave),
            FocusItem(_("Leave without saving"), self._leave_all),
            FocusItem(_("Go on"), self.context.pop),
        ]
        self.context.push(ask_before_leaving(self.context, entries))

    def _leave_all(self) -> None:
        self.state.given_up = True
        self.context.pop()
        self.context.pop()

    def _save_and_leave(self) -> None:
        self.context.pop()
        if self.save():
            self.context.pop()
