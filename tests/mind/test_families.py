"""The bench of families: its scenes are levels, lie anywhere alike, and its table counts right."""

from pathlib import Path

import numpy as np
import pytest

from bench.mind.families.claims import CLAIMS
from bench.mind.families.mirrored import IN_THE_MIRROR, TURNED_ABOUT, luck
from bench.mind.families.played import plays
from bench.mind.families.scenes import PITCH, Scene, three_mates, two_free
from bench.mind.families.table import Effect, Row, Sense, line
from bench.mind.families.worst import write_worst
from game.scenario.load import parse_plan
from tests.mind.scenes import Moment

HALF = 0.5 * PITCH


def places(scene: Scene) -> np.ndarray:
    return np.array([player["at"] for player in scene.raw()["player"]])


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_a_scene_is_a_level_inside_the_pitch_and_hangs_on_its_seed_and_number_alone(claim) -> None:
    drawn = [claim.draw(seed, number) for seed in (0, 7) for number in (0, 1, 2)]
    for scene in drawn:
        level = scene.level()
        assert np.abs(places(scene)).max() < HALF - 1.0
        assert level.ball.holder == "P"
    assert claim.draw(7, 1).raw() == drawn[4].raw()
    assert len({str(scene.raw()) for scene in drawn}) == len(drawn)


def test_a_scene_in_the_mirror_is_the_scene_to_the_last_bit_and_a_turn_moves_nobody_nearer() -> None:
    for number in range(5):
        scene = two_free(3, "test", number, (2.0, 9.0))
        there, mirrored = scene.raw(), scene.put(scene.place.in_the_mirror()).raw()
        for one, other in zip(there["player"], mirrored["player"], strict=True):
            assert (other["at"][0], other["at"][1]) == (one["at"][0], -one["at"][1])
            assert (one["facing"] + other["facing"]) % 360.0 == pytest.approx(0.0, abs=0.011)
            assert one["foot"] != other["foot"]
        back = scene.put(scene.place.in_the_mirror().in_the_mirror())
        assert back.raw() == there
        turned = places(scene.put(scene.place.turned(77.7)))
        apart = np.linalg.norm(places(scene)[:, None] - places(scene)[None], axis=2)
        assert np.linalg.norm(turned[:, None] - turned[None], axis=2) == pytest.approx(apart, abs=0.005)


def test_a_plan_is_turned_and_mirrored_with_its_scene() -> None:
    for number in range(6):
        scene = two_free(5, "test", number, (2.0, 9.0))
        players = {player["id"]: player["at"] for player in scene.raw()["player"]}
        way = np.subtract(players["B"], players["P"])
        hips = scene.plan({"technique": "push", "target": "A", "hips": scene.toward("B")})["hips"]
        off = (hips - np.rad2deg(np.arctan2(way[1], way[0])) + 180.0) % 360.0 - 180.0
        assert off == pytest.approx(0.0, abs=0.1)


def effects(*gains: float, error: float = 0.1) -> list[Effect]:
    scene = two_free(0, "test", 0, (5.0, 6.0))
    return [Effect(scene, "row", gain, error, 0.5 + gain, 0.5) for gain in gains]


def test_share_mean_and_interval_are_those_of_the_scenes() -> None:
    found = line(Row("row", 0.1), effects(0.3, 0.1, -0.1, 0.3, float("nan")))
    assert (found.scenes, found.share, found.clearly, found.against) == (4, 0.75, 2, 0)
    assert found.mean == pytest.approx(0.15)
    # The standard deviation is 0.1915, and Student's t for three degrees of freedom 3.18.
    assert found.interval == pytest.approx((0.15 - 3.18 * 0.1915 / 2.0, 0.15 + 3.18 * 0.1915 / 2.0), abs=0.01)
    assert [effect.gain for effect in found.worst] == [-0.1, 0.1, 0.3]
    assert not found.holds


