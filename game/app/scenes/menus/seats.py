"""The seats: each person presses a button to join and chooses a side with left and right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import pygame

from game.app.i18n import N_, _
from game.app.input.actions import CRAFTS, MOVES, Action
from game.app.input.buttons import Frame, Press
from game.app.input.clashes import conflicts
from game.app.input.devices import KEYS, KEYS2, is_pad
from game.app.input.keys import key_label
from game.app.render.icons import cap, panel, pressed
from game.app.render.kits import Strip, sides_worn, strip_for, strip_of
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Role, Type
from game.app.render.vector import stamp
from game.app.shell.context import Context, Scene
from game.app.widgets.menu import title_page
from game.app.widgets.scoreboard import swatch
from game.app.widgets.side_names import side_names
from game.scenario.fixture import Side

RED, NOBODY, BLUE = -1, 0, 1
MOST: Final = 2
"""People who can play."""
SHOWN: Final = (Action.PUSH, Action.HEEL, Action.SHOT, Action.FAKE, Action.SPRINT, Action.SHIELD)
NAME_UNITS: Final = 40
LINE_UNITS: Final = 32
"""A device's name, and a line of its keys, in layout units."""
SMALLER: Final = (1.0, 0.85)
"""Text sizes that keys take one after the other where there is no room for all of them."""
Cap: TypeAlias = tuple[pygame.Surface, bool]
"""A key, and whether it is down."""
Play = Callable[[str, str, list[str]], None]
"""Begins it: who controls red, who blue, and what each person plays with."""


