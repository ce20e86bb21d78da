"""Time between pictures: even where it can be, true in the long run."""

from itertools import accumulate

import pytest

from game.app.shell.frame_pacing import LONGEST, FramePacing
from game.core.state import STEP_SECONDS


class Wall:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def counted(work: list[float]) -> tuple[list[float], float]:
    """What each picture counts for that took so many seconds to make, and the seconds by the clock."""
    wall = Wall()
    pacing = FramePacing(60.0, lambda: wall.now, wall.sleep)
    lasts = []
    for seconds in work:
        wall.now += seconds
        lasts.append(pacing.wait())
    return lasts, wall.now - 100.0


def test_a_picture_that_is_a_little_late_costs_no_double_step() -> None:
    work = [0.008, 0.022, 0.008, 0.009, 0.030, 0.004, 0.008]
    lasts, clock = counted(work)
    due = [int(total / STEP_SECONDS + 1e-9) for total in accumulate(lasts)]
    assert [b - a for a, b in zip([0, *due], due, strict=False)] == [1] * len(work)
    assert sum(lasts) == pytest.approx(clock)


def test_no_time_is_lost_on_a_machine_that_is_always_too_slow() -> None:
    lasts, clock = counted([0.020] * 300)
    assert sum(lasts) == pytest.approx(clock, abs=STEP_SECONDS)


def test_after_a_long_halt_it_goes_on_where_it_was() -> None:
    lasts, _ = counted([0.008, 5.0, 0.008, 0.008])
    assert lasts[1] == LONGEST
    assert lasts[2:] == pytest.approx([STEP_SECONDS] * 2)
