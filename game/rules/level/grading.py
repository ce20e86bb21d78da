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
    lasted: float = 0.0
    """Seconds for which the last link lasted, over and done with."""
    lasts: float = 0.0
    """Seconds for which it lasts now, where that counts already."""
    extra: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GRADES, 0))
    """Goes that met each grade's `with`."""
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Every kind that an `each` of this level tells apart."""
    shared: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    """What came off, by kind, for a grade's `with` (or "" for all that counts) and its `each`."""

    def came_off(self, met: Callable[[LinkConditions], bool], kind_of: Callable[[str], str]) -> None:
        """Count a chain that came off.

        ``met`` says whether its last link met further conditions, ``kind_of`` of what kind it was of those
        that an `each` tells apart.
        """
        self.chains += 1
        self.points += 1 + sum(row.worth for row in self.table.bonus if met(row))
        self._share("", self.table.links[-1].each, kind_of)
        for name in GRADES:
            extra = self._asks(name).extra
            if extra is not None and met(extra):
                self.extra[name] += 1
                self._share(name, extra.each, kind_of)

    def _share(self, whose: str, each: str | None, kind_of: Callable[[str], str]) -> None:
        if each is not None:
            counts = self.shared.setdefault((whose, each), {})
            kind = kind_of(each)
            counts[kind] = counts.get(kind, 0) + 1

    def least_of_each(self, grade: GradeTable, each: str) -> int:
        """Return how many of each kind a grade asks for, where it doesn't say."""
        return grade.score // max(len(self.kinds.get(each, ())), 1)

    @property
    def score(self) -> int:
        """The number that the level counts."""
        seconds = int(self.lasted + self.lasts + 1e-6)
        return {
            "chains": self.chains,
            "longest": self.longest,
            "points": self.points,
            "seconds": seconds,
        }[self.table.score]

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
        each = self.table.links[-1].each
        if each is not None and self._fewest("", each) < self.least_of_each(grade, each):
            return False
        if grade.extra is not None and not self._extra_reached(grade, name):
            return False
        return grade.seconds is None or seconds <= grade.seconds

    def _extra_reached(self, grade: GradeTable, name: str) -> bool:
        each = grade.extra.each if grade.extra is not None else None
        if each is None:
            return self.extra[name] >= (grade.at_least or grade.score)
        least = grade.at_least if grade.at_least is not None else self.least_of_each(grade, each)
        return self._fewest(name, each) >= least

    def _fewest(self, whose: str, each: str) -> int:
        counts = self.shared.get((whose, each), {})
        return min((counts.get(kind, 0) for kind in self.kinds.get(each, ())), default=0)
