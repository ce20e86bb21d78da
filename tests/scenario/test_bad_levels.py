"""Whatever is wrong with a level file, its author gets a line a fault: file, key, what was expected."""

import contextlib
import re
from pathlib import Path

import pytest

from game.scenario.errors import LevelError
from game.scenario.load import load_level, parse_level, read_toml

SOUND = """
format = 1
title = "Two and a wall"
teaches = "Nothing."
pitch = { length = 40.0, width = 30, surface = "dry" }

[[player]]
id = "P"
team = "red"
at = [6.0, 2.0]
facing = 180
control = "human1"

[[player]]
id = "A"
team = "red"
at = [-6.0, 2.0]
facing = 0.0
control = "cpu"

[ball]
holder = "P"

[[wall]]
from = [0.0, -2.0]
to = [0.0, 2.0]

[[cone]]
at = [3.0, 1.0]

[objective]
kind = "wall_passes"
mark = [0.0, 0.5]
within = 1
each_foot = 5
"""


def faults_of(file: Path) -> list[str]:
    with pytest.raises(LevelError) as caught:
        load_level(file)
    return caught.value.faults


@pytest.fixture
def write(tmp_path: Path):
    def writer(text: str | bytes) -> Path:
        file = tmp_path / "odd.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return writer


def test_the_sound_level_is_sound(write) -> None:
    level = load_level(write(SOUND))
    assert level.players[0].at == (6.0, 2.0)
    assert level.players[0].facing == 180.0


ONE_FAULT = {
    "a misspelt key": (
        "length = 40.0",
        "lenght = 40.0, length = 40.0",
        "pitch.lenght",
        "did you mean length",
    ),
    "a misspelt surface": ('"dry"', '"dri"', "pitch.surface", "dry, wet, bumpy or artificial"),
    "a player off the pitch": ("[6.0, 2.0]", "[26.0, 2.0]", 'player "P".at', "x from -20 to 20"),
    "a wall off the pitch": ("to = [0.0, 2.0]", "to = [0.0, 20.0]", "wall #1.to", "a point on the pitch"),
    "a cone off the pitch": ("[3.0, 1.0]", "[3.0, 99]", "cone #1.at", "a point on the pitch"),
    "two players of one name": ('id = "A"', 'id = "P"', 'player "P".id', "no other player"),
    "a holder that doesn't exist": ('holder = "P"', 'holder = "Q"', "ball.holder", "one of P, A"),
    "neither holder nor place": ('holder = "P"', "", "ball.holder", "or at = [x, y]"),
    "both holder and place": (
        'holder = "P"',
        'holder = "P"\nat = [0, 1]',
        "ball.at",
        "holder or at, not both",
    ),
    "a held ball with a velocity": (
        'holder = "P"',
        'holder = "P"\nvelocity = [0, 1]',
        "ball.velocity",
        "holder",
    ),
    "NaN": ("[6.0, 2.0]", "[nan, 2.0]", 'player "P".at', "two numbers of metres"),
    "infinity": ("facing = 180", "facing = inf", 'player "P".facing', "degrees from -360 to 360"),
    "one number for a point": ("[6.0, 2.0]", "[6.0]", 'player "P".at', "[x, y]"),
    "a word for a number": ("within = 1", 'within = "1"', "objective.within", "metres above 0"),
    "true for a number": ("within = 1", "within = true", "objective.within", "metres above 0"),
    "a fraction for a count": ("each_foot = 5", "each_foot = 5.5", "objective.each_foot", "a whole number"),
    "a count of none": ("each_foot = 5", "each_foot = 0", "objective.each_foot", "from 1 to 1000"),
    "no count at all": ("each_foot = 5", "", "objective.each_foot", "each_foot or count"),
    "both counts": ("each_foot = 5", "each_foot = 5\ncount = 3", "objective.count", "not both"),
    "a mark that is on no wall": ("[0.0, 0.5]", "[1.0, 0.5]", "objective.mark", "a point on a wall"),
    "an unknown objective": ("wall_passes", "wall_pass", "objective.kind", "did you mean wall_passes"),
    "another format": ("format = 1", "format = 2", "format", "expected 1"),
    "true for the format": ("format = 1", "format = true", "format", "expected 1"),
    "two people at one pad": (
        'control = "cpu"',
        'control = "human1"',
        'player "A".control',
        "at most one player",
    ),
    "an unknown control": ('control = "cpu"', 'control = "cpx"', 'player "A".control', "did you mean cpu"),
    "two in one place": ("[-6.0, 2.0]", "[6.0, 2.0]", 'player "A".at', "P stands there"),
    "a run off the pitch": (
        'control = "cpu"',
        'control = "cpu"\nruns_to = [0, 50]',
        'player "A".runs_to',
        "pitch",
    ),
    "a superhuman start": (
        "facing = 180",
        "facing = 180\nvelocity = [20, 0]",
        'player "P".velocity',
        "12 m/s",
    ),
    "a skill above 1": ("facing = 180", "facing = 180\nskill = 1.5", 'player "P".skill', "from 0 to 1"),
    "a missing title": ('title = "Two and a wall"', "", "title", "(got nothing)"),
    "a title of blanks": ("Two and a wall", "   ", "title", "a line of text"),
    "a wall without length": ("to = [0.0, 2.0]", "to = [0.0, -2.0]", "wall #1.to", "0.1 m"),
    "a name with a dot": ('id = "A"', 'id = "A.1"', 'player "A.1".id', "letters, digits"),
}


