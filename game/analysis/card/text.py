"""A strike in a coach's words, with the numbers behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import degrees

from game.analysis.card.causes import Causes, Foot, SpreadCause, of_height, of_line, of_weakness, usual_spread
from game.core.intents import Technique


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about a strike."""

    what: str
    """What it is about, a word or three."""
    said: str
    """A coach's sentence."""
    number: str
    """The number behind it, with its unit."""
    good: bool | None
    """Whether it helped (True), harmed (False) or neither."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown after a strike."""

    headline: str
    """One sentence: the main cause of what went wrong, or what was good."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CardThresholds:
    """When a coach speaks up."""

    wide: float
    """Radians off the line that he calls wide ..."""
    true: float = 0.6
    """... and the share of it up to which he calls a ball true."""
    high: float = 0.105
    """Radians of loft that he calls a popped-up ball (6 degrees)."""
    soft: float = 0.12
    """Share of the asked speed lost that he calls soft."""
    tilted: float = 0.070
    """Radians of loft that one mechanism has to give alone before its line is marked."""
    follow: tuple[float, float] = (0.6, 1.6)
    """Follow-through that he leaves alone."""


# 4 degrees is 0.96 m at 15 yards. A heel is allowed more: it errs about twice as much (a prior).
PUSH = CardThresholds(wide=0.070)
HEEL = CardThresholds(wide=0.105, follow=(0.6, 1.3))
WORTH_NAMING = 0.25
"""Share of what went wrong that a cause has to explain; below it a strike is put down to chance."""


def describe(strike: Mapping[str, float]) -> Card:
    """The card of one strike, given as :meth:`game.core.events.Strike.row` gives it."""
    foot = Foot.of(strike)
    taste = HEEL if foot.technique is Technique.BACKHEEL else PUSH
    lines = (
        _line(strike, taste),
        _height(strike, taste),
        _ball(strike, foot, taste),
        _lean(strike, foot, taste),
        _ankle(strike),
        _power(strike, foot, taste),
        _follow(strike, foot, taste),
        *_when_it_matters(strike, foot),
    )
    return Card(_headline(strike, foot, taste), lines)


# Numbers as people read them.


def _cm(metres: float) -> str:
    return f"{abs(metres) * 100:.0f} cm"


def _angle(radians: float) -> str:
    return f"{abs(degrees(radians)):.0f}°"


def _share(value: float) -> str:
    return f"{value * 100:.0f} %"


def _side(radians: float) -> str:
    return "left" if radians > 0.0 else "right"


def _other_side_of(strike: Mapping[str, float]) -> str:
    return "right" if strike["foot"] > 0.0 else "left"


def _fore_and_aft(metres: float) -> str:
    if abs(metres) < 0.005:
        return "level with your standing foot"
    return f"{_cm(metres)} {'ahead of' if metres > 0.0 else 'behind'} your standing foot"


def _beside(metres: float) -> str:
    return f"{_cm(metres)} {'to the side of' if metres >= 0.0 else 'across'} your standing foot"


# The headline.


def _headline(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> str:
    error, loft = strike["direction_error"], strike["loft"]
    lost = 1.0 - strike["speed_off"] / strike["speed_asked"]
    wrong: list[tuple[float, str, Callable[[Mapping[str, float]], Causes]]] = [
        (loft / taste.high, f"Up in the air, {_angle(loft)}", of_height),
        (abs(error) / taste.wide, f"Wide, {_angle(error)} to the {_side(error)}", of_line),
        (
            lost / taste.soft,
            f"Soft, {strike['speed_off']:.1f} of {strike['speed_asked']:.1f} m/s",
            of_weakness,
        ),
    ]
    size, outcome, causes_of = max(wrong, key=lambda item: item[0])
    if size < 1.0:
        return _praise(strike, foot, taste)
    return f"{outcome}: {_because(strike, foot, causes_of(strike))}."


def _main_cause(causes: Causes) -> SpreadCause:
    whole = sum(size for _, size in causes)
    for cause, size in causes:
        if cause is not SpreadCause.CHANCE and size >= WORTH_NAMING * whole:
            return cause
    return SpreadCause.CHANCE


def _because(strike: Mapping[str, float], foot: Foot, causes: Causes) -> str:
    heel = foot.technique is Technique.BACKHEEL
    forward, lateral = strike["offset_forward"], strike["offset_lateral"]
    where = f"the ball was {_fore_and_aft(forward)}"
    which = _other_side_of(strike)
    match _main_cause(causes):
        case SpreadCause.TOO_FAR_ON:
            return f"{where} and {'your heel came up under it' if heel else 'you scooped it'}"
        case SpreadCause.TOO_EARLY:
            return f"{where} and {'your heel came down on it' if heel else 'you stubbed it'}"
        case SpreadCause.TOO_WIDE:
            return f"the ball was {_beside(lateral)}, too far away"
        case SpreadCause.TOO_CLOSE:
            return f"the ball was {_beside(lateral)}, too close"
        case SpreadCause.LEAN_BACK:
            return f"you were leaning back ({_share(-strike['lean'])})"
        case SpreadCause.OUT_OF_REACH:
            surface = f"your {which} heel" if heel else f"the inside of your {which} foot"
            return f"{surface} can't send it {_angle(strike['hips_to_aim'])} from your hips"
        case SpreadCause.SHORT_BACKSWING:
            return f"your leg was back for only {strike['backswing']:.2f} s"
        case SpreadCause.FULL_SWING:
            return f"{strike['speed_bound']:.1f} is all that a full swing of yours has in it"
        case SpreadCause.LOOSE_ANKLE:
            return f"your ankle was loose ({_share(strike['firmness'])} firm)"
        case SpreadCause.TOO_MUCH_POWER:
            return "too much power, a heel wants a light touch" if heel else "you hit it too hard to be true"
        case SpreadCause.CUT_SHORT:
            return "you cut the follow-through short"
        case SpreadCause.OVERSWING:
            return "you swung too far through" if heel else "you followed through too far"
        case SpreadCause.STRAIN:
            return (
                f"you twisted for it, {_angle(strike['strain'])} past what your {which} foot does with ease"
            )
        case SpreadCause.PRESSURE:
            return "an opponent hurried you"
        case SpreadCause.TIRED:
            return f"tired legs ({_share(strike['stamina'])} left)"
        case SpreadCause.RUNNING:
            return f"you were running at {strike['body_speed']:.1f} m/s"
        case SpreadCause.LATE_FAKE:
            return (
                f"your hips had just turned {_angle(strike['turned'])}: let a fake settle before you strike"
            )
        case SpreadCause.MOVING_BALL:
            return f"the ball came at {strike['speed']:.1f} m/s and you took it first time"
        case SpreadCause.OTHER_FOOT:
            return f"that was your weaker foot, the {which}"
        case _:
            return f"no one fault, contact like this wanders by about {_angle(usual_spread(strike))}"


def _praise(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> str:
    heel = foot.technique is Technique.BACKHEEL
    error, speed = strike["direction_error"], strike["speed_off"]
    true = f"{_angle(error)} off your line at {speed:.1f} m/s"
    behind = "just behind" if heel else "right beside"
    well_placed = max(abs(foot.along), abs(foot.aside)) < 0.03
    if abs(error) >= taste.true * taste.wide:
        nearly = f"Nearly: {_angle(error)} to the {_side(error)} at {speed:.1f} m/s"
        return f"{nearly}, ball {behind} you." if well_placed else f"{nearly}."
    if well_placed:
        return f"Clean{' heel' if heel else ''}, ball {behind} you: {true}."
    if heel and foot.power < 0.75:
        return f"A light touch and a true one: {true}."
    return f"A true heel: {true}." if heel else f"A true push: {true}."


# The lines.


def _line(strike: Mapping[str, float], taste: CardThresholds) -> Line:
    error = strike["direction_error"]
    number = f"{abs(degrees(error)):.1f}° {_side(error)}"
    if abs(error) < taste.true * taste.wide:
        return Line("Line", "It went where you aimed.", number, True)
    if abs(error) < taste.wide:
        return Line("Line", f"A touch to the {_side(error)} of your aim.", number, None)
    return Line("Line", f"It went to the {_side(error)} of your aim.", number, False)


def _height(strike: Mapping[str, float], taste: CardThresholds) -> Line:
    loft = strike["loft"]
    number = f"{abs(degrees(loft)):.1f}° up"
    if loft < 0.02:
        return Line("Height", "Along the ground.", number, True)
    if loft < taste.high:
        return Line("Height", "A small hop off the foot.", number, None)
    return Line("Height", "It popped up.", number, False)


def _ball(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    heel = foot.technique is Technique.BACKHEEL
    forward, lateral = strike["offset_forward"], strike["offset_lateral"]
    at = "level" if abs(forward) < 0.005 else f"{_cm(forward)} {'ahead' if forward > 0.0 else 'behind'}"
    number = f"{at}, {_cm(lateral)} {'beside' if lateral >= 0.0 else 'across'}"
    what, where = "Ball and standing foot", f"The ball was {_fore_and_aft(forward)}"
    scooped = foot.along / foot.surface.arc > taste.tilted
    if scooped:
        return Line(
            what, f"{where}: {'your heel came up under it' if heel else 'you scooped it'}.", number, False
        )
    if foot.along < -0.05:
        return Line(
            what, f"{where}: {'your heel came down on it' if heel else 'you stubbed it'}.", number, False
        )
    if abs(foot.aside) > 0.06:
        near = "too far away" if foot.aside > 0.0 else "too close"
        return Line(what, f"The ball was {_beside(lateral)}: {near}.", number, False)
    if max(abs(foot.along), abs(foot.aside)) < 0.03:
        said = (
            "Just behind your standing foot: right for a heel."
            if heel
            else "Right beside your standing foot."
        )
        return Line(what, said, number, True)
    return Line(what, f"{where}, {_cm(lateral)} to the side: near enough.", number, None)


def _lean(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    lean = strike["lean"]
    number = f"{_share(abs(lean))} {'back' if lean < 0.0 else 'over it'}"
    if -foot.surface.lean_tilt * lean > taste.tilted:
        return Line("Lean", "You leaned back, and that lifts the ball.", number, False)
    if lean < -0.05:
        return Line("Lean", "A little back.", number, None)
    return Line("Lean", "Body over the ball." if lean > 0.1 else "Upright.", number, lean > 0.1 or None)


def _ankle(strike: Mapping[str, float]) -> Line:
    firm = strike["firmness"]
    number = f"{_share(firm)} firm"
    if firm >= 0.85:
        return Line("Ankle", "Locked.", number, True)
    if firm >= 0.7:
        return Line("Ankle", "Not quite locked.", number, None)
    return Line("Ankle", "Loose: the foot gave way at the ball.", number, False)


def _power(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    asked, got, bound = strike["speed_asked"], strike["speed_off"], strike["speed_bound"]
    number = f"asked {asked:.1f}, got {got:.1f} m/s"
    if asked > 1.05 * bound:
        said = f"Back for {strike['backswing']:.2f} s, the leg had {bound:.1f} m/s in it and no more."
        return Line("Power", said, number, False)
    if got < (1.0 - taste.soft) * asked:
        return Line("Power", "Softer than you asked.", number, False)
    if foot.technique is Technique.BACKHEEL and foot.power > 0.9:
        return Line("Power", "Hard for a heel: a lighter touch is truer.", number, False)
    if got > (1.0 + taste.soft) * asked:
        return Line("Power", "Harder than you asked.", number, None)
    return Line("Power", "As you asked.", number, True)


def _follow(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    follow = strike["follow"]
    number = _share(follow)
    least, most = taste.follow
    if follow < least:
        return Line("Follow-through", "Cut short: quick to move again, less true.", number, False)
    if follow > most:
        return Line("Follow-through", "Too far through: it costs accuracy.", number, False)
    gentle = foot.technique is Technique.BACKHEEL
    return Line("Follow-through", "Gentle." if gentle else "Through the ball.", number, True)


def _when_it_matters(strike: Mapping[str, float], foot: Foot) -> list[Line]:
    """What a card leaves out while there is nothing to say about it."""
    which = _other_side_of(strike)
    lines = []
    if strike["pressure"] > 0.3:
        tight = "An opponent was on you." if strike["pressure"] > 0.7 else "An opponent was near."
        lines.append(Line("Pressure", tight, _share(strike["pressure"]), False))
    if strike["stamina"] < 0.6:
        lines.append(Line("Legs", "Tired.", f"{_share(strike['stamina'])} left", False))
    if strike["strain"] > 0.09:
        said = f"Twisted past what your {which} foot serves with ease."
        lines.append(Line("Angle", said, f"{abs(degrees(strike['strain'])):.0f}° past", False))
    if not strike["better_foot"]:
        lines.append(Line("Foot", f"Your weaker foot, the {which}.", which, None))
    if strike["body_speed"] > 4.0:
        lines.append(Line("Running", "Struck on the run.", f"{strike['body_speed']:.1f} m/s", None))
    if strike["turned"] > 0.5:
        said = "Your hips had only just turned."
        lines.append(Line("Late turn", said, f"{abs(degrees(strike['turned'])):.0f}°", False))
    if strike["speed"] > 3.0:
        lines.append(Line("First time", "You met a moving ball.", f"{strike['speed']:.1f} m/s", None))
    return lines
