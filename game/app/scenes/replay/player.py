"""Watching a replay: play, step, scrub, follow a player, see a defender's thoughts, go from pass to pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import copysign
from typing import Final

import pygame

from game.analysis.explain.sentences import percent
from game.analysis.replay.model import Replay
from game.analysis.replay.pass_search import PassSearch
from game.analysis.replay.prefetch import ReplayPrefetch
from game.analysis.whatif.from_here import FromHere, moment_of
from game.app.highlights.clip import ClipJob, ClipOrder, clip_file
from game.app.highlights.watched import scene_at, write_watched
from game.app.i18n import _, name_shown
from game.app.input.actions import Action
from game.app.input.buttons import Frame, Press
from game.app.input.keys import key_label
from game.app.render.overlay import tag
from game.app.scenes.coaching.panel_text import failure_words
from game.app.scenes.replay.captions import kick_words, title_shown
from game.app.scenes.replay.display import SECOND, Show
from game.app.scenes.replay.timeline import Control, clock_words
from game.app.shell.context import Context
from game.core.events import Kind
from game.core.state import STEP_SECONDS
from game.rules.common.make_level import draft_from
from game.rules.level.session import Session
from game.storage.workers import shared_pool

SPEEDS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
BEFORE_A_KICK: Final = 75
"""Steps before the contact at which one begins to watch a pass: what was to be read is the point."""
SHUTTLE: Final = 8.0
"""Seconds a second that a stick held over goes."""
IDLE_SECONDS, BUSY_SECONDS = 0.009, 0.003
"""What a picture may spend on making moments ahead, standing and playing."""
SLOW_SECONDS = 0.019
"""A picture that took longer leaves no time for moments ahead."""
MOST_SECONDS = 0.022
"""What a picture may spend on playing: a slow machine plays slower."""
FAR: Final = 120
"""Steps that may be made at once to get somewhere."""
STANDS = 0.3
"""Seconds of standing still after which somebody may ask what now."""
SETTLES = 0.12
"""Seconds that the knob rests before a defender's last second is made again."""

_KEYS: Final = {
    pygame.KSCAN_SPACE: "play",
    pygame.KSCAN_COMMA: "back",
    pygame.KSCAN_PERIOD: "on",
    pygame.KSCAN_PAGEUP: "earlier",
    pygame.KSCAN_PAGEDOWN: "later",
    pygame.KSCAN_HOME: "begin",
    pygame.KSCAN_END: "end",
    pygame.KSCAN_F: "follow",
    pygame.KSCAN_G: "goal",
    pygame.KSCAN_H: "hide",
    pygame.KSCAN_W: "why",
    pygame.KSCAN_N: "now",
    pygame.KSCAN_L: "level",
    pygame.KSCAN_C: "clip",
}
_PADS: Final = {
    "a": "play",
    "leftshoulder": "earlier",
    "rightshoulder": "later",
    "x": "follow",
    "dpup": "mind",
    "lefttrigger": "slower",
    "righttrigger": "faster",
    "y": "goal",
    "back": "hide",
    "start": "why",
    "dpdown": "now",
    "leftstick": "level",
    "rightstick": "clip",
}


def _key(name: str) -> tuple[str, ...]:
    """Return what stands on the key of an action."""
    return tuple(key_label(code) for code, what in _KEYS.items() if what == name)


