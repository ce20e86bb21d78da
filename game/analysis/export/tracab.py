"""Bodies and ball as a TRACAB feed in JSON, the tracking format in which the orientation is stated.

Centimetres from the centre spot, y up the pitch. The sides of a real match change ends, and readers turn
every second period around: so the feed does that too, and says in which period whose keeper is on the left.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from game.analysis.export.tables import Export
from game.core.state import STEP_SECONDS
from game.storage import strict_json

PERIODS: Final = (1, 2, 3, 4)
TEAMS: Final = ("red", "blue")
POSITIONS: Final = {"GK": "G", "D": "D", "M": "M", "A": "A"}
CM: Final = 100.0
_DIGITS: Final = 3
"""Decimals of a centimetre."""


def turned(period: int) -> float:
    """Return -1 where a period's coordinates are turned around, else 1.

    >>> [turned(period) for period in (1, 2, 3)]
    [1.0, -1.0, 1.0]
    """
    return 1.0 if period % 2 else -1.0


def squads(export: Export) -> dict[str, list[str]]:
    """Return everybody who was ever on the pitch, by team and in the order of their shirts."""
    found: dict[str, dict[str, None]] = {team: {} for team in TEAMS}
    for ids, sides in dict.fromkeys(export.course.teams):
        for name, side in zip(ids, sides, strict=True):
            found[TEAMS[side]][name] = None
    return {team: list(names) for team, names in found.items()}


def shirts(export: Export) -> dict[tuple[str, str], int]:
    """Return shirt numbers from 1, by team and id."""
    return {(team, name): n for team, names in squads(export).items() for n, name in enumerate(names, 1)}


def team_name(export: Export, team: str) -> str:
    """Return what the side is called."""
    side = export.replay.set_up.data.get(team)
    name = side.get("name") if isinstance(side, dict) else None
    return str(name or team)


def created(export: Export) -> datetime | None:
    """Return when it was played, or None where the file doesn't say."""
    try:
        return datetime.fromisoformat(str(export.replay.header["created"]))
    except ValueError:
        return None


def metadata(export: Export) -> dict[str, Any]:
    """Return the match: pitch, periods, ends, teams, score. Keys that TRACAB doesn't know are passed over."""
    about, when = export.about, created(export)
    periods = {each["number"]: each for each in about["periods"]}
    pitch = about["pitch"]
    out: dict[str, Any] = {
        "GameID": str(about["replay"]["digest"])[:16],
        "Title": about["replay"]["name"],
        "FrameRate": round(1.0 / STEP_SECONDS),
        "PitchLongSide": round(CM * pitch["length"], _DIGITS),
        "PitchShortSide": round(CM * pitch["width"], _DIGITS),
        "PitchSizesInMetres": pitch["sizes"],
    }
    if when is not None:
        out["Kickoff"] = f"{when:%Y-%m-%d %H:%M:%S}"
    for number in PERIODS:
        period = periods.get(number, {"first_step": 0, "last_step": 0})
        out[f"Phase{number}StartFrame"] = period["first_step"]
        out[f"Phase{number}EndFrame"] = period["last_step"]
        out[f"Phase{number}HomeGKLeft"] = turned(number) > 0.0
    for key, team in zip(("HomeTeam", "AwayTeam"), TEAMS, strict=True):
        out[key] = {
            "TeamID": team,
            "ShortName": team_name(export, team),
            "LongName": team_name(export, team),
            "Score": about["score"][team],
            "Players": _players(export, team),
        }
    return out


def _players(export: Export, team: str) -> list[dict[str, Any]]:
    numbers = shirts(export)
    return [_player(export, team, name, n) for (side, name), n in numbers.items() if side == team]


def _player(export: Export, team: str, name: str, number: int) -> dict[str, Any]:
    player: dict[str, Any] = {
        "PlayerID": name,
        "FirstName": team_name(export, team),
        "LastName": name,
        "JerseyNo": number,
        "StartFrameCount": 0 if name in export.course.teams[0][0] else -1,
    }
    position = export.positions.get(name, "")
    return {**player, "StartingPosition": POSITIONS[position]} if position else player


def frames(export: Export) -> Iterator[bytes]:
    """Yield the feed piece by piece, a line a frame."""
    numbers = shirts(export)
    steps, bodies = export.steps, export.bodies
    ball = [(CM * steps[f"ball_{axis}"]).round(_DIGITS).tolist() for axis in "xyz"]
    ball_speed = sum(steps[f"ball_v{axis}"] ** 2 for axis in "xyz") ** 0.5
    ball_speed = ball_speed.round(_DIGITS).tolist()
    shape = (len(steps["step"]), -1)
    x, y = ((CM * bodies[axis]).round(_DIGITS).reshape(shape).tolist() for axis in "xy")
    speed = ((bodies["vx"] ** 2 + bodies["vy"] ** 2) ** 0.5).round(_DIGITS).reshape(shape).tolist()
    yield b'{"FrameData":[\n'
    for step, (moment, (ids, sides)) in enumerate(
        zip(export.course.moments, export.course.teams, strict=True)
    ):
        way = turned(moment.period)
        frame = {
            "FrameCount": step,
            "Period": moment.period,
            "MatchClock": round(moment.clock, 4),
            "Phase": moment.phase,
            "PlayerPositions": [
                {
                    "Team": 1 - sides[p],
                    "TargetID": p,
                    "JerseyNumber": numbers[TEAMS[sides[p]], ids[p]],
                    "X": way * x[step][p] + 0.0,
                    "Y": way * y[step][p] + 0.0,
                    "Speed": speed[step][p],
                }
                for p in range(len(ids))
            ],
            "BallPosition": [
                {
                    "X": way * ball[0][step] + 0.0,
                    "Y": way * ball[1][step] + 0.0,
                    "Z": ball[2][step],
                    "Speed": ball_speed[step],
                    "BallOwningTeam": "HA"[moment.side],
                    "BallStatus": "Alive" if moment.live else "Dead",
                }
            ],
        }
        yield (b",\n" if step else b"") + strict_json.dump_bytes(frame, compact=True)
    yield b"\n]}\n"
