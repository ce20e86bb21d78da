"""A question's moment on the pitch: where everybody is when play stops, if nobody touches a key."""

from __future__ import annotations

from typing import Final

from game.app.snapshot import Seen, see
from game.rules.level.session import Session
from game.scenario.editing.draft import Draft, level_of, what_is_missing
from game.scenario.errors import LevelError

LONGEST: Final = 8.0
"""Seconds up to which a moment is shown: a later one would have to be waited for."""


class QuestionMoment:
    """The last moment that was looked at; a later one of the same draft goes on from it."""

    def __init__(self) -> None:
        self._draft: Draft | None = None
        self._session: Session | None = None

    def at(self, draft: Draft, seconds: float) -> Seen | None:
        """Return the moment; None where it is too late, or where the draft is no level yet."""
        if seconds > LONGEST or what_is_missing(draft):
            return None
        plain = {key: value for key, value in draft.items() if key != "freeze"}
        session = self._session
        if session is None or plain != self._draft or session.world.seconds > seconds + 1e-9:
            try:
                session = Session(level_of(plain, "level"))
            except LevelError:
                return None
            self._draft, self._session = plain, session
        while session.world.seconds < seconds - 1e-9 and not session.done and not session.set_ups:
            session.advance({})
        return see(session.world)
