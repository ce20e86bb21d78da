"""The moments in which the mind benches (and tests/mind) watch a reader, and how they are played.

Every row of a bench is played in the same worlds, whose luck hangs on the seed alone: rows differ by what was
decided and by nothing else (common random numbers).
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from game.analysis.passes.outcome import CAME_OFF, Outcome, OutcomeCounts
from game.analysis.passes.rollout import Case, RolloutResult, rollout, wilson
from game.core.events import Strike
from game.core.intents import Intents, Technique
from game.core.maths import heading
from game.core.plan import Plan
from game.core.state import STEP_SECONDS, World
from game.mind.ai_team import AITeam
from game.mind.defence.belief import Choices, Habits
from game.mind.defence.defenders import Defenders
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.scenario.load import parse_level, parse_plan
from game.scenario.schema import Level
from game.scenario.start import StartedLevel, start
from game.sim.step import step

STEPS = 150
"""Steps that a read pass is watched for: longer than any of these plans takes to contact."""
Players = list[dict[str, Any]]


def player(name: str, team: str, at: tuple[float, float], facing: float, **more: Any) -> dict[str, Any]:
    """A level's ``[[player]]``; who is not told otherwise stands still."""
    return {"id": name, "team": team, "at": list(at), "facing": facing, "control": "still", **more}


def level_of(players: Players, holder: str = "P", size: tuple[float, float] = (60.0, 60.0)) -> Level:
    """A dry pitch with these players."""
    raw = {
        "format": 1,
        "title": "A moment",
        "teaches": "What a defender reads.",
        "pitch": {"length": size[0], "width": size[1], "surface": "dry"},
        "player": players,
        "ball": {"holder": holder},
    }
    return parse_level(raw, "moment")


def two_targets(style: str = "patient", defender: tuple[float, float] = (0.0, 0.0)) -> Players:
    """A passer, two team-mates 43 degrees apart as they see them, and a reader between."""
    return [
        player("P", "red", (-8.0, 0.0), 0.0, control="human1"),
        player("A", "red", (6.0, 5.5), 200.0, control="cpu"),
        player("B", "red", (6.0, -5.5), 160.0, control="cpu"),
        player("D", "blue", defender, 180.0, control="cpu", style=style),
    ]


def marked_from_behind(style: str = "patient") -> Players:
    """Back to goal: a marker tight behind, a team-mate behind the marker's shoulder."""
    return [
        player("P", "red", (0.0, 0.0), 180.0, control="human1"),
        player("B", "red", (6.5, 3.0), 200.0, control="cpu"),
        player("A", "red", (-8.0, -4.0), 20.0, control="cpu"),
        player("D", "blue", (1.1, 0.0), 180.0, control="cpu", style=style),
    ]


def with_cover(players: Players, style: str = "patient") -> Players:
    """The same moment with a player who covers four metres behind the team-mate, as a side has one."""
    return [*players, player("C", "blue", (10.1, 4.7), 205.0, control="cpu", style=style)]


def in_full_view(style: str = "patient") -> Players:
    """The same team-mate at the same distance ahead, no marker, and a defender five metres to the side."""
    return [
        player("P", "red", (0.0, 0.0), 25.0, control="human1"),
        player("B", "red", (6.5, 3.0), 200.0, control="cpu"),
        player("A", "red", (-8.0, -4.0), 20.0, control="cpu"),
        player("D", "blue", (0.0, 5.0), 270.0, control="cpu", style=style),
    ]


def turned(players: Players, degrees: float) -> Players:
    """The same moment, turned about the pitch's centre."""
    angle = np.deg2rad(degrees)
    c, s = float(np.cos(angle)), float(np.sin(angle))
    out = []
    for p in players:
        x, y = p["at"]
        facing = (p["facing"] + degrees + 180.0) % 360.0 - 180.0
        out.append({**p, "at": [c * x - s * y, s * x + c * y], "facing": facing})
    return out


def mirrored(players: Players) -> Players:
    """The same moment in a mirror along the pitch, feet included."""
    return [
        {
            **p,
            "at": [p["at"][0], -p["at"][1]],
            "facing": -p["facing"],
            "foot": "left" if p.get("foot", "right") == "right" else "right",
        }
        for p in players
    ]


def moved(players: Players, by: tuple[float, float]) -> Players:
    """The same moment elsewhere on the pitch."""
    return [{**p, "at": [p["at"][0] + by[0], p["at"][1] + by[1]]} for p in players]


def plan_of(level: Level, **given: Any) -> Plan:
    """A plan; a push to A where nothing else is said."""
    return parse_plan({"technique": "push", "target": "A", **given}, "bench", level)


