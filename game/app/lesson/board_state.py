"""What a lesson's screens show beside the lesson's own state: films, what is hidden, what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.app.lesson import reel
from game.app.lesson.boards import BoardRow
from game.app.lesson.reel import Clip
from game.classroom.lesson.values import Request
from game.classroom.live.lesson import Class
from game.classroom.session.steps import REVEALS, StepPhase

Row = Mapping[str, Any]
SHOWS_VOTES = frozenset(REVEALS)
DEALT_PER_SECOND = 25.0
"""Dots of a hundred that are dealt in a second, ten at a time."""

TALK_SECONDS = 90.0
"""For which a room talks: a judgement."""


class BoardState:
    """What is to be seen at the step where a lesson stands."""

    def __init__(self, given: Class) -> None:
        self.given = given
        self.first_votes = False
        """Whether the teacher shows the first votes before the second."""
        self.lines = False
        """Whether the lines that were written are shown."""
        self.proposals: dict[int, list[tuple[str, Request]]] = {}
        """Plans that the group proposed, by part, in words and as what is played."""
        self._result: tuple[tuple[int, int], Row] | None = None
        self.dealt = 0.0
        self.more_seconds = 0.0
        """What the teacher gave beyond the time that is suggested."""

    @property
    def document(self) -> Row:
        """The part's document; an empty one before the first and after the last."""
        return self.given.document or {}

    def result(self) -> Row:
        """Return what the part's votes come to; asked again only after a change."""
        part = self.given.step.part
        key = (part, self.given.version)
        if self._result is None or self._result[0] != key:
            self._result = (key, self.given.result(part))
        return self._result[1]

    def clips(self, tries: int) -> list[Clip]:
        """Return the films of this step in their order."""
        document, phase = self.document, self.given.step.phase
        if "level_document" not in document or document["kind"] == "play":
            return []
        if document["kind"] == "watch":
            return reel.watched(document, tries)
        if phase is StepPhase.ENDINGS:
            options = self.result()["options"]
            liked, best = reel.favourite(options), reel.best(document)
            return [*reel.endings(document, liked), *reel.same_luck(document, liked, best)]
        if phase is StepPhase.WHY and document["kind"] == "choose" and not document.get("opinion"):
            options = self.result()["options"]
            liked, best = reel.favourite(options), reel.best(document)
            return [clip for k in dict.fromkeys((liked, best)) for clip in reel.why(document, k)]
        return [reel.moment_of_part(document)]

    def answers(self) -> list[BoardRow]:
        """Return the options of a choice with all that may be shown of them now."""
        phase = self.given.step.phase
        words = self.given.words
        votes_shown = phase in SHOWS_VOTES or self.first_votes
        if not votes_shown:
            # While people vote the log belongs to them: no picture waits for it.
            return [BoardRow(words(option["say"])) for option in self.document["options"]]
        rows = self.result()["options"]
        values_shown = phase in REVEALS and phase is not StepPhase.VOTES
        return [
            BoardRow(
                say=words(row["say"]),
                votes=tuple(row["votes"]),
                value=row["value"] if values_shown else None,
                ci95=tuple(row["value_ci95"]) if values_shown and row["value_ci95"] else None,
                good=row["good"] if values_shown else None,
            )
            for row in rows
        ]

    def suggested(self) -> float | None:
        """Return the seconds that this vote or this talk is thought to need; nothing ends by itself."""
        phase = self.given.step.phase
        if phase is StepPhase.DISCUSS:
            return TALK_SECONDS + self.more_seconds
        own = self.document.get("seconds")
        return own + self.more_seconds if phase is StepPhase.VOTE and own else None

    def voters(self) -> int:
        """Return how many could vote: who has joined, or who has voted where nobody joins."""
        document, shown = self.document, self.given.step.phase in SHOWS_VOTES or self.first_votes
        voted = (
            self.result()["votes"] if shown and document.get("rounds") and document["kind"] != "read" else []
        )
        return max(self.given.joined, self.given.voted(), *(int(count) for count in voted))
