"""Files: what people write is read whatever their editor does to it, and nothing is lost or waited for."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from game.storage import files
from game.storage.files import (
    SpecialFileError,
    TextError,
    TooLargeError,
    decode,
    listing,
    open_regular,
    put,
    read_bytes,
    read_given,
    read_text,
    remove_leftovers,
    write_atomically,
)
from game.storage.locks import LockedError, lock_of, locked

ROOT = Path(__file__).parents[2]


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def run_code(code: str, *arguments: str, **options: object) -> "subprocess.Popen[str]":
    """Another Python process with this package."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize(
    "coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le+", "utf-16-be+", "utf-32", "utf-32-be+"]
)
def test_text_is_read_as_any_editor_writes_it(coding: str) -> None:
    text = 'title = "Flügel, ° und ½"\r\n'
    mark = "\ufeff" if coding.endswith("+") else ""
    assert decode((mark + text).encode(coding.removesuffix("+"))) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a = 1\nb = \xff", "line 2: expected UTF-8 text (got byte 0xff)"),
        ("a = 1".encode("utf-16-le"), "a zero byte, as of UTF-16 without its mark"),
        ("a = 1".encode("utf-16-be"), "a zero byte, as of UTF-16 without its mark"),
        ("a = 1".encode("utf-16")[:-1], "UTF-16 that breaks at byte 10"),
    ],
)
def test_bytes_that_are_no_text_get_one_line(data: bytes, words: str) -> None:
    with pytest.raises(TextError) as caught:
        decode(data)
    assert words in str(caught.value)


def test_only_regular_files_are_read_and_nothing_is_waited_for(tmp_path: Path) -> None:
    fifo, link, dangling = tmp_path / "fifo", tmp_path / "link", tmp_path / "dangling"
    os.mkfifo(fifo)
    link.symlink_to(fifo)
    dangling.symlink_to(tmp_path / "nothing")
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "s"))
    for path in (fifo, link, tmp_path / "s", Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(OSError) as caught:  # noqa: PT011 (which of them is the system's affair)
            read_bytes(path)
        assert isinstance(caught.value, SpecialFileError) or path == Path("/dev/tty")
    door.close()
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)
    with pytest.raises(FileNotFoundError):
        open_regular(dangling)
    with pytest.raises(OSError, match="no name of a file"):
        open_regular(Path("a\0b"))


def test_a_pipe_that_takes_the_files_place_at_the_last_moment_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "was a file"
    os.mkfifo(path)
    first = [True]
    check = files._only_regular

    def looks_regular_at_first(path: Path, found: os.stat_result) -> None:
        if not first.pop() if first else True:
            check(path, found)

    monkeypatch.setattr(files, "_only_regular", looks_regular_at_first)
    with pytest.raises(SpecialFileError):
        open_regular(path)


def test_a_file_that_is_too_large_is_refused_also_where_it_says_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 101)
    with pytest.raises(TooLargeError):
        read_bytes(path, 100)
    assert len(read_bytes(path, 101)) == 101
    kernel = Path("/proc/self/status")  # its size is 0
    if kernel.exists():
        with pytest.raises(TooLargeError):
            read_bytes(kernel, 10)


def test_a_pipe_from_the_shell_is_read_and_a_silent_one_is_given_up() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom game.storage.files import read_given\n"
        "try:\n    print(read_given(Path('/dev/stdin'), 50, 0.5).decode())\n"
        "except OSError as error:\n    print(error.strerror)\n"
    )
    cases = (("a = 1", True, "a = 1"), ("", False, "said nothing"), ("x" * 60, True, "60 bytes"))
    for given, close, said in cases:
        child = run_code(code)
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(given)
        child.stdin.flush()
        if close:
            child.stdin.close()
            child.stdin = None
        assert said in child.stdout.readline()
        child.communicate(timeout=20)


