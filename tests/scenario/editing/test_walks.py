"""Whatever is done in the editor, in whatever order, a level is left, and its file says it."""

import random
import tomllib
from collections.abc import Callable

import pytest

from game.scenario.editing.draft import Draft, Item, changed, ids, level_of, rows, spots
from game.scenario.editing.edits import (
    add,
    add_player,
    copy_of,
    give_ball,
    move,
    put_ball,
    remove,
    resize,
    run_to,
    run_when,
    running,
    steer,
    turn,
)
from game.scenario.editing.references import rename_player
from game.scenario.editing.task import (
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
from game.scenario.editing.toml_text import written
from game.scenario.errors import LevelError
from game.scenario.level_paths import level_files
from game.scenario.links import EVENTS

STEPS = 40
FAULTS_ALLOWED = (
    "expected a point on a wall",
    "player: expected 1 to 30 tables",
    "ball: expected a table",
)
"""What the editor lets happen and tells: a mark without its wall, nobody to play, no ball."""


def anything(draft: Draft, dice: random.Random) -> Draft:
    """One thing that somebody may do next."""
    at = (dice.uniform(-25, 25), dice.uniform(-15, 15))
    players = len(rows(draft, "player"))
    who = dice.randrange(players) if players else 0
    every = list(spots(draft))
    links = links_of(draft)
    place = dice.randrange(len(links)) if links else 0
    deeds: list[Callable[[], Draft]] = [
        lambda: add_player(draft, dice.choice(["red", "blue"]), at),
        lambda: put_ball(draft, at),
        lambda: add(draft, dice.choice(["cone", "wall", "zone", "goal"]), at),
        lambda: resize(draft, dice.choice([20.0, 30.0, 60.0]), dice.choice([14.0, 20.0, 40.0])),
        lambda: with_preset(draft, dice.choice([p for p in PRESETS if not lacks(draft, p)])),
    ]
    if every:
        spot = dice.choice(every)
        deeds += [
            lambda: move(draft, spot, at),
            lambda: remove(draft, spot.thing),
            lambda: copy_of(draft, spot.thing)[0],
        ]
    if players:
        deeds += [
            lambda: turn(draft, who, dice.uniform(-400, 400)),
            lambda: run_to(draft, who, dice.choice([None, at])),
            lambda: run_when(draft, who, dice.choice(["start", "strike", "receive", 1.0])),
            lambda: running(draft, who, dice.uniform(0, 8)),
            lambda: steer(draft, who, dice.choice(["human1", "cpu", "still"])),
            lambda: give_ball(draft, dice.choice(ids(draft))),
            lambda: renamed(draft, dice.choice(ids(draft)), f"N{dice.randrange(999)}"),
            lambda: remove(draft, Item("player", who)),
        ]
    if links:
        deeds += [
            lambda: with_event(draft, place, dice.choice(EVENTS)),
            lambda: with_link(draft, place, None),
            lambda: with_goes(draft, dice.choice([None, 3, 10])),
            lambda: with_grade(draft, dice.choice(["done", "good", "masterly"]), dice.randrange(12)),
            lambda: conditioned(draft, place, dice),
            lambda: conditioned(draft, place, dice),
        ]
    return dice.choice(deeds)()


def renamed(draft: Draft, old: str, new: str) -> Draft:
    after = changed(draft)
    if new not in ids(draft):
        rename_player(after, old, new)
    return after


def conditioned(draft: Draft, place: int, dice: random.Random) -> Draft:
    link = links_of(draft)[place]
    offered = possible(draft, link)
    if not offered:
        return draft
    key = dice.choice(offered)
    return with_condition(draft, place, key, usual(draft, link, key))


@pytest.mark.parametrize(
    "name", ["third-man", "partners", "look-before-you-receive", "rondo-targets", "wall-drill"]
)
@pytest.mark.parametrize("seed", range(2))
def test_any_way_through_the_editor_leaves_a_level_and_its_file(name: str, seed: int) -> None:
    dice = random.Random(f"{name} {seed}")
    before = level_files()[name].read_text(encoding="utf-8")
    draft: Draft = tomllib.loads(before)
    for number in range(STEPS):
        draft = anything(draft, dice)
        try:
            level_of(draft, "level")
        except LevelError as error:
            told = [fault for fault in error.faults if not any(word in fault for word in FAULTS_ALLOWED)]
            assert told == [], f"after {number + 1} steps"
        if number % 8 == 7:
            assert tomllib.loads(written(draft, before)) == draft
    assert tomllib.loads(written(draft)) == draft
