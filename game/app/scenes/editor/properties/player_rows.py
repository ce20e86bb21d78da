"""The panel's rows for a player."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.app.defender_view.model import STYLE_WORDS
from game.app.i18n import N_, _
from game.app.render.kits import sides_worn
from game.app.scenes.editor.properties.rows import PanelRow, TypedText, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.checks import gap
from game.scenario.editing.draft import (
    WORDS_OF_PLANS,
    Item,
    changed,
    ids,
    number,
    pair,
    person,
    rows,
    run_of,
)
from game.scenario.editing.edits import (
    give_ball,
    names_beside,
    remove,
    run_to,
    run_when,
    running,
    steer,
    turn,
)
from game.scenario.editing.references import rename_player
from game.scenario.tables import STYLES

TURN: Final = 15.0
"""Degrees of a step."""
CONTROLS: Final = {
    "human1": N_("You"),
    "human2": N_("Second person"),
    "cpu": N_("Computer"),
    "still": N_("Stands still"),
}
WHEN: Final = {
    "start": N_("at once"),
    "strike": N_("with the first kick"),
    "receive": N_("when the ball is taken"),
    1.0: N_("after 1 s"),
    2.0: N_("after 2 s"),
    3.0: N_("after 3 s"),
}
RETURNS: Final = {
    None: N_("after a moment"),
    "first time": N_("first time"),
    "keeps": N_("keeps it"),
}
PARTS: Final = {"hips": N_("Hips"), "trunk": N_("Trunk"), "gaze": N_("Eyes")}
FASTEST: Final = 8.0
YES_NO: Final = {True: N_("yes"), False: N_("no")}


def player_rows(state: EditorState, index: int) -> list[PanelRow]:
    """Return what can be said of a player."""
    draft, thing = state.draft, Item("player", index)
    row = draft["player"][index]
    control = str(row.get("control", "cpu"))
    has_ball = draft.get("ball", {}).get("holder") == row["id"]

    def facing(by: int) -> None:
        now = number(row.get("facing"), 0.0)
        state.do(turn(draft, index, stepped(now, by, TURN, -720.0, 720.0)), f"turn {index}")

    def controlled(by: int) -> None:
        state.do(steer(draft, index, str(among(list(CONTROLS), control, by))))

    def side(_by: int) -> None:
        state.set(thing, "team", "blue" if row["team"] == "red" else "red")

    def ball() -> None:
        after = changed(draft)
        if has_ball:
            after["ball"] = {"at": list(row["at"])}
        state.do(after if has_ball else give_ball(draft, row["id"]))

    red, blue = sides_worn(state.context.settings.palette)
    found = [
        PanelRow(
            _("Name"),
            row["id"],
            typed=TypedText(row["id"], lambda name: _rename(state, index, name), 12, name=True),
        ),
        PanelRow(_("Side"), _(red if row["team"] == "red" else blue), side),
        PanelRow(_("Played by"), _(CONTROLS[control]), controlled),
        PanelRow(_("Has the ball"), _(YES_NO[has_ball]), lambda _by: ball(), ball),
        PanelRow(_("Faces"), _("{n:g}°", n=number(row.get("facing"), 0.0)), facing),
        *_part_rows(state, thing, row),
        *_run_rows(state, index, row, control),
        *_skill_rows(state, thing, row),
    ]
    if control in ("cpu", "still"):
        found += _computer_rows(state, thing, row)
    if control == "cpu":
        found += _line_row(state, thing, row)
    found.append(PanelRow(_("Remove"), act=lambda: state.do(remove(draft, thing)), strong=True))
    return found


def _rename(state: EditorState, index: int, name: str) -> bool:
    old = state.draft["player"][index]["id"]
    if name == old:
        return True
    if not name or name in ids(state.draft) or name in WORDS_OF_PLANS:
        state.context.tell(_("Another player has this name, or it means something else. Take another one."))
        return False
    after = changed(state.draft)
    rename_player(after, old, name)
    state.do(after)
    return True


def _run_rows(state: EditorState, index: int, row: dict[str, Any], control: str) -> list[PanelRow]:
    """Return where a player runs to, and how fast they run already."""
    draft, to = state.draft, run_of(row)
    speed = gap(pair(row.get("velocity", (0.0, 0.0))), (0.0, 0.0))

    def faster(by: int) -> None:
        state.do(running(draft, index, stepped(speed, by, 1.0, 0.0, FASTEST)), f"speed {index}")

    found = [PanelRow(_("Runs already"), _("{n:.0f} m/s", n=speed), faster)]
    if control == "cpu":
        said = _("{x:g}, {y:g}", x=to[0], y=to[1]) if to else _("stays")

        def pick() -> None:
            state.ask_for(_("Where to?"), lambda at: run_to(state.draft, index, at))

        def drop() -> None:
            state.do(run_to(draft, index, None))

        found.append(PanelRow(_("Runs to"), said, act=pick, remove=drop if to else None))
        if to is not None:
            run = row.get("run")
            when: object = run.get("when", "start") if isinstance(run, dict) else "start"
            word = _(WHEN[when]) if when in WHEN else _("after {n:g} s", n=number(when, 0.0))

            def later(by: int) -> None:
                chosen = among(list(WHEN), when, by)
                state.do(run_when(draft, index, chosen if isinstance(chosen, float) else str(chosen)))

            found.append(PanelRow(_("Sets off"), word, later))
    return found


def _part_rows(state: EditorState, thing: Item, row: dict[str, Any]) -> list[PanelRow]:
    """Return where parts of the body point that don't follow the whole."""
    values: list[object] = [None, *(float(n) for n in range(-165, 181, 15))]

    def changer(part: str) -> Callable[[int], None]:
        return lambda by: state.set(thing, part, among(values, row.get(part), by), f"{part} {thing.number}")

    return [
        PanelRow(
            _(word),
            _("as the whole body") if row.get(part) is None else _("{n:g}°", n=number(row[part], 0.0)),
            changer(part),
            remove=None if row.get(part) is None else lambda part=part: state.set(thing, part, None),  # type: ignore[misc]
        )
        for part, word in PARTS.items()
    ]


