"""Best results are kept for a person in the platform's own folder for such things."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.mind.traits.strength import STRENGTHS, USUAL_STRENGTH
from game.rules.level.grading import GRADES
from game.rules.level.objective_base import Progress, outcome_words
from game.scenario.level_paths import level_files
from game.storage.people import folder_of_player
from game.storage.records import GarbledError, Record, read_record, set_aside, update

FORMAT: Final = 1
WAIT: Final = 5.0
"""Seconds for which a result waits while other windows keep theirs."""
_MOST_COUNT: Final = 1_000_000_000
_LONGEST: Final = 1e9


@dataclass(frozen=True, slots=True)
class Best:
    """The best that was done at a level."""

    won: bool
    score: int
    goal: int | None
    seconds: float
    strength: int = USUAL_STRENGTH
    """Strength of the opponents' eyes, 1 to 5; the usual where there are no opponents."""
    grade: str | None = None
    """``done``, ``good`` or ``masterly``; None where it isn't won or the level has no grades."""
    medals: dict[str, str] = field(default_factory=dict)
    """The best grade against each strength, by its number: kept whatever play was the best."""

    @property
    def medal(self) -> str | None:
        """The best grade of all."""
        return max((self.grade or "", *self.medals.values()), key=_rank) or None

    def beats(self, other: "Best | None") -> bool:
        """Return whether a result is better than another.

        Won comes before not won; then against stronger opponents, then the higher score, then the shorter
        time. Of what isn't won the score counts more than the strength: one pass past a master is less than
        nine of ten past somebody fair.
        """
        return other is None or self._worth() > other._worth()

    def _worth(self) -> tuple[bool, int, int, int, float]:
        first, second = (self.strength, self.score) if self.won else (self.score, self.strength)
        return (self.won, first, _rank(self.grade), second, -self.seconds)

    def words(self) -> str:
        """Return ``won in 92.5 s`` or ``12 of 100``, and the strength where it isn't the usual one."""
        said = outcome_words(self.won, self.score, self.goal, self.seconds)
        return said if self.strength == USUAL_STRENGTH else f"{said}, strength {self.strength}"


_Grade: TypeAlias = Literal["done", "good", "masterly"]


class _Row(BaseModel):
    """A best result as it stands in the file; keys that a newer version knows stay where they are."""

    model_config = ConfigDict(strict=True, extra="ignore")

    won: bool
    score: Annotated[int, Field(ge=0, le=_MOST_COUNT)]
    goal: Annotated[int, Field(ge=0, le=_MOST_COUNT)] | None
    seconds: Annotated[float, Field(ge=0.0, le=_LONGEST, allow_inf_nan=False)]
    strength: Annotated[int, Field(ge=min(STRENGTHS), le=max(STRENGTHS))] = USUAL_STRENGTH
    grade: _Grade | None = None
    medals: dict[str, _Grade] = Field(default_factory=dict)

    def best(self) -> Best:
        medals: dict[str, str] = {**self.medals}
        return Best(self.won, self.score, self.goal, self.seconds, self.strength, self.grade, medals)


def _rank(grade: str | None) -> int:
    return GRADES.index(grade) + 1 if grade in GRADES else 0


@dataclass(slots=True)
class Results:
    """All that has been kept, and anything that a person should be told once."""

    best: dict[str, Best]
    notice: str | None = None
    unreadable: bool = False
    """Whether there are results that can't be read: nothing is kept until they can."""


def results_file(folder: Path | None = None) -> Path:
    """Return the file in which a person's results are kept; it needn't exist yet.

    ``folder``: the person's; that of whoever played last where none is given.
    """
    return (folder or folder_of_player()) / "progress.json"


def load_results(folder: Path | None = None) -> Results:
    """Return everything that a person has kept so far.

    What can't be understood is kept under another name, never overwritten; rows that can be are used on.
    """
    file = results_file(folder)
    try:
        best, broken = _understood(read_record(file))
        return _mended(file) if broken else Results(best)
    except GarbledError:
        return _mended(file)
    except OSError as error:
        why = error.strerror or str(error)
        return Results({}, f"{file}: results can't be read ({why}); none are kept until they can", True)


def result_key(level: Path | str) -> str:
    """Return the name under which a level's results are kept.

    It is the level's own among the game's, else one of its file's place, so that a person's own
    ``wall-drill.toml`` doesn't share the shipped level's results. A plain name is a key already.
    """
    if isinstance(level, str):
        return level
    file = level.resolve()
    if any(file == shipped.resolve() for shipped in level_files().values()):
        return file.stem
    return f"{file.stem}@{hashlib.sha256(os.fsencode(file)).hexdigest()[:12]}"


