"""What ``rollout`` shows of a pass between two, with n = 600, common random numbers, and no rule for it."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from game.analysis.passes.outcome import Outcome
from game.analysis.passes.rollout import Case, RolloutResult, rollout, wilson
from game.analysis.passes.rollout_at import moment_at
from game.core.plan import Plan
from game.scenario.errors import LevelError
from game.scenario.load import apply_level_set, parse_level, parse_plan
from game.scenario.schema import Level

N = 600
YARD = 0.9144
PLAIN = {
    "format": 1,
    "title": "Plain",
    "teaches": "One passes, the other waits.",
    "pitch": {"length": 36.0, "width": 26.0, "surface": "dry"},
    "player": [
        {"id": "P", "team": "red", "at": [-15.0, 0.0], "facing": 0.0, "control": "human1"},
        {"id": "A", "team": "red", "at": [-15.0 + 15 * YARD, 0.0], "facing": 180.0, "control": "still"},
    ],
    "ball": {"holder": "P"},
    "objective": {"kind": "complete_pass"},
}


def level(**changes: Any) -> Level:
    plain = parse_level(PLAIN, "plain")
    return apply_level_set(plain, {k.replace("__", "."): v for k, v in changes.items()}) if changes else plain


def played(on: Level, plans: list[dict[str, Any]], n: int = N, seed: int = 0) -> list[RolloutResult]:
    cases = []
    for given in plans:
        whole = {"technique": "push", "target": "A", **given}
        cases.append(Case(whole, parse_plan(whole, "test", on), {}, on))
    return rollout(cases, n, seed)


def summaries(on: Level, plans: list[dict[str, Any]], n: int = N) -> list[dict[str, Any]]:
    return [result.summary() for result in played(on, plans, n)]


def best_of(on: Level, speeds: list[float]) -> float:
    """The speed completed most often; fails unless it is inside the range and clear of both its ends."""
    rows = summaries(on, [{"speed": speed} for speed in speeds])
    best = int(np.argmax([row["completed"] for row in rows]))
    low = rows[best]["completed_ci95"][0]
    assert rows[0]["completed_ci95"][1] < low, "too soft a pass should fail more often"
    assert rows[-1]["completed_ci95"][1] < low, "too hard a pass should fail more often"
    return speeds[best]


@cache
def best_on(surface: str) -> float:
    """The best speed over the level's fifteen yards, which two tests ask for."""
    return best_of(level(pitch__surface=surface), [5.5, 7.0, 8.5, 10.0, 20.0])


def at_yards(yards: int) -> Level:
    return level(player__A__at=[-15.0 + yards * YARD, 0.0])


def test_the_best_weight_grows_with_distance() -> None:
    five = best_of(at_yards(5), [3.0, 5.0, 7.0, 17.0])
    twenty_five = best_of(at_yards(25), [7.0, 10.0, 12.0, 14.0, 20.0])
    assert five < best_on("dry") < twenty_five


def test_the_best_weight_grows_from_wet_to_dry_to_bumpy() -> None:
    assert best_on("wet") < best_on("dry") < best_on("bumpy")


def test_a_team_mate_who_thinks_comes_to_meet_a_soft_pass_but_holds_no_harder_one() -> None:
    """Who keeps still lets a soft ball die on the way."""
    soft, hard = {"speed": 4.0}, {"speed": 21.0}
    still = summaries(level(), [soft, hard])
    thinks = summaries(level(player__A__control="cpu"), [soft, hard])
    assert thinks[0]["completed_ci95"][0] > still[0]["completed_ci95"][1]
    assert thinks[1]["completed_ci95"][1] < thinks[0]["completed_ci95"][0]


def spread(row: dict[str, Any]) -> float:
    return float(row["direction_error_deg"]["sd"])


