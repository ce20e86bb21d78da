"""A pass is complete when a team-mate has it under control."""

import pytest

from game.core.events import Events, Kind
from game.core.intents import Technique
from game.rules.level.objectives import CompletePassObjective
from game.scenario.load import load_level, parse_level
from tests.rules.events import Told, event, strike


@pytest.fixture
def partner() -> Told:
    return Told("partner-15-dry", CompletePassObjective)


@pytest.fixture
def corridor() -> Told:
    return Told("heel-partner-corridor", CompletePassObjective)


@pytest.fixture
def match() -> Told:
    """P and A against D, with B as a second team-mate."""
    raw = load_level("partner-15-dry").model_dump(by_alias=True, exclude_unset=True)
    defender = {"id": "D", "team": "blue", "at": [0.0, 3.0], "facing": 0.0, "control": "cpu"}
    second = {"id": "B", "team": "red", "at": [0.0, -3.0], "facing": 0.0, "control": "cpu"}
    return Told(
        parse_level({**raw, "player": [*raw["player"], defender, second]}, "match"), CompletePassObjective
    )


RECEIVED = event(Kind.CONTROL, 1, at=(6.5, 0.0), speed=6.0)


def test_a_pass_that_the_partner_controls_counts(partner: Told) -> None:
    partner.tell(strike(), RECEIVED)
    assert partner.line("pushes completed") == (1, 10)
    assert partner.said == "A has it"


def test_the_pass_back_counts_for_nothing(partner: Told) -> None:
    partner.tell(strike(), RECEIVED, strike(player=1), event(Kind.CONTROL, 0))
    assert partner.objective.progress.attempts == 1


def test_ten_passes_win(partner: Told) -> None:
    for _ in range(10):
        partner.tell(strike(), RECEIVED, strike(player=1), event(Kind.CONTROL, 0))
    assert partner.objective.progress.won


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([strike(), event(Kind.OUT)], "out of play"),
        ([strike(), event(Kind.STOPPED)], "too soft"),
        ([strike(), event(Kind.MISCONTROL, 1, speed=15.0)], "couldn't hold it, it came at 15 m/s"),
        ([strike(), event(Kind.CONTROL, 0)], "you took it back yourself"),
        ([strike(technique=Technique.BACKHEEL), RECEIVED], "that was a heel, only a push counts here"),
        ([strike(), strike()], "played on"),
        ([strike(), event(Kind.CONTROL, 2)], "cut out by D"),
        ([strike(), event(Kind.CONTROL, 3)], "it reached B, not A"),
        ([event(Kind.TACKLE, 2, other=0)], "tackled by D"),
    ],
)
def test_what_became_of_a_pass_that_was_lost(match: Told, steps: list[Events], said: str) -> None:
    match.tell(strike(), RECEIVED)
    match.tell(*steps)
    assert said in match.said
    assert match.line("in a row") == (0, None)
    assert match.line("pushes completed") == (1, 10)


def test_a_deflection_on_the_way_is_still_the_passer_s(match: Told) -> None:
    match.tell(strike(), event(Kind.DEFLECTION, 2), RECEIVED)
    assert match.line("pushes completed") == (1, 10)


def heel(y: float) -> list[Events]:
    """From in front of the corridor to the partner; the far cones stand at x = -0.6, y = -1.1 and 1.1."""
    return [
        strike(at=(2.0, y), technique=Technique.BACKHEEL),
        event(Kind.CONTROL, 1, at=(-3.5, y)),
    ]


def test_a_heel_between_the_cones_counts(corridor: Told) -> None:
    corridor.tell(*heel(0.5))
    assert corridor.line("heels completed") == (1, 10)


def test_a_heel_past_the_cones_does_not(corridor: Told) -> None:
    corridor.tell(*heel(1.4))
    assert corridor.said == "past the cones, not between them"
    assert corridor.line("heels completed") == (0, 10)


def test_the_way_off_a_cone_is_followed(corridor: Told) -> None:
    strike_through, _ = heel(0.5)
    corridor.tell(strike_through, event(Kind.POST, at=(-0.5, 1.05)), event(Kind.CONTROL, 1, at=(-3.5, 3.0)))
    assert corridor.said == "past the cones, not between them"
    strike_past, _ = heel(1.4)
    corridor.tell(strike_past, event(Kind.POST, at=(0.2, 1.0)), event(Kind.CONTROL, 1, at=(-3.0, -1.0)))
    assert corridor.line("heels completed") == (1, 10)
