"""A level some seconds after its start: the one moment that a rollout then plays in many worlds."""

from functools import lru_cache

from game.analysis.passes.snapshot import Snapshot
from game.core.intents import Intents
from game.core.state import NOBODY, STEP_SECONDS
from game.scenario.errors import LevelError
from game.scenario.schema import Level
from game.scenario.start import start
from game.sim.step import step

LATEST = 600.0
"""Seconds from a level's start after which no moment is looked for."""


@lru_cache(maxsize=32)
def moment_at(level: Level, seconds: float, where: str) -> Snapshot:
    """Return the level after ``seconds`` without anybody at the controls, with the luck of its own seed.

    From there on people's players think for themselves, as in every headless command: what they saw until
    then they know. Raises LevelError where nobody has the ball.
    """
    scene, thinking = start(level, level.seed), start(level, level.seed, headless=True)
    world = scene.world
    for _ in range(round(seconds / STEP_SECONDS)):
        intents = _idle(world.squad.players)
        scene.ai_team.think(world.view(), intents)
        thinking.ai_team.think(world.view(), _idle(world.squad.players))
        step(world, scene.pitch, intents)
    passer = int(world.ball.holder[0])
    if passer == NOBODY:
        raise LevelError([f"{where}: expected a moment at which somebody has the ball (got {seconds:g} s)"])
    return Snapshot(world, thinking.ai_team, scene.pitch, passer)


def _idle(players: int) -> Intents:
    return Intents.idle(1, players)
