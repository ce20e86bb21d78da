"""The panel's rows for what stands in no picture: the computer's passes, versions of the level, choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.i18n import N_, _
from game.app.scenes.editor.properties.plan_rows import plan_rows
from game.app.scenes.editor.properties.rows import PanelRow, TypedText, among, shown, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.properties.step_rows import step_rows, step_words
from game.scenario.editing.draft import Draft, Point, changed, ids, inside, number, person, rows
from game.scenario.editing.settled import settled
from game.scenario.editing.tables import MOST_ROWS, from_text, mates_of, with_key, with_row

MORE_WORDS: Final = {
    "passer": N_("The computer's passes"),
    "variant": N_("Versions"),
    "choice": N_("Choices"),
    "sound": N_("The sound way"),
    "poor": N_("The poor way"),
}
NOTES: Final = {
    "passer": N_("One is drawn for each try, among those of the same player."),
    "variant": N_("One is drawn for each try: what differs in it."),
    "choice": N_("What whoever plays it chooses in the pause menu; the best is kept for each."),
    "sound": N_("What to do, step by step, so that it comes off. It can be played without a window."),
    "poor": N_("The mistake that the level is about, step by step."),
}
ADD: Final = {
    "passer": N_("Add a pass"),
    "variant": N_("Add a version"),
    "choice": N_("Add a choice"),
    "sound": N_("And then ..."),
    "poor": N_("And then ..."),
}
ONE: Final = {
    "passer": N_("Pass {n}"),
    "variant": N_("Version {n}"),
    "choice": N_("Choice {n}"),
    "sound": N_("Step {n}"),
    "poor": N_("Step {n}"),
}


KEY_WORDS: Final = {
    "at": N_("Place"),
    "facing": N_("Faces"),
    "runs_to": N_("Runs to"),
    "target": N_("To"),
    "holder": N_("Whose"),
    "surface": N_("Ground"),
    "stamina": N_("Freshness"),
    "skill": N_("Skill"),
}
"""What the last part of a dotted key is called."""


def key_words(key: str) -> str:
    """Return a dotted key in words: ``D1: Place`` for ``player.D1.at``; as it stands where none are known."""
    first, *rest = key.split(".")
    word = KEY_WORDS.get(rest[-1] if rest else "")
    if word is None:
        return key
    if first == "player":
        return f"{rest[0]}: {_(word)}"
    if first in MORE_WORDS:
        return f"{_(MORE_WORDS[first])} {rest[0]}: {_(word)}"
    return f"{_('Ball')}: {_(word)}" if first == "ball" else _(word)


def ways_in(state: EditorState) -> list[PanelRow]:
    """Return the rows of the level's page that lead to each list."""

    def opener(kind: str) -> Callable[[], None]:
        return lambda: state.show(f"level {kind}")

    return [
        PanelRow(_(words), str(len(rows(state.draft, kind))), act=opener(kind), strong=True)
        for kind, words in MORE_WORDS.items()
    ]


def list_rows(state: EditorState, kind: str) -> list[PanelRow]:
    """Return every row of a kind, and the way to add one."""
    every = rows(state.draft, kind)

    def opener(place: int) -> Callable[[], None]:
        return lambda: state.show(f"level {kind} {place + 1}")

    def dropper(place: int) -> Callable[[], None]:
        return lambda: state.do(with_row(state.draft, kind, place))

    found = [PanelRow(_(NOTES[kind]), note=True)]
    for place, row in enumerate(every):
        label = _("{n}. {what}", n=place + 1, what=_in_words(kind, row))
        found.append(PanelRow(label, act=opener(place), remove=dropper(place), strong=True))
    if len(every) < MOST_ROWS[kind]:

        def add() -> None:
            after = with_row(state.draft, kind, None)
            if after is state.draft:
                state.context.tell(_("Put somebody on the pitch first whom it is about"))
                return
            state.do(after)
            state.show(f"level {kind} {len(every) + 1}")

        found.append(PanelRow(_(ADD[kind]), act=add, strong=True))
    return found


