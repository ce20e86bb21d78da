"""What counts is put together from events and conditions; whatever is put together can be played."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from game.scenario.checks import is_number
from game.scenario.editing.draft import Draft, changed, ids, pair, person, rows
from game.scenario.editing.settled import LAST_ONLY, settled
from game.scenario.links import EACH, KNOWS
from game.scenario.sentence_checks import kinds_there

GRADES: Final = ("done", "good", "masterly")
MOST_LINKS: Final = 9
MOST_GOES: Final = 20


@dataclass(frozen=True, slots=True)
class StepSize:
    """A number that is changed in steps."""

    usual: float
    step: float
    low: float
    high: float

    @property
    def whole(self) -> bool:
        """Whether it is a count."""
        return self.step == int(self.step) and self.usual == int(self.usual) and self.low >= 1.0


NUMBERS: Final[dict[str, StepSize]] = {
    "count": StepSize(1, 1, 1, 100),
    "touches": StepSize(1, 1, 1, 20),
    "lines": StepSize(1, 1, 1, 11),
    "fooled": StepSize(1, 1, 1, 11),
    "times": StepSize(1, 1, 1, 10),
    "how_many": StepSize(1, 1, 1, 11),
    "low": StepSize(0.3, 0.1, 0.0, 5.0),
    "beyond": StepSize(0.0, 0.5, -60.0, 60.0),
    "within_m": StepSize(1.0, 0.1, 0.1, 20.0),
    "ahead": StepSize(1.5, 0.5, -10.0, 30.0),
    "space": StepSize(2.0, 0.5, 0.0, 20.0),
    "within": StepSize(3.0, 0.5, 0.5, 60.0),
    "moved": StepSize(0.5, 0.5, 0.5, 20.0),
    "seconds": StepSize(3.0, 0.5, 0.5, 60.0),
    "in_last": StepSize(3.0, 0.1, 0.1, 3.0),
    "portion": StepSize(50, 5, 5, 1000),
}
"""Numbers by the key that has them, here and within a condition's table."""
RANGES: Final[dict[str, tuple[float | None, float | None, StepSize]]] = {
    "off_foot": (None, 10.0, StepSize(10.0, 0.5, 0.5, 30.0)),
    "swing": (None, 0.4, StepSize(0.4, 0.05, 0.05, 2.0)),
    "by_speed": (2.0, None, StepSize(2.0, 0.5, 0.0, 10.0)),
    "distance": (5.0, None, StepSize(5.0, 1.0, 0.0, 60.0)),
    "arrives": (4.0, 6.0, StepSize(5.0, 0.5, 0.0, 25.0)),
    "stride": (3.0, None, StepSize(3.0, 0.5, 0.0, 10.0)),
}
"""Ranges: the usual least and most, and how the two are changed."""
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "technique": ("push", "backheel", "any"),
    "assist": ("push", "backheel", "any"),
    "foot": ("right", "left", "in turn", "by halves"),
    "side": ("far", "near"),
    "since": ("start", "receive", "win", "look"),
    "not_twice": ("mate", "gate", "technique"),
    "each": ("foot", "gate", "mate", "plan"),
}
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "looked_at": ("who", "in_last", "times", "seconds"),
    "unseen": ("who", "in_last", "seconds"),
    "pressed": ("within_m", "how_many"),
    "close_to": ("who", "within_m"),
}
"""Conditions that are tables, and what they hold."""
PRESETS: Final[dict[str, tuple[dict[str, Any], ...]]] = {
    "free": (),
    "pass": ({"event": "pass"},),
    "heel": ({"event": "pass", "technique": "backheel"},),
    "gate": ({"event": "pass", "through": "any"},),
    "return": ({"event": "pass"}, {"event": "receive", "within": 4.0}),
    "third": ({"event": "pass"}, {"event": "pass", "by": "mate", "within": 3.0}),
    "look": ({"event": "pass", "looked_at": {"who": "away", "in_last": 3.0}},),
    "lead": ({"event": "pass", "ahead": 1.5},),
    "keep": ({"event": "keep", "seconds": 5.0},),
    "carry": ({"event": "carry", "distance": {"at_least": 5.0}},),
    "zone": ({"event": "pass", "at": ""},),
    "wall": ({"event": "board", "mark": [], "within_m": 0.7, "low": 0.3},),
    "goal": ({"event": "goal"},),
    "win": ({"event": "win"},),
    "deny": ({"event": "deny", "seconds": 5.0},),
}
"""Tasks to begin with; zone and mark are filled in from what is on the pitch."""
NEEDS: Final = {"gate": ("cone", 2), "zone": ("zone", 1), "wall": ("wall", 1), "goal": ("goal", 1)}
"""Rows that a task needs on the pitch."""


def links_of(draft: Draft) -> list[dict[str, Any]]:
    """Return the links of a task that is a sentence; none where it isn't one."""
    found = draft.get("objective", {}).get("do")
    return found if isinstance(found, list) else []


