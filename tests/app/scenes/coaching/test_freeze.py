"""A freeze stops play, asks, plays what was chosen and shows its thousand; limited vision fades."""

import tomllib
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app.defender_view.last_seen import LastSeen
from game.app.input.devices import Frame, Press
from game.app.scenes.coaching.freeze import WORLDS, FreezeScene
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.snapshot import see
from game.scenario.load import parse_level
from game.scenario.schema import Level
from game.scenario.start import start
from tests.app.drive import Drive

FROM_FILES = {"Frozen", "To whom?", "Push to A", "Heel to B"}
"""Words of the level below, which nobody translates."""
FROZEN = """
format = 1
title = "No look"
teaches = "See them from the corner of your eye. Look elsewhere."
pitch = { length = 30.0, width = 20.0 }
vision = { limited = true }
player = [
    { id = "P", team = "red", at = [0.0, 0.0], control = "human1" },
    { id = "A", team = "red", at = [8.0, 0.0], facing = 180.0 },
    { id = "B", team = "red", at = [-6.0, 0.0], facing = 0.0 },
]
ball = { holder = "P" }
objective = { kind = "complete_pass", count = 3 }

[[freeze]]
at = 0.5
ask = "To whom?"
options = [
    { say = "Push to A", plan = { technique = "push", target = "A" } },
    { say = "Heel to B", plan = { technique = "backheel", target = "B" } },
]
"""


@pytest.fixture
def level() -> Level:
    return parse_level(tomllib.loads(FROZEN), "frozen")


@pytest.fixture
def play(context: Context, drive: Drive, level: Level) -> Play:
    context.home(Title(context), Play(context, Path("frozen.toml"), level))
    drive(1.0)
    scene = context._stack[1]
    assert isinstance(scene, Play)
    return scene


def test_play_stops_and_asks(context: Context, drive: Drive, play: Play) -> None:
    assert isinstance(context.scene, FreezeScene)
    assert [entry.label for entry in context.scene.menu.entries] == ["1   Push to A", "2   Heel to B"]
    stopped = play.session.world.step
    drive(0.5)
    drive(0.05, None, Press.BACK)
    assert play.session.world.step == stopped == 30, "out of a question one comes by an answer"
    assert isinstance(context.scene, FreezeScene)


@pytest.mark.parametrize("key", [pygame.KSCAN_1, pygame.KSCAN_2])
def test_a_number_chooses_and_the_pass_is_played(
    context: Context, drive: Drive, play: Play, key: int
) -> None:
    drive(0.05, frame=Frame(raw_key=key))
    assert context.scene is play
    drive(2.5)
    receiver = play.session.world.ball.last_touch[0]
    assert receiver == (1 if key == pygame.KSCAN_1 else 2)


def test_afterwards_each_answers_thousand_is_shown(context: Context, drive: Drive, play: Play) -> None:
    drive(0.05, None, Press.ACCEPT)
    for _ in range(100):
        drive(0.1)
        if isinstance(context.scene, FreezeScene):
            break
    scene = context.scene
    assert isinstance(scene, FreezeScene)
    assert scene.answers
    rows = scene.asked.query.wait()
    assert [row.n for row in rows] == [WORLDS, WORLDS]
    assert rows[0].share > 0.9
    drive(0.05)
    drive(0.05, None, Press.ACCEPT)
    assert context.scene is play
    drive(1.0)
    assert context.scene is play, "and it is asked once"


def test_who_is_out_of_sight_fades_to_where_they_were_last_seen(level: Level) -> None:
    world = start(level, 0).world
    sight = LastSeen()
    sight.observe(see(world), [0])
    assert set(sight.hidden) == {2}, "B stands behind P"
    world.bodies.pos[0, 2] = (-6.0, 3.0)
    world.step += 60
    sight.observe(see(world), [0])
    assert sight.hidden[2].at == (-6.0, 0.0)
    assert sight.hidden[2].seconds == pytest.approx(1.0)
    world.bodies.gaze[0, 0] = np.pi
    sight.observe(see(world), [0])
    assert set(sight.hidden) == {1}
    world.bodies.gaze[0, 0] = 0.0
    sight.observe(see(world), [0])
    assert sight.hidden[2].at == (-6.0, 3.0), "and a look over the shoulder renews it"
