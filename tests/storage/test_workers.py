"""Workers who die, are stopped or can't be started: others do their work, or it is said that nobody did."""

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Iterator

import pytest

from game.storage import worker, workers
from game.storage.workers import ENDED, NOT_STARTED, Pool, Ticket
from tests.analysis.chores import double, endless, fatal, large, slow

PATIENCE = 120.0
STOPS = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes can't be stopped here")


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2)
    yield pool
    pool.close()


def wait_for(pool: Pool, ticket: Ticket) -> dict[int, object]:
    begun = time.monotonic()
    while not ticket.done:
        pool.poll(0.2)
        assert time.monotonic() - begun < PATIENCE
    return dict(ticket.answers)


def awake(pool: Pool) -> None:
    """Everybody has been heard of."""
    assert list(pool.map(double, 3, [(n,) for n in range(8)]))
    begun = time.monotonic()
    while not all(hand.spoken for hand in pool._hands):
        pool.poll(0.1)
        assert time.monotonic() - begun < PATIENCE


def stop_everybody(pool: Pool) -> None:
    for hand in pool._hands:
        os.kill(hand.process.pid, signal.SIGSTOP)


def test_when_all_workers_are_killed_others_do_the_rest(pool: Pool) -> None:
    awake(pool)
    ticket = pool.ask(slow, 3, [(n,) for n in range(6)])
    for hand in pool._hands:
        hand.process.kill()
    assert wait_for(pool, ticket) == {n: 3 * n for n in range(6)}
    assert not ticket.failed


def test_a_worker_whose_program_was_killed_does_not_work_on() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=worker.serve, args=(theirs, 0), daemon=True)
    process.start()
    theirs.close()
    ours.recv_bytes()
    for message in (("know", 1), None, (1, 1, 0, endless, ())):
        ours.send_bytes(pickle.dumps(message))
    ours.recv_bytes()  # at work: the first sign of life
    ours.close()
    process.join(PATIENCE)
    assert process.exitcode == 0


@STOPS
def test_a_stopped_worker_is_replaced_and_never_waited_for(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake(pool)
    monkeypatch.setattr(workers, "SILENT_SECONDS", 1.5)
    stopped = [hand.process for hand in pool._hands]
    stop_everybody(pool)
    begun = time.monotonic()
    # Shared by 4 MB: a pipe doesn't hold it, and nobody reads.
    ticket = pool.ask(large, b"x" * 4_000_000, [(1,), (2,), (1,)])
    pool.poll()
    assert time.monotonic() - begun < 1.0, "a window would stand still"
    answers = wait_for(pool, ticket)
    assert [len(answers[n]) for n in range(3)] == [4_000_000, 8_000_000, 4_000_000]  # type: ignore[arg-type]
    for process in stopped:
        process.join(30.0)
        assert not process.is_alive()


@STOPS
def test_a_worker_stopped_in_the_middle_of_its_answer_is_never_waited_for(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake(pool)
    monkeypatch.setattr(workers, "SILENT_SECONDS", 4.0)
    ticket = pool.ask(large, b"y" * 500_000, [(20,)])
    time.sleep(0.2)
    stop_everybody(pool)
    while not ticket.done:
        begun = time.monotonic()
        pool.poll()
        assert time.monotonic() - begun < 1.0
        time.sleep(0.01)
    assert len(ticket.answers[0][1]) == 10_000_000


def test_long_work_is_not_taken_for_silence(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    awake(pool)
    monkeypatch.setattr(workers, "SILENT_SECONDS", 4 * worker.BEAT_SECONDS)
    before = list(pool._hands)
    ticket = pool.ask(slow, 1, [(n,) for n in range(30)])
    assert len(wait_for(pool, ticket)) == 30
    assert pool._hands == before


def test_work_that_ends_its_workers_fails_and_the_pool_goes_on(pool: Pool) -> None:
    awake(pool)
    ticket = pool.ask(fatal, 1, [(1,)])
    wait_for(pool, ticket)
    assert ticket.failed == ENDED
    assert list(pool.map(double, 3, [(2,)])) == [(0, 6)]


def test_workers_that_cannot_be_started_are_told_and_tried_again(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as full:
        full.setattr(workers, "Hand", no_more)
        ticket = pool.ask(double, 1, [(1,)])
        assert ticket.done
        assert ticket.failed == NOT_STARTED
    assert list(pool.map(double, 3, [(2,)])) == [(0, 6)]


def test_a_closed_pool_leaves_no_question_open(pool: Pool) -> None:
    ticket = pool.ask(slow, 1, [(n,) for n in range(20)])
    pool.close()
    assert ticket.done
    assert ticket.failed == ENDED
