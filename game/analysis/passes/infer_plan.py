"""The plan that a pass carried out, read back from what was seen of it.

A person has no plan that could be looked up. The strike, the eyes and the wishes say what it came to.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, sin
from typing import Literal

import numpy as np

from game.analysis.passes.rollout_limits import AT_GOAL
from game.core.events import Strike
from game.core.intents import Technique
from game.core.maths import Floats, wrap
from game.core.pitch import Pitch
from game.core.plan import Plan, Point
from game.core.state import NOBODY, STEP_SECONDS, Squad
from game.mind.plan.sound_player import SOUND

LOOKS_WITHIN = 0.30
"""Radians between gaze and a thing within which the passer looks at it."""
MEANT_WITHIN = 0.40
"""Radians between aim and a team-mate within which the pass is meant for that team-mate."""
MEANT_NEAR = 6.0
"""Metres from the aim to a team-mate within which the pass is meant for that team-mate."""
AIMED_FROM = 0.8
"""Metres from what a team-mate's id gives as aim from which the point itself is kept."""
OFF_THE_SPOT = 0.05
"""Metres off the sweet spot from which the place of the ball is part of the plan and not its noise."""
BESIDE = 0.6
"""Metres beside a post, or short of the line, to which a ball that is pushed there is for goal."""
TECHNIQUES: dict[Technique, Literal["push", "backheel", "shot"]] = {
    Technique.PUSH: "push",
    Technique.BACKHEEL: "backheel",
    Technique.SHOT: "shot",
}
SETTLES = 0.5
"""Seconds before contact at which the body's show is read."""


@dataclass(frozen=True, slots=True)
class Track:
    """What was seen from a moment to the strike, a row a step."""

    pos: Floats
    """``(steps, players, 2)`` float64, metres: where everybody was."""
    vel: Floats
    hips: Floats
    """``(steps, players)`` float64, radians: heading of everybody's hips."""
    gaze: Floats
    ball: Floats
    """``(steps, 2)`` float64, metres: where the ball was."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A pass as it was carried out."""

    plan: Plan
    receiver: int
    """Whom it was meant for, or -1."""
    aim: tuple[float, float]
    """Metres: where the ball was to go."""
    looked_for: float
    """Seconds that the eyes rested where they were at contact."""
    at_target: float
    """Seconds of the last two before contact in which the passer's eyes were on the receiver."""
    contact: int
    """Steps from the moment to the strike."""
    shot: bool
    """Whether it was for goal."""


def aim_of(strike: Strike, row: int, aimed: Floats | None) -> tuple[float, float]:
    """Return where the ball was to go: the wished point, or 12 m along the aimed line."""
    x, y = (float(part) for part in strike.point[row, :2])
    if aimed is not None and not np.isnan(aimed).any():
        return float(aimed[0]), float(aimed[1])
    way = float(strike.aim_angle[row])
    return x + 12.0 * cos(way), y + 12.0 * sin(way)


def for_goal(
    squad: Squad, passer: int, pitch: Pitch, technique: Technique, ball: Floats, aim: Floats
) -> Point | None:
    """Return where a ball that is struck at the other side's goal was to cross its line; None: it wasn't.

    With the instep any ball is that goes there, with another surface one that is aimed beyond the line.
    """
    if not pitch.goals:
        return None
    goal = pitch.goals[1 - int(squad.team[passer])]
    far, ahead = goal.x - float(ball[0]), float(aim[0] - ball[0])
    if ahead * far <= 0.0:
        return None
    across = float(ball[1] + (aim[1] - ball[1]) * far / ahead)
    reaches = technique is Technique.SHOT or abs(ahead) > abs(far) - BESIDE
    between = abs(across) < 0.5 * goal.width + (AT_GOAL if technique is Technique.SHOT else BESIDE)
    return (goal.x, round(across, 2)) if reaches and between else None


def meant_for(squad: Squad, passer: int, pos: Floats, vel: Floats, ball: Floats, aim: Floats) -> int:
    """Return the team-mate whom an aim is nearest to, or -1; ``pos`` and ``vel`` ``(players, 2)``."""
    way, length = atan2(*(aim - ball)[::-1]), float(np.hypot(*(aim - ball)))
    best, least = -1, 1e9
    for mate in range(squad.players):
        if mate == passer or squad.team[mate] != squad.team[passer]:
            continue
        there = pos[mate] + min(length / 8.0, 1.5) * vel[mate]
        for spot in (pos[mate], there):
            off = abs(float(wrap(np.array(atan2(*(spot - ball)[::-1]) - way))))
            gap = float(np.hypot(*(spot - aim)))
            if off < MEANT_WITHIN and gap < max(MEANT_NEAR, 0.5 * length) and off + 0.1 * gap < least:
                best, least = mate, off + 0.1 * gap
    return best


