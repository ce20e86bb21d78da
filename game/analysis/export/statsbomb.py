"""What happened, as events in StatsBomb's form: passes with their outcome and part of the body, shots, goals.

The form knows no size of the pitch: places are shares of it, 120 along and 80 across from the top left corner
as the acting side sees it, which attacks to the right.
"""

from typing import Any, Final

from game.analysis.export.course import StruckBall
from game.analysis.export.tables import Export
from game.analysis.export.tracab import TEAMS, shirts, squads, team_name
from game.core.events import Kind
from game.core.intents import Technique
from game.core.state import STEP_SECONDS
from game.rules.common.event_stream import StreamEvent

LONG, BROAD = 120.0, 80.0
"""Units along and across."""
CELL: Final = 0.1
"""The side of a cell; readers take a place for its cell's far corner and move it to the middle."""
COARSE_CELL: Final = 1.0
"""What they take the cell for where no pass says otherwise."""
FORMATION: Final = 442
"""The form asks for one and knows those of eleven a side alone: it says nothing here."""
POSITIONS: Final = {
    "GK": (1, "Goalkeeper"), "D": (4, "Center Back"),
    "M": (14, "Center Midfield"), "A": (23, "Center Forward"),
}  # fmt: skip
_BODY: Final = {
    "right": (40, "Right Foot"), "left": (38, "Left Foot"), "heel": (70, "Other"), "other": (70, "Other"),
}  # fmt: skip
_RESTARTS: Final = {
    "kick_off": (65, "Kick Off"), "corner": (61, "Corner"), "free_pass": (62, "Free Kick"),
    "goal_kick": (63, "Goal Kick"), "kick_in": (67, "Throw-in"),
}  # fmt: skip
_OPEN: Final = (87, "Open Play")
_FAILED: Final = {"out": (75, "Out"), "open": (77, "Unknown")}
_INCOMPLETE: Final = (9, "Incomplete")
_OFFSIDE: Final = (76, "Pass Offside")


def named(code: tuple[int, str]) -> dict[str, Any]:
    """Return a code of the form with its name."""
    return {"id": code[0], "name": code[1]}


def lineups(export: Export) -> list[dict[str, Any]]:
    """Return both teams and everybody in them, red first."""
    numbers = shirts(export)
    return [
        {
            "team_id": team,
            "team_name": team_name(export, team),
            "lineup": [
                {"player_id": name, "player_name": name, "jersey_number": numbers[team, name]}
                for name in squads(export)[team]
            ],
        }
        for team in TEAMS
    ]


def events(export: Export) -> list[dict[str, Any]]:
    """Return everything in the order in which it happened."""
    return _Events(export).all()


