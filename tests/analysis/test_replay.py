"""Replays of levels that were really played: what is read back, and what is said of a broken file."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.analysis import replay_file as file
from game.analysis.replay import Replay, ReplayError, digest_of, read_replay
from game.analysis.replay_marks import Mark, kicks
from game.analysis.replay_playback import KEY_EVERY, Playback, changed_level, check
from game.analysis.replay_record import BEGINS_AFTER, EVERY, KEEP, Recorder, name_of
from game.analysis.replay_shelf import folder, glance, kept
from game.cli import main
from game.core.events import Kind
from game.core.intents import Technique, Wish
from game.rules.match import Match
from game.rules.rondo import Rondo
from game.rules.session import Session
from game.scenario.catalogue import TEACHING_ORDER, level_files
from game.scenario.fixture import RondoFixture, parse_fixture
from game.scenario.load import load_level
from tests.analysis.replays import recorded, somebodys_play

STEPS = 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A recorded level and the digest of the state at its end."""
    path = tmp_path_factory.mktemp("replays") / "whole.bhr"
    return path, recorded(path, steps=STEPS).world.digest()


@pytest.fixture
def copy(whole: tuple[Path, str], tmp_path: Path) -> Path:
    path = tmp_path / "copy.bhr"
    path.write_bytes(whole[0].read_bytes())
    return path


@pytest.mark.parametrize("think", [False, True])
def test_it_plays_back_to_the_last_bit_with_thoughts_and_without(
    whole: tuple[Path, str], think: bool
) -> None:
    replay = read_replay(whole[0])
    playback = Playback(replay, think=think)
    playback.go(replay.length)
    assert (replay.length, replay.faults, playback.differs) == (STEPS, (), None)
    assert playback.bout.world.digest() == whole[1]


def test_thoughts_on_playback_are_those_of_the_game(tmp_path: Path) -> None:
    def thoughts(session: Session) -> list[bytes]:
        assert session.crew.readers is not None
        beliefs = [belief.choices for belief in session.crew.readers.beliefs]
        assert any((choices.passes > 0.0).any() for choices in beliefs)
        return [part.tobytes() for c in beliefs for part in (c.keep, c.shoot, c.passes)]

    session = Session(load_level("back-to-goal"), 7)
    recorder = Recorder(session, into=tmp_path / "one.bhr")
    played = []
    for step, wish in zip(range(1, BEGINS_AFTER + 1), somebodys_play(), strict=False):
        recorder.note(session.advance({0: wish}))
        if step == 35:
            played = thoughts(session)
    recorder.close()
    playback = Playback(read_replay(tmp_path / "one.bhr"))
    playback.go(35)
    assert isinstance(playback.bout, Session)
    assert thoughts(playback.bout) == played


@pytest.mark.parametrize("name", TEACHING_ORDER)
def test_every_level_can_be_recorded_and_played_back(name: str, tmp_path: Path) -> None:
    session = recorded(tmp_path / "level.bhr", name, 90)
    replay = read_replay(tmp_path / "level.bhr")
    assert check(replay) == ""
    playback = Playback(replay, think=False)
    playback.go(replay.length)
    assert playback.bout.world.digest() == session.world.digest()


def test_any_step_is_the_same_from_wherever_one_comes(whole: tuple[Path, str]) -> None:
    replay = read_replay(whole[0])
    straight, about = Playback(replay), Playback(replay)
    about.prepare(lambda: False)
    assert about.ready == replay.length // KEY_EVERY * KEY_EVERY
    for step in (130, 12, 61, 60, 75, 0, 140):
        about.go(step)
        straight.go(0)
        while straight.at < step:
            straight.forward()
        assert about.at == step
        assert about.bout.world.digest() == straight.bout.world.digest(), step


def test_kicks_are_listed_with_what_became_of_them(whole: tuple[Path, str]) -> None:
    replay = read_replay(whole[0])
    playback = Playback(replay)
    struck = []
    while playback.at < replay.length:
        for rows in playback.forward():
            if rows.kind is Kind.STRIKE:
                struck += [(playback.at, int(player)) for player in rows.player]
    assert struck
    assert [(kick.step, kick.player) for kick in replay.kicks] == struck


# The file


def test_a_busy_half_minute_takes_little_room(whole: tuple[Path, str]) -> None:
    assert whole[0].stat().st_size < 20_000


def readable(path: Path) -> tuple[Replay | None, str]:
    """What can be read of a file, and what is said of it."""
    try:
        replay = read_replay(path)
    except ReplayError as error:
        return None, str(error)
    return replay, "; ".join(replay.faults)


