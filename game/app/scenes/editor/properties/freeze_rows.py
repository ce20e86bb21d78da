"""The panel's rows for questions: play stops, asks, and plays the answer that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.i18n import N_, _
from game.app.scenes.editor.properties.rows import PanelRow, Typed, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import MOST, Draft, Point, changed, inside, person, rows

MOST_OPTIONS: Final = 9
TECHNIQUES: Final = {"push": N_("the inside of the foot"), "backheel": N_("the heel")}
AIMS: Final = {
    None: N_("as usual"),
    "feet": N_("feet"),
    "far_foot": N_("far foot"),
    "lead": N_("into the run"),
}


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
        PanelRow(_("Asks"), freeze["ask"], typed=Typed(freeze["ask"], lambda said: put("ask", said), 160)),
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
    plan = answer["plan"]

    def change(where: str, key: str, value: object, going_on: str = "") -> bool:
        after = changed(state.draft)
        found = after["freeze"][place]["options"][option]
        table = found["plan"] if where == "plan" else found
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
        if found["say"] == _answer(plan):
            found["say"] = _answer(found["plan"])  # as long as nobody has written something else
        state.do(after, going_on)
        return True

    mates = _mates(state.draft)
    looks: list[object] = [None, "target", "away", *[row["id"] for row in rows(state.draft, "player")]]
    speed = plan.get("speed")
    speeds: list[object] = [None, *[float(n) for n in range(5, 21)]]

    def place_to(at: Point) -> Draft:
        after = changed(state.draft)
        after["freeze"][place]["options"][option]["plan"]["target"] = list(inside(state.draft, at))
        return after

    words = Typed(answer["say"], lambda said: bool(said) and change("", "say", said), 120)
    target = plan["target"] if isinstance(plan["target"], str) else _("a place")
    aim, look = plan.get("aim"), plan.get("look")
    found = [
        PanelRow(_("Says"), answer["say"], typed=words),
        PanelRow(_("Pass with"), _(TECHNIQUES[plan["technique"]]), lambda by: _swap(change, plan)),
    ]
    if mates:
        found.append(PanelRow(_("To"), target, lambda by: _to(change, mates, plan, by)))
    found += [
        PanelRow(_("To a place"), "", act=lambda: state.ask_for(_("Where to?"), place_to)),
        PanelRow(_("Aim"), _(AIMS.get(aim, "as usual")), lambda by: _aim(change, aim, by)),
        PanelRow(_("Looks at"), look_words(look), lambda by: _look(change, looks, look, by)),
        PanelRow(
            _("Ball speed"),
            _("{n:g} m/s", n=speed) if speed else _("as usual"),
            lambda by: _speed(change, speeds, speed, by),
        ),
    ]
    return [
        *found,
        PanelRow(_("Take this answer away"), act=_option_dropper(state, place, option), strong=True),
    ]


Change = Callable[..., bool]


def _swap(change: Change, plan: dict[str, Any]) -> None:
    change("plan", "technique", "backheel" if plan["technique"] == "push" else "push")


def _to(change: Change, mates: list[str], plan: dict[str, Any], by: int) -> None:
    change("plan", "target", among(mates, plan["target"], by))


def _aim(change: Change, now: object, by: int) -> None:
    change("plan", "aim", among(list(AIMS), now, by))


def _look(change: Change, looks: list[object], now: object, by: int) -> None:
    change("plan", "look", among(looks, now, by))


def _speed(change: Change, speeds: list[object], now: object, by: int) -> None:
    change("plan", "speed", among(speeds, now, by), "speed")


def look_words(look: object) -> str:
    """Return where a plan's eyes rest."""
    if look is None:
        return _("as usual")
    if look in ("target", "away"):
        return _("the receiver") if look == "target" else _("somewhere else")
    return look if isinstance(look, str) else _("a place")
