"""What each person at the controls did in a match, for the household's table."""

from collections.abc import Mapping

from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_kinds import fooled
from game.analysis.passes.pass_log import Pass
from game.app.i18n import _, n_
from game.storage.league import Standing


class PersonalTally:
    """Counts the passes that people strike themselves."""

    def __init__(self) -> None:
        self._counts: dict[int, list[int]] = {}
        """Passes, those that arrived, and those that fooled a defender, by person."""

        self._goals: dict[int, int] = {}
        """Goals that people struck, by person."""

    def observe(self, ended: Pass, strikers: Mapping[int, int]) -> None:
        """Take in a pass that has ended; ``strikers``: who struck for a person, the player to the person."""
        person = strikers.get(ended.passer)
        if person is None or ended.shot:
            return
        counts = self._counts.setdefault(person, [0, 0, 0])
        counts[0] += 1
        if ended.outcome in (Outcome.COMPLETED, Outcome.COMPLETED_OTHER):
            counts[1] += 1
            counts[2] += fooled(ended)

    def scored(self, person: int | None) -> None:
        """Take in a goal that a person struck; None: the computer did."""
        if person is not None:
            self._goals[person] = self._goals.get(person, 0) + 1

    def words(self, person: int) -> str:
        """Return what a person did, the best of it first; "" where there is nothing to tell."""
        passes, completed, fooled = self._counts.get(person, [0, 0, 0])
        goals = self._goals.get(person, 0)
        told = []
        if goals:
            told.append(n_("{n} goal", "{n} goals", goals))
        if fooled:
            told.append(n_("fooled {n} defender", "fooled {n} defenders", fooled))
        if passes:
            told.append(_("{part} of {whole} passes arrived", part=completed, whole=passes))
        return ", ".join(told)

    def standing(self, name: str, person: int, goals: tuple[int, int]) -> Standing:
        """Return what the match adds to a name's row; ``goals``: the own side's and the others'."""
        own, others = goals
        passes, completed, fooled = self._counts.get(person, [0, 0, 0])
        return Standing(
            name,
            won=int(own > others),
            drawn=int(own == others),
            lost=int(own < others),
            goals_for=own,
            goals_against=others,
            passes=passes,
            completed=completed,
            fooled=fooled,
            scored=self._goals.get(person, 0),
        )