def kind_of(draft: Draft) -> str:
    """Return ``free``, ``sentence``, or one of the short forms."""
    objective = draft.get("objective")
    if not isinstance(objective, dict):
        return "free"
    return "sentence" if "do" in objective else str(objective.get("kind", "free"))


Place: TypeAlias = int | tuple[str, int | str]
"""Where a table of conditions stands: a link by its number, ``("bonus", number)`` or ``("with", grade)``."""


def link_at(draft: Draft, place: Place) -> dict[str, Any]:
    """Return a table of conditions; those of a bonus or a grade have the last link's event with them."""
    if isinstance(place, int):
        return links_of(draft)[place]
    objective: dict[str, Any] = draft["objective"]
    where, which = place
    if where == "bonus":
        table = objective["bonus"][which]
    else:
        grade = objective["grades"][which]
        table = grade.get("with", {}) if isinstance(grade, dict) else {}
    return {"event": links_of(draft)[-1]["event"], **table}


def _put_at(draft: Draft, place: tuple[str, int | str], link: dict[str, Any]) -> Draft:
    """Return the draft with another table of conditions in a bonus or a grade."""
    after = changed(draft)
    objective: dict[str, Any] = after["objective"]
    where, which = place
    table = {key: value for key, value in link.items() if key != "event"}
    if where == "bonus":
        objective["bonus"][which] = table
    else:
        grade = objective["grades"][which]
        whole = grade if isinstance(grade, dict) else {"score": grade}
        objective["grades"][which] = {**whole, "with": table}
    return settled(after)


def lacks(draft: Draft, preset: str) -> str:
    """Return the kind of row that has to be put on the pitch first; "" where nothing is missing."""
    kind, least = NEEDS.get(preset, ("", 0))
    return kind if kind and len(rows(draft, kind)) < least else ""


def with_preset(draft: Draft, preset: str) -> Draft:
    """Return the draft with one of the tasks to begin with."""
    after = changed(draft)
    links: list[dict[str, Any]] = [changed(link) for link in PRESETS[preset]]
    if not links:
        after.pop("objective", None)
        for law in ("touches", "given_back"):
            after.get("laws", {}).pop(law, None)
        if after.get("laws") == {}:
            del after["laws"]
        return after
    for link in links:
        if "at" in link:
            link["at"] = rows(draft, "zone")[0]["id"]
        if "mark" in link:
            link["mark"] = _middle_of_wall(draft)
    grades = {"done": 5, "good": 7, "masterly": 9}
    after["objective"] = {"goes": 10, "go_seconds": 8.0, "do": links, "grades": grades}
    return settled(after)


def _middle_of_wall(draft: Draft) -> list[float]:
    (ax, ay), (bx, by) = (pair(rows(draft, "wall")[0][key]) for key in ("from", "to"))
    return [round(0.5 * (ax + bx), 2), round(0.5 * (ay + by), 2)]


def possible(draft: Draft, link: dict[str, Any], place: Place | None = None) -> list[str]:
    """Return the conditions that can be added to a link, or to a bonus or a grade at this place."""
    known = [key for key in (*KNOWS[link["event"]], "portion") if key not in link and key != "within_m"]
    counts = link is links_of(draft)[-1] and draft["objective"].get("score") != "seconds"
    mine = LAST_ONLY if counts else ("each",) if isinstance(place, tuple) and place[0] == "with" else ()
    known = [key for key in known if key in mine or key not in LAST_ONLY]
    return [key for key in known if usual(draft, link, key) is not None]


def shares(draft: Draft, event: str) -> list[str]:
    """Return what `each` can share out among those that count."""
    return [what for what in EACH.get(event, ()) if kinds_there(draft, what) >= 2]


def usual(draft: Draft, link: dict[str, Any], key: str) -> Any:
    """Return what a condition stands at when it is added; None where the pitch has nothing for it."""
    zones = [row["id"] for row in rows(draft, "zone")]
    if key in ("from", "at"):
        return zones[0] if zones else None
    if key == "through":
        return "any" if len(rows(draft, "cone")) >= 2 else None
    if key == "between":
        others = [name for name in ids(draft) if name != _own(draft)]
        return others[:2] if len(others) >= 2 else None
    if key == "mark":
        return _middle_of_wall(draft) if rows(draft, "wall") else None
    if key in ("to", "not_to"):
        names = whom(draft, link["event"], key)
        return names[-1] if names else None
    if key in TABLES:
        return _usual_table(draft, key)
    if key in RANGES:
        least, most, _steps = RANGES[key]
        ends = {"at_least": least, "at_most": most}
        return {end: value for end, value in ends.items() if value is not None}
    if key == "each":
        return next(iter(shares(draft, link["event"])), None)
    if key in WORDS:
        return None if key == "since" and "within" not in link else WORDS[key][0]
    if key == "onside":
        return True
    steps = NUMBERS[key]
    return int(steps.usual) if steps.whole else steps.usual


