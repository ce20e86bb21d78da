"""An X server of the tests' own, and the program started on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Program, Screen, Start, command


@pytest.fixture(scope="module")
def screen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """Of 1280 x 720, or of a module's ``SCREEN``: a small window is drawn in a fraction of the time."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            # Where everything is to be tried nothing is left out in silence.
            (pytest.fail if "CI" in os.environ else pytest.skip)(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("screen")
    reads, writes = os.pipe()
    width, height = getattr(request.module, "SCREEN", (1280, 720))
    size = ("-screen", "0", f"{width}x{height}x24")
    # With -displayfd the server picks a free display and says so when it takes connections.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), *size, "-fbdir", str(folder), "-nolisten", "tcp"],
        pass_fds=[writes],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Start]:
    """Starts the program with arguments and environment, on the screen, in a home of its own."""
    running: list[Program] = []

    def begin(*arguments: str, seed: int = 5, **environment: str) -> Program:
        trace, errors = (tmp_path / f"{name}-{len(running)}" for name in ("trace", "errors"))
        env = {k: v for k, v in os.environ.items() if k != "SDL_VIDEODRIVER"}
        env |= {"DISPLAY": screen.display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        env |= {"BACKHEEL_HOME": str(tmp_path / "home")}
        env |= {"BACKHEEL_TRACE": str(trace), "BACKHEEL_SEED": str(seed)}
        env |= environment
        with errors.open("wb") as stderr:
            process = subprocess.Popen([*command(), *arguments], env=env, cwd=tmp_path, stderr=stderr)
        running.append(Program(screen, process, trace, errors))
        return running[-1]

    yield begin
    for program in running:
        if program.process.poll() is None:
            program.process.kill()
        program.process.wait()
