"""Objectives as sentences: links of events and conditions, in go after go, and the grade they earn."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core import rng
from game.core.events import Events
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, World
from game.mind.ai_team import AITeam
from game.mind.plan.partners import Partners
from game.rules.level.conditions import Judge, Run, far_enough, of_last
from game.rules.level.grading import Tally
from game.rules.level.happenings import GoWatch, Happening, Spot
from game.rules.level.objective_base import Count, Objective, Progress, main_player
from game.rules.level.shares import ALL, Shares
from game.rules.level.telling import ENDS, FIRST_BEFORE, SCORE_WORDS, gaps_of, praise
from game.scenario.links import AWAY, LASTING, LinkTable, SentenceTable
from game.scenario.phrases import SILENCE, Phrase, phrase
from game.scenario.schema import Level

LOOK_SECONDS = 0.1
"""Seconds that a look lasts at least where a link doesn't say."""
CAUSES = ("lost", "out", "time", "offside")
"""Causes of a lost level, as ``level --headless`` says them."""


class SentenceObjective(Objective):
    """An objective of a chain of links that has to come off in some goes, or as often as one likes."""

    def __init__(self, level: Level) -> None:
        super().__init__(level)
        self.table: SentenceTable = level.objective  # type: ignore[assignment]
        self.names = [player.id for player in level.players]
        self.teams = np.array([0 if p.team == "red" else 1 for p in level.players])
        self.side = int(self.teams[level.index(main_player(level).id)])
        """Side whose level it is."""
        people = frozenset(n for n, p in enumerate(level.players) if p.control in ("human1", "human2"))
        self.people = people or frozenset({level.index(main_player(level).id)})
        self.watch = GoWatch(self.teams, self.people)
        self.judge = Judge(level, self.watch)
        self.judge.people = sorted(self.people)
        self.links: tuple[LinkTable, ...] = self.table.links
        self.marks = tuple(link.mark for link in self.links if link.mark is not None)
        self.gates = gaps_of(level, self.links)
        self.in_goes = self.sets_up = self.table.goes is not None
        self.go = 0
        """Goes that have ended."""
        self.shares = Shares(level, self.table, self.judge)
        grades = self.table.grades
        extras = [g.extra.each for g in (grades.done, grades.good, grades.masterly) if g.extra is not None]
        wanted = {each for each in (self.links[-1].each, *extras) if each is not None}
        self.tally = Tally(self.table, kinds={each: self.shares.kinds(each) for each in sorted(wanted)})
        self.partners: Partners | None = None
        """What the go's level says of its partners."""
        self.causes = dict.fromkeys(CAUSES, 0)
        self.resting = False
        """Whether a go has ended, and nobody is back in their place yet."""
        self.calls: tuple[int, ...] = tuple(level.index(name) for name in self.table.called)
        self._start(None)

    # Goes

    @property
    def time_limit(self) -> float | None:
        """Seconds until the level ends, or None."""
        return self.table.time_limit

    def _start(self, world: World | None) -> None:
        """Begin a chain at its first link."""
        last, times = self.judge.run.last, self.judge.run.times if self.resting else {}
        step = 0 if world is None else world.step
        run = Run(self.go, self.table.goes, step, step, dict(times), NOBODY, last)
        run.called = self._call()
        self.judge.run = run
        self.link, self.done_of_link = 0, 0
        self.lasted, self.carried = 0.0, list[Spot]()
        self.under = False
        """Whether the chain has begun: a link is done, or a ball of the person's is on its way."""
        self.resting = False
        self._skip_never()

    def _call(self) -> int:
        """Return the player who is called in this go; all are called equally often, in a random order."""
        if not self.calls or self.luck is None:
            return NOBODY
        block, place = divmod(self.go, len(self.calls))
        drawn = rng.uniform(self.luck, block, np.arange(len(self.calls)), Stream.CALL)
        return self.calls[int(np.argsort(drawn, kind="stable")[place])]

    def receivers(self) -> frozenset[int]:
        """Return who may receive the pass that the chain waits for, where that isn't anybody."""
        link = self.links[min(self.link, len(self.links) - 1)]
        mates = frozenset(int(n) for n in np.flatnonzero(self.teams == self.side)) - self.people
        if link.event != "pass" or (link.to is None and link.not_to is None) or self.resting:
            return frozenset()
        return (self.judge.who(link.to, mates) - self.judge.who(link.not_to, frozenset())) & mates

    @property
    def next_gate(self) -> tuple[Spot, Spot] | None:
        """The gap that the link asks for, where it is one of the cones' own."""
        through = self.links[min(self.link, len(self.links) - 1)].through
        if through is None or isinstance(through, str):
            return None
        first, second = (self.level.cones[number - 1].at for number in through)
        return (first, second)

    def given(self, player: int, spot: Spot) -> None:
        """Begin a new go: everybody is back in their place."""
        if self.in_goes and not self.resting and self._went_on:
            self._failed(phrase("put back"), "time")
        self.watch.begin()
        self._begin_at_next = True
        self._went_on = False
        self.resting = False
        self.link = 0
        self.judge.run.called = self._call()

    _begin_at_next = True
    _went_on = False

    # Events

    def observe(self, world: World, events: Sequence[Events], ai_team: AITeam | None = None) -> None:
        """Take in what happened in the step that has just been made."""
        if self.done:
            return
        self.seconds = world.seconds
        self.partners = ai_team.partners if ai_team is not None else None
        happened = self.watch.observe(world, events, ai_team)
        if self._begin_at_next:
            self._begin_at_next = False
            self._start(world)
        self._went_on = True
        if not self.resting:
            self._take(world, happened)
        self._count_touches()
        if self.done:
            return
        run = self.judge.run
        late = (world.step - run.began) * STEP_SECONDS >= self.table.go_seconds
        if self.in_goes and not self.resting and late:
            self._failed(ENDS["time"], "time")
        if self._on_and_on and not self.done and not self.resting:
            self._goes_on()
        if self.time_limit is not None and self.seconds >= self.time_limit and not self.done:
            if self._on_and_on and not self.resting:
                self._failed(ENDS["time"], "time")
            else:
                self.causes["time"] += 1
            if not self.done:
                self._end()

    def _count_touches(self) -> None:
        """End the go where the person has touched the ball more often in a row than the laws allow."""
        most, (who, count) = self.level.laws.touches, self.watch.touches
        if most is None or self.resting or self.done or who not in self.people or count <= most:
            return
        self.watch.touches = (NOBODY, 0)
        self._failed(phrase("{n} touches, at most {most} are allowed", n=count, most=most), "lost")

    def _take(self, world: World, happened: list[Happening]) -> None:
        go = self.go
        for h in happened:
            if self.resting or self.done or self.go != go:
                return
            if h.event in ("receive", "win", "look"):
                self.judge.run.times[h.event, h.by] = h.step
            if h.ends:
                self._ended(world, h)
            else:
                self._happened(world, h)
        if not self.resting and not self.done and self.go == go:
            self._lasts(world)

    def _happened(self, world: World, h: Happening) -> None:
        """Take in something that a link may wait for, or that ends the go."""
        if h.event == "offside" and self.links[self.link].event != "offside":
            if self.level.laws.offside or "offside" in self.table.lose:
                who = self.names[h.by]
                self._failed(phrase("{who} was offside", who=who), "offside")
            return
        if self._against(h):
            return
        if self._never(world, h):
            return
        link = self.links[self.link]
        doers = self.judge.who(link.by, self._doers(link))
        if h.event == "strike" and h.by in self.people:
            self.under = True
            if link.event in LASTING or link.event == "fake":
                if link.event != "deny":
                    self._failed(FIRST_BEFORE[link.event], "lost")
                return
        if h.event != link.event or h.by not in doers:
            return
        said = self.judge.fault(link, h, world)
        if not said:
            self._counts(world, h)
        elif h.event not in ("fake", "win", "goal", "beat", "offside"):
            self._failed(said, "lost")
        else:
            self.said, self.good = said, False

    def _doers(self, link: LinkTable) -> frozenset[int]:
        """Return who does an event whose `by` isn't said."""
        if link.event in ("goal", "win"):
            side = frozenset(int(n) for n in np.flatnonzero(self.teams == self.side))
            return side if link.event == "goal" else self.people
        if link.event in ("offside", "deny"):
            return frozenset(int(n) for n in np.flatnonzero(self.teams != self.side)) or self.people
        return self.people

    def _against(self, h: Happening) -> bool:
        """Return whether the other side did something that ends the go."""
        if h.event == "goal":
            theirs = h.side != self.side
        else:
            theirs = h.by != NOBODY and int(self.teams[h.by]) != self.side
        lose = self.table.lose
        if h.event == "goal" and theirs and ("goal" in lose or self.in_goes):
            self._failed(phrase("they scored"), "lost")
        elif (h.event == "pass" and theirs and "pass" in lose) or (
            h.event == "pass" and theirs and self._denied(h)
        ):
            self._failed(phrase("{who} got it", who=self.names[h.to]), "lost")
        elif h.event == "beat" and "beaten" in lose and h.to in self.people:
            self._failed(phrase("{who} went past you", who=self.names[h.by]), "lost")
        else:
            return False
        return True

    def _denied(self, h: Happening) -> bool:
        """Return whether a pass is one that a `deny` forbids."""
        link = self.links[self.link]
        if link.event != "deny" or link.to is None:
            return False
        return h.to in self.judge.who(link.to, frozenset(range(len(self.names))))

    def _never(self, world: World, h: Happening) -> bool:
        """Return whether something happened that an earlier link forbids."""
        for link in self.links[: self.link]:
            if (
                not link.never
                or link.event != h.event
                or h.by not in self.judge.who(link.by, self._doers(link))
            ):
                continue
            if not self.judge.fault(link, h, world):
                self._failed(phrase("that mustn't happen here"), "lost")
                return True
        return False

    def _skip_never(self) -> None:
        while self.link < len(self.links) and self.links[self.link].never:
            self.link += 1

    def _ended(self, world: World, h: Happening) -> None:
        """Take in that the ball is lost, out, or stopped."""
        link = self.links[self.link]
        if link.event == "deny":
            ours = h.ends in ("lost", "tackled") and int(self.teams[h.to]) == self.side
            if ours or h.ends in ("out", "short"):
                self._counts(world, h)
            return
        defends = link.event in ("win", "offside") and self.link == 0
        theirs = h.by != NOBODY and int(self.teams[h.by]) != self.side
        if h.ends == "heavy":
            if theirs:
                return
            said = phrase(
                "{who} couldn't hold it, it came at {speed:.0f} m/s", who=self.names[h.by], speed=h.arrives
            )
            self._broken(said, "lost")
        elif h.ends in ("lost", "tackled"):
            ours = int(self.teams[h.to]) == self.side
            if ours and h.ends == "lost" and h.by == h.to and not defends:
                self._broken(ENDS["short"], "lost") if self.under else None
            elif not ours:
                words = "tackled by {who}" if h.ends == "tackled" else "cut out by {who}"
                self._broken(phrase(words, who=self.names[h.to]), "lost")
        elif h.ends == "out":
            self._broken(ENDS["out"], "out")
        elif h.ends == "short" and not theirs:
            self._broken(ENDS["short"], "lost")

    def _broken(self, said: Phrase, cause: str) -> None:
        """Take in that the side hasn't the ball any more."""
        if self.in_goes or self.link or self.under:
            self._failed(said, cause)

    # What lasts

    def _lasts(self, world: World) -> None:
        """Carry on with each step what lasts: carry, keep, look and deny."""
        link = self.links[self.link]
        if link.event not in LASTING:
            return
        holder = int(world.ball.holder[0])
        doers = self.judge.who(link.by, self._doers(link))
        spot = (float(world.ball.pos[0, 0]), float(world.ball.pos[0, 1]))
        if link.event == "look":
            self._looks(world, link, doers, spot)
            return
        if link.event == "deny":
            self.lasted += STEP_SECONDS
            if self.lasted >= (link.seconds or 0.0) and not self._on_and_on:
                said = self.judge.not_closed(link, world)
                if said:
                    self._failed(said, "lost")
                else:
                    self._counts(world, Happening("deny", world.step, min(self.people), spot=spot))
            return
        if holder not in doers:
            return
        h = Happening(link.event, world.step, holder, holder, spot)
        if link.event == "keep":
            if link.pressed is None or not self.judge.not_pressed(link.pressed, h, world):
                self.lasted += STEP_SECONDS
            if self._on_and_on:
                return
            if self.lasted >= (link.seconds or 0.0) and not self.judge.fault(link, h, world):
                self._counts(world, h)
            return
        self.carried.append(spot)
        if self._on_and_on:
            self.lasted += 0.0 if self.judge.fault(link, h, world) else STEP_SECONDS
        elif far_enough(self.level, link, self.carried) and not self.judge.fault(link, h, world):
            self._counts(world, h)

    @property
    def _on_and_on(self) -> bool:
        """Whether the link that is waited for goes on for as long as it can: its seconds are the score."""
        return self.table.score == "seconds" and self.link == len(self.links) - 1

    @property
    def _long_enough(self) -> bool:
        """Whether what lasts now counts."""
        link = self.links[-1]
        enough = self.lasted >= max(link.seconds or 0.0, STEP_SECONDS) - 1e-9
        return enough and (link.event != "carry" or far_enough(self.level, link, self.carried))

    def _goes_on(self) -> None:
        """Count the seconds of what lasts as they pass."""
        self.under = self.under or self.lasted > 0.0
        self.tally.lasts = self.lasted if self._long_enough else 0.0
        self.score = self.tally.score
        if not self.in_goes and self.time_limit is None and self.grade == "masterly":
            self._failed(ENDS["time"], "time")

    def _looks(self, world: World, link: LinkTable, doers: frozenset[int], spot: Spot) -> None:
        wanted = (
            self.judge.who(link.to, frozenset(range(len(self.names)))) if link.to != AWAY else frozenset()
        )
        seen, away = self.watch.looked[-1]
        for who in sorted(doers):
            at = bool(away[who]) if link.to == AWAY else bool(seen[who, sorted(wanted)].any())
            if at:
                self.lasted += STEP_SECONDS
                if self._on_and_on:
                    return
                if self.lasted >= (link.seconds if link.seconds is not None else LOOK_SECONDS) - 1e-9:
                    h = Happening("look", world.step, who, min(wanted, default=NOBODY), spot)
                    self.judge.run.times["look", who] = world.step
                    late = link.model_copy(update={"to": None})
                    if not self.judge.fault(late, h, world):
                        self._counts(world, h)
                return
        if self._on_and_on and self._long_enough:
            self._failed(SILENCE, "lost")
        self.lasted = 0.0

    # Counting

    def _counts(self, world: World, h: Happening) -> None:
        """Count a link that is done once more."""
        link = self.links[self.link]
        self.done_of_link += 1
        self.lasted, self.under = 0.0, True
        self.carried.clear()
        self.judge.run.link_step = h.step
        if self.done_of_link < link.count:
            return
        self.link, self.done_of_link = self.link + 1, 0
        self._skip_never()
        if self.link < len(self.links):
            return
        self.judge.run.last = of_last(self.judge, h)

        def kind_of(each: str | None) -> str:
            return self.shares.kind_of(each, h, world.seeds[:1], self.partners)

        self.tally.came_off(lambda extra: not self.judge.fault(extra, h, world), kind_of)
        full = self.shares.came_off(kind_of(self.links[-1].each))
        if self.table.score == "seconds":
            self._lasted()
        said = (
            phrase("the whole count of {n} is full", n=self.links[-1].portion)
            if full
            else praise(h, self.names)
        )
        self._over(said, True)

    def _lasted(self) -> None:
        """Add the seconds of what is over to those of the goes before."""
        self.tally.lasted += self.tally.lasts
        self.tally.lasts = 0.0

    def _failed(self, said: Phrase, cause: str) -> None:
        held = self._on_and_on and self._long_enough
        self.causes[cause] += 1
        if held:
            self.tally.lasts, seconds = self.lasted, self.lasted
            self.tally.came_off(lambda _extra: True, lambda _each: "")
            self.shares.came_off(ALL)
            self._lasted()
            said = phrase("{s:.1f} s", s=seconds)
        self._over(said, held)
        if cause in self.table.lose_level and not self.done:
            self._end()

    def _over(self, said: Phrase, good: bool) -> None:
        """Take in that a go, or a chain of free play, has ended."""
        self.attempts += 1
        self.streak = self.streak + 1 if good else 0
        self.tally.longest = max(self.tally.longest, self.streak)
        self.said, self.good = said, good
        self.score = self.tally.score
        self.go += 1
        run = self.judge.run
        if self.in_goes:
            self.resting = True
            if self.go >= (self.table.goes or 0):
                self._end()
        else:
            last, step = run.last, run.link_step
            self.judge.run = Run(self.go, None, step, step, run.times, NOBODY, last)
            self.judge.run.called = self._call()
            self.link = self.done_of_link = 0
            self.lasted, self.under = 0.0, False
            self.carried.clear()
            self._skip_never()
            if self.time_limit is None and self.grade == "masterly":
                self._end()

    def _end(self) -> None:
        self.done = True
        self.won = self.grade is not None

    @property
    def grade(self) -> str | None:
        """The best grade whose threshold is reached, or None."""
        return self.tally.grade(self.seconds)

    @property
    def lost_by(self) -> str | None:
        """The cause that cost most goes of a level that is over and isn't won."""
        if self.won or not self.done:
            return None
        return max(CAUSES, key=lambda cause: self.causes[cause])

    @property
    def called(self) -> str | None:
        """The player who is called in this go."""
        return self.names[self.judge.run.called] if self.judge.run.called != NOBODY else None

    @property
    def progress(self) -> Progress:
        """The player's progress, and what cost a lost level most."""
        return replace(super().progress, lost_by=self.lost_by)

    def goal(self) -> int | None:
        """Return the score that wins, or None."""
        return self.table.grades.done.score

    def tallies(self) -> tuple[Count, ...]:
        """Return which go it is, what came off, and who is called."""
        called = (
            ()
            if self.called is None
            else (Count(phrase("pass to {who}", who=self.called), self.go + 1, None),)
        )
        goes = self.table.goes
        counted = () if goes is None else (Count(phrase("go"), min(self.go + 1, goes), goes),)
        each = self.links[-1].each
        of_each = self.shares.lines(self.tally.least_of_each(self.table.grades.done, each)) if each else ()
        score = of_each or (Count(SCORE_WORDS[self.table.score], self.score, self.goal()),)
        return (*called, *counted, *score, *self.shares.long_lines())
