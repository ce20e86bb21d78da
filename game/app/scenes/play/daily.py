"""The daily challenge being played: one try counts, more are practice."""

from __future__ import annotations

import base64
import hashlib

from game.app.i18n import _
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.rules.level.best_results import load_results
from game.rules.level.daily import GOES, STRENGTH, Challenge


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
        return self.challenge.key not in load_results(self.context.folder).best

    @property
    def shared(self) -> str:
        """A line to share, with a checksum of how it was played."""
        if not self.session.done:
            return ""
        day, score = self.challenge.day, self.session.progress.score
        said = f"{day} {score} {self.session.world.digest()}"
        code = base64.b32encode(hashlib.sha256(said.encode()).digest()).decode()[:5]
        return f"Backheel {day} · {score}/{GOES} · {_('strength')} {STRENGTH} · {code}"
