"""Whatever is played: people at their controls, fixed steps from an accumulator, pictures between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import atan2
from pathlib import Path
from time import perf_counter

import pygame

from game.analysis.replay_record import Recorder
from game.app.around import Around, around
from game.app.balls import Skid
from game.app.buttons import Buttons, Frame, Press
from game.app.coach import Coach
from game.app.controls import Orders, Thumb, orders_of, wish_of
from game.app.desk import Desk, Scene
from game.app.focus import Entry
from game.app.stage import Stage
from game.app.thought import Onlooker
from game.app.thought_note import draw_note
from game.app.thought_view import BeliefLayer, draw_chosen, draw_commitment, draw_sight
from game.app.visible import Seen, between, see
from game.app.words import _
from game.core.events import Events
from game.core.intents import Wish
from game.core.state import STEP_SECONDS, Phase
from game.rules.bout import Bout

MOST_STEPS = 8
"""Steps in one picture at most; a slow machine plays slower and never skips."""
MOST_SECONDS = 0.05
"""After which a picture is drawn, whatever steps are due."""
PEOPLE = ("human1", "human2")
Point = tuple[float, float]


@dataclass
class Seat:
    """A person, his player and his controls."""

    person: int
    """Which of the frame's people he is."""
    name: str
    """``human1`` or ``human2``."""
    player: int
    thumb: Thumb = field(default_factory=Thumb)
    held: Buttons = field(default_factory=Buttons)
    before: Buttons = field(default_factory=Buttons)
    """What he held a step ago."""


