"""The worst scenes of a row are written as level files, to be played, watched and rolled out again."""

from pathlib import Path

from bench.mind.families.claims import Claim
from bench.mind.families.scenes import Given
from bench.mind.families.table import Effect, Line, told
from game.api import load_level
from game.scenario.editing.toml_text import written

TITLE = 60
"""Letters of a title at most."""


def name_of(claim: str, row: str, place: int) -> str:
    """Return the name of a file.

    >>> name_of("hips", "shown for 0.8 s", 1)
    'hips-shown-for-0-8-s-1.toml'
    """
    words = "".join(letter if letter.isalnum() else " " for letter in row).split()
    return "-".join((claim, *words, str(place))).lower() + ".toml"


def setting(plan: Given) -> str:
    """Return a plan as the options of a command line."""
    return " ".join(f"--set {key}={value}" for key, value in plan.items())


def text_of(claim: Claim, effect: Effect, seed: int) -> str:
    """Return a level file of the scene: its two plans are the sound and the poor way, its figures on top."""
    plans = [effect.scene.plan(plan) for plan in effect.plans]
    rows = dict(zip(("sound", "poor"), ([{"pass": plan}] for plan in plans), strict=False))
    target = plans[0]["target"]
    aim = {"kind": "complete_pass", "technique": "any", "to": target, "count": 1, "time_limit": 60.0}
    title = f"{claim.name}, {effect.row}: scene {effect.scene.number}"[:TITLE]
    raw = effect.scene.raw(effect.style, title=title, objective=aim, **rows)
    head = [f"# {claim.says}.", f"# Seed {seed}, {told(effect)}"]
    head += [f"# rollout FILE {setting(plan)} --n 300 --seed {effect.scene.luck}" for plan in plans]
    return "\n".join(head) + "\n" + written(raw)


def write_worst(folder: Path, claim: Claim, seed: int, lines: list[Line]) -> list[Path]:
    """Write the worst scenes of each row; each file is read again as a level."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for found in lines:
        for place, effect in enumerate(found.worst, start=1):
            file = folder / name_of(claim.name, found.row.name, place)
            file.write_text(text_of(claim, effect, seed), encoding="utf-8")
            load_level(file)
            files.append(file)
    return files
