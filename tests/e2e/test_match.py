"""A whole match in a real window, person against person, by key presses alone."""

import json
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from math import atan2, pi
from typing import Any

import pytest

from tests.e2e.fingers import Fingers
from tests.e2e.screen import PATIENCE, Note, Program, Screen, Start

SCREEN = (640, 400)
"""Nobody looks at it: what is pressed follows from what is traced."""
FIRST = {"up": "w", "left": "a", "down": "s", "right": "d", "push": "f", "shot": "t", "sprint": "Shift_L"}
SECOND = {
    "up": "Up",
    "left": "Left",
    "down": "Down",
    "right": "Right",
    "push": "KP_End",
    "shot": "KP_Left",
    "sprint": "Control_R",
}
"""xdotool's names of the keys of the two on one keyboard (KP_End is the keypad's 1, KP_Left its 4)."""
RED_TEAM = 5
GOAL_X = 20.0


@dataclass
class Reader:
    """Follows the trace as it grows."""

    program: Program
    seen: int = 0
    notes: list[Note] = field(default_factory=list)

    def read(self) -> list[Note]:
        """The whole lines that came in since the last time."""
        data = self.program.trace.read_bytes() if self.program.trace.exists() else b""
        fresh = data[self.seen : data.rfind(b"\n") + 1]
        self.seen += len(fresh)
        # Every step's wishes are traced too; nobody here reads them.
        found = [json.loads(line) for line in fresh.splitlines() if not line.startswith(b'{"event": "step"')]
        self.notes += found
        return found


class Person:
    """One of the two: goes where they want to with eight directions, and strikes by holding a key a while."""

    def __init__(self, name: str, keys: dict[str, str]) -> None:
        self.name, self.keys = name, keys
        self.striking = 0

    def toward(self, here: list[float], to: tuple[float, float], near: float = 0.25) -> set[str]:
        """Direction keys from one place to another."""
        dx, dy = to[0] - here[0], to[1] - here[1]
        keys = set()
        if abs(dx) > max(near, 0.4 * abs(dy)):
            keys.add(self.keys["right" if dx > 0 else "left"])
        if abs(dy) > max(near, 0.4 * abs(dx)):
            keys.add(self.keys["up" if dy > 0 else "down"])
        return keys

    def strike(self, directions: set[str], states: int, how: str = "push") -> set[str]:
        """Hold the key for some states, then let it go with the direction still held."""
        self.striking += 1
        if self.striking <= states:
            return {*directions, self.keys[how]}
        self.striking = 0 if self.striking > states + 3 else self.striking
        return directions


def wants(person: Person, state: Note, aims: set[str]) -> set[str]:
    """What a person holds now: they put the ball out once, and then into the goal at the right-hand end."""
    me = state["people"][person.name]
    here, ball = state["at"][me], state["ball"]
    if state["taker"] == me:
        return person.strike({person.keys["right"]} if ball[0] < 15.0 else {person.keys["left"]}, 3)
    if state["phase"] != "PLAY":
        person.striking = 0
        return set()
    if state["holder"] != me:
        person.striking = 0
        mine = state["holder"] >= 0 and (state["holder"] < RED_TEAM) == (me < RED_TEAM)
        return set() if mine else {*person.toward(here, (ball[0], ball[1]), 0.1), person.keys["sprint"]}
    if "kick_in" in aims:
        side = "up" if here[1] > 0 else "down"
        if abs(here[1]) > 8.0 or person.striking:
            # A push would be drawn to a team-mate.
            return person.strike({person.keys[side]}, 6, "shot")
        return {person.keys[side], person.keys["sprint"]}
    if person.name == "human1" and here[0] > GOAL_X - 13.0:
        way = atan2(-here[1], GOAL_X - here[0])
        eighth = round(way / (pi / 4.0))
        if person.striking or abs(way - eighth * pi / 4.0) < 0.3:
            # The shot button finds the goal within 30 degrees of where it is pointed.
            names = {-1: ("right", "down"), 0: ("right",), 1: ("right", "up")}[max(-1, min(1, eighth))]
            return person.strike({person.keys[name] for name in names}, 4, "shot")
    person.striking = 0
    # Onto the line of the goal's middle first, then straight over the goal line.
    straight = abs(ball[1]) < 0.35 or here[0] > GOAL_X - 2.0
    to = (GOAL_X + 3.0, 0.0) if straight else (min(here[0] + 3.0 * abs(here[1]), GOAL_X - 5.0), 0.0)
    return person.toward(here, to, 0.2)


