"""The ``watch`` command without its window: what it says of a replay, and how it finds one."""

import json
from pathlib import Path

from game.analysis.replay.library import folder
from game.analysis.replay.model import digest_of, read_replay
from game.cli import main
from tests.analysis.replays import STEPS, recorded


def test_info_says_what_is_in_it(whole_replay: tuple[Path, str], capsys) -> None:
    assert main(["watch", str(whole_replay[0]), "--info"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Back to goal (level)" in told.out
    assert "P backheel" in told.out


def test_info_as_json(whole_replay: tuple[Path, str], capsys) -> None:
    assert main(["watch", str(whole_replay[0]), "--json", "--check"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["steps"], told["kind"], told["faults"], told["checked"]) == (STEPS, "level", [], True)
    assert told["digest"] == digest_of(read_replay(whole_replay[0]).header["data"])
    assert told["kicks"][0]["technique"] == "backheel"
    assert told["people"] == {"human1": 0}


def test_a_broken_file_is_still_told_of(copied_replay: Path, capsys) -> None:
    copied_replay.write_bytes(copied_replay.read_bytes()[:-700])
    assert main(["watch", str(copied_replay), "--json"]) == 2
    told = capsys.readouterr()
    report = json.loads(told.out)
    assert 0 < report["steps"] < STEPS
    assert report["faults"] == [told.err.removeprefix("backheel: ").strip()]


def test_a_replay_is_found_by_its_name_in_the_folder(home: Path, capsys) -> None:
    assert main(["watch", "last", "--info"]) == 2
    assert "expected a replay in" in capsys.readouterr().err
    folder().mkdir(parents=True)
    recorded(folder() / "a nice one.bhr", "wall-drill", 80)
    for name in ("last", "a nice one", "a nice one.bhr"):
        assert main(["watch", name, "--info"]) == 0
    assert main(["watch", "a nise one", "--info"]) == 2
    assert "did you mean a nice one" in capsys.readouterr().err
    assert main(["watch", "no\0name", "--info"]) == 2
