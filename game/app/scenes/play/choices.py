"""What people call the choices that a level offers."""

from game.app.i18n import N_, _

CHOICE_NAMES = {"pitch.surface": N_("Ground")}
CHOICE_WORDS = {
    "dry": N_("Dry grass"),
    "wet": N_("Wet grass"),
    "bumpy": N_("Bumpy grass"),
    "artificial": N_("Artificial turf"),
}
"""What people call a level's choices; a key or a value that isn't here stands as the file has it."""


def choice_name(key: str) -> str:
    """Return what a choice's key is called."""
    return _(CHOICE_NAMES[key]) if key in CHOICE_NAMES else key


def choice_words(value: str | int | float) -> str:
    """Return what a choice's value is called."""
    return _(CHOICE_WORDS[value]) if isinstance(value, str) and value in CHOICE_WORDS else str(value)
