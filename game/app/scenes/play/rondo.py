"""A rondo being played: who keeps the ball, the row of passes, points, and the swap of roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.render.camera import MARGIN, Box
from game.app.render.pitch_view import pitch_box
from game.app.render.theme import INK
from game.app.render.vector import disc, stamp
from game.app.scenes.play.contest import ContestScene
from game.app.shell.context import Context
from game.app.snapshot import Seen
from game.app.widgets.scoreboard import Board, clock_words, draw_banner
from game.core.events import Events
from game.rules.match.rondo import Rondo, RondoEntry, RondoPhase
from game.scenario.fixture import RondoFixture

END_SECONDS: Final = 2.0
FADE_SECONDS: Final = 0.15
ROOM_ABOVE: Final = 0.9
"""Metres of grass beyond the square for the scoreboard, so that it hides nobody."""
THROUGH: Final = N_("Through the middle!")
LOST: Final = {
    "Out": N_("Over the line"),
    "Cleared": N_("Cleared"),
    "Heels only": N_("Heels only!"),
    "One touch only": N_("One touch only!"),
    "Held too long": N_("Held too long"),
    "A full turn": N_("A full turn!"),
}
"""Why a turn is over; whatever else is said, the ball was won."""
MARKER: Final = 0.16
"""Metres from the middle of a flat marker to its edge."""
ORANGE: Final = (255, 138, 48)
POINTS: Final = ("through", "full_turn")
"""What the log calls a point."""


class RondoScene(ContestScene):
    """One rondo."""

    name = "rondo"
    again = N_("Start the rondo again")
    leave_label = N_("Leave the rondo")
    fixture: RondoFixture

    def __init__(
        self, context: Context, fixture: RondoFixture, seed: int, devices: list[str] | None = None
    ) -> None:
        """Begin; ``devices`` is what each person plays with, where that was chosen."""
        self.seed = seed
        self.rondo = Rondo(fixture, seed)
        super().__init__(context, self.rondo, fixture, devices)
        context.trace.note("rondo", fixture=fixture.model_dump(mode="json"), seed=seed)

    @property
    def set_ups(self) -> int:
        """How often everybody was put in place."""
        return self.rondo.set_ups

    # Beginning and ending

    def begin(self) -> None:
        """Begin before the first turn."""
        super().begin()
        self.turn = self.rondo.turns
        self.over_for = 0.0
        """Seconds since the turn was over; none while it lasts."""
        self.done_at: float | None = None
        self._logged = 0
        self._left = False

    def restart(self) -> None:
        """Begin the same rondo with other luck."""
        self.seed += 1
        self.played = self.rondo = Rondo(self.fixture, self.seed)
        self.use_playable(self.rondo)
        self.begin()
        self.new_players()
        self.look_here(self.now)
        self.context.trace.note("restart", seed=self.seed)

    def leave(self) -> None:
        """Go back to where rondos are set up."""
        self.context.nav.to_rondo_setup()

    @property
    def ground(self) -> Box:
        """The square, and room for the scoreboard."""
        x0, y0, x1, y1 = pitch_box(self.rondo.pitch)
        return (x0, y0, x1, y1 + ROOM_ABOVE)

    def resized(self) -> None:
        """Show all of the square, always: whoever keeps the ball must see everybody."""
        (x0, y0, x1, y1), (width, height) = self.ground, self.context.window.size
        fit = min(width / (x1 - x0 + 2 * MARGIN), height / (y1 - y0 + 2 * MARGIN))
        self.nearest = self.farthest = fit / self.context.type.unit
        super().resized()

    # Time

    def update(self, seconds: float) -> None:
        """Count, play, and go to the result."""
        self.time += seconds
        self._seconds = seconds
        self.count_or_play(seconds)
        self.over_for = self.over_for + seconds if self.rondo.phase is RondoPhase.LOST else 0.0
        self.coach.update()
        if self.rondo.done and self.done_at is None:
            self.done_at = self.time
            self.context.sounds.whistle("full")
        if self.done_at is not None and self.time - self.done_at > END_SECONDS and not self._left:
            self._left = True
            self.context.nav.rondo_result(self)

    def observe(self, events: list[Events]) -> None:
        """Take in new roles and points, and write the trace's lines."""
        super().observe(events)
        if self.rondo.turns != self.turn:
            self.turn = self.rondo.turns
            self.rondo.ai_team.thinker = self.thinker
            self.new_players()
        log = self.rondo.log
        for entry in log[self._logged :]:
            self._log(entry)
        self._logged = len(log)

    def _log(self, entry: RondoEntry) -> None:
        self.context.trace.note("log", step=self.now.step, **asdict(entry))
        if entry.kind in POINTS:
            self.context.sounds.whistle("goal")
        elif entry.kind == "lost":
            self.context.sounds.whistle("foul")

    def state(self) -> dict[str, object]:
        """Return which side keeps the ball, and how it stands."""
        rondo = self.rondo
        return {"phase": rondo.phase.name, "keeping": rondo.keeping, "score": list(rondo.score)}

    # Drawing

    def board(self) -> Board:
        """Return points, time, and who keeps the ball."""
        rondo = self.rondo
        keeps = _("{side} keep it", side=self.side_names[rondo.keeping])
        tell = self._tell()
        return Board(self.side_names, self.strip.players, rondo.score, clock_words(rondo.clock), keeps, tell)

    def _tell(self) -> str:
        """Return how it goes, in the language that was chosen."""
        rondo = self.rondo
        if rondo.phase is not RondoPhase.PLAY:
            return ""
        if rondo.tell == THROUGH:
            return _(THROUGH)
        many = rondo.passes_in_a_row
        return _("{n} passes in a row", n=many) if many > 1 else ""

    @property
    def why_over(self) -> str:
        """What ended the turn, in the language that was chosen."""
        return _(LOST.get(self.rondo.tell, N_("The ball is lost")))

    def on_the_grass(self, seen: Seen) -> Callable[[pygame.Surface], None]:
        """Draw flat markers at the square's corners, beyond which a step of room is left."""
        thoughts = super().on_the_grass(seen)

        def draw(screen: pygame.Surface) -> None:
            camera, half = self.stage.camera, 0.5 * self.fixture.size
            marker = disc(MARKER * camera.scale, ORANGE, INK, 1.5 * self.context.type.unit)
            for x, y in ((-half, -half), (half, -half), (half, half), (-half, half)):
                stamp(screen, marker, camera.at(x, y))
            thoughts(screen)

        return draw

    def draw(self, screen: pygame.Surface) -> None:
        """Draw play; while one looks at a turn's end, why it is over and whose turn comes."""
        super().draw(screen)
        if self.rondo.phase is not RondoPhase.LOST:
            return
        side = 1 - self.rondo.keeping
        mine = [seat for seat in self.seats if int(self.now.team[seat.player]) == side]
        line = _("{side} keep the ball", side=self.side_names[side])
        if len(self.seats) == 1:
            line = _("You keep it now") if mine else _("You hunt it now: press, close the lane, tackle")
        strength = 1.0 if self.context.settings.reduced_motion else self.over_for / FADE_SECONDS
        draw_banner(screen, self.context.type, self.why_over, line, self.strip.mark(side), strength)
