"""What can be changed about a pass, in which steps, and how far a change is from what was played.

A change takes along what belongs to it: another target is passed to with the weight that suits it, another
technique comes with its own sweet spot, foot and backswing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from game.analysis.passes.rollout_limits import AT_GOAL
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import Squad
from game.core.surfaces import SURFACES
from game.scenario.phrases import Name, Phrase, name_of, phrase, phrase_in

NOT_CHOSEN = 1e6
"""Distance of what no player can change: the ground."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One step of a factor: what a player can change with about the same effort whichever factor it is."""

    size: float
    least: float
    most: float


# All priors: a coach's feeling for what is as easy to do another way. A fifth of a second more or less of a
# look, a metre a second of weight, 50 ms of backswing, 40 ms of timing each count as one step.
UNITS: dict[str, Unit] = {
    "look_time": Unit(0.2, 0.0, 1.6),
    "delay": Unit(0.2, 0.0, 2.0),
    "backswing": Unit(0.05, 0.10, 0.60),
    "timing": Unit(0.04, -0.20, 0.20),
    "speed": Unit(1.0, 3.0, 20.0),
}
IN_CORNER = 0.36
"""Share of the goal's width from its middle, as the computer aims."""
WHOLE = 6.0
"""Steps that another pass altogether counts as."""
CHOICES: dict[str, float] = {
    "look": 1.5,
    "aim": 1.0,
    "technique": 3.0,
    "target": 3.0,
    "surface": NOT_CHOSEN,
}
"""How many steps another choice counts as."""
FACTORS = (*UNITS, *CHOICES)
"""In the order in which they are shown."""
NAMES: dict[str, Phrase] = {
    "look": phrase("Eyes"),
    "look_time": phrase("Look time"),
    "backswing": phrase("Backswing"),
    "timing": phrase("Timing"),
    "speed": phrase("Weight"),
    "delay": phrase("Wait"),
    "aim": phrase("Aim"),
    "technique": phrase("Technique"),
    "target": phrase("Receiver"),
    "surface": phrase("Ground"),
    "whole": phrase("Another pass"),
}
VALUES: dict[str, Phrase] = {
    "target": phrase("at the receiver"),
    "away": phrase("away"),
    "feet": phrase("to feet"),
    "far_foot": phrase("far foot"),
    "lead": phrase("into the run"),
    "left corner": phrase("left corner"),
    "middle": phrase("middle"),
    "right corner": phrase("right corner"),
    "push": phrase("push"),
    "backheel": phrase("heel"),
    "shot": phrase("shot"),
} | {surface.name: Phrase(surface.short, context="ground") for surface in SURFACES.values()}
"""What people call a choice."""
STEPS = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
"""Steps either way that a table tries."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done another way; ``factor`` "" is the pass as it was."""

    factor: str
    value: Any
    plan: Plan
    surface: str | None = None
    """Another ground, or None."""
    distance: float = 0.0
    """Steps from what was played."""
    also: tuple["Change", ...] = ()
    """A second change beside the first, of a heat map."""
    called: Name | None = None
    """What people call the player that it is about."""

    @property
    def name(self) -> Phrase:
        """``Weight: 9.0 m/s``."""
        if not self.factor:
            return phrase_in("pass", "As it was")
        return phrase("{factor}: {value}", factor=NAMES[self.factor], value=self.words)

    @property
    def words(self) -> Phrase:
        """The value as people read it."""
        if self.factor == "whole":
            return _whole_words(self.plan, self.called)
        return value_words(self.factor, self.called or self.value)

    def pitch(self, own: Pitch) -> Pitch:
        """Return the ground that it is played on."""
        return own if self.surface is None else replace(own, surface=SURFACES[self.surface])


def value_words(factor: str, value: Any) -> Phrase:
    """Return a value with its unit, as people read it."""
    if factor == "speed":
        return phrase("{speed:.1f} m/s", speed=value)
    if factor == "timing":
        return phrase("{s:+.2f} s", s=value)
    if factor in UNITS:
        return phrase("{s:.1f} s", s=value) if UNITS[factor].size >= 0.2 else phrase("{s:.2f} s", s=value)
    if isinstance(value, tuple):
        return phrase("the point {x:.1f}, {y:.1f}", x=value[0], y=value[1])
    if isinstance(value, Name):
        return Phrase("{who}", {"who": value})
    return VALUES.get(value, Phrase("{who}", {"who": str(value)}))


def _whole_words(plan: Plan, who: object) -> Phrase:
    """Return the words for another pass altogether."""
    match plan.technique, plan.look:
        case "backheel", "away":
            return phrase("A heel to {who}, looking away", who=who)
        case "backheel", _:
            return phrase("A heel to {who}, looking there", who=who)
        case _, "away":
            return phrase("A push to {who}, looking away", who=who)
        case _:
            return phrase("A push to {who}, looking there", who=who)


def changes(plan: Plan, squad: Squad, passer: int, pitch: Pitch, factor: str) -> list[Change]:
    """Return every value of a factor that a table tries, the one that was played left out."""
    if factor in UNITS:
        unit, now = UNITS[factor], played(plan, factor)
        values: list[Any] = []
        for by in STEPS:
            value = round(now + by * unit.size, 4)
            if unit.least - 1e-9 <= value <= unit.most + 1e-9:
                values.append(value)
        return [changed(plan, factor, value, squad, pitch) for value in values]
    mates = [
        squad.ids[i] for i in range(squad.players) if i != passer and squad.team[i] == squad.team[passer]
    ]
    options: dict[str, list[Any]] = {
        "look": ["target", "away", *(m for m in mates if m != plan.target)],
        "aim": ["feet", "far_foot", "lead"] if isinstance(plan.target, str) else [*corners(plan, pitch)],
        "technique": ["push", "backheel", *(["shot"] if corners(plan, pitch) else [])],
        "target": mates if not corners(plan, pitch) else [],
        "surface": list(SURFACES),
    }
    now = played(plan, factor) if factor != "surface" else pitch.surface.name
    if factor == "aim" and isinstance(plan.target, tuple):
        near, aside = corners(plan, pitch), plan.target[1]
        now = min(near, key=lambda name: abs(near[name][1] - aside), default=None)
    return [changed(plan, factor, value, squad, pitch) for value in options[factor] if value != now]


