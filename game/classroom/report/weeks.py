"""A person's lessons over the weeks, for whoever keeps a word: counts a lesson, and one line of a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import markupsafe

from game.classroom.report.csv_files import WEEKS
from game.classroom.report.people import ENOUGH_ESTIMATES, Person, people_of
from game.classroom.session.kept_sessions import others_of
from game.classroom.session.log import Log
from game.classroom.session.results import Row
from game.classroom.words import WordBook

NOTHING: Final = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """One person in one lesson."""

    file: str
    """The session's file name, which puts lessons of one second in order."""
    session: str
    started: str
    title: str
    name: str
    word: str
    person: Person

    def row(self) -> Row:
        """Return the line of ``weeks.csv``."""
        row = self.person.row()
        own = {"session": self.session, "date": self.started[:10], "lesson": self.name, "word": self.word}
        return {**{name: row.get(name) for name in WEEKS}, **own}


def weeks_of(log: Log) -> dict[str, list[KeptLesson]]:
    """Return every lesson of each word that is kept in a session: those beside it and itself, by date."""
    wanted = set(log.words().values())
    found: dict[str, list[KeptLesson]] = {word: [] for word in sorted(wanted)}
    if wanted:
        _take(log, found)
        for other in others_of(log.path):
            if wanted & set(other.words().values()):
                _take(other, found)
    for lessons in found.values():
        lessons.sort(key=lambda lesson: (lesson.started, lesson.file))
    return found


def _take(log: Log, found: Mapping[str, list[KeptLesson]]) -> None:
    session, words = log.session, log.words()
    voters = log.rows("SELECT * FROM voter")
    names = {row["voter"]: row["name"] for row in voters}
    for person in people_of(log.documents(), log.votes(), voters):
        word = words.get(names[person.voter], "")
        if word in found:
            found[word].append(
                KeptLesson(
                    log.path.name,
                    session["id"],
                    session["started"],
                    session["title"],
                    session["lesson"],
                    word,
                    person,
                )
            )


def told(lessons: Sequence[KeptLesson], words: WordBook) -> Row | None:
    """Return a person's weeks as the page shows them; None before there is a second lesson."""
    if len(lessons) < 2:
        return None
    rows = []
    for lesson in lessons:
        row, own = lesson.person.row(), lesson.person
        leans = row["lean_mean"] if len(own.leans) >= ENOUGH_ESTIMATES else None
        rows.append(
            {
                "date": lesson.started[:10],
                "title": words(lesson.title),
                "first": _count(row["good_first"], len(own.first)),
                "second": _count(row["good_second"], len(own.second)),
                "given_away": _number(row["given_away_second" if own.second else "given_away_first"], words),
                "lean": _number(leans, words),
                "read": _count(row["read_right"], row["read_trials"]),
            }
        )
    label = words("Right at first (dashed) and after talking, of 100, lesson by lesson.")
    picture = weeks_svg([_shares(lesson.person) for lesson in lessons], label)
    return {"rows": rows, "picture": markupsafe.Markup(picture)}


def _count(good: int, of: int) -> str:
    return f"{good} / {of}" if of else NOTHING


def _number(value: float | None, words: WordBook) -> str:
    return NOTHING if value is None else words.number(value)


def _shares(person: Person) -> tuple[float | None, float | None]:
    """Return shares of good answers: at first, and after talking."""
    first, second = (
        sum(bool(option["good"]) for option in chosen) / len(chosen) if chosen else None
        for chosen in (person.first, person.second)
    )
    return first, second


def weeks_svg(shares: Sequence[tuple[float | None, float | None]], label: str) -> str:
    """Draw right answers lesson by lesson: dashed at first, whole after talking."""
    step = 100.0 / max(len(shares) - 1, 1)
    shapes = ['<path d="M 8 4 V 40 H 112 M 8 22 H 112" stroke="#bbb" stroke-width="0.5" fill="none"/>']
    for which, style in ((0, ' stroke-dasharray="2 1.5"'), (1, "")):
        known = [(k, row[which]) for k, row in enumerate(shares)]
        points = [(10 + k * step, 40 - 36 * share) for k, share in known if share is not None]
        path = " L ".join(f"{x:.1f} {y:.1f}" for x, y in points)
        if len(points) > 1:
            shapes.append(f'<path d="M {path}" stroke="#1b1b1b" stroke-width="0.8" fill="none"{style}/>')
        fill = "#1b1b1b" if which else "#fff"
        shapes += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.4" fill="{fill}" stroke="#1b1b1b" stroke-width="0.5"/>'
            for x, y in points
        ]
    for y, text in ((40, "0"), (22, "50"), (6, "100")):
        shapes.append(f'<text x="6.5" y="{y + 1}" font-size="4.5" text-anchor="end">{text}</text>')
    return (
        f'<svg class="weeks" viewBox="-3 0 118 44" role="img" aria-label="{escape(label, quote=True)}">'
        + "".join(shapes)
        + "</svg>"
    )


def rows_of(weeks: Mapping[str, Sequence[KeptLesson]]) -> list[Row]:
    """Return every line of ``weeks.csv``."""
    return [lesson.row() for lessons in weeks.values() for lesson in lessons]
