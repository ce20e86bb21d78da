"""Locks between two programs: each is the system's own, so one that a killed program held is gone with it."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT: Final = 2.0
"""Seconds that another program is given to finish what it is writing."""
_TAKEN: Final = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
_NO_SUCH_THING: Final = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOLCK}
_FAR: Final = 1 << 30
"""The byte that is locked on Windows: nobody reads or writes there."""
EXTRA_FLAGS: Final = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


class LockedError(OSError):
    """Another program is at the file, and went on being so."""

    def __init__(self, file: Path) -> None:
        super().__init__(errno.EAGAIN, "another program is writing it", str(file))


def try_lock(handle: int) -> bool | None:
    """Lock an open file for this program alone, without waiting; None where the disk has no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno in _NO_SUCH_THING:
            return None
        raise
    return True


def is_still(path: Path, handle: int) -> bool:
    """Return whether a path still names the file that is open: somebody may have removed it since."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except OSError:
        return False


@contextlib.contextmanager
def locked(file: Path, wait: float = WAIT) -> Iterator[None]:
    """Keep other programs from changing ``file``; raises :class:`LockedError` after ``wait`` seconds.

    The lock is a hidden file beside it, there for as long as it is held.
    """
    target = Path(os.path.realpath(file))
    lock = lock_of(target)
    handle = _take(lock, target, wait)
    try:
        yield
    finally:
        _give_back(lock, handle)


def lock_of(target: Path) -> Path:
    """Return the lock's own file."""
    return target.with_name(f".{target.name[:60]}.backheel-lock")


def remove_if_free(path: Path) -> bool:
    """Remove a lock or a part that a killed program left; one in use stays. Never raises OSError."""
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        handle = _open(path, 0)
        try:
            if try_lock(handle) is not True or not is_still(path, handle):
                return False
            if sys.platform != "win32":
                path.unlink()
                return True
        finally:
            os.close(handle)
        path.unlink()
        return True
    return False


def _open(path: Path, create: int) -> int:
    flags = create | EXTRA_FLAGS | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, os.O_RDWR | flags, 0o666)
    except PermissionError:
        # Left behind by another user of this folder; a lock needs no right to write.
        if sys.platform == "win32":
            raise
        return os.open(path, os.O_RDONLY | flags & ~create)


def _take(lock: Path, target: Path, wait: float) -> int:
    until = time.monotonic() + wait
    while True:
        handle = _opened(lock, time.monotonic() < until)
        if handle is not None:
            try:
                if try_lock(handle) is not False and is_still(lock, handle):
                    return handle
            except OSError:
                os.close(handle)
                raise
            os.close(handle)
        if time.monotonic() >= until:
            raise LockedError(target)
        time.sleep(0.002 + 0.001 * (os.getpid() % 7))


def _opened(lock: Path, again: bool) -> int | None:
    try:
        return _open(lock, os.O_CREAT)
    except PermissionError:
        # On Windows a file that is just being removed.
        if sys.platform == "win32" and again:
            return None
        raise


def _give_back(lock: Path, handle: int) -> None:
    """Remove the lock's file while it is held, so that nobody locks one that has no name any more."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)
        return
    os.close(handle)
    with contextlib.suppress(OSError):
        lock.unlink()
