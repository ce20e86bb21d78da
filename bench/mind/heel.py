"""The heel under a marker: against turning to push, by power, in full view, in mirrors and elsewhere."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from game.analysis.passes.outcome import OutcomeCounts
from game.core.intents import Technique
from tests.mind.scenes import (
    Players,
    arrived,
    asked,
    by_thumb,
    in_full_view,
    lost,
    marked_from_behind,
    mean_text,
    mirrored,
    moved,
    results,
    share_of,
    show,
    turned,
    with_cover,
)

STYLES = ("patient", "novice", "gambler", "veteran")
HEEL = {"technique": "backheel", "target": "B", "look": "away"}
PUSH = {"technique": "push", "target": "B"}
OPEN_HEEL = {**HEEL, "hips": 153.0, "foot": "right"}
"""Half open, so that the ball passes the marker farther off: the best of 500 random heels."""
HALF_TURN = {**PUSH, "hips": 144.0, "foot": "left", "backswing": 0.27, "look": "away", "look_time": 0.0}
"""A half-turn and a hook round the marker with the far foot, without a look: the best of 800 random turns."""
SOON = 2.5
"""Seconds after contact in which the team-mate has the ball."""
DELAYS = (0.0, 0.25, 0.5, 0.75, 1.0, 2.0)
HOLDS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.6)
HELD = ["", *(f"{hold:.2f} s" for hold in HOLDS)]
POWERS = (5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0)


def pair(players: Players, n: int) -> list[str]:
    """Heel against push in the same moment: arrivals, what the defender won, seconds to contact."""
    heel, push = results(players, [HEEL, PUSH], n)
    gain = arrived(heel.tally).astype(float) - arrived(push.tally)
    return [
        share_of(arrived(heel.tally)),
        share_of(arrived(push.tally)),
        mean_text(gain),
        share_of(lost(heel.tally)),
        share_of(lost(push.tally)),
        mean_text(heel.tally.figures["seconds_to_contact"], 2),
        mean_text(push.tally.figures["seconds_to_contact"], 2),
    ]


def main() -> None:
    n = asked(__doc__)
    head = ["", "heel", "push", "heel less push", "heel lost", "push lost", "heel at, s", "push at, s"]
    rows = [[f"marker tight behind, {style}", *pair(marked_from_behind(style), n)] for style in STYLES]
    rows += [[f"in full view, no marker, {style}", *pair(in_full_view(style), n)] for style in STYLES[:1]]
    show("Heel or turn and push, the same team-mate", head, rows, n)

    rows = []
    for name, change in (
        ("as it stands", lambda p: p),
        ("mirrored", mirrored),
        ("turned by 90°", lambda p: turned(p, 90.0)),
        ("turned by 217°", lambda p: turned(p, 217.0)),
        ("moved by (9, -7)", lambda p: moved(p, (9.0, -7.0))),
    ):
        rows.append([f"marker, {name}", *pair(change(marked_from_behind()), n)])
        rows.append([f"full view, {name}", *pair(change(in_full_view()), n)])
    show("The same two facts elsewhere", head, rows, n)
    show("After a wait, marker tight behind", ["", *(f"{d:.2f} s" for d in DELAYS)], wait(n), n)

    plans = [*({**HEEL, "speed": speed} for speed in POWERS), PUSH]
    alone = results(marked_from_behind(), plans, n)
    opened = results(marked_from_behind(), [{**OPEN_HEEL, "speed": speed} for speed in POWERS], n)
    opened += results(marked_from_behind(), [HALF_TURN], n)
    covered = results(with_cover(marked_from_behind()), plans, n)
    rows = []
    for plan, one, two, best in zip(plans, alone, covered, opened, strict=True):
        # Soon: they had it at their feet at once, and didn't fetch it from the far end of an empty pitch.
        took = one.tally.figures["seconds_to_end"] - one.tally.figures["seconds_to_contact"]
        soon = arrived(one.tally) & (took < SOON)
        rows.append(
            [
                f"heel, {plan['speed']:.0f} m/s" if "speed" in plan else "turn and push",
                share_of(arrived(one.tally)),
                share_of(soon),
                share_of(arrived(two.tally)),
                share_of(lost(two.tally)),
                share_of(arrived(best.tally)),
                spread_of(one.tally),
            ]
        )
    head = [
        "",
        "arrives",
        f"within {SOON} s",
        "with a cover behind the marker",
        "lost",
        "best form",
        "spread",
    ]
    show("The heel's power, marker tight behind (best form of the turn: a half-turn)", head, rows, n)
    show("By thumb, marker tight behind: seconds that the button is held", HELD, thumbs(n), n)


def spread_of(tally: OutcomeCounts) -> str:
    """The standard deviation of the balls' directions, where any was struck."""
    error = tally.figures["direction_error_deg"]
    return "-" if np.isnan(error).all() else f"{float(np.nanstd(error)):.1f}°"


def thumbs(n: int) -> list[list[str]]:
    """Arrivals of what a person's thumb does with the back to a marker."""
    rows = []
    for name, technique, turns in (
        ("push at once", Technique.PUSH, 0.0),
        ("push after a half-turn of 0.15 s", Technique.PUSH, 0.15),
        ("push after a turn of 0.3 s", Technique.PUSH, 0.3),
        ("heel", Technique.BACKHEEL, 0.0),
    ):
        played = [by_thumb(marked_from_behind(), technique, hold, n, turns=turns) for hold in HOLDS]
        rows.append([name, *(share_of(arrived(tally)) for tally in played)])
    return rows


def wait(n: int) -> list[list[str]]:
    """Arrivals of heel and push after a wait: does patience free the player with the ball?"""
    rows = []
    for style in ("patient", "veteran"):
        for technique in (HEEL, PUSH):
            plans = [{**technique, "delay": delay} for delay in DELAYS]
            found = results(marked_from_behind(style), plans, n)
            rows.append([f"{technique['technique']}, {style}", *(share_of(arrived(r.tally)) for r in found)])
    return rows


if __name__ == "__main__":
    main()
