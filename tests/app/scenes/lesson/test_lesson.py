"""The teacher's window: two keys lead through a whole lesson, and the room sees each thing in its time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.input.buttons import Frame
from game.app.lesson.boards import DOTS
from game.app.lesson.qr import qr_code
from game.app.scenes.lesson.lesson import LessonScene
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.headless import open_or_create
from game.classroom.session.steps import StepPhase
from tests.app.drive import Drive
from tests.classroom.kit import CHOOSE, ESTIMATE, PLAY, TEXT, VALUES, WATCH, lesson

NEXT, BACK = pygame.KSCAN_PAGEDOWN, pygame.KSCAN_PAGEUP


class Teacher:
    """A lesson on the screen, and the clicker in the teacher's hand."""

    def __init__(self, context: Context, drive: Drive, path: Path, *parts: dict[str, Any]) -> None:
        self.context, self.drive = context, drive
        of = lesson(*parts)
        log = open_or_create(path, of, VALUES, "phones", "en")
        self.given = Class(log, VALUES)
        self.given.records = False
        server = VoteServer(self.given)
        server.start()
        self.scene = LessonScene(context, of, self.given, server)
        context.push(self.scene)
        self.drive(0.1)

    def press(self, *keys: int, seconds: float = 0.1) -> None:
        self.drive(0.0, frame=Frame(keys=keys))
        self.drive(seconds)

    def until(self, phase: StepPhase, number: int = 0) -> None:
        """Press the forward key until the lesson stands there."""
        for _ in range(60):
            step = self.given.step
            if step.phase is phase and (not number or step.round == number):
                return
            self.press(NEXT)
        raise AssertionError(f"{phase} never came")

    def picture(self) -> bytes:
        return pygame.image.tobytes(self.context.window.screen, "RGB")


@pytest.fixture
def teach(context: Context, drive: Drive, tmp_path: Path) -> Iterator[Any]:
    def begin(*parts: dict[str, Any]) -> Teacher:
        return Teacher(context, drive, tmp_path / "s.sqlite", *parts)

    yield begin
    context.shut()


def test_two_keys_lead_from_the_first_screen_to_the_last(teach: Any) -> None:
    teacher = teach(TEXT, WATCH, CHOOSE, ESTIMATE, PLAY)
    names = [teacher.given.join()[0] for _ in range(3)]
    seen = []
    for _ in range(80):
        step = teacher.given.step
        if not seen or seen[-1] != step:
            seen.append(step)
            if step.phase is StepPhase.VOTE:
                for name in names:
                    said = {"part": step.part, "round": step.round, "answer": "1", "seconds": 1.0}
                    assert teacher.given.cast(name, said).accepted
        if step.phase is StepPhase.END:
            break
        if teacher.scene._kind == "play":
            teacher.press(BACK)  # not the level itself: that is played with other keys
        teacher.press(NEXT)
    assert seen == teacher.given.steps
    teacher.press(NEXT)
    assert teacher.context.scene is not teacher.scene, "the last one leads out"


def test_the_room_sees_neither_votes_nor_values_before_their_time(teach: Any) -> None:
    teacher = teach(CHOOSE)
    names = [teacher.given.join()[0] for _ in range(4)]
    teacher.until(StepPhase.VOTE, 1)
    for name in names:
        teacher.given.cast(name, {"part": 1, "round": 1, "answer": "1", "seconds": 1.0})
    while teacher.given.step.phase is not StepPhase.VOTES:
        shown = teacher.scene.state.answers()
        assert all(answer.votes == () and answer.value is None for answer in shown)
        teacher.press(NEXT)
    teacher.until(StepPhase.VOTES)
    shown = teacher.scene.state.answers()
    assert [answer.votes for answer in shown] == [(4, 0), (0, 0)]
    assert all(answer.value is None for answer in shown)
    teacher.until(StepPhase.VALUES)
    options = teacher.given.documents[1]["options"]
    assert [answer.value for answer in teacher.scene.state.answers()] == [o["value"] for o in options]


