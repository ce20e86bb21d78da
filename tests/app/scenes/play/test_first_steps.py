"""The first ten minutes: a name, six steps that can each be left, and a match."""

from dataclasses import replace
from time import monotonic

import pygame

from game.app.coaching.demonstration import SEED
from game.app.input.buttons import Buttons, Frame, Press
from game.app.scenes.menus.first_start import NAME, START, FirstStart
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.people import People
from game.app.scenes.menus.title import Title
from game.app.scenes.play.first_step import ENOUGH_FAILS, FIRST_STEPS, FirstStep
from game.app.scenes.play.first_steps_together import FirstStepsTogether
from game.app.scenes.play.match import MatchScene
from game.app.scripted.first_steps import show_how
from game.app.shell.context import Context
from game.rules.level.sentence import SentenceObjective
from game.scenario.phrases import phrase
from game.storage.people import Household, load_household
from tests.app.drive import Drive, choose


def pressed(drive: Drive, key: int, *presses: Press, text: str = "") -> None:
    drive(0.05, frame=Frame(presses=presses, raw_key=key, text=text))


def newcomer(context: Context, drive: Drive) -> FirstStart:
    context.household = Household()
    context.home(Title(context))
    drive(0.1)
    choose(context, drive, "Play")
    scene = context.scene
    assert isinstance(scene, FirstStart)
    return scene


def test_two_presses_from_the_title_to_the_pitch(context: Context, drive: Drive) -> None:
    newcomer(context, drive)
    drive(0.05, None, Press.ACCEPT)
    assert isinstance(context.scene, FirstStep)
    assert context.settings.strength == 2, "easy, where nobody chose"
    person = load_household().person
    assert person is not None
    assert person.name == "Player 1"
    context.home(Title(context))
    choose(context, drive, "Play")
    assert isinstance(context.scene, Modes), "who is known goes straight on"


def test_a_name_is_typed_also_with_the_letters_that_move_through_menus(
    context: Context, drive: Drive
) -> None:
    scene = newcomer(context, drive)
    assert scene.menu.focus == START
    for letter, code in (("W", pygame.KSCAN_W), ("a", pygame.KSCAN_A), (" ", pygame.KSCAN_SPACE)):
        pressed(drive, code, Press.UP, text=letter)
    pressed(drive, pygame.KSCAN_S, Press.DOWN, text="s")
    assert scene.typed.text == "Wa s"
    pressed(drive, pygame.KSCAN_BACKSPACE, Press.BACK)
    assert scene.typed.text == "Wa "
    pressed(drive, pygame.KSCAN_RETURN, Press.ACCEPT)
    assert scene.menu.focus != NAME
    choose(context, drive, "Skip the first steps")
    assert isinstance(context.scene, Modes)
    assert context.household.current == "Wa"


def test_enter_on_the_name_filled_in_empties_it_for_typing(context: Context, drive: Drive) -> None:
    scene = newcomer(context, drive)
    scene.menu.focus = NAME
    pressed(drive, pygame.KSCAN_RETURN, Press.ACCEPT)
    assert (scene.menu.focus, scene.typed.text) == (NAME, "")
    pressed(drive, pygame.KSCAN_DOWN, Press.DOWN)
    assert scene.typed.text == "Player 1", "nothing was typed: the one filled in stands again"
    scene.menu.focus = NAME
    pressed(drive, pygame.KSCAN_T, text="T")
    pressed(drive, pygame.KSCAN_RETURN, Press.ACCEPT)
    assert (scene.menu.focus, scene.typed.text) == (START, "T")


def test_every_step_can_be_left_with_one_key_and_then_a_match_comes(context: Context, drive: Drive) -> None:
    context.nav.to_first_step(0)
    for step in FIRST_STEPS:
        scene = context.scene
        assert isinstance(scene, FirstStep)
        assert scene.known is step
        drive(0.2)
        pressed(drive, pygame.KSCAN_RETURN, Press.ACCEPT)
    match = context.scene
    assert isinstance(match, MatchScene)
    assert (match.fixture.a_side, match.fixture.minutes, match.fixture.blue.strength) == (3, 2.0, 1)
    person = context.household.person
    assert person is not None
    assert person.steps == tuple(step.level for step in FIRST_STEPS)
    context.home(Title(context), Modes(context))
    choose(context, drive, "First steps")
    assert isinstance(context.scene, FirstStep), "they are found again"


