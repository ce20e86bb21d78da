"""What people read about levels and plans names every key, and its examples are sound."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from game.scenario import schema
from game.scenario.load import parse_level, parse_plan

TABLES = [
    schema.Level,
    schema.PitchTable,
    schema.PlayerTable,
    schema.BallTable,
    schema.WallTable,
    schema.ConeTable,
    schema.VisionTable,
    schema.FreezeTable,
    *get_args(schema.ObjectiveTable),
]


def named(page: str) -> set[str]:
    """Every word that the page sets as code."""
    return {word for code in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"\w+", code)}


def blocks(page: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_levels_md_names_every_key(table: type[BaseModel], root: Path) -> None:
    words = named((root / "docs" / "levels.md").read_text(encoding="utf-8"))
    keys = {field.alias or name for name, field in table.model_fields.items()}
    assert keys <= words


def test_plans_md_names_every_key_of_a_plan(root: Path) -> None:
    words = named((root / "docs" / "plans.md").read_text(encoding="utf-8"))
    assert set(schema.PlanTable.model_fields) <= words


def test_the_pages_examples_are_sound(root: Path) -> None:
    (level,) = blocks((root / "docs" / "levels.md").read_text(encoding="utf-8"))
    assert parse_level(tomllib.loads(level), "levels.md").title == "Ten to a partner"
    (plan,) = blocks((root / "docs" / "plans.md").read_text(encoding="utf-8"))
    assert parse_plan(tomllib.loads(plan), "plans.md").technique == "backheel"
