"""Play a replay again from its inputs and compare all that can be compared with what is written in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

import game
from game.analysis.replay.bookmarks import Mark, marks_of
from game.analysis.replay.model import Replay
from game.analysis.replay.playback import Playback
from game.core.quantise import COLUMNS, encode
from game.core.state import STEP_SECONDS
from game.rules.common.playable import Playable
from game.scenario.words import got, one_line, path_words

STATE: Final = "every kept digest of the state"
EVENTS: Final = "what happened, event by event"
PLAYERS: Final = "title, players, teams and who steered whom"
OUTCOME: Final = "the outcome"
DECISIONS: Final = "what the computer's players wanted, at the strength that is written there"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was compared, and where the file says something else than the play itself."""

    compared: tuple[str, ...]
    left_out: tuple[str, ...]
    """What could not be compared, with the reason."""
    differences: tuple[str, ...]
    """A line each, naming the file."""


def check(replay: Replay, progress: Callable[[int], None] | None = None) -> Checked:
    """Play all of a replay without a picture and compare what is written with what comes of it.

    Raises ReplayError where it can't begin.
    """
    return _Check(replay).run(progress)


def decides(replay: Replay) -> str:
    """Return why the computer's decisions can't be made again, or nothing where they can.

    A person's call for a run isn't written down, and another version of the game may decide otherwise.
    """
    if replay.header["game"] != game.__version__:
        return f"another version of the game, {replay.header['game']}, may have decided otherwise"
    if replay.set_up.kind != "level" and any(seats for _, seats in replay.people):
        return "people played, and when they sent a team-mate ahead isn't written down"
    return ""


class _Check:
    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.playback = Playback(replay, think=False)
        self.where = path_words(replay.path)
        self.why_not = decides(replay)
        self.differences: list[str] = []
        self._told: set[str] = set()
        self._marks: dict[int, list[Mark]] = {}
        for mark in replay.marks:
            self._marks.setdefault(mark.step, []).append(mark)

    def run(self, progress: Callable[[int], None] | None) -> Checked:
        replay, playback = self.replay, self.playback
        self._begin(playback.playable)
        while playback.at < replay.length and playback.differs is None:
            team = playback.playable.world.squad.team.tolist()
            events = playback.forward(decide=not self.why_not)
            self._step(playback.playable, marks_of(playback.at, events, team))
            if progress is not None:
                progress(playback.at)
        if playback.differs is not None:
            self.differences.append(playback.difference)
        elif replay.summary is not None:
            self._differ("outcome", playback.playable.outcome, replay.outcome, "")
        compared = [STATE, EVENTS, PLAYERS]
        compared += [OUTCOME] if replay.summary is not None else []
        compared += [] if self.why_not else [DECISIONS]
        left = [] if replay.summary is not None else [f"{OUTCOME} (it was broken off)"]
        left += [f"{DECISIONS} ({self.why_not})"] if self.why_not else []
        return Checked(tuple(compared), tuple(left), tuple(self.differences))

    def _begin(self, playable: Playable) -> None:
        """Take in what stands in the header beside the set-up."""
        replay, squad = self.replay, playable.world.squad
        self._differ("name", one_line(playable.set_up.name), replay.set_up.name, "")
        self._differ("players", [f"{n} {t}" for n, t in zip(squad.ids, squad.team.tolist(), strict=True)],
                     [f"{n} {t}" for n, t in zip(replay.ids, replay.team, strict=True)], "")  # fmt: skip
        self._differ("people", dict(playable.people), replay.people[0][1], "")

    def _step(self, playable: Playable, marks: Sequence[Mark]) -> None:
        """Compare one step's events and, where the computer decides, its wishes."""
        step = self.playback.at
        self._differ("marks", _words(marks, self.replay), _words(self._marks.get(step, ()), self.replay),
                     self._when(step))  # fmt: skip
        wanted = playable.decided
        if self.why_not or wanted is None:
            return
        here = encode(wanted)[:, 0]
        written = self.replay.steps[step - 1]
        for player, name in enumerate(self.replay.ids):
            if player in self.replay.steered(step - 1).values():
                continue
            wrong = np.flatnonzero(here[:, player] != written[:, player])
            if len(wrong):
                column = COLUMNS[int(wrong[0])]
                self._differ(
                    "the computer's wishes",
                    f"{name} {column} {here[wrong[0], player]}",
                    f"{name} {column} {written[wrong[0], player]}",
                    self._when(step),
                )
                return

    @staticmethod
    def _when(step: int) -> str:
        return f"step {step} ({step * STEP_SECONDS:.2f} s): "

    def _differ(self, what: str, expected: Any, written: Any, when: str) -> None:
        """Write a line for the first difference of a sort."""
        if expected == written or what in self._told:
            return
        self._told.add(what)
        self.differences.append(
            f"{self.where}: {when}{what}: expected {got(expected)}, as it is when it is played "
            f"(got {got(written)})"
        )


def _words(marks: Sequence[Mark], replay: Replay) -> list[str]:
    """Return the events of a step in words."""
    names = (*replay.ids, "")
    return [
        f"{m.kind.name.lower()} {names[m.player]} {m.other} {m.technique.name.lower()} {m.side}"
        for m in marks
    ]