def test_a_vote_that_was_closed_by_mistake_is_open_again(teach: Any) -> None:
    teacher = teach(CHOOSE)
    name = teacher.given.join()[0]
    teacher.until(StepPhase.VOTE)
    teacher.given.cast(name, {"part": 1, "round": 1, "answer": "1", "seconds": 1.0})
    teacher.press(NEXT)
    teacher.press(pygame.KSCAN_LEFT)
    assert teacher.given.open
    assert teacher.given.voted() == 1


def test_one_press_of_the_backward_key_goes_back_and_more_reach_every_command(teach: Any) -> None:
    teacher = teach(CHOOSE)
    teacher.until(StepPhase.QUESTION)
    at = teacher.given.at
    teacher.press(BACK, seconds=0.3)
    assert teacher.given.at == at, "it waits for a second press"
    teacher.drive(1.0)
    assert teacher.given.at == at - 1
    teacher.until(StepPhase.QUESTION)
    labels = [command.label for command in teacher.scene.row.commands]
    for _ in range(labels.index("Large text") + 1):
        teacher.press(BACK)
    teacher.press(NEXT)
    assert teacher.scene.large
    assert teacher.given.step.phase is StepPhase.QUESTION


def test_escape_alone_never_ends_a_lesson(teach: Any) -> None:
    teacher = teach(CHOOSE)
    teacher.press(pygame.KSCAN_ESCAPE, pygame.KSCAN_ESCAPE, pygame.KSCAN_F5)
    assert teacher.context.scene is teacher.scene
    teacher.press(BACK, NEXT)
    assert teacher.context.scene is not teacher.scene


def test_keys_that_come_in_one_picture_are_all_taken(teach: Any) -> None:
    teacher = teach(TEXT, TEXT, TEXT)
    teacher.press(NEXT, NEXT, NEXT)
    assert teacher.given.step.part == 3


def test_the_same_answer_is_played_as_rollout_counts_it(teach: Any) -> None:
    """The film of a typical ending ends as the count says it does."""
    teacher = teach(CHOOSE)
    name = teacher.given.join()[0]
    teacher.until(StepPhase.VOTE, 2)
    teacher.given.cast(name, {"part": 1, "round": 2, "answer": "2", "seconds": 1.0})
    teacher.until(StepPhase.ENDINGS)
    typical = teacher.given.documents[1]["options"][1]["typical"]
    for number, ending in enumerate(typical):
        film = teacher.scene._film(teacher.scene._clips[number])
        film.whole()
        assert film.outcome.name.lower() == ending["outcome"]


def test_a_level_that_is_played_leads_back_to_the_lesson(teach: Any) -> None:
    teacher = teach(PLAY, TEXT)
    teacher.until(StepPhase.SCENE)
    teacher.press(NEXT)
    play = teacher.context.scene
    assert isinstance(play, Play)
    assert teacher.given.step.part == 1
    play.leave()
    teacher.drive(0.1)
    assert teacher.context.scene is teacher.scene
    teacher.press(NEXT)
    assert teacher.given.step.part == 2


def test_dots_are_dealt_ten_at_a_time_and_the_key_deals_the_rest(teach: Any) -> None:
    teacher = teach(CHOOSE)
    teacher.until(StepPhase.VALUES)
    assert 0 < teacher.scene.state.dealt < DOTS
    teacher.press(NEXT)
    assert teacher.scene.state.dealt == DOTS
    assert teacher.given.step.phase is StepPhase.VALUES


def test_a_camera_reads_the_address_from_the_code(context: Context) -> None:
    zxing = pytest.importorskip("zxingcpp")
    picture = qr_code("http://192.168.1.20:8080/#BCDF", 300)
    seen = pygame.surfarray.array3d(picture).swapaxes(0, 1).copy()
    assert zxing.read_barcode(seen).text == "http://192.168.1.20:8080/#BCDF"
