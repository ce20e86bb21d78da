"""The files of an export: CSV, Parquet, NPZ, and the feeds that kloppy reads."""

import csv
import io
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from game.analysis.export import statsbomb, tracab
from game.analysis.export.tables import Export, Table
from game.storage import strict_json
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
    data = strict_json.dump_bytes(about, indent=1)
    return [*written, put(folder / "about.json", lambda out: _bytes(out, data))]


def names(form: str) -> list[str]:
    """Return the files that a form writes."""
    return [*_NAMES[form], "about.json"]


def _bytes(out: BinaryIO, data: bytes | Iterable[bytes]) -> None:
    """Write some bytes, or many pieces of them; returns nothing, as a writer does."""
    if isinstance(data, bytes):
        out.write(data)
    else:
        out.writelines(data)


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
    """Return numbers to six decimals without useless zeros, nothing where there is none, truth as 0 and 1."""
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
    arrays["about"] = np.array(strict_json.dumps(export.about))
    return {"replay.npz": lambda out: np.savez_compressed(out, allow_pickle=False, **arrays)}


def _parquet(export: Export) -> Writers:
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        how = "pip install 'backheel[parquet]'"
        raise ExportError(f"--format parquet: expected pyarrow (it isn't installed: {how})") from None

    def writer(table: Table) -> Callable[[BinaryIO], None]:
        arrow = pyarrow.table({name: pyarrow.array(values) for name, values in table.items()})
        about = {b"backheel": strict_json.dump_bytes(export.about)}
        arrow = arrow.replace_schema_metadata(about)
        return lambda out: parquet.write_table(arrow, out, compression="zstd")

    return {f"{name}.parquet": writer(table) for name, table in export.tables.items()}


def _kloppy(export: Export) -> Writers:
    """Write bodies and ball as a TRACAB feed, what happened as StatsBomb's events: kloppy loads both."""
    return {
        "metadata.json": lambda out: _bytes(out, strict_json.dump_bytes(tracab.metadata(export), indent=1)),
        "tracking.json": lambda out: _bytes(out, tracab.frames(export)),
        "lineups.json": lambda out: _bytes(out, strict_json.dump_bytes(statsbomb.lineups(export), indent=1)),
        "events.json": lambda out: _bytes(out, strict_json.dump_bytes(statsbomb.events(export), indent=1)),
    }


FORMS: Final[dict[str, Callable[[Export], Writers]]] = {
    "csv": _csv, "parquet": _parquet, "npz": _npz, "kloppy": _kloppy,
}  # fmt: skip
WITH_BELIEFS: Final = ("csv", "parquet", "npz")
"""Forms that say what everybody believed; the others needn't have it thought."""
_TABLES: Final = ("steps", "bodies", "events", "beliefs")
_NAMES: Final = {
    "csv": [f"{name}.csv" for name in _TABLES],
    "parquet": [f"{name}.parquet" for name in _TABLES],
    "npz": ["replay.npz"],
    "kloppy": ["metadata.json", "tracking.json", "lineups.json", "events.json"],
}
