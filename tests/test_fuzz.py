"""Odd files and command lines of every kind: a few of those that ``bench/fuzz`` throws by the thousand."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fuzzers need Linux's memory files")


@pytest.mark.parametrize(
    "kind", ["levels", "plans", "lessons", "replays", "settings", "fixtures", "commands"]
)
def test_odd_input_is_refused_or_taken_and_never_breaks_anything(
    root: Path, tmp_path: Path, kind: str
) -> None:
    words = [sys.executable, "bench/fuzz/run.py", "--kind", kind, "--trials", "24", "--real-every", "0"]
    ran = subprocess.run(
        [*words, "--kept", str(tmp_path)], cwd=root, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "24 trials     0 failures" in ran.stdout
