"""What a level leaves to whoever plays it, as lines of the pause menu."""

from collections.abc import Callable, Mapping

from game.app.i18n import N_, _
from game.app.widgets.focus_list import FocusItem
from game.scenario.plays import ChoiceTable

CHOICE_NAMES = {"pitch.surface": N_("Ground")}
CHOICE_WORDS = {
    "dry": N_("Dry grass"),
    "wet": N_("Wet grass"),
    "bumpy": N_("Bumpy grass"),
    "artificial": N_("Artificial turf"),
}
"""What people call a level's choices; a key or a value that isn't here stands as the file has it."""

Value = str | int | float


def choice_entry(
    choice: ChoiceTable, chosen: Mapping[str, Value], choose: Callable[[str, Value], None]
) -> FocusItem:
    """Return a choice's line; ``chosen`` is asked for its value each time it is drawn."""
    values = choice.values

    def value() -> str:
        return _words(chosen.get(choice.key, values[0]))

    def change(by: int) -> None:
        now = values.index(chosen.get(choice.key, values[0]))
        choose(choice.key, values[(now + by) % len(values)])

    name = _(CHOICE_NAMES[choice.key]) if choice.key in CHOICE_NAMES else choice.key
    return FocusItem(name, lambda: change(1), value, change)


def _words(value: Value) -> str:
    """Return what a choice's value is called."""
    return _(CHOICE_WORDS[value]) if isinstance(value, str) and value in CHOICE_WORDS else str(value)
