"""What a defender makes of a passer's body, and of what they know of them.

They only watch here: nothing but what they believe is at stake. Pairs share their luck, so that a difference
of three of its own standard errors is not noise.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from game.core.state import NOBODY, STEP_SECONDS
from game.mind.defence.belief import Habits
from tests.mind.scenes import (
    Moment,
    Players,
    at_moment,
    belief_over_time,
    hold_still,
    known_passer,
    level_of,
    mirrored,
    moved,
    plan_of,
    right_share,
    turned,
    two_targets,
)

N = 400


def at_contact(players: Players | None = None, n: int = N, **more: Any) -> np.ndarray:
    """What they give the true one of two, from all they saw up to contact; one number a world."""
    return at_moment(*belief_over_time(players or two_targets(), n, **more), 0.0)


def clearly_more(more: np.ndarray, less: np.ndarray) -> bool:
    gain = more - less
    return bool(gain.mean() > 3.0 * gain.std(ddof=1) / np.sqrt(len(gain)))


@pytest.fixture(scope="module")
def read_of() -> Callable[[str], list[float]]:
    known: dict[str, list[float]] = {}

    def shares(style: str) -> list[float]:
        if style not in known:
            hits = right_share(two_targets(style), 2000, (-0.4, -0.2, -0.1, 0.0))
            known[style] = [right / n for right, n in hits]
        return known[style]

    return shares


def test_an_honest_passer_is_read_as_early_as_people_read_them(
    read_of: Callable[[str], list[float]],
) -> None:
    """The right one of two, from motions stopped before contact (Hunter 2018, and what is known since)."""
    bands = [(0.52, 0.58), (0.60, 0.70), (0.70, 0.80), (0.80, 0.90)]
    noise = 0.011  # one standard error of a share of 2,000
    for share, (low, high) in zip(read_of("patient"), bands, strict=True):
        assert low - noise < share < high + noise


def test_a_novice_reads_four_to_thirteen_points_worse_and_like_a_coin_until_a_leg_goes_back(
    read_of: Callable[[str], list[float]],
) -> None:
    """A novice looks at the ball until then. Three and a half points are noise here."""
    good, novice = read_of("patient"), read_of("novice")
    assert novice[0] == pytest.approx(0.5, abs=0.025)
    assert all(0.035 < a - b < 0.135 for a, b in zip(good, novice, strict=True))
    assert novice[3] > 0.72


def test_who_watches_the_ball_reads_less_in_the_body(read_of: Callable[[str], list[float]]) -> None:
    assert read_of("ball_watcher")[1] < read_of("patient")[1]
    assert read_of("ball_watcher")[3] < read_of("patient")[3]


def test_beliefs_add_up_to_one_from_the_first_moment_to_the_last() -> None:
    players = two_targets()
    level = level_of(players)
    moment = Moment(level, [plan_of(level, target=target) for target in "AB" * 20])
    for _ in moment.play(90):
        c = moment.choices()
        total = c.keep + c.shoot + c.passes.sum(axis=(2, 3, 4))
        assert np.allclose(total, 1.0, atol=1e-12)
        for part in (c.keep, c.shoot, c.passes):
            assert (part >= 0.0).all()
        foes = [level.index("P"), level.index("D")]
        assert (c.passes[..., foes] == 0.0).all(), "nobody passes to themselves or to their marker"


def look(seconds: float, **more: Any) -> np.ndarray:
    """A look of so many seconds, contact at the same moment whatever its length."""
    return at_contact(targets="A", look_time=seconds, delay=round(1.2 - seconds, 2), **more)


def test_a_longer_look_at_the_target_is_believed_more() -> None:
    short, middle, long = (look(seconds) for seconds in (0.2, 0.5, 1.0))
    assert clearly_more(middle, short)
    assert clearly_more(long, middle)


def test_looking_at_the_other_mate_misleads_and_looking_nowhere_tells_little() -> None:
    honest, lying, nowhere = (look(0.6, look=where) for where in ("target", "B", [6.0, 0.0]))
    assert clearly_more(honest, nowhere)
    assert clearly_more(nowhere, lying)


def test_hips_mislead_more_than_eyes() -> None:
    """The same lie, told with the hips turned toward the other team-mate or with the eyes on them.

    While a defender still has time to go: the plant foot outweighs both.
    """

    def early(**lie: Any) -> np.ndarray:
        return at_moment(*belief_over_time(two_targets(), N, targets="A", look_time=0.6, **lie), -0.2)

    toward_b = -21.0
    honest = early()
    eyes = early(look="B")
    hips = early(hips=toward_b)
    both = early(look="B", hips=toward_b)
    assert clearly_more(honest, eyes)
    assert clearly_more(eyes, hips)
    assert clearly_more(hips, both)


def test_eyes_that_lied_ten_times_count_for_less() -> None:
    def gap(lies: float, truths: float) -> np.ndarray:
        known = {"truths": truths, "lies": lies}
        return look(0.6, habits=known_passer(N, 4, **known)) - look(
            0.6, look="B", habits=known_passer(N, 4, **known)
        )

    honest, new, liar = gap(0.0, 10.0), gap(0.0, 0.0), gap(10.0, 0.0)
    assert clearly_more(honest, new)
    assert clearly_more(new, liar)
    assert liar.mean() < 0.6 * new.mean()


def test_a_habit_is_learned_from_passes_that_were_seen() -> None:
    """Ten passes with the eyes on the other team-mate, played: the defender counts lies, and knows pushes."""
    players = two_targets()
    level = level_of(players)
    for where, lied in (("B", True), ("target", False)):
        moment = Moment(level, [plan_of(level, speed=11.0, look=where)] * 60)
        for _ in moment.play(120, hold_still):
            pass
        habits = moment.defenders.habits
        assert (moment.contact >= 0).all()
        passer, own, reader = 0, 1, level.index("D")
        assert ((habits.lies if lied else habits.truths)[:, passer, reader] == 1.0).mean() > 0.75
        assert (habits.pushes[:, passer, reader] == 1.0).all()
        assert (habits.to[:, passer, reader, level.index("A")] == 1.0).mean() > 0.9
        assert (habits.pushes[:, passer, own] == 0.0).all(), "a passer's own side doesn't guard against them"


def test_who_looks_away_learns_nothing_of_a_pass() -> None:
    players = two_targets()
    players[3]["facing"] = 0.0
    level = level_of(players)

    def turn_away(moment: Moment, intents: Any) -> None:
        hold_still(moment, intents)
        intents.look_at[:, moment.foes] = (20.0, 0.0)

    moment = Moment(level, [plan_of(level, speed=11.0)] * 5)
    for _ in moment.play(120, turn_away):
        pass
    assert (moment.contact >= 0).all()
    assert (moment.defenders.habits.pushes == 0.0).all()


def test_a_pass_is_learned_of_when_it_is_seen_and_not_when_it_is_struck() -> None:
    level = level_of(two_targets())
    moment = Moment(level, [plan_of(level, speed=11.0)] * 5)
    learned = None
    for _ in moment.play(120, hold_still):
        if learned is None and (moment.defenders.habits.pushes[:, 0, 3] == 1.0).all():
            learned = moment.world.step - 1
    assert learned is not None
    late = round(float(moment.ai_team.minds.delay[3]) / STEP_SECONDS)
    assert (learned - moment.contact == late + 1).all()


def test_whom_a_passer_always_finds_is_expected_to_get_it_again() -> None:
    """Ten heels to the same player with the back turned to them: the next turned back means that player."""
    players = [{**p, "facing": 180.0} if p["id"] == "P" else p for p in two_targets()]
    level = level_of(players)
    found = []
    for passes in (0.0, 10.0):
        habits = Habits.none(N, 4)
        habits.heels[:, 0] = habits.to[:, 0, :, 1] = passes
        moment = Moment(level, [plan_of(level, technique="backheel", look="away")] * N, 0, habits)
        for _ in moment.play(15, hold_still):
            pass
        passes_to = moment.choices().passes[:, 0].sum(axis=(1, 2))
        found.append(passes_to[:, 1] / np.maximum(passes_to.sum(axis=1), 1e-12))
    assert clearly_more(found[1], found[0])


def test_one_who_always_heels_is_expected_to_heel() -> None:
    """Back to the goal, the leg hangs: without a habit a push ahead, with one a heel behind."""
    players = [{**p, "facing": 180.0} if p["id"] == "P" else p for p in two_targets()]
    level = level_of(players)
    found = []
    for heels in (0.0, 10.0):
        habits = known_passer(N, 4)
        habits.heels[:, 0] = heels
        moment = Moment(level, [plan_of(level, technique="backheel", look="away")] * N, 0, habits)
        for _ in moment.play(15, hold_still):
            pass
        c = moment.choices()
        heel = c.passes[:, 0, 1].sum(axis=(1, 2))
        found.append(heel / np.maximum(c.passes[:, 0].sum(axis=(1, 2, 3)), 1e-12))
    assert clearly_more(found[1], found[0])


def right_of(change: Callable[[Players], Players]) -> float:
    """How often the true one of two seems likelier, in a changed scene."""
    shares = at_contact(change(two_targets()), 1200, seed=3)
    return float((shares > 0.5).mean())


@pytest.fixture(scope="module")
def right_unchanged() -> float:
    return right_of(lambda players: players)


@pytest.mark.parametrize(
    "change",
    [mirrored, lambda p: turned(p, 90.0), lambda p: turned(p, 217.0), lambda p: moved(p, (9.0, -7.0))],
    ids=["mirrored", "turned by 90", "turned by 217", "moved"],
)
def test_a_defender_reads_the_same_in_the_mirror_and_anywhere(
    change: Callable[[Players], Players], right_unchanged: float
) -> None:
    # Two shares of 1,200 near .86: a standard error of their difference is .014 without shared luck.
    assert right_of(change) == pytest.approx(right_unchanged, abs=0.045)


def whole_mind(moment: Moment) -> list[np.ndarray]:
    c = moment.choices()
    return [c.keep, c.shoot, c.passes]


def test_a_world_believes_the_same_alone_and_among_others() -> None:
    level = level_of(two_targets())
    plans = [plan_of(level, target="AB"[i % 2], speed=9.0 + 0.1 * i) for i in range(12)]
    many = Moment(level, plans)
    chosen = 7
    alone = Moment(level, [plans[chosen]])
    alone.world.reseed(many.world.seeds[[chosen]])
    for _ in zip(many.play(140), alone.play(140), strict=True):
        for among, single in zip(whole_mind(many), whole_mind(alone), strict=True):
            assert among[chosen].tobytes() == single[0].tobytes()


def test_a_world_goes_on_believing_the_same_after_the_others_ended() -> None:
    """Halfway, some worlds are taken out of the batch, and go on alone."""
    level = level_of(two_targets())
    plans = [plan_of(level, target="AB"[i % 2]) for i in range(9)]
    whole, part = Moment(level, plans), Moment(level, plans)
    for _ in zip(whole.play(45), part.play(45), strict=True):
        pass
    rows = np.array([2, 5, 6])
    part.world, part.ai_team = part.world.take(rows), part.ai_team.take(rows)
    part.executor = part.executor.take(rows)
    part.contact, part.worlds = part.contact[rows], len(rows)
    part.tally = type(part.tally).of(part.world.squad, part.passer, np.full(len(rows), NOBODY))
    for _ in zip(whole.play(70), part.play(70), strict=True):
        for many, few in zip(whole_mind(whole), whole_mind(part), strict=True):
            assert many[rows].tobytes() == few.tobytes()
