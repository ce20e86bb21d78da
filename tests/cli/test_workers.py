"""Workers that fail or are ended while a command waits for them: one line, an exit code, and no traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.analysis.explain import explanation_job
from game.cli import explain, main
from game.storage.workers import ENDED, Pool
from tests.analysis.chores import fatal, odd


@pytest.mark.parametrize(("chore", "said"), [(odd, "ValueError: no such\\nthing"), (fatal, ENDED)])
def test_explain_says_that_the_work_failed(
    whole_replay: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    chore: Callable[..., int],
    said: str,
) -> None:
    pool = Pool(1)
    monkeypatch.setattr(explanation_job, "look_into", chore)
    monkeypatch.setattr(explain, "shared_pool", lambda: pool)
    try:
        assert main(["explain", str(whole_replay[0]), "--worlds", "0", "--json"]) == 1
    finally:
        pool.close()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"backheel: expected the work to be carried out (got: {said})\n"
