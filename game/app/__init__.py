"""The game in a window: the only place for pygame."""

import os
import time

STARTED = time.perf_counter()

# Read when pygame and SDL start, so they are set before anything imports them.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