class _Events:
    def __init__(self, export: Export) -> None:
        self.export, self.course = export, export.course
        self.struck = self.course.struck()
        self.length, self.width = export.pitch["length"], export.pitch["width"]
        passed = any(not self._is_shot(each) and not each.own_goal for each in self.struck)
        self.cell = CELL if passed else COARSE_CELL
        self.first = {each["number"]: each["first_step"] for each in self.course.periods}
        self.rows: list[tuple[int, int, dict[str, Any]]] = []
        """Step, rank within it, event."""

    def all(self) -> list[dict[str, Any]]:
        last = len(self.course.moments) - 1
        for team in TEAMS:
            self._add(0, 0, (35, "Starting XI"), team, more={"tactics": self._tactics(team)})
        for period in self.course.periods:
            for team in TEAMS:
                begun, ended = period["first_step"], period["last_step"]
                self._add(begun, 1, (18, "Half Start"), team, period=period["number"])
                self._add(min(ended, last), 9, (34, "Half End"), team, period=period["number"])
        for each in self.struck:
            self._ball(each)
        told = {each.end for each in self.struck if each.goal or each.own_goal}
        for step, (ids, sides), one in self.course.seen:
            player = one.player
            if one.kind is Kind.GOAL and self.course.scored(step) >= 0 and step not in told:
                self._carried_in(step, one, ids, sides)
            if player < 0 or not self.course.moments[step - 1].live:
                continue
            team = TEAMS[sides[player]]
            if one.kind is Kind.MISCONTROL:
                self._add(step, 5, (38, "Miscontrol"), team, ids[player], one.spot)
            elif one.kind is Kind.TACKLE:
                duel = {"type": named((11, "Tackle")), "outcome": named((4, "Won"))}
                self._add(step, 5, (4, "Duel"), team, ids[player], one.spot, {"duel": duel})
            elif one.kind is Kind.BEATEN:
                duel = {"type": named((11, "Tackle")), "outcome": named((13, "Lost In Play"))}
                self._add(step, 5, (4, "Duel"), team, ids[player], one.spot, {"duel": duel})
            elif one.kind is Kind.FOUL:
                self._add(step, 5, (22, "Foul Committed"), team, ids[player], one.spot)
        self.rows.sort(key=lambda row: row[:2])
        return [self._numbered(number, event) for number, (_, _, event) in enumerate(self.rows, 1)]

    def _numbered(self, number: int, event: dict[str, Any]) -> dict[str, Any]:
        stem = str(self.export.replay.header["digest"])[:16]
        return {"id": f"{stem}-{number:06d}", "index": number, **event}

    def _tactics(self, team: str) -> dict[str, Any]:
        """Return who began, with their positions; where nobody has one, as in a level, nobody is listed."""
        numbers, positions = shirts(self.export), self.export.positions
        begun, sides = self.course.teams[0]
        return {
            "formation": FORMATION,
            "lineup": [
                {
                    "player": {"id": name, "name": name},
                    "position": named(POSITIONS[positions[name]]),
                    "jersey_number": numbers[team, name],
                }
                for name, side in zip(begun, sides, strict=True)
                if TEAMS[side] == team and positions.get(name)
            ],
        }

    def _add(
        self,
        step: int,
        rank: int,
        kind: tuple[int, str],
        team: str,
        player: str = "",
        at: tuple[float, float] | None = None,
        more: dict[str, Any] | None = None,
        *,
        period: int = 0,
        cell: float = 0.0,
    ) -> None:
        period = period or self.course.moments[step].period
        seconds = max(step - self.first[period], 0) * STEP_SECONDS
        event: dict[str, Any] = {
            "period": period,
            "timestamp": timestamp(seconds),
            "minute": int(step * STEP_SECONDS // 60),
            "second": int(step * STEP_SECONDS % 60),
            "type": named(kind),
            "possession": 1,
            "possession_team": {"id": team, "name": team_name(self.export, team)},
            "play_pattern": named((1, "Regular Play")),
            "team": {"id": team, "name": team_name(self.export, team)},
            "duration": 0.0,
        }
        if player:
            event["player"] = {"id": player, "name": player}
        if at is not None:
            event["location"] = self._place(at, team, cell or self.cell)
        self.rows.append((step, rank, {**event, **(more or {})}))

    def _place(self, at: tuple[float, float], team: str, cell: float) -> list[float]:
        """Return a spot as the team sees it, attacking to the right."""
        way = 1.0 if team == TEAMS[0] else -1.0
        x = LONG * (0.5 + way * at[0] / self.length) + 0.5 * cell
        y = BROAD * (0.5 - way * at[1] / self.width) + 0.5 * cell
        # Whole numbers in all places would be taken for the coarse cells of older data.
        return [place + 1e-6 if place == int(place) else place for place in (round(x, 6), round(y, 6))]

    @staticmethod
    def _is_shot(each: StruckBall) -> bool:
        return each.technique is Technique.SHOT or each.goal

    def _ball(self, each: StruckBall) -> None:
        team = TEAMS[each.team]
        period = self.course.moments[each.step].period
        last = next(p["last_step"] for p in self.course.periods if p["number"] == period)
        end = max(min(each.end, last), each.step)
        steps = self.export.steps
        landed = (float(steps["ball_x"][end]), float(steps["ball_y"][end]))
        lasted = round((end - each.step) * STEP_SECONDS, 4)
        body = "heel" if each.technique is Technique.BACKHEEL else "right" if each.foot > 0 else "left"
        detail: dict[str, Any] = {
            "body_part": named(_BODY[body]),
            "foot": "right" if each.foot > 0 else "left",
        }
        if each.own_goal:
            own = {"duration": lasted}
            self._add(each.step, 4, (20, "Own Goal Against"), team, each.player, each.at, own)
            return
        if self._is_shot(each):
            detail |= {"end_location": self._place(landed, team, CELL), "outcome": named(_shot_outcome(each))}
            detail["type"] = named(_RESTARTS[each.restart] if each.restart in _SHOT_RESTARTS else _OPEN)
            if body == "heel":
                detail["technique"] = named((91, "Backheel"))
            detail = {"duration": lasted, "shot": detail}
            self._add(each.step, 4, (16, "Shot"), team, each.player, each.at, detail, cell=CELL)
            return
        detail |= {"end_location": self._place(landed, team, self.cell), "backheel": body == "heel"}
        if each.restart in _RESTARTS:
            detail["type"] = named(_RESTARTS[each.restart])
        if each.completed:
            detail["recipient"] = {"id": each.to, "name": each.to}
        elif each.end in self.course.offside:
            detail["outcome"] = named(_OFFSIDE)
        else:
            detail["outcome"] = named(_FAILED.get(each.outcome, _INCOMPLETE))
        detail = {"duration": lasted, "pass": detail}
        self._add(each.step, 4, (30, "Pass"), team, each.player, each.at, detail)

    def _carried_in(self, step: int, one: StreamEvent, ids: tuple[str, ...], sides: tuple[int, ...]) -> None:
        """Note a goal that no strike made: walked in, or off somebody's body."""
        side = self.course.scored(step)
        if one.player < 0:
            return
        team, name = TEAMS[sides[one.player]], ids[one.player]
        if sides[one.player] != side:
            self._add(step, 4, (20, "Own Goal Against"), team, name, one.spot)
            return
        shot = {
            "body_part": named(_BODY["other"]),
            "type": named(_OPEN),
            "outcome": named((97, "Goal")),
            "end_location": self._place(one.spot, team, CELL),
        }
        self._add(step, 4, (16, "Shot"), team, name, one.spot, {"shot": shot}, cell=CELL)


_SHOT_RESTARTS: Final = ("kick_off", "corner", "free_pass")


def _shot_outcome(each: StruckBall) -> tuple[int, str]:
    if each.goal:
        return (97, "Goal")
    if each.saved:
        return (100, "Saved")
    if each.frame:
        return (99, "Post")
    if each.blocked or each.outcome in ("intercepted", "tackled"):
        return (96, "Blocked")
    return (98, "Off T")


def timestamp(seconds: float) -> str:
    """Return hours, minutes and seconds.

    >>> timestamp(3725.5)
    '01:02:05.500'
    """
    milliseconds = round(1000.0 * seconds)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
