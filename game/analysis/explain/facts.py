"""What happened in a pass, measured: eyes, beliefs and the cues behind them, first steps, lanes, arrival.

The pass is played again from its moment with everybody's recorded wishes. The computer's players think along,
so that their beliefs can be read. Which cue a belief rests on is found by leaving one out: a second mind is
shown the same and gives that cue no weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from game.analysis.explain.movements import Lane, Positions, lane_of, movement_of, recorded_ways, since
from game.analysis.passes.infer_plan import Carried
from game.analysis.passes.outcome import OutcomeCounts
from game.analysis.passes.pass_log import Pass
from game.analysis.passes.simulate import PassSimulation
from game.analysis.passes.snapshot import Recorded
from game.core.maths import Floats
from game.core.state import NOBODY, STEP_SECONDS, World
from game.mind.ai_team import AITeam
from game.mind.defence.belief import Belief, Choices

CUES = {
    "eyes": "gaze",
    "hips and shoulders": "body",
    "plant foot and swing": "plant",
    "the play around": "context",
    "habit": "learning",
}
"""What people call a cue, and the weight of a mind that goes with it."""
KNOWS_AT = 0.5
"""Share of all believed passes from which a defender can be said to expect the pass to one player."""


@dataclass(frozen=True, slots=True)
class OpponentInPass:
    """One opponent in one pass. Times are seconds from contact, negative before it."""

    player: int
    times: Floats
    """``(steps,)`` seconds from contact."""
    belief: Floats
    """``(steps,)`` share of the believed passes that go to the intended receiver, or the belief in a shot
    where it was one; NaN: no belief."""
    keep: Floats
    """``(steps,)`` the defender's belief that the ball is kept."""
    expects: tuple[int, ...]
    """``(steps,)`` the likeliest receiver in the defender's eyes, or -1."""
    cues: dict[str, Floats]
    """By cue ``(steps,)``: the part of ``belief`` that would be missing without it."""
    toward: Floats
    """``(steps,)`` m/s across the line of sight, toward the ball's path; negative: away from it."""
    gap: float
    """Metres from the path when the foot met the ball."""
    left: float | None
    """When the defender set off toward the path for good, seconds from contact; None: never."""
    away: float
    """m/s at which the defender was going the wrong way at contact, or 0."""
    knew: float | None
    """Since when, up to contact, the defender expected it to the intended receiver; None: never."""

    def at_contact(self, series: Floats) -> float:
        """Return a series' value when the foot met the ball."""
        index = int(np.searchsorted(self.times, 0.0, side="right")) - 1
        return float(series[max(index, 0)])

    @property
    def cue(self) -> tuple[str, float] | None:
        """The cue on which the belief at contact rested most, and the share; None where it rested on none."""
        best = max(
            ((name, self.at_contact(part)) for name, part in self.cues.items()), key=lambda item: item[1]
        )
        return best if best[1] > 0.03 else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What was measured of a pass."""

    receiver: int
    """Whom it was meant for, or -1."""
    seconds_at_target: float
    """Seconds of the last two before contact in which the passer's eyes were on the receiver."""
    look: str
    """Where the passer's eyes were at contact: ``target``, another's id, or ``away``."""
    looked_for: float
    """Seconds for which the passer's eyes had rested there at contact."""
    watchers: tuple[OpponentInPass, ...]
    lane: Lane | None
    flight: float
    """Seconds from contact to the end of the pass."""
    times: Floats
    """``(steps,)`` seconds from contact."""
    pos: Floats
    """``(steps, players, 2)`` metres: where everybody was."""
    ball: Floats
    """``(steps, 2)`` metres: where the ball was."""
    same: bool
    """Whether playing it again gave what was played, bit for bit."""
    struck: World | None = None
    """The world of the step in which the foot met the ball, where the pass was played again for it."""


def measure(played: Pass) -> Facts:
    """Play the pass again and look."""
    told = _ReplayedPass(played)
    for _ in range(played.ended - played.begun):
        told.step()
    same = told.course.world.digest() == played.digest
    return _facts(played, told.ways, tuple(told.watchers()), same=same, struck=told.struck)


def at_once(played: Pass) -> Facts:
    """Return what is known the moment a pass is over: all but what was in anybody's head."""
    ways = recorded_ways(played)
    team = played.moment.world.squad.team
    unknown = np.full(len(ways.times), np.nan)
    watchers = tuple(
        _watcher(played, ways, int(foe), unknown, unknown, (), {})
        for foe in np.flatnonzero(team != team[played.passer])
    )
    return _facts(played, ways, watchers, same=True)


def _facts(
    played: Pass,
    ways: Positions,
    watchers: tuple[OpponentInPass, ...],
    *,
    same: bool,
    struck: World | None = None,
) -> Facts:
    plan = played.carried.plan
    look = "target" if plan.look == "target" else plan.look if isinstance(plan.look, str) else "away"
    return Facts(
        played.carried.receiver,
        played.carried.at_target,
        look,
        played.carried.looked_for,
        watchers,
        lane_of(played, ways),
        (played.ended - played.struck) * STEP_SECONDS,
        ways.times,
        ways.pos[1:],
        ways.ball[1:],
        same,
        struck,
    )