def clearly_wider(wide: dict[str, Any], narrow: dict[str, Any]) -> bool:
    """Whether 95 % intervals of two standard deviations, each of N strikes, don't overlap."""
    margin = 1.96 / np.sqrt(2.0 * (N - 1))
    return bool(spread(wide) * (1 - margin) > spread(narrow) * (1 + margin))


def test_a_ball_ahead_of_the_plant_foot_lofts_and_one_under_it_comes_off_slower() -> None:
    sound, ahead, under = summaries(
        level(), [{"ball_offset": offset} for offset in ([0.0, 0.17], [0.2, 0.17], [-0.15, 0.17])]
    )
    assert ahead["loft_deg"]["mean"] > sound["loft_deg"]["mean"] + 8.0
    assert under["speed_off_foot"]["mean"] < 0.9 * sound["speed_off_foot"]["mean"]
    assert under["completed_ci95"][1] < sound["completed_ci95"][0]


def test_contact_before_the_sweet_moment_scoops_and_after_it_stubs() -> None:
    early, sweet, late = summaries(level(), [{"timing": seconds} for seconds in (-0.2, 0.0, 0.17)])
    assert early["loft_deg"]["mean"] > sweet["loft_deg"]["mean"] + 8.0
    assert late["speed_off_foot"]["mean"] < 0.8 * sweet["speed_off_foot"]["mean"]
    assert sweet["loft_deg"]["mean"] < 1.5


def test_leaning_back_lofts() -> None:
    back, over = summaries(level(), [{"lean": -1.0}, {"lean": 0.5}])
    assert back["loft_deg"]["mean"] > over["loft_deg"]["mean"] + 6.0


BEHIND = {"player__P__facing": 180.0, "player__A__at": [-15.0 + 8.0, 0.0]}


def test_the_heel_s_error_grows_faster_with_power_than_the_push_s() -> None:
    growth = {}
    for technique, on in (("backheel", level(**BEHIND)), ("push", level())):
        soft, hard = summaries(on, [{"technique": technique, "speed": v} for v in (5.0, 12.0)])
        assert clearly_wider(hard, soft)
        growth[technique] = spread(hard) - spread(soft)
    assert growth["backheel"] > 2.0 * growth["push"]


def test_a_gentle_full_follow_through_beats_none_and_too_much_for_the_heel() -> None:
    plans = [{"technique": "backheel", "speed": 7.0, "follow_through": f} for f in (0.0, 1.0, 2.0)]
    cut, full, over = summaries(level(**BEHIND), plans)
    assert clearly_wider(cut, full)
    assert clearly_wider(over, full)
    assert full["completed_ci95"][0] > cut["completed_ci95"][1]
    assert full["completed_ci95"][0] > over["completed_ci95"][1]


def test_tired_legs_widen_the_error() -> None:
    (fresh,), (tired,) = (summaries(level(player__P__stamina=s), [{"speed": 10.0}]) for s in (1.0, 0.2))
    assert clearly_wider(tired, fresh)
    assert tired["completed_ci95"][1] < fresh["completed_ci95"][0]


def test_an_opponent_at_the_shirt_widens_the_error() -> None:
    rows = []
    for distance in (1.0, 12.0):
        raw = {**PLAIN, "player": [*PLAIN["player"], _marker(distance)]}  # type: ignore[misc]
        rows += summaries(parse_level(raw, "marked"), [{"speed": 10.0}])
    assert clearly_wider(rows[0], rows[1])


def _marker(distance: float) -> dict[str, Any]:
    return {"id": "D", "team": "blue", "at": [-15.0, distance], "facing": 270.0, "control": "still"}


def test_the_better_foot_errs_less() -> None:
    right, left = summaries(level(), [{"speed": 10.0, "foot": "right"}, {"speed": 10.0, "foot": "left"}])
    assert clearly_wider(left, right)
    assert right["completed_ci95"][0] > left["completed_ci95"][1]


