"""Level files: the game's own mutated, and odd ones that keep every rule; those that pass are played."""

import tomllib
from functools import cache
from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.dice import Dice
from bench.fuzz.trial import ROOT, Trial

STEPS: Final = (6,) * 19 + (300,)
"""Of play: mostly just the beginning, where a level is oddest."""


@cache
def ours() -> tuple[dict[str, Any], ...]:
    """The levels that come with the game, as plain values."""
    files = sorted((ROOT / "levels").glob("*.toml"))
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


def trial(at: Trial) -> None:
    """Check a file; play it where it is good, roll it out, and see it refused where it isn't."""
    dice = at.dice
    whole = odd(dice) if dice.chance(0.3) else dice.one(ours())
    untouched = dice.chance(0.25)
    data = mutate.encoded(mutate.toml(whole)) if untouched else mutate.file(dice, whole, mutate.toml)
    name = dice.one(("level.toml", "level.toml", "Level ä.TOML", "level", "e\u0301.toml", "a b.toml"))
    file = str(at.write(name, data))
    checked = at.command("check", file)
    if checked.code == 0:
        play(at, file)
        if dice.chance(0.06):
            roll_out(at, file, whole)
    elif dice.chance(0.3):
        refused = at.command("level", file)
        again = at.command("rollout", file, "--set", "technique=push", "--set", "target=[1,1]", "--n", "1")
        if (refused.code, again.code) != (2, 2):
            at.wrong(f"check refuses what level ({refused.code}) or rollout ({again.code}) takes")
    at.look_after()


def roll_out(at: Trial, file: str, whole: dict[str, Any]) -> None:
    """One pass from the level's first moment."""
    ids = [row.get("id") for row in whole.get("player", []) if isinstance(row, dict)]
    target = at.dice.one([*(i for i in ids if isinstance(i, str)), "[0,0]"])
    technique = at.dice.one(("push", "backheel"))
    words = ("--set", f"technique={technique}", "--set", f"target={target}", "--n", "2", "--json")
    at.command("rollout", file, *words)


def play(at: Trial, file: str) -> None:
    """Some seconds of a session with somebody restless at the controls."""
    from pathlib import Path

    import numpy as np

    from game.rules.level.session import Session
    from game.scenario.load import load_level

    with at.guarded("play"), np.errstate(divide="raise", over="raise", invalid="raise"):
        session = Session(load_level(Path(file)), at.dice.one((None, 0, 2**63 - 1)), at.dice.randint(1, 5))
        held: dict[int, Any] = {}
        for step in range(at.dice.one(STEPS)):
            if step % 12 == 0:
                held = {player: wish(at.dice) for player in session.people.values()}
            session.advance(held)
            if not _finite(session.world):
                at.wrong(f"step {step + 1}: a body or the ball is nowhere")
                break


def _finite(world: Any) -> bool:
    import numpy as np

    bodies, ball = world.bodies, world.ball
    parts = (bodies.pos, bodies.vel, bodies.hips, bodies.gaze, bodies.stamina, ball.pos, ball.vel, ball.roll)
    far = max(float(np.abs(bodies.pos).max()), float(np.abs(ball.pos).max()))
    return all(bool(np.isfinite(part).all()) for part in parts) and far < 1000.0


def wish(dice: Dice) -> Any:
    """What somebody may want, now and then beyond all measure."""
    from game.core.intents import Technique, Wish

    far = dice.one((1.0, 30.0, 30.0, 1e3, 1e6, 1e300)) if dice.chance(0.3) else 20.0

    def point() -> tuple[float, float] | None:
        return None if dice.chance(0.4) else (dice.uniform(-far, far), dice.uniform(-far, far))

    def maybe(low: float, high: float) -> float | None:
        return None if dice.chance(0.5) else dice.uniform(low, high)

    way = dice.one((0.0, 1.0, 1.0, far))
    return Wish(
        move=(dice.uniform(-way, way), dice.uniform(-way, way)),
        look_at=point(),
        hips_to=maybe(-7.0, 7.0),
        swing=Technique(dice.one((0, 0, 1, 2, 3))),
        cancel=dice.chance(0.1),
        aim=point(),
        speed=maybe(0.0, 40.0),
        place=None if dice.chance(0.7) else (dice.uniform(-1.0, 1.0), dice.uniform(-1.0, 1.0)),
        lean=maybe(-1.0, 1.0),
        follow=maybe(0.0, 2.0),
        foot=dice.one((-1, 0, 1)),
        step_in=dice.chance(0.8),
        touch_to=point(),
        shield=dice.chance(0.2),
        tackle=dice.chance(0.2),
        dive_to=point() if dice.chance(0.1) else None,
        calling=dice.chance(0.1),
    )


# Odd levels that keep the rules


