"""A match being played: score and clock, goals shown again, half-time, and the way to the result."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import pygame

from game.analysis.passes.pass_log import Pass
from game.app.audio.mixer import danger, near_miss
from game.app.highlights.celebration import Celebration
from game.app.highlights.collector import Highlight, HighlightCollector, HighlightKind
from game.app.i18n import N_, _
from game.app.input.buttons import Frame, Press
from game.app.input.thumb import ButtonOrders
from game.app.render.goal_replay import GoalReplay, Memory
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, Role
from game.app.scenes.play.base import PEOPLE, Seat
from game.app.scenes.play.contest import ContestScene, way_of
from game.app.shell.context import Context
from game.app.snapshot import Seen, between
from game.app.widgets.focus_list import FocusItem
from game.app.widgets.scoreboard import Board, clock_words, draw_banner
from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.rules.match.referee import LogEntry
from game.scenario.fixture import Fixture, Side
from game.storage.league import add_to_league

CHEER_SECONDS: Final = 1.2
"""From a goal to its replay."""
LOUD_SECONDS: Final = 3.0
"""For which the crowd sings of it."""
HARD_SHOT: Final = 15.0
"""m/s from which on a shot is felt."""
UPPER, LOWER = 0.16, 0.66
"""Where a goal's banner stands, shares of the picture's height."""
FIGURES_FROM: Final = 6.0
"""Minutes of a match from which on half-time stops it and shows its figures; a shorter one goes on."""
BREAK_SECONDS: Final = 1.8
"""For which a shorter one says that it is half-time."""
END_SECONDS: Final = 2.2
"""From the last whistle to the result."""
HALVES: Final = {1: N_("1st half"), 2: N_("2nd half"), 3: N_("Golden goal")}
RESTARTS: Final = {
    MatchPhase.KICK_OFF: N_("Kick-off"),
    MatchPhase.KICK_IN: N_("Kick-in"),
    MatchPhase.GOAL_KICK: N_("Goal kick"),
    MatchPhase.CORNER: N_("Corner"),
    MatchPhase.FREE_PASS: N_("Free pass"),
    MatchPhase.DROPPED_BALL: N_("Dropped ball"),
}
WHISTLED: Final = {
    "foul": N_("Foul"),
    "offside": N_("Offside"),
    "second_touch": N_("Touched twice"),
    "held_too_long": N_("Held too long"),
}
"""What the referee says of a line of the log."""
WHISTLES: Final = {
    "kick_off": "kick_off",
    "half_time": "half",
    "golden_goal": "half",
    "foul": "foul",
    "offside": "foul",
    "second_touch": "foul",
    "held_too_long": "foul",
    "goal": "goal",
    "full_time": "full",
}
"""How the referee whistles for a line of the log."""


def quick_fixture(strength: int) -> Fixture:
    """Return a match for one person at once: three minutes, four a side, boards all round."""
    red = Side(name="Red", kit="red", control="human1", strength=3)
    blue = Side(name="Blue", kit="blue", control="cpu", strength=strength)
    return Fixture(a_side=4, minutes=3.0, boards=True, quick=True, red=red, blue=blue)


class MatchScene(ContestScene):
    """One match between two sides."""

    name = "match"
    again = N_("Start the match again")
    leave_label = N_("Leave the match")
    fixture: Fixture

    def __init__(
        self, context: Context, fixture: Fixture, seed: int, devices: list[str] | None = None
    ) -> None:
        """``devices``: what each person plays with, where that was chosen."""
        self.seed = seed
        self.match = Match(fixture, seed)
        self.memory = Memory()
        self._held: tuple[bool, ...] = (False, False)
        """Whether each person held a strike in the frame before."""
        super().__init__(context, self.match, fixture, devices)
        context.trace.note("match", fixture=fixture.model_dump(mode="json"), seed=seed)

    @property
    def set_ups(self) -> int:
        """How often somebody was put in place."""
        return self.match.set_ups

    # Beginning and ending

    def begin(self) -> None:
        """Before the first whistle."""
        super().begin()
        self.memory.forget()
        self.collector = HighlightCollector()
        self.joy: Celebration | None = None
        """How those who scored or won are drawn for the moment."""
        self.replay: GoalReplay | None = None
        self.goal_at: int | None = None
        """The step of a goal that is still to be shown again."""
        self.goal: LogEntry | None = None
        self.scored_by = ""
        """The name of the person who scored it."""
        self.goal_since = -1e9
        self.done_at: float | None = None
        self._logged = 0
        self._phase = self.match.phase
        self._interval = False
        """Half-time has come and was not shown yet."""
        self.break_since = -1e9
        """When half-time was told that stops nothing."""
        self._left = False

    def restart(self) -> None:
        """Begin the same fixture with other luck."""
        self.seed += 1
        self.played = self.match = Match(self.fixture, self.seed)
        self.use_playable(self.match)
        self.begin()
        self.look_here(self.now)
        self.context.trace.note("restart", seed=self.seed)

    def leave(self) -> None:
        """Back to where matches are set up."""
        self.context.nav.to_match_setup()

    def ended(self) -> None:
        """Everybody with a name here has played a match more: the last whistle has gone."""
        score, rows = self.match.score, []
        for human, name in sorted(self.people_called().items()):
            side = self.fixture.people.get(human)
            if side is not None and name:
                goals = (score[side], score[1 - side])
                rows.append(self.tally.standing(name, PEOPLE.index(human), goals))
        if not rows:
            return
        try:
            add_to_league(rows)
        except OSError as error:
            self.context.tell(_("The league table can't be kept ({why})", why=error.strerror or str(error)))

    def highlights(self) -> list[Highlight]:
        """Return the scenes of the match that are worth seeing again."""
        return self.collector.best()

    def own_words(self) -> list[str]:
        """Return a line for each person about what they did themselves."""
        told = [(seat, self.tally.words(seat.person)) for seat in self.seats]
        called = self.people_called()
        return [
            _("{who}: {what}", who=called.get(seat.name, "") or self._unnamed(seat), what=what)
            for seat, what in told
            if what
        ]

    def _unnamed(self, seat: Seat) -> str:
        return _("Person {n}", n=seat.person + 1) if len(self.seats) > 1 else _("You")

    def onward(self) -> list[FocusItem]:
        """Return what is offered after it instead of a rematch, another match or the title."""
        return []

    # Input

    def handle(self, frame: Frame) -> None:
        """A replay is skipped by a new press of anybody; what was held when it began skips nothing."""
        held = tuple(b.push or b.heel or b.shot or b.fake for b in frame.people)
        fresh = any(now and not before for now, before in zip(held, self._held, strict=True))
        self._held = held
        skips = {Press.ACCEPT, Press.BACK} & set(frame.presses) or frame.click is not None
        if self.replay is not None and (skips or fresh):
            self._end_replay()
            self.context.devices.hold_back()
            return
        super().handle(frame)

    def ordered(self, seat: Seat, orders: ButtonOrders) -> None:
        """Change over to another player, or send a team-mate on a run."""
        super().ordered(seat, orders)
        if orders.run and self.match.send_run(seat.name, way_of(seat)) is not None:
            self.context.sounds.play("tick", 0.5)

    # Time

    def update(self, seconds: float) -> None:
        """Count, play, cheer, show the goal again, and go to the result."""
        self.time += seconds
        self._seconds = seconds
        self._show_goal()
        if self.replay is None:
            self.count_or_play(seconds)
        else:
            self.replay.pass_time(seconds)
            self.stage.follow(self.replay.seen(), (), seconds)
            if self.replay.done:
                self._end_replay()
        ball, vel = self.now.ball, self.now.ball_vel
        spot, way = (float(ball[0]), float(ball[1])), (float(vel[0]), float(vel[1]))
        cheering = self.time - self.goal_since < LOUD_SECONDS
        self.context.sounds.crowd(1.0 if cheering else danger(spot, way, self.match.pitch.goals))
        self.coach.update()
        self._notice_phase()

    def _notice_phase(self) -> None:
        phase, before = self.match.phase, self._phase
        self._phase = phase
        self._interval |= phase is MatchPhase.HALF_TIME and before is not phase
        if self.match.done and self.done_at is None:
            self.done_at = self.time
        if self.replay is not None or self.goal_at is not None:
            # A goal of the last second is shown first.
            return
        if self._interval:
            self._interval = False
            if self.fixture.minutes >= FIGURES_FROM:
                self.context.nav.interval(self)
            else:
                self.break_since = self.time
        over = self.done_at is not None and self.time - self.done_at > END_SECONDS
        if over and not self._left:
            self._left = True
            self.context.nav.match_result(self)
            self.context.nav.offer()

    def _show_goal(self) -> None:
        """After the first cheer, if it wasn't shown yet."""
        if self.goal_at is None or self.replay is not None:
            return
        if self.time - self.goal_since > CHEER_SECONDS:
            self.replay = self.memory.around(self.goal_at)
            self.goal_at = None
            if self.replay is not None:
                self.look_here(self.replay.moments[0], near=True)
                self.context.trace.note("replay", step=self.now.step, moments=len(self.replay.moments))
            else:
                self.joy = None

    def _end_replay(self) -> None:
        self.replay = None
        self.joy = None
        if self.match.done and self.match.score[0] != self.match.score[1]:
            self._rejoice(0 if self.match.score[0] > self.match.score[1] else 1, None)
        self.look_here(self.now)

    def observe(self, events: list[Events]) -> None:
        """Tell of whistles and goals, and draw the witness's lines."""
        super().observe(events)
        self.memory.observe(self.now)
        if self.joy is not None:
            self.joy.observe(self.now)
        self.collector.observe(self.now if self.joy is None else self.joy.now)
        for happened in events:
            if len(happened):
                self._felt(happened)
        log = self.match.log
        for entry in log[self._logged :]:
            self._log(entry)
        self._logged = len(log)

    def _felt(self, happened: Events) -> None:
        """A hard shot and a post are felt; a ball over the line is traced, whatever is given for it."""
        if happened.kind is Kind.GOAL:
            side = "blue" if int(happened.other[0]) == 0 else "red"
            self.context.trace.note("goal", step=self.now.step, side=side, player=int(happened.player[0]))
        self._heard(happened)
        follow_camera = self.stage.follow_camera
        if follow_camera is None:
            return
        if happened.kind is Kind.POST:
            follow_camera.shake(0.5)
        elif isinstance(happened, Strike) and int(happened.technique[0]) == Technique.SHOT:
            speed = float(happened.speed_off[0])
            if speed > HARD_SHOT:
                follow_camera.shake(speed / 60.0, float(happened.direction[0]))

    def _heard(self, happened: Events) -> None:
        """The crowd has a heart: it groans at a near miss, and claps for a keeper who holds a hard shot."""
        place = (float(happened.point[0, 0]), float(happened.point[0, 1]))
        speed, sounds = float(happened.speed.max()), self.context.sounds
        if happened.kind in (Kind.OUT, Kind.WALL) and near_miss(place, speed, self.match.pitch.goals):
            sounds.move("groan", 0.8)
        elif happened.kind in (Kind.POST, Kind.PARRY):
            sounds.move("groan", 1.0)
        elif happened.kind is Kind.CATCH and speed > HARD_SHOT * 0.7:
            sounds.move("applause", 0.6, 0.6)

    def _log(self, entry: LogEntry) -> None:
        self.context.trace.note("log", step=self.now.step, **asdict(entry))
        if entry.kind != "kick_off":
            self.collector.dead(self.now.step)
        if entry.kind in WHISTLES:
            self.context.sounds.whistle(WHISTLES[entry.kind])
        if entry.kind == "goal":
            self.goal, self.goal_since, self.goal_at = entry, self.time, self.now.step
            self.scored_by = self._scored_by(entry)
            self._count_goal(entry)
            self._keep_goal(entry)
            self._rejoice(0 if entry.side == "red" else 1, entry.player)
            if self.stage.follow_camera is not None:
                self.stage.follow_camera.shake(1.0)
        elif entry.kind == "full_time":
            sides = dict(zip(("red", "blue"), self.match.report.sides, strict=True))
            report = {name: asdict(side) for name, side in sides.items()}
            score = list(self.match.score)
            self.context.trace.note("full_time", step=self.now.step, score=score, report=report)
            self.ended()
            red, blue = score
            if red != blue and self.goal_at is None:
                self._rejoice(0 if red > blue else 1, None)

    def _keep_goal(self, goal: LogEntry) -> None:
        """A goal is a scene of the reel; an own goal is one of the last that are kept."""
        squad, side = self.match.world.squad, 0 if goal.side == "red" else 1
        if goal.player in squad.ids:
            scorer = squad.index(goal.player or "")
            own = int(squad.team[scorer]) != side
            self.collector.goal(self.now.step, side, scorer, goal.score, self.scored_by, own=own)

    def passed(self, ended: Pass) -> None:
        """A pass that ended is told, and may be a scene of the reel."""
        super().passed(ended)
        person = self.strikers.get(ended.passer)
        name = "" if person is None else self.people_called().get(PEOPLE[person], "")
        kind = self.collector.passed(ended, name)
        if kind is HighlightKind.FOOLED:
            self.context.sounds.move("gasp", 0.7)
        elif kind is HighlightKind.CHAIN:
            self.context.sounds.move("applause", 0.5, 0.5)

    def _rejoice(self, side: int, scorer: str | None) -> None:
        """One side is glad: the scorer runs off and the others come; all of it where it has won."""
        squad, hero = self.match.world.squad, NOBODY
        if scorer in squad.ids and int(squad.team[squad.index(scorer or "")]) == side:
            hero = squad.index(scorer or "")
        self.joy = Celebration(self.now, self.match.pitch, side, hero)

    def seen(self) -> Seen:
        """Return the picture between the last two steps, with the joy of those who scored or won."""
        if self.joy is None:
            return super().seen()
        share = min(max(self.accumulated / STEP_SECONDS, 0.0), 1.0)
        return between(self.joy.before, self.joy.now, share)

    def _scored_by(self, goal: LogEntry) -> str:
        """Return the name of the person who struck it; empty where that was the computer, or has no name."""
        squad = self.match.world.squad
        person = self.strikers.get(squad.index(goal.player)) if goal.player in squad.ids else None
        return "" if person is None else self.people_called().get(PEOPLE[person], "")

    def _count_goal(self, goal: LogEntry) -> None:
        """Count a goal for the person who struck it into the other side's goal."""
        squad = self.match.world.squad
        if goal.player in squad.ids:
            scorer = squad.index(goal.player or "")
            if int(squad.team[scorer]) == (0 if goal.side == "red" else 1):
                self.tally.scored(self.strikers.get(scorer))

    def state(self) -> dict[str, object]:
        """Return the referee's view of the moment."""
        match, restart = self.match, self.match.restart
        return {
            "phase": match.phase.name,
            "clock": round(match.clock, 2),
            "half": match.half,
            "score": list(match.score),
            "taker": restart.taker if restart is not None and restart.ready else None,
        }

    # Drawing

    def board(self) -> Board:
        """Return score, clock, half, and what comes next."""
        match = self.match
        tell, share = self._whistled(), None
        restart = match.restart
        if restart is not None:
            tell = _(
                "{what}: {side}, no. {number}",
                what=_(RESTARTS.get(restart.kind, N_("Restart"))),
                side=self.side_names[restart.side],
                number=self.numbers[restart.taker],
            )
            share = restart.seconds_left / match.laws.take_within if restart.ready else None
        names = self.side_names
        clock, half = clock_words(match.clock), _(HALVES[match.half])
        return Board(names, self.strip.players, match.score, clock, half, tell, share)

    def _whistled(self) -> str:
        """Why play has just stopped, in the language that was chosen."""
        log = self.match.log
        if self.match.phase is MatchPhase.PLAY or not log or not self.match.tell:
            return ""
        word = WHISTLED.get(log[-1].kind)
        return _(word) if word is not None and log[-1].clock >= self.match.played - 0.1 else ""

    def draw(self, screen: pygame.Surface) -> None:
        """Play, or the goal again."""
        if self.replay is not None:
            self._draw_replay(screen, self.replay)
            return
        super().draw(screen)
        if self.goal is not None:
            self._draw_goal(screen, self.goal)
        self._draw_break(screen)

    def _draw_break(self, screen: pygame.Surface) -> None:
        """Say that it is half-time, or that the next goal wins."""
        age = self.time - self.break_since
        if age > BREAK_SECONDS:
            return
        red, blue = self.match.score
        golden = any(entry.kind == "golden_goal" for entry in self.match.log)
        head, line = _("Half-time"), self._score_words(red, blue)
        if golden:
            head, line = _("A draw"), _("The next goal wins")
        strength = min(1.0, age / 0.18, (BREAK_SECONDS - age) / 0.3)
        if self.context.settings.reduced_motion:
            strength = 1.0
        draw_banner(screen, self.context.type, head, line, GOLD, strength, UPPER)

    def _score_words(self, red: int, blue: int) -> str:
        names = self.side_names
        return _("{red} {a} : {b} {blue}", red=names[0], a=red, b=blue, blue=names[1])

    def _draw_goal(self, screen: pygame.Surface, goal: LogEntry) -> None:
        age, whole = self.time - self.goal_since, CHEER_SECONDS + 0.4
        if age > whole:
            return
        side = 0 if goal.side == "red" else 1
        strength = min(1.0, age / 0.18, (whole - age) / 0.3)
        line = self._score_words(*goal.score)
        squad = self.match.world.squad
        if goal.player in squad.ids:
            scorer = squad.index(goal.player or "")
            own = int(squad.team[scorer]) != side
            number = self.numbers[scorer]
            who = _("no. {number}", number=number)
            player = self._named(scorer)
            who = f"{player or self.side_names[int(squad.team[scorer])]}, {who}"
            if own:
                who = _("own goal, {who}", who=who)
            elif self.scored_by:
                who = f"{self.scored_by}: {who}"
            line = f"{who}    {line}"
        if self.context.settings.reduced_motion:
            strength = 1.0
        colour, top = self.strip.mark(side), self._clear_of_joy()
        draw_banner(screen, self.context.type, _("Goal!"), line, colour, strength, top)

    def _clear_of_joy(self) -> float:
        """Return where the banner doesn't lie over the scorer, a share of the picture's height."""
        if self.joy is None or self.joy.hero == NOBODY:
            return UPPER
        return LOWER if self.joy.corner[1] > 0.0 else UPPER

    def _named(self, player: int) -> str:
        """Return a player's own name, as the team has it; empty where it has none."""
        names = self.fixture.sides[int(self.match.world.squad.team[player])].players
        number = int(self.numbers[player])
        return names[number - 1] if 1 <= number <= len(names) else ""

    def _draw_replay(self, screen: pygame.Surface, replay: GoalReplay) -> None:
        type_ = self.context.type
        self.stage.draw(screen, replay.seen(), self._seconds, self.skid)
        height = type_.tx(46)
        for y in (0, screen.get_height() - height):
            pygame.draw.rect(screen, (10, 17, 20), (0, y, screen.get_width(), height))
        done = pygame.Rect(0, height - type_.px(4), round(screen.get_width() * replay.share), type_.px(4))
        pygame.draw.rect(screen, self.strip.mark(0 if self.goal and self.goal.side == "red" else 1), done)
        skip = _("A: skip") if self.context.pad_in_use else _("Enter: skip")
        middle = screen.get_width() / 2
        tag(screen, type_, _("Replay"), (middle, height / 2 - type_.px(2)))
        tag(screen, type_, skip, (middle, screen.get_height() - height / 2), role=Role.SMALL)
