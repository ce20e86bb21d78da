"""A player and their marker: what a turn, a wait, a lie and a ball over the head are worth."""

from typing import Any

import numpy as np

from game.core.intents import Technique
from game.core.maths import Floats
from game.core.pitch import Pitch
from game.core.rng import seeds_of
from game.core.state import Ball
from game.core.surfaces import DRY
from game.mind.meeting import Runners, meet
from game.sim.ball import travel
from tests.mind.scenes import Players, arrived, by_thumb, marked_from_behind, results, two_targets


def arrivals(players: Players, n: int, *plans: dict[str, Any]) -> list[Floats]:
    return [arrived(result.tally).astype(float) for result in results(players, plans, n)]


def test_a_turn_under_a_tight_marker_loses_the_ball_after_any_wait_and_a_heel_keeps_it() -> None:
    waits = (0.0, 0.5, 1.0)
    plans = [{"technique": t, "target": "B", "delay": d} for t in ("push", "backheel") for d in waits]
    found = [shares.mean() for shares in arrivals(marked_from_behind("veteran"), 40, *plans)]
    assert max(found[:3]) < 0.25
    assert min(found[3:]) > 0.45


def test_by_thumb_with_the_back_to_a_marker_a_light_heel_beats_the_turn_and_a_push_at_once() -> None:
    """Held longer, the heel is harder and arrives less often.

    A half-turn hooked the ball round a marker who threw a leg at the swing, in .49; the one who stays up
    stands in its way.
    """

    def share(technique: Technique, hold: float, turns: float = 0.0) -> float:
        return float(arrived(by_thumb(marked_from_behind(), technique, hold, 100, turns=turns)).mean())

    light, hard = share(Technique.BACKHEEL, 0.15), share(Technique.BACKHEEL, 0.6)
    at_once, turned, half = (share(Technique.PUSH, 0.3, turns) for turns in (0.0, 0.3, 0.15))
    assert light > max(at_once, turned) + 0.5
    assert light > hard + 0.1
    assert light > half + 0.3


def test_a_marker_goes_to_the_ball_once_the_carrier_comes_round() -> None:
    """A passer who keeps the leg back and hops round on the other foot isn't waited for."""
    slow = {"technique": "push", "target": "B", "hips": 100.0, "look": "away", "look_time": 0.6}
    (shares,) = arrivals(marked_from_behind(), 60, slow)
    assert shares.mean() < 0.2


def test_a_fake_in_a_hurry_costs_the_passer_and_a_slow_one_hardly() -> None:
    """Nobody reads the passer here: what is shown and taken back unsettles their own foot."""
    alone = [{**p, "control": "still"} for p in two_targets() if p["id"] != "D"]
    dearer = {}
    for backswing in (0.25, 0.8):
        honest = {"speed": 11.0, "target": "A", "backswing": backswing}
        found = results(alone, [honest, {**honest, "hips": -60.0, "look": "B"}], 400)
        true, fake = (float(np.nanstd(one.tally.figures["direction_error_deg"])) for one in found)
        dearer[backswing] = fake / true
    assert dearer[0.25] > 1.12
    assert dearer[0.8] < 1.07


def test_weight_is_worth_a_lie_against_a_patient_one_and_far_less_against_a_gambler() -> None:
    """Of 200 worlds at 10, at 14 m/s, and with a lie: patient .73, .985, 1.0; gambler .47, .65, 1.0."""
    honest = {"speed": 10.0, "look_time": 0.8}
    lie = {**honest, "look": "B", "hips": -40.0}
    lacks = {}
    for style in ("patient", "gambler"):
        plans = honest, {**honest, "speed": 14.0}, lie
        plain, weight, fake = arrivals(two_targets(style, (0.0, 0.0)), 120, *plans)
        assert np.mean(weight - plain) > 0.08, style
        lacks[style] = float(np.mean(fake - weight))
    assert lacks["patient"] < 0.08
    assert lacks["gambler"] > 0.2


def test_a_ball_in_the_air_is_met_where_it_comes_down() -> None:
    """A ball flies over a player five metres off, twelve metres a second fast and eight up."""
    rest = np.zeros((1, 1, 2))
    who = Runners(np.array([[[5.0, 0.0]]]), rest, np.array([[[1.0, 0.0]]]), np.full((1, 1), 8.8))
    rolling, flying = (
        meet(who, np.array([[[0.0, 0.0, high]]]), np.array([[[12.0, 0.0, up]]]), rest, DRY).point[0, 0, 0]
        for high, up in ((0.0, 0.0), (0.1, 8.0))
    )
    ball = Ball.at_rest(1)
    ball.pos[:, 2], ball.vel[:] = 0.1, (12.0, 0.0, 8.0)
    for number in range(120):
        travel(ball, Pitch(80.0, 80.0), seeds_of(0, 1), number)
        if ball.pos[0, 2] <= 0.0:
            break
    assert 15.0 < ball.pos[0, 0] < 20.0
    assert rolling < 5.5
    assert -1.0 < flying - ball.pos[0, 0] < 4.0


def test_a_short_backswing_is_struck_as_soon_as_a_long_one() -> None:
    """Who wants hardly any swing isn't left standing over the ball."""
    players = [p for p in two_targets() if p["id"] != "D"]
    short, usual = results(
        players, [{"speed": 6.0, "target": "A", "backswing": 0.1}, {"speed": 6.0, "target": "A"}], 20
    )
    seconds = [float(np.nanmean(one.tally.figures["seconds_to_contact"])) for one in (short, usual)]
    assert abs(seconds[0] - seconds[1]) < 0.4
