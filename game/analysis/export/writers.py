"""The files of an export: CSV, Parquet, NPZ, and the tracking feed that kloppy reads."""

import csv
import io
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from game.analysis.export.tables import Export, Table
from game.core.state import STEP_SECONDS
from game.storage.files import put

DIGITS: Final = 6
"""Decimals of a number in CSV: a micrometre, a microsecond."""


class ExportError(ValueError):
    """What stands in the way of writing, in one line."""


def write(export: Export, folder: Path, form: str) -> list[Path]:
    """Write an export into a folder; returns its files. Raises OSError, or :class:`ExportError`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [put(folder / name, writer) for name, writer in FORMS[form](export).items()]
    about = {**export.about, "files": [path.name for path in written]}
    text = json.dumps(about, ensure_ascii=False, indent=1)
    return [*written, put(folder / "about.json", lambda out: _text(out, text))]


def names(form: str) -> list[str]:
    """The files that a form writes."""
    return [*_NAMES[form], "about.json"]


def _text(out: BinaryIO, text: str) -> None:
    out.write(text.encode())


Writers = dict[str, Callable[[BinaryIO], None]]


def _csv(export: Export) -> Writers:
    def writer(table: Table) -> Callable[[BinaryIO], None]:
        def write(out: BinaryIO) -> None:
            text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
            rows = csv.writer(text, lineterminator="\n")
            rows.writerow(table)
            rows.writerows(zip(*(_said(column) for column in table.values()), strict=True))
            text.detach()

        return write

    return {f"{name}.csv": writer(table) for name, table in export.tables.items()}


def _said(column: Any) -> list[Any]:
    """Numbers to six decimals without useless zeros; nothing where there is none; truth as 0 and 1."""
    if column.dtype.kind == "f":
        rounded = np.round(column, DIGITS) + 0.0
        return [
            "" if number != number else f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")
            for number in rounded.tolist()
        ]
    if column.dtype.kind == "b":
        return [int(truth) for truth in column.tolist()]
    return list(column.tolist())


def _npz(export: Export) -> Writers:
    arrays = {
        f"{name}_{column}": values
        for name, table in export.tables.items()
        for column, values in table.items()
    }
    arrays["about"] = np.array(json.dumps(export.about, ensure_ascii=False))
    return {"replay.npz": lambda out: np.savez_compressed(out, allow_pickle=False, **arrays)}


def _parquet(export: Export) -> Writers:
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        how = "pip install 'backheel[parquet]'"
        raise ExportError(f"--format parquet: expected pyarrow (it isn't installed: {how})") from None

    def writer(table: Table) -> Callable[[BinaryIO], None]:
        arrow = pyarrow.table({name: pyarrow.array(values) for name, values in table.items()})
        about = {b"backheel": json.dumps(export.about, ensure_ascii=False).encode()}
        arrow = arrow.replace_schema_metadata(about)
        return lambda out: parquet.write_table(arrow, out, compression="zstd")

    return {f"{name}.parquet": writer(table) for name, table in export.tables.items()}


# The feed that kloppy reads


def _kloppy(export: Export) -> Writers:
    """Second Spectrum's two JSON files: metres from the centre spot, y up the pitch, as here."""
    metadata = json.dumps(_metadata(export), ensure_ascii=False, indent=1)
    return {
        "metadata.json": lambda out: _text(out, metadata),
        "tracking.jsonl": lambda out: _text(out, "\n".join(_frames(export)) + "\n"),
        "events.csv": _csv(export)["events.csv"],
    }


def _metadata(export: Export) -> dict[str, Any]:
    header, length = export.replay.header, export.replay.length
    year, month, day = (int(part) for part in str(header["created"])[:10].split("-"))
    score = export.replay.outcome.split(" : ") if " : " in export.replay.outcome else ["0", "0"]
    squads: dict[int, list[dict[str, Any]]] = {0: [], 1: []}
    for player in header["players"]:
        squad = squads[player["team"]]
        number = len(squad) + 1
        squad.append({"optaId": player["id"], "name": player["id"], "number": str(number), "position": "CM"})
    return {
        "description": "red - blue : " + str(header["name"]).replace("-", " "),
        "fps": round(1.0 / STEP_SECONDS),
        "pitchLength": export.pitch["length"],
        "pitchWidth": export.pitch["width"],
        "periods": [{"number": 1, "startFrameIdx": 0, "endFrameIdx": length}],
        "homeOptaId": "red",
        "awayOptaId": "blue",
        "homeScore": int(score[0]),
        "awayScore": int(score[1]),
        "homePlayers": squads[0],
        "awayPlayers": squads[1],
        "year": year,
        "month": month,
        "day": day,
        "ssiId": header["digest"][:16],
    }


def _frames(export: Export) -> list[str]:
    steps, bodies, header = export.steps, export.bodies, export.replay.header
    players = header["players"]
    numbers, counts = [], [0, 0]
    for player in players:
        counts[player["team"]] += 1
        numbers.append(str(counts[player["team"]]))
    team = {player["id"]: ("home", "away")[player["team"]] for player in players}
    ball = np.stack([steps[f"ball_{axis}"] for axis in "xyz"], axis=-1).round(3).tolist()
    ball_speed = np.sqrt(sum(steps[f"ball_v{axis}"] ** 2 for axis in "xyz")).round(3).tolist()
    shape = (-1, len(players))
    x, y = (bodies[axis].round(3).reshape(shape).tolist() for axis in "xy")
    speed = np.sqrt(bodies["vx"] ** 2 + bodies["vy"] ** 2).round(3).reshape(shape).tolist()
    out = []
    for n, step in enumerate(steps["step"].tolist()):
        sides: dict[str, list[dict[str, Any]]] = {"homePlayers": [], "awayPlayers": []}
        for p, player in enumerate(players):
            here = {
                "playerId": player["id"],
                "number": numbers[p],
                "xyz": [x[n][p], y[n][p], 0.0],
                "speed": speed[n][p],
            }
            sides["awayPlayers" if player["team"] else "homePlayers"].append(here)
        frame = {
            "period": 1,
            "frameIdx": step,
            "gameClock": round(step * STEP_SECONDS, 4),
            "live": True,
            "lastTouch": team.get(str(steps["last_touch"][n]), "home"),
            "ball": {"xyz": ball[n], "speed": ball_speed[n]},
            **sides,
        }
        out.append(json.dumps(frame, ensure_ascii=False, separators=(",", ":")))
    return out


FORMS: Final[dict[str, Callable[[Export], Writers]]] = {
    "csv": _csv, "parquet": _parquet, "npz": _npz, "kloppy": _kloppy,
}  # fmt: skip
_TABLES: Final = ("steps", "bodies", "events", "beliefs")
_NAMES: Final = {
    "csv": [f"{name}.csv" for name in _TABLES],
    "parquet": [f"{name}.parquet" for name in _TABLES],
    "npz": ["replay.npz"],
    "kloppy": ["metadata.json", "tracking.jsonl", "events.csv"],
}
