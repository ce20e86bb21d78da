"""Games that are really played and recorded, for the tests of replays."""

from collections.abc import Iterator
from pathlib import Path

from game.analysis.replay.recorder import Recorder
from game.core.intents import Technique, Wish
from game.rules.level.session import Session
from game.scenario.level_paths import level_files
from game.scenario.load import load_level

STEPS = 400
"""Steps of the replay that most tests look at."""


def somebodys_play() -> Iterator[Wish]:
    """A restless person: runs about, looks about, heels now and pushes then."""
    step = 0
    while True:
        turn, first = step % 150, step // 150 % 2 == 0
        swing = Technique.NONE
        if 20 <= turn < 42:
            swing = Technique.BACKHEEL if first else Technique.PUSH
        yield Wish(
            move=(0.0, 0.0) if turn < 60 else (-0.21, -0.1777),
            look_at=(3.0 + 0.0123 * turn, -2.34567),
            swing=swing,
            aim=(8.01234, 3.0) if first else (7.9, -3.0),
            speed=9.87654 if not first else None,
        )
        step += 1


def recorded(file: Path, level: str = "back-to-goal", steps: int = STEPS, *, close: bool = True) -> Session:
    """A level played for a while and written to ``file``; the session as it stood at the end."""
    session = Session(load_level(level), 7)
    recorder = Recorder(session, level_files()[level], into=file)
    person = session.people["human1"]
    for _, wish in zip(range(steps), somebodys_play(), strict=False):
        recorder.observe(session.advance({person: wish}))
    if close:
        recorder.close()
    return session


def note_idly(recorder: Recorder, steps: int) -> None:
    """Play on for some steps, the first player wishing nothing, and write it down."""
    for _ in range(steps):
        recorder.observe(recorder.playable.advance({0: Wish()}))
