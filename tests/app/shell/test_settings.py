import json
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pygame
import pytest

from game.app.input.actions import Action
from game.app.input.bindings import Bindings
from game.app.scenes.play.practice_layout import USUAL, Layout, last_plan
from game.app.shell.last_setups import keep_set_up, last_set_up
from game.app.shell.settings import Settings, changed, choices, load_settings, save_settings


def plain(settings: Settings) -> dict[str, object]:
    return {f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "bindings"}


def test_settings_come_back_as_they_were_kept() -> None:
    settings = Settings(text_size=1.15, game_speed=0.7, gaze_cone=False)
    assert save_settings(settings)
    assert load_settings() == (settings, None)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00\x01"])
def test_broken_settings_are_put_aside_and_told_once(home: Path, text: str) -> None:
    home.mkdir()
    (home / "settings.json").write_text(text)
    settings, notice = load_settings()
    assert settings == Settings()
    assert notice is not None
    assert (home / "settings.broken.json").read_text() == text
    assert load_settings() == (Settings(), None)


def test_a_strange_value_costs_only_itself(home: Path) -> None:
    home.mkdir()
    odd = {**plain(Settings(effects=0.25)), "text_size": 99, "gaze_cone": "yes", "unknown": 1}
    (home / "settings.json").write_text(json.dumps(odd))
    assert load_settings() == (Settings(effects=0.25), None)


@pytest.mark.parametrize("value", ["1" + 400 * "0", "true", "NaN", "-1e999", '"1"'])
def test_a_number_beyond_all_bounds_costs_only_itself(home: Path, value: str) -> None:
    home.mkdir()
    (home / "settings.json").write_text(f'{{"text_size": {value}, "game_speed": 1, "strength": 5}}')
    settings, _notice = load_settings()
    assert (settings.text_size, settings.game_speed) == (1.0, 1.0)


def test_settings_that_cannot_be_kept_stop_nothing(home: Path) -> None:
    home.write_text("a file where the folder should be")
    assert not save_settings(Settings())


def test_more_stops_at_the_end_and_yes_or_no_goes_round() -> None:
    assert changed(Settings(game_speed=1.0), "game_speed", 1).game_speed == 1.0
    assert changed(Settings(game_speed=0.5), "game_speed", -1).game_speed == 0.5
    assert changed(changed(Settings(), "gaze_cone", 1), "gaze_cone", 1) == Settings()


def test_changed_keys_and_buttons_come_back() -> None:
    bindings = Bindings().with_key("solo", Action.PUSH, pygame.KSCAN_B).with_button(1, Action.HEEL, "y")
    assert save_settings(Settings(bindings=bindings))
    kept = load_settings()[0].bindings
    assert kept.solo.of(Action.PUSH) == (pygame.KSCAN_B,)
    assert kept.pads[1].of(Action.HEEL) == ("y",)
    assert kept == bindings


def test_a_strange_binding_costs_only_itself(home: Path) -> None:
    home.mkdir()
    odd = {"bindings": {"solo": {"push": ["NO SUCH KEY"], "heel": ["B"]}, "pads": 7}, "effects": 0.25}
    (home / "settings.json").write_text(json.dumps(odd))
    settings, notice = load_settings()
    assert notice is None
    assert settings.effects == 0.25
    assert settings.bindings.solo.of(Action.PUSH) == Bindings().solo.of(Action.PUSH)
    assert settings.bindings.solo.of(Action.HEEL) == (pygame.KSCAN_B,)


def test_every_setting_but_the_keys_has_its_choices_and_its_default_among_them() -> None:
    for field in fields(Settings):
        if field.name != "bindings":
            assert getattr(Settings(), field.name) in choices(field.name)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_settings_that_cannot_be_read_are_not_written_over(home: Path, make: Callable[[Path], None]) -> None:
    home.mkdir()
    make(home / "settings.json")
    settings, notice = load_settings()
    assert settings == Settings()
    assert notice is not None
    told: list[str] = []
    assert not save_settings(Settings(effects=0.25), tell=told.append)
    assert len(told) == 1
    assert [file.name for file in home.iterdir()] == ["settings.json"]


