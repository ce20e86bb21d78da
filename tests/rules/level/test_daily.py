"""The daily challenge: the same for everybody on a date, fair, and one try counts."""

from datetime import date, timedelta

import pytest

from game.rules.level.daily import FAMILIES, GOES, challenge_of, mirror
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
