"""Options, on a few pages; each holds at once and is kept for next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import pi
from typing import Final

import pygame

from game.app.i18n import LANGUAGES, N_, _
from game.app.input.actions import Action
from game.app.render.icons import panel
from game.app.render.kits import PALETTES, strip_for
from game.app.render.parts import SPRITES, torso
from game.app.render.theme import Colour
from game.app.scenes.menus.page import Page
from game.app.shell.context import Context
from game.app.shell.settings import AIM_WORDS, STRENGTH_WORDS, WEIGHT_WORDS, changed, choices
from game.app.widgets.focus_list import FocusItem

_SIZES = {0.9: N_("Small"), 1.0: N_("Normal"), 1.15: N_("Large"), 1.3: N_("Largest")}
_VERDICTS = {"off": N_("Off"), "whisper": N_("Only what counts"), "full": N_("Every pass")}

GRASS: Final[Colour] = (74, 128, 62)
Row = tuple[str, str, str]
"""What it is called, the setting's name, and a note."""

PICTURE: tuple[Row, ...] = (
    (N_("Text size"), "text_size", N_("Of everything that is written.")),
    (N_("Kits"), "palette", N_("All kits work for colour-blind players.")),
    (N_("Shirt patterns"), "patterns", N_("Hoops, stripes and sashes: shape tells the sides apart.")),
    (N_("Gaze cone"), "gaze_cone", N_("Show where your own player looks.")),
    (N_("Reduced motion"), "reduced_motion", N_("A slow camera that doesn't zoom, and still menus.")),
    (N_("Camera shake"), "camera_shake", N_("A nudge at hard shots and goals.")),
    (N_("Full screen"), "fullscreen", N_("{key} does it anywhere.")),
    (N_("Wait for the display"), "vsync", N_("VSync. From the next start.")),
)
PLAY: tuple[Row, ...] = (
    (
        N_("Opponents in levels"),
        "strength",
        N_("How sharp their eyes are; they run no faster for it. From the next start of a level."),
    ),
    (N_("Game speed"), "game_speed", N_("Slower play to practise the moment of letting go.")),
    (
        N_("Words after passes"),
        "verdicts",
        N_("In matches: what became of a pass, and why. Levels always say it."),
    ),
    (N_("Ghost of your best"), "ghost", N_("In levels your best try goes along, faintly, on the next.")),
    (N_("All chapters open"), "open_all", N_("For classes: no chapter of the levels waits for another.")),
    (N_("Keep replays"), "record_replays", N_("Record what is played, to be watched again.")),
)
_AIM = N_(
    "Full: the nearest by angle, and a tap to the next. Angle only: who is nearly met. Off: as pointed."
)
_WEIGHT = N_("Automatic: a tap is right. Mark: the hold counts, a notch shows what is right. Pure: no notch.")
AIM: tuple[Row, ...] = (
    (N_("Aim, first person"), "aim_help_1", _AIM),
    (N_("Weight, first person"), "weight_1", _WEIGHT),
    (N_("Aim, second person"), "aim_help_2", _AIM),
    (N_("Weight, second person"), "weight_2", _WEIGHT),
)
SOUND: tuple[Row, ...] = (
    (N_("Effects"), "effects", N_("Kicks, boards, whistle and menus.")),
    (N_("Crowd"), "crowd", N_("Crowd volume")),
    (N_("Music"), "music", N_("Quiet music in the menus; none while you play.")),
)


def words_for(name: str, value: object) -> str:
    """Return what a setting's value is called."""
    if name == "text_size" and isinstance(value, float):
        return _(_SIZES[value])
    if name == "palette":
        return _(PALETTES[str(value)].name)
    if name == "strength":
        return _(STRENGTH_WORDS[int(str(value))])
    if name == "verdicts":
        return _(_VERDICTS[str(value)])
    if name.startswith("aim_help"):
        return _(AIM_WORDS[str(value)])
    if name.startswith("weight"):
        return _(WEIGHT_WORDS[str(value)])
    if name == "language":
        return LANGUAGES[str(value)]
    if isinstance(value, bool):
        return _("On") if value else _("Off")
    return f"{float(str(value)) * 100:.0f} %"


class PicturePage(Page):
    """The options of the picture; four players beside the panel's foot show the kits."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Picture"), lambda: entries(context, PICTURE))
        self._sprites = SPRITES

    def illustrate(self, screen: pygame.Surface, box: pygame.Rect) -> None:
        """Draw both sides' players and keepers."""
        names = [row[1] for row in PICTURE]
        if not (self.menu.focus < len(names) and names[self.menu.focus] in ("palette", "patterns")):
            return
        type_, settings = self.context.type, self.context.settings
        strip = strip_for(settings.palette, settings.patterns)
        k = float(type_.tx(84))
        step = round(k * 0.62)
        plate = panel((step * 4 + type_.px(20), round(k * 0.56)), type_.px(10), GRASS, 255)
        left, middle = box.right - type_.tx(26) - plate.get_width(), box.bottom - round(k * 0.42)
        screen.blit(plate, (left, middle - plate.get_height() // 2))
        for place, (team, keeper) in enumerate(((0, False), (1, False), (0, True), (1, True))):
            kit = strip.of(team, keeper)
            number = "1" if keeper else "7"
            paint = partial(torso, kit=kit, number=number)
            key = (settings.palette, settings.patterns, team, keeper)
            trunk, dx, dy = self._sprites.get(key, paint, 0.26, k, pi / 2)
            x = left + type_.px(10) + round((place + 0.5) * step)
            screen.blit(trunk, (x + dx, middle + dy), special_flags=pygame.BLEND_PREMULTIPLIED)


class Options(Page):
    """The first page: where everything is."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Options"), self._entries)

    def _entries(self) -> list[FocusItem]:
        def page(title: str, rows: tuple[Row, ...]) -> Callable[[], None]:
            return lambda: self.context.push(Page(self.context, title, lambda: entries(self.context, rows)))

        def picture() -> None:
            self.context.push(PicturePage(self.context))

        def controls() -> None:
            self.context.nav.controls()

        return [
            FocusItem(_("Controls"), controls, note=_("Keys and buttons of both people.")),
            FocusItem(_("Picture"), picture, note=_("Text, kits, camera, window.")),
            FocusItem(_("Sound"), page(N_("Sound"), SOUND), note=_("Effects, crowd and music.")),
            FocusItem(_("Play"), page(N_("Play"), PLAY), note=_("Opponents, game speed, replays.")),
            FocusItem(
                _("Help with aim"), page(N_("Help with aim"), AIM), note=_("Whom a key means, and how hard.")
            ),
            *entries(self.context, (("Language", "language", ""),)),
        ]


def entries(context: Context, rows: Sequence[Row]) -> list[FocusItem]:
    """Return settings as entries of a menu."""
    return [_entry(context, label, name, note) for label, name, note in rows]


def _entry(context: Context, label: str, name: str, note: str) -> FocusItem:
    def change(by: int) -> None:
        context.change(changed(context.settings, name, by))
        context.trace.note("option", name=name, value=getattr(context.settings, name))

    def onward() -> None:
        before = context.settings
        change(1)
        if context.settings == before:
            # At the end of the choices, accepting starts over.
            change(-len(choices(name)))

    # Whoever has got lost in a language finds the way back by its English name.
    shown = f"{_('Language')} / Language" if name == "language" and _("Language") != "Language" else _(label)
    key = context.settings.bindings.shared.label(Action.FULLSCREEN)
    told = _(note, key=key) if note else ""
    return FocusItem(shown, onward, lambda: words_for(name, getattr(context.settings, name)), change, told)
