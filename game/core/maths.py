"""Elementary functions made from + - x / and sqrt alone give the same bits everywhere.

``numpy.sin`` and its like differ in their last bits between platforms, numpy versions and even between
contiguous and strided arrays of one process. IEEE 754 fixes + - x / and sqrt to the last bit, so what is
built from them gives one answer everywhere: a replay made on one machine plays on another, and a world gives
the same bits alone and inside a batch. The simulation uses these functions and no others.
"""

from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

T = TypeVar("T", bound=np.generic)
Table = TypeVar("Table", bound=Any)

PI = 3.141592653589793
TAU = 2.0 * PI


def constant(number: float) -> Floats:
    """Return a number as an array without axes, which numpy takes in a third of the time that a float takes.

    >>> constant(0.5) * np.array([3.0])
    array([1.5])
    """
    return np.asarray(number)


def as_arrays(table: Table) -> Table:
    """Return a table of constants, a dataclass, with each float as :func:`constant` gives it.

    Expressions over arrays are quicker with these; those of plain numbers alone are quicker with the table.
    """
    numbers = {}
    for field in fields(table):
        value = getattr(table, field.name)
        if isinstance(value, float):
            numbers[field.name] = constant(value)
            numbers[field.name].flags.writeable = False
    return replace(table, **numbers)


def _constants(*numbers: float) -> tuple[Floats, ...]:
    return tuple(constant(number) for number in numbers)


_HALF_PI = 0.5 * PI
_HALF_TURN, _QUARTER_TURN, _TURN = constant(PI), constant(_HALF_PI), constant(TAU)
_LN2_HIGH, _LN2_LOW = constant(6.93147180369123816490e-01), constant(1.90821492927058770002e-10)
_ROOT_HALF = constant(0.7071067811865476)
_TWO, _STEEP = constant(2.0), constant(60.0)
_LN2 = np.asarray(_LN2_HIGH + _LN2_LOW)
_BACK, _TINY = constant(-TAU), constant(1e-300)
ZERO, HALF, ONE = constant(0.0), constant(0.5), constant(1.0)
UNKNOWN = constant(float("nan"))
"""What stands where a player has no wish, or nothing is known."""
SMALL, LEAST = constant(1e-6), constant(1e-9)
"""Lengths, metres or m/s, under which a way has no direction: what is divided by them stays a number."""
_ATAN = _constants(
    0.0028662257, -0.0161657367, 0.0429096138, -0.0752896400, 0.1065626393, -0.1420889944, 0.1999355085,
    -0.3333314528,
)  # fmt: skip


# Taylor's coefficients of sin(r) / r and cos(r) in r^2, the highest first and as its own inverse.
_SIN = _constants(6227020800.0, -1 / 39916800, 1 / 362880, -1 / 5040, 1 / 120, -1 / 6)
_COS = _constants(-87178291200.0, 1 / 479001600, -1 / 3628800, 1 / 40320, -1 / 720, 1 / 24, -0.5)

# log((1 + s) / (1 - s)) / 2 s in s^2, likewise.
_LOG = _constants(17.0, 1 / 15, 1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3)

# e**r's Taylor coefficients, likewise.
_EXP = _constants(3628800.0, 1 / 362880, 1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0)

_WORLD_FIRST = {n: (*range(1, n), 0) for n in range(1, 6)}


def vectors(*shape: int) -> Floats:
    """Return zeros of shape ``(*shape, 2)`` whose x and y each lie together in memory.

    Numpy keeps that layout through elementwise work, so ``v[..., 0]`` stays contiguous and fast.
    """
    return np.zeros((2, *shape)).transpose(_WORLD_FIRST[1 + len(shape)])


def pair(x: Floats, y: Floats) -> Floats:
    """Stack two components to shape ``(..., 2)`` in the layout of :func:`vectors`.

    >>> pair(np.array([1.0]), np.array([2.0])).tolist()
    [[1.0, 2.0]]
    """
    both = np.array((x, y))
    return both.transpose(_WORLD_FIRST[both.ndim])


