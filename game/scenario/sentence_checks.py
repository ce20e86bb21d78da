"""A sentence, its passers and its plays agree with the level: ids, zones, cones, known conditions."""

from collections.abc import Iterator
from typing import Any

from game.scenario.links import AWAY, EACH, EVENTS, KNOWS, LASTING, WORDS
from game.scenario.words import did_you_mean

Loc = tuple[str | int, ...]
Fault = tuple[Loc, str, object]

NOT_CONDITIONS = ("event", "by", "count", "never", "portion", "worth")
VARIED = ("player", "ball", "sound", "poor", "passer")
"""Keys that a variant may change: what stands on the pitch and who does what, never what counts."""


DRILLS_ONLY = ("returns", "returns_to", "run", "runs_to", "follows_line")
"""Keys of a player that only a drill has: where play is free all think for themselves."""


def sentence_faults(raw: dict[str, Any], people: list[str]) -> Iterator[Fault]:
    """Yield everything that is wrong between an objective's links and the level.

    ``people`` are the players' ids.
    """
    names = _Names(raw, people)
    objective = raw.get("objective")
    if isinstance(objective, dict) and objective.get("kind") == "sentence":
        yield from _objective(objective, names)
    yield from _players(raw, names)
    yield from _rows(raw, names)


class _Names:
    """The names that a level has: players, zones, cones."""

    def __init__(self, raw: dict[str, Any], people: list[str]) -> None:
        self.ids = people
        zones = raw.get("zone")
        rows = zones if isinstance(zones, list | tuple) else []
        self.zones = [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
        cones = raw.get("cone")
        self.cones = len(cones) if isinstance(cones, list | tuple) else 0
        self.raw = raw

    def one(self, value: str, words: tuple[str, ...] = ()) -> str | None:
        """Return what was expected where a value is neither an id nor one of the words; None where it is."""
        known = [*words, *self.ids]
        if value in known:
            return None
        return f"a player's id, one of {', '.join(known[:30])}{did_you_mean(value, known)}"


def tables(raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the tables of a list of a level, none where there is no such list."""
    found = raw.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list | tuple) else []


def kinds_there(raw: dict[str, Any], what: str) -> int:
    """Return how many feet, gates, team-mates or kinds of a passer's pass a level has to tell apart."""
    if what == "foot":
        return 2
    if what == "gate":
        cones = raw.get("cone")
        return len(cones) // 2 if isinstance(cones, list | tuple) else 0
    if what == "plan":
        return len({kind for row in tables(raw, "passer") if (kind := _kind_of(row)) is not None})
    players = tables(raw, "player")
    people = [row for row in players if row.get("control") in ("human1", "human2")] or players[:1]
    side = people[0].get("team") if people else None
    return sum(row.get("team") == side and row not in people for row in players)


def _kind_of(row: dict[str, Any]) -> str | None:
    kind, plan = row.get("kind"), row.get("plan")
    technique = plan.get("technique") if isinstance(plan, dict) else None
    return kind if isinstance(kind, str) else technique if isinstance(technique, str) else None


def _objective(objective: dict[str, Any], names: _Names) -> Iterator[Fault]:
    links = objective.get("do")
    if links in ([], ()):
        yield ("objective", "do"), "1 to 9 tables [[objective.do]]", links
    called = objective.get("called")
    for name in called if isinstance(called, list | tuple) else ():
        wrong = names.one(name) if isinstance(name, str) else None
        if wrong:
            yield ("objective", "called"), wrong, name
    rows = links if isinstance(links, list | tuple) else []
    for number, link in enumerate(rows):
        if isinstance(link, dict):
            at = ("objective", "do", number)
            yield from _link(link, link.get("event"), at, names, bool(called))
            yield from _shared_out(link, at, number == len(rows) - 1, names)
    never = [isinstance(row, dict) and row.get("never") is True for row in rows]
    if never and (never[-1] or all(never)):
        yield (
            ("objective", "do", len(never) - 1, "never"),
            "a link to do after what must never happen",
            True,
        )
    last = rows[-1].get("event") if rows and isinstance(rows[-1], dict) else None
    bonus = objective.get("bonus")
    for number, row in enumerate(bonus if isinstance(bonus, list | tuple) else []):
        if isinstance(row, dict):
            yield from _link(row, last, ("objective", "bonus", number), names, bool(called))
            if row.get("each") is not None:
                expected = "no each in a bonus, it belongs to a link or a grade"
                yield ("objective", "bonus", number, "each"), expected, row["each"]
    if bonus and objective.get("score") != "points":
        yield ("objective", "score"), "points, beside [[objective.bonus]]", objective.get("score")
    if objective.get("score") == "seconds" and last in EVENTS and last not in LASTING:
        expected = f"a last link that lasts ({', '.join(LASTING)}) beside seconds"
        yield ("objective", "score"), expected, "seconds"
    if objective.get("score") == "seconds" and rows and isinstance(rows[-1], dict):
        for key in ("count", "portion", "each"):
            if rows[-1].get(key) not in (None, 1):
                told = f"no {key} where score is seconds"
                yield ("objective", "do", len(rows) - 1, key), told, rows[-1][key]
    grades = objective.get("grades")
    for grade in ("done", "good", "masterly"):
        table = grades.get(grade) if isinstance(grades, dict) else None
        if isinstance(table, dict) and isinstance(table.get("with"), dict):
            yield from _link(table["with"], last, ("objective", "grades", grade, "with"), names, bool(called))
            yield from _each(table["with"], last, ("objective", "grades", grade, "with"), names)
        elif isinstance(table, dict) and table.get("at_least") is not None:
            expected = "no at_least without with"
            yield ("objective", "grades", grade, "at_least"), expected, table["at_least"]
    yield from _reachable(objective)


def _shared_out(link: dict[str, Any], at: Loc, last: bool, names: _Names) -> Iterator[Fault]:
    """Yield a fault where `each` or `portion` can't be counted."""
    for key in ("each", "portion"):
        if link.get(key) is not None and not last:
            yield (*at, key), f"no {key} before the last link, which is what counts", link[key]
    if last:
        yield from _each(link, link.get("event"), at, names)


def _each(link: dict[str, Any], event: object, at: Loc, names: _Names) -> Iterator[Fault]:
    """Yield a fault where the event has no such kinds, or the level fewer than two of them."""
    what = link.get("each")
    known = EACH.get(event, ()) if isinstance(event, str) else ()
    if not isinstance(what, str) or not known:
        return
    if what not in known:
        yield (*at, "each"), f"{' or '.join(known)}, for {event}", what
    elif (there := kinds_there(names.raw, what)) < 2:
        needs = {"gate": "four cones", "mate": "two team-mates", "plan": "[[passer]] rows of two kinds"}
        yield (*at, "each"), f"{needs[what]} in the level, to tell each from the other (it has {there})", what


def _reachable(objective: dict[str, Any]) -> Iterator[Fault]:
    """Yield a fault where a grade asks for more than the goes can give, or for less than the one before."""
    goes, grades = objective.get("goes"), objective.get("grades")
    if not isinstance(grades, dict):
        return
    before = 0
    for grade in ("done", "good", "masterly"):
        value = grades.get(grade)
        score = value.get("score") if isinstance(value, dict) else value
        if not isinstance(score, int) or isinstance(score, bool):
            continue
        if (
            isinstance(goes, int)
            and score > goes
            and objective.get("score", "chains") in ("chains", "longest")
        ):
            yield ("objective", "grades", grade), f"at most {goes}, there are so many goes", score
        elif score < before:
            yield ("objective", "grades", grade), f"at least {before}, as the grade before", score
        before = score


def _link(link: dict[str, Any], event: object, at: Loc, names: _Names, called: bool) -> Iterator[Fault]:
    if isinstance(event, str) and event in EVENTS:
        for key, value in link.items():
            known = KNOWS[event]
            if key not in NOT_CONDITIONS and key not in known:
                yield (
                    (*at, key),
                    f"a condition of {event}: {', '.join(known)}{did_you_mean(key, known)}",
                    value,
                )
    for key in ("by", "to", "not_to"):
        value = link.get(key)
        words: tuple[str, ...] = (*WORDS, AWAY) if event == "look" and key == "to" else WORDS
        for name in value if isinstance(value, list | tuple) else (value,):
            wrong = names.one(name, words) if isinstance(name, str) else None
            if wrong:
                yield (*at, key), wrong, name
            elif name == "called" and not called:
                yield (*at, key), "an id (called needs objective.called, a list of ids)", name
    eyes: dict[str, tuple[str, ...]] = {"looked_at": (AWAY,), "unseen": ("to",), "close_to": ()}
    for key, words in eyes.items():
        table = link.get(key)
        who = table.get("who") if isinstance(table, dict) else None
        wrong = names.one(who, words) if isinstance(who, str) else None
        if wrong:
            yield (*at, key, "who"), wrong, who
    between = link.get("between")
    for name in between if isinstance(between, list | tuple) else ():
        wrong = names.one(name) if isinstance(name, str) else None
        if wrong:
            yield (*at, "between"), wrong, name
    yield from _places(link, at, names)


def _places(link: dict[str, Any], at: Loc, names: _Names) -> Iterator[Fault]:
    for key in ("from", "at"):
        value = link.get(key)
        if isinstance(value, str) and value not in names.zones:
            known = ", ".join(names.zones[:20]) or "there is none"
            yield (*at, key), f"the id of a [[zone]] ({known}){did_you_mean(value, names.zones)}", value
    whole = "within_m" in link
    point = isinstance(link.get("from"), list | tuple) or "mark" in link
    if point and not whole:
        yield (*at, "within_m"), "metres, how near the point it must be", None
    elif whole and not point:
        yield (*at, "within_m"), "no within_m without mark or a point as from", link["within_m"]
    if "since" in link and "within" not in link:
        yield (*at, "within"), "seconds, beside since", None
    through = link.get("through")
    if isinstance(through, list | tuple) and len(through) == 2:
        whole_numbers = all(isinstance(n, int) and not isinstance(n, bool) for n in through)
        if whole_numbers and (through[0] == through[1] or not all(1 <= n <= names.cones for n in through)):
            expected = f"the numbers of two different cones, from 1 to {names.cones}"
            yield (*at, "through"), f"{expected} (the file has {names.cones})", through


def _players(raw: dict[str, Any], names: _Names) -> Iterator[Fault]:
    players = raw.get("player")
    goals = raw.get("goal")
    rows = [g for g in goals if isinstance(g, dict)] if isinstance(goals, list | tuple) else []
    sides = [row.get("side") for row in rows]
    for number, row in enumerate(players if isinstance(players, list | tuple) else []):
        if not isinstance(row, dict):
            continue
        at: Loc = ("player", number)
        if row.get("run") is not None and row.get("runs_to") is not None:
            yield (*at, "run"), "run or runs_to, not both", "both"
        yield from _line(row, at, names)
        if row.get("keeper") is True and row.get("team") not in sides:
            yield (*at, "keeper"), "a side that has a [[goal]]", True
        to = row.get("returns_to")
        if isinstance(to, str):
            wrong = names.one(to)
            if wrong or to == row.get("id"):
                yield (*at, "returns_to"), wrong or "another player's id", to
    for number, side in enumerate(sides):
        if side in sides[:number]:
            yield ("goal", number, "side"), "one goal for each side", side
    laws = raw.get("laws")
    free = isinstance(laws, dict) and laws.get("play") == "free"
    objective = raw.get("objective")
    linked = isinstance(objective, dict) and objective.get("kind") == "sentence"
    if isinstance(laws, dict) and laws.get("touches") is not None and not linked:
        yield ("laws", "touches"), "no touches without [[objective.do]]", laws["touches"]
    in_goes = isinstance(objective, dict) and objective.get("goes") is not None
    if isinstance(laws, dict) and laws.get("given_back") is True and (not linked or in_goes):
        yield ("laws", "given_back"), "no given_back without [[objective.do]], nor with goes", True
    if free and len(sides) == 1:
        yield ("laws", "play"), "goals for both sides, or for none, where play is free", "free"
    if free:
        yield from _of_drills(raw)


def _of_drills(raw: dict[str, Any]) -> Iterator[Fault]:
    """Yield a fault for what only a drill's players are told: in free play all think for themselves."""
    for number, row in enumerate(tables(raw, "player")):
        for key in DRILLS_ONLY:
            if row.get(key) is not None:
                yield ("player", number, key), f"no {key} where play is free", row[key]
    ball = raw.get("ball")
    if isinstance(ball, dict) and ball.get("served_by") is not None:
        yield ("ball", "served_by"), "no served_by where play is free", ball["served_by"]
    if tables(raw, "passer"):
        yield ("passer",), "no [[passer]] where play is free", None


def _line(row: dict[str, Any], at: Loc, names: _Names) -> Iterator[Fault]:
    """Yield a fault where somebody can't follow a player's line."""
    leader = row.get("follows_line")
    if not isinstance(leader, str):
        return
    wrong = names.one(leader)
    if wrong or leader == row.get("id"):
        yield (*at, "follows_line"), wrong or "another player's id", leader
    elif row.get("control", "cpu") != "cpu" or row.get("keeper") is True:
        yield (*at, "follows_line"), "no follows_line but for the computer's field players", leader
    elif row.get("run") is not None or row.get("runs_to") is not None:
        yield (*at, "follows_line"), "follows_line or a run, not both", leader


def _rows(raw: dict[str, Any], names: _Names) -> Iterator[Fault]:
    passers = raw.get("passer")
    for number, row in enumerate(passers if isinstance(passers, list | tuple) else []):
        if isinstance(row, dict):
            who = row.get("by")
            wrong = names.one(who) if isinstance(who, str) else None
            if wrong:
                yield ("passer", number, "by"), wrong, who
            plan = row.get("plan")
            to = plan.get("target") if isinstance(plan, dict) else None
            if row.get("onside_by") is not None and to not in names.ids:
                yield (
                    ("passer", number, "onside_by"),
                    "onside_by only of a pass to a player",
                    row["onside_by"],
                )
    variants = raw.get("variant")
    for number, row in enumerate(variants if isinstance(variants, list | tuple) else []):
        changes = row.get("set") if isinstance(row, dict) else None
        for key in changes if isinstance(changes, dict) else ():
            first = str(key).split(".")[0]
            if first not in VARIED:
                expected = f"a key of {', '.join(VARIED)}{did_you_mean(first, VARIED)}"
                yield ("variant", number, "set"), expected, key
    for name in ("sound", "poor"):
        steps = raw.get(name)
        for number, step in enumerate(steps if isinstance(steps, list | tuple) else []):
            if isinstance(step, dict):
                yield from _step(step, (name, number), names)


def _step(step: dict[str, Any], at: Loc, names: _Names) -> Iterator[Fault]:
    for key in ("called", "fake", "look", "run", "press", "cover"):
        value = step.get(key)
        wrong = names.one(value) if isinstance(value, str) else None
        if wrong:
            yield (*at, key), wrong, value
