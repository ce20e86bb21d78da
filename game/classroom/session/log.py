"""The session log: one SQLite file, written as things happen, whole whenever the program ends.

Every vote is in the file before anybody is told that it counts. No address and no browser's name is kept.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from game import __version__
from game.scenario.errors import LevelError
from game.scenario.words import one_line, path_words

FORMAT: Final = 1
APPLICATION: Final = 0x42484C53
"""Marks the file as a lesson's session in SQLite's own header ("BHLS")."""
TABLES: Final = """
CREATE TABLE session (id TEXT PRIMARY KEY, lesson TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL,
  lesson_digest TEXT NOT NULL, engine_version TEXT NOT NULL, engine_digest TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT, how TEXT NOT NULL, language TEXT NOT NULL,
  votes_digest TEXT, lesson_document TEXT NOT NULL);
CREATE TABLE part (part INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL);
CREATE TABLE voter (voter INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, nick TEXT, card TEXT, team TEXT,
  secret TEXT, word TEXT, removed INTEGER);
CREATE TABLE vote (id INTEGER PRIMARY KEY, part INTEGER, round INTEGER, trial INTEGER, voter INTEGER,
  answer TEXT, x REAL, y REAL, plan TEXT, seconds REAL, because INTEGER, accepted INTEGER NOT NULL,
  why_not TEXT, line INTEGER);
CREATE UNIQUE INDEX once ON vote (part, round, COALESCE(trial, 0), voter) WHERE accepted = 1;
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), document TEXT NOT NULL);
CREATE TABLE key (id INTEGER PRIMARY KEY, t REAL NOT NULL, what TEXT NOT NULL);
"""

LATER: Final = {"word": "TEXT", "removed": "INTEGER"}
"""Columns of a voter that the first sessions had not, with their types."""
REMOVED: Final = "removed"
"""Why the votes of somebody who was taken out don't count."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A row of the log."""

    part: int | None
    round: int | None
    trial: int | None
    voter: int | None
    answer: str
    x: float | None
    y: float | None
    plan: dict[str, Any] | None
    seconds: float | None
    because: int | None
    accepted: bool
    why_not: str | None
    line: int | None


