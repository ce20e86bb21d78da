"""A level being played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import sin
from pathlib import Path

import pygame

from game.analysis.card.text import describe
from game.analysis.explain.explanation import WORTH_NAMING, Explanation, explain
from game.analysis.explain.facts import at_once
from game.analysis.explain.shown import Shown
from game.analysis.passes.pass_log import Pass
from game.app.coaching.demonstration import Demonstration, gets_nowhere
from game.app.coaching.duel_teller import after_a_tackle, show_lunges
from game.app.coaching.first_key import FirstKey
from game.app.coaching.ghost import GhostKeeper
from game.app.coaching.level_hint import LevelHint
from game.app.coaching.level_keys import groups_of, needs_of
from game.app.coaching.portion import PortionKeeper
from game.app.coaching.strike_card import WIDTH, CornerCard
from game.app.coaching.verdict_sign import Verdict
from game.app.defender_view.last_seen import LastSeen
from game.app.defender_view.model import Onlooker
from game.app.i18n import N_, _, say
from game.app.input.buttons import Frame, Press
from game.app.render.overlay import Trail
from game.app.render.pitch_view import PitchView
from game.app.render.theme import PAPER, Colour
from game.app.scenes.play.base import Field, Point, Seat, verdict_of
from game.app.scenes.play.choices import choice_entry
from game.app.scenes.play.freezes import Freezes
from game.app.shell.context import Context
from game.app.snapshot import Seen
from game.app.widgets.focus_list import FocusItem
from game.app.widgets.hud import draw_hint, draw_hud, draw_toast, foot_key
from game.app.widgets.lesson_plate import draw_lesson
from game.core.events import Events, Kind, Strike
from game.core.intents import Wish
from game.mind.traits.strength import STRENGTHS
from game.rules.level.best_results import record_result, result_key
from game.rules.level.session import Session
from game.scenario.level_paths import level_files
from game.scenario.load import apply_level_set, load_level
from game.scenario.phrases import Phrase, phrase
from game.scenario.schema import Level

TOAST_SECONDS = 2.6
HINT_SECONDS = 9.0
SENTENCE_AFTER = 3
"""Lost tries in a row after which the level's sentence is said again."""
LOST_BEFORE_OFFER = 2
"""Plays lost in a row after which weaker opponents are offered."""
END_SECONDS = 1.3
"""From the last point to the panel that says so."""
TACKLED = "tackled by {who}"
"""What a drill says of a ball that was lost before it was played."""
_ENDS_PATH = frozenset(
    {Kind.CONTROL, Kind.MISCONTROL, Kind.WALL, Kind.OUT, Kind.STOPPED, Kind.DRIBBLE, Kind.TACKLE}
)


