import pygame
import pytest

from game.app.fonts import Face, load_font
from game.app.input.devices import Buttons
from game.app.render.icons import sign_alpha
from game.app.render.theme import Role, Type
from game.app.scenes.menus.levels import Levels
from game.app.scenes.menus.options import Options
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.scenario.level_paths import find
from tests.app.drive import Drive

DRAWN_EVERY = 1
"""What drawing changes is asked here."""
SCRIPT = ((0.5, Buttons(move=(1.0, 0.0))), (0.5, Buttons(push=True)), (1.5, Buttons()))


def played(context: Context, drive: Drive, rate: float, level: str = "wall-drill") -> Play:
    """The same inputs by the clock, at some frame rate."""
    play = Play(context, find(level))
    context.home(play)
    for seconds, buttons in SCRIPT:
        drive(seconds, buttons, rate=rate)
    return play


def test_drawing_changes_nothing(context: Context, drive: Drive) -> None:
    play = played(context, drive, 60.0)
    before = play.session.world.digest()
    for _ in range(5):
        play.draw(context.window.screen)
    assert play.session.world.digest() == before


def test_a_game_without_pictures_goes_the_same_way(
    context: Context, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pictures = played(context, drive, 60.0).session.world.digest()
    monkeypatch.setattr(Context, "draw", lambda self: None)
    assert played(context, drive, 60.0).session.world.digest() == with_pictures


@pytest.mark.parametrize("rate", [30.0, 120.0, 240.0])
def test_the_same_inputs_give_the_same_game_at_any_frame_rate(
    context: Context, drive: Drive, rate: float
) -> None:
    reference = played(context, drive, 60.0).session.world
    other = played(context, drive, rate).session.world
    assert other.step == reference.step
    assert other.digest() == reference.digest()


def test_pictures_between_steps_move_smoothly(context: Context, drive: Drive) -> None:
    from game.app.snapshot import between

    play = played(context, drive, 60.0)
    drive(0.5, Buttons(move=(1.0, 0.0)))
    a, b = play.before, play.now
    x = [float(between(a, b, share).pos[0, 0]) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert x == sorted(x)
    assert x[0] < x[-1]


@pytest.mark.parametrize(
    "size", [(640, 400), (1280, 720), (1024, 768), (1920, 1080), (2560, 1080), (600, 900)]
)
def test_every_window_size_draws_and_text_stays_inside(
    context: Context, drive: Drive, size: tuple[int, int]
) -> None:
    context.window.screen = pygame.display.set_mode(size)
    context.resize()
    for scene in (Title(context), Levels(context), Options(context), Play(context, find("partner-25-wet"))):
        context.home(scene)
        drive(0.1)
    type_ = context.type
    assert type_.font(Role.SMALL).get_height() >= 8
    assert type_.width("Backheel", Role.TITLE) < size[0]


def test_text_grows_with_the_windows_height() -> None:
    pygame.font.init()
    heights = [Type(size).height(Role.BODY) for size in ((1280, 720), (1920, 1080), (3840, 2160))]
    assert heights[1] == pytest.approx(heights[0] * 1.5, rel=0.08)
    assert heights[2] == pytest.approx(heights[0] * 3.0, rel=0.08)


def test_a_player_is_some_forty_pixels_tall_or_more_at_1280_by_720(context: Context) -> None:
    for level in ("wall-drill", "partner-25-wet", "heel-partner-corridor"):
        play = Play(context, find(level))
        assert 0.56 * play.stage.figures.k >= 40


@pytest.mark.parametrize("face", list(Face))
def test_theload_font_has_the_letters_of_european_languages(face: Face) -> None:
    pygame.font.init()
    font = load_font(face, 40)
    missing = pygame.image.tobytes(font.render("\uf8ff", True, "white"), "RGBA")
    for letter in "ąćęłńśźżČŠŽčšžőűğışĂățșÆØÅæøåñçß°\u2212\u2013\u00d7…“”\u2019":
        assert pygame.image.tobytes(font.render(letter, True, "white"), "RGBA") != missing, letter


def test_a_sign_is_thin_while_somebody_stands_under_it() -> None:
    place = pygame.Rect(16, 16, 300, 200)
    nobody, under = sign_alpha(place, [(400.0, 100.0)]), sign_alpha(place, [(400.0, 100.0), (150.0, 100.0)])
    assert under < 0.6 * nobody
