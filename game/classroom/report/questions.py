"""A question's page of a report: its picture, its answers, what they were worth and what the room said."""

import json
from collections.abc import Sequence
from statistics import median
from typing import Final

import markupsafe

from game.classroom.lesson.moments import frames_of
from game.classroom.lesson.plan_words import plan_words
from game.classroom.lesson.values import engine_digest
from game.classroom.report.data import ReportData
from game.classroom.report.people import has_answer
from game.classroom.report.pictures import DrawnPass, bar_svg, guesses_svg, pitch_svg, shown
from game.classroom.report.sentences import OUTCOMES, hundred, scene_words, why_it_fails
from game.classroom.session.results import Row, part_result
from game.classroom.words import WordBook
from game.scenario.load import apply_level_set, parse_level

NOTHING: Final = "\N{EN DASH}"
"""Stands where there is no number."""


def question_of(document: Row, data: ReportData) -> Row:
    """Return one question as the page's template wants it."""
    words = data.words
    own = [v for v in data.votes if v["part"] == document["part"] and v["accepted"]]
    found = part_result(document, data.votes, data.documents)
    scene = document.get("scene")
    said: Row = {
        "part": document["part"],
        "kind": document["kind"],
        "ask": words(document["ask"] or document["text"] or ""),
        "voters": found["voters"],
        "refused": found["refused"],
        "votes": found["votes"],
        "rounds": document["rounds"],
        "seconds": [_seconds([v for v in own if v["round"] == r]) for r in range(1, document["rounds"] + 1)],
        "reveal": words(document["reveal"] or ""),
        "answered": False,
        "given_away": [None],
        "share_right": [None],
        "share_bars": [""],
        "options": [],
        "stops": [],
        "answers": [],
        "guesses": [],
        "films": [],
        "scene_words": scene_words(scene, words) if scene else "",
        "picture": markupsafe.Markup(""),
        "arrows": False,
        "readers": [],
        "lines": [],
        "wrong": "",
        "reasons": _reasons(document, own, words),
    }
    dots = [(v["x"], v["y"]) for v in own if v["x"] is not None and v["round"] == document["rounds"]]
    if scene:
        truth = document.get("truth")
        place = truth if isinstance(truth, list) else None
        passes = _passes(document)
        said["arrows"] = bool(passes)
        said["picture"] = markupsafe.Markup(pitch_svg(scene, said["scene_words"], dots, place, passes=passes))
    fill = _FILL.get(document["kind"])
    if fill is not None:
        fill(said, document, found, own, data)
    return said


