"""A level played from its first moment to its end by the computer, a plan, nobody, or a scripted person."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from game.analysis.passes.rollout import wilson
from game.app.scripted.bout import Bout
from game.app.scripted.people import BeginningPerson, LevelAim
from game.app.scripted.person import NONE, Glimpse, Script, ScriptedPerson
from game.core.plan import Plan
from game.core.state import STEP_SECONDS
from game.rules.level.carriers import Carrier, ComputerCarrier, PlannedCarrier
from game.rules.level.session import Session
from game.scenario.errors import LevelError
from game.scenario.schema import Level

BY: Final = ("cpu", "sound", "poor", "idle", "beginner")
"""Who may steer the level's person."""
LONGEST: Final = 600.0
"""Seconds after which a level that isn't over is lost by its time."""
PERSON: Final = "human1"
KEYS: Final = {"push": "push", "backheel": "heel", "shot": "shot", "any": "push"}


class IdlePerson(ScriptedPerson):
    """Touches no key."""

    def script(self, sight: Glimpse) -> Script:
        """Nothing, for ever."""
        while True:
            yield NONE


@dataclass(frozen=True, slots=True)
class LevelPlay:
    """What became of one play."""

    won: bool
    grade: str
    score: int
    seconds: float
    lost_by: str | None


def aim_of(session: Session) -> LevelAim:
    """What the level's card says, as a beginner takes it."""
    level, objective = session.level, session.objective
    table: Any = level.objective
    to = getattr(table, "to", None)
    return LevelAim(
        technique=KEYS[getattr(table, "technique", "any")],
        to=frozenset() if to is None else frozenset({level.index(to)}),
        marks=tuple(objective.marks),
        dribble=getattr(table, "dribble", 0.0),
        from_afar=getattr(table, "min_distance", 0.0),
    )


def plan_of(level: Level, by: str) -> Plan:
    """The plan that stands in the level's file; raises LevelError where there is none."""
    plan = getattr(level, by, None)
    if plan is None:
        raise LevelError([f"{by}: expected a table [{by}] with a plan in the level's file (got none)"])
    return plan if isinstance(plan, Plan) else plan.plan()


def play_level(
    level: Level,
    by: str,
    seed: int,
    strength: int,
    script: Callable[[Session, int], ScriptedPerson] | None = None,
) -> LevelPlay:
    """Play it once. ``script`` is somebody else's hands on the keys; ``by`` doesn't count then."""
    people = {player.control for player in level.players} & {"human1", "human2"}
    keys = script is not None or by in ("idle", "beginner")
    away = people - {PERSON} if keys else people
    session = Session(level, seed, strength, away)
    carrier: Carrier | None = None
    bout: Bout | None = None
    if keys and PERSON in people:
        person = script(session, seed) if script is not None else _person(session, by, seed)
        bout = Bout(session, {PERSON: person}, session.objective.marks)
    elif PERSON in people:
        player = next(n for n, one in enumerate(level.players) if one.control == PERSON)
        if by == "cpu":
            carrier = ComputerCarrier(session, player, strength)
        else:
            carrier = PlannedCarrier(session, player, plan_of(level, by))
    for _ in range(round(LONGEST / STEP_SECONDS)):
        if bout is not None:
            bout.step()
        else:
            session.advance(carrier.wishes() if carrier is not None else {})
        if session.done:
            break
    return _told(session)


def _person(session: Session, by: str, seed: int) -> ScriptedPerson:
    return IdlePerson(seed) if by == "idle" else BeginningPerson(seed, aim=aim_of(session))


def _told(session: Session) -> LevelPlay:
    progress = session.progress
    limit = progress.time_limit
    late = not progress.done or (limit is not None and progress.seconds >= limit)
    lost = getattr(progress, "lost_by", None) or ("time" if late else "lost")
    return LevelPlay(
        won=progress.won,
        grade=getattr(progress, "grade", None) or ("done" if progress.won else "none"),
        score=progress.score,
        seconds=round(progress.seconds if progress.done else session.world.seconds, 3),
        lost_by=None if progress.won else lost,
    )


def summary(name: str, by: str, seed: int, strength: int, plays: list[LevelPlay]) -> dict[str, Any]:
    """The plays as ``level --headless --json`` prints them."""
    won = sum(play.won for play in plays)
    grades = dict.fromkeys(("none", "done", "good", "masterly"), 0)
    for play in plays:
        grades[play.grade] += 1
    return {
        "level": name,
        "by": by,
        "n": len(plays),
        "seed": seed,
        "strength": strength,
        "plays": [asdict(play) for play in plays],
        "won": won / len(plays),
        "won_ci95": list(wilson(won, len(plays))),
        "grades": grades,
    }
