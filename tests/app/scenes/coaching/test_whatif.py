"""The panel and the explanation as they are driven: keys, pad and mouse come as the same presses."""

import time
from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.engine import Row, Worlds
from game.analysis.whatif.factors import FACTORS, Change
from game.analysis.whatif.from_here import FromHere, moment_of
from game.app.coaching.coach import Coach
from game.app.i18n import speak
from game.app.input.buttons import Buttons, Frame, Press
from game.app.main import one_frame
from game.app.scenes.coaching.explanation import Why
from game.app.scenes.coaching.options_now import WhatNow
from game.app.scenes.coaching.panel_text import WHOLE, unanswered
from game.app.scenes.coaching.whatif import WhatIf
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.rules.level.session import Session
from game.scenario.level_paths import level_files
from game.scenario.load import parse_level
from game.storage import workers
from game.storage.workers import shared_pool
from tests.analysis.played_passes import LEVEL, STARE, played

PATIENCE = 120.0
"""Seconds after which something is broken, on however busy a machine."""


@pytest.fixture(scope="module")
def one() -> Iterator[Pass]:
    yield played()[0]
    shared_pool().close()


def until(context: Context, so: object) -> None:
    """Frames go by until something is so, few of them: the workers need the processor."""
    assert callable(so)
    begun = time.monotonic()
    while not so():
        one_frame(context, Frame(people=(Buttons(), Buttons())), 1 / 20)
        time.sleep(1 / 20)
        assert time.monotonic() - begun < PATIENCE


def press(context: Context, *presses: Press) -> None:
    one_frame(context, Frame(presses=presses, people=(Buttons(), Buttons())), 1 / 60)


@pytest.fixture(scope="module")
def explained(one: Pass) -> ExplanationJob:
    """What an explanation has found out of the pass."""
    known = ExplanationJob(one, shared_pool(), factors=("look_time",), rounds=(16,))
    known.wait()
    return known


@pytest.fixture
def panel(context: Context, one: Pass, explained: ExplanationJob) -> WhatIf:
    """The panel of that pass, its first answers there."""
    scene = WhatIf(context, one, known=explained)
    context.home(Title(context), scene)
    press(context)
    return scene


def labels(scene: WhatIf | Why) -> list[str]:
    return [entry.label for entry in scene.menu.entries]


