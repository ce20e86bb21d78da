"""Passes for tests: a person whose thumbs carry a plan out, on a small level with one reader against him."""

from dataclasses import fields
from typing import Any

import numpy as np

from game.analysis.replay_record import Recorder
from game.analysis.tape import Pass, Tape
from game.core.intents import Intents, Wish
from game.core.plan import Plan
from game.mind.execute import Executor
from game.mind.orders import Orders
from game.rules.session import Session
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


def played(
    plan: Plan = STARE,
    seed: int = 3,
    passes: int = 1,
    recorder: Any = None,
    level: dict[str, Any] = LEVEL,
) -> list[Pass]:
    """Passes of a person who carries ``plan`` out again and again; ``recorder(session)`` writes it down."""
    session = Session(parse_level(level, "test"), seed)
    writes: Recorder | None = None if recorder is None else recorder(session)
    tape, executor, crew = Tape(None), None, None
    for _ in range(60 * 12 * passes):
        world, me = session.world, session.player
        if session.crew is not crew:
            crew, executor = session.crew, None
        if executor is None and world.ball.holder[0] == me:
            executor = Executor(world.view(), session.pitch, me, Orders.of([plan], world.squad))
        wishes = Intents.idle(1, world.squad.players)
        if executor is not None:
            executor.decide(world.view(), wishes)
        events = session.advance({me: wish_of(wishes, me)})
        if writes is not None:
            writes.note(events)
        tape.note(session, events)
        if len(tape.passes) >= passes:
            break
    if writes is not None:
        writes.close()
    return list(tape.passes)
