"""A level is written as a person would, and what a person wrote stays."""

import tomllib

import pytest

from game.scenario.editing.draft import Draft, Item, Spot
from game.scenario.editing.edits import add, add_player, move, remove, turn
from game.scenario.editing.references import rename_player
from game.scenario.editing.toml_text import written
from game.scenario.level_paths import level_files
from tests.scenario.editing.test_drafts import made

FILE = """\
# My first level, for the Tuesday group.
format = 1
title = "Mine"   # short
teaches = "Pass."
pitch = { length = 40.0, width = 25.0, surface = "dry" }

# The passer.
[[player]]
id = "P"
team = "red"
at = [-6.0, 0.0]     # ten yards out
control = "human1"

[[player]]           # the runner
team = "red"
id = "A"
at = [5.0, 4.0]

[ball]
holder = "P"

[[cone]]
at = [1.0, 1.0]      # left post

[[cone]]
at = [1.0, -1.0]     # right post
"""


def change(draft: Draft) -> Draft:
    return tomllib.loads(written(draft, FILE))


def test_a_file_that_says_the_same_is_left_as_it_is() -> None:
    assert written(tomllib.loads(FILE), FILE) == FILE


def test_one_line_changes_where_one_thing_did_and_its_comment_stays() -> None:
    draft = move(tomllib.loads(FILE), Spot(Item("player", 0), "at", (-6.0, 0.0)), (-7.5, 1.0))
    text = written(draft, FILE)
    before, after = FILE.splitlines(), text.splitlines()
    assert [line for line in after if line not in before] == ["at = [-7.5, 1.0]     # ten yards out"]
    assert len(before) == len(after)


def test_rows_that_stay_keep_their_comments_when_others_go_or_come() -> None:
    draft = remove(tomllib.loads(FILE), Item("cone", 0))
    text = written(draft, FILE)
    assert "right post" in text
    assert "left post" not in text
    renamed = add_player(tomllib.loads(FILE), "blue", (0.0, 0.0))
    rename_player(renamed, "A", "Ada")
    text = written(renamed, FILE)
    assert text.count("#") == FILE.count("#")
    assert "# the runner" in text.partition('id = "Ada"')[0].rpartition("[[player]]")[2]
    assert tomllib.loads(text) == renamed


@pytest.mark.parametrize("name", sorted(level_files()))
def test_every_level_of_the_game_can_be_changed_without_losing_a_comment(name: str) -> None:
    before = level_files()[name].read_text(encoding="utf-8")
    draft = tomllib.loads(before)
    assert written(draft, before) == before
    draft = turn(add(add_player(draft, "blue", (-1.3, 1.7)), "cone", (0.5, 0.5)), 0, 33.0)
    draft["title"] = "Another"
    after = written(draft, before)
    assert tomllib.loads(after) == draft
    assert after.count("#") == before.count("#")


def test_a_new_file_reads_as_the_reference_shows_it() -> None:
    text = written(add(made(), "wall", (9.0, 0.0)))
    assert text.startswith(
        'format = 1\ntitle = "Mine"\nteaches = "Pass."\n'
        'pitch = { length = 40.0, width = 25.0, surface = "dry" }\n\n[[player]]\nid = "P"\nteam = "red"\n'
    )
    assert '\n\n[ball]\nholder = "P"\n\n[[wall]]\nfrom = [9.0, -2.0]\n' in text
    assert "\n\n\n" not in text
