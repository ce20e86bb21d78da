"""The report's tables: every attempt to vote a row, refused ones too; every person; every person's weeks."""

import csv
import io
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from game.classroom.report.people import Person
from game.classroom.session.results import Row, judge_point, lean_of, own_values

VOTES: Final = (
    "session", "part", "kind", "round", "voter", "nick", "team", "answer", "x", "y", "say", "because",
    "seconds", "accepted", "why_not", "value", "value_lo", "value_hi", "good", "given_away", "truth", "off",
    "lean", "stop", "honest",
)  # fmt: skip
PEOPLE: Final = (
    "session", "voter", "nick", "card", "team", "parts_present", "choose_answered", "good_first",
    "good_second", "to_good", "from_good", "given_away_first", "given_away_second", "estimates", "off_mean",
    "lean_mean", "read_trials", "read_right", "d_prime", "d_lo", "d_hi", "c", "c_lo", "c_hi", "trust",
)  # fmt: skip

WEEKS: Final = (
    "word", "session", "date", "lesson", "nick", "choose_answered", "good_first", "good_second",
    "given_away_first", "given_away_second", "estimates", "off_mean", "lean_mean", "read_trials",
    "read_right",
)  # fmt: skip


def renumbered(voters: Sequence[int]) -> dict[int, int]:
    """Give new numbers from a fresh draw, so that nobody is known again by theirs."""
    order = list(voters)
    secrets.SystemRandom().shuffle(order)
    return {voter: number for number, voter in enumerate(order, 1)}


def votes_csv(
    session: str,
    documents: Sequence[Row],
    votes: Sequence[Row],
    numbers: Mapping[int, int] | None = None,
) -> str:
    """Return the votes in the order in which they came; with ``numbers`` without names."""
    by_number = {document["part"]: document for document in documents}
    rows = []
    for vote in votes:
        row = _vote(vote, by_number.get(vote["part"]), documents)
        row.update(session=session, voter=vote["voter"], nick=vote["nick"] or vote["name"], team=vote["team"])
        if numbers is not None:
            row.update(voter=numbers.get(vote["voter"] or 0), nick="")
        rows.append(row)
    return _text(VOTES, rows)


def people_csv(session: str, people: Iterable[Person], numbers: Mapping[int, int] | None = None) -> str:
    """Return everybody; with ``numbers`` without names, in the order of the new numbers."""
    rows = [{**person.row(), "session": session} for person in people]
    if numbers is not None:
        rows = [{**row, "voter": numbers[row["voter"]], "nick": "", "card": ""} for row in rows]
        rows.sort(key=lambda row: row["voter"])
    return _text(PEOPLE, rows)


def weeks_csv(rows: Iterable[Row]) -> str:
    """Return the lessons of whoever keeps a word, a row a lesson."""
    return _text(WEEKS, rows)


def _vote(vote: Row, document: Row | None, documents: Sequence[Row]) -> Row:
    row: Row = {name: vote[name] for name in ("part", "round", "answer", "x", "y", "seconds", "why_not")}
    row["accepted"] = int(vote["accepted"])
    if document is None:
        return row
    row["kind"] = document["kind"]
    reasons = document.get("because") or []
    if vote["because"] is not None and 1 <= vote["because"] <= len(reasons):
        row["because"] = reasons[vote["because"] - 1]
    if not vote["accepted"]:
        return row
    if document["kind"] == "choose":
        option = document["options"][int(vote["answer"]) - 1]
        row.update(say=option["say"], good=_flag(option["good"]), given_away=option["given_away"])
        _value(row, option)
    elif document["kind"] == "estimate":
        lean = lean_of(document, vote, own_values(document, documents))
        if lean is not None:
            row.update(lean=lean, off=abs(lean), truth=float(vote["answer"]) - lean)
        _value(row, document)
    elif document["kind"] == "point":
        judged = judge_point(document, vote["x"], vote["y"])
        row.update(off=judged.get("metres"), good=_flag(judged.get("hit")), value=judged.get("value"))
        if document["truth"]:
            row["truth"] = f"{document['truth'][0]:g};{document['truth'][1]:g}"
    elif document["kind"] == "read":
        trial = next(t for t in document["trials"] if t["trial"] == vote["trial"])
        row.update(stop=trial["stop"], honest=int(trial["honest"]), truth=trial["target"])
        row["good"] = int(vote["answer"] == trial["target"])
    elif document["kind"] == "write":
        worth = next((w for w in document.get("written", []) if w["vote"] == vote["id"]), None)
        if worth is not None:
            _value(row, worth)
    return row


def _value(row: Row, of: Mapping[str, Any]) -> None:
    row["value"] = of["value"]
    if of["value_ci95"] is not None:
        row["value_lo"], row["value_hi"] = of["value_ci95"]


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if (
        isinstance(value, str)
        and value[:1] in ("=", "+", "-", "@", "\t")
        and not re.fullmatch(r"[-+0-9.;]+", value)
    ):
        return "'" + value
    return value
