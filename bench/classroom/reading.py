"""How often the interval of a reader's sensitivity and bias holds the truth: every outcome counted.

    python bench/classroom/reading.py

By trials (half to each target): the least coverage over d' from 0 to 3 and bias from -1 to 1, and the same
over ordinary readers (d' up to 2, bias up to 0.5).
"""

import sys
from itertools import product
from math import comb
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.classroom.session.reading import NORMAL, detect

D_PRIMES = [0.25 * k for k in range(13)]
BIASES = [-1.0 + 0.25 * k for k in range(9)]
TRIALS = (8, *range(12, 25), 28, 32, 40, 48, 64, 80, 100)


def chances(share: float, n: int) -> list[float]:
    return [comb(n, k) * share**k * (1.0 - share) ** (n - k) for k in range(n + 1)]


def coverage(d_prime: float, bias: float, signals: int, others: int) -> tuple[float, float]:
    """The chance that the interval holds d', and that its own holds the bias."""
    hits = chances(NORMAL.cdf(0.5 * d_prime - bias), signals)
    alarms = chances(NORMAL.cdf(-0.5 * d_prime - bias), others)
    held_d = held_c = 0.0
    for k, j in product(range(signals + 1), range(others + 1)):
        found = detect(k, signals, j, others)
        assert found is not None
        held_d += hits[k] * alarms[j] * (found.d_prime_ci95[0] <= d_prime <= found.d_prime_ci95[1])
        held_c += hits[k] * alarms[j] * (found.bias_ci95[0] <= bias <= found.bias_ci95[1])
    return held_d, held_c


def main() -> None:
    print("trials  d' least  bias least   ordinary readers: d' least  bias least")
    for trials in TRIALS:
        signals = -(-trials // 2)
        cells = {(d, c): coverage(d, c, signals, trials - signals) for d, c in product(D_PRIMES, BIASES)}
        usual = [held for (d, c), held in cells.items() if d <= 2.0 and abs(c) <= 0.5]
        least = [min(held[k] for held in cells.values()) for k in (0, 1)]
        among = [min(held[k] for held in usual) for k in (0, 1)]
        print(f"{trials:6}  {least[0]:8.3f}  {least[1]:10.3f}   {among[0]:26.3f}  {among[1]:10.3f}")


if __name__ == "__main__":
    main()
