"""Goals: in, off the post, off the bar, past it, and the net from both sides."""

import numpy as np
import pytest

from game.core import rng
from game.core.events import Events, Kind
from game.core.pitch import Goal, Pitch
from game.core.state import Ball
from game.core.surfaces import DRY
from game.sim.ball import RADIUS, travel
from game.sim.goals import GOALS
from game.sim.step import step

from .grounds import idle, world_of

LINE = 20.0
PITCH = Pitch(40.0, 25.0, DRY, goals=(Goal(-LINE, 3.0, 2.0, 6.0), Goal(LINE, 3.0, 2.0, 6.0)))
BARE = Pitch(40.0, 25.0, DRY)


def shots(rows: list[tuple[float, ...]]) -> Ball:
    """Balls at (x, y, z) with velocity (vx, vy, vz), a world each."""
    ball = Ball.at_rest(len(rows))
    ball.pos[...] = [row[:3] for row in rows]
    ball.vel[...] = [row[3:] for row in rows]
    ball.last_touch[...] = np.arange(len(rows)) % 4
    return ball


def run(ball: Ball, pitch: Pitch = PITCH, steps: int = 90) -> list[Events]:
    happened: list[Events] = []
    for number in range(steps):
        happened += travel(ball, pitch, rng.seeds_of(0, len(ball.pos)), number)
    return happened


def worlds_of(happened: list[Events], kind: Kind) -> list[int]:
    return sorted(int(w) for events in happened if events.kind is kind for w in events.world)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("speed", [4.0, 12.0, 30.0])
def test_a_ball_between_the_posts_is_one_goal_and_stays_in_the_net(sign: float, speed: float) -> None:
    rows = [(sign * 18.0, y, 0.0, sign * speed, 0.0, rise) for y in (-1.2, 0.0, 1.2) for rise in (0.0, 2.0)]
    ball = shots(rows)
    happened = run(ball)
    assert worlds_of(happened, Kind.GOAL) == list(range(6))
    assert not worlds_of(happened, Kind.OUT)
    goal = next(events for events in happened if events.kind is Kind.GOAL)
    assert goal.other[0] == (1 if sign > 0 else 0)
    assert (goal.player == goal.world % 4).all()
    depth = np.abs(ball.pos[:, 0]) - LINE
    assert (depth > 0.0).all()
    assert (depth <= GOALS.depth).all()
    assert (np.abs(ball.vel) < 1.0).all()


def test_a_ball_on_the_line_is_no_goal() -> None:
    ball = shots([(LINE + 0.5 * RADIUS - 0.3, 0.0, 0.0, 0.9, 0.0, 0.0)])
    ball.roll[:, 0] = 0.9
    pitch = Pitch(40.0, 25.0, PITCH.surface, goals=PITCH.goals)
    happened = run(ball, pitch, steps=20)
    assert ball.pos[0, 0] > LINE - 0.1
    assert not worlds_of(happened, Kind.GOAL)


def test_past_the_post_and_over_the_bar_is_out_and_no_goal() -> None:
    happened = run(shots([(18.0, 2.2, 0.0, 15.0, 0.0, 0.0), (18.0, 0.0, 2.5, 15.0, 0.0, 1.0)]))
    assert worlds_of(happened, Kind.OUT) == [0, 1]
    assert not worlds_of(happened, Kind.GOAL)


@pytest.mark.parametrize("speed", [6.0, 15.0, 30.0])
def test_post_and_bar_turn_the_ball_away_at_any_speed(speed: float) -> None:
    post = 1.5 + GOALS.post
    rows = [
        (19.0, post, 0.3, speed, 0.0, 1.0),
        (19.0, -post, 0.3, speed, 0.0, 1.0),
        (19.6, 0.4, 2.0 + GOALS.post - RADIUS, speed, 0.0, 0.5),
    ]
    ball = shots(rows)
    happened = run(ball, steps=12)
    assert worlds_of(happened, Kind.POST) == [0, 1, 2]
    numbers = {
        int(e.world[i]): int(e.other[i]) for e in happened if e.kind is Kind.POST for i in range(len(e))
    }
    assert numbers == {0: 3, 1: 4, 2: 5}
    assert not worlds_of(happened, Kind.GOAL)
    assert (ball.vel[:, 0] < 0.0).all()


