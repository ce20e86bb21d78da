"""The teacher's window: two keys lead through a whole lesson, and the room sees each thing in its time."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.analysis.passes.rollout import Case, rollout
from game.app.input.buttons import Frame, Press
from game.app.lesson import boards
from game.app.lesson.boards import DOTS
from game.app.lesson.notes import votes_words
from game.app.lesson.qr import qr_code
from game.app.scenes.lesson.lesson import LessonScene
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.headless import open_or_create
from game.classroom.session.steps import StepPhase
from game.scenario.level_paths import find
from game.scenario.load import load_level, parse_plan
from tests.app.drive import Drive
from tests.classroom.kit import CHOOSE, ESTIMATE, PLAY, TEXT, VALUES, WATCH, WRITE, lesson
from tests.classroom.phones import TeacherPhone

NEXT, BACK = pygame.KSCAN_PAGEDOWN, pygame.KSCAN_PAGEUP


class Teacher:
    """A lesson on the screen, and the clicker in the teacher's hand."""

    def __init__(self, context: Context, drive: Drive, path: Path, *parts: Any, how: str) -> None:
        self.context, self.drive = context, drive
        of = lesson(*parts)
        log = open_or_create(path, of, VALUES, how, "en")
        self.given = Class(log, VALUES)
        self.given.records = False
        server = VoteServer(self.given) if how == "phones" else None
        if server is not None:
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
    def begin(*parts: dict[str, Any], how: str = "phones") -> Teacher:
        return Teacher(context, drive, tmp_path / "s.sqlite", *parts, how=how)

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
    assert teacher.given.log.path.is_file()
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


def test_hands_are_typed_and_typed_again_when_the_vote_is_opened_once_more(teach: Any) -> None:
    teacher = teach(CHOOSE, how="hands")
    teacher.until(StepPhase.VOTE)
    teacher.press(pygame.KSCAN_3, pygame.KSCAN_DOWN, pygame.KSCAN_1, pygame.KSCAN_2)
    shown = teacher.scene.hands
    assert shown.counts == [3, 12]
    teacher.press(NEXT)
    assert teacher.scene.state.result()["votes"] == [15, 0]
    teacher.press(pygame.KSCAN_LEFT)
    assert teacher.scene.hands.counts == [3, 12], "nothing that was counted is lost"
    teacher.press(pygame.KSCAN_5, NEXT)
    assert [row["votes"] for row in teacher.scene.state.result()["options"]] == [[5, 0], [12, 0]]


def test_hands_are_counted_up_and_down_with_the_clicker_alone(teach: Any) -> None:
    teacher = teach(CHOOSE, how="hands")
    teacher.until(StepPhase.VOTE)

    def take(label: str) -> None:
        names = [command.label for command in teacher.scene.row.commands]
        teacher.press(*[BACK] * (names.index(label) + 1), NEXT)

    for label in ("A +1", "A +1", "B +1", "A \N{MINUS SIGN}1"):
        take(label)
    assert teacher.scene.hands.counts == [1, 1]
    teacher.press(pygame.KSCAN_MINUS, pygame.KSCAN_1, pygame.KSCAN_2, pygame.KSCAN_BACKSPACE)
    assert teacher.scene.hands.counts == [1, 1], "one less, 12 typed, and its last digit erased"
    assert teacher.given.step.phase is StepPhase.VOTE


def test_half_a_minute_more_is_one_key_and_only_the_teacher_s_notes_say_so(teach: Any) -> None:
    teacher = teach({**CHOOSE, "seconds": 20})
    teacher.given.join()
    teacher.until(StepPhase.VOTE)
    assert "Suggested: 20 s." in votes_words(teacher.scene.state)[0]
    before = teacher.picture()
    teacher.press(pygame.KSCAN_T, pygame.KSCAN_T)
    assert "Suggested: 80 s." in votes_words(teacher.scene.state)[0]
    assert teacher.picture() == before
    teacher.until(StepPhase.DISCUSS)
    assert "Suggested: 90 s." in votes_words(teacher.scene.state)[0]


def test_people_at_one_machine_answer_in_turn_and_the_picture_is_hidden_between(teach: Any) -> None:
    teacher = teach(CHOOSE, how="seats")
    teacher.given.join()
    teacher.given.join()
    teacher.until(StepPhase.VOTE)
    first = teacher.scene.turns.who
    assert teacher.scene.projector.hidden
    for press in (Press.ACCEPT, Press.DOWN, Press.ACCEPT):
        teacher.drive(0.0, frame=Frame(presses=(press,)))
        teacher.drive(0.05)
    assert teacher.given.answer_of(first, 1, 1) == "2"
    assert teacher.scene.turns.who != first
    assert teacher.scene.projector.hidden


def test_a_pass_of_the_group_is_worth_what_rollout_says(teach: Any) -> None:
    teacher = teach(CHOOSE)
    teacher.until(StepPhase.VALUES)
    teacher.press(pygame.KSCAN_K)
    while not teacher.scene.asking.plays:
        teacher.press(BACK, seconds=0.05)
    plan = teacher.scene.asking.plan
    teacher.press(NEXT)
    until = time.monotonic() + 60.0
    while teacher.scene.projector.board is None and time.monotonic() < until:
        teacher.drive(0.1)
        time.sleep(0.05)
    _title, rows = teacher.scene.projector.board
    level = load_level(find("dont-stare"))
    (result,) = rollout([Case(plan, parse_plan(plan, "plan", level), {}, level)], CHOOSE["n"], CHOOSE["seed"])
    assert rows[-1].value == result.summary()["completed"]
    assert [row.value for row in rows[:-1]] == [o["value"] for o in teacher.given.documents[1]["options"]]
    teacher.press(NEXT)
    assert "of 100" in teacher.scene.projector.caption


