"""The ties between computers, played in other processes while the people play or look at the table."""

from __future__ import annotations

from game.rules.match.cup import Cup
from game.rules.match.play_out import play_out
from game.storage.workers import Pool, Ticket


class ComputerTies:
    """Has every tie between computers played as soon as its sides are known."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._asked: dict[int, tuple[int, Ticket]] = {}
        """Numbers of ties to the luck and the ticket of the match that is being played."""
        self.failed = ""
        """What went wrong, if anything did."""

    @property
    def playing(self) -> frozenset[int]:
        """Numbers of the ties that are being played."""
        return frozenset(self._asked)

    def ask(self, cup: Cup) -> None:
        """Have those played that can be."""
        for tie in cup.computer_ties:
            seed = cup.seed_of(tie)
            if tie.number not in self._asked and not self.failed:
                ticket = self._pool.ask(play_out, None, [(cup.fixture(tie), seed)])
                self._asked[tie.number] = (seed, ticket)

    def again(self, cup: Cup) -> None:
        """Ask once more after something went wrong."""
        self.failed = ""
        self.ask(cup)

    def take_in(self, cup: Cup) -> Cup:
        """Return the cup with what has been played since."""
        self._pool.poll()
        for number, (seed, ticket) in list(self._asked.items()):
            if not ticket.done and not ticket.failed:
                continue
            del self._asked[number]
            self._pool.forget(ticket)
            self.failed = self.failed or ticket.failed
            tie = cup.ties[number]
            if ticket.answers and tie.ready and cup.seed_of(tie) == seed:
                _place, score = ticket.answers.popleft()
                cup = cup.played(tie, score)
        return cup

    def close(self) -> None:
        """Call everything off."""
        for _seed, ticket in self._asked.values():
            self._pool.cancel(ticket)
            self._pool.forget(ticket)
        self._asked.clear()
