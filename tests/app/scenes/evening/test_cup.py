"""A cup from sign-up to the final, with real matches of the computer and a restart of the program between."""

import json
import time
from pathlib import Path

from game.app.i18n import speak
from game.app.input.devices import KEYS, KEYS2, Press
from game.app.scenes.evening.cup_match import CupMatch
from game.app.scenes.evening.league import LeagueTable
from game.app.scenes.evening.sign_up import SignUp
from game.app.scenes.evening.table import CupTable
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.people import People
from game.app.scenes.menus.result import MatchResult
from game.app.scenes.menus.seats import Seats
from game.app.shell.context import Context
from game.app.shell.kept_cup import keep_cup, load_cup
from game.rules.match.cup import NOBODY_YET, Cup, Entrant
from game.storage.files import home
from game.storage.league import Standing, add_to_league, load_league
from game.storage.people import Household, HouseholdMember
from game.storage.workers import ENDED
from tests.app.drive import Drive, choose


def a_cup(*people: str, computers: int = 0, games: tuple[tuple[int, tuple[int, int]], ...] = ()) -> Cup:
    sides = [Entrant(name=name, person=True, strength=1, kit="navy") for name in people]
    sides += [Entrant(name=f"Club {n}", strength=1, kit="white") for n in range(computers)]
    played = [{"tie": tie, "score": score} for tie, score in games]
    return Cup.model_validate({"entrants": sides, "seed": 3, "minutes": 0.5, "a_side": 3, "games": played})


def end(scene: CupMatch, score: tuple[int, int]) -> None:
    """The referee's whistle, with that score."""
    referee = scene.match.referees[0]
    referee.score = score
    referee._full_time(scene.match.world)


def test_from_play_one_signs_up_and_sees_the_draw(context: Context, drive: Drive) -> None:
    context.push(Modes(context))
    choose(context, drive, "Cup")
    sign_up = context.scene
    assert isinstance(sign_up, SignUp)
    sign_up.menu.focus = 1
    drive(0.05, None, Press.RIGHT)
    assert sign_up.sides == 8
    assert [by for by in sign_up.by if isinstance(by, str)] == sign_up.names[:2]
    sign_up.menu.focus = 5  # the second side: its next choice can't be the first person
    for _ in range(9):
        drive(0.05, None, Press.RIGHT)
        people = [by for by in sign_up.by if isinstance(by, str)]
        assert len(people) == len(set(people))
    sign_up.menu.focus = 0
    drive(0.05, None, Press.ACCEPT)
    table = context.scene
    assert isinstance(table, CupTable)
    assert table.cup == load_cup()[0]
    assert len({entrant.kit for entrant in table.cup.entrants}) == 8


def test_a_cup_goes_on_after_a_restart_and_its_match_counts_once_it_is_over(
    context: Context, drive: Drive
) -> None:
    cup = a_cup("Tess", computers=3)
    for tie in cup.ties[:2]:
        cup = cup.played(tie, (1, 0) if cup.entrants[tie.sides[0]].person else (0, 1))
    assert cup.next_tie is not None
    assert keep_cup(cup) == ""
    context.nav.evening()
    table = context.scene
    assert isinstance(table, CupTable)
    drive(0.05, None, Press.ACCEPT)
    scene = context.scene
    assert isinstance(scene, CupMatch)
    assert scene.side_names == tuple(cup.entrants[side].name for side in cup.next_tie.sides)
    person = next(n for n, side in enumerate(cup.next_tie.sides) if cup.entrants[side].person)
    assert list(scene.fixture.people.values()) == [person]
    drive(2.5)
    assert load_cup()[0] == cup, "a match that is under way is not kept"
    end(scene, (2, 1))
    drive(3.0)
    kept = load_cup()[0]
    assert kept is not None
    assert kept.winner == cup.next_tie.sides[0]
    assert isinstance(context.scene, MatchResult)
    won = int(person == 0)
    assert load_league()[0] == (
        Standing("Tess", won=won, lost=1 - won, goals_for=1 + won, goals_against=2 - won),
    )
    drive(0.05, None, Press.ACCEPT)
    assert context.scene is table
    assert table.cup.winner == cup.next_tie.sides[0]


def test_a_match_that_is_left_is_still_to_be_played(context: Context, drive: Drive) -> None:
    keep_cup(a_cup("Tess", "Max"))
    context.nav.evening()
    drive(0.05, None, Press.ACCEPT)
    drive(2.0)
    drive(0.05, None, Press.PAUSE)
    labels = [entry.label for entry in context.scene.menu.entries]  # type: ignore[union-attr]
    assert "Start the match again" not in labels
    choose(context, drive, "Leave: play it later")
    assert isinstance(context.scene, CupTable)
    assert context.scene.cup.games == ()