def places(mask: Bools) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return row and column of every true entry of a mask ``(rows, columns)``, in reading order.

    It is ``np.nonzero``, but a few times faster where little is true.

    >>> rows, columns = places(np.array([[False, True], [True, False]]))
    >>> rows.tolist(), columns.tolist()
    ([0, 1], [1, 0])
    """
    return np.divmod(mask.ravel().nonzero()[0], mask.shape[1])


def found(mask: Bools) -> npt.NDArray[np.intp]:
    """Return where a mask ``(n,)`` is true: ``np.flatnonzero`` without its wrappers.

    >>> found(np.array([False, True, True])).tolist()
    [1, 2]
    """
    return mask.nonzero()[0]


def of_each(table: npt.NDArray[T], column: Ints, row: npt.NDArray[np.intp]) -> npt.NDArray[T]:
    """Return numbers of a table ``(..., columns, rows)`` at pairs of column and row, ``(..., pairs)``.

    It is ``table[..., column, row]``, but several times faster where there are many pairs.

    >>> of_each(np.array([[[1.0, 2.0], [3.0, 4.0]]]), np.array([1, 0]), np.array([0, 1])).tolist()
    [[3.0, 2.0]]
    """
    columns, rows = table.shape[-2:]
    flat = table.reshape(*table.shape[:-2], columns * rows)
    pairs: npt.NDArray[T] = flat.take(column * rows + row, axis=-1)
    return pairs


def side_by_side(numbers: npt.NDArray[np.intp]) -> npt.NDArray[np.intp] | slice:
    """Return a slice for rising numbers ``(n,)`` that follow each other: it copies nothing; else the numbers.

    >>> side_by_side(np.array([3, 4, 5]))
    slice(3, 6, None)
    >>> side_by_side(np.array([3, 5])).tolist()
    [3, 5]
    """
    if numbers.size == 0 or int(numbers[-1]) - int(numbers[0]) + 1 != numbers.size:
        return numbers
    return slice(int(numbers[0]), int(numbers[-1]) + 1)


def dot(a: Floats, b: Floats) -> Floats:
    """Return the scalar product of vectors ``(..., 2)``, shape ``(...,)``.

    >>> float(dot(np.array([3.0, 4.0]), np.array([1.0, 2.0])))
    11.0
    """
    result: Floats = a[..., 0] * b[..., 0]
    result += a[..., 1] * b[..., 1]
    return result


def cross(a: Floats, b: Floats) -> Floats:
    """Return the vertical part of the vector product of ``(..., 2)``, shape ``(...,)``.

    It is positive where b lies counter-clockwise of a.

    >>> float(cross(np.array([1.0, 0.0]), np.array([0.0, 1.0])))
    1.0
    """
    result: Floats = a[..., 0] * b[..., 1]
    result -= a[..., 1] * b[..., 0]
    return result


def norm(v: Floats) -> Floats:
    """Return the length of vectors ``(..., 2)``, shape ``(...,)``.

    >>> float(norm(np.array([3.0, 4.0])))
    5.0
    """
    parts = v * v
    result: Floats = np.sqrt(parts[..., 0] + parts[..., 1])
    return result


def planes(v: Floats) -> Floats:
    """Return vectors ``(worlds, players, 2)`` with their components first, ``(2, worlds, players)``.

    Numbers ``(worlds, players)`` then go with both of them as they are.

    >>> planes(np.array([[[1.0, 2.0]]])).tolist()
    [[[1.0]], [[2.0]]]
    """
    return v.transpose(2, 0, 1)


def length(v: Floats) -> Floats:
    """Return the length of vectors ``(2, ...)`` whose components come first, shape ``(...,)``.

    >>> length(np.array([[3.0, 0.0], [4.0, 1.0]])).tolist()
    [5.0, 1.0]
    """
    parts = v * v
    result: Floats = np.sqrt(parts[0] + parts[1])
    return result


def wrap(angle: Floats) -> Floats:
    """Return the same angle in [-pi, pi], radians.

    >>> wrap(np.array([0.5, 2.0 * TAU])).tolist()
    [0.5, 0.0]
    >>> bool(abs(wrap(np.array(PI + 0.1)) - (0.1 - PI)) < 1e-12)
    True
    """
    result: Floats = np.rint(angle / _TURN)
    result *= _BACK
    result += angle
    return result


def sincos(angle: Floats) -> tuple[Floats, Floats]:
    """Return sine and cosine of angles of moderate size (|angle| < 1e6 rad), with an error below 1e-12.

    It starts from the nearest of 512 directions and turns on by what is left over (Abramowitz and Stegun
    4.3.16, 4.3.17): that is 0.006 rad at most, so that few terms of its own series do.

    >>> sine, cosine = sincos(np.array([0.0]))
    >>> float(sine[0]), float(cosine[0])
    (0.0, 1.0)
    """
    cosine, sine = _cosine_and_sine(angle)
    return sine, cosine


def _cosine_and_sine(angle: Floats) -> Floats:
    """Return cosine and sine of angles as one array ``(2, ...)``."""
    place = np.rint(angle * _PER_TURN)
    r = place * _GRAIN
    r += angle
    index = place.astype(np.int64)
    index &= _LAST_DIRECTION
    nearest = _NEAREST.take(index, axis=1)
    r2 = r * r
    s = r2 * _SIXTH
    s += ONE
    s *= r
    r2_c = r2 * _TWENTY_FOURTH
    r2_c -= HALF
    r2_c *= r2
    r2_c += ONE
    aside = nearest * s
    nearest *= r2_c
    nearest[0] -= aside[1]
    nearest[1] += aside[0]
    return nearest


_SIXTH, _TWENTY_FOURTH = constant(-1 / 6), constant(1 / 24)


def _series(coefficients: tuple[Floats, ...], x: Floats) -> Floats:
    """Return 1 + x (c[n] + x (c[n-1] + ... + x / c[0])), by Horner's rule."""
    total = x / coefficients[0]
    for coefficient in coefficients[1:]:
        total += coefficient
        total *= x
    total += ONE
    return total


