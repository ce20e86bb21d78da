"""Scripted people: a keyboard's means, a person's reaction, the same luck again."""

from dataclasses import replace

import pytest

from game.app.input.buttons import HELD, Buttons
from game.app.input.surroundings import Around, NearbyPlayer
from game.app.scripted.levels import play_level
from game.app.scripted.people import KINDS, BeginningPerson, LevelAim, PassingPerson, RunningPerson
from game.app.scripted.person import BEAT, EIGHT, REACTION, ScreenSight, openness, toward
from game.scenario.load import apply_level_set, load_level

HERE = Around(
    body=(0.0, 0.0),
    ball=(0.3, 0.0),
    hips=0.0,
    back=False,
    mates=(NearbyPlayer((0.0, 8.0), number=1), NearbyPlayer((8.0, 0.0), number=2)),
    foes=(NearbyPlayer((4.0, 0.2), number=3),),
    their_goal=(20.0, 0.0),
)
MINE = ScreenSight(HERE, mine=True)


def pressed(buttons: Buttons) -> set[str]:
    return {name for name in HELD if getattr(buttons, name)}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_script_has_eight_directions_and_tenths_of_a_second(kind: str) -> None:
    person = KINDS[kind](3, 0, 0)
    held = [person.buttons(MINE) for _ in range(300)]
    ways = {tuple(round(part, 3) for part in one.move) for one in held}
    straight, aslant = (0.0, 1.0, -1.0), (0.707, -0.707)
    assert all(set(way) <= set(straight) or set(way) <= set(aslant) for way in ways)
    assert not any(one.analog for one in held)
    for step in range(1, 300):
        assert held[step] == held[step - 1] or step % BEAT == 0


def test_nobody_answers_sooner_than_people_do() -> None:
    person = RunningPerson(0)
    away = ScreenSight(replace(HERE, their_goal=(-20.0, 0.0)), mine=True)
    before = [person.buttons(MINE) for _ in range(60)][-1]
    assert before.move[0] > 0.0
    answered = next(step for step in range(60) if person.buttons(away).move[0] < 0.0)
    assert REACTION <= answered <= REACTION + BEAT


def test_the_same_seed_presses_the_same_keys_and_another_presses_others() -> None:
    def keys(seed: int) -> list[Buttons]:
        person = KINDS["random"](seed, 0, 0)
        return [person.buttons(MINE) for _ in range(240)]

    assert keys(5) == keys(5)
    assert keys(5) != keys(6)


def test_a_passer_plays_to_the_open_team_mate_and_not_through_a_defender() -> None:
    assert openness(HERE.ball, HERE.mates[0], HERE.foes) > openness(HERE.ball, HERE.mates[1], HERE.foes)
    person = PassingPerson(1)
    pushes = [one for _ in range(120) if (one := person.buttons(MINE)).push]
    assert pushes
    assert all(one.move[1] > 0.9 for one in pushes)


def test_a_beginner_takes_the_cards_word_for_technique_and_receiver() -> None:
    person = BeginningPerson(1, aim=lambda: LevelAim(technique="heel", to=frozenset({2})))
    strikes = [one for _ in range(120) if (one := person.buttons(MINE)) and pressed(one)]
    assert {name for one in strikes for name in pressed(one)} == {"heel"}
    assert all(one.move[0] > 0.9 for one in strikes)


def test_toward_takes_the_nearest_of_eight() -> None:
    assert toward((0.0, 0.0), (5.0, 1.0)) == EIGHT[0]
    assert toward((0.0, 0.0), (5.0, 3.0)) == EIGHT[1]
    assert toward((0.0, 0.0), (-1.0, -5.0)) == EIGHT[6]


def test_who_plays_as_the_card_says_gets_on_and_who_touches_nothing_does_not() -> None:
    level = apply_level_set(
        load_level("partner-05-dry"), {"objective.count": 1, "objective.time_limit": 12.0}
    )
    idle, beginner, computer = (play_level(level, by, 1, 3) for by in ("idle", "beginner", "cpu"))
    assert (idle.won, idle.lost_by, idle.grade) == (False, "time", "none")
    assert (beginner.won, beginner.lost_by, beginner.grade) == (True, None, "done")
    assert computer.won
    assert beginner == play_level(level, "beginner", 1, 3)