def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine has no process left to give."""

    def no_more(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    shared_pool().close()
    monkeypatch.setattr(workers, "Hand", no_more)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_verdict_comes_before_every_row_was_played(language: str) -> None:
    """The base was known from the explanation; nothing of the changes was."""
    speak(language)
    rows = [Row(Change("", "plan", STARE), [part(16)]) for _ in range(2)]
    rows += [Row(Change("look_time", v, STARE, distance=1.0)) for v in (0.1, 0.4)]
    for failed, stopped in (("", False), ("", True), ("no workers can be started", False)):
        assert unanswered(rows, failed, stopped)
    assert unanswered([], "", False)
    assert "0 of" not in unanswered(rows, "", False)
    for row in rows[2:]:
        row.parts.append(part(16))
    assert unanswered(rows, "the last ones didn't come", False) == ""
    speak("en")


def part(n: int) -> Worlds:
    outcome = np.full(n, Outcome.COMPLETED, dtype=np.int8)
    nothing = np.zeros((n, 2), dtype=np.float32)
    return Worlds(outcome, outcome * 0, nothing[:, 0], nothing, np.zeros((0, 0, 2), dtype=np.float32))


def test_a_question_that_fails_says_so_and_can_be_asked_again(
    context: Context, panel: WhatIf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        nobody_works(full)
        press(context, Press.RIGHT)
        context.draw()
        assert panel.question is not None
        assert panel.failed
        assert panel.verdict().startswith("No answer came (no workers can be started)")
        assert "Stop" not in labels(panel)
    panel.menu.focus = labels(panel).index("Ask again")
    press(context, Press.ACCEPT)
    assert not panel.failed
    until(context, lambda: panel.rows and all(row.n for row in panel.rows))
    assert not panel.verdict().startswith("No answer")
    assert "Ask again" not in labels(panel)


def test_a_pass_that_could_not_be_looked_into_is_looked_into_again(
    context: Context, one: Pass, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        nobody_works(full)
        panel, why = WhatIf(context, one), Why(context, [one])
        for scene in (panel, why):
            context.home(Title(context), scene)
            press(context)
            context.draw()
            assert labels(scene) in (["Ask again", "Back"], ["Back", "What if?", "Ask again"])
        assert panel.verdict().startswith("No answer came")
    context.home(Title(context), why)
    why.menu.focus = labels(why).index("Ask again")
    press(context, Press.ACCEPT)
    until(context, lambda: why.job.looked is not None)
    assert "Ask again" not in labels(why)
    context.home(Title(context), panel)
    press(context, Press.ACCEPT)
    until(context, lambda: panel.plan is not None)
    panel.closed()


def test_workers_that_die_while_one_looks_are_replaced(context: Context, panel: WhatIf) -> None:
    press(context, Press.RIGHT)
    for hand in shared_pool()._hands:
        hand.process.kill()
    until(context, lambda: panel.rows and all(row.n for row in panel.rows))
    assert not panel.failed


def test_the_table_fills_while_one_looks_and_a_row_has_its_cone(context: Context, panel: WhatIf) -> None:
    known = panel.rows[0].n
    until(context, lambda: panel.rows[0].n > known)
    press(context, Press.DOWN)
    press(context, Press.DOWN)
    assert panel.chosen is panel.shown[0]
    until(context, lambda: panel._cone_now() is not None)
    values = [row.change.value for row in panel.shown if row.change.factor]
    assert values == sorted(values)


def test_another_factor_calls_the_old_question_off(context: Context, panel: WhatIf) -> None:
    old = panel.question
    assert old is not None
    press(context, Press.RIGHT)
    assert panel.factor == FACTORS[FACTORS.index("look_time") + 1]
    assert panel.question is not old
    assert old.done
    press(context, Press.LEFT)
    assert panel.factor == "look_time"


def test_two_things_make_a_map_that_one_walks_over(context: Context, panel: WhatIf) -> None:
    press(context, Press.DOWN)
    press(context, Press.RIGHT)
    assert panel.second is not None
    until(context, lambda: all(row.n for row in panel.rows))
    press(context, Press.DOWN)
    x, y = panel.cell
    press(context, Press.RIGHT if x == 0 else Press.LEFT)
    assert panel.cell != (x, y)
    assert panel.chosen is panel.rows[2 + panel.cell[1] * len(panel._axes[0]) + panel.cell[0]]
    rect, cell = panel._cells[0]
    one_frame(context, Frame(pointer=rect.center, people=(Buttons(), Buttons())), 1 / 60)
    assert panel.cell == cell


def test_what_an_explanation_has_played_stands_there_at_once(
    context: Context, one: Pass, explained: ExplanationJob
) -> None:
    scene = WhatIf(context, one, known=explained)
    assert [row.n for row in scene.rows] == [16] * len(explained.rows)
    assert {row.share for row in scene.rows} == {row.share for row in explained.rows}
    assert scene.question is not None
    assert not scene.question.done
    scene.closed()


def test_it_can_be_stopped_and_what_is_known_stays(context: Context, panel: WhatIf) -> None:
    labels = [entry.label for entry in panel.menu.entries]
    panel.menu.focus = labels.index("Stop")
    press(context, Press.ACCEPT)
    assert panel.question is not None
    assert panel.question.done
    assert panel.rows[0].n >= 8
    assert "Stop" not in [entry.label for entry in panel.menu.entries]


def test_leaving_calls_everything_off(context: Context, panel: WhatIf) -> None:
    press(context, Press.BACK)
    assert context.scene is not panel
    assert panel.question is not None
    assert panel.question.done


def test_the_mouse_presses_what_it_points_at(context: Context, panel: WhatIf) -> None:
    press(context)
    back = panel.menu._rects[len(panel.menu.entries) - 1]
    one_frame(context, Frame(click=back.center, people=(Buttons(), Buttons())), 1 / 60)
    assert context.scene is not panel


def test_other_passes_from_the_same_moment(context: Context, one: Pass) -> None:
    scene = WhatIf(context, one, WHOLE)
    context.home(Title(context), scene)
    until(context, lambda: scene.rows and all(row.n for row in scene.rows))
    names = [row.change.value for row in scene.rows[2:]]
    assert "A heel to B, looking away" in names
    assert len(names) == 8


def test_why_grows_from_facts_to_causes(context: Context, one: Pass) -> None:
    scene = Why(context, [one])
    context.home(Title(context), scene)
    until(context, lambda: scene.job.explanation is not None)
    until(context, lambda: scene.job.explanation.base is not None)  # type: ignore[union-attr]
    before = pygame.surfarray.array3d(context.window.screen).copy()
    press(context, Press.RIGHT)
    press(context, Press.ACCEPT)
    assert isinstance(context.scene, WhatIf)
    assert not np.array_equal(before, pygame.surfarray.array3d(context.window.screen))


def test_a_coach_says_nothing_before_the_first_step(context: Context) -> None:
    coach = Coach(context)
    assert coach.entries() == []
    coach.update()
    coach.closed()


def test_with_the_ball_at_ones_feet_the_coach_offers_passes_from_here(context: Context) -> None:
    coach, session = Coach(context), Session(parse_level(LEVEL, "test"), 3)
    for _ in range(10):
        coach.observe(session, session.advance({}))
    (now,) = coach.entries()
    assert now.label == "What now?"
    context.home(Title(context))
    assert coach._now is not None
    coach._now.question.wait()
    now.act()
    assert isinstance(context.scene, WhatNow)
    assert all(row.n for row in context.scene.rows), "asked while they were on the way to it"
    session.world.ball.holder[0] = 3
    assert coach.entries() == [], "the other side's passes aren't one's own to try"
    coach.closed()


def test_in_the_pause_the_workers_go_on(context: Context) -> None:
    """Nobody has asked yet; who gets to it finds the first answer there."""
    play = Play(context, level_files()["dont-stare"])
    context.home(Title(context), play)
    for _ in range(30):
        press(context)
    press(context, Press.PAUSE)
    assert isinstance(context.scene, Pause)
    assert play.coach._now is not None
    asked = play.coach._now.question
    until(context, lambda: asked.done)
    assert all(row.n for row in asked.rows)


def test_a_pass_from_here_is_chosen_tried_another_way_and_left(context: Context) -> None:
    session = Session(parse_level(LEVEL, "test"), 3)
    session.advance({})
    moment = moment_of(session)
    assert moment is not None
    scene = WhatNow(context, FromHere.of(moment, shared_pool()))
    context.home(Title(context), scene)
    until(context, lambda: all(row.n for row in scene.rows))
    assert scene.best is not None
    assert scene.chosen is scene.best
    assert str(scene.best.change.words) in scene.verdict()
    press(context, Press.DOWN)
    press(context, Press.DOWN)
    press(context, Press.DOWN)
    wanted = scene.shown[1].change.plan
    assert scene.chosen is scene.shown[1]
    press(context, Press.ACCEPT)
    assert scene.plan == wanted
    assert scene.factor == "look_time"
    until(context, lambda: all(row.n for row in scene.rows))
    assert scene.base is not None
    assert scene.base.change.plan == wanted
    assert {row.change.factor for row in scene.rows} == {"", "look_time"}
    press(context, Press.BACK)
    assert scene.factor == WHOLE
    assert context.scene is scene
    press(context)
    rect = scene.menu._rects[2]
    one_frame(context, Frame(click=rect.center, people=(Buttons(), Buttons())), 1 / 60)
    assert scene.plan == scene.rows[0].change.plan, "the mouse chooses too"
    assert scene.factor == "look_time"
    press(context, Press.BACK)
    press(context, Press.BACK)
    assert context.scene is not scene


def test_the_factors_beside_the_one_looked_at_are_played_beforehand(context: Context, panel: WhatIf) -> None:
    """Who turns to the next one finds its first answer there, and goes on from it."""
    asked = panel.table(FACTORS[FACTORS.index("look_time") + 1])
    until(context, lambda: all(any(row.change == c for row in panel._ahead.rows) for c in asked))
    press(context, Press.RIGHT)
    assert [row.change for row in panel.rows] == asked
    assert min(row.n for row in panel.rows) >= 16, "in the very picture that follows the key"
    panel.closed()
    assert all(question.done for question in panel._ahead._asked.values())


def test_of_the_pass_in_focus_the_first_thing_is_tried_before_it_is_chosen(context: Context) -> None:
    session = Session(parse_level(LEVEL, "test"), 3)
    here = moment_of(session)
    assert here is not None
    scene = WhatNow(context, FromHere.of(here, shared_pool()))
    context.home(Title(context), scene)
    until(context, lambda: scene.rows and all(row.n >= 16 for row in scene.rows))
    press(context, Press.DOWN)
    press(context, Press.DOWN)
    (wanted,) = scene.likely()
    until(context, lambda: all(any(row.change == c for row in scene._ahead.rows) for c in wanted))
    press(context, Press.ACCEPT)
    assert scene.factor == FACTORS[0]
    assert min(row.n for row in scene.rows) >= 16
