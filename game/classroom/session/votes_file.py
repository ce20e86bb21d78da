"""Votes from a CSV file, one a row: part, round, voter, answer, seconds."""

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from game.classroom.session.room import Ballot
from game.scenario.errors import LevelError
from game.scenario.load import read_written
from game.scenario.words import did_you_mean, got, one_line, path_words

COLUMNS = ("part", "round", "voter", "answer", "seconds")
LARGEST = 50_000_000
"""Bytes."""
LONGEST_CELL = 2000


@dataclass(frozen=True, slots=True)
class VotesFile:
    """A file's votes in its own order, and a digest of its bytes."""

    ballots: tuple[Ballot, ...]
    digest: str


def read_votes(path: Path) -> VotesFile:
    """Return the votes of a file; raises LevelError where it can't be read.

    What a row says is not looked at here.
    """
    where = path_words(path)
    text = read_written(path, "a CSV", LARGEST)
    return VotesFile(tuple(_ballots(text, where)), hashlib.sha256(text.encode()).hexdigest())


def _ballots(text: str, where: str) -> list[Ballot]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    found: list[Ballot] = []
    try:
        head = [name.strip() for name in next(reader, [])]
        _check_head(head, where)
        for row in reader:
            if row and any(cell.strip() for cell in row):
                whole = not any(cell.strip() for cell in row[len(head) :])
                cells = dict(zip(head, row, strict=False)) if whole else {}
                found.append(_ballot(cells, reader.line_num))
    except csv.Error as error:
        raise LevelError(
            [f"{where}: line {reader.line_num}: expected CSV (got: {one_line(str(error))})"]
        ) from None
    return found


def _delimiter(text: str) -> str:
    """Return a comma; a tab, or the semicolon of some spreadsheets, where the head has no comma."""
    head = text.partition("\n")[0]
    return next((mark for mark in ",\t;" if mark in head), ",")


def _check_head(head: list[str], where: str) -> None:
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        near = did_you_mean(missing[0], [name for name in head if name not in COLUMNS])
        has = got(", ".join(head)) if any(head) else "an empty file"
        expected = f"the columns {', '.join(COLUMNS)}{near}"
        raise LevelError([f"{where}: {missing[0]}: expected {expected} (got {has})"])
    doubled = next((name for name in head if head.count(name) > 1), None)
    if doubled is not None:
        raise LevelError([f"{where}: {got(doubled)}: expected each column once (got {head.count(doubled)})"])


def _ballot(cells: dict[str, str], line: int) -> Ballot:
    """Return a row as it stands; one with other columns than the head says nothing."""
    said = {name: cells.get(name, "")[:LONGEST_CELL] for name in COLUMNS}
    return Ballot(said["part"], said["round"], said["voter"], said["answer"], said["seconds"], line=line)