def record_result(
    level: Path | str, progress: Progress, strength: int = USUAL_STRENGTH, folder: Path | None = None
) -> bool:
    """Keep a result that is the best so far; returns whether it is. Raises OSError if it can't be kept.

    ``level`` is a file, or the name of one of the game's own; ``strength`` that of the opponents' eyes;
    ``folder`` the person's, that of whoever played last where none is given. What other windows keep at the
    same moment is kept too.
    """
    folder = folder or folder_of_player()
    key = result_key(level)
    seconds, grade = round(progress.seconds, 2), progress.grade
    medals = {str(strength): grade} if grade is not None else {}
    new = Best(progress.won, progress.score, progress.goal, seconds, strength, grade, medals)
    if progress.goal is None or not (new.won or new.score):
        return False
    best = load_results(folder).best  # moves aside what can't be understood
    before_it = best.get(key)
    if not new.beats(before_it) and not _earns(new, before_it):
        return False
    is_best = False

    def keep(kept: Record | None) -> Record:
        nonlocal is_best
        data = kept or {"format": FORMAT, "levels": {}}
        before = data["levels"].get(key, {})
        known = _best(before) if before else None
        is_best = new.beats(known)
        row = {**before, **asdict(new)} if is_best else {**before}
        row["medals"] = _together(new.medals, known.medals if known is not None else {})
        return {**data, "levels": {**data["levels"], key: row}}

    def check(kept: Record) -> None:
        _understood(kept)
        if key in kept["levels"] and _best(kept["levels"][key]) is None:
            raise GarbledError(key)

    update(results_file(folder), keep, check=check, wait=WAIT)
    return is_best


def merge_results(folder: Path, found: Mapping[str, Best]) -> None:
    """Take in results that were kept elsewhere: the better one of each level stays, and every medal.

    Raises OSError.
    """
    load_results(folder)  # moves aside what can't be understood

    def keep(kept: Record | None) -> Record:
        data = kept or {"format": FORMAT, "levels": {}}
        levels = dict(data["levels"])
        for key, new in found.items():
            before = levels.get(key, {})
            known = _best(before) if before else None
            row = {**before, **asdict(new)} if new.beats(known) else {**before}
            row["medals"] = _together(new.medals, known.medals if known is not None else {})
            levels[key] = row
        return {**data, "levels": levels}

    update(results_file(folder), keep, check=_understood, wait=WAIT)


def rows_of(best: Mapping[str, Best]) -> dict[str, Any]:
    """Return results as they stand in a file."""
    return {key: asdict(one) for key, one in best.items()}


def best_of(rows: Any) -> dict[str, Best]:
    """Return the results that such rows hold; raises :class:`GarbledError` where one can't be understood."""
    best, broken = _understood({"format": FORMAT, "levels": rows})
    if broken:
        raise GarbledError("expected results")
    return best


def _earns(new: Best, known: Best | None) -> bool:
    """Return whether a play earned a better medal than was earned against that strength."""
    kept = known.medals if known is not None else {}
    return any(_rank(grade) > _rank(kept.get(against)) for against, grade in new.medals.items())


def _together(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Return the better medal against each strength."""
    return {
        against: max((one.get(against), other.get(against)), key=_rank) or ""
        for against in sorted({*one, *other})
    }


def _understood(data: Record | None) -> tuple[dict[str, Best], bool]:
    """Return the results that a file holds, and whether there are rows that can't be understood."""
    if data is None:
        return {}, False
    if data.get("format") != FORMAT or not isinstance(data.get("levels"), dict):
        raise GarbledError("expected results")
    rows = {str(name): _best(row) for name, row in data["levels"].items()}
    good = {name: best for name, best in rows.items() if best is not None}
    return good, len(good) < len(rows)


def _best(row: Any) -> Best | None:
    try:
        return _Row.model_validate(row).best()
    except ValidationError:
        return None


def _mended(file: Path) -> Results:
    """Keep the whole broken file under another name, and only its sound rows under its own."""
    aside = ""

    def mend(kept: Record | None) -> Record | None:
        nonlocal aside
        if kept is None or not _understood(kept)[1]:
            return None  # another window has been here
        aside = set_aside(file).name
        return {**kept, "levels": {key: row for key, row in kept["levels"].items() if _best(row) is not None}}

    try:
        whole = update(file, mend, check=_understood)
        best, _ = _understood(read_record(file))
    except (OSError, GarbledError):
        return Results({}, f"{file}: results couldn't be understood; none are kept until they can", True)
    if whole is not None:
        told = f"results couldn't be understood, kept as {whole.name}; starting afresh"
    else:
        told = f"some results couldn't be understood; all are kept as {aside}"
    return Results(best, f"{file}: {told}" if whole or aside else None)
