"""The hand over the pitch: where it points, what it holds, and what it puts down."""

from __future__ import annotations

from math import hypot
from typing import Final

from game.app.i18n import _
from game.app.input.buttons import Press
from game.app.scenes.editor.canvas import Canvas
from game.app.scenes.editor.properties.state import EditorState
from game.scenario.editing.draft import Draft, Item, Point, Spot, inside, rows, snapped, spot_near
from game.scenario.editing.edits import add, add_player, angle, move, put_ball, remove, turn

GRAB: Final = 0.8
"""Metres around a thing within which the hand takes it."""
GRAB_UNITS: Final = 14.0
"""Layout units that it is at least, on a pitch where metres are few pixels."""
QUICK: Final = 0.16
"""Seconds between two steps of a held direction."""
_WAYS: Final = {Press.UP: (0, 1), Press.DOWN: (0, -1), Press.LEFT: (-1, 0), Press.RIGHT: (1, 0)}
TURNS: Final = "turn"
"""The part of a player that turns them: the knob."""


class PitchHand:
    """Mouse, keys or stick: one place on the pitch, metres."""

    def __init__(self, state: EditorState, canvas: Canvas) -> None:
        self.state, self.canvas = state, canvas
        self.cursor: Point = (0.0, 0.0)
        self.held: Spot | None = None
        self.by_mouse = False
        self.pixel: tuple[float, float] | None = None
        """Where the mouse is."""
        self.repeats = False
        """Whether the next press is a held direction's, and no press of its own."""
        self._last = -1e9
        self._steps = 0

    # Where

    def point(self, at: tuple[float, float]) -> None:
        """Point with the mouse."""
        self.pixel, self.by_mouse = at, True
        self.cursor = self.canvas.camera.ground(*at)

    @property
    def place(self) -> Point:
        """Where something would be put: on the grid, and on the pitch."""
        return inside(self.state.draft, snapped(self.cursor, self.state.grid))

    def under(self) -> Spot | None:
        """Return what would be taken: what is held, the chosen player's knob, or what lies there."""
        if self.held is not None:
            return self.held
        chosen = self.state.chosen
        knob = self.canvas.knob(chosen)
        if knob is not None and chosen is not None and _near(knob, self.cursor, 0.45):
            return Spot(chosen, TURNS, knob)
        return spot_near(self.state.draft, self.cursor, self._reach)

    @property
    def _reach(self) -> float:
        """Metres within which a thing is meant: more on a large pitch, where they are few pixels."""
        return max(GRAB, GRAB_UNITS * self.state.context.type.unit / self.canvas.camera.scale)

    # Keys

    def press(self, press: Press) -> None:
        """Move a step, take or put, or take away."""
        if press in _WAYS:
            self._step(*_WAYS[press])
        elif press is Press.ACCEPT:
            self._accept()
        elif press is Press.DELETE:
            self.remove()

    def _step(self, dx: int, dy: int) -> None:
        """Go to the next line of the grid; faster after some steps of a held direction."""
        state, now = self.state, self.state.context.now
        self._steps = self._steps + 1 if self.repeats and now - self._last < QUICK else 0
        self._last, self.by_mouse = now, False
        step = (state.grid or 0.1) * (2 if self._steps > 6 else 1)
        at = snapped(self.cursor, state.grid or 0.1)
        self.cursor = inside(state.draft, (at[0] + dx * step, at[1] + dy * step))
        if self.held is not None:
            self.drag()

    def _accept(self) -> None:
        if self._picked():
            return
        if self.held is not None:
            self.let_go()
        elif not self._put_ball():
            under = self.under()
            if under is not None:
                self._take(under)
            else:
                self._put()
        self.state.context.sounds.play("tick", 0.6)

    def _picked(self) -> bool:
        """Give the place that is being asked for; returns whether one was."""
        pick = self.state.pick
        if pick is None:
            return False
        self.state.pick = None
        self.state.do(pick.take(self.place))
        return True

    # Mouse

    def click(self) -> None:
        """Take what is under the pointer, or put something down there."""
        if self._picked() or self._put_ball():
            return
        under = self.under()
        if under is None:
            self._put()
            if self.state.tool != "move":
                under = spot_near(self.state.draft, self.place, self._reach)
        if under is not None:
            self._take(under)

    def _take(self, spot: Spot) -> None:
        self.held, self.canvas.in_hand = spot, True
        if spot.thing.kind in ("player", "ball", "cone", "wall", "zone", "goal", "mark"):
            self.state.choose(spot.thing)

    def _put_ball(self) -> bool:
        """With the ball as the tool, whatever is there gets it; returns whether it does."""
        state = self.state
        if state.tool != "ball":
            return False
        after = put_ball(state.draft, self.place)
        state.do(after)
        state.choose(Item("ball"))
        return True

    def _put(self) -> None:
        """Put down what the tool puts; with none the hand lets go of what was chosen."""
        state, at = self.state, self.place
        if state.tool == "move":
            state.choose(None)
            return
        after = put(state.draft, state.tool, at)
        if after is state.draft:
            state.context.tell(_("There is no room for more here"))
            return
        kind = "player" if state.tool in ("mate", "opponent") else state.tool
        state.do(after)
        state.choose(Item(kind, len(rows(after, kind)) - 1))

    def drag(self) -> None:
        """Move what is held to where the hand is."""
        if self.held is None:
            return
        state, spot = self.state, self.held
        going_on = f"move {spot.thing} {spot.part}"
        if spot.part == TURNS:
            at = state.draft["player"][spot.thing.number]["at"]
            if not _near((at[0], at[1]), self.cursor, 0.1):
                way = angle((at[0], at[1]), self.cursor, 15.0 if state.snaps else 1.0)
                state.do(turn(state.draft, spot.thing.number, way), going_on)
            return
        after = move(state.draft, spot, self.place)
        if after is not state.draft:
            state.do(after, going_on)
            self.held = Spot(spot.thing, spot.part, self.place)

    def let_go(self) -> None:
        """Put down what is held."""
        self.held, self.canvas.in_hand = None, False
        self.state.history.pause()
        self.canvas.show(self.state.draft)

    def remove(self) -> None:
        """Take away what is held or lies under the hand, else what is chosen."""
        under = self.under()
        thing = under.thing if under is not None else self.state.chosen
        self.let_go()
        if thing is not None:
            self.state.do(remove(self.state.draft, thing))


def put(draft: Draft, tool: str, at: Point) -> Draft:
    """Return the draft with what a tool puts down."""
    if tool in ("mate", "opponent"):
        own = next((row["team"] for row in rows(draft, "player") if row.get("control") == "human1"), "red")
        other = "blue" if own == "red" else "red"
        return add_player(draft, own if tool == "mate" else other, at)
    return add(draft, tool, at)


def _near(a: Point, b: Point, within: float) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) < within
