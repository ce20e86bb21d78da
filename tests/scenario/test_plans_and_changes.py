"""Plans, and changes to a level by dotted keys."""

import pytest

from game.core.plan import Plan
from game.scenario.errors import LevelError
from game.scenario.load import apply_level_set, load_level, parse_plan


def fault_of(changes: dict[str, object], name: str = "partner-15-dry") -> str:
    with pytest.raises(LevelError) as caught:
        apply_level_set(load_level(name), changes)
    return caught.value.faults[0]


def plan_faults(**keys: object) -> list[str]:
    with pytest.raises(LevelError) as caught:
        parse_plan(keys, "--set", load_level("partner-15-dry"))
    return caught.value.faults


def test_every_key_of_a_plan_is_understood() -> None:
    keys = {
        "technique": "backheel",
        "target": [1, 2.5],
        "aim": "far_foot",
        "look": "away",
        "look_time": 0.4,
        "hips": 90,
        "backswing": 0.2,
        "speed": 8,
        "delay": 0,
        "timing": -0.1,
        "lean": 1,
        "follow_through": 2,
        "foot": "left",
    }
    plan = parse_plan(keys, "--set")
    assert plan == Plan(**{**keys, "target": (1.0, 2.5)})  # type: ignore[arg-type]
    assert parse_plan({"technique": "push", "target": "A", "ball_offset": [0, 0.17]}, "x").ball_offset == (
        0.0,
        0.17,
    )


def test_a_plan_needs_only_technique_and_target() -> None:
    assert parse_plan({"technique": "push", "target": "A"}, "x") == Plan("push", "A")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"technique": "scoop", "target": "A"}, "--set: technique: expected push or backheel (got"),
        (
            {"technique": "push"},
            "--set: target: expected a team-mate's id, or [x, y] in metres (got nothing)",
        ),
        ({"technique": "push", "target": "Z"}, "--set: target: expected a player's id"),
        ({"technique": "push", "target": "P"}, "--set: target: expected a team-mate of P (A), or [x, y]"),
        ({"technique": "push", "target": [90, 0]}, "--set: target: expected a point on the pitch"),
        ({"technique": "push", "target": [float("nan"), 0]}, "--set: target: expected a team-mate's id"),
        ({"technique": "push", "target": "A", "look": "Z"}, "--set: look: expected"),
        ({"technique": "push", "target": "A", "speed": 0}, "--set: speed: expected m/s above 0"),
        ({"technique": "push", "target": "A", "lean": 2}, "--set: lean: expected from -1 (back)"),
        ({"technique": "push", "target": "A", "hips": "sideways"}, "--set: hips: expected natural, square"),
        (
            {"technique": "push", "target": "A", "ball_offset": [2, 0]},
            "--set: ball_offset: expected [forward",
        ),
        ({"technique": "push", "target": "A", "powr": 3}, "--set: powr: expected one of the keys"),
        (
            {"technique": "push", "target": "A", "timing": 0.1, "ball_offset": [0, 0]},
            "--set: timing: expected timing or ball_offset, not both",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_gives_one_line(keys: dict[str, object], expected: str) -> None:
    (line,) = plan_faults(**keys)
    assert line.startswith(expected)


def test_dotted_keys_change_a_level() -> None:
    level = apply_level_set(
        load_level("partner-15-dry"),
        {"pitch.surface": "wet", "player.A.at": [2, 3], "player.P.stamina": 0.2, "objective.count": 4},
    )
    assert level.pitch.surface == "wet"
    assert level.players[1].at == (2.0, 3.0)
    assert level.players[0].stamina == 0.2
    assert level.objective.kind == "complete_pass"
    assert level.objective.count == 4


def test_rows_without_an_id_are_numbered_from_1() -> None:
    level = apply_level_set(load_level("heel-partner-corridor"), {"cone.2.at": [0.3, -1.2]})
    assert level.cones[1].at == (0.3, -1.2)
    assert level.cones[0] == load_level("heel-partner-corridor").cones[0]


def test_a_table_that_the_file_left_out_can_be_set() -> None:
    assert apply_level_set(load_level("wall-drill"), {"vision.limited": True}).vision.limited


def test_a_place_for_the_ball_replaces_its_holder_and_the_other_way_round() -> None:
    level = apply_level_set(load_level("wall-drill"), {"ball.at": [1, 1], "ball.velocity": [2, 0]})
    assert (level.ball.holder, level.ball.at) == (None, (1.0, 1.0))
    assert apply_level_set(level, {"ball.holder": "P"}).ball.at is None


def test_a_change_is_held_against_the_whole_level() -> None:
    assert fault_of({"player.A.at": [99, 0]}).startswith(
        '--level-set: player "A".at: expected a point on the pitch'
    )
    assert "objective.mark" in fault_of({"wall.1.from": [9, 1]}, "wall-drill")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("pitch.surfce", "did you mean surface"),
        ("pich.surface", "did you mean pitch"),
        ("player.D9.at", "one of P, A"),
        ("player.P.speed", "one of the keys"),
        ("cone.1.at", "the level has none"),
        ("title.x", "no table"),
        ("a..b", "dotted key"),
        ("", "dotted key"),
        ("player.P", "as in player.D1.at"),
        ("nonsense", "one of the keys"),
    ],
)
def test_an_unknown_key_is_a_fault(key: str, expected: str) -> None:
    line = fault_of({key: 1})
    assert line.startswith("--level-set: ")
    assert expected in line


def test_the_level_that_was_changed_stays_as_it_was() -> None:
    level = load_level("partner-15-dry")
    before = level.model_dump_json()
    apply_level_set(level, {"player.A.at": [2, 3]})
    assert level.model_dump_json() == before
