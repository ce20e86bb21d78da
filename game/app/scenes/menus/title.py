"""The title screen: a heel pass played over and over on a quiet pitch, and the menu."""

from __future__ import annotations

from math import pi, sin

import numpy as np
import pygame

from game.app.i18n import _
from game.app.input.devices import Frame, Press
from game.app.render.ball import BallView
from game.app.render.camera import Camera
from game.app.render.figure import Figures
from game.app.render.ground import PIECE, Ground
from game.app.render.kits import strip_for
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, INK, PAPER, Role
from game.app.shell.context import Context, Scene
from game.app.snapshot import Seen, spun
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows
from game.core.intents import Codes, Technique
from game.core.maths import Floats
from game.core.pitch import Pitch
from game.core.state import Phase
from game.core.surfaces import SURFACES

SCENE_SECONDS = 3.6
_STILL_AT = 1.62
_HEEL, _MATE, _FOOLED = (1.15, 0.55), (-1.25, -0.95), (0.55, -0.95)


class Title(Scene):
    """The first screen."""

    name = "title"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.time = 0.0
        self.menu = FocusList([])
        self.resized()

    def _play(self) -> None:
        """Lead on; a newcomer gives a name first, and starts on the pitch."""
        if self.context.household.person is None:
            self.context.nav.first_start()
        else:
            self.context.nav.modes()

    def opened(self) -> None:
        """Begin again: somebody else may play now."""
        self._fill()

    def _class(self) -> None:
        self.context.nav.lessons()

    def _replays(self) -> None:
        self.context.nav.replays()

    def _how(self) -> None:
        self.context.nav.how_to()

    def _options(self) -> None:
        self.context.nav.options()

    def _fill(self) -> None:
        person = self.context.household.person
        entries = [
            FocusItem(_("Play"), self._play),
            FocusItem(_("Class"), self._class),
            FocusItem(_("Replays"), self._replays),
            FocusItem(_("How to play"), self._how),
            FocusItem(_("Options"), self._options),
            FocusItem(_("Quit"), self.context.quit),
        ]
        if person is not None:
            entries.insert(
                1,
                FocusItem(
                    _("Player"),
                    self.context.nav.people,
                    lambda: person.name,
                    badge=(person.name, person.colour),
                ),
            )
        self.menu = FocusList(entries, self.menu.focus)

    def resized(self) -> None:
        """Show a close view: the figures are three times as large as in play."""
        self._fill()
        width, height = self.context.window.size
        unit = self.context.type.unit
        scale = float(round(150 * unit))
        # The pair stands in the right-hand part of the picture.
        self.camera = Camera((-(width * 0.70 - width * 0.5) / scale, 0.0), scale, (width, height))
        # As far as pieces of ground reach that begin on the screen.
        aside = abs(self.camera.centre[0]) + (0.5 * width + PIECE) / scale
        middle = (aside, (0.5 * height + PIECE) / scale)
        self.ground = Ground(Pitch(40.0, 30.0, SURFACES["dry"]), scale, middle=middle)
        settings = self.context.settings
        self.figures = Figures(scale, unit, strip_for(settings.palette, settings.patterns))
        self._column = min(self.context.type.tx(470), round(width * 0.52))
        self._veil = _veil(self._column + self.context.type.px(64), self.context.type.px(190), height)
        self.ball = BallView(scale, unit)

    def handle(self, frame: Frame) -> None:
        """Esc leaves."""
        if Press.HELP in frame.presses:
            self._how()
        elif Press.BACK in frame.presses:
            self.menu.focus = len(self.menu.entries) - 1
        elif self.menu.handle(frame):
            self.context.sounds.play("tick")

    def update(self, seconds: float) -> None:
        """Let the little scene go round."""
        self.time += seconds

    def draw(self, screen: pygame.Surface) -> None:
        """Draw pitch, pair, name and menu."""
        type_ = self.context.type
        still = self.context.settings.reduced_motion
        moment = _STILL_AT if still else self.time % SCENE_SECONDS
        self.ground.draw(screen, self.camera)
        seen = pair_at(moment)
        self.figures.forget()
        self.figures.pose(seen, 0.0)
        for player in range(3):
            self.figures.shadow(screen, self.camera, seen, player)
        self.ball.shadow(screen, self.camera, seen)
        for player in range(3):
            self.figures.legs(screen, self.camera, seen, player)
        self.ball.draw(screen, self.camera, seen)
        for player, number in ((2, "5"), (0, "10"), (1, "8")):
            self.figures.body(screen, self.camera, seen, player, number)

        if self.context.scene is not self:
            # A panel lies over it: words that it covers in part would only disturb.
            return
        column, left = self._column, type_.px(64)
        screen.blit(self._veil, (0, 0))
        y = round(screen.get_height() * (0.16 if self.context.settings.text_size <= 1.0 else 0.07))
        name = type_.line("Backheel", Role.DISPLAY, PAPER)
        if name.get_width() > column:
            name = type_.line("Backheel", Role.TITLE, PAPER)
        screen.blit(name, (left - type_.px(4), y))
        y += name.get_height() + type_.px(2)
        for text in type_.wrap(_("Will this pass get there?"), Role.HEADING, column):
            screen.blit(type_.line(text, Role.HEADING, GOLD), (left, y))
            y += type_.height(Role.HEADING)
        y += type_.px(24)
        room = screen.get_height() - y - type_.px(48 if self.context.notice else 20)
        area = pygame.Rect(left, y, min(column - left, type_.tx(330)), room)
        draw_rows(screen, type_, self.menu, area, quiet=True)
        if self.context.notice:
            tag(
                screen,
                type_,
                self.context.notice,
                (screen.get_width() / 2, screen.get_height() - type_.px(26)),
                role=Role.SMALL,
            )


