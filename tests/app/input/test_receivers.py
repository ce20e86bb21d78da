"""Whom a direction means: by angle alone, kept while it is held, moved on by a tap."""

from collections.abc import Iterator
from dataclasses import replace
from math import cos, hypot, pi, radians, sin

import numpy as np
import pytest

from game.app.input.buttons import Buttons
from game.app.input.controls import wish_of
from game.app.input.receivers import NOBODY, AimHelp, choose
from game.app.input.surroundings import Around, NearbyPlayer
from game.app.input.thumb import UNHELPED, Thumb
from game.core.intents import Technique
from game.core.rng import Stream, seeds_of, uniform

HERE = Around(body=(0.0, 0.0), ball=(0.33, 0.0), hips=0.0, back=True, mine=True)
RIGHT, UP = Buttons(push=True, move=(1.0, 0.0)), Buttons(push=True, move=(0.0, 1.0))
NONE = Buttons(push=True)


def nearby(degrees: float, metres: float, number: int) -> NearbyPlayer:
    at = (0.33 + metres * cos(radians(degrees)), metres * sin(radians(degrees)))
    return NearbyPlayer(at, number=number)


def chosen(around: Around, degrees: float, technique: Technique = Technique.PUSH, **more: object) -> int:
    given: dict[str, object] = {"aid": AimHelp.FULL, "analog": False, **more}
    return choose(around, radians(degrees), technique, **given).number  # type: ignore[arg-type]


def held(around: Around, *parts: tuple[Buttons, int], thumb: Thumb | None = None) -> Thumb:
    thumb = thumb or Thumb()
    for buttons, steps in parts:
        for _ in range(steps):
            _wish, thumb = wish_of(buttons, thumb, around)
    return thumb


def test_the_smallest_angle_is_meant_and_distance_only_breaks_ties() -> None:
    around = replace(HERE, mates=(nearby(30.0, 4.0, 1), nearby(12.0, 14.0, 2)))
    assert chosen(around, 0.0) == 2
    assert chosen(replace(HERE, mates=(nearby(10.0, 14.0, 1), nearby(-10.0, 6.0, 2))), 0.0) == 2


@pytest.mark.parametrize(("off", "full", "angle", "stick"), [(25, 1, 1, 1), (50, 1, -1, 1), (110, 1, -1, -1)])
def test_nobody_near_the_direction_means_the_nearest_by_angle(
    off: float, full: int, angle: int, stick: int
) -> None:
    around = replace(HERE, mates=(nearby(off, 8.0, 1),))
    assert chosen(around, 0.0) == full
    assert chosen(around, 0.0, aid=AimHelp.ANGLE) == angle
    assert chosen(around, 0.0, analog=True) == stick
    assert chosen(around, 0.0, aid=AimHelp.OFF) == -1
    assert choose(around, 0.0, Technique.PUSH, aid=AimHelp.FULL, analog=False).hollow is (off > 60)
    assert chosen(replace(HERE, mates=(nearby(130.0, 8.0, 1),)), 0.0) == -1


def test_whoever_is_chosen_stays_so_while_another_is_hardly_nearer() -> None:
    mates = (nearby(20.0, 8.0, 1), nearby(-24.0, 8.0, 2))
    first = choose(replace(HERE, mates=mates), 0.0, Technique.PUSH, aid=AimHelp.FULL, analog=False)
    moved = replace(HERE, mates=(nearby(27.0, 8.0, 1), nearby(-22.0, 8.0, 2)))
    assert chosen(moved, 0.0) == 2
    assert chosen(moved, 0.0, before=first) == 1
    gone = replace(HERE, mates=(nearby(40.0, 8.0, 1), nearby(-15.0, 8.0, 2)))
    assert chosen(gone, 0.0, before=first) == 2


def test_a_heel_means_whom_it_can_send_to_and_else_tells_that_the_hips_turn_first() -> None:
    behind, before = nearby(180.0, 6.0, 1), nearby(90.0, 5.0, 2)
    around = replace(HERE, mates=(behind, before))
    assert chosen(around, 130.0, Technique.BACKHEEL) == 1
    only = choose(
        replace(HERE, mates=(before,)), radians(90.0), Technique.BACKHEEL, aid=AimHelp.FULL, analog=False
    )
    assert (only.number, only.hollow) == (2, True)


def test_a_tap_of_the_same_key_goes_to_the_next_and_round_and_stays() -> None:
    around = replace(HERE, mates=(nearby(5.0, 8.0, 1), nearby(30.0, 8.0, 2), nearby(-45.0, 8.0, 3)))
    thumb = held(around, (RIGHT, 10))
    rings = [thumb.choice.number]
    for _ in range(3):
        thumb = held(around, (NONE, 6), (RIGHT, 6), thumb=thumb)
        rings.append(thumb.choice.number)
    assert rings == [1, 2, 3, 1]
    assert (
        held(around, (RIGHT, 60), thumb=held(around, (NONE, 6), (RIGHT, 6), thumb=thumb)).choice.number == 2
    )
    slow = held(around, (NONE, 30), (RIGHT, 6), thumb=held(around, (RIGHT, 10)))
    assert slow.choice.number == 1, "a key that was up for long points again"


