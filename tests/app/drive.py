"""Driving the app: letting frames go by, choosing in menus, and reading what was traced."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.app.input.devices import Press
from game.app.shell.context import Context

Drive = Callable[..., None]
"""The fixture that lets frames go by."""


def choose(context: Context, drive: Drive, label: str) -> None:
    """Accept an entry of the menu that is shown."""
    menu = context.scene.menu  # type: ignore[union-attr]
    menu.focus = [entry.label for entry in menu.entries].index(label)
    drive(0.05, None, Press.ACCEPT)


def notes(tmp_path: Path, event: str) -> list[dict[str, Any]]:
    """What the trace says of one kind of event."""
    lines = [json.loads(line) for line in (tmp_path / "trace.jsonl").read_text().splitlines()]
    return [line for line in lines if line["event"] == event]
