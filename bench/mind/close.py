"""Close quarters: what a look at the other team-mate gains, and a turn under a marker at the shirt."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from game.analysis.passes.outcome import Outcome, OutcomeCounts
from game.core.intents import Intents, Technique
from game.core.state import STEP_SECONDS
from game.scenario.start import start
from game.sim.step import step
from tests.mind.scenes import (
    Players,
    arrived,
    by_thumb,
    level_of,
    lost,
    mean_text,
    player,
    results,
    share_of,
    show,
    turned,
)

STYLES = ("veteran", "patient", "gambler")
NEAREST, FARTHEST = 1.5, 3.5
"""Metres from the passer to the defender who closes in."""
OFFSETS = (0.0, 0.1, 0.2, 0.3, 0.4)
"""Metres off the middle of the carrier's back at which a marker stands."""
TURN = {"technique": "push", "target": "B"}
LOOK_TIME = 0.8
FEINTS = (0.0, 0.1, 0.2, 0.3, 0.45)
"""Seconds for which the carrier turns the other way before the turn to the team-mate."""


def closing(rng: np.random.Generator, style: str) -> Players:
    """Two free team-mates ahead and one defender close before the passer, drawn at random and turned."""
    near, aside = rng.uniform(NEAREST, FARTHEST), np.deg2rad(rng.uniform(-8.0, 8.0))
    players = [player("P", "red", (0.0, 0.0), 0.0, control="human1")]
    for name, side in (("A", 1.0), ("B", -1.0)):
        far, angle = rng.uniform(7.0, 13.0), side * np.deg2rad(rng.uniform(10.0, 26.0))
        at = (far * np.cos(angle), far * np.sin(angle))
        players.append(player(name, "red", at, float(np.rad2deg(angle)) + 180.0, control="cpu"))
    at = (near * np.cos(aside), near * np.sin(aside))
    players.append(player("D", "blue", at, 180.0, control="cpu", style=style))
    for p in players:
        p["facing"] = (p["facing"] + 180.0) % 360.0 - 180.0
    if rng.random() < 0.5:
        players[0]["foot"] = "left"
    closes = rng.uniform(0.0, 3.0)
    players = turned(players, float(rng.uniform(0.0, 360.0)))
    players[-1]["velocity"] = [-closes * float(x) / near for x in players[-1]["at"]]
    return players


def plans(speed: float) -> list[dict[str, object]]:
    """An honest pass to A, one with the eyes on B, and one with eyes and hips on B."""
    honest = {"target": "A", "speed": speed, "look_time": LOOK_TIME}
    return [honest, {**honest, "look": "B"}]


def eyes(n: int, scenes: int, seed: int, styles: tuple[str, ...]) -> None:
    """Show what eyes on the other team-mate gain with a defender at 1.5 to 3.5 m."""
    rows = []
    for style in styles:
        rng = np.random.default_rng(seed)
        honest, look, taken = [], [], []
        worst: list[float] = []
        for scene in range(scenes):
            players = closing(rng, style)
            found = results(players, plans(rng.uniform(10.0, 13.0)), n, seed=scene)
            one, two = (arrived(r.tally) for r in found)
            honest.append(one)
            look.append(two)
            taken.append(lost(found[0].tally))
            worst.append(float(two.mean() - one.mean()))
        a, b = np.concatenate(honest), np.concatenate(look)
        rows.append(
            [
                style,
                share_of(a),
                share_of(b),
                mean_text(b.astype(float) - a),
                " ".join(f"{gain:+.2f}" for gain in worst),
                share_of(np.concatenate(taken)),
            ]
        )
    head = ["defender", "honest arrives", "eyes on the other", "gain", "by scene", "honest, lost"]
    show(f"A defender {NEAREST} to {FARTHEST} m off, {scenes} scenes", head, rows, n)