def odd(dice: Dice) -> dict[str, Any]:
    """A level at the edges of what is allowed: tiny, huge, crowded, boards through bodies, balls at speed."""
    length, width = dice.one(((4.0, 4.0), (130.0, 100.0), (10.0, 6.0), (30.0, 20.0), (4.0, 100.0)))

    def spot() -> list[float]:
        x, y = (dice.one((-0.5, 0.5, 0.0, dice.uniform(-0.5, 0.5))) for _ in "xy")
        return [round(x * length, 2), round(y * width, 2)]

    players = [_player(dice, number, spot) for number in range(dice.one((1, 2, 2, 3, 5, 8, 30)))]
    for number, row in enumerate(dice.sample(players, min(len(players), dice.randint(0, 2)))):
        row["control"] = f"human{number + 1}"
    ids = [row["id"] for row in players]
    if dice.chance(0.2):
        players[-1]["follows_line"] = ids[0]
    if dice.chance(0.6):
        ball: dict[str, Any] = {dice.one(("holder", "holder", "served_by")): dice.one(ids)}
    else:
        speed = dice.one((0.0, 0.001, 5.0, 31.8))
        ball = {"at": spot(), "velocity": [dice.one((-speed, speed)), dice.one((-speed, speed))]}
    walls = [{"from": spot(), "to": spot()} for _ in range(dice.one((0, 0, 1, 2, 6, 50)))]
    cones = [{"at": spot()} for _ in range(dice.one((0, 0, 2, 5, 100)))]
    level = {
        "format": 1,
        "title": dice.one(("Odd", "Ödd ⚽", "x" * 300)),
        "teaches": "What may be written may be played.",
        "pitch": {
            "length": length,
            "width": width,
            "surface": dice.one(("dry", "wet", "bumpy", "artificial")),
        },
        "seed": dice.one((0, 1, 2**63 - 1)),
        "player": players,
        "ball": ball,
        "wall": walls,
        "cone": cones,
        "objective": _objective(dice, ids, walls, cones),
        "vision": {"limited": dice.chance(0.5)},
    }
    if dice.chance(0.6):
        level |= _season(dice, ids, spot, cones)
    return {key: value for key, value in level.items() if value != []}


def _player(dice: Dice, number: int, spot: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": dice.one((f"p{number}", f"ä{number}", f"{number}", f"_{number}-", f"五{number}")),
        "team": dice.one(("red", "blue")),
        "at": spot(),
        "facing": dice.one((0.0, 180.0, -360.0, 90)),
    }
    some: dict[str, Any] = {
        "velocity": [dice.one((-8.0, 8.0, 0)), dice.one((-8.0, 8.0, 0))],
        "control": dice.one(("cpu", "still")),
        "skill": dice.one((0.0, 1.0, 0.5)),
        "stamina": dice.one((0.0, 1.0, 0.01)),
        "foot": dice.one(("left", "right")),
        "style": dice.one(("novice", "patient", "gambler", "ball_watcher", "veteran", "ball-watcher")),
        "runs_to": spot(),
        "hips": dice.one((-360.0, 360.0, 0.0)),
        "gaze": 17.0,
    }
    return row | {key: value for key, value in some.items() if dice.chance(0.4)}


SPAN: Final = ([0.0, 9.0], {"at_least": 0.0}, {"at_most": 200.0}, {"at_least": 3, "at_most": 3})
CHAPTERS: Final = ("first steps", "push", "games", "defend")