def logged(notes: list[Note]) -> list[Note]:
    return [note for note in notes if note["event"] == "log"]


@pytest.mark.parametrize("seed", [5])
def test_two_people_play_a_whole_match(start: Start, screen: Screen, seed: int) -> None:
    options = ["--minutes", "0.5", "--goals", "small", "--strength", "1"]
    program = start("match", *options, "--red", "human1", "--blue", "human2", seed=seed, BACKHEEL_PACE="2")
    program.wait_for_scene("match")
    fingers, reader = Fingers(screen), Reader(program)
    people = (Person("human1", FIRST), Person("human2", SECOND))
    until = time.monotonic() + 3 * PATIENCE
    try:
        while not any(note["event"] == "result" for note in reader.notes):
            assert time.monotonic() < until, reader.notes[-3:]
            assert program.process.poll() is None, program.errors()
            fresh = reader.read()
            scenes = [note["scene"] for note in reader.notes if note["event"] == "scene"]
            if scenes and scenes[-1] == "half-time":
                fingers.hold(())
                fingers.tap("Return")
                time.sleep(0.2)
                continue
            if any(note["event"] == "replay" for note in fresh):
                fingers.hold(())
                fingers.tap("Return")
            states = [note for note in fresh if note["event"] == "state"]
            if states:
                done = {note["kind"] for note in logged(reader.notes)}
                aims = {"kick_in", "goal"} - done
                fingers.hold(set().union(*(wants(person, states[-1], aims) for person in people)))
            time.sleep(0.01)
        program.wait_for_scene("result")
        reader.read()
        check(reader.notes)
        fingers.hold(())
        time.sleep(1.0)  # for a moment it takes what is pressed for the match that was played
        fingers.tap("Escape")
        program.wait_for_scene("match set-up")
    finally:
        fingers.close()
    program.process.terminate()
    assert program.ended() == 128 + signal.SIGTERM
    assert program.errors() == ""


def check(notes: list[Note]) -> None:
    """The score is what the events say, and everything that belongs to a match came, in order."""
    kinds = [note["kind"] for note in logged(notes)]
    assert kinds[0] == "kick_off"
    assert kinds[-1] == "full_time"
    assert {"goal", "kick_in", "half_time"} <= set(kinds)
    halves = 2 + kinds.count("golden_goal")
    assert kinds.count("kick_off") == halves + kinds.count("goal") - late_goals(kinds)
    events: Counter[str] = Counter(note["side"] for note in notes if note["event"] == "goal")
    entries = Counter(note["side"] for note in logged(notes) if note["kind"] == "goal")
    score = next(note["score"] for note in notes if note["event"] == "full_time")
    assert sum(events.values()) >= 1
    assert not entries - events, "a ball that is kicked in after the whistle is seen too, and not given"
    assert score == [entries["red"], entries["blue"]]
    result = next(note for note in notes if note["event"] == "result")
    assert result["score"] == score
    report: dict[str, Any] = next(note["report"] for note in notes if note["event"] == "full_time")
    assert [report["red"]["goals"], report["blue"]["goals"]] == score


def late_goals(kinds: list[str]) -> int:
    """Goals after which a half was over before there was another kick-off."""
    after = {"half_time", "golden_goal", "full_time"}
    return sum(kind == "goal" and kinds[n + 1] in after for n, kind in enumerate(kinds[:-1]))
