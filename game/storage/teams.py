"""The household's teams: a name, a kit and the players' names each, kept for matches and cups."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.storage.files import home
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
LONGEST_NAME: Final = 24
LONGEST_PLAYER: Final = 14
"""Letters of a team's and of a player's name."""
PLAYERS: Final = 6
"""Players of a team, by shirt number from 1."""
MOST_TEAMS: Final = 60
_ASIDE: Final = "teams.broken.json"


@dataclass(frozen=True, slots=True)
class Team:
    """One of them."""

    key: str
    """What it is known by, whatever it is called."""
    name: str
    kit: str
    """A kit by its word: colours, and the shirt's pattern where it has another, as in ``red-hoops``."""
    players: tuple[str, ...] = ()
    """The players' names by shirt number; empty where one has none."""


class _TeamRow(BaseModel):
    """A team as it stands in the file; keys that a newer version knows stay where they are."""

    model_config = ConfigDict(strict=True, extra="ignore")

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    kit: Annotated[str, Field(pattern=r"^[\w-]{1,24}$")]
    players: list[Annotated[str, Field(max_length=LONGEST_PLAYER)]] = []


def teams_file() -> Path:
    """Return where the teams are kept; it needn't exist yet."""
    return home() / "teams.json"


def new_key() -> str:
    """Return what a new team is known by."""
    return secrets.token_hex(4)


def load_teams() -> tuple[tuple[Team, ...], str]:
    """Return every team by name, and the name under which a file that was no good is kept. Raises OSError."""
    try:
        kept = read_record(teams_file())
        found = [] if kept is None else _understood(kept)
        return tuple(sorted(found, key=lambda team: (team.name.casefold(), team.key))), ""
    except GarbledError:
        aside = update(teams_file(), lambda kept: None, check=_understood, first_aside=_ASIDE)
        return (), aside.name if aside is not None else ""


def keep_team(team: Team) -> None:
    """Keep a team, new or changed; what other windows keep stays. Raises OSError."""

    def keep(kept: Record | None) -> Record:
        data: dict[str, Any] = kept or {"format": FORMAT, "teams": []}
        new = {"key": team.key, "name": team.name, "kit": team.kit, "players": list(team.players)}
        rows = list(data["teams"])
        place = next((n for n, row in enumerate(rows) if _known_as(row, team.key)), None)
        if place is not None:
            rows[place] = {**rows[place], **new}
        elif len(rows) < MOST_TEAMS:
            rows.append(new)
        else:
            raise OSError(0, f"{MOST_TEAMS} teams are kept already")
        return {**data, "teams": rows}

    update(teams_file(), keep, check=_understood, first_aside=_ASIDE)


def drop_team(key: str) -> None:
    """Forget a team. Raises OSError."""

    def drop(kept: Record | None) -> Record | None:
        if kept is None:
            return None
        return {**kept, "teams": [row for row in kept["teams"] if not _known_as(row, key)]}

    update(teams_file(), drop, check=_understood, first_aside=_ASIDE)


def _known_as(row: Any, key: str) -> bool:
    return isinstance(row, dict) and row.get("key") == key


def _understood(data: Record) -> list[Team]:
    """Return the teams of a file; one that can't be understood is left out, and stays in the file."""
    rows: Any = data.get("teams")
    if data.get("format") != FORMAT or not isinstance(rows, list):
        raise GarbledError("expected teams")
    return [team for row in rows if (team := _team(row)) is not None]


def _team(row: Any) -> Team | None:
    try:
        found = _TeamRow.model_validate(row)
    except ValidationError:
        return None
    players = tuple(found.players[:PLAYERS])
    if not found.name.strip() or not all(name.isprintable() for name in (found.name, *players)):
        return None
    return Team(found.key, found.name, found.kit, players)
