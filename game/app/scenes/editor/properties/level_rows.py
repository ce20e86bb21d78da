"""The panel's rows for the level as a whole: title, size and ground, what holds in it."""

from __future__ import annotations

from game.app.i18n import _
from game.app.scenes.editor.properties.more_rows import ways_in
from game.app.scenes.editor.properties.player_rows import YES_NO
from game.app.scenes.editor.properties.rows import PanelRow, TypedText, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.menus.levels import CHAPTER_WORDS
from game.app.scenes.menus.set_up import GROUNDS
from game.scenario.editing.draft import changed
from game.scenario.editing.edits import resize, with_both_goals
from game.scenario.editing.task import links_of
from game.scenario.schema import CHAPTERS


def level_rows(state: EditorState) -> list[PanelRow]:
    """Return what can be said of the level."""
    draft = state.draft
    pitch = draft["pitch"]

    def put(key: str, value: str) -> bool:
        if not value:
            return False
        after = changed(state.draft)
        after[key] = value
        state.do(after)
        return True

    def longer(by: int) -> None:
        state.do(resize(draft, stepped(pitch["length"], by, 1.0, 8.0, 120.0), pitch["width"]), "length")

    def wider(by: int) -> None:
        state.do(resize(draft, pitch["length"], stepped(pitch["width"], by, 1.0, 6.0, 90.0)), "width")

    def ground(by: int) -> None:
        after = changed(draft)
        names = [name for name, _word in GROUNDS]
        after["pitch"]["surface"] = among(names, pitch.get("surface", "dry"), by)
        state.do(after)

    def snap(_by: int) -> None:
        state.snaps = not state.snaps
        state.refresh()

    title = TypedText(draft["title"], lambda said: put("title", said), 60)
    teaches = TypedText(draft["teaches"], lambda said: put("teaches", said), 160)
    file = state.file.path.name if state.file.path else _("not kept yet")
    return [
        PanelRow(_("Title"), draft["title"], typed=title),
        PanelRow(_("What it teaches"), draft["teaches"], typed=teaches),
        PanelRow(_("Pitch length"), _("{n:g} m", n=pitch["length"]), longer),
        PanelRow(_("Pitch width"), _("{n:g} m", n=pitch["width"]), wider),
        PanelRow(_("Ground"), _(dict(GROUNDS)[pitch.get("surface", "dry")]), ground),
        _switch(state, _("Sees only ahead"), "vision", "limited", usual=False),
        _switch(state, _("Offside counts"), "laws", "offside", usual=False),
        _free_play(state),
        *_touches(state),
        *_given_back(state),
        _switch(state, _("Opponents remember"), "laws", "memory", usual=True),
        *ways_in(state),
        *_season_rows(state),
        PanelRow(_("Half-metre grid"), _(YES_NO[state.snaps]), snap),
        PanelRow(_("File: {name}", name=file), note=True),
    ]


def _season_rows(state: EditorState) -> list[PanelRow]:
    """Return where the level list has it, what the texts say about it, and its luck."""
    draft = state.draft
    chapter, point = draft.get("chapter"), draft.get("coaching_point", "")
    chapters: list[str | None] = [None, *CHAPTERS]

    def put(key: str, value: object, going_on: str = "") -> None:
        after = changed(state.draft)
        after.pop(key, None)
        state.do({**after, key: value} if value is not None else after, going_on)

    def told(said: str) -> bool:
        put("coaching_point", said or None)
        return True

    def luck(by: int) -> None:
        seed = int(draft.get("seed", 0)) + by
        put("seed", max(seed, 0) or None, "seed")

    word = _(CHAPTER_WORDS[chapter]) if chapter in CHAPTER_WORDS else _("none")
    return [
        PanelRow(_("Chapter"), word, lambda by: put("chapter", among(chapters, chapter, by))),
        PanelRow(_("Coaching point"), point, typed=TypedText(point, told, 160)),
        PanelRow(_("Luck"), str(draft.get("seed", 0)), luck),
    ]


def _set(state: EditorState, table: str, key: str, value: object, usual: object) -> None:
    """Set a key of a table, which goes where it says nothing unusual any more."""
    after = changed(state.draft)
    found = after.setdefault(table, {})
    if value == usual:
        found.pop(key, None)
    else:
        found[key] = value
    if not found:
        del after[table]
    state.do(with_both_goals(after))


def _switch(state: EditorState, label: str, table: str, key: str, *, usual: bool) -> PanelRow:
    now = bool(state.draft.get(table, {}).get(key, usual))
    return PanelRow(label, _(YES_NO[now]), lambda _by: _set(state, table, key, not now, usual))


def _free_play(state: EditorState) -> PanelRow:
    free = state.draft.get("laws", {}).get("play", "drill") == "free"

    def swap(_by: int) -> None:
        _set(state, "laws", "play", "drill" if free else "free", "drill")

    return PanelRow(_("Played as"), _("as in a match") if free else _("a drill"), swap)


def _given_back(state: EditorState) -> list[PanelRow]:
    """Return whether a ball that is lost comes back, where a task in steps goes on without goes."""
    if not links_of(state.draft) or "goes" in state.draft["objective"]:
        return []
    return [_switch(state, _("A lost ball comes back"), "laws", "given_back", usual=False)]


def _touches(state: EditorState) -> list[PanelRow]:
    """Return how many touches the person may have, where a task in steps counts them."""
    if not links_of(state.draft):
        return []
    now = state.draft.get("laws", {}).get("touches")

    def other(by: int) -> None:
        _set(state, "laws", "touches", among((None, 1, 2, 3), now, by), None)

    return [PanelRow(_("Touches allowed"), str(now) if now else _("as many as one likes"), other)]
