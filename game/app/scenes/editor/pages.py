"""What the panel shows: the chosen thing, the level, its task, its questions."""

from __future__ import annotations

from game.app.i18n import _
from game.app.scenes.editor.level_rows import level_rows
from game.app.scenes.editor.rows import PanelRow
from game.app.scenes.editor.state import EditorState
from game.app.scenes.editor.thing_rows import rows_of


def rows_of_page(state: EditorState) -> tuple[str, list[PanelRow]]:
    """Return the panel's title and rows; none where nothing is chosen."""
    if state.page == "level":
        return _("The level"), level_rows(state)
    if state.chosen is not None:
        return rows_of(state, state.chosen)
    return "", []
