"""Where the levels and the assets lie: beside the package in a source checkout, inside it once installed."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from game.storage.files import TextError, read_text

PACKAGE: Final = Path(__file__).resolve().parent.parent
NAME: Final = "backheel"


def resource_folder(name: str) -> Path:
    """Return the folder ``levels`` or ``assets``.

    Another package may install a top-level folder of that name beside ours: only a checkout's own counts.
    """
    beside = PACKAGE.parent / name
    return beside if in_checkout() and beside.is_dir() else PACKAGE / name


@cache
def in_checkout() -> bool:
    """Return whether this package lies in its own source tree."""
    try:
        project = tomllib.loads(read_text(PACKAGE.parent / "pyproject.toml")).get("project")
    except (OSError, TextError, tomllib.TOMLDecodeError, RecursionError):
        return False
    return isinstance(project, dict) and project.get("name") == NAME
