"""Nicknames that nobody has to read first: animals, no two alike in a room."""

import secrets
from collections.abc import Iterable

from game.storage.files import read_text
from game.storage.resources import resource_folder


class Names:
    """Draws a nickname nobody in the room has."""

    def __init__(self, language: str, taken: Iterable[str] = ()) -> None:
        file = resource_folder("assets") / "classroom" / f"animals.{language}.txt"
        self._all = read_text(file).split()
        self._taken = set(taken)

    def draw(self) -> str:
        """Return an animal; once all are taken, an animal with a number."""
        number = 1
        while True:
            known = [name if number == 1 else f"{name} {number}" for name in self._all]
            left = [name for name in known if name not in self._taken]
            if left:
                name = secrets.choice(left)
                self._taken.add(name)
                return name
            number += 1
