"""Whatever is played: people at their controls, fixed steps from an accumulator, pictures between them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

import pygame

from game.analysis.explain.explanation import Explanation
from game.analysis.explain.finding import Finding
from game.analysis.passes.pass_kinds import sorts_of
from game.analysis.passes.pass_log import Pass
from game.analysis.replay.recorder import Recorder
from game.app.coaching.coach import Coach
from game.app.coaching.verdict_sign import Verdict, VerdictSign
from game.app.defender_view.last_seen import LastSeen
from game.app.defender_view.model import Onlooker
from game.app.defender_view.view import MindView
from game.app.i18n import _, say
from game.app.input.buttons import Frame, Press
from game.app.input.person_controls import Hands
from game.app.input.receivers import MeantBy
from game.app.input.receiving import onto_the_line
from game.app.input.surroundings import Around, around
from game.app.input.thumb import ButtonOrders, Thumb
from game.app.input.weight import LEAST, WeightHelp, hold_for
from game.app.render.aim import draw_aim, draw_charge, draw_eyes, draw_receiver
from game.app.render.ball import Skid
from game.app.render.overlay import Trail
from game.app.render.pitch_view import PitchView
from game.app.render.scenery.rain import draw_rain
from game.app.render.theme import PAPER
from game.app.shell.context import Context, Scene
from game.app.snapshot import Seen, between, see
from game.app.widgets.focus_list import FocusItem
from game.core.events import Events, Strike
from game.core.intents import Technique, Wish
from game.core.state import NOBODY, STEP_SECONDS, Phase
from game.rules.common.make_level import draft_from
from game.rules.common.playable import Playable
from game.sim.flight import flight_table
from game.storage.people import HouseholdMember

MOST_STEPS = 8
"""Steps in one picture at most; a slow machine plays slower and never skips."""
MOST_SECONDS = 0.05
"""After which a picture is drawn, whatever steps are due."""
PEOPLE = ("human1", "human2")
Point = tuple[float, float]


@dataclass(kw_only=True)
class Seat(Hands):
    """A person and their hands on the controls."""

    person: int
    """Which of the frame's people it is."""
    name: str
    """``human1`` or ``human2``."""


