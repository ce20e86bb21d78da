"""What one change leaves without sense elsewhere in a level goes with it, so that a level is left."""

from typing import Any, Final

from game.scenario.editing.draft import Draft, changed, rows
from game.scenario.links import EACH, KNOWS, LASTING
from game.scenario.sentence_checks import DRILLS_ONLY, kinds_there

LAST_ONLY: Final = ("each", "portion")
"""Keys that only the last link has."""


def settled(draft: Draft) -> Draft:
    """Return the draft without what can't be counted, served or followed any more."""
    after = changed(draft)
    if after.get("laws", {}).get("play") == "free":
        _as_in_a_match(after)
    _served(after)
    for row in rows(after, "player"):
        _in_line(after, row)
    objective = after.get("objective")
    if isinstance(objective, dict) and objective.get("do"):
        _counted(after, objective)
    for variant in rows(after, "variant"):
        variant["set"] = {key: value for key, value in variant["set"].items() if _is_there(after, key)}
    if "variant" in after:
        after["variant"] = [variant for variant in after["variant"] if variant["set"]]
        if not after["variant"]:
            del after["variant"]
    return after


def _is_there(draft: Draft, key: str) -> bool:
    """Return whether a version's key is about a row that the level has, and about a table in it."""
    kind, *rest = key.split(".")
    if kind not in ("sound", "poor", "passer"):
        return True
    every = rows(draft, kind)
    if not rest or not rest[0].isdigit() or not 1 <= int(rest[0]) <= len(every):
        return False
    row = every[int(rest[0]) - 1]
    return len(rest) < 3 or isinstance(row.get(rest[1]), dict)


def _as_in_a_match(draft: Draft) -> None:
    """Take away what only a drill's players are told."""
    for row in rows(draft, "player"):
        for key in DRILLS_ONLY:
            row.pop(key, None)
    ball = draft.get("ball")
    if isinstance(ball, dict) and "served_by" in ball:
        draft["ball"] = {"holder": ball["served_by"]}
    draft.pop("passer", None)


def _served(draft: Draft) -> None:
    """Let a server who can't serve any more just have the ball."""
    ball = draft.get("ball")
    if not isinstance(ball, dict) or "served_by" not in ball:
        return
    server = next((row for row in rows(draft, "player") if row["id"] == ball["served_by"]), None)
    people = [row for row in rows(draft, "player") if row.get("control") in ("human1", "human2")]
    if server is None or not people or not can_serve(server, people[0]):
        draft["ball"] = {"holder": ball["served_by"]}


def can_serve(server: dict[str, Any], person: dict[str, Any]) -> bool:
    """Return whether a player may serve the ball to the person."""
    return server.get("control", "cpu") == "cpu" and server.get("team") == person.get("team")


def _in_line(draft: Draft, row: dict[str, Any]) -> None:
    leader = row.get("follows_line")
    if leader is None:
        return
    free = row.get("control", "cpu") == "cpu" and not row.get("keeper")
    known = any(other["id"] == leader and other is not row for other in rows(draft, "player"))
    if not known or not free or "run" in row or "runs_to" in row:
        del row["follows_line"]


def _counted(draft: Draft, objective: dict[str, Any]) -> None:
    links = objective["do"]
    for link in links[:-1]:
        for key in LAST_ONLY:
            link.pop(key, None)
    last = links[-1]
    if objective.get("score") == "seconds":
        if last["event"] in LASTING:
            for key in (*LAST_ONLY, "count"):
                last.pop(key, None)
        else:
            del objective["score"]
    if objective.get("score") != "points":
        objective.pop("bonus", None)
    _each(draft, last, last["event"])
    for row in objective.get("bonus", []):
        _known(row, last["event"], ("worth",))
        row.pop("each", None)
    goes = objective.get("goes")
    if goes is not None:
        # A go ends with the ball lost.
        draft.get("laws", {}).pop("given_back", None)
        if draft.get("laws") == {}:
            del draft["laws"]
    capped = goes if objective.get("score", "chains") in ("chains", "longest") else None
    for name, grade in list(objective["grades"].items()):
        if isinstance(grade, dict):
            if capped is not None:
                grade["score"] = min(grade["score"], capped)
            if "with" in grade:
                _known(grade["with"], last["event"])
                _each(draft, grade["with"], last["event"])
            if not grade.get("with"):
                grade.pop("with", None)
                grade.pop("at_least", None)
        elif capped is not None:
            objective["grades"][name] = min(grade, capped)


def _known(table: dict[str, Any], event: str, besides: tuple[str, ...] = ()) -> None:
    """Take away the conditions that an event doesn't know."""
    for key in [key for key in table if key not in KNOWS[event] and key not in besides]:
        del table[key]
    if "mark" not in table and not isinstance(table.get("from"), list):
        table.pop("within_m", None)


def _each(draft: Draft, table: dict[str, Any], event: str) -> None:
    each = table.get("each")
    if each is not None and (each not in EACH.get(event, ()) or kinds_there(draft, each) < 2):
        del table["each"]