def _in_words(kind: str, row: dict[str, Any]) -> str:
    if kind == "passer":
        target = row["plan"]["target"]
        to = target if isinstance(target, str) else _value_words(target)
        return ", ".join([f"{row['by']} - {to}", *([row["kind"]] if "kind" in row else [])])
    if kind == "variant":
        return ", ".join(f"{key_words(key)} {_value_words(value)}" for key, value in row["set"].items())
    if kind == "choice":
        return f"{key_words(row['key'])}: {', '.join(_value_words(value) for value in row['values'])}"
    return step_words(row)


def one_title(kind: str, place: int) -> str:
    """Return what a row's page is called."""
    return _(ONE[kind], n=place + 1)


def one_rows(state: EditorState, kind: str, place: int) -> list[PanelRow]:
    """Return one row of a kind."""

    def away() -> None:
        state.do(with_row(state.draft, kind, place))
        state.show(f"level {kind}")

    pages = {"passer": _passer, "variant": _variant, "choice": _choice}
    found = pages[kind](state, place) if kind in pages else step_rows(state, (kind, place))
    return [*found, PanelRow(_("Take it away"), act=away, strong=True)]


def _passer(state: EditorState, place: int) -> list[PanelRow]:
    row, path = state.draft["passer"][place], ("passer", place)
    names = [name for name in ids(state.draft) if mates_of(state.draft, name)]

    def who(by: int) -> None:
        name = str(among(names, row["by"], by))
        after = with_key(state.draft, path, "by", name)
        mates = mates_of(after, name)
        if after["passer"][place]["plan"]["target"] not in mates and mates:
            after["passer"][place]["plan"]["target"] = mates[0]
        state.do(after)

    weight = int(row.get("weight", 1))

    def heavier(by: int) -> None:
        value = int(stepped(weight, by, 1.0, 1.0, 100.0))
        state.do(with_key(state.draft, path, "weight", None if value == 1 else value), f"weight {place}")

    def kind(said: str) -> bool:
        state.do(with_key(state.draft, path, "kind", said or None))
        return True

    onside = float(row.get("onside_by", 0.0))

    def waits(by: int) -> None:
        value = stepped(onside, by, 0.1, 0.0, 20.0)
        state.do(with_key(state.draft, path, "onside_by", value or None), f"onside {place}")

    word = str(row.get("kind", ""))
    return [
        PanelRow(_("By"), row["by"], who),
        PanelRow(_("How often"), _("{n} times as often", n=weight), heavier),
        PanelRow(
            _("Waits until onside by"), _("{m:.1f} m", m=onside) if onside else _("doesn't wait"), waits
        ),
        PanelRow(_("Kind of pass"), word or _("as it is struck"), typed=TypedText(word, kind, 30)),
        *plan_rows(state, (*path, "plan"), mates_of(state.draft, row["by"])),
    ]


# Versions


def _set(state: EditorState, place: int, key: str, value: object, going_on: str = "") -> None:
    state.do(_with(state.draft, place, key, value), going_on)


def _with(draft: Draft, place: int, key: str, value: object) -> Draft:
    """Return the draft with a key of a version set, or taken out where the value is None."""
    after = changed(draft)
    changes = after["variant"][place]["set"]
    if value is None:
        changes.pop(key, None)
    else:
        changes[key] = value
    if not changes:
        return with_row(after, "variant", place)
    return settled(after)


def _variant(state: EditorState, place: int) -> list[PanelRow]:
    found = []
    for key, value in state.draft["variant"][place]["set"].items():
        found += _change_rows(state, place, key, value)
    return [*found, *_additions(state, place)]


def _change_rows(state: EditorState, place: int, key: str, value: Any) -> list[PanelRow]:
    """Return the row of one thing that differs."""

    def drop() -> None:
        _set(state, place, key, None)
        if place >= len(rows(state.draft, "variant")):
            state.show("level variant")

    last = key.rpartition(".")[2]
    if last in ("at", "runs_to") or (last == "target" and isinstance(value, list)):

        def take(at: Point) -> Draft:
            return _with(state.draft, place, key, list(inside(state.draft, at)))

        return [
            PanelRow(
                key_words(key), _value_words(value), act=lambda: state.ask_for(_("Where?"), take), remove=drop
            )
        ]
    if last == "facing":

        def turn(by: int) -> None:
            _set(state, place, key, stepped(number(value, 0.0), by, 15.0, -180.0, 180.0), f"{place} {key}")

        return [PanelRow(key_words(key), _("{n:g}°", n=number(value, 0.0)), turn, remove=drop)]
    if last == "target" or key == "ball.holder":
        own = person(state.draft)
        names = ids(state.draft) if last == "holder" else mates_of(state.draft, own["id"] if own else None)

        def other(by: int) -> None:
            _set(state, place, key, among(names, value, by))

        return [PanelRow(key_words(key), _value_words(value), other, remove=drop)]

    def typed(said: str) -> bool:
        read = from_text(said)
        if read is not None:
            _set(state, place, key, read)
        return read is not None

    return [
        PanelRow(
            key_words(key), _value_words(value), typed=TypedText(_value_words(value), typed, 60), remove=drop
        )
    ]


