"""The panel's rows for a plan: one pass, with everything that a plan can say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from game.app.i18n import N_, _
from game.app.scenes.editor.properties.rows import PanelRow, among, shown
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import Draft, Point, inside, rows
from game.scenario.editing.tables import Path, table_at, with_key

TECHNIQUES: Final = {"push": N_("the inside of the foot"), "backheel": N_("the heel")}
AIMS: Final = {
    None: N_("as usual"),
    "feet": N_("feet"),
    "far_foot": N_("far foot"),
    "lead": N_("into the run"),
}
FEET: Final = {None: N_("as usual"), "right": N_("right"), "left": N_("left")}
HIPS: Final = {None: N_("as usual"), "natural": N_("as comes natural"), "square": N_("square to the pass")}
SWEET: Final = [0.0, 0.17]
"""Metres from the plant foot to the ball as a push likes it best, forward and to the side."""


@dataclass(frozen=True, slots=True)
class PlanNumber:
    """A number of a plan that may be left out."""

    label: str
    unit: str
    usual: float
    step: float
    low: float
    high: float


SECONDS, SPEED, PLAIN = N_("{n:g} s"), N_("{n:g} m/s"), N_("{n:g}")
NUMBERS: Final = {
    "speed": PlanNumber(N_("Ball speed"), SPEED, 10.0, 0.5, 2.0, 30.0),
    "delay": PlanNumber(N_("Holds it first"), SECONDS, 0.5, 0.1, 0.0, 10.0),
    "look_time": PlanNumber(N_("Looks for"), SECONDS, 0.5, 0.1, 0.0, 5.0),
    "backswing": PlanNumber(N_("Backswing"), SECONDS, 0.4, 0.05, 0.05, 2.0),
    "timing": PlanNumber(N_("Meets it early or late"), SECONDS, 0.0, 0.05, -1.0, 1.0),
    "lean": PlanNumber(N_("Leans over the ball"), PLAIN, 0.0, 0.1, -1.0, 1.0),
    "follow_through": PlanNumber(N_("Follows through"), PLAIN, 1.0, 0.1, 0.0, 2.0),
}
"""Of a plan's keys those that are numbers."""

After = Callable[[Draft], Draft]


def plan_rows(
    state: EditorState, path: Path, mates: Sequence[str], after: After = lambda draft: draft
) -> list[PanelRow]:
    """Return the rows of the plan at ``path``; ``after`` is done to every changed draft."""
    plan = table_at(state.draft, path)

    def put(key: str, value: object, going_on: str = "") -> None:
        state.do(after(with_key(state.draft, path, key, value)), going_on)

    def chooser(key: str, values: Sequence[object]) -> Callable[[int], None]:
        return lambda by: put(key, among(values, plan.get(key), by))

    def place(key: str) -> Callable[[], None]:
        def take(at: Point) -> Draft:
            return after(with_key(state.draft, path, key, list(inside(state.draft, at))))

        return lambda: state.ask_for(_("Where to?"), take)

    look, hips = plan.get("look"), plan.get("hips")
    looks: list[object] = [None, "target", "away", *[row["id"] for row in rows(state.draft, "player")]]
    turns: list[object] = [None, "natural", "square", *[float(n) for n in range(-180, 181, 15)]]
    target = plan["target"] if isinstance(plan["target"], str) else _point(plan["target"])
    found = [
        PanelRow(_("Pass with"), _(TECHNIQUES[plan["technique"]]), chooser("technique", list(TECHNIQUES))),
    ]
    if mates:
        found.append(PanelRow(_("To"), target, chooser("target", mates)))
    found += [
        PanelRow(_("To a place"), "" if mates else target, act=place("target")),
        PanelRow(_("Aim"), _(AIMS.get(plan.get("aim"), "as usual")), chooser("aim", list(AIMS))),
        PanelRow(_("Looks at"), look_words(look), chooser("look", looks)),
        PanelRow(_("Looks at a place"), "", act=place("look")),
        PanelRow(_("Foot"), _(FEET.get(plan.get("foot"), "as usual")), chooser("foot", list(FEET))),
        PanelRow(_("Hips"), _hips(hips), chooser("hips", turns)),
    ]
    found += [_number_row(put, plan, key, number) for key, number in NUMBERS.items()]
    return [*found, *_offset_rows(put, plan)]


def _point(value: Any) -> str:
    return _("{x:g}, {y:g}", x=value[0], y=value[1])


def _hips(value: object) -> str:
    if isinstance(value, int | float):
        return _("{n:g}°", n=value)
    return _(HIPS.get(value if isinstance(value, str) else None, "as usual"))


def _number_row(put: Callable[..., None], plan: dict[str, Any], key: str, number: PlanNumber) -> PanelRow:
    now = plan.get(key)

    def change(by: int) -> None:
        wanted = number.usual if now is None else round(now + by * number.step, 4)
        put(key, min(max(wanted, number.low), number.high) + 0.0, key)

    said = _("as usual") if now is None else _(number.unit, n=now)
    return PanelRow(_(number.label), said, change, remove=None if now is None else lambda: put(key, None))


def _offset_rows(put: Callable[..., None], plan: dict[str, Any]) -> list[PanelRow]:
    """Return where the ball lies beside the plant foot, two numbers."""
    now = plan.get("ball_offset")

    def begin(_by: int = 0) -> None:
        put("ball_offset", list(SWEET))

    if now is None:
        return [PanelRow(_("Ball beside the foot"), _("as usual"), begin)]

    def mover(place: int) -> Callable[[int], None]:
        def change(by: int) -> None:
            after = list(now)
            after[place] = min(max(round(after[place] + 0.05 * by, 4), -1.0), 1.0) + 0.0
            put("ball_offset", after, f"offset {place}")

        return change

    return [
        PanelRow(
            _("Ball beside the foot: {what}", what=word),
            _("{n} m", n=shown(now[place], 2)),
            mover(place),
            remove=lambda: put("ball_offset", None),
        )
        for place, word in enumerate((_("forward"), _("to the side")))
    ]


def look_words(look: object) -> str:
    """Return where a plan's eyes rest."""
    if look is None:
        return _("as usual")
    if look in ("target", "away"):
        return _("the receiver") if look == "target" else _("somewhere else")
    return look if isinstance(look, str) else _point(look)
