"""The people of a household who play here: a name and a colour each, what they chose, what they have done.

What one of them reaches is kept in a folder of that person's own. The first person's is the home itself:
what was kept before anybody gave a name is theirs.
"""

import hashlib
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.storage.files import home
from game.storage.records import GarbledError, Record, changed_only, read_record, update

FORMAT: Final = 1
LONGEST_NAME: Final = 14
"""Letters of a name."""
MOST_PEOPLE: Final = 200
COLOURS: Final = ("gold", "red", "orange", "green", "teal", "blue", "purple", "pink")
"""What a person's colour may be."""
_ASIDE: Final = "people.broken.json"
_FOLDERS: Final = "people"
_GONE: Final = "gone-"
OF_ONE_PERSON: Final = ("progress.json", "season.json", "passing", "ghosts")
"""Files and folders in a person's folder that are that person's own."""
_FOLDER: Final = r"^([0-9a-f]{12})?$"


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody who plays here."""

    name: str
    strength: int = 2
    """Of this person's opponents, 1 to 5."""
    steps: tuple[str, ...] = ()
    """Names of the first steps that were done, or left as good enough."""
    colour: str = COLOURS[0]
    aim: str = ""
    weight: str = ""
    """How aim and weight are helped, as in the settings; empty where this person hasn't chosen yet."""
    offered: tuple[str, ...] = ()
    """What this person was offered already, and isn't asked again."""
    folder: str = ""
    """Name of the folder of this person's results; empty for the first person's, which is the home."""

    @property
    def home(self) -> Path:
        """The folder in which this person's results are kept; it needn't exist yet."""
        return home() / _FOLDERS / self.folder if self.folder else home()


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
        return self.member(self.current)

    def member(self, name: str) -> HouseholdMember | None:
        """Return the member of this name, if there is one."""
        return next((p for p in self.people if p.name == name), None)

    def playing(self, person: HouseholdMember) -> "Household":
        """Return the household in which somebody, new or changed, plays now."""
        others = tuple(p for p in self.people if p.name != person.name)
        return replace(self, people=(*others, person), current=person.name)


class _MemberRow(BaseModel):
    """A person as they stand in the file; keys that a newer version knows stay where they are."""

    model_config = ConfigDict(strict=True, extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    strength: Annotated[int, Field(ge=1, le=5)] = 2
    steps: list[str] = []
    colour: str = COLOURS[0]
    aim: str = ""
    weight: str = ""
    offered: list[str] = []

    def person(self, folder: str) -> HouseholdMember:
        colour = self.colour if self.colour in COLOURS else COLOURS[0]
        steps, offered = tuple(self.steps), tuple(self.offered)
        return HouseholdMember(
            self.name, self.strength, steps, colour, self.aim, self.weight, offered, folder
        )


class TooManyPeopleError(OSError):
    """More people than are kept."""

    def __init__(self) -> None:
        super().__init__(f"{MOST_PEOPLE} people are kept already")
        self.strerror = f"{MOST_PEOPLE} people are kept already"


def people_file() -> Path:
    """Return where the people are kept; it needn't exist yet."""
    return home() / "people.json"


def load_household() -> Household:
    """Return everybody kept so far; a file that can't be understood is moved aside. Raises OSError."""
    try:
        return _understood(read_record(people_file()))
    except GarbledError:
        aside = update(people_file(), lambda kept: None, check=_understood, first_aside=_ASIDE)
        return Household(notice=aside.name if aside is not None else "")


def folder_of_player() -> Path:
    """Return the folder of whoever played last; the home where nobody has a name. Never raises OSError."""
    try:
        person = _understood(read_record(people_file())).person
    except (OSError, GarbledError):
        person = None
    return home() if person is None else person.home


def keep_person(
    person: HouseholdMember, before: HouseholdMember | None = None, *, plays: bool = True
) -> HouseholdMember:
    """Keep somebody, new or changed; returns them with the folder that is theirs. Raises OSError.

    Only what differs from ``before`` is written, and what other windows keep stays: a step that was done
    in one of them isn't undone by another. ``plays``: whether they play from now on.
    """
    kept_as = person

    def keep(kept: Record | None) -> Record:
        nonlocal kept_as
        data = kept or {"format": FORMAT, "people": []}
        rows: list[Any] = list(data["people"])
        place = next((n for n, row in enumerate(rows) if _called(row, person.name)), None)
        if place is None:
            if before is not None and not plays and rows:
                return data  # another window has deleted them meanwhile
            if len(rows) >= MOST_PEOPLE:
                raise TooManyPeopleError
            kept_as = replace(person, folder=_free_folder(rows, person.name))
            rows.append(_row_of(kept_as))
        else:
            old = rows[place]
            folder = _folder_of(old, person.name, place)
            was = {} if before is None else _row_of(before)
            row = changed_only(old, was, _row_of(person)) | {"folder": folder}
            for name, new in (("steps", person.steps), ("offered", person.offered)):
                known = old.get(name)
                row[name] = list(dict.fromkeys([*(known if isinstance(known, list) else ()), *new]))
            rows[place] = row
            kept_as = _person(row, place) or replace(person, folder=folder)
        return {**data, "people": rows, **({"current": person.name} if plays else {})}

    update(people_file(), keep, check=_understood, first_aside=_ASIDE)
    return kept_as


def rename_person(old: str, new: str) -> bool:
    """Call somebody by another name; returns whether that was done: not where that name is taken.

    Results stay where they are. Raises OSError.
    """
    done = False

    def rename(kept: Record | None) -> Record | None:
        nonlocal done
        if kept is None or any(_called(row, new) for row in kept["people"]):
            return None
        rows: list[Any] = list(kept["people"])
        for place, row in enumerate(rows):
            if _called(row, old):
                rows[place] = {**row, "name": new, "folder": _folder_of(row, old, place)}
                done = True
        return {**kept, "people": rows, "current": new if kept.get("current") == old else kept.get("current")}

    update(people_file(), rename, check=_understood, first_aside=_ASIDE)
    return done


def delete_person(name: str) -> bool:
    """Take somebody out for good, with all that is theirs; returns whether they were there. Raises OSError.

    Everybody else keeps what they have. Another plays now, where it was the one who is gone.
    """
    gone: Path | None = None

    def delete(kept: Record | None) -> Record | None:
        nonlocal gone
        rows: list[Any] = [] if kept is None else list(kept["people"])
        place = next((n for n, row in enumerate(rows) if _called(row, name)), None)
        if kept is None or place is None:
            return None
        # A folder that a row doesn't name would be another one once somebody before it is gone.
        named = [
            {**row, "folder": _folder_of(row, str(row.get("name")), n)} if isinstance(row, dict) else row
            for n, row in enumerate(rows)
        ]
        row = named.pop(place)
        gone = _put_aside(row["folder"])
        left = [str(one["name"]) for one in named if isinstance(one, dict) and "name" in one]
        current = kept.get("current")
        return {
            **kept,
            "people": named,
            "current": (left[-1] if left else "") if current == name else current,
        }

    try:
        update(people_file(), delete, check=_understood, first_aside=_ASIDE)
    except OSError:
        if gone is not None:
            _put_back(gone)
        raise
    if gone is None:
        return False
    shutil.rmtree(gone, ignore_errors=True)
    return True


def _put_aside(folder: str) -> Path:
    """Move what is one person's into a folder that nobody reads; returns which."""
    here = home() / _FOLDERS / folder if folder else home()
    (home() / _FOLDERS).mkdir(parents=True, exist_ok=True)
    gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=home() / _FOLDERS))
    (gone / "from").write_text(folder, encoding="utf-8")
    for name in OF_ONE_PERSON:
        if (here / name).exists():
            (here / name).rename(gone / name)
    return gone


