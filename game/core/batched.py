"""Whatever holds something of every world of a batch can go on in some of the worlds alone.

A class says in the declarations of its fields where the worlds are, and :class:`Batched` does the rest.

>>> class Clocks(Batched):
...     name: Shared[str]
...     seconds: Floats
...     def __init__(self) -> None:
...         self.name, self.seconds = "clocks", np.array([0.0, 1.0, 2.0])
>>> some = Clocks().take(np.array([2, 0]))
>>> some.name, some.seconds.tolist()
('clocks', [2.0, 0.0])
"""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from game.core.maths import Floats as Floats

Rows = npt.NDArray[np.intp]

T = TypeVar("T")


class _Where(Enum):
    """Where a field has its worlds."""

    FIRST = 0
    LAST = 1
    ITEMS = 2
    NOWHERE = 3
    DROPPED = 4


_FIRST, _NOWHERE = _Where.FIRST, _Where.NOWHERE
Shared = Annotated[T, _Where.NOWHERE]
"""A field that is the same for every world; a part of the batch refers to the same object."""
WorldsLast = Annotated[T, _Where.LAST]
"""A field whose arrays have the world as their last axis and not as their first."""
WorldItems = Annotated[T, _Where.ITEMS]
"""A field that is a list or tuple with one item a world."""
Dropped = Annotated[T, _Where.DROPPED]
"""A field that a part of the batch makes again when it is needed; until then it is None."""


class Batched:
    """Base of what holds something of every world of a batch.

    Each annotated field has the world as the first axis of its arrays, unless it is declared :data:`Shared`,
    :data:`WorldsLast`, :data:`WorldItems` or :data:`Dropped`. Fields may be other batched objects, None, and
    lists, tuples and dictionaries of them and of arrays.
    """

    __slots__: ClassVar[tuple[str, ...]] = ()

    def take(self, rows: Rows) -> Self:
        """Return a copy of the worlds ``rows``, in that order; one may be taken several times."""
        other = object.__new__(type(self))
        for name, where in _fields(type(self)):
            value = getattr(self, name)
            if where is _FIRST and type(value) is np.ndarray:
                value = rows_of(value, rows)
            elif where is not _NOWHERE:
                value = _taken(value, where, rows)
            object.__setattr__(other, name, value)
        return other

    def overwrite(self, rows: Rows, part: Self) -> None:
        """Write the worlds of ``part`` over the worlds ``rows``; raises TypeError for fields of lists."""
        for name, where in _fields(type(self)):
            mine, new = getattr(self, name), getattr(part, name)
            if where in (_Where.NOWHERE, _Where.DROPPED):
                continue
            if isinstance(mine, Batched):
                mine.overwrite(rows, new)
            elif isinstance(mine, np.ndarray):
                mine[(..., rows) if where is _Where.LAST else rows] = new
            else:
                raise TypeError(
                    f"{type(self).__name__}.{name}: a {type(mine).__name__} can't be written over"
                )

    def among(self, worlds: int, rows: Rows) -> Self:
        """Return a batch of ``worlds`` whose worlds ``rows`` are these; the others hold nothing but zeros.

        It raises TypeError for fields that are neither arrays nor shared.
        """
        other = object.__new__(type(self))
        for name, where in _fields(type(self)):
            value = getattr(self, name)
            if where in (_FIRST, _Where.LAST) and isinstance(value, np.ndarray):
                last = where is _Where.LAST
                shape = (*value.shape[:-1], worlds) if last else (worlds, *value.shape[1:])
                part, value = value, np.zeros_like(value, shape=shape)
                value[(..., rows) if last else rows] = part
            elif where is not _NOWHERE:
                raise TypeError(f"{type(self).__name__}.{name}: a {type(value).__name__} has no zeros")
            object.__setattr__(other, name, value)
        return other

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """Return the worlds of several, one after the other; what is shared is the first's."""
        other = object.__new__(cls)
        for name, where in _fields(cls):
            object.__setattr__(other, name, _joined([getattr(part, name) for part in parts], where))
        return other


def joined(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Return arrays end to end along the worlds, lying in memory as the first does."""
    first = arrays[0]
    out = np.empty_like(first, shape=(sum(len(a) for a in arrays), *first.shape[1:]))
    np.concatenate(arrays, out=out)
    return out


_FIELDS: dict[type[Batched], tuple[tuple[str, _Where], ...]] = {}
"""The fields of each class that was asked for them: asking takes longer than taking worlds."""


def _fields(cls: type[Batched]) -> tuple[tuple[str, _Where], ...]:
    """Return the names of a class's fields and where each has its worlds."""
    if cls not in _FIELDS:
        hints = get_type_hints(cls, include_extras=True).items()
        _FIELDS[cls] = tuple((name, _where(hint)) for name, hint in hints if get_origin(hint) is not ClassVar)
    return _FIELDS[cls]


def _where(hint: Any) -> _Where:
    said = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, _Where)]
    return said[0] if said else _Where.FIRST


def _taken(value: Any, where: _Where, rows: Rows) -> Any:
    """Return some worlds of a field's value."""
    if value is None or where is _Where.NOWHERE:
        return value
    if where is _Where.DROPPED:
        return None
    if isinstance(value, Batched):
        return value.take(rows)
    if isinstance(value, np.ndarray):
        return value.take(rows, axis=-1) if where is _Where.LAST else rows_of(value, rows)
    if isinstance(value, list | tuple):
        items = (value[i] for i in rows) if where is _Where.ITEMS else (_taken(v, where, rows) for v in value)
        return type(value)(items)
    if isinstance(value, dict):
        return {key: _taken(part, where, rows) for key, part in value.items()}
    raise TypeError(f"a {type(value).__name__} has no worlds: declare the field Shared or Dropped")


def rows_of(array: npt.NDArray[Any], rows: Rows) -> npt.NDArray[Any]:
    """Return some worlds of an array, lying in memory as the whole does: numpy's ``take`` is the quickest."""
    if array.ndim == 1 or array.flags.c_contiguous:
        return array.take(rows, axis=0)
    strides = array.strides
    order = sorted(range(array.ndim), key=strides.__getitem__, reverse=True)
    chosen: npt.NDArray[Any] = array.transpose(order).take(rows, axis=order.index(0))
    return chosen.transpose(sorted(range(array.ndim), key=order.__getitem__))


def _joined(values: Sequence[Any], where: _Where) -> Any:
    """Return a field's values of several batches as one."""
    first = values[0]
    if first is None or where is _Where.NOWHERE:
        return first
    if where is _Where.DROPPED:
        return None
    if isinstance(first, Batched):
        return type(first).join(values)
    if isinstance(first, np.ndarray):
        return np.concatenate(values, axis=-1) if where is _Where.LAST else joined(values)
    if where is _Where.ITEMS:
        return type(first)(item for value in values for item in value)
    raise TypeError(f"a {type(first).__name__} of several batches can't be joined")
