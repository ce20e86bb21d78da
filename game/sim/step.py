"""One step of football: the list of what happens on a pitch, in its order."""

import numpy as np

from game.core.events import Events
from game.core.intents import Intents
from game.core.maths import Floats, norm, unit
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Phase, World
from game.sim import ball, carry, contact, movement, obstacles, strike, swing
from game.sim.keeper import dive, grasp, hands
from game.sim.legs import lunge, stance

_SWINGING = np.array([phase in (Phase.BACK, Phase.FORWARD) for phase in Phase])
"""Whether a player's leg swings in each phase."""
COLLIDE_EVERY = 2
"""Steps from one look for bodies that run into each other to the next: at 30 looks a second no body gets far
into another."""


def step(world: World, pitch: Pitch, intents: Intents, steps: int = 1) -> list[Events]:
    """Move every world on by one step, in place; returns what happened, in the order it happened.

    ``steps`` at once are coarser: they are for what a player imagines, never for what is played.
    """
    dt = steps * STEP_SECONDS
    before_ball, before_pos = world.ball.pos.copy(order="K"), world.bodies.pos
    before_vel = world.bodies.vel
    keepers = bool(pitch.goals) and bool(world.squad.keeper.any())
    top, speed = carry.slowed(world, movement.top_speed(world.bodies)), norm(world.bodies.vel)
    move = carry.follow_ball(world, intents, top)
    hips_goal, look_goal = _goals(world, intents, move)

    rows, players, happened = swing.swing(world, intents, hips_goal, dt)
    happened += lunge.lunge(world, pitch, intents, dt)
    if keepers:
        happened += dive.dive(world, intents, dt)
        hips_goal = np.where(world.bodies.dive > 0.0, world.bodies.hips, hips_goal)
    before_hips = world.bodies.hips
    movement.turn(world.bodies, hips_goal, look_goal, speed, world.hidden.backswing, dt)
    world.hidden.turned = movement.unsettled(world.hidden.turned, before_hips, world.bodies.hips, dt)
    wished_lean = np.where(_SWINGING.take(world.bodies.phase), world.hidden.lean, 0.0)
    ahead = unit(world.bodies.hips)
    stride = swing.step_in(world, intents, move, top, ahead)
    stance.shift(world.bodies, intents, stride, ahead, top, dt)
    movement.run(world.bodies, stride, ahead, wished_lean, top, speed, dt, pitch.surface.grip)
    if keepers:
        dive.fly(world, before_pos, before_vel, dt)
        hands.hold(world, pitch, intents, dt)
    if world.step % COLLIDE_EVERY == 0:
        happened += movement.collide(world.bodies, pitch)
    obstacles.keep_off(world.bodies, before_pos, pitch)
    happened += ball.travel(world.ball, pitch, world.seeds, world.step, dt)
    if keepers:
        happened += grasp.grasp(world, pitch, intents, before_ball, before_pos)
    happened += contact.meet(world, pitch, intents, ahead, before_ball, before_pos, dt)
    happened += strike.strike(world, pitch, ahead, rows, players)
    happened += carry.carry(world, pitch, intents, ahead, top)
    world.bodies.calling[...] = intents.calling
    world.step += steps
    return happened


def _goals(world: World, intents: Intents, move: Floats) -> tuple[np.ndarray, np.ndarray]:
    """Return the headings ``(worlds, players)``, radians, that hips and gaze turn to.

    They are those before a swing asks for its own.
    """
    holds = np.arange(world.squad.players) == world.ball.holder[:, None]
    hips, gaze = movement.natural_goals(world.bodies, world.ball.pos[:, :2], intents, move, holds)
    carry.shield_hips(world, intents, hips)
    return hips, gaze
