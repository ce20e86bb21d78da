"""A lesson's step on the screen: its films, what is played for it, what is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pygame

from game.app.i18n import N_, _
from game.app.lesson import experiments
from game.app.lesson.board_state import DEALT_PER_SECOND, BoardState
from game.app.lesson.boards import DOTS
from game.app.lesson.experiments import Experiment, PassMap
from game.app.lesson.film import Film
from game.app.lesson.moment_view import MomentView
from game.app.lesson.notes import NotesWindow
from game.app.lesson.projector import Projector
from game.app.lesson.reel import Clip
from game.app.lesson.turn_rows import TurnRows
from game.app.render.kits import strip_for
from game.app.render.theme import Type
from game.app.shell.context import Context, Scene
from game.classroom.lesson.load import Lesson
from game.classroom.lesson.prepare import Job, filmed, measured
from game.classroom.live.films import Take
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.report.page import report_in
from game.classroom.session.steps import REVEALS, StepPhase
from game.storage.workers import shared_pool

LARGE: Final = 1.3
"""How much larger text is for the last row of a long room."""
KEPT_FILMS: Final = 12


class ShowingLesson(Scene):
    """A lesson that stands at a step."""

    name = "lesson"
    music = False

    def __init__(self, context: Context, lesson: Lesson, given: Class, server: VoteServer | None) -> None:
        """``server``: where phones vote; None where they don't."""
        super().__init__(context)
        self.lesson, self.given, self.server = lesson, given, server
        self.state = BoardState(given)
        settings = context.settings
        self.view = MomentView(
            pygame.Rect((0, 0), context.window.size), strip_for(settings.palette, settings.patterns)
        )
        self.projector = Projector(self.state, self.view)
        self.large = self.black = self.paused = self.drawing = False
        self.type = context.type
        self.asking: TurnRows | None = None
        """What somebody puts together to have it played."""
        self.notes: NotesWindow | None = None
        self.waited = 0.0
        """Seconds since the lesson came to this step."""
        self._clips: list[Clip] = []
        self._clip = -1
        self._films: dict[tuple[int, str], Film] = {}
        self._tries = 0
        self._at = -1
        self._hint = False
        self._jobs: list[Job] = []
        self._experiment: Experiment | None = None
        self._ending: Clip | None = None
        """How a pass that was proposed ends most often: shown after its board."""
        self._first: Job | None = None
        """What has to be played before the next step can be shown."""
        self.report: Path | None = None
        self._map: tuple[int, PassMap] | None = None
        self._shows_map = False
        self._over = False
        self.resized()

    def closed(self) -> None:
        """The lesson is left: what is in the log stays; only a lesson that came to its end is over."""
        for job in (*self._jobs, *([self._first] if self._first is not None else [])):
            job.drop()
        if self._experiment is not None:
            self._experiment.drop()
        if self._map is not None:
            self._map[1].drop()
        self.show_notes(False)
        if self.server is not None:
            self.server.stop()
        if not self._over:
            self.given.log.close()

    @property
    def _kind(self) -> str:
        return str(self.state.document.get("kind", ""))

    # Where it stands

    def arrive(self) -> None:
        """Show what belongs to the step where the lesson stands now."""
        step = self.given.step
        self._at, self.waited = self.given.at, 0.0
        self._tries, self._hint, self._shows_map = 0, False, False
        self.asking = self._ending = None
        self.state.first_votes = self.state.lines = False
        self.state.more_seconds = 0.0
        self.state.dealt = DOTS if self.context.settings.reduced_motion else 0.0
        projector = self.projector
        projector.worth = projector.board = None
        projector.full = False
        projector.caption = projector.note = ""
        projector.beliefs, projector.grey = step.phase is StepPhase.WHY, False
        self.paused = False
        self._clips = self.state.clips(0) if self.state.document else []
        scene = self.state.document["first_scene"] if self.given.before_the_look else {}
        ids = [player["id"] for player in scene.get("players", [])]
        self.view.unseen = {
            ids.index(name): tuple(scene["players"][ids.index(name)]["at"])
            for name in scene.get("unseen", [])
        }
        self._clip = -1
        self._show_clip(0)
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
        if self._clip != number:
            self.view.strokes = []
        self._clip = number
        moving = clip.plan is not None or self.given.step.phase is StepPhase.SCENE
        self.view.show(self._film(clip), play=moving, speed=clip.speed)
        self.projector.caption = clip.caption

    def _film(self, clip: Clip) -> Film:
        """Return a clip's film; the last ones are kept, so that a step back costs nothing."""
        key = (self.given.step.part, clip.key)
        film = self._films.pop(key, None) or clip.film()
        self._films[key] = film
        while len(self._films) > KEPT_FILMS:
            del self._films[next(iter(self._films))]
        return film

    def _trial_film(self, take: Take) -> Film:
        """Return a reading's motion, recorded to its end, since it stops some time before the kick."""
        level, at, plan, seed, world, _until = take
        film = Film(level, at, plan, seed, world)
        film.whole()
        return film

    # What the workers do meanwhile

    def _ask_ahead(self) -> None:
        """Have the workers record what phones will ask for, and make the map of passes."""
        step, document = self.given.step, self.state.document
        if step.phase not in (StepPhase.QUESTION, StepPhase.VOTE, StepPhase.CLOSED, StepPhase.VALUES):
            return
        names = self.given.films.ahead(step.part) if self.server is not None else []
        takes = [self.given.films.take_of(document, name.split()) for name in names]

        def keep(place: int, film: dict[str, Any]) -> None:
            self.given.films.keep(step.part, names[place], film)

        if takes and not self._jobs:
            self._jobs.append(Job(shared_pool(), filmed, None, takes, keep))
        if experiments.has_map(document) and (self._map is None or self._map[0] != step.part):
            if self._map is not None:
                self._map[1].drop()
            self._map = (step.part, PassMap(document, self.given.room.values, shared_pool()))

    def ready_to_go_on(self) -> bool:
        """Return whether the next step can be shown; else what it needs is played, and it comes by itself."""
        requests = self.given.wanted()
        values = self.given.room.values
        if self._first is not None or values.ready(requests):
            return self._first is None
        tasks = [("row", request) for request in requests if not values.ready([request])]
        self._first = Job(
            shared_pool(), measured, None, tasks, lambda place, rows: values.take(rows), ahead=True
        )
        self.projector.note = _("It is being played a thousand times.")
        return False

    def write_report(self) -> None:
        """Have a worker write the report beside the session."""
        session = self.given.log.path
        folder = session.with_suffix("")

        def done(place: int, files: list[str]) -> None:
            self.report = folder / files[0]
            self.projector.note = _("The report: {file}", file=str(self.report))
            self.context.trace.note("report", file=str(self.report))

        self.projector.note = _("The report is being written.")
        self._jobs.append(Job(shared_pool(), report_in, None, [(session, folder)], done, ahead=True))

    def play_experiment(self, experiment: Experiment) -> None:
        """Show what it comes to as soon as it is played."""
        if self._experiment is not None:
            self._experiment.drop()
        self._experiment = experiment
        self.projector.note = _("It is being played a thousand times.")

    def _poll(self) -> None:
        if self.projector.beneath_picture is not None:
            self.projector.grey = self.view.ended and self._kind == "read"
        for job in list(self._jobs):
            job.poll()
            if job.done:
                self._jobs.remove(job)
        if self._map is not None and self._shows_map:
            self.projector.worth = self._map[1].poll()
            told = N_("How many of 100 arrive, played the best way to each place")
            if self.projector.worth is None:
                told = N_("The map of passes is still being played.")
            self.projector.caption = _(told)
        elif self._map is not None:
            self._map[1].poll()
        if self._first is not None:
            self._first.poll()
            if self._first.done:
                failed, self._first, self.projector.note = self._first.failed, None, ""
                if failed:
                    self.context.tell(_("The answers can't be played: {why}", why=failed))
                else:
                    self.given.next()
        experiment = self._experiment
        if experiment is None:
            return
        experiment.poll()
        if experiment.failed:
            self.context.tell(_("The answers can't be played: {why}", why=experiment.failed))
        if experiment.done:
            self._experiment, self.projector.note = None, ""
            if not experiment.failed:
                self._show_experiment(experiment)

    def _show_experiment(self, experiment: Experiment) -> None:
        document = self.state.document
        votes = []
        if self._kind == "choose":
            votes = [tuple(row["votes"]) for row in self.state.result()["options"]]
        self.projector.board = (experiment.title, experiment.board(document.get("want", "most"), votes))
        self._ending = experiments.proposed_clip(self.state, experiment) if experiment.proposes else None
        self.context.trace.note(
            "experiment",
            title=experiment.title,
            values=[row.value for row in self.projector.board[1]],
        )

    @property
    def values_shown(self) -> bool:
        """Whether the room may see what anything is worth."""
        phase = self.given.step.phase
        return phase in REVEALS and phase is not StepPhase.VOTES

    # The teacher's own window

    def show_notes(self, on: bool) -> None:
        """Open the second window, or take it away."""
        if on and self.notes is None:
            self.notes = NotesWindow(self.context.settings.text_size)
            self.context.devices.beside.append(self.notes.window)
        elif not on and self.notes is not None:
            self.context.devices.beside.remove(self.notes.window)
            self.notes.close()
            self.notes = None

    # Time

    def update(self, seconds: float) -> None:
        """Play the picture, deal dots, take in what the workers have done."""
        self._poll()
        self.waited += seconds
        if self._hint and self.view.film is not None and self.view.film.contact is not None:
            self.view.until = self.view.film.contact
        if not self.paused:
            self.view.update(seconds)
        phase = self.given.step.phase
        if phase is StepPhase.VALUES:
            self.state.dealt = min(self.state.dealt + DEALT_PER_SECOND * seconds, DOTS)
        if phase is StepPhase.WHY and self.view.ended and not self.paused and not self._shows_map:
            self.view.again()
        if self.notes is not None:
            self.notes.update(seconds, self.state, self.lesson, self.waited)

    # Drawing

    def resized(self) -> None:
        """Choose the type for the room: larger where it is to be."""
        size = self.context.settings.text_size * (LARGE if self.large else 1.0)
        self.type = Type(self.context.window.size, size)

    def draw_step(self, screen: pygame.Surface, foot: int) -> None:
        """Draw the projector's picture; ``foot``: pixels below it that are somebody else's."""
        self.projector.draw(screen, self.type, foot, self.given.words(self.lesson.table.title))
        if self.given.step.phase is StepPhase.JOIN and self.server is not None:
            self.projector.join(screen, self.type, foot, self.server.address, self.server.on_network)
        if self.asking is not None:
            body = self.projector.layout(screen, self.type, foot)
            area = pygame.Rect(0, 0, min(self.type.tx(620), body.width), body.height - self.type.tx(16))
            area.center = body.center
            self.asking.draw(screen, self.type, area)
