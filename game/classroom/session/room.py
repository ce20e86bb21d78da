"""The votes of a lesson: which count, which are refused and why, and where the lesson stands."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.classroom.lesson.documents import from_written
from game.classroom.lesson.values import Request, Values, facts
from game.classroom.session.answers import LONGEST_VOTER, RefusedError, read_answer, read_seconds
from game.classroom.session.log import Log, Vote
from game.classroom.words import WordBook
from game.scenario.load import parse_level


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a vote."""

    accepted: bool
    why_not: str | None = None
    """A code of :data:`game.classroom.session.answers.REASONS`."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it comes in: nothing of it has been looked at yet."""

    part: str
    round: str
    voter: str
    answer: str
    seconds: str | None = None
    because: int | None = None
    trial: int | None = None
    line: int | None = None


class Room:
    """Takes votes, one at a time from any thread, and writes each to the log before it says so."""

    def __init__(self, log: Log, values: Values) -> None:
        self.log, self.values = log, values
        self.documents = {document["part"]: document for document in log.documents()}
        self._lock = threading.RLock()
        self._voters = {row["name"]: int(row["voter"]) for row in log.rows("SELECT * FROM voter")}
        self._given: set[tuple[int, int, int, int]] = set()
        self._gathers = False
        self._waiting: list[Vote] = []
        self._taken = self._written = 0
        """Votes looked at, and votes that are in the file."""
        self._commit = threading.Lock()
        self._words = WordBook(log.session["language"])
        for vote in log.votes():
            if vote["accepted"]:
                self._given.add((vote["part"], vote["round"], vote["trial"] or 0, vote["voter"]))

    def cast(self, ballot: Ballot) -> Receipt:
        """Count a vote, or refuse it: it is in the file when this returns."""
        receipt = self.judge(ballot)
        if not self._gathers:
            self.flush()
        return receipt

    def judge(self, ballot: Ballot) -> Receipt:
        """Count a vote, or refuse it; nobody may be told before :meth:`flush`."""
        with self._lock:
            part, number, trial, answer = self._whole(ballot.part), self._whole(ballot.round), None, None
            seconds, voter, why = None, None, None
            try:
                voter = self._voter(ballot.voter)
                document = self._document(part)
                number, trial = self._turn(document, number, voter, ballot.trial)
                seconds = read_seconds(ballot.seconds)
                answer = read_answer(document, ballot.answer)
                if (part or 0, number, trial or 0, voter) in self._given:
                    raise RefusedError("doubled")
            except RefusedError as error:
                why = str(error)
            self._keep(
                Vote(
                    part=part,
                    round=number,
                    trial=trial,
                    voter=voter,
                    answer=answer.text if answer and not why else ballot.answer[:300],
                    x=answer.x if answer and not why else None,
                    y=answer.y if answer and not why else None,
                    plan=answer.plan if answer and not why else None,
                    seconds=seconds,
                    because=ballot.because,
                    accepted=why is None,
                    why_not=why,
                    line=ballot.line,
                )
            )
            if why is None:
                self._given.add((part or 0, number or 0, trial or 0, voter or 0))
            return Receipt(why is None, why)

    def gather(self) -> None:
        """Hold votes back until :meth:`flush`: a file of thousands is not written one by one."""
        self._gathers = True

    def flush(self) -> None:
        """Write what waits, whoever's it is: votes that come together share one wait for the disk."""
        wanted = self._taken
        with self._commit:
            if self._written >= wanted:
                return
            with self._lock:
                votes, self._waiting, upto = self._waiting, [], self._taken
            self.log.write(votes)
            self._written = upto

    def _keep(self, vote: Vote) -> None:
        self._waiting.append(vote)
        self._taken += 1

    @staticmethod
    def _whole(text: str) -> int | None:
        text = text.strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None

    def _voter(self, name: str) -> int:
        name = name.strip()
        if not 1 <= len(name) <= LONGEST_VOTER:
            raise RefusedError("voter")
        if name not in self._voters:
            self._voters[name] = self.log.voter(name)
        return self._voters[name]

    def _document(self, part: int | None) -> dict[str, Any]:
        document = self.documents.get(part or 0)
        if document is None:
            raise RefusedError("part")
        if not document["rounds"]:
            raise RefusedError("no_question")
        if document.get("from_write") and not document["options"]:
            self._from_write(document)
        return document

    def _turn(
        self, document: dict[str, Any], number: int | None, voter: int, trial: int | None
    ) -> tuple[int, int | None]:
        """Round and trial of a vote: a reading's trials are its rounds, or simply follow each other."""
        if number is None:
            raise RefusedError("round")
        if document["kind"] != "read":
            if not 1 <= number <= document["rounds"]:
                raise RefusedError("round")
            return number, None
        last = len(document["trials"])
        if trial is None and document.get("by_round"):
            trial = number
        if trial is None:
            given = {t for part, _, t, who in self._given if part == document["part"] and who == voter}
            trial = next((k for k in range(1, last + 1) if k not in given), 0)
            if number != 1:
                raise RefusedError("round")
            if trial == 0:
                raise RefusedError("doubled")
        if not 1 <= trial <= last:
            raise RefusedError("round")
        return 1, trial

    def by_rounds(self, parts: Sequence[int]) -> None:
        """Note that in these readings the column ``round`` says which trial an answer is for."""
        for part in parts:
            if part in self.documents:
                self.documents[part]["by_round"] = True

    def measure_written(self, part: int) -> list[dict[str, Any]]:
        """Return what the plans written in a part are worth, in the order in which they came."""
        votes, requests = self._written_plans(part)
        rows = self.values.measure(requests)
        return [
            {"vote": vote["id"], "voter": vote["voter"], "plan": dict(request.plan), **facts(row)}
            for vote, request, row in zip(votes, requests, rows, strict=True)
        ]

    def written_requests(self, part: int) -> list[Request]:
        """Return what has to be played before the plans written in a part have values."""
        return self._written_plans(part)[1]

    def _written_plans(self, part: int) -> tuple[list[dict[str, Any]], list[Request]]:
        self.flush()
        document = self.documents[part]
        if "level_document" not in document:
            return [], []
        votes = [v for v in self.log.votes(part) if v["accepted"] and v["plan"]]
        level = parse_level(document["level_document"], "level")
        at, n, seed = document["at"], document["n"], document["seed"]
        return votes, [Request(level, at, json.loads(vote["plan"]), n, seed) for vote in votes]

    def clear(self, part: int, number: int, trial: int) -> None:
        """Take back a round that was counted by hand and typed wrongly."""
        with self._lock:
            self.flush()
            with self.log.change() as db:
                where = "part = ? AND round = ? AND COALESCE(trial, 0) = ? AND accepted = 1"
                db.execute(f"DELETE FROM vote WHERE {where}", (part, number, trial))
            self._given = {given for given in self._given if given[:3] != (part, number, trial)}

    def take_out(self, name: str) -> None:
        """Let all votes of a voter count no more; the log keeps them, marked."""
        self.flush()
        self.log.take_out(name)

    def let_back(self, name: str) -> None:
        """Count the votes of a voter again who was taken out."""
        self.log.let_back(name)
        with self._lock:
            for vote in self.log.votes():
                if vote["accepted"] and vote["name"] == name:
                    self._given.add((vote["part"], vote["round"], vote["trial"] or 0, vote["voter"]))

    def settle(self) -> None:
        """Measure whatever was written, so that the log holds every value that a report tells."""
        for document in self.documents.values():
            if document["kind"] == "write":
                document["written"] = self.measure_written(document["part"])
                self.log.replace(document)
            if document.get("from_write") and not document["options"]:
                self._from_write(document)

    def _from_write(self, document: dict[str, Any]) -> None:
        before = [d for d in self.documents.values() if d["kind"] == "write" and d["part"] < document["part"]]
        if before:
            from_written(document, self.measure_written(before[-1]["part"]), self._words)
            self.log.replace(document)