def test_the_same_sides_meet_again_at_once(context: Context, drive: Drive) -> None:
    over = a_cup("Tess", "Jo", games=((0, (1, 0)), (0, (2, 1))))
    context.home(CupTable(context, over))
    drive(0.02)
    choose(context, drive, "Again")
    table = context.scene
    assert isinstance(table, CupTable)
    assert table.cup.entrants == over.entrants
    assert (table.cup.games, table.cup.winner) == ((), NOBODY_YET)


def test_one_press_too_many_while_the_computers_play_begins_no_other_cup(context: Context) -> None:
    table = CupTable(context, a_cup("Tess", computers=3))
    tie = table.cup.next_tie
    assert tie is not None
    assert table.menu.current is not None
    assert table.menu.current.label.startswith("Play: ")
    table.played(tie, (0, 1))
    assert table.cup.next_tie is None
    assert table.menu.current.label == "Back"
    table.closed()


def test_computers_play_their_ties_in_another_process(context: Context, drive: Drive) -> None:
    keep_cup(a_cup(computers=2))
    context.nav.evening()
    table = context.scene
    assert isinstance(table, CupTable)
    assert table.computers.playing == {0}
    until = time.monotonic() + 300.0
    while not table.cup.games and time.monotonic() < until:
        drive(0.05)
        time.sleep(0.05)
    assert table.cup.games
    assert load_cup()[0] == table.cup


def test_a_tie_that_stays_level_is_said_to_be_played_once_more(context: Context) -> None:
    cup = a_cup("Tess", computers=3)
    assert cup.next_tie is not None
    table = CupTable(context, cup.played(cup.next_tie, (0, 0)))
    assert "drew: they play once more" in table._next_words()
    table.closed()


def test_what_the_computers_could_not_play_is_asked_for_again(context: Context, drive: Drive) -> None:
    table = CupTable(context, a_cup(computers=2))
    context.home(table)
    (ticket,) = (ticket for _seed, ticket in table.computers._asked.values())
    ticket.failed = ENDED
    drive(0.05)
    assert table.computers.playing == set()
    speak("de")
    assert "von außen beendet" in table._next_words()
    speak("en")
    choose(context, drive, "Try again")
    assert (table.computers.failed, table.computers.playing) == ("", {0})
    assert [entry.label for entry in table.menu.entries] == ["A new one", "Back"]


def test_what_is_no_cup_is_put_aside_and_nothing_is_lost(context: Context, tmp_path: Path) -> None:
    file = home() / "cup.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"format": 1, "entrants": []}))
    cup, told = load_cup()
    assert cup is None
    assert "cup.broken-1.json" in told
    assert (home() / "cup.broken-1.json").exists()


def test_the_table_is_drawn_at_every_stage_and_in_german(context: Context) -> None:
    speak("de")
    for cup in (a_cup("Tess", "Max"), a_cup("Tess", computers=7), a_cup("A" * 24, "B" * 24, computers=2)):
        while True:
            table = CupTable(context, cup)
            table.draw(context.window.screen)
            if cup.winner != NOBODY_YET:
                break
            cup = cup.played(next(tie for tie in cup.ties if tie.ready), (1, 0))
    speak("en")


def test_the_league_table_is_found_from_the_players_and_shows_everybody(
    context: Context, drive: Drive
) -> None:
    add_to_league(
        [Standing("Tess", won=2, goals_for=3, passes=20, completed=15, fooled=4), Standing("Max", lost=2)]
    )
    context.push(People(context))
    choose(context, drive, "League table")
    table = context.scene
    assert isinstance(table, LeagueTable)
    assert [row.name for row in table.rows] == ["Tess", "Max"]
    speak("de")
    table.draw(context.window.screen)
    speak("en")
    drive(0.05, None, Press.BACK)
    assert isinstance(context.scene, People)


def test_people_take_their_names_at_the_seats(context: Context, drive: Drive) -> None:
    context.household = Household((HouseholdMember("Max", 3), HouseholdMember("Tess", 3)), "Tess")
    played: list[tuple[str, str]] = []
    seats = Seats(context, lambda red, blue, devices: played.append((red, blue)))
    context.push(seats)
    seats._pressed(KEYS, Press.ACCEPT)
    seats._pressed(KEYS2, Press.ACCEPT)
    assert seats.names == {KEYS: "Tess", KEYS2: "Max"}
    seats._pressed(KEYS2, Press.DOWN)
    assert seats.names[KEYS2] == "", "somebody who isn't kept"
    seats._pressed(KEYS2, Press.DOWN)
    assert seats.names[KEYS2] == "Max", "never Tess, who has the other half"
    seats.draw(context.window.screen)
    seats._begin()
    assert played
    assert context.called == {"human1": "Tess", "human2": "Max"}
