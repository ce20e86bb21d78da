"""What matches and rondos share on the screen: people at their devices, a count, marks and plates."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Final, Protocol

import pygame

from game.analysis.passes.pass_log import Pass
from game.app.coaching.duel_teller import kicks_taken_away, lunges_in_vain
from game.app.coaching.pass_teller import PassTeller
from game.app.coaching.verdict_sign import AFTER, Verdict, draw_whisper
from game.app.defender_view.last_seen import LastSeen
from game.app.defender_view.model import Onlooker
from game.app.i18n import N_, _
from game.app.input.devices import KEYS, KEYS2
from game.app.input.thumb import ButtonOrders
from game.app.render.camera import Box
from game.app.render.follow_camera import FollowCamera
from game.app.render.kits import Kit, strip_of
from game.app.render.overlay import tag
from game.app.render.pitch_view import PitchView, pitch_box
from game.app.render.theme import GOLD, INK, PAPER, Role
from game.app.scenes.play.base import PEOPLE, Field, Seat
from game.app.scenes.play.personal_tally import PersonalTally
from game.app.shell.context import Context
from game.app.shell.settings import AIM_WORDS, WEIGHT_WORDS
from game.app.snapshot import Seen
from game.app.widgets.hud import strike_words
from game.app.widgets.scoreboard import HEIGHT, TOP, Board, draw_board, draw_markers, draw_plate
from game.app.widgets.side_names import side_names
from game.core.events import Events
from game.mind.attack.worker import InWorker
from game.rules.common.playable import Playable
from game.scenario.fixture import Fixture, RondoFixture
from game.scenario.lineup import Lineup
from game.scenario.phrases import names_of
from game.storage.people import HouseholdMember

COUNT: Final = 3
COUNT_SECONDS: Final = 0.55
"""Of each number before play begins; after a pause only the last one is counted."""
ASKED_EVERY: Final = 12
"""Steps between two looks at whom the button would give."""
STATE_EVERY: Final = 6
"""Steps between two lines of the trace that say where everybody is."""
WAYS_STEPS: Final = 180
"""Steps of a match for which it stands at the goals who scores there."""
BESIDE_GOAL: Final = 1.2
"""Metres from a post at which that stands."""
WHISPERS: Final = 2.0
"""Seconds for which a word beside the plate stands."""
FEET: Final = {0: "", -1: N_("left foot"), 1: N_("right foot")}


class TwoSided(Playable, Protocol):
    """A game of two sides in which people may change over to another player."""

    @property
    def lineup(self) -> Lineup:
        """The players of both sides."""

    def switch(self, person: str, toward: tuple[float, float] | None = None) -> bool:
        """Give a person another player; returns whether there was one."""

    def next_for(self, person: str, toward: tuple[float, float] | None = None) -> int:
        """Return whom that would be now, or -1."""

    def meant(self, person: str, player: int) -> None:
        """A person has let a pass go that is for this player, -1 for nobody."""

    def keep(self, person: str) -> None:
        """A person keeps the player they steer in this step."""


class ContestScene(Field):
    """Two sides, people and the computer."""

    chosen_seats = True
    nearest, farthest = 38.0, 26.0
    """Pixels per metre in a window 720 high: between these the camera goes."""

    def __init__(
        self, context: Context, playable: TwoSided, fixture: Fixture | RondoFixture, devices: list[str] | None
    ) -> None:
        """``devices``: what each person plays with, where that was chosen."""
        self.fixture = fixture
        self.devices = devices
        self.played = playable
        self.thinker = InWorker()
        """Counts for the computer's players in another process while pictures are drawn; same answers."""
        super().__init__(context, playable, self._onlooker())
        self.resized()

    @property
    def title(self) -> str:
        """The names of the two sides that play."""
        return _("{red} v {blue}", red=self.side_names[0], blue=self.side_names[1])

    def use_playable(self, playable: Playable) -> None:
        """Take up another game, whose computer's players think in another process."""
        super().use_playable(playable)
        playable.ai_team.thinker = self.thinker

    def _onlooker(self) -> Onlooker:
        """Return whose thoughts may be seen: those against people, or anybody where no person plays."""
        squad = self.played.world.squad
        watched = {1 - side for side in self.fixture.people.values()} or {0, 1}
        defenders = [p for p in range(squad.players) if int(squad.team[p]) in watched and not squad.keeper[p]]
        return Onlooker(names_of(squad), defenders, self.played.lineup.styles)

    def new_players(self) -> None:
        """Others play now than before: shirts, and whose thoughts one may see."""
        self.onlooker = self._onlooker()
        self.stage.numbers = self.numbers
        self.stage.figures.forget()

    # What a subclass says

    @abstractmethod
    def board(self) -> Board:
        """Return what the scoreboard says now."""

    @abstractmethod
    def state(self) -> dict[str, object]:
        """Return what the trace says of the moment, beside where everybody is."""

    def people_called(self) -> dict[str, str]:
        """Return ``human1`` and ``human2`` to the names under which they are kept."""
        people = list(self.fixture.people)
        if not self.context.called and len(people) == 1:
            return {people[0]: self.context.household.current}
        return self.context.called

    def member_at(self, person: int, name: str) -> HouseholdMember | None:
        """Return who of the household took a seat; None where they took no name."""
        return self.context.household.member(self.people_called().get(name, ""))

    # Beginning and ending

    def begin(self) -> None:
        """Count before the first whistle."""
        super().begin()
        self._following: dict[str, tuple[int, int, int]] = {}
        """By person: when it was asked, of which player, and whom the button would give."""
        self.teller = PassTeller()
        self.tally = PersonalTally()
        self.whispers: dict[int, tuple[Verdict, float]] = {}
        """What is said beside each person's plate, and since when."""
        limited = isinstance(self.fixture, Fixture) and self.fixture.limited_vision and self.fixture.people
        self.sight = LastSeen() if limited else None
        self.count = float(COUNT)
        """Numbers still to be counted."""

    @property
    def numbers(self) -> list[str]:
        """What is on the shirts."""
        return [name.lstrip("RB") for name in self.playable.world.squad.ids]

    def opened(self) -> None:
        """Put everybody at their device; after a menu there is a moment before play goes on."""
        devices = self.context.devices
        if self._looks != self._chosen_looks():
            self.resized()
        if self.devices is None:
            self.devices = self._usual_devices()
        if devices.seats is None:
            devices.sit(*self.devices)
        if self.seats and self.now.step > 0:
            self.count = max(self.count, 1.0)

    def _usual_devices(self) -> list[str]:
        """Return the devices where nobody chose: any for one person, a gamepad or some keys each for two."""
        pads = list(self.context.devices.pad_devices)
        here = [name in self.playable.people for name in PEOPLE]
        if here.count(True) < 2:
            return ["any" if sits else "" for sits in here]
        if len(pads) >= 2:
            return pads[:2]
        return [KEYS, pads[0]] if pads else [KEYS, KEYS2]

    def closed(self) -> None:
        """The devices are anybody's again, and nobody need think any more."""
        self.context.devices.stand_up()
        self.thinker.close()
        super().closed()

    @property
    def ground(self) -> Box:
        """What there is to see, metres."""
        return pitch_box(self.playable.pitch)

    def resized(self) -> None:
        """Make clothes, sprites and camera as the window and the settings want them."""
        settings, type_ = self.context.settings, self.context.type
        self._looks = self._chosen_looks()
        kits = [side.kit for side in self.fixture.sides]
        self.strip = self.worn = strip_of(kits[0], kits[1], settings.palette, settings.patterns)
        self.side_names = side_names(self.fixture.sides, settings.palette)
        box, size = self.ground, self.context.window.size
        follow_camera = FollowCamera(
            box,
            size,
            type_.unit,
            nearest=self.nearest,
            farthest=self.farthest,
            calm=settings.reduced_motion,
            shakes=settings.camera_shake,
            head=type_.px(TOP) + type_.tx(HEIGHT),
        )
        self.stage = PitchView(
            self.playable.pitch,
            box,
            type_,
            size,
            numbers=self.numbers,
            strip=self.strip,
            follow_camera=follow_camera,
        )
        self.verdict.resized()
        self.look_here(self.now)

    def _chosen_looks(self) -> tuple[object, ...]:
        """Return the settings that sprites and camera are made by."""
        s = self.context.settings
        return (s.palette, s.patterns, s.reduced_motion, s.camera_shake)

    def look_here(self, seen: Seen, *, near: bool = False) -> None:
        """The camera stands over the ball at once."""
        self.stage.restart((float(seen.ball[0]), float(seen.ball[1])), near=near)

    def ordered(self, seat: Seat, orders: ButtonOrders) -> None:
        """Change over to another player where the person asks for it."""
        if orders.switch and self.played.switch(seat.name, way_of(seat)):
            self.context.sounds.play("tick", 0.5)
        if orders.passed_to is not None:
            self.played.meant(seat.name, orders.passed_to)
        if orders.keep:
            self.played.keep(seat.name)

    # Time

    def count_or_play(self, seconds: float) -> None:
        """Nothing moves while it counts."""
        if self.count > 0.0:
            self.count = max(self.count - seconds / COUNT_SECONDS, 0.0)
        else:
            self.play_on(seconds)
        self.follow(seconds)

    def observe(self, events: list[Events]) -> None:
        """Tell of duels, and draw the witness's line."""
        self._tell_duels(events)
        if self.context.trace.on and self.now.step % STATE_EVERY == 0:
            now = self.now
            self.context.trace.note(
                "state",
                step=now.step,
                ball=[round(float(v), 2) for v in now.ball],
                holder=now.holder,
                people=self.playable.people,
                at=[[round(float(x), 2), round(float(y), 2)] for x, y in now.pos],
                hips=[round(float(h), 2) for h in now.hips],
                **self.state(),
            )

    def _tell_duels(self, events: list[Events]) -> None:
        wanted = self.context.settings.verdicts
        if wanted == "off":
            return
        squad = self.playable.world.squad
        duels = lunges_in_vain(events, self.seats, squad) + kicks_taken_away(events, self.seats, squad)
        for told in duels:
            said = told.said if wanted == "full" else replace(told.said, todo="")
            if wanted == "full":
                self.verdict.show(said, told.at, self.kit(told.player).shirt, self.time)
            else:
                self.whispers[told.person] = (said, self.time + AFTER)
            self.context.trace.note("duel", step=self.now.step, words=said.words, good=said.good)

    def passed(self, ended: Pass) -> None:
        """A pass is told as far as one likes: not at all, in a whisper, or each on the grass."""
        self.tally.observe(ended, self.strikers)
        wanted = self.context.settings.verdicts
        if wanted == "off":
            return
        steered = {seat.player: seat.person for seat in self.seats}
        told = self.teller.tell(ended, self.strikers, steered, full=wanted == "full")
        if told is None:
            return
        said = told.said
        if wanted == "full":
            colour = self.kit(ended.passer).shirt
            self.verdict.show(said, ended.end, colour, self.time, ended.number)
        else:
            self.whispers[told.person] = (said, self.time + AFTER)
        self.context.trace.note("verdict", step=self.now.step, words=said.words, good=said.good)

    # Drawing

    def kit(self, player: int) -> Kit:
        """Return what a player wears."""
        squad = self.playable.world.squad
        return self.strip.of(int(squad.team[player]), bool(squad.keeper[player]))

    def draw(self, screen: pygame.Surface) -> None:
        """Play and its signs."""
        seen = self.seen()
        self.draw_stage(screen, seen)
        self._draw_signs(screen, seen)
        if self.count > 0.0 and self.seats:
            self._draw_count(screen)
        if self.now.step < WAYS_STEPS:
            self._draw_ways(screen)

    def _draw_ways(self, screen: pygame.Surface) -> None:
        """Say at a goal who scores there: nobody who comes new knows which one is theirs."""
        goals, squad = self.playable.pitch.goals, self.playable.world.squad
        sides = sorted({int(squad.team[seat.player]) for seat in self.seats})
        for side in sides if len(goals) == 2 else ():
            goal = goals[1 - side]
            words = _("Score here")
            if len(sides) > 1:
                words = _("{side}: score here", side=self.side_names[side])
            at = self.stage.camera.at(goal.x, 0.5 * goal.width + BESIDE_GOAL)
            tag(screen, self.context.type, words, at, GOLD, Role.STRONG)

    def _draw_signs(self, screen: pygame.Surface, seen: Seen) -> None:
        type_, camera, k = self.context.type, self.stage.camera, self.stage.figures.k
        several = len(self.seats) > 1
        self.draw_wind_ups(screen, seen)
        marks = [(s.player, str(s.person + 1) if several else "", self.kit(s.player)) for s in self.seats]
        draw_markers(screen, type_, camera, seen, k, marks)
        self._draw_next(screen, seen)
        below = draw_board(screen, type_, self.board())
        plates = [self._draw_plate(screen, seen, seat, several) for seat in self.seats]
        for seat, plate in zip(self.seats, plates, strict=True):
            said, since = self.whispers.get(seat.person, (None, -1e9))
            if said is not None and 0.0 <= self.time - since < WHISPERS:
                left = WHISPERS - (self.time - since)
                draw_whisper(screen, type_, said, plate, right=several and seat.person == 1, left=left)
        self.draw_note(screen, seen, below + type_.px(10))
        board = pygame.Rect(0, 0, screen.get_width(), below)
        self.draw_verdict(screen, seen, [board, *plates])

    def _draw_plate(self, screen: pygame.Surface, seen: Seen, seat: Seat, several: bool) -> pygame.Rect:
        """The second person's plate stands on the right; one alone has it on the left."""
        foot = FEET[seat.thumb.foot]
        keys, pad = strike_words(self.context.devices, seat.person, self.around(seat).defending)
        camera, known = self.stage.camera, seen if self.sight is None else self.sight.known(seen)
        over = [camera.at(*place[:2]) for place in (known.ball, known.pos[seat.player])]
        return draw_plate(
            screen,
            self.context.type,
            person=seat.person,
            several=several,
            number=self.numbers[seat.player],
            kit=self.kit(seat.player),
            stamina=float(seen.stamina[seat.player]),
            line=_(foot) if foot else "",
            right=several and seat.person == 1,
            keys=tuple(keys),
            pad=pad,
            over=over,
        )

    def _draw_count(self, screen: pygame.Surface) -> None:
        type_ = self.context.type
        word = str(int(-(-self.count // 1)))
        line, shadow = type_.line(word, Role.DISPLAY), type_.line(word, Role.DISPLAY, INK)
        place = line.get_rect(center=(screen.get_width() // 2, round(screen.get_height() * 0.30)))
        screen.blit(shadow, place.move(type_.px(3), type_.px(3)))
        screen.blit(line, place)
        below = round(screen.get_height() * 0.68)  # clear of the ball and whoever kicks off
        for seat in self.seats:
            tag(screen, type_, self._help_words(seat), (screen.get_width() / 2, below))
            below += type_.tx(38)

    def _help_words(self, seat: Seat) -> str:
        """Say what a person is helped with: both see it before they begin."""
        aim, weight = _(AIM_WORDS[seat.helps.aim]), _(WEIGHT_WORDS[seat.helps.weight])
        if len(self.seats) > 1:
            return _(
                "Help, person {n}: aim {aim}, weight {weight}", n=seat.person + 1, aim=aim, weight=weight
            )
        return _("Help: aim {aim}, weight {weight}", aim=aim, weight=weight)

    def _draw_next(self, screen: pygame.Surface, seen: Seen) -> None:
        """Draw a hollow arrow over whom a tap of the button would give, while the others have the ball."""
        type_, camera, k = self.context.type, self.stage.camera, self.stage.figures.k
        if self.sight is not None:
            seen = self.sight.known(seen)
        team, last = seen.team, int(self.playable.world.ball.last_touch[0])
        if last < 0:
            return
        for seat in self.seats:
            if team[last] == team[seat.player]:
                continue
            following = self._next_of(seat)
            if following < 0:
                continue
            x, y = camera.at(seen.pos[following, 0], seen.pos[following, 1])
            tip, half = y - k * 0.62, type_.unit * 8.0
            arrow = [(x, tip), (x - half, tip - half * 1.3), (x + half, tip - half * 1.3)]
            pygame.draw.polygon(screen, INK, arrow, max(3, round(type_.unit * 4.5)))
            pygame.draw.polygon(screen, PAPER, arrow, max(1, round(type_.unit * 2.0)))

    def _next_of(self, seat: Seat) -> int:
        """Return whom the button would give now, asked five times a second."""
        block = self.now.step // ASKED_EVERY
        kept = self._following.get(seat.name)
        if kept is None or kept[0] != block or kept[1] != seat.player:
            kept = (block, seat.player, self.played.next_for(seat.name))
            self._following[seat.name] = kept
        return kept[2]


def way_of(seat: Seat) -> tuple[float, float] | None:
    """Return where a person points, as a direction; None where they don't."""
    x, y = seat.held.move
    return (x, y) if x or y else None
