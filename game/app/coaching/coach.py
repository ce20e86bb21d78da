"""The coach beside a bout: keeps the passes, looks into each in the background, and answers in the pause."""

from __future__ import annotations

from collections.abc import Sequence

from game.analysis.explain.job import Inquiry
from game.analysis.passes.pass_log import Pass, Tape
from game.analysis.passes.snapshot import Moment
from game.analysis.whatif.from_here import FromHere, moment_of
from game.analysis.workers import shared_pool
from game.app.coaching.strike_card import CornerCard
from game.app.i18n import _
from game.app.shell.context import Desk
from game.app.widgets.focus_list import Entry
from game.core.events import Events, Strike
from game.rules.common.playable import Bout

WARMS_AT = 60
"""Step at which the workers wake up: after the first pictures, and before anybody has a question."""


class Coach:
    """Give it every step and every frame."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.card: CornerCard | None = None
        """Where the words about a person's pass go by themselves; None: they wait to be asked."""
        self.tape = Tape()
        self.inquiry: Inquiry | None = None
        self._bout: Bout | None = None
        self._grown = False
        """Whether more is known than was told."""
        self._now: FromHere | None = None
        """What is asked about where it stands, before anybody asks."""

    def note(self, bout: Bout, events: Sequence[Events]) -> None:
        """Take in a step."""
        self._bout = bout
        self._forget_now()
        struck = any(isinstance(event, Strike) for event in events)
        if self.card is None or struck:
            self._call_off()  # it goes on, and nobody asks any more
        if bout.world.step == WARMS_AT:
            shared_pool().warm()
        ended = self.tape.note(bout, events)
        if ended is not None and ended.person and self.card is not None:
            self._call_off()
            self.inquiry = Inquiry(ended, shared_pool())

    def poll(self) -> None:
        """Take in what the workers have found out."""
        if self._now is not None and not self._now.question.done:
            self._now.question.poll()
        if self.inquiry is not None and not self.inquiry.done:
            self._grown |= self.inquiry.poll()

    def update(self) -> None:
        """The same, and tell the card; which waits while play stands still."""
        self.poll()
        inquiry = self.inquiry
        if inquiry is None or not self._grown:
            return
        self._grown = False
        if inquiry.explanation is not None and self.card is not None:
            self.card.tell(inquiry.explanation)
            if inquiry.done:
                self.desk.trace.note(
                    "explained",
                    number=inquiry.played.number,
                    headline=inquiry.explanation.headline,
                    said=[s.said for s in inquiry.explanation.sentences],
                    verdict=inquiry.explanation.verdict(),
                )

    def forget(self) -> None:
        """A new beginning: nothing was played yet."""
        self._bout = None
        self._forget_now()
        self._call_off()
        self.tape = Tape()

    def closed(self) -> None:
        """Left for good."""
        self._call_off()
        self._forget_now()

    def entries(self) -> list[Entry]:
        """What a pause menu offers: after a pass why it ended so; passes from here if one's side has it."""
        self._forget_now()
        last, now, entries = self.tape.last, self._moment(), []
        if last is not None and self._known is None:
            self._call_off()
            self.inquiry = Inquiry(last, shared_pool())  # for he may ask
        if now is not None:
            self._now = FromHere.of(now, shared_pool())  # this too
            entries = [Entry(_("What now?"), self.what_now)]
        if last is None:
            return entries
        return [
            Entry(_("Last pass: why?"), self.why),
            Entry(_("What if?"), self.what_if),
            Entry(_("What would have worked?"), self.hint),
            *entries,
        ]

    def _moment(self) -> Moment | None:
        """Where a pass could begin: one of a person's side has the ball; None elsewhere."""
        if self._bout is None or not self._bout.people:
            return None
        now, squad = moment_of(self._bout), self._bout.world.squad
        ours = {int(squad.team[player]) for player in self._bout.people.values()}
        return now if now is not None and int(squad.team[now.passer]) in ours else None

    def what_now(self) -> None:
        """From where it stands: which passes would arrive."""
        if self._now is not None:
            self.desk.nav.what_now(self._now)

    def _forget_now(self) -> None:
        if self._now is not None:
            self._now.question.cancel()
            self._now = None

    def why(self) -> None:
        """The last pass explained."""
        if self.tape.last is not None:
            self.desk.nav.why(list(self.tape.passes), self._known)

    def what_if(self) -> None:
        """The last pass, one thing done another way."""
        last: Pass | None = self.tape.last
        if last is not None:
            self.desk.nav.what_if(last, self._known)

    def hint(self) -> None:
        """From where the last pass began: which other passes arrive, and how often."""
        last: Pass | None = self.tape.last
        if last is not None:
            self.desk.nav.other_passes(last, self._known)

    @property
    def _known(self) -> Inquiry | None:
        """What was found out about the last pass, or is being found out."""
        inquiry = self.inquiry
        return inquiry if inquiry is not None and inquiry.played is self.tape.last else None

    def _call_off(self) -> None:
        self._grown = False
        if self.inquiry is not None:
            self.inquiry.cancel()
            self.inquiry = None
