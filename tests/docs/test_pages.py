"""Pages are short, and what they show works."""

import re
import tomllib
from pathlib import Path

import pytest

from game.classroom.session.votes_file import read_votes
from game.scenario.load import parse_level

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in (ROOT / "docs").rglob("*.md")
    if not page.read_text(encoding="utf-8").startswith("<!-- Made by")
)
LONGEST_PAGE = 1800
LONGEST_PARAGRAPH = 130
"""Words of prose: tables, code and headings don't count."""


def paragraphs(page: Path) -> list[str]:
    """What is to be read as sentences; the points of a list are paragraphs of their own."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:-|\d+\.) )", text)
    kept = [
        " ".join(line for line in part.split("\n") if not line.startswith(("|", "    ", "#")))
        for part in parts
    ]
    return [part for part in kept if part.strip()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_is_short_and_so_are_its_paragraphs(page: Path) -> None:
    lengths = [len(part.split()) for part in paragraphs(page)]
    assert sum(lengths) < LONGEST_PAGE
    assert max(lengths) < LONGEST_PARAGRAPH


def test_every_page_is_on_the_map() -> None:
    """From docs/README.md a reader gets to every page."""
    seen, todo = set(), [ROOT / "docs" / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md" or ROOT / "docs" not in page.parents:
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        todo += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert seen == set((ROOT / "docs").rglob("*.md"))


def test_figures_of_benches_stand_under_validation_alone() -> None:
    """An interval or a spread is a measurement: it has a command and a date, and stands there."""
    measured = re.compile(r"± ?\.?\d|\(\.\d+ to \.\d+\)|95 % within")
    wrong = [
        str(page.relative_to(ROOT))
        for page in PAGES
        if page.parent.name != "validation" and measured.search(page.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_first_rollout_runs_in_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    (lines,) = blocks(ROOT / "docs" / "tutorials" / "first-rollout.md", "python")
    assert len([line for line in lines.splitlines() if line.strip()]) <= 10
    exec(compile(lines.replace("n=50", "n=4"), "first.py", "exec"), {})
    said = capsys.readouterr().out
    assert [line.split()[:2] for line in said.splitlines() if "lost" not in line] == [
        ["dry", "backheel"],
        ["dry", "push"],
        ["wet", "backheel"],
        ["wet", "push"],
    ]


def test_the_first_level_and_the_first_votes_are_sound(tmp_path: Path) -> None:
    tutorials = ROOT / "docs" / "tutorials"
    (level,) = blocks(tutorials / "first-level.md", "toml")
    assert parse_level(tomllib.loads(level), "first-level.md").title == "Past one defender"
    (votes,) = blocks(tutorials / "first-lesson.md", "csv")
    file = tmp_path / "votes.csv"
    file.write_text(votes, encoding="utf-8")
    assert len(read_votes(file).ballots) == 6
