"""Every step of a replay as tables: ball, bodies, events, beliefs.

docs/reference/exports.md has the columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from game.analysis.export.course import Course, positions, sizes
from game.analysis.replay.model import Replay
from game.analysis.replay.playback import Playback
from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.maths import Floats
from game.core.state import NOBODY, STEP_SECONDS, Phase, World
from game.mind.defence.belief import HEEL, PUSH, Belief
from game.rules.common.playable import Playable

VERSION: Final = 1
"""Of the tables: columns are appended; whatever else changes, changes this."""
FRAME: Final = (
    "metres, seconds, radians; x along the pitch's length, y across, origin at the centre spot, z up (0: the "
    "ball lies on the ground); headings counter-clockwise from +x; red's own goal is at -x all the time"
)
ORIENTATION: Final = (
    "static: red attacks toward +x in every period; the kloppy form turns every second period around, since "
    "its readers expect that sides change ends, and says so itself"
)

Column = npt.NDArray[Any]
Table = dict[str, Column]
"""Columns of one length by name."""

_BODY: Final = (
    "hips", "trunk", "gaze", "stamina", "stride", "phase", "technique", "foot", "lift", "plant_angle", "lean",
    "lunge", "dive", "dive_way", "calling", "weight", "lunge_way",
)  # fmt: skip
_STRIKE: Final = (
    "technique", "foot", "better_foot", "lean", "firmness", "pressure", "stamina", "backswing", "follow",
    "speed_asked", "speed_off", "speed_bound", "aim_angle", "direction", "loft", "hips_to_aim", "strain",
    "body_speed",
)  # fmt: skip
_OF_PLACES: Final = ("offset_forward", "offset_lateral", "sweet_forward", "sweet_lateral", "direction_error")
_LATER: Final = ("skill", "turned")
"""Columns of a strike that came later: they stand last, since columns are appended."""
_OF_REPLAY: Final = ("format", "game", "kind", "name", "seed", "created", "digest")
_TEAMS: Final = ("red", "blue")


@dataclass
class _Rows:
    """A table that grows row by row."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def table(self) -> Table:
        """Return its columns."""
        columns = list(zip(*self.rows, strict=True)) if self.rows else [() for _ in self.names]
        return {name: _column(values) for name, values in zip(self.names, columns, strict=True)}


def _column(values: Sequence[Any]) -> Column:
    if values and isinstance(values[0], str):
        return np.array(values)
    return np.array(values) if values else np.zeros(0)


@dataclass(frozen=True, slots=True)
class Export:
    """All tables of a replay."""

    replay: Replay
    steps: Table
    bodies: Table
    events: Table
    beliefs: Table
    pitch: dict[str, Any]
    course: Course
    positions: dict[str, str]
    """By id, as at the start: GK, D, M, A, or empty."""
    difference: str
    """Where the playback ran apart from what was played, in one line; empty where it didn't."""

    @property
    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        return {"steps": self.steps, "bodies": self.bodies, "events": self.events, "beliefs": self.beliefs}

    @property
    def about(self) -> dict[str, Any]:
        """What goes with the tables, plain JSON."""
        header = self.replay.header
        return {
            "export_version": VERSION,
            "frame": FRAME,
            "steps_per_second": round(1.0 / STEP_SECONDS),
            "orientation": ORIENTATION,
            "pitch": self.pitch,
            "periods": self.course.periods,
            "score": dict(zip(_TEAMS, self.course.moments[-1].score, strict=True)),
            "players": [
                {
                    "id": player["id"],
                    "team": _TEAMS[player["team"]],
                    "position": self.positions.get(player["id"], ""),
                }
                for player in header["players"]
            ],
            "people": self.replay.people[0][1],
            "replay": {
                **{key: header[key] for key in _OF_REPLAY},
                "world": self.replay.set_up.world,
            },
            "outcome": self.replay.outcome,
            "differs": self.difference,
        }


