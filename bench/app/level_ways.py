"""Doing what a level teaches, and not doing it, at the keyboard: two ways for each level."""

from drilled import (
    Act,
    Turn,
    Way,
    after_it,
    as_it_comes,
    dribble,
    jockey,
    lane,
    line_up,
    look,
    press,
    read,
    run,
    shield,
    show,
    sprint,
    still,
    stop,
    strike,
    wait_then,
)

TAP_A: Turn = (strike("A"),)
HEEL_A: Turn = (strike("A", "heel"),)
HARD_HEEL: Turn = (strike("A", "heel", 7),)
LINED = line_up(back=3, rest=5)
BEHIND = strike(None, "heel", pointed=False)


def _first_time(key: str, to: str, after: int, beats: int) -> Act:
    """Hold the strike's key while the ball comes."""
    return as_it_comes(after, strike(to, key, beats))


LEVELS: dict[str, tuple[Way, Way]] = {
    # Push
    "wall-drill": (
        Way("lined up, a hold of 0.7 s", ((line_up(), strike(beats=7)),)),
        Way("a tap from where it lies", ((strike(),),)),
    ),
    "dribble-pass-receive": (
        Way("a hold of 0.7 s, and to meet it", ((dribble(), strike(beats=7)),)),
        Way("the same, and stand", ((dribble(), strike(beats=7)),), stands=True),
    ),
    "wall-tens": (
        Way("a hold of 0.7 s, the foot changed after ten", ((strike(beats=7),),), feet=(1, -1), halves=True),
        Way("the same, always the better foot", ((strike(beats=7),),), feet=(1,)),
    ),
    "partners": (
        Way("the weight that the ring shows", ((strike("called"),),)),
        Way("one hold of 0.6 s for all", ((strike("called", beats=6),),)),
    ),
    "both-feet": (
        Way("a tap, the foot changed each time", (TAP_A,), feet=(1, -1)),
        Way("a tap, always the right foot", (TAP_A,), feet=(1,)),
    ),
    "first-time": (
        Way("the key is down before it comes", ((strike("B"),),), before=_first_time("push", "B", 1, 3)),
        Way("a touch, then a tap", ((strike("B"),),)),
    ),
    # Weight
    "lead-the-runner": (
        Way("a tap as they run", (TAP_A,)),
        Way("a second and a half late", ((still(15), *TAP_A),)),
    ),
    "dead-at-the-feet": (
        Way("a hold of 0.3 s", ((strike("A", beats=3),),)),
        Way("the hardest push", ((strike("A", beats=11),),)),
    ),
    "the-keepers-hands": (
        Way("a tap", (TAP_A,)),
        Way("the hardest push", ((strike("A", beats=11),),)),
    ),
    "thread-it": (
        Way("a hold of 0.7 s: firm", ((strike("A", beats=7),),)),
        Way("a tap", (TAP_A,)),
    ),
    "wet-night": (
        Way("a tap", (TAP_A,)),
        Way("the hardest push", ((strike("A", beats=11),),)),
    ),
    "bumpy-field": (
        Way("the weight that the ring shows", (TAP_A,)),
        Way("the hardest push", ((strike("A", beats=11),),)),
    ),
    # Heel
    "heel-wall": (
        Way("lined up, still, a tap of the heel", ((LINED, BEHIND),)),
        Way("the hardest heel from where it lies", ((strike(None, "heel", 7),),)),
    ),
    "heel-partner-corridor": (
        Way("lined up, still, a tap of the heel", ((LINED, strike("A", "heel", pointed=False)),)),
        Way("the hardest heel from where it lies", (HARD_HEEL,)),
    ),
    "light-or-flying": (
        Way("a tap of the heel, still", ((still(3), *HEEL_A),)),
        Way("the hardest heel", ((still(3), *HARD_HEEL),)),
    ),
    "one-touch-circle": (
        Way(
            "the heel's key is down before it comes",
            ((strike("C", "heel"),),),
            before=_first_time("heel", "C", 1, 4),
        ),
        Way("a touch, then the heel", ((strike("C", "heel"),),)),
    ),
    "heel-and-go": (
        Way("a tap of the heel, and run", ((strike("B", "heel"), run((9.0, 0.5), 40)),)),
        Way("a tap of the heel, and stand", ((strike("B", "heel"),),), stands=True),
    ),
    "back-to-goal": (
        Way("light heel to A", (HEEL_A,)),
        Way("turn and push to A", (TAP_A,)),
    ),
    "heel-on-the-counter": (
        Way("leave it for the runner: the heel", ((strike("B", "heel"),),)),
        Way("push it ahead", (TAP_A,)),
    ),
    # Disguise
    "dont-stare": (
        Way(
            "the eyes on the other one",
            ((look("B", 4), strike("A", eyes="B")), (look("A", 4), strike("B", eyes="A"))),
        ),
        Way("0.7 s of looking at them first", ((look("A", 7), strike("A")), (look("B", 7), strike("B")))),
    ),
    "no-look": (
        Way("the eyes on the other one for 0.8 s", ((look("B", 8), strike("A", eyes="B")),)),
        Way("the eyes on them for 0.8 s", ((look("A", 8), strike("A")),)),
    ),
    "eyes-and-hips": (
        Way("show one, play the other", ((show("A", "B"),), (show("B", "A", 1),))),
        Way("point at one and hold", ((strike("A", beats=6),), (strike("B", beats=6),))),
    ),
    "fake-and-go": (
        Way("a kick stopped at A, then to B", ((stop("A"), strike("B")),)),
        Way("to B at once", ((strike("B"),),)),
    ),
    "two-markers-one-lie": (
        Way("show B with eyes and hips, play A", ((look("B", 5), show("B", "A")),)),
        Way("point at A and hold", ((strike("A", beats=6),),)),
    ),
    "he-knows-you-by-now": (
        Way("push and heel in turn", ((strike("A"),), (strike("B", "heel"),))),
        Way("always the heel", ((strike("B", "heel"),),)),
    ),
    # Picture
    "who-is-free-behind-me": (
        Way("a look behind, the heel", ((look("B", 4), strike("B", "heel")),)),
        Way("the one in front", (TAP_A,)),
    ),
    "look-before-you-receive": (
        Way(
            "a look while it comes, to the free one",
            ((strike("free"),),),
            before=as_it_comes(0, look((6.0, 0.0), 6)),
        ),
        Way("no look, always A", (TAP_A,)),
    ),
    "blind-side-marker": (
        Way("a look over the shoulder, to the free one", ((look("D1", 4), strike("free")),)),
        Way("no look, always A", (TAP_A,)),
    ),
    "switch-of-play": (
        Way("across, held 0.5 s", ((strike("C", beats=5),),)),
        Way("to the near one", (TAP_A,)),
    ),
    # Pressed
    "back-foot": (
        Way("to the far foot", ((strike("A", held=("shield",)),),)),
        Way("to the feet", (TAP_A,)),
    ),
    "shield": (
        Way("the body between for 3.2 s, then a tap", ((shield(32), *TAP_A),)),
        Way("3.2 s of standing, then a tap", ((still(32), *TAP_A),)),
    ),
    "give-and-go": (
        Way("a tap, and run", ((strike("A"), run((5.0, -0.5), 40)),)),
        Way("a tap, and stand", (TAP_A,), stands=True),
    ),
    "third-man": (
        Way("to B, who lays it off", ((strike("B", beats=4),),)),
        Way("to C at once", ((strike("C"),),)),
    ),
    "out-of-the-corner": (
        Way("a tap of the heel", ((strike("C", "heel"),),)),
        Way("turn and push", ((strike("C"),),)),
    ),
    "85th-minute": (
        Way("to the near one", (TAP_A,)),
        Way("to the far one", ((strike("C", beats=4),),)),
    ),
    # Defend
    "jockey": (
        Way("stand off, side-on", against=jockey()),
        Way("run at them and go in", against=press()),
    ),
    "cover-shadow": (
        Way("into the lane, then up it", against=lane("A", 16)),
        Way("straight at the ball", against=press()),
    ),
    "read-the-passer": (
        Way("by the plant foot", against=read("foot")),
        Way("by the eyes", against=read("eyes")),
    ),
    "read-the-heel": (
        Way("by the hips", against=read("hips", "B")),
        Way("after the kick", against=after_it()),
    ),
    "two-against-two": (
        Way("stand off, side-on", against=jockey()),
        Way("back to the goal", against=sprint("right", 40)),
    ),
    "set-the-offside-trap": (
        Way("up after 0.9 s", against=wait_then(9, sprint("left", 20))),
        Way("up after 1.6 s", against=wait_then(16, sprint("left", 20))),
    ),
    # Moments
    "crowded-box": (
        Way("a tap of the heel", (HEEL_A,)),
        Way("turn and push", (TAP_A,)),
    ),
    "close-quarters": (
        Way("a tap of the heel", (HEEL_A,)),
        Way("turn and push", (TAP_A,)),
    ),
    "counter-in-three": (
        Way("firm to the one who lays it off", ((strike("A", beats=6),),)),
        Way("straight to the runner", ((strike("B"),),)),
    ),
    # Lines and games
    "break-the-offside-trap": (
        Way("a tap after 0.4 s, before the line", (TAP_A,), looks_round=4),
        Way("a second later", ((still(10), *TAP_A),), looks_round=4),
    ),
    "rondo-targets": (
        Way("at once to whoever is free", ((strike("free"),),)),
        Way("five seconds on the ball first", ((still(50), strike("free")),)),
    ),
    "five-passes": (
        Way(
            "A, B, A, then C",
            ((strike("A"),), (strike("B"),), (strike("A"),), (strike("C"),)),
            stands=True,
            each_go=True,
            looks_round=0,
        ),
        Way("straight to C", ((strike("C"),),)),
    ),
    "one-touch-game": (
        Way("at once to whoever is free", ((strike("free"),),), looks_round=0),
        Way("two seconds on the ball first", ((still(20), strike("free")),)),
    ),
    # No chapter
    "partner-25-dry": (
        Way("a tap: the ring's weight", (TAP_A,)),
        Way("the hardest push", ((strike("A", beats=11),),)),
    ),
}
