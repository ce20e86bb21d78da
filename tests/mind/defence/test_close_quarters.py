"""A defender two metres off: the weight goes where they believe, and the leg after it."""

import numpy as np

from game.mind.defence.close_quarters import side_on
from tests.mind.scenes import (
    Moment,
    Players,
    arrived,
    level_of,
    marked_from_behind,
    plan_of,
    player,
    results,
)

HONEST = {"target": "A", "speed": 11.0, "look_time": 0.8}
LIE = {**HONEST, "look": "B"}


def before_one(style: str) -> Players:
    return [
        player("P", "red", (0.0, 0.0), 0.0, control="human1"),
        player("A", "red", (9.0, 3.0), 200.0, control="cpu"),
        player("B", "red", (9.0, -3.0), 160.0, control="cpu"),
        player("D", "blue", (2.6, 0.0), 180.0, control="cpu", style=style),
    ]


def weight_before_contact(style: str, plan: dict[str, object]) -> float:
    """Mean over 40 worlds of how much of D's weight is on the leg away from A, a quarter second before."""
    level = level_of(before_one(style))
    moment = Moment(level, [plan_of(level, **plan)] * 40)
    past = []
    for _ in moment.play(150):
        past.append(moment.world.bodies.weight[:, level.index("D")].copy())
        if (moment.contact >= 0).all():
            break
    then = np.clip(moment.contact - 15, 0, len(past) - 1)
    return float(np.array(past)[then, np.arange(40)].mean())


def test_a_look_sends_the_weight_over_and_a_patient_defender_stays_between_both_legs() -> None:
    gambler = weight_before_contact("gambler", HONEST), weight_before_contact("gambler", LIE)
    patient = weight_before_contact("patient", HONEST), weight_before_contact("patient", LIE)
    assert gambler[0] > gambler[1] + 0.1
    assert abs(patient[0] - patient[1]) < abs(gambler[0] - gambler[1])


def test_eyes_on_the_other_team_mate_help_against_a_veteran_two_and_a_half_metres_off() -> None:
    honest, lie = (arrived(one.tally) for one in results(before_one("veteran"), [HONEST, LIE], 80))
    assert lie.mean() > honest.mean() + 0.08


def test_mirrored_bodies_stand_side_on_mirrored_square_ones_too() -> None:
    hips, ball_y = np.array([0.0, 1e-16, -1e-16, 0.3, -0.3]), np.array([0.0, 1.0, -1.0, 0.5, 6.0])
    stands = side_on(hips, np.zeros(5), ball_y, 1.0, np.ones(5))
    mirrored = side_on(-hips, np.zeros(5), -ball_y, 1.0, -np.ones(5))
    assert np.array_equal(mirrored, -stands)
    assert np.all(np.abs(stands) > 0.5)


def gone_round(hips: float) -> np.ndarray:
    """Metres to +y that a marker at the shirt has gone, in 12 worlds, 0.7 s after the hips began to turn."""
    level = level_of(marked_from_behind("patient"))
    moment = Moment(level, [plan_of(level, technique="push", target="B", hips=hips, look_time=2.0)] * 12)
    for _ in moment.play(42):
        pass
    return moment.world.bodies.pos[:, level.index("D"), 1]


def test_a_marker_at_the_shirt_comes_with_a_half_turn_of_36_degrees_to_either_side_and_stays_without() -> (
    None
):
    right, left, still = gone_round(144.0), gone_round(-144.0), gone_round(180.0)
    assert right.mean() > 0.15
    assert left.mean() < -0.15
    assert abs(still.mean()) < 0.08


def test_a_half_turn_and_a_ball_hooked_round_the_marker_is_no_surer_than_the_heel() -> None:
    """Before the marker came with half a turn the hook arrived in 36 of 40 worlds."""
    hook = {"look": "away", "look_time": 0.0, "foot": "left", "backswing": 0.27, "hips": 144.0}
    plans = [{"technique": "push", "target": "B", **hook}, {"technique": "backheel", "target": "B"}]
    hooked, heeled = (arrived(one.tally) for one in results(marked_from_behind("patient"), plans, 40))
    assert heeled.mean() > hooked.mean() + 0.2
