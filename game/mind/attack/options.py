"""Options are what a carrier could do next; each place on the pitch has a worth to a side."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import PI, Floats, dot, exp, heading, norm, unit, wrap
from game.core.pitch import Pitch
from game.core.plan import Plan, Point
from game.mind.attack.formation import ATTACKS
from game.mind.perception.perceived import Picture
from game.mind.plan.sound_player import SOUND


@dataclass(frozen=True, slots=True)
class Carry:
    """A run with the ball for a while, or guarding it where there is no way to run."""

    way: Point
    """Wished velocity, a share of top speed."""
    shield: bool = False


Option = Plan | Carry


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The options that come to mind. All numbers are priors."""

    mates: int = 4
    """Team-mates that a carrier thinks of passing to, at most."""
    nearest: float = 2.5
    farthest: float = 26.0
    """Metres of the longest pass that a carrier thinks of."""
    heel_from: float = 1.75
    """Radians off the hips from which a carrier thinks of a heel."""
    away_to: float = 1.75
    """Radians off the hips up to which a carrier thinks of looking elsewhere: beyond, turning tells
    enough."""
    heel_range: float = 14.0
    """Metres of the longest heel that a carrier thinks of."""
    disguise_range: float = 18.0
    """Metres of a pass within which a carrier thinks of looking elsewhere."""
    shot_range: float = 14.0
    """Metres from the goal within which a carrier thinks of a shot."""
    mouth: float = 1.2
    """Metres that the goal looks wide at least from where a carrier thinks of a shot: not from a corner."""
    quick_range: float = 9.0
    quick_shot: float = 17.5
    """m/s of a shot with a shorter swing."""
    finish_range: float = 11.0
    """Metres from the goal within which a carrier thinks of placing a shot with the inside of the foot: as
    far as a penalty is placed."""
    shot_often: int = 3
    """Times that a carrier plays a shot in their head for each time of anything else: it is all or nothing,
    and one who sees one of two go in thinks too much of it."""
    corner: float = 0.28
    """Share of the goal's width from its middle at which shots are aimed."""
    pace: float = 0.62
    """Share of top speed of a run with the ball."""
    sprint: float = 0.95
    """Share of top speed of a run straight ahead with nobody near."""
    turns: float = 0.8
    """Radians to each side of the way to the goal in which a carrier thinks of running."""
    look: float = 0.15
    """Seconds of a look before a shot."""
    placed: float = 16.0
    """m/s of a shot with the inside of the foot."""
    beyond: float = 0.4
    """Metres behind the goal line at which shots are aimed."""
    marked: float = 2.5
    """Metres to an opponent below which a team-mate is marked."""
    lane_opens: float = 0.25
    """Metres that an opponent covers sideways while a pass goes one metre: what stands near the ball blocks
    less."""
    lane_from: float = 0.5
    """Metres from the ball before which nobody stands in a lane."""
    lane_wide: float = 3.0
    """Metres beyond which a lane is as open as it can be."""
    no_foes: float = 5.0
    """Metres that a lane is open where there are no opponents."""
    called: float = 2.0
    """Metres of open lane that a call is worth."""
    farther: float = 0.05
    """Metres of open lane that each metre of a pass costs."""


TASTE = Thresholds()


def options_of(
    view: Picture, world: int, pitch: Pitch, player: int, *, must_pass: bool = False, tricks: bool = True
) -> list[Option]:
    """Return what comes to mind to ``player`` in one world, the simplest first.

    With ``must_pass`` (a restart) there is no run with the ball; without ``tricks`` there is nothing but
    plain passes, shots and runs.
    """
    t, squad = TASTE, view.squad
    pos, hips = view.bodies.pos[world], float(view.bodies.hips[world, player])
    ball = view.ball.pos[world, :2]
    mates = [m for m in range(squad.players) if m != player and squad.team[m] == squad.team[player]]
    plain: list[Option] = []
    fancy: list[Option] = []
    heels: list[Option] = []
    for mate in _likeliest(view, world, player, mates):
        off = abs(float(wrap(heading(pos[mate] - ball) - hips)))
        far = float(norm(pos[mate] - ball))
        name = squad.ids[mate]
        plain.append(Plan("push", name))
        # A pass to a player who runs is led without saying so.
        runs = float(norm(view.bodies.vel[world, mate])) > SOUND.leads_from
        if not runs and _marked(view, world, mate):
            fancy.append(Plan("push", name, aim="far_foot"))
        if far < t.disguise_range and off < t.away_to:
            fancy.append(Plan("push", name, look="away"))
        if off > t.heel_from and far < t.heel_range:
            heels.append(Plan("backheel", name))
    found = [*plain, *fancy, *heels] if tricks else plain
    if pitch.goals:
        found += _shots(pitch, int(squad.team[player]), ball)
    if not must_pass and not bool(view.ball.hands[world]):
        found += _carries(view, world, pitch, player)
    return found


