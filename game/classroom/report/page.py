"""A lesson's report: one HTML file that needs nothing else, and two CSV files, from the session log alone."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final

import jinja2
import markupsafe

from game.classroom.lesson.moments import frames_of
from game.classroom.lesson.plan_words import plan_words
from game.classroom.lesson.values import engine_digest
from game.classroom.report.course import course_words
from game.classroom.report.csv_files import people_csv, renumbered, votes_csv, weeks_csv
from game.classroom.report.people import ENOUGH_ESTIMATES, Person, has_answer, people_of
from game.classroom.report.pictures import bar_svg, guesses_svg, pitch_svg, shown
from game.classroom.report.sentences import OUTCOMES, hundred, scene_words, why_it_fails
from game.classroom.report.weeks import rows_of, told, weeks_of
from game.classroom.session.log import Log
from game.classroom.session.results import Row, part_result
from game.classroom.words import N_, WordBook
from game.scenario.errors import LevelError
from game.scenario.load import apply_level_set, parse_level
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
NOTHING: Final = "\N{EN DASH}"
"""Stands where there is no number."""
ENOUGH_TRIALS: Final = 64
"""Trials from which a person's sensitivity is told."""


def write_report(log: Log, folder: Path, names: bool = True, language: str | None = None) -> list[Path]:
    """Write page and tables; raises LevelError where the folder can't be written in.

    The weeks of whoever keeps a word are a table of their own, where there are any and names are wanted.
    """
    data = _Data(log, WordBook(language or log.session["language"]), names)
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


class _Data:
    """Everything that the log says, read once."""

    def __init__(self, log: Log, words: WordBook, names: bool) -> None:
        self.words, self.names = words, names
        self.session = log.session
        self.lesson: Row = json.loads(self.session["lesson_document"])
        self.documents = log.documents()
        self.votes = log.votes()
        voters = log.rows("SELECT * FROM voter")
        keys = log.rows("SELECT t, what FROM key ORDER BY id")
        self.course = course_words(keys, voters, words)
        by_hands = self.session["how"] == "hands"
        self.weeks = weeks_of(log) if names else {}
        self._words = {row["voter"]: row.get("word") for row in voters}
        self.people = [] if by_hands else people_of(self.documents, self.votes, voters)
        self.numbers = None if names else renumbered([row["voter"] for row in voters])
        if not names:
            for vote in self.votes:
                number = (self.numbers or {}).get(vote["voter"] or 0)
                vote["name"] = vote["nick"] = words("Voter {number}", number=number)
                vote["card"] = None

    def weeks_of(self, person: Person) -> Row | None:
        """Return what the page says of a person's weeks; None where no word is kept."""
        return told(self.weeks.get(self._words.get(person.voter) or "", []), self.words)

    def called(self, person: Person) -> str:
        """Return what the report calls somebody."""
        if self.numbers is None:
            return f"{person.card} {person.nick}".strip()
        return self.words("Voter {number}", number=self.numbers[person.voter])


