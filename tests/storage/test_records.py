"""One JSON object a file, which several windows change: nothing of anybody's is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.storage import files
from game.storage.locks import locked
from game.storage.records import GarbledError, Record, changed_only, read_record, set_aside, update

ROOT = Path(__file__).parents[2]


def plus_one(kept: Record | None) -> Record:
    return {**(kept or {}), "n": (kept or {}).get("n", 0) + 1}


def test_a_file_that_is_not_there_is_empty_and_one_that_cannot_be_read_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.json"
    assert read_record(file) is None
    update(file, plus_one)
    real = os.open

    def refused(path: object, *rest: int, **more: int) -> int:
        if Path(str(path)) == file:
            raise PermissionError(13, "Permission denied", str(file))
        return real(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files.os, "open", refused)
    for reads in (lambda: read_record(file), lambda: update(file, plus_one)):
        with pytest.raises(PermissionError):
            reads()
    monkeypatch.setattr(files.os, "open", real)
    assert json.loads(file.read_text()) == {"n": 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.json"]


def large(path: Path) -> None:
    with path.open("wb") as out:
        out.truncate(20_000_000)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, large])
def test_what_is_no_readable_file_stays_as_it_is(tmp_path: Path, make: Callable[[Path], None]) -> None:
    file = tmp_path / "x.json"
    make(file)
    before = file.lstat()
    with pytest.raises(OSError):  # noqa: PT011
        update(file, plus_one)
    after = file.lstat()
    assert (before.st_ino, before.st_mode, before.st_size) == (after.st_ino, after.st_mode, after.st_size)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"\x00", b'{"a": ' + b"9" * 5000 + b"}", b"[" * 100_000]
)
def test_what_cannot_be_understood_is_kept_under_another_name(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(data)
    (tmp_path / "x.broken-7.json").write_text("an older one")
    with pytest.raises(GarbledError):
        read_record(file)
    assert update(file, plus_one) == tmp_path / "x.broken-8.json"
    assert (tmp_path / "x.broken-8.json").read_bytes() == data
    assert read_record(file) == {"n": 1}


def test_what_cannot_be_moved_aside_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.json"
    file.write_text("{")

    def refused(path: Path, to: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        update(file, plus_one)
    assert file.read_text() == "{"


def test_the_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    made = []
    for number in range(3):
        file.write_text(str(number))
        made.append(set_aside(file, "settings.broken.json").name)
    assert made == ["settings.broken.json", "settings.broken-2.json", "settings.broken-3.json"]
    assert [(tmp_path / name).read_text() for name in made] == ["0", "1", "2"]


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16"])
def test_a_file_saved_by_an_editor_is_read(tmp_path: Path, coding: str) -> None:
    (tmp_path / "x.json").write_text('{"n": 4}', encoding=coding)
    update(tmp_path / "x.json", plus_one)
    assert json.loads((tmp_path / "x.json").read_text()) == {"n": 5}


def test_numbers_that_are_none_are_null(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"a": 1e400, "b": NaN, "c": -Infinity, "d": 1e308}')
    assert read_record(tmp_path / "x.json") == {"a": None, "b": None, "c": None, "d": 1e308}
    update(tmp_path / "x.json", plus_one)
    assert "Infinity" not in (tmp_path / "x.json").read_text()


def test_a_link_into_another_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "x.json").symlink_to("dotfiles/x.json")
    update(tmp_path / "x.json", plus_one)  # leads nowhere at first
    update(tmp_path / "x.json", plus_one)
    assert (tmp_path / "x.json").is_symlink()
    assert json.loads((tmp_path / "dotfiles" / "x.json").read_text()) == {"n": 2}


def test_only_what_changed_is_changed_within_tables_too() -> None:
    kept = {
        "volume": 1,
        "new": True,
        "keys": {"solo": {"push": ["B"], "wave": ["Q"]}},
        "pads": [{"a": 1}, {}],
    }
    before = {"volume": 0, "keys": {"solo": {"push": ["J"], "heel": ["K"]}}, "pads": [{"a": 0}, {"b": 1}]}
    after = {"volume": 0, "keys": {"solo": {"push": ["J"], "heel": ["X"]}}, "pads": [{"a": 0}, {"b": 2}]}
    assert changed_only(kept, before, after) == {
        "volume": 1,
        "new": True,
        "keys": {"solo": {"push": ["B"], "wave": ["Q"], "heel": ["X"]}},
        "pads": [{"a": 1}, {"b": 2}],
    }
    assert changed_only({"a": 1, "b": 2}, {"a": 1}, {}) == {"b": 2}
    assert changed_only({"a": True}, {"a": True}, {"a": 1}) == {"a": 1}


COUNTS = """
import sys
from pathlib import Path
from game.storage.records import update
for _ in range(40):
    update(Path(sys.argv[1]), lambda kept: {**(kept or {}), "n": (kept or {}).get("n", 0) + 1}, wait=30.0)
"""


def test_two_programs_count_together(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "x.json"
    children = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTS, str(file)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        for _ in range(3)
    ]
    assert [child.wait(120) for child in children] == [0, 0, 0]
    assert read_record(file) == {"n": 120}
    assert [path.name for path in file.parent.iterdir()] == ["x.json"]


def test_nothing_is_written_while_another_holds_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    update(file, plus_one)
    with locked(file), pytest.raises(OSError, match="another program is writing it"):
        update(file, plus_one, wait=0.05)
    assert read_record(file) == {"n": 1}