class Seats(Scene):
    """Three columns: one side, nobody's, the other side; a row for each device."""

    name = "seats"

    def __init__(self, context: Context, play: Play, sides: Sequence[Side] = ()) -> None:
        """Begin; ``sides``: red and blue, where they have names and kits of their own."""
        super().__init__(context)
        self.play = play
        self.sides = tuple(sides)
        self.places: dict[str, int] = {KEYS: NOBODY, KEYS2: NOBODY}
        """Device to side."""
        self.joined: list[str] = []
        """In the order in which they came: the first is the first person."""
        self.said = ""
        self.names: dict[str, str] = {}
        """Device to the name of whoever took it; empty where that is nobody who is kept."""
        self._last = ""
        """Whose button was pressed last."""
        self._second_hand = False
        """Whether anybody has pressed a pass key of the keyboard's right half."""
        self._go = pygame.Rect(0, 0, 0, 0)
        self._rows: dict[str, pygame.Rect] = {}
        self._keys = context.type
        """How large keys are drawn."""

    def opened(self) -> None:
        """Let nobody sit while seats are chosen."""
        self.context.devices.stand_up()

    def handle(self, frame: Frame) -> None:
        """Take every device's presses for itself; the mouse may go on as well."""
        for device in self.context.devices.pad_devices:
            self.places.setdefault(device, NOBODY)
        for device in [d for d in self.places if is_pad(d) and d not in self.context.devices.pad_devices]:
            self._move(device, NOBODY)
            del self.places[device]
        if frame.click is not None:
            self._clicked(frame.click)
            return
        if Press.PAUSE in frame.presses and Press.BACK not in frame.presses:
            self._begin()
            return
        if Press.BACK in frame.presses and not frame.sources:
            self._back(None)
            return
        for device, press in frame.sources:
            if device in self.places and self._pressed(device, press):
                return

    def _pressed(self, device: str, press: Press) -> bool:
        """Take one device's press; returns whether it led away."""
        turns = (Press.LEFT, Press.RIGHT, Press.UP, Press.DOWN)
        if device == KEYS2 and not self._second_hand and press in turns:
            # Somebody alone at a keyboard reaches for the arrows and means no second person.
            device = KEYS
        self._second_hand |= device == KEYS2
        self._last = device
        place = self.places[device]
        if press is Press.LEFT:
            self._move(device, max(place - 1, RED))
        elif press is Press.RIGHT:
            self._move(device, min(place + 1, BLUE))
        elif press in (Press.UP, Press.DOWN):
            self._rename(device, -1 if press is Press.UP else 1)
        elif press is Press.BACK:
            return self._back(device)
        elif press is Press.ACCEPT:
            if place != NOBODY or (device == KEYS and KEYS2 in self.joined):
                # Enter belongs to both halves of the keyboard.
                self._begin()
                return True
            self._move(device, self._free_side())
        return False

    def _free_side(self) -> int:
        taken = [self.places[d] for d in self.joined]
        return BLUE if taken.count(RED) > taken.count(BLUE) else RED

    def _move(self, device: str, place: int) -> None:
        if place == self.places.get(device, NOBODY):
            return
        if place == NOBODY:
            self.joined.remove(device)
            self.names.pop(device, None)
        elif device not in self.joined:
            if len(self.joined) >= MOST:
                self.said = _("Two can play; one has to step back first")
                return
            self.joined.append(device)
            self.names[device] = self._free_names(device)[0]
        self.said = ""
        self.places[device] = place
        self.context.sounds.play("tick")

    def _free_names(self, device: str) -> list[str]:
        """Return who this could be: whoever plays now first, then the others, and nobody who is kept."""
        household = self.context.household
        taken = {name for other, name in self.names.items() if other != device}
        people = sorted((p.name for p in household.people), key=lambda name: name != household.current)
        return [*(name for name in people if name not in taken), ""]

    def _rename(self, device: str, by: int) -> None:
        """Note that somebody else has this device."""
        if self.places[device] == NOBODY:
            return
        free = self._free_names(device)
        self.names[device] = free[(free.index(self.names.get(device, "")) + by) % len(free)]
        self.context.sounds.play("tick")

    def _back(self, device: str | None) -> bool:
        """Take a device off its side, or go back to the set-up where it has none."""
        if device is not None and self.places[device] != NOBODY:
            self._move(device, NOBODY)
            return False
        self.context.pop()
        return True

    def _clicked(self, at: tuple[float, float]) -> None:
        if self._go.collidepoint(at):
            self._begin()
            return
        for device, rect in self._rows.items():
            if rect.collidepoint(at):
                column = int((at[0] - rect.x) * 3 / rect.width)
                self._move(device, (RED, NOBODY, BLUE)[min(max(column, 0), 2)])

    def _begin(self) -> None:
        if not self.joined:
            self.said = _("Somebody has to join first: press a button")
            return
        sides = {RED: "cpu", BLUE: "cpu"}
        for person, device in enumerate(self.joined):
            place = self.places[device]
            sides[place] = f"human{person + 1}" if sides[place] == "cpu" else "both"
        self.context.called = {
            f"human{person + 1}": self.names[device]
            for person, device in enumerate(self.joined)
            if self.names[device]
        }
        self.play(sides[RED], sides[BLUE], list(self.joined))

    # Drawing

    def _label(self, device: str) -> str:
        if device == KEYS:
            return _("Keyboard, left hand side") if KEYS2 in self.joined else _("Keyboard")
        if device == KEYS2:
            return _("Keyboard, arrows and keypad")
        return self.context.devices.pad_devices.get(device, _("Gamepad"))

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the columns' heads, the rows, and what to do."""
        type_ = self.context.type
        self.context.backdrop()
        page = title_page(screen, type_, _("Who plays?"), 1080)
        x, y, wide, height = page.x, page.y, page.width, page.bottom
        bindings = self.context.devices.bindings
        first = bindings.left if KEYS2 in self.joined else bindings.solo
        keys = [key_label(half.of(Action.PUSH)[0]) for half in (first, bindings.right)]
        text = _(
            "Press {first}, {second} or {pad} to join. Left and right pick your team, up and down "
            "your name. Press again to start.",
            first=keys[0],
            second=keys[1],
            pad=bindings.pads[0].label(Action.PUSH),
        )
        for line in type_.wrap(text, Role.BODY, wide):
            screen.blit(type_.line(line, Role.BODY, MUTED), (x, y))
            y += type_.height(Role.BODY)
        y += type_.px(16)
        (red, blue), strip = self._sides()
        heads = ((red, strip.players[0]), (_("Not playing"), None), (blue, strip.players[1]))
        column = wide // 3
        for number, (word, kit) in enumerate(heads):
            middle = x + column * number + column // 2
            room = column - type_.tx(96 if kit else 16)
            said = type_.line(type_.fit(word, Role.HEADING, room), Role.HEADING, PAPER if kit else MUTED)
            stamp(screen, said, (middle, y + type_.tx(16)))
            if kit is not None:
                at = middle - said.get_width() // 2 - type_.tx(38)
                screen.blit(swatch(kit, type_.tx(28)), (at, y + type_.tx(2)))
        y += type_.tx(42)
        self._rows = {}
        bottom = self._draw_foot(screen, x, wide, height)
        self._draw_rows(screen, pygame.Rect(x, y, wide, bottom - y))

    def _sides(self) -> tuple[tuple[str, str], Strip]:
        """Return what the two sides are called and what they wear."""
        palette, patterns = self.context.settings.palette, self.context.settings.patterns
        if not self.sides:
            red, blue = sides_worn(palette)
            return (_(red), _(blue)), strip_for(palette, patterns)
        red_kit, blue_kit = (side.kit for side in self.sides)
        return side_names(self.sides, palette), strip_of(red_kit, blue_kit, palette, patterns)

    def _draw_rows(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        """Draw every device, in the room there is; who joined and who pressed last is always shown."""
        type_, gap = self.context.type, self.context.type.px(8)
        least, width = type_.tx(NAME_UNITS), area.width // 3 - type_.px(10)
        # Keys are smaller where large ones would leave some of them out.
        for size in (type_.text_size, *SMALLER):
            keys = self._keys = Type(self.context.window.size, min(size, type_.text_size))
            caps = {device: self._caps(device, width) for device in self.places}
            line = keys.tx(LINE_UNITS)
            rows = sum(least + type_.tx(6) + len(lines) * line + gap for lines in caps.values())
            if rows - gap <= area.height:
                break
        heights = dict.fromkeys(self.places, least)
        fit = max(1, (area.height + gap) // (least + gap))
        shown = list(self.places)
        if fit < len(shown):
            shown = self._first(fit)
        spare = area.height - len(shown) * (least + gap) + gap
        for device in sorted(shown, key=lambda each: each not in self.joined):
            lines = min(len(caps[device]), max(spare - type_.tx(6), 0) // line)
            caps[device] = caps[device][:lines]
            heights[device] += lines * line + (type_.tx(6) if lines else 0)
            spare -= heights[device] - least
        y = area.y
        for device in shown:
            row = pygame.Rect(area.x, y, area.width, heights[device])
            self._rows[device] = row
            screen.blit(panel(row.size, type_.px(12), PANEL_RAISED, 90), row)
            self._draw_token(screen, device, row, caps[device])
            y = row.bottom + gap
        if len(shown) < len(self.places):
            more = _("{n} more: press one to see it", n=len(self.places) - len(shown))
            words = type_.line(more, Role.SMALL, MUTED)
            top = type_.px(30) + (type_.height(Role.TITLE) - words.get_height()) // 2
            screen.blit(words, (area.right - words.get_width(), top))

    def _first(self, most: int) -> list[str]:
        """Return the devices to show where there is no room for all, those who joined first."""
        rest = [device for device in self.places if device not in self.joined]
        room = max(most - len(self.joined), 0)
        at = rest.index(self._last) if self._last in rest else 0
        first = min(max(at - room // 2, 0), max(len(rest) - room, 0))
        return [*self.joined, *rest[first : first + room]][:most]

    def _draw_token(
        self, screen: pygame.Surface, device: str, area: pygame.Rect, caps: list[list[Cap]]
    ) -> None:
        type_, place = self.context.type, self.places[device]
        column = area.width // 3
        token = pygame.Rect(area.x + column * (place + 1), area.y, column, area.height)
        token.inflate_ip(-type_.px(10), -type_.px(6))
        here = place != NOBODY
        screen.blit(panel(token.size, type_.px(12), GOLD if here else PANEL_RAISED, 255), token)
        ink = INK if here else PAPER
        name = self._label(device)
        if here:
            person = self.names[device] or str(self.joined.index(device) + 1)
            name = _("{person}: {device}", person=person, device=name)
        room = token.width - type_.tx(16)
        role = Role.STRONG if type_.width(name, Role.STRONG) <= room else Role.SMALL_STRONG
        words = type_.line(type_.fit(name, role, room), role, ink)
        middle = token.centery if not caps else token.y + type_.tx(NAME_UNITS) // 2
        stamp(screen, words, (token.centerx, middle))
        y = token.y + type_.tx(NAME_UNITS - 2)
        for line in caps:
            self._draw_line(screen, line, token.centerx, y)
            y += self._keys.tx(LINE_UNITS)

    def _caps(self, device: str, width: int) -> list[list[Cap]]:
        """Return a device's keys in lines of ``width`` pixels; each lights up while it is down."""
        keys, devices = self._keys, self.context.devices
        if is_pad(device):
            pad = devices.bindings.pads[0]
            labels = [label for action in SHOWN for label in pad.labels(action)]
            groups = [[(cap(keys, label, True), False) for label in labels]]
        else:
            layout = devices.bindings.right if device == KEYS2 else devices.bindings.solo
            if device == KEYS and KEYS2 in self.joined:
                layout = devices.bindings.left
            firsts = [[layout.of(action)[:1] for action in actions] for actions in (MOVES, CRAFTS)]
            # Where a keyboard has no keypad the second keys are those that people need.
            seconds = [layout.of(action)[1:] for action in CRAFTS]
            groups = [
                [(cap(keys, key_label(code)), devices.is_down(code)) for codes in group for code in codes]
                for group in (*firsts, seconds)
            ]
        lines: list[list[Cap]] = []
        room, gap = width - keys.tx(14), keys.px(3)
        for group in groups:
            wide = room
            for sprite, down in group:
                if wide + sprite.get_width() > room:
                    lines.append([])
                    wide = 0
                lines[-1].append((sprite, down))
                wide += sprite.get_width() + gap
        return lines

    def _draw_line(self, screen: pygame.Surface, line: list[Cap], middle: int, top: int) -> None:
        gap = self.context.type.px(3)
        x = middle - sum(s.get_width() + gap for s, _down in line) // 2
        for sprite, down in line:
            place = sprite.get_rect(topleft=(x, top))
            screen.blit(pressed(sprite) if down else sprite, place)
            x += sprite.get_width() + gap

    def _draw_foot(self, screen: pygame.Surface, x: int, wide: int, height: int) -> int:
        """Draw what there is to say, and the button that begins; returns where it begins."""
        type_ = self.context.type
        clashes = conflicts(self.context.devices.bindings)
        note = self.said or (clashes[0].words() if clashes else "") or _(TRY)
        lines = type_.wrap(note, Role.SMALL, wide)[:2]
        y = height - type_.px(12) - len(lines) * type_.height(Role.SMALL)
        for text in lines:
            screen.blit(type_.line(text, Role.SMALL, GOLD if self.said or clashes else MUTED), (x, y))
            y += type_.height(Role.SMALL)
        if self.joined:
            self._go = pygame.Rect(0, 0, type_.tx(230), type_.tx(46))
            self._go.midbottom = (
                x + wide // 2,
                height - type_.px(20) - len(lines) * type_.height(Role.SMALL),
            )
            screen.blit(panel(self._go.size, type_.px(12), GOLD, 255), self._go)
            stamp(screen, type_.line(_("Kick off"), Role.STRONG, INK), self._go.center)
        else:
            self._go = pygame.Rect(0, 0, 0, 0)
            at = (x + wide / 2, height - type_.px(36) - len(lines) * type_.height(Role.SMALL))
            tag(screen, type_, _("Nobody has joined yet"), at, MUTED)
        top = height - type_.px(20) - len(lines) * type_.height(Role.SMALL) - type_.tx(46)
        return top - type_.px(10)


TRY: Final = N_(
    "Sharing a keyboard? Hold your keys together. If one doesn't light up, pick another in Options."
)