def _additions(state: EditorState, place: int) -> list[PanelRow]:
    """Return what can be made to differ besides: places, turns, whose the ball is, whom steps are for."""
    draft, known = state.draft, state.draft["variant"][place]["set"]
    offered: dict[str, object] = {}
    for row in rows(draft, "player"):
        offered[f"player.{row['id']}.at"] = list(row["at"])
        offered[f"player.{row['id']}.facing"] = number(row.get("facing"), 0.0)
    holder = draft.get("ball", {}).get("holder")
    if holder is not None:
        offered["ball.holder"] = holder
    for kind in ("sound", "poor"):
        for step, table in enumerate(rows(draft, kind)):
            if isinstance(table.get("pass"), dict):
                offered[f"{kind}.{step + 1}.pass.target"] = table["pass"]["target"]

    def adder(key: str) -> Callable[[], None]:
        return lambda: _set(state, place, key, offered[key])

    return [
        PanelRow(_("Also differs: {what}", what=key_words(key)), act=adder(key), strong=True)
        for key in offered
        if key not in known
    ]


# Choices


def _choice(state: EditorState, place: int) -> list[PanelRow]:
    row, path = state.draft["choice"][place], ("choice", place)
    offered = _choosable(state.draft)
    values = list(row["values"])

    def other(by: int) -> None:
        key = str(among(list(offered), row["key"], by))
        after = with_key(state.draft, path, "key", key)
        after["choice"][place]["values"] = list(offered[key])
        state.do(after)

    def put(new: list[Any], going_on: str = "") -> None:
        if len(new) >= 2 and len(set(map(str, new))) == len(new):
            state.do(with_key(state.draft, path, "values", new), going_on)

    def typer(n: int) -> TypedText:
        def take(said: str) -> bool:
            read = from_text(said)
            if not isinstance(read, str | int | float) or isinstance(read, bool):
                return False
            put([*values[:n], read, *values[n + 1 :]])
            return True

        return TypedText(_value_words(values[n]), take, 20)

    def dropper(n: int) -> Callable[[], None]:
        return lambda: put([*values[:n], *values[n + 1 :]])

    found = [PanelRow(_("What"), key_words(row["key"]), other)]
    found += [
        PanelRow(_("{n}. value", n=n + 1), _value_words(value), typed=typer(n), remove=dropper(n))
        for n, value in enumerate(values)
    ]
    left = [value for value in offered.get(row["key"], []) if value not in values]
    if left and len(values) < 9:
        found.append(PanelRow(_("Add a value"), act=lambda: put([*values, left[0]]), strong=True))
    return found


def _choosable(draft: Draft) -> dict[str, list[Any]]:
    """Return what can be left to whoever plays: the key, and its values, that of the file first."""
    now = draft["pitch"].get("surface", "dry")
    found: dict[str, list[Any]] = {
        "pitch.surface": [now, *(g for g in ("dry", "wet", "bumpy", "artificial") if g != now)]
    }
    own = person(draft)
    if own is not None:
        for key, usual, rest in (("stamina", 1.0, (0.6, 0.3, 0.1)), ("skill", 0.7, (0.4, 0.9))):
            first = number(own.get(key), usual)
            found[f"player.{own['id']}.{key}"] = [first, *(value for value in rest if value != first)]
    return found


def _value_words(value: Any) -> str:
    """Return a value as a file says it, or a word."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value_words(part) for part in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return shown(value, 2) if isinstance(value, float) else str(value)
