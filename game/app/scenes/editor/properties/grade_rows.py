"""The panel's rows for what a grade asks besides its score, what is worth more, and who is called out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.app.i18n import _
from game.app.scenes.editor.properties.link_rows import condition_rows
from game.app.scenes.editor.properties.player_rows import YES_NO
from game.app.scenes.editor.properties.rows import PanelRow, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.properties.task_words import link_words
from game.scenario.editing.draft import changed, person
from game.scenario.editing.settled import settled
from game.scenario.editing.tables import mates_of
from game.scenario.editing.task import (
    link_at,
    links_of,
    possible,
    score_of,
    with_bonus,
    with_condition,
    with_grade,
    with_grade_key,
)

MOST_BONUS = 9


def grade_rows(state: EditorState, name: str) -> list[PanelRow]:
    """Return everything that one grade asks for."""
    grade = state.draft["objective"]["grades"][name]
    table: dict[str, Any] = grade if isinstance(grade, dict) else {"score": grade}

    def score(by: int) -> None:
        state.do(with_grade(state.draft, name, score_of(grade) + by), f"grade {name}")

    def chooser(key: str, values: list[Any]) -> Callable[[int], None]:
        return lambda by: state.do(
            with_grade_key(state.draft, name, key, among(values, table.get(key), by)), f"{name} {key}"
        )

    row, seconds = table.get("in_a_row"), table.get("seconds")
    found = [
        PanelRow(_("Score"), str(score_of(grade)), score),
        PanelRow(
            _("In a row"), str(row) if row else _("no matter"), chooser("in_a_row", [None, *range(1, 101)])
        ),
        PanelRow(
            _("In the time of"),
            _("{n:g} s", n=seconds) if seconds else _("no matter"),
            chooser("seconds", [None, *(5.0 * n for n in range(1, 121))]),
        ),
    ]
    place = ("with", name)
    extra = table.get("with", {})
    for key in extra:
        found += condition_rows(state, place, key)
    if extra:
        least = table.get("at_least")
        said = str(least) if least else _("as often as the score says")
        found.append(PanelRow(_("So often"), said, chooser("at_least", [None, *range(1, 101)])))
    if possible(state.draft, link_at(state.draft, place), place):
        found.append(
            PanelRow(_("Add a condition"), act=lambda: state.show(f"task grade {name} add"), strong=True)
        )
    return found


def bonus_list(state: EditorState) -> list[PanelRow]:
    """Return what is worth more, and the way to add something."""
    every = state.draft["objective"].get("bonus", [])
    last = links_of(state.draft)[-1]["event"]

    def opener(place: int) -> Callable[[], None]:
        return lambda: state.show(f"task bonus {place + 1}")

    def dropper(place: int) -> Callable[[], None]:
        return lambda: state.do(with_bonus(state.draft, place))

    found = [
        PanelRow(_("Points besides the one, where the last step also meets these conditions."), note=True)
    ]
    for place, row in enumerate(every):
        told = {key: value for key, value in row.items() if key != "worth"}
        label = _("{n} more: {what}", n=row["worth"], what=link_words({"event": last, **told}))
        found.append(PanelRow(label, act=opener(place), remove=dropper(place), strong=True))
    if len(every) < MOST_BONUS:

        def add() -> None:
            state.do(with_bonus(state.draft, None))
            state.show(f"task bonus {len(every) + 1}")

        found.append(PanelRow(_("Add points"), act=add, strong=True))
    return found


def bonus_rows(state: EditorState, number: int) -> list[PanelRow]:
    """Return one bonus: what it is worth, and for what."""
    row, place = state.draft["objective"]["bonus"][number], ("bonus", number)

    def worth(by: int) -> None:
        value = int(stepped(row["worth"], by, 1.0, 1.0, 100.0))
        state.do(with_condition(state.draft, place, "worth", value), f"worth {number}")

    found = [PanelRow(_("Worth"), str(row["worth"]), worth)]
    for key in row:
        if key != "worth":
            found += condition_rows(state, place, key)
    if possible(state.draft, link_at(state.draft, place), place):
        found.append(
            PanelRow(
                _("Add a condition"), act=lambda: state.show(f"task bonus {number + 1} add"), strong=True
            )
        )
    return found


def called_rows(state: EditorState) -> list[PanelRow]:
    """Return which players are called out, one for each try."""
    called = list(state.draft["objective"].get("called", []))
    own = person(state.draft)
    mates = mates_of(state.draft, own["id"] if own is not None else None)

    def swapper(name: str) -> Callable[[int], None]:
        def swap(_by: int) -> None:
            after = changed(state.draft)
            left = [mate for mate in mates if (mate in called) != (mate == name)][:9]
            objective = after["objective"]
            objective.pop("called", None)
            if left:
                objective["called"] = left
            else:
                for link in objective["do"]:
                    for key in [key for key in ("by", "to", "not_to") if link.get(key) == "called"]:
                        del link[key]
            state.do(settled(after))

        return swap

    note = _("One of them is called out for each try. A step can then say: to whoever is called.")
    return [
        PanelRow(note, note=True),
        *[PanelRow(name, _(YES_NO[name in called]), swapper(name)) for name in mates],
    ]
