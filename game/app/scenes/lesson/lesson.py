"""A lesson before a class: two keys lead through it, and reach whatever else the teacher can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame
from game.app.lesson import experiments
from game.app.lesson.boards import DOTS
from game.app.lesson.command_row import BACKWARD, FORWARD, TeacherCommand
from game.app.lesson.hand_votes import HandCount, SeatTurns
from game.app.lesson.proposal import holder_of
from game.app.lesson.reel import endings, favourite
from game.app.scenes.lesson.phoned import PhonedLesson
from game.app.scenes.lesson.play_part import LessonPlay
from game.app.shell.context import Context
from game.classroom.lesson.documents import level_of
from game.classroom.lesson.load import Lesson
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer
from game.classroom.session.steps import StepPhase
from game.scenario.level_paths import find

BLACK_KEYS: Final = frozenset({pygame.KSCAN_PERIOD, pygame.KSCAN_B})
MORE_SECONDS: Final = 30.0
"""What one key adds to the time that is suggested for a vote or a talk."""
IGNORED: Final = frozenset({pygame.KSCAN_F5})
"""What a clicker also sends."""


class LessonScene(PhonedLesson):
    """A lesson that is being given."""

    def __init__(self, context: Context, lesson: Lesson, given: Class, server: VoteServer | None) -> None:
        super().__init__(context, lesson, given, server)
        self.hands: HandCount | None = None
        self.turns: SeatTurns | None = None
        self._trial = 0
        self._played = False
        """Whether this part's level has been played."""
        if pygame.display.get_num_displays() > 1:
            self.show_notes(True)

    def opened(self) -> None:
        """Begin, or come back from a level or a panel."""
        if self._at != self.given.at:
            self.arrive()
        elif self.given.step.phase is StepPhase.SCENE and self._kind == "play":
            self._played = True
            self._offer()

    def arrive(self) -> None:
        """Show what belongs to the step, and what can be done at it."""
        super().arrive()
        self._played = False
        self._take_votes()
        self._offer()

    # Votes without phones

    def _take_votes(self) -> None:
        """Let hands be typed or people answer in turn, where this step is a vote."""
        self.hands = self.turns = None
        if self.given.step.phase is not StepPhase.VOTE:
            return
        self._trial = 1 if self._kind == "read" else 0
        if self.given.log_how == "hands" and self._kind != "write":
            self.hands = self._hand_count()
        elif self.given.log_how == "seats" and self._kind != "write":
            self._next_seats()
        self._show_trial()

    def _hand_count(self) -> HandCount:
        return HandCount(self.state.document, partial(self.given.hands, trial=self._trial))

    def _next_seats(self) -> None:
        waiting = self.given.waiting(self._trial)
        self.turns = SeatTurns(self.state.document, waiting, self.given.nicks)

    def _show_trial(self) -> None:
        """Show a reading without phones: the motion up to its stop, on the big picture."""
        if not self._trial or self.server is not None:
            return
        trial = self.state.document["trials"][self._trial - 1]
        take = self.given.films.take_of(self.state.document, ["read", str(self._trial)])
        film = self._trial_film(take)
        self.view.show(film, until=(film.contact or film.seconds) + trial["stop"])
        self.projector.caption = _("{n} of {all}", n=trial["trial"], all=len(self.state.document["trials"]))

    def _count_hands(self) -> None:
        """Count what was typed; a reading goes on to its next motion."""
        assert self.hands is not None
        self.given.count_hands(self.hands.given, self._trial)
        if self._trial and self._trial < len(self.state.document["trials"]):
            self._trial += 1
            self.hands = self._hand_count()
            self._show_trial()
        else:
            self.given.next()

    def _seat_answers(self, answer: str) -> None:
        """Take in that somebody at this machine has answered."""
        assert self.turns is not None
        who, step = self.turns.who, self.given.step
        if who is None:
            return
        said = {"part": step.part, "round": step.round, "answer": answer, "seconds": round(self.waited, 1)}
        if self._trial:
            said["trial"] = self._trial
        if self.given.cast(who, said).accepted:
            self.turns.accepted()
            self.waited = 0.0
        if self.turns.who is None and self._trial and self._trial < len(self.state.document["trials"]):
            self._trial += 1
            self._next_seats()
            self._show_trial()

    # Commands

    def _offer(self) -> None:
        """Offer what can be done at this step; where it asks for a choice the row is open."""
        step = self.given.step
        choices: list[TeacherCommand] = []
        if self._talk_is_next:
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
            choices = [
                TeacherCommand(_("Write the report"), self._report),
                TeacherCommand(_("Leave the lesson"), self._leave),
            ]
            if self._over:
                del choices[0]
        self.row.offer([*choices, *self._others()], len(choices))

    @property
    def _talk_is_next(self) -> bool:
        ahead = self.given.steps[self.given.at + 1 :]
        return bool(ahead) and ahead[0].phase is StepPhase.DISCUSS

    def _others(self) -> list[TeacherCommand]:
        step, server, document = self.given.step, self.server, self.state.document
        found = [TeacherCommand(_("Back"), self.backward)]

        def add(label: str, act: Callable[[], None], key: int = 0, when: bool = True) -> None:
            if when:
                found.append(TeacherCommand(label, act, key))

        if self.hands is not None:
            for number, label in enumerate(self.hands.labels):
                add(f"{label} +1", partial(self.hands.add, number))
            for number, label in enumerate(self.hands.labels):
                less = partial(self.hands.add, number, -1)
                add(f"{label} \N{MINUS SIGN}1", less, when=self.hands.counts[number] > 0)
        vote = step.phase in (StepPhase.VOTE, StepPhase.CLOSED, StepPhase.DISCUSS)
        film, holder = bool(self._clips), holder_of(document) is not None
        writes = self._kind == "write" and step.phase is StepPhase.VOTE and self.given.log_how != "phones"
        add(
            _("Open to the network"), self._open, pygame.KSCAN_N, server is not None and not server.on_network
        )
        add(_("Your own phone"), self.invite, pygame.KSCAN_H, server is not None)
        add(_("Write a pass"), self._propose, pygame.KSCAN_K, writes and holder)
        add(_("Propose a pass"), self._propose, pygame.KSCAN_K, self.values_shown and holder)
        answered = self.values_shown and bool(experiments.answers(self.state))
        add(_("The same elsewhere"), self._elsewhere, pygame.KSCAN_A, answered and holder)
        add(_("The moment again"), self._again, pygame.KSCAN_Z, film)
        add(_("Go on") if self.paused else _("Pause"), self._pause, pygame.KSCAN_X, film)
        who = film and self._clips[max(self._clip, 0)].who is not None
        hides = _("Hide beliefs") if self.projector.beliefs else _("Show beliefs")
        add(hides, self._beliefs, pygame.KSCAN_D, who)
        add(_("First votes"), self._first_votes, pygame.KSCAN_V, vote and self._kind == "choose")
        timed = step.phase in (StepPhase.VOTE, StepPhase.DISCUSS)
        add(_("30 seconds more"), self._longer, pygame.KSCAN_T, timed)
        talks = server is not None and step.phase in (StepPhase.CLOSED, StepPhase.DISCUSS)
        add(_("Pairs"), self._pairs, pygame.KSCAN_P, talks and self._kind == "choose")
        add(
            _("Remove somebody"),
            self._remove,
            pygame.KSCAN_R,
            server is not None and bool(self.given.people()),
        )
        add(_("Show the lines"), self._lines, pygame.KSCAN_V, self._kind == "write")
        add(_("Stop drawing") if self.drawing else _("Draw"), self._draw, pygame.KSCAN_M, film)
        add(_("Usual text") if self.large else _("Large text"), self._larger, pygame.KSCAN_L)
        add(_("Close the notes") if self.notes else _("Notes window"), self._notes, pygame.KSCAN_W)
        add(_("Black"), self._blacken, pygame.KSCAN_B)
        add(_("Leave the lesson"), self._leave, 0, step.phase is not StepPhase.END)
        return found

    def _open(self) -> None:
        """Open the room's network to phones: the teacher says yes."""
        if self.server is not None and not self.server.on_network:
            self.server.open_to_network()
            self.given.keep(network=True)
            self.context.trace.note("network", address=self.server.address)

    def _again(self) -> None:
        self._tries += 1
        if self.state.document.get("fresh"):
            self._clips = self.state.clips(self._tries)
        self.paused = False
        if not self._hint and not self._trial:
            self._show_clip(max(self._clip, 0))
        self.view.again()

    def _pause(self) -> None:
        self.paused = not self.paused

    def _beliefs(self) -> None:
        self.projector.beliefs = not self.projector.beliefs

    def _longer(self) -> None:
        """Note that the room needs more time than was thought: the notes say so, no phone counts down."""
        self.state.more_seconds += MORE_SECONDS
        self.given.note(f"more time: {self.given.step.part}")

    def _first_votes(self) -> None:
        self.state.first_votes = not self.state.first_votes

    def _pairs(self) -> None:
        """Pair those who answered differently; phones say with whom."""
        many = self.given.pair()
        self.projector.note = _("Your phone says with whom to talk.") if many else ""
        if self.given.step.phase is StepPhase.CLOSED and many:
            self.given.next()

    def _remove(self) -> None:
        """Ask who is to be taken out of the lesson, or let back in."""
        rows = [TeacherCommand(_("Nobody"), self._offer)]
        for card, nick, out in self.given.people():
            label = _("{who}: let back in", who=f"{card} {nick}") if out else f"{card} {nick}"
            rows.append(TeacherCommand(label, partial(self._take_out, card, out)))
        self.row.offer(rows, len(rows))

    def _take_out(self, card: str, back: bool) -> None:
        self.given.change_of_card(card, back)
        self._offer()

    def _lines(self) -> None:
        self.state.lines = not self.state.lines

    def _draw(self) -> None:
        self.drawing = not self.drawing
        if self.drawing:
            self.view.strokes = []

    def _larger(self) -> None:
        self.large = not self.large
        self.resized()

    def _notes(self) -> None:
        self.show_notes(self.notes is None)

    def _blacken(self) -> None:
        self.black = not self.black

    def _show_hint(self) -> None:
        """Show the motion up to the kick with the defender's belief, without ending or numbers."""
        document = self.state.document
        clips = endings(document, favourite(self.state.result()["options"]))
        if clips:
            self._hint = True
            self.view.show(self._film(clips[0]), speed=0.5)
            self.projector.beliefs = True
            self.projector.caption = _("Up to the kick: what does the defender believe?")
        self.row.offer([TeacherCommand(_("Discuss"), self.given.next), *self._others()], 1)

    def _play(self) -> None:
        """Play the part's level."""
        document = self.state.document
        name = document["level"]
        path = self.lesson.path.parent / name if "/" in name or name.endswith(".toml") else find(name)
        changed = bool(document.get("level_set"))
        self.context.push(LessonPlay(self.context, path, level_of(document), self, changed=changed))

    def _report(self) -> None:
        """Write the lesson's report, and open it in the browser: the lesson has come to its end."""
        self._finish()
        self.write_report()
        self._offer()

    def _finish(self) -> None:
        if not self._over:
            self._over = True
            if self.server is not None:
                self.server.stop()
            self.given.finish()

    def _leave(self) -> None:
        """Out of the lesson: it can be gone on with unless it had come to its end."""
        if self.given.step.phase is StepPhase.END:
            self._finish()
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
        phase = self.given.step.phase
        if self.projector.board is not None:
            self.projector.board = None
            self._show_ending()
        elif self.projector.full:
            self._close_ending()
        elif phase is StepPhase.VALUES and self.state.dealt < DOTS and self._kind == "choose":
            self.state.dealt = DOTS
        elif phase is StepPhase.VOTE and self.hands is not None:
            self._count_hands()
        elif self._clip + 1 < len(self._clips):
            self._show_clip(self._clip + 1)
        elif phase is StepPhase.WHY and self._map is not None and not self._shows_map and self._mapped:
            self._shows_map = True
        elif self.ready_to_go_on():
            self.given.next()

    def _show_ending(self) -> None:
        """Show how the group's pass ends most often."""
        if self._ending is not None:
            self.view.show(self._film(self._ending))
            self.projector.caption, self.projector.full = self._ending.caption, True

    def _close_ending(self) -> None:
        self._ending, self.projector.full = None, False
        self._show_clip(self._clip)

    @property
    def _mapped(self) -> bool:
        return self._map is not None and self._map[0] == self.given.step.part and not self._map[1].failed

    def backward(self) -> None:
        """Go one step back: of the films, or of the lesson."""
        if self.projector.board is not None:
            self.projector.board = None
        elif self.projector.full:
            self._close_ending()
        elif self._shows_map:
            self._shows_map, self.projector.worth = False, None
            self._show_clip(self._clip)
        elif self._hint:
            self.arrive()
        elif self._clip > 0 and self.given.step.phase is not StepPhase.SCENE:
            self._show_clip(self._clip - 1)
        else:
            self.given.back()

    def handle(self, frame: Frame) -> None:
        """Keys in the order in which they came; the mouse on the row and on the picture."""
        if frame.beside_closed:
            self.show_notes(False)
        if self.asking is not None:
            self._handle_asking(frame, self.asking)
            return
        if self.turns is not None and self.turns.who is not None and not self.black:
            self._handle_turn(frame, self.turns)
            return
        for code in frame.keys:
            self._key(code)
            if self._at != self.given.at and self.context.scene is self:
                self.arrive()
            self.context.trace.note("lesson_key", key=code)
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
        self._pointer(frame)
        self.refreshed()

    def _handle_turn(self, frame: Frame, turns: SeatTurns) -> None:
        """Let somebody answer at this machine; the clicker still leads on and back."""
        for code in frame.keys:
            if code in (pygame.KSCAN_PAGEDOWN, pygame.KSCAN_PAGEUP, pygame.KSCAN_ESCAPE):
                self._key(code)
        if self.given.step.phase is not StepPhase.VOTE:
            return
        place = self.view.metres(frame.click) if frame.click is not None else None
        if place is not None:
            turns.point(place)
        answer = turns.handle(frame)
        if answer is not None:
            self._seat_answers(answer)

    def _key(self, code: int) -> None:
        if self.invited and code != pygame.KSCAN_N:
            self.uninvite()
        elif self.black:
            self.black = False
        elif code in IGNORED or (self.hands is not None and self.hands.key(code)):
            return
        elif code in FORWARD:
            self.forward()
        elif code in (pygame.KSCAN_LEFT, pygame.KSCAN_BACKSPACE):
            self.backward()
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

    def _ask_to_leave(self) -> None:
        """Ask before the lesson is left: leaving takes two keys."""
        leave = TeacherCommand(_("Leave the lesson"), self._leave)
        self.row.offer([TeacherCommand(_("Stay"), self._offer), leave], 2)

    def _pointer(self, frame: Frame) -> None:
        """Draw on the picture where the pencil is dragged."""
        if not self.drawing:
            return
        if frame.click is not None and self.view.metres(frame.click) is not None:
            self.view.strokes.append([])
        place = frame.click or (frame.pointer if frame.drag else None)
        point = self.view.metres(place) if place is not None else None
        if point is not None and self.view.strokes:
            self.view.strokes[-1].append(point)

    def refreshed(self) -> None:
        """Labels may have changed."""
        if self.context.scene is self and self._at == self.given.at and not self.row.stays:
            self.row.refresh(self._others())

    def update(self, seconds: float) -> None:
        """Time goes by; one press of the backward key may have meant back."""
        command = self.row.update(seconds) if self.asking is None else None
        if command is not None:
            command.act()
        if self._at != self.given.at:
            self.arrive()
        super().update(seconds)
        self.serve_teacher(seconds)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the projector's picture and the row of commands."""
        if self.invites(screen):
            return
        if self.black:
            self.projector.black(screen)
            return
        foot = self.row.height(self.type)
        self.projector.hidden = self.turns is not None and self.turns.who is not None and not self.turns.ready
        self.projector.cursor = None
        if self.turns is not None and self.turns.ready and self._kind == "point":
            self.projector.cursor = self.turns.place
        self.projector.beneath_picture = self.hands or self.turns
        self.draw_step(screen, foot)
        self.row.draw(screen, self.type)
