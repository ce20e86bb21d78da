"""A level can be played by the steps of its file: `sound` as it should be, `poor` as it shouldn't."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.core.intents import Intents, Technique, Wish
from game.core.maths import PI, Floats, dot, heading, norm, unit, wrap
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Phase, View
from game.mind.defence.anticipation import go
from game.mind.defence.close_quarters import CLOSE
from game.mind.meeting import Runners, meet, run
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.level.sentence import SentenceObjective
from game.rules.level.session import Session
from game.scenario.plays import StepTable
from game.sim import feet


@dataclass(frozen=True, slots=True)
class StepHabits:
    """How steps are carried out where they don't say. All numbers are priors."""

    fake: float = 0.45
    """Seconds that a stopped kick's leg goes back, usual 0.3 to 0.6."""
    stops: float = 0.05
    """Seconds for which the stop of a kick is asked for: three steps."""
    look: float = 0.5
    """Seconds that a look lasts, usual 0.3 to 1."""
    reacts: float = 0.25
    """Seconds from the strike after which a player sets off who goes by the ball alone, usual 0.2 to 0.3."""
    arrived: float = 0.6
    """Metres from a place at which a run is over."""
    stands_off: float = 2.0
    """Metres from the ball at which a lane is covered."""
    side_on_within: float = 4.0
    """Metres from the ball within which a lane is covered half side-on."""
    on_lane: float = 0.5
    """Metres beside a lane within which somebody stands in it."""
    closes: float = 2.0
    """Metres ahead to which somebody in a lane goes up it."""
    reach: float = 1.3
    """Metres to a ball from which a player who presses goes in for it."""
    short_of: float = 0.9
    """Metres before the carrier at which a player who presses means to stop."""
    loose: float = 0.75
    """Metres from the carrier at which a ball is loose enough to be taken."""
    in_front: float = 1.0
    """Metres from the ball, along a pass's line, from which the pass is cut out at the earliest."""
    comes: float = 1.2
    """Seconds before a ball comes from which it is thought of how to strike it first time."""
    comes_with: float = 0.5
    """m/s of a ball from which it comes, and doesn't lie."""
    backswing: float = 0.35
    """Seconds that a first-time strike's leg goes back, usual 0.3 to 0.5."""
    early: float = 0.15
    """Seconds before that time at which the leg may go back already."""


HABITS: Final = StepHabits()


