"""A lesson on paper: the teacher's page and the pupil's sheet, from the lesson and its values."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
import markupsafe

from game.classroom.lesson.load import Lesson
from game.classroom.report.pictures import pitch_svg
from game.classroom.report.sentences import hundred, scene_words
from game.classroom.words import N_, WordBook
from game.scenario.errors import LevelError
from game.scenario.words import one_line, path_words
from game.storage.files import read_text, write_atomically
from game.storage.resources import resource_folder

Row = dict[str, Any]
FILES: Final = ("teacher.html", "pupil.html")
LETTERS: Final = "ABCDEFGHI"
DOES: Final = {
    "text": N_("read it aloud"),
    "watch": N_("play it twice"),
    "choose": N_("vote once"),
    "point": N_("everybody taps a place"),
    "estimate": N_("everybody guesses"),
    "read": N_("no help: everybody says where the ball goes"),
    "write": N_("groups write a pass"),
    "play": N_("play in pairs, then swap"),
}
"""What the teacher does in a part of each kind."""
GROWN: Final = 1.5
"""Players on a picture of four centimetres."""
TALKS: Final = N_("vote, talk, vote again")
MINUTES: Final = {
    "text": 1.0,
    "watch": 2.0,
    "choose": 1.5,
    "estimate": 1.0,
    "read": 3.0,
    "write": 4.0,
    "play": 4.0,
}


def write_sheets(
    lesson: Lesson, documents: Sequence[Mapping[str, Any]], folder: Path, language: str
) -> list[Path]:
    """Write both pages; raises LevelError where the folder can't be written in."""
    words = WordBook(language)
    rows = [_row(document, words) for document in documents]
    written = []
    for name, make in zip(FILES, (_teacher, _pupil), strict=True):
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(file, _page(name, words, make(lesson, rows, words)))
        except OSError as error:
            reason = one_line(error.strerror or str(error))
            raise LevelError(
                [f"{path_words(file)}: expected a file that can be written ({reason})"]
            ) from None
        written.append(file)
    return written


def _page(name: str, words: WordBook, values: Mapping[str, Any]) -> str:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(w=words, language=words.language)
    template = environment.from_string(read_text(resource_folder("assets") / "classroom" / name))
    return template.render(**values)


def _row(document: Mapping[str, Any], words: WordBook) -> Row:
    """Return a part as both pages need it."""
    kind, talks = document["kind"], bool(document.get("discuss") or document.get("between"))
    options = document.get("options") or []
    worth = [
        f"{LETTERS[k]} {words(option['say'])}: {hundred(option, words)}{' ✓' if option.get('good') else ''}"
        for k, option in enumerate(options)
        if option["value"] is not None
    ]
    if kind == "estimate" and document["value"] is not None:
        worth = [hundred(document, words)]
    minutes = document["minutes"] or (5.0 if talks else MINUTES.get(kind, 1.5))
    return {
        "part": document["part"],
        "kind": kind,
        "optional": document["optional"],
        "minutes": words.number(minutes, 0 if minutes == round(minutes) else 1),
        "does": words(TALKS if talks and kind != "write" else DOES[kind]),
        "says": words(document["ask"] or document["text"] or ""),
        "worth": worth,
        "reveal": words(document["reveal"] or ""),
        "options": [f"{LETTERS[k]} {words(option['say'])}" for k, option in enumerate(options)],
        "scene": document.get("scene"),
        "lines": _lines(document, talks, words),
    }


def _lines(document: Mapping[str, Any], talks: bool, words: WordBook) -> list[str]:
    """Return what a pupil fills in."""
    kind = document["kind"]
    if kind == "estimate":
        return [words("I thought ____ of 100. It was ____.")]
    if kind in ("choose", "point"):
        first = words("My first answer, because:") if talks else words("My answer, because:")
        return [first, words("After talking:")] if talks else [first]
    if kind == "write":
        return [words("Our pass:"), words("I thought ____ of 100. It was ____.")]
    if kind == "read":
        return [words("Right: ____ of ____")]
    return []


def _teacher(lesson: Lesson, rows: Sequence[Row], words: WordBook) -> Row:
    table = lesson.table
    facts = [words("{minutes} minutes", minutes=words.number(table.minutes))]
    if table.age:
        facts.insert(0, words("Age {age}", age=table.age))
    facts.append(words("needs a projector, and phones or cards"))
    left_out = [str(row["part"]) for row in rows if row["optional"]]
    shorter = words("* Ten minutes less: leave out {parts}.", parts=", ".join(left_out)) if left_out else ""
    return {
        "title": words(table.title),
        "aim": words(table.aim or table.about),
        "facts": " · ".join(facts),
        "misconceptions": words(table.misconceptions or ""),
        "watch_for": [words(text) for text in table.watch_for],
        "questions": [words(text) for text in table.questions],
        "takeaway": words(table.takeaway or ""),
        "homework": words(table.homework or ""),
        "rows": rows,
        "shorter": shorter,
    }


def _pupil(lesson: Lesson, rows: Sequence[Row], words: WordBook) -> Row:
    return {
        "title": words(lesson.table.title),
        "homework": words(lesson.table.homework or ""),
        "rows": [
            {
                **row,
                "picture": markupsafe.Markup(
                    pitch_svg(row["scene"], scene_words(row["scene"], words), grown=GROWN)
                )
                if row["scene"]
                else "",
            }
            for row in rows
            if row["lines"]
        ],
    }
