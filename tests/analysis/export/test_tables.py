"""Exports of a level that was really played, read back by whoever reads such files."""

import csv
import json
import math
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from game.analysis.export.tables import VERSION, Export, export
from game.analysis.export.writers import ExportError, write
from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.cli import main
from game.core.events import Events, Strike
from tests.analysis.replays import recorded

STEPS = 300


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replays") / "whole.bhr"
    recorded(path, steps=STEPS)
    return path


@pytest.fixture(scope="module")
def whole(replay: Path) -> Export:
    return export(read_replay(replay))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_every_step_is_what_the_playback_shows(replay: Path, whole: Export) -> None:
    playback = Playback(read_replay(replay))
    players = len(playback.replay.ids)
    for step in (0, 1, 137, STEPS):
        playback.go(step)
        world = playback.playable.world
        assert whole.steps["step"][step] == step
        assert whole.steps["ball_x"][step] == world.ball.pos[0, 0]
        assert whole.steps["ball_vz"][step] == world.ball.vel[0, 2]
        here = slice(step * players, (step + 1) * players)
        assert whole.bodies["team"][here].tolist() == ["red", "red", "red", "blue", "blue"]
        assert (whole.bodies["x"][here] == world.bodies.pos[0, :, 0]).all()
        assert (whole.bodies["vy"][here] == world.bodies.vel[0, :, 1]).all()
        for heading in ("hips", "trunk", "gaze"):
            assert (whole.bodies[heading][here] == getattr(world.bodies, heading)[0]).all()
    assert len(whole.steps["step"]) == STEPS + 1
    assert len(whole.bodies["step"]) == (STEPS + 1) * players
    assert whole.difference == ""


def test_beliefs_add_up_to_one(whole: Export) -> None:
    beliefs = whole.beliefs
    chances = sum(beliefs[name] for name in beliefs if name.startswith(("push_", "heel_")))
    assert len(beliefs["step"]) > 100
    assert np.allclose(beliefs["keep"] + beliefs["shoot"] + chances, 1.0)
    assert {"D1", "D2"} <= set(beliefs["viewer"])
    assert (beliefs["viewer"] != beliefs["carrier"]).all()


def test_a_strike_has_everything_the_foot_did(whole: Export) -> None:
    strike = np.flatnonzero(whole.events["kind"] == "strike")[0]
    assert whole.events["technique"][strike] == "backheel"
    assert whole.events["speed_off"][strike] > 1.0
    assert (whole.bodies["phase"] == "forward").any()
    shared, points = {f.name for f in fields(Events)}, {"offset", "sweet"}
    missing = {f.name for f in fields(Strike)} - shared - points - set(whole.events)
    assert missing == set()
    assert 0.0 < whole.events["skill"][strike] <= 1.0
    assert list(whole.events)[-2:] == ["skill", "turned"], "columns are appended"


def test_csv_reads_as_written(whole: Export, tmp_path: Path) -> None:
    write(whole, tmp_path, "csv")
    steps, bodies = rows(tmp_path / "steps.csv"), rows(tmp_path / "bodies.csv")
    assert len(steps) == STEPS + 1
    assert float(steps[200]["ball_x"]) == pytest.approx(whole.steps["ball_x"][200], abs=1e-6)
    assert steps[0]["holder"] == "P"
    assert {row["player"] for row in bodies} == {"P", "A", "B", "D1", "D2"}
    assert math.isclose(float(bodies[-1]["gaze"]), whole.bodies["gaze"][-1], abs_tol=1e-6)
    about = json.loads((tmp_path / "about.json").read_text(encoding="utf-8"))
    assert about["export_version"] == VERSION
    assert about["steps_per_second"] == 60
    assert "origin at the centre spot" in about["frame"]
    assert about["orientation"].startswith("static: red attacks toward +x")
    assert about["periods"] == [
        {"number": 1, "first_step": 0, "last_step": STEPS, "seconds_played": STEPS / 60}
    ]
    assert (about["score"], about["pitch"]["goals"]) == ({"red": 0, "blue": 0}, [])
    assert about["pitch"]["sizes"]["goal_width"] < 7.32
    assert {row["phase"] for row in steps} <= {"play", "out"}
    assert [steps[60][name] for name in ("period", "clock", "live")] == ["1", "1", "1"]
    assert sorted(about["files"]) == ["beliefs.csv", "bodies.csv", "events.csv", "steps.csv"]


def test_npz_is_exact_and_needs_numpy_alone(whole: Export, tmp_path: Path) -> None:
    write(whole, tmp_path, "npz")
    with np.load(tmp_path / "replay.npz", allow_pickle=False) as arrays:
        for name, table in whole.tables.items():
            for column, values in table.items():
                assert arrays[f"{name}_{column}"].tobytes() == values.tobytes(), column
        assert json.loads(str(arrays["about"]))["replay"]["name"] == "Back to goal"


def test_parquet_holds_the_same(whole: Export, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write(whole, tmp_path, "parquet")
    table = parquet.read_table(tmp_path / "bodies.parquet")
    assert table.column_names == list(whole.bodies)
    assert table["x"].to_numpy().tobytes() == whole.bodies["x"].tobytes()
    assert json.loads(table.schema.metadata[b"backheel"])["export_version"] == VERSION


def test_parquet_without_its_package_says_how_to_get_it(
    whole: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"backheel\[parquet\]"):
        write(whole, tmp_path, "parquet")


# The command


def test_the_command_writes_and_tells(replay: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "new" / "folder"
    assert main(["export", str(replay), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"]["steps"] == STEPS + 1
    assert all(Path(file).is_file() for file in told["files"])
    assert main(["export", str(replay), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--force" in said
    assert main(["export", str(replay), "--out", str(out), "--force"]) == 0


def test_what_is_readable_of_a_cut_replay_is_written(replay: Path, tmp_path: Path, capsys) -> None:
    cut = tmp_path / "cut.bhr"
    cut.write_bytes(replay.read_bytes()[:-900])
    assert main(["export", str(cut), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "can be watched" in said
    assert 60 < len(rows(tmp_path / "out" / "steps.csv")) < STEPS


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--out", "FILE"], "--out: expected a folder"),
        (["--out", "FILE/below"], "--out: expected a folder"),
        (["--out", "new", "--format", "xlsx"], "--format: expected one of"),
        (["--out", "no\0name"], "--out: expected a folder"),
        ([], "--out"),
    ],
)
def test_a_wrong_argument_is_one_line(
    args: list[str], said: str, replay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("FILE").write_text("x")
    assert main(["export", str(replay), *args]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told