def test_in_off_the_post() -> None:
    inner = 1.5 + GOALS.post - 0.8 * (GOALS.post + RADIUS)
    ball = shots([(18.0, inner, 0.3, 18.0, 0.0, 1.0)])
    happened = run(ball)
    assert worlds_of(happened, Kind.POST) == [0]
    assert worlds_of(happened, Kind.GOAL) == [0]


def test_down_off_the_bar() -> None:
    ball = shots([(19.4, 0.0, 2.0 + GOALS.post - RADIUS - 0.14, 14.0, 0.0, 0.3)])
    happened = run(ball, steps=6)
    assert worlds_of(happened, Kind.POST) == [0]
    assert ball.vel[0, 2] < -2.0


def test_nothing_gets_in_from_behind_or_from_the_side() -> None:
    rows = [
        (LINE + 2.5, 0.3, 0.0, -14.0, 0.0, 0.0),
        (LINE + 0.5, 4.0, 0.0, 0.0, -14.0, 0.0),
        (LINE + 0.5, -4.0, 0.4, 0.0, -25.0, 0.5),
        (LINE + 0.5, 0.0, 3.5, 0.0, 0.0, -4.0),
    ]
    ball = shots(rows)
    happened = run(ball, steps=120)
    assert not worlds_of(happened, Kind.GOAL)
    inside = (ball.pos[:, 0] < LINE + GOALS.depth) & (np.abs(ball.pos[:, 1]) < 1.5) & (ball.pos[:, 2] < 1.9)
    assert not (inside & (ball.pos[:, 0] > LINE)).any()


def test_a_net_treats_balls_alike_on_every_side() -> None:
    """Mirrored balls fly mirrored, those that leave a face of the net as well as those that meet it."""
    half = 1.5 + GOALS.post
    rows = [
        (LINE + 0.3, half - 0.5 * RADIUS, 0.0, 1.0, -3.0, 0.0),  # leaves the side net from inside
        (LINE + 0.3, half - 0.5 * RADIUS, 0.0, 1.0, 3.0, 0.0),  # goes into it
        (LINE + 0.5, half + 0.8 * RADIUS, 0.0, 0.0, 3.0, 0.0),  # leaves it outside
        (LINE + 0.5, half + 1.5, 0.0, 0.5, -9.0, 0.0),  # meets it from outside
        (LINE + GOALS.depth + 0.5, 0.4, 0.0, -9.0, 1.0, 0.0),  # meets the back
        (LINE - 3.0, 0.7, 0.0, 20.0, 3.0, 1.0),  # a shot
    ]
    across, along = np.array((1.0, -1.0, 1.0)), np.array((-1.0, 1.0, 1.0))
    for mirror in (across, along, across * along):
        ball, other = shots(rows), shots(rows)
        other.pos *= mirror
        other.vel *= mirror
        run(ball, steps=40)
        run(other, steps=40)
        np.testing.assert_allclose(other.pos, ball.pos * mirror, atol=0.05)  # the ground is not quite even
    leaving = shots(rows[:1])
    run(leaving, steps=1)
    assert leaving.vel[0, 1] == pytest.approx(-3.0, abs=0.3)


def test_without_goals_the_same_shot_is_out() -> None:
    happened = run(shots([(18.0, 0.0, 0.0, 15.0, 0.0, 0.0)]), BARE)
    assert worlds_of(happened, Kind.OUT) == [0]


def test_nobody_runs_through_a_post_or_a_net() -> None:
    world = world_of([(18.0, 1.5 + GOALS.post + 0.05), (LINE + 2.0, 0.0), (LINE + 0.5, 3.0)], holder=None)
    run_on = idle(world)
    run_on.move[0] = ((1.0, 0.0), (-1.0, 0.0), (0.0, -1.0))
    nearest = np.full(3, 9.0)
    for _ in range(90):
        step(world, PITCH, run_on)
        body = world.bodies.pos[0]
        nearest[0] = min(nearest[0], float(np.hypot(body[0, 0] - LINE, body[0, 1] - 1.5 - GOALS.post)))
        nearest[1] = min(nearest[1], float(body[1, 0] - LINE - GOALS.depth))
        nearest[2] = min(nearest[2], float(body[2, 1] - 1.5 - GOALS.post))
    assert (nearest > 0.05).all()
    assert body[1, 0] > LINE + GOALS.depth
    assert body[2, 1] > 1.5 + GOALS.post
