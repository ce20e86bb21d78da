"""Passes for tests: a person whose thumbs carry a plan out, on a small level with one reader against them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from game.analysis.passes.outcome import CAME_OFF
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.replay.recorder import Recorder
from game.core.events import Events, Kind
from game.core.intents import Intents, Technique, Wish
from game.core.plan import Plan
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.level.session import Session
from game.scenario.load import parse_level

LEVEL: dict[str, Any] = {
    "format": 1,
    "title": "One reader",
    "teaches": "Where a pass goes wrong.",
    "pitch": {"length": 26.0, "width": 18.0, "surface": "dry"},
    "seed": 21,
    "player": [
        {"id": "P", "team": "red", "at": [-8.0, 0.0], "facing": 0.0, "control": "human1"},
        {"id": "A", "team": "red", "at": [2.0, 6.0], "facing": 180.0, "control": "cpu"},
        {"id": "B", "team": "red", "at": [2.0, -6.0], "facing": 180.0, "control": "cpu"},
        {
            "id": "D1",
            "team": "blue",
            "at": [-5.5, 0.0],
            "facing": 180.0,
            "control": "cpu",
            "style": "gambler",
        },
    ],
    "ball": {"holder": "P"},
    "objective": {"kind": "complete_pass", "count": 6},
}
STARE = Plan("push", "A", look="target", look_time=0.8, speed=9.0, delay=0.4)


def wish_of(intents: Intents, player: int) -> Wish:
    """One player's wishes as a person's thumbs give them."""
    values: dict[str, Any] = {}
    for f in fields(Wish):
        value = getattr(intents, f.name)[0, player]
        if isinstance(value, np.ndarray):
            values[f.name] = None if np.isnan(value).any() else tuple(float(part) for part in value)
        elif isinstance(value, np.floating):
            values[f.name] = None if np.isnan(value) else float(value)
        else:
            values[f.name] = value.item()
    return Wish(**values)


FREE: dict[str, Any] = LEVEL | {
    "objective": {"kind": "free"},
    "player": [*LEVEL["player"][:3], LEVEL["player"][3] | {"at": [13.0, 0.0]}],
}
"""The same with the reader farther off, and a pass that comes off isn't the end of it."""


def played(
    plan: Plan = STARE,
    seed: int = 3,
    passes: int = 1,
    recorder: Any = None,
    level: dict[str, Any] = LEVEL,
    lunge_at: int = -1,
) -> list[Pass]:
    """Passes of a person who carries ``plan`` out again and again; ``recorder(session)`` writes it down.

    In step ``lunge_at`` D1 is said to have lunged at the ball in vain.
    """
    session = Session(parse_level(level, "test"), seed)
    writes: Recorder | None = None if recorder is None else recorder(session)
    pass_log, executor, ai_team = PassLog(None), None, None
    for _ in range(60 * 12 * passes):
        world, me = session.world, session.player
        if session.ai_team is not ai_team:
            ai_team, executor = session.ai_team, None
        if executor is None and world.ball.holder[0] == me:
            executor = Executor(world.view(), session.pitch, me, PlanBatch.of([plan], world.squad))
        wishes = Intents.idle(1, world.squad.players)
        if executor is not None:
            executor.decide(world.view(), wishes)
        events = session.advance({me: wish_of(wishes, me)})
        if writes is not None:
            writes.observe(events)
        if world.step == lunge_at:
            one, other = np.array([3]), np.array([me])
            events.append(
                Events(Kind.BEATEN, np.array([0]), one, other, world.ball.pos.copy(), np.array([0.9]))
            )
        pass_log.observe(session, events)
        if len(pass_log.passes) >= passes:
            break
    if writes is not None:
        writes.close()
    return list(pass_log.passes)


def first_time(held: int = 12, seeds: Sequence[int] = range(3, 15)) -> Pass:
    """A person passes to A, gets it back, and plays it to B first time, the leg back for ``held`` steps.

    Of the first of some seeds in which A gets the pass and gives it back.
    """
    for seed in seeds:
        passes = _first_time(held, seed)
        if len(passes) == 2 and passes[-1].first_time:
            return passes[-1]
    raise AssertionError("nobody played it first time")


def _first_time(held: int, seed: int) -> list[Pass]:
    session = Session(parse_level(FREE, "test"), seed)
    pass_log, me = PassLog(None), session.player
    squad, world = session.world.squad, session.world
    plan = Plan("push", "A", look="away", speed=9.0, delay=0.3)
    thumbs = Executor(world.view(), session.pitch, me, PlanBatch.of([plan], squad))
    swung = 0
    for _ in range(1200):
        wishes = Intents.idle(1, squad.players)
        thumbs.decide(world.view(), wishes)
        wish, ball, body = wish_of(wishes, me), world.ball, world.bodies
        if pass_log.passes and ball.holder[0] == -1:
            gap = ball.pos[0, :2] - body.pos[0, me]
            speed = max(float(np.hypot(*ball.vel[0, :2])), 1.0)
            aim = (float(body.pos[0, 2, 0]), float(body.pos[0, 2, 1]))
            near = float(np.hypot(*gap)) < 0.36 * speed
            swings = near and swung < held
            swung += swings
            wish = Wish(swing=Technique.PUSH if swings else Technique.NONE, aim=aim, speed=9.0)
            if not near and not swung:
                along = ball.vel[0, :2] / speed
                to_line = gap - float(gap @ along) * along
                wish = Wish(move=(0.5 * float(to_line[0]), 0.5 * float(to_line[1])))
        pass_log.observe(session, session.advance({me: wish}))
        # A ball that an opponent has won won't come back.
        lost = bool(pass_log.passes) and pass_log.passes[0].outcome not in CAME_OFF
        if len(pass_log.passes) == 2 or lost:
            break
    return list(pass_log.passes)
