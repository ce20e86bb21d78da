"""The hint for whoever gets nowhere: what would have turned a lost pass, or the level's own way."""

from typing import Final

from game.analysis.explain.explanation import WORTH_NAMING, Explanation
from game.app.i18n import _, say
from game.rules.level.session import Session
from game.scenario.plays import StepTable

HINT_AFTER: Final = 5
"""Lost tries in a row after which a hint is given."""


class LevelHint:
    """One play's hint: it falls due after some losses in a row, and stands until a try comes off."""

    def __init__(self) -> None:
        self.words = ""
        self._due = False
        self._failures = 0

    def count(self, failures: int) -> None:
        """Take in how many tries in a row were lost."""
        self._failures = failures
        self._due = failures > 0 and (self._due or failures % HINT_AFTER == 0)
        if failures == 0:
            self.words = ""

    def found(self, found: Explanation | None, session: Session, sentence: str) -> bool:
        """Take in what the what-if engine found; return whether there is a hint to tell now.

        Where it has found nothing by the next loss, the level's own way is told, or its ``sentence``.
        """
        if not self._due:
            return False
        what = found_hint(found)
        if not what and self._failures % HINT_AFTER != 0:
            what = own_way(session) or sentence
        if what:
            self._due, self.words = False, _("Hint: {what}", what=what)
        return bool(what)


def found_hint(found: Explanation | None) -> str:
    """Return what would have helped a lost pass; "" where that isn't known, or nothing would have."""
    if found is None or found.played.arrived:
        return ""
    helps = found.turn is not None or any(cause.gain >= WORTH_NAMING for cause in found.causes)
    return say(found.verdict()) if helps else ""


def own_way(session: Session) -> str:
    """Return the level's own way, step after step, as it is in this go.

    Empty where its file tells none, or only to pass to the one who may have it.
    """
    called = session.objective.called
    steps = [step for step in session.played.sound if step.called in (None, called)]
    plan = steps[0].pass_ if len(steps) == 1 else None
    plain = plan is not None and plan.technique == "push" and plan.look is None
    if plain and len(session.objective.receivers()) == 1:
        return ""
    return " ".join(dict.fromkeys(word for word in map(_told, steps) if word))


def _told(step: StepTable) -> str:
    """Return one step as a coach would call it."""
    if step.pass_ is not None and isinstance(step.pass_.target, str):
        who, look = step.pass_.target, step.pass_.look
        if step.pass_.technique == "backheel":
            return _("Heel it to {who}.", who=who)
        if look == "away":
            return _("Look away and pass to {who}.", who=who)
        if isinstance(look, str) and look not in ("target", who):
            return _("Look at {other} and pass to {who}.", other=look, who=who)
        return _("Pass to {who}.", who=who)
    if step.shield is not None:
        return _("Shield the ball.")
    if isinstance(step.fake, str):
        return _("Show a pass to {who} and stop the kick.", who=step.fake)
    if step.read is not None:
        return _("Wait, then go for the ball.")
    if isinstance(step.cover, str):
        return _("Stay between the ball and {who}.", who=step.cover)
    return _("Look around.") if step.look is not None else ""
