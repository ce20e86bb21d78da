"""A cup follows from its sides, its seed and the matches that were played."""

import json

import pytest
from pydantic import ValidationError

from game.rules.match.cup import NOBODY_YET, Cup, Entrant
from game.rules.match.play_out import play_out


def a_cup(sides: int, people: int = 1, seed: int = 3) -> Cup:
    names = [Entrant(name=f"Side {n}", person=n < people, kit="navy") for n in range(sides)]
    return Cup(entrants=tuple(names), seed=seed, minutes=0.5, a_side=3)


def through(cup: Cup) -> Cup:
    """The first side wins every match."""
    while cup.winner == NOBODY_YET:
        tie = next(tie for tie in cup.ties if tie.ready)
        cup = cup.played(tie, (2, 1))
    return cup


@pytest.mark.parametrize("sides", [4, 8])
def test_everybody_is_drawn_once_and_one_side_wins_all_its_ties(sides: int) -> None:
    cup = a_cup(sides)
    assert sorted(cup.draw) == list(range(sides))
    over = through(cup)
    assert len(over.games) == sides - 1
    won = [tie.winner for tie in over.ties]
    assert won.count(over.winner) == len(over.rounds)
    assert not over.next_tie
    assert not over.computer_ties


def test_the_draw_is_its_seeds_alone_and_seeds_draw_differently() -> None:
    assert a_cup(8, seed=4).draw == a_cup(8, seed=4).draw
    assert len({a_cup(8, seed=seed).draw for seed in range(12)}) > 10
    first = [a_cup(4, seed=seed).draw[0] for seed in range(400)]
    assert all(60 < first.count(side) < 140 for side in range(4))  # 100 expected, sd 9


def test_two_sides_play_until_one_has_won_twice_and_a_level_match_counts_for_nobody() -> None:
    cup = a_cup(2)
    for score in ((1, 0), (0, 2), (1, 1)):
        cup = cup.played(cup.ties[0], score)
        assert cup.winner == NOBODY_YET
        assert cup.next_tie is not None
    assert cup.played(cup.ties[0], (0, 1)).winner == 1


def test_a_level_tie_is_played_again_with_other_luck() -> None:
    cup = a_cup(4)
    tie = cup.ties[0]
    again = cup.played(tie, (1, 1))
    assert again.ties[0].ready
    assert again.ties[0].scores == ((1, 1),)
    assert again.seed_of(again.ties[0]) != cup.seed_of(tie)


def test_every_match_has_luck_of_its_own() -> None:
    cup = a_cup(8)
    seeds = set()
    while cup.winner == NOBODY_YET:
        tie = next(tie for tie in cup.ties if tie.ready)
        seeds.add(cup.seed_of(tie))
        cup = cup.played(tie, (1, 1) if len(tie.scores) < 2 else (0, 3))
    assert len(seeds) == len(cup.games) == 21


def test_people_get_the_side_they_were_drawn_to() -> None:
    cup = a_cup(4, people=2)
    for tie in cup.ties[:2]:
        fixture = cup.fixture(tie)
        assert [side.name for side in fixture.sides] == [cup.entrants[n].name for n in tie.sides]
        steered = {name: cup.entrants[tie.sides[side]] for name, side in fixture.people.items()}
        assert all(entrant.person for entrant in steered.values())
        assert len(steered) == sum(cup.entrants[n].person for n in tie.sides)


def test_it_comes_back_from_its_file_as_it_was_and_an_impossible_one_does_not() -> None:
    cup = a_cup(4).played(a_cup(4).ties[1], (3, 0))
    written = json.loads(json.dumps(cup.model_dump(mode="json")))
    assert Cup.model_validate(written) == cup
    written["games"] = [{"tie": 2, "score": [1, 0]}]
    with pytest.raises(ValidationError, match="tie 2 could not be played then"):
        Cup.model_validate(written)
    with pytest.raises(ValidationError, match="2, 4, 8 sides"):
        a_cup(3)


def test_a_match_between_computers_can_be_called_off() -> None:
    cup = a_cup(4, people=0)
    tie = cup.computer_ties[0]
    assert play_out(None, cup.fixture(tie), cup.seed_of(tie), stop=lambda: True) is None