class _ReplayedPass:
    """The pass played again, and what was in everybody's head meanwhile."""

    def __init__(self, played: Pass) -> None:
        self.played = played
        moment = played.moment
        world, ai_team = moment.worlds(np.zeros(1, dtype=np.int64))
        squad = world.squad
        tally = OutcomeCounts.of(squad, moment.passer, np.full(1, NOBODY, dtype=np.int64))
        all_of = np.ones(1, dtype=np.bool_)
        wishes = Recorded(moment.script, moment.steered, moment.passer, all_of, all_of)
        laws = None if moment.laws is None else moment.laws.take(np.zeros(1, dtype=np.intp))
        self.course = PassSimulation(world, ai_team, moment.pitch, tally, wishes=wishes, laws=laws)
        self.heads = list(_heads(ai_team, squad.team[moment.passer]))
        self.foes = np.flatnonzero(squad.team != squad.team[moment.passer])
        self.times: list[float] = []
        self.pos: list[Floats] = []
        self.ball: list[Floats] = []
        self.beliefs: list[list[tuple[Choices, dict[str, Choices]] | None]] = []
        self.struck: World | None = None

    def step(self) -> None:
        """Take in one step."""
        self.course.step()
        world = self.course.world
        if not self.heads:
            self.heads = list(_heads(self.course.ai_team, world.squad.team[self.played.passer]))
        self.times.append(self.played.seconds(world.step))
        if world.step == self.played.struck:
            self.struck = world.copy()
        self.pos.append(world.bodies.pos[0].copy())
        self.ball.append(world.ball.pos[0, :2].copy())
        self.beliefs.append(
            [(h.belief.choices, {c: b.choices for c, b in h.without.items()}) for h in self.heads]
        )

    @property
    def ways(self) -> Positions:
        """Everybody's ways and the ball's."""
        start = self.played.moment.world
        pos = np.stack([start.bodies.pos[0], *self.pos])
        return Positions(np.array(self.times), pos, np.stack([start.ball.pos[0, :2], *self.ball]))

    def watchers(self) -> Sequence[OpponentInPass]:
        """Return what was noted, by opponent."""
        ways = self.ways
        return [self._watcher(int(foe), ways) for foe in self.foes]

    def _watcher(self, foe: int, ways: Positions) -> OpponentInPass:
        carried, times = self.played.carried, ways.times
        belief, keep = np.full(len(times), np.nan), np.full(len(times), np.nan)
        expects = [NOBODY] * len(times)
        cues = {cue: np.zeros(len(times)) for cue in CUES}
        for number, heads in enumerate(self.beliefs):
            for head, noted in zip(self.heads, heads, strict=True):
                place = np.flatnonzero(head.belief.viewers == foe)
                if noted is None or place.size == 0:
                    continue
                choices, without = noted
                shares = _shares(choices, int(place[0]))
                keep[number] = float(choices.keep[0, place[0]])
                expects[number] = int(np.argmax(shares)) if shares.sum() > 0.0 else NOBODY
                belief[number] = _sure(choices, int(place[0]), carried)
                for cue, other in without.items():
                    cues[cue][number] = belief[number] - _sure(other, int(place[0]), carried)
        cues = {cue: np.nan_to_num(part) for cue, part in cues.items()}
        return _watcher(self.played, ways, foe, belief, keep, tuple(expects), cues)


def _watcher(
    played: Pass,
    ways: Positions,
    foe: int,
    belief: Floats,
    keep: Floats,
    expects: tuple[int, ...],
    cues: dict[str, Floats],
) -> OpponentInPass:
    moved, before = movement_of(played, ways, foe), ways.times <= 1e-9
    knew = since(ways.times[before], belief[before] > KNOWS_AT)
    return OpponentInPass(
        foe, ways.times, belief, keep, expects, cues, moved.toward, moved.gap, moved.left, moved.away, knew
    )


@dataclass(slots=True)
class _HeadTrack:
    """A side's belief, and the same without one cue each."""

    belief: Belief
    without: dict[str, Belief]


def _heads(ai_team: AITeam, team: int) -> Sequence[_HeadTrack]:
    """Return the beliefs of those against ``team``, each followed by clones that leave one cue out."""
    heads: list[_HeadTrack] = []
    if ai_team.defenders is None:
        return heads
    for belief in ai_team.defenders.beliefs:
        if ai_team.squad.team[belief.viewers[0]] == team:
            continue
        clones: dict[str, Belief] = {}
        for cue, weight in CUES.items():
            clone = belief.take(np.zeros(1, dtype=np.intp))
            minds = belief.minds
            if weight in {f.name for f in fields(minds)}:
                clone.minds = replace(minds, **{weight: np.zeros_like(getattr(minds, weight))})
                clones[cue] = clone
        head = _HeadTrack(belief, clones)
        for name in ("update", "rest"):
            setattr(belief, name, _followed(belief, name, clones))
        heads.append(head)
    return heads


def _followed(belief: Belief, name: str, clones: dict[str, Belief]) -> Any:
    """Return a belief's method that lets its clones do the same."""
    own = getattr(type(belief), name)

    def both(*args: Any, **named: Any) -> None:
        own(belief, *args, **named)
        for clone in clones.values():
            own(clone, *args, **named)

    return both


def _shares(choices: Choices, viewer: int) -> Floats:
    """Return the share of the believed passes that goes to each player, ``(players,)``."""
    passes = choices.passes[0, viewer].sum(axis=(0, 1))
    total = float(passes.sum())
    shares: Floats = passes / total if total > 1e-9 else np.zeros_like(passes)
    return shares


def _sure(choices: Choices, viewer: int, carried: Carried) -> float:
    """Return how sure the viewer is of the shot or the pass that was meant; NaN where it was neither."""
    if carried.shot:
        return float(choices.shoot[0, viewer])
    shares = _shares(choices, viewer)
    known = carried.receiver >= 0 and shares.sum() > 0.0
    return float(shares[carried.receiver]) if known else float("nan")
