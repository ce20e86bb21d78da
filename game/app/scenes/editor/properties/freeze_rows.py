"""The panel's rows for questions: play stops, asks, and plays the answer that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.i18n import _
from game.app.scenes.editor.properties.plan_rows import plan_rows
from game.app.scenes.editor.properties.rows import PanelRow, TypedText, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import MOST, Draft, changed, person, rows
from game.scenario.editing.tables import with_key

MOST_OPTIONS: Final = 9


def freeze_rows(state: EditorState) -> list[PanelRow]:
    """Return every question, and the way to add one."""
    freezes = rows(state.draft, "freeze")

    def opener(place: int) -> Callable[[], None]:
        return lambda: state.show(f"stops {place + 1}")

    found = [PanelRow(_("Play stops, asks, and shows how many of a thousand arrive."), note=True)]
    for place, freeze in enumerate(freezes):
        label = _("{n:g} s: {ask}", n=freeze["at"], ask=freeze["ask"])
        found.append(PanelRow(label, act=opener(place), remove=_dropper(state, place), strong=True))
    if len(freezes) < MOST["freeze"]:

        def add() -> None:
            mates = _mates(state.draft)
            if not mates:
                state.context.tell(_("Put a team-mate on the pitch first: an answer is a pass"))
                return
            plan = {"technique": "push", "target": mates[0]}
            fresh = {"at": 1.0, "ask": _("What now?"), "options": [{"say": _answer(plan), "plan": plan}]}
            after = changed(state.draft)
            after.setdefault("freeze", []).append(fresh)
            state.do(after)
            state.show(f"stops {len(freezes) + 1}")

        found.append(PanelRow(_("Add a question"), act=add, strong=True))
    return found


def _answer(plan: dict[str, Any]) -> str:
    return (
        _("Heel to {who}", who=plan["target"])
        if plan["technique"] == "backheel"
        else _("Pass to {who}", who=plan["target"])
    )


def _mates(draft: Draft) -> list[str]:
    """Return the players to whom the side that is asked may pass."""
    holder = draft.get("ball", {}).get("holder")
    asked = next((row for row in rows(draft, "player") if row["id"] == holder), person(draft))
    if asked is None:
        return []
    return [row["id"] for row in rows(draft, "player") if row["team"] == asked["team"] and row is not asked]


def _dropper(state: EditorState, place: int) -> Callable[[], None]:
    def drop() -> None:
        after = changed(state.draft)
        del after["freeze"][place]
        if not after["freeze"]:
            del after["freeze"]
        state.do(after)
        state.show("stops")

    return drop


def stop_rows(state: EditorState, place: int) -> list[PanelRow]:
    """Return one question: when, what, and its answers."""
    freeze = state.draft["freeze"][place]

    def put(key: str, value: object, going_on: str = "") -> bool:
        if value == "":
            return False
        after = changed(state.draft)
        after["freeze"][place][key] = value
        state.do(after, going_on)
        return True

    def later(by: int) -> None:
        put("at", stepped(freeze["at"], by, 0.1, 0.0, 60.0), f"freeze {place}")

    def opener(option: int) -> Callable[[], None]:
        return lambda: state.show(f"stops {place + 1} {option + 1}")

    found = [
        PanelRow(_("Stops after"), _("{n:g} s", n=freeze["at"]), later),
        PanelRow(
            _("Asks"), freeze["ask"], typed=TypedText(freeze["ask"], lambda said: put("ask", said), 160)
        ),
    ]
    for option, answer in enumerate(freeze["options"]):
        label = _("{n}. {what}", n=option + 1, what=answer["say"])
        found.append(
            PanelRow(label, act=opener(option), remove=_option_dropper(state, place, option), strong=True)
        )
    if len(freeze["options"]) < MOST_OPTIONS:

        def add() -> None:
            mates = _mates(state.draft)
            taken = [answer["plan"].get("target") for answer in freeze["options"]]
            target = next((name for name in mates if name not in taken), mates[0] if mates else None)
            if target is not None:
                plan = {"technique": "push" if target not in taken else "backheel", "target": target}
                put("options", [*freeze["options"], {"say": _answer(plan), "plan": plan}])
                state.show(f"stops {place + 1} {len(freeze['options']) + 1}")

        found.append(PanelRow(_("Add an answer"), act=add, strong=True))
    return [*found, PanelRow(_("Take this question away"), act=_dropper(state, place), strong=True)]


def _option_dropper(state: EditorState, place: int, option: int) -> Callable[[], None]:
    def drop() -> None:
        if len(state.draft["freeze"][place]["options"]) == 1:
            _dropper(state, place)()
            return
        after = changed(state.draft)
        del after["freeze"][place]["options"][option]
        state.do(after)
        state.show(f"stops {place + 1}")

    return drop


def option_rows(state: EditorState, place: int, option: int) -> list[PanelRow]:
    """Return one answer: what it says, and the pass that is played for it."""
    answer = state.draft["freeze"][place]["options"][option]
    before = _answer(answer["plan"])

    def says(said: str) -> bool:
        if said:
            state.do(with_key(state.draft, ("freeze", place, "options", option), "say", said))
        return bool(said)

    def renamed(draft: Draft) -> Draft:
        found = draft["freeze"][place]["options"][option]
        if found["say"] == before:
            found["say"] = _answer(found["plan"])  # as long as nobody has written something else
        return draft

    path = ("freeze", place, "options", option, "plan")
    return [
        PanelRow(_("Says"), answer["say"], typed=TypedText(answer["say"], says, 120)),
        *plan_rows(state, path, _mates(state.draft), renamed),
        PanelRow(_("Take this answer away"), act=_option_dropper(state, place, option), strong=True),
    ]