def test_a_push_behind_and_a_heel_ahead_take_a_turn_first() -> None:
    behind, ahead = level(player__P__facing=180.0), level()
    for technique, easy, turned in (("push", ahead, behind), ("backheel", behind, ahead)):
        plan = {"technique": technique, "speed": 9.0}
        (straight,), (after_a_turn,) = (summaries(on, [plan], n=200) for on in (easy, turned))
        seconds = [row["seconds_to_contact"]["mean"] for row in (straight, after_a_turn)]
        assert seconds[1] > seconds[0] + 0.2
        assert abs(after_a_turn["direction_error_deg"]["mean"]) < 2.0


def same(one: RolloutResult, other: RolloutResult) -> bool:
    a, b = one.tally, other.tally
    figures = all(np.array_equal(a.figures[k], b.figures[k], equal_nan=True) for k in a.figures)
    return figures and bool((a.outcome == b.outcome).all())


def test_a_row_is_the_same_alone_and_among_others() -> None:
    on = level(player__A__control="cpu")
    plans: list[dict[str, Any]] = [{"speed": 7.0}, {"speed": 14.0, "look": "away"}, {"technique": "backheel"}]
    together = played(on, plans, n=350)  # three plans cross a batch's edge
    for plan, result in zip(plans, together, strict=True):
        (alone,) = played(on, [plan], n=350)
        assert same(result, alone)


def test_readers_don_t_change_with_the_batch() -> None:
    foes = [_marker(2.0), {**_marker(3.0), "id": "E", "at": [-7.0, 1.0]}]
    defenders = [{**foe, "control": "cpu", "style": "gambler"} for foe in foes]
    mates = [{**PLAIN["player"][1], "control": "cpu"}, {**PLAIN["player"][1], "id": "B", "at": [-6.0, 8.0]}]  # type: ignore[index]
    on = parse_level({**PLAIN, "player": [PLAIN["player"][0], *mates, *defenders]}, "marked")  # type: ignore[index]
    plans: list[dict[str, Any]] = [{"speed": 8.0}, {"technique": "backheel", "delay": 0.7}, {"look": "B"}]
    together = played(on, plans, n=200)
    for plan, result in zip(plans, together, strict=True):
        (alone,) = played(on, [plan], n=40)
        assert (alone.tally.outcome == result.tally.outcome[:40]).all()
        for table in ("push", "heel", "keep", "head_start"):
            ours, theirs = (getattr(r.tally.defender_log, table)[:40] for r in (alone, result))
            assert np.array_equal(ours, theirs, equal_nan=True)
    starts = np.concatenate([result.tally.defender_log.head_start for result in together])
    assert (starts > 0.0).any(), "before contact"
    assert (starts < 0.0).any(), "after it"


def test_more_worlds_leave_the_first_ones_as_they_were() -> None:
    (few,), (many,) = (played(level(), [{"speed": 16.0}], n=n) for n in (40, 1100))
    assert (few.tally.outcome == many.tally.outcome[:40]).all()
    for name, values in few.tally.figures.items():
        assert np.array_equal(values, many.tally.figures[name][:40], equal_nan=True)


def test_rows_share_their_luck() -> None:
    one, other = played(level(), [{"speed": 10.0}, {"speed": 10.5, "delay": 0.4}], n=500)
    errors = [r.tally.figures["direction_error_deg"] for r in (one, other)]
    assert np.corrcoef(*errors)[0, 1] > 0.95


def test_outcomes_are_disjoint_and_add_up() -> None:
    for row in summaries(level(), [{"speed": 9.0}, {"speed": 19.0}, {"target": [0.0, 10.0]}], n=200):
        assert sum(row["outcomes"].values()) == 200
        done = row["outcomes"]["completed"] + row["outcomes"]["completed_other"]
        assert row["completed"] == done / 200
        assert row["completed_ci95"][0] <= row["completed"] <= row["completed_ci95"][1]


