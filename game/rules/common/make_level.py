"""Whatever is played can be made a level from where it is now."""

from game.rules.common.playable import Playable
from game.scenario.editing.draft import Draft
from game.scenario.editing.moment import moment_of_level, moment_of_play


def draft_from(playable: Playable, words: tuple[str, str]) -> Draft:
    """Return a level that begins at this moment; ``words``: title and lesson where it has none of its own."""
    if playable.set_up.kind == "level":
        return moment_of_level(playable.set_up.data["level"], playable.world)
    offside = bool(playable.ai_team.offside)
    return moment_of_play(playable.world, playable.pitch, playable.people, words, offside=offside)
