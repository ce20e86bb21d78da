"""The panel's rows for what counts: a task to begin with, its steps, tries and grades."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.i18n import N_, _
from game.app.scenes.editor.properties.player_rows import YES_NO
from game.app.scenes.editor.properties.rows import PanelRow, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.app.scenes.editor.properties.task_words import (
    KIND_WORDS,
    LACK_WORDS,
    PRESET_WORDS,
    link_words,
    task_words,
)
from game.scenario.editing.draft import changed, number
from game.scenario.editing.task import (
    GRADES,
    MOST_GOES,
    MOST_LINKS,
    PRESETS,
    kind_of,
    lacks,
    links_of,
    score_of,
    with_goes,
    with_grade,
    with_link,
    with_preset,
)
from game.scenario.links import LASTING

GRADE_LABELS: Final = {"done": N_("Done from"), "good": N_("Good from"), "masterly": N_("Masterly from")}
SCORES: Final = {
    "chains": N_("what comes off"),
    "longest": N_("the longest row"),
    "points": N_("what it is worth"),
    "seconds": N_("seconds that it lasts"),
}
LOSES: Final = {
    "pass": N_("Lost by their pass"),
    "beaten": N_("Lost when beaten"),
    "offside": N_("Lost by offside"),
    "goal": N_("Lost by a goal"),
}
ENDS_ALL: Final = ("lost", "out", "time", "offside")
LIMITS: Final = (None, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 300.0)


def task_rows(state: EditorState) -> list[PanelRow]:
    """Return what counts in the level."""
    kind = kind_of(state.draft)
    found = [
        PanelRow(task_words(state.draft), note=True),
        PanelRow(_("Choose a task"), act=lambda: state.show("task kinds"), strong=True),
    ]
    if kind == "sentence":
        return [*found, *_step_rows(state), *_try_rows(state), *_lose_rows(state), *_grade_rows(state)]
    return [*found, *_short_rows(state)] if kind in KIND_WORDS else found


def kind_rows(state: EditorState) -> list[PanelRow]:
    """Return the tasks to begin with."""

    def chooser(preset: str) -> Callable[[], None]:
        def act() -> None:
            missing = lacks(state.draft, preset)
            if missing:
                state.context.tell(_(LACK_WORDS[missing]))
                return
            state.do(with_preset(state.draft, preset))
            state.show("task")

        return act

    return [PanelRow(_(PRESET_WORDS[preset]), act=chooser(preset), strong=True) for preset in PRESETS]


def _step_rows(state: EditorState) -> list[PanelRow]:
    links = links_of(state.draft)

    def opener(place: int) -> Callable[[], None]:
        return lambda: state.show(f"task {place + 1}")

    def remover(place: int) -> Callable[[], None]:
        return lambda: state.do(with_link(state.draft, place, None))

    found = [
        PanelRow(
            _("{n}. {what}", n=place + 1, what=link_words(link)),
            act=opener(place),
            remove=remover(place),
            strong=True,
        )
        for place, link in enumerate(links)
    ]
    if len(links) < MOST_LINKS:

        def add() -> None:
            state.do(with_link(state.draft, len(links), {"event": "pass", "within": 3.0}))
            state.show(f"task {len(links) + 1}")

        found.append(PanelRow(_("And then ..."), act=add, strong=True))
    return found


def _try_rows(state: EditorState) -> list[PanelRow]:
    objective = state.draft["objective"]
    goes, limit = objective.get("goes"), objective.get("time_limit")

    def tries(by: int) -> None:
        every: list[object] = [None, *range(1, MOST_GOES + 1)]
        chosen = among(every, goes, by)
        state.do(with_goes(state.draft, chosen if isinstance(chosen, int) else None), "goes")

    def put(key: str, value: object, going_on: str = "") -> None:
        after = changed(state.draft)
        if value is None:
            after["objective"].pop(key, None)
        else:
            after["objective"] = {key: value, **{k: v for k, v in objective.items() if k != key}}
        state.do(after, going_on)

    seconds = number(objective.get("go_seconds"), 8.0)
    found = [PanelRow(_("Tries"), str(goes) if goes else _("as many as one likes"), tries)]
    if goes:
        longer = PanelRow(
            _("Seconds each"),
            _("{n:g} s", n=seconds),
            lambda by: put("go_seconds", stepped(seconds, by, 1.0, 1.0, 60.0), "seconds"),
        )
        found.append(longer)
    said = _("{n:g} s", n=limit) if limit else _("none")
    found.append(PanelRow(_("Time limit"), said, lambda by: put("time_limit", among(LIMITS, limit, by))))
    score = objective.get("score", "chains")
    if score in SCORES:

        def counts(by: int) -> None:
            lasts = links_of(state.draft)[-1]["event"] in LASTING
            other = among([name for name in SCORES if lasts or name != "seconds"], score, by)
            put("score", None if other == "chains" else other)

        found.append(PanelRow(_("Points for"), _(SCORES[score]), counts))
    if score == "points":
        worth = len(objective.get("bonus", []))
        found.append(PanelRow(_("Worth more"), str(worth), act=lambda: state.show("task bonus"), strong=True))
    called = ", ".join(objective.get("called", [])) or _("nobody")
    found.append(PanelRow(_("Called out"), called, act=lambda: state.show("task called"), strong=True))
    return found


def _lose_rows(state: EditorState) -> list[PanelRow]:
    loses = list(state.draft["objective"].get("lose", []))

    def swap(word: str) -> None:
        after = changed(state.draft)
        left = [w for w in LOSES if (w in loses) != (w == word)]
        after["objective"].pop("lose", None)
        if left:
            after["objective"]["lose"] = left
        state.do(after)

    def swapper(word: str) -> Callable[[int], None]:
        return lambda _by: swap(word)

    found = [PanelRow(_(said), _(YES_NO[word in loses]), swapper(word)) for word, said in LOSES.items()]
    sudden = bool(state.draft["objective"].get("lose_level"))

    def swap_end(_by: int) -> None:
        after = changed(state.draft)
        if after["objective"].pop("lose_level", None) is None:
            after["objective"]["lose_level"] = list(ENDS_ALL)
        state.do(after)

    return [*found, PanelRow(_("Over at the first loss"), _(YES_NO[sudden]), swap_end)]


def _grade_rows(state: EditorState) -> list[PanelRow]:
    grades = state.draft["objective"]["grades"]

    def changer(name: str) -> Callable[[int], None]:
        return lambda by: state.do(
            with_grade(state.draft, name, score_of(grades[name]) + by), f"grade {name}"
        )

    def opener(name: str) -> Callable[[], None]:
        return lambda: state.show(f"task grade {name}")

    def said(name: str) -> str:
        more = isinstance(grades[name], dict) and set(grades[name]) != {"score"}
        return f"{score_of(grades[name])}{' +' if more else ''}"

    return [PanelRow(_(GRADE_LABELS[name]), said(name), changer(name), act=opener(name)) for name in GRADES]


def _short_rows(state: EditorState) -> list[PanelRow]:
    """Return what can be changed of a task of an early file: how many, and for how long."""
    objective: dict[str, Any] = state.draft["objective"]
    found = []
    for key, label in (("count", _("How many")), ("each_foot", _("With each foot"))):
        if key in objective:

            def more(by: int, key: str = key) -> None:
                after = changed(state.draft)
                after["objective"][key] = int(stepped(objective[key], by, 1.0, 1.0, 1000.0))
                state.do(after, key)

            found.append(PanelRow(label, str(objective[key]), more))
    limit = objective.get("time_limit")

    def longer(by: int) -> None:
        after = changed(state.draft)
        chosen = among(LIMITS, limit, by)
        after["objective"].pop("time_limit", None)
        if chosen is not None:
            after["objective"]["time_limit"] = chosen
        state.do(after)

    found.append(PanelRow(_("Time limit"), _("{n:g} s", n=limit) if limit else _("none"), longer))
    return found
