"""What the program keeps of a person: settings, results, last set-ups; odd ones are read and shown."""

import json
from functools import cache
from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.trial import Trial
from bench.fuzz.window import SCREENS, look_around

RESULTS: Final[dict[str, Any]] = {
    "format": 1,
    "levels": {
        "wall-drill": {"won": True, "score": 100, "goal": 100, "seconds": 92.5, "strength": 3},
        "back-to-goal": {"won": False, "score": 2, "goal": 5, "seconds": 30.25, "strength": 5},
        "mine@0123456789ab": {"won": True, "score": 1, "goal": None, "seconds": 1.0},
    },
}
SET_UPS: Final[dict[str, Any]] = {
    "match": {
        "by": "people",
        "a_side": 4,
        "goals": "small",
        "minutes": 2.0,
        "offside": True,
        "red_strength": 2,
    },
    "rondo": {"by": "cpu", "keepers": 5, "size": 11.0, "one_touch": True, "points": 10},
}


@cache
def usual() -> dict[str, dict[str, Any]]:
    """The three files as the program writes them."""
    from dataclasses import fields

    from game.app.shell.settings import Settings

    settings = Settings()
    plain = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "bindings"}
    plain["bindings"] = settings.bindings.to_json()
    return {"settings.json": plain, "progress.json": RESULTS, "set-ups.json": SET_UPS}


def trial(at: Trial) -> None:
    """One or all of the files odd; the list of levels is printed, then the screens are looked at."""
    dice = at.dice
    files = usual()
    odd = [name for name in files if dice.chance(0.5)] or [dice.one(tuple(files))]
    for name in files:
        if name in odd:
            at.write(f"home/{name}", mutate.file(dice, files[name], mutate.json_text))
        elif dice.chance(0.5):
            at.write(f"home/{name}", json.dumps(files[name]).encode())
    if dice.chance(0.7):
        at.command("levels", *(["--json"] if dice.chance(0.6) else []))
    if at.real or dice.chance(0.8):
        at.look_after("settings.json", "set-ups.json")
        return
    change = dice.chance(0.3)
    names = dice.sample(SCREENS, 3)
    look_around(at, *names, change=change)
    # A setting that is changed is kept: what could be understood of the file is then written again.
    at.look_after(*(["settings.json"] if change else []))
