"""Plans and sweeps: whole files, ``--set``, ``--level-set``, and both swept."""

import json
from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.dice import WORDS, Dice
from bench.fuzz.trial import Trial

LEVELS: Final = ("back-to-goal", "partner-15-dry", "dont-stare", "heel-partner-corridor", "eyes-and-hips")
WHOLE: Final[dict[str, Any]] = {
    "technique": "backheel",
    "target": "B",
    "aim": "lead",
    "look": "away",
    "look_time": 0.2,
    "hips": 170.0,
    "backswing": 0.3,
    "speed": 9.0,
    "delay": 0.1,
    "timing": 0.02,
    "ball_offset": [-0.2, 0.1],
    "lean": 0.2,
    "follow_through": 1.0,
    "foot": "left",
}
LEVEL_KEYS: Final = (
    *(
        "pitch.surface",
        "pitch.length",
        "player.P.at",
        "player.D1.at",
        "player.A.skill",
        "player.P.id",
        "seed",
    ),
    *(
        "ball.holder",
        "ball.at",
        "ball.velocity",
        "cone.1.at",
        "wall.1.to",
        "objective.kind",
        "objective.count",
    ),
    *(
        "title",
        "format",
        "vision.limited",
        "freeze.1.at",
        "player",
        "pitch",
        "player.P",
        "x.y",
        "a",
        "player..at",
    ),
    *(
        "player.\x1b.at",
        "player.1.at",
        "pitch.surface.x",
        "objective.through",
        "player.P.velocity",
        "ball",
        ".",
    ),
)
SWEEPS: Final = (
    *(
        "1:2:1",
        "4:16:1",
        "0:1:0.25",
        "1:0:1",
        "0:1:0",
        "1:1:1",
        "0:1e308:1e-308",
        "nan:1:1",
        "0:inf:1",
        "1:2:nan",
    ),
    *(
        "1e-300:1:1",
        "0:0.1:1e-320",
        "-1:1:2",
        "::",
        "1::",
        "a:b:c",
        "1:2",
        "1:2:3:4",
        "[1,2],[3,4]",
        "a,,b",
        ",",
    ),
    *(
        "target,away",
        "[1,[2,3]",
        "]",
        "]],[",
        "1_0:2_0:5",
        "\uff10:\uff11:\uff11",
        "1e400:1e400:1",
        "0:1999:1",
        "0:2000:1",
    ),
)


def trial(at: Trial) -> None:
    """One rollout of a few worlds."""
    dice = at.dice
    argv = ["rollout", dice.one(LEVELS)]
    if dice.chance(0.5):
        some = {
            key: value for key, value in WHOLE.items() if key in ("technique", "target") or dice.chance(0.4)
        }
        argv += ["--plan", str(at.write("plan.toml", mutate.file(dice, some, mutate.toml)))]
    else:
        argv += ["--set", "technique=push", "--set", "target=A"] if dice.chance(0.8) else []
    for option, share in (("--set", 0.7), ("--sweep", 0.25), ("--level-set", 0.4), ("--level-sweep", 0.15)):
        while dice.chance(share):
            share *= 0.4
            argv += [option, pair(dice, option)]
    argv += ["--n", dice.one(("1", "2", "3"))] + (["--json"] if dice.chance(0.6) else [])
    if dice.chance(0.05):
        argv += [dice.one(("--n", "--seed")), dice.text()]
    if dice.chance(0.2):
        argv += ["--seed", dice.one(("0", "7", "-1", str(2**63 - 1), str(2**63), str(2**64)))]
    at.command(*argv)
    at.look_after()


def pair(dice: Dice, option: str) -> str:
    """``KEY=VALUE`` as somebody may type it."""
    if "level" in option:
        key = dice.one(LEVEL_KEYS)
    else:
        key = dice.one(tuple(WHOLE)) if dice.chance(0.9) else dice.one(WORDS)
    if "sweep" in option and dice.chance(0.7):
        return f"{key}={dice.one(SWEEPS)}"
    return f"{key}{dice.one(('=', '=', '=', '=', '', '==', ' = '))}{typed(dice, key)}"


def typed(dice: Dice, key: str) -> str:
    """A value as words on a command line."""
    if key in WHOLE and dice.chance(0.4):
        return json.dumps(WHOLE[key]).strip('"')
    value = dice.value()
    return value if isinstance(value, str) else mutate.json_text(value)
