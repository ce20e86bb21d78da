"""Files that people and programs write: read with care, written whole, listed as far as they can be."""

import codecs
import contextlib
import errno
import os
import re
import secrets
import select
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import platformdirs

from game.storage.locks import EXTRA_FLAGS, is_still, remove_if_free, try_lock

HOME_VARIABLE: Final = "BACKHEEL_HOME"
"""Names another folder, for tests and for a stick that moves from machine to machine."""
LARGEST_TEXT: Final = 1_000_000
"""Bytes of a file that a person writes; a level is a few thousand."""
STANDARD_INPUT: Final = "-"
"""What people write where a file's name is expected."""
PATIENCE: Final = 10.0
"""Seconds that a pipe may stay silent."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The longer before the shorter that begins like it."""
_PART: Final = re.compile(r"\.(?P<of>.{1,60})\.[0-9a-f]{8}\.backheel-part", re.DOTALL)
_EARLIER_PART: Final = re.compile(r"\.(?P<of>(?:progress|settings|set-ups)\.json|practice\.toml)\.\w{8}")
"""What this game's first versions called theirs."""
_LOCK: Final = re.compile(r"\.(?P<of>.{1,60})\.backheel-lock", re.DOTALL)
_GIVEN: Final = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,6})|/dev/stdin")


class SpecialFileError(OSError):
    """A device, a pipe or a socket where a file was expected."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "a device or pipe", str(path))


class TooLargeError(OSError):
    """More bytes than such a file has."""

    def __init__(self, path: Path, size: int, most: int) -> None:
        self.size, self.most = size, most
        super().__init__(errno.EFBIG, f"{size} bytes, of {most} at most", str(path))


class TextError(ValueError):
    """Bytes that are no text, with the line where they stand."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.got = line, what
        super().__init__(f"line {line}: expected UTF-8 text (got {what})")


def home() -> Path:
    """Return the folder for results and settings; it needn't exist yet."""
    other = os.environ.get(HOME_VARIABLE)
    return Path(other) if other else Path(platformdirs.user_data_dir("backheel", appauthor=False))


# Reading


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading. Anything else raises OSError, and nothing is waited for."""
    try:
        _only_regular(path, os.stat(path))  # noqa: PTH116 (as os.open below)
        handle = os.open(
            path,
            os.O_RDONLY | EXTRA_FLAGS | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0),
        )
    except ValueError:  # a zero byte
        raise OSError(errno.EINVAL, "no name of a file", str(path)) from None
    try:
        _only_regular(path, os.fstat(handle))
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def _only_regular(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a directory", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise SpecialFileError(path)


def read_bytes(path: Path, most: int = LARGEST_TEXT) -> bytes:
    """Return all of a regular file; raises OSError, also where it has more than ``most`` bytes."""
    with open_regular(path) as source:
        size = os.fstat(source.fileno()).st_size
        data = source.read(most + 1) if size <= most else b""
    if size > most or len(data) > most:
        raise TooLargeError(path, max(size, len(data)), most)
    return data


def read_given(path: Path, most: int = LARGEST_TEXT, patience: float = PATIENCE) -> bytes:
    """Return what :func:`read_bytes` does, of a file that a person names on the command line.

    A pipe that the shell has opened for us (``/dev/stdin``, ``<(...)``) is read too, for as long as it talks,
    and ``-`` is standard input.
    """
    if os.fspath(path) == STANDARD_INPUT:
        return _standard_input(path, most)
    given = _GIVEN.fullmatch(os.fspath(path)) if os.name == "posix" else None
    handle = int(given[1] or 0) if given else -1
    try:
        piped = given is not None and stat.S_ISFIFO(os.fstat(handle).st_mode)
    except OSError:
        piped = False
    if not piped:
        return read_bytes(path, most)
    data = b""
    while select.select([handle], [], [], patience)[0]:
        more = os.read(handle, 65536)
        data += more
        if len(data) > most:
            raise TooLargeError(path, len(data), most)
        if not more:
            return data
    raise OSError(errno.ETIMEDOUT, f"a pipe that said nothing for {patience:.0f} s", str(path))


def _standard_input(path: Path, most: int) -> bytes:
    """Return what is piped or typed into the program, to its end."""
    source = getattr(sys.stdin, "buffer", None)
    if source is None:
        raise OSError(errno.EBADF, "standard input is closed", str(path))
    try:
        data: bytes = source.read(most + 1)
    except ValueError:
        raise OSError(errno.EBADF, "standard input is closed", str(path)) from None
    if len(data) > most:
        raise TooLargeError(path, len(data), most)
    return data


def decode(data: bytes) -> str:
    """Return text as editors write it: UTF-8 with or without its mark, UTF-16 and UTF-32 with theirs.

    Raises :class:`TextError`.
    """
    mark, coding = next(((m, c) for m, c in _BOMS if data.startswith(m)), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(coding)
    except UnicodeDecodeError as error:
        if coding != "utf-8":
            place = error.start + len(mark)
            raise TextError(1, f"{coding[:-3].upper()} that breaks at byte {place}") from None
        line = body.count(b"\n", 0, error.start) + 1
        raise TextError(line, f"byte 0x{body[error.start]:02x}") from None
    if text[1:2] == "\0" or text[0:3:2] == "\0\0":
        raise TextError(1, "a zero byte, as of UTF-16 without its mark")
    return text.lstrip("\ufeff")


def read_text(path: Path, most: int = LARGEST_TEXT) -> str:
    """Return the text of a regular file; raises OSError or :class:`TextError`."""
    return decode(read_bytes(path, most))


# Writing


def write_atomically(file: Path, text: str) -> None:
    """Write all of the text or none of it; its folder is made where there is none. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, lambda out: out.write(text.encode()))


