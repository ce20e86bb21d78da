"""A level being played: fixed steps from an accumulator, smooth pictures between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot
from pathlib import Path

import pygame

from game.analysis.card import describe
from game.app.balls import BallView, Skid
from game.app.camera import Camera, follow, rest_centre, scale_for
from game.app.cardview import WIDTH, Shown, best_corner, card_picture
from game.app.controls import Around, Thumb, wish_of
from game.app.desk import Desk, Scene
from game.app.devices import Buttons, Frame, Press
from game.app.figure import Figures
from game.app.ground import Ground
from game.app.hud import draw_hint, draw_hud, draw_toast
from game.app.overlay import Trail, draw_gaze, draw_own_mark, draw_trail, draw_wind_up
from game.app.visible import Seen, between, see
from game.core.events import Events, Kind, Strike
from game.core.intents import Wish
from game.core.state import STEP_SECONDS, Phase
from game.rules.progress import record_result
from game.rules.session import Session
from game.scenario.load import load_level

CARD_SECONDS = 6.0
CARD_FADE = 0.5
TOAST_SECONDS = 2.6
HINT_SECONDS = 9.0
END_SECONDS = 1.3
"""From the last point to the panel that says so."""
MOST_STEPS = 8
"""Steps in one picture at most; a slow machine plays slower and never skips."""
_ENDS_PATH = frozenset(
    {Kind.CONTROL, Kind.MISCONTROL, Kind.WALL, Kind.OUT, Kind.STOPPED, Kind.DRIBBLE, Kind.TACKLE}
)


@dataclass
class Seat:
    """A person, his player and his controls."""

    person: int
    player: int
    thumb: Thumb = field(default_factory=Thumb)
    held: Buttons = field(default_factory=Buttons)


class Play(Scene):
    """One level."""

    name = "play"

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk)
        self.path = path
        self.level = load_level(path)
        self.session = Session(self.level, desk.seed)
        self.card: Shown | None = None
        self._begin()
        self.resized()

    # Starting

    def _begin(self) -> None:
        people = sorted(self.session.people.items())
        before = getattr(self, "seats", [])
        kept = {seat.person: seat.thumb.foot for seat in before}
        self.seats = [
            Seat(n, player, Thumb(foot=kept.get(n, 0)))
            for n, player in enumerate(player for _, player in people)
        ]
        self.now = self.before = see(self.session.world)
        self.accumulated = 0.0
        self.time = 0.0
        self.skid = Skid()
        self.trail: Trail | None = None
        self.card_since = -1e9
        self._card_picture: pygame.Surface | None = None
        self._card_rect: pygame.Rect | None = None
        self.toast_since = -1e9
        self.attempts = 0
        self.done_at: float | None = None
        self.ended = False

    def restart(self) -> None:
        """From the beginning."""
        self.session.restart()
        self._begin()
        self.figures.forget()
        self.camera = replace(self.camera, centre=self._rest)
        self.desk.trace.note("restart", level=self.path.stem, step=self.session.world.step)

    def opened(self) -> None:
        """Back from a menu, or new."""
        self.desk.devices.two_people = len(self.seats) > 1
        self.desk.trace.note(
            "level",
            level=self.path.stem,
            title=self.level.title,
            seed=self.session.seed,
            step=self.session.world.step,
        )

    def resized(self) -> None:
        """Sprites are made for one scale."""
        type_, size = self.desk.type, self.desk.window.size
        marks = tuple(self.session.objective.marks)
        self.box = self._box(marks)
        scale = scale_for(self.box, size, type_.unit)
        x, y = rest_centre(self.box)
        # With room to spare, the play stands beside the column that score and card take.
        column = type_.tx(WIDTH) + 2 * type_.px(16)
        spare = size[0] - (self.box[2] - self.box[0] + 2.4) * scale
        self._rest = (x - min(max(spare, 0.0), column) * 0.5 / scale, y)
        self.camera = Camera(self._rest, scale, size)
        shift = x - self._rest[0]
        self.box = (self.box[0] - 2 * shift, self.box[1], self.box[2], self.box[3])
        within = float(getattr(self.level.objective, "within", 0.5))
        self.ground = Ground(self.session.pitch, scale, marks, within)
        self.figures = Figures(scale, type_.unit)
        self.ball = BallView(scale, type_.unit)
        self._card_picture = None

    def _box(self, marks: tuple[tuple[float, float], ...]) -> tuple[float, float, float, float]:
        level = self.level
        points = [tuple(p.at) for p in level.players]
        points += [tuple(p.runs_to) for p in level.players if p.runs_to is not None]
        points += list(marks) + [tuple(c.at) for c in level.cones]
        for wall in level.walls:
            points += [tuple(wall.start), tuple(wall.end)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        middle = (min(ys) + max(ys)) * 0.5
        return (min(xs), min(min(ys), middle - 2.5), max(xs), max(max(ys), middle + 2.5))

    # Input

    def handle(self, frame: Frame) -> None:
        """Buttons for the next steps; presses at once."""
        from game.app.scenes.howto import HowTo
        from game.app.scenes.pause import Pause

        if frame.unplugged is not None:
            self.desk.push(
                Pause(
                    self.desk,
                    self,
                    f"The gamepad was unplugged ({frame.unplugged}). Plug it in again, or play on with the keys.",
                )
            )
            return
        if frame.lost_focus:
            self.desk.push(Pause(self.desk, self))
            return
        for seat in self.seats:
            seat.held = (
                frame.people[seat.person].either(seat.held) if self._fresh else frame.people[seat.person]
            )
        self._fresh = True
        for press in frame.presses:
            if press is Press.PAUSE:
                self.desk.push(Pause(self.desk, self))
                return
            if press is Press.HELP:
                self.desk.push(HowTo(self.desk))
                return
            if press is Press.RESTART:
                self.restart()
            elif press in (Press.FOOT, Press.FOOT_LEFT, Press.FOOT_RIGHT) and self.seats:
                self._choose_foot(press)

    _fresh = False
    """Whether presses are waiting for a step to take them in."""

    def _choose_foot(self, press: Press) -> None:
        seat = self.seats[0]
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
        self.accumulated += seconds * self.desk.settings.game_speed
        due = min(int(self.accumulated / STEP_SECONDS + 1e-9), MOST_STEPS)
        for _ in range(due):
            self._step()
        self.accumulated = min(self.accumulated - due * STEP_SECONDS, STEP_SECONDS)
        self._seconds = seconds
        focus = self._focus()
        if self.desk.settings.reduced_motion:
            self.camera = follow(self.camera, self.box, focus, seconds * 0.5)
        else:
            self.camera = follow(self.camera, self.box, focus, seconds)
        if self.done_at is not None and not self.ended and self.time - self.done_at > END_SECONDS:
            from game.app.scenes.complete import Complete

            self.ended = True
            self.desk.push(Complete(self.desk, self, self.new_best))

    _seconds = 0.0
    new_best = False

    def _focus(self) -> tuple[float, float]:
        bx, by = float(self.now.ball[0]), float(self.now.ball[1])
        if not self.seats:
            return (bx, by)
        x, y = self.now.pos[self.seats[0].player]
        return (0.45 * bx + 0.55 * float(x), 0.45 * by + 0.55 * float(y))

    def _step(self) -> None:
        self._fresh = False
        wishes: dict[int, Wish] = {}
        for seat in self.seats:
            wishes[seat.player], seat.thumb = wish_of(seat.held, seat.thumb, self.around(seat))
        events = self.session.advance(wishes)
        self.before, self.now = self.now, see(self.session.world, self.now, STEP_SECONDS)
        self.skid.note(self.now, self.now.step * STEP_SECONDS)
        self._listen(events)
        self.desk.sounds.hear(events)
        progress = self.session.progress
        if progress.attempts != self.attempts:
            self.attempts = progress.attempts
            self.toast_since = self.time
            self.desk.trace.note(
                "attempt", step=self.now.step, said=progress.said, good=progress.good, score=progress.score
            )
        if self.session.done and self.done_at is None:
            self._finish()

    def around(self, seat: Seat) -> Around:
        """What a person's controls may know of the moment."""
        now, me = self.now, seat.player
        friends = [
            (float(now.pos[i, 0]), float(now.pos[i, 1]))
            for i in range(len(now.pos))
            if i != me and now.team[i] == now.team[me]
        ]
        return Around(
            body=(float(now.pos[me, 0]), float(now.pos[me, 1])),
            ball=(float(now.ball[0]), float(now.ball[1])),
            hips=float(now.hips[me]),
            winding=int(now.phase[me]) in (Phase.NONE, Phase.BACK),
            friends=(*friends, *self.session.objective.marks),
        )

    def _listen(self, events: list[Events]) -> None:
        mine = {seat.player: seat for seat in self.seats}
        for happened in events:
            if isinstance(happened, Strike):
                for row in range(len(happened)):
                    seat = mine.get(int(happened.player[row]))
                    if seat is not None:
                        self._struck(happened, row, seat)
            elif happened.kind in _ENDS_PATH and len(happened) and self.trail is not None:
                if self.trail.running and len(self.trail.path) > 2:
                    self.trail.path.append((float(happened.point[0, 0]), float(happened.point[0, 1])))
                    self.trail.running = False
        if self.trail is not None:
            self.trail.note(self.now)

    def _struck(self, strike: Strike, row: int, seat: Seat) -> None:
        numbers = strike.row(row)
        self.card = Shown(numbers, describe(numbers))
        self.card_since = self.time
        self._card_picture = None
        start = (float(strike.point[row, 0]), float(strike.point[row, 1]))
        aim = seat.thumb.aim or start
        self.trail = Trail(start, aim)
        self.trail.path.append(start)
        card = self.card.card
        self.desk.trace.note(
            "strike",
            step=self.now.step,
            player=seat.player,
            strike=numbers,
            headline=card.headline,
            lines=[[line.what, line.said, line.number, line.good] for line in card.lines],
        )

    def _finish(self) -> None:
        progress = self.session.progress
        self.done_at = self.time
        self.desk.sounds.play("whistle")
        try:
            self.new_best = record_result(self.path.stem, progress)
        except OSError:
            self.new_best = False
            self.desk.notice = "The result can't be kept on this disk."
        self.desk.trace.note(
            "result",
            level=self.path.stem,
            step=self.now.step,
            won=progress.won,
            score=progress.score,
            goal=progress.goal,
            seconds=progress.seconds,
        )

    # Drawing

    def draw(self, screen: pygame.Surface) -> None:
        """The picture between the last two steps."""
        share = min(max(self.accumulated / STEP_SECONDS, 0.0), 1.0)
        seen = between(self.before, self.now, share)
        self._draw_field(screen, seen)
        self._draw_signs(screen, seen)

    def _draw_field(self, screen: pygame.Surface, seen: Seen) -> None:
        camera, type_, k = self.camera, self.desk.type, self.figures.k
        self.ground.draw(screen, camera)
        wet = self.session.pitch.surface.name == "wet"
        self.skid.draw(screen, camera, seen.step * STEP_SECONDS, wet)
        if self.trail is not None:
            draw_trail(screen, camera, type_, self.trail, self._card_strength())
        self.figures.pose(seen, self._seconds)
        players = range(len(seen.pos))
        for seat in self.seats:
            if self.desk.settings.gaze_cone:
                draw_gaze(screen, camera, seen, seat.player, k)
            draw_own_mark(screen, camera, seen, seat.player, k, type_)
        for player in players:
            self.figures.shadow(screen, camera, seen, player)
        self.ball.shadow(screen, camera, seen)
        for player in players:
            self.figures.legs(screen, camera, seen, player)
        high = float(seen.ball[2]) > 1.0
        if not high:
            self.ball.draw(screen, camera, seen)
        # Who is farther down the screen is drawn later.
        for player in sorted(players, key=lambda i: -float(seen.pos[i, 1])):
            self.figures.body(screen, camera, seen, player, self._number(player))
        if high:
            self.ball.draw(screen, camera, seen)
        elif self._ball_hidden(seen):
            self.ball.draw_through(screen, camera, seen)

    def _number(self, player: int) -> str:
        team = self.level.players[player].team
        return str(1 + sum(p.team == team for p in self.level.players[:player]))

    def _ball_hidden(self, seen: Seen) -> bool:
        near = 0.36 * self.figures.k / self.camera.scale
        return any(
            hypot(float(x) - float(seen.ball[0]), float(y) - float(seen.ball[1])) < near for x, y in seen.pos
        )

    def _card_strength(self) -> float:
        """1 while the last strike is fresh, then fading to 0."""
        age = self.time - self.card_since
        if age < CARD_SECONDS:
            return 1.0
        return max(0.0, 1.0 - (age - CARD_SECONDS) / CARD_FADE)

    def _draw_signs(self, screen: pygame.Surface, seen: Seen) -> None:
        type_ = self.desk.type
        for seat in self.seats:
            if int(seen.phase[seat.player]) in (Phase.NONE, Phase.BACK):
                draw_wind_up(screen, self.camera, type_, seen, seat.player, seat.thumb, self.figures.k)
        progress = self.session.progress
        foot = self.seats[0].thumb.foot if self.seats else 0
        bottom = draw_hud(screen, type_, self.level.title, progress, foot, self.desk.pad_in_use)
        self._draw_card(screen, seen, bottom)
        toast_age = self.time - self.toast_since
        if toast_age < TOAST_SECONDS and progress.said:
            draw_toast(
                screen, type_, progress.said, progress.good, min(1.0, (TOAST_SECONDS - toast_age) / 0.4)
            )
        if self.time < HINT_SECONDS and self.card is None:
            draw_hint(screen, type_, self.desk.pad_in_use, min(1.0, (HINT_SECONDS - self.time) / 0.6))

    def _draw_card(self, screen: pygame.Surface, seen: Seen, top: int) -> None:
        strength = self._card_strength()
        if self.card is None or strength <= 0.0:
            return
        type_ = self.desk.type
        if self._card_picture is None:
            self._card_picture = card_picture(type_, self.card)
            margin = type_.px(16)
            busy = [self.camera.at(float(x), float(y)) for x, y in seen.pos]
            busy += [self.camera.at(*mark) for mark in self.session.objective.marks]
            size = self._card_picture.get_size()
            self._card_rect = best_corner(screen.get_size(), size, busy, margin, margin)
        if self._card_rect is not None:
            self._card_picture.set_alpha(round(255 * strength))
            screen.blit(self._card_picture, self._card_rect)
