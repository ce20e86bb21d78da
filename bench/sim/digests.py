"""Digests of levels, matches and a kept replay: does a change to the code change anything that is played?

python bench/sim/digests.py --kept before                      # every level, 20 seeds each; ten whole matches
python bench/sim/digests.py --kept after --compare before      # after the change
python bench/sim/digests.py --kept before --seeds 1 --steps 300 --matches 2 --minutes 0.5    # the short way

The replay of a match is recorded into the first folder, and played back by both runs. A run that is broken
off goes on from what is kept in its folder.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.analysis.replay.recorder import Recorder
from game.core.intents import Technique, Wish
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from game.scenario.level_paths import level_files
from game.scenario.load import load_level
from game.storage.files import write_atomically

LOOK_EVERY = 60
"""Steps between two looks at a state: each goes into the digest."""
TURN = 150
"""Steps of a restless person's round."""
DIGESTS, REPLAY = "digests.json", "kept.bhr"
"""Names of the files in a folder."""


def play() -> Iterator[Wish]:
    """Yield what a restless person wants: run, look about, swing every way, shield, tackle, fake."""
    step = 0
    while True:
        turn, go = step % TURN, step // TURN
        swing = Technique(1 + go % 3) if 20 <= turn < 38 else Technique.NONE
        yield Wish(
            move=(0.0, 0.0) if turn < 60 else (0.6 - 0.3 * (go % 4), 0.2 * (go % 3) - 0.2),
            look_at=(3.0 + 0.01 * turn, -2.0 + go % 5) if go % 2 else None,
            swing=swing,
            cancel=go % 5 == 4 and turn == 33,
            aim=(8.0, 3.0 - 2.0 * (go % 4)),
            speed=None if go % 2 else 7.0 + go % 7,
            lean=(None, -0.8, 0.5)[go % 3],
            follow=(None, 0.2, 1.8)[(go + 1) % 3],
            shield=turn > 120,
            tackle=turn == 100,
        )
        step += 1


def digest_of_level(name: str, seed: int, steps: int) -> str:
    """Return SHA-256, hexadecimal, over looks at a level that somebody plays."""
    session = Session(load_level(level_files()[name]), seed)
    people, looks = sorted(session.people.values()), hashlib.sha256()
    for number, wish in zip(range(1, steps + 1), play(), strict=False):
        session.advance(dict.fromkeys(people, wish))
        if number % LOOK_EVERY == 0:
            looks.update(session.world.digest().encode())
    return looks.hexdigest()


def digest_of_match(a_side: int, minutes: float, seed: int) -> str:
    """Return SHA-256, hexadecimal, over looks at a match between two computers, to its end."""
    match, looks, number = (
        Match(parse_fixture({"a_side": a_side, "minutes": minutes}, "digests"), seed),
        hashlib.sha256(),
        0,
    )
    while not match.done:
        match.advance({})
        number += 1
        if number % LOOK_EVERY == 0:
            looks.update(match.world.digest().encode())
    looks.update(repr(match.score).encode())
    return looks.hexdigest()


def record(path: Path, minutes: float) -> None:
    """Keep the replay of a match of three a side between two computers."""
    match = Match(parse_fixture({"a_side": 3, "minutes": minutes}, "digests"), 0)
    recorder = Recorder(match, into=path)
    while not match.done:
        recorder.observe(match.advance({}))
    recorder.close()
    if recorder.problem:
        raise SystemExit(recorder.problem)


def digest_of_replay(path: Path) -> str:
    """Return SHA-256, hexadecimal, over looks at a kept replay that is played back."""
    playback, looks = Playback(read_replay(path), think=False), hashlib.sha256()
    for step in range(LOOK_EVERY, playback.replay.length + 1, LOOK_EVERY):
        playback.go(step)
        looks.update(playback.playable.world.digest().encode())
    return looks.hexdigest()


Jobs = dict[str, Callable[[], str]]
"""What has to be done for each digest, by the name that it is kept under."""


def jobs_of(args: argparse.Namespace, replay: Path) -> Jobs:
    """Return every digest that is asked for: a name says all that its digest depends on."""
    jobs: Jobs = {
        f"level {name}, {args.steps} steps, seed {seed}": partial(digest_of_level, name, seed, args.steps)
        for name in level_files()
        for seed in range(args.seeds)
    }
    for seed in range(args.matches):
        a_side = 3 + seed % 4
        name = f"match of {a_side} a side, {args.minutes} min, seed {seed}"
        jobs[name] = partial(digest_of_match, a_side, args.minutes, seed)
    return jobs | {f"replay {REPLAY}": partial(digest_of_replay, replay)}


def kept_in(folder: Path) -> dict[str, str]:
    """Return the digests of a folder by their names; none where nothing is kept there yet."""
    file = folder / DIGESTS
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kept", type=Path, required=True, help="the folder for what is done")
    parser.add_argument("--compare", type=Path, help="the folder that a run before the change kept")
    parser.add_argument("--seeds", type=int, default=20, help="of each level (20)")
    parser.add_argument("--steps", type=int, default=600, help="of each level (600)")
    parser.add_argument("--matches", type=int, default=10, help="how many, of 3 to 6 a side in turn (10)")
    parser.add_argument("--minutes", type=float, default=1.0, help="of each match (1)")
    args = parser.parse_args()
    args.kept.mkdir(parents=True, exist_ok=True)
    replay = (args.compare or args.kept) / REPLAY
    if not replay.exists():
        if args.compare:
            parser.error(f"{args.compare}: expected a folder in which {REPLAY} is kept")
        record(replay, args.minutes)
    found, jobs = kept_in(args.kept), jobs_of(args, replay)
    for name, job in jobs.items():
        if name not in found:
            found[name] = job()
            write_atomically(args.kept / DIGESTS, json.dumps(found, indent=1) + "\n")
    print(f"{len(jobs)} digests in {args.kept}")
    if not args.compare:
        return 0
    before = kept_in(args.compare)
    both = [name for name in jobs if name in before]
    differ = [name for name in both if before[name] != found[name]]
    print(f"{len(both)} compared, {len(differ)} differ; {len(jobs) - len(both)} of them are new")
    print("\n".join(f"  {name}" for name in differ))
    return 1 if differ or not both else 0


if __name__ == "__main__":
    sys.exit(main())
