"""A level that is played in a lesson: the way out of it leads back to the lesson."""

from __future__ import annotations

from pathlib import Path

from game.app.i18n import N_
from game.app.scenes.play.level import Play
from game.app.shell.context import Context, Scene
from game.scenario.schema import Level


class LessonPlay(Play):
    """A lesson's level."""

    leave_label = N_("Back to the lesson")
    goes_on = False

    def __init__(self, context: Context, path: Path, level: Level, lesson: Scene, *, changed: bool) -> None:
        """Begin; a level that was ``changed`` isn't as its file says, so that its result is nobody's best."""
        self._lesson, self._changed = lesson, changed
        super().__init__(context, path, level)

    def leave(self) -> None:
        """Go back to the lesson."""
        self.context.back_to(self._lesson)

    def _finish(self) -> None:
        if self._changed:
            self.done_at = self.time
            self.context.sounds.play("whistle")
        else:
            super()._finish()
