"""The promises of the README and of the package's own description."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from game.cli import main
from game.scenario.level_paths import find

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def commands_of_readme() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [block.strip() for block in blocks if "-m venv" in block]


def test_two_commands_do_everything() -> None:
    play, test = commands_of_readme()
    assert "\n" not in play + test
    assert play.endswith(".venv/bin/python main.py")
    assert test.endswith(".venv/bin/python -m pytest")


def test_ci_runs_exactly_the_readmes_second_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "-m venv" in line] == [commands_of_readme()[1]]


def subcommands_of_readme() -> list[list[str]]:
    lines = re.findall(r"^\.venv/bin/backheel +([^#\n]*)", README, re.MULTILINE)
    return [line.split() for line in lines]


def exit_code(words: list[str]) -> int | str | None:
    try:
        return main(words)
    except SystemExit as left:
        return left.code or 0


def test_readme_shows_subcommands() -> None:
    assert {"levels", "level", "check", "rollout"} <= {words[0] for words in subcommands_of_readme()}


@pytest.mark.parametrize("words", subcommands_of_readme(), ids=" ".join)
def test_readmes_subcommands_work(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Except those that open a window: tests/e2e plays them."""
    monkeypatch.chdir(ROOT)
    if words[0] == "level":
        assert find(words[1]).is_file()
        return
    assert exit_code(words) == 0


def test_every_package_folder_is_installed() -> None:
    folders = {p.parent.relative_to(ROOT) for p in (ROOT / "game").rglob("__init__.py")}
    listed = set(PROJECT["tool"]["setuptools"]["packages"]) - {"game.levels", "game.assets"}
    assert listed == {".".join(folder.parts) for folder in folders}


def test_every_package_the_program_needs_has_its_reason_written_down() -> None:
    reasons = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    needed = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
    for requirement in needed:
        name = re.split(r"[<>=~!\[ ]", requirement)[0]
        assert f"| {name} |" in reasons, name


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_named_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    named = re.findall(r"`((?:game|levels|docs|tests|assets|bench|\.ci)/[\w./-]*)`", text)
    missing += [name for name in named if not (ROOT / name).exists() and name != "game/classroom"]
    assert missing == []


def test_changelog_says_what_is_new() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = text.split("## [Unreleased]")[1].split("\n## [")[0]
    assert re.search(r"### (Added|Changed|Deprecated|Removed|Fixed|Security)\n\n- ", unreleased)


def test_no_file_names_a_machine_or_a_registrys_host() -> None:
    """Paths of one machine and hosts of package registries have no business in a clone."""
    foreign = re.compile(
        "|".join(
            [
                "/" + "work/",
                "/" + "root/",
                "/" + "tmp/venv",
                "pypi" + r"\.org",
                "python" + "hosted",
                "registry" + r"\.npm",
            ]
        )
    )
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if tracked == [""]:
        pytest.skip("not a git checkout")
    wrong = []
    for name in filter(None, tracked):
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".ttf", ".woff", ".npz"}:
            continue
        if foreign.search(path.read_text(encoding="utf-8", errors="replace")):
            wrong.append(name)
    assert wrong == []
