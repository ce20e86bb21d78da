"""Objective tables say what ends and scores a level: short forms of early files, and the sentence."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Strict

from game.scenario.links import SentenceTable
from game.scenario.tables import YARD, AnyTechnique, AskedStrike, Point, Table

TimeLimit: TypeAlias = Annotated[float, Field(gt=0.0, le=7200.0)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
_COUNT = "a whole number from 1 to 1000"
_LIMIT = "seconds above 0, at most 7200"
_TECHNIQUE = "push, backheel or any"
_MARK = "[x, y] of a point on a wall, two numbers of metres"
_WITHIN = "metres above 0, at most 20"


class PaceTable(Table):
    """What a grade asks for besides reaching the count."""

    tries: Count | None = Field(None, description=_COUNT)
    """Tries in which the count is reached, at most."""
    seconds: TimeLimit | None = Field(None, description=_LIMIT)
    """Seconds in which the count is reached, at most."""


class PaceGradesTable(Table):
    """Grades above *done*, which is reaching the count."""

    good: PaceTable = Field(description="a table with tries or seconds")
    masterly: PaceTable = Field(description="a table with tries or seconds")


_GRADES = "a table with good and masterly"


class CompletePass(Table):
    """Passes that a team-mate brings under control."""

    kind: Literal["complete_pass"]
    technique: AnyTechnique = Field("any", description=_TECHNIQUE)
    """The pass that counts."""
    count: Count = Field(1, description=_COUNT)
    """How many passes."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""
    grades: PaceGradesTable | None = Field(None, description=_GRADES)
    to: str | None = Field(None, description="a player's id")
    """Only passes to this player count."""
    through: Annotated[tuple[int, int], Strict(False)] | None = Field(
        None, description="the numbers of two different cones, counted from 1 in the file's order"
    )
    """Only passes between these two cones count."""

    @property
    def asked(self) -> AskedStrike:
        """What is asked of a pass."""
        return AskedStrike(self.technique, () if self.to is None else (self.to,))

    @property
    def needed(self) -> int:
        """The number of passes that wins."""
        return self.count


class WallPasses(Table):
    """Clean contacts against a marked board."""

    kind: Literal["wall_passes"]
    technique: AnyTechnique = Field("any", description=_TECHNIQUE)
    """The strike that counts."""
    mark: Point = Field(description=_MARK)
    """Where the ball must meet the board."""
    within: float = Field(gt=0.0, le=20.0, description=_WITHIN)
    """How far from the mark along the wall it may be."""
    each_foot: Count | None = Field(None, description=_COUNT)
    """Clean contacts with the right foot, and as many with the left. Either this or `count`."""
    count: Count | None = Field(None, description=_COUNT)
    """Clean contacts in all."""
    min_distance: float = Field(0.0, ge=0.0, le=100.0, description="metres from 0 to 100")
    """From the mark; nearer strikes don't count."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""
    grades: PaceGradesTable | None = Field(None, description=_GRADES)

    @property
    def asked(self) -> AskedStrike:
        """What is asked of a strike."""
        return AskedStrike(self.technique, distance=self.min_distance)

    @property
    def needed(self) -> int:
        """The number of clean contacts that wins, of both feet together."""
        return self.count or 2 * (self.each_foot or 0)


class DribblePassReceive(Table):
    """Dribble, push against a marked board, take the rebound, and again."""

    kind: Literal["dribble_pass_receive"]
    technique: AnyTechnique = Field("push", description=_TECHNIQUE)
    """The strike that counts."""
    mark: Point = Field(description=_MARK)
    """Where the ball must meet the board."""
    within: float = Field(gt=0.0, le=20.0, description=_WITHIN)
    """How far from the mark along the wall it may be."""
    min_distance: float = Field(0.0, ge=0.0, le=100.0, description="metres from 0 to 100")
    """From the mark; nearer strikes don't count."""
    dribble: float = Field(3.0 * YARD, ge=0.0, le=50.0, description="metres from 0 to 50")
    """From touch to touch before the pass; 3 yards where it is left out."""
    count: Count = Field(1, description=_COUNT)
    """How many rounds."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""
    grades: PaceGradesTable | None = Field(None, description=_GRADES)

    @property
    def asked(self) -> AskedStrike:
        """What is asked of a round's strike."""
        return AskedStrike(self.technique, carried=self.dribble, distance=self.min_distance)

    @property
    def needed(self) -> int:
        """The number of rounds that wins."""
        return self.count


class Free(Table):
    """Free play: it has no end and no score."""

    kind: Literal["free"]

    @property
    def time_limit(self) -> None:
        """There is no limit: it goes on for as long as one likes."""

    @property
    def grades(self) -> None:
        """There is nothing to be graded."""

    @property
    def asked(self) -> AskedStrike:
        """Any strike will do."""
        return AskedStrike()

    @property
    def needed(self) -> int:
        """No number of anything wins."""
        return 0


ObjectiveTable: TypeAlias = CompletePass | WallPasses | DribblePassReceive | Free | SentenceTable