class Play(Field):
    """One level."""

    leave_label = N_("Level list")
    goes_on = True
    """Whether the next level is offered at the end."""

    waits = True
    """Whether the first go stands still until somebody touches a key of play."""

    fixed_strength: int | None = None
    """Strength of the opponents, where it isn't the one that was chosen."""

    def __init__(self, context: Context, path: Path, level: Level | None = None) -> None:
        """Begin; ``level`` is what is to be played, where it isn't what the file says now."""
        self.path = self.source = path
        self.level = level or load_level(path)
        self.file_level = self.level
        """As its file has it; what is played may have another choice."""
        self.chosen: dict[str, str | int | float] = {}
        self.session = Session(self.level, context.seed, self.fixed_strength or context.settings.strength)
        self.card = CornerCard()
        self.ghost, self.freezes, self.portion = GhostKeeper(), Freezes(self), PortionKeeper()
        self.demonstration = Demonstration(path.stem)
        self.lost_in_a_row = 0
        """Plays of this level that were lost one after the other, against the same opponents."""
        super().__init__(context, self.session, Onlooker.of_level(self.level))
        self.first_key = FirstKey(waiting=self.waits and bool(self.seats))
        self.coach.card = self.card
        self.resized()

    def use(self, level: Level) -> None:
        """Put another level in the place of this one, from its beginning."""
        self.level = level
        self.session = Session(
            level, self.context.seed, self.fixed_strength or self.context.settings.strength
        )
        self.use_playable(self.session)
        self.onlooker = Onlooker.of_level(level)
        self.begin()

    @property
    def title(self) -> str:
        """The level's, in the language that was chosen where it is one of the game's own."""
        return self.in_words(self.level.title)

    def in_words(self, text: str) -> str:
        """Return a text of the level: the game's own in the chosen language, other people's as it stands."""
        return _(text) if self.path in level_files().values() else text

    @property
    def marks(self) -> tuple[Point, ...]:
        """The drill's marks."""
        return tuple(self.session.objective.marks)

    @property
    def set_ups(self) -> int:
        """How often everybody was put back."""
        return self.session.set_ups

    # Starting

    def begin(self) -> None:
        """Begin with nothing tried yet."""
        super().begin()
        self.advice = ""
        self.trail: Trail | None = None
        self.card.since = -1e9
        self.toast: tuple[str, bool | None] = ("", None)
        self.toast_since = -1e9
        self._judged: tuple[str, bool | None] | None = None
        """What the drill said of the try that ended in this step."""
        self.attempts = 0
        self.failures = 0
        """Tries in a row that didn't come off."""
        self.hint = LevelHint()
        self.done_at: float | None = None
        self.ended = False
        self.sight = LastSeen() if self.level.vision.limited else None
        if self.haunted:
            self.ghost.begin(self.context.folder, result_key(self.result_name))
        self.freezes.begin()
        self.portion.keep()
        self.portion.begin(self.context.folder, self.result_name, self.session.objective)

    def restart(self) -> None:
        """Begin again, against opponents as they are chosen now."""
        wanted = self.fixed_strength or self.context.settings.strength
        if self.session.opposed and self.session.strength != wanted:
            self.lost_in_a_row = 0
            self.use(self.level)
        else:
            self.session.restart()
            self.begin()
        self.stage.restart()
        self.context.trace.note("restart", level=self.path.stem, step=self.session.world.step)

    def opened(self) -> None:
        """Open it, new or back from a menu."""
        super().opened()
        facts = {"title": self.level.title, "seed": self.session.seed, "step": self.session.world.step}
        self.context.trace.note("level", level=self.path.stem, **facts)

    def closed(self) -> None:
        """Keep what came off of a longer count."""
        self.portion.keep()
        self.demonstration.closed()
        super().closed()

    def resized(self) -> None:
        """Sprites are made for one scale."""
        type_ = self.context.type
        column, size = type_.tx(WIDTH) + 2 * type_.px(16), self.context.window.size
        self.stage = PitchView.of_level(
            self.level, self.session.pitch, self.marks, type_, size, column, self.context.strip, self.below
        )
        self.card.resized()
        self.verdict.resized()

    def pause_entries(self) -> list[FocusItem]:
        """Return the entries, and the last strike's card where there was one."""
        entries = super().pause_entries()
        for choice in reversed(self.file_level.choices):
            entries.insert(0, choice_entry(choice, self.chosen, self.choose))
        shown = self.card.shown
        if shown is not None:
            entries.insert(0, FocusItem(_("Last strike"), lambda: self.context.nav.strike(shown)))
        return entries

    def choose(self, key: str, value: str | int | float) -> None:
        """Play another version of the level, from its beginning; the best is kept for each."""
        self.chosen[key] = value
        usual = {choice.key: choice.values[0] for choice in self.file_level.choices}
        changed = {name: found for name, found in self.chosen.items() if found != usual[name]}
        self.use(apply_level_set(self.file_level, changed) if changed else self.file_level)
        self.resized()

    @property
    def keeps_result(self) -> bool:
        """Whether a result counts."""
        return True

    @property
    def shared(self) -> str:
        """Lines about the result, such as one to share; "" where there are none."""
        return self.portion.words()

    @property
    def result_name(self) -> Path | str:
        """Under what the result is kept: the file's, with what was chosen where that isn't the usual."""
        usual = {choice.key: choice.values[0] for choice in self.file_level.choices}
        other = [f"{key}={value}" for key, value in sorted(self.chosen.items()) if value != usual[key]]
        return ":".join((result_key(self.path), *other)) if other else self.path

    haunted = True
    """Whether the best play's ghost is kept and shown."""

    def on_the_grass(self, seen: Seen) -> Callable[[pygame.Surface], None]:
        """Draw the ghost of the best play too, if one wants it."""
        thoughts = super().on_the_grass(seen)
        if self.session.done:
            return thoughts
        camera, k, step = self.stage.camera, self.stage.figures.k, self.now.step

        def all_three(screen: pygame.Surface) -> None:
            thoughts(screen)
            if self.context.settings.ghost:
                self.ghost.draw(screen, camera, k, step, drawn=bool(self.level.variants))
            self.demonstration.draw(screen, camera, k, self.time)

        return all_three

    @property
    def hinted(self) -> bool:
        """Whether somebody gets nowhere, so that a ghost shows how it is done."""
        return gets_nowhere(self.session, self.failures, self.time)

    @property
    def softer(self) -> int | None:
        """The strength of opponents to offer after this result: one lower once it was lost twice."""
        usable = self.session.opposed and self.fixed_strength is None and not self.session.progress.won
        lower = self.session.strength - 1
        return lower if usable and self.lost_in_a_row >= LOST_BEFORE_OFFER and lower in STRENGTHS else None

    def leave(self) -> None:
        """Go back to the list."""
        self.context.nav.to_levels(self.path.stem)

    def pressed(self, press: Press) -> None:
        """Begin again where R is pressed."""
        if press is Press.RESTART:
            self.restart()

    def handle(self, frame: Frame) -> None:
        """Take the frame in; the first key of play begins the first go, and acts."""
        super().handle(frame)
        if self.context.scene is self:
            self.first_key.take_in(seat.held for seat in self.seats)

    # Time

    def update(self, seconds: float) -> None:
        """Play on, once it has begun; a moment after the last point the panel comes."""
        super().update(0.0 if self.first_key.waiting else seconds)
        self.demonstration.update(self.time, self.session, wanted=self.hinted)
        self._give_hint()
        if self.done_at is not None and not self.ended and self.time - self.done_at > END_SECONDS:
            self.ended = True
            self.context.nav.complete(self, self.new_best)
            self.context.nav.offer()

    new_best = False

    def instead(self) -> dict[int, Wish]:
        """Return what a freeze's answer has its player do, until it is done."""
        return self.freezes.wishes()

    below = 0.0
    """Share of the picture at its foot that signs cover."""
    teaches = True
    """Whether the level's sentence and keys stand beside play."""
    advice = ""
    """The one thing to change, after a pass that failed."""

    def refined(self, why: Explanation) -> None:
        """Take in more of the last pass; what would have helped most stands beside play until the next."""
        super().refined(why)
        best = why.causes[0] if why.causes and not why.played.arrived else None
        if best is not None and best.gain >= WORTH_NAMING:
            self.advice = _("Next time: {what}", what=why.what(best.change))

    def observe(self, events: list[Events]) -> None:
        """Take in cards, trails and points."""
        self._listen(events)
        progress = self.session.progress
        self._judged = None
        if self.haunted and self.seats and not self.session.done:
            self.ghost.observe(self.now, self.seats[0].player, self.session.set_ups)
        if progress.attempts != self.attempts:
            self.attempts = progress.attempts
            told = self._without_contradiction(progress.said, progress.good)
            self._judged = (say(told), progress.good)
            self._tell_attempt(told, progress.good)
            self._count_failures(good=bool(progress.good))
            if progress.good:
                self.ghost.came_off()
            self.context.trace.note(
                "attempt",
                step=self.now.step,
                said=str(progress.said),
                good=progress.good,
                score=progress.score,
            )
        if self.session.done and self.done_at is None:
            self._finish()
        if self.level.freezes:
            self.freezes.observe()

    def _listen(self, events: list[Events]) -> None:
        mine = {seat.player: seat for seat in self.seats}
        for happened in events:
            if isinstance(happened, Strike):
                for row in range(len(happened)):
                    seat = mine.get(int(happened.player[row]))
                    if seat is not None:
                        self._struck(happened, row, seat)
            elif happened.kind is Kind.MISS and any(int(p) in mine for p in happened.player):
                if self.verdict.lost(self.time):
                    continue  # how it was lost says more than the kick after it
                self.say(_("You swung, and the ball was out of reach"), None)
            elif happened.kind in _ENDS_PATH and len(happened):
                self._end_trail(happened)
        show_lunges(self.verdict, events, self.seats, self.session.world.squad, self._colour_of, self.time)
        if self.trail is not None:
            self.trail.observe(self.now)

    def _without_contradiction(self, said: Phrase, good: bool | None) -> Phrase:
        """Return no praise for a try that counts while the coach's card finds fault with its way."""
        card = self.card.shown.card if self.card.shown is not None else None
        faulty = card is not None and any(line.good is False for line in card.lines[:2])
        if good and faulty and said.text.startswith("clean, "):
            return phrase("counts, {m:.1f} m from the mark", **said.filling)
        return said

    def _count_failures(self, *, good: bool) -> None:
        """After some lost tries in a row say the sentence again; after more, what would have worked."""
        self.failures = 0 if good else self.failures + 1
        if self.failures == SENTENCE_AFTER and self.level.chapter is not None:
            self.say(self.in_words(self.level.teaches), None)
        self.hint.count(self.failures)
        self.coach.insist(self.failures >= SENTENCE_AFTER)

    def _give_hint(self) -> None:
        if self.hint.found(self.coach.found, self.session, self.in_words(self.level.teaches)):
            self.say(self.hint.words, None)
            self.context.trace.note("hint", step=self.now.step, words=self.hint.words)

    def _tell_attempt(self, told: Phrase, good: bool | None) -> None:
        """Say what the drill says of a try, where it ended."""
        ball, said = (float(self.now.ball[0]), float(self.now.ball[1])), say(told)
        todo = after_a_tackle(self.seats) if told.text == TACKLED else ""
        self.verdict.show(Verdict(said[:1].upper() + said[1:], todo, good), ball, PAPER, self.time, -1)
        self.card.judge(good=good)

    def passed(self, ended: Pass) -> None:
        """Tell a pass by its cause, and one that the drill doesn't count by that too."""
        ours = {int(self.session.world.squad.team[seat.player]) for seat in self.seats}
        if int(self.session.world.squad.team[ended.passer]) not in ours:
            return
        why = explain(ended, at_once(ended), ended.carried.plan)
        said = verdict_of(why.finding)
        judged = self._judged
        if ended.person:
            self.advice = ""
            if judged is not None and ended.arrived and judged[1] is False:
                said = Verdict(_("Arrived, doesn't count"), judged[0][:1].upper() + judged[0][1:], None)
            self.card.tell(why)
        else:
            said = replace(said, label=_("Team-mate's pass"))
        self.verdict.show(said, ended.end, self._colour_of(ended.passer), self.time, ended.number)
        self.context.trace.note(
            "verdict", step=self.now.step, words=said.words, todo=said.todo, good=said.good
        )

    def _colour_of(self, player: int) -> Colour:
        squad = self.session.world.squad
        return self.stage.figures.strip.of(int(squad.team[player]), bool(squad.keeper[player])).shirt

    def say(self, said: str, good: bool | None = None) -> None:
        """Say it in the top middle, with a tick or a bar."""
        self.toast, self.toast_since = (said, good), self.time

    def _end_trail(self, happened: Events) -> None:
        trail = self.trail
        if trail is not None and trail.running and len(trail.path) > 2:
            trail.path.append((float(happened.point[0, 0]), float(happened.point[0, 1])))
            trail.running = False

    def _struck(self, strike: Strike, row: int, seat: Seat) -> None:
        numbers = strike.row(row)
        card = describe(numbers)
        self.card.show(Shown(numbers, card), self.time)
        start = (float(strike.point[row, 0]), float(strike.point[row, 1]))
        aim = seat.thumb.aim or start
        self.trail = Trail(start, aim)
        self.trail.path.append(start)
        self.context.trace.note(
            "strike",
            step=self.now.step,
            player=seat.player,
            strike=numbers,
            headline=str(card.headline),
            lines=[[str(line.what), str(line.said), str(line.number), line.good] for line in card.lines],
        )

    def _finish(self) -> None:
        progress = self.session.progress
        self.done_at = self.time
        self.lost_in_a_row = 0 if progress.won else self.lost_in_a_row + 1
        self.context.sounds.play("whistle")
        try:
            self.new_best = self.keeps_result and record_result(
                self.result_name, progress, self.session.strength, self.context.folder
            )
        except OSError as error:
            self.new_best = False
            why = error.strerror or str(error)
            self.context.notice = _("The result can't be kept ({why}).", why=why)
        self.context.notice = self.portion.keep() or self.context.notice
        if self.new_best and self.haunted:
            self.context.notice = self.ghost.keep() or self.context.notice
        self.context.trace.note(
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
        """Draw the picture between the last two steps."""
        seen = self.seen()
        self.draw_stage(screen, seen, trail=self.trail, trail_strength=self.card.strength(self.time))
        self._draw_signs(screen, seen)

    def draw_receivers(self, screen: pygame.Surface, seen: Seen) -> None:
        """Draw who may receive, where that isn't anybody, and the next gate."""
        objective = self.session.objective
        pulse = 0.0 if self.context.settings.reduced_motion else 0.06 * sin(5.0 * self.time)
        if not self.session.done:
            self.stage.draw_asked(screen, seen, objective.receivers(), objective.next_gate or (), pulse)

    def _draw_signs(self, screen: pygame.Surface, seen: Seen) -> None:
        type_, camera = self.context.type, self.stage.camera
        self.draw_receivers(screen, seen)
        self.draw_wind_ups(screen, seen)
        foot = self.seats[0].thumb.foot if self.seats else 0
        pad = self.context.pad_in_use
        key = foot_key(self.context.devices.bindings, pad)
        needs = needs_of(self.level, self.path.stem) if self.teaches else ()
        lesson = self.in_words(self.level.teaches) if self.level.chapter is not None and not needs else ""
        busy = [camera.at(float(x), float(y)) for x, y in seen.pos]
        below = draw_hud(screen, type_, self.title, self.session.progress, foot, key, pad, lesson, busy)
        aim = [self.trail.aim] * 3 if self.trail is not None else []  # the verdict will stand there
        busy += [camera.at(*spot) for spot in (*self.session.objective.marks, *aim)]
        if needs:
            groups = groups_of(self.context.devices, needs, pad=pad)
            top, lesson = below + type_.px(8), self.in_words(self.level.teaches)
            told = self.hint.words or self.advice
            below = draw_lesson(screen, type_, top, lesson, groups, told, pad=pad, busy=busy)
        # The card keeps off the signs at the left too.
        busy += [(share * type_.tx(WIDTH), float(below)) for share in (0.1, 0.5)]
        self.card.draw(screen, type_, self.time, busy)
        self.draw_note(screen, seen, below + type_.px(10), self.card.place(self.time))
        self.draw_verdict(screen, seen, [pygame.Rect(0, 0, type_.tx(330), below), self.card.place(self.time)])
        self.draw_toast(screen)
        if not needs and self.time < HINT_SECONDS and self.card.shown is None:
            fade = min(1.0, (HINT_SECONDS - self.time) / 0.6)
            draw_hint(screen, type_, self.context.devices, pad, fade)
        if self.context.scene is self:
            self.first_key.draw(screen, type_, keys=not needs)

    def draw_toast(self, screen: pygame.Surface) -> None:
        """Draw what was said last."""
        age = self.time - self.toast_since
        if age < TOAST_SECONDS and self.toast[0]:
            draw_toast(screen, self.context.type, *self.toast, min(1.0, (TOAST_SECONDS - age) / 0.4))
