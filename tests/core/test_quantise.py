from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.core.intents import Intents, Technique, Wish
from game.core.quantise import COLUMNS, MISSING, decode, encode, possible, quantise

FLAGS = ("cancel", "step_in", "shield", "tackle", "calling")


@st.composite
def anybodys_intents(draw) -> Intents:
    """Wishes as wild as floats are: infinities, NaN, far beyond every range."""
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, 4)))
    intents = Intents.idle(*shape)
    for f in fields(Intents):
        array = getattr(intents, f.name)
        if array.dtype == np.float64:
            array[...] = draw(arrays(np.float64, array.shape, elements=st.floats(width=64)))
        elif array.dtype == np.bool_:
            array[...] = draw(arrays(np.bool_, array.shape))
    intents.swing[...] = draw(arrays(np.int8, shape, elements=st.integers(0, max(Technique))))
    intents.foot[...] = draw(arrays(np.int8, shape, elements=st.integers(-1, 1)))
    return intents


def bits(intents: Intents) -> dict[str, bytes]:
    return {f.name: np.ascontiguousarray(getattr(intents, f.name)).tobytes() for f in fields(intents)}


@given(anybodys_intents())
def test_what_is_read_back_is_what_was_carried_out_to_the_last_bit(intents):
    assert bits(decode(encode(intents))) == bits(quantise(intents))


@given(anybodys_intents())
def test_numbers_survive_any_number_of_rounds(intents):
    wire = encode(intents)
    assert np.array_equal(encode(decode(wire)), wire)
    assert bits(quantise(quantise(intents))) == bits(quantise(intents))


@given(arrays(np.int16, (len(COLUMNS) - 1, 1, 2), elements=st.integers(-50, 50) | st.just(MISSING)))
def test_numbers_that_a_file_may_hold_come_back(numbers):
    wire = np.insert(numbers, COLUMNS.index("flags"), 8, axis=0)
    assert np.array_equal(encode(decode(wire)), wire)


def test_every_wish_of_somebody_is_possible():
    intents = Intents.idle(1, 3)
    intents.put(0, 1, Wish((1.0, -1.0), (1e9, -1e9), 9.0, Technique.SHOT, foot=-1, speed=1e9, lean=-9.0))
    assert possible(encode(intents), COLUMNS)
    few = ("move_x", "move_y", "flags")
    assert possible(encode(intents)[[COLUMNS.index(name) for name in few]], few)


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("move_x", MISSING),
        ("move_y", 128),
        ("look_at_x", 5),
        ("place_y", -1),
        ("hips_to", 31416),
        ("lean", -128),
        ("weight", 51),
        ("flags", MISSING),
        ("flags", 4 + 8),
        ("flags", 3 * 8),
    ],
)
def test_a_number_that_nobody_can_have_wished_is_told(column, number):
    """Half a point, or nobody's direction, would put a body nowhere for the rest of a replay."""
    wire = encode(Intents.idle(1, 3))
    wire[COLUMNS.index(column), 0, 1] = number
    assert not possible(wire, COLUMNS)


def test_a_batch_is_rounded_as_each_world_alone():
    intents = Intents.idle(5, 3)
    random = np.random.default_rng(1)
    for f in fields(intents):
        array = getattr(intents, f.name)
        if array.dtype == np.float64:
            array[...] = random.normal(0, 3, array.shape)
    whole = quantise(intents)
    for world in range(5):
        alone = quantise(intents.take(np.array([world])))
        assert bits(alone) == bits(whole.take(np.array([world])))


@pytest.mark.parametrize(
    ("name", "wished", "grain"),
    [
        ("move", (0.523, -0.777), 0.01),
        ("look_at", (12.3456, -7.891), 0.01),
        ("aim", (-22.222, 18.765), 0.01),
        ("place", (-0.0512, 0.1741), 0.001),
        ("hips_to", 2.71828, 1e-4),
        ("speed", 11.2345, 0.01),
        ("lean", -0.33, 0.02),
        ("follow", 1.77, 0.02),
    ],
)
def test_no_wish_moves_by_more_than_half_a_grain(name, wished, grain):
    intents = Intents.idle(1, 1)
    intents.put(0, 0, Wish(**{name: wished}))
    carried_out = getattr(quantise(intents), name)[0, 0]
    assert np.max(np.abs(carried_out - wished)) <= grain / 2 + 1e-12


def test_the_same_heading_beyond_a_turn_is_the_same_number():
    one, other = Intents.idle(1, 1), Intents.idle(1, 1)
    one.hips_to[:], other.hips_to[:] = 1.0, 1.0 + 4 * np.pi
    assert np.array_equal(encode(one), encode(other))


def test_a_wish_left_out_stays_left_out():
    back = decode(encode(Intents.idle(2, 3)))
    for name in ("look_at", "hips_to", "aim", "speed", "place", "lean", "follow", "touch_to", "dive_to"):
        assert np.isnan(getattr(back, name)).all(), name
    assert back.step_in.all()
    assert not any(getattr(back, name).any() for name in FLAGS if name != "step_in")


def test_every_field_has_its_place():
    named = {column.removesuffix("_x").removesuffix("_y") for column in COLUMNS}
    assert named - {"flags"} | {"swing", "foot", *FLAGS} == {f.name for f in fields(Intents)}
