"""How quickly a moment is played again: a thousand worlds, the first answer, and the window's share.

Workers are warm, as they are while somebody plays. Needs a quiet machine.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.analysis.rollouts import LEVEL, PLAN
from game.analysis.explain.explanation_job import ExplanationJob, questions
from game.analysis.passes.pass_log import PassLog
from game.analysis.passes.rollout import Case, rollout
from game.analysis.whatif.query import ROUNDS, Query, begun
from game.core.intents import Intents
from game.core.quantise import quantise
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.level.session import Session
from game.scenario.load import parse_level, parse_plan
from game.storage.workers import shared_pool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how often (20)")
    args = parser.parse_args()
    level = parse_level(LEVEL, "bench")
    case = Case(PLAN, parse_plan(PLAN, "bench", level), {}, level)
    pool, cores = shared_pool(), os.cpu_count() or 1
    rollout([case], 64, 0, processes=cores)
    rollout([case], 64, 0, processes=cores)  # every worker has made its table of ball speeds
    seconds = []
    for number in range(args.rounds):
        before = time.perf_counter()
        rollout([case], 1000, number, processes=cores)
        seconds.append(time.perf_counter() - before)
    print(f"1,000 worlds of one pass, six bodies, {cores} workers: {spread(seconds)} s")

    played = one_pass(level)
    looked = ExplanationJob(played, pool, rounds=())
    looked.wait()
    assert looked.looked is not None
    asked = questions(played, looked.looked.plan, ("look_time",))
    first, full, polls = [], [], []
    for number in range(args.rounds):
        before = time.perf_counter()
        question = Query(played.moment, asked, pool, seed=number, paths=True)
        while not question.done:
            asked_at = time.perf_counter()
            fresh = question.poll()
            polls.append(time.perf_counter() - asked_at)
            if fresh and question.rows[0].n and len(first) == number:
                first.append(time.perf_counter() - before)
            if question.n >= 256:
                question.cancel()
                break
            time.sleep(1 / 240)
        full.append(time.perf_counter() - before)
    print(f"one factor ({len(asked)} rows), cold: first answer after {spread(first)} s")
    known = Query(played.moment, asked, pool, rounds=ROUNDS[:1], paths=True).wait()
    seconds = []
    for _ in range(args.rounds):
        before = time.perf_counter()
        rows = begun(asked, known, ROUNDS[0])
        question = Query(played.moment, asked, pool, paths=True, known=rows)
        assert question.n == ROUNDS[0]
        seconds.append(time.perf_counter() - before)
        question.cancel()
    print(f"... where the coach has looked into the pass already: {spread(seconds)} s")
    print(f"... and 256 worlds a row after {spread(full)} s")
    print(
        f"the window spends {1e3 * np.median(polls):.2f} ms a frame on it, at most {1e3 * max(polls):.1f} ms"
    )
    before = time.perf_counter()
    ExplanationJob(played, pool, rounds=()).wait()
    print(f"measuring a pass and reading its plan back: {time.perf_counter() - before:.2f} s")


def one_pass(level):
    """A pass of the bench's scene, as it is kept while somebody plays."""
    session = Session(level, 1)
    pass_log = PassLog()
    executor = None
    plan = PlanBatch.of([parse_plan({**PLAN, "delay": 0.4}, "bench", level)], session.world.squad)
    while pass_log.last is None:
        world = session.world
        if executor is None and world.step == 20:
            executor = Executor(world.view(), session.pitch, 0, plan)
        intents = Intents.idle(1, world.squad.players)
        session.ai_team.think(world.view(), intents)
        if executor is not None:
            executor.decide(world.view(), intents)
        pass_log.observe(session, session.play_back(quantise(intents)))
    return pass_log.last


def spread(seconds: list[float]) -> str:
    """Median and how far nine of ten lie."""
    return f"{np.median(seconds):.3f} (90 % within {np.quantile(seconds, 0.9):.3f})"


if __name__ == "__main__":
    main()