def export(replay: Replay, progress: Callable[[int], None] | None = None, *, think: bool = True) -> Export:
    """Play a replay back and write everything down: row n is the state after n steps.

    ``think``: thoughts and all; without, nobody believes anything, and it takes a fraction of the time.
    Raises ReplayError where it can't begin.
    """
    playback = Playback(replay, think=think)
    playable = playback.playable
    pitch = playable.pitch
    taken, course = _Taken(replay), Course()
    places = positions(playable)
    taken.state(playable, 0)
    course.state(playable)
    while playback.at < replay.length:
        events = playback.forward()
        taken.events(events, playback.at)
        course.events(events, playback.at)
        taken.state(playback.playable, playback.at)
        course.state(playback.playable)
        if progress is not None:
            progress(playback.at)
    about = {
        "length": pitch.length,
        "width": pitch.width,
        "surface": pitch.surface.name,
        "goals": [
            {"x": goal.x, "width": goal.width, "height": goal.height, "area": goal.area}
            for goal in pitch.goals
        ],
        "sizes": sizes(pitch),
        "walls": [{"from": wall.start, "to": wall.end} for wall in pitch.walls],
        "cones": [post.at for post in pitch.posts],
    }
    difference = playback.difference
    steps, bodies, happened, believed = taken.tables()
    steps |= _stood(course)
    return Export(replay, steps, bodies, happened, believed, about, course, places, difference)


def _stood(course: Course) -> Table:
    """Return columns of the steps: how the game stood after each."""
    moments = course.moments
    return {
        "period": np.array([moment.period for moment in moments]),
        "clock": np.array([moment.clock for moment in moments]),
        "phase": np.array([moment.phase for moment in moments]),
        "live": np.array([moment.live for moment in moments], dtype=np.bool_),
        "score_red": np.array([moment.score[0] for moment in moments]),
        "score_blue": np.array([moment.score[1] for moment in moments]),
    }


