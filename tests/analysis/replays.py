"""Bouts that are really played and recorded, for the tests of replays."""

from collections.abc import Iterator
from pathlib import Path

from game.analysis.replay_record import Recorder
from game.core.intents import Technique, Wish
from game.rules.session import Session
from game.scenario.catalogue import level_files
from game.scenario.load import load_level


def somebodys_play() -> Iterator[Wish]:
    """A restless person: runs about, looks about, pushes now and heels then."""
    step = 0
    while True:
        turn = step % 240
        swing = Technique.NONE
        if 90 <= turn < 115:
            swing = Technique.PUSH
        elif 200 <= turn < 220:
            swing = Technique.BACKHEEL
        yield Wish(
            move=(0.37, 0.213) if turn < 120 else (-0.41, -0.1777),
            look_at=(3.0 + 0.0123 * turn, -2.34567),
            swing=swing,
            aim=(4.0, 1.23456) if turn < 120 else (-6.0, -2.0),
            speed=9.87654 if turn < 120 else None,
        )
        step += 1


def recorded(file: Path, level: str = "back-to-goal", steps: int = 400, *, close: bool = True) -> Session:
    """A level played for a while and written to ``file``; the session as it stood at the end."""
    session = Session(load_level(level), 7)
    recorder = Recorder(session, level_files()[level], into=file)
    person = session.people["human1"]
    for _, wish in zip(range(steps), somebodys_play(), strict=False):
        recorder.note(session.advance({person: wish}))
    if close:
        recorder.close()
    return session
