"""Playing a replay back: any step of it, quickly, with everybody's thoughts as they were."""

import pickle
import platform
import zlib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

import game
from game.analysis.replay.format import DIGEST_BYTES
from game.analysis.replay.model import Replay, ReplayError
from game.analysis.replay.restore import begin
from game.core.events import Events
from game.core.state import STEP_SECONDS
from game.rules.common.playable import Playable
from game.scenario.errors import LevelError
from game.scenario.level_paths import level_files
from game.scenario.load import load_level, parse_level
from game.scenario.words import path_words
from game.sim import MODEL

KEY_EVERY: Final = 15
"""Steps between two kept moments: as many are made again at most to get to any step."""
MOST_KEYS: Final = 5000
"""Of about 10 to 20 kB each."""


class Playback:
    """A replay and the moment at which it stands. Moments on the way are kept: going back is quick."""

    def __init__(self, replay: Replay, *, think: bool = True) -> None:
        self.replay, self.think = replay, think
        try:
            self.playable: Playable = begin(replay.set_up)
        except ValueError as error:
            raise ReplayError(f"{path_words(replay.path)}: {error}") from None
        if self.playable.world.squad.ids != replay.ids:
            raise ReplayError(
                f"{path_words(replay.path)}: players: expected those of the {replay.set_up.kind}"
            )
        self.at = 0
        """Steps made."""
        self.differs: int | None = None
        """The first checked step at which the state wasn't what was played, of those that were passed."""
        self._keys: dict[int, bytes] = {0: _frozen(self.playable)}
        self._places: list[int] = [0]
        self._every = max(KEY_EVERY, -(-replay.length // MOST_KEYS))
        self._scout: Playable | None = None

    @property
    def ready(self) -> int:
        """The step up to which moments are kept: going to any step before it is quick."""
        return self._places[-1]

    @property
    def complete(self) -> bool:
        """Whether all moments are kept."""
        return self.ready + self._every > self.replay.length

    def away(self, step: int) -> int:
        """Return how many steps have to be made to be at ``step``."""
        key = self._key(step)
        return step - (self.at if key <= self.at <= step else key)

    def moment(self, step: int) -> bytes:
        """Return a kept moment."""
        return self._keys[step]

    def kept_before(self, step: int) -> tuple[int, bytes]:
        """Return the last kept moment up to a step, and its own step."""
        key = self._key(step)
        return key, self._keys[key]

    def kept_after(self, step: int) -> dict[int, bytes]:
        """Return the moments kept after a step."""
        return {key: self._keys[key] for key in self._places if key > step}

    def take_in(self, moments: Mapping[int, bytes], differs: int | None) -> None:
        """Keep what another playback of the same replay has made, and say where that differed."""
        for step, moment in moments.items():
            if step not in self._keys:
                self._keys[step] = moment
                self._places.append(step)
        self._places.sort()
        if differs is not None:
            self.differs = differs if self.differs is None else min(differs, self.differs)

    def put(self, step: int, moment: bytes) -> None:
        """Stand at a moment that was kept by another playback of the same replay."""
        self.playable, self.at = _thawed(moment), step

    def _key(self, step: int) -> int:
        return self._places[bisect_right(self._places, step) - 1]

    def forward(self, *, decide: bool = False) -> list[Events]:
        """Make a step and return its events, none at the end; ``decide`` as in :meth:`Playable.play_back`."""
        if self.at >= self.replay.length:
            return []
        events = self._step(self.playable, self.at, decide=decide)
        self.at += 1
        self._keep(self.playable, self.at)
        return events

    def go(self, step: int) -> None:
        """Go to any step."""
        step = min(max(step, 0), self.replay.length)
        key = self._key(step)
        if not key <= self.at <= step:
            self.playable, self.at = _thawed(self._keys[key]), key
        while self.at < step:
            self.forward()

    def prepare(self, enough: Callable[[], bool]) -> None:
        """Make moments ahead of where it stands until ``enough`` says so, or all are made.

        Asked before every step, so that a picture needn't wait for more than one.
        """
        while not self.complete and not enough():
            if self._scout is None or not self.ready <= self._scout_at < self.ready + self._every:
                self._scout, self._scout_at = _thawed(self._keys[self.ready]), self.ready
            self._step(self._scout, self._scout_at)
            self._scout_at += 1
            self._keep(self._scout, self._scout_at)
        if self.complete:
            self._scout = None

    _scout_at = 0

    def _step(self, playable: Playable, step: int, *, decide: bool = False) -> list[Events]:
        playable.seat(self.replay.steered(step))
        events = playable.play_back(self.replay.intents(step), think=self.think, decide=decide)
        known = self.replay.digests.get(step + 1)
        unsure = known is not None and (self.differs is None or step + 1 < self.differs)
        if unsure and bytes.fromhex(playable.world.digest())[:DIGEST_BYTES] != known:
            self.differs = step + 1
        return events

    def _keep(self, playable: Playable, step: int) -> None:
        if step % self._every == 0 and step not in self._keys:
            self.take_in({step: _frozen(playable)}, None)

    @property
    def difference(self) -> str:
        """Where it runs apart from what was played, in one line; empty as long as it doesn't."""
        if self.differs is None:
            return ""
        header = self.replay.header
        when = f"step {self.differs} ({self.differs * STEP_SECONDS:.2f} s)"
        by = f"backheel {header['game']}, Python {header['python']}, numpy {header['numpy']}"
        here = f"backheel {game.__version__}, Python {platform.python_version()}, numpy {np.__version__}"
        model = header.get("model", "an older one")
        if model != MODEL:
            return (
                f"{path_words(self.replay.path)}: {when}: model of ball and bodies: expected {MODEL} "
                f"(got {model}, written by {by}); the same inputs play out otherwise since"
            )
        return (
            f"{path_words(self.replay.path)}: {when}: expected the state that was played (got another); "
            f"written by {by}, played by {here}"
        )


def _frozen(playable: Playable) -> bytes:
    """Return a game whole, with all that its players remember; kept in memory alone, never in a file."""
    return zlib.compress(pickle.dumps(playable, pickle.HIGHEST_PROTOCOL), 1)


def _thawed(kept: bytes) -> Playable:
    playable: Playable = pickle.loads(zlib.decompress(kept))
    return playable


def changed_level(replay: Replay) -> str:
    """Return one line where a level of the game's own isn't any more what was played; empty where it is.

    A replay comes from a stranger, and what it names as its source may be a path to anything, a computer on
    the network included: only names of the game's own levels are looked up, and nothing else is opened.
    """
    source, played = replay.header.get("source"), replay.set_up.data.get("level")
    if replay.set_up.kind != "level" or not isinstance(source, str) or not isinstance(played, dict):
        return ""
    if source not in level_files():
        return ""
    try:
        same = load_level(level_files()[source]) == parse_level(played, "")
    except (LevelError, OSError):
        same = False
    if same:
        return ""
    return (
        f"{path_words(replay.path)}: level: expected {path_words(source)} as it was played "
        "(got a changed one); the replay plays its own copy"
    )