def test_an_interceptor_is_named() -> None:
    raw = {**PLAIN, "player": [*PLAIN["player"], {**_marker(0.0), "at": [-8.0, 0.0]}]}  # type: ignore[misc]
    (row,) = summaries(parse_level(raw, "marked"), [{"speed": 10.0}], n=200)
    assert row["outcomes"]["intercepted"] > 100
    assert row["by"] == {"D": row["outcomes"]["intercepted"] + row["outcomes"]["tackled"]}


def test_a_lead_pass_reaches_a_runner_sooner_than_one_to_where_they_were() -> None:
    on = level(player__A__control="cpu", player__A__at=[-3.0, -9.0], player__A__runs_to=[-3.0, 12.0])
    lead, feet = summaries(on, [{"aim": "lead", "speed": 12.0}, {"aim": "feet", "speed": 12.0}], n=400)
    assert lead["completed"] > 0.9
    assert lead["seconds_to_end"]["mean"] < feet["seconds_to_end"]["mean"] - 0.3


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (10, 10), (713, 1000)])
def test_the_interval_is_wilson_s(hits: int, n: int) -> None:
    low, high = wilson(hits, n)
    z2 = 1.959963984540054**2
    for edge in (low, high):
        if 0.0 < edge < 1.0:
            assert (hits / n - edge) ** 2 == pytest.approx(z2 * edge * (1 - edge) / n)
    assert low <= hits / n <= high


def test_every_world_ends_in_one_way() -> None:
    (result,) = played(level(), [{"speed": 4.0}], n=50)
    assert (result.tally.outcome == Outcome.SHORT).all()


def test_two_processes_give_what_one_gives() -> None:
    on = level()
    cases = [
        Case({}, parse_plan({"technique": "push", "target": "A", "speed": v}, "test", on), {}, on)
        for v in (8, 19)
    ]
    for one, two in zip(rollout(cases, 1100, 0), rollout(cases, 1100, 0, processes=2), strict=True):
        assert same(one, two)


MARKED = {
    **PLAIN,
    "seed": 5,
    "player": [
        *PLAIN["player"],
        {"id": "D", "team": "blue", "at": [-4.0, 3.0], "facing": 180.0, "style": "gambler"},
    ],
}


def later(at: float, luck: int = 0, **changes: Any) -> RolloutResult:
    on = parse_level({**MARKED, **changes}, "marked")
    plan = {"technique": "push", "target": "A"}
    case = Case(plan, parse_plan(plan, "test", on) if on.ball.holder else Plan("push", "A"), {}, on)
    return rollout([case], 60, luck, at=at)[0]


@cache
def at_once() -> RolloutResult:
    """The pass from the level's start, which two tests ask for."""
    return later(0.0)


def test_a_moment_at_0_s_is_the_level_s_start() -> None:
    assert same(at_once(), later(1e-9))


def test_from_the_moment_on_the_luck_is_the_seed_s() -> None:
    one = later(0.5)
    assert same(one, later(0.5))
    assert not same(one, later(0.5, luck=1))


def test_a_defender_who_has_had_a_second_is_nearer_and_wins_the_ball_sooner() -> None:
    sooner, later_on = (result.summary()["seconds_to_end"]["mean"] for result in (at_once(), later(1.0)))
    assert 0.0 < later_on < sooner - 0.2


def test_a_person_does_nothing_until_the_moment() -> None:
    moment = moment_at(parse_level(MARKED, "marked"), 1.0, "--at")
    passer = moment.world.squad.index("P")
    assert moment.passer == passer
    assert np.allclose(moment.world.bodies.pos[0, passer], MARKED["player"][0]["at"])


def test_no_moment_where_nobody_has_the_ball() -> None:
    waiting = [{**player, "control": "still"} for player in MARKED["player"]]
    rolling = {**MARKED, "ball": {"at": [0.0, 3.0]}, "player": waiting}
    with pytest.raises(LevelError, match=r"expected a moment at which somebody has the ball \(got 0.2 s\)"):
        later(0.2, **rolling)
