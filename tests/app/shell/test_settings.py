import json
from dataclasses import fields
from pathlib import Path

import pygame
import pytest

from game.app.input.bindings import Action, Bindings
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
