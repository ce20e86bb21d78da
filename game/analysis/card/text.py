"""A strike in a coach's words, with the numbers behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import degrees

from game.analysis.card.causes import Causes, Foot, SpreadCause, of_height, of_line, of_weakness, usual_spread
from game.core.intents import Technique
from game.scenario.phrases import Phrase, phrase, phrase_in


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about a strike."""

    what: Phrase
    """What it is about, a word or three."""
    said: Phrase
    """A coach's sentence, to the player who kicked."""
    number: Phrase
    """The number behind it, with its unit."""
    good: bool | None
    """True where it helped, False where it harmed, None for neither."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown after a strike."""

    headline: Phrase
    """One sentence: the main cause of what went wrong, or what was good; right of whoever kicked."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CardThresholds:
    """When a coach speaks up."""

    wide: float
    """Radians off the line from which a ball is called wide."""
    true: float = 0.6
    """Share of ``wide`` up to which a ball is called true."""
    high: float = 0.105
    """Radians of loft from which a ball is called popped up (6 degrees)."""
    soft: float = 0.12
    """Share of the asked speed whose loss is called soft."""
    tilted: float = 0.070
    """Radians of loft that one mechanism has to give alone before its line is marked."""
    follow: tuple[float, float] = (0.6, 1.6)
    """Least and largest follow-through that nothing is said about."""


# 4 degrees is 0.96 m at 15 yards. A heel is allowed more: it errs about twice as much (a prior).
PUSH = CardThresholds(wide=0.070)
HEEL = CardThresholds(wide=0.105, follow=(0.6, 1.3))
WORTH_NAMING = 0.25
"""Share of what went wrong that a cause has to explain; below it a strike is put down to chance."""


def describe(strike: Mapping[str, float]) -> Card:
    """Return the card of one strike, given as :meth:`game.core.events.Strike.row` gives it."""
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


# What the lines are about.
LINE, HEIGHT = phrase("Line"), phrase("Height")
BALL = phrase("Ball and standing foot")
LEAN, ANKLE, POWER, FOLLOW = phrase("Lean"), phrase("Ankle"), phrase("Power"), phrase("Follow-through")
PRESSURE, LEGS, ANGLE = phrase("Pressure"), phrase("Legs"), phrase("Angle")
LATE_TURN = phrase("Late turn")
FOOT, RUNNING, FIRST_TIME = phrase("Foot"), phrase("Running"), phrase("First time")


def _degrees(radians: float) -> float:
    return abs(degrees(radians))


def _is_left(strike: Mapping[str, float]) -> bool:
    """Return whether the left foot kicked."""
    return strike["foot"] < 0.0


# The headline.


@dataclass(frozen=True, slots=True)
class FootFault:
    """What a strike's main fault was."""

    what: Callable[[Mapping[str, float]], Causes]
    """:func:`of_height`, :func:`of_line` or :func:`of_weakness`."""
    cause: SpreadCause


def foot_fault(strike: Mapping[str, float]) -> FootFault | None:
    """Return the fault that a coach would name first; None where the strike was as good as asked for."""
    taste = HEEL if Technique(int(strike["technique"])) is Technique.BACKHEEL else PUSH
    sizes: list[tuple[float, Callable[[Mapping[str, float]], Causes]]] = [
        (strike["loft"] / taste.high, of_height),
        (abs(strike["direction_error"]) / taste.wide, of_line),
        ((1.0 - strike["speed_off"] / strike["speed_asked"]) / taste.soft, of_weakness),
    ]
    size, causes_of = max(sizes, key=lambda item: item[0])
    return None if size < 1.0 else FootFault(causes_of, _main_cause(causes_of(strike)))


