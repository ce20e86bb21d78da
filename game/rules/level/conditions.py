"""Conditions judge whether what happened meets a link, and say what was wrong in a coach's words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from game.core.intents import Technique
from game.core.maths import cross, norm
from game.core.state import NOBODY, STEP_SECONDS, World
from game.mind.attack.formation import ATTACKS
from game.rules.level.happenings import GoWatch, Happening, Spot, along_run
from game.rules.level.objective_base import wrong_technique
from game.rules.level.pass_objectives import crosses
from game.scenario.links import (
    AWAY,
    LinkConditions,
    LinkTable,
    LookedAt,
    Pressed,
    RangeTable,
    Unseen,
    Who,
    conditions_of,
)
from game.scenario.phrases import SILENCE, Phrase, phrase
from game.scenario.schema import Level

FEET = {1: phrase("the right foot"), -1: phrase("the left foot")}
FAR = 100.0
"""Metres that stand for the way of a ball that nobody received."""


@dataclass(slots=True)
class Run:
    """What a go has seen so far, as far as conditions ask."""

    go: int = 0
    goes: int | None = None
    began: int = 0
    """The step at which the go began."""
    link_step: int = 0
    """The step of the link before this one."""
    times: dict[tuple[str, int], int] = field(default_factory=dict)
    """The step at which a player last received, won or looked."""
    called: int = NOBODY
    last: dict[str, object] = field(default_factory=dict)
    """Foot, gate, mate and technique of the last event that counted."""

    def foot(self, value: str) -> int:
        """Return the foot that a `foot` asks for now: 1 right, -1 left, 0 either."""
        if value == "in turn":
            return 0 if "foot" not in self.last else -1 if self.last["foot"] == 1 else 1
        if value == "by halves" and self.goes:
            return 1 if self.go < (self.goes + 1) // 2 else -1
        return {"right": 1, "left": -1}.get(value, 0)


class Judge:
    """The checks of the conditions of one level's links."""

    def __init__(self, level: Level, watch: GoWatch) -> None:
        self.level, self.watch = level, watch
        self.ids = [player.id for player in level.players]
        self.teams = watch.teams
        self.zones = {zone.id: zone for zone in level.zones}
        self.people = [n for n, p in enumerate(level.players) if p.control in ("human1", "human2")]
        self.run = Run()

    def who(self, value: Who | None, ids: frozenset[int]) -> frozenset[int]:
        """Return the players whom a `by` or `to` means, or ``ids`` where it isn't given."""
        if value is None:
            return ids
        found: set[int] = set()
        for name in (value,) if isinstance(value, str) else value:
            if name == "person":
                found |= set(self.people)
            elif name == "mate":
                side = int(self.teams[self.people[0]]) if self.people else 0
                found |= {n for n in range(len(self.ids)) if self.teams[n] == side} - set(self.people)
            elif name == "anybody":
                found |= set(range(len(self.ids)))
            elif name == "called":
                found.add(self.run.called)
            elif name in self.ids:
                found.add(self.ids.index(name))
        return frozenset(found)

    def fault(self, wanted: LinkConditions, h: Happening, world: World) -> Phrase:
        """Return what was wrong, or silence where everything holds."""
        for name, value in conditions_of(wanted).items():
            check = CHECKS.get(name)
            said = check(self, value, h, world, wanted) if check is not None else SILENCE
            if said:
                return said
        return SILENCE

    def name(self, player: int) -> str:
        """Return a player's id."""
        return self.ids[player] if 0 <= player < len(self.ids) else "?"

    def seconds_since(self, h: Happening, since: str | None) -> float:
        """Return the seconds to this from the link before, or from what ``since`` names."""
        step = self.run.link_step
        if since == "start":
            step = self.run.began
        elif since is not None:
            step = self.run.times.get((since, h.by), self.run.began)
        return (h.step - step) * STEP_SECONDS

    def near(self, world: World, player: int) -> np.ndarray:
        """Return the metres to every opponent, nearest first."""
        pos = world.bodies.pos[0]
        return np.sort(norm(pos - pos[player])[self.teams != self.teams[player]])

    def not_pressed(self, value: Pressed, h: Happening, world: World) -> Phrase:
        """Return what is wrong where too few opponents are near the player who does it."""
        pos = world.bodies.pos[0] if h.strike is None else h.strike.pos
        near = norm(pos - pos[h.by])[self.teams != self.teams[h.by]]
        if int((near <= value.within_m).sum()) >= value.how_many:
            return SILENCE
        return phrase("nobody was near: wait until you are pressed")

    def not_closed(self, link: LinkTable, world: World) -> Phrase:
        """Return what is wrong with where the people stand when the time of a `deny` is up."""
        if link.close_to is not None:
            pos, at = world.bodies.pos[0], self.ids.index(link.close_to.who)
            if min(float(norm(pos[n] - pos[at])) for n in self.people) > link.close_to.within_m:
                return phrase("held off, but not closed down: nearer to {who}", who=link.close_to.who)
        if link.pressed is None:
            return SILENCE
        return self.not_pressed(link.pressed, Happening("deny", world.step, min(self.people)), world)

    def looks(self, who: str, by: int, seconds: float, *, to: int = NOBODY) -> np.ndarray:
        """Return for each of the last steps, oldest first, whether ``by`` looked at ``who``."""
        steps = min(round(seconds / STEP_SECONDS) + 1, len(self.watch.looked))
        recent = list(self.watch.looked)[len(self.watch.looked) - steps :]
        if who == AWAY:
            return np.array([away[by] for _, away in recent], dtype=np.bool_)
        at = to if who == "to" else self.ids.index(who)
        return np.array([seen[by, at] for seen, _ in recent], dtype=np.bool_)


