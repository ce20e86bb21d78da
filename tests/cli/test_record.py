"""``--record DIR``: a replay of each match and rondo that is played without a window, by real commands."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.analysis.replay.check import check
from game.analysis.replay.model import read_replay
from game.cli import main
from game.cli.match import Cameras
from game.cli.recordings import Recordings
from game.rules.match.match import Match
from tests.rules.matches import fixture

MAIN = str(Path(__file__).resolve().parents[2] / "main.py")


def backheel(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, MAIN, *words], capture_output=True, text=True, cwd=folder, check=False
    )


def files_in(folder: Path) -> list[str]:
    """Their names, sorted."""
    return sorted(file.name for file in folder.iterdir())


def test_each_match_of_a_batch_has_a_replay_that_plays_as_it_was_played(tmp_path: Path) -> None:
    """Three matches side by side for four seconds: each file, played by itself, has its world's end."""
    match = Match(fixture(), 3, 3, first=7)
    kept = Recordings(str(tmp_path / "new" / "folder"), "match", 7, 3)
    cameras = Cameras(match, kept)
    for _ in range(240):
        cameras.observe(match.advance({}))
    cameras.close()
    files = sorted(kept.folder.iterdir())
    assert [file.name for file in files] == ["match-007.bhr", "match-008.bhr", "match-009.bhr"]
    for number, file in enumerate(files):
        replay = read_replay(file)
        assert replay.faults == ()
        assert (replay.set_up.seed, replay.set_up.world, replay.length) == (3, 7 + number, 240)
        last = match.world.take(np.array([number])).digest()
        assert replay.digests[240] == bytes.fromhex(last)[:16]
        assert check(replay).differences == ()


def test_rondos_are_kept_watched_explained_and_exported(tmp_path: Path) -> None:
    words = ("rondo", "--headless", "--points", "1", "--turn-passes", "2", "--n", "2", "--json")
    done = backheel(*words, "--record", "kept", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    names = [row["replay"] for row in json.loads(done.stdout)["rondos"]]
    assert names == files_in(tmp_path / "kept") == ["rondo-seed-000.bhr", "rondo-seed-001.bhr"]
    first = str(tmp_path / "kept" / names[0])
    for words in (
        ("watch", first, "--check"),
        ("explain", first, "--pass", "1", "--worlds", "50"),
        ("export", first, "--out", "tables"),
    ):
        told = backheel(*words, folder=tmp_path)
        assert (told.returncode, told.stderr) == (0, ""), words
    assert (tmp_path / "tables" / "events.csv").stat().st_size > 100


def test_a_match_is_kept_to_its_end_under_its_own_world(tmp_path: Path) -> None:
    words = (
        "match",
        "--headless",
        "--a-side",
        "3",
        "--minutes",
        "0.5",
        "--no-golden-goal",
        "--strength",
        "1",
    )
    done = backheel(*words, "--n", "2", "--json", "--record", "kept", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for row in json.loads(done.stdout)["matches"]:
        told = backheel("watch", str(tmp_path / "kept" / row["replay"]), "--info", "--json", folder=tmp_path)
        info = json.loads(told.stdout)
        red, blue = row["score"]
        assert (info["finished"], info["outcome"], info["world"]) == (True, f"{red} : {blue}", row["world"])
        assert info["seconds"] == pytest.approx(row["log"][-1]["seconds"], abs=0.05)
        assert row["replay"] == f"match-seed-0-world-{row['world']:03d}.bhr"


def test_a_folder_that_cannot_be_had_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is played: the line comes at once. What stands there is not touched."""
    file = tmp_path / "file"
    file.write_text("mine")
    there = tmp_path / "there"
    there.mkdir()
    (there / "rondo-seed-001.bhr").write_text("mine")
    for where, said in (
        (file, f"--record: expected a folder, {file} (got a file)"),
        (file / "in", f"--record: expected a folder that can be written to, {file / 'in'} (got: "),
        ("", "--record: expected a folder (got no name of one)"),
        (there, f"--record: expected a folder without rondo-seed-001.bhr ({there} has it, and nothing is"),
    ):
        assert main(["rondo", "--headless", "--n", "3", "--record", str(where)]) == 2
        shown = capsys.readouterr()
        assert shown.err.startswith(f"backheel: {said}")
        assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert file.read_text() == (there / "rondo-seed-001.bhr").read_text() == "mine"
    assert files_in(there) == ["rondo-seed-001.bhr"]
    assert main(["match", "--record", str(there)]) == 2
    assert capsys.readouterr().err == "backheel: --record: expected together with --headless\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is POSIX's")
def test_a_disk_that_is_full_ends_it_with_a_line(tmp_path: Path) -> None:
    """Here a limit of 2 kB a file, which a replay soon reaches."""
    words = f"'{sys.executable}' '{MAIN}' rondo --headless --points 3 --seed 1 --record kept"
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 4; exec {words}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 1
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert done.stderr.startswith(
        "backheel: kept/rondo-seed-001.bhr: The replay can't be kept on this disk ("
    )