@pytest.mark.parametrize("what", list(ONE_FAULT))
def test_one_fault_gives_one_line(write, what: str) -> None:
    old, new, key, expected = ONE_FAULT[what]
    file = write(SOUND.replace(old, new, 1))
    lines = [line for line in faults_of(file) if not (what == "a wall without length" and "mark" in line)]
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{file}: {key}: expected ")
    assert expected in lines[0]
    assert "(got " in lines[0]
    assert "\n" not in lines[0]


def test_all_faults_come_at_once(write) -> None:
    text = (
        SOUND.replace("surface", "surfce")
        .replace('holder = "P"', 'holder = "Q"')
        .replace("[6.0, 2.0]", "[60, 2]")
    )
    keys = [line.split(": ")[1] for line in faults_of(write(text))]
    assert sorted(keys) == ["ball.holder", "pitch.surfce", 'player "P".at']


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "an empty file"),
        (b"  \n\n", "an empty file"),
        (b"format = 1\ntitle = \xff\xfe", "line 2: expected UTF-8 text (got byte 0xff)"),
        (bytes(range(256)), "UTF-8"),
        (b"\x00\x01\x02", "line 1, column 1"),
        (b"format = 1\ntitle = oops\n", "line 2, column 9"),
        (b"format = 1\nformat = 1\n", "line 2"),
        (b"a = " + b"[" * 20_000, "too deep"),
        (b"a = " + b"9" * 5_000, "expected valid TOML"),
        (b"#" * 1_100_000, "below 1 MB"),
    ],
)
def test_a_file_that_is_no_toml_gives_one_line_with_the_place(write, data: bytes, expected: str) -> None:
    file = write(data)
    (line,) = faults_of(file)
    assert line.startswith(f"{file}: ")
    assert expected in line
    assert "\n" not in line


