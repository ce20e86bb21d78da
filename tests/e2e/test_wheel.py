"""What is installed is complete: levels and assets come along and are found without the source tree."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("game", "levels", "assets", "pyproject.toml", "setup.py", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was unpacked, as installing it would."""
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, source / name)
    made = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(made)]
    done = subprocess.run([*build, str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = made.glob("backheel-*.whl")
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def files_under(folder: Path) -> set[str]:
    return {
        str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }


@pytest.mark.parametrize("name", ["levels", "assets"])
def test_every_level_and_asset_comes_along(installed: Path, name: str) -> None:
    assert files_under(ROOT / name)
    assert files_under(installed / "game" / name) == files_under(ROOT / name)


def test_nothing_lands_outside_the_package(installed: Path) -> None:
    assert {p.name for p in installed.iterdir() if not p.name.endswith(".dist-info")} == {"game"}


def test_an_installed_program_finds_its_levels(installed: Path, tmp_path: Path) -> None:
    listing = "import game, sys; from game.cli import main; print(game.__file__); sys.exit(main(['levels']))"
    done = subprocess.run(
        [sys.executable, "-c", listing],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed))
    for level in (ROOT / "levels").glob("*.toml"):
        assert level.stem in done.stdout


def test_an_installed_program_speaks_german(installed: Path, tmp_path: Path) -> None:
    """Its words are compiled when the wheel is built: none were in the source."""
    says = "from game.app.i18n import _, speak; speak('de'); print(_('Options'))"
    done = subprocess.run(
        [sys.executable, "-c", says],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "Einstellungen\n", done.stderr
