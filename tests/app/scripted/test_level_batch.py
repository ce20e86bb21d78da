"""Plays side by side: nobody's play depends on who else plays, and a go is that of a single play."""

from game.app.scripted.level_batch import play_level_batch
from game.app.scripted.levels import play_level
from game.scenario.load import apply_level_set, load_level

GRADES = {f"objective.grades.{grade}": 1 for grade in ("done", "good", "masterly")}
MANY = [("beginner", 0), ("cpu", 1), ("sound", 1)]


def test_a_play_is_the_same_whoever_else_plays() -> None:
    level = apply_level_set(
        load_level("thread-it"), {"objective.goes": 2, "objective.go_seconds": 3.0, **GRADES}
    )
    together = play_level_batch(level, MANY, 3)
    assert play_level_batch(level, MANY[2:], 3) == together[2:]
    assert together[2].score == 2, "the sound way works beside others"


def test_the_first_go_is_that_of_a_play_alone() -> None:
    level = apply_level_set(load_level("read-the-passer"), {"objective.goes": 1, **GRADES})
    together = play_level_batch(level, MANY, 3)
    assert together == [play_level(level, by, seed, 3) for by, seed in MANY]


def test_a_passer_waits_for_who_is_onside_and_a_line_that_steps_up_traps_them() -> None:
    level = apply_level_set(load_level("set-the-offside-trap"), {"objective.goes": 2, **GRADES})
    steps_up, stands = play_level_batch(level, [("sound", 0), ("idle", 0)], 3)
    assert (steps_up.score, stands.score) == (2, 0)
