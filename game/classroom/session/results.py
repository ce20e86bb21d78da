"""What a lesson's votes come to, part by part, from the session log alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, Final

import numpy as np

from game.classroom.lesson.passmap import value_at
from game.classroom.session.log import REMOVED, Log
from game.classroom.session.reading import POOLED, Detection, Reading, sensitivity, trust

Row = dict[str, Any]
NEAR_PLAYER: Final = 3.0
"""Metres from a tap to the player it may mean."""


def results(log: Log) -> Row:
    """Return the object that ``lesson --headless --json`` prints."""
    votes = log.votes()
    documents = log.documents()
    known = {document["part"] for document in documents}
    return {
        "lesson": log.session["lesson"],
        "session": log.session["id"],
        "refused": sum(_refused(vote) for vote in votes),
        "refused_elsewhere": sum(_refused(vote) and vote["part"] not in known for vote in votes),
        "parts": [part_result(document, votes, documents) for document in documents],
    }


def _refused(vote: Row) -> bool:
    """Return whether a vote never counted; those of somebody who was taken out did once."""
    return not vote["accepted"] and vote["why_not"] != REMOVED


def part_result(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    """Return one part: who voted for what, and what it was worth."""
    own = [vote for vote in votes if vote["part"] == document["part"]]
    good = [vote for vote in own if vote["accepted"]]
    said: Row = {
        "part": document["part"],
        "kind": document["kind"],
        "voters": len({vote["voter"] for vote in good}),
        "refused": sum(_refused(vote) for vote in own),
    }
    if document["rounds"]:
        said["ask"] = document["ask"] or document["text"]
        said["votes"] = [sum(v["round"] == r for v in good) for r in range(1, document["rounds"] + 1)]
    tell = _TELL.get(document["kind"])
    if tell is not None:
        said.update(tell(document, good, documents))
    return said


def _choose(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    rounds = range(1, document["rounds"] + 1)
    options = [
        {
            "say": option["say"],
            "value": option["value"],
            "value_ci95": option["value_ci95"],
            "votes": [sum(v["round"] == r and v["answer"] == str(k) for v in votes) for r in rounds],
            "good": option.get("good"),
            "given_away": option.get("given_away"),
            "plan": option["plan"],
            "reply": option.get("reply"),
            "level_set": option.get("level_set", {}),
            "outcomes": option.get("outcomes"),
        }
        for k, option in enumerate(document["options"], 1)
    ]
    return {"options": options, "share_right": [share_right(document, votes, r) for r in rounds]}


def share_right(document: Mapping[str, Any], votes: Sequence[Row], number: int) -> float | None:
    """Return the share of a round's votes on an option as good as the best; None where nothing is right."""
    good = [option.get("good") for option in document["options"]]
    cast = [int(v["answer"]) for v in votes if v["round"] == number]
    if not cast or not good or None in good:
        return None
    return sum(bool(good[answer - 1]) for answer in cast) / len(cast)


