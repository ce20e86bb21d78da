"""A level is made on the pitch: what is put down is a level, and what is taken away leaves one."""

import tomllib
from pathlib import Path

import pytest

from game.scenario.editing.draft import (
    Draft,
    Item,
    Spot,
    ball_at,
    empty_pitch,
    ids,
    level_of,
    spot_near,
    spots,
    what_is_missing,
)
from game.scenario.editing.edits import (
    add,
    add_player,
    copy_of,
    give_ball,
    move,
    put_ball,
    remove,
    resize,
    run_to,
    run_when,
    running,
    steer,
    turn,
)
from game.scenario.editing.history import History
from game.scenario.editing.references import rename_player
from game.scenario.level_paths import find, level_files


def made() -> Draft:
    draft = empty_pitch("Mine", "Pass.")
    draft = add_player(draft, "red", (-6.0, 0.0))
    draft = put_ball(draft, (-6.0, 0.3))
    draft = add_player(draft, "red", (5.0, 4.0))
    return add_player(draft, "blue", (0.0, 1.0))


def raw_of(name: str) -> Draft:
    return tomllib.loads(level_files()[name].read_text(encoding="utf-8"))


def test_what_is_missing_is_said_until_it_is_there() -> None:
    draft = empty_pitch("Mine", "Pass.")
    assert str(what_is_missing(draft)) == "Put a player on the pitch."
    draft = add_player(draft, "red", (0.0, 0.0))
    assert str(what_is_missing(draft)) == "Put the ball down, or give it to a player."
    draft = put_ball(draft, (0.0, 0.0))
    assert not what_is_missing(draft)
    draft = steer(draft, 0, "cpu")
    assert "you" in str(what_is_missing(draft))


def test_the_first_player_is_the_person_and_the_others_are_named_by_their_side() -> None:
    level = level_of(made(), "mine")
    assert [(p.id, p.control, p.team) for p in level.players] == [
        ("P", "human1", "red"),
        ("A", "cpu", "red"),
        ("D1", "cpu", "blue"),
    ]
    assert level.ball.holder == "P"
    assert level.players[2].facing == 180.0 - 0.0 or level.players[2].facing == -165.0


def test_nobody_is_put_on_anothers_feet_or_off_the_pitch() -> None:
    draft = made()
    assert add_player(draft, "red", (5.1, 4.1)) is draft
    assert move(draft, Spot(Item("player", 1), "at", (5.0, 4.0)), (-6.0, 0.1)) is draft
    assert move(draft, Spot(Item("player", 1), "at", (5.0, 4.0)), (99.0, 0.0))["player"][1]["at"] == [
        20.0,
        0.0,
    ]


@pytest.mark.parametrize("kind", ["cone", "wall", "zone", "goal"])
def test_what_stands_on_the_pitch_can_be_put_moved_copied_and_taken_away(kind: str) -> None:
    draft = add(made(), kind, (8.0, -3.0))
    level_of(draft, "mine")
    thing = Item(kind, 0)
    taken = [spot for spot in spots(draft) if spot.thing == thing]
    assert taken
    for spot in taken:
        level_of(move(draft, spot, (3.0, 2.0)), "mine")
    if kind != "goal":
        twice, second = copy_of(draft, thing)
        assert second == Item(kind, 1)
        level_of(twice, "mine")
    without = remove(draft, thing)
    assert kind not in without
    level_of(without, "mine")


def test_a_run_its_moment_and_its_end() -> None:
    draft = run_when(run_to(made(), 1, (9.0, 4.0)), 1, "strike")
    player = level_of(draft, "mine").players[1]
    assert player.run is not None
    assert player.run.to == (9.0, 4.0)
    assert player.run.when == "strike"
    assert level_of(run_when(draft, 1, "start"), "mine").players[1].runs_to == (9.0, 4.0)
    assert level_of(run_to(draft, 1, None), "mine").players[1].run is None


def test_a_player_turns_with_all_of_the_body_and_runs_the_way_they_face() -> None:
    draft = running(turn(made(), 1, 450.0), 1, 4.0)
    player = level_of(draft, "mine").players[1]
    assert player.facing == 90.0
    assert player.velocity == (0.0, 4.0)


def test_the_ball_goes_to_who_stands_there_and_stays_where_they_stood_when_they_go() -> None:
    draft = give_ball(made(), "A")
    assert ball_at(draft) == (5.0, 4.0)
    assert remove(draft, Item("player", 1))["ball"] == {"at": [5.0, 4.0]}


def test_a_smaller_pitch_brings_everybody_in() -> None:
    level_of(resize(add(made(), "wall", (15.0, 0.0)), 10.0, 8.0), "mine")


def test_of_two_things_at_one_place_the_one_on_top_is_taken() -> None:
    draft = add(made(), "zone", (5.0, 4.0))
    found = spot_near(draft, (5.1, 4.0), 0.8)
    assert found is not None
    assert found.thing == Item("player", 1)


def test_a_new_name_is_new_wherever_the_old_one_stood() -> None:
    draft = raw_of("third-man")
    rename_player(draft, "B", "Ben")
    level = level_of(draft, "third-man")
    assert "Ben" in [player.id for player in level.players]
    assert level.objective.links[1].by == "Ben"  # type: ignore[union-attr]
    assert level.sound[0].pass_ is not None
    assert level.sound[0].pass_.target == "Ben"


@pytest.mark.parametrize("name", sorted(level_files()))
def test_every_level_without_any_one_of_its_things_is_still_a_level(name: str) -> None:
    draft = raw_of(name)
    for spot in {spot.thing: spot for spot in spots(draft)}.values():
        if spot.thing.kind in ("ball", "mark") or (spot.thing.kind == "player" and len(ids(draft)) == 1):
            continue
        without = remove(draft, spot.thing)
        if spot.thing.kind == "wall" and "mark" in without.get("objective", {}):
            continue  # a mark lies on a wall: the editor says so
        level_of(without, f"{name} without {spot.thing}")


def test_each_change_is_taken_back_and_made_again_and_a_drag_is_one() -> None:
    history = History(made())
    before = history.now
    for x in (1.0, 2.0, 3.0):
        spot = Spot(Item("player", 1), "at", (0.0, 0.0))
        history.do(move(history.now, spot, (x, 4.0)), "move A")
    history.pause()
    history.do(turn(history.now, 1, 45.0), "turn")
    assert history.unsaved
    assert history.undo()
    assert history.now["player"][1]["at"] == [3.0, 4.0]
    assert history.undo()
    assert history.now == before
    assert not history.undo()
    assert history.redo()
    assert history.redo()
    assert not history.redo()
    assert history.now["player"][1]["facing"] == 45.0


def test_a_kept_level_is_written_where_it_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.scenario.editing.own import LevelFile, delete_own, own_levels

    monkeypatch.setenv("BACKHEEL_HOME", str(tmp_path))
    file = LevelFile().save(made())
    assert file.path is not None
    assert file.path.name == "mine.toml"
    assert [entry.title for entry in own_levels()[0]] == ["Mine"]
    assert find("mine") == file.path
    assert LevelFile().save(made()).path == file.path.with_name("mine-2.toml")
    file.path.write_text("title = 3", encoding="utf-8")
    moved = file.save(made())
    assert moved.path is not None
    assert moved.path.name == "mine-3.toml", "another program's text is not written over"
    assert any("mine.toml" in fault for fault in own_levels()[1])
    delete_own(moved.path)
    assert len(own_levels()[0]) == 1
