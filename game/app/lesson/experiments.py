"""What is played because the class asks for it: its own pass, the same elsewhere, the map of passes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.app.i18n import _
from game.app.lesson import reel
from game.app.lesson.board_state import BoardState
from game.app.lesson.boards import BoardRow
from game.app.lesson.proposal import Proposal, Variant
from game.app.lesson.reel import Clip, deciding_defender
from game.classroom.lesson.documents import level_of, option_level, option_plan
from game.classroom.lesson.prepare import Job, measured
from game.classroom.lesson.values import Request, Values, as_good, check_moments
from game.scenario.errors import LevelError
from game.scenario.load import apply_level_set
from game.storage.workers import Pool

SHOWN_PROPOSALS: Final = 3
"""Proposals of a part that a board has room for."""


class Experiment:
    """Some rows that are being played; their board once they are."""

    proposes = False
    """Whether its last row is a pass that the group proposed."""

    def __init__(self, title: str, says: list[tuple[str, Request]], values: Values, pool: Pool) -> None:
        self.title = title
        self._says, self._values = says, values
        faults = check_moments([request for _say, request in says])
        if faults:
            raise LevelError(faults)
        fresh = [request for _say, request in says if not values.ready([request])]
        tasks = [("row", request) for request in fresh]
        self._job = Job(pool, measured, None, tasks, lambda place, rows: values.take(rows), ahead=True)

    @property
    def failed(self) -> str:
        """What went wrong in a worker."""
        return self._job.failed

    @property
    def done(self) -> bool:
        """Whether every row is known."""
        return self._job.done

    def poll(self) -> None:
        """Take in what the workers have answered."""
        self._job.poll()

    def drop(self) -> None:
        """Forget it: nobody waits for it any more."""
        self._job.drop()

    def rows(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Return each answer's words and its row."""
        found = self._values.measure([request for _say, request in self._says])
        return [(say, row) for (say, _request), row in zip(self._says, found, strict=True)]

    def board(self, want: str, votes: list[tuple[int, ...]]) -> list[BoardRow]:
        """Return the board: values, and what the room had thought of the same answers."""
        rows = self.rows()
        goods = as_good([row for _say, row in rows], want)
        return [
            BoardRow(
                say,
                tuple(votes[k]) if k < len(votes) else (),
                row["completed"],
                tuple(row["completed_ci95"]),
                good,
            )
            for k, ((say, row), good) in enumerate(zip(rows, goods, strict=True))
        ]


def propose(state: BoardState, proposal: Proposal, values: Values, pool: Pool) -> Experiment:
    """Put the group's own pass beside the answers; raises LevelError where it can't be played."""
    document = state.document
    level = level_of(document)
    request = Request(level, document["at"], proposal.plan, document["n"], document["seed"], "plan")
    own = [*state.proposals.get(document["part"], []), (proposal.words, request)][-SHOWN_PROPOSALS:]
    experiment = Experiment(_("Your pass"), [*answers(state), *own], values, pool)
    state.proposals[document["part"]] = own
    experiment.proposes = True
    return experiment


def elsewhere(state: BoardState, variant: Variant, values: Values, pool: Pool) -> Experiment:
    """Return the same answers with something of the level changed."""
    changes = variant.level_set
    says = []
    for say, request in answers(state):
        level = apply_level_set(request.level, changes, "level_set") if changes else request.level
        says.append((say, Request(level, request.at, request.plan, request.n, request.seed, "plan")))
    return Experiment(variant.words, says, values, pool)


def answers(state: BoardState) -> list[tuple[str, Request]]:
    """Return the answers of the part's question as rows that can be played."""
    document, words = state.document, state.given.words
    at, n, seed = document.get("at", 0.0), document.get("n", 0), document.get("seed", 0)
    if document["kind"] == "choose" and not document.get("opinion"):
        return [
            (
                words(option["say"]),
                Request(option_level(document, k), at, option_plan(document, k), n, seed, "plan"),
            )
            for k, option in enumerate(document["options"])
        ]
    if document.get("plan"):
        return [
            (
                _("The pass of the question"),
                Request(level_of(document), at, document["plan"], n, seed, "plan"),
            )
        ]
    return []


def proposed_clip(state: BoardState, experiment: Experiment) -> Clip:
    """Return the commonest ending of the pass that the group proposed last."""
    document, level = state.document, level_of(state.document)
    say, row = experiment.rows()[-1]
    plan, ending = state.proposals[document["part"]][-1][1].plan, row["typical"][0]
    what = _(reel.ENDINGS[ending["outcome"]])
    caption = _("{say}: {what}, {count} of {n}", say=say, what=what, count=ending["count"], n=document["n"])
    who = deciding_defender(level, row)
    return Clip(caption, level, document["at"], plan, document["seed"], ending["world"], who)


class PassMap:
    """The what-if map of a part: what a pass like the best one makes to every place of the pitch."""

    def __init__(self, document: Mapping[str, Any], values: Values, pool: Pool) -> None:
        number = reel.best(document)
        self._arguments = (
            option_level(document, number),
            document["at"],
            option_plan(document, number),
            document["seed"],
        )
        self._values = values
        tasks = [] if values.has_map(*self._arguments) else [("map", *self._arguments)]
        self._job = Job(pool, measured, None, tasks, lambda place, rows: values.take(rows))

    def poll(self) -> dict[str, Any] | None:
        """Return the map, once it is made."""
        self._job.poll()
        if self._values.has_map(*self._arguments):
            return self._values.pass_map(*self._arguments)
        return None

    @property
    def failed(self) -> bool:
        """Whether it will never come."""
        return self._job.done and not self._values.has_map(*self._arguments)

    def drop(self) -> None:
        """Forget it: nobody waits for it any more."""
        self._job.drop()


def has_map(document: Mapping[str, Any]) -> bool:
    """Return whether a map belongs to a part: it asks for the passer's best plan."""
    options = document.get("options") or []
    plans = bool(options) and all(option.get("plan") for option in options)
    return document.get("kind") == "choose" and plans and document.get("want") == "most"
