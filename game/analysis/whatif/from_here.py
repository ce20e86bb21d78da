"""A moment at which somebody has the ball: nothing is played yet, and any pass may be tried."""

from dataclasses import dataclass, replace

from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.factors import whole_passes
from game.analysis.whatif.query import ROUNDS, Query
from game.core.state import NOBODY, Phase
from game.rules.common.playable import BallStatus, Playable
from game.storage.workers import Pool


def moment_of(playable: Playable) -> Snapshot | None:
    """Return a copy of what is there now; None where no pass can begin.

    That is where nobody has the ball, the carrier's leg is back, or the carrier has no team-mate.
    """
    world = playable.world
    holder = int(world.ball.holder[0])
    if holder == NOBODY or playable.ball_status is BallStatus.DEAD:
        return None
    if int(world.bodies.phase[0, holder]) != Phase.NONE:
        return None
    if (world.squad.team == world.squad.team[holder]).sum() == 1:
        return None
    if playable.ai_team.cpu.size:
        playable.ai_team.wake(world.view())
    return replace(Snapshot.of(world, playable.ai_team, playable.pitch, holder), laws=playable.restart_laws)


@dataclass(frozen=True, slots=True)
class FromHere:
    """A moment, and the first answer to which passes would arrive from it: to be at hand if somebody asks."""

    moment: Snapshot
    question: Query

    @classmethod
    def of(cls, moment: Snapshot, pool: Pool) -> "FromHere":
        """Ask what becomes of each thing that could be done from here."""
        passes = whole_passes(moment.world.squad, moment.passer)
        return cls(moment, Query(moment, passes, pool, rounds=ROUNDS[:1], paths=True))
