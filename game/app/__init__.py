"""The game in a window: the only place for pygame."""

import os
import time

STARTED = time.perf_counter()

# Read when pygame is imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
