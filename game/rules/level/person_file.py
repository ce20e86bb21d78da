"""A person's progress as one file: results, medals, passing and ghosts, to be taken to another machine.

Its checksum tells a file that was damaged, or changed by hand, from one that is whole. Taking a file in twice
changes nothing, and what is better here stays.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.rules.level.best_results import Best, best_of, load_results, merge_results, rows_of
from game.storage.files import TextError, home, listing, put, read_text
from game.storage.ghosts import Ghost, ghost_of, ghost_record, keep_ghost, kept_ghosts
from game.storage.passing_by_day import Counts, days_of, load_passing, put_passing
from game.storage.people import (
    COLOURS,
    LONGEST_NAME,
    HouseholdMember,
    keep_person,
    load_household,
    tidy_name,
)
from game.storage.records import LARGEST, GarbledError, as_object
from game.storage.season import KeptSeason, load_season, merge_season, record_of, season_of

FORMAT: Final = 1
KIND: Final = "backheel person"
SUFFIX: Final = ".backheel.json"
_FOLDER: Final = "saved"


class PersonFileError(ValueError):
    """A file that isn't a person's progress, in a line that says what was expected."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What a file holds."""

    person: HouseholdMember
    best: dict[str, Best]
    days: dict[str, Counts]
    ghosts: dict[str, Ghost]
    season: KeptSeason = field(default_factory=KeptSeason)
    """Days of the challenge and longer counts; nothing in a file of before there were any."""


class _Member(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    strength: int = Field(2, ge=1, le=5)
    steps: list[str] = []
    colour: str = COLOURS[0]
    aim: str = ""
    weight: str = ""
    offered: list[str] = []


def written(person: HouseholdMember) -> str:
    """Return everything that a person has kept, as the text of a file."""
    results = load_results(person.home)
    kept: dict[str, Any] = {
        "format": FORMAT,
        "kind": KIND,
        "person": {
            "name": person.name,
            "strength": person.strength,
            "steps": list(person.steps),
            "colour": person.colour,
            "aim": person.aim,
            "weight": person.weight,
            "offered": list(person.offered),
        },
        "levels": rows_of(results.best),
        "passing": {
            day: {key: list(pair) for key, pair in counts.items()}
            for day, counts in load_passing(person.home).items()
        },
        "season": record_of(load_season(person.home)),
        "ghosts": [ghost_record(key, ghost) for key, ghost in sorted(kept_ghosts(person.home).items())],
    }
    return json.dumps({**kept, "sha256": _sum(kept)}, indent=1) + "\n"


def understood(text: str) -> PersonFile:
    """Return what a file's text holds; raises :class:`PersonFileError`."""
    try:
        data = as_object(text)
    except GarbledError:
        raise PersonFileError("expected a person's progress as Backheel saves it (got no JSON)") from None
    if data.get("kind") != KIND:
        raise PersonFileError(f'kind: expected "{KIND}" (got something else)')
    if data.get("format") != FORMAT:
        raise PersonFileError(f"format: expected {FORMAT} (got: {data.get('format')!r:.40})")
    if data.pop("sha256", None) != _sum(data):
        raise PersonFileError("sha256: expected the sum of what stands in it (it was damaged or changed)")
    try:
        member = _Member.model_validate(data["person"])
        name = tidy_name(member.name)
        best = best_of(data["levels"])
        days = days_of({"format": 1, "days": data["passing"]})
        ghosts = dict(ghost_of(record) for record in data["ghosts"])
        season = season_of(data["season"]) if "season" in data else KeptSeason()
    except (KeyError, TypeError, ValidationError, GarbledError):
        raise PersonFileError("expected person, levels, passing and ghosts as Backheel saves them") from None
    if not name:
        raise PersonFileError("person.name: expected a name")
    person = HouseholdMember(
        name,
        member.strength,
        tuple(member.steps),
        member.colour if member.colour in COLOURS else COLOURS[0],
        member.aim,
        member.weight,
        tuple(member.offered),
    )
    return PersonFile(person, best, days, ghosts, season)


def read_person_file(path: Path, read: Callable[[Path, int], str] = read_text) -> PersonFile:
    """Return what a file holds; raises :class:`PersonFileError`, or OSError where it can't be read."""
    try:
        return understood(read(path, LARGEST))
    except TextError as error:
        raise PersonFileError(f"expected a person's progress as Backheel saves it ({error})") from None


def take_in(found: PersonFile, *, plays: bool = False) -> HouseholdMember:
    """Take in what a file holds; returns the person, new or the one of that name. Raises OSError.

    Of each level the better result stays, of each day the fuller one; steps that were done are done.
    """
    here = load_household().member(found.person.name)
    new = found.person
    if here is not None:
        new = replace(here, steps=(*here.steps, *new.steps), offered=(*here.offered, *new.offered))
    person = keep_person(new, here, plays=plays)
    before = load_results(person.home).best
    merge_results(person.home, found.best)
    put_passing(person.home, found.days)
    if found.season != KeptSeason():
        merge_season(person.home, found.season)
    known = kept_ghosts(person.home)
    for key, ghost in found.ghosts.items():
        better = key in found.best and found.best[key].beats(before.get(key))
        if better or key not in known:
            keep_ghost(person.home, key, ghost)
    return person


def save_person(person: HouseholdMember, day: str, path: Path | None = None) -> Path:
    """Write a person's file; returns where. Raises OSError.

    Where no ``path`` is given it goes into the folder for such files, ``day`` in its name.
    """
    file = path or _place_for(person, day)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = written(person)
    return put(file, lambda out: out.write(text.encode()))


def saved_folder() -> Path:
    """Return the folder for saved people; it needn't exist yet."""
    return home() / _FOLDER


def saved_files(folders: tuple[Path, ...]) -> list[Path]:
    """Return the files in some folders that are called as saved people are, the latest first."""
    found = [file for folder in folders for file in listing(folder, SUFFIX).files]
    return sorted(found, key=lambda file: (-_changed_at(file), file.name))


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _place_for(person: HouseholdMember, day: str) -> Path:
    """Return a name that says whose it is and of which day; another person's file is never written over."""
    letters = "".join(c if c.isalnum() else "-" for c in person.name).strip("-") or "player"
    stem, number = f"{letters} {day}", 1
    while True:
        again = "" if number == 1 else f" ({number})"
        file = saved_folder() / f"{stem}{again}{SUFFIX}"
        try:
            if not file.exists() or read_person_file(file).person.name == person.name:
                return file
        except (OSError, PersonFileError):
            pass
        number += 1


def _sum(data: dict[str, Any]) -> str:
    plain = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
