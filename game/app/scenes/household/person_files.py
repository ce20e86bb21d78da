"""A person's progress is saved to a file, and such a file is taken in."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import platformdirs

from game.app.i18n import N_, _
from game.app.scenes.menus.page import Page
from game.app.shell.context import Context, short_path
from game.app.widgets.focus_list import FocusItem
from game.rules.level.person_file import (
    PersonFileError,
    read_person_file,
    save_person,
    saved_files,
    saved_folder,
    take_in,
)


def save_to_file(context: Context) -> None:
    """Save whoever plays, and say where."""
    person = context.household.person
    if person is None:
        return
    context.passing.close()
    try:
        file = save_person(person, date.today().isoformat())
    except OSError as error:
        context.tell(_("It can't be saved ({why}).", why=error.strerror or str(error)))
        return
    context.tell(_("Saved: {file}", file=str(file)))
    context.trace.note("saved", file=str(file))


class DeletePage(Page):
    """A question: whether whoever plays goes, with all that is theirs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Delete this person"), self._rows)

    @property
    def _name(self) -> str:
        person = self.context.household.person
        return person.name if person is not None else ""

    def _rows(self) -> list[FocusItem]:
        gone = _("Results, medals, passing and ghosts go for good. Nobody else loses anything.")
        return [
            FocusItem(_("Keep {name}", name=self._name), self.context.pop, note=gone),
            FocusItem(_("Save to a file first"), self.context.nav.save_person, note=gone),
            FocusItem(_("Delete {name}", name=self._name), self._delete, note=gone),
        ]

    def _delete(self) -> None:
        context, name = self.context, self._name
        context.passing.close()
        told = context.forget_person()
        if told:
            context.tell(told)
            return
        context.trace.note("deleted", name=name)
        plays = self._name
        said = _("{name} is deleted.", name=name)
        context.nav.to_title()
        context.tell(_("{what} {name} plays now.", what=said, name=plays) if plays else said)


class LoadPage(Page):
    """The files that there are: in the game's folder, and where downloads go."""

    def __init__(self, context: Context) -> None:
        self.files = saved_files((saved_folder(), *_usual_folders()))
        super().__init__(context, N_("Load from a file"), self._rows)

    def _rows(self) -> list[FocusItem]:
        if not self.files:
            where = short_path(saved_folder())
            note = _("Put a file that was saved on another machine here: {folder}", folder=where)
            return [FocusItem(_("No files yet"), lambda: None, note=note)]
        return [
            FocusItem(file.name.split(".")[0], partial(self._load, file), note=short_path(file))
            for file in self.files
        ]

    def _load(self, file: Path) -> None:
        try:
            person = take_in(read_person_file(file))
        except PersonFileError:
            self.context.tell(
                _("The file {file} is damaged, or no saved player: nothing was taken in.", file=file.name)
            )
            return
        except OSError as error:
            self.context.tell(_("It can't be loaded ({why}).", why=error.strerror or str(error)))
            return
        self.context.meet()
        self.context.tell(_("{name} is here now, with everything from the file.", name=person.name))
        self.context.trace.note("loaded", file=str(file), name=person.name)
        self.context.pop()


def _usual_folders() -> tuple[Path, ...]:
    """Return where files land that come from elsewhere."""
    try:
        return (Path(platformdirs.user_downloads_dir()), Path(platformdirs.user_documents_dir()))
    except (OSError, RuntimeError, KeyError):
        return ()
