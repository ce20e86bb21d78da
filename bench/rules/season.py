"""The whole season without a window: in each level, the sound and the poor way of its file, go after go.

    python bench/rules/season.py --n 2                 # every level, 2 plays each way
    python bench/rules/season.py --only thread-it --n 5
    python bench/rules/season.py --n 2 --write         # the table of docs/validation/season.md as well

Prints a line a level as it goes: the share of tries that came off, and of plays that were won.
"""

import argparse
import datetime
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from game.app.scripted.levels import play_level  # noqa: E402
from game.mind.traits.strength import USUAL_STRENGTH  # noqa: E402
from game.scenario.catalogue import LevelEntry, catalogue  # noqa: E402

PAGE = ROOT / "docs" / "validation" / "season.md"
BEGIN, END = "<!-- table begins -->", "<!-- table ends -->"
WAYS = ("sound", "poor", "idle")


@dataclass
class Row:
    """How a level went in each way: won of played, and the mean score."""

    entry: LevelEntry
    won: dict[str, int] = field(default_factory=dict)
    score: dict[str, float] = field(default_factory=dict)
    grades: dict[str, str] = field(default_factory=dict)


def measure(entry: LevelEntry, n: int, ways: tuple[str, ...]) -> Row:
    """Play a level n times each way."""
    row = Row(entry)
    for way in ways:
        if way != "idle" and not getattr(entry.level, way):
            continue
        plays = [play_level(entry.level, way, seed, USUAL_STRENGTH) for seed in range(n)]
        row.won[way] = sum(play.won for play in plays)
        row.score[way] = sum(play.score for play in plays) / n
        row.grades[way] = " ".join(play.grade for play in plays)
    return row


def table(rows: list[Row], n: int) -> str:
    """Return the rows as Markdown."""
    head = ("level", "chapter", "done at", "sound: won", "score", "poor: won", "score")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        entry = row.entry
        done = (entry.grades or {}).get("done", {}).get("score", "")
        cells = [entry.name, entry.chapter or "", str(done)]
        for way in ("sound", "poor"):
            cells += [f"{row.won[way]}/{n}", f"{row.score[way]:.1f}"] if way in row.won else ["", ""]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    """Measure and print; with --write put the table into the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--ways", nargs="*", default=["sound", "poor"], choices=WAYS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    chosen = [e for e in catalogue() if e.chapter and (not args.only or e.name in args.only)]
    rows = []
    for entry in chosen:
        row = measure(entry, args.n, tuple(args.ways))
        rows.append(row)
        told = [
            f"{way} {row.won[way]}/{args.n} score {row.score[way]:.1f} ({row.grades[way]})" for way in row.won
        ]
        print(f"{entry.name}: {', '.join(told)}", flush=True)
    if args.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        day = datetime.date.today().isoformat()
        note = f"{args.n} plays each way, seeds 0 to {args.n - 1}, strength 3, {day}."
        made = f"{BEGIN}\n\n{note}\n\n{table(rows, args.n)}\n\n{END}"
        PAGE.write_text(f"{before}{made}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
