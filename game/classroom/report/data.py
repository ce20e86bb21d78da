"""Everything that a session's log says, read once for all pages of its report."""

import json

from game.classroom.report.course import course_words
from game.classroom.report.csv_files import renumbered
from game.classroom.report.people import Person, people_of
from game.classroom.report.weeks import told, weeks_of
from game.classroom.session.log import Log
from game.classroom.session.results import Row
from game.classroom.words import WordBook


class ReportData:
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
