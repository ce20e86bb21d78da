"""The ``rollout`` subcommand: read plans and sweeps from the command line, print JSON or a table."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.parser import number, whole
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.load import apply_level_set, load_level, parse_plan, read_toml
from game.scenario.schema import Level
from game.storage import strict_json
from game.storage.console import progress, say, say_json, watched

if TYPE_CHECKING:
    from game.analysis.passes.rollout import Case
    from game.core.plan import Plan

LARGEST_SEED = 2**63 - 1
MOST_ROWS = 2000
MOST_WORLDS = 1_000_000
MOST_IN_ALL = 10_000_000
"""Worlds of all rows together."""
WORTH_SHARING = 4096
"""Worlds from which the work is shared among the processor's cores."""
WORDS = ("target", "look")
"""Plan keys whose values may be names: a number is an id here."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("level", metavar="LEVEL", help="a level's name, or a level file's path")
    add("--plan", metavar="FILE.toml", help="a TOML file with a whole plan")
    add("--set", metavar="KEY=VALUE", action="append", default=[], help="a plan key, as in technique=push")
    add("--sweep", metavar="KEY=VALUES", action="append", default=[],
        help="a plan key and its values: a,b or from:to:step")  # fmt: skip
    add("--level-set", metavar="KEY=VALUE", action="append", default=[],
        help="a level key, as in pitch.surface=wet or player.D1.at=[2,3]")  # fmt: skip
    add("--level-sweep", metavar="KEY=VALUES", action="append", default=[], help="a level key and its values")
    add("--at", type=number(0.0), default=0.0, metavar="SECONDS",
        help="play from this moment on; until then nobody is at the controls (0)")  # fmt: skip
    add("--n", type=whole(1, MOST_WORLDS), default=1000, metavar="N", help="worlds a row (1000)")
    add("--seed", type=whole(0, LARGEST_SEED), default=0, metavar="N", help="the seed of the luck (0)")
    add("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Play and print; raises :class:`LevelError` for anything wrong with the arguments or the level."""
    from game.analysis.passes.rollout import rollout
    from game.analysis.passes.rollout_at import LATEST

    if args.at > LATEST:
        raise LevelError([f"--at: expected seconds from 0 to {LATEST:g} (got {args.at:g})"])
    cases = read_cases(args)
    if len(cases) * args.n > MOST_IN_ALL:
        expected = f"at most {MOST_IN_ALL:,} worlds in all"
        raise LevelError([f"--n: expected {expected} (got {len(cases)} rows of {args.n})"])
    if cases[0].level.ball.holder is None and not args.at:
        raise LevelError(
            [f"{args.level}: ball.holder: expected a player's id, who carries the plan out (got none)"]
        )
    told = _Progress(len(cases) * args.n) if watched() else None
    begun = time.perf_counter()
    results = rollout(cases, args.n, args.seed, told, _processes(len(cases) * args.n), args.at)
    seconds = time.perf_counter() - begun
    if told is not None:
        told.clear()
    report = {
        "level": args.level,
        "n": args.n,
        "seed": args.seed,
        "rows": [result.summary() for result in results],
        "seconds": round(seconds, 4),
        "worlds_per_second": round(len(cases) * args.n / max(seconds, 1e-9), 1),
    }
    if args.json:
        say_json(report)
    else:
        say(table(report))
    return 0


def _processes(worlds: int) -> int:
    """Return how many processes to use: all cores for long work; starting one costs half a second."""
    return (os.cpu_count() or 1) if worlds >= WORTH_SHARING else 1


