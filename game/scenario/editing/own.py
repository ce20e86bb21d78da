"""A person's own levels are files in a folder of their own, beside the results."""

import tomllib
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from game.scenario.catalogue import LevelEntry
from game.scenario.composed import composed
from game.scenario.editing.draft import Draft
from game.scenario.editing.toml_text import written
from game.scenario.errors import LevelError
from game.scenario.level_paths import own_folder
from game.scenario.load import load_level, parse_level, read_written
from game.scenario.words import path_words
from game.storage.files import home, listing, read_text, write_atomically
from game.storage.locks import locked

LONGEST_NAME: Final = 40
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{n}{k}" for n in ("com", "lpt") for k in range(10))}
)
"""Names that a file can't have on Windows."""
_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def own_levels() -> tuple[tuple[LevelEntry, ...], tuple[str, ...]]:
    """Return the levels of one's own by title, and a line for each file that isn't one."""
    found = listing(own_folder(), ".toml")
    entries, faults = (
        [],
        [f"{path_words(path)}: expected a level file (got {why})" for path, why in found.others],
    )
    if found.problem:
        faults.append(f"{path_words(own_folder())}: expected a folder with levels (got: {found.problem})")
    for path in found.files:
        try:
            level = load_level(path)
        except LevelError as error:
            faults.append(error.short)
        else:
            entries.append(LevelEntry(path.stem, path, level.title, level.teaches, level))
    return tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.name))), tuple(faults)


def file_name(title: str) -> str:
    """Return a title as the name of a file.

    >>> file_name("Über den Flügel!"), file_name("???"), file_name("Con")
    ('ueber-den-fluegel', 'level', 'con-level')
    """
    plain = unicodedata.normalize("NFKD", title.translate(_SPELT)).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    name = "-".join(words)[:LONGEST_NAME].strip("-") or "level"
    return f"{name}-level" if name in _RESERVED else name


def free_file(title: str) -> Path:
    """Return a path in the folder of one's own levels that no file has yet."""
    name, number = file_name(title), 1
    while (file := own_folder() / f"{name}{'' if number == 1 else f'-{number}'}.toml").exists():
        number += 1
    return file


@dataclass(frozen=True, slots=True)
class LevelFile:
    """The file that a draft is kept in, and what it is known to say."""

    path: Path | None = None
    """None: it has no file yet, or comes from one that isn't one's own."""
    opened: str = ""
    """Its text as it was found: comments and order are taken from here."""
    known: str = ""

    @classmethod
    def of(cls, path: Path) -> "LevelFile":
        """Return the file at a path; one that isn't in the own folder is only copied from.

        Raises :class:`LevelError` where it can't be read.
        """
        text = read_written(path, "a level")
        own = path.resolve().parent == own_folder().resolve()
        return cls(path if own else None, text, text)

    def save(self, draft: Draft) -> "LevelFile":
        """Write a draft, whole; under another name where the file was changed meanwhile. Raises OSError."""
        path = self.path or free_file(str(draft.get("title", "")))
        text = written(draft, self.opened)
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            if self.path is not None and _now(path) not in (None, self.known):
                path = free_file(path.stem)
            write_atomically(path, text)
        return replace(self, path=path, opened=self.opened or text, known=text)


def _now(path: Path) -> str | None:
    """Return what a file says, or None where there is none that can be read."""
    try:
        return read_text(path)
    except (OSError, ValueError):
        return None


def delete_own(path: Path) -> Path:
    """Put a level of one's own away; returns where it stays, beside the others. Raises OSError."""
    number = 1
    while (away := path.with_name(f"{path.name}.away{'' if number == 1 else number}")).exists():
        number += 1
    return path.replace(away)


def keep_aside(draft: Draft, before: str) -> None:
    """Keep a draft that nobody saved, for when the editor is opened next. Raises OSError."""
    write_atomically(_aside(), written(draft, before))


def take_aside() -> Draft | None:
    """Return the draft that was kept aside, and keep it no more; None where there is none that is a level."""
    file = _aside()
    try:
        text = read_text(file)
        draft = tomllib.loads(text)
        parse_level(draft, path_words(file))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):  # no text, no TOML, no level: it stays where it is
        return None
    file.unlink(missing_ok=True)
    return dict(composed(draft))


def _aside() -> Path:
    return home() / "unsaved-level.toml"