class Field(Scene):
    """A bout being played. What kind it is, its signs and its end are the subclass's."""

    name = "play"
    stage: Stage
    bout: Bout
    chosen_seats = False
    """Whether people chose their devices (a match), or the devices are shared out (a level)."""

    def __init__(self, desk: Desk, bout: Bout, onlooker: Onlooker) -> None:
        super().__init__(desk)
        self.onlooker = onlooker
        self.seats: list[Seat] = []
        self._beliefs = BeliefLayer()
        self._fresh = False
        self._seconds = 0.0
        self.recorder: Recorder | None = None
        self.coach = Coach(desk)
        """Keeps the passes and answers why one ended as it did."""
        self.use_bout(bout)
        self.begin()

    def use_bout(self, bout: Bout) -> None:
        """Play this from now on; what was recorded of another is whole."""
        if self.recorder is not None:
            self.recorder.close()
        self.bout = bout
        self.recorder = Recorder(bout, self.source) if self.desk.settings.record_replays else None

    # What a subclass says

    title = ""
    """Under the word Paused."""
    again = "Restart"

    @property
    def marks(self) -> Sequence[Point]:
        """Places that an aim is drawn to."""
        return ()

    @property
    def set_ups(self) -> int:
        """How often everybody was put in his place."""
        return 0

    source: Path | None = None
    """The file of a level, for its replay."""

    def closed(self) -> None:
        """Left for good: the replay is whole, and nobody is asked why any more."""
        self.coach.closed()
        if self.recorder is not None:
            self.recorder.close()

    def restart(self) -> None:
        """From the beginning."""
        raise NotImplementedError

    def leave(self) -> None:
        """Out of play, to where it was chosen."""
        raise NotImplementedError

    leave_label = "Leave"

    def pause_entries(self) -> list[Entry]:
        """What else the pause menu offers: whose thoughts are shown, and why the last pass ended so."""
        entries = self.coach.entries()
        if self.onlooker.readers:
            mind = self.onlooker
            label = _("Show what a defender thinks")
            entries.insert(0, Entry(label, mind.turn, lambda: mind.name, lambda by: mind.turn(by)))
        return entries

    def heard(self, events: list[Events]) -> None:
        """Take in what happened in a step."""

    def pressed(self, press: Press) -> None:
        """A press that isn't everybody's."""

    def say(self, said: str, good: bool | None = None) -> None:
        """Tell the people something for a moment."""
        self.desk.tell(said)

    def ordered(self, seat: Seat, orders: Orders) -> None:
        """A person wants something of his side."""

    # Beginning

    def begin(self) -> None:
        """Nothing was seen, held or drawn yet."""
        feet = {seat.person: seat.thumb.foot for seat in self.seats}
        people = sorted(self.bout.people.items())
        self.seats = []
        for order, (name, player) in enumerate(people):
            person = PEOPLE.index(name) if self.chosen_seats else order
            self.seats.append(Seat(person, name, player, Thumb(foot=feet.get(person, 0))))
        self.now = self.before = see(self.bout.world)
        self.accumulated = 0.0
        self.time = 0.0
        self.skid = Skid()
        self.onlooker.forget()
        self.coach.forget()

    def opened(self) -> None:
        """Back from a menu, or new."""
        if not self.chosen_seats:
            self.desk.devices.stand_up()
            self.desk.devices.two_people = len(self.seats) > 1

    # Input

    def handle(self, frame: Frame) -> None:
        """Buttons for the next steps; presses at once."""
        from game.app.scenes.howto import HowTo
        from game.app.scenes.pause import Pause

        if frame.unplugged is not None and (not self.chosen_seats or frame.lost_seat is not None):
            self.desk.push(Pause(self.desk, self, unplugged=frame.unplugged))
            return
        if frame.lost_focus and self.desk.now >= self.desk.settled_at:
            self.desk.push(Pause(self.desk, self))
            return
        for seat in self.seats:
            held = frame.people[seat.person]
            seat.held = held.either(seat.held) if self._fresh else held
            for press in frame.own[seat.person]:
                self._choose_foot(seat, press)
        self._fresh = True
        for press in frame.presses:
            if press is Press.PAUSE:
                self.desk.push(Pause(self.desk, self))
                return
            if press is Press.HELP:
                self.desk.push(HowTo(self.desk))
                return
            if press is Press.MIND:
                self._next_mind()
            else:
                self.pressed(press)

    def _next_mind(self) -> None:
        if not self.onlooker.readers:
            self.say(_("No defender of the computer plays here"))
            return
        self.onlooker.turn()
        self.desk.sounds.play("tick", 0.7)

    def _choose_foot(self, seat: Seat, press: Press) -> None:
        foot = seat.thumb.foot
        if press is Press.FOOT:
            foot = {0: -1, -1: 1, 1: 0}[foot]
        else:
            side = -1 if press is Press.FOOT_LEFT else 1
            foot = 0 if foot == side else side
        seat.thumb = replace(seat.thumb, foot=foot)
        self.desk.sounds.play("tick", 0.7)

    # Time

    def update(self, seconds: float) -> None:
        """Make the steps that are due, then follow with the camera."""
        self.time += seconds
        self._seconds = seconds
        self.play_on(seconds)
        self.coach.update()
        # With reduced motion the camera takes its time.
        self.follow(seconds * (0.4 if self.desk.settings.reduced_motion else 1.0))

    def play_on(self, seconds: float) -> None:
        """As many steps as fit in ``seconds`` at the speed that was chosen."""
        self.accumulated += seconds * self.desk.settings.game_speed * self.desk.pace
        due = min(int(self.accumulated / STEP_SECONDS + 1e-9), MOST_STEPS)
        late = perf_counter() + MOST_SECONDS
        for _step in range(due):
            self.step()
            self.accumulated -= STEP_SECONDS
            if perf_counter() > late:
                break
        self.accumulated = min(self.accumulated, STEP_SECONDS)

    def follow(self, seconds: float) -> None:
        """Let the camera go after the play: the ball, and one must always see oneself."""
        self.stage.follow(self.now, [seat.player for seat in self.seats], seconds)

    def step(self) -> None:
        """One step of the simulation."""
        self._fresh = False
        self._sit_where_they_play()
        wishes: dict[int, Wish] = {}
        for seat in self.seats:
            seen = self.around(seat)
            orders = orders_of(seat.before, seat.held, seat.thumb, seen)
            seat.before = seat.held
            if orders != Orders():
                self.ordered(seat, orders)
            wishes[seat.player], seat.thumb = wish_of(seat.held, seat.thumb, seen)
        if self.desk.trace.on and self.seats:
            said = {str(player): asdict(wish) for player, wish in wishes.items()}
            self.desk.trace.note("step", step=self.bout.world.step, wishes=said)
        events = self.bout.advance(wishes)
        if self.recorder is not None and not self.recorder.note(events):
            self.desk.tell(self.recorder.problem)
            self.recorder = None
        self.before, self.now = self.now, see(self.bout.world, self.now, STEP_SECONDS)
        self.skid.note(self.now, self.now.step * STEP_SECONDS)
        self.onlooker.watch(self.bout, events, self.set_ups)
        self.desk.sounds.hear(events)
        self.heard(events)
        self.coach.note(self.bout, events)

    def _sit_where_they_play(self) -> None:
        """Take over the players that people steer now: a new one hasn't begun anything yet."""
        people = self.bout.people
        for seat in self.seats:
            player = people.get(seat.name, seat.player)
            if player != seat.player:
                held = frozenset(n for n in ("push", "heel", "shot", "fake") if getattr(seat.held, n))
                seat.player, seat.thumb = player, Thumb(foot=seat.thumb.foot, busy=held)

    def around(self, seat: Seat) -> Around:
        """What a person's controls may know of the moment."""
        last = int(self.bout.world.ball.last_touch[0])
        return around(self.now, seat.player, last, self.marks, self.bout.pitch.goals)

    def seen(self) -> Seen:
        """The picture between the last two steps."""
        share = min(max(self.accumulated / STEP_SECONDS, 0.0), 1.0)
        return between(self.before, self.now, share)

    def draw(self, screen: pygame.Surface) -> None:
        """The picture."""
        raise NotImplementedError

    def thoughts(self, seen: Seen) -> Callable[[pygame.Surface], None] | None:
        """What draws the chosen defender's thoughts on the grass, if one is chosen."""
        if self.onlooker.who is None:
            return None
        return lambda screen: self._draw_thoughts(screen, seen)

    def _draw_thoughts(self, screen: pygame.Surface, seen: Seen) -> None:
        """What the chosen defender sees, believes, and has made up his mind to; on the grass."""
        mind, camera, type_, k = self.onlooker, self.stage.camera, self.desk.type, self.stage.figures.k
        who = mind.who
        if who is None:
            return
        at = (float(seen.pos[who, 0]), float(seen.pos[who, 1]))
        draw_sight(screen, camera, type_, seen, who)
        draw_chosen(screen, camera, type_, at, k)
        strength = mind.strength(seen.step)
        shown = mind.contact if mind.contact is not None and strength > 0.0 else mind.now
        if shown is None:
            return
        if shown is mind.now:
            strength = 1.0
        x, y = seen.pos[shown.carrier]
        aims = [s.thumb.aim for s in self.seats if s.player == shown.carrier and s.thumb.technique]
        # The pips of the weight stand on the far side of the aim.
        avoid = atan2(y - aims[0][1], x - aims[0][0]) if aims and aims[0] is not None else None
        self._beliefs.draw(screen, camera, type_, shown, mind.names, seen, k, strength, avoid)
        if shown.left_for is not None:
            draw_commitment(screen, camera, type_, at, shown, k)

    def draw_note(
        self, screen: pygame.Surface, seen: Seen, top: int, card: pygame.Rect | None = None
    ) -> None:
        """The note beside what a defender thinks, from ``top`` down and clear of ``card``."""
        mind = self.onlooker
        assert mind.who is not None
        winding = mind.now is not None and int(seen.phase[mind.now.carrier]) == Phase.BACK
        at = mind.noted(seen.step, winding)
        past = mind.past if at is None else [*mind.before_contact[:-1], at]
        draw_note(
            screen,
            self.desk.type,
            top,
            past,
            mind.names,
            mind.who,
            mind.styles[mind.who],
            contact=at is not None,
            pad=self.desk.pad_in_use,
            card=card,
        )