def results(
    players: Players, plans: Sequence[dict[str, Any]], n: int, seed: int = 0, holder: str = "P"
) -> list[RolloutResult]:
    """Rollouts of plans on one moment."""
    level = level_of(players, holder)
    return rollout([Case(given, plan_of(level, **given), {}, level) for given in plans], n, seed)


class Moment:
    """One moment under way in ``n`` worlds, each with a plan of its own, open to a bench at every step."""

    def __init__(self, level: Level, plans: Sequence[Plan], seed: int = 0, habits: Habits | None = None):
        self.scene: StartedLevel = start(level, seed, len(plans), headless=True)
        self.world: World = self.scene.world
        self.ai_team: AITeam = self.scene.ai_team
        self.passer = int(self.world.ball.holder[0])
        self.foes = np.flatnonzero(self.world.squad.team != self.world.squad.team[self.passer])
        self.worlds = len(plans)
        orders = PlanBatch.of(plans, self.world.squad)
        self.executor = Executor(self.world.view(), self.scene.pitch, self.passer, orders)
        self.tally = OutcomeCounts.of(self.world.squad, self.passer, orders.target)
        self.contact = np.full(self.worlds, -1)
        """The step of contact, -1 before it."""
        self._habits = habits

    @property
    def defenders(self) -> Defenders:
        """The readers, once somebody has thought."""
        assert self.ai_team.defenders is not None
        return self.ai_team.defenders

    def choices(self) -> Choices:
        """What the defending side believes."""
        for belief in self.defenders.beliefs:
            if np.isin(belief.viewers, self.foes).all():
                return belief.choices
        raise LookupError("nobody reads the passer")

    def play(
        self, steps: int, meddle: Callable[["Moment", Intents], None] | None = None
    ) -> Iterator[list[Any]]:
        """Go on; yields each step's events. ``meddle`` may change the intents before the passer's."""
        for _ in range(steps):
            intents = Intents.idle(self.worlds, self.world.squad.players)
            view = self.world.view()
            self.ai_team.think(view, intents)
            if self._habits is not None:
                self.defenders.habits, self._habits = self._habits, None
            if meddle is not None:
                meddle(self, intents)
            self.executor.decide(view, intents)
            happened = list(step(self.world, self.scene.pitch, intents))
            rows = np.arange(self.worlds)
            self.tally.observe(happened, rows, self.world.seconds, self.world.view(), self.defenders)
            for events in happened:
                if isinstance(events, Strike):
                    own = events.world[events.player == self.passer]
                    first = own[self.contact[own] < 0]
                    self.contact[first] = self.world.step - 1
            yield happened

    def play_out(
        self, steps: int, meddle: Callable[["Moment", Intents], None] | None = None
    ) -> OutcomeCounts:
        """Go on until every pass has ended."""
        for _ in self.play(steps, meddle):
            if (self.tally.outcome != Outcome.OPEN).all():
                break
        return self.tally


def by_thumb(
    players: Players, technique: Technique, hold: float, n: int, *, turns: float = 0.0, seed: int = 3
) -> OutcomeCounts:
    """A person's pass to B, half a second after the beginning.

    The hips turn toward them for ``turns`` seconds and then the button is held for ``hold`` seconds.
    """
    level = level_of(players)
    scene = start(level, seed, n, headless=True)
    world, passer, to = scene.world, level.index("P"), level.index("B")
    tally, rows = OutcomeCounts.of(world.squad, passer, np.full(n, to)), np.arange(n)
    presses = round(0.5 / STEP_SECONDS)
    for number in range(420):
        view, intents = world.view(), Intents.idle(n, world.squad.players)
        scene.ai_team.think(view, intents)
        aim = world.bodies.pos[:, to]
        if presses - round(turns / STEP_SECONDS) <= number < presses:
            intents.hips_to[:, passer] = heading(aim - world.bodies.pos[:, passer])
        intents.aim[:, passer] = aim
        if presses <= number < presses + round(hold / STEP_SECONDS):
            intents.swing[:, passer] = technique
        happened = list(step(world, scene.pitch, intents))
        tally.observe(happened, rows, world.seconds, world.view(), scene.ai_team.defenders)
        if (tally.outcome != Outcome.OPEN).all():
            break
    return tally


def arrived(tally: OutcomeCounts) -> np.ndarray:
    """Which passes a team-mate brought under control, by world."""
    came: np.ndarray = np.isin(tally.outcome, CAME_OFF)
    return came


def lost(tally: OutcomeCounts) -> np.ndarray:
    """Which balls the other side won, by world: cut out, or taken off the foot."""
    gone: np.ndarray = np.isin(tally.outcome, (Outcome.INTERCEPTED, Outcome.TACKLED))
    return gone


