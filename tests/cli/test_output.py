"""What goes out of real commands and comes in: any locale, closed and full streams, pipes, folders."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.app.shell.trace import Trace, seed_from_environment
from game.cli import main
from game.cli.named_files import named_files
from game.cli.parser import Parser, UsageError, number, one_of, whole
from game.scenario.errors import LevelError
from game.scenario.load import load_level
from game.storage import console, strict_json
from tests.analysis.replays import recorded

LOCALES = (
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "utf-16"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
ROLLOUT = ("rollout", "back-to-goal", "--set", "technique=push", "--set", "target=A", "--n", "20")


def shell(root: Path, line: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of bash in which ``backheel`` is the program."""
    program = f'backheel() {{ {sys.executable} {root / "main.py"} "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line],
        capture_output=True,
        cwd=root,
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )


def strictly(data: bytes) -> Any:
    """The one JSON object of an output that is ASCII and nothing else."""
    text = data.decode("ascii")
    assert text.count("\n") == 1

    def no_number(word: str) -> None:
        pytest.fail(word)

    return json.loads(text, parse_constant=no_number)


@pytest.mark.parametrize("env", LOCALES, ids=lambda env: "-".join(env.values()))
def test_json_is_ascii_and_text_comes_whole_under_any_locale(env: dict[str, str], root: Path) -> None:
    done = shell(root, "backheel levels --json", **env)
    assert done.returncode == 0, done.stderr
    assert strictly(done.stdout)["levels"]
    done = shell(root, " ".join(("backheel", *ROLLOUT)), **env)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_rollout_of_a_level_called_anything_is_ascii(root: Path, tmp_path: Path) -> None:
    level = tmp_path / "Über \u202e 😀.toml"
    level.write_bytes((root / "levels" / "back-to-goal.toml").read_bytes())
    line = f"backheel rollout '{level}' --set technique=push --set target=A --n 5 --json"
    told = strictly(shell(root, line, PYTHONIOENCODING="cp1252").stdout)
    assert told["level"] == str(level)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e400", '"x"', "null", "true"])
def test_a_damaged_progress_file_makes_no_odd_json(
    value: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir(exist_ok=True)
    row = f'{{"won": true, "score": 3, "goal": 4, "seconds": {value}, "strength": 3}}'
    (home / "progress.json").write_text(f'{{"format": 1, "levels": {{"wall-drill": {row}}}}}')
    assert main(["levels", "--json"]) == 0
    assert strictly(capsys.readouterr().out.encode())["levels"]


def test_numbers_that_are_none_are_null_wherever_they_stand() -> None:
    odd = {"a": [float("nan"), (float("inf"), {"b": -float("inf")})], "c\udcff": "\ud800"}
    assert strict_json.dumps(odd) == '{"a": [null, [null, {"b": null}]], "c\\\\udcff": "\\\\ud800"}'


# Streams that are closed or full


@pytest.mark.parametrize(
    "command", ["levels", "levels --json", "--help", "rollout --help", "--version", "check levels"]
)
@pytest.mark.parametrize(("to", "why"), [(">&-", "closed"), ("> /dev/full", "no space")])
def test_output_that_nobody_can_take_is_one_line_and_1(command: str, to: str, why: str, root: Path) -> None:
    done = shell(root, f"backheel {command} {to}")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(b"backheel: standard output: expected")
    assert why.encode() in done.stderr.lower()


@pytest.mark.parametrize("to", ["2>&-", "2> /dev/full", "2>&- <&-"])
def test_without_standard_error_the_work_is_done(to: str, root: Path) -> None:
    assert strictly(shell(root, f"backheel levels --json {to}").stdout)["levels"]
    wrong = shell(root, f"backheel lvels {to}")
    assert (wrong.returncode, wrong.stdout) == (2, b"")


def test_all_streams_closed_is_quiet(root: Path) -> None:
    done = shell(root, "backheel levels >&- 2>&- <&-; echo $?")
    assert done.stdout == b"1\n"
    done = shell(root, "backheel check nowhere.toml 2>&1 >&-; echo $?")
    assert b"Traceback" not in done.stdout


def test_a_program_without_a_console_says_nothing_and_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["levels"]) == 1
    assert main(["lvels"]) == 2
    assert sys.stdout is None


def test_no_file_of_ours_gets_the_number_of_a_closed_stream(root: Path) -> None:
    code = "import os, game.storage.console as c; c.hold_places(); print(os.open('/dev/null', 0))"
    done = shell(root, f'exec {sys.executable} -c "{code}" <&- 2>&-')
    assert int(done.stdout) > 2


def test_files_on_a_full_disk_are_one_line(root: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("mounts a small disk")
    recorded(tmp_path / "one.bhr", steps=120)
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "none", disk], check=False).returncode:
        pytest.skip("no mounts here")
    try:
        done = shell(root, f"backheel export {tmp_path / 'one.bhr'} --out {disk / 'out'} --format kloppy")
    finally:
        subprocess.run(["umount", disk], check=True)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


# The environment


@pytest.mark.parametrize("name", ["/dev/full", "/", "no/such/folder/x", "FIFO", "\udcff"])
def test_a_trace_that_can_t_be_written_changes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if name == "FIFO":
        os.mkfifo(name)
    monkeypatch.setenv("BACKHEEL_TRACE", name)
    trace = Trace.from_environment()
    trace.note("begun", who="\ud800", share=float("nan"))
    trace.note("ended")
    trace.close()
    trace.close()