def at_the_shirt(offset: float, style: str = "patient", behind: float = 1.1) -> Players:
    """Back to a marker who stands ``offset`` metres off the middle of the back, a team-mate behind."""
    return [
        player("P", "red", (0.0, 0.0), 180.0, control="human1"),
        player("B", "red", (6.5, 3.0), 200.0, control="cpu"),
        player("A", "red", (-8.0, -4.0), 20.0, control="cpu"),
        player("D", "blue", (behind, offset), 180.0, control="cpu", style=style),
    ]


def shirt(n: int, style: str = "patient") -> None:
    """Show the turn under a tight marker, by where the marker stands: a slow turn, and one by thumb."""
    rows = []
    for offset in (*(-o for o in OFFSETS[:0:-1]), *OFFSETS):
        players = at_the_shirt(offset, style)
        slow, heel = results(players, [TURN, {"technique": "backheel", "target": "B", "look": "away"}], n)
        quick = by_thumb(players, Technique.PUSH, 0.25, n, turns=0.3)
        cells = [share_of(arrived(t)) for t in (slow.tally, quick, heel.tally)]
        rows.append([f"{offset:+.1f} m", *cells, mean_text(slow.tally.figures["seconds_to_contact"], 2)])
    head = ["marker off the middle", "turn and push", "turned 0.3 s by thumb", "heel", "turn's contact, s"]
    show(f"The turn under a {style} marker at the shirt", head, rows, n)


def rolled(offset: float, feint: float, n: int, seed: int = 3) -> np.ndarray:
    """Return which passes to B arrive after a feint: the hips go ``feint`` s the other way, then round.

    Half a second after the beginning the carrier turns to one side, then for 0.3 s to B, and pushes.
    """
    level = level_of(at_the_shirt(offset))
    scene = start(level, seed, n, headless=True)
    world, passer, to = scene.world, level.index("P"), level.index("B")
    tally, rows = OutcomeCounts.of(world.squad, passer, np.full(n, to)), np.arange(n)
    begins, turns, holds = (round(s / STEP_SECONDS) for s in (0.5, 0.3, 0.25))
    back = begins + round(feint / STEP_SECONDS)
    for number in range(420):
        view, intents = world.view(), Intents.idle(n, world.squad.players)
        scene.ai_team.think(view, intents)
        aim = world.bodies.pos[:, to]
        if begins <= number < back:
            intents.hips_to[:, passer] = world.bodies.hips[:, passer] + 1.0
        elif back <= number < back + turns:
            intents.hips_to[:, passer] = world.bodies.hips[:, passer] - 1.0
        intents.aim[:, passer] = aim
        if back + turns <= number < back + turns + holds:
            intents.swing[:, passer] = Technique.PUSH
        happened = list(step(world, scene.pitch, intents))
        tally.observe(happened, rows, world.seconds, world.view(), scene.ai_team.defenders)
        if (tally.outcome != Outcome.OPEN).all():
            break
    return arrived(tally)


def roll(n: int) -> None:
    """Show when a marker can be rolled: by how long the carrier first turns the other way."""
    rows = []
    for offset in (-0.2, 0.0, 0.2):
        cells = [share_of(rolled(offset, feint, n)) for feint in FEINTS]
        rows.append([f"{offset:+.1f} m", *cells])
    show("Rolling a marker: first the other way", ["marker", *(f"{f:.2f} s" for f in FEINTS)], rows, n)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=300, help="worlds a row (300)")
    parser.add_argument("--scenes", type=int, default=8, help="scenes drawn at random (8)")
    parser.add_argument("--seed", type=int, default=0, help="of the scenes (0)")
    parser.add_argument("--only", choices=("eyes", "shirt", "roll"), help="one of the tables")
    parser.add_argument("--styles", nargs="+", default=list(STYLES), help="of the defender closing in")
    given = parser.parse_args()
    if given.only in (None, "eyes"):
        eyes(given.n, given.scenes, given.seed, tuple(given.styles))
    if given.only in (None, "shirt"):
        shirt(given.n)
    if given.only in (None, "roll"):
        roll(given.n)


if __name__ == "__main__":
    main()