def _estimate(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    own = own_values(document, documents) if document.get("own") else {}
    rounds = range(1, document["rounds"] + 1)
    guesses = [[float(v["answer"]) for v in votes if v["round"] == r] for r in rounds]
    leans = [
        [lean for v in votes if v["round"] == r and (lean := lean_of(document, v, own)) is not None]
        for r in rounds
    ]
    return {
        "value": document["value"],
        "value_ci95": document["value_ci95"],
        "plan": document["plan"],
        "guesses": guesses,
        "median": [median(row) if row else None for row in guesses],
        "lean": [sum(row) / len(row) if row else None for row in leans],
        "off": [sum(abs(lean) for lean in row) / len(row) if row else None for row in leans],
    }


def own_values(document: Row, documents: Sequence[Row]) -> dict[int, float]:
    """Return by voter what the last plan that they wrote before a part is worth."""
    before = [d for d in documents if d["kind"] == "write" and d["part"] < document["part"]]
    return {row["voter"]: row["value"] for row in (before[-1].get("written", []) if before else [])}


def lean_of(document: Row, vote: Row, own: Mapping[int, float]) -> float | None:
    """Return how much too high, of 100, a guess was; None where there is nothing to compare it with."""
    value = own.get(vote["voter"]) if document.get("own") else document["value"]
    return None if value is None else float(vote["answer"]) - 100.0 * value


def _point(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    rounds = range(1, document["rounds"] + 1)
    judged = [[judge_point(document, v["x"], v["y"]) for v in votes if v["round"] == r] for r in rounds]
    said: Row = {
        "truth": document["truth"],
        "right": document["right"],
        "within": document["within"],
        "points": [[[v["x"], v["y"]] for v in votes if v["round"] == r] for r in rounds],
    }
    if document["truth"] is not None:
        said["hits"] = [sum(bool(row["hit"]) for row in rows) for rows in judged]
        said["median_m"] = [median(row["metres"] for row in rows) if rows else None for rows in judged]
    elif document["right"] is not None:
        said["hits"] = [sum(bool(row["hit"]) for row in rows) for rows in judged]
        ids = [player["id"] for player in document["scene"]["players"]]
        said["players"] = [{i: sum(i in row["players"] for row in rows) for i in ids} for rows in judged]
    elif document["map"] is not None:
        said["best"] = document["map"]["best"]
        said["best_at"] = document["map"]["best_at"]
        said["values"] = [[row["value"] for row in rows] for rows in judged]
    return said


def judge_point(document: Row, x: float, y: float) -> Row:
    """Judge a tap: metres off and whether it hit, the players meant, or what a pass to there is worth."""
    if document["truth"] is not None:
        off = float(np.hypot(x - document["truth"][0], y - document["truth"][1]))
        return {"metres": off, "hit": off <= document["within"]}
    if document["right"] is not None:
        players = document["scene"]["players"]
        gaps = [float(np.hypot(x - p["at"][0], y - p["at"][1])) for p in players]
        nearest = min(gaps)
        meant = [p["id"] for p, gap in zip(players, gaps, strict=True) if gap <= nearest + 0.5]
        meant = meant if nearest <= NEAR_PLAYER else []
        return {"players": meant, "hit": any(name in document["right"] for name in meant)}
    if document["map"] is not None:
        return {"value": value_at(document["map"], x, y)}
    return {}


def _read(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    first = document["targets"][0]
    readings = readings_of(document, votes)
    everybody = [reading for rows in readings.values() for reading in rows]
    stops = []
    for stop in document["stops"]:
        here = {name: [r for r in rows if r.stop == stop] for name, rows in readings.items()}
        room = [reading for rows in here.values() for reading in rows]
        stops.append(
            {
                "stop": stop,
                "answers": len(room),
                "right": sum(r.right for r in room),
                "right_honest": _share([r for r in room if r.honest]),
                "right_lying": _share([r for r in room if not r.honest]),
                "room": _numbers(sensitivity(room, first, POOLED)),
                "readers": [_reader(name, rows, first) for name, rows in here.items() if rows],
            }
        )
    return {
        "targets": document["targets"],
        "trials": [{k: t[k] for k in ("trial", "stop", "target", "honest")} for t in document["trials"]],
        "stops": stops,
        "readers": [
            {**_reader(name, rows, first), "trust": _numbers(trust(rows))} for name, rows in readings.items()
        ],
        "room": {
            **_numbers(sensitivity(everybody, first, POOLED)),
            "trust": _numbers(trust(everybody, POOLED)),
        },
    }


def readings_of(document: Row, votes: Sequence[Row]) -> dict[str, list[Reading]]:
    """Return every voter's answered trials, by name."""
    trials = {trial["trial"]: trial for trial in document["trials"]}
    found: dict[str, list[Reading]] = {}
    for vote in votes:
        trial = trials[vote["trial"]]
        found.setdefault(vote["name"], []).append(
            Reading(trial["stop"], trial["target"], trial["honest"], trial["eyes_at"], vote["answer"])
        )
    return found


def _reader(name: str, readings: Sequence[Reading], first: str) -> Row:
    return {
        "voter": name,
        "trials": len(readings),
        "right": sum(r.right for r in readings),
        **_numbers(sensitivity(readings, first)),
    }


def _numbers(found: Detection | None) -> Row:
    if found is None:
        return {"d_prime": None, "d_prime_ci95": None, "bias": None, "bias_ci95": None}
    return {
        "d_prime": found.d_prime,
        "d_prime_ci95": list(found.d_prime_ci95),
        "bias": found.bias,
        "bias_ci95": list(found.bias_ci95),
    }


def _share(readings: Sequence[Reading]) -> float | None:
    return sum(r.right for r in readings) / len(readings) if readings else None


def _write(document: Row, votes: Sequence[Row], documents: Sequence[Row]) -> Row:
    worth = {row["vote"]: row for row in document.get("written", [])}
    return {
        "answers": [
            {
                "voter": vote["name"],
                "answer": vote["answer"],
                "plan": None if vote["plan"] is None else json.loads(vote["plan"]),
                "value": worth.get(vote["id"], {}).get("value"),
                "value_ci95": worth.get(vote["id"], {}).get("value_ci95"),
            }
            for vote in votes
        ]
    }


_TELL: Final[dict[str, Callable[[Row, Sequence[Row], Sequence[Row]], Row]]] = {
    "choose": _choose,
    "estimate": _estimate,
    "point": _point,
    "read": _read,
    "write": _write,
}