class Log:
    """An open session file. Safe to use from several threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection, writes: bool = True) -> None:
        self.path, self.writes = path, writes
        self._db = connection
        self._lock = threading.RLock()

    @classmethod
    def create(
        cls,
        path: Path,
        lesson: Mapping[str, Any],
        documents: Sequence[Mapping[str, Any]],
        how: str,
        language: str,
    ) -> Self:
        """Create a file; ``lesson`` has name, title, about, digest, engine, votes_digest and document."""
        if not is_new(path):
            raise LevelError([f"{path_words(path)}: expected a new file (there is one)"])
        try:
            connection = _connect(path)
            connection.executescript(f"BEGIN;{TABLES}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        except (sqlite3.Error, OSError) as error:
            raise LevelError([f"{path_words(path)}: expected a file that can be written ({error})"]) from None
        log = cls(path, connection)
        with log.change():
            started = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)",
                (
                    f"{lesson['name']}-{started}",
                    lesson["name"],
                    lesson["title"],
                    lesson["about"],
                    lesson["digest"],
                    __version__,
                    lesson["engine"],
                    started,
                    how,
                    language,
                    lesson.get("votes_digest"),
                    json.dumps(lesson["document"], ensure_ascii=False),
                ),
            )
            for document in documents:
                connection.execute(
                    "INSERT INTO part VALUES (?, ?, ?)",
                    (document["part"], document["kind"], json.dumps(document, ensure_ascii=False)),
                )
        return log

    @classmethod
    def open(cls, path: Path, writes: bool = True) -> Self:
        """Open a file that is there, to write or only to read; raises LevelError where it is no session."""
        where = path_words(path)
        if not path.is_file():
            raise LevelError([f"{where}: expected a lesson's session (there is no such file)"])
        try:
            # Whatever else the file may be, looking at it changes nothing.
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10.0)
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if mark == APPLICATION:
                connection.execute("SELECT id FROM session").fetchone()
        except sqlite3.Error as error:
            raise LevelError(
                [f"{where}: expected a lesson's session (got: {one_line(str(error))})"]
            ) from None
        if mark != APPLICATION:
            connection.close()
            raise LevelError([f"{where}: expected a lesson's session (got another SQLite file)"])
        if version != FORMAT:
            connection.close()
            raise LevelError([f"{where}: expected a session of format {FORMAT} (got {version})"])
        if writes:
            connection.close()
            connection = _connect(path)
            for column in LATER.keys() - _columns(connection):
                connection.execute(f"ALTER TABLE voter ADD COLUMN {column} {LATER[column]}")
        return cls(path, connection, writes)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Make one change that is in the file as a whole, or not at all."""
        with self._lock, self._db:
            yield self._db

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Return what a query finds."""
        with self._lock:
            cursor = self._db.execute(query, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @property
    def session(self) -> dict[str, Any]:
        """The session's own row."""
        return self.rows("SELECT * FROM session")[0]

    def documents(self) -> list[dict[str, Any]]:
        """Return every part, as it was made ready."""
        return [json.loads(row["document"]) for row in self.rows("SELECT document FROM part ORDER BY part")]

    def replace(self, document: Mapping[str, Any]) -> None:
        """Replace a part whose options have come about meanwhile."""
        with self.change() as db:
            db.execute(
                "UPDATE part SET document = ? WHERE part = ?",
                (json.dumps(document, ensure_ascii=False), document["part"]),
            )

    def voter(self, name: str) -> int:
        """Return the number of a voter, new or known."""
        with self.change() as db:
            db.execute("INSERT OR IGNORE INTO voter (name) VALUES (?)", (name,))
            return int(db.execute("SELECT voter FROM voter WHERE name = ?", (name,)).fetchone()[0])

    def write(self, votes: Sequence[Vote]) -> None:
        """Keep some votes: they are in the file when this returns."""
        with self.change() as db:
            db.executemany(
                "INSERT INTO vote (part, round, trial, voter, answer, x, y, plan, seconds, because, accepted,"
                " why_not, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (v.part, v.round, v.trial, v.voter, v.answer, v.x, v.y,
                     None if v.plan is None else json.dumps(v.plan), v.seconds, v.because,
                     int(v.accepted), v.why_not, v.line)
                    for v in votes
                ],
            )  # fmt: skip

    def words(self) -> dict[str, str]:
        """Return the word of each voter who keeps one over the weeks, by the voter's name."""
        columns = _columns(self._db)
        if "word" not in columns:
            return {}
        here = " AND removed IS NULL" if "removed" in columns else ""
        rows = self.rows(f"SELECT name, word FROM voter WHERE word IS NOT NULL{here}")
        return {row["name"]: row["word"] for row in rows}

    def keep_word(self, name: str, word: str | None) -> None:
        """Keep somebody's word, or forget it."""
        with self.change() as db:
            db.execute("UPDATE voter SET word = ? WHERE name = ?", (word, name))

    def take_out(self, name: str) -> None:
        """Mark somebody, and all that counted of theirs, as taken out by the teacher."""
        with self.change() as db:
            db.execute("UPDATE voter SET removed = 1 WHERE name = ?", (name,))
            own = "voter = (SELECT voter FROM voter WHERE name = ?)"
            db.execute(
                f"UPDATE vote SET accepted = 0, why_not = ? WHERE accepted = 1 AND {own}", (REMOVED, name)
            )

    def let_back(self, name: str) -> None:
        """Take the mark away again: what counted then counts now."""
        with self.change() as db:
            db.execute("UPDATE voter SET removed = NULL WHERE name = ?", (name,))
            own = "voter = (SELECT voter FROM voter WHERE name = ?)"
            db.execute(
                f"UPDATE vote SET accepted = 1, why_not = NULL WHERE why_not = ? AND {own}", (REMOVED, name)
            )

    def votes(self, part: int | None = None) -> list[dict[str, Any]]:
        """Return every vote with its voter's name, in the order in which they came.

        Of one part, or of all.
        """
        query = (
            "SELECT vote.*, voter.name, voter.nick, voter.card, voter.team FROM vote"
            " LEFT JOIN voter ON voter.voter = vote.voter"
        )
        if part is None:
            return self.rows(f"{query} ORDER BY vote.id")
        return self.rows(f"{query} WHERE vote.part = ? ORDER BY vote.id", part)

    def state(self) -> dict[str, Any]:
        """Return where the lesson stands; empty before it began."""
        found = self.rows("SELECT document FROM state")
        return dict(json.loads(found[0]["document"])) if found else {}

    def keep_state(self, state: Mapping[str, Any]) -> None:
        """Keep where the lesson stands now."""
        with self.change() as db:
            db.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (json.dumps(state),))

    def note(self, seconds: float, what: str) -> None:
        """Note a key that the teacher pressed, with the seconds after the start."""
        with self.change() as db:
            db.execute("INSERT INTO key (t, what) VALUES (?, ?)", (seconds, what))

    def end(self) -> None:
        """End the lesson: its secrets are forgotten."""
        with self.change() as db:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("UPDATE session SET ended = COALESCE(ended, ?)", (now,))
            db.execute("UPDATE voter SET secret = NULL")

    def forget_voter(self, name: str) -> bool:
        """Delete a person and all they answered; False where there is no such person."""
        return self._forget("name = ? OR nick = ?", (name, name))

    def forget_word(self, word: str) -> bool:
        """Delete whoever keeps a word and all they answered; False where nobody does."""
        return self._forget("word = ?", (word,))

    def _forget(self, which: str, values: Sequence[str]) -> bool:
        with self.change() as db:
            found = db.execute(f"SELECT voter FROM voter WHERE {which}", values).fetchall()
            for (number,) in found:
                db.execute("DELETE FROM vote WHERE voter = ?", (number,))
                db.execute("DELETE FROM voter WHERE voter = ?", (number,))
        if found:
            self._db.execute("VACUUM")
        return bool(found)

    def erase(self) -> None:
        """Delete the closed file: its bytes first, then its name."""
        with self.path.open("r+b") as file:
            file.write(bytes(self.path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        self.path.unlink()

    def close(self) -> None:
        """Leave one file, with nothing beside it."""
        with self._lock:
            if self.writes:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._db.execute("PRAGMA journal_mode = DELETE")
            self._db.close()


def is_new(path: Path) -> bool:
    """Return whether nothing is there yet, or what a program left that ended before its session began."""
    if not path.exists():
        return True
    if not path.is_file():
        return False  # a pipe would be waited for
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10.0)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.close()
    except sqlite3.Error:
        return False
    return int(tables) == 0


def _columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(voter)")}


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=10.0)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
