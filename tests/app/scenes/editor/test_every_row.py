"""Whatever a row of the editor's panel does, a level is left, and its file says what a person would write."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from game.app.scenes.editor.editor import Editor
from game.app.scenes.editor.properties.more_rows import MORE_WORDS
from game.app.scenes.editor.properties.pages import rows_of_page
from game.app.scenes.editor.properties.plan_rows import NUMBERS
from game.app.scenes.editor.properties.rows import PanelRow
from game.app.scenes.editor.properties.step_rows import ACT_WORDS
from game.app.shell.context import Context
from game.scenario.editing.draft import Draft, Item, changed, level_of, rows
from game.scenario.editing.history import History
from game.scenario.editing.own import LevelFile
from game.scenario.editing.tables import with_act, with_row
from game.scenario.editing.toml_text import written
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.plan_table import PlanTable
from game.scenario.plays import ACTS, PasserTable, StepTable
from tests.scenario.editing.test_tasks import furnished


def whole() -> Draft:
    """A level with something of everything that the format has."""
    draft = furnished()
    draft["objective"] = {
        "goes": 10, "go_seconds": 8.0, "score": "points", "called": ["A"],
        "do": [{"event": "pass", "to": "called", "each": "foot", "portion": 50, "from": "Z1",
                "looked_at": {"who": "away", "in_last": 2.0}, "arrives": [4.0, 6.0]}],
        "bonus": [{"worth": 2, "technique": "backheel"}],
        "grades": {"done": 5, "good": {"score": 7, "seconds": 60.0},
                   "masterly": {"score": 9, "with": {"fooled": 1}, "at_least": 2}},
    }  # fmt: skip
    for kind in ("variant", "choice", "sound", "poor"):
        draft = with_row(draft, kind, None)
    draft["sound"] = [changed(draft["sound"][0]) for _ in ACTS]
    for number, act in enumerate(ACTS):
        draft = with_act(draft, ("sound", number), act)
    draft["variant"][0]["set"] |= {"sound.1.pass.target": "A", "player.A.stamina": 0.5}
    draft["freeze"] = [
        {"at": 1.0, "ask": "Now?", "options": [{"say": "P", "plan": {"technique": "push", "target": "A"}}]}
    ]
    return draft


def pages(draft: Draft) -> Iterator[str | Item]:
    yield from (
        "level",
        "task",
        "task 1",
        "task 1 add",
        "task called",
        "task bonus",
        "task bonus 1",
        "stops 1 1",
    )
    yield from (f"task grade {name}{more}" for name in ("done", "good", "masterly") for more in ("", " add"))
    for kind in MORE_WORDS:
        yield f"level {kind}"
        yield from (f"level {kind} {n + 1}" for n in range(len(rows(draft, kind))))
    yield Item("ball")
    yield from (Item("player", n) for n in range(len(draft["player"])))


def editor_of(context: Context, draft: Draft) -> Editor:
    made = Editor(context, changed(draft), LevelFile())
    context.home(made)
    return made


def turn_to(made: Editor, page: str | Item) -> None:
    if isinstance(page, str):
        made.state.show(page)
    else:
        made.state.choose(page)


def test_every_row_of_every_page_leaves_a_level(context: Context) -> None:
    draft = whole()
    level_of(draft, "the whole")
    assert tomllib.loads(written(draft)) == draft
    made = editor_of(context, draft)
    told: list[str] = []
    done: set[tuple[str, str]] = set()
    for page in pages(draft):
        turn_to(made, page)
        for number, row in enumerate(rows_of_page(made.state)[1]):
            for deed in ("change", "act", "remove"):
                if (row.label, deed) in done:
                    continue
                done.add((row.label, deed))
                turn_to(made, page)
                do(made, rows_of_page(made.state)[1][number], deed)
                try:
                    level_of(made.state.draft, "level")
                except LevelError as error:
                    told.append(f"{page} {row.label} {deed}: {error.faults[0]}")
                made.state.history = History(draft)
    assert [fault for fault in told if "ball: expected a table" not in fault] == [], "no ball is told"


def do(made: Editor, row: PanelRow, deed: str) -> None:
    """Step a row's value, press it, or take it away."""
    if deed == "change" and row.change is not None:
        row.change(1)
    elif deed == "act" and row.act is not None:
        row.act()
        if made.state.pick is not None:
            made.state.do(made.state.pick.take((1.0, 2.0)))
            made.state.pick = None
    elif deed == "remove" and row.remove is not None:
        row.remove()


def test_every_key_of_a_plan_a_step_and_a_pass_has_a_row() -> None:
    plan = {"technique", "target", "aim", "look", "hips", "foot", "ball_offset", *NUMBERS}
    assert plan == set(PlanTable.model_fields)
    assert set(ACT_WORDS) == set(ACTS)
    named = {"called", "by_way_of", "seconds", "first_time", "pass_", *ACTS} - {"pass"}
    assert named == set(StepTable.model_fields)
    assert set(PasserTable.model_fields) == {"by", "weight", "kind", "onside_by", "plan"}


def test_a_pass_of_the_computers_is_changed_and_the_comments_stay(context: Context) -> None:
    file = find("read-the-passer")
    before = file.read_text(encoding="utf-8")
    made = editor_of(context, tomllib.loads(before))
    made.state.show("level passer 2")
    labels = [row.label for row in made.panel.rows]
    row = made.panel.rows[labels.index("Holds it first")]
    assert row.change is not None
    row.change(1)
    after = written(made.state.draft, before)
    assert after == before.replace('look = "B", delay = 0.8 }', 'look = "B", delay = 0.9 }', 1)
    assert "# the eyes lie" in after


@pytest.mark.parametrize("kind", MORE_WORDS)
def test_rows_are_added_and_taken_away(context: Context, kind: str) -> None:
    made = editor_of(context, {key: value for key, value in furnished().items() if key != "passer"})
    made.state.show(f"level {kind}")
    add = made.panel.rows[-1].act
    assert add is not None
    add()
    assert made.state.page == f"level {kind} 1"
    found: list[dict[str, Any]] = rows(made.state.draft, kind)
    assert len(found) == 1
    level_of(made.state.draft, kind)
    away = made.panel.rows[-1].act
    assert away is not None
    away()
    assert kind not in made.state.draft
