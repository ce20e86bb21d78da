"""The daily challenge being played: one try counts, more are practice."""

from __future__ import annotations

import base64
import hashlib

from game.app.coaching.day_streak import days_played, streak_words
from game.app.i18n import _
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.rules.level.daily import GOES, STRENGTH, Challenge
from game.storage.season import DayPlayed, keep_day


class DailyPlay(Play):
    """Today's level, the same for everybody."""

    fixed_strength = STRENGTH
    goes_on = False

    def __init__(self, context: Context, challenge: Challenge) -> None:
        self.challenge = challenge
        super().__init__(context, challenge.entry.path, challenge.level)
        self.source = None

    @property
    def title(self) -> str:
        """The day and the level's title."""
        return f"{self.challenge.day}: {_(self.level.title)}"

    @property
    def result_name(self) -> str:
        """Under what the day's result is kept."""
        return self.challenge.key

    @property
    def keeps_result(self) -> bool:
        """Only the first try of the day counts."""
        return self.challenge.day not in days_played(self.context.folder)

    def leave(self) -> None:
        """Go back to the list, to the day's challenge there."""
        self.context.nav.to_levels(self.challenge.key)

    def restart(self) -> None:
        """Begin again: a try that is given up was the day's all the same."""
        self._left()
        super().restart()

    def closed(self) -> None:
        """Take in that a try was left before its end."""
        self._left()
        super().closed()

    def _left(self) -> None:
        if self.session.progress.attempts and not self.session.done and self.keeps_result:
            self._keep("")

    def _finish(self) -> None:
        counts = self.keeps_result
        super()._finish()
        if counts:
            self._keep(self._line)

    def _keep(self, line: str) -> None:
        played = DayPlayed(self.session.progress.score, line)
        try:
            keep_day(self.context.folder, self.challenge.day, played)
        except OSError as error:
            why = error.strerror or str(error)
            self.context.notice = _("The result can't be kept ({why}).", why=why)

    @property
    def _line(self) -> str:
        """A line to share, with a checksum of how it was played."""
        day, score = self.challenge.day, self.session.progress.score
        said = f"{day} {score} {self.session.world.digest()}"
        code = base64.b32encode(hashlib.sha256(said.encode()).digest()).decode()[:5]
        return f"Backheel {day} · {score}/{GOES} · {_('strength')} {STRENGTH} · {code}"

    @property
    def shared(self) -> str:
        """The line to share, and how many days were played in a row."""
        if not self.session.done:
            return ""
        return "\n".join((self._line, streak_words(self.context.folder, self.challenge.day)))
