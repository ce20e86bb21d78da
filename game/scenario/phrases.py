"""Phrases are sentences as templates with values, which the app translates and shows.

Rules and analysis say what happened without knowing the language on the screen. They return phrases; the app
looks the template up in the chosen language and then fills it in. ``str`` of a phrase is its English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.core.state import Squad

UNNAMED = ("Red", "Blue")
"""Names of the sides that have none of their own."""


@dataclass(frozen=True, slots=True)
class Name:
    """A player's name. On a side without a name of its own, it is shown by what that side wears."""

    text: str
    side: int | None = None
    """Number of the side, 0 red and 1 blue; None where the side or the player has a name of its own."""
    number: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template, what fills its ``{places}``, and what its translation depends on."""

    text: str
    filling: Mapping[str, object] = field(default_factory=dict)
    """What fills the template's places: numbers, names, or phrases, which are translated in their turn."""
    many: str = ""
    """The template for more than one of ``n``, or "" where there is none."""
    n: int = 1
    context: str = ""
    """A word that tells two translations of one English text apart, or ""."""

    def __str__(self) -> str:
        text = self.many if self.many and self.n != 1 else self.text
        if not self.filling:
            return text
        return text.format(**{key: _english(value) for key, value in self.filling.items()})

    def __bool__(self) -> bool:
        return bool(self.text)


SILENCE = Phrase("")
"""The phrase that says nothing."""


def phrase(text: str, /, **values: object) -> Phrase:
    """Return a sentence to translate.

    >>> str(phrase("{who} has it after {s:.1f} s.", who="A", s=0.52))
    'A has it after 0.5 s.'
    """
    return Phrase(text, values)


def phrase_n(one: str, many: str, n: int, /, **values: object) -> Phrase:
    """Return a sentence whose form depends on a number, which ``{n}`` stands for.

    >>> str(phrase_n("{n} pass", "{n} passes", 2))
    '2 passes'
    """
    return Phrase(one, {"n": n, **values}, many, n)


def phrase_in(context: str, text: str, /, **values: object) -> Phrase:
    """Return a sentence that means one thing here and another thing elsewhere."""
    return Phrase(text, values, context=context)


def names_of(squad: Squad) -> tuple[Name, ...]:
    """Return everybody's name, by player number."""
    return tuple(
        name_from(identity, name, bool(squad.called))
        for identity, name in zip(squad.ids, squad.names, strict=True)
    )


def name_of(squad: Squad, value: object) -> Name | None:
    """Return the name of the player with this id; None where it is nobody's."""
    return names_of(squad)[squad.ids.index(value)] if value in squad.ids else None


def name_from(identity: str, name: str, numbered: bool = True) -> Name:
    """Return a player's name; the id of a ``numbered`` player is a side's letter and a number (``B5``).

    >>> name_from("B5", "Blue 5").side, name_from("B5", "Owls 5").side
    (1, None)
    """
    number = identity[1:]
    for side, own in enumerate(UNNAMED):
        if numbered and identity[:1] == own[0] and name == f"{own} {number}":
            return Name(name, side, number)
    return Name(name)


def _english(value: object) -> object:
    return str(value) if isinstance(value, Phrase | Name) else value
