"""The panel's rows for what isn't a player: ball, cones, walls, zones, goals."""

from __future__ import annotations

from math import cos, hypot, radians, sin

from game.app.i18n import _
from game.app.render.kits import sides_worn
from game.app.scenes.editor.properties.player_rows import YES_NO, player_rows
from game.app.scenes.editor.properties.rows import PanelRow, TypedText, among, stepped
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import (
    Item,
    ball_at,
    changed,
    ids,
    inside,
    number,
    pair,
    person,
    row_of,
    rows,
)
from game.scenario.editing.edits import angle, give_ball, remove
from game.scenario.editing.references import rename_zone
from game.scenario.editing.settled import can_serve


def rows_of(state: EditorState, thing: Item) -> tuple[str, list[PanelRow]]:
    """Return what a thing is called, and what can be said of it."""
    draft = state.draft
    if thing.kind == "player":
        return _("Player {name}", name=draft["player"][thing.number]["id"]), player_rows(state, thing.number)
    away = PanelRow(_("Remove"), act=lambda: state.do(remove(draft, thing)), strong=True)
    if thing.kind == "ball":
        return _("Ball"), [*_ball_rows(state), away]
    if thing.kind == "cone":
        told = PanelRow(_("A gate is two cones: the first and second, the third and fourth."), note=True)
        return _("Cone {n}", n=thing.number + 1), [told, away]
    if thing.kind == "wall":
        (ax, ay), (bx, by) = (pair(row_of(draft, thing)[key]) for key in ("from", "to"))
        long = PanelRow(_("Long"), _("{n:.1f} m", n=hypot(bx - ax, by - ay)))
        return _("Wall"), [PanelRow(_("Drag its ends, or its middle."), note=True), long, away]
    if thing.kind == "zone":
        return _("Zone"), [*_zone_rows(state, thing), away]
    if thing.kind == "goal":
        return _("Goal"), [*_goal_rows(state, thing), away]
    return _("Mark"), [PanelRow(_("The ball must meet the wall here."), note=True)]


def _ball_rows(state: EditorState) -> list[PanelRow]:
    draft = state.draft
    ball = draft["ball"]
    names: list[str | None] = [None, *ids(draft)]
    now = ball.get("holder", ball.get("served_by"))

    def whose(by: int) -> None:
        name = among(names, now, by)
        if name is None and now is None:
            return  # nobody is there who could have it
        if name is None:
            after = changed(draft)
            x, y = ball_at(draft) or (0.0, 0.0)
            after["ball"] = {"at": list(inside(draft, (x, y - 1.0)))}
            state.do(after)
        else:
            state.do(give_ball(draft, str(name)))

    found = [PanelRow(_("Whose"), now or _("nobody's"), whose)]
    own = person(draft)
    holder = next((row for row in rows(draft, "player") if row["id"] == now), None)
    if own is not None and holder is not None and can_serve(holder, own):
        serves = "served_by" in ball

        def serve(_by: int) -> None:
            after = changed(draft)
            after["ball"] = {"holder" if serves else "served_by": now}
            state.do(after)

        found.append(PanelRow(_("Plays it to you at once"), _(YES_NO[serves]), serve))
    if "at" not in ball:
        return found
    vx, vy = pair(ball.get("velocity", (0.0, 0.0)))
    speed = hypot(vx, vy)

    def rolls(by: int) -> None:
        value = stepped(speed, by, 1.0, 0.0, 25.0)
        way = radians(angle((0.0, 0.0), (vx, vy), 1.0)) if speed else 0.0
        velocity = [round(value * cos(way), 2) + 0.0, round(value * sin(way), 2) + 0.0]
        state.set(Item("ball"), "velocity", velocity if value else None, "rolls")

    def towards() -> None:
        def take(at: tuple[float, float]) -> dict[str, object]:
            after = changed(state.draft)
            x, y = pair(after["ball"]["at"])
            far, now = hypot(at[0] - x, at[1] - y), max(speed, 1.0)
            if far > 0.1:
                after["ball"]["velocity"] = [
                    round(now * (at[0] - x) / far, 2),
                    round(now * (at[1] - y) / far, 2),
                ]
            return after

        state.ask_for(_("Where to?"), take)

    found.append(PanelRow(_("Rolls already"), _("{n:.0f} m/s", n=speed), rolls))
    found.append(PanelRow(_("Rolls to"), _("choose a place") if speed else "-", act=towards))
    return found


def _zone_rows(state: EditorState, thing: Item) -> list[PanelRow]:
    draft, row = state.draft, row_of(state.draft, thing)

    def rename(name: str) -> bool:
        if not name or any(zone.get("id") == name for zone in rows(draft, "zone") if zone is not row):
            return bool(name == row["id"])
        after = changed(state.draft)
        rename_zone(after, row["id"], name)
        state.do(after)
        return True

    def shape(_by: int) -> None:
        after = changed(draft)
        if "circle" in row:
            (x, y), r = pair(row["at"]), number(row["circle"], 3.0)
            fresh = {"id": row["id"], "from": [x - r, y - r], "to": [x + r, y + r]}
        else:
            (ax, ay), (bx, by) = pair(row["from"]), pair(row["to"])
            radius = round(0.5 * min(abs(bx - ax), abs(by - ay)), 2) or 1.0
            fresh = {
                "id": row["id"],
                "at": [round(0.5 * (ax + bx), 2), round(0.5 * (ay + by), 2)],
                "circle": radius,
            }
        after["zone"][thing.number] = fresh
        state.do(after)

    found = [
        PanelRow(_("Name"), row["id"], typed=TypedText(row["id"], rename, 12, name=True)),
        PanelRow(_("Shape"), _("circle") if "circle" in row else _("rectangle"), shape),
    ]
    if "circle" in row:

        def wider(by: int) -> None:
            state.set(thing, "circle", stepped(number(row["circle"], 3.0), by, 0.5, 0.5, 50.0), "circle")

        found.append(PanelRow(_("Radius"), _("{n:g} m", n=number(row["circle"], 3.0)), wider))
    return found


def _goal_rows(state: EditorState, thing: Item) -> list[PanelRow]:
    row = row_of(state.draft, thing)
    red, blue = sides_worn(state.context.settings.palette)

    def wider(by: int) -> None:
        state.set(thing, "width", stepped(number(row.get("width"), 5.0), by, 0.5, 0.5, 20.0), "width")

    def higher(by: int) -> None:
        state.set(thing, "height", stepped(number(row.get("height"), 1.83), by, 0.1, 0.5, 5.0), "height")

    def wider_area(by: int) -> None:
        state.set(thing, "area", stepped(number(row.get("area"), 6.0), by, 0.5, 0.0, 40.0), "area")

    return [
        PanelRow(_("Defended by"), _(red if row.get("side") == "red" else blue)),
        PanelRow(_("Width"), _("{n:g} m", n=number(row.get("width"), 5.0)), wider),
        PanelRow(_("Height"), _("{n:.1f} m", n=number(row.get("height"), 1.83)), higher),
        PanelRow(_("The keeper's hands reach"), _("{n:g} m", n=number(row.get("area"), 6.0)), wider_area),
    ]
