"""The card says in a coach's words what the foot did, and says nothing that the numbers don't."""

import re
from math import degrees, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.card.causes import SpreadCause, of_height, of_line, of_weakness, widening
from game.analysis.card.text import Card, Line, describe
from game.core.intents import Technique
from game.sim.feet import FEET

PUSH, HEEL = 1.0, 2.0


def strike(technique: float = PUSH, **changed: float) -> dict[str, float]:
    """A sound strike with some of its numbers changed."""
    heel = technique == HEEL
    forward, lateral = FEET[Technique(int(technique))].sweet
    speed = 6.0 if heel else 12.0
    sound = {
        "world": 0.0,
        "player": 0.0,
        "other": -1.0,
        "technique": technique,
        "foot": 1.0,
        "better_foot": 1.0,
        "skill": 0.7,
        "offset_forward": forward + 0.004,
        "offset_lateral": lateral - 0.006,
        "sweet_forward": forward,
        "sweet_lateral": lateral,
        "lean": 0.3,
        "firmness": 0.94,
        "pressure": 0.0,
        "stamina": 0.97,
        "turned": 0.0,
        "backswing": 0.35,
        "follow": 1.0,
        "speed_asked": speed,
        "speed_off": speed * 0.985,
        "speed_bound": speed * 1.5,
        "aim_angle": 0.0,
        "direction": 0.01,
        "direction_error": 0.01,
        "loft": 0.0,
        "hips_to_aim": np.pi if heel else 0.0,
        "strain": 0.0,
        "body_speed": 1.2,
        "speed": 0.4,
    }
    assert set(changed) <= set(sound), "a number that no strike has"
    return sound | changed


def line(card: Card, what: str) -> Line:
    return next(item for item in card.lines if str(item.what) == what)


