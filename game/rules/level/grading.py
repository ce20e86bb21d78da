"""Grading counts what came off in a level so far, and says which grade that earns."""

from collections.abc import Callable
from dataclasses import dataclass, field

from game.scenario.links import GradeTable, LinkConditions, SentenceTable

GRADES = ("done", "good", "masterly")
"""The grades from the least on; *done* wins the level."""


@dataclass(slots=True)
class Tally:
    """The count of one level's chains."""

    table: SentenceTable
    points: int = 0
    chains: int = 0
    longest: int = 0
    """Chains that came off one after the other, at most."""
    extra: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GRADES, 0))
    """Goes that met each grade's `with`."""

    def came_off(self, met: Callable[[LinkConditions], bool]) -> None:
        """Count a chain that came off; ``met`` says whether its last link met further conditions."""
        self.chains += 1
        self.points += 1 + sum(row.worth for row in self.table.bonus if met(row))
        for name in GRADES:
            extra = self._asks(name).extra
            if extra is not None and met(extra):
                self.extra[name] += 1

    @property
    def score(self) -> int:
        """The number that the level counts."""
        return {"chains": self.chains, "longest": self.longest, "points": self.points}[self.table.score]

    def grade(self, seconds: float) -> str | None:
        """Return the best grade that is reached after ``seconds``, or None."""
        reached = None
        for name in GRADES:
            if not self._reached(self._asks(name), name, seconds):
                break
            reached = name
        return reached

    def _asks(self, name: str) -> GradeTable:
        grades = self.table.grades
        return {"done": grades.done, "good": grades.good, "masterly": grades.masterly}[name]

    def _reached(self, grade: GradeTable, name: str, seconds: float) -> bool:
        if self.score < grade.score or (grade.in_a_row is not None and self.longest < grade.in_a_row):
            return False
        if grade.extra is not None and self.extra[name] < (grade.at_least or grade.score):
            return False
        return grade.seconds is None or seconds <= grade.seconds
