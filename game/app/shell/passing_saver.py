"""Passes of whoever plays are added to the day's counts beside play: no picture waits for the disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

from game.storage.passing_by_day import Counts, add_passing


class PassingKeeper:
    """One thread writes; what comes in meanwhile is written together with the next."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: dict[tuple[Path, str], Counts] = {}
        self._writing: tuple[Future[None], dict[tuple[Path, str], Counts]] | None = None

    def add(self, folder: Path, sorts: Mapping[str, bool]) -> str:
        """Count a pass today; returns what is to be told where an earlier one can't be kept."""
        day = date.today().isoformat()
        counts = self._waiting.setdefault((folder, day), {})
        for sort, good in sorts.items():
            number, hits = counts.get(sort, (0, 0))
            counts[sort] = (number + 1, hits + good)
        return self.write()

    def write(self) -> str:
        """Have what waits written, unless the last is still under way; returns why that one failed."""
        told = ""
        if self._writing is not None:
            future, sent = self._writing
            if not future.done():
                return ""
            self._writing = None
            error = future.exception()
            if isinstance(error, OSError):
                told = error.strerror or str(error)
                self._take_back(sent)
            elif error is not None:
                raise error
        if self._waiting and not told:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, "passing")
            sent, self._waiting = self._waiting, {}
            self._writing = (self._pool.submit(_write, sent), sent)
        return told

    def _take_back(self, sent: dict[tuple[Path, str], Counts]) -> None:
        """Keep what couldn't be written: it is tried again with the next pass."""
        for key, counts in sent.items():
            mine = self._waiting.setdefault(key, {})
            for sort, (number, hits) in counts.items():
                before = mine.get(sort, (0, 0))
                mine[sort] = (before[0] + number, before[1] + hits)

    def close(self) -> None:
        """Write everything, however long that takes; a disk that refuses it has had its chance."""
        while self._writing is not None or self._waiting:
            if self._writing is not None:
                self._writing[0].exception()
            if self.write():
                break
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None


def _write(waiting: dict[tuple[Path, str], Counts]) -> None:
    """Write all; what was written before something fails leaves the table, so that it isn't counted twice."""
    for (folder, day), counts in list(waiting.items()):
        add_passing(folder, day, counts)
        del waiting[folder, day]
