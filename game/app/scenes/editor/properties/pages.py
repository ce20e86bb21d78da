"""What the panel shows: the chosen thing, the level, its task, its questions."""

from __future__ import annotations

from game.app.i18n import _
from game.app.scenes.editor.properties.freeze_rows import freeze_rows, option_rows, stop_rows
from game.app.scenes.editor.properties.grade_rows import bonus_list, bonus_rows, called_rows, grade_rows
from game.app.scenes.editor.properties.level_rows import level_rows
from game.app.scenes.editor.properties.link_rows import add_rows, link_rows
from game.app.scenes.editor.properties.more_rows import MORE_WORDS, list_rows, one_rows, one_title
from game.app.scenes.editor.properties.rows import PanelRow
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.properties.task_rows import GRADE_LABELS, kind_rows, task_rows
from game.app.scenes.editor.properties.thing_rows import rows_of
from game.scenario.editing.draft import rows
from game.scenario.editing.task import links_of


def rows_of_page(state: EditorState) -> tuple[str, list[PanelRow]]:
    """Return the panel's title and rows; none where nothing is chosen."""
    page = state.page.split()
    if not page:
        return rows_of(state, state.chosen) if state.chosen is not None else ("", [])
    if page[0] == "level":
        return _level_page(state, page[1:])
    if page[0] == "task":
        return _task_page(state, page[1:])
    return _stop_page(state, page[1:])


def _level_page(state: EditorState, rest: list[str]) -> tuple[str, list[PanelRow]]:
    kind = rest[0] if rest else ""
    if kind not in MORE_WORDS:
        return _("The level"), level_rows(state)
    place = int(rest[1]) - 1 if len(rest) > 1 else -1
    if not 0 <= place < len(rows(state.draft, kind)):
        return _(MORE_WORDS[kind]), list_rows(state, kind)
    return one_title(kind, place), one_rows(state, kind, place)


def _task_page(state: EditorState, rest: list[str]) -> tuple[str, list[PanelRow]]:
    if rest == ["kinds"]:
        return _("Choose a task"), kind_rows(state)
    if rest and rest[0] in ("grade", "bonus", "called"):
        return _besides(state, rest) if links_of(state.draft) else (_("The task"), task_rows(state))
    place = int(rest[0]) - 1 if rest else -1
    if not 0 <= place < len(links_of(state.draft)):
        return _("The task"), task_rows(state)
    if rest[1:] == ["add"]:
        return _("Add a condition"), add_rows(state, place, f"task {place + 1}")
    return _("Step {n}", n=place + 1), link_rows(state, place)


def _besides(state: EditorState, rest: list[str]) -> tuple[str, list[PanelRow]]:
    """Return a page of what counts besides the steps: a grade, what is worth more, who is called."""
    if rest[0] == "called":
        return _("Called out"), called_rows(state)
    adds = rest[-1] == "add"
    if rest[0] == "grade":
        name = rest[1] if rest[1:2] and rest[1] in GRADE_LABELS else "done"
        if adds:
            return _("Add a condition"), add_rows(state, ("with", name), f"task grade {name}")
        return _(GRADE_LABELS[name]), grade_rows(state, name)
    place = int(rest[1]) - 1 if len(rest) > 1 else -1
    if not 0 <= place < len(state.draft["objective"].get("bonus", [])):
        return _("Worth more"), bonus_list(state)
    if adds:
        return _("Add a condition"), add_rows(state, ("bonus", place), f"task bonus {place + 1}")
    return _("Worth more"), bonus_rows(state, place)


def _stop_page(state: EditorState, rest: list[str]) -> tuple[str, list[PanelRow]]:
    freezes = rows(state.draft, "freeze")
    place = int(rest[0]) - 1 if rest else -1
    if not 0 <= place < len(freezes):
        return _("Questions"), freeze_rows(state)
    option = int(rest[1]) - 1 if len(rest) > 1 else -1
    if not 0 <= option < len(freezes[place]["options"]):
        return _("Question {n}", n=place + 1), stop_rows(state, place)
    return _("Answer {n}", n=option + 1), option_rows(state, place, option)