class _Taken:
    """What has been written down so far."""

    def __init__(self, replay: Replay) -> None:
        self.ids = replay.ids
        self.ball: list[Floats] = []
        self.held: list[tuple[int, int, int, int, bool]] = []
        self.bodies: list[Floats] = []
        self.teams: list[Column] = []
        self.happened = _Rows(
            ("step", "seconds", "kind", "player", "other", "x", "y", "z", "speed", *_struck())
        )
        passes = tuple(
            f"{how}_{where}_{to}"
            for how in ("push", "heel")
            for where in ("feet", "space")
            for to in self.ids
        )
        self.believed = _Rows(
            ("step", "seconds", "viewer", "carrier", "keep", "shoot", *passes, "left_for", "left_at")
        )

    def state(self, playable: Playable, step: int) -> None:
        """Take in ball and bodies as they are now."""
        ball, bodies = playable.world.ball, playable.world.bodies
        self.ball.append(np.concatenate([ball.pos[0], ball.vel[0], ball.roll[0]]))
        holder, last, kicker = int(ball.holder[0]), int(ball.last_touch[0]), int(ball.kicker[0])
        self.held.append((step, holder, last, kicker, bool(ball.hands[0])))
        columns = [bodies.pos[0, :, 0], bodies.pos[0, :, 1], bodies.vel[0, :, 0], bodies.vel[0, :, 1]]
        columns += [bodies.plant[0, :, 0], bodies.plant[0, :, 1]]
        columns += [np.asarray(getattr(bodies, name)[0], dtype=np.float64) for name in _BODY]
        self.bodies.append(np.stack(columns, axis=-1))
        self.teams.append(playable.world.squad.team.copy())
        self._beliefs(playable, playable.world, step)

    def _beliefs(self, playable: Playable, world: World, step: int) -> None:
        """Take in what everybody who may have to read the carrier believes."""
        defenders, carrier = playable.ai_team.defenders, int(world.ball.holder[0])
        if defenders is None or carrier == NOBODY:
            return
        for belief, defence in zip(defenders.beliefs, defenders.defences, strict=True):
            if world.squad.team[belief.viewers[0]] == world.squad.team[carrier]:
                continue
            for column, viewer in enumerate(belief.viewers):
                lane, left = int(defence.lane[0, column]), int(defence.left_at[0, column])
                gone = lane >= 0
                self.believed.rows.append(
                    (
                        step,
                        step * STEP_SECONDS,
                        self.ids[viewer],
                        self.ids[carrier],
                        *_chances(belief, column),
                        self.ids[lane % len(self.ids)] if gone else "",
                        left * STEP_SECONDS if gone else np.nan,
                    )
                )

    def events(self, events: Sequence[Events], step: int) -> None:
        """Take in what happened in the step that was made last."""
        for rows in events:
            for row in range(len(rows)):
                more: tuple[Any, ...] = ("", *(np.nan,) * (len(_struck()) - 1))
                if isinstance(rows, Strike):
                    more = _strike(rows, row)
                x, y, z = (float(v) for v in rows.point[row])
                self.happened.rows.append(
                    (
                        step,
                        step * STEP_SECONDS,
                        rows.kind.name.lower(),
                        self._who(int(rows.player[row])),
                        self._other(rows, row),
                        x,
                        y,
                        z,
                        float(rows.speed[row]),
                        *more,
                    )
                )

    def _who(self, player: int) -> str:
        return self.ids[player] if 0 <= player < len(self.ids) else ""

    def _other(self, rows: Events, row: int) -> str:
        other = int(rows.other[row])
        if rows.kind in (Kind.WALL, Kind.POST, Kind.GOAL):
            return str(other)
        return self._who(other)

    def tables(self) -> tuple[Table, Table, Table, Table]:
        """Return the tables of steps, bodies, events and beliefs."""
        ball, held = np.array(self.ball), np.array(self.held)
        names = np.array([*self.ids, ""])
        steps: Table = {"step": held[:, 0], "seconds": held[:, 0] * STEP_SECONDS}
        for n, name in enumerate(("x", "y", "z", "vx", "vy", "vz", "roll_x", "roll_y")):
            steps[f"ball_{name}"] = ball[:, n]
        for n, name in enumerate(("holder", "last_touch", "kicker"), 1):
            steps[name] = names[held[:, n]]
        steps["in_hands"] = held[:, 4].astype(np.bool_)
        return steps, self._bodies(held[:, 0]), self.happened.table(), self.believed.table()

    def _bodies(self, step: Column) -> Table:
        whole = np.array(self.bodies)
        players = whole.shape[1]
        flat = whole.reshape(-1, whole.shape[2])
        at = np.repeat(step, players)
        table: Table = {
            "step": at,
            "seconds": at * STEP_SECONDS,
            "player": np.tile(np.array(self.ids), len(step)),
        }
        table["team"] = np.array(_TEAMS)[np.array(self.teams).ravel().astype(np.int64)]
        for n, name in enumerate(("x", "y", "vx", "vy", "plant_x", "plant_y", *_BODY)):
            table[name] = flat[:, n]
        table["phase"] = _words(table["phase"], Phase)
        table["technique"] = _words(table["technique"], Technique)
        table["foot"] = np.array(["left", "", "right"])[table["foot"].astype(np.int64) + 1]
        table["calling"] = table["calling"].astype(np.bool_)
        planted = np.isin(table["phase"], ("forward", "follow"))
        for name in ("plant_x", "plant_y", "plant_angle"):
            table[name] = np.where(planted, table[name], np.nan)
        return table


def _words(codes: Column, kind: type[Phase] | type[Technique]) -> Column:
    return np.array([member.name.lower() if member else "" for member in kind])[codes.astype(np.int64)]


def _struck() -> tuple[str, ...]:
    """Return the columns that only a strike fills, named as in :class:`Strike`."""
    known = {f.name for f in fields(Strike)}
    assert known.issuperset({*_STRIKE, *_LATER})
    return (*_STRIKE, *_OF_PLACES, *_LATER)


def _strike(rows: Strike, row: int) -> tuple[Any, ...]:
    numbers = rows.row(row)
    technique = Technique(int(rows.technique[row])).name.lower()
    return (technique, *(numbers[name] for name in _struck()[1:]))


def _chances(belief: Belief, column: int) -> tuple[float, ...]:
    choices = belief.choices
    passes = choices.passes[0, column][[PUSH, HEEL]]
    return (
        float(choices.keep[0, column]),
        float(choices.shoot[0, column]),
        *(float(p) for p in passes.ravel()),
    )
