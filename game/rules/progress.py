"""A person's best results, in the platform's own folder for such things."""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import platformdirs

from game.mind.strength import STRENGTHS, USUAL_STRENGTH
from game.rules.objective import Progress
from game.scenario.catalogue import level_files

HOME_VARIABLE = "BACKHEEL_HOME"
"""Names another folder, for tests and for a stick that moves from machine to machine."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Best:
    """The best that was done at a level."""

    won: bool
    score: int
    goal: int | None
    seconds: float
    strength: int = USUAL_STRENGTH
    """Of the opponents' eyes, 1 to 5; as usual where there are none."""

    def beats(self, other: "Best | None") -> bool:
        """Won before not won; then against stronger opponents, the higher score, the shorter time.

        Of what isn't won the score counts more than the strength: one pass past a master is less than nine of
        ten past somebody fair.
        """
        return other is None or self._worth() > other._worth()

    def _worth(self) -> tuple[bool, int, int, float]:
        first, second = (self.strength, self.score) if self.won else (self.score, self.strength)
        return (self.won, first, second, -self.seconds)

    def words(self) -> str:
        """``won in 92.5 s`` or ``12 of 100``, and the strength where it isn't the usual one."""
        if self.won:
            said = f"won in {self.seconds:.1f} s"
        else:
            said = f"{self.score} of {self.goal}" if self.goal is not None else str(self.score)
        return said if self.strength == USUAL_STRENGTH else f"{said}, strength {self.strength}"


@dataclass(slots=True)
class Results:
    """What has been kept, and anything that a person should be told once."""

    best: dict[str, Best]
    notice: str | None = None


def home() -> Path:
    """The folder for results and settings; it needn't exist yet."""
    other = os.environ.get(HOME_VARIABLE)
    return Path(other) if other else Path(platformdirs.user_data_dir("backheel", appauthor=False))


def load_results() -> Results:
    """Everything kept so far. A file that can't be understood is moved aside, never overwritten."""
    file = home() / "progress.json"
    try:
        data = json.loads(file.read_bytes())
        return Results({str(name): _best(row) for name, row in _rows(data).items()})
    except FileNotFoundError:
        return Results({})
    except OSError as error:
        return Results({}, f"{file}: results can't be read ({error.strerror})")
    except (ValueError, KeyError, TypeError, RecursionError):
        return Results({}, _put_aside(file))


def result_key(level: Path | str) -> str:
    """Under what name a level's results are kept: its own among the game's, else one of its file's place.

    So that a person's own ``wall-drill.toml`` doesn't share the shipped level's results. A plain name is a
    key already.
    """
    if isinstance(level, str):
        return level
    file = level.resolve()
    if any(file == shipped.resolve() for shipped in level_files().values()):
        return file.stem
    return f"{file.stem}@{hashlib.sha256(os.fsencode(file)).hexdigest()[:12]}"


def record_result(level: Path | str, progress: Progress, strength: int = USUAL_STRENGTH) -> bool:
    """Keep a result that is the best so far; returns whether it is. Raises OSError if it can't be kept.

    ``level`` is a file, or the name of one of the game's own; ``strength`` that of the opponents' eyes.
    """
    key = result_key(level)
    new = Best(progress.won, progress.score, progress.goal, round(progress.seconds, 2), strength)
    results = load_results()
    if progress.goal is None or not (new.won or new.score) or not new.beats(results.best.get(key)):
        return False
    rows = {name: _row(best) for name, best in {**results.best, key: new}.items()}
    write_atomically(home() / "progress.json", json.dumps({"format": FORMAT, "levels": rows}, indent=1))
    return True


def write_atomically(file: Path, text: str) -> None:
    """All of the text or none of it: written beside the file, then put in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _rows(data: Any) -> dict[str, Any]:
    if data["format"] != FORMAT or not isinstance(data["levels"], dict):
        raise ValueError
    return dict(data["levels"])


def _best(row: Any) -> Best:
    goal, strength = row["goal"], int(row.get("strength", USUAL_STRENGTH))
    if strength not in STRENGTHS:
        raise ValueError
    won, score, seconds = bool(row["won"]), int(row["score"]), float(row["seconds"])
    return Best(won, score, None if goal is None else int(goal), seconds, strength)


def _row(best: Best) -> dict[str, Any]:
    return asdict(best)


def _put_aside(file: Path) -> str:
    """Move a broken file out of the way under a free name; the words to tell its owner."""
    for number in range(1, 1000):
        aside = file.with_name(f"progress.broken-{number}.json")
        if not aside.exists():
            try:
                file.replace(aside)
            except OSError:
                break
            return f"{file}: results couldn't be understood, kept as {aside.name}; starting afresh"
    return f"{file}: results couldn't be understood"
