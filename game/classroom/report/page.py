"""A lesson's report: one HTML file that needs nothing else, and two CSV files, from the session log alone."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import jinja2
import markupsafe

from game.classroom.report.csv_files import people_csv, votes_csv, weeks_csv
from game.classroom.report.data import ReportData
from game.classroom.report.people import ENOUGH_ESTIMATES, Person
from game.classroom.report.questions import interval_words, question_of
from game.classroom.report.weeks import rows_of
from game.classroom.session.log import Log
from game.classroom.session.results import Row
from game.classroom.words import N_, WordBook
from game.scenario.errors import LevelError
from game.scenario.words import one_line, path_words
from game.storage.files import read_text, write_atomically
from game.storage.resources import resource_folder

ROOM_LEANS: Final = (
    N_("The room guesses {points} too high."),
    N_("The room guesses {points} too low."),
    N_("The room guesses right on the whole."),
)
YOU_LEAN: Final = (
    N_("You guess {points} too high."),
    N_("You guess {points} too low."),
    N_("You guess right on the whole."),
)
FILES: Final = ("report.html", "votes.csv", "people.csv")
ENOUGH_TRIALS: Final = 64
"""Trials from which a person's sensitivity is told."""


def write_report(log: Log, folder: Path, names: bool = True, language: str | None = None) -> list[Path]:
    """Write page and tables; raises LevelError where the folder can't be written in.

    The weeks of whoever keeps a word are a table of their own, where there are any and names are wanted.
    """
    data = ReportData(log, WordBook(language or log.session["language"]), names)
    texts = {
        FILES[0]: page(data),
        FILES[1]: votes_csv(data.session["id"], data.documents, data.votes, data.numbers),
        FILES[2]: people_csv(data.session["id"], data.people, data.numbers),
    }
    if data.weeks:
        texts["weeks.csv"] = weeks_csv(rows_of(data.weeks))
    written = []
    for name in texts:
        file = folder / name
        try:
            write_atomically(file, texts[name])
        except OSError as error:
            reason = one_line(error.strerror or str(error))
            raise LevelError(
                [f"{path_words(file)}: expected a file that can be written ({reason})"]
            ) from None
        written.append(file)
    return written


def report_in(_shared: None, session: Path, folder: Path, *, stop: Callable[[], bool]) -> list[str]:
    """Write a session's report in a worker; the names of the files, the page first."""
    log = Log.open(session, writes=False)
    try:
        return [file.name for file in write_report(log, folder)]
    finally:
        log.close()


def page(data: ReportData) -> str:
    """Return the HTML page."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(w=data.words, language=data.words.language)
    folder = resource_folder("assets") / "classroom"
    template = environment.from_string(read_text(folder / "report.html"))
    questions = [question_of(document, data) for document in data.documents if document["rounds"]]
    films = {film["id"]: film for question in questions for film in question["films"]}
    return template.render(
        title=data.words(data.session["title"]),
        about=data.words(data.session["about"]),
        date=data.session["started"][:10],
        voters=len(data.people) or _most_votes(data),
        sentence=_sentence(questions, data.words),
        questions=questions,
        lost=sorted(
            (q for q in questions if q["answered"]), key=lambda q: (-(q["given_away"][-1] or 0.0), q["part"])
        ),
        tomorrow=_tomorrow(questions, data),
        estimates=[q for q in questions if q["kind"] == "estimate" and q["guesses"]],
        lean=_lean(questions, data.words),
        people=[_person(person, data) for person in data.people],
        teams=[_team(name, data) for name in sorted({p.team for p in data.people if p.team})],
        course=data.course,
        names=data.names,
        films=markupsafe.Markup(_script_safe(films)),
        script=markupsafe.Markup(read_text(folder / "frames.js")),
        takeaway=data.words(data.lesson.get("takeaway") or ""),
        homework=data.words(data.lesson.get("homework") or ""),
    )


def _script_safe(value: object) -> str:
    """Return JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sentence(questions: Sequence[Row], words: WordBook) -> str:
    """Return the sentence on how many of a hundred answers were right before talking and after it."""
    asked = [q for q in questions if q["answered"]]
    if not asked:
        return ""
    talked = [q for q in asked if q["rounds"] == 2 and None not in q["share_right"]]
    if not talked:
        shares = [q["share_right"][0] for q in asked if q["share_right"][0] is not None]
        if not shares:
            return ""
        return words(
            "{first} of 100 answers were right.", first=words.number(100.0 * sum(shares) / len(shares))
        )
    first, second = (100.0 * sum(q["share_right"][k] for q in talked) / len(talked) for k in (0, 1))
    return words(
        "Before talking {first} of 100 answers were right, after it {second}.",
        first=words.number(first),
        second=words.number(second),
    )


