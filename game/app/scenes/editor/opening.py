"""What the editor begins with: an empty pitch, or a file that was there."""

from __future__ import annotations

from pathlib import Path

from game.app.i18n import _
from game.app.shell.context import Context
from game.scenario.composed import composed
from game.scenario.editing.draft import Draft, empty_pitch
from game.scenario.editing.own import LevelFile, take_aside
from game.scenario.level_paths import level_files
from game.scenario.load import parse_level, read_toml
from game.scenario.words import path_words


def left_unsaved(context: Context) -> Draft | None:
    """Return the level that was in the editor when the program ended, or None."""
    left = take_aside()
    if left is not None:
        context.tell(_("This is the level that wasn't saved last time."))
    return left


def new_draft() -> Draft:
    """Return an empty pitch."""
    return empty_pitch(_("My level"), _("What do you learn here?"))


def opened(path: Path) -> tuple[Draft, LevelFile]:
    """Return the draft of a file, and the file to keep it in; raises LevelError where it is no level."""
    raw = read_toml(path)
    parse_level(raw, path_words(path))
    draft, file = dict(composed(raw)), LevelFile.of(path)
    if path in level_files().values():
        # A copy, in the words in which it was read.
        draft["title"] = _("{title} (mine)", title=_(draft["title"]))
        draft["teaches"] = _(draft["teaches"])
    return draft, file
