"""Teams of one's own: made with keys, chosen for a match and a cup, and told by their players' names."""

import json
from dataclasses import replace

import numpy as np
import pygame

from game.app.input.buttons import Frame, Press
from game.app.render.kits import KITS, PATTERNS, kit_of, strip_of
from game.app.scenes.evening.sign_up import SignUp
from game.app.scenes.household.teams import TeamEditor, TeamsPage
from game.app.scenes.menus.match_setup import MatchSetup
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.scenario.fixture import Fixture, Side, parse_fixture
from game.storage.teams import Team, keep_team, load_teams
from tests.app.drive import Drive, choose

OWLS = Team("0123abcd", "Owls", "navy-hoops", ("Mia", "Ben", "Lena", "Kofi", "", "Jo"))


def write(context: Context, words: str) -> None:
    """Type into the row that has the focus, then Enter."""
    scene = context.scene
    assert scene is not None
    scene.handle(Frame(text=words))
    scene.handle(Frame(presses=(Press.ACCEPT,), raw_key=pygame.KSCAN_RETURN))


def test_a_team_is_made_changed_and_deleted_with_keys(context: Context, drive: Drive) -> None:
    context.home(TeamsPage(context))
    choose(context, drive, "A new team")
    editor = context.scene
    assert isinstance(editor, TeamEditor)
    filled_in = editor.made()
    assert filled_in.name == "Team 1"
    assert all(filled_in.players)
    write(context, "Wasps")
    drive(0.05, None, Press.RIGHT)
    assert editor.kit == "sky", "letters lead nowhere, arrows change the colours"
    drive(0.05, None, Press.DOWN)
    drive(0.05, None, Press.RIGHT)
    drive(0.05, None, Press.RIGHT)
    drive(0.05, None, Press.DOWN)
    write(context, "Wilma")
    drive(0.05, None, Press.BACK)
    assert isinstance(context.scene, TeamsPage)
    [made] = load_teams()[0]
    assert (made.name, made.kit, made.players[:2]) == ("Wasps", "sky-hoops", ("Wilma", filled_in.players[1]))
    choose(context, drive, "Wasps")
    choose(context, drive, "Delete this team")
    assert load_teams()[0] == ()


def test_a_chosen_team_plays_with_its_name_kit_and_players(context: Context, drive: Drive) -> None:
    keep_team(OWLS)
    setup = MatchSetup(context)
    context.home(setup)
    assert "Red: team" in [entry.label for entry in setup.menu.entries]
    setup.chosen["red_team"] = OWLS.key
    fixture = setup.fixture("human1", "cpu")
    assert (fixture.red.name, fixture.red.kit, fixture.red.players) == (OWLS.name, OWLS.kit, OWLS.players)
    assert fixture.blue.kit in KITS, "the other side wears something that goes with it"
    context.called = {"human1": "Tess"}
    scene = MatchScene(context, fixture, 1)
    names = scene.match.world.squad.names
    assert names[:5] == ("Mia", "Ben", "Lena", "Kofi", "Owls 5"), "who has no name has the number"
    assert names[5] == "Blue 1"
    goal = next(n for n, who in enumerate(scene.match.world.squad.ids) if who == "R4")
    assert scene._named(goal) == "Kofi"
    scene.closed()


def test_a_side_of_a_cup_plays_as_a_team_and_the_league_still_knows_the_person(context: Context) -> None:
    keep_team(OWLS)
    sign_up = SignUp(context)
    sign_up.by[0] = "Tess"
    sign_up._team(0, 1)
    first, second = sign_up.entrants()[:2]
    assert (first.name, first.called, first.kit, first.players) == ("Tess", "Owls", OWLS.kit, OWLS.players)
    assert second.called == second.name
    sign_up._team(1, 1)
    assert sign_up._team_word(1) == "None", "a team plays once"


def test_a_kit_may_have_another_pattern_and_stays_told_apart() -> None:
    assert kit_of("red-hoops") == replace(kit_of("red"), pattern=PATTERNS["hoops"][0])
    assert kit_of("red-hoops", patterns=False).pattern is PATTERNS["plain"][0]
    home, away = strip_of("navy-stripes", "red-sash").players
    assert home == kit_of("navy-stripes")
    assert away == kit_of("sky-sash"), "two dark ones: blue wears its other colours"
    assert kit_of("no-such") == kit_of("red")


def test_in_a_match_with_limited_vision_who_is_behind_fades_to_where_they_were(context: Context) -> None:
    red, blue = Side(name="Red", kit="red", control="human1"), Side(name="Blue", kit="blue")
    fixture = Fixture(a_side=3, goals="small", limited_vision=True, red=red, blue=blue)
    scene = MatchScene(context, fixture, 1)
    context.home(scene)
    scene.count = 0.0
    assert scene.sight is not None
    me, squad = scene.seats[0].player, scene.match.world.squad
    mate = next(p for p in range(squad.players) if p != me and squad.team[p] == squad.team[me])
    pos, gaze = scene.now.pos.copy(), scene.now.gaze.copy()
    pos[me], pos[mate], gaze[me] = (0.0, 0.0), (6.0, 0.0), 0.0
    scene.sight.observe(replace(scene.now, pos=pos, gaze=gaze), [me])
    assert mate not in scene.sight.hidden
    turned, moved = gaze.copy(), pos.copy()
    turned[me], moved[mate] = np.pi, (6.0, 4.0)
    later = replace(scene.now, pos=moved, gaze=turned, holder=me)
    scene.sight.observe(later, [me])
    assert scene.sight.hidden[mate].at == (6.0, 0.0)
    known = scene.sight.known(later)
    assert known.pos[mate].tolist() == [6.0, 0.0], "aiming knows no more than the picture shows"
    assert known.pos[me].tolist() == [0.0, 0.0]
    plain = fixture.model_copy(update={"limited_vision": False})
    assert MatchScene(context, plain, 1).sight is None
    watched = fixture.model_copy(update={"red": red.model_copy(update={"control": "cpu"})})
    assert MatchScene(context, watched, 1).sight is None, "who only watches sees all"


def test_a_fixture_without_the_later_keys_has_the_digest_that_it_had() -> None:
    assert Fixture().digest == "564a975ec112b197997b071882cf534bf1d81503c37689c0bd5c664b85840f14"
    assert Fixture(limited_vision=True).digest != Fixture().digest
    named = Fixture(red=Side(name="Red", kit="red", players=("Mia",)))
    assert named.digest != Fixture().digest
    written = json.loads(json.dumps(named.model_dump(mode="json")))
    assert parse_fixture(written, "a replay") == named, "a replay of it opens"
