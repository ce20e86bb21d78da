"""Where sessions are kept, and the one of a lesson that was broken off."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from game.classroom.lesson.documents import digest
from game.classroom.lesson.load import Lesson
from game.classroom.lesson.values import engine_digest
from game.classroom.session.log import Log
from game.scenario.errors import LevelError
from game.storage.files import home, listing

KEPT_FOR: Final = timedelta(days=365)
"""After so long a session is offered for deletion."""
REPORT_FILES: Final = ("report.html", "votes.csv", "people.csv", "weeks.csv")
GOES_ON: Final = timedelta(hours=12)
"""After so long a lesson that was broken off isn't taken up again unasked."""


def sessions_dir() -> Path:
    """Return the folder of the sessions."""
    return home() / "sessions"


def new_session(lesson: Lesson) -> Path:
    """Return a file for a lesson that begins now; its folder is made."""
    folder = sessions_dir()
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    path = folder / f"{lesson.name}-{stamp}.sqlite"
    number = 2
    while path.exists():
        path, number = folder / f"{lesson.name}-{stamp}-{number}.sqlite", number + 1
    return path


def others_of(path: Path) -> Iterator[Log]:
    """Open every other session in a session's folder, one after the other, only to read."""
    for file in listing(path.parent, path.suffix or ".sqlite").files:
        if file.resolve() == path.resolve():
            continue
        try:
            log = Log.open(file, writes=False)
        except LevelError:
            continue  # another kind of file, or one that can't be read
        try:
            yield log
        finally:
            log.close()


def words_beside(path: Path) -> set[str]:
    """Return every word that somebody keeps in the sessions beside one."""
    return {word for log in others_of(path) for word in log.words().values()}


def old_sessions(now: datetime | None = None) -> list[Path]:
    """Return the sessions that began more than a year ago."""
    before = (now or datetime.now(UTC)) - KEPT_FOR
    found = []
    for file in listing(sessions_dir(), ".sqlite").files:
        try:
            log = Log.open(file, writes=False)
        except LevelError:
            continue
        if datetime.fromisoformat(log.session["started"]) < before:
            found.append(file)
        log.close()
    return found


def delete_session(path: Path) -> None:
    """Delete a session, and the report that the game wrote beside it; raises LevelError or OSError."""
    log = Log.open(path)
    log.close()
    log.erase()
    folder = path.with_suffix("")
    for name in REPORT_FILES:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()  # unless somebody keeps something else in it


def broken_off(lesson: Lesson) -> Path | None:
    """Return the latest session of this lesson that didn't come to its end today."""
    files = [file for file in listing(sessions_dir(), ".sqlite").files if file.stem.startswith(lesson.name)]
    for file in sorted(files, reverse=True):
        if goes_on(file, lesson):
            return file
    return None


def goes_on(file: Path, lesson: Lesson) -> bool:
    """Return whether a file holds this very lesson, not ended, begun not long ago."""
    try:
        log = Log.open(file, writes=False)
    except LevelError:
        return False
    session = log.session
    log.close()
    same = session["lesson_digest"] == digest(lesson.raw) and session["engine_digest"] == engine_digest()
    live = session["ended"] is None and session["how"] != "file"
    age = datetime.now(UTC) - datetime.fromisoformat(session["started"])
    return same and live and age < GOES_ON
