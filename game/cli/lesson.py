"""The ``lesson`` and ``lessons`` subcommands."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.classroom.lesson.catalogue import find_lesson, lesson_faults, lessons
from game.classroom.lesson.documents import documents
from game.classroom.lesson.load import Lesson, load_lesson
from game.classroom.lesson.values import Values
from game.classroom.report.sheets import write_sheets
from game.classroom.session.answers import REASONS
from game.classroom.session.headless import check_session, run_headless
from game.classroom.session.room import Ballot, Receipt
from game.classroom.session.votes_file import read_votes
from game.classroom.words import LANGUAGES
from game.scenario.errors import LevelError
from game.scenario.words import got, path_words
from game.storage import console

HOW = ("phones", "hands", "seats")
"""Ways of answering: on phones, by hands that are counted, in turn on this machine."""
WRONG = 2
TOLD = 20
"""Refused votes that are told one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("lesson", metavar="NAME-or-PATH", help="a lesson's name, or a lesson file's path")
    add("--how", choices=HOW, default="phones", help="how the room answers in the window (phones)")
    add("--language", choices=LANGUAGES, help="the room's language in the window; left out: as chosen last")
    add("--sheets", metavar="FOLDER", help="write the teacher's page and the pupil's sheet, and nothing else")
    add("--headless", action="store_true", help="run it without a window, from the votes of a file")
    add("--votes", metavar="FILE", help="a CSV file with part, round, voter, answer, seconds")
    add("--session", metavar="OUT", help="the session file (SQLite) to write, or to go on with")
    add("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Give the lesson; raises :class:`LevelError` for anything wrong with the arguments or the lesson."""
    path = find_lesson(args.lesson)
    lesson = load_lesson(path)
    if args.sheets is not None:
        return _sheets(args, lesson)
    if not args.headless:
        return _show(args, path, lesson)
    for name in ("votes", "session"):
        if getattr(args, name) is None:
            raise LevelError([f"--{name}: expected a file, --headless needs it (got nothing)"])
    refusals: list[str] = []

    def refused(ballot: Ballot, receipt: Receipt) -> None:
        reason = REASONS[receipt.why_not or "answer"]
        refusals.append(f"{args.votes}: line {ballot.line}: refused: {reason} (got {got(ballot.answer)})")

    progress = _LessonProgress() if console.watched() else None
    said = run_headless(
        lesson, read_votes(Path(args.votes)), Path(args.session), Values.at_home(), refused, progress
    )
    if progress is not None:
        progress.clear()
    for line in refusals[:TOLD]:
        console.warn(line)
    if len(refusals) > TOLD:
        console.warn(f"{len(refusals) - TOLD} more votes refused")
    said = {**said, "lesson": args.lesson, "session": args.session}
    if args.json:
        console.say_json(said)
    else:
        console.say(table(said))
    return 0


def _sheets(args: argparse.Namespace, lesson: Lesson) -> int:
    """Write the lesson's pages for paper."""
    for name in ("headless", "votes", "session", "json"):
        if getattr(args, name):
            raise LevelError([f"--sheets: expected nothing but --language with it (got --{name})"])
    folder = Path(args.sheets)
    if folder.exists() and not folder.is_dir():
        raise LevelError([f"{path_words(folder)}: expected a folder (got a file)"])
    progress = _LessonProgress() if console.watched() else None
    parts = documents(lesson, Values.at_home(), progress)
    if progress is not None:
        progress.clear()
    for file in write_sheets(lesson, parts, folder, args.language or "en"):
        console.say(path_words(file))
    return 0


def _show(args: argparse.Namespace, path: Path, lesson: Lesson) -> int:
    """Give it in a window; what is wrong with its session is said before one opens."""
    for name in ("votes", "json"):
        if getattr(args, name):
            raise LevelError([f"--{name}: expected --headless with it (got --{name} alone)"])
    session = None if args.session is None else Path(args.session).absolute()
    if session is not None:
        check_session(session, lesson)

    from game.app.main import run as show
    from game.app.scenes.navigator import lesson_scenes

    return show(lambda context: lesson_scenes(context, path, session, args.how), language=args.language)


class _LessonProgress:
    """A line on stderr that counts worlds."""

    def __call__(self, done: int, total: int) -> None:
        console.progress(f"\r{done:,} of {total:,} worlds")

    def clear(self) -> None:
        console.progress("\r" + " " * 40 + "\r")


def table(said: Mapping[str, Any]) -> str:
    """Return the results for people."""
    lines = [f"{said['lesson']}: {said['refused']} votes refused"]
    for part in said["parts"]:
        lines += ["", f"{part['part']}. {part['kind']}  {part.get('ask') or ''}".rstrip()]
        if "votes" in part:
            lines.append(f"   {part['voters']} voters, {part['refused']} refused")
        for option in part.get("options", []):
            votes = " -> ".join(str(count) for count in option["votes"])
            lines.append(f"   {votes:>10}  {_hundred(option)}  {option['say']}")
        if part["kind"] == "estimate":
            lines.append(f"   {_hundred(part)}; guesses: median {_number(part['median'])}")
        for stop in part.get("stops", []):
            lines.append(f"   {stop['stop']:+.1f} s: {stop['right']} of {stop['answers']} right")
    return "\n".join(lines)


def _hundred(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return "   no value       "
    text = f"{100 * row['value']:5.1f} of 100"
    if row["value_ci95"] is not None:
        low, high = row["value_ci95"]
        text += f" ({100 * low:.0f} to {100 * high:.0f})"
    if "good" in row:
        text += " *" if row["good"] else "  "
    return text


def _number(values: list[float | None]) -> str:
    return " -> ".join("-" if value is None else f"{value:g}" for value in values)


def add_list_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of ``lessons``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_list(args: argparse.Namespace) -> int:
    """List the lessons."""
    rows = [
        {
            "name": lesson.name,
            "title": lesson.table.title,
            "minutes": lesson.table.minutes,
            "about": lesson.table.about,
            "age": lesson.table.age,
            "parts": len(lesson.parts),
        }
        for lesson in lessons()
    ]
    faults = lesson_faults()
    for fault in faults:
        console.warn(fault)
    code = WRONG if faults else 0
    if args.json:
        console.say_json({"lessons": rows})
        return code
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        console.say(f"{row['name']:<{width}}  {row['title']}  [{row['minutes']:g} min]")
        console.say(f"{'':<{width}}  {row['about']}")
    return code