def _season(dice: Dice, ids: list[str], spot: Any, cones: list[Any]) -> dict[str, Any]:
    """Sentences, zones, goals, passers, variants, choices, sound and poor steps, as odd as they may be."""
    from game.scenario.links import EACH

    zones = [{"id": "z1", "at": spot(), "circle": dice.one((0.001, 3.0, 100.0))}]
    zones.append({"id": "z2", "from": spot(), "to": spot()})
    goals = [{"side": side, "width": dice.one((0.5, 3.66, 20.0))} for side in ("red", "blue")]
    plan = {"technique": dice.one(("push", "backheel")), "target": spot(), "delay": dice.one((0.0, 1.0))}
    steps: list[dict[str, Any]] = [
        {"pass": plan},
        {"pass": plan, "first_time": True},
        {"fake": dice.one(ids), "seconds": dice.one((0.0, 0.3))},
        {"look": spot(), "seconds": 0.2},
        {"run": dice.one(ids), "seconds": 1.0},
        {"wait": dice.one((0.0, 0.5))},
        {"shield": 0.3},
        {"read": dice.one(("body", "eyes", "late", "push", "backheel")), "seconds": 2.0},
        {"press": dice.one(ids), "by_way_of": spot(), "seconds": 1.0},
        {"cover": spot(), "seconds": 1.0},
    ]
    free = dice.chance(0.2) and len(ids) <= 8
    some: dict[str, Any] = {
        "goal": goals if free else dice.sample(goals, dice.randint(1, 2)),
        "passer": [
            {"by": dice.one(ids), "weight": dice.one((1, 100)), "plan": plan, "kind": kind} for kind in "ab"
        ],
        "variant": [{"set": {f"player.{ids[0]}.facing": 90.0}}, {"set": {"ball.at": spot()}}],
        "choice": [{"key": "pitch.surface", "values": ["dry", "wet"]}],
        "chapter": dice.one(CHAPTERS),
        "coaching_point": "What may be written may be played.",
    }
    found = {key: value for key, value in some.items() if dice.chance(0.5)}
    if free:
        found["laws"] = {"offside": dice.chance(0.5), "play": "free"}
    if free and "goal" in found and len(found["goal"]) == 1:
        found["goal"] = goals
    grade: dict[str, Any] = {"score": 1, "in_a_row": 1, "seconds": 60.0}
    objective = {
        "goes": dice.one((1, 3, 100)),
        "go_seconds": dice.one((0.01, 2.0, 120.0)),
        "called": [ids[0]],
        "score": dice.one(("chains", "chains", "longest", "points", "seconds")),
        "lose": dice.sample(("pass", "beaten", "offside", "goal"), dice.randint(0, 4)),
        "do": [_link(dice, ids, spot, cones) for _ in range(dice.one((1, 1, 2, 3, 9)))],
        "grades": {"done": 1, "good": grade, "masterly": grade},
    }
    last = objective["do"][-1]
    if dice.chance(0.2):
        last["portion"] = dice.one((1, 50, 1000))
    if last["event"] in EACH and dice.chance(0.4):
        last["each"] = dice.one(EACH[last["event"]])
    if dice.chance(0.4):
        del objective["goes"]
        objective["time_limit"] = dice.one((0.01, 3.0, 600.0))
        if "laws" in found:
            found["laws"]["given_back"] = dice.chance(0.5)
    return found | {
        "zone": zones,
        "objective": objective,
        "sound": dice.sample(steps, dice.randint(0, 4)),
        "poor": dice.sample(steps, dice.randint(0, 4)),
    }


def _link(dice: Dice, ids: list[str], spot: Any, cones: list[Any]) -> dict[str, Any]:
    """An event with some of the conditions that it knows."""
    from game.scenario.links import KNOWS

    def who() -> Any:
        return dice.one((dice.one(ids), "person", "mate", "called", "anybody", [dice.one(ids), "mate"]))

    event = dice.one(tuple(KNOWS))
    near = {"within_m": dice.one((0.0, 3.0, 200.0)), "how_many": dice.one((1, 22))}
    eyes = {"who": dice.one(ids), "in_last": dice.one((0.0, 3.0))}
    every: dict[str, Any] = {
        "to": who(), "not_to": who(), "technique": dice.one(("push", "backheel", "any")),
        "foot": dice.one(("right", "left", "in turn", "by halves")), "touches": dice.one((1, 100)),
        "low": dice.one((0.0, 200.0)), "from": dice.one(("z1", "z2")), "at": dice.one(("z1", "z2")),
        "beyond": dice.one((-100.0, 0.0, 100)), "between": [dice.one(ids), dice.one(ids)],
        "through": "any", "ahead": dice.one((-50.0, 1.0)), "lines": 1, "side": dice.one(("far", "near")),
        "space": 1.0, "within": dice.one((0.0, 600.0)), "looked_at": eyes | {"times": 10},
        "unseen": eyes | {"who": "to"}, "pressed": near, "fooled": dice.one((0, 22)),
        "onside": dice.chance(0.5),
        "moved": 0.5, "seconds": dice.one((0.0, 0.2, 600.0)),
        "not_twice": dice.one(("gate", "mate", "technique")),
        "assist": dice.one(("push", "any")), "close_to": {"who": dice.one(ids), "within_m": 3.0},
    }  # fmt: skip
    every |= {
        name: dice.one(SPAN) for name in ("off_foot", "swing", "by_speed", "distance", "arrives", "stride")
    }
    link = {key: value for key, value in every.items() if key in KNOWS[event] and dice.chance(0.2)}
    return {"event": event, **({"by": who()} if dice.chance(0.4) else {}), **link}


def _objective(dice: Dice, ids: list[str], walls: list[Any], cones: list[Any]) -> dict[str, Any]:
    limit = {"time_limit": dice.one((0.001, 1.0, 7200.0))} if dice.chance(0.5) else {}
    if walls and dice.chance(0.5):
        drill = {"mark": dice.one(walls)[dice.one(("from", "to"))], "within": dice.one((0.001, 1.0, 20.0))}
        if dice.chance(0.5):
            return {
                "kind": "wall_passes",
                "technique": "any",
                dice.one(("count", "each_foot")): 1,
                **drill,
                **limit,
            }
        return {"kind": "dribble_pass_receive", "dribble": dice.one((0.0, 3.0)), "count": 1, **drill, **limit}
    if dice.chance(0.7):
        gate = {"through": dice.sample(range(1, len(cones) + 1), 2)} if len(cones) > 1 else {}
        to = {"to": dice.one(ids)} if dice.chance(0.4) else {}
        return {"kind": "complete_pass", "count": dice.one((1, 1000)), **gate, **to, **limit}
    return {"kind": "free"}
