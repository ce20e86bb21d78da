"""The replays that are kept: where they are, and what each is, without reading it whole."""

from dataclasses import dataclass
from pathlib import Path

from game.analysis import replay_file as file
from game.analysis.replay_file import ReplayError
from game.core.state import STEP_SECONDS
from game.rules.progress import home
from game.scenario.words import path_words


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


def folder() -> Path:
    """Where replays are kept; it needn't exist yet."""
    return home() / "replays"


def kept() -> list[Path]:
    """The replays in the folder, the newest first."""
    try:
        files = [(entry.stat().st_mtime_ns, entry.name, entry) for entry in folder().glob(f"*{file.SUFFIX}")]
    except OSError:
        return []
    return [entry for _, _, entry in sorted(files, reverse=True)]


def glance(path: Path) -> Glance:
    """What a file says of itself; one that says nothing is named by its file."""
    try:
        with path.open("rb") as source:
            header = file.read_header(source, path)
            steps, summary = file.skim(source)
    except (ReplayError, OSError) as error:
        words = str(error).removeprefix(f"{path_words(path)}: ")
        return Glance(path, path_words(path.stem), "", "", 0.0, "", words)
    seconds = steps * STEP_SECONDS
    created = str(header["created"])[:16].replace("T", " ")
    outcome = str((summary or {}).get("outcome", ""))
    problem = "" if summary is not None else "broken off"
    return Glance(path, str(header["name"]), str(header["kind"]), created, seconds, outcome, problem)
