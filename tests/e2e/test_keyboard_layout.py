"""A German keyboard, chosen while the program runs: its keys are called what stands on them."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.e2e.screen import ROOT, Screen

LABELS = """
import subprocess, time, pygame
from game.app.input.devices import Devices
from game.app.input.keys import key_label
pygame.display.init(), pygame.font.init(), pygame.display.set_mode((300, 200))
devices, told = Devices(), []
for layout in ("us", "de", "fr"):
    subprocess.run(["setxkbmap", layout], check=True)
    until = time.monotonic() + 20.0
    now = None
    while time.monotonic() < until and (now is None or now in told):
        devices.poll(0.02)
        now = [key_label(getattr(pygame, "KSCAN_" + name)) for name in "Q Y SEMICOLON SLASH".split()]
        time.sleep(0.02)
    told.append(now)
    print(" ".join(now))
"""


def test_the_keys_are_called_as_the_chosen_layout_has_them(screen: Screen) -> None:
    if shutil.which("setxkbmap") is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)("setxkbmap is not installed")
    environment = {**os.environ, "DISPLAY": screen.display, "SDL_VIDEODRIVER": "x11", "PYTHONPATH": str(ROOT)}
    environment["PYTHONIOENCODING"] = "utf-8"
    told = subprocess.run(
        [sys.executable, "-c", LABELS], env=environment, capture_output=True, timeout=120, check=True
    )
    assert told.stdout.decode("utf-8").split("\n")[:3] == ["Q Y ; /", "Q Z Ö -", "A Y M !"]
