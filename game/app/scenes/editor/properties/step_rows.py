"""The panel's rows for one step of the sound or the poor way to play a level."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.i18n import N_, _
from game.app.scenes.editor.properties.plan_rows import plan_rows
from game.app.scenes.editor.properties.player_rows import YES_NO
from game.app.scenes.editor.properties.rows import PanelRow, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import Draft, Point, ids, inside, person
from game.scenario.editing.tables import Path, act_of, mates_of, table_at, with_act, with_key
from game.scenario.plays import ACTS

ACT_WORDS: Final = {
    "pass": N_("Pass"),
    "fake": N_("Fake a kick at"),
    "look": N_("Look at"),
    "run": N_("Run to"),
    "wait": N_("Wait"),
    "shield": N_("Shield the ball"),
    "read": N_("Read the passer by"),
    "press": N_("Close down"),
    "cover": N_("Cover"),
}
READ_WORDS: Final = {
    "body": N_("the body"),
    "eyes": N_("the eyes"),
    "late": N_("the ball alone"),
    "push": N_("a guess: the inside"),
    "backheel": N_("a guess: the heel"),
}
TIMED: Final = ("wait", "shield")
"""Acts whose value is how long they last."""


def step_words(step: dict[str, Any]) -> str:
    """Return a step in a few words."""
    act = act_of(step)
    value = step.get(act)
    if act == "pass" and isinstance(value, dict):
        value = value.get("target")
    return f"{_(ACT_WORDS[act])} {_said(act, value)}"


def _said(act: str, value: Any) -> str:
    if act in TIMED:
        return _("{n:g} s", n=value)
    if act == "read":
        return _(READ_WORDS[value])
    if isinstance(value, list | tuple):
        return _("{x:g}, {y:g}", x=value[0], y=value[1])
    return str(value)


def step_rows(state: EditorState, path: Path) -> list[PanelRow]:
    """Return what a step does, and how."""
    step = table_at(state.draft, path)
    act = act_of(step)

    def other(by: int) -> None:
        state.do(with_act(state.draft, path, str(among(ACTS, act, by))))

    found = [PanelRow(_("What"), _(ACT_WORDS[act]), other)]
    if act == "pass":
        found += _pass(state, path, step)
    elif act in TIMED:
        found.append(_lasting(state, path, act, step[act]))
    elif act == "read":

        def cue(by: int) -> None:
            state.do(with_key(state.draft, path, "read", among(list(READ_WORDS), step["read"], by)))

        found.append(PanelRow(_("By what"), _(READ_WORDS[step["read"]]), cue))
    else:
        found += _aimed(state, path, act, step)
    if act not in (*TIMED, "pass"):
        found.append(_limit(state, path, step.get("seconds")))
    return [*found, *_called(state, path, step)]


def _pass(state: EditorState, path: Path, step: dict[str, Any]) -> list[PanelRow]:
    own = person(state.draft)
    first = bool(step.get("first_time"))

    def swap(_by: int) -> None:
        state.do(with_key(state.draft, path, "first_time", None if first else True))

    return [
        PanelRow(_("First time"), _(YES_NO[first]), swap),
        *plan_rows(state, (*path, "pass"), mates_of(state.draft, own["id"] if own else None)),
    ]


def _lasting(state: EditorState, path: Path, act: str, now: float) -> PanelRow:
    def longer(by: int) -> None:
        state.do(with_key(state.draft, path, act, stepped(now, by, 0.1, 0.0, 30.0)), f"{path} {act}")

    return PanelRow(_("For how long"), _("{n:g} s", n=now), longer)


def _limit(state: EditorState, path: Path, now: float | None) -> PanelRow:
    values: list[object] = [None, *(round(0.1 * n, 1) for n in range(1, 101))]

    def longer(by: int) -> None:
        state.do(with_key(state.draft, path, "seconds", among(values, now, by)), f"{path} seconds")

    return PanelRow(_("For at most"), _("as usual") if now is None else _("{n:g} s", n=now), longer)


def _aimed(state: EditorState, path: Path, act: str, step: dict[str, Any]) -> list[PanelRow]:
    """Return the rows of an act that is at a player or a place."""
    own = person(state.draft)
    names = [name for name in ids(state.draft) if own is None or name != own["id"]]

    def whom(by: int) -> None:
        state.do(with_key(state.draft, path, act, among(names, step[act], by)))

    def place(key: str) -> Callable[[], None]:
        def take(at: Point) -> Draft:
            return with_key(state.draft, path, key, list(inside(state.draft, at)))

        return lambda: state.ask_for(_("Where to?"), take)

    found = [
        PanelRow(_("Whom or where"), _said(act, step[act]), whom if names else None, act=None),
        PanelRow(_("A place"), "", act=place(act)),
    ]
    if act == "press":
        over = step.get("by_way_of")

        def drop() -> None:
            state.do(with_key(state.draft, path, "by_way_of", None))

        said = _said(act, over) if over else _("straight")
        found.append(PanelRow(_("By way of"), said, act=place("by_way_of"), remove=drop if over else None))
    return found


def _called(state: EditorState, path: Path, step: dict[str, Any]) -> list[PanelRow]:
    """Return for whom a step is only, where the level calls players out."""
    called = state.draft.get("objective", {}).get("called", [])
    if not called and "called" not in step:
        return []
    names: list[object] = [None, *called]

    def other(by: int) -> None:
        state.do(with_key(state.draft, path, "called", among(names, step.get("called"), by)))

    return [PanelRow(_("Only while called"), step.get("called") or _("anybody"), other)]
