"""People join a lesson, are taken out, are let back, and keep a word over the weeks.

Everything is kept in the session log as it happens: whoever had joined is known again after a restart.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

from game.classroom.lesson.values import Values
from game.classroom.live.keepsake import draw_word
from game.classroom.live.names import Names
from game.classroom.session.kept_sessions import words_beside
from game.classroom.session.log import Log
from game.classroom.session.results import Row
from game.classroom.session.room import Room
from game.classroom.words import WordBook

MOST_VOTERS: Final = 250


class Attendance:
    """The people of a lesson and their answers that count. Every method may be called from any thread."""

    def __init__(self, log: Log, values: Values, language: str) -> None:
        self.log, self.room = log, Room(log, values)
        self.words = WordBook(language)
        self.changed: Callable[[], None] = lambda: None
        """Called, without the lock, after anything that a screen shows has changed."""
        self.version = 0
        """Counts the changes, so that a screen knows when to look again."""
        self._lock = threading.RLock()
        self._names = Names(
            language, [row["nick"] for row in log.rows("SELECT nick FROM voter WHERE nick != ''")]
        )
        self._secrets = {
            row["secret"]: row["name"] for row in log.rows("SELECT secret, name FROM voter") if row["secret"]
        }
        people = [row for row in log.rows("SELECT name, nick, card, team, removed FROM voter") if row["nick"]]
        self._teams = {row["name"]: row["team"] for row in people if row["team"]}
        self._nicks = {row["name"]: row["nick"] for row in people if not row["removed"]}
        self._out = {row["name"]: row["nick"] for row in people if row["removed"]}
        """Those whom the teacher has taken out, and what they were called."""
        self._cards = {row["name"]: row["card"] for row in people}
        self._keepsakes = log.words()
        self._beside: set[str] | None = None
        """Words that are kept in other sessions; None before anybody asked for one."""
        self._begun = time.monotonic()
        self.kept: Row = {k: v for k, v in log.state().items() if k not in ("at", "revealed")}
        """What else :meth:`keep` was told."""
        self._answers = self._counted()

    def _counted(self) -> dict[tuple[int, int, int, str], str]:
        return {
            (v["part"], v["round"], v["trial"] or 0, v["name"]): v["answer"]
            for v in self.log.votes()
            if v["accepted"]
        }

    def join(self, word: str | None = None) -> tuple[str, str] | None:
        """Return a new voter's name and secret; None where the room is full.

        ``word``: by which their lessons find together; nobody else in the room has it, or it doesn't count.
        """
        with self._lock:
            number = len(self._cards)
            if number >= MOST_VOTERS:
                return None
            nick, secret, card = self._names.draw(), secrets.token_urlsafe(18), str(number + 1)
            teams = int(self.kept.get("teams") or 0)
            team = str(number % teams + 1) if teams else None
            name = f"{nick} ({card})"
            voter = self.log.voter(name)
            with self.log.change() as db:
                db.execute(
                    "UPDATE voter SET nick = ?, card = ?, secret = ?, team = ? WHERE voter = ?",
                    (nick, card, _digest(secret), team, voter),
                )
            self._secrets[_digest(secret)] = name
            self._nicks[name], self._cards[name] = nick, card
            if team is not None:
                self._teams[name] = team
            if word is not None and word not in self._keepsakes.values():
                self._keepsakes[name] = word
                self.log.keep_word(name, word)
        self._changed()
        return name, secret

    def remove(self, name: str) -> None:
        """Take somebody out: nothing of theirs counts, and nobody votes with their secret any more."""
        with self._lock:
            if name not in self._nicks:
                return
            self._out[name] = self._nicks.pop(name)
            self.room.take_out(name)
            self._answers = self._counted()
            self.note(f"removed: {self.card(name)}")
        self._changed()

    def let_back(self, name: str) -> None:
        """Let somebody in again who was taken out, with all they had answered."""
        with self._lock:
            if name not in self._out:
                return
            self._nicks[name] = self._out.pop(name)
            self.room.let_back(name)
            self._answers = self._counted()
            self.note(f"let back: {self.card(name)}")
        self._changed()

    @property
    def removed(self) -> dict[str, str]:
        """Those who were taken out, and what they were called."""
        with self._lock:
            return dict(self._out)

    def people(self) -> list[tuple[str, str, bool]]:
        """Return whoever has joined, in the order of their cards: number, nickname, whether they are out."""
        with self._lock:
            found = [(self.card(name), nick, False) for name, nick in self._nicks.items()]
            found += [(self.card(name), nick, True) for name, nick in self._out.items()]
        return sorted(found, key=lambda row: int(row[0] or 0))

    def change_of_card(self, card: str, back: bool) -> None:
        """Take out whoever has this number in the room, or let them back in."""
        with self._lock:
            name = next((name for name, own in self._cards.items() if own == card), None)
        if name is not None:
            (self.let_back if back else self.remove)(name)

    def keepsake(self, name: str) -> str | None:
        """Return the word that somebody keeps over the weeks."""
        return self._keepsakes.get(name)

    def keep_word(self, name: str) -> None:
        """Draw a word for somebody who wants one."""
        if self._beside is None:
            self._beside = words_beside(self.log.path)
        with self._lock:
            word = draw_word(self._beside | set(self._keepsakes.values()))
            if word is not None and name in self._nicks and name not in self._keepsakes:
                self._keepsakes[name] = word
                self.log.keep_word(name, word)

    def forget_word(self, name: str) -> None:
        """Forget somebody's word: this lesson stays by itself."""
        with self._lock:
            if self._keepsakes.pop(name, None) is not None:
                self.log.keep_word(name, None)

    def known(self, secret: str) -> str | None:
        """Whose secret it is."""
        with self._lock:
            return self._secrets.get(_digest(secret))

    def nick(self, name: str) -> str:
        """Return what everybody calls a voter."""
        return self._nicks.get(name) or self._out.get(name) or name

    def card(self, name: str) -> str:
        """Return a voter's number in the room."""
        return self._cards.get(name) or ""

    @property
    def joined(self) -> int:
        """How many have joined."""
        return len(self._nicks)

    @property
    def nicks(self) -> dict[str, str]:
        """What every voter is called."""
        return {name: self.nick(name) for name in self._nicks}

    def answer_of(self, name: str, part: int, number: int) -> str | None:
        """Return what somebody said in a round."""
        return self._answers.get((part, number, 0, name))

    def note(self, what: str) -> None:
        """Keep what the teacher did, with its time."""
        self.log.note(round(time.monotonic() - self._begun, 1), what)

    def _changed(self) -> None:
        self.version += 1
        self.changed()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
