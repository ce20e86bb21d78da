"""Readers of known sensitivity and bias: what is told of them holds the truth."""

from itertools import product
from math import comb
from statistics import NormalDist

import numpy as np
import pytest

from game.classroom.lesson.trials import schedule
from game.classroom.session.reading import POOLED, Reading, detect, sensitivity, trust

NORMAL = NormalDist()


def counts(d_prime: float, bias: float, signals: int, others: int, defenders: int, seed: int) -> np.ndarray:
    """Hits and false alarms of some readers, drawn."""
    draw = np.random.Generator(np.random.PCG64(seed))
    hit, alarm = NORMAL.cdf(0.5 * d_prime - bias), NORMAL.cdf(-0.5 * d_prime - bias)
    return np.stack([draw.binomial(signals, hit, defenders), draw.binomial(others, alarm, defenders)], axis=1)


@pytest.mark.parametrize("d_prime", [0.0, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("bias", [-0.5, 0.0, 0.5])
def test_at_16_trials_the_intervals_hold_the_truth_in_at_least_96_of_100(d_prime: float, bias: float) -> None:
    held_d = held_c = 0
    for hits, alarms in counts(d_prime, bias, 8, 8, 2000, 1):
        found = detect(int(hits), 8, int(alarms), 8)
        assert found is not None
        held_d += found.d_prime_ci95[0] <= d_prime <= found.d_prime_ci95[1]
        held_c += found.bias_ci95[0] <= bias <= found.bias_ci95[1]
    assert held_d >= 0.96 * 2000
    assert held_c >= 0.96 * 2000


@pytest.mark.parametrize("trials", [12, 13, 15, 16, 20, 32, 64])
def test_of_1000_readers_at_least_94_of_100_intervals_hold_the_truth(trials: int) -> None:
    rows = schedule([0.0], trials, ["A", "B"], 0)
    signals = sum(row["target"] == "A" for row in rows)
    held = 0
    draw = np.random.Generator(np.random.PCG64(2))
    for reader in range(1000):
        d_prime, bias = float(draw.uniform(0.0, 2.5)), float(draw.uniform(-0.7, 0.7))
        hits, alarms = counts(d_prime, bias, signals, trials - signals, 1, 1000 + reader)[0]
        found = detect(int(hits), signals, int(alarms), trials - signals)
        assert found is not None
        held += found.d_prime_ci95[0] <= d_prime <= found.d_prime_ci95[1]
    assert held >= 940


@pytest.mark.parametrize("trials", [*range(12, 33), 40, 48, 64, 100])
def test_no_reader_however_extreme_is_held_less_often(trials: int) -> None:
    """Every outcome of the readers whose rates lie nearest to 0 and 1, counted and not drawn."""
    signals, others = -(-trials // 2), trials // 2
    for d_prime, bias in [(3.0, 1.0), (3.0, -1.0), (3.0, 0.0), (2.5, 0.75), (2.0, 1.0)]:
        hits = binomial(signals, NORMAL.cdf(0.5 * d_prime - bias))
        alarms = binomial(others, NORMAL.cdf(-0.5 * d_prime - bias))
        held_d = held_c = 0.0
        for (hit, p), (alarm, q) in product(enumerate(hits), enumerate(alarms)):
            found = detect(hit, signals, alarm, others)
            assert found is not None
            held_d += p * q * (found.d_prime_ci95[0] <= d_prime <= found.d_prime_ci95[1])
            held_c += p * q * (found.bias_ci95[0] <= bias <= found.bias_ci95[1])
        assert held_d >= 0.955
        assert held_c >= 0.955


def binomial(n: int, share: float) -> list[float]:
    return [comb(n, k) * share**k * (1.0 - share) ** (n - k) for k in range(n + 1)]


def test_a_room_s_pooled_interval_holds_the_pooled_truth() -> None:
    draw = np.random.Generator(np.random.PCG64(3))
    held = 0
    for _ in range(1000):
        own = draw.normal(1.0, 0.5, 20)
        hit = np.array([NORMAL.cdf(0.5 * d) for d in own])
        hits, alarms = int(draw.binomial(2, hit).sum()), int(draw.binomial(2, 1.0 - hit).sum())
        truth = 2.0 * NORMAL.inv_cdf(float(hit.mean()))
        found = detect(hits, 40, alarms, 40, POOLED)
        assert found is not None
        held += found.d_prime_ci95[0] <= truth <= found.d_prime_ci95[1]
    assert held >= 940


def test_nobody_is_infinitely_good_and_who_always_says_a_reads_nothing() -> None:
    best = detect(8, 8, 0, 8)
    assert best is not None
    assert best.d_prime == pytest.approx(3.19, abs=0.005)
    always = detect(8, 8, 8, 8)
    assert always is not None
    assert always.d_prime == 0.0
    assert always.bias < 0.0
    assert detect(0, 0, 3, 8) is None


def follower() -> list[Reading]:
    """Sixteen answers of somebody who always follows the eyes."""
    return [
        Reading(t["stop"], t["target"], t["honest"], t["eyes_at"], t["eyes_at"])
        for t in schedule([-0.4, -0.2, -0.1, 0.0], 16, ["A", "B"], 0)
    ]


def test_who_always_follows_the_eyes_trusts_them_and_reads_nothing() -> None:
    readings = follower()
    assert all(r.right for r in readings if r.honest)
    assert not any(r.right for r in readings if not r.honest)
    found, believes = sensitivity(readings, "A"), trust(readings)
    assert found is not None
    assert found.d_prime_ci95[0] <= 0.0 <= found.d_prime_ci95[1]
    assert believes is not None
    assert believes.bias_ci95[1] < 0.0


def test_the_other_order_of_targets_turns_the_bias_and_nothing_else() -> None:
    readings = [*follower()[:9], *(Reading(0.0, "A", True, "A", "A") for _ in range(5))]
    one, other = sensitivity(readings, "A"), sensitivity(readings, "B")
    assert one is not None
    assert other is not None
    assert other.d_prime == pytest.approx(one.d_prime)
    assert other.bias == pytest.approx(-one.bias)


@pytest.mark.parametrize("trials", range(12, 41))
def test_no_stop_and_no_lie_gives_a_target_away(trials: int) -> None:
    rows = schedule([-0.4, -0.2, -0.1, 0.0], trials, ["A", "B"], trials)
    assert len(rows) == trials
    for key, value in [("honest", True), ("honest", False), *(("stop", s) for s in (-0.4, -0.2, -0.1, 0.0))]:
        to_a = sum(row["target"] == "A" for row in rows if row[key] == value)
        to_b = sum(row["target"] == "B" for row in rows if row[key] == value)
        assert abs(to_a - to_b) <= 1
    targets = "".join(row["target"] for row in rows)
    assert "AAAA" not in targets
    assert "BBBB" not in targets