def hold_still(moment: Moment, intents: Intents) -> None:
    """The defenders only watch."""
    intents.move[:, moment.foes] = 0.0
    intents.tackle[:, moment.foes] = False


def known_passer(worlds: int, players: int, truths: float = 0.0, lies: float = 0.0) -> Habits:
    """What everybody has seen of player 0 in this match: how often the eyes told the truth."""
    habits = Habits.none(worlds, players)
    habits.truths[:, 0], habits.lies[:, 0] = truths, lies
    habits.pushes[:, 0] = truths + lies
    return habits


def belief_over_time(
    players: Players,
    n: int,
    seed: int = 0,
    habits: Habits | None = None,
    targets: str = "AB",
    **plan: Any,
) -> tuple[np.ndarray, np.ndarray, float]:
    """What the first defender, who only watches, believes of the true target while the pass is made.

    Returns the share of passes to A or B that they give the true one ``(steps, n)``, the steps of contact
    ``(n,)`` (-1 where there was none), and the delay in seconds. The steps end
    when every contact has been seen.
    """
    level = level_of(players)
    goals = np.array([targets[i % len(targets)] for i in range(n)])
    plans = {goal: plan_of(level, **{"speed": 11.0, **plan, "target": goal}) for goal in set(targets)}
    moment = Moment(level, [plans[goal] for goal in goals], seed, habits)
    # They think at every step: a motion that stops between two thoughts would lose half of what they saw.
    moment.ai_team.wake(moment.world.view())
    moment.defenders.every, moment.defenders.after = 1, 0
    a, b = level.index("A"), level.index("B")
    delay = float(moment.ai_team.minds.delay[moment.foes[0]])
    share, late = [], round(delay / STEP_SECONDS)
    for _ in moment.play(STEPS, hold_still):
        passes = moment.choices().passes[:, 0]
        toward = passes[:, 0] + passes[:, 1]
        toward = toward[:, 0] + toward[:, 1]
        to_a = toward[:, a] / np.maximum(toward[:, a] + toward[:, b], 1e-12)
        share.append(np.where(goals == "A", to_a, 1.0 - to_a))
        # What is seen after the last contact tells nobody when an honest pass is read.
        if len(share) > moment.contact.max() + late and (moment.contact >= 0).all():
            break
    return np.array(share), moment.contact, delay


def at_moment(trace: np.ndarray, contact: np.ndarray, delay: float, seconds: float) -> np.ndarray:
    """The share believed from motions that stopped ``seconds`` before (negative) contact, by world."""
    struck = np.flatnonzero(contact >= 0)
    steps = contact[struck] + round((seconds + delay) / STEP_SECONDS)
    shares: np.ndarray = trace[np.clip(steps, 0, len(trace) - 1), struck]
    return shares


def right_share(players: Players, n: int, moments: Sequence[float], **more: Any) -> list[tuple[int, int]]:
    """How often (of how many) the likelier target is the true one, by moment of stopping."""
    trace, contact, delay = belief_over_time(players, n, **more)
    seen = [at_moment(trace, contact, delay, moment) for moment in moments]
    return [(int((share > 0.5).sum()), len(share)) for share in seen]


def share_text(hits: int, n: int) -> str:
    """A share with its 95 % interval."""
    low, high = wilson(hits, n)
    return f"{hits / n:.3f} [{low:.3f}, {high:.3f}]"


def mean_text(values: np.ndarray, digits: int = 3) -> str:
    """A mean with its 95 % interval; NaN left out."""
    there = values[~np.isnan(values)]
    if there.size < 2:
        return "-"
    half = 1.96 * there.std(ddof=1) / np.sqrt(there.size)
    return f"{there.mean():.{digits}f} ± {half:.{digits}f}"


def share_of(mask: np.ndarray) -> str:
    """The share of worlds in a mask, with its 95 % interval."""
    return share_text(int(mask.sum()), len(mask))


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], n: int) -> None:
    """Print a table with the command that makes it."""
    widths = [max(len(str(line[i])) for line in (head, *rows)) for i in range(len(head))]
    command = " ".join(["python", f"bench/mind/{Path(sys.argv[0]).name}", *sys.argv[1:]])
    print(f"{title}\n$ {command}   (n = {n:,} a row, common random numbers, 95 % intervals)\n")
    for line in (head, *rows):
        print("  ".join(str(cell).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    print()


def asked(description: str | None, n: int = 2000) -> int:
    """The bench's ``--n``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--n", type=int, default=n, help=f"worlds a row ({n})")
    given: int = parser.parse_args().n
    return given
