"""A man and his marker: what a turn, a wait, a lie and a ball over the head are worth."""

from typing import Any

import numpy as np

from bench.mind_scenes import Players, arrived, marked_from_behind, results, two_targets
from game.core.maths import Floats
from game.mind.anticipate import chase_point


def arrivals(players: Players, n: int, *plans: dict[str, Any]) -> list[Floats]:
    return [arrived(result.tally).astype(float) for result in results(players, plans, n)]


def test_a_turn_under_a_tight_marker_loses_the_ball_however_long_he_waits_and_a_heel_keeps_it() -> None:
    waits = (0.0, 0.5, 1.0)
    plans = [{"technique": t, "target": "B", "delay": d} for t in ("push", "backheel") for d in waits]
    found = [shares.mean() for shares in arrivals(marked_from_behind("veteran"), 40, *plans)]
    assert max(found[:3]) < 0.25
    assert min(found[3:]) > 0.45


def test_weight_beats_a_patient_man_and_a_lie_beats_a_gambler() -> None:
    honest = {"speed": 10.0, "look_time": 0.8}
    lie = {**honest, "look": "B", "hips": -40.0}
    edge = {}
    for style in ("patient", "gambler"):
        plans = honest, {**honest, "speed": 12.0}, lie
        _, weight, fake = arrivals(two_targets(style, (0.0, 0.0)), 120, *plans)
        edge[style] = float(np.mean(weight - fake))
    assert edge["patient"] > 0.0 > edge["gambler"]


def test_a_ball_in_the_air_is_met_where_it_comes_down() -> None:
    """A ball flies over a man five metres off, twelve metres a second fast and eight up."""
    at, rest = np.array([[[5.0, 0.0]]]), np.zeros((1, 1, 2))
    rolling = chase_point(at, rest, np.zeros((1, 1, 3)), np.array([[[12.0, 0.0, 0.0]]]))[0, 0, 0]
    flying = chase_point(at, rest, np.array([[[0.0, 0.0, 0.1]]]), np.array([[[12.0, 0.0, 8.0]]]))[0, 0, 0]
    assert rolling < 5.5
    assert 9.0 < flying < 16.0