def _passes(document: Row) -> list[DrawnPass]:
    """Return the passes of a question's answers, those to the same place as one arrow."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for letter, option in zip("ABCDEFGHI", document.get("options", []), strict=False):
        plan = option["plan"] or option.get("reply")
        if plan is not None:
            found.setdefault(json.dumps(plan["target"]), []).append((letter, option))
    return [
        DrawnPass(
            ", ".join(letter for letter, _ in same),
            json.loads(target),
            any(option.get("good") for _, option in same),
        )
        for target, same in found.items()
    ]


def _seconds(votes: Sequence[Row]) -> float | None:
    known = [vote["seconds"] for vote in votes if vote["seconds"] is not None]
    return float(median(known)) if known else None


def _reasons(document: Row, votes: Sequence[Row], words: WordBook) -> list[tuple[str, int]]:
    given = [vote["because"] for vote in votes if vote["because"] is not None]
    return [(words(text), given.count(k)) for k, text in enumerate(document.get("because") or [], 1)]


def _choose(said: Row, document: Row, found: Row, votes: Sequence[Row], data: ReportData) -> None:
    words, last = data.words, document["rounds"]
    said["answered"] = has_answer(document) and bool(votes)
    said["share_right"] = found["share_right"]
    said["share_bars"] = [_share_bar(share) for share in found["share_right"]]
    said["given_away"] = [_given_away(document, votes, r) for r in range(1, last + 1)]
    for k, option in enumerate(found["options"]):
        row = {
            **option,
            "letter": "ABCDEFGHI"[k],
            "say": words(option["say"]),
            "hundred": hundred(option, words),
            "why": why_it_fails(document["options"][k], document["n"], words),
            "bar": "",
        }
        if option["value"] is not None:
            low, high = option["value_ci95"]
            row["bar"] = markupsafe.Markup(
                bar_svg(option["value"], low, high, row["hundred"], option["good"])
            )
        said["options"].append(row)
        said["films"] += _films(document, k, row, data)
    wrong = [o for o in said["options"] if o["good"] is False and o["votes"][-1]]
    if wrong:
        most = max(wrong, key=lambda o: o["votes"][-1])
        said["wrong"] = words(
            "Most chosen of the weaker ones: {letter}, {say}: {hundred}. {why}",
            letter=most["letter"],
            say=most["say"],
            hundred=most["hundred"],
            why=most["why"],
        )


def _given_away(document: Row, votes: Sequence[Row], number: int) -> float | None:
    options = document["options"]
    given = [options[int(v["answer"]) - 1].get("given_away") for v in votes if v["round"] == number]
    known = [value for value in given if value is not None]
    return sum(known) / len(known) if known else None


def _films(document: Row, k: int, row: Row, data: ReportData) -> list[Row]:
    """Return typical endings of an option, played again; none where the engine is another one today."""
    option = document["options"][k]
    plan = option["plan"] or option.get("reply")
    if plan is None or data.session["engine_digest"] != engine_digest():
        return []
    level = parse_level(document["level_document"], "level")
    own = {key: v for key, v in (option.get("level_set") or {}).items() if key not in document["level_set"]}
    if own:
        level = apply_level_set(level, own, "level_set")
    films = []
    for ending in option.get("typical") or []:
        film = frames_of(level, document["at"], plan, document["seed"], ending["world"])
        what = data.words(OUTCOMES[ending["outcome"]])
        text = data.words("{letter}: {what}, {count} of {n}", letter=row["letter"], what=what,
                          count=ending["count"], n=document["n"])  # fmt: skip
        films.append(
            {
                "id": f"f{document['part']}-{k}-{ending['world']}",
                "text": text,
                "scene": shown(option.get("scene") or document["scene"], film),
                **film,
            }
        )
    return films


def _estimate(said: Row, document: Row, found: Row, votes: Sequence[Row], data: ReportData) -> None:
    words = data.words
    said["guesses"] = found["guesses"][-1]
    said["lean"], said["value"] = found["lean"], found["value"]
    label = words("Guesses from 0 to 100, and the value")
    said["guess_picture"] = markupsafe.Markup(guesses_svg(said["guesses"], found["value"], label))
    if found["value"] is not None:
        said["lines"].append(hundred(found, words))
    if said["guesses"]:
        said["lines"].append(words("Median guess: {count}", count=words.number(found["median"][-1])))


def _point(said: Row, document: Row, found: Row, votes: Sequence[Row], data: ReportData) -> None:
    words, count = data.words, found["votes"][-1]
    if found.get("median_m") and found["median_m"][-1] is not None:
        metres = words.number(found["median_m"][-1], 1)
        said["lines"].append(words("Half of the taps within {metres} m.", metres=metres))
    if "hits" in found:
        said["lines"].append(words("{hits} of {count} hit it.", hits=found["hits"][-1], count=count))
    for name, taps in (found.get("players") or [{}])[-1].items():
        if taps:
            said["lines"].append(f"{name}: {taps}")
    if "best" in found:
        best = words.number(100.0 * found["best"])
        said["lines"].append(words("The best places make {best} of 100.", best=best))
        if found["values"][-1]:
            mean = words.number(100.0 * sum(found["values"][-1]) / len(found["values"][-1]))
            said["lines"].append(words("The room's places make {mean} of 100.", mean=mean))


def _read(said: Row, document: Row, found: Row, votes: Sequence[Row], data: ReportData) -> None:
    words = data.words
    for stop in found["stops"]:
        room = stop["room"]
        said["stops"].append(
            {
                "stop": words.number(stop["stop"], 1),
                "answers": stop["answers"],
                "right": stop["right"],
                "honest": _percent(stop["right_honest"], words),
                "lying": _percent(stop["right_lying"], words),
                "d_prime": interval_words(room["d_prime"], room["d_prime_ci95"], words),
                "bias": interval_words(room["bias"], room["bias_ci95"], words),
            }
        )
    for stop in found["stops"]:
        said["readers"] += [
            {
                "name": reader["voter"],
                "stop": words.number(stop["stop"], 1),
                "right": reader["right"],
                "answers": reader["trials"],
                "d_prime": interval_words(reader["d_prime"], reader["d_prime_ci95"], words),
                "bias": interval_words(reader["bias"], reader["bias_ci95"], words),
            }
            for reader in stop["readers"]
        ]
    said["readers"].sort(key=lambda row: row["name"])


def _percent(share: float | None, words: WordBook) -> str:
    return NOTHING if share is None else words.number(100.0 * share)


def interval_words(value: float | None, ends: Sequence[float] | None, words: WordBook) -> str:
    """Return a number with its interval."""
    if value is None or ends is None:
        return NOTHING
    low, high = (words.number(end, 2) for end in ends)
    return f"{words.number(value, 2)} ({low} … {high})"


def _write(said: Row, document: Row, found: Row, votes: Sequence[Row], data: ReportData) -> None:
    said["answers"] = [
        {"answer": _said(row, data.words), "hundred": hundred(row, data.words)} for row in found["answers"]
    ]


def _said(row: Row, words: WordBook) -> str:
    """Return a written answer: the pass in words, or the line as it was written."""
    return f"“{row['answer']}”" if row["plan"] is None else plan_words(row["plan"], words)


_FILL: Final = {"choose": _choose, "estimate": _estimate, "point": _point, "read": _read, "write": _write}


def _share_bar(share: float | None) -> str:
    """Return a round's share of good answers as a bar, named by the number beside it."""
    return (
        "" if share is None else markupsafe.Markup(bar_svg(share, None, None, f"{100 * share:.0f} %", True))
    )
