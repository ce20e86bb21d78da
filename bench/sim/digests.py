"""Digests of levels, matches and replays, to see that a change to the code changes nothing that is played.

python bench/sim/digests.py --out before.json              # every level, 20 seeds each, and ten whole matches
python bench/sim/digests.py --out after.json --compare before.json
python bench/sim/digests.py --seeds 3 --matches 0 --steps 300 --replay FILE   # the short way
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.core.intents import Technique, Wish
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from game.scenario.level_paths import level_files
from game.scenario.load import load_level

LOOK_EVERY = 60
"""Steps between two looks at a state: each goes into the digest."""
TURN = 150
"""Steps of a restless person's round."""


def play() -> Iterator[Wish]:
    """What a restless person wants: run, look about, swing with every technique, shield, tackle, fake."""
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
    """SHA-256, hexadecimal, over looks at a level that somebody plays."""
    session = Session(load_level(level_files()[name]), seed)
    people, looks = sorted(session.people.values()), hashlib.sha256()
    for number, wish in zip(range(1, steps + 1), play(), strict=False):
        session.advance(dict.fromkeys(people, wish))
        if number % LOOK_EVERY == 0:
            looks.update(session.world.digest().encode())
    return looks.hexdigest()


def digest_of_match(a_side: int, minutes: float, seed: int) -> str:
    """The same of a match between two computers, to its end."""
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


def digest_of_replay(path: Path) -> str:
    """The same of a kept replay, played back."""
    playback, looks = Playback(read_replay(path), think=False), hashlib.sha256()
    for step in range(LOOK_EVERY, playback.replay.length + 1, LOOK_EVERY):
        playback.go(step)
        looks.update(playback.bout.world.digest().encode())
    return looks.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=20, help="of each level (20)")
    parser.add_argument("--steps", type=int, default=600, help="of each level (600)")
    parser.add_argument("--matches", type=int, default=10, help="how many, of 3 to 6 a side in turn (10)")
    parser.add_argument("--minutes", type=float, default=1.0, help="of each match (1)")
    parser.add_argument("--replay", type=Path, action="append", default=[], help="a replay kept before")
    parser.add_argument("--out", type=Path, help="write them as JSON here, not to the terminal")
    parser.add_argument("--compare", type=Path, help="digests that a run wrote before")
    args = parser.parse_args()
    found = {
        f"level {name} seed {seed}": digest_of_level(name, seed, args.steps)
        for name in level_files()
        for seed in range(args.seeds)
    }
    for seed in range(args.matches):
        a_side = 3 + seed % 4
        found[f"match {a_side} a side, {args.minutes} min, seed {seed}"] = digest_of_match(
            a_side, args.minutes, seed
        )
    found |= {f"replay {path.name}": digest_of_replay(path) for path in args.replay}
    text = json.dumps(found, indent=1)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")
    elif not args.compare:
        print(text)
    if not args.compare:
        return 0
    before = json.loads(args.compare.read_text(encoding="utf-8"))
    both = sorted(before.keys() & found.keys())
    differ = [key for key in both if before[key] != found[key]]
    alone = len(before.keys() ^ found.keys())
    print(f"{len(both)} compared, {len(differ)} differ; {alone} in one of them alone")
    print("\n".join(f"  {key}" for key in differ))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
