"""Dose and response: how long the passer looks and where, what they are known for, what a fake costs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from game.analysis.passes.rollout import RolloutResult
from tests.mind.scenes import (
    Moment,
    arrived,
    asked,
    known_passer,
    level_of,
    lost,
    mean_text,
    plan_of,
    results,
    share_of,
    show,
    two_targets,
)

LOOKS = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
SPEED = 11.0


def head_start(result: RolloutResult) -> np.ndarray:
    """Seconds by world, of the only defender."""
    starts: np.ndarray = result.tally.defender_log.head_start[:, 0]
    return starts


def belief(result: RolloutResult, target: int = 1) -> np.ndarray:
    """What the only defender gave the true target at contact, by world, of all that they held possible."""
    w = result.tally.defender_log
    toward: np.ndarray = (w.push + w.heel)[:, 0, target]
    return toward


def line(name: str, result: RolloutResult) -> list[str]:
    """A row: completed, won by the other side, head start, belief."""
    tally = result.tally
    starts = head_start(result)
    return [
        name,
        share_of(arrived(tally)),
        share_of(lost(tally)),
        mean_text(starts),
        f"{float(np.mean(starts > 0.0)):.2f}",
        mean_text(belief(result)),
    ]


HEAD = ["", "arrives", "won by the defender", "head start, s", "moved before", "belief in the target"]


def fakes(n: int) -> list[list[str]]:
    """What showing one thing and doing another costs the passer alone: nobody reads them here."""
    rows = []
    alone = [{**p, "control": "still"} for p in two_targets() if p["id"] != "D"]
    for backswing in (0.25, 0.30, 0.35, 0.40, 0.60, 0.80):
        honest = {"speed": 11.0, "backswing": backswing}
        fake = {**honest, "hips": -60.0, "look": "B"}
        row = [f"backswing {backswing:.2f} s"]
        seconds = []
        for result in results(alone, [honest, fake], n):
            figures = result.tally.figures
            row += [f"{np.nanstd(figures['direction_error_deg']):.2f}°", share_of(arrived(result.tally))]
            seconds.append(figures["seconds_to_contact"])
        rows.append([*row, mean_text(seconds[1] - seconds[0], 2)])
    return rows


def habit(n: int) -> list[list[str]]:
    """Looking at the other player, by what the defender has seen of this passer's eyes before."""
    rows = []
    level = level_of(two_targets("veteran"))
    for name, truths, lies in (
        ("never seen before", 0.0, 0.0),
        ("ten honest passes", 10.0, 0.0),
        ("five and five", 5.0, 5.0),
        ("ten with lying eyes", 0.0, 10.0),
    ):
        row, came = [name], []
        for look in ("target", "B"):
            plan = plan_of(level, speed=SPEED, look=look, look_time=0.8)
            moment = Moment(level, [plan] * n, 0, known_passer(n, 4, truths, lies))
            tally = moment.play_out(300)
            w = tally.defender_log
            toward = w.push[:, 0] + w.heel[:, 0]
            came.append(arrived(tally).astype(float))
            row += [mean_text(toward[:, 1] / (toward[:, 1] + toward[:, 2])), share_of(arrived(tally))]
        rows.append([*row, mean_text(came[1] - came[0])])
    return rows


def main() -> None:
    n = asked(__doc__)
    for style in ("patient", "gambler"):
        plans = [
            {"speed": SPEED, "look_time": seconds, "delay": round(LOOKS[-1] - seconds, 1)}
            for seconds in LOOKS
        ]
        rows = [
            line(f"{plan['look_time']:.1f} s", result)
            for plan, result in zip(plans, results(two_targets(style), plans, n), strict=True)
        ]
        title = f"A look at the target (contact at the same moment in every row), a {style} defender"
        show(title, HEAD, rows, n)
    plans = [{"speed": SPEED, "look_time": seconds} for seconds in LOOKS]
    rows = [
        line(f"{plan['look_time']:.1f} s", result)
        for plan, result in zip(plans, results(two_targets(defender=(-5.8, 0.0)), plans, n), strict=True)
    ]
    show("A longer look that takes longer, the defender already close: patient", HEAD, rows, n)
    for style in ("patient", "gambler"):
        plans = [
            {"speed": SPEED, "look_time": 0.8, "delay": 0.4, **plan}
            for plan in (
                {"look": "target"},
                {"look": "away"},
                {"look": "B"},
                {"look": "target", "hips": -40.0},
                {"look": "B", "hips": -40.0},
            )
        ]
        names = ["honest", "eyes away", "eyes lie", "hips lie", "both lie"]
        rows = [
            line(name, result)
            for name, result in zip(names, results(two_targets(style), plans, n), strict=True)
        ]
        show(f"Eyes and hips, a {style} defender", HEAD, rows, n)
    show(
        "The same eyes once they are known, a veteran: share of belief on the true one of two, and arrivals",
        ["", "true eyes: belief", "arrives", "lying eyes: belief", "arrives", "gain of the lie"],
        habit(n),
        n,
    )
    show(
        "What a fake costs the passer: spread of direction, and passes that arrive with nobody in the way",
        ["", "honest", "arrives", "hips 60° off, eyes lie", "arrives", "contact later by, s"],
        fakes(n),
        n,
    )


if __name__ == "__main__":
    main()
