"""What a key or button can be for, and what each of it is called."""

from enum import StrEnum
from typing import Final

from game.app.i18n import N_


class Action(StrEnum):
    """What a key or button can be for. The same ones serve with the ball and without it."""

    UP = "up"
    LEFT = "left"
    DOWN = "down"
    RIGHT = "right"
    LOOK_UP = "look_up"
    LOOK_LEFT = "look_left"
    LOOK_DOWN = "look_down"
    LOOK_RIGHT = "look_right"
    PUSH = "push"
    """Push pass; press the carrier when the others have the ball."""
    HEEL = "heel"
    """Backheel; step into the lane."""
    SHOT = "shot"
    """Shot; tackle."""
    FAKE = "fake"
    """Break the swing off; call for the ball; guess early."""
    SPRINT = "sprint"
    SHIELD = "shield"
    """Shield; to the far foot while winding up; jockey."""
    THROUGH = "through"
    """Ahead of the receiver while winding up; otherwise send a team-mate on a run."""
    EYES = "eyes"
    """Lock the eyes on somebody; held with a direction, move them."""
    SWITCH = "switch"
    """Next player; while winding up, cut the follow-through short."""
    FOOT = "foot"
    MIND = "mind"
    RESTART = "restart"
    PAUSE = "pause"
    HELP = "help"
    FULLSCREEN = "fullscreen"


MOVES: Final = (Action.UP, Action.LEFT, Action.DOWN, Action.RIGHT)
LOOKS: Final = (Action.LOOK_UP, Action.LOOK_LEFT, Action.LOOK_DOWN, Action.LOOK_RIGHT)
CRAFTS: Final = (
    Action.PUSH,
    Action.HEEL,
    Action.SHOT,
    Action.FAKE,
    Action.SPRINT,
    Action.SHIELD,
    Action.THROUGH,
    Action.SWITCH,
    Action.EYES,
)
"""What both hands do in play."""
COMMON: Final = (Action.MIND, Action.RESTART, Action.PAUSE, Action.HELP, Action.FULLSCREEN)
"""What isn't one person's own."""

WORDS: Final[dict[Action, str]] = {
    Action.UP: N_("Up"),
    Action.LEFT: N_("Left"),
    Action.DOWN: N_("Down"),
    Action.RIGHT: N_("Right"),
    Action.LOOK_UP: N_("Look up"),
    Action.LOOK_LEFT: N_("Look left"),
    Action.LOOK_DOWN: N_("Look down"),
    Action.LOOK_RIGHT: N_("Look right"),
    Action.PUSH: N_("Push pass / press"),
    Action.HEEL: N_("Backheel / step into the lane"),
    Action.SHOT: N_("Shot / tackle"),
    Action.FAKE: N_("Fake: stop the kick / call / guess early"),
    Action.SPRINT: N_("Sprint"),
    Action.SHIELD: N_("Shield, far foot / jockey"),
    Action.THROUGH: N_("Into the run / send a run"),
    Action.SWITCH: N_("Next player / short follow-through"),
    Action.EYES: N_("Look at another / move the eyes"),
    Action.FOOT: N_("Kicking foot"),
    Action.MIND: N_("Show a defender's thoughts"),
    Action.RESTART: N_("Start again"),
    Action.PAUSE: N_("Pause"),
    Action.HELP: N_("How to play"),
    Action.FULLSCREEN: N_("Full screen"),
}
"""What a list of bindings calls them: with the ball / without it."""
