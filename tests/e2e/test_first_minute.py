"""Somebody new at the real keys: from the title to a pass that arrived, by the first steps."""

import time
from math import atan2, cos, pi, sin
from typing import Any

from tests.e2e.fingers import Fingers
from tests.e2e.screen import PATIENCE, Note, Program, Screen, Start
from tests.e2e.test_match import Reader

MOST: float = 60.0
"""Seconds of play that somebody new may need."""


def toward(dx: float, dy: float) -> set[str]:
    """The direction keys that point there most nearly."""
    eighth = round(atan2(dy, dx) / (pi / 4)) * pi / 4
    x, y = round(cos(eighth)), round(sin(eighth))
    keys = {1: "d", -1: "a"}.get(x, ""), {1: "w", -1: "s"}.get(y, "")
    return {key for key in keys if key}


def runs(state: Note) -> set[str]:
    """Through the next gate: where the player would be in half a second counts."""
    (ax, ay), (bx, by) = state["gate"]
    x, y = state["at"][0]
    vx, vy = state["vel"][0]
    return toward((ax + bx) / 2 - x - 0.45 * vx, (ay + by) / 2 - y - 0.45 * vy)


class Passer:
    """Points at the one with the ring and holds the pass key for a third of a second."""

    def __init__(self) -> None:
        self.since: int | None = None

    def keys(self, state: Note) -> set[str]:
        if state["holder"] != 0 or not state["receivers"]:
            self.since = None
            return set()
        (x, y), (tx, ty) = state["at"][0], state["at"][state["receivers"][0]]
        self.since = state["step"] if self.since is None else self.since
        held = state["step"] - self.since
        return toward(tx - x, ty - y) | ({"j"} if 12 <= held < 33 else set())


def test_from_the_title_to_a_first_completed_pass(start: Start, screen: Screen) -> None:
    program = start()
    program.wait_for_scene("title")
    fingers, reader, passer = Fingers(screen), Reader(program), Passer()
    try:
        fingers.tap("Return")
        program.wait_for_scene("first start")
        fingers.tap("Return")
        program.wait_for_scene("first step")
        began = time.monotonic()
        arrived = played(program, fingers, reader, passer, began)
    finally:
        fingers.close()
    assert arrived["step"] / 60.0 < MOST
    steps = [note["step"] for note in reader.notes if note["event"] == "first_step"]
    assert steps == ["first-run"], "the first step was done by running"
    program.process.terminate()
    program.ended()
    assert program.errors() == ""


def played(
    program: Program, fingers: Fingers, reader: Reader, passer: Passer, began: float
) -> dict[str, Any]:
    """Play until a pass counts; the note that says so, its step counted over both levels."""
    before = last = 0
    while time.monotonic() - began < 2 * PATIENCE:
        assert program.process.poll() is None, program.errors()
        for note in reader.read():
            if note["event"] == "attempt" and note["good"] and before:
                return note | {"step": before + note["step"]}
            if note["event"] == "first_step":
                before += last
                fingers.hold(())
        states = [n for n in reader.notes if n["event"] == "state"]
        if states:
            state = states[-1]
            last = state["step"]
            fingers.hold(() if state["done"] else runs(state) if state["gate"] else passer.keys(state))
        time.sleep(0.02)
    raise AssertionError(f"no pass arrived; {reader.notes[-3:]}")
