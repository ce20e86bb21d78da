"""What every question of the game's own lessons is worth today, and whether its answer is clear.

    python bench/classroom/lessons.py [NAME ...] [--seeds 0 1] [--n 1000] [--kept FOLDER] [--write]

Run it again whenever bodies or minds have changed. A question to choose is clear where the same options
are as good as the best with every seed, and the best and the worst are at least 15 of 100 apart, or all are
within 5. Exit 1 where one isn't. Every answer is kept as soon as it is played, in FOLDER or at home, and
isn't played again with the same code: a run that was ended goes on where it was. ``--write`` puts a lesson's
table into docs/validation/lessons.md when that lesson is done. Two parts need a search for the passer's best
reply, a quarter of an hour of a core each seed, and one a map of passes; ``--no-search`` leaves them out.
"""

import argparse
import re
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.classroom.lesson.catalogue import find_lesson, lesson_files
from game.classroom.lesson.documents import documents, requests_of
from game.classroom.lesson.load import Lesson, parse_lesson
from game.classroom.lesson.values import Values
from game.scenario.errors import LevelError
from game.sim import MODEL

PAGE = Path(__file__).resolve().parents[2] / "docs" / "validation" / "lessons.md"
MEASURED = re.compile(r"Measured on \d+ \w+ \d+, model \d+\.")
APART = 0.15
"""Between the best and the worst of a question with an answer."""
ALIKE = 0.05
"""Of a question without one."""
LONG = {"replies", "as_pass"}
"""Keys of a part for which many plans are played."""
SEARCHED = {"kind": "text", "text": "left out"}
"""Stands for a part that is left out, so that the others keep their numbers."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("lessons", nargs="*", metavar="NAME", help="lessons' names (all)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1], help="seeds of the luck (0 1)")
    parser.add_argument("--n", type=int, help="worlds an option (as the file says)")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="where values are kept (at home)")
    parser.add_argument("--no-search", action="store_true", help="leave out best replies and maps")
    parser.add_argument(
        "--write", action="store_true", help="write the tables into docs/validation/lessons.md"
    )
    args = parser.parse_args()
    unclear = 0
    values = Values.at_home() if args.kept is None else Values(args.kept)
    for name in args.lessons or lesson_files():
        begun = time.perf_counter()
        path = find_lesson(name)
        try:
            runs = [ready(seeded(path, seed, args.n, not args.no_search), values) for seed in args.seeds]
        except LevelError as error:
            print(f"\n# {name}   <-- CAN'T BE PLAYED: {error.short}", flush=True)
            unclear += 1
            continue
        print(f"\n# {name}: {time.perf_counter() - begun:.0f} s", flush=True)
        for same in zip(*runs, strict=True):
            unclear += not told(same)
        if args.write:
            write(name, args.seeds, [line for same in zip(*runs, strict=True) for line in table_of(same)])
    print(f"\n{unclear} questions without a clear answer")
    return int(unclear > 0)


def ready(lesson: Lesson, values: Values) -> list[dict[str, Any]]:
    """Every part made ready; each answer is kept before the next is played."""
    for request in requests_of(lesson):
        values.measure([request])
        print(".", end="", file=sys.stderr, flush=True)
    return documents(lesson, values)


def seeded(path: Path, seed: int, n: int | None, searches: bool = True) -> Lesson:
    """The lesson with other luck."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if not searches:
        raw["part"] = [SEARCHED if LONG & part.keys() else part for part in raw["part"]]
    for part in raw["part"]:
        if part["kind"] not in ("text", "play"):
            part["seed"] = seed
            part["n"] = n or part.get("n", 1000)
    return parse_lesson(raw, path)


