"""A level asks for an objective, of which each kind has a class.

A new kind is a line in :data:`KINDS`, its class in a module next to this one, and its table in
game/scenario/objective_tables.py. What a sentence can say (game/scenario/links.py) needs no new kind.
"""

from game.rules.level.objective_base import Count, Objective, Progress, main_player, passers_of
from game.rules.level.pass_objectives import CompletePassObjective
from game.rules.level.sentence import SentenceObjective
from game.rules.level.wall_drills import DribblePassReceiveObjective, WallPassesObjective
from game.scenario.schema import Level

__all__ = [
    "KINDS",
    "CompletePassObjective",
    "Count",
    "DribblePassReceiveObjective",
    "FreeObjective",
    "Objective",
    "Progress",
    "SentenceObjective",
    "WallPassesObjective",
    "main_player",
    "objective_of",
    "passers_of",
]


class FreeObjective(Objective):
    """A ball and a pitch: it has no end and no score."""


KINDS: dict[str, type[Objective]] = {
    "complete_pass": CompletePassObjective,
    "wall_passes": WallPassesObjective,
    "dribble_pass_receive": DribblePassReceiveObjective,
    "free": FreeObjective,
    "sentence": SentenceObjective,
}


def objective_of(level: Level) -> Objective:
    """Return the objective that a level's file asks for, with nothing done yet."""
    return KINDS[level.objective.kind](level)
