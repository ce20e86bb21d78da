"""Whose levels and assets are played with, whatever else lies about."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASKS = (
    "from game.scenario.catalogue import catalogue, levels_dir\n"
    "from game.storage.resources import resource_folder\n"
    "print(levels_dir(), resource_folder('assets'), len(catalogue()), sep='\\n')\n"
)


def ask(place: Path) -> list[str]:
    """What an installation in ``place`` says from another folder."""
    env = {**os.environ, "PYTHONPATH": str(place)}
    # -S: the checkout that the tests run from is installed too.
    paths = os.pathsep.join([str(place), *(path for path in sys.path if "site-packages" in path)])
    env["PYTHONPATH"] = paths
    out = subprocess.run(
        [sys.executable, "-S", "-c", ASKS],
        cwd=place.parent,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return out.stdout.splitlines()


@pytest.fixture
def site(tmp_path: Path, root: Path) -> Path:
    """An installed package, with another's top-level ``levels`` and ``assets`` beside it."""
    place = tmp_path / "site-packages"
    shutil.copytree(root / "game", place / "game", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "levels", place / "game" / "levels")
    shutil.copytree(root / "assets", place / "game" / "assets")
    for name in ("levels", "assets"):
        (place / name).mkdir()
        (place / name / "other.toml").write_text("format = 9")
    return place


@pytest.mark.parametrize(
    "project", [None, '[project]\nname = "other"\n', "[tool]", "[project", "project = 3", "[" * 5000]
)
def test_another_packages_folders_are_not_ours(site: Path, project: str | None) -> None:
    if project is not None:
        (site / "pyproject.toml").write_text(project)
    levels, assets, number = ask(site)
    assert (Path(levels), Path(assets)) == (site / "game" / "levels", site / "game" / "assets")
    assert int(number) > 10


def test_a_checkouts_own_folders_are_used_beside_its_own_project(tmp_path: Path, root: Path) -> None:
    place = tmp_path / "checkout"
    place.mkdir()
    for name in ("game", "levels", "assets"):
        shutil.copytree(root / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", place / "pyproject.toml")
    levels, assets, _ = ask(place)
    assert (Path(levels), Path(assets)) == (place / "levels", place / "assets")