def test_another_direction_in_the_same_wind_up_picks_by_itself() -> None:
    around = replace(HERE, mates=(nearby(0.0, 8.0, 1), nearby(80.0, 8.0, 2)))
    thumb = held(around, (RIGHT, 10), (NONE, 4), (UP, 6))
    assert thumb.choice.number == 2
    assert thumb.first == 0, "the eyes stay with the first"


def test_a_direction_that_comes_a_moment_after_the_strike_key_counts() -> None:
    around = replace(HERE, back=False, mates=(nearby(0.0, 8.0, 1), nearby(90.0, 8.0, 2)))
    tap = held(around, (NONE, 2), (Buttons(move=(0.0, 1.0)), 2))
    assert tap.choice.number == 2
    late = held(around, (NONE, 2), (Buttons(), 8), (Buttons(move=(0.0, 1.0)), 2))
    assert late.choice.number == 1


def test_the_ring_shows_before_the_wind_up_and_only_with_the_ball() -> None:
    around = replace(HERE, back=False, mates=(nearby(20.0, 8.0, 1),))
    run = Buttons(move=(1.0, 0.0))
    assert held(around, (run, 1)).choice.number == 1
    assert held(around, (run, 5), (Buttons(), 1)).choice.nobody
    assert held(replace(around, mine=False), (run, 1)).choice.nobody


def test_through_before_the_strike_aims_into_space_as_far_as_the_hold_says() -> None:
    around = replace(HERE, mates=(nearby(10.0, 8.0, 1),))
    near = held(around, (replace(RIGHT, through=True), 8))
    far = held(around, (replace(RIGHT, through=True), 36))
    for thumb in (near, far):
        assert thumb.choice.nobody
        assert thumb.aim is not None
        assert thumb.aim[1] == pytest.approx(0.0)
    assert near.aim is not None
    assert far.aim is not None
    assert far.aim[0] > near.aim[0] + 4.0


def test_with_all_help_off_the_direction_is_the_aim() -> None:
    around = replace(HERE, mates=(nearby(10.0, 8.0, 1),))
    thumb = Thumb()
    for _ in range(20):
        wish, thumb = wish_of(RIGHT, thumb, around, UNHELPED)
    assert thumb.choice == NOBODY
    assert wish.aim is not None
    assert wish.aim[1] == pytest.approx(0.0)


def squads(n: int, mates: int) -> Iterator[Around]:
    """Team-mates anywhere on a pitch of 40 by 26 m, the ball in its middle third."""
    draws = uniform(seeds_of(5, n)[:, None], np.arange(2 * mates + 2), 0, Stream.FINGERS)
    for row in draws:
        spots = [(40.0 * row[2 * i] - 20.0, 26.0 * row[2 * i + 1] - 13.0) for i in range(mates + 1)]
        me, *others = spots
        me = (me[0] / 3.0, me[1] / 3.0)
        apart = [one for one in others if hypot(one[0] - me[0], one[1] - me[1]) > 2.0]
        yield Around(
            body=me,
            ball=me,
            hips=0.0,
            back=True,
            mine=True,
            mates=tuple(NearbyPlayer(one, number=i) for i, one in enumerate(apart)),
        )


@pytest.mark.parametrize(("mates", "most"), [(4, 0.05), (3, 0.08), (2, 0.17)])
def test_few_directions_mean_nobody(mates: int, most: float) -> None:
    """At five, four and three a side: in matches fewer still, since team-mates offer themselves."""
    means = [chosen(around, 45.0 * eighth) < 0 for around in squads(400, mates) for eighth in range(8)]
    assert sum(means) / len(means) < most


def test_a_passer_gets_whom_they_meant_and_one_tap_mends_most_of_the_rest() -> None:
    at_once = after_a_tap = total = 0
    for around in squads(120, 4):
        for mate in around.mates:
            way = round(np.arctan2(mate.at[1] - around.ball[1], mate.at[0] - around.ball[0]) / (pi / 4.0))
            key = Buttons(push=True, move=(cos(way * pi / 4.0), sin(way * pi / 4.0)))
            thumb = held(around, (key, 3))
            right = thumb.choice.number == mate.number
            tapped = held(around, (NONE, 6), (key, 6), thumb=thumb)
            at_once += right
            after_a_tap += right or tapped.choice.number == mate.number
            total += 1
    assert at_once / total >= 0.75
    assert after_a_tap / total >= 0.93