class Watch(Show):
    """One replay."""

    name = "watch"

    def __init__(self, context: Context, replay: Replay) -> None:
        self.goals = [mark.step for mark in replay.marks if mark.kind is Kind.GOAL]
        self.speed = 1.0
        self._dragging = False
        self._wanted: int | None = None
        """Where a drag wants to be."""
        self._rests = 0.0
        self._shuttled = 0.0
        self._going: tuple[int, bool] | None = None
        """Where a far jump goes, and whether a defender's last second is wanted there."""
        self._search: PassSearch | None = None
        """Looks for the pass that is asked about."""
        self._stood: tuple[int, float] = (-1, 0.0)
        """Where it stands, and for how many seconds."""
        self._asked: FromHere | None = None
        """What is asked about where it stands, before anybody asks."""
        super().__init__(context, replay)
        self._scout = ReplayPrefetch(self.playback, shared_pool())

    # What one can do

    def controls(self) -> list[Control]:
        """Return the controls that apply."""
        do = self.act
        mind = self.context.devices.bindings.shared.label(Action.MIND)
        row = [
            Control(do("earlier"), lambda: "skip-back", keys=(key_label(pygame.KSCAN_PAGEUP),), pad=("LB",)),
            Control(do("back"), lambda: "step-back", keys=("LEFT",), pad=("LEFT",)),
            Control(do("play"), self._play_icon, keys=(key_label(pygame.KSCAN_SPACE),), pad=("A",)),
            Control(do("on"), lambda: "step", keys=("RIGHT",), pad=("RIGHT",)),
            Control(do("later"), lambda: "skip", keys=(key_label(pygame.KSCAN_PAGEDOWN),), pad=("RB",)),
            Control(
                do("speed"), words=lambda: f"{self.speed:g}\u00d7", keys=("UP", "DOWN"), pad=("LT", "RT")
            ),
            Control(
                do("follow"), words=self._follow_word, keys=_key("follow"), pad=("X",), on=self._following
            ),
        ]
        if self.onlooker.defenders:
            row.append(
                Control(do("mind"), words=self._mind_word, keys=(mind,), pad=("UP",), on=self._minding)
            )
        if self.goals:
            row.append(Control(do("goal"), words=lambda: _("Goal"), keys=_key("goal"), pad=("Y",)))
        if self.kicks:
            row.append(Control(do("why"), words=lambda: _("Why?"), keys=_key("why"), pad=("Start",)))
        row.append(Control(do("now"), words=lambda: _("What now?"), keys=_key("now"), pad=("DOWN",)))
        row.append(Control(do("clip"), words=lambda: _("Clip"), keys=_key("clip"), pad=("R3",)))
        row.append(Control(do("level"), words=lambda: _("Level"), keys=_key("level"), pad=("LS",)))
        row.append(Control(do("hide"), words=lambda: _("Hide"), keys=_key("hide"), pad=("Back",)))
        row.append(
            Control(do("leave"), words=lambda: _("Leave"), keys=(key_label(pygame.KSCAN_ESCAPE),), pad=("B",))
        )
        return row

    def _play_icon(self) -> str:
        return "pause" if self.playing else "play"

    def _follow_word(self) -> str:
        who = self.follows
        return _("Follow") if who is None else _("Follow: {who}", who=name_shown(self.replay.names[who]))

    def _mind_word(self) -> str:
        who = self.onlooker.who
        return _("Mind") if who is None else _("Mind: {who}", who=name_shown(self.replay.names[who]))

    def _following(self) -> bool:
        return self.follows is not None

    def _minding(self) -> bool:
        return self.onlooker.who is not None

    def act(self, name: str) -> Callable[[], None]:
        """Return what a button or key does."""
        return lambda: self.do(name)

    def do(self, name: str) -> None:
        """Carry out one of the controls by its name."""
        self._forget_search()  # whoever does something else has stopped waiting
        at = self.playback.at
        if name == "play":
            if not self.playing and at >= self.replay.length:
                self._jump(0)
            self.playing = not self.playing
        elif name in ("on", "back"):
            self.playing = False
            self._step(1 if name == "on" else -1)
        elif name in ("earlier", "later"):
            self._to_kick(name == "later")
        elif name in ("begin", "end"):
            self._jump(0 if name == "begin" else self.replay.length)
        elif name == "goal":
            self._to_goal()
        elif name == "speed":
            self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
        elif name in ("slower", "faster"):
            self._faster(1 if name == "faster" else -1)
        elif name == "follow":
            order: list[int | None] = [None, *range(len(self.replay.ids))]
            self.follows = order[(order.index(self.follows) + 1) % len(order)]
        elif name == "mind" and self.onlooker.defenders:
            self.onlooker.turn()
            self._stand_at(at)
        elif name == "why":
            self._why()
        elif name == "now":
            self._now()
        elif name == "clip":
            self._clip()
        elif name == "level":
            self.playing = False
            words = (_("My level"), _("What do you learn here?"))
            self.context.nav.make_level(draft_from(self.playback.playable, words))
            return
        elif name == "hide":
            self.hidden = not self.hidden
            self.resized()
        elif name == "leave":
            self.context.pop()
        self.context.sounds.play("tick", 0.5)
        facts = {"at": self.playback.at, "playing": self.playing, "speed": self.speed}
        self.context.trace.note("watch", did=name, length=self.replay.length, **facts)

    def _why(self) -> None:
        """Look into the last pass: it is played again from before its run-up, in a worker."""
        if not self.kicks:
            return
        at = self.playback.at
        meant = next((kick for kick in reversed(self.kicks) if kick.step <= at), self.kicks[0])
        self.playing = False
        self._search = PassSearch(self.playback, meant.step, meant.end, shared_pool())

    def _look(self) -> None:
        """Open the explanation as soon as the pass has been played again."""
        search = self._search
        if search is None:
            return
        search.poll()
        if search.done:
            self._forget_search()
            if search.found is not None:
                self.context.nav.why([search.found])
            else:
                nothing = _("There is nothing to say about this pass")
                self.context.tell(failure_words(search.failed) if search.failed else nothing)

    def _forget_search(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _now(self) -> None:
        """Open which passes would arrive from here."""
        self.playing = False
        if self._asked is not None and self._stood[0] == self.playback.at:
            self.context.nav.what_now(self._asked)
        elif (moment := moment_of(self.playback.playable)) is not None:
            self.context.nav.what_now(FromHere.of(moment, shared_pool()))
        else:
            self.context.tell(_("No pass can begin here"))

    def _clip(self) -> None:
        """Write the pass or goal where it stands as a clip, in another process."""
        if self.context.clip is not None:
            self.context.tell(_("One clip after the other: the last one is still being written"))
            return
        first, last, kick = scene_at(self.replay, self.playback.at)
        replay, playable, stage = self.replay, self.playback.playable, self.stage
        words = title_shown(str(replay.header["name"])) if kick is None else kick_words(replay, kick)
        side = replay.team[kick.player] if kick is not None else 0
        marks = tuple(playable.objective.marks) if isinstance(playable, Session) else ()
        strip = stage.figures.strip
        pitch, numbers = playable.pitch, tuple(stage.numbers)
        order = ClipOrder((), pitch, strip, numbers, words, strip.players[side].shirt, marks)
        more = (replay.path, *self.playback.kept_before(first), first, last)
        self.context.clip = ClipJob(order, shared_pool(), clip_file(words), write_watched, more)
        self.context.tell(_("The clip is being written ..."))

    def _stand(self, seconds: float) -> None:
        """Ask for the first answer to *What now?* as soon as the picture stands, before anybody asks."""
        at = self.playback.at
        if self.playing or at != self._stood[0]:
            self._stood = at, 0.0
            self._forget_asked()
            return
        before, now = self._stood[1], self._stood[1] + seconds
        self._stood = at, now
        if before <= STANDS < now:
            moment = moment_of(self.playback.playable)
            self._asked = None if moment is None else FromHere.of(moment, shared_pool())

    def _forget_asked(self) -> None:
        if self._asked is not None:
            self._asked.question.cancel()
            self._asked = None

    def _jump(self, step: int, remember: bool = True) -> None:
        """Jump at once if that is near a kept moment, and otherwise as soon as one has been made."""
        step = min(max(step, 0), self.replay.length)
        self._going = (step, remember) if self.playback.away(step) > FAR else None
        if self._going is None:
            super()._jump(step, remember)

    def _go_on(self) -> None:
        """Finish a far jump once a moment near its end has been made."""
        if self._going is not None and self.playback.away(self._going[0]) <= FAR:
            (step, remember), self._going = self._going, None
            super()._jump(step, remember)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the replay, and what is waited for."""
        super().draw(screen)
        if self._search is not None:
            at = (screen.get_width() / 2, self._line_y() - self.context.type.tx(24))
            tag(screen, self.context.type, _("Looking at it again ..."), at)
        elif self._going is not None:
            there, type_ = self._going[0], self.context.type
            share = min(self.playback.ready / max(there, 1), 1.0)
            said = _("Going to {time}: {share}", time=clock_words(there), share=percent(share))
            words = f"{said}  ({_('Back')}: {_('stay here')})"
            tag(screen, type_, words, (screen.get_width() / 2, self._line_y() - type_.tx(24)))

    def _line_y(self) -> int:
        return self.context.window.size[1] if self.bar is None else self.bar.rect.y

    def closed(self) -> None:
        """Let go of the moments ahead, which nobody needs any more."""
        self._scout.close()
        self._forget_asked()
        self._forget_search()

    def _step(self, by: int) -> None:
        if by > 0:
            self._forward()
        else:
            self._stand_at(self.playback.at + by)

    def _faster(self, by: int) -> None:
        self.speed = SPEEDS[min(max(SPEEDS.index(self.speed) + by, 0), len(SPEEDS) - 1)]

    def _to_kick(self, later: bool) -> None:
        """Go to the run-up of the next kick or of the one before."""
        at, stops = self.playback.at, [max(kick.step - BEFORE_A_KICK, 0) for kick in self.kicks]
        slack = 0 if later else 30  # a moment after it began one still means the one before
        if later:
            there = next((s for s in stops if s > at), self.replay.length)
        else:
            there = next((s for s in reversed(stops) if s < at - slack), 0)
        self._jump(there)

    def _to_goal(self) -> None:
        """Go to the moments before the next goal; after the last to the first."""
        stops = [max(step - 3 * SECOND, 0) for step in self.goals]
        if stops:
            self._jump(next((s for s in stops if s > self.playback.at), stops[0]))

    # Input

    def handle(self, frame: Frame) -> None:
        """Take keys, gamepad and mouse."""
        if frame.pointer is not None:
            self._pointer = frame.pointer
        self._mouse(frame)
        name = _PADS.get(frame.raw_button[1]) if frame.raw_button else None
        if name is None and frame.raw_key is not None:
            name = _KEYS.get(frame.raw_key)
        if name is not None:
            self.do(name)
            if self.context.scene is not self:
                return
        for press in frame.presses:
            if name is not None and press is not Press.BACK:
                continue
            if press is Press.BACK:
                if self._going is None and self._search is None:
                    self.context.pop()
                    return
                self._going = None
                self._forget_search()
            if press in (Press.LEFT, Press.RIGHT):
                by = 1 if press is Press.RIGHT else -1
                if self.playing:
                    self._jump(self.playback.at + by * SECOND)
                else:
                    self._step(by)
            elif press in (Press.UP, Press.DOWN) and not self.context.pad_in_use:
                self._faster(1 if press is Press.UP else -1)
            elif press is Press.ACCEPT:
                self.do("play")
            elif press is Press.MIND:
                self.do("mind")
        if frame.wheel:
            self.playing = False
            self._stand_at(self.playback.at - round(copysign(max(abs(frame.wheel) * 6, 1), frame.wheel)))
        look = frame.people[0].look
        self._shuttled = look[0] if frame.people[0].analog else 0.0

    def _mouse(self, frame: Frame) -> None:
        bar = self.bar
        if frame.click is not None and bar is not None:
            self._pointer = frame.click
            button = bar.button_at(frame.click)
            if button is not None:
                bar.controls[button].act()
                return
            if bar.on_line(frame.click):
                self._dragging = True
            elif not bar.rect.collidepoint(frame.click):
                self._click_field(frame.click)
        elif frame.click is not None:
            self._click_field(frame.click)
        if self._dragging and not frame.drag:
            self._dragging = False
        place = frame.click or (frame.pointer if frame.drag else None)
        if (
            self._dragging or (frame.click is not None and bar is not None and bar.on_line(frame.click))
        ) and (place is not None and bar is not None):
            self._wanted = bar.step_at(place[0], self.replay.length)

    def _click_field(self, at: tuple[float, float]) -> None:
        """Follow the player who was clicked on; on the grass, play or pause."""
        x, y = self.stage.camera.ground(*at)
        near = [(float(abs(px - x) + abs(py - y)), n) for n, (px, py) in enumerate(self.now.pos)]
        far, player = min(near)
        if far < 0.8:
            self.follows = None if self.follows == player else player
        else:
            self.do("play")

    # Time

    def update(self, seconds: float) -> None:
        """Play on, or go where the knob is."""
        begun = time.perf_counter()
        self._seconds = seconds
        self._scout.poll()
        self._go_on()
        self._look()
        if self.context.scene is not self:
            return
        if self._wanted is not None:
            if self._wanted != self.playback.at:
                self._jump(self._wanted, remember=False)
            self._wanted = None
            self._rests = 0.0
        elif self._shuttled:
            self._jump(
                self.playback.at + round(self._shuttled * SHUTTLE * seconds / STEP_SECONDS), remember=False
            )
            self._rests = 0.0
        elif not self._remembers and not self._dragging:
            self._rests += seconds
            if self._rests > SETTLES:
                self._stand_at(self.playback.at)
        elif self.playing and not self._dragging and self._going is None:
            self._play(seconds, begun)
        self._stand(seconds)
        calm = 0.4 if self.context.settings.reduced_motion else 1.0
        self.stage.follow(self.now, self._kept(), seconds * calm)
        if not self._scout.failed or (self.playing and seconds > SLOW_SECONDS):
            return  # others do it, or the machine has enough to do
        spend = BUSY_SECONDS if self.playing else IDLE_SECONDS
        ends = max(begun + spend, time.perf_counter() + 0.5 * spend)
        self.playback.prepare(lambda: time.perf_counter() > ends)

    def _play(self, seconds: float, begun: float) -> None:
        self.accumulated += seconds * self.speed
        while self.accumulated >= STEP_SECONDS - 1e-9:
            if self.playback.at >= self.replay.length:
                self.playing, self.accumulated = False, 0.0
                return
            events = self._forward()
            self.context.sounds.observe(events)
            self.accumulated -= STEP_SECONDS
            if time.perf_counter() - begun > MOST_SECONDS:
                self.accumulated = min(self.accumulated, STEP_SECONDS)
                break