class _Progress:
    """A line on stderr that counts worlds."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, ended: int) -> None:
        self.done += ended
        progress(f"\r{self.done:,} of {self.total:,} worlds")

    def clear(self) -> None:
        progress("\r" + " " * 40 + "\r")


def read_cases(args: argparse.Namespace) -> list[Case]:
    """Return every row that the arguments ask for: level changes times plan values."""
    from game.analysis.passes.rollout import Case

    base = load_level(find(args.level))
    given: dict[str, Any] = {}
    if args.plan is not None:
        file = Path(args.plan)
        given.update(read_toml(file, "a plan"))
        parse_plan(given, args.plan, None if args.at else base)
    for text in args.set:
        key, value = _pair(text, "--set")
        given[key] = _value(value, key in WORDS)
    sweeps = [_sweep(text, "--sweep", words=True) for text in args.sweep]
    level_given = {}
    for text in args.level_set:
        key, value = _pair(text, "--level-set")
        level_given[key] = _value(value, False)
    level_sweeps = [_sweep(text, "--level-sweep", words=False) for text in args.level_sweep]
    rows = 1
    for _, values in (*sweeps, *level_sweeps):
        rows *= len(values)
    if rows > MOST_ROWS:
        raise LevelError([f"--sweep: expected at most {MOST_ROWS} rows in all (got {rows})"])
    cases = []
    for level_values in itertools.product(*(values for _, values in level_sweeps)):
        changes = dict(level_given)
        changes.update(zip((key for key, _ in level_sweeps), level_values, strict=True))
        level = _changed(base, changes, swept=bool(level_sweeps))
        holder = _holder(level, args.at)
        for plan_values in itertools.product(*(values for _, values in sweeps)):
            mapping = dict(given)
            mapping.update(zip((key for key, _ in sweeps), plan_values, strict=True))
            cases.append(Case(mapping, _plan(mapping, level, holder, args), changes, level))
    return cases


def _changed(base: Level, changes: Mapping[str, Any], swept: bool) -> Level:
    if not changes:
        return base
    return apply_level_set(base, changes, "--level-sweep" if swept else "--level-set")


def _holder(level: Level, at: float) -> str | None:
    """Return the id of whoever has the ball when the plan begins."""
    if not at:
        return level.ball.holder
    from game.analysis.passes.rollout_at import moment_at

    moment = moment_at(level, at, "--at")
    return moment.world.squad.ids[moment.passer]


def _plan(mapping: Mapping[str, Any], level: Level, holder: str | None, args: argparse.Namespace) -> Plan:
    where = args.plan if args.plan and not args.set and not args.sweep else "plan"
    return parse_plan(mapping, where, level, holder)


def _pair(text: str, option: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip() or not value.strip():
        raise LevelError([f"{option}: expected KEY=VALUE (got {text!r})"])
    return key.strip(), value.strip()


def _value(text: str, word: bool) -> Any:
    """Return a number, a list or true/false as JSON reads them, and otherwise the text itself."""
    try:
        value = strict_json.loads(text)
    except ValueError:
        return text
    return text if word and isinstance(value, (int, float)) else value


def _sweep(text: str, option: str, words: bool) -> tuple[str, list[Any]]:
    key, values = _pair(text, option)
    parts = values.split(":")
    if len(parts) == 3 and "," not in values and "[" not in values:
        return key, _range(key, parts, option)
    found = [part.strip() for part in _split(values)]
    if any(not part for part in found):
        raise LevelError([f"{option}: {key}: expected values between the commas (got {values!r})"])
    return key, [_value(part, words and key in WORDS) for part in found]


def _range(key: str, parts: Sequence[str], option: str) -> list[Any]:
    expected = f"{option}: {key}: expected from:to:step with to reached from from by a step other than 0"
    try:
        begin, end, by = (float(part) for part in parts)
        count = (end - begin) / by
    except (ValueError, ZeroDivisionError):
        raise LevelError([f"{expected} (got {':'.join(parts)!r})"]) from None
    if not 0.0 <= count < MOST_ROWS:
        raise LevelError([f"{expected} (got {':'.join(parts)!r})"])
    return [round(begin + i * by, 10) for i in range(int(count + 1e-9) + 1)]


def _split(text: str) -> list[str]:
    """Split at commas outside brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "[") - (letter == "]")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def table(report: Mapping[str, Any]) -> str:
    """Return the report for people."""
    rows = report["rows"]
    keys = _varied([row["plan"] for row in rows])
    level_keys = _varied([row["level_set"] for row in rows])
    head = [
        *level_keys,
        *keys,
        "completed",
        "95 %",
        "lost to",
        "off foot",
        "arrives",
        "off line",
        "loft",
        "ends",
    ]
    lines: list[list[str]] = [head]
    for row in rows:
        low, high = row["completed_ci95"]
        lost = {k: v for k, v in row["outcomes"].items() if v and not k.startswith("completed")}
        lines.append(
            [
                *(_word(row["level_set"].get(key)) for key in level_keys),
                *(_word(row["plan"].get(key)) for key in keys),
                f"{100 * row['completed']:.1f} %",
                f"{100 * low:.1f} to {100 * high:.1f}",
                ", ".join(f"{k} {v}" for k, v in sorted(lost.items(), key=lambda kv: -kv[1])) or "-",
                _figure(row["speed_off_foot"], "m/s"),
                _figure(row["speed_on_arrival"], "m/s"),
                _figure(row["direction_error_deg"], "°"),
                _figure(row["loft_deg"], "°"),
                _figure(row["seconds_to_end"], "s"),
            ]
        )
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    common = {k: v for k, v in rows[0]["plan"].items() if k not in keys}
    title = f"{report['level']}: {report['n']:,} worlds a row, seed {report['seed']}"
    if common:
        title += "; " + ", ".join(f"{k} {_word(v)}" for k, v in common.items())
    foot = f"{report['seconds']:.2f} s, {report['worlds_per_second']:,.0f} worlds a second"
    return "\n".join([title, "", *text, "", foot])


def _varied(mappings: Sequence[Mapping[str, Any]]) -> list[str]:
    """Keys whose value is not the same in all rows."""
    keys = list(dict.fromkeys(key for mapping in mappings for key in mapping))
    return [key for key in keys if any(m.get(key) != mappings[0].get(key) for m in mappings)]


def _word(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else json.dumps(value)


def _figure(figure: Mapping[str, float] | None, unit: str) -> str:
    if figure is None:
        return "-"
    return f"{figure['mean']:.1f} ± {figure['sd']:.1f} {unit}"
