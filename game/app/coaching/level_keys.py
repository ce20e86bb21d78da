"""Which keys a level's lesson needs, read off what the level asks for."""

from collections.abc import Sequence
from typing import Final

from game.app.i18n import N_, _
from game.app.input.actions import LOOKS, MOVES, Action
from game.app.input.bindings import Keymap
from game.app.input.devices import Devices
from game.app.widgets.big_keys import KeyGroup, labels_of
from game.scenario.links import LinkTable, SentenceTable
from game.scenario.plays import StepTable
from game.scenario.schema import Level

Need = tuple[tuple[Action, ...], str]
"""Keys that belong together, and what they do here."""
RUN: Final[Need] = (MOVES, N_("Run"))
POINT: Final[Need] = (MOVES, N_("Point"))
PASS: Final[Need] = ((Action.PUSH,), N_("Pass"))
HEEL: Final[Need] = ((Action.HEEL,), N_("Heel"))
SHOOT: Final[Need] = ((Action.SHOT,), N_("Shoot"))
LOOK: Final[Need] = (LOOKS, N_("Look"))
FAKE: Final[Need] = ((Action.FAKE,), N_("Stop the kick"))
SHIELD: Final[Need] = ((Action.SHIELD,), N_("Shield"))
PRESS: Final[Need] = ((Action.PUSH,), N_("Press"))
TACKLE: Final[Need] = ((Action.SHOT,), N_("Tackle"))
JOCKEY: Final[Need] = ((Action.SHIELD,), N_("Jockey"))
THROUGH: Final[Need] = ((Action.THROUGH,), N_("Ahead of them"))
ORDER: Final = (RUN, SHIELD, JOCKEY, POINT, PASS, HEEL, FAKE, THROUGH, SHOOT, PRESS, TACKLE, LOOK)
"""In which they are shown."""
LOOKED_AT: Final = frozenset({"dont-stare", "eyes-and-hips", "he-knows-you-by-now"})
"""Levels about the eyes whose files only ask for a pass."""


def needs_of(level: Level, name: str) -> tuple[Need, ...]:
    """Return the keys, the first thing first.

    Running and pointing go without saying where there is more to say.
    """
    table = level.objective
    if isinstance(table, SentenceTable):
        needs = [need for link in table.links for need in _of_link(link)]
    else:
        needs = [POINT, *{"push": [PASS], "backheel": [HEEL], "any": [PASS, HEEL]}[table.asked.technique]]
    sound = [need for step in level.sound for need in _of_step(step)]
    if HEEL in sound and PASS not in sound:
        needs = [need for need in needs if need is not PASS]  # any pass counts, and the heel is taught
    needs += sound
    if name in LOOKED_AT:
        needs.append(LOOK)
    found = dict.fromkeys(needs)
    if POINT in found:
        found.pop(RUN, None)  # the same keys
    return tuple(need for need in ORDER if need in found) or (RUN,)


def _of_step(step: StepTable) -> list[Need]:
    """Return what a step of the sound way asks of the hands."""
    needs: list[Need] = []
    if step.shield is not None:
        needs.append(SHIELD)
    if step.look is not None:
        needs.append(LOOK)
    if step.fake is not None:
        needs += [POINT, PASS, FAKE]
    if step.pass_ is not None:
        needs += [POINT, HEEL if step.pass_.technique == "backheel" else PASS]
    return needs


def _of_link(link: LinkTable) -> list[Need]:
    """Return what one link asks of the hands."""
    if link.by not in (None, "person"):
        return []
    event = link.event
    if event in ("pass", "strike", "board"):
        needs = [POINT, HEEL if link.technique == "backheel" else PASS]
        if link.ahead is not None:
            needs.append(THROUGH)
        if link.fooled or link.looked_at is not None or link.unseen is not None:
            needs.append(LOOK)
        return needs
    return {
        "carry": [RUN],
        "receive": [RUN],
        "keep": [SHIELD],
        "look": [LOOK],
        "fake": [POINT, PASS, FAKE],
        "goal": [POINT, SHOOT],
        "win": [RUN, TACKLE],
        "deny": [RUN, JOCKEY],
        "beat": [RUN],
        "offside": [RUN],
    }.get(event, [])


def groups_of(
    devices: Devices, needs: Sequence[Need], *, pad: bool, keymap: Keymap | None = None
) -> list[KeyGroup]:
    """Return the keys as they are bound on the device in use, or in the ``keymap`` of one of two people."""
    groups = []
    for actions, word in needs:
        labels = labels_of(devices, actions, pad=pad, keymap=keymap)
        cross = actions in (MOVES, LOOKS) and not pad
        if not labels and actions == LOOKS:  # half a keyboard has one key for the eyes
            labels, cross = labels_of(devices, (Action.EYES,), pad=pad, keymap=keymap), False
        if labels:
            groups.append(KeyGroup(labels, _(word), cross=cross))
    return groups
