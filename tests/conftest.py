"""Every test runs without a screen, without a loudspeaker and without touching the person's own files."""

import contextlib
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.told import Told

# Before anything imports pygame. The tests of the real window give their own process another environment.
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

# Tests start the program some hundred times: it is compiled once, whatever the caller's shell says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The same examples in every run: a red test is red again when it is run again.
settings.register_profile("backheel", derandomize=True, deadline=None, database=None)
settings.load_profile("backheel")

ROOT = Path(__file__).resolve().parent.parent

# Words changed since the last `pip install -e .`. Where Babel isn't there, tests/app/test_i18n.py says so.
with contextlib.suppress(ImportError):
    runpy.run_path(str(ROOT / "setup.py"))["compile_words"]()


@pytest.fixture
def root() -> Path:
    """The source checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own for settings and progress."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BACKHEEL_HOME", str(folder))
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """A command in this process, where what it says and its exit code count; a process costs a second."""

    def told(*words: str | Path) -> "subprocess.CompletedProcess[str]":
        from game.cli import main

        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    return told
