"""A person's passing by the day: nothing counted twice, nothing lost, whoever else writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.storage.passing_by_day import add_passing, load_passing, month_file, put_passing, summed

DAY = "2026-11-27"


def test_a_day_grows_pass_by_pass_and_each_month_has_its_file(tmp_path: Path) -> None:
    add_passing(tmp_path, DAY, {"all": (1, 1), "foot.left": (1, 1)})
    add_passing(tmp_path, DAY, {"all": (1, 0), "foot.right": (1, 0)})
    add_passing(tmp_path, "2026-12-01", {"all": (3, 2)})
    assert load_passing(tmp_path) == {
        DAY: {"all": (2, 1), "foot.left": (1, 1), "foot.right": (1, 0)},
        "2026-12-01": {"all": (3, 2)},
    }
    assert {file.name for file in (tmp_path / "passing").iterdir()} == {"2026-11.json", "2026-12.json"}
    assert summed(load_passing(tmp_path), "2026-11-28") == {"all": (3, 2)}


def test_days_from_elsewhere_are_taken_in_once(tmp_path: Path) -> None:
    add_passing(tmp_path, DAY, {"all": (4, 3)})
    other = {DAY: {"all": (9, 5)}, "2026-11-01": {"all": (2, 2)}}
    for _again in range(2):
        put_passing(tmp_path, other)
    assert load_passing(tmp_path) == {"2026-11-01": {"all": (2, 2)}, DAY: {"all": (9, 5)}}
    put_passing(tmp_path, {DAY: {"all": (1, 1)}})
    assert load_passing(tmp_path)[DAY] == {"all": (9, 5)}, "the fuller day stays"


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 9, "days": {}}', '{"format": 1, "days": 3}'])
def test_a_month_that_cannot_be_understood_is_put_aside(tmp_path: Path, text: str) -> None:
    file = month_file(tmp_path, DAY)
    file.parent.mkdir()
    file.write_text(text)
    assert load_passing(tmp_path) == {}
    add_passing(tmp_path, DAY, {"all": (1, 1)})
    assert load_passing(tmp_path) == {DAY: {"all": (1, 1)}}
    assert (file.parent / "2026-11.broken-1.json").read_text() == text


def test_an_odd_count_costs_only_itself_and_what_a_newer_version_wrote_stays(tmp_path: Path) -> None:
    add_passing(tmp_path, DAY, {"all": (1, 1)})
    file = month_file(tmp_path, DAY)
    data = json.loads(file.read_text())
    data["days"][DAY] |= {"foot.left": [1, 2], "mood": "good", "surface.dry": [True, False]}
    data["days"]["yesterday"] = {"all": [1, 1]}
    data["club"] = "Owls"
    file.write_text(json.dumps(data))
    assert load_passing(tmp_path) == {DAY: {"all": (1, 1)}}
    add_passing(tmp_path, DAY, {"all": (1, 0)})
    kept = json.loads(file.read_text())
    assert (kept["club"], kept["days"][DAY]["mood"]) == ("Owls", "good")
    assert load_passing(tmp_path) == {DAY: {"all": (2, 1)}}


PASSES = """
import sys
from pathlib import Path
from game.storage.passing_by_day import add_passing
for number in range(60):
    add_passing(Path(sys.argv[1]), "2026-11-27", {"all": (1, number % 2)})
"""


def test_of_the_passes_that_two_programs_count_at_once_none_is_lost(tmp_path: Path, root: Path) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", PASSES, str(tmp_path)], cwd=root) for _child in range(2)
    ]
    assert [child.wait(120) for child in children] == [0, 0]
    assert load_passing(tmp_path) == {"2026-11-27": {"all": (120, 60)}}