@pytest.mark.parametrize(
    ("text", "seed"),
    [("7", 7), (" 12 ", 12), ("²", None), ("٣", None), ("-1", None), ("1e3", None), ("", None),
     (str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("9" * 5000, None), ("0x10", None)],
)  # fmt: skip
def test_a_seed_of_the_environment_is_a_whole_number_or_none(
    text: str, seed: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKHEEL_SEED", text)
    assert seed_from_environment() == seed


# Files by folder, pattern, pipe


def test_check_takes_folders_and_patterns_that_no_shell_expanded(root: Path, tmp_path: Path) -> None:
    assert len(named_files(str(root / "levels"), ".toml", "level")) == len(
        list((root / "levels").rglob("*.toml"))
    )
    assert len(named_files(str(root / "levels" / "partner-*.toml"), ".toml", "level")) == 9
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    for name in ("one.toml", ".hidden.toml", "two[1].toml", "notes.txt"):
        (below / name).write_bytes((root / "levels" / "wall-drill.toml").read_bytes())
    assert [path.name for path in named_files(str(tmp_path), ".toml", "level")] == ["one.toml", "two[1].toml"]
    assert [path.name for path in named_files(str(tmp_path / "**" / "o*.toml"), ".toml", "level")] == [
        "one.toml"
    ]
    assert named_files(str(below / "two[1].toml"), ".toml", "level") == [below / "two[1].toml"]
    for name in (str(tmp_path / "x*.toml"), str(root / "game" / "core")):
        with pytest.raises(LevelError, match="expected"):
            named_files(name, ".toml", "level")
    done = shell(root, f"backheel check '{tmp_path}'")
    assert done.returncode == 0
    assert done.stdout.count(b": ok\n") == 2


@pytest.mark.parametrize("plan", ["-", "/dev/stdin", "<(cat)"])
def test_a_plan_comes_from_a_pipe(plan: str, root: Path) -> None:
    text = "technique = 'push'\\ntarget = 'A'\\n"
    line = f'printf "{text}" | backheel rollout back-to-goal --plan {plan} --n 5 --json'
    assert strictly(shell(root, line).stdout)["rows"][0]["plan"] == {"technique": "push", "target": "A"}


@pytest.mark.parametrize(
    "line",
    [
        "backheel rollout back-to-goal --plan - <&-",
        "backheel check - < /dev/null",
        "backheel match --headless --fixture - < /dev/zero",
    ],
)
def test_a_pipe_that_gives_nothing_or_too_much_is_one_line(line: str, root: Path) -> None:
    done = shell(root, line)
    assert done.returncode in (1, 2)
    assert (done.stderr + done.stdout).count(b"\n") == 1


def test_an_accent_of_two_characters_is_that_of_one(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "levels" / "back-to-goal.toml").read_text(encoding="utf-8")
    one, two = "Jos\u00e9", "Jose\u0301"
    level = tmp_path / "names.toml"
    level.write_text(text.replace('"A"', f'"{two}"'), encoding="utf-8")
    assert one in [player.id for player in load_level(level).players]
    for name in (one, two):
        args = [
            "rollout",
            str(level),
            "--set",
            "technique=push",
            "--set",
            f"target={name}",
            "--n",
            "5",
            "--json",
        ]
        assert main([*args, "--level-set", f"player.{two}.skill=0.5"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["completed"] >= 0.0
    level.write_text(text.replace('"A"', f'"{two}"').replace('"B"', f'"{one}"'), encoding="utf-8")
    with pytest.raises(LevelError, match="an id that no other player has"):
        load_level(level)


def test_the_package_starts_as_a_module(root: Path) -> None:
    done = shell(root, f"{sys.executable} -m game --version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"backheel ")


def test_the_help_of_rollout_imports_no_simulation(root: Path) -> None:
    code = (
        "import sys; from game.cli import main; main(['rollout', '--help']); sys.exit('numpy' in sys.modules)"
    )
    assert shell(root, f'{sys.executable} -c "{code}"').returncode == 0


# Text that steers terminals


def test_a_terminal_is_never_steered(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("red\x1b[31m \x9b2J \u202eleft\u2066\nnext\r line\x07")
    out = capsys.readouterr().out
    assert out == "red\\x1b[31m \\x9b2J \\u202eleft\\u2066\nnext\\r line\\x07\n"


@pytest.mark.parametrize(
    "args",
    [
        ["\x1b[31m"],
        ["level", "\x1b]0;pwned\x07"],
        ["rollout", "back-to-goal", "--set", "\x1b[2J=1"],
        ["rollout", "back-to-goal", "--level-set", "pitch.\x1b[2J=1"],
        ["check", "\u202egnp.toml"],
        ["watch", "\x9b31m"],
        ["match", "--headless", "--surface", "\x1b[31m"],
        ["levels", "--\x1b[31m"],
        ["match", "--n", "\x1b[31m"],
    ],
)
def test_no_argument_is_echoed_raw(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) in (1, 2)
    told = capsys.readouterr()
    assert all(letter.isprintable() or letter == "\n" for letter in told.out + told.err)


# Arguments' types


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (whole(), "²"), (whole(), "1.0"), (whole(), "9" * 5000), (whole(), "true"), (whole(1, 5), "6"),
        (number(), "nan"), (number(), "inf"), (number(), "1e400"), (number(0.0), "-1"), (number(), "½"),
        (one_of(["csv"]), "CSV"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_what_was_expected(read: Any, text: str) -> None:
    parser = Parser("x", "y")
    parser.add_argument("--size", type=read)
    with pytest.raises(UsageError, match=r"^--size: expected .+ \(got "):
        parser.read([f"--size={text}"])


def test_a_sweep_of_too_many_worlds_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    args = ["rollout", "back-to-goal", "--set", "technique=push", "--set", "target=A"]
    assert main([*args, "--sweep", "speed=4:16:0.01", "--n", "1000000"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
