"""Styles say how defenders differ: parameters of one mind, chosen by name in a level."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from game.core.maths import Floats


@dataclass(frozen=True, slots=True)
class Style:
    """One way to read and to act. All numbers are priors but where a source stands.

    Sharp eyes and good habits of reading make the difference between a novice and a veteran; nobody is
    quicker on their feet or knows more than they see.
    """

    delay: float = 0.16
    """Seconds from an event to the mind that knows it, usual 0.15 to 0.25."""
    blur: float = 1.0
    """Times that every direction seen is as noisy as to a good amateur; novices guess 7 to 10 points
    worse."""
    early: float = 1.0
    """Times that the noise is larger before a leg goes back: a player new to the game looks at the ball until
    then, and takes in later what others know already."""
    gaze: float = 1.0
    """Weight of where the passer looks."""
    body: float = 1.0
    """Weight of hips and shoulders."""
    plant: float = 1.0
    """Weight of the plant foot and of the swing: late, honest (Lopes 2014; Diaz)."""
    context: float = 1.0
    """Weight of who is open and near."""
    learning: float = 1.0
    """Rate, of the usual, at which the player takes in what this opponent does."""
    nerve: float = 0.62
    """Belief, 0 to 1, from which the player leaves their place for one lane before the ball is struck."""
    press: float = 1.0
    """How close the player goes to the carrier, as a share of the usual."""
    lead: float = 1.0
    """Share of the belief's weight in where the player stands while waiting: one who knows the game shades
    less, and has less to undo (experts start later than novices, read)."""


TAKEN_PAST = 2.0
"""1/s: shares of the usual distance to a carrier by which a ball taken past a defender comes nearer in a
second: 3 m/s over the 1.5 m at which carriers are kept (a prior)."""
STEPS_IN = 0.2
"""Seconds of a step and a leg to the ball once it is known where it goes (a prior). Whoever sees so late that
the usual distance doesn't last stands farther off: beginners know that they are late, and give room."""
STYLES: dict[str, Style] = {
    "novice": Style(delay=0.22, blur=1.2, early=2.5, gaze=1.2, body=0.8, plant=0.8, learning=0.4, nerve=0.60),
    "patient": Style(delay=0.16, nerve=0.82, lead=0.35),
    "gambler": Style(delay=0.15, nerve=0.46, gaze=1.2, press=0.8, lead=1.2),
    "ball_watcher": Style(
        delay=0.20, blur=2.0, gaze=0.2, body=0.2, plant=0.5, context=0.4, nerve=0.80, lead=0.3
    ),
    "veteran": Style(delay=0.14, blur=0.8, gaze=0.8, body=1.1, plant=1.2, learning=1.4, nerve=0.70, lead=0.5),
}
USUAL = "patient"


@dataclass(frozen=True, slots=True)
class Minds:
    """The styles of all players as arrays ``(players,)``."""

    delay: Floats
    reacts: Floats
    """``(players,)`` float64: seconds to know of a ball that flies at the player: a simpler thing than to
    follow play, and people differ less in it."""
    blur: Floats
    early: Floats
    gaze: Floats
    body: Floats
    plant: Floats
    context: Floats
    learning: Floats
    nerve: Floats
    press: Floats
    lead: Floats

    @classmethod
    def of(cls, names: Sequence[str | None], difficulty: float | Floats = 1.0) -> "Minds":
        """Return styles by name; ``difficulty`` scales what is seen (delay and blur), never speed or rules.

        Whoever sees later than the usual keeps more room to the carrier.
        1 is as written, 2 sees twice as sharp, 0.5 half as sharp and twice as late; one for all or
        ``(players,)``. Beyond 1 the delay goes with the root: nerves have their own time, and no training
        halves it. Raises KeyError for an unknown name.
        """
        chosen = [STYLES[name or USUAL] for name in names]
        arrays = {f.name: np.array([getattr(s, f.name) for s in chosen]) for f in fields(Style)}
        root = np.sqrt(difficulty)
        arrays["reacts"] = arrays["delay"] / root
        arrays["delay"] = arrays["delay"] / np.minimum(difficulty, root)
        arrays["blur"] = arrays["blur"] / difficulty
        room = np.maximum(TAKEN_PAST * (arrays["delay"] + STEPS_IN), 1.0)
        arrays["press"] = arrays["press"] * np.where(root < 1.0, room, 1.0)
        return cls(**arrays)
