"""The replays that are kept: where they are, and what each is, without reading it whole."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.analysis.replay import format as file
from game.analysis.replay.format import ReplayError
from game.analysis.replay.register import date_in_name, folder, recorded
from game.core.state import STEP_SECONDS
from game.scenario.words import one_line, path_words
from game.storage.files import listing, open_regular

__all__ = ["Glance", "folder", "glance", "kept", "shelf"]


BROKEN_OFF = "broken off"
"""The problem of a recording that has no end."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A replay as a list shows it."""

    path: Path
    title: str
    kind: str
    created: str
    """``2026-11-21 18:05``."""
    seconds: float
    outcome: str
    problem: str = ""
    """Why it can't be watched, or not whole; empty where it can."""


def kept() -> list[Path]:
    """Return the replays in the folder, the newest first.

    Replays that were recorded here stay in the order of their recording, whatever the clock said then.
    """
    now = datetime.now()
    files = {path.name: path for path in listing(folder(), file.SUFFIX).files}
    order: list[tuple[datetime, int, str]] = []
    latest = datetime.min
    for place, name in enumerate(recorded(), 1):
        if name in files:
            latest = max(latest, min(date_in_name(name) or now, now))
            order.append((latest, place, name))
    others = files.keys() - {name for _, _, name in order}
    order += [(min(_date_of(files[name]), now), 0, name) for name in others]
    return [files[name] for _, _, name in sorted(order, reverse=True)]


def shelf() -> tuple[list[Glance], str]:
    """Return a row for everything in the folder that is called a replay, or why it can't be listed."""
    here = listing(folder(), file.SUFFIX)
    others = [
        Glance(path, path_words(path.stem), "", "", 0.0, "", one_line(f"got {why}"))
        for path, why in here.others
    ]
    return [*map(glance, kept()), *others], here.problem


def glance(path: Path) -> Glance:
    """Return what a file says of itself; one that says nothing is named by its file."""
    try:
        with open_regular(path) as source:
            header = file.read_header(source, path)
            steps, summary = file.skim(source)
    except ReplayError as error:
        words = str(error).removeprefix(f"{path_words(path)}: ")
        return Glance(path, path_words(path.stem), "", "", 0.0, "", words)
    except OSError as error:
        return Glance(path, path_words(path.stem), "", "", 0.0, "", one_line(error.strerror or str(error)))
    seconds = steps * STEP_SECONDS
    created = str(header["created"])[:16].replace("T", " ")
    outcome = str((summary or {}).get("outcome", ""))
    problem = "" if summary is not None else BROKEN_OFF
    return Glance(path, str(header["name"]), str(header["kind"]), created, seconds, outcome, problem)


def _date_of(path: Path) -> datetime:
    """Return when a replay was recorded, local time, as its name or its header says.

    Where neither does, it is long ago.
    """
    date = date_in_name(path.name)
    if date is not None:
        return date
    try:
        with open_regular(path) as source:
            created = datetime.fromisoformat(file.read_header(source, path)["created"])
        return created.astimezone().replace(tzinfo=None)
    except (ReplayError, OSError, ValueError, OverflowError):
        return datetime.min
