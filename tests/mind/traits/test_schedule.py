"""Who thinks when: often enough for anybody's eyes, and never all in one picture."""

from itertools import pairwise

from game.core.intents import Intents
from game.core.state import STEP_SECONDS
from game.mind.traits.schedule import deciders_turn, defenders_turn, keepers_turn, support_turn
from game.sim.step import step
from tests.mind.games import PITCH, ai_team_of, game, play

WAITS = 0.05
"""Seconds between two thoughts of one mind at most: a third of the shortest delay of an eye."""


def test_every_mind_has_its_turn_and_heavy_ones_never_share_a_step() -> None:
    for turn in (
        defenders_turn,
        deciders_turn,
        support_turn,
        lambda number: keepers_turn(number, 0),
        lambda number: keepers_turn(number, 1),
    ):
        thinks = [number for number in range(60) if turn(number)]
        assert all(round((b - a) * STEP_SECONDS, 6) <= WAITS for a, b in pairwise(thinks))
        assert thinks[0] * STEP_SECONDS < WAITS
    for number in range(60):
        assert defenders_turn(number) + deciders_turn(number) + support_turn(number) == 1
        assert keepers_turn(number, 0) + keepers_turn(number, 1) < 2


def test_between_two_thoughts_a_player_goes_on_as_they_meant_to() -> None:
    """A mate on the way neither stops nor turns on the steps on which they don't think."""
    world = game([(-8.0, 0.0), (2.0, 6.0)], [(9.0, 3.0)])
    ai_team = ai_team_of(world)
    play(world, ai_team, 40)
    before = None
    for _ in range(12):
        intents = Intents.idle(1, 3)
        ai_team.think(world.view(), intents)
        wish = tuple(intents.move[0, 1])
        assert wish != (0.0, 0.0)
        if before is not None and not support_turn(world.step):
            assert wish == before
        before = wish
        step(world, PITCH, intents)
