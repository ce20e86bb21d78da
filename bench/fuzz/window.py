"""The program's screens on a display that nobody sees, each drawn once."""

from typing import Any, Final

from bench.fuzz.trial import Trial

SCREENS: Final = ("title", "modes", "levels", "options", "controls", "match", "rondo", "replays", "howto")


def look_around(at: Trial, *names: str, change: bool = False) -> None:
    """Open the program in this trial's home and draw each screen; ``change``: a setting is changed too."""
    from game.app import main
    from game.app.input.buttons import Frame, Press

    def tour(context: Any) -> list[Any]:
        for name in names:
            context.push(screen(name, context))
            for presses in ((), (Press.DOWN,), (Press.RIGHT,), ()):
                main.one_frame(
                    context, Frame(presses=presses if change or presses != (Press.RIGHT,) else ()), 1 / 60
                )
        return []

    with at.guarded(f"window {', '.join(names)}"):
        if main.run(tour) != 0:
            at.wrong("the window doesn't open")


def screen(name: str, context: Any) -> Any:
    """A screen by name."""
    from game.app.scenes.menus.howto import HowTo
    from game.app.scenes.menus.levels import Levels
    from game.app.scenes.menus.match_setup import MatchSetup
    from game.app.scenes.menus.modes import Modes
    from game.app.scenes.menus.options import Options
    from game.app.scenes.menus.rebind import Controls
    from game.app.scenes.menus.rondo_setup import RondoSetup
    from game.app.scenes.menus.title import Title
    from game.app.scenes.replay.library import Replays

    makers: dict[str, Any] = {
        "title": Title, "modes": Modes, "levels": Levels, "options": Options, "controls": Controls,
        "match": MatchSetup, "rondo": RondoSetup, "replays": Replays, "howto": HowTo,
    }  # fmt: skip
    return makers[name](context)
