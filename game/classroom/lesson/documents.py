"""A lesson made ready: each part as one document with its moment, its options and what they are worth.

A document is plain data. The session log keeps it, so that a report and a lesson that is taken up again need
nothing else.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from game.classroom.lesson.load import Lesson, LoadedPart, Option, level_named, text_of
from game.classroom.lesson.moments import meets_of, remembered, rest_of, scene_of
from game.classroom.lesson.plan_words import plan_words
from game.classroom.lesson.schema import (
    AskingPart,
    ChoosePart,
    EstimatePart,
    MomentPart,
    PlayPart,
    PointPart,
    ReadPart,
    WatchPart,
    WritePart,
)
from game.classroom.lesson.trials import schedule
from game.classroom.lesson.values import Progress, Request, Values, as_good, facts
from game.classroom.words import WordBook
from game.scenario.load import apply_level_set, parse_level
from game.scenario.schema import Level, PlanTable

Document = dict[str, Any]

DIFFERENT: Final = 4
"""Written plans that the room is asked about."""


def plain(plan: PlanTable) -> dict[str, Any]:
    """Return a plan as its file has it."""
    return plan.model_dump(exclude_unset=True)


def digest(value: object) -> str:
    """Return a digest of plain data."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def documents(lesson: Lesson, values: Values, progress: Progress | None = None) -> list[Document]:
    """Return every part made ready; long: each option is played ``n`` times unless that was done before."""
    values.measure(requests_of(lesson), progress)
    return [document_of(part, lesson, values) for part in lesson.parts]


def requests_of(lesson: Lesson) -> list[Request]:
    """Return every row that a lesson's parts need and that is known before it is given."""
    found: list[Request] = []
    for part in lesson.parts:
        table, where = part.table, f"{lesson.path.name}: part #{part.number}"
        if isinstance(table, ChoosePart):
            for k, option in enumerate(part.options, 1):
                plans = [option.plan] if option.plan is not None else [plain(p) for p in table.against]
                found += [_request(part, option, plan, f"{where}.options #{k}.plan") for plan in plans]
        elif isinstance(table, EstimatePart) and table.plan is not None:
            found.append(_of_part(part, plain(table.plan), f"{where}.plan"))
        elif isinstance(table, WatchPart):
            found += [_of_part(part, plan, f"{where}.plan") for plan in _watched(table)]
    return found


def _watched(table: WatchPart) -> list[dict[str, Any]]:
    return [plain(plan) for plan in ((table.plan,) if table.plan is not None else table.plans)]


def _request(part: LoadedPart, option: Option, plan: Mapping[str, Any], where: str) -> Request:
    table = part.table
    assert isinstance(table, MomentPart)
    assert option.level is not None
    return Request(option.level, part.at, plan, table.n, table.seed, where)


def _of_part(part: LoadedPart, plan: Mapping[str, Any], where: str) -> Request:
    table = part.table
    assert isinstance(table, MomentPart)
    assert part.level is not None
    return Request(part.level, part.at, plan, table.n, table.seed, where)


def document_of(part: LoadedPart, lesson: Lesson, values: Values) -> Document:
    """Return one part made ready."""
    table = part.table
    said: Document = {
        "part": part.number,
        "kind": part.kind,
        "ask": part.ask,
        "text": text_of(table),
        "reveal": table.reveal,
        "minutes": table.minutes,
        "optional": table.optional,
        "rounds": part.rounds,
        "seconds": table.seconds if isinstance(table, AskingPart | ReadPart) else None,
        "level": part.level_name,
    }
    if part.level is not None and isinstance(table, MomentPart | PlayPart):
        said["level_set"] = table.level_set
        said["level_document"] = _dump(part.level)
        said["level_digest"] = digest(said["level_document"])
        said["at"] = part.at
        said["scene"] = scene_of(part.level, part.at)
    if isinstance(table, MomentPart):
        said["n"], said["seed"] = table.n, table.seed
    if isinstance(table, AskingPart):
        said["because"] = list(table.because)
        said["between"] = table.between
        said["reveal_after"] = table.reveal_after
        said["discuss"] = table.discuss
        if table.between == "look" and part.level is not None:
            before = level_named(part.level_name, lesson.path, lesson.path.name)
            said["first_scene"] = remembered(said["scene"], scene_of(before, part.at))
    for kind, fill in _FILL:
        if isinstance(table, kind):
            fill(said, part, lesson, values)
    return said


def level_of(document: Mapping[str, Any]) -> Level:
    """Return the level of a part, with the part's changes."""
    return parse_level(document["level_document"], "level")


def option_level(document: Mapping[str, Any], number: int) -> Level:
    """Return the level on which one of a part's options is played; ``number`` from 0."""
    level, option = level_of(document), document["options"][number]
    own = {k: v for k, v in option.get("level_set", {}).items() if k not in document["level_set"]}
    return apply_level_set(level, own, "level_set") if own else level


def option_plan(document: Mapping[str, Any], number: int) -> Document:
    """Return the plan of an option, or the passer's best reply to it."""
    option = document["options"][number]
    plan: Document = option["plan"] or option["reply"]
    return plan


