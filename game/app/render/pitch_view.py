"""The field as it is looked at: camera, grass, players and ball at one scale. For all that shows play."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import hypot
from typing import Self

import pygame

from game.app.render.ball import BallView, Skid
from game.app.render.camera import Box, Camera, Point, follow, rest_centre, scale_for
from game.app.render.figure import Figures
from game.app.render.follow_camera import FollowCamera
from game.app.render.ground import Ground
from game.app.render.kits import Strip
from game.app.render.overlay import Trail, draw_gaze, draw_own_mark, draw_remembered, draw_trail
from game.app.render.theme import GOLD, Type
from game.app.render.vector import ring, stamp
from game.app.snapshot import Seen
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS
from game.scenario.schema import DribblePassReceive, Level, WallPasses

MANY_PIXELS = 5_000_000
"""From so many on the ground under a camera that zooms is made at half the resolution: it costs by pixels."""
BOARD_SHOWN = 2.5
"""Metres to each side of a board's middle that must be in the picture."""
LEAST_HEIGHT = 5.0
"""Metres across that are shown even if everything stands on one line."""
SHORT_NAME = 2
"""Letters that fit on a shirt."""
_HIGH_BALL = 1.0
"""Metres over which a ball is drawn above the players."""


def level_box(level: Level, marks: Sequence[Point]) -> Box:
    """Return what a level wants in the picture."""
    points: list[Point] = [p.at for p in level.players]
    points += [p.runs_to for p in level.players if p.runs_to is not None]
    points += [*marks, *(c.at for c in level.cones)]
    for wall in level.walls:
        (ax, ay), (bx, by) = wall.start, wall.end
        mx, my, half = (ax + bx) * 0.5, (ay + by) * 0.5, hypot(bx - ax, by - ay) * 0.5
        share = min(1.0, BOARD_SHOWN / max(half, 0.1))
        points += [(mx + (x - mx) * share, my + (y - my) * share) for x, y in (wall.start, wall.end)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    middle = (min(ys) + max(ys)) * 0.5
    half_high = LEAST_HEIGHT * 0.5
    return (min(xs), min(min(ys), middle - half_high), max(xs), max(max(ys), middle + half_high))


def shirt_numbers(level: Level) -> list[str]:
    """Return what is on the shirts: a level's short names where they fit, so that one can speak of ``D1``."""
    counts = {"red": 0, "blue": 0}
    numbers = []
    for player in level.players:
        counts[player.team] += 1
        numbers.append(player.id if len(player.id) <= SHORT_NAME else str(counts[player.team]))
    return numbers


def pitch_box(pitch: Pitch) -> Box:
    """Return the whole of a pitch, metres."""
    return (-0.5 * pitch.length, -0.5 * pitch.width, 0.5 * pitch.length, 0.5 * pitch.width)


class PitchView:
    """Sprites and camera for one piece of ground in one window size."""

    def __init__(
        self,
        pitch: Pitch,
        box: Box,
        type_: Type,
        size: tuple[int, int],
        *,
        numbers: Sequence[str],
        marks: Sequence[Point] = (),
        within: float = 0.5,
        column: int = 0,
        strip: Strip | None = None,
        follow_camera: FollowCamera | None = None,
    ) -> None:
        """Begin; ``box`` is the metres that should be in the picture, ``numbers`` what is on the shirts.

        ``column``: pixels on the left that signs take; with room to spare the play stands beside it.
        ``follow_camera``: a camera that goes nearer and farther with the play; without one the scale is kept.
        """
        self.box = box
        self.numbers = list(numbers)
        scale = scale_for(self.box, (size[0] - round(0.55 * column), size[1]), type_.unit)
        x, y = rest_centre(self.box)
        spare = size[0] - (self.box[2] - self.box[0] + 2.4) * scale
        shift = min(max(spare - 1.5 * scale, 0.0), column) * 0.5 / scale
        self.rest: Point = (x - shift, y)
        self.camera = Camera(self.rest, scale, size)
        self.box = (self.box[0] - 2 * shift, *self.box[1:])
        self.follow_camera = follow_camera
        if follow_camera is not None:
            self.camera = follow_camera.camera
        # A camera that zooms has all of the ground laid and fitted to the screen in every picture.
        coarse = 2 if follow_camera is not None and size[0] * size[1] > MANY_PIXELS else 1
        scales = follow_camera.scales if follow_camera is not None else scale
        self.ground = Ground(pitch, scales, tuple(marks), within, coarse)
        self.figures = Figures(scale, type_.unit, strip)
        self.ball = BallView(scale, type_.unit)
        self.wet = pitch.surface.name == "wet"
        self.bar = pitch.goals[0].height if pitch.goals else None
        """Metres: how high goals are; a ball higher than that is drawn over the nets."""
        self._look(self.camera)
        self.type = type_

    @classmethod
    def of_level(
        cls,
        level: Level,
        pitch: Pitch,
        marks: Sequence[Point],
        type_: Type,
        size: tuple[int, int],
        column: int,
        strip: Strip,
        below: float = 0.0,
    ) -> Self:
        """For a level: its players, boards and cones are in the picture, above ``below`` of its height."""
        objective = level.objective
        within = objective.within if isinstance(objective, WallPasses | DribblePassReceive) else 0.5
        box, numbers = level_box(level, marks), shirt_numbers(level)
        box = (box[0], box[1] - (box[3] - box[1]) * below / (1.0 - below), box[2], box[3])
        return cls(
            pitch, box, type_, size, numbers=numbers, marks=marks, within=within, column=column, strip=strip
        )

    def restart(self, centre: Point | None = None, *, near: bool = False) -> None:
        """Go back to where the camera began, or over ``centre`` at once, near it where ``near``."""
        self.figures.forget()
        if self.follow_camera is not None:
            self.follow_camera.restart(centre, near=near)
            self._look(self.follow_camera.camera)
        else:
            self.camera = replace(self.camera, centre=self.rest)

    def follow(self, seen: Seen, people: Sequence[int], seconds: float) -> None:
        """Let the camera go after the ball; the first of ``people`` stays in the picture first of all."""
        ball = (float(seen.ball[0]), float(seen.ball[1]))
        keep = tuple((float(seen.pos[p, 0]), float(seen.pos[p, 1])) for p in reversed(people))
        if self.follow_camera is not None:
            velocity = (float(seen.ball_vel[0]), float(seen.ball_vel[1]))
            self._look(self.follow_camera.follow(ball, velocity, keep, seconds))
        else:
            self._look(follow(self.camera, self.box, (ball, *keep), seconds))
        self.ground.prepare(self.camera)

    def draw_asked(
        self,
        screen: pygame.Surface,
        seen: Seen,
        receivers: Iterable[int],
        gate: Iterable[Point],
        pulse: float,
    ) -> None:
        """Draw a ring round who may receive, and round the next gate's cones, larger by ``pulse``."""
        k, width = self.figures.k, max(2.5, self.type.unit * 3.2)
        for player in sorted(receivers):
            at = self.camera.at(float(seen.pos[player, 0]), float(seen.pos[player, 1]))
            stamp(screen, ring(round(k * (0.62 + pulse)), width, GOLD, 225), at)
        for post in gate:
            stamp(screen, ring(round(k * (0.34 + pulse)), width, GOLD, 225), self.camera.at(*post))

    def _look(self, camera: Camera) -> None:
        self.camera = camera
        self.figures.fit(camera.scale)
        self.ball.fit(camera.scale)

    def draw(
        self,
        screen: pygame.Surface,
        seen: Seen,
        seconds: float,
        skid: Skid,
        own: Sequence[int] = (),
        *,
        gaze: bool = False,
        trail: Trail | None = None,
        trail_strength: float = 0.0,
        thoughts: Callable[[pygame.Surface], None] | None = None,
        hidden: Mapping[int, tuple[Point, float]] | None = None,
    ) -> None:
        """Draw everything on the grass; ``seconds`` since the last picture, ``own`` the people's players.

        ``thoughts`` draws what lies on the grass under everybody's feet. ``hidden`` are players whom nobody
        of the people sees: they are shown where they were last seen, so many
        seconds ago.
        """
        camera, k = self.camera, self.figures.k
        self.ground.draw(screen, camera)
        skid.draw(screen, camera, seen.step * STEP_SECONDS, self.wet)
        if thoughts is not None:
            thoughts(screen)
        if trail is not None:
            draw_trail(screen, camera, self.type, trail, trail_strength)
        self.figures.pose(seen, seconds)
        memories = hidden or {}
        players = [player for player in range(len(seen.pos)) if player not in memories]
        for player, (spot, ago) in memories.items():
            team, keeper = int(seen.team[player]), bool(seen.keeper[player])
            shirt = self.figures.strip.of(team, keeper).shirt
            draw_remembered(screen, camera, self.type, spot, ago, shirt, self.numbers[player])
        for player in own:
            if gaze:
                draw_gaze(screen, camera, seen, player, k)
            shirt = self.figures.strip.of(int(seen.team[player])).shirt
            draw_own_mark(screen, camera, seen, player, k, self.type, shirt)
        for player in players:
            self.figures.shadow(screen, camera, seen, player)
        self.ball.shadow(screen, camera, seen)
        for player in players:
            self.figures.legs(screen, camera, seen, player)
        high = float(seen.ball[2]) > _HIGH_BALL
        if not high:
            self.ball.draw(screen, camera, seen)
        # Who is farther down the screen is drawn later.
        for player in sorted(players, key=lambda i: -float(seen.pos[i, 1])):
            self.figures.body(screen, camera, seen, player, self.numbers[player])
        over_bar = high and self.bar is not None and float(seen.ball[2]) > self.bar
        if high and not over_bar:
            self.ball.draw(screen, camera, seen)
        elif not high and self._ball_hidden(seen):
            self.ball.draw_through(screen, camera, seen)
        self.ground.draw_over(screen, camera)
        if over_bar:
            self.ball.draw(screen, camera, seen)

    def _ball_hidden(self, seen: Seen) -> bool:
        near = 0.36 * self.figures.k / self.camera.scale
        return any(
            hypot(float(x) - float(seen.ball[0]), float(y) - float(seen.ball[1])) < near for x, y in seen.pos
        )