def test_a_named_pipe_is_no_pipe_from_the_shell(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.toml")
    with pytest.raises(SpecialFileError):
        read_given(tmp_path / "plan.toml")


# Writing


def test_a_failed_write_leaves_the_old_file_and_no_scrap(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("old")

    def fails(out: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        put(file, fails)
    assert file.read_text() == "old"
    assert names(tmp_path) == ["kept"]


def test_rights_links_and_long_names_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)
    long = tmp_path / ("ä" * 120 + ".json")
    write_atomically(long, "x")
    assert long.read_text() == "x"
    fresh = tmp_path / "fresh"
    write_atomically(fresh, "x")
    (tmp_path / "usual").write_text("x")
    assert fresh.stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_nothing_but_a_file_is_written_over(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x")
    before = (tmp_path / "x").stat().st_mode
    with pytest.raises(OSError):  # noqa: PT011
        write_atomically(tmp_path / "x", "text")
    assert (tmp_path / "x").stat().st_mode == before
    with pytest.raises(SpecialFileError):
        write_atomically(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()


KILLED = """
import os, signal, sys
from pathlib import Path
from game.storage.files import put
def dies(out):
    out.write(b'half')
    out.flush()
    if sys.argv[2] == 'waits':
        print('writing', flush=True)
        sys.stdin.readline()
    else:
        os.kill(os.getpid(), signal.SIGKILL)
put(Path(sys.argv[1]), dies)
"""


def test_what_a_killed_program_left_goes_at_the_next_write_and_only_that(tmp_path: Path) -> None:
    file = tmp_path / "steps.csv"
    file.write_text("old")
    mine = [".steps.csv.swp", ".steps.csv.part", ".other.csv.0123abcd.backheel-part", ".steps.csv.1"]
    for name in mine:
        (tmp_path / name).write_text("mine")
    child = run_code(KILLED, str(file), "dies")
    child.communicate(timeout=30)
    assert child.returncode == -signal.SIGKILL
    assert file.read_text() == "old"
    assert len(names(tmp_path)) == len(mine) + 2
    write_atomically(file, "new")
    assert names(tmp_path) == sorted([*mine, "steps.csv"])


def test_what_another_program_is_writing_just_now_is_no_leftover(tmp_path: Path) -> None:
    file = tmp_path / "steps.csv"
    child = run_code(KILLED, str(file), "waits")
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "writing\n"
    write_atomically(file, "ours")
    remove_leftovers(tmp_path)
    assert len(names(tmp_path)) == 2
    child.communicate("\n", timeout=30)
    assert (child.returncode, file.read_text()) == (0, "half")
    assert names(tmp_path) == ["steps.csv"]


# Locks


HOLDS = """
import sys
from pathlib import Path
from game.storage.locks import locked
with locked(Path(sys.argv[1])):
    print('held', flush=True)
    sys.stdin.readline()
"""


def test_a_lock_that_cannot_be_had_says_so_and_one_of_a_killed_program_is_no_problem(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    child = run_code(HOLDS, str(file))
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match="another program"), locked(file, 0.1):
        pass
    child.kill()
    child.communicate()
    assert lock_of(file).exists()
    with locked(file, 0.1):
        pass
    assert names(tmp_path) == []


def test_a_stopped_program_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    child = run_code(HOLDS, str(tmp_path / "x.json"))
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(LockedError), locked(tmp_path / "x.json", 0.2):
        pass
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    inside, most = [0], [0]

    def works() -> None:
        for _ in range(25):
            with locked(tmp_path / "x", 20.0):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=works) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert names(tmp_path) == []


def test_a_disk_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuses(handle: int, what: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuses)
    leftover = tmp_path / ".x.0123abcd.backheel-part"
    leftover.write_text("perhaps another's")
    with locked(tmp_path / "x"):
        write_atomically(tmp_path / "x", "text")
    assert (tmp_path / "x").read_text() == "text"
    assert leftover.exists()


# Listing


def test_a_folder_is_listed_as_far_as_it_can_be(tmp_path: Path) -> None:
    for name in ("b.toml", "A.TOML", "a.txt", ".hidden.toml", "._b.toml"):
        (tmp_path / name).write_text("")
    (tmp_path / ".#b.toml").symlink_to("somebody@host.1234")
    (tmp_path / "gone.toml").symlink_to("nothing")
    (tmp_path / "round.toml").symlink_to("round.toml")
    (tmp_path / "linked.toml").symlink_to("b.toml")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    here = listing(tmp_path, ".toml")
    assert [path.name for path in here.files] == ["A.TOML", "b.toml", "linked.toml"]
    why = {path.name: said for path, said in here.others}
    assert set(why) == {"gone.toml", "round.toml", "folder.toml", "pipe.toml"}
    assert (why["gone.toml"], why["folder.toml"]) == ("a link that leads nowhere", "a directory")
    assert why["pipe.toml"] == "a device or pipe"
    assert listing(tmp_path / "not there", ".toml") == files.Listing()
    assert listing(tmp_path / "b.toml", ".toml").problem


def test_a_file_of_another_user_is_named_and_stops_no_list(tmp_path: Path) -> None:
    """Read by a process without root's rights."""
    if os.geteuid() != 0:
        pytest.skip("needs another user")
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    (tmp_path / "open.toml").write_text("x")
    closed = tmp_path / "closed.toml"
    closed.write_text("x")
    closed.chmod(0o600)
    code = (
        "import sys\nfrom pathlib import Path\nfrom game.storage.files import listing, read_text\n"
        "import os; os.setgid(65534); os.setuid(65534)\n"
        "for path in listing(Path(sys.argv[1]), '.toml').files:\n"
        "    try:\n        print(path.name, read_text(path))\n"
        "    except PermissionError as error:\n        print(path.name, error.strerror)\n"
    )
    out, errors = run_code(code, str(tmp_path)).communicate(timeout=30)
    assert errors == ""
    assert out.splitlines() == ["closed.toml Permission denied", "open.toml x"]


def test_text_with_a_mark_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("ä", encoding="utf-16")
    assert read_text(tmp_path / "x") == "ä"