def _put_back(gone: Path) -> None:
    folder = (gone / "from").read_text(encoding="utf-8")
    here = home() / _FOLDERS / folder if folder else home()
    for name in OF_ONE_PERSON:
        if (gone / name).exists():
            (gone / name).rename(here / name)
    shutil.rmtree(gone, ignore_errors=True)


def _row_of(person: HouseholdMember) -> Record:
    return {
        "name": person.name,
        "strength": person.strength,
        "steps": list(person.steps),
        "colour": person.colour,
        "aim": person.aim,
        "weight": person.weight,
        "offered": list(person.offered),
        "folder": person.folder,
    }


def _called(row: Any, name: str) -> bool:
    return isinstance(row, dict) and row.get("name") == name


def _folder_of(row: Record, name: str, place: int) -> str:
    """Return the folder of a row; where none is named, the first person's is the home."""
    known = row.get("folder")
    if isinstance(known, str) and known and re.match(_FOLDER, known):
        return known
    return "" if place == 0 else usual_folder(name)


def _free_folder(rows: list[Any], name: str) -> str:
    """Return a folder for somebody new: nobody else's, though somebody may have had this name before."""
    taken = {_folder_of(row, str(row.get("name")), n) for n, row in enumerate(rows) if isinstance(row, dict)}
    if not rows:
        return ""
    names = (name, *(f"{name} {number}" for number in range(2, MOST_PEOPLE + 3)))
    return next(folder for folder in map(usual_folder, names) if folder not in taken)


def usual_folder(name: str) -> str:
    """Return the name of the folder of anybody but the first person, where none was chosen before."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def step_done(person: HouseholdMember, step: str) -> HouseholdMember:
    """Return the same person with one of the first steps behind them."""
    return person if step in person.steps else replace(person, steps=(*person.steps, step))


def tidy_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a name as it is kept: no control characters, no spaces at its ends, not too long.

    >>> tidy_name("  Ada  Lovelace of London ")
    'Ada Lovelace o'
    """
    letters = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(letters.split())[:longest].rstrip()


def _understood(data: Record | None) -> Household:
    """Return the people whom a file holds; a row that can't be understood is left out."""
    if data is None:
        return Household()
    rows: Any = data.get("people")
    if data.get("format") != FORMAT or not isinstance(rows, list):
        raise GarbledError("expected people")
    people = [person for place, row in enumerate(rows) if (person := _person(row, place)) is not None]
    current = data.get("current")
    return Household(tuple(people), current if isinstance(current, str) else "")


def _person(row: Any, place: int) -> HouseholdMember | None:
    try:
        found = _MemberRow.model_validate(row)
    except ValidationError:
        return None
    return found.person(_folder_of(row, found.name, place))
