"""The whole season without a window: played by its sound and its poor ways, the computer, nobody, a beginner.

    python bench/rules/season.py --n 5 --kept kept              # goes on where a broken run ended
    python bench/rules/season.py --n 5 --kept kept --part 1/2   # half of it; a second program does 2/2
    python bench/rules/season.py --only thread-it --ways sound poor
    python bench/rules/season.py --n 5 --kept kept --write      # the table of docs/validation/season.md too

A line a level as it goes: plays won of plays in each way, the mean score, and what the level doesn't show
yet. All plays of a level go on side by side. Of ``idle`` there are a quarter as many: nobody's plays differ
little. With ``--kept`` every play is kept, by level, way, seed, model and what the level's file says.
"""

import argparse
import datetime
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from game.analysis.passes.rollout import wilson  # noqa: E402
from game.app.scripted.level_batch import play_level_batch  # noqa: E402
from game.app.scripted.levels import LevelPlay  # noqa: E402
from game.mind.traits.strength import USUAL_STRENGTH  # noqa: E402
from game.scenario.catalogue import LevelEntry, catalogue  # noqa: E402
from game.sim import MODEL  # noqa: E402

PAGE = ROOT / "docs" / "validation" / "season.md"
BEGIN, END = "<!-- table begins -->", "<!-- table ends -->"
WAYS = ("sound", "poor", "cpu", "idle", "beginner")
WON_AT_LEAST = 0.6
"""Share of plays that the sound plan or the computer wins, at least."""
MASTERLY_AT_MOST = 0.1
"""Share of the beginner's plays that are masterly, at most."""
FIRST_STEPS = "first steps"
"""The chapter that waits for the learner: it can't be lost, and its grades are easy."""


@dataclass
class Row:
    """How a level went, by the way in which it was played."""

    entry: LevelEntry
    plays: dict[str, list[LevelPlay]]

    def won(self, way: str) -> float | None:
        """Return the share of a way's plays that were won; None where it wasn't played."""
        plays = self.plays.get(way)
        return sum(play.won for play in plays) / len(plays) if plays else None

    def score(self, way: str) -> float:
        """Return the mean score of a way's plays."""
        plays = self.plays[way]
        return sum(play.score for play in plays) / len(plays)

    def seconds(self, way: str) -> float:
        """Return the mean seconds of a way's plays: a level that counts to a number is over sooner."""
        plays = self.plays[way]
        return sum(play.seconds for play in plays) / len(plays)

    def came_off(self, way: str) -> tuple[float, float] | None:
        """Return the interval of the share of goes that came off; None where they aren't counted."""
        objective, plays = self.entry.level.objective, self.plays.get(way)
        goes = getattr(objective, "goes", None)
        if not plays or goes is None or getattr(objective, "score", "chains") != "chains":
            return None
        return wilson(sum(play.score for play in plays), goes * len(plays))

    def faults(self) -> Iterator[str]:
        """Yield what the level doesn't show yet."""
        waits = self.entry.chapter == FIRST_STEPS
        best = [share for way in ("sound", "cpu") if (share := self.won(way)) is not None]
        if best and max(best) < WON_AT_LEAST:
            yield f"won in {max(best):.0%} only"
        if self.won("idle") and not waits:
            yield "won by idling"
        beginner = self.plays.get("beginner")
        if beginner and not waits:
            masterly = sum(play.grade == "masterly" for play in beginner) / len(beginner)
            if masterly >= MASTERLY_AT_MOST:
                yield f"masterly for a beginner in {masterly:.0%}"
        sound, poor = self.came_off("sound"), self.came_off("poor")
        if sound is not None and poor is not None and sound[0] <= poor[1]:
            yield f"sound {sound[0]:.2f} to {sound[1]:.2f}, poor {poor[0]:.2f} to {poor[1]:.2f}"
        elif sound is None and {"sound", "poor"} <= set(self.plays):
            one, other = self.score("sound"), self.score("poor")
            if one < other or (one == other and self.seconds("sound") >= self.seconds("poor")):
                yield f"sound scores {one:.1f}, poor {other:.1f}"


