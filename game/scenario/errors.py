"""Errors say what is wrong with something that people wrote: a level, a plan, a fixture, a lesson."""

from game.scenario.words import one_line


class LevelError(ValueError):
    """What is wrong with a level, a plan, or a change to one; ``faults`` has one line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [one_line(fault) for fault in faults]
        super().__init__("\n".join(self.faults))

    @property
    def short(self) -> str:
        """The first fault, and how many more there are, in one line."""
        more = len(self.faults) - 1
        return self.faults[0] + (f" (and {more} more)" if more else "")