def carried_out(
    squad: Squad, passer: int, pitch: Pitch, track: Track, strike: Strike, row: int, aimed: Floats | None
) -> Carried:
    """Read the plan back. ``aimed`` ``(2,)`` is the wished aim when the leg was let go, or None."""
    aim = np.array(aim_of(strike, row, aimed))
    technique = Technique(int(strike.technique[row]))
    shot, receiver = for_goal(squad, passer, pitch, technique, track.ball[-1], aim), NOBODY
    if shot is not None:
        aim = np.array(shot)
    else:
        receiver = meant_for(squad, passer, track.pos[-1], track.vel[-1], track.ball[-1], aim)
    backswing = float(strike.backswing[row])
    look, looked_for = _look(squad, passer, track, receiver, aim)
    target: str | tuple[float, float] = (round(float(aim[0]), 2), round(float(aim[1]), 2))
    mode = None
    if receiver >= 0:
        mode = _mode(track, receiver, aim)
        target = squad.ids[receiver] if mode is not None else target
    offset, sweet = strike.offset[row], strike.sweet[row]
    off_spot = float(np.hypot(*(offset - sweet))) > OFF_THE_SPOT
    plan = Plan(
        technique=TECHNIQUES[technique],
        target=target,
        aim=mode,
        look=look,
        look_time=round(max(looked_for - SOUND.head_turn, 0.0), 3),
        hips=_shown(track, passer, backswing),
        backswing=round(max(backswing, STEP_SECONDS), 3),
        speed=round(float(strike.speed_asked[row]), 2),
        ball_offset=(round(float(offset[0]), 3), round(float(offset[1]), 3)) if off_spot else None,
        lean=round(float(strike.lean[row]), 2),
        follow_through=round(float(strike.follow[row]), 2),
        foot="right" if strike.foot[row] > 0 else "left",
    )
    at_target = _dwell(track, passer, receiver) if receiver >= 0 else 0.0
    return Carried(
        plan,
        receiver,
        (float(aim[0]), float(aim[1])),
        looked_for,
        at_target,
        len(track.ball),
        shot is not None,
    )


def _headings(track: Track, passer: int, points: Floats) -> Floats:
    """Return ``(steps,)`` radians between the passer's gaze and points ``(steps, 2)`` or ``(2,)``."""
    gap = points - track.pos[:, passer]
    off: Floats = np.abs(wrap(np.arctan2(gap[:, 1], gap[:, 0]) - track.gaze[:, passer]))
    return off


def _resting(on: np.ndarray) -> float:
    """Return the seconds for which something was so up to the end, a blink of two steps forgiven."""
    steps, missed = 0, 0
    for so in on[::-1]:
        missed = 0 if so else missed + 1
        if missed > 2:
            break
        steps += 1
    return max(steps - missed, 0) * STEP_SECONDS


def _dwell(track: Track, passer: int, receiver: int) -> float:
    """Return the seconds of the last two in which the passer looked at the receiver."""
    on = _headings(track, passer, track.pos[:, receiver]) < LOOKS_WITHIN
    return float(on[-120:].sum()) * STEP_SECONDS


def _look(
    squad: Squad, passer: int, track: Track, receiver: int, aim: Floats
) -> tuple[str | tuple[float, float], float]:
    """Return where the eyes rested before contact, and for how long."""
    at_aim = _headings(track, passer, aim)
    on = at_aim < LOOKS_WITHIN
    if receiver >= 0:
        on = on | (_headings(track, passer, track.pos[:, receiver]) < LOOKS_WITHIN)
    if on[-1]:
        return "target", min(_resting(on), 2.0)
    here, gaze = track.pos[-1, passer], float(track.gaze[-1, passer])
    for other in range(squad.players):
        if other in (passer, receiver) or squad.team[other] != squad.team[passer]:
            continue
        seen = _headings(track, passer, track.pos[:, other]) < LOOKS_WITHIN
        if seen[-1]:
            return squad.ids[other], min(_resting(seen), 2.0)
    there = (float(here[0]) + 10.0 * cos(gaze), float(here[1]) + 10.0 * sin(gaze))
    still = np.abs(wrap(track.gaze[:, passer] - gaze)) < LOOKS_WITHIN
    return (round(there[0], 1), round(there[1], 1)), min(_resting(still), 2.0)


def _mode(track: Track, receiver: int, aim: Floats) -> Literal["feet", "lead"] | None:
    """Return the plan's ``aim`` that comes nearest to the aimed point; None where the point itself does."""
    at, run = track.pos[-1, receiver], track.vel[-1, receiver]
    if hypot(*(aim - at)) < AIMED_FROM:
        return "feet"
    distance = float(np.hypot(*(at - track.ball[-1])))
    ahead = at + distance / 8.0 * run
    if float(np.hypot(*run)) > 1.0 and hypot(*(aim - ahead)) < 2.0 * AIMED_FROM:
        return "lead"
    return None


def _shown(track: Track, passer: int, backswing: float) -> Literal["natural"] | float:
    """Return what the hips showed in the run-up where they were far from where they ended."""
    before = round((max(SETTLES, backswing) + 0.1) / STEP_SECONDS)
    if len(track.ball) <= before:
        return "natural"
    then, now = float(track.hips[-before, passer]), float(track.hips[-1, passer])
    if abs(float(wrap(np.array(now - then)))) < 0.35:
        return "natural"
    return round(degrees(then), 1)
