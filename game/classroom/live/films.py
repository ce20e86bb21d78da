"""Films for phones: a reading's motions, typical endings, recorded once and kept."""

import threading
from collections.abc import Mapping
from typing import Any, TypeAlias

from game.classroom.lesson.documents import level_of, option_level, option_plan
from game.classroom.lesson.moments import frames_of
from game.classroom.report.pictures import shown
from game.classroom.report.sentences import OUTCOMES
from game.classroom.session.results import Row
from game.classroom.words import WordBook
from game.scenario.schema import Level

Take: TypeAlias = tuple[Level, float, Row, int, int, float | None]


class PhoneFilms:
    """Every film of a lesson, recorded when it is asked for or by somebody else before."""

    def __init__(self, documents: Mapping[int, Row], words: WordBook) -> None:
        self._documents, self._words = documents, words
        self._known: dict[tuple[int, str], Row] = {}
        self._recording = threading.Lock()

    def ahead(self, part: int) -> list[str]:
        """Return what phones will ask for in a part and nobody has recorded yet."""
        document = self._documents[part]
        wanted = [f"read {trial['trial']}" for trial in document.get("trials", [])]
        for k, option in enumerate(document.get("options", [])):
            wanted += [f"option {k} {ending['world']}" for ending in option.get("typical") or []]
        return [which for which in wanted if (part, which) not in self._known]

    def film(self, part: int, which: str) -> Row:
        """Return a recorded motion: ``read TRIAL`` up to its stop, ``option K WORLD``, ``watch K WORLD``."""
        key = (part, which)
        with self._recording:
            if key not in self._known:
                self._known[key] = self._recorded(self._documents[part], which.split())
            return self._known[key]

    def _recorded(self, document: Row, which: list[str]) -> Row:
        take = self.take_of(document, which)
        return self._finished(document, take, frames_of(*take))

    @staticmethod
    def take_of(document: Mapping[str, Any], which: list[str]) -> Take:
        """Return what has to be played for a film: level, moment, plan, seed, world, and where it stops."""
        level, until, seed = level_of(document), None, document["seed"]
        number = int(which[1])
        if which[0] == "read":
            trial = document["trials"][number - 1]
            plan, world, until = trial["plan"], trial["world"], trial["stop"]
        elif which[0] == "watch":
            plan, world = document["plans"][number]["plan"], int(which[2])
        else:
            level, plan, world = option_level(document, number), option_plan(document, number), int(which[2])
        return level, document["at"], plan, seed, world, until

    @staticmethod
    def _finished(document: Mapping[str, Any], take: Take, film: Row) -> Row:
        """Return a film as phones get it; a reading's doesn't tell how it went on."""
        if take[-1] is not None:
            film.update(outcome=None, contact=None)
        return {**film, "scene": shown(document["scene"], film)}

    def keep(self, part: int, which: str, film: Row) -> None:
        """Keep a film that somebody else has recorded."""
        document = self._documents[part]
        self._known[(part, which)] = self._finished(document, self.take_of(document, which.split()), film)

    def endings(self, part: int, k: int) -> list[Row]:
        """Return the typical endings of an option."""
        document, words = self._documents[part], self._words
        option = document["options"][k]
        found = []
        for ending in option.get("typical") or []:
            film = self.film(part, f"option {k} {ending['world']}")
            text = words(
                "{what}: {count} of {n}",
                what=words(OUTCOMES[ending["outcome"]]),
                count=ending["count"],
                n=document["n"],
            )
            found.append({"text": text, **film})
        return found