def _line_row(state: EditorState, thing: Item, row: dict[str, Any]) -> list[PanelRow]:
    """Return whose line a computer's player keeps."""
    if row.get("keeper") or run_of(row) is not None or state.draft.get("laws", {}).get("play") == "free":
        return []
    names: list[object] = [None, *(name for name in ids(state.draft) if name != row["id"])]

    def other(by: int) -> None:
        state.set(thing, "follows_line", among(names, row.get("follows_line"), by))

    return [PanelRow(_("Keeps the line of"), row.get("follows_line") or _("nobody"), other)]


def _skill_rows(state: EditorState, thing: Item, row: dict[str, Any]) -> list[PanelRow]:
    skill, stamina = number(row.get("skill"), 0.7), number(row.get("stamina"), 1.0)

    def better(by: int) -> None:
        value = stepped(skill, by, 0.1, 0.0, 1.0)
        state.set(thing, "skill", None if value == 0.7 else value, f"skill {thing.number}")

    def fresher(by: int) -> None:
        value = stepped(stamina, by, 0.1, 0.0, 1.0)
        state.set(thing, "stamina", None if value == 1.0 else value, f"stamina {thing.number}")

    def foot(_by: int) -> None:
        state.set(thing, "foot", None if row.get("foot") == "left" else "left")

    return [
        PanelRow(_("Skill"), _("{n:.0f} of 10", n=10 * skill), better),
        PanelRow(_("Freshness"), _("{n:.0f} of 10", n=10 * stamina), fresher),
        PanelRow(_("Better foot"), _("left") if row.get("foot") == "left" else _("right"), foot),
    ]


def _computer_rows(state: EditorState, thing: Item, row: dict[str, Any]) -> list[PanelRow]:
    """Return how the computer plays a player."""
    draft, found = state.draft, []
    own = person(draft)
    mate = own is not None and own.get("team") == row["team"]
    if not mate:
        styles: list[str | None] = [None, *STYLES]
        style = row.get("style")

        def other_style(by: int) -> None:
            state.set(thing, "style", among(styles, style, by))

        word = _(STYLE_WORDS[style]) if style in STYLE_WORDS else _("as usual")
        found.append(PanelRow(_("Defends"), word, other_style))
    else:
        returns = row.get("returns")

        def give(by: int) -> None:
            state.set(thing, "returns", among(list(RETURNS), returns, by))

        found.append(PanelRow(_("Gives it back"), _(RETURNS.get(returns, "after a moment")), give))
        if returns != "keeps":
            names: list[str | None] = [None, *names_beside(draft, thing.number)]

            def to_whom(by: int) -> None:
                state.set(thing, "returns_to", among(names, row.get("returns_to"), by))

            found.append(PanelRow(_("To"), row.get("returns_to") or _("the nearest"), to_whom))
    if any(goal.get("side") == row["team"] for goal in rows(draft, "goal")):
        keeper = bool(row.get("keeper"))

        def keeps(_by: int) -> None:
            state.set(thing, "keeper", None if keeper else True)

        found.append(PanelRow(_("Goalkeeper"), _(YES_NO[keeper]), keeps))
    return found
