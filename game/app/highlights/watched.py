"""A clip of a replay: its steps are made again, drawn and written in another process."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from game.analysis.replay.bookmarks import Kick
from game.analysis.replay.model import Replay, ReplayError, read_replay
from game.analysis.replay.playback import Playback
from game.app.highlights.clip import ClipOrder, write_clip
from game.app.highlights.collector import EVERY, GOAL_AFTER, PASS_AFTER, PASS_BEFORE
from game.app.snapshot import Seen, see
from game.core.state import STEP_SECONDS
from game.storage.workers import Stop

NEAR: Final = 2.0
"""Seconds from a kick's begin and end within which one means that kick."""
GOAL_BEFORE: Final = 2.4
USUAL: Final = 5.0
"""Seconds before where one stands that are shown where there was no kick."""


def scene_at(replay: Replay, at: int) -> tuple[int, int, Kick | None]:
    """Return the first and last step of the scene at a step of a replay, and the kick that it shows."""

    def steps(seconds: float) -> int:
        return round(seconds / STEP_SECONDS)

    def away(kick: Kick) -> int:
        return max(kick.step - at, at - kick.end, 0)

    kick = min(replay.kicks, key=away, default=None)
    if kick is None or away(kick) > steps(NEAR):
        return max(at - steps(USUAL), 0), min(max(at, steps(1.0)), replay.length), None
    goal = kick.outcome == "goal"
    first = max(kick.step - steps(GOAL_BEFORE if goal else PASS_BEFORE), 0)
    return first, min(kick.end + steps(GOAL_AFTER if goal else PASS_AFTER), replay.length), kick


@lru_cache(maxsize=1)
def _read(path: Path) -> Replay:
    return read_replay(path)


def write_watched(
    order: ClipOrder, file: str, path: Path, begin: int, moment: bytes, first: int, last: int, *, stop: Stop
) -> str:
    """Write steps ``first`` to ``last`` of a replay from a moment kept at ``begin``: for a worker."""
    try:
        playback = Playback(_read(path), think=False)
    except ReplayError as error:
        return str(error)
    playback.put(begin, moment)
    moments: list[Seen] = []
    now: Seen | None = None
    while playback.at < last and not stop():
        playback.forward()
        now = see(playback.playable.world, now, STEP_SECONDS)
        if playback.at >= first and playback.at % EVERY == 0:
            moments.append(now)
    return write_clip(replace(order, moments=tuple(moments)), file, stop=stop)
