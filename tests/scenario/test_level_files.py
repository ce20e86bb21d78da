"""The levels that come with the game, and the format's example."""

import math
import tomllib
from pathlib import Path

import pytest

from game.scenario.catalogue import catalogue
from game.scenario.errors import LevelError
from game.scenario.level_paths import TEACHING_ORDER, find, levels_dir
from game.scenario.load import load_level, parse_level
from game.scenario.schema import WallPasses
from game.scenario.tables import YARD

EXAMPLE = """
format = 1
title = "Back to goal"
teaches = "A heel reaches the one your marker has stopped watching."
pitch = { length = 40.0, width = 30.0, surface = "dry" }   # dry, wet, bumpy, artificial
seed = 11                                                    # optional

[[player]]
id = "P"                    # unique, short
team = "red"                # red or blue
at = [6.0, 2.0]             # metres
facing = 180.0              # degrees, counter-clockwise from +x; also hips, trunk and gaze where not given
velocity = [0.0, 0.0]       # m/s, optional
control = "human1"          # human1, human2, cpu, still
skill = 0.7                 # 0 to 1, optional; foot = "right" or "left"; stamina = 0 to 1
style = "patient"           # a defender's style, optional
runs_to = [10.0, -3.0]      # where a cpu team-mate sets off for at the start, optional

[[player]]
id = "A"
team = "red"
at = [0.0, 5.0]
facing = 0
control = "cpu"

[[player]]
id = "B"
team = "red"
at = [0.0, -5.0]
facing = 0
control = "still"
foot = "left"
stamina = 0.4

[ball]
holder = "P"                # or: at = [x, y], velocity = [vx, vy]

[[wall]]
from = [0.0, -2.0]
to = [0.0, 2.0]

[[cone]]
at = [3.0, 1.0]

[objective]                 # what ends and scores the level
kind = "complete_pass"
technique = "backheel"      # push, backheel, any
count = 1
time_limit = 8.0

[vision]                    # optional: players outside the view cone fade to where they were last seen
limited = false

[[freeze]]                  # optional, lessons: stop here and ask
at = 1.2                    # seconds from the start
ask = "Marked from behind, a runner crosses behind you. What now?"
options = [ { say = "Turn and push to A", plan = { technique = "push", target = "A" } },
            { say = "Heel to B", plan = { technique = "backheel", target = "B", look = "away" } } ]
"""


def test_the_formats_own_example_loads() -> None:
    level = parse_level(tomllib.loads(EXAMPLE), "example")
    assert level.players[0].style == "patient"
    assert level.freezes[0].options[1].plan.plan().look == "away"
    assert level.walls[0].start == (0.0, -2.0)
    assert level.vision.limited is False


def test_what_may_be_left_out_has_the_documented_value() -> None:
    player = parse_level(tomllib.loads(EXAMPLE), "example").players[1]
    assert (player.velocity, player.skill, player.foot, player.stamina) == ((0.0, 0.0), 0.7, "right", 1.0)
    assert (player.style, player.runs_to) == (None, None)


def test_every_file_is_in_the_catalogue_and_in_the_teaching_order(root: Path) -> None:
    files = {file.stem for file in (root / "levels").iterdir() if file.suffix == ".toml"}
    assert levels_dir() == root / "levels"
    assert [entry.name for entry in catalogue()] == list(TEACHING_ORDER)
    assert files == set(TEACHING_ORDER)


@pytest.mark.parametrize("name", TEACHING_ORDER)
def test_every_level_has_a_title_a_lesson_and_a_person_to_play_it(name: str) -> None:
    level = load_level(name)
    assert level.title
    assert level.teaches.endswith((".", "?"))
    assert [p.control for p in level.players].count("human1") == 1


def test_the_wall_drill_has_the_coachs_numbers() -> None:
    level = load_level("wall-drill")
    assert isinstance(level.objective, WallPasses)
    assert level.objective.each_foot == 50
    assert level.objective.technique == "push"
    assert math.dist(level.players[0].at, level.objective.mark) == pytest.approx(10 * YARD)


@pytest.mark.parametrize("yards", [5, 15, 25])
@pytest.mark.parametrize("surface", ["dry", "wet", "bumpy"])
def test_partners_stand_5_15_and_25_yards_apart(yards: int, surface: str) -> None:
    level = load_level(f"partner-{yards:02d}-{surface}")
    assert math.dist(level.players[0].at, level.players[1].at) == pytest.approx(yards * YARD, abs=0.001)
    assert level.pitch.surface == surface


def test_the_heel_drills_begin_with_the_back_to_the_target() -> None:
    for name, target in (("heel-wall", (-6.0, 0.0)), ("heel-partner-corridor", (-3.5, 0.0))):
        player = load_level(name).players[0]
        assert player.facing == 0.0
        assert target[0] < player.at[0]


def test_a_level_is_found_by_its_name_and_by_its_path() -> None:
    assert find("wall-drill") == levels_dir() / "wall-drill.toml"
    assert find("levels/wall-drill.toml") == Path("levels/wall-drill.toml")


def test_a_name_that_nothing_has_gets_a_suggestion() -> None:
    with pytest.raises(LevelError, match="did you mean wall-drill"):
        find("wal-drill")
