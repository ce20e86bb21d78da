"""What is shown of one defender's mind: sight and belief on the grass, and a note beside the play."""

from collections.abc import Mapping
from math import atan2

import pygame

from game.app.defender_view.model import Onlooker
from game.app.defender_view.note import draw_note
from game.app.defender_view.pitch_layer import BeliefLayer, draw_chosen, draw_commitment, draw_sight
from game.app.input.actions import Action
from game.app.input.devices import Devices
from game.app.render.camera import Point
from game.app.render.pitch_view import PitchView
from game.app.render.theme import Type
from game.app.snapshot import Seen
from game.core.state import Phase


class MindView:
    """Draws what an onlooker knows of the defender that was chosen."""

    def __init__(self) -> None:
        self._beliefs = BeliefLayer()

    def draw(
        self,
        screen: pygame.Surface,
        stage: PitchView,
        mind: Onlooker,
        seen: Seen,
        aims: Mapping[int, Point] | None = None,
    ) -> None:
        """Draw on the grass what the defender sees, believes and has made up their mind to.

        ``aims``: where people aim, by their players' numbers.
        """
        who = mind.who
        if who is None:
            return
        camera, type_, k = stage.camera, stage.type, stage.figures.k
        at = (float(seen.pos[who, 0]), float(seen.pos[who, 1]))
        draw_sight(screen, camera, type_, seen, who)
        draw_chosen(screen, camera, type_, at, k)
        shown, strength = mind.shown(seen.step)
        if shown is None:
            return
        x, y = (float(v) for v in seen.pos[shown.carrier])
        aim = (aims or {}).get(shown.carrier)
        # The pips of the weight stand on the far side of the aim.
        avoid = None if aim is None else atan2(y - aim[1], x - aim[0])
        self._beliefs.draw(screen, camera, type_, shown, mind.shown_names, seen, k, strength, avoid)
        if shown.left_for is not None:
            draw_commitment(screen, camera, type_, at, shown, k)

    def draw_note(
        self,
        screen: pygame.Surface,
        type_: Type,
        mind: Onlooker,
        seen: Seen,
        top: int,
        *,
        devices: Devices,
        pad: bool,
        card: pygame.Rect | None = None,
    ) -> None:
        """Draw the note about the thoughts, from ``top`` down and clear of ``card``."""
        if mind.who is None:
            return
        winding = mind.now is not None and int(seen.phase[mind.now.carrier]) == Phase.BACK
        at = mind.noted(seen.step, winding)
        past = mind.past if at is None else [*mind.before_contact[:-1], at]
        style = mind.styles[mind.who]
        bindings, contact = devices.bindings, at is not None
        key = (bindings.pads[0] if pad else bindings.shared).label(Action.MIND)
        who = mind.who
        draw_note(
            screen,
            type_,
            top,
            past,
            mind.shown_names,
            who,
            style,
            contact=contact,
            key=key,
            pad=pad,
            card=card,
        )