def test_the_notes_tell_the_teacher_what_the_room_doesnt_see(teach: Any) -> None:
    teacher = teach(CHOOSE)
    names = [teacher.given.join()[0] for _ in range(10)]
    teacher.until(StepPhase.VOTE)
    for name in names[:9]:
        teacher.given.cast(name, {"part": 1, "round": 1, "answer": "1", "seconds": 1.0})
    said = " ".join(votes_words(teacher.scene.state))
    assert teacher.given.nick(names[9]) in said
    assert "of 100 right" in said
    teacher.press(pygame.KSCAN_W, seconds=0.5)
    assert teacher.scene.notes is not None
    teacher.drive(0.0, frame=Frame(beside_closed=True))
    assert teacher.scene.notes is None


def test_beliefs_can_be_hidden_and_a_line_is_drawn_on_the_pitch(teach: Any) -> None:
    teacher = teach(CHOOSE)
    name = teacher.given.join()[0]
    teacher.until(StepPhase.VOTE, 2)
    teacher.given.cast(name, {"part": 1, "round": 2, "answer": "2", "seconds": 1.0})
    teacher.until(StepPhase.ENDINGS)
    teacher.drive(0.5)
    before = teacher.picture()
    teacher.press(pygame.KSCAN_X, pygame.KSCAN_D)
    assert teacher.scene.projector.beliefs
    assert teacher.picture() != before
    teacher.press(pygame.KSCAN_M)
    middle = teacher.scene.view.area.center
    teacher.drive(0.0, frame=Frame(click=middle, drag=True))
    teacher.drive(0.0, frame=Frame(pointer=(middle[0] + 60.0, middle[1]), drag=True))
    (stroke,) = teacher.scene.view.strokes
    assert len(stroke) == 2
    assert stroke[1][0] > stroke[0][0]


def test_a_written_pass_is_played_before_the_room_sees_it(teach: Any) -> None:
    teacher = teach(WRITE)
    name = teacher.given.join()[0]
    teacher.until(StepPhase.VOTE)
    answer = "technique=push target=A look_time=0.3"
    teacher.given.cast(name, {"part": 1, "round": 1, "answer": answer, "seconds": 1.0})
    teacher.until(StepPhase.CLOSED)
    teacher.press(NEXT)
    assert teacher.given.step.phase is StepPhase.CLOSED, "it is being played"
    until = time.monotonic() + 60.0
    while teacher.given.step.phase is StepPhase.CLOSED and time.monotonic() < until:
        teacher.drive(0.1)
        time.sleep(0.05)
    assert teacher.scene.state.result()["answers"][0]["value"] is not None


def test_before_the_look_who_is_out_of_sight_stands_where_they_are_remembered(teach: Any) -> None:
    part = {
        **CHOOSE,
        "discuss": False,
        "between": "look",
        "level_set": {"player.P.facing": 180.0, "player.D1.at": [-5.0, 3.0]},
        "n": 20,
    }
    teacher = teach(part)
    teacher.until(StepPhase.VOTE, 1)
    assert teacher.scene.view.unseen[3] == (-5.5, 0.0)
    before = teacher.picture()
    teacher.until(StepPhase.VOTE, 2)
    assert teacher.scene.view.unseen == {}
    assert teacher.picture() != before


def test_the_teacher_s_phone_sees_the_votes_and_leads_the_lesson(teach: Any) -> None:
    teacher = teach(CHOOSE)
    name = teacher.given.join()[0]
    teacher.press(pygame.KSCAN_H)
    digits = teacher.scene.invited
    assert len(digits) == 6
    phone = TeacherPhone(teacher.scene.server)
    assert phone.enter(invitation=digits)["t"] == "you"
    teacher.drive(0.8)
    assert not teacher.scene.invited, "the room doesn't see them any longer"

    def shown() -> dict[str, Any]:
        teacher.drive(1.2)
        phone.say(do="nothing of this name")  # whatever comes next is later than this
        return phone.hear("notes")

    def tapped(order: str) -> None:
        phone.say(do=order)
        for _ in range(100):
            teacher.drive(0.05)
            if teacher.given.at != at:
                return

    while teacher.given.step.phase is not StepPhase.VOTE:
        at = teacher.given.at
        tapped(">")
    teacher.given.cast(name, {"part": 1, "round": 1, "answer": "2", "seconds": 1.0})
    state = shown()
    while not state.get("options") or state["options"][1][1] != [1, 0]:
        state = shown()
    assert any("1 of 1" in line for line in state["lines"])
    assert "Pairs" not in state["buttons"]
    assert "30 seconds more" in state["buttons"]
    at = teacher.given.at
    tapped("<")
    assert teacher.given.at < at
    phone.close()


def test_guesses_are_stacked_within_the_board_and_four_have_a_middle_half(context: Context) -> None:
    assert boards.middle_half([10, 20, 90]) is None
    assert boards.middle_half([0, 40, 60, 100]) == (30.0, 50.0, 70.0)
    screen, area = context.window.screen, pygame.Rect(20, 200, 1200, 460)
    for said in ([50] * 3, [50] * 40):
        screen.fill((0, 0, 0))
        boards.guesses(screen, context.type, [said], area, None)
        seen = pygame.mask.from_threshold(screen, boards.ROOM, (9, 9, 9, 255)).get_bounding_rects()
        assert area.contains(seen[0].unionall(seen[1:])), "however many say the same"
