"""The highlights of a match, one after the other, each to be saved as a clip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.app.highlights.clip import ClipJob, ClipOrder, clip_file
from game.app.highlights.collector import EVERY, Highlight, HighlightKind
from game.app.i18n import _, n_, p_
from game.app.input.buttons import Frame, Press
from game.app.render.ball import Skid
from game.app.render.overlay import tag
from game.app.render.theme import Role
from game.app.shell.context import Context, Scene
from game.app.shell.navigation import PlayedMatch
from game.app.snapshot import Seen, between
from game.app.widgets.button_bar import draw_strip, strip_height
from game.app.widgets.focus_list import FocusItem, FocusList
from game.core.state import STEP_SECONDS
from game.storage.workers import shared_pool

SLOW: Final = 0.8
"""Of the speed at which it happened."""
STANDS: Final = 0.7
"""Seconds for which a scene's last picture stands."""


class HighlightScene(Scene):
    """The best scenes of a match, in the order in which they happened."""

    name = "highlights"
    in_time = True
    music = False

    def __init__(self, context: Context, play: PlayedMatch) -> None:
        super().__init__(context)
        self.play = play
        self.scenes: Sequence[Highlight] = play.highlights()
        self.number = 0
        self.at = 0.0
        """Steps into the scene."""
        self._stood = 0.0
        self._seconds = 0.0
        self.menu = FocusList(
            [
                FocusItem(p_("button", "Next"), self._next),
                FocusItem(_("Previous"), self._before),
                FocusItem(_("Save as a clip"), self.save),
                FocusItem(_("Back"), context.pop),
            ],
            columns=4,
        )
        self._begin()

    @property
    def scene(self) -> Highlight:
        """The scene that is shown."""
        return self.scenes[self.number]

    def _next(self) -> None:
        self.number = (self.number + 1) % len(self.scenes)
        self._begin()

    def _before(self) -> None:
        self.number = (self.number - 1) % len(self.scenes)
        self._begin()

    def _begin(self) -> None:
        self.at, self._stood = 0.0, 0.0
        self.skid = Skid()
        first = self.scene.moments[0]
        self.play.stage.restart((float(first.ball[0]), float(first.ball[1])), near=True)
        self.context.trace.note("highlight", number=self.number, kind=self.scene.kind.name)

    @property
    def words(self) -> str:
        """What the scene shows, in the chosen language."""
        return highlight_words(self.scene, self.play.side_names, self.play.numbers)

    def save(self) -> None:
        """Write the scene as a clip, in another process."""
        if self.context.clip is not None:
            self.context.tell(_("One clip after the other: the last one is still being written"))
            return
        play = self.play
        order = ClipOrder(
            self.scene.moments,
            play.match.pitch,
            play.strip,
            tuple(play.numbers),
            self.words,
            play.strip.players[self.scene.side].shirt,
        )
        self.context.clip = ClipJob(order, shared_pool(), clip_file(self.words))
        self.context.tell(_("The clip is being written ..."))

    def seen(self) -> Seen:
        """Return what is to be drawn now."""
        moments = self.scene.moments
        at = min(self.at / EVERY, len(moments) - 1.0)
        index = min(int(at), len(moments) - 2)
        return between(moments[index], moments[index + 1], at - index)

    def handle(self, frame: Frame) -> None:
        """Go back, or use the buttons."""
        if {Press.BACK, Press.PAUSE} & set(frame.presses):
            self.context.pop()
        elif self.menu.handle(frame):
            self.context.sounds.play("tick")

    def update(self, seconds: float) -> None:
        """Go on; after a scene comes the next."""
        self._seconds = seconds
        last = (len(self.scene.moments) - 1) * EVERY
        if self.at < last:
            self.at = min(self.at + seconds * SLOW / STEP_SECONDS, last)
        else:
            self._stood += seconds
            if self._stood > STANDS:
                self._next()
        seen = self.seen()
        self.skid.observe(seen, seen.step * STEP_SECONDS)
        self.play.stage.follow(seen, (), seconds)

    def closed(self) -> None:
        """The pitch is the match's again."""
        self.play.stage.restart()

    @property
    def head_height(self) -> int:
        """The upper band's, which says what is shown."""
        return self.context.type.tx(46)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the scene between two bands: what it shows above, the buttons below."""
        type_ = self.context.type
        self.play.stage.draw(screen, self.seen(), self._seconds, self.skid)
        top, low = self.head_height, strip_height(type_)
        width, height = screen.get_size()
        for rect in ((0, 0, width, top), (0, height - low, width, low)):
            pygame.draw.rect(screen, (10, 17, 20), rect)
        share = self.at / max((len(self.scene.moments) - 1) * EVERY, 1)
        line = pygame.Rect(0, top - type_.px(4), round(width * share), type_.px(4))
        pygame.draw.rect(screen, self.play.strip.mark(self.scene.side), line)
        count = f"{self.number + 1} / {len(self.scenes)}"
        room = width - 2 * type_.width(count, Role.SMALL) - type_.tx(90)
        said = type_.fit(self.words, Role.SMALL_STRONG, room)
        tag(screen, type_, said, (width / 2, top / 2 - type_.px(2)))
        tag(screen, type_, count, (width - type_.tx(44), top / 2 - type_.px(2)), role=Role.SMALL)
        draw_strip(screen, type_, self.menu)


def highlight_words(scene: Highlight, sides: tuple[str, str], numbers: Sequence[str]) -> str:
    """Return what a scene shows: ``Goal! Tess, no. 7    Red 2 : 1 Blue``."""
    who = f"{sides[scene.side]}, " + _("no. {number}", number=numbers[scene.player])
    if scene.name:
        who = f"{scene.name}, " + _("no. {number}", number=numbers[scene.player])
    if scene.kind is HighlightKind.GOAL:
        red, blue = scene.score
        score = _("{red} {a} : {b} {blue}", red=sides[0], a=red, b=blue, blue=sides[1])
        return f"{_('Goal!')} {who}    {score}"
    if scene.kind is HighlightKind.FOOLED:
        foe = f"{sides[1 - scene.side]} {numbers[scene.foe]}"
        return _("{who}: fooled {foe}!", who=who, foe=foe)
    return n_(
        "{side}: {n} pass in a row", "{side}: {n} passes in a row", scene.length, side=sides[scene.side]
    )
