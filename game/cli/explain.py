"""The ``explain`` subcommand: why each pass of a replay ended as it did, as text, JSON or a picture."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from game.analysis.explain.explanation import Explanation
from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.explain.sentences import percent, subject
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.replay.model import Replay, ReplayError
from game.analysis.replay.playback import Playback
from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import NAMES
from game.analysis.whatif.query import HALVES, halves
from game.cli.parser import whole
from game.cli.watch import HELP, complain, faults_of, luck_of, opened
from game.core.intents import Technique
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS
from game.scenario.words import path_words
from game.storage.console import progress, say, say_json
from game.storage.console import watched as is_watched
from game.storage.files import put
from game.storage.workers import Pool, shared_pool

WRONG = 2
Picture = Callable[[Explanation, str], bytes]
"""Draws one explanation under a title: a PNG's bytes."""
MOST_WORLDS = 2000
QUICK = 24
"""Worlds of the changes that lead where a whole replay is explained: a match has a hundred passes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("replay", metavar="REPLAY", help=HELP)
    add("--pass", dest="which", type=whole(), metavar="K", help="only the K-th pass, 1 the first")
    add("--worlds", type=whole(0, MOST_WORLDS), metavar="N",
        help="worlds of the changes that lead, to rank the causes; others get fewer; 0: only what was "
        f"measured ({HALVES[-1]} for one pass, {QUICK} for each of a whole replay)")  # fmt: skip
    add("--json", action="store_true", help="print one JSON object")
    add("--png", metavar="OUT", help="write a picture: of pass K, or of the first pass that failed")


def run(args: argparse.Namespace, picture: Picture) -> int:
    """Explain and print; returns the exit code. Wrong arguments are ``argparse.ArgumentTypeError``."""
    if args.png is not None and not Path(args.png).absolute().parent.is_dir():
        raise _not_written(Path(args.png), "no such folder")  # said now, and not after minutes of counting
    replay = opened(args.replay)
    faults = faults_of(replay)
    passes, difference = passes_of(replay)
    faults += [difference] if difference else []
    chosen = _chosen(passes, args)
    worlds = args.worlds
    if worlds is None:
        worlds = HALVES[-1] if len(chosen) == 1 else QUICK
    if not args.json:
        say(_heading(replay, passes), flush=True)
    explained = []
    for each in _one_by_one(chosen, worlds):
        explained.append(each)
        if not args.json:
            say("\n" + as_text(each), flush=True)
    if args.png is not None:
        _draw(explained, args, picture, replay)
    if args.json:
        whole = {
            "replay": str(replay.path),
            "kind": replay.set_up.kind,
            "name": replay.set_up.name,
            "seed": replay.set_up.seed,
            "world": replay.set_up.world,
            "passes": [as_json(e) for e in explained],
        }
        say_json(whole)
    return complain(faults)


def _one_by_one(chosen: list[Pass], worlds: int) -> Iterator[Explanation]:
    """Yield each pass looked into, and show on a terminal how far that is."""
    pool, watched = shared_pool(), is_watched()
    for number, played in enumerate(chosen, 1):
        if watched:
            progress(f"pass {number} of {len(chosen)}")
        each = explained_pass(played, pool, worlds)
        if watched:
            progress("\r" + " " * 40 + "\r")
        yield each


def passes_of(replay: Replay) -> tuple[list[Pass], str]:
    """Return every pass of a replay, and one line where it doesn't play back as it was, else ""."""
    try:
        playback = Playback(replay)
    except ReplayError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    pass_log = PassLog(most=None)
    while playback.at < replay.length:
        events = playback.forward()
        pass_log.observe(playback.playable, events)
    return list(pass_log.passes), playback.difference


def explained_pass(played: Pass, pool: Pool, worlds: int) -> Explanation:
    """Look into a pass to the end."""
    return ExplanationJob(played, pool, rounds=halves(worlds)).wait()


def _chosen(passes: list[Pass], args: argparse.Namespace) -> list[Pass]:
    if args.which is not None:
        if not 1 <= args.which <= len(passes):
            most = f"a pass from 1 to {len(passes)}" if passes else "a replay with passes"
            raise argparse.ArgumentTypeError(f"--pass: expected {most} (got {args.which})")
        return [passes[args.which - 1]]
    return passes


def _draw(explained: list[Explanation], args: argparse.Namespace, picture: Picture, replay: Replay) -> None:
    failed = [e for e in explained if not e.played.arrived]
    chosen = (failed or explained)[:1]
    if not chosen:
        raise argparse.ArgumentTypeError("--png: expected a replay with a pass (got none)")
    out = Path(args.png)
    try:
        data = picture(chosen[0], f"{replay.set_up.name}, pass {chosen[0].played.number}")
        put(out, lambda file: file.write(data))
    except OSError as error:
        raise _not_written(out, error.strerror or "") from None


def _not_written(out: Path, why: str) -> argparse.ArgumentTypeError:
    wrong = f"--png: expected a file that can be written (got {path_words(out)}: {why})"
    return argparse.ArgumentTypeError(wrong)


def _heading(replay: Replay, passes: list[Pass]) -> str:
    arrived = sum(p.arrived for p in passes)
    number = "1 pass" if len(passes) == 1 else f"{len(passes)} passes"
    count = f"{number}, {arrived} arrived" if passes else "no passes"
    return f"{replay.set_up.name} ({replay.set_up.kind}, {luck_of(replay)}): {count}"


