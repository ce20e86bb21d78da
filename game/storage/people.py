"""The people of a household who play here: a name each, their opponents' strength, what they have done."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.storage.files import home
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
LONGEST_NAME: Final = 14
"""Letters of a name."""
MOST_PEOPLE: Final = 40
_ASIDE: Final = "people.broken.json"


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody who plays here."""

    name: str
    strength: int = 2
    """Of this person's opponents, 1 to 5."""
    steps: tuple[str, ...] = ()
    """Names of the first steps that were done, or left as good enough."""


@dataclass(frozen=True, slots=True)
class Household:
    """Everybody who plays here."""

    people: tuple[HouseholdMember, ...] = ()
    current: str = ""
    """The name of who plays now."""
    notice: str = ""
    """Where the file could not be understood: what it is kept as."""

    @property
    def person(self) -> HouseholdMember | None:
        """Member who plays now; None before anybody gave a name."""
        return next((p for p in self.people if p.name == self.current), None)


class _MemberRow(BaseModel):
    """A person as they stand in the file; keys that a newer version knows stay where they are."""

    model_config = ConfigDict(strict=True, extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    strength: Annotated[int, Field(ge=1, le=5)] = 2
    steps: list[str] = []

    def person(self) -> HouseholdMember:
        return HouseholdMember(self.name, self.strength, tuple(self.steps))


def people_file() -> Path:
    """Return where the people are kept; it needn't exist yet."""
    return home() / "people.json"


def load_household() -> Household:
    """Everybody kept so far; a file that can't be understood is moved aside. Raises OSError."""
    try:
        return _understood(read_record(people_file()))
    except GarbledError:
        aside = update(people_file(), lambda kept: None, check=_understood, first_aside=_ASIDE)
        return Household(notice=aside.name if aside is not None else "")


def keep_person(person: HouseholdMember) -> None:
    """Keep somebody, new or changed, who plays from now on; what other windows keep stays. Raises OSError."""

    def keep(kept: Record | None) -> Record:
        data = kept or {"format": FORMAT, "people": []}
        new = {"name": person.name, "strength": person.strength, "steps": list(person.steps)}
        rows = [row for row in data["people"] if isinstance(row, dict)]
        if any(row.get("name") == person.name for row in rows):
            rows = [{**row, **new} if row.get("name") == person.name else row for row in rows]
        else:
            rows = [*rows, new][-MOST_PEOPLE:]
        return {**data, "people": rows, "current": person.name}

    update(people_file(), keep, check=_understood, first_aside=_ASIDE)


def step_done(person: HouseholdMember, step: str) -> HouseholdMember:
    """Return the same person with one of the first steps behind them."""
    return person if step in person.steps else replace(person, steps=(*person.steps, step))


def tidy_name(text: str) -> str:
    """A name as it is kept: no control characters, no spaces at its ends, not too long.

    >>> tidy_name("  Ada  Lovelace of London ")
    'Ada Lovelace o'
    """
    letters = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(letters.split())[:LONGEST_NAME].rstrip()


def _understood(data: Record | None) -> Household:
    """The people whom a file holds; a row that can't be understood is left out."""
    if data is None:
        return Household()
    rows: Any = data.get("people")
    if data.get("format") != FORMAT or not isinstance(rows, list):
        raise GarbledError("expected people")
    people = [person for row in rows if (person := _person(row)) is not None]
    current = data.get("current")
    return Household(tuple(people), current if isinstance(current, str) else "")


def _person(row: Any) -> HouseholdMember | None:
    try:
        return _MemberRow.model_validate(row).person()
    except ValidationError:
        return None