def page(data: _Data) -> str:
    """Return the HTML page."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(w=data.words, language=data.words.language)
    folder = resource_folder("assets") / "classroom"
    template = environment.from_string(read_text(folder / "report.html"))
    questions = [_question(document, data) for document in data.documents if document["rounds"]]
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


def _question(document: Row, data: _Data) -> Row:
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
        "options": [],
        "stops": [],
        "answers": [],
        "guesses": [],
        "films": [],
        "scene_words": scene_words(scene, words) if scene else "",
        "picture": markupsafe.Markup(""),
        "lines": [],
        "wrong": "",
        "reasons": _reasons(document, own, words),
    }
    dots = [(v["x"], v["y"]) for v in own if v["x"] is not None and v["round"] == document["rounds"]]
    if scene:
        truth = document.get("truth")
        place = truth if isinstance(truth, list) else None
        said["picture"] = markupsafe.Markup(pitch_svg(scene, said["scene_words"], dots, place))
    fill = _FILL.get(document["kind"])
    if fill is not None:
        fill(said, document, found, own, data)
    return said


def _seconds(votes: Sequence[Row]) -> float | None:
    known = [vote["seconds"] for vote in votes if vote["seconds"] is not None]
    return float(median(known)) if known else None


def _reasons(document: Row, votes: Sequence[Row], words: WordBook) -> list[tuple[str, int]]:
    given = [vote["because"] for vote in votes if vote["because"] is not None]
    return [(words(text), given.count(k)) for k, text in enumerate(document.get("because") or [], 1)]


def _choose(said: Row, document: Row, found: Row, votes: Sequence[Row], data: _Data) -> None:
    words, last = data.words, document["rounds"]
    said["answered"] = has_answer(document) and bool(votes)
    said["share_right"] = found["share_right"]
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


def _films(document: Row, k: int, row: Row, data: _Data) -> list[Row]:
    """Typical endings of an option, played again; none where the engine is another one today."""
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


def _estimate(said: Row, document: Row, found: Row, votes: Sequence[Row], data: _Data) -> None:
    words = data.words
    said["guesses"] = found["guesses"][-1]
    said["lean"], said["value"] = found["lean"], found["value"]
    label = words("Guesses from 0 to 100, and the value")
    said["guess_picture"] = markupsafe.Markup(guesses_svg(said["guesses"], found["value"], label))
    if found["value"] is not None:
        said["lines"].append(hundred(found, words))
    if said["guesses"]:
        said["lines"].append(words("Median guess: {count}", count=words.number(found["median"][-1])))


def _point(said: Row, document: Row, found: Row, votes: Sequence[Row], data: _Data) -> None:
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


def _read(said: Row, document: Row, found: Row, votes: Sequence[Row], data: _Data) -> None:
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
                "d_prime": _interval(room["d_prime"], room["d_prime_ci95"], words),
                "bias": _interval(room["bias"], room["bias_ci95"], words),
            }
        )


def _percent(share: float | None, words: WordBook) -> str:
    return NOTHING if share is None else words.number(100.0 * share)


def _interval(value: float | None, ends: Sequence[float] | None, words: WordBook) -> str:
    if value is None or ends is None:
        return NOTHING
    low, high = (words.number(end, 2) for end in ends)
    return f"{words.number(value, 2)} ({low} … {high})"


def _write(said: Row, document: Row, found: Row, votes: Sequence[Row], data: _Data) -> None:
    said["answers"] = [
        {"answer": _said(row, data.words), "hundred": hundred(row, data.words)} for row in found["answers"]
    ]


def _said(row: Row, words: WordBook) -> str:
    """Return a written answer: the pass in words, or the line as it was written."""
    return f"“{row['answer']}”" if row["plan"] is None else plan_words(row["plan"], words)


_FILL: Final = {"choose": _choose, "estimate": _estimate, "point": _point, "read": _read, "write": _write}


def _sentence(questions: Sequence[Row], words: WordBook) -> str:
    """Right answers of a hundred before talking and after it."""
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


def _tomorrow(questions: Sequence[Row], data: _Data) -> list[str]:
    """Three lines for the next lesson."""
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


def _most_votes(data: _Data) -> int:
    """Return how many raised their hands at once, where nobody has a name."""
    counts: dict[tuple[int, int, int], int] = {}
    for vote in data.votes:
        if vote["accepted"]:
            key = (vote["part"], vote["round"], vote["trial"] or 0)
            counts[key] = counts.get(key, 0) + 1
    return max(counts.values(), default=0)


def _team(name: str, data: _Data) -> Row:
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


def _person(person: Person, data: _Data) -> Row:
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
            found = _interval(row["d_prime"], (row["d_lo"], row["d_hi"]), words)
            lines.append(words("Sensitivity {found}.", found=found))
    return {
        "name": data.called(person),
        "parts": row["parts_present"],
        "lines": lines,
        "weeks": data.weeks_of(person),
    }
