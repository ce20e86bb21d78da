"""The schema says what a level file may hold; docs/reference/levels.md and plans.md are made of it.

A field's description completes the sentence "expected ...", so that every fault of that field reads well.
"""

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import Field, ModelWrapValidatorHandler, Strict, model_validator

from game.core.surfaces import EXPECTED, SurfaceName
from game.scenario.checks import crossing_faults
from game.scenario.links import SentenceTable
from game.scenario.objective_tables import (
    CompletePass,
    DribblePassReceive,
    Free,
    ObjectiveTable,
    WallPasses,
)
from game.scenario.plan_table import PlanTable
from game.scenario.plays import (
    ChoiceTable,
    GoalTable,
    LawsTable,
    PasserTable,
    RunTable,
    StepTable,
    VariantTable,
    ZoneTable,
)
from game.scenario.sentence_checks import sentence_faults
from game.scenario.tables import Control, Degrees, Name, Point, Share, Style, Table, Text, all_faults, fault

__all__ = [
    "CHAPTERS",
    "BallTable",
    "CompletePass",
    "ConeTable",
    "DribblePassReceive",
    "Free",
    "FreezeTable",
    "Level",
    "OptionTable",
    "PitchTable",
    "PlanTable",
    "PlayerTable",
    "SentenceTable",
    "VisionTable",
    "WallPasses",
    "WallTable",
]

Chapter: TypeAlias = Literal[
    "first steps", "push", "weight", "heel", "disguise", "picture", "pressed", "defend", "moments", "games"
]
CHAPTERS: Final = (
    "first steps", "push", "weight", "heel", "disguise", "picture", "pressed", "defend", "moments", "games",
)  # fmt: skip
"""Chapters in the order in which they teach."""


class PitchTable(Table):
    """The ground."""

    length: float = Field(ge=4.0, le=130.0, description="metres along x, from 4 to 130")
    width: float = Field(ge=4.0, le=100.0, description="metres along y, from 4 to 100")
    surface: SurfaceName = Field("dry", description=EXPECTED)
    """The ground under the ball."""


class PlayerTable(Table):
    """Somebody on the pitch."""

    id: Name = Field(description="a short name of letters, digits, - and _, at most 12")
    """No two are the same; `target` and `away` are words of plans and no ids."""
    team: Literal["red", "blue"] = Field(description="red or blue")
    at: Point = Field(description="[x, y], two numbers of metres")
    """A place on the pitch, nobody else's."""
    facing: Degrees = Field(0.0, description="degrees from -360 to 360, counter-clockwise from +x")
    """Where hips, trunk and gaze point."""
    hips: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the hips alone."""
    trunk: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the trunk alone."""
    gaze: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the gaze alone."""
    velocity: Point = Field((0.0, 0.0), description="[vx, vy], two numbers of m/s")
    """At most 12 m/s."""
    control: Control = Field("cpu", description="human1, human2, cpu or still")
    """`human1` and `human2` are people, each at most once; without a window they think for themselves. `cpu`
    thinks for itself. `still` keeps its place, turns to the ball and takes it within reach."""
    skill: Share = Field(0.7, description="a number from 0 to 1")
    """Of the better foot."""
    foot: Literal["right", "left"] = Field("right", description="right or left")
    """The better foot."""
    stamina: Share = Field(1.0, description="a number from 0 (spent) to 1 (fresh)")
    style: Style | None = Field(None, description="novice, patient, gambler, ball_watcher or veteran")
    """How a defender reads and when they leave their place."""
    runs_to: Point | None = Field(None, description="[x, y], two numbers of metres")
    """Where a computer team-mate sets off for at the start."""
    run: RunTable | None = Field(None, description="a table with to and when")
    """Where a computer team-mate sets off for, and when; either this or `runs_to`."""
    keeper: bool = Field(False, description="true or false")
    """Keeps the goal of their side, with the hands; the level has that goal."""
    returns: Literal["first time", "holds", "keeps"] | None = Field(
        None, description="first time, holds or keeps"
    )
    """How a computer team-mate gives the ball back in a drill: with the first touches, after a moment (as
    where it is left out), or not at all."""
    returns_to: str | None = Field(None, description="a team-mate's id")
    """To whom; left out, to the nearest."""
    follows_line: str | None = Field(None, description="a player's id")
    """The player whose line a computer's player keeps until the first kick: as far from them along the pitch
    as at the start, across it in their own place."""


class BallTable(Table):
    """Where the ball is at the start: one of `holder`, `served_by` and `at`."""

    holder: str | None = Field(None, description="a player's id")
    """The ball lies at this player's feet, under control, and moves as they do."""
    served_by: str | None = Field(None, description="a player's id")
    """The ball lies at the feet of this team-mate of the person, who plays it to them: as one of the server's
    `[[passer]]` rows says, or where there is none, with a push to their feet."""
    at: Point | None = Field(None, description="[x, y], two numbers of metres")
    """Nobody has the ball, and it lies here."""
    velocity: Point | None = Field(None, description="[vx, vy], two numbers of m/s")
    """At most 45 m/s, only with `at`: the ball is already rolling."""

    @property
    def carrier(self) -> str | None:
        """The id of the player at whose feet the ball lies at the start, if it lies at anybody's."""
        return self.holder if self.holder is not None else self.served_by


