"""Joy is drawn and not played."""

from dataclasses import replace
from math import hypot

import numpy as np

from game.app.highlights.celebration import CLOSE, Celebration
from game.app.snapshot import Seen, between, see
from game.core.pitch import Pitch
from game.rules.match.match import Match
from game.scenario.fixture import Fixture


def scored() -> tuple[Seen, Pitch]:
    match = Match(Fixture(a_side=4), 1)
    seen = see(match.world)
    ball = np.array([match.pitch.goals[1].x + 0.5, 0.5, 0.0])
    return replace(seen, ball=ball), match.pitch


def test_the_scorer_runs_to_the_corner_and_the_others_come() -> None:
    seen, pitch = scored()
    joy = Celebration(seen, pitch, side=0, hero=2)
    begin = seen.pos[2].copy()
    for _ in range(60):
        joy.observe(seen)
    assert joy.now.cheers is not None
    assert joy.now.cheers.tolist() == (seen.team == 0).tolist()
    assert hypot(*(joy.now.pos[2] - begin)) > 2.5
    for _ in range(600):
        joy.observe(seen)
    here = joy.now.pos[2]
    assert here[0] > pitch.length * 0.5 - 2.5
    assert abs(here[1]) > pitch.width * 0.5 - 2.5
    mates = [n for n in np.flatnonzero(seen.team == 0) if n != 2 and not seen.keeper[n]]
    assert mates
    assert all(hypot(*(joy.now.pos[n] - here)) < CLOSE + 0.05 for n in mates)
    assert joy.now.hop is not None
    assert joy.now.hop[mates].max() > 0.0


def test_nobody_runs_faster_than_people_do_and_no_body_jumps_from_place_to_place() -> None:
    seen, pitch = scored()
    joy = Celebration(seen, pitch, side=0, hero=2)
    for _ in range(300):
        joy.observe(seen)
        step = np.hypot(*(joy.now.pos - joy.before.pos).T)
        assert step.max() * 60 < 7.0


def test_the_others_and_the_world_stay_what_they_are() -> None:
    seen, pitch = scored()
    before = {"pos": seen.pos.copy(), "hips": seen.hips.copy(), "stride": seen.stride.copy()}
    joy = Celebration(seen, pitch, side=0, hero=2)
    for _ in range(90):
        joy.observe(seen)
    assert all(np.array_equal(getattr(seen, name), value) for name, value in before.items())
    others = seen.team == 1
    assert np.array_equal(joy.now.pos[others], seen.pos[others])
    assert joy.now.hop is not None
    assert not joy.now.hop[others].any()
    half = between(joy.before, joy.now, 0.5)
    assert half.cheers is not None


def test_a_side_that_has_won_jumps_where_it_stands() -> None:
    seen, pitch = scored()
    joy = Celebration(seen, pitch, side=1)
    hops = []
    for _ in range(120):
        joy.observe(seen)
        assert joy.now.hop is not None
        hops.append(joy.now.hop.copy())
    assert np.array_equal(joy.now.pos, seen.pos)
    assert (np.max(hops, axis=0) > 0.9).tolist() == (seen.team == 1).tolist()