def _likeliest(view: Picture, world: int, player: int, mates: list[int]) -> list[int]:
    """Return the team-mates whose lanes look best at a glance, best first."""
    t = TASTE
    ball, pos = view.ball.pos[world, :2], view.bodies.pos[world]
    foes = pos[view.squad.team != view.squad.team[player]]
    worth: list[tuple[float, int]] = []
    for mate in mates:
        line = pos[mate] - ball
        far = float(norm(line))
        if not t.nearest < far < t.farthest:
            continue
        way = line / far
        gap = foes - ball
        along = np.minimum(np.maximum(dot(gap, way), t.lane_from), far)
        aside = norm(gap - along[:, None] * way)
        safe = float((aside - t.lane_opens * along).min()) if len(foes) else t.no_foes
        called = t.called if bool(view.bodies.calling[world, mate]) else 0.0
        worth.append((-(min(safe, t.lane_wide) + called - t.farther * far), mate))
    return [mate for _, mate in sorted(worth)[: t.mates]]


def _marked(view: Picture, world: int, mate: int) -> bool:
    pos = view.bodies.pos[world]
    foes = pos[view.squad.team != view.squad.team[mate]]
    return len(foes) > 0 and float(norm(foes - pos[mate]).min()) < TASTE.marked


def _shots(pitch: Pitch, team: int, ball: Floats) -> list[Option]:
    t, goal = TASTE, pitch.goals[1 - team]
    far = float(norm(np.array((goal.x, 0.0)) - ball))
    looks_wide = goal.width * abs(goal.x - float(ball[0])) / max(far, t.beyond)
    if far > t.shot_range or looks_wide < t.mouth:
        return []
    beyond = goal.x + t.beyond * ATTACKS[team]
    corners = [(beyond, side * t.corner * goal.width) for side in (-1.0, 1.0)]
    found: list[Option] = [Plan("shot", corner, look_time=t.look) for corner in corners]
    if far < t.quick_range:
        found += [Plan("shot", corner, speed=t.quick_shot, look_time=t.look) for corner in corners]
    if far < t.finish_range:
        found += [Plan("push", corner, speed=t.placed, look_time=t.look) for corner in corners]
    return found


def _carries(view: Picture, world: int, pitch: Pitch, player: int) -> list[Option]:
    """Return runs toward the goal and to both sides of it, and guarding the ball on the spot."""
    t, squad = TASTE, view.squad
    here = view.bodies.pos[world, player]
    if not pitch.goals:
        return [Carry((0.0, 0.0), shield=True)]
    goal = pitch.goals[1 - int(squad.team[player])]
    ahead = float(heading(np.array((goal.x, 0.0)) - here))
    ways = [unit(np.array(ahead + turn)) * t.pace for turn in (0.0, t.turns, -t.turns, PI)]
    ways.append(unit(np.array(ahead)) * t.sprint)
    runs: list[Option] = [Carry((float(x), float(y))) for x, y in ways]
    return [*runs, Carry((0.0, 0.0), shield=True)]


def often(option: Option, rollouts: int) -> int:
    """Return how many times an option is played in a head that plays each ``rollouts`` times."""
    shoots = isinstance(option, Plan) and not isinstance(option.target, str)
    return rollouts * (TASTE.shot_often if shoots else 1)


@dataclass(frozen=True, slots=True)
class Worth:
    """The ball's worth at a place, in goals. Priors; the shape is that of expected-threat grids."""

    anywhere: float = 0.02
    at_goal: float = 0.16
    fades: float = 11.0
    """Metres to the other goal over which that worth falls by a factor e."""
    chance: float = 0.45
    """Goals that being alone in front of the goal adds: half of what a shot brings there in this engine (0.8
    from 6 m, 0.4 from 9 m, 0.05 from 13 m with a keeper alone), since the moment passes."""
    shoots_from: float = 9.0
    """Metres to the goal over which ``chance`` falls, by a factor e of their square."""
    from_aside: float = 0.3
    """Share of the worth that is left on the goal line beside the goal."""
    lost_pressed: float = 0.4
    """Share of balls that are lost with an opponent at the player's shirt."""


WORTH = Worth()


def worth_of(pitch: Pitch, side: int, pos: Floats, pressed: Floats) -> Floats:
    """Return what having the ball at ``pos`` ``(n, 2)`` metres is worth to a side, ``(n,)``, in goals.

    ``pressed`` ``(n,)`` goes from 0 (alone) to 1 (an opponent at the shirt); a ball that is lost is worth to
    the opponents what it is there.
    """
    lost = WORTH.lost_pressed * pressed * pressed
    if not pitch.goals:
        return np.asarray(1.0 - 2.0 * lost)
    ours, theirs = _threat(pitch, side, pos, pressed), _threat(pitch, 1 - side, pos, pressed)
    return np.asarray((1.0 - lost) * ours - lost * theirs)


def _threat(pitch: Pitch, side: int, pos: Floats, pressed: Floats) -> Floats:
    """Return what a place is worth, in goals, to a side that keeps the ball there, ``(n,)``."""
    dx, dy = np.abs(pitch.goals[1 - side].x - pos[:, 0]), pos[:, 1]
    far = np.sqrt(dx * dx + dy * dy)
    front = WORTH.from_aside + (1.0 - WORTH.from_aside) * dx / np.maximum(far, 0.5)
    near, alone = far / WORTH.shoots_from, 1.0 - pressed
    shot = WORTH.chance * front * front * alone * alone * exp(-near * near)
    return np.asarray(WORTH.anywhere + WORTH.at_goal * front * exp(far / -WORTH.fades) + shot)
