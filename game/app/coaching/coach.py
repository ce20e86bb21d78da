"""The coach beside a game: keeps the passes, looks into each in the background, and answers in the pause."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.analysis.explain.explanation import Explanation
from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.from_here import FromHere, moment_of
from game.app.coaching.strike_card import CornerCard
from game.app.i18n import _, say
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem
from game.core.events import Events, Strike
from game.rules.common.playable import Playable
from game.storage.workers import shared_pool

WARMS_AT = 60
"""Step at which the workers wake up: after the first pictures, and before anybody has a question."""


class Coach:
    """Give it every step and every frame."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.card: CornerCard | None = None
        """Where the words about a person's pass go by themselves; None: they wait to be asked."""
        self.pass_log = PassLog()
        self.job: ExplanationJob | None = None
        self.insists = False
        """Whether somebody needs a hint: a question then goes on, whatever is played meanwhile."""
        self._playable: Playable | None = None
        self._outlived: ExplanationJob | None = None
        """About a pass before the last one, kept for a hint."""
        self._grown = False
        """Whether more is known than was told."""
        self.refined: Callable[[Explanation], None] = lambda explanation: None
        """Told when more is known of the last pass."""
        self._now: FromHere | None = None
        """What is asked about where it stands, before anybody asks."""

    def observe(self, playable: Playable, events: Sequence[Events]) -> Pass | None:
        """Take in a step; returns the pass that ended with it, if one did."""
        self._playable = playable
        self._forget_now()
        struck = any(isinstance(event, Strike) for event in events)
        if self.card is None or struck:
            self._call_off()  # it goes on, and nobody asks any more
        if playable.world.step == WARMS_AT:
            shared_pool().warm()
        ended = self.pass_log.observe(playable, events)
        if ended is not None and ended.person and self.card is not None:
            self._call_off()
            if self._outlived is None or _settled(self._outlived):
                self.job = ExplanationJob(ended, shared_pool())
        return ended

    @property
    def found(self) -> Explanation | None:
        """What was found out last about a pass once every change was tried; None before."""
        for job in (self.job, self._outlived):
            if job is not None and job.ranked:
                return job.explanation
        return None

    def insist(self, wanted: bool) -> None:
        """Let a question go on after the next strike, as a hint is wanted; or no longer."""
        self.insists = wanted
        if not wanted and self._outlived is not None:
            self._outlived.cancel()
            self._outlived = None

    def give_way(self, now: float) -> None:
        """Let the card go: the next strike is on its way."""
        if self.card is not None:
            self.card.give_way(now)

    def poll(self) -> None:
        """Take in what the workers have found out."""
        if self._now is not None and not self._now.question.done:
            self._now.question.poll()
        if self.job is not None and not self.job.done:
            self._grown |= self.job.poll()
        late = self._outlived
        if late is not None and not _settled(late):
            late.poll()
            if late.ranked:
                late.cancel()  # enough for a hint: the workers go on with the next pass

    def update(self) -> None:
        """Take in the answers and tell the card, which waits while play stands still."""
        self.poll()
        job = self.job
        if job is None or not self._grown:
            return
        self._grown = False
        if job.explanation is not None and self.card is not None:
            self.card.tell(job.explanation)
            self.refined(job.explanation)
            if job.done:
                self.context.trace.note(
                    "explained",
                    number=job.played.number,
                    headline=say(job.explanation.headline),
                    said=[say(s.said) for s in job.explanation.sentences],
                    verdict=say(job.explanation.verdict()),
                )

    def forget(self) -> None:
        """Begin again: nothing was played yet."""
        self._playable = None
        self._forget_now()
        self.insist(False)
        self._call_off()
        self.pass_log = PassLog()

    def closed(self) -> None:
        """Let go of every question: play was left for good."""
        self.insist(False)
        self._call_off()
        self._forget_now()

    def entries(self) -> list[FocusItem]:
        """Return what a pause menu offers: why the last pass ended so, and passes from here."""
        self._forget_now()
        last, now, entries = self.pass_log.last, self._moment(), []
        if last is not None and self._known is None:
            self._call_off()
            self.job = ExplanationJob(last, shared_pool())  # for they may ask
        if now is not None:
            self._now = FromHere.of(now, shared_pool())  # this too
            entries = [FocusItem(_("What now?"), self.what_now)]
        if last is None:
            return entries
        return [
            FocusItem(_("Last pass: why?"), self.why),
            FocusItem(_("What if?"), self.what_if),
            FocusItem(_("What would have worked?"), self.hint),
            *entries,
        ]

    def _moment(self) -> Snapshot | None:
        """Return where a pass could begin: one of a person's side has the ball; None elsewhere."""
        if self._playable is None or not self._playable.people:
            return None
        now, squad = moment_of(self._playable), self._playable.world.squad
        ours = {int(squad.team[player]) for player in self._playable.people.values()}
        return now if now is not None and int(squad.team[now.passer]) in ours else None

    def what_now(self) -> None:
        """Open which passes would arrive from where it stands."""
        if self._now is not None:
            self.context.nav.what_now(self._now)

    def _forget_now(self) -> None:
        if self._now is not None:
            self._now.question.cancel()
            self._now = None

    def why(self) -> None:
        """Open the explanation of the last pass."""
        if self.pass_log.last is not None:
            self.context.nav.why(list(self.pass_log.passes), self._known)

    def what_if(self) -> None:
        """Open the last pass with one thing done another way."""
        last: Pass | None = self.pass_log.last
        if last is not None:
            self.context.nav.what_if(last, self._known)

    def hint(self) -> None:
        """Tell from where the last pass began which other passes arrive, and how often."""
        last: Pass | None = self.pass_log.last
        if last is not None:
            self.context.nav.other_passes(last, self._known)

    @property
    def _known(self) -> ExplanationJob | None:
        """What was found out about the last pass, or is being found out."""
        job = self.job
        return job if job is not None and job.played is self.pass_log.last else None

    def _call_off(self) -> None:
        self._grown = False
        job, self.job = self.job, None
        if job is None:
            return
        late = self._outlived
        if not (self.insists and (job.ranked or late is None or late.failed)):
            job.cancel()
            return
        if late is not None:
            late.cancel()
        self._outlived = job
        if job.ranked:
            job.cancel()


def _settled(job: ExplanationJob) -> bool:
    """Return whether a question has told enough for a hint, or never will."""
    return job.ranked or job.done
