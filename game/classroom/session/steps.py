"""The rhythm of a lesson: one row of steps that two keys lead through, forward and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from game.classroom.session.results import Row


class StepPhase(StrEnum):
    """Where a part stands."""

    JOIN = "join"
    SCENE = "scene"
    """The moment, or words alone."""
    QUESTION = "question"
    VOTE = "vote"
    CLOSED = "closed"
    DISCUSS = "discuss"
    VOTES = "votes"
    """The room sees what it voted."""
    VALUES = "values"
    """The room sees what each answer is worth."""
    ENDINGS = "endings"
    WHY = "why"
    END = "end"


@dataclass(frozen=True, slots=True)
class Step:
    """One stop on the way through a lesson."""

    part: int
    """0 before the first part and after the last."""
    phase: StepPhase
    round: int = 0
    """1 or 2 while votes are taken and after they are closed."""


REVEALS = (StepPhase.VOTES, StepPhase.VALUES, StepPhase.ENDINGS, StepPhase.WHY)


def steps_of(documents: Sequence[Row]) -> list[Step]:
    """Return every step of a lesson; a reveal that is held back comes after the part it waits for."""
    steps = [Step(0, StepPhase.JOIN)]
    held: dict[int, list[Step]] = {}
    for document in documents:
        number = document["part"]
        asking, reveal = _of(document)
        steps += asking
        after = document.get("reveal_after")
        if after is None:
            steps += reveal
        else:
            held.setdefault(after, []).extend(reveal)
        steps += held.pop(number, [])
    for rest in held.values():
        steps += rest
    return [*steps, Step(0, StepPhase.END)]


def _of(document: Row) -> tuple[list[Step], list[Step]]:
    number, kind = document["part"], document["kind"]
    if not document["rounds"]:
        return [Step(number, StepPhase.SCENE)], []
    asking = [Step(number, StepPhase.SCENE)] if document.get("scene") and kind != "read" else []
    asking += [
        Step(number, StepPhase.QUESTION),
        Step(number, StepPhase.VOTE, 1),
        Step(number, StepPhase.CLOSED, 1),
    ]
    if document["rounds"] == 2 and kind != "write":
        asking += [
            Step(number, StepPhase.DISCUSS, 1),
            Step(number, StepPhase.VOTE, 2),
            Step(number, StepPhase.CLOSED, 2),
        ]
    reveal = [Step(number, StepPhase.VOTES)]
    if not document.get("opinion"):
        reveal.append(Step(number, StepPhase.VALUES))
    if kind == "choose" and not document.get("opinion"):
        reveal.append(Step(number, StepPhase.ENDINGS))
    if document["reveal"]:
        reveal.append(Step(number, StepPhase.WHY))
    return asking, reveal
