"""The daily challenge: the same for everybody on a date, fair, and one try counts."""

from datetime import date, timedelta

import pytest

from game.rules.level.daily import FAMILIES, GOES, challenge_of, mirror, streak
from game.rules.level.session import Session
from game.rules.level.steps import Steps
from game.scenario.catalogue import catalogue

DAY = date(2026, 11, 27)


def test_a_date_always_gives_the_same_challenge() -> None:
    one, other = (challenge_of(DAY.toordinal(), DAY.isoformat()) for _ in "12")
    assert one is not None
    assert one == other
    assert one.key == "daily:2026-11-27"
    assert one.entry.name in FAMILIES[DAY.weekday()], "a Friday's family: pressed"


def test_days_differ_and_every_family_is_there() -> None:
    found = [challenge_of((DAY + timedelta(n)).toordinal(), "a day") for n in range(60)]
    drawn = {(c.entry.name, c.mirrored) for c in found if c is not None}
    assert len(drawn) > 20
    names = {entry.name for entry in catalogue()}
    assert {name for family in FAMILIES for name in family} <= names
    for challenge in found:
        assert challenge is not None
        assert challenge.level.objective.goes == GOES  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["third-man", "the-keepers-hands"])
def test_a_mirrored_level_is_won_the_same_way(name: str) -> None:
    from game.scenario.load import parse_level

    entry = next(entry for entry in catalogue() if entry.name == name)
    raw = entry.level.model_dump(mode="json", by_alias=True, exclude_unset=True)
    session = Session(parse_level(mirror(raw), "mirrored"), seed=0)
    steps = Steps(session, session.player, "sound")
    while session.progress.attempts < 2:
        session.advance(steps.wishes())
    assert session.progress.score == 2


@pytest.mark.parametrize(
    ("days", "number"),
    [
        ([], 0),
        ([27], 1),
        ([26], 1),
        ([25, 27], 2),
        ([24, 25], 2),
        ([23, 24], 0),
        ([19, 20, 21, 23, 24, 25, 26, 27], 8),
        ([20, 21, 23, 24, 26, 27], 4),
        ([21, 22, 24, 25, 26, 27], 6),
        ([18, 20, 21, 22, 23, 24, 25, 27], 8),
        ([18, 19, 20, 22, 23, 24, 25, 27], 5),
    ],
)
def test_a_streak_forgives_one_missed_day_a_week(days: list[int], number: int) -> None:
    assert streak({f"2026-11-{day}" for day in days}, "2026-11-27") == number
