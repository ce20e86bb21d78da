"""Kits can be told apart in grey and by eyes that see fewer colours: computed, not believed."""

import itertools
from functools import cache

import numpy as np
import pygame
import pytest

from game.app.render import parts
from game.app.render.kits import KITS, PALETTES, Kit, Pattern, strip_for, strip_of
from game.app.render.theme import Colour
from game.core.surfaces import SURFACES

# Machado, Oliveira and Fernandes (2009), full severity, in linear light.
VISION = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: Colour) -> np.ndarray:
    c = np.array(colour) / 255.0
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def luminance(light: np.ndarray) -> float:
    return float(light @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(a: np.ndarray, b: np.ndarray) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    t = to_xyz @ np.clip(light, 0.0, 1.0) / np.array([0.9505, 1.0, 1.089])
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(light: np.ndarray, vision: str) -> np.ndarray:
    return light if vision == "all" else np.clip(np.array(VISION[vision]) @ light, 0.0, 1.0)


@cache
def cloth(kit: Kit) -> np.ndarray:
    """The mean light of a shirt as it is drawn."""
    pygame.font.init()
    pen = parts.Pen(0.26, 120.0)
    parts.torso(pen, kit, "")
    pixels = pygame.surfarray.array3d(pen.surface)
    shirt = pygame.surfarray.array_alpha(pen.surface) > 250
    flat = pixels[shirt].reshape(-1, 3)
    flat = flat[~(flat == np.array(parts.OUTLINE)).all(axis=1)]
    return np.array([linear(tuple(c)) for c in flat[::37]]).mean(axis=0)


@pytest.mark.parametrize("palette", list(PALETTES))
@pytest.mark.parametrize("patterns", [True, False])
def test_the_two_sides_differ_in_grey_with_and_without_patterns(palette: str, patterns: bool) -> None:
    red, blue = (cloth(kit) for kit in strip_for(palette, patterns).players)
    assert contrast(red, blue) >= 3.0


@pytest.mark.parametrize("vision", ["all", *VISION])
@pytest.mark.parametrize("palette", list(PALETTES))
def test_the_two_sides_differ_to_every_eye(palette: str, vision: str) -> None:
    red, blue = (seen(cloth(kit), vision) for kit in strip_for(palette).players)
    assert contrast(red, blue) >= 2.7
    assert np.linalg.norm(lab(red) - lab(blue)) > 35


@pytest.mark.parametrize("vision", ["all", *VISION])
@pytest.mark.parametrize("palette", list(PALETTES))
def test_keepers_are_like_nobody_else(palette: str, vision: str) -> None:
    strip = strip_for(palette)
    bright = [seen(linear(kit.shirt), vision) for kit in strip.keepers]
    for keeper, kit in zip(bright, strip.keepers, strict=True):
        for other in strip.players:
            shirt = seen(linear(other.shirt), vision)
            apart = np.linalg.norm(lab(keeper) - lab(shirt))
            # Half of a keeper's shirt is dark, nobody else's is: that tells keepers where colours are near.
            assert apart > 22 or contrast(keeper, shirt) > 1.6, (kit.shirt, other.shirt)
        assert kit.pattern is Pattern.HALVES
        halves = (seen(linear(kit.shirt), vision), seen(linear(kit.second), vision))
        assert contrast(*halves) > 4.0
    assert all(kit.pattern is not Pattern.HALVES for kit in strip.players)


@pytest.mark.parametrize("palette", list(PALETTES))
def test_no_shirt_is_lost_on_any_grass(palette: str) -> None:
    strip = strip_for(palette)
    for kit, ground in itertools.product((*strip.players, *strip.keepers), SURFACES.values()):
        grass = lab((linear(ground.turf.base) + linear(ground.turf.band)) * 0.5)
        shirts = [linear(kit.shirt), linear(kit.second)] if kit.keeper else [cloth(kit)]
        assert max(np.linalg.norm(lab(shirt) - grass) for shirt in shirts) > 35


@pytest.mark.parametrize("palette", list(PALETTES))
def test_numbers_can_be_read_on_their_shirts(palette: str) -> None:
    strip = strip_for(palette)
    for kit in (*strip.players, *strip.keepers):
        assert (
            contrast(linear(kit.number), linear(kit.shirt)) > 3.0
            or contrast(linear(kit.number), linear(kit.second)) > 3.0
        )


def test_without_patterns_shirts_are_plain_and_an_unknown_palette_is_the_first() -> None:
    assert {kit.pattern for kit in strip_for("orange", False).players} == {Pattern.PLAIN}
    assert strip_for("no such") == strip_for("classic")


@pytest.mark.parametrize("red", list(KITS))
def test_any_two_kits_of_a_cup_can_be_told_apart_by_every_eye(red: str) -> None:
    for blue, vision in itertools.product(KITS, ["all", *VISION]):
        strip = strip_of(red, blue)
        home, away = (seen(cloth(kit), vision) for kit in strip.players)
        assert contrast(home, away) >= 2.7, (red, blue, vision)
        assert np.linalg.norm(lab(home) - lab(away)) > 35, (red, blue, vision)
        for keeper, kit in itertools.product(strip.keepers, strip.players):
            mine, other = (seen(linear(shirt), vision) for shirt in (keeper.shirt, kit.shirt))
            assert np.linalg.norm(lab(mine) - lab(other)) > 22 or contrast(mine, other) > 1.6, (red, blue)


def test_home_keeps_its_kit_and_sides_without_one_wear_the_palette() -> None:
    assert strip_of("navy", "black").players[0] == strip_for("orange").players[1]
    assert strip_of("red", "blue", "mono") == strip_for("mono")
