"""By keys under a tight marker: turn and push, a step the other way first, a fake first, or the heel.

``python bench/mind/under_a_marker.py --n 40``: back to a patient marker 1.1 m behind, a free team-mate behind
the marker's shoulder. The keys go the way that a person's go, each world through hands of its own.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from bench.mind.close import at_the_shirt
from game.analysis.passes.outcome import CAME_OFF, Outcome, OutcomeCounts
from game.app.input.buttons import buttons_of
from game.app.input.person_controls import Hands
from game.app.input.surroundings import around
from game.app.snapshot import see
from game.core.events import Kind
from game.core.intents import Intents
from game.core.state import STEP_SECONDS
from game.scenario.start import start
from game.sim.step import step
from tests.mind.scenes import level_of, share_of, show

Keys = tuple[tuple[str, float], ...]
"""Keys that are held, each for some seconds."""
TURN: Keys = (("right push", 0.15),)
WAYS: dict[str, Keys] = {
    "turn and push": TURN,
    "0.1 s the other way first": (("down", 0.1), *TURN),
    "0.2 s the other way first": (("down", 0.2), *TURN),
    "0.3 s the other way first": (("down", 0.3), *TURN),
    "0.45 s the other way first": (("down", 0.45), *TURN),
    "a push ahead, stopped, first": (("down left push", 0.2), ("fake", 0.1), *TURN),
    "heel": (("heel", 0.15),),
}
WAITS = 0.5
"""Seconds before the first key."""
LONGEST = 300
"""Steps of a try."""


def play(ways: Keys, offset: float, n: int) -> tuple[OutcomeCounts, np.ndarray]:
    """Return what became of the pass in each world, and in which of them the marker lunged in vain."""
    level = level_of(at_the_shirt(offset))
    scene = start(level, 3, n, headless=True)
    world, me, to = scene.world, level.index("P"), level.index("B")
    tally, rows = OutcomeCounts.of(world.squad, me, np.full(n, to)), np.arange(n)
    told = (("", WAITS), *ways)
    held = [frozenset(keys.split()) for keys, s in told for _ in range(round(s / STEP_SECONDS))]
    hands, beaten = [Hands(me) for _ in range(n)], np.zeros(n, dtype=np.bool_)
    for number in range(LONGEST):
        buttons = buttons_of(held[number] if number < len(held) else frozenset())
        view, intents = world.view(), Intents.idle(n, world.squad.players)
        scene.ai_team.think(view, intents)
        for row in np.flatnonzero(tally.outcome == Outcome.OPEN):
            hands[row].held = buttons
            last, surface = int(world.ball.last_touch[row]), scene.pitch.surface
            here = around(see(world, index=row), me, last, (), scene.pitch.goals, surface)
            intents.put(int(row), me, hands[row].act(here)[1])
        happened = list(step(world, scene.pitch, intents))
        for events in happened:
            if events.kind is Kind.BEATEN:
                beaten[events.world] = True
        tally.observe(happened, rows, world.seconds, world.view(), scene.ai_team.defenders)
        if (tally.outcome != Outcome.OPEN).all():
            break
    return tally, beaten


def main() -> None:
    whole = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=whole)
    parser.add_argument("--n", type=int, default=40, help="worlds a row (40)")
    given = parser.parse_args()
    for offset in (0.0, 0.2):
        rows = []
        for name, keys in WAYS.items():
            tally, beaten = play(keys, offset, given.n)
            cells = [np.isin(tally.outcome, CAME_OFF), tally.outcome == Outcome.TACKLED, beaten]
            rows.append([name, *(share_of(cell) for cell in cells)])
        head = ["by keys", "arrives", "tackled", "the marker lunged in vain"]
        show(f"A marker {offset:+.1f} m off the middle of the back", head, rows, given.n)


if __name__ == "__main__":
    main()
