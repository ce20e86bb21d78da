"""What a sentence tells of a go: why it ended, praise, and what counts, in a coach's words."""

from collections.abc import Sequence

from game.rules.level.conditions import gates_of
from game.rules.level.happenings import Happening, Spot
from game.scenario.links import LinkTable
from game.scenario.phrases import Phrase, phrase
from game.scenario.schema import Level

FIRST_BEFORE = {
    "look": phrase("look first"),
    "fake": phrase("stop a kick first"),
    "keep": phrase("hold it longer first"),
    "carry": phrase("carry it first"),
    "deny": phrase("hold them longer first"),
}
"""What to say of a ball that was played before such a link was done."""
ENDS = {
    "out": phrase("out of play"),
    "short": phrase("too soft: it stopped on the way"),
    "time": phrase("too slow: time is up"),
}
SCORE_WORDS = {
    "chains": phrase("came off"),
    "longest": phrase("longest chain"),
    "points": phrase("points"),
    "seconds": phrase("seconds"),
}
"""What a score counts."""
PRAISE = {
    "goal": phrase("it's in"),
    "win": phrase("won"),
    "deny": phrase("held off"),
    "offside": phrase("offside: trapped"),
    "board": phrase("clean"),
}


def praise(h: Happening, names: Sequence[str]) -> Phrase:
    """Return what to say of a chain that came off with this."""
    if h.event == "pass":
        return phrase("{who} has it", who=names[h.to])
    return PRAISE.get(h.event, phrase("that's it"))


def gaps_of(level: Level, links: Sequence[LinkTable]) -> tuple[tuple[Spot, Spot], ...]:
    """Return the gaps that links ask for."""
    gates: list[tuple[Spot, Spot]] = []
    for link in links:
        if isinstance(link.through, str):
            gates += gates_of(level)
        elif link.through is not None:
            first, second = (level.cones[number - 1].at for number in link.through)
            gates.append((first, second))
    return tuple(dict.fromkeys(gates))
