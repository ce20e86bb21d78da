"""``--record DIR``: a replay of every match or rondo that is played without a window, a file each."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from game.analysis.replay.format import SUFFIX
from game.analysis.replay.recorder import Recorder
from game.rules.common.playable import Recordable
from game.scenario.errors import LevelError
from game.scenario.words import one_line, path_words

LEAST_DIGITS = 3
"""Of the numbers in names, so that these sort as the numbers do."""


class RecordError(Exception):
    """A replay that couldn't be written to its end: one line."""


class Recordings:
    """The replays of one command, numbered."""

    def __init__(self, where: str, stem: str, first: int, count: int) -> None:
        """Begin; ``stem`` and a number name each file: ``stem-007.bhr``.

        Raises LevelError where the folder can't be had or written to, or holds one of the files already:
        nothing has been played then, and nothing is written over.
        """
        self.folder, self.stem = Path(where), stem
        self._digits = max(len(str(first + count - 1)), LEAST_DIGITS)
        self._make(where)
        names = {self.path(number).name for number in range(first, first + count)}
        there = sorted(names & {path.name for path in self.folder.iterdir()})
        if there:
            raise LevelError(
                [
                    f"--record: expected a folder without {there[0]} ({path_words(self.folder)} has it, and "
                    "nothing is written over)"
                ]
            )

    def _make(self, where: str) -> None:
        """Make the folder and see that it can be written to."""
        if not where or "\0" in where:
            raise LevelError(["--record: expected a folder (got no name of one)"])
        try:
            if self.folder.exists() and not self.folder.is_dir():
                raise LevelError([f"--record: expected a folder, {path_words(where)} (got a file)"])
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            reason = one_line(error.strerror or str(error))
            raise LevelError(
                [f"--record: expected a folder that can be written to, {path_words(where)} (got: {reason})"]
            ) from None

    def path(self, number: int) -> Path:
        """Return the file of one of them."""
        return self.folder / f"{self.stem}-{number:0{self._digits}d}{SUFFIX}"

    def of(self, playable: Recordable, number: int) -> Recorder:
        """Begin to record one."""
        return Recorder(playable, into=self.path(number))


def finish(recorders: Sequence[Recorder]) -> None:
    """Close recordings; raises :class:`RecordError` where one of them isn't whole."""
    for recorder in recorders:
        recorder.close()
    for recorder in recorders:
        if recorder.problem:
            where = "" if recorder.into is None else f"{path_words(recorder.into)}: "
            raise RecordError(f"{where}{recorder.problem}")