class WallTable(Table):
    """A board that sends the ball back."""

    start: Point = Field(alias="from", description="[x, y], two numbers of metres")
    """The ball comes back from both faces."""
    end: Point = Field(alias="to", description="[x, y], two numbers of metres")
    """At least 0.1 m from the other end."""


class ConeTable(Table):
    """A training cone."""

    at: Point = Field(description="[x, y], two numbers of metres")


class VisionTable(Table):
    """What the person at the controls gets to see."""

    limited: bool = Field(False, description="true or false")
    """Players outside the view cone fade to where they were last seen."""


class OptionTable(Table):
    """One answer to a freeze's question."""

    say: Text = Field(description="a line of text")
    plan: PlanTable = Field(description="a plan: { technique = ..., target = ... }")
    """Its players are in the level, and its target isn't an opponent of the ball's holder."""


class FreezeTable(Table):
    """Stop here and ask."""

    at: float = Field(ge=0.0, le=600.0, description="seconds from the start, 0 to 600")
    ask: Text = Field(description="a line of text")
    options: Annotated[tuple[OptionTable, ...], Strict(False)] = Field(
        max_length=9, description="a list of 1 to 9 options { say = ..., plan = ... }"
    )


class Level(Table):
    """A level file."""

    format: int = Field(ge=1, le=1, description="1")
    title: Text = Field(description="a line of text")
    teaches: Text = Field(description="a line of text")
    """In a coach's words."""
    chapter: Chapter | None = Field(None, description=f"one of {', '.join(CHAPTERS)}")
    """Where the level list has it; left out, after the chapters."""
    coaching_point: Text | None = Field(None, description="a line of text")
    """What the coaching texts say about it, in a few words."""
    pitch: PitchTable = Field(description="a table with length, width and surface")
    seed: int = Field(0, ge=0, lt=2**63, description="a whole number from 0")
    """The luck of the level when nobody asks for another."""
    players: Annotated[tuple[PlayerTable, ...], Strict(False)] = Field(
        alias="player", max_length=30, description="1 to 30 tables [[player]]"
    )
    ball: BallTable = Field(description="a table with holder, served_by or at")
    walls: Annotated[tuple[WallTable, ...], Strict(False)] = Field(
        (), alias="wall", max_length=50, description="at most 50 tables [[wall]]"
    )
    cones: Annotated[tuple[ConeTable, ...], Strict(False)] = Field(
        (), alias="cone", max_length=100, description="at most 100 tables [[cone]]"
    )
    objective: ObjectiveTable = Field(
        Free(kind="free"), discriminator="kind", description="a table with kind and its keys"
    )
    """What ends and scores the level; free play where it is left out."""
    vision: VisionTable = Field(VisionTable(limited=False), description="a table with limited")
    freezes: Annotated[tuple[FreezeTable, ...], Strict(False)] = Field(
        (), alias="freeze", max_length=50, description="at most 50 tables [[freeze]]"
    )

    zones: Annotated[tuple[ZoneTable, ...], Strict(False)] = Field(
        (), alias="zone", max_length=20, description="at most 20 tables [[zone]]"
    )
    goals: Annotated[tuple[GoalTable, ...], Strict(False)] = Field(
        (), alias="goal", max_length=2, description="at most 2 tables [[goal]]"
    )
    laws: LawsTable = Field(
        LawsTable(offside=False, play="drill", touches=None, memory=True, given_back=False),
        description="a table with offside, play, touches, memory and given_back",
    )
    passers: Annotated[tuple[PasserTable, ...], Strict(False)] = Field(
        (), alias="passer", max_length=20, description="at most 20 tables [[passer]]"
    )
    variants: Annotated[tuple[VariantTable, ...], Strict(False)] = Field(
        (), alias="variant", max_length=20, description="at most 20 tables [[variant]]"
    )
    choices: Annotated[tuple[ChoiceTable, ...], Strict(False)] = Field(
        (), alias="choice", max_length=3, description="at most 3 tables [[choice]]"
    )
    sound: Annotated[tuple[StepTable, ...], Strict(False)] = Field(
        (), max_length=20, description="at most 20 tables [[sound]]"
    )
    """What to do, step by step, in each go: as the coaching point says."""
    poor: Annotated[tuple[StepTable, ...], Strict(False)] = Field(
        (), max_length=20, description="at most 20 tables [[poor]]"
    )
    """The mistake that the level is about."""

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["Level"]) -> "Level":
        raw = data if isinstance(data, dict) else {}
        faults = [fault(*found) for found in crossing_faults(raw)]
        ids = [p["id"] for p in _rows(raw.get("player")) if isinstance(p.get("id"), str)]
        faults += [fault(*found) for found in sentence_faults(raw, ids)]
        return all_faults(cls, data, handler, faults)

    def index(self, name: str) -> int:
        """Return the number of the player with this id; raises KeyError where there is none."""
        for number, player in enumerate(self.players):
            if player.id == name:
                return number
        raise KeyError(name)


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list | tuple) else []
