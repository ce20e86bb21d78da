"""The type of the fixture that lets frames go by."""

from collections.abc import Callable

Drive = Callable[..., None]
