"""The simulation's own elementary functions are right, and give the same bits wherever the numbers lie."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.core import maths
from game.core.maths import Floats

ANGLES = np.concatenate([np.linspace(-30.0, 30.0, 20_011), np.linspace(-9e5, 9e5, 5_003)])
POSITIVE = np.concatenate([np.logspace(-300, 300, 5_001), np.linspace(0.5, 2.0, 5_001)])


def sin(x: Floats) -> Floats:
    return maths.sincos(x)[0]


def cos(x: Floats) -> Floats:
    return maths.sincos(x)[1]


def with_itself(f: Callable[[Floats, Floats], Floats]) -> Callable[[Floats], Floats]:
    """A function of one array out of one of two: the second is made from the first."""
    return lambda x: f(x, 0.37 - x * 1.7)


def of_vectors(f: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    return lambda x: f(maths.pair(x, 0.37 - x * 1.7))


ELEMENTWISE: dict[str, Callable[[Floats], Floats]] = {
    "sin": sin,
    "cos": cos,
    "wrap": maths.wrap,
    "atan2": with_itself(maths.atan2),
    "heading": of_vectors(maths.heading),
    "norm": of_vectors(maths.norm),
    "dot": of_vectors(lambda v: maths.dot(v, v[..., ::-1])),
    "cross": of_vectors(lambda v: maths.cross(v, v[..., ::-1] * 3.0)),
    "unit": lambda x: maths.unit(x)[..., 1],
    "rotate": lambda x: maths.rotate(maths.pair(x, x * 0.3), x)[..., 0],
    "log": lambda x: maths.log(np.abs(x) + 1e-9),
    "exp": lambda x: maths.exp(x * 0.01),
    "logistic": maths.logistic,
    "normal_quantile": lambda x: maths.normal_quantile(maths.logistic(x * 0.1)),
}


def test_sine_and_cosine_agree_with_the_library() -> None:
    s, c = maths.sincos(ANGLES)
    # Argument reduction costs an ulp of the angle itself, which is what the second figure allows for.
    allowed = 1e-12 + np.abs(ANGLES) * 2e-16
    assert np.all(np.abs(s - np.sin(ANGLES)) <= allowed)
    assert np.all(np.abs(c - np.cos(ANGLES)) <= allowed)
    assert np.max(np.abs(s * s + c * c - 1.0)) < 1e-12


def test_quarter_turns_have_the_right_signs() -> None:
    quarters: Floats = np.arange(-8, 9, dtype=np.float64) * (maths.PI / 2.0)
    s, c = maths.sincos(quarters)
    assert np.array_equal(np.rint(s), np.rint(np.sin(quarters)))
    assert np.array_equal(np.rint(c), np.rint(np.cos(quarters)))


def test_heading_agrees_with_the_library_all_around_the_circle() -> None:
    angle = np.linspace(-np.pi, np.pi, 40_001)
    for radius in (1e-9, 1.0, 1e6):
        y, x = radius * np.sin(angle), radius * np.cos(angle)
        assert np.max(np.abs(maths.atan2(y, x) - np.arctan2(y, x))) < 1e-7


@pytest.mark.parametrize(
    ("y", "x", "expected"),
    [
        (0.0, 0.0, 0.0),
        (0.0, 1.0, 0.0),
        (1.0, 0.0, 0.5),
        (-1.0, 0.0, -0.5),
        (0.0, -1.0, 1.0),
        (1.0, 1.0, 0.25),
    ],
)
def test_heading_on_the_axes(y: float, x: float, expected: float) -> None:
    assert maths.atan2(np.array([y]), np.array([x]))[0] == pytest.approx(expected * math.pi, abs=1e-7)


def test_logarithm_and_exponential_agree_with_the_library() -> None:
    expected = np.log(POSITIVE)
    near_one = np.abs(expected) < 1e-3
    error = np.abs(maths.log(POSITIVE) - expected)
    assert np.all(error[~near_one] <= 1e-12 * np.abs(expected[~near_one]))
    assert np.all(error[near_one] <= 1e-15)
    x = np.linspace(-690.0, 690.0, 20_001)
    assert np.max(np.abs(maths.exp(x) / np.exp(x) - 1.0)) < 1e-12
    assert maths.exp(np.zeros(1))[0] == 1.0


def test_logistic_stays_between_its_ends_for_any_number() -> None:
    x = np.array([-1e9, -60.0, -1.0, 0.0, 1.0, 60.0, 1e9])
    y = maths.logistic(x)
    assert np.all((y > 0.0) & (y <= 1.0))
    assert y[3] == 0.5
    assert y[2] == pytest.approx(1.0 / (1.0 + math.e), rel=1e-12)


def test_normal_quantile_turns_shares_into_standard_deviations() -> None:
    shares = [0.001, 0.0228, 0.1587, 0.5, 0.8413, 0.9772, 0.999]
    expected = [-3.0902, -1.9991, -0.9998, 0.0, 0.9998, 1.9991, 3.0902]
    assert maths.normal_quantile(np.array(shares)) == pytest.approx(expected, abs=2e-4)
    u = np.linspace(1e-6, 1.0 - 1e-6, 10_001)
    z = maths.normal_quantile(u)
    assert np.all(np.diff(z) > 0.0)
    assert z == pytest.approx(-z[::-1], abs=1e-6)
    assert np.array([0.5 * math.erfc(-v / math.sqrt(2.0)) for v in z]) == pytest.approx(u, rel=1e-7)


@given(st.floats(-1e5, 1e5))
@example(math.pi)
@example(-math.pi)
@example(3.0 * math.pi)
def test_wrapped_angle_is_the_same_angle_within_half_a_turn(angle: float) -> None:
    wrapped = float(maths.wrap(np.array([angle]))[0])
    assert abs(wrapped) <= math.pi + 1e-9
    assert math.cos(wrapped) == pytest.approx(math.cos(angle), abs=1e-9)
    assert math.sin(wrapped) == pytest.approx(math.sin(angle), abs=1e-9)


@given(st.floats(-50.0, 50.0), st.floats(-50.0, 50.0), st.floats(-10.0, 10.0))
def test_turning_a_vector_keeps_its_length_and_adds_to_its_heading(x: float, y: float, turn: float) -> None:
    v = maths.pair(np.array([x]), np.array([y]))
    turned = maths.rotate(v, np.array([turn]))
    assert maths.norm(turned)[0] == pytest.approx(float(maths.norm(v)[0]), abs=1e-9)
    if abs(x) + abs(y) > 1e-3:
        gained = maths.wrap(maths.heading(turned) - maths.heading(v) - turn)[0]
        assert abs(gained) < 2e-7


def test_cross_product_is_positive_to_the_left() -> None:
    ahead, left = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    assert maths.cross(ahead, left)[0] == 1.0
    assert maths.dot(ahead, left)[0] == 0.0


def test_vectors_keep_each_component_together_in_memory() -> None:
    v = maths.vectors(5, 4)
    assert v.shape == (5, 4, 2)
    assert v[..., 0].flags.c_contiguous
    assert (v + 1.0)[..., 1].flags.c_contiguous
    assert maths.pair(v[..., 0], v[..., 1])[..., 0].flags.c_contiguous


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(values=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=40))
def test_same_bits_alone_in_a_batch_and_however_they_lie_in_memory(name: str, values: list[float]) -> None:
    f = ELEMENTWISE[name]
    x = np.array(values)
    n = len(x)
    expected = f(x).tobytes()

    alone = np.concatenate([f(x[i : i + 1]) for i in range(n)])
    assert alone.tobytes() == expected

    if name != "normal_quantile":
        # A single number has no axis at all.
        assert b"".join(np.asarray(f(np.asarray(one))).tobytes() for one in values) == expected

    spread = np.full(3 * n, 7.7)
    spread[::3] = x
    assert np.ascontiguousarray(f(spread[::3])).tobytes() == expected

    backwards = x[::-1].copy()
    assert np.ascontiguousarray(f(backwards[::-1])).tobytes() == expected

    within = np.concatenate([np.full(5, -2.2), x, np.full(9, 3.3)])
    assert f(within[5 : 5 + n]).tobytes() == expected
    assert f(within)[5 : 5 + n].tobytes() == expected

    batch = np.stack([x * 0.5, x, x + 1.0])
    assert np.ascontiguousarray(f(batch)[1]).tobytes() == expected
    assert np.ascontiguousarray(f(np.asfortranarray(batch))[1]).tobytes() == expected


def test_functions_give_these_very_bits() -> None:
    """Pinned: another answer here means that old replays no longer play as they were played."""
    x = np.array([0.1, 1.0, 2.5, 100.0])
    found = [float(v).hex() for f in (sin, cos, maths.log, maths.exp) for v in f(x)]
    found += [float(v).hex() for v in maths.atan2(x, np.array([1.0, -1.0, 0.3, 7.0]))]
    assert found == PINNED


PINNED = [
    "0x1.98eaecb8bcb20p-4",
    "0x1.aed548f090bb6p-1",
    "0x1.326af0dcfca9ap-1",
    "-0x1.03425b78c4d58p-1",
    "0x1.fd712f9a817c1p-1",
    "0x1.14a280fb5086ep-1",
    "-0x1.9a2f7ef858b93p-1",
    "0x1.b981dbf666018p-1",
    "-0x1.26bb1bbb55515p+1",
    "0x0.0p+0",
    "0x1.d5240f0e0e078p-1",
    "0x1.26bb1bbb55516p+2",
    "0x1.1aec7b35a00d4p+0",
    "0x1.5bf0a8b145662p+1",
    "0x1.85d6fd931e143p+3",
    "0x1.3494a9b171bf4p+144",
    "0x1.983e288810024p-4",
    "0x1.2d97c7f330b60p+1",
    "0x1.738cd058aa4edp+0",
    "0x1.803ba8b675f75p+0",
]
