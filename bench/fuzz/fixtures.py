"""What a match and a rondo are played with: fixtures in TOML and JSON, and the options over them."""

from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.trial import Trial

SIDE: Final[dict[str, Any]] = {
    "name": "Reds",
    "kit": "red",
    "control": "cpu",
    "strength": 4,
    "style": "veteran",
}
MATCH: Final[dict[str, Any]] = {
    "surface": "wet",
    "a_side": 3,
    "goals": "small",
    "minutes": 0.5,
    "offside": True,
    "golden_goal": False,
    "red": SIDE,
    "blue": {**SIDE, "name": "Blues", "kit": "blue", "style": "mixed"},
}
RONDO: Final[dict[str, Any]] = {
    "surface": "bumpy",
    "keepers": 4,
    "size": 9.5,
    "one_touch": True,
    "heel_only": False,
    "points": 3,
    "minutes": 0.5,
    "turn_passes": 5,
    "red": SIDE,
    "blue": {**SIDE, "name": "Blues", "kit": "blue"},
}


def trial(at: Trial) -> None:
    """One contest."""
    dice = at.dice
    kind, whole = dice.one((("match", MATCH), ("rondo", RONDO)))
    as_json = dice.chance(0.5)
    data = mutate.file(dice, whole, mutate.json_text if as_json else mutate.toml)
    ending = dice.one((".json", ".JSON")) if as_json else dice.one((".toml", ".TOML", "", ".txt", ".json"))
    argv = [kind, "--fixture", str(at.write(f"fixture{ending}", data)), "--headless"]
    if dice.chance(0.6):
        argv.append("--json")
    if dice.chance(0.1):
        argv += [
            dice.one(("--red-strength", "--strength", "--minutes", "--seed", "--n")),
            str(dice.one((1, 2, 9, -1))),
        ]
    if dice.chance(0.05):
        argv += [dice.one(("--surface", "--red-style", "--blue")), dice.text()]
    if at.real:  # no match is made short there
        argv += ["--minutes", "0.5", "--n", "1"] + (["--a-side", "3"] if kind == "match" else [])
    at.command(*argv)
    at.look_after()
