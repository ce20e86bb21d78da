"""A film on the real pitch: played, paused, slowed, drawn upon; with taps and the map of passes over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot
from typing import Any, Final

import pygame

from game.app.defender_view.view import MindView
from game.app.lesson.film import Film
from game.app.render.ball import Skid
from game.app.render.camera import Point
from game.app.render.figure import Figures
from game.app.render.kits import Strip
from game.app.render.overlay import tag
from game.app.render.pitch_view import PitchView
from game.app.render.theme import GOLD, INK, PAPER, Role, Type, mix
from game.app.render.vector import disc, ring, stamp
from game.app.snapshot import Seen

NOT_WORTH: Final = (58, 52, 88)
"""Colour of a place to which no pass arrives."""
BODIES: Final = 1.3
"""How much larger bodies are drawn than in play."""
STROKE: Final = (255, 255, 255)


class MomentView:
    """The picture of a part: one film at a time, in one place of the window."""

    def __init__(self, area: pygame.Rect, strip: Strip) -> None:
        self.area = area
        self._strip = strip
        self.film: Film | None = None
        self.time = 0.0
        self.speed = 1.0
        self.playing = False
        self.until: float | None = None
        """Seconds of the film after which it stands; None: its end."""
        self.unseen: dict[int, Point] = {}
        """Players who are out of the passer's sight, and where they are remembered, metres."""
        self.strokes: list[list[Point]] = []
        """What was drawn on the picture, metres."""
        self._mind = MindView()
        self._stage: PitchView | None = None
        self._skid = Skid()
        self._passed = 0.0

    def place(self, area: pygame.Rect) -> None:
        """Move to another place in the window."""
        if area != self.area:
            self.area, self._stage = area, None

    def show(self, film: Film, *, play: bool = True, speed: float = 1.0, until: float | None = None) -> None:
        """Show another film, from its beginning, or standing at its moment."""
        if self.film is None or self.film.level is not film.level:
            self._stage = None
        self.film, self.speed, self.until = film, speed, until
        self.time = 0.0 if play else film.begins
        self.playing = play
        self._skid = Skid()
        if self._stage is not None:
            self._stage.figures.forget()

    def again(self) -> None:
        """Play it from the film's beginning."""
        self.time, self.playing, self._skid = 0.0, True, Skid()

    @property
    def ended(self) -> bool:
        """Whether the film stands at its end."""
        film = self.film
        return film is None or (film.over and self.time >= self._end(film) - 1e-9)

    def _end(self, film: Film) -> float:
        return film.seconds if self.until is None else min(self.until, film.seconds)

    def update(self, seconds: float) -> None:
        """Play on; what isn't recorded yet is."""
        film = self.film
        self._passed = seconds
        if film is None:
            return
        if self.playing:
            want = self.time + seconds * self.speed
            film.record(want)
            self.time = min(want, self._end(film))
            if film.over and self.time >= self._end(film):
                self.playing = False
        elif not film.over:
            film.record(0.0)

    def metres(self, at: Point) -> Point | None:
        """Return the place on the pitch under a place of the window; None beside the picture."""
        if self._stage is None or not self.area.collidepoint(at):
            return None
        return self._stage.camera.ground(at[0] - self.area.x, at[1] - self.area.y)

    def draw(
        self,
        screen: pygame.Surface,
        type_: Type,
        *,
        dots: Sequence[Point] = (),
        truth: Point | None = None,
        worth: Mapping[str, Any] | None = None,
        beliefs: bool = False,
        grey: bool = False,
    ) -> None:
        """Draw pitch, film and what lies over it; ``dots``, ``truth``: metres; ``worth``: a map of passes."""
        film = self.film
        if film is None:
            return
        field = screen.subsurface(self.area)
        stage = self._made(film, type_)
        seen = self._remembered(film.at(self.time))
        mind = film.onlooker

        def below(grass: pygame.Surface) -> None:
            if worth is not None:
                draw_map(grass, stage, worth)
            if beliefs and mind.who is not None:
                self._mind.draw(grass, stage, mind, seen)

        stage.draw(field, seen, self._passed * self.speed, self._skid, (), gaze=beliefs, thoughts=below)
        if grey:
            field.fill((130, 130, 140), special_flags=pygame.BLEND_RGB_MULT)
        camera, unit = stage.camera, type_.unit
        self._names(field, type_, stage, seen)
        for x, y in dots:
            stamp(field, disc(10 * unit, GOLD, INK, 2 * unit), camera.at(x, y))
        if truth is not None:
            stamp(field, ring(16 * unit, 4 * unit, PAPER), camera.at(*truth))
            stamp(field, disc(7 * unit, PAPER), camera.at(*truth))
        for stroke in self.strokes:
            places = [camera.at(x, y) for x, y in stroke]
            if len(places) > 1:
                pygame.draw.lines(field, INK, False, places, round(7 * unit))
                pygame.draw.lines(field, STROKE, False, places, round(4 * unit))

    def _remembered(self, seen: Seen) -> Seen:
        """Put those who are out of sight where they are remembered."""
        if not self.unseen:
            return seen
        places = seen.pos.copy()
        for number, place in self.unseen.items():
            places[number] = place
        return replace(seen, pos=places)

    def _names(self, field: pygame.Surface, type_: Type, stage: PitchView, seen: Seen) -> None:
        """Draw everybody's name beside their body: questions speak of them."""
        film = self.film
        assert film is not None
        ball = stage.camera.at(seen.ball[0], seen.ball[1])
        bodies = [stage.camera.at(x, y) for x, y in seen.pos[: len(film.level.players)]]
        gap = 0.46 * stage.figures.k + type_.tx(14)
        for number, player in enumerate(film.level.players):
            others = [*bodies[:number], *bodies[number + 1 :], ball]
            name = f"{player.id} ?" if number in self.unseen else player.id
            tag(field, type_, name, name_place(bodies[number], ball, others, gap), role=Role.STRONG)

    def _made(self, film: Film, type_: Type) -> PitchView:
        if self._stage is None:
            small = Type(self.area.size)
            self._stage = PitchView.of_level(
                film.level, film.pitch, (), small, self.area.size, 0, self._strip
            )
            self._stage.type = type_  # words on the grass are for the room, whatever the picture's size
            # Bodies are larger than in play: the last row looks on from eight metres.
            self._stage.figures = Figures(
                self._stage.camera.scale, BODIES * max(small.unit, 0.6), self._strip
            )
            first = film.frames[0]
            self._stage.follow(first, (), 5.0)
        return self._stage


