"""A replay that many tests read, recorded once."""

from pathlib import Path

import pytest

from tests.analysis.replays import recorded


@pytest.fixture(scope="session")
def whole_replay(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A recorded level and the digest of the state at its end."""
    path = tmp_path_factory.mktemp("replays") / "whole.bhr"
    return path, recorded(path).world.digest()


@pytest.fixture
def copied_replay(whole_replay: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it that may be spoilt."""
    path = tmp_path / "copy.bhr"
    path.write_bytes(whole_replay[0].read_bytes())
    return path
