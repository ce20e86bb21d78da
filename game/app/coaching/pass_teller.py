"""What of a contest's passes is worth a word, and which: cut out, fooled, a heel, a chain, or all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.analysis.explain.facts import at_once
from game.analysis.explain.finding import Finding, FindingKind, find
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass
from game.app.coaching.verdict_sign import Verdict
from game.app.i18n import _, n_, say

CHAINS = (4, 6, 8, 10, 15, 20)
"""Passes in a row of one side that are told."""
FIRES_FROM = 2
"""Defenders fooled in a row from which that is told."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A verdict, and to whom."""

    person: int
    said: Verdict
    finding: Finding


class PassTeller:
    """Follows the passes of people's sides."""

    def __init__(self) -> None:
        self.chain = {0: 0, 1: 0}
        """Passes in a row, by side."""
        self.fooled: dict[int, int] = {}
        """Passes in a row that fooled somebody, by person."""

    def tell(
        self, ended: Pass, strikers: Mapping[int, int], steered: Mapping[int, int], *, full: bool
    ) -> Telling | None:
        """Return the words for a pass that ended, if it is worth any.

        ``strikers`` and ``steered``: player numbers to persons, of who struck for them and whom they steer.
        """
        team = ended.moment.world.squad.team
        side = int(team[ended.passer])
        self.chain[side] = self.chain[side] + 1 if ended.arrived else 0
        mine = strikers.get(ended.passer)
        if mine is None:
            return self._of_others(ended, steered, side, full=full)
        finding = find(ended, at_once(ended))
        row = self.fooled.get(mine, 0)
        self.fooled[mine] = row + 1 if finding.kind is FindingKind.FOOLED else row if ended.arrived else 0
        chain = ended.arrived and self.chain[side] in CHAINS
        if not full and not chain and not finding.notable(ended):
            return None
        said = Verdict(say(finding.words), say(finding.todo) if full and finding.todo else "", finding.good)
        if finding.kind is FindingKind.FOOLED and self.fooled[mine] >= FIRES_FROM:
            said = replace(said, label=_("On fire") if self.fooled[mine] > FIRES_FROM else _("Warming up"))
        elif chain:
            said = replace(said, label=n_("{n} pass in a row", "{n} passes in a row", self.chain[side]))
        return Telling(mine, said, finding)

    def _of_others(self, ended: Pass, steered: Mapping[int, int], side: int, *, full: bool) -> Telling | None:
        """Tell of a team-mate's pass as such, or of an opponent's that a person's player cut out."""
        team = ended.moment.world.squad.team
        by = steered.get(ended.by)
        if by is not None and int(team[ended.by]) != side and ended.outcome is Outcome.INTERCEPTED:
            finding = find(ended, at_once(ended))
            return Telling(by, Verdict(_("You read it!"), "", True), finding)
        persons = [person for player, person in sorted(steered.items()) if int(team[player]) == side]
        if not full or not persons:
            return None
        finding = find(ended, at_once(ended))
        label = _("Played for you") if ended.passer in steered else _("Team-mate's pass")
        return Telling(persons[0], Verdict(say(finding.words), "", finding.good, label), finding)
