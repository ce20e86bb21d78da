"""What is likely to be asked next, played a few times beforehand: its first answer then is there at once."""

from collections.abc import Sequence

from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import Change
from game.analysis.whatif.query import ROUNDS, Query
from game.storage.workers import Pool


class FirstAnswers:
    """First answers about one moment. Workers take them before what is still to come of longer questions."""

    def __init__(self, moment: Snapshot, pool: Pool) -> None:
        self._moment, self._pool = moment, pool
        self._asked: dict[tuple[Change, ...], Query] = {}

    def ask(self, changes: Sequence[Change]) -> None:
        """Have these played, if they haven't been asked about already."""
        key = tuple(changes)
        if key and key not in self._asked:
            first = ROUNDS[:1]
            self._asked[key] = Query(self._moment, changes, self._pool, rounds=first, paths=True, ahead=True)

    def poll(self) -> None:
        """Take in what is there."""
        for question in self._asked.values():
            if not question.done:
                question.poll()
        # What went wrong may be asked about once more.
        self._asked = {key: question for key, question in self._asked.items() if not question.failed}

    @property
    def rows(self) -> list[Row]:
        """What is known by now."""
        asked = self._asked.values()
        return [row for question in asked for row in question.rows if row.n >= ROUNDS[0]]

    def cancel(self) -> None:
        """Stop asking."""
        for question in self._asked.values():
            question.cancel()