def test_two_windows_keep_each_others_changes() -> None:
    """The first changes keys and language, then the second, which doesn't know of it, the volume."""
    save_settings(Settings())
    first = second = load_settings()[0]
    keys = first.bindings.with_key("solo", Action.PUSH, pygame.KSCAN_B).with_button(0, Action.HEEL, "y")
    assert save_settings(replace(first, bindings=keys, language="de"), first)
    assert save_settings(replace(second, effects=0.25), second)
    own = second.bindings.with_key("solo", Action.HEEL, pygame.KSCAN_N)
    assert save_settings(replace(second, bindings=own), second)
    kept = load_settings()[0]
    assert (kept.language, kept.effects) == ("de", 0.25)
    assert kept.bindings.solo.of(Action.PUSH) == (pygame.KSCAN_B,)
    assert kept.bindings.solo.of(Action.HEEL) == (pygame.KSCAN_N,)
    assert kept.bindings.pads[0].of(Action.HEEL) == ("y",)


def test_what_a_newer_version_keeps_is_kept(home: Path) -> None:
    save_settings(Settings())
    file = home / "settings.json"
    data = json.loads(file.read_text())
    data |= {"colour_filter": "mild", "text_size": 1.75}
    data["bindings"]["solo"]["wave"] = ["Q"]
    data["bindings"]["third"] = {"push": ["B"]}
    file.write_text(json.dumps(data))
    before = load_settings()[0]
    assert save_settings(replace(before, effects=0.25), before)
    kept = json.loads(file.read_text())
    assert (kept["colour_filter"], kept["text_size"], kept["effects"]) == ("mild", 1.75, 0.25)
    assert kept["bindings"]["solo"]["wave"] == ["Q"]
    assert kept["bindings"]["third"] == {"push": ["B"]}


def test_settings_saved_by_notepad_and_a_whole_number_are_understood(home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text('{"effects": 1, "language": "de"}', encoding="utf-16")
    assert load_settings() == (Settings(effects=1.0, language="de"), None)


def test_the_last_set_up_of_one_kind_leaves_the_others_alone(home: Path) -> None:
    assert keep_set_up("match", {"a_side": 4}) == ""
    data = json.loads((home / "set-ups.json").read_text())
    data["match"]["weather"] = "rain"
    data["league"] = {"rounds": 3}
    (home / "set-ups.json").write_text(json.dumps(data))
    assert keep_set_up("rondo", {"size": 9}) == ""
    assert keep_set_up("match", {"a_side": 5}) == ""
    assert last_set_up("match") == {"a_side": 5, "weather": "rain"}
    assert (last_set_up("rondo"), last_set_up("league")) == ({"size": 9}, {"rounds": 3})
    (home / "set-ups.json").write_text("{")
    assert last_set_up("match") == {}
    assert "set-ups.broken-1.json" in keep_set_up("match", {"a_side": 3})
    assert (home / "set-ups.broken-1.json").read_text() == "{"


def test_a_practice_pitch_is_not_written_over_what_is_none(home: Path) -> None:
    file = Layout(USUAL).file
    assert Layout(USUAL).keep() == ""
    assert Layout(USUAL[:2]).keep() == ""
    assert last_plan().things[:2] != ()
    assert [path.name for path in home.iterdir()] == ["practice.toml"]
    file.write_text("title = 'my own notes'")
    assert Layout(USUAL).keep() == ""
    assert (home / "practice.broken-1.toml").read_text() == "title = 'my own notes'"
    file.unlink()
    os.mkfifo(file)
    assert Layout(USUAL).keep() == "a device or pipe"
    assert file.is_fifo()
