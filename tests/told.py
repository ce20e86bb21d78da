"""A command carried out in the tests' own process, where only what it says counts."""

import subprocess
from collections.abc import Callable

Told = Callable[..., "subprocess.CompletedProcess[str]"]
"""The fixture ``told``: the words of a command to what it said and its exit code."""