def _tomorrow(questions: Sequence[Row], data: ReportData) -> list[str]:
    """Return three lines for the next lesson."""
    words, lines = data.words, []
    asked = [q for q in questions if q["answered"] and q["wrong"]]
    if asked:
        worst = max(asked, key=lambda q: max(o["votes"][-1] for o in q["options"] if o["good"] is False))
        lines.append(words("Come back to: {ask} {wrong}", ask=worst["ask"], wrong=worst["wrong"]))
    discussed = [q for q in questions if q["answered"] and q["given_away"][-1]]
    if discussed:
        twin = max(discussed, key=lambda q: q["given_away"][-1])
        lines.append(
            words(
                "Open with part {part} again, with another style, side or ground; vote once.",
                part=twin["part"],
            )
        )
    homework = data.lesson.get("homework")
    if homework:
        lines.append(words("At home: {homework}", homework=words(homework)))
    return lines


def _lean(questions: Sequence[Row], words: WordBook) -> str:
    leans = [q["lean"][-1] for q in questions if q["kind"] == "estimate" and q["lean"][-1] is not None]
    if not leans:
        return ""
    return _leaning(sum(leans) / len(leans), words, ROOM_LEANS)


def _leaning(lean: float, words: WordBook, said: tuple[str, str, str]) -> str:
    high, low, right = said
    points = words.number(abs(lean))
    return words(right) if points == "0" else words(high if lean > 0 else low, points=points)


def _most_votes(data: ReportData) -> int:
    """Return how many raised their hands at once, where nobody has a name."""
    counts: dict[tuple[int, int, int], int] = {}
    for vote in data.votes:
        if vote["accepted"]:
            key = (vote["part"], vote["round"], vote["trial"] or 0)
            counts[key] = counts.get(key, 0) + 1
    return max(counts.values(), default=0)


def _team(name: str, data: ReportData) -> Row:
    """Return a team's line: its people's answers taken together."""
    words = data.words
    members = [person for person in data.people if person.team == name]
    lines = []
    for text, chosen in (
        (N_("Right at first: {good} of {count}."), [o for p in members for o in p.first]),
        (N_("Right after talking: {good} of {count}."), [o for p in members for o in p.second]),
    ):
        if chosen:
            lines.append(words(text, good=sum(bool(o["good"]) for o in chosen), count=len(chosen)))
    last = [o["given_away"] for p in members for o in (p.second or p.first)]
    if last:
        lines.append(
            words("Gave away {points} of 100 a question.", points=words.number(sum(last) / len(last)))
        )
    leans = [lean for p in members for lean in p.leans]
    if len(leans) >= ENOUGH_ESTIMATES:
        lines.append(_leaning(sum(leans) / len(leans), words, YOU_LEAN))
    return {"name": words("Team {number}", number=name), "people": len(members), "lines": lines}


def _person(person: Person, data: ReportData) -> Row:
    """Return a person's own sheet, in words; counts where numbers are few."""
    words, row = data.words, person.row()
    lines = []
    if person.first:
        lines.append(
            words("Right at first: {good} of {count}.", good=row["good_first"], count=len(person.first))
        )
        if person.second:
            lines.append(
                words(
                    "Right after talking: {good} of {count}.",
                    good=row["good_second"],
                    count=len(person.second),
                )
            )
            moves = words("Moved to right {to}, from right {away}.", to=row["to_good"], away=row["from_good"])
            lines.append(moves)
        last = row["given_away_second"] if person.second else row["given_away_first"]
        lines.append(words("Gave away {points} of 100 a question.", points=words.number(last)))
    if len(person.leans) >= ENOUGH_ESTIMATES:
        lines.append(_leaning(row["lean_mean"], words, YOU_LEAN))
    if person.readings:
        lines.append(words("Read {right} of {count}.", right=row["read_right"], count=row["read_trials"]))
        if row["read_trials"] >= ENOUGH_TRIALS and row["d_prime"] is not None:
            found = interval_words(row["d_prime"], (row["d_lo"], row["d_hi"]), words)
            lines.append(words("Sensitivity {found}.", found=found))
    return {
        "name": data.called(person),
        "parts": row["parts_present"],
        "lines": lines,
        "weeks": data.weeks_of(person),
    }
