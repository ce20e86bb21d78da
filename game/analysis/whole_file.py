"""Writing a file so that there is all of it or none."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def put(file: Path, writer: Callable[[BinaryIO], object]) -> Path:
    """Written beside the file, then put in its place; raises OSError."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as out:
            writer(out)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return file