def test_a_directory_is_no_level(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [f"{tmp_path}: expected a level file (got a directory)"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "no.toml") == [
        f"{tmp_path / 'no.toml'}: expected a level file (there is none)"
    ]


def test_a_device_is_not_read_for_ever() -> None:
    assert faults_of(Path("/dev/zero")) == ["/dev/zero: expected a level file (got a device or pipe)"]


def test_a_file_name_that_breaks_lines_is_written_as_an_escape(tmp_path: Path) -> None:
    (line,) = faults_of(tmp_path / "two\nlines.toml")
    assert "two\\nlines.toml" in line


def test_a_name_with_a_nul_is_only_a_missing_file() -> None:
    with pytest.raises(LevelError):
        load_level("a\0b.toml")


def test_tables_of_the_wrong_kind_say_what_they_should_be(write) -> None:
    raw = read_toml(write(SOUND))
    for key, value, expected in (
        ("player", {}, "1 to 30 tables [[player]]"),
        ("player", [], "1 to 30 tables [[player]]"),
        ("pitch", 3, "a table with length"),
        ("ball", [1], "a table with holder"),
        ("objective", "wall", "one of complete_pass"),
        ("objective", {}, "one of complete_pass"),
        ("freeze", [{"at": 1, "ask": "?", "options": []}], "1 to 9 options"),
    ):
        with pytest.raises(LevelError) as caught:
            parse_level({**raw, key: value}, "f.toml")
        assert any(line.startswith(f"f.toml: {key}") and expected in line for line in caught.value.faults), (
            key
        )


def test_a_freeze_may_name_only_players_and_points_of_the_level(write) -> None:
    freeze = """
[[freeze]]
at = 1.2
ask = "What now?"
options = [ { say = "To A", plan = { technique = "push", target = "A", look = "away" } },
            { say = "To B", plan = { technique = "backheel", target = "B" } },
            { say = "Out", plan = { technique = "push", target = [90, 0], look = "Z" } },
            { say = "Scoop", plan = { technique = "scoop", target = "A" } } ]
"""
    lines = faults_of(write(SOUND + freeze))
    where = "freeze #1.options "
    assert [line.split(": ")[1] for line in sorted(lines)] == [
        f"{where}#2.plan.target",
        f"{where}#3.plan.look",
        f"{where}#3.plan.target",
        f"{where}#4.plan.technique",
    ]


@pytest.mark.parametrize("ball", ['holder = "P"', "at = [0.0, 0.0]"])
def test_a_freeze_doesnt_ask_for_a_pass_to_an_opponent(write, ball: str) -> None:
    level = """
format = 1
title = "T"
teaches = "T"
pitch = {{ length = 20.0, width = 10.0 }}
player = [ {{ id = "P", team = "red", at = [-4, 0], control = "human1" }},
           {{ id = "A", team = "red", at = [4, 0] }},
           {{ id = "D1", team = "blue", at = [0, 2] }} ]
[ball]
{ball}
[[freeze]]
at = 1.2
ask = "What now?"
options = [ {{ say = "To them", plan = {{ technique = "push", target = "{target}", look = "D1" }} }} ]
"""
    for target in ("A", "P"):
        load_level(write(level.format(ball=ball, target=target)))
    for target, words in (("D1", "a player of the red side (P, A), or [x, y]"), ("Z", "a player's id")):
        (line,) = faults_of(write(level.format(ball=ball, target=target)))
        assert f"freeze #1.options #1.plan.target: expected {words}" in line
        assert line.endswith(f'(got "{target}")')


def test_a_gap_is_between_two_cones_that_are_there(write) -> None:
    wall = SOUND[SOUND.index("[objective]") :]
    gate = '[objective]\nkind = "complete_pass"\nto = "{to}"\nthrough = [1, {second}]\n'
    lines = faults_of(write(SOUND.replace(wall, gate.format(to="Z", second=2))))
    assert [line.split(": ")[1] for line in sorted(lines)] == ["objective.through", "objective.to"]
    (line,) = faults_of(write(SOUND.replace(wall, gate.format(to="A", second=1))))
    assert "two different cones" in line


@pytest.mark.parametrize(("right", "wrong"), [("title", "titel"), ("pitch", "pich"), ("team", "taem")])
def test_a_misspelt_key_that_is_needed_is_told_once(tmp_path: Path, right: str, wrong: str) -> None:
    file = tmp_path / "level.toml"
    lines = SOUND.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(right))
    lines[first] = lines[first].replace(right, wrong, 1)
    file.write_text("\n".join(lines))
    with pytest.raises(LevelError) as caught:
        load_level(file)
    (fault,) = caught.value.faults
    assert wrong in fault
    assert f"did you mean {right}?" in fault


@pytest.mark.parametrize("huge", ["1e200", "-1e308", "1" + 200 * "0", "5e-324"])
def test_no_number_is_too_huge_or_too_small_to_be_refused(write, huge: str) -> None:
    numbers = list(re.finditer(r"(?<![\w.])-?\d+(\.\d+)?(?![\w.])", SOUND))
    assert len(numbers) > 15
    for at in numbers:
        file = write(SOUND[: at.start()] + huge + SOUND[at.end() :])
        if huge == "5e-324":
            with contextlib.suppress(LevelError):
                load_level(file)
        else:
            assert all(len(line) < 300 for line in faults_of(file))