def test_a_pass_that_arrives_is_success_at_once_and_the_next_step_comes(
    context: Context, drive: Drive
) -> None:
    context.nav.to_first_step(1)
    scene = context.scene
    assert isinstance(scene, FirstStep)
    drive(0.2)
    for _ in range(6):
        if context.scene is not scene or scene.over_at is not None:
            break
        for _wait in range(40):
            if scene.session.objective.receivers():
                break
            drive(0.1)
        (to,) = scene.session.objective.receivers()
        up = 1.0 if scene.now.pos[to][1] > 0.0 else -1.0
        drive(0.35, Buttons(push=True, move=(0.7, 0.7 * up)))
        drive(2.4)
    assert scene.session.progress.score == 2
    drive(2.0)
    assert context.scene is not scene


def test_a_hint_comes_and_the_third_failure_is_good_enough(context: Context, drive: Drive) -> None:
    context.nav.to_first_step(4)
    scene = context.scene
    assert isinstance(scene, FirstStep)
    drive(0.2)
    assert not scene.hinted
    objective = scene.session.objective
    assert isinstance(objective, SentenceObjective)
    for n in range(ENOUGH_FAILS):
        assert scene.over_at is None
        objective.ended_badly(phrase("too soft: it stopped on the way"))
        drive(0.1)
        assert scene.hinted == (n == 1)
    assert scene.enough
    drive(2.0)
    assert isinstance(context.scene, FirstStep)
    assert context.scene.number == 5
    drive(6.5)
    assert context.scene.hinted, "after six seconds too"


def test_somebody_else_may_play(context: Context, drive: Drive) -> None:
    context.play_as(replace(context.household.people[0], name="Ada", strength=4))
    context.home(Title(context))
    choose(context, drive, "Player")
    assert isinstance(context.scene, People)
    assert context.settings.strength == 4
    choose(context, drive, "Tess")
    assert context.household.current == "Tess"
    assert context.settings.strength == 3
    context.change(replace(context.settings, strength=5))
    person = load_household().person
    assert person is not None
    assert (person.name, person.strength) == ("Tess", 5), "a strength that is chosen is the person's"


def test_two_newcomers_learn_side_by_side_and_go_on_together(context: Context, drive: Drive) -> None:
    context.nav.to_first_step(4)
    drive(0.1)
    pressed(drive, pygame.KSCAN_J)
    assert isinstance(context.scene, FirstStep), "one's own pass key brings nobody"
    pressed(drive, pygame.KSCAN_KP_1)
    scene = context.scene
    assert isinstance(scene, FirstStepsTogether)
    assert context.devices.two_people
    first, second = scene.halves

    def hold(*heels: bool) -> None:
        frame = Frame(people=tuple(Buttons(heel=heel) for heel in heels))
        for _ in range(12):
            drive(frame=frame, seconds=1 / 60)
        drive(2.5)

    hold(True, False)
    assert first.over_at is not None
    assert second.over_at is None
    assert context.scene is scene, "it waits for the other"
    context.draw()
    hold(False, True)
    assert second.over_at is not None
    drive(1.5)
    following = context.scene
    assert isinstance(following, FirstStepsTogether)
    assert following.number == 5
    pressed(drive, pygame.KSCAN_RETURN, Press.ACCEPT)
    match = context.scene
    assert isinstance(match, MatchScene), "both may be left with one key"
    assert set(match.fixture.people) == {"human1", "human2"}
    assert len({match.playable.world.squad.team[seat.player] for seat in match.seats}) == 1


def test_a_ghost_shows_each_step_to_whoever_gets_nowhere(context: Context, drive: Drive) -> None:
    for number, step in enumerate(FIRST_STEPS):
        shown = show_how(step.level, SEED)
        wanted = 2 if step.level in ("first-pass", "first-weight") else 1
        assert len(shown) == wanted, f"{step.level}: the scripted person did it for each receiver"
        if number != 4:
            continue
        context.nav.to_first_step(number)
        scene = context.scene
        assert isinstance(scene, FirstStep)
        drive(3.0)
        assert scene.demonstration._at(scene.time) is None, "nobody is shown what they haven't tried"
        drive(3.5)
        assert scene.hinted
        begun = monotonic()
        while not scene.demonstration.shown:
            drive(0.02)
            assert monotonic() - begun < 60.0
        keys: set[str] = set()
        for _ in range(20):
            drive(0.1)
            keys |= scene.lit(pad=False)
        assert keys == {"K"}, "the ghost's key lights up"
        context.draw()