def _by_series(angle: Floats) -> tuple[Floats, Floats]:
    """Return sine and cosine by Taylor series about the nearest quarter turn (ibid. 4.3.65, 4.3.66)."""
    quarter = np.rint(angle / _HALF_PI)
    r = angle - quarter * _HALF_PI
    r2 = r * r
    s, c = r * _series(_SIN, r2), _series(_COS, r2)
    turn = quarter.astype(np.int64)
    odd = (turn & 1) == 1
    sine, cosine = np.where(odd, c, s), np.where(odd, s, c)
    return sine * (1.0 - (turn & 2)), cosine * (1.0 - (turn + 1 & 2))


_DIRECTIONS = 512
_PER_TURN, _GRAIN = constant(_DIRECTIONS / TAU), constant(-TAU / _DIRECTIONS)
_LAST_DIRECTION = np.array(_DIRECTIONS - 1)
_NEAREST = np.array(_by_series(np.arange(_DIRECTIONS, dtype=np.float64) * (TAU / _DIRECTIONS)))[::-1].copy()
"""Cosines and sines of the directions, ``(2, directions)``."""


def unit(angle: Floats) -> Floats:
    """Return unit vectors ``(..., 2)`` along headings, radians counter-clockwise from +x.

    >>> unit(np.array([0.0, PI / 2])).round(9).tolist()
    [[1.0, 0.0], [-0.0, 1.0]]
    >>> unit(np.array(1.0)).round(9).tolist()
    [0.540302306, 0.841470985]
    """
    both = _cosine_and_sine(angle)
    return both.transpose(_WORLD_FIRST[both.ndim])


def rotate(v: Floats, angle: Floats) -> Floats:
    """Return vectors ``(..., 2)`` turned counter-clockwise by ``angle``, radians.

    >>> rotate(np.array([1.0, 0.0]), np.array(PI)).round(9).tolist()
    [-1.0, -0.0]
    """
    s, c = sincos(angle)
    return pair(c * v[..., 0] - s * v[..., 1], s * v[..., 0] + c * v[..., 1])