def _usual_table(draft: Draft, key: str) -> dict[str, Any] | None:
    if key == "looked_at":
        return {"who": "away", "in_last": 3.0}
    if key == "unseen":
        return {"who": "to", "in_last": 0.6}
    if key == "pressed":
        return {"within_m": 2.5, "how_many": 1}
    others = [name for name in ids(draft) if name != _own(draft)]
    return {"who": others[0], "within_m": 2.0} if others else None


def _own(draft: Draft) -> str:
    own = person(draft)
    return str(own["id"]) if own is not None else ""


def whom(draft: Draft, event: str, key: str) -> list[str]:
    """Return whom ``by``, ``to``, ``not_to`` or ``who`` can name."""
    called = ["called"] if draft.get("objective", {}).get("called") else []
    words = {"by": ["person", "mate", "anybody"], "who": []}.get(key, ["person", "mate", *called])
    if event == "look" and key == "to":
        words = ["away"]
    return [*words, *ids(draft)]


def with_table(draft: Draft, place: Place, link: dict[str, Any]) -> Draft:
    """Return the draft with other conditions at a place."""
    return with_link(draft, place, link) if isinstance(place, int) else _put_at(draft, place, link)


def with_link(draft: Draft, number: int, link: dict[str, Any] | None) -> Draft:
    """Return the draft with a link in place of the one that is there, or without it."""
    after = changed(draft)
    links = after["objective"]["do"]
    if link is None:
        del links[number]
    elif number < len(links):
        links[number] = link
    else:
        links.append(link)
    if not links:
        return with_preset(draft, "free")
    if links[-1].get("never"):
        del links[-1]["never"]
    return settled(after)


ALWAYS: Final = ("count", "never", "by", "portion")
"""Keys of a link that every event has."""


def with_event(draft: Draft, number: int, event: str) -> Draft:
    """Return the draft with another event in a link; conditions that it doesn't know go."""
    link = changed(links_of(draft)[number])
    kept = {key: value for key, value in link.items() if key in (*KNOWS[event], *ALWAYS)}
    if event in ("look", "goal", "win", "deny") or link["event"] == "look":
        kept.pop("to", None)
    if "mark" not in kept and not isinstance(kept.get("from"), list):
        kept.pop("within_m", None)
    return with_link(draft, number, {"event": event, **kept})


def with_condition(draft: Draft, place: Place, key: str, value: Any) -> Draft:
    """Return the draft with a condition set at a place, or taken out where it is None."""
    link = changed(link_at(draft, place))
    if value is None:
        link.pop(key, None)
        if key == "within":
            link.pop("since", None)
    else:
        link[key] = value
        point = key == "mark" or (key == "from" and isinstance(value, list))
        if point and "within_m" not in link:
            link["within_m"] = 0.7 if key == "mark" else 1.0
    if "mark" not in link and not isinstance(link.get("from"), list):
        link.pop("within_m", None)
    return with_table(draft, place, link)


def with_goes(draft: Draft, goes: int | None) -> Draft:
    """Return the draft with so many tries; None plays on. Grades ask for no more than there are."""
    after = changed(draft)
    objective = after["objective"]
    objective.pop("goes", None)
    if goes is not None:
        after["objective"] = objective = {"goes": goes, **objective}
    return settled(after)


def with_grade(draft: Draft, name: str, score: int) -> Draft:
    """Return the draft with a grade's score; the others stay in order."""
    after = changed(draft)
    objective = after["objective"]
    capped = objective.get("score", "chains") in ("chains", "longest")
    most = objective.get("goes") if capped else None
    score = min(max(score, 1), most or 1000)
    place = GRADES.index(name)
    for other, grade in enumerate(GRADES):
        now = score_of(objective["grades"][grade])
        wanted = score if other == place else max(now, score) if other > place else min(now, score)
        if isinstance(objective["grades"][grade], dict):
            objective["grades"][grade]["score"] = wanted
        else:
            objective["grades"][grade] = wanted
    return after


def score_of(grade: Any) -> int:
    """Return the score that a grade asks for."""
    value = grade.get("score") if isinstance(grade, dict) else grade
    return int(value) if is_number(value) else 1


def with_grade_key(draft: Draft, name: str, key: str, value: Any) -> Draft:
    """Return the draft with a key of a grade's set, or taken out where it is None."""
    after = changed(draft)
    grade = after["objective"]["grades"][name]
    table = {**grade} if isinstance(grade, dict) else {"score": grade}
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    after["objective"]["grades"][name] = table["score"] if set(table) == {"score"} else table
    return settled(after)


def with_bonus(draft: Draft, number: int | None) -> Draft:
    """Return the draft with one more bonus, where ``number`` is None, or without one of them."""
    after = changed(draft)
    rows_: list[dict[str, Any]] = after["objective"].setdefault("bonus", [])
    if number is None:
        rows_.append({"worth": 1})
    else:
        del rows_[number]
    if not rows_:
        del after["objective"]["bonus"]
    return settled(after)