def file_of(folder: Path, entry: LevelEntry, way: str, seed: int) -> Path:
    """Return the file in which a play is kept."""
    said = hashlib.sha256(f"{MODEL} ".encode() + entry.path.read_bytes()).hexdigest()[:10]
    return folder / f"{entry.name}.{way}.{seed}.{said}.json"


def measure(entry: LevelEntry, n: int, ways: tuple[str, ...], folder: Path | None, fresh: bool = True) -> Row:
    """Play a level n times each way, or look up what was kept; without ``fresh`` only that."""
    found: dict[tuple[str, int], LevelPlay] = {}
    wanted = []
    for way in ways:
        if way not in ("sound", "poor") or getattr(entry.level, way):
            wanted += [(way, seed) for seed in range(n if way != "idle" else max(1, n // 4))]
    for way, seed in wanted:
        file = None if folder is None else file_of(folder, entry, way, seed)
        if file is not None and file.is_file():
            found[way, seed] = LevelPlay(**json.loads(file.read_text(encoding="utf-8")))
    left = [which for which in wanted if fresh and which not in found]
    for which, play in zip(left, play_level_batch(entry.level, left, USUAL_STRENGTH), strict=True):
        found[which] = play
        if folder is not None:
            file = file_of(folder, entry, *which)
            folder.mkdir(parents=True, exist_ok=True)
            half = file.with_suffix(".half")
            half.write_text(json.dumps(asdict(play)), encoding="utf-8")
            half.replace(file)
    row = Row(entry, {})
    for way, seed in wanted:
        if (way, seed) in found:
            row.plays.setdefault(way, []).append(found[way, seed])
    return row


def told(row: Row) -> str:
    """Return a level's line."""
    ways = [
        f"{way} {sum(play.won for play in plays)}/{len(plays)} ({row.score(way):.1f})"
        for way, plays in row.plays.items()
    ]
    faults = "; ".join(row.faults())
    return f"{row.entry.name}: {', '.join(ways)}{f'   !! {faults}' if faults else ''}"


def table(rows: list[Row]) -> str:
    """Return the rows as Markdown."""
    head = ("level", "chapter", "done at", *(f"{way}: won (score)" for way in WAYS), "not shown yet")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        entry = row.entry
        done = (entry.grades or {}).get("done", {}).get("score", "")
        cells = [f"`{entry.name}`", entry.chapter or "", str(done)]
        for way in WAYS:
            plays = row.plays.get(way)
            won = sum(play.won for play in plays) if plays else 0
            cells.append(f"{won}/{len(plays)} ({row.score(way):.1f})" if plays else "")
        lines.append("| " + " | ".join([*cells, "; ".join(row.faults())]) + " |")
    return "\n".join(lines)


def part_of(text: str) -> tuple[int, int]:
    """Return the two numbers of ``1/2``."""
    here, _, of = text.partition("/")
    if not (here.isdigit() and of.isdigit() and 1 <= int(here) <= int(of)):
        raise argparse.ArgumentTypeError(f"expected a part such as 1/2 (got {text})")
    return int(here), int(of)


def main() -> int:
    """Measure and print; with --write put the table into the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=WAYS)
    parser.add_argument("--kept", type=Path, help="folder in which every play is kept, and looked up")
    parser.add_argument("--part", type=part_of, default=(1, 1), metavar="K/N")
    parser.add_argument("--kept-only", action="store_true", help="play nothing, show what was kept")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    chosen = [e for e in catalogue() if e.chapter and (not args.only or e.name in args.only)]
    here, of = args.part
    rows = []
    for entry in chosen[here - 1 :: of]:
        row = measure(entry, args.n, tuple(args.ways), args.kept, not args.kept_only)
        rows += [row] if row.plays else []
        if row.plays:
            print(told(row), flush=True)
    faulty = [row.entry.name for row in rows if list(row.faults())]
    print(f"{len(rows) - len(faulty)} of {len(rows)} levels show all; not yet: {', '.join(faulty) or 'none'}")
    if args.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        day = datetime.date.today().isoformat()
        most = "At most " if args.kept_only else ""
        note = (
            f"{most}{args.n} plays each way (idle a quarter), seeds from 0, strength 3, model {MODEL}, {day}."
        )
        PAGE.write_text(f"{before}{BEGIN}\n\n{note}\n\n{table(rows)}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