# A fault: what is wrong with the strike, what came of it, and what the headline then has to name.
FAULTS: list[tuple[str, dict[str, float], str]] = [
    (
        "push with the ball ahead of the plant foot",
        strike(offset_forward=0.12, loft=0.15),
        "Up in the air, 9°: the ball was 12 cm ahead of the standing foot and was scooped.",
    ),
    (
        "push with the ball behind the plant foot",
        strike(offset_forward=-0.16, speed_off=8.9),
        "Soft, 8.9 of 12.0 m/s: the ball was 16 cm behind the standing foot and was stubbed.",
    ),
    (
        "heel with the ball too far back",
        strike(HEEL, offset_forward=-0.22, loft=0.18),
        "Up in the air, 10°: the ball was 22 cm behind the standing foot and the heel came up under it.",
    ),
    (
        "heel with the ball beside the plant foot",
        strike(HEEL, offset_forward=-0.01, speed_off=4.4),
        "Soft, 4.4 of 6.0 m/s: the ball was 1 cm behind the standing foot and the heel came down on it.",
    ),
    (
        "ball too far to the side",
        strike(offset_lateral=0.36, direction_error=-0.10),
        "Wide, 6° to the right: the ball was 36 cm to the side of the standing foot, too far away.",
    ),
    (
        "ball too close",
        strike(offset_lateral=0.02, direction_error=0.09),
        "Wide, 5° to the left: the ball was 2 cm to the side of the standing foot, too close.",
    ),
    ("leaning back", strike(lean=-0.8, loft=0.19), "Up in the air, 11°: leaning back (80 %)."),
    (
        "more asked than the backswing allowed",
        strike(speed_asked=16.0, speed_bound=11.0, speed_off=10.8, backswing=0.21),
        "Soft, 10.8 of 16.0 m/s: the leg was back for only 0.21 s.",
    ),
    (
        "more asked than the leg has",
        strike(speed_asked=25.0, speed_bound=20.0, speed_off=19.8, backswing=0.7),
        "Soft, 19.8 of 25.0 m/s: a full swing has 20.0 m/s in it, no more.",
    ),
    (
        "loose ankle",
        strike(firmness=0.35, direction_error=0.12),
        "Wide, 7° to the left: loose ankle (35 % firm).",
    ),
    (
        "heel struck with all its power",
        strike(HEEL, speed_asked=11.0, speed_bound=11.0, speed_off=10.9, direction_error=0.2),
        "Wide, 11° to the left: too much power, a heel wants a light touch.",
    ),
    (
        "push struck with all its power",
        strike(speed_asked=19.0, speed_bound=19.0, speed_off=18.5, direction_error=0.15),
        "Wide, 9° to the left: hit too hard to be true.",
    ),
    (
        "heel swung too far through",
        strike(HEEL, follow=2.0, direction_error=0.2),
        "Wide, 11° to the left: swung too far through.",
    ),
    (
        "follow-through cut short",
        strike(HEEL, follow=0.0, direction_error=-0.2),
        "Wide, 11° to the right: the follow-through was cut short.",
    ),
    (
        "aim behind a push",
        strike(hips_to_aim=2.4, strain=0.70, direction_error=-0.6),
        "Wide, 34° to the right: the inside of a right foot can't send it 138° from the hips.",
    ),
    (
        "aim ahead of a heel",
        strike(HEEL, hips_to_aim=0.5, strain=0.75, direction_error=1.3),
        "Wide, 74° to the left: a right heel can't send it 29° from the hips.",
    ),
    (
        "hurried",
        strike(HEEL, pressure=1.0, direction_error=0.2),
        "Wide, 11° to the left: hurried by an opponent.",
    ),
    (
        "tired",
        strike(HEEL, stamina=0.1, direction_error=0.2),
        "Wide, 11° to the left: tired legs (10 % left).",
    ),
    (
        "on the run",
        strike(HEEL, body_speed=7.0, direction_error=0.2),
        "Wide, 11° to the left: hit while running at 7.0 m/s.",
    ),
    (
        "first time",
        strike(speed=11.0, direction_error=0.2),
        "Wide, 11° to the left: the ball came at 11.0 m/s and was hit first time.",
    ),
    (
        "twisted",
        strike(strain=0.55, hips_to_aim=1.6, direction_error=0.2),
        "Wide, 11° to the left: twisted 32° past what a right foot does with ease.",
    ),
    (
        "no fault at all",
        strike(direction_error=0.08),
        "Wide, 5° to the left: no one fault, contact like this strays by about 3°.",
    ),
]