@pytest.mark.parametrize(
    ("row", "gains", "holds"),
    [
        (Row("row", 0.1), (0.3, 0.28, 0.31, 0.3), True),
        (Row("row", 0.4), (0.3, 0.28, 0.31, 0.3), False),
        (Row("row"), (0.9, 0.9, 0.9, 0.9, 0.9, 0.9, -0.3, -0.3), False),
        (Row("row", 0.0, Sense.NOT_MORE), (0.1, -0.1, 0.05, -0.05), True),
        (Row("row", 0.0, Sense.NOT_MORE), (0.3, 0.28, 0.31, 0.3), False),
        (Row("row", 0.9, Sense.OFTEN), (0.1,) * 9 + (-0.1,), True),
        (Row("row", 0.9, Sense.OFTEN), (0.1,) * 8 + (-0.1,) * 2, False),
        (Row("row", 0.0, Sense.SAME), (0.05, -0.05, 0.1, -0.1), True),
        (Row("row", 0.0, Sense.SAME), (0.5, -0.5, 0.5, -0.5), False),
        (Row("row", 0.0, Sense.NONE), (0.0, 0.0, 0.0), True),
        (Row("row", 0.0, Sense.NONE), (0.0, 0.01, 0.0), False),
    ],
)
def test_a_row_holds_if_its_figures_are_as_asked(row: Row, gains: tuple[float, ...], holds: bool) -> None:
    assert line(row, effects(*gains)).holds is holds


def test_of_two_arms_worlds_in_which_either_has_no_value_are_left_out() -> None:
    scene = two_free(0, "test", 0, (5.0, 6.0))
    one, other = np.array([1.0, 1.0, 0.0, np.nan]), np.array([0.0, 1.0, np.nan, 1.0])
    effect = Effect.of(scene, "row", one, other)
    assert (effect.gain, effect.one, effect.other) == (0.5, 1.0, 0.5)


def test_the_worst_scenes_are_level_files_with_both_plans(tmp_path: Path) -> None:
    claim = next(claim for claim in CLAIMS if claim.name == "hips")
    scene = claim.draw(0, 0)
    plans = {"technique": "push", "target": "A", "hips": 20.0}, {"technique": "push", "target": "A"}
    bad = Effect(scene, claim.rows[0].name, -0.1, 0.02, 0.4, 0.5, "gambler", plans)
    (file,) = write_worst(tmp_path, claim, 0, [line(claim.rows[0], [bad])])
    text = file.read_text(encoding="utf-8")
    assert 'style = "gambler"' in text
    assert text.count("# rollout FILE --set technique=push") == 2


def test_of_two_defenders_the_one_who_alone_reaches_a_lane_does_not_leave_it() -> None:
    """Eyes on B, whose lane the nearer one has; before, the other one moved toward it too and won 1 of 24."""
    scene = three_mates(2, "anticipating-2", 10, 2)
    plan = {"technique": "push", "target": "A", "look": "B", "look_time": 0.8, "speed": 10.0}
    (tally,) = plays(scene, "veteran", [plan], 24)
    assert (tally.by == 5).sum() > 12


def path(scene: Scene, worlds: int, steps: int) -> np.ndarray:
    """Return where ball and bodies are at each step of a lie, ``(steps, worlds, things, 2)`` metres."""
    level = scene.level("gambler")
    plan = parse_plan(scene.plan({"technique": "push", "target": "A", "look": "B"}), "plan", level)
    moment = Moment(level, [plan] * worlds, scene.luck)
    return np.array([
        np.concatenate((moment.world.ball.pos[:, None, :2], moment.world.bodies.pos), axis=1).copy()
        for _ in moment.play(steps)
    ])  # fmt: skip


def test_mirrored_and_turned_with_its_luck_a_scene_goes_the_same_way() -> None:
    scene = two_free(3, "mirror", 6, (2.0, 9.5))
    drawn = path(scene, 4, 120)
    with luck(IN_THE_MIRROR):
        mirrored = path(scene.put(scene.place.in_the_mirror()), 4, 120)
    with luck(TURNED_ABOUT):
        turned = path(scene.put(scene.place.turned(180.0)), 4, 120)
    assert len(drawn) > 60
    np.testing.assert_allclose(mirrored * (1.0, -1.0), drawn, rtol=0.0, atol=1e-6)
    np.testing.assert_allclose(-turned, drawn, rtol=0.0, atol=1e-6)
