"""No cheating, no blindness: a veteran between bodies that don't read and an oracle that knows the plan."""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from game.analysis.passes.outcome import Outcome
from game.core.intents import Intents
from game.core.maths import norm
from game.core.plan import Plan
from game.mind.defence.anticipation import go
from game.mind.meeting import Runners, meet, run
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.traits import styles
from game.scenario.schema import Level
from tests.mind.scenes import (
    Moment,
    Players,
    asked,
    level_of,
    mean_text,
    plan_of,
    player,
    share_of,
    show,
)

SIGHT_DELAY = 0.14
"""Seconds, the veteran's: the body without a belief is as quick."""
MATES = ("A", "B", "C")


def moment_of(style: str, defenders: int) -> Players:
    """Four against one or two."""
    foes = [(0.5, 1.2), (3.5, -2.5)][:defenders]
    return [
        player("P", "red", (-6.0, 0.0), 0.0, control="human1"),
        player("A", "red", (6.0, 6.0), 207.0, control="cpu"),
        player("B", "red", (8.0, -0.5), 180.0, control="cpu"),
        player("C", "red", (4.0, -7.0), 145.0, control="cpu"),
        *(player(f"D{i + 1}", "blue", at, 180.0, control="cpu", style=style) for i, at in enumerate(foes)),
    ]


def random_plans(level: Level, n: int, seed: int = 0) -> list[Plan]:
    """Plans drawn uniformly: whom, how, where the eyes and hips go, how hard, how quickly."""
    dice = np.random.default_rng(seed)
    plans = []
    for _ in range(n):
        look = ("target", "away", *MATES)[dice.integers(5)]
        given = {
            "technique": ("push", "push", "push", "backheel")[dice.integers(4)],
            "target": MATES[dice.integers(3)],
            "look": look,
            "look_time": round(float(dice.uniform(0.2, 1.2)), 2),
            "speed": round(float(dice.uniform(7.0, 13.0)), 1),
            "backswing": round(float(dice.uniform(0.25, 0.6)), 2),
            "delay": round(float(dice.uniform(0.0, 0.6)), 2),
        }
        if dice.random() < 0.3:
            given["hips"] = round(float(dice.uniform(-60.0, 60.0)), 0)
        plans.append(plan_of(level, **given))
    return plans


def only_the_ball(moment: Moment) -> Callable[[Moment, Intents], None]:
    """A body without a belief: it runs to the ball as it sees it, and takes what it can reach."""
    recall = DelayedBall(SIGHT_DELAY)

    def run_at_it(moment: Moment, intents: Intents) -> None:
        view = moment.world.view()
        recall.observe(view)
        ball, vel = (part[:, None] for part in recall.seen(SIGHT_DELAY))
        who = Runners.of(view.bodies, (slice(None), moment.foes))
        turns = recall.turning(SIGHT_DELAY)[:, None]
        there = meet(who, ball, vel, turns, moment.scene.pitch.surface)
        intents.move[:, moment.foes], _ = run(who, there, ball[..., :2])
        intents.tackle[:, moment.foes] = norm(ball[..., :2] - who.pos) < 1.05

    return run_at_it


def oracle(moment: Moment) -> Callable[[Moment, Intents], None]:
    """Know the plan from the first moment on, and go to the best place on the ball's way."""

    def cut(moment: Moment, intents: Intents) -> None:
        view = moment.world.view()
        held = moment.contact < 0
        who = Runners.of(view.bodies, (slice(None), moment.foes))
        pos, ball = who.pos, view.ball.pos[:, None, :2]
        line = moment.executor.aim_point(view)[:, None, :] - ball
        length = np.maximum(norm(line), 1e-6)[..., None]
        along = np.sum((pos - ball) * line, axis=2, keepdims=True) / length
        along = np.minimum(np.maximum(along, 1.2), 0.9 * length)
        wait = go(pos, ball + along / length * line, 1.0)
        b = view.ball
        there = meet(who, b.pos[:, None], b.vel[:, None], b.roll[:, None], moment.scene.pitch.surface)
        after, _ = run(who, there, ball)
        intents.move[:, moment.foes] = np.where(held[:, None, None], wait, after)
        intents.tackle[:, moment.foes] = norm(ball - pos) < 1.05

    return cut


READERS: tuple[tuple[str, str, Callable[[Moment], Callable[[Moment, Intents], None]] | None], ...] = (
    ("runs at the ball only", "veteran", only_the_ball),
    ("waits for the strike, no belief", "unread", None),
    ("ball_watcher", "ball_watcher", None),
    ("novice", "novice", None),
    ("patient", "patient", None),
    ("gambler", "gambler", None),
    ("veteran", "veteran", None),
    ("oracle", "veteran", oracle),
)


def won(n: int, defenders: int) -> dict[str, np.ndarray]:
    """How each random plan ends against each reader, by world."""
    quick = styles.STYLES["veteran"]
    found = {}
    for name, style, meddler in READERS:
        level = level_of(moment_of("veteran" if style == "unread" else style, defenders))
        plans = random_plans(level, n)
        moment = Moment(level, plans)
        if style == "unread":
            # The same eyes and legs, and nothing that they believe moves them before they see the strike.
            blind = styles.Style(delay=quick.delay, blur=quick.blur, nerve=9.0, lead=0.0, press=quick.press)
            arrays = moment.ai_team.minds
            arrays.nerve[:], arrays.lead[:] = blind.nerve, blind.lead
        found[name] = moment.play_out(400, meddler(moment) if meddler else None).outcome
    return found


def main() -> None:
    n = asked(__doc__)
    for defenders in (1, 2):
        found = won(n, defenders)
        cut = {name: ends == Outcome.INTERCEPTED for name, ends in found.items()}
        taken = {name: ends == Outcome.TACKLED for name, ends in found.items()}
        veteran = (cut["veteran"] | taken["veteran"]).astype(float)
        rows = []
        for name in found:
            both = cut[name] | taken[name]
            rows.append(
                [
                    name,
                    share_of(cut[name]),
                    f"{taken[name].mean():.3f}",
                    share_of(both),
                    mean_text(veteran - both),
                ]
            )
        head = ["reader", "cuts the pass out", "tackles", "both", "veteran less this one"]
        show(f"Random plans to three team-mates, {defenders} defender(s)", head, rows, n)


if __name__ == "__main__":
    main()