class Field(Scene, ABC):
    """A game being played. What kind it is, its signs and its end are the subclass's."""

    name = "play"
    stage: PitchView
    playable: Playable
    chosen_seats = False
    """Whether people chose their devices (a match), or the devices are shared out (a level)."""

    def __init__(self, context: Context, playable: Playable, onlooker: Onlooker) -> None:
        super().__init__(context)
        self.onlooker = onlooker
        self.seats: list[Seat] = []
        self.mind_view = MindView()
        self._fresh = False
        self._seconds = 0.0
        self.recorder: Recorder | None = None
        self.coach = Coach(context)
        """Keeps the passes and answers why one ended as it did."""
        self.verdict = VerdictSign()
        """What the last pass is told as."""
        self.coach.refined = self.refined
        self.use_playable(playable)
        self.begin()

    def use_playable(self, playable: Playable) -> None:
        """Play this from now on; what was recorded of another is whole."""
        if self.recorder is not None:
            self.recorder.close()
        self.playable = playable
        flight_table(
            playable.pitch.surface
        )  # made now, and not in the picture in which a pass is first weighed
        kept = self.keeps_replay and self.context.settings.record_replays
        self.recorder = Recorder(playable, self.source) if kept else None

    # What a subclass says

    in_time = True
    keeps_replay = True
    """Whether a replay of it is kept, where that is wanted at all."""
    music = False

    @property
    def pointer(self) -> bool:
        """Nothing in play is done with the mouse."""
        return False

    @property
    @abstractmethod
    def title(self) -> str:
        """Under the word Paused."""

    again = "Restart"

    @property
    def marks(self) -> Sequence[Point]:
        """Places that an aim is drawn to."""
        return ()

    @property
    def set_ups(self) -> int:
        """How often everybody was put in place."""
        return 0

    source: Path | None = None
    """The file of a level, for its replay."""

    def closed(self) -> None:
        """Take in that play is left for good: the replay is whole, and nobody is asked why any more."""
        self.coach.closed()
        if self.recorder is not None:
            self.recorder.close()

    @abstractmethod
    def restart(self) -> None:
        """Play from the beginning."""

    @abstractmethod
    def leave(self) -> None:
        """Out of play, to where it was chosen."""

    leave_label = "Leave"

    def pause_entries(self) -> list[FocusItem]:
        """Return what else the pause menu offers: whose thoughts show, and why the last pass ended so."""
        entries = self.coach.entries()
        if self.onlooker.defenders:
            mind = self.onlooker
            label = _("A defender's thoughts")
            entries.insert(0, FocusItem(label, self._turn_mind, lambda: mind.name, self._turn_mind))
        return [*entries, self.level_entry()]

    def level_entry(self) -> FocusItem:
        """Return the way from this moment into the editor."""
        return FocusItem(_("Make this a level"), self._make_level)

    def _make_level(self) -> None:
        words = (_("My level"), _("What do you learn here?"))
        self.context.nav.make_level(draft_from(self.playable, words))

    def _turn_mind(self, by: int = 1) -> None:
        """Show another defender's thoughts: the present one is there at once, in a pause too."""
        self.onlooker.turn(by)
        self.onlooker.observe(self.playable, (), self.set_ups)

    def observe(self, events: list[Events]) -> None:
        """Take in what happened in a step."""

    sight: LastSeen | None = None
    """What the people see, where that is limited."""

    def instead(self) -> dict[int, Wish]:
        """Return what is done in this step in the place of the people's wishes, by player number."""
        return {}

    def pressed(self, press: Press) -> None:
        """Take a press that isn't everybody's."""

    def say(self, said: str, good: bool | None = None) -> None:
        """Tell the people something for a moment."""
        self.context.tell(said)

    def ordered(self, seat: Seat, orders: ButtonOrders) -> None:
        """Take in what a person wants of the whole side."""

    def member_at(self, person: int, name: str) -> HouseholdMember | None:
        """Return who of the household is the first (0) or second person, ``name`` being human1 or human2."""
        return self.context.household.person if person == 0 else None

    # Beginning

    def begin(self) -> None:
        """Begin: nothing was seen, held or drawn yet."""
        feet = {seat.person: seat.thumb.foot for seat in self.seats}
        people = sorted(self.playable.people.items())
        self.seats = []
        for order, (name, player) in enumerate(people):
            person = PEOPLE.index(name) if self.chosen_seats else order
            thumb = Thumb(foot=feet.get(person, 0))
            helps = self.context.helps_of(person, self.member_at(person, name))
            self.seats.append(Seat(person=person, name=name, player=player, thumb=thumb, helps=helps))
        self.now = self.before = see(self.playable.world)
        self.accumulated = 0.0
        self.time = 0.0
        self.skid = Skid()
        self.onlooker.forget()
        self.coach.forget()
        self.verdict.drop()
        self.strikers: dict[int, int] = {}
        """Whoever struck last for a person: the player's number to the person's."""

    def opened(self) -> None:
        """Back from a menu, or new."""
        for seat in self.seats:
            seat.helps = self.context.helps_of(seat.person, self.member_at(seat.person, seat.name))
        if not self.chosen_seats:
            self.context.devices.stand_up()
            self.context.devices.two_people = len(self.seats) > 1

    # Input

    def handle(self, frame: Frame) -> None:
        """Take in buttons for the next steps, and presses at once."""
        if frame.unplugged is not None and (not self.chosen_seats or frame.lost_seat is not None):
            self.context.nav.pause(self, unplugged=frame.unplugged)
            return
        if frame.lost_focus and self.context.now >= self.context.settled_at:
            self.context.nav.pause(self)
            return
        for seat in self.seats:
            held = frame.people[seat.person]
            seat.held = held.either(seat.held) if self._fresh else held
            for press in frame.own[seat.person]:
                self._choose_foot(seat, press)
        self._fresh = True
        for press in frame.presses:
            if press is Press.PAUSE:
                self.context.nav.pause(self)
                return
            if press is Press.HELP:
                self.context.nav.how_to()
                return
            if press is Press.MIND:
                self._next_mind()
            else:
                self.pressed(press)

    def _next_mind(self) -> None:
        if not self.onlooker.defenders:
            self.say(_("No defender of the computer plays here"))
            return
        self._turn_mind()
        self.context.sounds.play("tick", 0.7)

    def _choose_foot(self, seat: Seat, press: Press) -> None:
        foot = seat.thumb.foot
        if press is Press.FOOT:
            foot = {0: -1, -1: 1, 1: 0}[foot]
        else:
            side = -1 if press is Press.FOOT_LEFT else 1
            foot = 0 if foot == side else side
        seat.thumb = replace(seat.thumb, foot=foot)
        self.context.sounds.play("tick", 0.7)

    # Time

    def update(self, seconds: float) -> None:
        """Make the steps that are due, then follow with the camera."""
        self.time += seconds
        self._seconds = seconds
        self.play_on(seconds)
        self.coach.update()
        # With reduced motion the camera takes its time.
        self.follow(seconds * (0.4 if self.context.settings.reduced_motion else 1.0))

    def play_on(self, seconds: float) -> None:
        """Make as many steps as fit in ``seconds`` at the speed that was chosen."""
        self.accumulated += seconds * self.context.settings.game_speed * self.context.pace
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
        """Make one step of the simulation."""
        self._fresh = False
        self._sit_where_they_play()
        wishes: dict[int, Wish] = {}
        meant: dict[str, int] = {}
        for seat in self.seats:
            before = seat.thumb
            orders, wishes[seat.player] = seat.act(self.around(seat))
            self._tick(seat, before)
            if orders.passed_to is not None:
                meant[seat.name] = orders.passed_to
            if orders != ButtonOrders():
                self.ordered(seat, orders)
        if self.context.trace.on and self.seats:
            said = {str(player): asdict(wish) for player, wish in wishes.items()}
            self.context.trace.note("step", step=self.playable.world.step, wishes=said, meant=meant)
        events = self.playable.advance({**wishes, **self.instead()})
        if self.recorder is not None and not self.recorder.observe(events):
            self.context.tell(self.recorder.problem)
            self.recorder = None
        self.before, self.now = self.now, see(self.playable.world, self.now, STEP_SECONDS)
        self.skid.observe(self.now, self.now.step * STEP_SECONDS)
        if self.sight is not None:
            self.sight.observe(self.now, [seat.player for seat in self.seats])
        self.onlooker.observe(self.playable, events, self.set_ups)
        self.context.sounds.observe(events)
        self._note_strikers(events)
        self.observe(events)
        ended = self.coach.observe(self.playable, events)
        if ended is not None:
            self._count(ended)
            self.passed(ended)

    def _tick(self, seat: Seat, before: Thumb) -> None:
        """A choice that changed is felt, and so is a charge that comes to what suits."""
        now = seat.thumb
        other = now.choice.number not in (before.choice.number, -1) and before.choice.number >= 0
        mark = now.suited if seat.helps.weight is not WeightHelp.PURE else None
        at = hold_for(now.technique, mark) if mark is not None and now.technique is Technique.PUSH else None
        notch = at is not None and before.seconds < at <= now.seconds and at > LEAST
        if other or notch:
            self.context.devices.rumble(seat.person)
            # A sound is for everybody's ears.
            if not self.secret:
                self.context.sounds.play("tick", 0.35)

    def _note_strikers(self, events: list[Events]) -> None:
        """Note who struck for whom, the computer's own restarts aside; a new wind-up ends what was said."""
        for happened in events:
            if isinstance(happened, Strike):
                for player in happened.player:
                    acting = int(player) in self.playable.acting
                    persons = [s.person for s in self.seats if acting and s.player == int(player)]
                    self.strikers.pop(int(player), None)
                    if persons:
                        self.strikers[int(player)] = persons[0]
        if any(
            self.now.holder == s.player
            and self.now.phase[s.player] == Phase.BACK
            and self.before.phase[s.player] == Phase.NONE
            for s in self.seats
        ):
            self.verdict.drop()
            self.coach.give_way(self.time)

    counts_passes = True
    """Whether people's passes go into the figures that each of them keeps."""

    def _count(self, ended: Pass) -> None:
        """Keep a pass of somebody who has figures of their own."""
        person = self.strikers.get(ended.passer)
        folder = self.folder_of(person) if person is not None and self.counts_passes else None
        if folder is None:
            return
        why = self.context.passing.add(folder, sorts_of(ended))
        if why:
            self.context.tell(_("Your passing can't be kept ({why})", why=why))

    def folder_of(self, person: int) -> Path | None:
        """Return where the figures of the first (0) or second person are kept; None where nobody is known."""
        seat = next((seat for seat in self.seats if seat.person == person), None)
        member = self.member_at(person, seat.name) if seat is not None else None
        if member is not None:
            return member.home
        nobody = self.context.household.person is None and len(self.seats) == 1
        return self.context.folder if nobody else None

    def passed(self, ended: Pass) -> None:
        """A pass is over: say what became of it where that is wanted."""

    def refined(self, why: Explanation) -> None:
        """More is known of a pass: the words on the grass say it too while they stand."""
        if self.verdict.number == why.played.number:
            self.verdict.refine(verdict_of(why.finding))

    def draw_verdict(self, screen: pygame.Surface, seen: Seen, signs: Sequence[pygame.Rect | None]) -> None:
        """Draw the words about the last pass, clear of other ``signs``."""
        self.verdict.draw(
            screen,
            self.context.type,
            self.stage.camera,
            seen,
            self.stage.figures.k,
            self.time,
            [sign for sign in signs if sign is not None],
        )

    def _sit_where_they_play(self) -> None:
        """Take over the players that people steer now: a new one hasn't begun anything yet."""
        people = self.playable.people
        for seat in self.seats:
            seat.take(people.get(seat.name, seat.player))

    def around(self, seat: Seat) -> Around:
        """Return what a person's controls may know of the moment."""
        last = int(self.playable.world.ball.last_touch[0])
        pitch = self.playable.pitch
        receives = onto_the_line(self.playable.world.view(), seat.player, pitch.surface)
        now = self.now if self.sight is None else self.sight.known(self.now)
        return around(now, seat.player, last, self.marks, pitch.goals, pitch.surface, receives)

    def seen(self) -> Seen:
        """Return the picture between the last two steps."""
        share = min(max(self.accumulated / STEP_SECONDS, 0.0), 1.0)
        return between(self.before, self.now, share)

    @abstractmethod
    def draw(self, screen: pygame.Surface) -> None:
        """Draw the picture."""

    def draw_stage(
        self,
        screen: pygame.Surface,
        seen: Seen,
        *,
        trail: Trail | None = None,
        trail_strength: float = 0.0,
    ) -> None:
        """Draw everything on the grass."""
        self.stage.draw(
            screen,
            seen,
            self._seconds,
            self.skid,
            [seat.player for seat in self.seats],
            gaze=self.context.settings.gaze_cone,
            trail=trail,
            trail_strength=trail_strength,
            thoughts=self.on_the_grass(seen),
            hidden=self.sight.shown if self.sight is not None else None,
        )
        if self.stage.wet and not self.context.settings.reduced_motion:
            draw_rain(screen, self.stage.camera, self.context.type.unit, seen.step * STEP_SECONDS)

    @property
    def secret(self) -> bool:
        """Whether people play against each other here: then nothing on the screen tells an aim."""
        team = self.playable.world.squad.team
        return len({int(team[seat.player]) for seat in self.seats}) > 1

    def draw_wind_ups(self, screen: pygame.Surface, seen: Seen) -> None:
        """Draw whom each person means and how hard; where that tells an opponent, once it is struck."""
        camera, k, type_ = self.stage.camera, self.stage.figures.k, self.context.type
        if self.sight is not None:
            seen = self.sight.known(seen)
        for seat in self.seats:
            if self.secret:
                struck = MeantBy(number=seat.thumb.sent)
                if seen.holder == NOBODY and seat.thumb.sent >= 0:
                    draw_receiver(screen, camera, type_, seen, struck, PAPER, k)
            elif int(seen.phase[seat.player]) in (Phase.NONE, Phase.BACK):
                draw_aim(screen, camera, type_, seen, seat.player, seat.thumb, k)
                draw_charge(screen, camera, type_, seen, seat.player, seat.thumb, seat.helps)
                draw_eyes(screen, camera, type_, seen, seat.thumb, k)

    def on_the_grass(self, seen: Seen) -> Callable[[pygame.Surface], None]:
        """Return what draws under everybody's feet: the chosen defender's thoughts, if one is chosen."""
        aims = {s.player: s.thumb.aim for s in self.seats if s.thumb.technique and s.thumb.aim is not None}
        if self.secret:
            aims = {}
        return lambda screen: self.mind_view.draw(screen, self.stage, self.onlooker, seen, aims)

    def draw_note(
        self, screen: pygame.Surface, seen: Seen, top: int, card: pygame.Rect | None = None
    ) -> None:
        """Draw the note beside what a defender thinks, from ``top`` down and clear of ``card``."""
        context = self.context
        self.mind_view.draw_note(
            screen,
            context.type,
            self.onlooker,
            seen,
            top,
            devices=context.devices,
            pad=context.pad_in_use,
            card=card,
        )


def verdict_of(finding: Finding) -> Verdict:
    """Return a finding's verdict, in the chosen language."""
    return Verdict(say(finding.words), say(finding.todo) if finding.todo else "", finding.good)
