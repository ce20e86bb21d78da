"""What a level asks for: one class for each kind.

A new kind is a table in game/scenario/schema.py, a class in a module beside this one, and a line in
:data:`KINDS`.
"""

from game.rules.level.objective import Objective, Progress, Tally, main_player, passers_of
from game.rules.level.passing import CompletePass
from game.rules.level.wall_drills import DribblePassReceive, WallPasses
from game.scenario.schema import Level

__all__ = [
    "KINDS",
    "CompletePass",
    "DribblePassReceive",
    "Free",
    "Objective",
    "Progress",
    "Tally",
    "WallPasses",
    "main_player",
    "objective_of",
    "passers_of",
]


class Free(Objective):
    """No end and no score: a ball and a pitch."""


KINDS: dict[str, type[Objective]] = {
    "complete_pass": CompletePass,
    "wall_passes": WallPasses,
    "dribble_pass_receive": DribblePassReceive,
    "free": Free,
}


def objective_of(level: Level) -> Objective:
    """The objective that a level's file asks for, nothing done yet."""
    return KINDS[level.objective.kind](level)