def test_a_cut_file_plays_up_to_the_cut(whole: tuple[Path, str], copy: Path) -> None:
    data = whole[0].read_bytes()
    lengths = set()
    for cut in range(len(data) - 1, 0, -211):
        copy.write_bytes(data[:cut])
        replay, said = readable(copy)
        assert said.startswith(str(copy))
        if replay is None:
            continue
        (fault,) = replay.faults
        assert fault.startswith(f"{copy}: ")
        assert "\n" not in fault
        assert f"{replay.seconds:.1f} s of play can be watched" in fault
        lengths.add(replay.length)
    assert len(lengths) > 5
    assert max(lengths) == STEPS


def test_a_flipped_byte_anywhere_is_found(whole: tuple[Path, str], copy: Path) -> None:
    data = whole[0].read_bytes()
    for place in range(0, len(data), 97):
        copy.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        replay, said = readable(copy)
        assert said, place
        assert "\n" not in said
        assert replay is None or replay.length < STEPS or replay.summary is None


def test_what_is_before_a_flipped_byte_plays_as_it_was(whole: tuple[Path, str], copy: Path) -> None:
    data = bytearray(whole[0].read_bytes())
    data[-800] ^= 1
    copy.write_bytes(data)
    replay = read_replay(copy)
    assert 0 < replay.length < STEPS
    assert check(replay) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "expected a Backheel replay (got an empty file)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "expected a Backheel replay (got a file that begins with"),
        (b"title = 'no replay'\n", "expected a Backheel replay (got a file that begins with"),
        (file.MAGIC.replace(b"\r\n", b"\n") + bytes(9), "got one changed as if it were text"),
        (file.MAGIC, "cut off in its header"),
        (file.MAGIC + b"\xff" * 8, "header: expected at most 4 MB"),
        (file.MAGIC + bytes(8), "header: expected a JSON object"),
    ],
)
def test_a_foreign_file_is_named_in_one_line(data: bytes, said: str, tmp_path: Path, capsys) -> None:
    path = tmp_path / "foreign.bhr"
    path.write_bytes(data)
    with pytest.raises(ReplayError, match=r"foreign\.bhr: ") as caught:
        read_replay(path)
    assert said in str(caught.value)
    assert main(["watch", str(path), "--info"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err


def rewritten(path: Path, **changes: object) -> None:
    """The same chunks under a changed header."""
    with path.open("rb") as source:
        header = file.read_header(source, path)
        rest = source.read()
    with path.open("wb") as out:
        file.write_header(out, {**header, **changes})
        out.write(rest)


def test_a_newer_format_names_the_version_that_wrote_it(copy: Path, capsys) -> None:
    rewritten(copy, format=9, game="7.1")
    assert main(["watch", str(copy), "--info"]) == 2
    said = capsys.readouterr().err
    assert said == f"backheel: {copy}: format: expected 1 (got 9, written by backheel 7.1)\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": True}, "format: expected 1"),
        ({"seed": "x"}, "header: seed: expected a whole number"),
        ({"players": []}, "header: players: expected 1 to 64"),
        ({"players": [{"id": "P", "team": 7}]}, "header: players: expected 1 to 64"),
        ({"columns": ["flags", "nonsense"]}, "header: columns: expected names of"),
        ({"columns": [["flags"]]}, "header: columns: expected names of"),
        ({"columns": ["move_x"]}, "header: columns: expected names of"),
        ({"data": []}, "header: data: expected an object"),
    ],
)
def test_a_header_with_a_wrong_value_is_named(changes: dict, said: str, copy: Path, capsys) -> None:
    rewritten(copy, **changes)
    assert main(["watch", str(copy), "--info"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told


@pytest.mark.parametrize(
    "changes", [{"kind": "tennis"}, {"data": {}}, {"data": {"level": {"format": 1}}}, {"data": {"level": 3}}]
)
def test_a_set_up_that_nothing_can_begin_from_is_named(changes: dict, copy: Path, capsys) -> None:
    rewritten(copy, **changes)
    assert main(["watch", str(copy), "--check"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert all(line.startswith("backheel: ") for line in told.splitlines())


def test_a_step_that_differs_is_named_with_both_versions(copy: Path, capsys) -> None:
    # The same wishes on other ground: as if another version of the game played it back.
    with copy.open("rb") as source:
        header = file.read_header(source, copy)
    header["data"]["level"]["pitch"]["surface"] = "wet"
    rewritten(copy, game="0.0.1", python="3.99.0", source=None, data=header["data"])
    replay = read_replay(copy)
    playback = Playback(replay, think=False)
    playback.go(replay.length)
    assert playback.differs is not None
    assert playback.differs % EVERY == 0
    assert main(["watch", str(copy), "--check"]) == 2
    said = capsys.readouterr().err
    assert f"step {playback.differs} (" in said
    assert "backheel 0.0.1, Python 3.99.0" in said


def test_a_level_that_has_changed_is_named_and_plays_all_the_same(tmp_path: Path, capsys) -> None:
    level = tmp_path / "mine.toml"
    level.write_text(level_files()["wall-drill"].read_text(encoding="utf-8"), encoding="utf-8")
    session = Session(load_level(level))
    path = tmp_path / "mine.bhr"
    recorder = Recorder(session, level, into=path)
    for _ in range(100):
        recorder.note(session.advance({0: Wish()}))
    recorder.close()
    assert changed_level(read_replay(path)) == ""
    assert main(["watch", str(path), "--info"]) == 0
    capsys.readouterr()
    text = level.read_text(encoding="utf-8")
    level.write_text(text.replace("title = ", 'title = "Another" # ', 1), encoding="utf-8")
    assert main(["watch", str(path), "--info"]) == 2
    told = capsys.readouterr()
    assert "The wall drill" in told.out
    assert told.err.count("\n") == 1
    assert "mine.toml as it was played (got a changed one)" in told.err
    assert check(read_replay(path)) == ""


def test_an_older_file_without_a_newer_column_plays(copy: Path) -> None:
    with copy.open("rb") as source:
        header = file.read_header(source, copy)
    columns = header["columns"]
    replay = read_replay(copy)
    keep = [n for n, name in enumerate(columns) if not name.startswith("dive_to")]
    path = copy.with_name("old.bhr")
    with path.open("wb") as out:
        file.write_header(out, {**header, "columns": [columns[n] for n in keep]})
        steps = replay.steps[:, keep]
        digest = replay.digests[replay.length]
        file.write_steps(out, file.Played(0, steps, digest, {}), steps[:1] * 0)
        file.write_end(out, {"steps": len(steps)})
    old = read_replay(path)
    assert old.faults == ()
    assert (old.steps == replay.steps).all()


# Recording


def test_a_process_that_is_killed_loses_a_second_at_most(tmp_path: Path) -> None:
    """Another process plays and is killed without warning; what it had played a second ago is in the file."""
    path = tmp_path / "killed.bhr"
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "from tests.analysis.replays import somebodys_play\n"
        "from game.analysis.replay_record import Recorder\n"
        "from game.rules.session import Session\n"
        "from game.scenario.load import load_level\n"
        "session = Session(load_level('back-to-goal'), 7)\n"
        "recorder = Recorder(session, into=Path(sys.argv[1]))\n"
        "for wish in somebodys_play():\n"
        "    recorder.note(session.advance({0: wish}))\n"
        "    print(session.world.step, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(root)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert process.stdout is not None
    played = 0
    while played < 200:
        played = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    rest = process.stdout.read().splitlines()
    process.stdout.close()
    played = max(played, *(int(line) for line in rest[:-1] or [0]))
    replay = read_replay(path)
    assert replay.summary is None
    assert replay.length >= played - 60
    assert len(replay.faults) == 1
    assert check(replay) == ""


def test_a_level_begun_again_gets_a_file_of_its_own(home: Path) -> None:
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session, level_files()["wall-drill"])
    for _ in range(BEGINS_AFTER + 5):
        recorder.note(session.advance({0: Wish()}))
    session.restart()
    for _ in range(BEGINS_AFTER + 40):
        recorder.note(session.advance({0: Wish()}))
    session.restart()
    for _ in range(BEGINS_AFTER - 1):
        recorder.note(session.advance({0: Wish()}))
    recorder.close()
    replays = [read_replay(path) for path in kept()]
    assert sorted(replay.length for replay in replays) == [BEGINS_AFTER + 5, BEGINS_AFTER + 40]
    assert all(replay.faults == () and replay.path.parent == home / "replays" for replay in replays)


def test_a_glance_tells_what_a_list_shows(whole: tuple[Path, str], copy: Path) -> None:
    seen = glance(whole[0])
    assert (seen.title, seen.kind, seen.problem) == ("Back to goal", "level", "")
    assert seen.seconds == pytest.approx(STEPS / 60)
    assert seen.outcome == read_replay(whole[0]).outcome
    copy.write_bytes(copy.read_bytes()[:-500])
    assert glance(copy).problem == "broken off"
    copy.write_bytes(b"not at all")
    assert "expected a Backheel replay" in glance(copy).problem
    assert glance(copy).title == "copy"


def test_the_oldest_replays_go(home: Path) -> None:
    folder().mkdir(parents=True)
    for number in range(KEEP + 5):
        old = folder() / f"old {number}.bhr"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    (folder() / "a letter.txt").write_text("mine")
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session)
    for _ in range(BEGINS_AFTER):
        recorder.note(session.advance({0: Wish()}))
    recorder.close()
    names = [path.name for path in kept()]
    assert len(names) == KEEP
    assert recorder.path is not None
    assert names[0] == recorder.path.name
    assert "old 6.bhr" in names
    assert "old 5.bhr" not in names
    assert (folder() / "a letter.txt").exists()


def test_a_disk_that_takes_nothing_ends_the_recording_and_not_the_play(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "replays").write_text("in the way")
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session)
    for _ in range(BEGINS_AFTER * 2):
        recorder.note(session.advance({0: Wish()}))
    recorder.close()
    assert recorder.problem
    assert session.world.step == BEGINS_AFTER * 2


def test_recording_changes_nothing(tmp_path: Path) -> None:
    session = recorded(tmp_path / "with.bhr", steps=120)
    without = Session(load_level("back-to-goal"), 7)
    for _, wish in zip(range(120), somebodys_play(), strict=False):
        without.advance({0: wish})
    assert without.world.digest() == session.world.digest()


def test_a_file_is_named_for_people_and_for_every_disk() -> None:
    from datetime import datetime

    when = datetime(2026, 11, 21, 18, 5, 9)
    assert name_of(when, "Back to goal") == "2026-11-21 18.05.09 Back to goal.bhr"
    assert name_of(when, 'a/b\\c: "?*<|>. ') == "2026-11-21 18.05.09 a b c.bhr"
    assert name_of(when, "///") == "2026-11-21 18.05.09 play.bhr"


# The command


def test_info_says_what_is_in_it(whole: tuple[Path, str], capsys) -> None:
    assert main(["watch", str(whole[0]), "--info"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Back to goal (level)" in told.out
    assert "P backheel" in told.out


def test_info_as_json(whole: tuple[Path, str], capsys) -> None:
    assert main(["watch", str(whole[0]), "--json", "--check"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["steps"], told["kind"], told["faults"], told["checked"]) == (STEPS, "level", [], True)
    assert told["digest"] == digest_of(read_replay(whole[0]).header["data"])
    assert told["kicks"][0]["technique"] == "backheel"
    assert told["people"] == {"human1": 0}


def test_a_broken_file_is_still_told_of(copy: Path, capsys) -> None:
    copy.write_bytes(copy.read_bytes()[:-700])
    assert main(["watch", str(copy), "--json"]) == 2
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


def test_no_header_reveals_whose_machine_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    level = tmp_path / "mine.toml"
    level.write_text(level_files()["wall-drill"].read_text(encoding="utf-8"), encoding="utf-8")
    session = Session(load_level(level))
    recorder = Recorder(session, level, into=tmp_path / "x.bhr")
    for _ in range(BEGINS_AFTER):
        recorder.note(session.advance({0: Wish()}))
    recorder.close()
    assert read_replay(tmp_path / "x.bhr").header["source"] == str(Path("~") / "mine.toml")
    assert str(tmp_path).encode() not in (tmp_path / "x.bhr").read_bytes()


# Every kind of bout


def test_a_match_with_a_change_of_player_plays_back(tmp_path: Path) -> None:
    fixture = parse_fixture({"a_side": 3, "red": {"control": "human1"}}, "test")
    match = Match(fixture, 4)
    recorder = Recorder(match, into=tmp_path / "match.bhr")
    seated = []
    for step, wish in zip(range(150), somebodys_play(), strict=False):
        recorder.note(match.advance({match.people["human1"]: wish}))
        seated.append(dict(match.people))
        if step == 80:
            match.switch("human1", (-1.0, 0.0))
    recorder.close()
    replay = read_replay(tmp_path / "match.bhr")
    assert replay.header["kind"] == "match"
    assert replay.outcome == "0 : 0"
    assert [replay.steered(step + 1) for step in range(150)] == seated
    assert len({tuple(people.values()) for people in seated}) > 1
    playback = Playback(replay)
    playback.go(150)
    assert playback.differs is None
    assert playback.bout.world.digest() == match.world.digest()
    assert playback.bout.people == match.people


def test_a_pass_is_judged_by_the_sides_as_they_were() -> None:
    """In a rondo men change sides: the same two men are together once and against each other later."""

    def mark(step: int, kind: Kind, player: int, side: int) -> Mark:
        return Mark(step, kind, player, -1, Technique.PUSH, side)

    together = [mark(10, Kind.STRIKE, 0, 0), mark(40, Kind.CONTROL, 3, 0)]
    apart = [mark(90, Kind.STRIKE, 0, 0), mark(120, Kind.CONTROL, 3, 1)]
    assert [kick.outcome for kick in kicks([*together, *apart])] == ["completed", "intercepted"]


def test_a_rondo_plays_back(tmp_path: Path) -> None:
    rondo = Rondo(RondoFixture(), 3)
    recorder = Recorder(rondo, into=tmp_path / "rondo.bhr")
    for _ in range(120):
        recorder.note(rondo.advance({}))
    recorder.close()
    replay = read_replay(tmp_path / "rondo.bhr")
    assert replay.header["kind"] == "rondo"
    playback = Playback(replay, think=False)
    playback.go(120)
    assert playback.differs is None
    assert playback.bout.world.digest() == rondo.world.digest()
