"""Whatever text a level file holds, it loads or is refused in plain lines."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario.errors import LevelError
from game.scenario.level_paths import levels_dir
from game.scenario.load import apply_level_set, load_level, parse_plan

TEXTS = [file.read_text(encoding="utf-8") for file in sorted(levels_dir().glob("*.toml"))]
SCRAPS = [
    *["nan", "inf", "-1", "1e400", "9" * 400, '""', "[]", "{}", "[[player]]", "[ball]", "=", '"', "\0", "é"],
    *["true", "1979-05-27", "[1, [2]]", "[objective]", "#", "\n", "0x10", "'''", "player = 3\n"],
]
KEYS = [
    *[
        "pitch",
        "player",
        "player.P",
        "player.P.at",
        "player.P.id",
        "ball.holder",
        "ball.at",
        "wall.1",
        "wall.1.to",
    ],
    *["objective", "objective.kind", "objective.mark", "freeze", "vision", "seed", "x.y"],
]

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["A", "P", "push"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def faults_of(act: Callable[[], object]) -> list[str]:
    """What is refused, or nothing where it isn't; any other exception is the test's failure."""
    try:
        act()
    except LevelError as error:
        return error.faults or [""]
    return []


def read(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "odd.toml"
        file.write_bytes(data)
        for line in faults_of(lambda: load_level(file)):
            assert line.startswith(f"{file}: ")
            assert line.isprintable()


@settings(max_examples=200)
@given(st.sampled_from(TEXTS), st.data())
def test_a_level_with_a_piece_replaced_loads_or_is_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    scrap = data.draw(st.sampled_from(SCRAPS) | st.text(max_size=8))
    read((text[:start] + scrap + text[end:]).encode("utf-8", "surrogatepass"))


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    read(data)


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["technique", "target", "look", "hips", "speed", "timing", "ball_offset", "foot"]),
        values,
    )
)
def test_any_plan_is_understood_or_refused(keys: dict[str, object]) -> None:
    for line in faults_of(lambda: parse_plan(keys, "--set", load_level("partner-15-dry"))):
        assert line.startswith("--set: ")
        assert line.isprintable()


@settings(max_examples=150)
@given(st.sampled_from(KEYS), values)
def test_any_change_gives_a_level_or_is_refused(key: str, value: object) -> None:
    for line in faults_of(lambda: apply_level_set(load_level("wall-drill"), {key: value})):
        assert line.startswith("--level-set: ")
        assert line.isprintable()


def test_a_refusal_is_short_enough_to_read() -> None:
    with pytest.raises(LevelError) as caught:
        parse_plan({"technique": "x" * 10_000, "target": [0, 0]}, "--set")
    assert len(caught.value.faults[0]) < 200


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\x9b", "\u2028"])
def test_a_title_holds_no_control_characters(letter: str, root: Path, tmp_path: Path) -> None:
    level = tmp_path / "odd.toml"
    text = (root / "levels" / "wall-drill.toml").read_text(encoding="utf-8")
    level.write_text(text.replace('title = "', f'title = "\\u{ord(letter):04x}', 1), encoding="utf-8")
    with pytest.raises(LevelError, match="title: expected a line of text"):
        load_level(level)


def test_sixty_thousand_unknown_keys_are_told_in_a_few_lines(root: Path, tmp_path: Path) -> None:
    level = tmp_path / "odd.toml"
    text = (root / "levels" / "wall-drill.toml").read_text(encoding="utf-8")
    level.write_text(text + "".join(f"\nk{n} = 1" for n in range(60_000)), encoding="utf-8")
    with pytest.raises(LevelError) as caught:
        load_level(level)
    assert len(caught.value.faults) <= 201
    level.write_text(text + "\n" + 900_000 * "k" + " = 1", encoding="utf-8")
    with pytest.raises(LevelError) as caught:
        load_level(level)
    assert all(len(fault) < 400 for fault in caught.value.faults)


@pytest.mark.parametrize(
    "at", ["[1e200, 0]", "[1e308, -1e308]", "[0, 1e999]", "[nan, 0]", "[true, 0]", f"[{10**300}, 0]"]
)
@pytest.mark.parametrize("where", ["player", "wall", "cone", "ball", "velocity"])
def test_numbers_beyond_all_bounds_are_a_line(at: str, where: str, root: Path, tmp_path: Path) -> None:
    text = (root / "levels" / "back-to-goal.toml").read_text(encoding="utf-8")
    if where == "player":
        text = re.sub(r"at = \[[^]]*\]", f"at = {at}", text)
    elif where == "velocity":
        text = text.replace("[[player]]", f"[[player]]\nvelocity = {at}", 1)
    elif where == "ball":
        text = re.sub(r'holder = "[^"]*"', f"at = {at}\nvelocity = {at}", text)
    else:
        keys = f"from = {at}\nto = {at}" if where == "wall" else f"at = {at}"
        text += f"\n[[{where}]]\n{keys}\n"
    level = tmp_path / "odd.toml"
    level.write_text(text, encoding="utf-8")
    with pytest.raises(LevelError, match="expected"):
        load_level(level)