def told(same: tuple[dict[str, Any], ...]) -> bool:
    """Print one part as every seed has it; whether its answer is clear."""
    first = same[0]
    line = f"{first['part']:2}. {first['kind']:8} {first['level']:24} {first['ask']}"
    if first["kind"] == "choose" and first["options"] and not first["opinion"]:
        clear = is_clear(same)
        print(f"{line}{'' if clear else '   <-- NOT CLEAR'}")
        for rows in zip(*(part["options"] for part in same), strict=True):
            print("      " + "  ".join(share(row) for row in rows) + f"  {rows[0]['say']}", end="")
            print("".join(f"  [{row['reply']}]" for row in rows[:1] if row["reply"]))
        return clear
    print(line)
    if first["kind"] == "estimate" and first["value"] is not None:
        print("      " + "  ".join(share(row) for row in same))
    if first["kind"] == "point":
        print(
            "      " + "  ".join(str(row["truth"] or row["right"] or row["map"]["best_at"]) for row in same)
        )
        if first["map"]:
            print("      best " + "  ".join(f"{row['map']['best']:.3f}" for row in same))
    if first["kind"] == "watch":
        for rows in zip(*(part["plans"] for part in same), strict=True):
            print("      " + "  ".join(share(row) for row in rows) + f"  {rows[0]['plan']}")
    return True


def table_of(same: tuple[dict[str, Any], ...]) -> list[str]:
    """Lines of the table for one part: every answer as each seed has it."""
    first = same[0]
    rows: list[tuple[str, list[str]]] = []
    if first["kind"] == "choose" and first["options"] and not first["opinion"]:
        for options in zip(*(part["options"] for part in same), strict=True):
            said = options[0]["say"] + (
                f" ({plan_words(options[0]['reply'])})" if options[0]["reply"] else ""
            )
            rows.append((said, [bold(row) for row in options]))
    elif first["kind"] == "estimate" and first["value"] is not None:
        rows.append(("how many arrive", [bold(row) for row in same]))
    elif first["kind"] == "watch" and first["plans"]:
        watched = zip(*(part["plans"] for part in same), strict=True)
        rows += [(plan_words(plans[0]["plan"]), [bold(row) for row in plans]) for plans in watched]
    elif first["kind"] == "point" and first["map"]:
        places = [", ".join(f"{x:g}; {y:g}" for x, y in row["map"]["best_at"][:1]) for row in same]
        rows.append(("best place, and what it makes", places))
    if not rows:
        return []
    clear = first["kind"] != "choose" or is_clear(same)
    asked = first["ask"] or first["text"] or first["kind"]
    head = f"| {first['part']} | *{asked}*{'' if clear else ' **not clear**'} |"
    lines = [head + " |" * len(same)]
    return lines + [f"| | {said} | {' | '.join(values)} |" for said, values in rows]


def bold(row: dict[str, Any]) -> str:
    """A share with its interval, bold where it is as good as the best."""
    text = share(row).strip().rstrip("*").strip()
    return f"**{text}**" if row.get("good") else text


def plan_words(plan: dict[str, Any]) -> str:
    """A plan in one line."""
    return " ".join(f"{key} {value}" for key, value in plan.items())


def write(name: str, seeds: list[int], lines: list[str]) -> None:
    """Put a lesson's table into the page, and when and on which model it was measured."""
    text = PAGE.read_text(encoding="utf-8")
    today = datetime.now(UTC)
    text = MEASURED.sub(f"Measured on {today.day} {today:%B %Y}, model {MODEL}.", text, count=1)
    begins, ends = f"<!-- {name} begins -->", f"<!-- {name} ends -->"
    before, rest = text.split(begins)
    _old, after = rest.split(ends)
    head = "| part | answer |" + "".join(f" seed {seed} |" for seed in seeds)
    table = [head, "|---|---|" + "---|" * len(seeds), *lines]
    PAGE.write_text("\n".join((before + begins, "", *table, "", ends + after)), encoding="utf-8")


def is_clear(same: tuple[dict[str, Any], ...]) -> bool:
    """Whether every seed finds the same answers right, and they are right by far."""
    good = {tuple(option["good"] for option in part["options"]) for part in same}
    values = [[option["value"] for option in part["options"]] for part in same]
    apart = all(max(row) - min(row) >= APART for row in values)
    alike = all(max(row) - min(row) <= ALIKE for row in values)
    return len(good) == 1 and (apart or alike)


def share(row: dict[str, Any]) -> str:
    """81 (78-84)*, the star where it is as good as the best."""
    text = f"{100 * row['value']:5.1f}"
    if row["value_ci95"]:
        low, high = row["value_ci95"]
        text += f" ({100 * low:.0f}-{100 * high:.0f})"
    return text + ("*" if row.get("good") else " ")


if __name__ == "__main__":
    sys.exit(main())