class Steps:
    """The steps of one player of a session; without a step left the ball is met if it comes."""

    def __init__(self, session: Session, player: int, name: str) -> None:
        """Take the ``name`` steps, sound or poor.

        The version of the level that a go has may have steps of its own.
        """
        self.session, self.player, self.name = session, player, name
        self.resumes = 0
        """Step at which a level without goes goes on: from one possession to the next the steps follow each
        other."""
        self.set_ups = session.set_ups
        self._begin()

    def _begin(self) -> None:
        level = self.session.played
        called = self.session.objective.called
        every = level.poor if self.name == "poor" else level.sound
        self.steps = [step for step in every if step.called in (None, called)]
        if self.session.set_ups != self.set_ups:
            self.resumes = 0  # everybody is back where the steps begin
        goes = self.session.objective.in_goes or not self.steps
        self.at = 0 if goes else self.resumes % len(self.steps)
        self.since = 0
        self.set_ups = self.session.set_ups
        self.attempts = self.session.progress.attempts
        self.executor: Executor | None = None
        self.guess: Floats | None = None
        self.by_way = False
        self.swung = False

    def wishes(self) -> dict[int, Wish]:
        """Return what the player wants in this step."""
        again = not self.session.objective.in_goes and self.session.progress.attempts != self.attempts
        if self.session.set_ups != self.set_ups or again:
            self._begin()
        view = self.session.world.view()
        if self.at >= len(self.steps) and not self.session.objective.in_goes and self._has(view):
            self._begin()
        for _ in range(len(self.steps) + 1):
            if self.at >= len(self.steps):
                break
            wish = self._act(view, self.steps[self.at])
            if wish is not None:
                self.since += 1
                return {self.player: wish}
            self._next()
        return {self.player: self._meets(view) or Wish()}

    def _next(self) -> None:
        self.at, self.since = self.at + 1, 0
        self.resumes = self.at
        self.executor, self.guess, self.by_way, self.swung = None, None, False, False

    @property
    def _seconds(self) -> float:
        return self.since * STEP_SECONDS

    def _has(self, view: View) -> bool:
        return int(view.ball.holder[0]) == self.player

    def _act(self, view: View, step: StepTable) -> Wish | None:
        """Return the wish of a step, or None where it is over."""
        act = step.act
        if act == "pass":
            return self._pass(view, step)
        if act == "wait":
            return None if self._seconds >= (step.wait or 0.0) else Wish()
        if act == "shield":
            return None if self._seconds >= (step.shield or 0.0) else Wish(shield=True)
        limit = step.seconds
        if act == "fake":
            return self._fake(view, step)
        if act == "look":
            done = self._seconds >= (HABITS.look if limit is None else limit)
            return None if done else Wish(look_at=self._point(view, step.look))
        if limit is not None and self._seconds >= limit:
            return None
        if act == "run":
            return self._run(view, step)
        if act == "read":
            return self._read(view, step.read or "body")
        if act == "press":
            return self._press(view, step)
        return self._cover(view, step)

    def _point(self, view: View, place: object) -> tuple[float, float]:
        if isinstance(place, str):
            x, y = view.bodies.pos[0, view.squad.index(place)]
            return (float(x), float(y))
        assert isinstance(place, tuple)
        return (float(place[0]), float(place[1]))

    # With the ball

    def _pass(self, view: View, step: StepTable) -> Wish | None:
        assert step.pass_ is not None
        plan = step.pass_.plan()
        if plan.foot is None:
            asked = self._foot()
            plan = replace(plan, foot="right" if asked > 0 else "left" if asked < 0 else None)
        if self.swung and int(view.bodies.phase[0, self.player]) in (Phase.NONE, Phase.FOLLOW):
            return None
        if self.executor is not None:
            if not self.executor.busy[0]:
                return None
            return self._carried_out(view)
        if self._has(view):
            orders = PlanBatch.of([plan], view.squad)
            self.executor = Executor(view, self.session.pitch, self.player, orders)
            return self._carried_out(view)
        if step.first_time:
            return self._first_time(view, plan)
        return self._meets(view) or Wish()

    def _foot(self) -> int:
        """Return the foot that the level asks for now: 1 right, -1 left, 0 either."""
        objective = self.session.objective
        if not isinstance(objective, SentenceObjective):
            return 0
        asked = next((link.foot for link in objective.links if link.foot is not None), None)
        return 0 if asked is None else objective.judge.run.foot(asked)

    def _carried_out(self, view: View) -> Wish:
        assert self.executor is not None
        intents = Intents.idle(1, view.squad.players)
        self.executor.decide(view, intents)
        return intents.wish_of(0, self.player)

    def _first_time(self, view: View, plan: Plan) -> Wish:
        """Strike a ball that comes: set oneself to its way, the leg back in time, through as it is there.

        For a heel the back is turned to where it goes.
        """
        technique = Technique[plan.technique.upper()]
        ball, vel = view.ball.pos[0, :2], view.ball.vel[0, :2]
        me, speed = view.bodies.pos[0, self.player], float(norm(vel))
        aim = self._point(view, plan.target)
        way = float(heading((np.array(aim) - me)[None])[0])
        back = technique is Technique.BACKHEEL
        turned = float(wrap(np.array(way + PI))) if back else way
        eyes = aim if plan.look is None and not back else None
        wish = Wish(aim=aim, speed=plan.speed, look_at=eyes, hips_to=turned)
        if speed < HABITS.comes_with:
            return self._meets(view) or wish
        foot = {"left": -1, "right": 1}.get(plan.foot or "", int(view.squad.better_foot[self.player]))
        ahead = unit(view.bodies.hips[:1, self.player])[0]
        times = np.arange(0.0, HABITS.comes, STEP_SECONDS)
        stances = feet.stances_as_it_comes(ball, vel, times, ahead, foot, technique)
        best = int(np.argmin(norm(stances - me)))
        left, stand = float(times[best]), stances[best]
        move = go(me[None], stand[None], 1.0)[0]
        wish = replace(wish, move=(float(move[0]), float(move[1])), foot=foot)
        phase = int(view.bodies.phase[0, self.player])
        lets_go = phase == Phase.BACK and left <= float(feet.FORWARD_SWING[technique]) + STEP_SECONDS
        self.swung = self.swung or lets_go
        backswing = plan.backswing or HABITS.backswing
        if self.swung or left > backswing + HABITS.early or best in (0, len(times) - 1):
            return wish
        return replace(wish, swing=technique)

    def _fake(self, view: View, step: StepTable) -> Wish | None:
        if not self._has(view):
            return None
        seconds = HABITS.fake if step.seconds is None else step.seconds
        aim = self._point(view, step.fake)
        if self._seconds < seconds:
            return Wish(swing=Technique.PUSH, aim=aim, look_at=aim)
        return Wish(cancel=True, aim=aim) if self._seconds < seconds + HABITS.stops else None

    def _run(self, view: View, step: StepTable) -> Wish | None:
        here = view.bodies.pos[0, self.player]
        target = np.array(self._point(view, step.run))
        if float(norm(target - here)) < HABITS.arrived:
            return None
        comes = None if self._has(view) else self._meets(view)
        if comes is not None:
            return comes
        move = go(here[None], target[None], 1.0)[0]
        return Wish(move=(float(move[0]), float(move[1])))

    def _meets(self, view: View) -> Wish | None:
        """Go to a free ball that a team-mate struck, or a board gives back; None where there is none."""
        ball = view.ball
        kicker = int(ball.kicker[0])
        if int(ball.holder[0]) != NOBODY:
            return None
        if kicker == self.player:
            return self._given_back(view)
        if kicker != NOBODY and view.squad.team[kicker] != view.squad.team[self.player]:
            return None
        return self._to_ball(view)

    def _given_back(self, view: View) -> Wish | None:
        """Step across into the way of one's own ball that comes back, and let it come."""
        here, ball, vel = view.bodies.pos[0, self.player], view.ball.pos[0, :2], view.ball.vel[0, :2]
        speed = float(norm(vel))
        if speed < HABITS.comes_with:
            return None
        way = vel / speed
        left = float(dot(here - ball, way))
        if left <= 0.0:
            return None
        move = go(here[None], (ball + left * way)[None], 1.0)[0]
        return Wish(move=(float(move[0]), float(move[1])), look_at=(float(ball[0]), float(ball[1])))

    def _to_ball(self, view: View) -> Wish:
        ball, me = view.ball, np.array([self.player])
        who = Runners.of(view.bodies, (slice(None), me))
        meeting = meet(
            who, ball.pos[:, None], ball.vel[:, None], ball.roll[:, None], self.session.pitch.surface
        )
        move, hips = run(who, meeting, ball.pos[:, None, :2])
        turned = float(hips[0, 0])
        return Wish(
            move=(float(move[0, 0, 0]), float(move[0, 0, 1])), hips_to=None if np.isnan(turned) else turned
        )

    # Without it

    def _read(self, view: View, cue: str) -> Wish:
        """Wait for the pass and go for it, by what the passer's body, eyes or the ball say."""
        ball, holder = view.ball, int(view.ball.holder[0])
        me = view.bodies.pos[0, self.player]
        struck = int(ball.kicker[0]) != NOBODY and holder == NOBODY
        if holder == NOBODY and struck:
            late = (view.step - int(ball.struck_step[0])) * STEP_SECONDS
            if late >= HABITS.reacts or (self.guess is None and cue != "late"):
                return self._to_ball(view)
        elif holder != NOBODY and self.guess is None and cue != "late":
            self.guess = self._guessed(view, holder, cue)
        if self.guess is None:
            return Wish()
        start = ball.pos[0, :2]
        line = unit(np.array([float(self.guess[0])]))[0]
        along = max(float(((me - start) * line).sum()), HABITS.in_front)
        target = start + along * line
        move = go(me[None], target[None], 1.0)[0]
        return Wish(move=(float(move[0]), float(move[1])), look_at=(float(start[0]), float(start[1])))

    def _guessed(self, view: View, holder: int, cue: str) -> Floats | None:
        """Return the heading of the pass that a cue speaks for, or None before it does.

        It leads to the team-mate nearest to that line.
        """
        bodies = view.bodies
        phase = int(bodies.phase[0, holder])
        if cue == "eyes":
            if phase not in (Phase.BACK, Phase.FORWARD):
                return None
            way = float(bodies.gaze[0, holder])
        elif phase != Phase.FORWARD:
            return None
        else:
            heel = int(bodies.technique[0, holder]) == Technique.BACKHEEL
            if cue in ("push", "backheel"):
                heel = cue == "backheel"
            plant = float(bodies.plant_angle[0, holder])
            if cue == "body":
                way = plant + (PI if heel else 0.0)
            else:
                way = float(bodies.hips[0, holder]) + (PI if heel else 0.0)
        mates = np.flatnonzero(view.squad.team == view.squad.team[holder])
        mates = mates[mates != holder]
        if not mates.size:
            return None
        headings = heading(bodies.pos[0, mates] - view.ball.pos[0, :2])
        off = np.abs(wrap(headings - way))
        return headings[[int(np.argmin(off))]]

    def _press(self, view: View, step: StepTable) -> Wish:
        me, target = view.bodies.pos[0, self.player], np.array(self._point(view, step.press))
        ball = view.ball.pos[0, :2]
        if step.by_way_of is not None and not self.by_way:
            over = np.array(step.by_way_of)
            self.by_way = float(norm(over - me)) < HABITS.arrived
            target = over
        elif int(view.ball.holder[0]) == NOBODY:
            return self._to_ball(view)
        move = go(me[None], target[None], 1.0, HABITS.short_of)[0]
        near = float(norm(ball - me)) < HABITS.reach
        return Wish(
            move=(float(move[0]), float(move[1])), tackle=near, look_at=(float(ball[0]), float(ball[1]))
        )

    def _cover(self, view: View, step: StepTable) -> Wish:
        me, back = view.bodies.pos[0, self.player], np.array(self._point(view, step.cover))
        ball, holder = view.ball.pos[0, :2], int(view.ball.holder[0])
        if holder == NOBODY:
            return self._to_ball(view)
        loose = float(norm(ball - view.bodies.pos[0, holder])) > HABITS.loose
        line = unit(heading((back - ball)[None]))[0]
        along, far = float(((me - ball) * line).sum()), float(norm(back - ball))
        off = float(norm(me - ball - along * line))
        # Onto the lane first; from there up it, toward the ball.
        along = along if off > HABITS.on_lane else along - HABITS.closes
        target = ball + min(max(along, HABITS.stands_off), max(far, HABITS.stands_off)) * line
        move = go(me[None], target[None], 1.0)[0]
        reach = loose and float(norm(ball - me)) < HABITS.reach
        look = (float(ball[0]), float(ball[1]))
        to_ball = heading((ball - me)[None])
        # Near the ball half side-on, the way to what is covered: a square body is late on both sides.
        near = float(norm(ball - me)) < HABITS.side_on_within
        turn = float(wrap(heading((back - me)[None]) - to_ball)[0]) if near else 0.0
        open_to = 0.0 if turn == 0.0 else CLOSE.side_on if turn > 0.0 else -CLOSE.side_on
        return Wish(
            move=(float(move[0]), float(move[1])),
            tackle=reach,
            look_at=look,
            hips_to=float(wrap(to_ball + open_to)[0]),
        )
