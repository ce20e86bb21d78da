"""Examples in docstrings give what they say. Whoever reads one may type it in."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "game").rglob("*.py")
    if ">>>" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed


def test_public_functions_show_their_use() -> None:
    """Sixty lines and more that a stranger can type in."""
    lines = [
        line
        for name in MODULES
        for line in (ROOT / (name.replace(".", "/") + ".py")).read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(">>>")
    ]
    assert len(lines) >= 60
