"""The teams that are kept, for menus: those whose kits are known here."""

from game.app.i18n import _
from game.app.render.kits import KITS, split_kit
from game.storage.teams import Team, load_teams


def kept_teams() -> tuple[tuple[Team, ...], str]:
    """Return the teams, and what is to be told where they can't be read."""
    try:
        teams, aside = load_teams()
    except OSError as error:
        return (), _("The teams can't be read ({why}).", why=error.strerror or str(error))
    told = _("The teams couldn't be understood: kept as {file}.", file=aside) if aside else ""
    return tuple(team for team in teams if split_kit(team.kit)[0] in KITS), told