def name_place(body: Point, ball: Point, others: Sequence[Point], gap: float) -> Point:
    """Return where somebody's name stands: beside the body, away from the ball, on nobody else.

    >>> name_place((0.0, 0.0), (-50.0, 0.0), [(-50.0, 0.0)], 20.0)
    (20.0, 0.0)
    >>> name_place((0.0, 0.0), (-50.0, 0.0), [(-50.0, 0.0), (25.0, 0.0)], 20.0)
    (0.0, -20.0)
    """
    away = hypot(body[0] - ball[0], body[1] - ball[1])
    dx, dy = ((body[0] - ball[0]) / away, (body[1] - ball[1]) / away) if away > 1.0 else (0.0, -1.0)
    side = 1.0 if dx < 0.0 else -1.0  # the upper side first
    ways = ((dx, dy), (-side * dy, side * dx), (side * dy, -side * dx), (-dx, -dy))
    places = [(body[0] + x * gap + 0.0, body[1] + y * gap + 0.0) for x, y in ways]

    def room(place: Point) -> float:
        return min((hypot(place[0] - x, place[1] - y) for x, y in others), default=gap)

    return next((place for place in places if room(place) >= gap), max(places, key=room))


def draw_map(field: pygame.Surface, stage: PitchView, worth: Mapping[str, Any]) -> None:
    """Draw what a pass to each place is worth: dark where none arrives, gold where all do, and the number."""
    xs, ys = worth["xs"], worth["ys"]
    half_x, half_y = 0.5 * (xs[1] - xs[0]), 0.5 * (ys[1] - ys[0])
    type_ = Type(field.get_size())
    plate = pygame.Surface(field.get_size(), pygame.SRCALPHA)
    numbers = []
    for k, value in enumerate(worth["values"]):
        x, y = xs[k % len(xs)], ys[k // len(xs)]
        left, top = stage.camera.at(x - half_x, y + half_y)
        right, bottom = stage.camera.at(x + half_x, y - half_y)
        cell = pygame.Rect(round(left), round(top), round(right) - round(left), round(bottom) - round(top))
        plate.fill((*mix(NOT_WORTH, GOLD, value), 190), cell.inflate(-1, -1))
        numbers.append((f"{100 * value:.0f}", cell.center, INK if value > 0.45 else PAPER))
    field.blit(plate, (0, 0))
    for text, at, colour in numbers:
        stamp(field, type_.line(text, Role.BODY, colour), at)