@pytest.mark.parametrize(("numbers", "headline"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_headline_names_the_main_fault(numbers: dict[str, float], headline: str) -> None:
    assert str(describe(numbers).headline) == headline


@pytest.mark.parametrize("technique", [PUSH, HEEL])
def test_a_good_strike_is_praised_and_no_fault_is_invented(technique: float) -> None:
    card = describe(strike(technique))
    speed = 5.9 if technique == HEEL else 11.8
    assert f"1° off the line at {speed} m/s" in str(card.headline)
    assert str(card.headline).startswith("Clean")
    assert all(item.good is not False for item in card.lines)
    assert all(item.good for item in card.lines[:7])
    assert len(card.lines) == 7, (
        "nothing is said about pressure, legs, angle or running when they are as usual"
    )


def test_praise_is_for_what_was_good() -> None:
    light = describe(strike(HEEL, offset_forward=-0.17))
    assert str(light.headline) == "A light touch and a true one: 1° off the line at 5.9 m/s."
    assert str(describe(strike(offset_forward=0.05)).headline) == "A true kick: 1° off the line at 11.8 m/s."


def test_a_ball_that_is_hardly_off_is_told_so() -> None:
    hardly = describe(strike(direction_error=radians(-3.0)))
    assert str(hardly.headline) == "Nearly: 3° to the right at 11.8 m/s."
    placed_so_so = describe(strike(HEEL, direction_error=radians(4.4), offset_forward=-0.09))
    assert str(placed_so_so.headline) == "Nearly: 4° to the left at 5.9 m/s."


@pytest.mark.parametrize(
    ("changed", "what", "said", "number", "good"),
    [
        ({"direction_error": radians(-8.26)}, "Line", "right of your aim", "8.3° right", False),
        ({"direction_error": radians(2.9)}, "Line", "A touch to the left", "2.9° left", None),
        ({"loft": radians(12.0)}, "Height", "popped up", "12.0° up", False),
        ({"loft": radians(3.0)}, "Height", "small hop", "3.0° up", None),
        (
            {"offset_forward": 0.09},
            "Ball and standing foot",
            "you scooped it",
            "9 cm ahead, 16 cm beside",
            False,
        ),
        (
            {"offset_forward": -0.07},
            "Ball and standing foot",
            "you stubbed it",
            "7 cm behind, 16 cm beside",
            False,
        ),
        ({"offset_lateral": 0.25}, "Ball and standing foot", "Too far away", "level, 25 cm beside", False),
        (
            {"offset_lateral": -0.03},
            "Ball and standing foot",
            "Too close",
            "level, 3 cm across",
            False,
        ),
        ({"lean": -0.5}, "Lean", "leaned back", "50 % back", False),
        ({"firmness": 0.55}, "Ankle", "Loose", "55 % firm", False),
        ({"firmness": 0.8}, "Ankle", "Not quite", "80 % firm", None),
        (
            {"speed_bound": 9.0},
            "Power",
            "Back for 0.35 s, the leg had only 9.0 m/s in it",
            "asked 12.0, got 11.8 m/s",
            False,
        ),
        ({"speed_off": 9.04}, "Power", "Softer", "asked 12.0, got 9.0 m/s", False),
        ({"speed_off": 14.0}, "Power", "Harder", "asked 12.0, got 14.0 m/s", None),
        ({"follow": 0.2}, "Follow-through", "Cut short", "20 % of usual", False),
        ({"follow": 1.9}, "Follow-through", "Too far", "190 % of usual", False),
        ({"pressure": 0.9}, "Pressure", "was on you", "90 %", False),
        ({"pressure": 0.4}, "Pressure", "was near", "40 %", False),
        ({"stamina": 0.35}, "Legs", "Tired", "35 % left", False),
        ({"strain": 0.2}, "Angle", "right foot", "11° past", False),
        ({"better_foot": 0.0, "foot": -1.0}, "Foot", "weaker foot, the left", "left", None),
        ({"body_speed": 5.14}, "Running", "on the run", "5.1 m/s", None),
        ({"speed": 6.25}, "First time", "moving ball", "6.2 m/s", None),
    ],
)
def test_a_lines_words_and_number(
    changed: dict[str, float], what: str, said: str, number: str, good: bool | None
) -> None:
    found = line(describe(strike(**changed)), what)
    assert said in str(found.said)
    assert str(found.number) == number
    assert found.good is good


def test_a_heel_is_told_in_a_heels_words() -> None:
    ahead = describe(strike(HEEL, offset_forward=0.03))
    assert "Too far forward: your heel came down" in str(line(ahead, "Ball and standing foot").said)
    far = describe(strike(HEEL, offset_forward=-0.19))
    assert "Too far back: your heel came up" in str(line(far, "Ball and standing foot").said)
    hard = line(describe(strike(HEEL, speed_asked=10.0, speed_bound=10.2, speed_off=9.8)), "Power")
    assert (str(hard.said), hard.good) == ("Hard for a heel: a lighter touch is truer.", False)
    assert line(describe(strike(speed_asked=10.0, speed_bound=10.2, speed_off=9.8)), "Power").good is True


def test_the_left_foots_faults_are_mirrored() -> None:
    assert of_line(strike(offset_lateral=0.36, direction_error=-0.10))[0][0] is SpreadCause.TOO_WIDE
    left = strike(foot=-1.0, offset_lateral=0.36, direction_error=0.10)
    assert of_line(left)[0][0] is SpreadCause.TOO_WIDE
    # The ball too far from the left foot sends it left; what sent it right was something else.
    assert SpreadCause.TOO_WIDE not in dict(of_line(left | {"direction_error": -0.10}))


def test_bigger_effects_come_first() -> None:
    scooped = strike(offset_forward=0.15, lean=-0.3, loft=0.30)
    assert [c for c, _ in of_height(scooped)][:2] == [SpreadCause.TOO_FAR_ON, SpreadCause.LEAN_BACK]
    leaned = strike(offset_forward=0.03, lean=-0.9, loft=0.26)
    assert [c for c, _ in of_height(leaned)][:2] == [SpreadCause.LEAN_BACK, SpreadCause.TOO_FAR_ON]


def test_a_stubbed_ball_that_hops_is_not_called_a_scoop() -> None:
    hopped = strike(offset_forward=-0.25, loft=0.12, speed_off=9.0)
    assert of_height(hopped)[0][0] is SpreadCause.TOO_EARLY
    assert "stubbed" in str(describe(hopped).headline)


def test_shares_of_the_spread_never_exceed_the_whole() -> None:
    everything = strike(
        HEEL, firmness=0.3, stamina=0.2, pressure=1.0, body_speed=6.0, follow=2.0, strain=0.5, better_foot=0.0
    )
    shares = [share for _, share in widening(everything)]
    assert shares == sorted(shares, reverse=True)
    assert 0.5 < sum(shares) < 1.0
    assert sum(share for _, share in widening(strike(HEEL, stamina=1.0, body_speed=0.0, speed=0.0))) < 0.2


def numbers_in(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


FREE = {
    "technique": st.sampled_from([PUSH, HEEL]),
    "foot": st.sampled_from([1.0, -1.0]),
    "better_foot": st.sampled_from([0.0, 1.0]),
    "offset_forward": st.floats(-0.4, 0.4),
    "offset_lateral": st.floats(-0.1, 0.5),
    "lean": st.floats(-1.0, 1.0),
    "firmness": st.floats(0.15, 1.0),
    "pressure": st.floats(0.0, 1.0),
    "stamina": st.floats(0.0, 1.0),
    "backswing": st.floats(0.1, 1.0),
    "follow": st.floats(0.0, 2.0),
    "speed_asked": st.floats(1.0, 25.0),
    "speed_off": st.floats(0.1, 25.0),
    "speed_bound": st.floats(0.5, 22.0),
    "direction_error": st.floats(-np.pi, np.pi),
    "loft": st.floats(0.0, 1.2),
    "hips_to_aim": st.floats(-np.pi, np.pi),
    "strain": st.floats(0.0, 0.75),
    "body_speed": st.floats(0.0, 9.5),
    "speed": st.floats(0.0, 20.0),
}


@given(st.fixed_dictionaries(FREE))
def test_every_number_on_the_card_is_one_of_the_strikes(free: dict[str, float]) -> None:
    numbers = strike(**free)
    allowed: set[str] = set()
    for key, value in numbers.items():
        allowed |= {f"{abs(value):.1f}", f"{abs(value):.2f}", f"{abs(value) * 100:.0f}"}
        if key in ("direction_error", "loft", "hips_to_aim", "strain"):
            allowed |= {f"{abs(degrees(value)):.0f}", f"{abs(degrees(value)):.1f}"}
    card = describe(numbers)
    for item in card.lines:
        assert set(numbers_in(f"{item.said} {item.number}")) <= allowed, item
    headline = str(card.headline)
    if "strays" not in headline:
        assert set(numbers_in(headline)) <= allowed
    texts = [headline, *(str(item.said) for item in card.lines)]
    assert all(len(text) < 110 and text.endswith(".") and text[0].isupper() for text in texts)


@given(st.fixed_dictionaries(FREE))
def test_causes_are_ordered_and_positive_for_any_strike(free: dict[str, float]) -> None:
    numbers = strike(**free)
    for causes in (of_height(numbers), of_weakness(numbers), of_line(numbers)):
        sizes = [size for _, size in causes]
        assert all(size > 0.0 for size in sizes)
        assert sizes == sorted(sizes, reverse=True)
        assert len({cause for cause, _ in causes}) == len(causes)