def _veil(full: int, fade: int, height: int) -> pygame.Surface:
    """Return a dark ground for the words that gives way to the pitch."""
    veil = pygame.Surface((full + fade, height), pygame.SRCALPHA)
    veil.fill((*INK, 0))
    share = np.clip((full + fade - np.arange(full + fade)) / fade, 0.0, 1.0)
    share = share * share * (3.0 - 2.0 * share)
    pygame.surfarray.pixels_alpha(veil)[:, :] = (share * 214.0).astype(np.uint8)[:, None]
    return veil


def _ease(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def _ball_at(t: float, rest: Floats, take: Floats) -> Floats:
    """Return where the ball is at a moment, metres: it rests, rolls to number 8, waits, and rolls back."""
    if t < 1.5:
        return rest
    if t < 2.3:
        return rest + (take - rest) * min(1.0, (t - 1.5) / 0.75)
    if t < 2.75:
        return take
    return take + (rest - take) * min(1.0, (t - 2.75) / 0.75)


def _legs_at(t: float) -> tuple[Codes, Floats]:
    """Return the phase of each player's swing at a moment, and how far the leg is back."""
    phase, lift = np.zeros(3, np.int8), np.zeros(3)
    if 1.4 <= t < 1.5:
        phase[0], lift[0] = Phase.FORWARD, 0.6 * (1.5 - t) / 0.1
    elif 0.9 < t < 1.5:
        phase[0], lift[0] = Phase.BACK, 0.6 * _ease((t - 0.9) / 0.5)
    elif 1.5 <= t < 1.95:
        phase[0], lift[0] = Phase.FOLLOW, -0.7 * sin(pi * min(1.0, (t - 1.5) / 0.42))
    if 2.35 <= t < 2.65:
        phase[1], lift[1] = Phase.BACK, 0.8 * _ease((t - 2.35) / 0.28)
    elif 2.65 <= t < 2.75:
        phase[1], lift[1] = Phase.FORWARD, 0.8 * (2.75 - t) / 0.1
    elif 2.75 <= t < 3.2:
        phase[1], lift[1] = Phase.FOLLOW, -0.7 * sin(pi * min(1.0, (t - 2.75) / 0.42))
    return phase, lift


def pair_at(t: float) -> Seen:
    """Return the pair at a moment of the loop: number 10 heels it to number 8, who pushes it back.

    One looks on.
    """
    heel, mate, fooled = np.array(_HEEL), np.array(_MATE), np.array(_FOOLED)
    facing = np.arctan2(*(heel - mate)[::-1])
    ahead = np.array([np.cos(facing), np.sin(facing)])
    right = np.array([ahead[1], -ahead[0]])
    rest, take = heel + 0.06 * ahead + 0.05 * right, mate + 0.40 * ahead
    where = _ball_at(t, rest, take)
    travelled = float(np.hypot(*(where - rest)))
    turned = spun(np.eye(3), (ahead if t > 2.5 else -ahead) * travelled, 1.0)
    phase, lift = _legs_at(t)
    swings = (phase != 0).astype(np.int8)
    plant = np.stack((heel + 0.19 * ahead - 0.05 * right, mate + 0.40 * ahead - 0.17 * right, fooled))
    look_aside = facing + 0.55 * _ease(t / 0.5) - 0.55 * _ease((t - 1.7) / 0.6)
    sways = sin(2 * pi * t / SCENE_SECONDS)
    # Who looks on believes in the pass that number 10 looks for, and sees the ball too late.
    after = _ease((t - 1.62) / 0.35) - _ease((t - 3.1) / 0.4)
    toward = float(np.arctan2(*(heel - fooled)[::-1]))
    step_aside = np.array([0.10, 0.16])
    away = fooled + step_aside * _ease((t - 0.5) / 0.7) - step_aside * _ease((t - 2.6) / 0.8)
    return Seen(
        step=0,
        ball=np.array([where[0], where[1], 0.0]),
        ball_vel=np.zeros(3),
        ball_roll=np.zeros(2),
        turned=turned,
        holder=-1,
        pos=np.stack((heel, mate, away)),
        vel=np.zeros((3, 2)),
        hips=np.array([facing, facing, toward - 0.35]),
        trunk=np.array([facing + 0.25 * sways, facing, toward - 0.2 + 0.3 * after]),
        gaze=np.array([look_aside, facing + 0.1 * sways, toward + 1.15 * after]),
        stride=np.zeros(3),
        stamina=np.ones(3),
        phase=phase,
        technique=swings * np.array([Technique.BACKHEEL, Technique.PUSH, Technique.NONE], np.int8),
        foot=swings,
        lift=lift,
        plant=plant,
        plant_angle=np.full(3, facing),
        lean=np.zeros(3),
        weight=np.zeros(3),
        lunge=np.zeros(3),
        lunge_way=np.zeros(3),
        team=np.array([0, 0, 1], np.int8),
        keeper=np.zeros(3, np.bool_),
        dive=np.zeros(3),
        dive_way=np.zeros(3),
        calling=np.zeros(3, np.bool_),
        hands=False,
    )
