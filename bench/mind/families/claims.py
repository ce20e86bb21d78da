"""The claims about minds, each with the scenes that it is tested in and what is asked of it.

``CLAIMS`` has those of the table that was asked for, then those of docs/explanation. What docs/explanation
says besides is measured elsewhere: ``ELSEWHERE`` says where.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from bench.mind.families.mirrored import IN_THE_MIRROR, TURNED_ABOUT, luck
from bench.mind.families.played import arrived, belief_in, left_early, lost, plays, plays_known
from bench.mind.families.scenes import (
    Dice,
    Given,
    Scene,
    back_to_marker,
    in_the_open,
    side_on,
    three_mates,
    two_free,
)
from bench.mind.families.table import Effect, Row, Sense
from game.mind.perception.habits import Habits

A, B = 1, 2
"""Numbers of the team-mates in scenes with two of them ahead."""
FAR, NEAR, MIDDLE = (4.5, 9.5), (1.5, 3.5), (5.0, 9.0)
"""Metres from the passer to the defender."""
COUNTS = {1: "one defender", 2: "two defenders"}
KNOWN = 8.0
"""Passes of one kind that the defender has seen."""


@dataclass(frozen=True)
class Claim:
    """Something that is said of the minds, and how to see whether it is so."""

    name: str
    says: str
    from_: str
    """Where it is said."""
    rows: tuple[Row, ...]
    draw: Callable[[int, int], Scene]
    """The scene of a seed and a number."""
    test: Callable[[Scene, int], Iterator[Effect]]
    """The effects in a scene, one for each row, with so many worlds a row."""


def push(**more: object) -> Given:
    """Return a push to A."""
    return {"technique": "push", "target": "A", **more}


def compared(
    scene: Scene, row: str, style: str | None, one: Given, other: Given, n: int, what: str = "arrives"
) -> Effect:
    """Return how much more often the first plan arrives (or what else is counted) than the second."""
    tallies = plays(scene, style, [one, other], n)
    counted = {"arrives": arrived, "left": left_early}[what]
    return Effect.of(scene, row, *(counted(tally) for tally in tallies), style=style, plans=(one, other))


# Eyes and hips


def eyes(scene: Scene, n: int) -> Iterator[Effect]:
    """Eyes on the other team-mate, against eyes on the receiver."""
    look = {"look_time": scene.drawn["look_s"]}
    for style in ("veteran", "gambler", "patient"):
        yield compared(scene, style, style, push(look="B", **look), push(look="target", **look), n)


def hips(scene: Scene, n: int) -> Iterator[Effect]:
    """Eyes and hips on the other team-mate, against eyes alone, by time to prepare."""
    for row, seconds in (("shown for 0.8 s", 0.8), ("shown for 0.3 s", 0.3)):
        lie = push(look="B", look_time=seconds)
        yield compared(scene, row, "gambler", {**lie, "hips": scene.toward("B")}, lie, n)
    for row, seconds in (("backswing 0.8 s", 0.8), ("backswing 0.3 s", 0.3)):
        lie = push(look="B", look_time=0.8, backswing=seconds)
        yield compared(scene, row, "gambler", {**lie, "hips": scene.toward("B")}, lie, n)


def hips_believed(scene: Scene, n: int) -> Iterator[Effect]:
    """Belief in the true receiver at contact: eyes that lie, less hips that lie."""
    look = {"look_time": 0.8}
    lies = push(look="B", **look), push(look="target", hips=scene.toward("B"), **look)
    for style in ("veteran", "gambler", "patient"):
        tallies = plays(scene, style, lies, n)
        yield Effect.of(scene, style, *(belief_in(t, A) for t in tallies), style=style, plans=lies)


def late_lie(scene: Scene, n: int) -> Iterator[Effect]:
    """A lie of 0.8 s, against one of 0.1 s; contact at the same moment."""
    long, short = push(look="B", look_time=0.8), push(look="B", look_time=0.1, delay=0.7)
    yield compared(scene, "gambler", "gambler", long, short, n)


def stare(scene: Scene, n: int) -> Iterator[Effect]:
    """A look of 0.2 s at the receiver, against one of 1.2 s; contact at the same moment."""
    short, long = push(look_time=0.2, delay=1.0), push(look_time=1.2)
    for style in ("veteran", "gambler", "patient"):
        yield compared(scene, style, style, short, long, n)


def listens(scene: Scene, n: int) -> Iterator[Effect]:
    """What a lie gains against a gambler, less what it gains against a ball watcher."""
    lie, honest = push(look="B", look_time=0.8), push(look_time=0.8)
    gains = []
    for style in ("gambler", "ball_watcher"):
        tallies = plays(scene, style, [lie, honest], n)
        gains.append(arrived(tallies[0]).astype(float) - arrived(tallies[1]))
    yield Effect.of(scene, "gambler less watcher", *gains, style="ball_watcher", plans=(lie, honest))


def weight(scene: Scene, n: int) -> Iterator[Effect]:
    """A pass 2 m/s harder against a patient defender, a lie against a gambler: each beats the other."""
    plain = push(look_time=0.8, speed=10.0)
    hard, lie = {**plain, "speed": 12.0}, {**plain, "look": "B"}
    yield compared(scene, "patient: weight over a lie", "patient", hard, lie, n)
    yield compared(scene, "gambler: a lie over weight", "gambler", lie, hard, n)


def hurry(scene: Scene, n: int) -> Iterator[Effect]:
    """Degrees off the line that a fake costs, nobody reading it: in a hurry, and slowly."""
    for row, seconds in (("backswing 0.3 s", 0.3), ("backswing 0.8 s", 0.8)):
        honest = push(speed=11.0, backswing=seconds)
        fake = {**honest, "look": "B", "hips": scene.toward("B")}
        tallies = plays(scene, None, [fake, honest], n)
        off = [np.abs(tally.figures["direction_error_deg"]) for tally in tallies]
        yield Effect.of(scene, row, *off, plans=(fake, honest))


def undefended(seed: int, number: int) -> Scene:
    """Two free team-mates 50 to 80 degrees apart, and nobody against them."""
    one = two_free(seed, "hurry", number, FAR, apart=(50.0, 80.0))
    alone = tuple({**p, "control": "still"} if p["id"] in "AB" else p for p in one.players if p["id"] != "D")
    return Scene(one.family, number, alone, one.surface, one.luck, one.place, one.drawn)


# What defenders know and dare


def nerve(scene: Scene, n: int) -> Iterator[Effect]:
    """Share of honest passes at which the defender is on the way before contact: gambler less patient."""
    plan = push(look_time=0.8)
    for row, than in (("than a patient defender", "patient"), ("than a veteran", "veteran")):
        found = [left_early(plays(scene, style, [plan], n)[0]) for style in ("gambler", than)]
        yield Effect.of(scene, row, *found, style="gambler", plans=(plan,))


def seen_before(n: int, players: int, **counts: float) -> Habits:
    """Return what everybody has seen of the passer: how often each habit."""
    habits = Habits.none(n, players)
    for name, count in counts.items():
        getattr(habits, name)[:, 0] = count
    return habits


def liar(scene: Scene, n: int) -> Iterator[Effect]:
    """What a lie gains from a passer known as honest, less what it gains from a known liar."""
    lie, honest = push(look="B", look_time=0.8), push(look_time=0.8)
    for style in ("veteran", "gambler"):
        gains = []
        for truths, lies in ((KNOWN, 0.0), (0.0, KNOWN)):
            known = {"truths": truths, "lies": lies, "pushes": KNOWN}
            both = [
                arrived(plays_known(scene, style, [plan] * n, habits=seen_before(n, 4, **known)))
                for plan in (lie, honest)
            ]
            gains.append(both[0].astype(float) - both[1])
        yield Effect.of(scene, style, *gains, style=style, plans=(lie, honest))


def heel_too_often(scene: Scene, n: int) -> Iterator[Effect]:
    """Eight heels to the same team-mate before: the ninth arrives less often, and the push elsewhere more."""
    heel = {"technique": "backheel", "target": "B", "look": "away"}
    other = push(look="away")

    def arrivals(plan: Given, heels: float) -> np.ndarray:
        habits = seen_before(n, 4, heels=heels)
        habits.to[:, 0, :, B] = heels
        return arrived(plays_known(scene, "gambler", [plan] * n, habits=habits))

    yield Effect.of(scene, "the first heel over the ninth", arrivals(heel, 0.0), arrivals(heel, KNOWN),
                    style="gambler", plans=(heel,))  # fmt: skip
    yield Effect.of(scene, "the push after eight heels", arrivals(other, KNOWN), arrivals(other, 0.0),
                    style="gambler", plans=(other,))  # fmt: skip


def random_plans(scene: Scene, n: int) -> list[Given]:
    """Return plans drawn uniformly: whom, how, where eyes and hips go, how hard, how quickly."""
    dice = Dice(scene.luck, "plans", scene.number)
    plans = []
    for _ in range(n):
        plan: Given = {
            "technique": dice.one(("push", "push", "push", "backheel")),
            "target": dice.one("ABC"),
            "look": dice.one(("target", "away", "A", "B", "C")),
            "look_time": round(dice.between(0.2, 1.2), 2),
            "speed": round(dice.between(7.0, 13.0), 1),
            "backswing": round(dice.between(0.25, 0.6), 2),
            "delay": round(dice.between(0.0, 0.6), 2),
        }
        if dice.between(0.0, 1.0) < 0.3:
            plan["hips"] = round(dice.between(-60.0, 60.0), 0)
        plans.append(plan)
    return plans


def anticipating(scene: Scene, n: int) -> Iterator[Effect]:
    """Balls that a veteran wins, less what the same body wins that waits for the strike."""
    plans = random_plans(scene, n)
    won = [lost(plays_known(scene, "veteran", plans, blind=blind)) for blind in (False, True)]
    row = COUNTS[int(scene.family[-1])]
    yield Effect.of(scene, row, *won, style="veteran", plans=(plans[0],))


# The heel

HEEL: Given = {"technique": "backheel", "target": "B", "look": "away"}
TURN: Given = {"technique": "push", "target": "B"}
HOOKS = 2
"""How many of the turns, the last ones, are hooks."""


def turns(scene: Scene) -> list[Given]:
    """Return eight turns and pushes: plain, hard, without a look, after waits, quick; two are hooks.

    A hook shows a half-turn and pulls the ball round the marker with the foot that is farther off.
    """
    bearing = scene.toward("B")
    way = 1.0 if bearing > 0.0 else -1.0
    far_foot = "right" if bearing > 0.0 else "left"
    hook = {**TURN, "look": "away", "look_time": 0.0, "foot": far_foot, "backswing": 0.27}
    return [
        TURN,
        {**TURN, "speed": 13.0},
        {**TURN, "look": "away", "look_time": 0.0},
        {**TURN, "delay": 0.5},
        {**TURN, "delay": 1.2},
        {**TURN, "hips": "square", "look_time": 0.1, "backswing": 0.25},
        {**hook, "hips": 36.0 * way},
        {**hook, "hips": 65.0 * way},
    ]


def under_a_marker(scene: Scene, n: int) -> Iterator[Effect]:
    """The heel, against the best of eight turns and pushes, and against the best that is no hook."""
    pushes = turns(scene)
    for style in ("patient", "veteran"):
        heel, *found = (arrived(tally) for tally in plays(scene, style, [HEEL, *pushes], n))
        for row, some in ((style, range(len(pushes))), (f"{style}, no hooks", range(len(pushes) - HOOKS))):
            best = max(some, key=lambda i: float(found[i].mean()))
            yield Effect.of(scene, row, heel, found[best], style=style, plans=(HEEL, pushes[best]))


def open_field(scene: Scene, n: int) -> Iterator[Effect]:
    """Push and heel to a team-mate ahead, nobody near."""
    for style in ("patient", "veteran"):
        yield compared(scene, style, style, TURN, HEEL, n)


def truer(scene: Scene, n: int) -> Iterator[Effect]:
    """Degrees off the line: a heel more than a push of the same speed, a hard heel more than an easy one."""
    easy, hard = {**HEEL, "target": "A", "speed": 7.0}, {**HEEL, "target": "A", "speed": 11.0}
    plans = (easy, {**TURN, "target": "A", "speed": 7.0}, hard)
    off = [np.abs(t.figures["direction_error_deg"]) for t in plays(scene, None, plans, n)]
    yield Effect.of(scene, "a heel less a push", off[0], off[1], plans=plans[:2])
    yield Effect.of(scene, "a hard heel less an easy one", off[2], off[0], plans=(hard, easy))


def behind(seed: int, number: int) -> Scene:
    """A team-mate straight behind, and nobody against the passer."""
    one = back_to_marker(seed, "truer", number)
    alone = tuple(
        {**p, "at": [-7.0, 0.0], "facing": 0.0, "control": "still"} if p["id"] == "A" else p
        for p in one.players
        if p["id"] in "PA"
    )
    return Scene(one.family, number, alone, one.surface, one.luck, one.place, {})


# Anywhere


LUCK_TOO = "with its luck"


def mirror(scene: Scene, n: int) -> Iterator[Effect]:
    """The same plan in the scene turned by any angle, and in the mirror, less where it was drawn.

    Then turned about and mirrored together with its luck: each world has to end as it does where it was
    drawn.
    """
    dice = Dice(scene.luck, "mirror", scene.number)
    turned = scene.put(scene.place.turned(round(dice.between(20.0, 340.0), 1)))
    if "marker_m" in scene.drawn:
        plan, style = HEEL, "patient"
    else:
        plan, style = push(look=dice.one(("target", "B")), look_time=0.8), "gambler"
    here = arrived(plays(scene, style, [plan], n)[0])
    for row, there in (("turned", turned), ("mirrored", scene.put(scene.place.in_the_mirror()))):
        found = arrived(plays(there, style, [plan], n)[0])
        yield Effect.of(there, row, found, here, style=style, plans=(plan,))
    for row, place, way in (
        (f"turned about, {LUCK_TOO}", scene.place.turned(180.0), TURNED_ABOUT),
        (f"mirrored, {LUCK_TOO}", scene.place.in_the_mirror(), IN_THE_MIRROR),
    ):
        there = scene.put(place)
        with luck(way):
            found = arrived(plays(there, style, [plan], n)[0])
        apart = found != here
        yield Effect.of(there, row, apart, np.zeros(len(apart)), style=style, plans=(plan,))


def anywhere(seed: int, number: int) -> Scene:
    """By turns a scene with two free team-mates and one with the back to a marker."""
    if number % 2:
        return back_to_marker(seed, "mirror", number)
    return two_free(seed, "mirror", number, (2.0, 9.5))


def _table(name: str) -> str:
    return f"the table asked for: {name}"


DISGUISE, MINDS = "docs/explanation/why-disguise-works.md", "docs/explanation/minds.md"
STYLES = ("veteran", "gambler", "patient")
CLAIMS: tuple[Claim, ...] = (
    Claim(
        "eyes-far", "Eyes on the other team-mate help, the defender 4.5 to 9.5 m off", _table("row 1"),
        (Row("veteran", 0.06), Row("gambler", 0.15), Row("patient", 0.03)),
        lambda seed, number: two_free(seed, "eyes-far", number, FAR), eyes,
    ),
    Claim(
        "eyes-near", "Eyes on the other team-mate help, the defender 1.5 to 3.5 m off", _table("row 2"),
        (Row("veteran", 0.08), Row("gambler"), Row("patient", 0.03)),
        lambda seed, number: two_free(seed, "eyes-near", number, NEAR), eyes,
    ),
    Claim(
        "hips", "Hips with the eyes gain more than eyes alone against a gambler, if there is time",
        _table("row 3"),
        (
            Row("shown for 0.8 s", 0.03), Row("shown for 0.3 s", 0.0, Sense.NOT_MORE),
            Row("backswing 0.8 s", 0.03), Row("backswing 0.3 s", 0.0, Sense.NOT_MORE),
        ),
        lambda seed, number: two_free(seed, "hips", number, MIDDLE), hips,
    ),
    Claim(
        "marker", "Under a tight marker the heel is better than the best of eight pushes", _table("row 4"),
        tuple(
            Row(f"{style}{which}", 0.9, Sense.OFTEN)
            for style in ("patient", "veteran")
            for which in ("", ", no hooks")
        ),
        lambda seed, number: back_to_marker(seed, "marker", number), under_a_marker,
    ),
    Claim(
        "open", "In the open the push beats the heel", _table("row 5"),
        (Row("patient", 1.0, Sense.OFTEN), Row("veteran", 1.0, Sense.OFTEN)),
        lambda seed, number: in_the_open(seed, "open", number), open_field,
    ),
    Claim(
        "mirror", "Turned and mirrored scenes differ by noise only", _table("row 6"),
        (
            Row("turned", 0.0, Sense.SAME), Row("mirrored", 0.0, Sense.SAME),
            Row(f"turned about, {LUCK_TOO}", 0.0, Sense.NONE),
            Row(f"mirrored, {LUCK_TOO}", 0.0, Sense.NONE),
        ),
        anywhere, mirror,
    ),
    *(
        Claim(
            f"anticipating-{defenders}", "Anticipating wins more balls than waiting with the same body",
            _table("row 7"), (Row(COUNTS[defenders]),),
            lambda seed, number, many=defenders: three_mates(seed, f"anticipating-{many}", number, many),
            anticipating,
        )
        for defenders in (1, 2)
    ),
    Claim(
        "stare", "A glance at the receiver is better than a stare, contact at the same moment", DISGUISE,
        tuple(Row(style) for style in STYLES),
        lambda seed, number: two_free(seed, "stare", number, (2.0, 9.5)), stare,
    ),
    Claim(
        "late-lie", "A lie that is shown in time gains more than one of the last moment", DISGUISE,
        (Row("gambler"),), lambda seed, number: two_free(seed, "late-lie", number, FAR), late_lie,
    ),
    Claim(
        "hips-believed", "Hips mislead a defender more than eyes do (belief in the receiver at contact)",
        DISGUISE, tuple(Row(style) for style in STYLES),
        lambda seed, number: two_free(seed, "hips-believed", number, FAR), hips_believed,
    ),
    Claim(
        "listens", "A lie gains more from one who listens to eyes than from one who watches the ball",
        DISGUISE,
        (Row("gambler less watcher"),),
        lambda seed, number: two_free(seed, "listens", number, FAR), listens,
    ),
    Claim(
        "weight", "Weight beats a patient defender, a lie beats a gambler", DISGUISE,
        (Row("patient: weight over a lie"), Row("gambler: a lie over weight")),
        lambda seed, number: two_free(seed, "weight", number, FAR), weight,
    ),
    Claim(
        "hurry", "A fake in a hurry costs accuracy (degrees), one with time doesn't", DISGUISE,
        (Row("backswing 0.3 s"), Row("backswing 0.8 s", 0.0, Sense.NOT_MORE)), undefended, hurry,
    ),
    Claim(
        "nerve", "A gambler leaves before the strike more often", MINDS,
        (Row("than a patient defender"), Row("than a veteran")),
        lambda seed, number: two_free(seed, "nerve", number, FAR), nerve,
    ),
    Claim(
        "liar", "Eyes that lied often count for less: a known liar's lie gains less", MINDS,
        (Row("veteran"), Row("gambler")),
        lambda seed, number: two_free(seed, "liar", number, FAR), liar,
    ),
    Claim(
        "heel-too-often", "A heel done too often is expected, and frees the push", MINDS,
        (Row("the first heel over the ninth"), Row("the push after eight heels")),
        lambda seed, number: side_on(seed, "heel-too-often", number), heel_too_often,
    ),
    Claim(
        "truer", "A heel errs more than a push, and more the harder it is (degrees)", DISGUISE,
        (Row("a heel less a push"), Row("a hard heel less an easy one")), behind, truer,
    ),
)  # fmt: skip

ELSEWHERE = {
    "defenders can't know the target; nobody knows more than they saw":
        "tests/mind/perception/test_wall.py, test_perceived.py",
    "the plant foot says most, and how early a pass is read": "bench/mind/reading.py",
    "whoever left for the wrong place has to brake and start again": "bench/mind/wrong_foot.py",
    "anticipation stays far from knowing": "bench/mind/no_cheating.py",
    "too much power takes the heel's advantage; waiting frees nobody": "bench/mind/heel.py",
    "no technique makes the rest pointless": "bench/mind/exploit.py",
    "a stronger computer is stronger": "bench/rules/matches.py --ladder",
    "receivers, chasers and keepers meet what their bodies can reach": "bench/mind/meeting.py",
    "team-mates open lanes, run on, look round; keepers stand and dive":
        "tests/mind/attack, tests/mind/defence",
    "the cause that an explanation names": "bench/analysis/explain.py",
}  # fmt: skip
"""Claims of docs/explanation that aren't tested here, and what measures them."""
