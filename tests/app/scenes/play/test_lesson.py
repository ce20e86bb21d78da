"""A level's lesson beside play: which keys it needs, who may receive, and what to change."""

from dataclasses import replace

import pytest

from game.analysis.explain.explanation import Cause, explain
from game.analysis.explain.facts import at_once
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.factors import Change
from game.app.coaching.level_hint import HINT_AFTER
from game.app.coaching.level_keys import FAKE, HEEL, LOOK, PASS, POINT, RUN, SHIELD, needs_of
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.scenario.catalogue import catalogue
from game.scenario.level_paths import find
from game.scenario.load import load_level
from tests.analysis.played_passes import STARE, played
from tests.app.drive import Drive


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("first-run", {RUN}),
        ("first-heel", {POINT, HEEL}),
        ("no-look", {POINT, PASS, LOOK}),
        ("fake-and-go", {POINT, PASS, FAKE}),
        ("dont-stare", {POINT, PASS, LOOK}),
        ("back-to-goal", {POINT, HEEL}),
    ],
)
def test_the_keys_are_those_that_the_lesson_needs(name: str, needs: set[object]) -> None:
    assert set(needs_of(load_level(find(name)), name)) == needs


def test_every_level_says_which_keys_it_needs() -> None:
    for entry in catalogue():
        needs = needs_of(load_level(entry.path), entry.name)
        assert 1 <= len(needs) <= 5, entry.name
    assert SHIELD in needs_of(load_level(find("shield")), "shield")


def test_the_one_to_pass_to_has_a_ring_and_a_failure_says_what_to_change(
    context: Context, drive: Drive
) -> None:
    play = Play(context, find("no-look"))
    context.home(play)
    drive(0.1)
    squad = play.session.world.squad
    assert play.session.objective.receivers() == {squad.ids.index("A")}
    (lost,) = played(STARE, 4)
    why = explain(lost, at_once(lost), STARE)
    play.refined(why)
    assert play.advice == "", "nothing is known of it yet"
    cause = Cause("speed", 0.5, Change("speed", 12.0, replace(STARE, speed=12.0)), 0.6, (0.5, 0.7), 40)
    play.refined(replace(why, causes=(cause,)))
    assert play.advice == "Next time: Hit it harder (12 m/s)"
    play.restart()
    assert play.advice == ""


def test_who_fails_again_and_again_gets_a_hint_though_nothing_was_found_out(context: Context) -> None:
    play = Play(context, find("back-to-goal"))
    context.home(play)
    for _ in range(HINT_AFTER):
        play._count_failures(good=False)
        play._give_hint()
    assert play.hint.words == "", "the workers have until the next loss"
    play._count_failures(good=False)
    play._give_hint()
    assert play.hint.words == "Hint: Heel it to A."
    play._count_failures(good=True)
    assert play.hint.words == ""


class SlowJob:
    """A question that is answered when its time has come."""

    def __init__(self, played: Pass, pool: object) -> None:
        self.played, self.explanation = played, explain(played, at_once(played), STARE)
        self.ranked = self.done = self.called_off = False
        self.failed = ""

    def poll(self) -> bool:
        return False

    def cancel(self) -> None:
        self.called_off = True


def test_a_hint_that_is_wanted_outlives_the_next_strikes(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.app.coaching.coach.ExplanationJob", SlowJob)
    passes = played(STARE, 4)
    coach = Play(context, find("no-look")).coach
    for insists in (False, True):
        coach.insist(insists)
        coach.job = first = SlowJob(passes[0], None)  # type: ignore[assignment]
        coach._call_off()  # the next strike
        assert first.called_off is not insists
    coach.poll()
    assert coach.found is None
    first.ranked = True
    assert coach.found is first.explanation
    coach.insist(False)
    assert first.called_off
    assert coach.found is None
