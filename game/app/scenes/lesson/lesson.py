"""A lesson before a class: two keys lead through it, the pitch plays, phones vote, values are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame
from game.app.lesson.board_state import DEALT_PER_SECOND, BoardState
from game.app.lesson.boards import DOTS
from game.app.lesson.command_row import BACKWARD, FORWARD, CommandRow, TeacherCommand
from game.app.lesson.film import Film
from game.app.lesson.moment_view import MomentView
from game.app.lesson.projector import Projector
from game.app.lesson.reel import Clip, endings, favourite
from game.app.render.kits import strip_for
from game.app.render.theme import Type
from game.app.scenes.lesson.play_part import LessonPlay
from game.app.shell.context import Context, Scene
from game.classroom.lesson.documents import level_of
from game.classroom.lesson.load import Lesson
from game.classroom.lesson.prepare import Job, filmed
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.steps import StepPhase
from game.scenario.level_paths import find
from game.storage.workers import shared_pool

LARGE: Final = 1.3
"""How much larger text is for the last row of a long room."""
KEPT_FILMS: Final = 12
BLACK_KEYS: Final = frozenset({pygame.KSCAN_PERIOD, pygame.KSCAN_B})
IGNORED: Final = frozenset({pygame.KSCAN_F5})
"""What a clicker also sends."""


class LessonScene(Scene):
    """A lesson that is being given."""

    name = "lesson"

    def __init__(self, context: Context, lesson: Lesson, given: Class, server: VoteServer | None) -> None:
        """``server``: where phones vote; None where they don't."""
        super().__init__(context)
        self.lesson, self.given, self.server = lesson, given, server
        self.state = BoardState(given)
        settings = context.settings
        area = pygame.Rect((0, 0), context.window.size)
        self.view = MomentView(area, strip_for(settings.palette, settings.patterns))
        self.projector = Projector(self.state, self.view)
        self.row = CommandRow()
        self.large = self.black = self.paused = self.drawing = False
        self.type = context.type
        self._clips: list[Clip] = []
        self._clip = -1
        self._films: dict[tuple[int, str], Film] = {}
        self._tries = 0
        self._at = -1
        self._hint = False
        self._jobs: list[Job] = []
        self._played = False
        """Whether this part's level has been played."""
        self._over = False
        self.resized()

    # Coming and going

    def opened(self) -> None:
        """New, or back from a level or a panel."""
        if self._at != self.given.at:
            self._arrive()
        elif self.given.step.phase is StepPhase.SCENE and self._kind == "play":
            self._played = True
            self._offer()

    def closed(self) -> None:
        """The lesson is left: what is in the log stays; only a lesson that came to its end is over."""
        for job in self._jobs:
            job.drop()
        if self.server is not None:
            self.server.stop()
        if not self._over:
            self.given.log.close()

    @property
    def _kind(self) -> str:
        return str(self.state.document.get("kind", ""))

    # Where it stands

    def _arrive(self) -> None:
        """Show what belongs to the step where the lesson stands now."""
        step = self.given.step
        self._at = self.given.at
        self._tries, self._hint, self._played = 0, False, False
        self.state.first_votes = self.state.lines = False
        self.state.dealt = DOTS if self.context.settings.reduced_motion else 0.0
        self.projector.worth, self.projector.caption, self.projector.note = None, "", ""
        self.projector.beliefs = step.phase is StepPhase.WHY
        self.projector.grey = False
        self.paused = False
        self._clips = self.state.clips(0) if self.state.document else []
        self._clip = -1
        self._show_clip(0)
        self._offer()
        self._ask_ahead()
        self.context.trace.note(
            "lesson",
            part=step.part,
            phase=str(step.phase),
            round=step.round,
            code=self.given.code,
            address=self.server.address if self.server is not None else None,
            session=str(self.given.log.path),
        )

    def _show_clip(self, number: int) -> None:
        if not 0 <= number < len(self._clips):
            return
        clip = self._clips[number]
        same = self._clip == number
        self._clip = number
        film = self._film(clip)
        moving = clip.plan is not None or self.given.step.phase is StepPhase.SCENE
        if not same:
            self.view.strokes = []
        self.view.show(film, play=moving, speed=clip.speed)
        self.projector.caption = clip.caption

    def _film(self, clip: Clip) -> Film:
        """A clip's film; the last ones are kept, so that a step back costs nothing."""
        key = (self.given.step.part, clip.key)
        film = self._films.pop(key, None) or clip.film()
        self._films[key] = film
        while len(self._films) > KEPT_FILMS:
            del self._films[next(iter(self._films))]
        return film

    def _ask_ahead(self) -> None:
        """Have the workers record what phones will ask for, and the map of passes."""
        phase, part = self.given.step.phase, self.given.step.part
        if self.server is None or phase not in (StepPhase.QUESTION, StepPhase.VOTE, StepPhase.CLOSED):
            return
        names = self.given.films_ahead(part)
        document = self.state.document
        takes = [self.given.take_of(document, name.split()) for name in names]

        def keep(place: int, film: dict[str, Any]) -> None:
            self.given.keep_film(part, names[place], film)

        if takes:
            self._jobs.append(Job(shared_pool(), filmed, None, takes, keep))

    # Commands

    def _offer(self) -> None:
        """Offer what can be done at this step; where it asks for a choice the row is open."""
        step = self.given.step
        choices: list[TeacherCommand] = []
        if step.phase is StepPhase.CLOSED and step.round == 1 and self.state.document["rounds"] == 2:
            choices = [
                TeacherCommand(_("Discuss"), self.given.next),
                TeacherCommand(_("Show the values"), self.given.skip_to_values),
            ]
            if self._kind == "choose" and not self.state.document.get("opinion"):
                choices.append(TeacherCommand(_("Explain: up to the kick"), self._show_hint))
        elif step.phase is StepPhase.SCENE and self._kind == "play":
            choices = [
                TeacherCommand(_("Play it now"), self._play),
                TeacherCommand(_("Go on"), self.given.next),
            ]
            if self._played:
                choices.reverse()
        elif step.phase is StepPhase.END:
            choices = [TeacherCommand(_("Leave the lesson"), self._leave)]
        rest = self._others()
        self.row.offer([*choices, *rest], len(choices))

    def _others(self) -> list[TeacherCommand]:
        phase = self.given.step.phase
        found = [TeacherCommand(_("Back"), self._back)]

        def add(label: str, act: Callable[[], None], key: int, when: bool = True) -> None:
            if when:
                found.append(TeacherCommand(label, act, key))

        server = self.server
        add(
            _("Open to the network"), self._open, pygame.KSCAN_N, server is not None and not server.on_network
        )
        add(_("The moment again"), self._again, pygame.KSCAN_Z, bool(self._clips))
        add(_("Go on") if self.paused else _("Pause"), self._pause, pygame.KSCAN_X, bool(self._clips))
        who = self._clips and self._clips[max(self._clip, 0)].who is not None
        hides = _("Hide beliefs") if self.projector.beliefs else _("Show beliefs")
        add(hides, self._beliefs, pygame.KSCAN_D, bool(who))
        vote = phase in (StepPhase.VOTE, StepPhase.CLOSED, StepPhase.DISCUSS)
        add(_("First votes"), self._first_votes, pygame.KSCAN_V, vote and self._kind == "choose")
        add(_("Show the lines"), self._lines, pygame.KSCAN_V, self._kind == "write")
        add(_("Stop drawing") if self.drawing else _("Draw"), self._draw, pygame.KSCAN_M, bool(self._clips))
        add(_("Usual text") if self.large else _("Large text"), self._larger, pygame.KSCAN_L)
        add(_("Black"), self._blacken, pygame.KSCAN_B)
        if phase is not StepPhase.END:
            add(_("Leave the lesson"), self._leave, 0)
        return found

    def _open(self) -> None:
        """The teacher says yes: the room's network may reach it."""
        if self.server is not None and not self.server.on_network:
            self.server.open_to_network()
            self.given.keep(network=True)
            self.context.trace.note("network", address=self.server.address)

    def _again(self) -> None:
        self._tries += 1
        if self.state.document.get("fresh"):
            self._clips = self.state.clips(self._tries)
        self.paused = False
        if self._hint:
            self.view.again()
        else:
            self._show_clip(max(self._clip, 0))
            self.view.again()

    def _pause(self) -> None:
        self.paused = not self.paused

    def _beliefs(self) -> None:
        self.projector.beliefs = not self.projector.beliefs

    def _first_votes(self) -> None:
        self.state.first_votes = not self.state.first_votes

    def _lines(self) -> None:
        self.state.lines = not self.state.lines

    def _draw(self) -> None:
        self.drawing = not self.drawing
        if self.drawing:
            self.view.strokes = []

    def _larger(self) -> None:
        self.large = not self.large
        self.resized()

    def _blacken(self) -> None:
        self.black = not self.black

    def _show_hint(self) -> None:
        """The motion up to the kick with the defender's belief; no ending, no numbers."""
        document = self.state.document
        clips = endings(document, favourite(self.state.result()["options"]))
        if clips:
            self._hint = True
            clip = clips[0]
            self.view.show(self._film(clip), speed=0.5)
            self.projector.caption, self.projector.beliefs = (
                _("Up to the kick: what does the defender believe?"),
                True,
            )
        self.row.offer([TeacherCommand(_("Discuss"), self.given.next), *self._others()], 1)

    def _play(self) -> None:
        """The part's level."""
        document = self.state.document
        if "level_document" not in document:
            self.given.next()
            return
        path = (
            find(document["level"])
            if "/" not in document["level"]
            else self.lesson.path.parent / document["level"]
        )
        changed = bool(document.get("level_set"))
        self.context.push(LessonPlay(self.context, path, level_of(document), self, changed=changed))

    def _leave(self) -> None:
        """Out of the lesson: it can be gone on with unless it had come to its end."""
        if self.given.step.phase is StepPhase.END:
            self._over = True
            if self.server is not None:
                self.server.stop()
            self.given.finish()
        self.context.pop()

    # The two keys

    def forward(self) -> None:
        """Take what is marked, or go on."""
        command = self.row.forward()
        if command is not None:
            command.act()
        else:
            self._on()

    def _on(self) -> None:
        if self.given.step.phase is StepPhase.VALUES and self.state.dealt < DOTS and self._kind == "choose":
            self.state.dealt = DOTS
        elif self._clip + 1 < len(self._clips):
            self._show_clip(self._clip + 1)
        else:
            self.given.next()

    def _back(self) -> None:
        if self._hint:
            self._arrive()
        elif self._clip > 0 and self.given.step.phase is not StepPhase.SCENE:
            self._show_clip(self._clip - 1)
        else:
            self.given.back()

    def handle(self, frame: Frame) -> None:
        """Keys in the order in which they came; the mouse on the row and on the picture."""
        for code in frame.keys:
            self._key(code)
        if frame.raw_button is not None and frame.pad_used:
            name = frame.raw_button[1]
            if name == "a":
                self.forward()
            elif name == "b":
                self.row.backward()
        if frame.click is not None:
            command = self.row.at(frame.click)
            if command is not None:
                command.act()
                self._refresh()
        self._pointer(frame)

    def _key(self, code: int) -> None:
        if self.black:
            self.black = False
            return
        if code in IGNORED:
            return
        if code in FORWARD:
            self.forward()
        elif code in (pygame.KSCAN_LEFT, pygame.KSCAN_BACKSPACE):
            self._back()
        elif code in BACKWARD:
            self.row.backward()
        elif code in BLACK_KEYS:
            self.black = True
        elif code == pygame.KSCAN_ESCAPE:
            self._ask_to_leave()
        else:
            command = self.row.of_key(code)
            if command is not None:
                command.act()
        self._refresh()

    def _ask_to_leave(self) -> None:
        """Leaving takes two keys."""
        self.row.offer(
            [TeacherCommand(_("Stay"), self._offer), TeacherCommand(_("Leave the lesson"), self._leave)], 2
        )

    def _pointer(self, frame: Frame) -> None:
        """With the pencil a drag draws on the picture."""
        if not self.drawing:
            return
        if frame.click is not None and self.view.metres(frame.click) is not None:
            self.view.strokes.append([])
        place = frame.click or (frame.pointer if frame.drag else None)
        point = self.view.metres(place) if place is not None else None
        if point is not None and self.view.strokes:
            self.view.strokes[-1].append(point)

    def _refresh(self) -> None:
        """Labels may have changed; the step may have."""
        if self.context.scene is self and self._at == self.given.at and not self.row.stays:
            self.row.refresh(self._others())

    # Time

    def update(self, seconds: float) -> None:
        """Play the picture, deal dots, take in what the workers have done."""
        for job in list(self._jobs):
            job.poll()
            if job.done:
                self._jobs.remove(job)
        command = self.row.update(seconds)
        if command is not None:
            command.act()
        if self._at != self.given.at:
            self._arrive()
        if self._hint and self.view.film is not None and self.view.film.contact is not None:
            self.view.until = self.view.film.contact
        if not self.paused:
            self.view.update(seconds)
        if self.given.step.phase is StepPhase.VALUES:
            self.state.dealt = min(self.state.dealt + DEALT_PER_SECOND * seconds, DOTS)
        if self.given.step.phase is StepPhase.WHY and self.view.ended and not self.paused:
            self.view.again()

    # Drawing

    def resized(self) -> None:
        """Type for the room: larger where it is to be."""
        size = self.context.settings.text_size * (LARGE if self.large else 1.0)
        self.type = Type(self.context.window.size, size)

    def draw(self, screen: pygame.Surface) -> None:
        """The projector's picture and the row of commands."""
        if self.black:
            self.projector.black(screen)
            return
        foot, title = self.row.height(self.type), self.given.words(self.lesson.table.title)
        self.projector.draw(screen, self.type, foot, title)
        if self.given.step.phase is StepPhase.JOIN:
            self._draw_join(screen, foot)
        self.row.draw(screen, self.type)

    def _draw_join(self, screen: pygame.Surface, foot: int) -> None:
        if self.server is not None:
            self.projector.join(screen, self.type, foot, self.server.address, self.server.on_network)
