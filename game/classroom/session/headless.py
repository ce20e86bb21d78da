"""A lesson without a window, from votes that are given."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from game.classroom.lesson.documents import digest, documents
from game.classroom.lesson.load import Lesson
from game.classroom.lesson.values import Progress, Values, engine_digest
from game.classroom.session.log import Log, is_new
from game.classroom.session.results import results
from game.classroom.session.room import Ballot, Receipt, Room
from game.classroom.session.votes_file import VotesFile
from game.scenario.errors import LevelError
from game.scenario.words import path_words

AT_ONCE = 500
"""Votes that are written together."""


def lesson_row(lesson: Lesson, votes: VotesFile | None = None) -> dict[str, object]:
    """Return what the log keeps of a lesson."""
    table = lesson.table
    return {
        "name": lesson.name,
        "title": table.title,
        "about": table.about,
        "digest": digest(lesson.raw),
        "engine": engine_digest(),
        "votes_digest": None if votes is None else votes.digest,
        "document": table.model_dump(mode="json", exclude={"parts"}),
    }


def open_or_create(
    path: Path,
    lesson: Lesson,
    values: Values,
    how: str,
    language: str,
    votes: VotesFile | None = None,
    progress: Progress | None = None,
    ready: Sequence[Mapping[str, Any]] | None = None,
) -> Log:
    """Return a new session, or the one of this lesson (and these votes) that was broken off.

    ``ready``: the lesson's parts, where they have been made ready before.

    Raises LevelError where the file holds anything else.
    """
    check_session(path, lesson, votes)
    if is_new(path):
        parts = documents(lesson, values, progress) if ready is None else ready
        return Log.create(path, lesson_row(lesson, votes), parts, how, language)
    return Log.open(path)


def check_session(path: Path, lesson: Lesson, votes: VotesFile | None = None) -> None:
    """Raise LevelError unless a file can be written, or holds this lesson's own session."""
    if is_new(path):
        if not path.parent.is_dir():
            raise LevelError([f"{path_words(path)}: expected a file in a folder that is there"])
        return
    log = Log.open(path, writes=False)
    session = log.session
    log.close()
    same = session["lesson_digest"] == digest(lesson.raw) and session["engine_digest"] == engine_digest()
    if not same or session["votes_digest"] != (None if votes is None else votes.digest):
        other = session["lesson"] if session["lesson"] != lesson.name else "another run of it"
        raise LevelError(
            [f"{path_words(path)}: expected a new file, or this lesson's own session (got {other})"]
        )


def run_headless(
    lesson: Lesson,
    votes: VotesFile,
    path: Path,
    values: Values,
    refused: Callable[[Ballot, Receipt], None],
    progress: Progress | None = None,
    language: str = "en",
) -> dict[str, object]:
    """Cast every vote in the lesson's order and say what they come to.

    Taken up again after it was broken off, it goes on with the votes that the file hasn't got.
    """
    log = open_or_create(path, lesson, values, "file", language, votes, progress)
    room = Room(log, values)
    done = {row["line"] for row in log.votes()}
    ballots = sorted(votes.ballots, key=_place)
    room.by_rounds(
        [part.number for part in lesson.parts if part.kind == "read" and _numbered(ballots, part.number)]
    )
    room.gather()
    for count, ballot in enumerate(ballots, 1):
        if ballot.line not in done:
            receipt = room.cast(ballot)
            if not receipt.accepted:
                refused(ballot, receipt)
        if count % AT_ONCE == 0:
            room.flush()
    room.flush()
    room.settle()
    log.end()
    said = results(log)
    log.close()
    return said


def _place(ballot: Ballot) -> tuple[int, int]:
    """Go through a lesson's parts and rounds in order, whatever the file's order is."""
    return (_whole(ballot.part), _whole(ballot.round))


def _whole(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 10**7


def _numbered(ballots: list[Ballot], part: int) -> bool:
    """Return whether a reading's rounds are its trials' numbers."""
    return any(_whole(b.part) == part and 1 < _whole(b.round) < 10**7 for b in ballots)
