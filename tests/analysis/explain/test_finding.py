"""What a pass is told as: known at once, and the same once more is known."""

from dataclasses import replace

import pytest

from game.analysis.card.text import POWER, describe
from game.analysis.explain.facts import Facts, at_once, measure
from game.analysis.explain.finding import FindingKind, find, fooled
from game.analysis.explain.sentences import Words
from game.analysis.explain.shown import Shown
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass, Touch
from game.core.events import Kind
from game.core.plan import Plan
from tests.analysis.played_passes import FREE, STARE, played

LIE = Plan("push", "A", look="B", look_time=0.5, hips=-20.0, speed=11.0, delay=0.3)


@pytest.fixture(scope="module")
def stared() -> Pass:
    return played(STARE, 6)[0]


@pytest.fixture(scope="module")
def facts(stared: Pass) -> Facts:
    return measure(stared)


def test_what_is_known_at_once_is_what_playing_it_again_shows(stared: Pass, facts: Facts) -> None:
    first = at_once(stared)
    assert facts.same
    assert first.lane is not None
    assert facts.lane is not None
    assert (first.lane.margin == facts.lane.margin).all()
    for early, late in zip(first.watchers, facts.watchers, strict=True):
        assert (early.left, early.away, early.gap) == (late.left, late.away, late.gap)


def test_a_stare_is_read_and_the_eyes_are_named_once_heads_are_known(stared: Pass, facts: Facts) -> None:
    first, then = find(stared, at_once(stared)), find(stared, facts)
    assert (first.kind, str(first.words)) == (FindingKind.READ, "D1 read it")
    assert (then.kind, str(then.words)) == (FindingKind.READ, "D1 saw you look")
    assert str(then.todo) == "Look away, or tap"


def test_a_lie_that_works_is_called_that(stared: Pass) -> None:
    lied = played(LIE, 3)[0]
    assert lied.arrived
    assert str(find(lied, at_once(lied)).words) == "Fooled D1!"
    assert len(fooled(lied)) == 1
    (free,) = played(replace(LIE, speed=9.0), 3, level=FREE)
    assert free.arrived
    assert find(free, at_once(free)).kind is not FindingKind.FOOLED, "nobody was near enough to be fooled"
    assert fooled(stared) == [], "a pass that was cut out fooled nobody"


def test_a_pass_past_somebody_who_had_just_lunged_is_told_so() -> None:
    (free,) = played(replace(LIE, speed=9.0), 3, level=FREE, lunge_at=60)
    assert free.arrived
    assert [(lunge.step, lunge.player) for lunge in free.lunges] == [(60, 3)]
    told = find(free, at_once(free))
    assert (told.kind, str(told.words)) == (FindingKind.BEATEN, "Past D1's lunge")
    said = [str(s.said) for s in Words(free, at_once(free)).all() if s.about == "lunge"]
    assert len(said) == 1
    assert said[0].startswith("D1 lunged ")
    long_ago = replace(free, lunges=(replace(free.lunges[0], step=free.struck - 90),))
    assert find(long_ago, at_once(long_ago)).kind is not FindingKind.BEATEN


def test_other_ends_other_words(stared: Pass, facts: Facts) -> None:
    """The same pass with one measured thing another way."""
    lane = facts.lane
    assert lane is not None
    soft = replace(lane, suits=14.0, suited_margin=0.3)
    assert find(stared, replace(facts, lane=soft)).kind is FindingKind.TOO_SOFT
    (watcher,) = facts.watchers
    open_lane = replace(lane, margin=lane.margin * 0.0 + 0.2, closed=None, suits=9.0)
    slow = replace(facts, lane=open_lane, watchers=(replace(watcher, left=0.3, gap=2.0),))
    assert find(stared, slow).kind is FindingKind.OUTPLAYED
    assert find(stared, replace(facts, receiver=-1)).kind is FindingKind.NOBODY_THERE
    hard = replace(stared, outcome=Outcome.MISCONTROLLED, touch=Touch(Kind.MISCONTROL, 1, 11.0))
    assert find(hard, facts).kind is FindingKind.TOO_HARD
    assert find(replace(stared, outcome=Outcome.TACKLED), facts).kind is FindingKind.TACKLED


def test_the_card_praises_a_foot_only_for_what_the_moment_wanted(stared: Pass, facts: Facts) -> None:
    row = stared.strike.row(stared.row)
    shown = Shown(row, describe(row))
    praised = [line for line in shown.card.lines if line.good]
    assert praised
    assert not any(line.good for line in shown.lines), "nothing is known of its worth yet"
    assert [line.good for line in replace(shown, good=True).lines if line.good] == [True] * len(praised)
    lost = replace(shown, finding=find(stared, facts), good=False)
    assert not any(line.good for line in lost.lines)
    assert lost.headline == find(stared, facts).words
    soft = replace(shown, finding=replace(find(stared, facts), kind=FindingKind.TOO_SOFT))
    assert next(line for line in soft.lines if line.what is POWER).good is False