def _headline(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Phrase:
    fault = foot_fault(strike)
    if fault is None:
        return _praise(strike, foot, taste)
    error, got, asked = strike["direction_error"], strike["speed_off"], strike["speed_asked"]
    why = _because(strike, foot, fault.cause)
    if fault.what is of_height:
        return phrase("Up in the air, {loft:.0f}°: {why}.", loft=_degrees(strike["loft"]), why=why)
    if fault.what is of_weakness:
        return phrase("Soft, {got:.1f} of {asked:.1f} m/s: {why}.", got=got, asked=asked, why=why)
    if error > 0.0:
        return phrase("Wide, {error:.0f}° to the left: {why}.", error=_degrees(error), why=why)
    return phrase("Wide, {error:.0f}° to the right: {why}.", error=_degrees(error), why=why)


def _main_cause(causes: Causes) -> SpreadCause:
    whole = sum(size for _, size in causes)
    for cause, size in causes:
        if cause is not SpreadCause.CHANCE and size >= WORTH_NAMING * whole:
            return cause
    return SpreadCause.CHANCE


def _because(strike: Mapping[str, float], foot: Foot, cause: SpreadCause) -> Phrase:
    """Return the main cause, said so that it is right of anybody's kick."""
    heel = foot.technique is Technique.BACKHEEL
    left = _is_left(strike)
    where = _fore_and_aft(strike["offset_forward"])
    match cause:
        case SpreadCause.TOO_FAR_ON:
            if heel:
                return phrase("{where} and the heel came up under it", where=where)
            return phrase("{where} and was scooped", where=where)
        case SpreadCause.TOO_EARLY:
            if heel:
                return phrase("{where} and the heel came down on it", where=where)
            return phrase("{where} and was stubbed", where=where)
        case SpreadCause.TOO_WIDE:
            return phrase("{where}, too far away", where=_beside(strike["offset_lateral"]))
        case SpreadCause.TOO_CLOSE:
            return phrase("{where}, too close", where=_beside(strike["offset_lateral"]))
        case SpreadCause.LEAN_BACK:
            return phrase("leaning back ({share:.0f} %)", share=100.0 * -strike["lean"])
        case SpreadCause.OUT_OF_REACH:
            return _out_of_reach(_degrees(strike["hips_to_aim"]), heel=heel, left=left)
        case SpreadCause.SHORT_BACKSWING:
            return phrase("the leg was back for only {s:.2f} s", s=strike["backswing"])
        case SpreadCause.FULL_SWING:
            return phrase("a full swing has {most:.1f} m/s in it, no more", most=strike["speed_bound"])
        case SpreadCause.LOOSE_ANKLE:
            return phrase("loose ankle ({share:.0f} % firm)", share=100.0 * strike["firmness"])
        case SpreadCause.TOO_MUCH_POWER if heel:
            return phrase("too much power, a heel wants a light touch")
        case SpreadCause.TOO_MUCH_POWER:
            return phrase("hit too hard to be true")
        case SpreadCause.CUT_SHORT:
            return phrase("the follow-through was cut short")
        case SpreadCause.OVERSWING:
            return phrase("swung too far through")
        case SpreadCause.STRAIN:
            past = _degrees(strike["strain"])
            if left:
                return phrase("twisted {past:.0f}° past what a left foot does with ease", past=past)
            return phrase("twisted {past:.0f}° past what a right foot does with ease", past=past)
        case SpreadCause.PRESSURE:
            return phrase("hurried by an opponent")
        case SpreadCause.TIRED:
            return phrase("tired legs ({share:.0f} % left)", share=100.0 * strike["stamina"])
        case SpreadCause.RUNNING:
            return phrase("hit while running at {speed:.1f} m/s", speed=strike["body_speed"])
        case SpreadCause.LATE_FAKE:
            turn = _degrees(strike["turned"])
            return phrase("the hips had just turned {turn:.0f}°, let a fake settle first", turn=turn)
        case SpreadCause.MOVING_BALL:
            return phrase("the ball came at {speed:.1f} m/s and was hit first time", speed=strike["speed"])
        case SpreadCause.OTHER_FOOT:
            return phrase("the weaker foot, the left") if left else phrase("the weaker foot, the right")
        case _:
            usual = _degrees(usual_spread(strike))
            return phrase("no one fault, contact like this strays by about {usual:.0f}°", usual=usual)


def _out_of_reach(turn: float, *, heel: bool, left: bool) -> Phrase:
    if heel and left:
        return phrase("a left heel can't send it {turn:.0f}° from the hips", turn=turn)
    if heel:
        return phrase("a right heel can't send it {turn:.0f}° from the hips", turn=turn)
    if left:
        return phrase("the inside of a left foot can't send it {turn:.0f}° from the hips", turn=turn)
    return phrase("the inside of a right foot can't send it {turn:.0f}° from the hips", turn=turn)


def _fore_and_aft(metres: float) -> Phrase:
    if abs(metres) < 0.005:
        return phrase("the ball was level with the standing foot")
    cm = 100.0 * abs(metres)
    if metres > 0.0:
        return phrase("the ball was {cm:.0f} cm ahead of the standing foot", cm=cm)
    return phrase("the ball was {cm:.0f} cm behind the standing foot", cm=cm)


def _beside(metres: float) -> Phrase:
    cm = 100.0 * abs(metres)
    if metres >= 0.0:
        return phrase("the ball was {cm:.0f} cm to the side of the standing foot", cm=cm)
    return phrase("the ball was {cm:.0f} cm across the standing foot", cm=cm)


def _praise(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Phrase:
    heel = foot.technique is Technique.BACKHEEL
    signed = strike["direction_error"]
    error, speed = _degrees(signed), strike["speed_off"]
    well_placed = max(abs(foot.along), abs(foot.aside)) < 0.03
    if abs(signed) >= taste.true * taste.wide:
        if signed > 0.0:
            return phrase("Nearly: {error:.0f}° to the left at {speed:.1f} m/s.", error=error, speed=speed)
        return phrase("Nearly: {error:.0f}° to the right at {speed:.1f} m/s.", error=error, speed=speed)
    true = phrase("{error:.0f}° off the line at {speed:.1f} m/s", error=error, speed=speed)
    if well_placed and heel:
        return phrase("Clean heel, ball just behind the standing foot: {true}.", true=true)
    if well_placed:
        return phrase("Clean, ball right beside the standing foot: {true}.", true=true)
    if heel and foot.power < 0.75:
        return phrase("A light touch and a true one: {true}.", true=true)
    return phrase("A true heel: {true}.", true=true) if heel else phrase("A true kick: {true}.", true=true)


# The lines.


def _line(strike: Mapping[str, float], taste: CardThresholds) -> Line:
    error = strike["direction_error"]
    left, off = error > 0.0, _degrees(error)
    number = phrase("{off:.1f}° left", off=off) if left else phrase("{off:.1f}° right", off=off)
    if abs(error) < taste.true * taste.wide:
        return Line(LINE, phrase("It went where you aimed."), number, True)
    if abs(error) < taste.wide:
        little = (
            phrase("A touch to the left of your aim.")
            if left
            else phrase("A touch to the right of your aim.")
        )
        return Line(LINE, little, number, None)
    wide = phrase("It went to the left of your aim.") if left else phrase("It went to the right of your aim.")
    return Line(LINE, wide, number, False)


def _height(strike: Mapping[str, float], taste: CardThresholds) -> Line:
    loft = strike["loft"]
    number = phrase("{loft:.1f}° up", loft=_degrees(loft))
    if loft < 0.02:
        return Line(HEIGHT, phrase("Along the ground."), number, True)
    if loft < taste.high:
        return Line(HEIGHT, phrase("A small hop off the foot."), number, None)
    return Line(HEIGHT, phrase("It popped up."), number, False)


def _ball(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    heel = foot.technique is Technique.BACKHEEL
    number = _place(strike["offset_forward"], strike["offset_lateral"])
    scooped = foot.along / foot.surface.arc > taste.tilted
    if scooped:
        under = phrase("Too far back: your heel came up under it.")
        return Line(BALL, under if heel else phrase("Too far forward: you scooped it."), number, False)
    if foot.along < -0.05:
        down = phrase("Too far forward: your heel came down on it.")
        return Line(BALL, down if heel else phrase("Too far back: you stubbed it."), number, False)
    if abs(foot.aside) > 0.06:
        far = phrase("Too far away from your standing foot.")
        return Line(
            BALL, far if foot.aside > 0.0 else phrase("Too close to your standing foot."), number, False
        )
    if max(abs(foot.along), abs(foot.aside)) < 0.03:
        behind = phrase("Just behind your standing foot: right for a heel.")
        return Line(BALL, behind if heel else phrase("Right beside your standing foot."), number, True)
    return Line(BALL, phrase("Near enough."), number, None)


def _place(forward: float, lateral: float) -> Phrase:
    """Return where the ball lay, as numbers."""
    along, aside = 100.0 * abs(forward), 100.0 * abs(lateral)
    at = phrase("{cm:.0f} cm ahead", cm=along) if forward > 0.0 else phrase("{cm:.0f} cm behind", cm=along)
    if abs(forward) < 0.005:
        at = phrase("level")
    beside = (
        phrase("{cm:.0f} cm beside", cm=aside) if lateral >= 0.0 else phrase("{cm:.0f} cm across", cm=aside)
    )
    return phrase("{along}, {aside}", along=at, aside=beside)


def _lean(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    lean = strike["lean"]
    over = phrase("{share:.0f} % over it", share=100.0 * abs(lean))
    number = phrase("{share:.0f} % back", share=100.0 * abs(lean)) if lean < 0.0 else over
    if -foot.surface.lean_tilt * lean > taste.tilted:
        return Line(LEAN, phrase("You leaned back, and that lifts the ball."), number, False)
    if lean < -0.05:
        return Line(LEAN, phrase("A little back."), number, None)
    if lean > 0.1:
        return Line(LEAN, phrase("Body over the ball."), number, True)
    return Line(LEAN, phrase("Upright."), number, None)


def _ankle(strike: Mapping[str, float]) -> Line:
    firm = strike["firmness"]
    number = phrase("{share:.0f} % firm", share=100.0 * firm)
    if firm >= 0.85:
        return Line(ANKLE, phrase("Locked."), number, True)
    if firm >= 0.7:
        return Line(ANKLE, phrase("Not quite locked."), number, None)
    return Line(ANKLE, phrase("Loose: the foot gave way at the ball."), number, False)


def _power(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    asked, got, bound = strike["speed_asked"], strike["speed_off"], strike["speed_bound"]
    number = phrase("asked {asked:.1f}, got {got:.1f} m/s", asked=asked, got=got)
    if asked > 1.05 * bound:
        said = phrase(
            "Back for {s:.2f} s, the leg had only {most:.1f} m/s in it.", s=strike["backswing"], most=bound
        )
        return Line(POWER, said, number, False)
    if got < (1.0 - taste.soft) * asked:
        return Line(POWER, phrase("Softer than you asked."), number, False)
    if foot.technique is Technique.BACKHEEL and foot.power > 0.9:
        return Line(POWER, phrase("Hard for a heel: a lighter touch is truer."), number, False)
    if got > (1.0 + taste.soft) * asked:
        return Line(POWER, phrase("Harder than you asked."), number, None)
    return Line(POWER, phrase("As you asked."), number, True)


def _follow(strike: Mapping[str, float], foot: Foot, taste: CardThresholds) -> Line:
    follow = strike["follow"]
    number = phrase("{share:.0f} % of usual", share=100.0 * follow)
    least, most = taste.follow
    if follow < least:
        return Line(FOLLOW, phrase("Cut short: quick to move again, less true."), number, False)
    if follow > most:
        return Line(FOLLOW, phrase("Too far through: it costs accuracy."), number, False)
    gentle = foot.technique is Technique.BACKHEEL
    return Line(FOLLOW, phrase("Gentle.") if gentle else phrase("Through the ball."), number, True)


def _when_it_matters(strike: Mapping[str, float], foot: Foot) -> list[Line]:
    """Return what a card leaves out while there is nothing to say about it."""
    left = _is_left(strike)
    lines = []
    if strike["pressure"] > 0.3:
        near = phrase("An opponent was near.")
        tight = phrase("An opponent was on you.") if strike["pressure"] > 0.7 else near
        lines.append(Line(PRESSURE, tight, phrase("{share:.0f} %", share=100.0 * strike["pressure"]), False))
    if strike["stamina"] < 0.6:
        lines.append(
            Line(LEGS, phrase("Tired."), phrase("{share:.0f} % left", share=100.0 * strike["stamina"]), False)
        )
    if strike["strain"] > 0.09:
        right = phrase("Twisted past what your right foot does with ease.")
        said = phrase("Twisted past what your left foot does with ease.") if left else right
        lines.append(Line(ANGLE, said, phrase("{past:.0f}° past", past=_degrees(strike["strain"])), False))
    if not strike["better_foot"]:
        said = phrase("Your weaker foot, the left.") if left else phrase("Your weaker foot, the right.")
        which = phrase_in("foot", "left") if left else phrase_in("foot", "right")
        lines.append(Line(FOOT, said, which, None))
    if strike["turned"] > 0.5:
        turn = phrase("{turn:.0f}°", turn=_degrees(strike["turned"]))
        lines.append(Line(LATE_TURN, phrase("Your hips had only just turned."), turn, False))
    if strike["body_speed"] > 4.0:
        speed = phrase("{speed:.1f} m/s", speed=strike["body_speed"])
        lines.append(Line(RUNNING, phrase("Struck on the run."), speed, None))
    if strike["speed"] > 3.0:
        speed = phrase("{speed:.1f} m/s", speed=strike["speed"])
        lines.append(Line(FIRST_TIME, phrase("You met a moving ball."), speed, None))
    return lines
