"""The pitch in the editor: everybody as in play, and over them what can be taken hold of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any, Final

import numpy as np
import pygame

from game.app.render.aim import dashed
from game.app.render.ball import Skid
from game.app.render.camera import Camera, Point
from game.app.render.follow_camera import FollowCamera
from game.app.render.icons import panel
from game.app.render.pitch_view import PitchView, shirt_numbers
from game.app.render.theme import AMBER, GOLD, INK, PAPER, THOUGHT, Colour, Role
from game.app.render.vector import disc, ring, stamp
from game.app.shell.context import Context
from game.app.snapshot import Seen, see
from game.core.pitch import Pitch
from game.scenario.editing.draft import Draft, Item, Spot, ball_at, pair, rows, run_of, spots
from game.scenario.errors import LevelError
from game.scenario.load import parse_level
from game.scenario.schema import Level
from game.scenario.start import start

KNOB: Final = 1.5
"""Metres before a player at which the knob that turns them lies."""
_STANDING: Final = ("player", "wall", "cone", "zone", "goal")
_FAR: Final = 1e4
_ORANGE: Final[Colour] = (255, 138, 48)


@dataclass(frozen=True, slots=True)
class ToolRoom:
    """Pixels at the window's edges that belong to tools."""

    top: int
    right: int
    foot: int


@dataclass(frozen=True, slots=True)
class Pointing:
    """What is pointed at on the pitch, and what is done there."""

    cursor: Point | None
    chosen: Item | None
    under: Spot | None
    """What Enter or a click would take hold of."""
    held: bool
    label: str
    """What would be put down, beside the cursor; "" for nothing."""
    mouse: bool


def pictured(draft: Draft) -> Level:
    """Return a level with all that can be drawn of a draft; with nobody on it a player whom nobody sees.

    Raises :class:`LevelError` where not even that is one.
    """
    raw: dict[str, Any] = {key: draft[key] for key in ("format", "pitch") if key in draft}
    raw |= {key: draft[key] for key in _STANDING if draft.get(key)}
    raw |= {"title": "-", "teaches": "-", "ball": {"at": list(ball_at(draft) or (0.0, 0.0))}}
    if not rows(draft, "player"):
        raw["player"] = [{"id": "P", "team": "red", "at": [0.0, 0.0]}]
    ball = draft.get("ball", {})
    holder = ball.get("holder", ball.get("served_by"))
    if holder is not None:
        raw["ball"] = {"holder": holder}
    raw["player"] = [
        {key: value for key, value in row.items() if key not in ("keeper", "returns_to", "follows_line")}
        for row in raw["player"]
    ]
    return parse_level(raw, "picture")


