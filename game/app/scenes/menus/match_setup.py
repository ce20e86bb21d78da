"""What kind of match it is to be."""

from __future__ import annotations

from typing import Final

from game.app.i18n import N_
from game.app.scenes.menus.kept_teams import kept_teams
from game.app.scenes.menus.set_up import GROUNDS, ON_OFF, PLAYED_BY, STRENGTHS, Choice, SetUpScene
from game.app.shell.context import Context
from game.scenario.fixture import Fixture, Side

MINUTES: Final = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0)
CHOICES: Final = (
    Choice("by", N_("Who plays"), PLAYED_BY, "people", N_("People choose their sides next.")),
    Choice(
        "a_side",
        N_("Players a side"),
        ((3, "3"), (4, "4"), (5, "5"), (6, "6")),
        5,
        N_("With the keeper, where there are keepers."),
    ),
    Choice(
        "goals",
        N_("Goals"),
        (("keepers", N_("With keepers")), ("small", N_("Small, no keepers"))),
        "keepers",
    ),
    Choice(
        "minutes",
        N_("Length"),
        tuple((m, N_("{n:.0f} min").format(n=m)) for m in MINUTES),
        6.0,
        N_("Both halves together; the clock stands while the ball is dead."),
    ),
    Choice(
        "boards",
        N_("Lines or boards"),
        ((False, N_("Lines")), (True, N_("Boards all round"))),
        False,
        N_("With boards the ball never goes out."),
    ),
    Choice(
        "quick",
        N_("Restarts"),
        ((True, N_("Quick")), (False, N_("By the book"))),
        True,
        N_("Quick: short waits, and a kick-in may be dribbled."),
    ),
    Choice("surface", N_("Ground"), GROUNDS, "dry", N_("A wet ball skids, a bumpy ground makes it hop.")),
    Choice(
        "limited_vision",
        N_("Limited vision"),
        ON_OFF,
        False,
        N_("Who is out of your player's sight fades to where you saw them last. Look around!"),
    ),
    Choice("offside", N_("Offside"), ON_OFF, False),
    Choice("golden_goal", N_("Golden goal"), ON_OFF, True, N_("After a draw the next goal wins.")),
    Choice(
        "red_strength",
        N_("{red}: computer players"),
        STRENGTHS,
        3,
        N_("How sharp their eyes are and how far they think ahead; they run no faster for it."),
    ),
    Choice(
        "blue_strength",
        N_("{blue}: computer players"),
        STRENGTHS,
        3,
        N_("The opponents where the computer plays, otherwise a person's team-mates."),
    ),
)


class MatchSetup(SetUpScene):
    """The choices of a match."""

    name = "match set-up"
    kind = "match"
    head = N_("Match")

    def __init__(self, context: Context) -> None:
        self.teams, told = kept_teams()
        if told:
            context.tell(told)
        super().__init__(context, [*CHOICES[:1], *self._team_choices(), *CHOICES[1:]])

    def _team_choices(self) -> list[Choice]:
        """Return the choice of a team for each side, where any are kept."""
        if not self.teams:
            return []
        values = (("", N_("None")), *((team.key, team.name) for team in self.teams))
        note = N_("One of your teams, with its kit and its players' names. Player, Teams makes them.")
        return [
            Choice("red_team", N_("{red}: team"), values, "", note),
            Choice("blue_team", N_("{blue}: team"), values, "", note),
        ]

    def sides(self, red: str, blue: str) -> dict[str, Side]:
        """Return both sides, as the teams that were chosen."""
        made = super().sides(red, blue)
        for name, side in made.items():
            team = next((t for t in self.teams if t.key == self.chosen.get(f"{name}_team")), None)
            if team is not None:
                made[name] = side.model_copy(
                    update={"name": team.name, "kit": team.kit, "players": team.players}
                )
        # Somebody who has no kit wears one that goes with a team's.
        kits = [made[name].kit in ("red", "blue") for name in ("red", "blue")]
        if kits == [False, True]:
            made["blue"] = made["blue"].model_copy(update={"kit": "sky"})
        return made

    def fixture(self, red: str, blue: str) -> Fixture:
        """Return what was chosen, with who controls each side."""
        keys = (
            "a_side",
            "goals",
            "minutes",
            "boards",
            "quick",
            "surface",
            "offside",
            "golden_goal",
            "limited_vision",
        )
        return Fixture.model_validate({key: self.chosen[key] for key in keys} | self.sides(red, blue))

    def play(self, red: str, blue: str, devices: list[str]) -> None:
        """Kick the match off."""
        self.context.nav.match(self.fixture(red, blue), self.seed(), devices or None)
