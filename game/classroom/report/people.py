"""One row a person: how well they decided and guessed. No rank, no points, nothing for speed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.classroom.session.reading import Reading, sensitivity, trust
from game.classroom.session.results import Row, lean_of, own_values, readings_of

ENOUGH_ESTIMATES = 5
"""From here on a person is told how far off they guess."""


@dataclass(slots=True)
class Person:
    """What one voter did in a lesson."""

    voter: int
    nick: str
    card: str
    team: str
    parts: set[int] = field(default_factory=set)
    first: list[Mapping[str, Any]] = field(default_factory=list)
    """Options chosen in first votes of questions that have an answer."""
    second: list[Mapping[str, Any]] = field(default_factory=list)
    """Options chosen in second votes of questions that have an answer."""
    to_good: int = 0
    from_good: int = 0
    leans: list[float] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    first_target: str = ""

    def row(self) -> Row:
        """Return the person's line of ``people.csv``."""
        found = sensitivity(self.readings, self.first_target) if self.readings else None
        believes = trust(self.readings) if self.readings else None
        return {
            "voter": self.voter,
            "nick": self.nick,
            "card": self.card,
            "team": self.team,
            "parts_present": len(self.parts),
            "choose_answered": len(self.first),
            "good_first": sum(bool(o["good"]) for o in self.first),
            "good_second": sum(bool(o["good"]) for o in self.second),
            "to_good": self.to_good,
            "from_good": self.from_good,
            "given_away_first": _mean([o["given_away"] for o in self.first]),
            "given_away_second": _mean([o["given_away"] for o in self.second]),
            "estimates": len(self.leans),
            "off_mean": _mean([abs(lean) for lean in self.leans]),
            "lean_mean": _mean(self.leans),
            "read_trials": len(self.readings),
            "read_right": sum(r.right for r in self.readings),
            "d_prime": found.d_prime if found else None,
            "d_lo": found.d_prime_ci95[0] if found else None,
            "d_hi": found.d_prime_ci95[1] if found else None,
            "c": found.bias if found else None,
            "c_lo": found.bias_ci95[0] if found else None,
            "c_hi": found.bias_ci95[1] if found else None,
            "trust": believes.bias if believes else None,
        }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def has_answer(document: Row) -> bool:
    """Return whether a question to choose has options that are better than others."""
    good = [option.get("good") for option in document.get("options", [])]
    return bool(good) and None not in good and not all(good)


def people_of(documents: Sequence[Row], votes: Sequence[Row], voters: Sequence[Row]) -> list[Person]:
    """Return everybody who voted, in the order of their cards, then their numbers, never their scores."""
    people = {
        row["voter"]: Person(row["voter"], row["nick"] or row["name"], row["card"] or "", row["team"] or "")
        for row in voters
    }
    by_number = {document["part"]: document for document in documents}
    accepted = [vote for vote in votes if vote["accepted"]]
    for vote in accepted:
        person, document = people[vote["voter"]], by_number[vote["part"]]
        person.parts.add(vote["part"])
        if document["kind"] == "choose" and has_answer(document):
            option = document["options"][int(vote["answer"]) - 1]
            (person.first if vote["round"] == 1 else person.second).append(option)
        if document["kind"] == "estimate" and vote["round"] == document["rounds"]:
            lean = lean_of(document, vote, own_values(document, documents))
            if lean is not None:
                person.leans.append(lean)
    for document in documents:
        own = [vote for vote in accepted if vote["part"] == document["part"]]
        if document["kind"] == "choose" and has_answer(document):
            _moves(document, own, people)
        if document["kind"] == "read":
            _readings(document, own, people)
    seen = [person for person in people.values() if person.parts]
    return sorted(seen, key=lambda person: (_card(person.card), person.voter))


def _card(card: str) -> tuple[int, int]:
    return (0, int(card)) if card.isdigit() else (1, 0)


def _moves(document: Row, votes: Sequence[Row], people: Mapping[int, Person]) -> None:
    """Take in who went over to a good answer, and who left one."""
    good = [bool(option["good"]) for option in document["options"]]
    first = {v["voter"]: good[int(v["answer"]) - 1] for v in votes if v["round"] == 1}
    second = {v["voter"]: good[int(v["answer"]) - 1] for v in votes if v["round"] == 2}
    for voter, then in second.items():
        before = first.get(voter, then)
        people[voter].to_good += int(then and not before)
        people[voter].from_good += int(before and not then)


def _readings(document: Row, votes: Sequence[Row], people: Mapping[int, Person]) -> None:
    by_name = readings_of(document, votes)
    number = {vote["name"]: vote["voter"] for vote in votes}
    for name, readings in by_name.items():
        person = people[number[name]]
        person.first_target = person.first_target or document["targets"][0]
        # Another part's targets are called something else: first and second stay what they are.
        person.readings += [_as(reading, document["targets"], person.first_target) for reading in readings]


def _as(reading: Reading, targets: Sequence[str], first: str) -> Reading:
    names = {targets[0]: first, targets[1]: "\0other"}
    return Reading(
        reading.stop, names[reading.target], reading.honest, names[reading.eyes_at], names[reading.answer]
    )
