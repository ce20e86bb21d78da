"""The words over a replay: what it is, when it was, and what happens with the ball just now."""

import pygame

from game.analysis.replay.bookmarks import GOOD, Kick
from game.analysis.replay.model import Replay
from game.app.i18n import N_, _, name_shown
from game.app.render.icons import panel, verdict
from game.app.render.theme import MUTED, PAPER, Role, Type
from game.core.intents import Technique
from game.scenario.phrases import UNNAMED, Name

_TECHNIQUES = {
    Technique.NONE: N_("ball"),
    Technique.PUSH: N_("push"),
    Technique.BACKHEEL: N_("heel"),
    Technique.SHOT: N_("shot"),
}
_OUTCOMES = {
    "completed": N_("{kicker}, {what}: {to} has it"),
    "intercepted": N_("{kicker}, {what}: {to} cuts it out"),
    "tackled": N_("{kicker}, {what}: {to} takes it"),
    "miscontrolled": N_("{kicker}, {what}: {to} can't control it"),
    "out": N_("{kicker}, {what}: out"),
    "goal": N_("{kicker}, {what}: goal"),
    "kept": N_("{kicker}, {what}: the ball comes back"),
    "open": N_("{kicker}, {what}"),
}


def kick_words(replay: Replay, kick: Kick) -> str:
    """Return ``P, heel: B has it``."""
    names = [name_shown(name) for name in replay.names]
    to = names[kick.to] if kick.to >= 0 else ""
    what = _(_TECHNIQUES[kick.technique])
    return _(_OUTCOMES[kick.outcome]).format(kicker=names[kick.player], what=what, to=to)


def title_shown(title: str) -> str:
    """Return what was played in the chosen language; sides without a name by what they wear."""
    red, v, blue = title.partition(" v ")
    if not v:
        return _(title)
    shown = [
        name_shown(Name(own, n)).strip() if own == UNNAMED[n] else own for n, own in enumerate((red, blue))
    ]
    return _("{red} v {blue}", red=shown[0], blue=shown[1])


def outcome_shown(outcome: str) -> str:
    """Return how a replay stands or ended, in the chosen language: ``3 of 5``; a score is the same in all."""
    n, of, every = outcome.partition(" of ")
    return _("{n} of {all}", n=n, all=every) if of else outcome


def date_words(replay: Replay) -> str:
    """Return ``2026-11-21 18:05``."""
    return str(replay.header["created"])[:16].replace("T", " ")


def draw_head(
    screen: pygame.Surface, type_: Type, replay: Replay, stands: str, at: int, kick: Kick | None
) -> int:
    """Draw title, date, how it stands and the kick under way at the top left; returns where that ends."""
    edge, inner = type_.px(16), type_.tx(14)
    width = type_.tx(300)
    title = type_.wrap(title_shown(str(replay.header["name"])), Role.STRONG, width - 2 * inner)[:2]
    under = date_words(replay) + (f"   {outcome_shown(stands)}" if stands else "")
    rows = len(title) * type_.height(Role.STRONG) + type_.height(Role.SMALL)
    height = 2 * inner + rows + type_.tx(4) + type_.height(Role.SMALL_STRONG)
    screen.blit(panel((width, height), type_.tx(14), alpha=205), (edge, edge))
    x, y = edge + inner, edge + inner - type_.tx(3)
    for line in title:
        screen.blit(type_.line(line, Role.STRONG, PAPER), (x, y))
        y += type_.height(Role.STRONG)
    room = width - 2 * inner
    screen.blit(type_.line(type_.fit(under, Role.SMALL, room), Role.SMALL, MUTED), (x, y))
    y += type_.height(Role.SMALL) + type_.tx(4)
    if kick is not None:
        known = at >= kick.end and kick.outcome != "open"
        size = type_.tx(17)
        screen.blit(verdict((kick.outcome in GOOD) if known else None, size), (x, y + type_.tx(3)))
        said = kick_words(replay, kick)
        if not known:
            said = said.partition(":")[0]
        said = type_.fit(said, Role.SMALL_STRONG, room - size - type_.tx(8))
        screen.blit(type_.line(said, Role.SMALL_STRONG, PAPER), (x + size + type_.tx(8), y))
    return edge + height
