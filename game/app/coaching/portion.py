"""The longer count of which a level is a portion: taken up at its beginning, and kept at its end."""

from __future__ import annotations

from pathlib import Path

from game.app.i18n import _, say
from game.rules.level.best_results import result_key
from game.rules.level.objectives import Objective
from game.rules.level.sentence import SentenceObjective
from game.rules.level.shares import Shares
from game.storage.season import add_portion, load_season


class PortionKeeper:
    """What one play adds to a count that goes on from play to play."""

    def __init__(self) -> None:
        self._shares: Shares | None = None
        self._kept: dict[str, int] = {}
        self._where = (Path(), "")

    def begin(self, folder: Path, level: Path | str, objective: Objective) -> None:
        """Go on where the last play ended; ``folder`` is the person's."""
        sentence = isinstance(objective, SentenceObjective) and objective.shares.link.portion is not None
        self._shares = objective.shares if sentence and isinstance(objective, SentenceObjective) else None
        self._kept, self._where = {}, (folder, result_key(level))
        if self._shares is not None:
            self._shares.kept = load_season(folder).portions.get(self._where[1], {})

    def keep(self) -> str:
        """Keep what came off since; returns what is to be told where that can't be done."""
        if self._shares is None:
            return ""
        new = {kind: n - self._kept.get(kind, 0) for kind, n in self._shares.done.items()}
        if not any(new.values()):
            return ""
        try:
            add_portion(*self._where, new)
        except OSError as error:
            return _("The result can't be kept ({why}).", why=error.strerror or str(error))
        self._kept = dict(self._shares.done)
        return ""

    def words(self) -> str:
        """Return how far the longer count is; "" where there is none."""
        rows = self._shares.long_lines() if self._shares is not None else ()
        told = [_("{what}: {n} of {all}", what=say(row.label), n=row.value, all=row.goal) for row in rows]
        return "\n".join(line[:1].upper() + line[1:] for line in told)
