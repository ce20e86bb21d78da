"""Pictures kept for the next time: bounded by the memory that they take, not by how many there are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

import pygame

P = ParamSpec("P")
T = TypeVar("T")


class PictureStore(Generic[T]):
    """Pictures by key, those used last. A value is a picture or a tuple that has pictures in it."""

    def __init__(self, megabytes: float, least: int = 8) -> None:
        """Begin; ``least`` of them stay however large they are: what one screen shows is made once."""
        self.most_bytes, self.least = round(megabytes * 1e6), least
        self.bytes = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> T | None:
        """Return what is kept under a key, used now; None where there is nothing."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, value: T) -> T:
        """Keep something under a key that has nothing yet; what was used longest ago goes for it."""
        self._kept[key] = value
        self.bytes += _bytes(value)
        while self.bytes > self.most_bytes and len(self._kept) > self.least:
            self.bytes -= _bytes(self._kept.popitem(last=False)[1])
        return value


def kept(megabytes: float, least: int = 8) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function makes, for the same arguments; see :class:`PictureStore`."""

    def around(make: Callable[P, T]) -> Callable[P, T]:
        store: PictureStore[T] = PictureStore(megabytes, least)

        @wraps(make)
        def get(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(kwargs.items())) if kwargs else args
            found = store.get(key)
            return store.put(key, make(*args, **kwargs)) if found is None else found

        return get

    return around


def _bytes(value: object) -> int:
    """Return the memory of the pictures in a value."""
    if isinstance(value, pygame.Surface):
        return value.get_pitch() * value.get_height()
    return sum(map(_bytes, value)) if isinstance(value, tuple) else 0
