"""Whatever task is put together in the editor can be played."""

import pytest

from game.scenario.editing.draft import Draft, level_of
from game.scenario.editing.edits import add
from game.scenario.editing.task import (
    NEEDS,
    PRESETS,
    lacks,
    links_of,
    possible,
    usual,
    with_condition,
    with_event,
    with_goes,
    with_grade,
    with_link,
    with_preset,
)
from game.scenario.links import EVENTS, KNOWS
from tests.scenario.editing.test_drafts import made


def furnished() -> Draft:
    draft = made()
    for y in (2.0, 4.0, 6.0, 8.0):
        draft = add(draft, "cone", (3.0, y))
    plans = ({"technique": "push", "target": "P"}, {"technique": "backheel", "target": "P"})
    draft["passer"] = [{"by": "A", "plan": plan} for plan in plans]
    return add(add(add(draft, "wall", (15.0, 0.0)), "zone", (8.0, -4.0)), "goal", (19.0, 0.0))


@pytest.mark.parametrize("preset", PRESETS)
def test_each_task_to_begin_with_is_a_level_or_says_what_it_needs(preset: str) -> None:
    level_of(with_preset(furnished(), preset), preset)
    assert lacks(made(), preset) == NEEDS.get(preset, ("", 0))[0]
    assert lacks(furnished(), preset) == ""


@pytest.mark.parametrize("event", EVENTS)
def test_each_condition_that_is_offered_can_be_added_and_taken_away(event: str) -> None:
    draft = with_event(with_preset(furnished(), "pass"), 0, event)
    level_of(draft, event)
    offered = possible(draft, links_of(draft)[0])
    assert set(KNOWS[event]) - set(offered) <= {"since", "within_m"}
    everything = draft
    for key in [*offered, "since"]:
        if key not in KNOWS[event]:
            continue
        value = usual(everything, links_of(everything)[0], key)
        one = with_condition(draft, 0, key, value) if key != "since" else draft
        level_of(one, f"{event} {key}")
        assert with_condition(one, 0, key, None)["objective"]["do"] == draft["objective"]["do"]
        everything = with_condition(everything, 0, key, value)
    level_of(everything, f"{event} with everything")
    for other in EVENTS:
        level_of(with_event(everything, 0, other), f"{event} to {other}")


def test_without_a_zone_nothing_that_needs_one_is_offered() -> None:
    draft = with_preset(made(), "pass")
    assert not {"from", "at", "through"} & set(possible(draft, links_of(draft)[0]))


def test_grades_stay_in_order_and_within_the_goes() -> None:
    draft = with_preset(furnished(), "pass")
    level_of(with_grade(draft, "done", 10), "high")
    level_of(with_grade(draft, "masterly", 1), "low")
    level_of(with_goes(draft, 1), "one go")
    level_of(with_goes(draft, None), "on and on")
    assert with_grade(draft, "masterly", 99)["objective"]["grades"]["masterly"] == 10


def test_what_must_never_happen_is_not_the_last_step() -> None:
    draft = with_condition(with_preset(furnished(), "return"), 0, "never", True)
    level_of(draft, "never")
    level_of(with_link(draft, 1, None), "the last step went")
    assert "objective" not in with_link(with_link(draft, 1, None), 0, None)