class Canvas:
    """The picture of a draft."""

    def __init__(self, context: Context, draft: Draft) -> None:
        self.context = context
        self.draft = draft
        self.room = ToolRoom(0, 0, 0)
        self._skid = Skid()
        self.later: Seen | None = None
        """A later moment, shown in the place of the first one."""
        self._ground: object = None
        self.in_hand = False
        """Whether something is being moved: new grass is laid when it has been put down."""
        self.level: Level
        self.stage: PitchView
        self.seen: Seen
        self.show(draft)

    def show(self, draft: Draft) -> None:
        """Take another draft. New grass is laid only where what stands on it is another."""
        self.draft = draft
        try:
            self.level = pictured(draft)
        except LevelError:
            return  # as it was: what is wrong is told beside it
        begun = start(self.level, 0, headless=True)
        self.seen = see(begun.world)
        if ball_at(draft) is None:
            self.seen = replace(self.seen, ball=np.array([_FAR, _FAR, 0.0]))
        still = (self.level.pitch, self.level.walls, self.level.cones, self.level.goals)
        if still != self._ground and not (self.in_hand and hasattr(self, "stage")):
            self._ground = still
            self.lay(begun.pitch)
        self.stage.numbers = shirt_numbers(self.level)
        self.stage.figures.forget()

    def lay(self, pitch: Pitch | None = None) -> None:
        """Lay the grass for the window's size."""
        type_, (width, height) = self.context.type, self.context.window.size
        pitch = pitch or self.stage.ground.pitch
        room = self.room
        fit = min(
            (width - room.right) / (pitch.length + 4.0), (height - room.top - room.foot) / (pitch.width + 3.0)
        )
        scale = max(float(int(fit)), 3.0)
        middle = (0.5 * room.right / scale, 0.5 * (room.top - room.foot) / scale)
        box = (middle[0] - 1.0, middle[1] - 1.0, middle[0] + 1.0, middle[1] + 1.0)
        per_unit = scale / type_.unit
        follow = FollowCamera(
            box, (width, height), type_.unit, nearest=per_unit, farthest=per_unit, calm=True
        )
        self.stage = PitchView(
            pitch,
            box,
            type_,
            (width, height),
            numbers=shirt_numbers(self.level),
            strip=self.context.strip,
            follow_camera=follow,
        )

    def fit(self, room: ToolRoom) -> None:
        """Leave room for tools at the edges."""
        if room != self.room or self.stage.camera.size != self.context.window.size:
            self.room = room
            self.lay()

    @property
    def camera(self) -> Camera:
        """From metres to pixels."""
        return self.stage.camera

    def knob(self, thing: Item | None) -> Point | None:
        """Return where the knob that turns a player lies, metres."""
        if thing is None or thing.kind != "player":
            return None
        row = self.draft["player"][thing.number]
        x, y = pair(row["at"])
        turn = radians(float(row.get("facing", 0.0)))
        return (x + KNOB * cos(turn), y + KNOB * sin(turn))

    # Drawing

    def draw(self, screen: pygame.Surface, seconds: float, pointing: Pointing) -> None:
        """Draw the pitch, everybody on it, and what can be taken hold of."""
        stage = self.stage
        if self.later is not None:
            stage.draw(screen, self.later, seconds, self._skid)
            if pointing.label:
                self._draw_cursor(screen, pointing)
            return
        if rows(self.draft, "player"):
            stage.draw(
                screen, self.seen, seconds, self._skid, thoughts=lambda on: self._on_the_grass(on, pointing)
            )
        else:
            stage.ground.draw(screen, stage.camera)
            self._on_the_grass(screen, pointing)
            stage.ball.shadow(screen, stage.camera, self.seen)
            stage.ball.draw(screen, stage.camera, self.seen)
            stage.ground.draw_over(screen, stage.camera)
        self._draw_names(screen)
        self._draw_handles(screen, pointing)
        self._draw_cursor(screen, pointing)

    def _on_the_grass(self, screen: pygame.Surface, pointing: Pointing) -> None:
        """Draw zones and ways, under everybody's feet."""
        for number, row in enumerate(rows(self.draft, "zone")):
            self._zone(screen, row, pointing.chosen == Item("zone", number))
        type_ = self.context.type
        for number, row in enumerate(rows(self.draft, "player")):
            to = run_of(row)
            if to is not None:
                chosen = pointing.chosen == Item("player", number)
                self._arrow(screen, pair(row["at"]), to, GOLD if chosen else PAPER)
        ball = self.draft.get("ball", {})
        if "velocity" in ball and "at" in ball:
            (x, y), (vx, vy) = pair(ball["at"]), pair(ball["velocity"])
            self._arrow(screen, (x, y), (x + 0.5 * vx, y + 0.5 * vy), AMBER)
        mark = self.draft.get("objective", {}).get("mark")
        if mark is not None:
            sprite = ring(type_.px(11), max(2.0, type_.unit * 3.0), GOLD, 230)
            stamp(screen, sprite, self.camera.at(*pair(mark)))

    def _zone(self, screen: pygame.Surface, row: dict[str, Any], chosen: bool) -> None:
        camera, colour = self.camera, GOLD if chosen else THOUGHT
        if "circle" in row:
            (x, y), radius = pair(row["at"]), float(row["circle"])
            start, end = (x - radius, y - radius), (x + radius, y + radius)
        else:
            start, end = pair(row["from"]), pair(row["to"])
        (ax, ay), (bx, by) = camera.at(*start), camera.at(*end)
        rect = pygame.Rect(round(min(ax, bx)), round(min(ay, by)), round(abs(bx - ax)), round(abs(by - ay)))
        sheet = pygame.Surface((max(rect.width, 1), max(rect.height, 1)), pygame.SRCALPHA)
        shape = pygame.draw.ellipse if "circle" in row else pygame.draw.rect
        shape(sheet, (*colour, 44), sheet.get_rect())
        shape(sheet, (*colour, 220), sheet.get_rect(), max(2, self.context.type.px(2)))
        screen.blit(sheet, rect)
        name = self.context.type.line(str(row.get("id", "")), Role.SMALL_STRONG, colour)
        screen.blit(name, (rect.x + 5, rect.y + 2))

    def _arrow(self, screen: pygame.Surface, a: Point, b: Point, colour: Colour) -> None:
        camera, type_ = self.camera, self.context.type
        start, end = camera.at(*a), camera.at(*b)
        dashed(screen, start, end, type_, colour)
        stamp(screen, disc(type_.px(5), colour), end)

    def _draw_names(self, screen: pygame.Surface) -> None:
        """Names that don't fit on a shirt stand under their player."""
        type_, k = self.context.type, self.stage.figures.k
        for row in rows(self.draft, "player"):
            name = str(row["id"])
            if len(name) <= 2 and row.get("control") != "human1":
                continue
            word = type_.line(name, Role.SMALL, GOLD if row.get("control") == "human1" else PAPER)
            x, y = self.camera.at(*pair(row["at"]))
            size = (word.get_width() + type_.tx(12), word.get_height())
            spot = (x, y + 0.62 * k)
            stamp(screen, panel(size, size[1] // 2, alpha=160), spot)
            stamp(screen, word, spot)

    def _draw_handles(self, screen: pygame.Surface, pointing: Pointing) -> None:
        type_, camera, k = self.context.type, self.camera, self.stage.figures.k
        if self.in_hand:
            for row in rows(self.draft, "wall"):
                ends = [camera.at(*pair(row[key])) for key in ("from", "to")]
                pygame.draw.line(screen, PAPER, ends[0], ends[1], max(3, type_.px(4)))
        for row in rows(self.draft, "cone"):
            stamp(
                screen,
                ring(type_.px(8), max(1.5, type_.unit * 2.0), _ORANGE, 160),
                camera.at(*pair(row["at"])),
            )
        ball = ball_at(self.draft)
        if ball is not None:
            # A ball is a few pixels on a pitch that is seen whole.
            x, y = camera.at(float(self.seen.ball[0]), float(self.seen.ball[1]))
            stamp(screen, disc(type_.px(5), PAPER, INK, type_.px(1.5)), (x, y))
        for spot in self._handles(pointing.chosen):
            size = round(0.5 * k) if spot.thing.kind == "player" and spot.part == "at" else type_.px(9)
            stamp(screen, ring(size, max(2.0, type_.unit * 3.0), GOLD, 230), camera.at(*spot.at))
        knob = self.knob(pointing.chosen)
        if knob is not None and pointing.chosen is not None:
            at = pair(self.draft["player"][pointing.chosen.number]["at"])
            pygame.draw.line(screen, GOLD, camera.at(*at), camera.at(*knob), max(1, type_.px(2)))
            stamp(screen, disc(type_.px(6), GOLD), camera.at(*knob))

    def _handles(self, chosen: Item | None) -> Iterator[Spot]:
        return (spot for spot in spots(self.draft) if spot.thing == chosen)

    def _draw_cursor(self, screen: pygame.Surface, pointing: Pointing) -> None:
        if pointing.cursor is None:
            return
        type_, k = self.context.type, self.stage.figures.k
        under = pointing.under
        at = self.camera.at(*(under.at if under is not None and not pointing.held else pointing.cursor))
        large = under is not None and under.thing.kind == "player" and under.part == "at"
        size = round(0.58 * k) if large else type_.px(12)
        stamp(screen, ring(size, max(2.0, type_.unit * 2.5), GOLD if under else PAPER, 235), at)
        if not pointing.mouse:
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                a = (at[0] + dx * (size + type_.px(3)), at[1] + dy * (size + type_.px(3)))
                b = (at[0] + dx * (size + type_.px(10)), at[1] + dy * (size + type_.px(10)))
                pygame.draw.line(screen, PAPER, a, b, max(2, type_.px(2)))
        if pointing.label and under is None:
            word = type_.line(pointing.label, Role.SMALL_STRONG, PAPER)
            plate = (word.get_width() + type_.tx(14), word.get_height() + type_.tx(2))
            spot = (at[0], at[1] - size - type_.px(20))
            stamp(screen, panel(plate, plate[1] // 2, alpha=205), spot)
            stamp(screen, word, spot)