def atan2(y: Floats, x: Floats) -> Floats:
    """Return the heading of (x, y) in [-pi, pi], with an error below 1e-7 rad; it is 0 where both are 0.

    It is the arctangent of a ratio up to 1 by Abramowitz and Stegun 4.4.49, then the octants.

    >>> round(float(atan2(np.array(1.0), np.array(1.0))) / PI, 6)
    0.25
    """
    ax, ay = np.abs(x), np.abs(y)
    t = np.minimum(ax, ay)
    t /= np.maximum(np.maximum(ax, ay), _TINY)
    t2 = t * t
    a = _ATAN[0] * t2
    for coefficient in _ATAN[1:]:
        a += coefficient
        a *= t2
    a += ONE
    a *= t
    # Where a turn is asked for it is larger: |turn - a| is what is left of it, and |0 - a| is a.
    for turn in ((ay > ax) * _QUARTER_TURN, (x < ZERO) * _HALF_TURN):
        a = np.abs(turn - a)
    result: Floats = np.copysign(a, y)
    return result


def heading(v: Floats) -> Floats:
    """Return the heading of vectors ``(..., 2)``, radians, shape ``(...,)``.

    >>> round(float(heading(np.array([0.0, 2.0]))) / PI, 6)
    0.5
    """
    return atan2(v[..., 1], v[..., 0])


def log(x: Floats) -> Floats:
    """Return the natural logarithm of positive numbers, with a relative error below 1e-12.

    >>> round(float(log(np.array(2.718281828459045))), 9)
    1.0
    """
    mantissa, exponent = np.frexp(x)
    low = mantissa < _ROOT_HALF
    mantissa = np.where(low, _TWO * mantissa, mantissa)
    e = exponent - low
    s = (mantissa - ONE) / (mantissa + ONE)
    s2 = s * s
    series = _series(_LOG, s2)
    result: Floats = e * _LN2_HIGH + (_TWO * s * series + e * _LN2_LOW)
    return result


def exp(x: Floats) -> Floats:
    """Return e**x for |x| < 700, with a relative error below 1e-12.

    >>> round(float(exp(np.array(1.0))), 9)
    2.718281828
    """
    k = np.rint(x / _LN2)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    result: Floats = np.ldexp(_series(_EXP, r), k.astype(np.int32))
    return result


def logistic(x: Floats) -> Floats:
    """Return 1 / (1 + e**-x).

    >>> float(logistic(np.array(0.0)))
    0.5
    """
    result: Floats = ONE / (ONE + exp(-np.minimum(np.maximum(x, -_STEEP), _STEEP)))
    return result


# Acklam's rational approximation of the normal quantile (P. J. Acklam, 2003; relative error 1.15e-9).
_A = _constants(
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690,
    -30.66479806614716, 2.506628277459239,
)  # fmt: skip
_B = _constants(
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572, 1.0,
)  # fmt: skip
_C = _constants(
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
)  # fmt: skip
_D = _constants(0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)
_TAIL = constant(0.47575)
"""Distance from 0.5 beyond which the approximation is that of a tail."""


def normal_quantile(u: Floats) -> Floats:
    """Return the standard normal's quantile at u in (0, 1).

    >>> round(float(normal_quantile(np.array([0.975]))[0]), 6)
    1.959964
    """
    q = u - HALF
    r = q * q
    centre = _horner(_A, r)
    centre *= q
    centre /= _horner(_B, r)
    far = np.abs(q) > _TAIL
    if np.count_nonzero(far):
        centre[far] = _quantile_of_a_tail(u[far])
    return centre


def _quantile_of_a_tail(u: Floats) -> Floats:
    tail = np.sqrt(-2.0 * log(np.minimum(u, 1.0 - u)))
    outer = _horner(_C, tail) / _horner(_D, tail)
    return np.where(u < 0.5, outer, -outer)


def _horner(coefficients: tuple[Floats, ...], x: Floats) -> Floats:
    """Return a polynomial in x, its highest coefficient first."""
    total = coefficients[0] * x
    for coefficient in coefficients[1:-1]:
        total += coefficient
        total *= x
    total += coefficients[-1]
    return total