def as_text(e: Explanation) -> str:
    """Return one explanation for people."""
    played, names = e.played, e.names
    who = subject(played)
    receiver = played.carried.receiver
    to = "goal" if played.shot else names[receiver] if receiver >= 0 else "a point"
    at = clock(played.struck)
    lines = [f"{played.number}. {at}  {who} to {to}, {_technique(played)}: {e.headline}"]
    todo = f". {e.finding.todo}" if e.finding.todo else ""
    lines.append(f"   {e.finding.words}{todo}")
    width = max((len(str(s.said)) for s in e.sentences), default=0)
    for s in e.sentences:
        mark = {True: "+", False: "-", None: " "}[s.good]
        lines.append(f"   {s.at:+5.2f} s {mark} {s.said!s:<{width}}  [{s.number}]")
    if e.base is not None:
        low, high = e.base.interval
        lines.append(f"   {e.again()} ({percent(low)} to {percent(high)})")
        for cause in e.causes[:3]:
            low, high = cause.interval
            lines.append(
                f"   {NAMES[cause.factor]}: {e.what(cause.change)} -> "
                f"{percent(cause.share)} ({percent(low)} to {percent(high)})"
            )
        if e.turn is not None:
            sure = "" if e.turn.sure else ", perhaps"
            lines.append(f"   Smallest change that turns it{sure}: {e.what(e.turn.row.change)}.")
    if e.verdict():
        lines.append(f"   {e.verdict()}")
    return "\n".join(lines)


def _technique(played: Pass) -> str:
    return Technique(int(played.strike.technique[played.row])).name.lower()


def clock(step: int) -> str:
    """Return ``1:23.4`` of the game's time."""
    seconds = step * STEP_SECONDS
    return f"{int(seconds) // 60}:{seconds % 60:04.1f}"


def as_json(e: Explanation) -> dict[str, Any]:
    """Return one explanation as plain data (docs/reference/json.md); numbers that don't apply are null."""
    played, facts, ids = e.played, e.facts, e.played.moment.world.squad.ids

    def name(player: int) -> str | None:
        return ids[player] if player not in (NOBODY, None) and player >= 0 else None

    lane = facts.lane
    touch = played.touch
    return {
        "pass": played.number,
        "seconds": round(played.struck * STEP_SECONDS, 3),
        "passer": ids[played.passer],
        "person": played.person,
        "receiver": name(played.carried.receiver),
        "technique": _technique(played),
        "shot": played.shot,
        "outcome": played.outcome.name.lower(),
        "arrived": played.arrived,
        "by": name(played.by),
        "told": {"words": str(e.finding.words), "todo": str(e.finding.todo)},
        "headline": str(e.headline),
        "sentences": [
            {"about": s.about, "said": str(s.said), "number": str(s.number), "good": s.good,
             "at": round(s.at, 3), "who": name(s.who)}
            for s in e.sentences
        ],
        "strike": {k: _number(v) for k, v in played.strike.row(played.row).items() if k not in ("kind",)},
        "look": {"at": facts.look, "for": round(facts.looked_for, 3),
                 "seconds_at_receiver": round(facts.seconds_at_target, 3)},
        "defenders": list(_defenders(e)),
        "lane": None if lane is None else {
            "closed": _number(lane.closed), "margin_at_contact": _number(lane.margin[-1]),
            "by": name(lane.by[-1])},
        "arrival": None if touch is None else {
            "player": name(touch.player), "speed": _number(touch.speed), "event": touch.kind.name.lower()},
        "same_when_played_again": facts.same,
        "plan": _plan(e.plan),
        "as_it_was": None if e.base is None else _row(e.base),
        "causes": [
            {"factor": c.factor, "value": _plain(c.change.value), "completed": round(c.share, 4),
             "completed_ci95": [round(x, 4) for x in c.interval], "gain": round(c.gain, 4), "n": c.n}
            for c in e.causes
        ],
        "smallest_change": None if e.turn is None else {
            "factor": e.turn.row.change.factor, "value": _plain(e.turn.row.change.value),
            "distance": round(e.turn.row.change.distance, 3), "sure": e.turn.sure, **_row(e.turn.row)},
        "verdict": str(e.verdict()),
    }  # fmt: skip


def _defenders(e: Explanation) -> Iterator[dict[str, Any]]:
    ids = e.played.moment.world.squad.ids
    for w in e.facts.watchers:
        cue = w.cue
        yield {
            "player": ids[w.player],
            "left": _number(w.left),
            "away": _number(w.away),
            "from_path": _number(w.gap),
            "expected_since": _number(w.knew),
            "belief_at_contact": _number(w.at_contact(w.belief)),
            "cue": None if cue is None else {"name": cue[0], "share": _number(cue[1])},
            "timeline": {
                "t": [_number(t) for t in w.times],
                "belief": [_number(b) for b in w.belief],
                "keep": [_number(k) for k in w.keep],
                "cues": {cue: [_number(v) for v in part] for cue, part in w.cues.items()},
            },
        }


def _row(row: Row) -> dict[str, Any]:
    return {
        "n": row.n,
        "completed": round(row.share, 4),
        "completed_ci95": [round(x, 4) for x in row.interval],
        "outcomes": row.counts(),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {key: _plain(value) for key, value in asdict(plan).items() if value is not None}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return round(number, 4) if number == number else None
