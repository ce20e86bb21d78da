"""A level played from its first moment to its end by the computer, a plan, nobody, or a scripted person."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from game.analysis.passes.rollout import wilson
from game.app.scripted.controls import ScriptedGame
from game.app.scripted.people import BeginningPerson, LevelAim
from game.app.scripted.person import NONE, ScreenSight, Script, ScriptedPerson
from game.core.intents import Wish
from game.core.state import STEP_SECONDS
from game.rules.level.computer import ComputerCarrier
from game.rules.level.session import Session
from game.rules.level.steps import Steps
from game.scenario.errors import LevelError
from game.scenario.schema import Level

BY: Final = ("cpu", "sound", "poor", "idle", "beginner")
"""Who may steer the level's person."""
LONGEST: Final = 600.0
"""Seconds after which a level that isn't over is lost by its time."""
LONGEST_STEPS: Final = round(LONGEST / STEP_SECONDS)
PERSON: Final = "human1"
KEYS: Final = {"push": "push", "backheel": "heel", "any": "push"}


Hands = Callable[[], dict[int, Wish]]
"""What people wish in the next step of a session, by player number."""


class IdlePerson(ScriptedPerson):
    """Touches no key."""

    def script(self, sight: ScreenSight) -> Script:
        """Want nothing, for ever."""
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
    """Return what the level's card says at this moment, as a beginner takes it."""
    level, asked = session.level, session.level.objective.asked
    ids = {player.id for player in level.players}
    names = [session.objective.called if one == "called" else one for one in asked.to]
    return LevelAim(
        technique=KEYS[asked.technique],
        to=frozenset(level.index(name) for name in names if name in ids),
        marks=tuple(session.objective.marks),
        dribble=asked.carried,
        from_afar=asked.distance,
    )


def check_steps(level: Level, by: str) -> None:
    """Raise LevelError where a level has no steps of that name."""
    if not {"sound": level.sound, "poor": level.poor}.get(by, True):
        raise LevelError([f"{by}: expected [[{by}]] steps in the level's file (got none)"])


def play_level(
    level: Level,
    by: str,
    seed: int,
    strength: int,
    script: Callable[[Session, int], ScriptedPerson] | None = None,
) -> LevelPlay:
    """Play it once. ``script`` is somebody else's hands on the keys; ``by`` doesn't count then."""
    session, hands = begin(level, by, seed, strength, script)
    for _ in range(LONGEST_STEPS):
        session.advance(hands())
        if session.done:
            break
    return told(session)


def begin(
    level: Level,
    by: str,
    seed: int,
    strength: int,
    script: Callable[[Session, int], ScriptedPerson] | None = None,
) -> tuple[Session, Hands]:
    """Return a session at its first moment, and what its person wishes step by step."""
    check_steps(level, by)
    people = {player.control for player in level.players} & {"human1", "human2"}
    computer = script is None and by == "cpu"
    session = Session(level, seed, strength, people if computer else people - {PERSON})
    return session, _hands(session, by, seed, script)


def _hands(
    session: Session, by: str, seed: int, script: Callable[[Session, int], ScriptedPerson] | None
) -> Hands:
    if script is not None or (by in ("idle", "beginner") and PERSON in session.people):
        person = script(session, seed) if script is not None else _person(session, by, seed)
        return ScriptedGame(session, {PERSON: person}, session.objective.marks).wishes
    player = next((n for n, one in enumerate(session.level.players) if one.control == PERSON), None)
    if player is not None and by == "cpu":
        return ComputerCarrier(session, player, session.strength).wishes
    return dict if player is None else Steps(session, player, by).wishes


def _person(session: Session, by: str, seed: int) -> ScriptedPerson:
    return IdlePerson(seed) if by == "idle" else BeginningPerson(seed, aim=lambda: aim_of(session))


def told(session: Session) -> LevelPlay:
    """Return what became of a session."""
    progress = session.progress
    limit = progress.time_limit
    late = not progress.done or (limit is not None and progress.seconds >= limit)
    lost = progress.lost_by or ("time" if late else "lost")
    return LevelPlay(
        won=progress.won,
        grade=progress.grade or ("done" if progress.won else "none"),
        score=progress.score,
        seconds=round(progress.seconds if progress.done else session.world.seconds, 3),
        lost_by=None if progress.won else lost,
    )


def summary(name: str, by: str, seed: int, strength: int, plays: list[LevelPlay]) -> dict[str, Any]:
    """Return the plays as ``level --headless --json`` prints them."""
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
