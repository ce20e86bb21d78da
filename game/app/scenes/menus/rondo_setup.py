"""What kind of keep-ball it is to be."""

from __future__ import annotations

from typing import Final

from game.app.i18n import N_
from game.app.scenes.menus.set_up import GROUNDS, ON_OFF, PLAYED_BY, STRENGTHS, Choice, SetUpScene
from game.app.shell.context import Context
from game.scenario.fixture import RondoFixture

CHOICES: Final = (
    Choice("by", N_("Who plays"), PLAYED_BY, "people", N_("People choose their sides next.")),
    Choice(
        "keepers",
        N_("Who keep the ball"),
        ((4, N_("4 against 2")), (5, N_("5 against 2"))),
        4,
        N_("One side keeps it, the other hunts it; they swap when the ball is lost."),
    ),
    Choice(
        "size",
        N_("Square"),
        tuple((float(m), f"{m} m") for m in (8, 9, 10, 11, 12, 14, 16)),
        11.0,
        N_("Smaller is harder for those who keep it."),
    ),
    Choice(
        "one_touch",
        N_("One touch"),
        ON_OFF,
        False,
        N_("Every pass must be played first time: hold a strike button while the ball comes."),
    ),
    Choice("heel_only", N_("Heels only"), ON_OFF, False, N_("A pass with anything else loses the ball.")),
    Choice(
        "points",
        N_("Points to win"),
        ((5, "5"), (10, "10"), (15, "15"), (20, "20")),
        10,
        N_("One for each pass between the two hunters, and one for a full turn of passes."),
    ),
    Choice(
        "minutes",
        N_("Time"),
        (
            (1.0, N_("1 min")),
            (2.0, N_("2 min")),
            (4.0, N_("4 min")),
            (6.0, N_("6 min")),
            (10.0, N_("10 min")),
        ),
        4.0,
    ),
    Choice("surface", N_("Ground"), GROUNDS, "dry"),
    Choice(
        "red_strength",
        N_("First side's computer players"),
        STRENGTHS,
        3,
        N_("How sharp their eyes are and how far they think ahead; they run no faster for it."),
    ),
    Choice("blue_strength", N_("Second side's computer players"), STRENGTHS, 3),
)


class RondoSetup(SetUpScene):
    """The choices of a rondo."""

    name = "rondo set-up"
    kind = "rondo"
    head = N_("Rondo")

    def __init__(self, context: Context) -> None:
        super().__init__(context, CHOICES)

    def fixture(self, red: str, blue: str) -> RondoFixture:
        """Return what was chosen, with who controls each side."""
        keys = ("keepers", "size", "one_touch", "heel_only", "points", "minutes", "surface")
        return RondoFixture.model_validate({key: self.chosen[key] for key in keys} | self.sides(red, blue))

    def play(self, red: str, blue: str, devices: list[str]) -> None:
        """Begin the first turn."""
        self.context.nav.rondo(self.fixture(red, blue), self.seed(), devices or None)