def put(file: Path, writer: Callable[[BinaryIO], object]) -> Path:
    """Write beside the file, then put it in its place; raises OSError.

    A link is followed, the file's rights stay, and what a killed program left of this file goes.
    """
    target = Path(os.path.realpath(file))
    before = _there(target)
    remove_leftovers(target.parent, target.name)
    part, out = _new_part(target)
    try:
        with out:
            writer(out)
            if not out.closed:
                out.flush()
                os.fsync(out.fileno())
            _keep_rights(part, before)
            if sys.platform != "win32":
                # Still locked: nobody takes it for a leftover.
                part.replace(target)
        if sys.platform == "win32":
            _replace_on_windows(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return file


def remove_leftovers(folder: Path, name: str | None = None) -> None:
    """Remove what killed programs left of a file that they were writing, or of any in ``folder``.

    Only what this game made, and what no program is writing just now. Never raises OSError.
    """
    try:
        with os.scandir(folder) as entries:
            found = [entry.name for entry in entries if entry.name.startswith(".")]
    except OSError:
        return
    patterns = (_PART, _EARLIER_PART) if name else (_PART, _EARLIER_PART, _LOCK)
    for each in found:
        match = next((m for m in (p.fullmatch(each) for p in patterns) if m), None)
        if match and (name is None or match["of"] == name[:60]):
            remove_if_free(folder / each)


def _there(target: Path) -> os.stat_result | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    _only_regular(target, found)
    return found


def _new_part(target: Path) -> tuple[Path, BinaryIO]:
    while True:
        part = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}.backheel-part")
        try:
            handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | EXTRA_FLAGS, 0o666)
        except FileExistsError:
            continue
        try:
            mine = try_lock(handle) is not False and is_still(part, handle)
        except OSError:
            mine = is_still(part, handle)
        if mine:
            return part, os.fdopen(handle, "wb")
        os.close(handle)


def _keep_rights(part: Path, before: os.stat_result | None) -> None:
    """Keep who may read it, and whose it is: a result kept by root is still its owner's to read."""
    if before is None:
        return
    with contextlib.suppress(OSError):
        part.chmod(stat.S_IMODE(before.st_mode))
    if sys.platform != "win32" and before.st_uid != os.geteuid():
        with contextlib.suppress(OSError):
            os.chown(part, before.st_uid, before.st_gid)


def _replace_on_windows(part: Path, target: Path) -> None:
    """Try for a moment: a virus scanner or a search index may hold the old file open."""
    for _ in range(50):
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(0.02)
        else:
            return
    part.replace(target)


def _sync(folder: Path) -> None:
    """Bring the new name itself onto the disk, as far as the system lets us ask for that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | EXTRA_FLAGS)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# Listing


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds of one kind."""

    files: tuple[Path, ...] = ()
    """Regular files, by name."""
    others: tuple[tuple[Path, str], ...] = ()
    """What is called like one and can't be read as one, and why not."""
    problem: str = ""
    """Why the folder itself can't be listed."""


def listing(folder: Path, suffix: str) -> Listing:
    """Return every file of a kind in a folder, hidden ones left out; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        return Listing(problem=error.strerror or str(error))
    files, others = [], []
    for entry in found:
        if entry.name.startswith(".") or not entry.name.lower().endswith(suffix):
            continue
        path = folder / entry.name
        try:
            _only_regular(path, entry.stat())
        except FileNotFoundError:
            if entry.is_symlink():
                others.append((path, "a link that leads nowhere"))
        except OSError as error:
            others.append((path, error.strerror or str(error)))
        else:
            files.append(path)
    return Listing(tuple(files), tuple(others))