Check = Callable[..., Phrase]
CHECKS: dict[str, Check] = {}
"""The check of each condition by its name in a file; `within_m`, `since` and `seconds` are read with their
neighbours."""


def check(name: str) -> Callable[[Check], Check]:
    """Register what checks a condition."""

    def keep(found: Check) -> Check:
        CHECKS[name] = found
        return found

    return keep


def _range(value: RangeTable, number: float, low: Phrase, high: Phrase) -> Phrase:
    if value.at_least is not None and number < value.at_least:
        return low
    return high if value.at_most is not None and number > value.at_most else SILENCE


@check("to")
def _to(j: Judge, value: Who, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.to in j.who(value, frozenset()):
        return SILENCE
    wanted = sorted(j.who(value, frozenset()))
    if h.event == "fake":
        return phrase("that stopped kick wasn't for {who}", who=j.name(wanted[0]) if wanted else "?")
    return phrase(
        "it reached {who}, not {other}", who=j.name(h.to), other=j.name(wanted[0]) if wanted else "?"
    )


@check("not_to")
def _not_to(j: Judge, value: Who, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.to not in j.who(value, frozenset()):
        return SILENCE
    return phrase("to anybody but {who}", who=j.name(h.to))


@check("technique")
def _technique(_j: Judge, value: str, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if value == "any" or h.strike is None or h.strike.technique is Technique[value.upper()]:
        return SILENCE
    return wrong_technique(h.strike.technique, value)


@check("assist")
def _assist(_j: Judge, value: str, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    led_by = h.strike.led_by if h.strike is not None else None
    if led_by is None:
        return phrase("without a team-mate's pass before it")
    if value == "any" or led_by.technique is Technique[value.upper()]:
        return SILENCE
    return wrong_technique(led_by.technique, value)


@check("foot")
def _foot(j: Judge, value: str, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    wanted = j.run.foot(value)
    if h.strike is None or wanted in (0, h.strike.foot):
        return SILENCE
    return phrase("with {foot} this time", foot=FEET[wanted])


@check("touches")
def _touches(_j: Judge, value: int, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None or h.strike.touches <= value:
        return SILENCE
    return phrase("{n} touches, at most {most} are allowed", n=h.strike.touches, most=value)


@check("low")
def _low(_j: Judge, value: float, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None or h.strike.top <= value:
        return SILENCE
    return phrase("{m:.1f} m off the ground, keep it down", m=h.strike.top)


@check("off_foot")
def _off_foot(_j: Judge, value: RangeTable, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    speed = h.strike.speed if h.strike is not None else 0.0
    return _range(
        value, speed,
        phrase("{speed:.0f} m/s off the foot: firmer", speed=speed),
        phrase("{speed:.0f} m/s off the foot: lighter", speed=speed),
    )  # fmt: skip


@check("swing")
def _swing(_j: Judge, value: RangeTable, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    swing = h.strike.swing if h.strike is not None else 0.0
    return _range(value, swing, phrase("swing further back"), phrase("a shorter swing"))


@check("by_speed")
def _by_speed(_j: Judge, value: RangeTable, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    speed = h.strike.body_speed if h.strike is not None else 0.0
    return _range(value, speed, phrase("keep running as you play it"), phrase("slow down to play it"))


@check("from")
def _from(j: Judge, value: str | Spot, h: Happening, _world: World, link: LinkConditions) -> Phrase:
    spot = h.strike.spot if h.strike is not None else h.spot
    if isinstance(value, str):
        inside = j.zones[value].holds(*spot)
    else:
        inside = _apart(spot, value) <= (link.within_m or 0.0)
    return SILENCE if inside else phrase("play it from the marked place")


@check("at")
def _at(j: Judge, value: str, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    return SILENCE if j.zones[value].holds(*h.spot) else phrase("outside the zone")


@check("beyond")
def _beyond(j: Judge, value: float, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    way = ATTACKS[int(j.teams[h.by])]
    return SILENCE if h.spot[0] * way >= value * way else phrase("not far enough forward")


@check("distance")
def _distance(_j: Judge, value: RangeTable, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None:
        return SILENCE
    metres = _apart(h.strike.spot, h.spot)
    return _range(
        value, metres,
        phrase("only {m:.1f} m, further away", m=metres), phrase("{m:.1f} m, nearer", m=metres),
    )  # fmt: skip


@check("through")
def _through(
    j: Judge, value: tuple[int, int] | str, h: Happening, _world: World, _link: LinkConditions
) -> Phrase:
    if h.strike is None or through(j.level, value, h.strike.path):
        return SILENCE
    return phrase("past the cones, not between them")


@check("between")
def _between(j: Judge, value: tuple[str, str], h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None:
        return SILENCE
    one, other = (h.strike.pos[j.ids.index(name)] for name in value)
    ends = ((float(one[0]), float(one[1])), (float(other[0]), float(other[1])))
    if crosses(h.strike.path, *ends):
        return SILENCE
    return phrase("not between {one} and {other}", one=value[0], other=value[1])


@check("mark")
def _mark(_j: Judge, value: Spot, h: Happening, _world: World, link: LinkConditions) -> Phrase:
    wide = _apart(h.spot, value)
    return SILENCE if wide <= (link.within_m or 0.0) else phrase("{m:.1f} m wide of the mark", m=wide)


@check("ahead")
def _ahead(j: Judge, value: float, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None or along_run(h.strike, h.to, int(j.teams[h.to]), h.spot) >= value:
        return SILENCE
    return phrase("to {who}'s feet: play it ahead", who=j.name(h.to))


@check("lines")
def _lines(j: Judge, value: int, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None:
        return SILENCE
    way = ATTACKS[int(j.teams[h.by])]
    ahead = h.strike.pos[j.teams != j.teams[h.by], 0] * way
    passed = int(((ahead > h.strike.spot[0] * way) & (ahead < h.spot[0] * way)).sum())
    return SILENCE if passed >= value else phrase("it passed {n}, not {all}", n=passed, all=value)


@check("arrives")
def _arrives(_j: Judge, value: RangeTable, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    return _range(
        value, h.arrives,
        phrase("too soft: it came at {speed:.1f} m/s", speed=h.arrives),
        phrase("too hard: it came at {speed:.1f} m/s", speed=h.arrives),
    )  # fmt: skip


@check("side")
def _side(j: Judge, value: str, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None:
        return SILENCE
    pos = world.bodies.pos[0]
    foes = pos[j.teams != j.teams[h.to]]
    if not len(foes):
        return SILENCE
    marker = foes[int(np.argmin(norm(foes - pos[h.to])))]
    line = pos[h.to] - np.array(h.strike.spot)
    ball = np.array(h.strike.path[-1]) - np.array(h.strike.spot)
    # The ball's line and the marker, on which side of the line from the passer to the receiver?
    ball_side = float(cross(line[None], ball[None])[0])
    marker_side = float(cross(line[None], (marker - np.array(h.strike.spot))[None])[0])
    far = ball_side * marker_side <= 0.0
    if far == (value == "far"):
        return SILENCE
    return phrase("to the foot by the marker") if value == "far" else phrase("to the far foot")


@check("space")
def _space(j: Judge, value: float, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    near = j.near(world, h.to if h.to != NOBODY else h.by)
    return SILENCE if not len(near) or near[0] >= value else phrase("no room there")


@check("stride")
def _stride(j: Judge, value: RangeTable, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    speed = float(norm(world.bodies.vel[0, h.to]))
    who = j.name(h.to)
    return _range(
        value, speed, phrase("{who} had to slow down", who=who), phrase("{who} was too quick for it", who=who)
    )


@check("within")
def _within(j: Judge, value: float, h: Happening, _world: World, link: LinkConditions) -> Phrase:
    took = j.seconds_since(h, link.since)
    return SILENCE if took <= value else phrase("{s:.1f} s: too late", s=took)


@check("looked_at")
def _looked_at(j: Judge, value: LookedAt, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    late = h.step - h.strike.step if h.strike is not None and h.event != "receive" else 0
    seen = j.looks(value.who, h.by, value.in_last + late * STEP_SECONDS)
    seen = seen[: max(len(seen) - late, 0)]
    begun = np.diff(seen.astype(np.int8), prepend=np.int8(0)) == 1
    enough = int(begun.sum()) >= value.times
    enough &= float(seen.sum()) * STEP_SECONDS >= (value.seconds or 0.0)
    if enough:
        return SILENCE
    return phrase("look around first") if value.who == AWAY else phrase("look at {who} first", who=value.who)


@check("unseen")
def _unseen(j: Judge, value: Unseen, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if value.who == "to" and h.to == NOBODY:
        return SILENCE
    # Until the strike: whoever has the ball may be looked at.
    late = 0 if h.strike is None else h.step - h.strike.step
    seen = j.looks(value.who, h.by, value.in_last + late * STEP_SECONDS, to=h.to)
    seen = seen[: max(len(seen) - late, 0)]
    if float(seen.sum()) * STEP_SECONDS <= value.seconds:
        return SILENCE
    return phrase("you looked at {who}", who=j.name(h.to) if value.who == "to" else value.who)


@check("pressed")
def _pressed(j: Judge, value: Pressed, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    return j.not_pressed(value, h, world)


@check("fooled")
def _fooled(_j: Judge, value: int, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None:
        return SILENCE
    length = _apart(h.strike.spot, h.spot) if h.to != NOBODY else FAR
    receiver = h.to if h.to != NOBODY else h.by
    return (
        SILENCE
        if h.strike.fooled(receiver, length) >= value
        else phrase("it came through, but fooled nobody")
    )


@check("onside")
def _onside(j: Judge, value: bool, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if h.strike is None or (h.to not in h.strike.offside) == value:
        return SILENCE
    return (
        phrase("{who} was offside", who=j.name(h.to))
        if value
        else phrase("{who} was onside", who=j.name(h.to))
    )


@check("moved")
def _moved(_j: Judge, value: float, h: Happening, world: World, _link: LinkConditions) -> Phrase:
    metres = h.strike.moved if h.strike is not None else _j.watch.moved_now(world, h.by)
    return SILENCE if metres >= value else phrase("nobody moved for it")


@check("not_twice")
def _not_twice(j: Judge, value: str, h: Happening, _world: World, _link: LinkConditions) -> Phrase:
    if value not in j.run.last or j.run.last[value] != of_last(j, h)[value]:
        return SILENCE
    return phrase("the same again: find another")


def of_last(j: Judge, h: Happening) -> dict[str, object]:
    """Return foot, mate, technique and gate of something that counts."""
    strike = h.strike
    return {
        "foot": strike.foot if strike is not None else 0,
        "mate": h.to,
        "technique": strike.technique if strike is not None else Technique.NONE,
        "gate": gate_of(j.level, strike.path) if strike is not None else NOBODY,
    }


def through(level: Level, gate: tuple[int, int] | str, path: list[Spot]) -> bool:
    """Return whether a ball's way leads through a gate, or through any of them."""
    if isinstance(gate, str):
        return gate_of(level, path) != NOBODY
    first, second = (level.cones[number - 1].at for number in gate)
    return crosses(path, first, second)


def far_enough(level: Level, link: LinkTable, path: list[Spot]) -> bool:
    """Return whether a ball has been carried as far, and through what, as a link asks."""
    metres = sum(_apart(a, b) for a, b in pairwise(path))
    if link.distance is not None and not link.distance.holds(metres):
        return False
    return link.through is None or through(level, link.through, path)


def gates_of(level: Level) -> list[tuple[Spot, Spot]]:
    """Return the level's gates: its cones, two by two in the file's order."""
    spots = [cone.at for cone in level.cones]
    return list(zip(spots[::2], spots[1::2], strict=False))


def gate_of(level: Level, path: list[Spot]) -> int:
    """Return the number of the gate that a ball went through, or NOBODY."""
    for number, gate in enumerate(gates_of(level)):
        if crosses(path, *gate):
            return number
    return NOBODY


def _apart(one: Spot, other: Spot) -> float:
    dx, dy = one[0] - other[0], one[1] - other[1]
    return float((dx * dx + dy * dy) ** 0.5)