CORNERS = ("left corner", "middle", "right corner")
"""Where at a goal, as the player who shoots sees it."""


def corners(plan: Plan, pitch: Pitch) -> dict[str, tuple[float, float]]:
    """Return where a ball that is struck at a goal can be aimed; nothing where it isn't."""
    if not isinstance(plan.target, tuple):
        return {}
    for goal in pitch.goals:
        if abs(plan.target[0] - goal.x) < AT_GOAL and abs(plan.target[1]) < 0.5 * goal.width + AT_GOAL:
            left = IN_CORNER * goal.width if goal.x > 0.0 else -IN_CORNER * goal.width
            return dict(zip(CORNERS, ((goal.x, left), (goal.x, 0.0), (goal.x, -left)), strict=True))
    return {}


def played(plan: Plan, factor: str) -> Any:
    """Return a factor's value in a plan; what a sound player chooses where the plan says nothing."""
    if factor == "timing":
        return plan.timing or 0.0
    value = getattr(plan, factor)
    if value is None:
        heel = plan.technique == "backheel"
        sound: dict[str, Any] = {
            "look": "away" if heel else "target",
            "look_time": 0.3,
            "delay": 0.0,
            "backswing": 0.25 if heel else 0.35,
            "speed": 7.0 if heel else 10.0,
            "aim": "feet",
        }
        return sound[factor]
    return value


def changed(plan: Plan, factor: str, value: Any, squad: Squad, pitch: Pitch) -> Change:
    """Return the plan with one thing another way."""
    now = played(plan, factor) if factor != "surface" else pitch.surface.name
    if factor == "surface":
        return Change(factor, value, plan, surface=value, distance=NOT_CHOSEN)
    if factor == "aim" and value in CORNERS:
        new = replace(plan, target=corners(plan, pitch)[value])
        return Change(factor, value, new, distance=CHOICES[factor])
    along = _ALONG.get(factor)
    new = replace(along(plan) if along is not None else plan, **{factor: value})
    return Change(factor, value, new, distance=distance(factor, now, value), called=name_of(squad, value))


def both(plan: Plan, first: tuple[str, Any], second: tuple[str, Any], squad: Squad, pitch: Pitch) -> Change:
    """Return two things another way, for a heat map."""
    ground = [value for factor, value in (first, second) if factor == "surface"]
    new, whole = plan, 0.0
    called: dict[str, Name | None] = {first[0]: None, second[0]: None}
    for factor, value in (first, second):
        if factor != "surface":
            change = changed(new, factor, value, squad, pitch)
            new, whole = change.plan, hypot(whole, change.distance)
            called[factor] = change.called
    also = (Change(second[0], second[1], new, called=called[second[0]]),)
    return Change(first[0], first[1], new, ground[0] if ground else None, whole, also, called[first[0]])


def whole_passes(squad: Squad, passer: int) -> list[Change]:
    """Return other passes: by either technique, to every team-mate, with true eyes and with others."""
    found = []
    for mate in range(squad.players):
        if mate == passer or squad.team[mate] != squad.team[passer]:
            continue
        for technique in ("push", "backheel"):
            for look in ("target", "away"):
                plan = Plan("push" if technique == "push" else "backheel", squad.ids[mate], look=look)
                name = name_of(squad, squad.ids[mate])
                said = str(_whole_words(plan, name))
                found.append(Change("whole", said, plan, distance=WHOLE, called=name))
    return found


def axis(plan: Plan, squad: Squad, passer: int, pitch: Pitch, factor: str, most: int = 7) -> list[Any]:
    """Return a heat map's values of one factor, the played one among them, in their order."""
    now = played(plan, factor) if factor != "surface" else pitch.surface.name
    others = [change.value for change in changes(plan, squad, passer, pitch, factor)]
    if factor not in UNITS:
        return [now, *others][:most]
    near = sorted(others, key=lambda value: abs(value - now))[: most - 1]
    return sorted([now, *near])


def distance(factor: str, now: Any, value: Any) -> float:
    """Return steps between two values of a factor."""
    if value == now:
        return 0.0
    if factor in UNITS:
        return abs(float(value) - float(now)) / UNITS[factor].size
    return CHOICES[factor]


def _other_technique(plan: Plan) -> Plan:
    return replace(plan, speed=None, backswing=None, ball_offset=None, timing=None, foot=None, hips=None)


def _other_target(plan: Plan) -> Plan:
    look = plan.look if plan.look in ("target", "away") else None
    return replace(plan, speed=None, backswing=None, aim=None, look=look, hips=None)


def _other_time(plan: Plan) -> Plan:
    # Contact with the ball at another place is what timing does; it can't be had together with that place.
    return replace(plan, ball_offset=None)


def _other_weight(plan: Plan) -> Plan:
    # The leg goes back as far as the weight wants.
    return replace(plan, backswing=None)


_ALONG: dict[str, Callable[[Plan], Plan]] = {
    "technique": _other_technique,
    "target": _other_target,
    "timing": _other_time,
    "speed": _other_weight,
}
