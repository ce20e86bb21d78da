"""The panel's rows for one step of the task: its event, and the conditions that must hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.app.i18n import _
from game.app.scenes.editor.properties.player_rows import YES_NO
from game.app.scenes.editor.properties.rows import PanelRow, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.properties.task_words import (
    CONDITION_WORDS,
    EVENT_WORDS,
    UNIT_OF,
    UNITS,
    link_words,
    value_words,
)
from game.scenario.editing.draft import Draft, Point, changed, ids, inside, rows
from game.scenario.editing.task import (
    NUMBERS,
    RANGES,
    TABLES,
    WORDS,
    Place,
    StepSize,
    link_at,
    links_of,
    possible,
    shares,
    usual,
    whom,
    with_condition,
    with_event,
    with_link,
    with_table,
)
from game.scenario.links import EVENTS


def condition_label(key: str) -> str:
    """Return what a condition is called, at the beginning of a line."""
    said = _(CONDITION_WORDS[key])
    return said[:1].upper() + said[1:]


def link_rows(state: EditorState, place: int) -> list[PanelRow]:
    """Return a step of the task."""
    link = links_of(state.draft)[place]
    last = place == len(links_of(state.draft)) - 1

    def event(by: int) -> None:
        state.do(with_event(state.draft, place, str(among(EVENTS, link["event"], by))))

    def never(_by: int) -> None:
        state.do(with_condition(state.draft, place, "never", None if link.get("never") else True))

    def remove() -> None:
        state.do(with_link(state.draft, place, None))
        state.show("task")

    names = whom(state.draft, link["event"], "by")

    def by_whom(by: int) -> None:
        chosen = among(names, link.get("by", "person"), by)
        state.do(with_condition(state.draft, place, "by", None if chosen == "person" else chosen))

    found = [
        PanelRow(link_words(link), note=True),
        PanelRow(_("What"), _(EVENT_WORDS[link["event"]]), event),
        PanelRow(_("Who does it"), value_words("by", link.get("by", "person")), by_whom),
        *_number_rows(state, place, ("count",), link, NUMBERS["count"]),
    ]
    for key in link:
        if key not in ("event", "by", "count", "never"):
            found += condition_rows(state, place, key)
    if possible(state.draft, link):
        found.append(
            PanelRow(_("Add a condition"), act=lambda: state.show(f"task {place + 1} add"), strong=True)
        )
    if not last:
        found.append(PanelRow(_("Must not happen"), _(YES_NO[bool(link.get("never"))]), never))
    found.append(PanelRow(_("Take this step away"), act=remove, strong=True))
    return found


def add_rows(state: EditorState, place: Place, page: str) -> list[PanelRow]:
    """Return the conditions that can be added at a place; ``page`` is the one to go back to."""
    link = link_at(state.draft, place)

    def adder(key: str) -> Callable[[], None]:
        def act() -> None:
            state.do(with_condition(state.draft, place, key, usual(state.draft, link, key)))
            state.show(page)

        return act

    keys = possible(state.draft, link, place)
    return [PanelRow(condition_label(key), act=adder(key), strong=True) for key in keys]


def condition_rows(state: EditorState, place: Place, key: str) -> list[PanelRow]:
    """Return the rows of one condition."""
    link = link_at(state.draft, place)
    value = link[key]

    def drop() -> None:
        state.do(with_condition(state.draft, place, key, None))

    label = condition_label(key)
    if key in TABLES:
        inner = [row for part in TABLES[key] for row in _table_rows(state, place, key, part)]
        return [PanelRow(label, act=drop, remove=drop, value=_("take away"), strong=True), *inner]
    if key in RANGES:
        return _range_rows(state, place, key, value)
    if key == "mark" or (key == "from" and isinstance(value, list)):

        def take(at: Point) -> Draft:
            return with_condition(state.draft, place, key, list(inside(state.draft, at)))

        def pick() -> None:
            state.ask_for(_("Where on the wall?") if key == "mark" else _("From where?"), take)

        return [PanelRow(label, value_words(key, value), act=pick, remove=drop)]
    if key in NUMBERS:
        return _number_rows(state, place, (key,), link, NUMBERS[key], drop if key != "within_m" else None)
    values = choices(state.draft, link, key)

    def change(by: int) -> None:
        state.do(with_condition(state.draft, place, key, among(values, value, by)))

    row = PanelRow(label, value_words(key, value), change, remove=drop)
    if key != "from":
        return [row]

    def from_place() -> None:
        state.ask_for(
            _("From where?"),
            lambda at: with_condition(state.draft, place, "from", list(inside(state.draft, at))),
        )

    return [row, PanelRow(_("From a place"), act=from_place)]


def _seconds_row(state: EditorState, place: Place, key: str, now: float | None) -> PanelRow:
    """Return for how long a look has to last, or may."""
    values: list[object] = [None, *(round(0.1 * n, 1) for n in range(1, 31))]

    def change(by: int) -> None:
        _put(state, place, (key, "seconds"), among(values, now, by))

    label = _("For at most") if key == "unseen" else _("For at least")
    return PanelRow(label, _("as usual") if now is None else _("{n:g} s", n=now), change)


def choices(draft: Draft, link: dict[str, Any], key: str) -> list[Any]:
    """Return what a condition may stand at."""
    if key == "each":
        return shares(draft, link["event"])
    if key in WORDS:
        return list(WORDS[key])
    if key in ("to", "not_to", "by"):
        return whom(draft, link["event"], key)
    if key in ("from", "at"):
        return [row["id"] for row in rows(draft, "zone")]
    if key == "through":
        cones = len(rows(draft, "cone"))
        return ["any", *([n, n + 1] for n in range(1, cones, 2))]
    if key == "between":
        names = ids(draft)
        return [[a, b] for n, a in enumerate(names) for b in names[n + 1 :]]
    return [True, False]


def _put(state: EditorState, place: Place, path: tuple[str, ...], value: Any) -> None:
    """Set a value of a step, or of a table within it; None takes it out."""
    link = changed(link_at(state.draft, place))
    here = link
    for part in path[:-1]:
        here = here[part]
    if value is None:
        here.pop(path[-1], None)
    else:
        here[path[-1]] = value
    state.do(with_table(state.draft, place, link), f"link {place} {'.'.join(path)}")


def _number_rows(
    state: EditorState,
    place: Place,
    path: tuple[str, ...],
    table: dict[str, Any],
    steps: StepSize,
    drop: Callable[[], None] | None = None,
) -> list[PanelRow]:
    key = path[-1]
    now = float(table.get(key, steps.usual))

    def change(by: int) -> None:
        value = stepped(now, by, steps.step, steps.low, steps.high)
        whole = int(value) if steps.whole else value
        _put(state, place, path, None if key == "count" and whole == 1 else whole)

    said = _(UNITS[UNIT_OF.get(key, "")], n=now)
    return [PanelRow(condition_label(key), said, change, remove=drop)]


def _range_rows(state: EditorState, place: Place, key: str, value: Any) -> list[PanelRow]:
    """Return a range's two ends; an end that is stepped below its lowest is left open."""
    ends = {"at_least": value[0], "at_most": value[1]} if isinstance(value, list) else dict(value)
    steps = RANGES[key][2]
    found = []
    for end, label in (("at_least", _("at least")), ("at_most", _("at most"))):
        now = ends.get(end)

        def change(by: int, end: str = end, now: float | None = now) -> None:
            after = dict(ends)
            if now is None:
                after[end] = steps.usual
            elif by < 0 and now <= steps.low:
                after.pop(end)
            else:
                after[end] = stepped(now, by, steps.step, steps.low, steps.high)
            state.do(with_condition(state.draft, place, key, after or None), f"range {place} {key}")

        said = _("any") if now is None else _(UNITS[UNIT_OF.get(key, "")], n=now)
        found.append(
            PanelRow(
                f"{condition_label(key)}: {label}",
                said,
                change,
                remove=lambda: state.do(with_condition(state.draft, place, key, None)),
            )
        )
    return found


def _table_rows(state: EditorState, place: Place, key: str, part: str) -> list[PanelRow]:
    """Return a row of a condition that is a table."""
    table = link_at(state.draft, place)[key]
    if part == "seconds":
        return [_seconds_row(state, place, key, table.get("seconds"))]
    if part != "who":
        return _number_rows(state, place, (key, part), table, NUMBERS[part])
    words = {"looked_at": ["away"], "unseen": ["to"]}.get(key, [])
    names = [*words, *ids(state.draft)]

    def change(by: int) -> None:
        _put(state, place, (key, "who"), among(names, table.get("who"), by))

    return [PanelRow(condition_label("who"), value_words("who", table.get("who")), change)]
