"""Does a claim hold in families of scenes, and not only in one? Scenes are drawn at random, turned, mirrored.

python bench/families.py --seed 1 --scenes 20                        # every claim, 300 worlds a row
python bench/families.py --seed 1 --scenes 20 --claim eyes-near --worst FOLDER
python bench/families.py --list

Each claim is tested in each of its scenes with common random numbers. The table says in how many scenes it
holds, the mean effect and its 95 % interval over scenes, in how many scenes the scene's own interval is above
("clearly") or below 0 ("against"), and what the two arms came to. --worst writes the worst three scenes of
each row as level files, with the commands that play them again.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.mind.families.claims import CLAIMS, ELSEWHERE, Claim
from bench.mind.families.table import HEAD, Effect, Line, cells, line, told
from bench.mind.families.worst import write_worst
from game.sim import MODEL


def tested(claim: Claim, seed: int, scenes: int, n: int) -> tuple[list[Line], float]:
    """Return a claim's lines, and the CPU seconds a scene that they took."""
    found: dict[str, list[Effect]] = {row.name: [] for row in claim.rows}
    begun = time.process_time()
    for number in range(scenes):
        for effect in claim.test(claim.draw(seed, number), n):
            found[effect.row].append(effect)
        if sys.stderr.isatty():
            print(f"\r{claim.name}: {number + 1} of {scenes} scenes ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    return [line(row, found[row.name]) for row in claim.rows], (time.process_time() - begun) / scenes


def show(claim: Claim, lines: list[Line], seconds: float) -> None:
    """Print a claim's table and its worst scenes."""
    rows = [list(HEAD), *(cells(found) for found in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    print(f"{claim.name}: {claim.says} ({claim.from_}; {seconds:.1f} CPU s a scene)")
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for found in lines:
        for effect in found.worst:
            print(f"    worst, {found.row.name}: {told(effect)}")
    print(flush=True)


def arguments() -> argparse.Namespace:
    """Return what is asked for."""
    names = [claim.name for claim in CLAIMS]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=0, help="whose scenes (0)")
    parser.add_argument("--scenes", type=int, default=20, help="scenes a claim (20)")
    parser.add_argument("--n", type=int, default=300, help="worlds a row in each scene (300)")
    parser.add_argument(
        "--claim", action="append", metavar="NAME", help="only this claim, or all whose names begin so; again"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--worst", type=Path, metavar="DIR", help="write the worst scenes there")
    parser.add_argument("--list", action="store_true", help="list the claims, and what is measured elsewhere")
    args = parser.parse_args()
    for name, least in (("seed", 0), ("scenes", 2), ("n", 2)):
        if getattr(args, name) < least:
            parser.error(f"--{name}: expected a whole number of at least {least} (got {getattr(args, name)})")
    args.claims = [c for c in CLAIMS if not args.claim or any(c.name.startswith(a) for a in args.claim)]
    for asked in args.claim or ():
        if not any(name.startswith(asked) for name in names):
            parser.error(f"--claim: expected one of {', '.join(names)} (got {asked!r})")
    return args


def listed() -> None:
    """Print the claims."""
    for claim in CLAIMS:
        asks = ", ".join(f"{row.name} {row.asks}" for row in claim.rows)
        print(f"{claim.name:16} {claim.says} ({claim.from_}): {asks}")
    print("\nElsewhere:")
    for says, where in ELSEWHERE.items():
        print(f"  {says}: {where}")


def main() -> None:
    args = arguments()
    if args.list:
        listed()
        return
    report: dict[str, Any] = {"seed": args.seed, "scenes": args.scenes, "n": args.n, "model": MODEL}
    report["claims"] = []
    if not args.json:
        command = " ".join(["python", "bench/families.py", *sys.argv[1:]])
        print(f"$ {command}   (model {MODEL}; {args.n} worlds a row, common random numbers)\n")
    for claim in args.claims:
        lines, seconds = tested(claim, args.seed, args.scenes, args.n)
        if args.worst is not None:
            write_worst(args.worst, claim, args.seed, lines)
        if args.json:
            rows = [found.plain() for found in lines]
            report["claims"].append(
                {"claim": claim.name, "says": claim.says, "from": claim.from_, "rows": rows,
                 "cpu_seconds_a_scene": round(seconds, 2)}
            )  # fmt: skip
        else:
            show(claim, lines, seconds)
    if args.json:
        print(json.dumps(report, ensure_ascii=False, allow_nan=True))


if __name__ == "__main__":
    main()