def _dump(level: Level) -> dict[str, Any]:
    return level.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _choose(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table = part.table
    assert isinstance(table, ChoosePart)
    said.update(want=table.want, opinion=table.opinion, from_write=table.from_write)
    said["options"] = [
        {
            "say": option.say,
            "plan": option.plan,
            "level_set": option.level_set,
            **_worth(part, option, table, values),
        }
        for option in part.options
    ]
    judge(said)


def _worth(part: LoadedPart, option: Option, table: ChoosePart, values: Values) -> dict[str, Any]:
    """Return an option's value; a way to defend is worth what the passer's best answer to it makes."""
    if option.level is None or table.opinion:
        return {"value": None, "value_ci95": None}
    plans = [option.plan] if option.plan is not None else [plain(p) for p in table.against]
    reply = None
    if table.replies is not None and option.plan is None:
        plans = [values.reply(option.level, part.at, table.replies, table.seed)]
    rows = values.measure([_request(part, option, plan, "plan") for plan in plans])
    best = max(range(len(rows)), key=lambda k: rows[k]["completed"])
    if option.plan is None:
        reply = plans[best]
    return {**facts(rows[best]), "reply": reply, "scene": scene_of(option.level, part.at)}


def judge(said: Document) -> None:
    """Say of each option whether it is as good as the best, and what it gives away."""
    rows = said["options"]
    if said.get("opinion") or not rows or any(row["value"] is None for row in rows):
        for row in rows:
            row.update(good=None, given_away=None)
        return
    best = (max if said["want"] == "most" else min)(row["value"] for row in rows)
    for row, good in zip(rows, as_good(rows, said["want"]), strict=True):
        row["good"] = good
        row["given_away"] = 0.0 if good else 100.0 * abs(best - row["value"])


def _estimate(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table = part.table
    assert isinstance(table, EstimatePart)
    said.update(own=table.own, value=None, value_ci95=None, plan=None)
    if table.truth is not None:
        said["value"] = table.truth / 100.0
    elif not table.own:
        assert part.level is not None
        plan = (
            plain(table.plan)
            if table.plan is not None
            else values.reply(part.level, part.at, table.replies or 0, table.seed)
        )
        (row,) = values.measure([_of_part(part, plan, "plan")])
        said.update(facts(row), plan=plan)


def _point(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table, level = part.table, part.level
    assert isinstance(table, PointPart)
    assert level is not None
    plan = None if table.plan is None else plain(table.plan)
    said.update(plan=plan, within=table.within, truth=None, right=None, map=None)
    truth = table.truth if table.truth is not None else table.right
    if table.as_pass or truth == "value":
        assert plan is not None
        said["map"] = values.pass_map(level, part.at, plan, table.seed)
    elif isinstance(truth, str):
        said["truth"] = _place(truth, said, part, plan, table.seed)
    elif truth is not None and all(isinstance(name, str) for name in truth):
        said["right"] = list(truth)
    elif truth is not None:
        said["truth"] = [float(value) for value in truth]


def _place(
    truth: str, said: Document, part: LoadedPart, plan: dict[str, Any] | None, seed: int
) -> list[float] | None:
    kind, _, who = truth.partition(":")
    if kind == "player":
        return next(list(row["at"]) for row in said["scene"]["players"] if row["id"] == who)
    assert part.level is not None
    assert plan is not None
    if kind == "rest":
        return rest_of(part.level, part.at, plan, seed)
    return meets_of(part.level, part.at, plan, seed, who)


def _read(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table = part.table
    assert isinstance(table, ReadPart)
    said.update(
        targets=list(table.targets),
        stops=list(table.stops),
        training=table.training,
        trials=schedule(
            table.stops, table.trials, table.targets, table.seed, [plain(p) for p in table.plans]
        ),
    )


def _watch(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table = part.table
    assert isinstance(table, WatchPart)
    plans = _watched(table)
    rows = values.measure([_of_part(part, plan, "plan") for plan in plans])
    said.update(world=table.world, deal=table.deal, fresh=table.fresh)
    said["plans"] = [{"plan": plan, **facts(row)} for plan, row in zip(plans, rows, strict=True)]


def _write(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    table = part.table
    assert isinstance(table, WritePart)
    said["tries"] = table.tries


def _play(said: Document, part: LoadedPart, lesson: Lesson, values: Values) -> None:
    """Read nothing but its level."""


_FILL: Final[tuple[tuple[type, Callable[[Document, LoadedPart, Lesson, Values], None]], ...]] = (
    (ChoosePart, _choose),
    (EstimatePart, _estimate),
    (PointPart, _point),
    (ReadPart, _read),
    (WatchPart, _watch),
    (WritePart, _write),
    (PlayPart, _play),
)


def from_written(said: Document, written: Sequence[Mapping[str, Any]], words: WordBook) -> None:
    """Fill a question's options with the plans the room wrote that differ most from each other.

    ``written``: rows with ``plan`` and the facts of its value, in the order in which they came. The options
    are said in the room's language.
    """
    distinct = {digest(row["plan"]): row for row in written}
    left = list(distinct.values())
    chosen: list[Mapping[str, Any]] = left[:1]
    while len(chosen) < min(DIFFERENT, len(left)):
        rest = [row for row in left if all(row is not other for other in chosen)]
        chosen.append(max(rest, key=lambda row: min(_apart(row["plan"], c["plan"]) for c in chosen)))
    said["options"] = [
        {"say": plan_words(row["plan"], words), "level_set": said.get("level_set", {}), "reply": None, **row}
        for row in chosen
    ]
    judge(said)


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return sum(one.get(key) != other.get(key) for key in {*one, *other})
