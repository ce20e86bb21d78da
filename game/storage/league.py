"""The league table of a household: what each name has won and how its passes did, match by match."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.storage.files import home
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
_ASIDE: Final = "league.broken.json"
_Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Standing:
    """One name's row, or what one match adds to it."""

    name: str
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0
    passes: int = 0
    """Passes that this person struck."""
    completed: int = 0
    """Those of them that a team-mate brought under control."""
    fooled: int = 0
    """Those that got there because a defender believed in something else."""
    scored: int = 0
    """Goals that this person struck."""

    @property
    def played(self) -> int:
        """Matches in all."""
        return self.won + self.drawn + self.lost

    @property
    def points(self) -> int:
        """Three for a match that was won, one for a draw."""
        return 3 * self.won + self.drawn

    def plus(self, other: "Standing") -> "Standing":
        """Return the sum of two rows of one name.

        >>> Standing("Tess", won=1, completed=9).plus(Standing("Tess", lost=1, completed=4)).completed
        13
        """
        counts = [f.name for f in fields(Standing) if f.name != "name"]
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in counts})


class _StandingRow(BaseModel):
    """A row as it stands in the file."""

    model_config = ConfigDict(strict=True, extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=24)]
    won: _Count = 0
    drawn: _Count = 0
    lost: _Count = 0
    goals_for: _Count = 0
    goals_against: _Count = 0
    passes: _Count = 0
    completed: _Count = 0
    fooled: _Count = 0
    scored: _Count = 0


def _league_file() -> Path:
    return home() / "league.json"


def load_league() -> tuple[tuple[Standing, ...], str]:
    """Return the table, the best first, and the name under which a file that was no good is kept.

    Raises OSError.
    """
    try:
        kept = read_record(_league_file())
        return _table([] if kept is None else _understood(kept)), ""
    except GarbledError:
        aside = update(_league_file(), lambda kept: None, check=_understood, first_aside=_ASIDE)
        return (), aside.name if aside is not None else ""


def add_to_league(rows: Sequence[Standing]) -> None:
    """Add what a match gave to everybody's row; what other windows keep stays. Raises OSError."""

    def add(kept: Record | None) -> Record:
        data: dict[str, Any] = dict(kept or {"format": FORMAT, "people": []})
        people = [dict(row) if isinstance(row, dict) else row for row in data["people"]]
        for new in rows:
            place = next((n for n, row in enumerate(people) if _standing(row, new.name)), None)
            if place is None:
                people.append(asdict(new))
            else:
                before = _standing(people[place], new.name) or Standing(new.name)
                people[place] = {**people[place], **asdict(before.plus(new))}
        return {**data, "people": people}

    update(_league_file(), add, check=_understood, first_aside=_ASIDE)


def rename_in_league(old: str, new: str) -> None:
    """Let a row go on under another name; where that has one too, both become one. Raises OSError."""

    def rename(kept: Record | None) -> Record | None:
        found = (
            None if kept is None else next((r for r in map(_standing, kept["people"]) if _is(r, old)), None)
        )
        if kept is None or found is None:
            return None
        rows = [row for row in kept["people"] if _standing(row, old) is None]
        moved = replace(found, name=new)
        place = next((n for n, row in enumerate(rows) if _standing(row, new)), None)
        if place is None:
            rows.append(asdict(moved))
        else:
            before = _standing(rows[place], new) or Standing(new)
            rows[place] = {**rows[place], **asdict(before.plus(moved))}
        return {**kept, "people": rows}

    update(_league_file(), rename, check=_understood, first_aside=_ASIDE)


def delete_from_league(name: str) -> None:
    """Take somebody's row out of the table; what others have stays. Raises OSError."""

    def delete(kept: Record | None) -> Record | None:
        if kept is None:
            return None
        return {**kept, "people": [row for row in kept["people"] if not _is(_standing(row), name)]}

    update(_league_file(), delete, check=_understood, first_aside=_ASIDE)


def _is(row: Standing | None, name: str) -> bool:
    return row is not None and row.name == name


def _table(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    """Sort by points, then by goals, then by name."""
    key = [(-r.points, r.goals_against - r.goals_for, -r.goals_for, r.name.casefold()) for r in rows]
    return tuple(rows[n] for n in sorted(range(len(rows)), key=key.__getitem__))


def _understood(data: Record) -> list[Standing]:
    """Return the rows of a file; one that can't be understood is left out, and stays in the file."""
    people: Any = data.get("people")
    if data.get("format") != FORMAT or not isinstance(people, list):
        raise GarbledError("expected a league table")
    return [row for one in people if (row := _standing(one)) is not None]


def _standing(row: Any, name: str | None = None) -> Standing | None:
    """Return a row of the file as a standing; None where it is none, or another name's."""
    try:
        found = Standing(**_StandingRow.model_validate(row).model_dump())
    except ValidationError:
        return None
    return found if name in (None, found.name) else None
