"""A match's report: one HTML file that needs nothing else, and two CSV files, from its replay alone."""

import csv
import io
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import jinja2
import markupsafe

from game.classroom.report.match_figures import SIDES, MatchFigures, PlayedPass
from game.classroom.report.pictures import BLUE, GRASS, INK, LINE, MARGIN, RED
from game.classroom.words import N_, WordBook
from game.core.intents import Technique
from game.core.pitch import Pitch
from game.rules.match.report import LOST_TO, SideReport
from game.scenario.errors import LevelError
from game.scenario.phrases import UNNAMED, Name
from game.scenario.words import one_line, path_words
from game.storage.files import read_text, write_atomically
from game.storage.resources import resource_folder

MATCH_FILES: Final = ("report.html", "passes.csv", "players.csv")
PASSES: Final = (
    "number", "seconds", "side", "player", "person", "technique", "shot", "outcome", "to", "arrived",
    "x", "y", "end_x", "end_y", "length",
)  # fmt: skip
PLAYERS: Final = (
    "player", "side", "name", "passes", "arrived", "heels", "heels_arrived", "received", "shots", "goals",
)  # fmt: skip
LOST: Final = {
    "intercepted": N_("intercepted"),
    "tackled": N_("tackled"),
    "miscontrolled": N_("miscontrolled"),
    "out": N_("over the line"),
    "foul": N_("free kick against"),
}
"""What a ball was lost to, as people say it."""
MOST_PAIRS: Final = 6
"""Pairs of players that the page lists for a side."""
COLOURS: Final = (N_("Red"), N_("Blue"))
"""What sides without a name of their own are called."""
_INKS: Final = (RED, BLUE)


def write_match_report(played: MatchFigures, folder: Path, names: bool, language: str) -> list[Path]:
    """Write all three; raises LevelError where the folder can't be written in."""
    said = _PageText(played, names, WordBook(language))
    texts = {
        "report.html": match_page(said),
        "passes.csv": _table(PASSES, _pass_rows(played)),
        "players.csv": _table(PLAYERS, _player_rows(said)),
    }
    for name, text in texts.items():
        try:
            write_atomically(folder / name, text)
        except OSError as error:
            reason = one_line(error.strerror or str(error))
            raise LevelError(
                [f"{path_words(folder / name)}: expected a file that can be written ({reason})"]
            ) from None
    return [folder / name for name in MATCH_FILES]


class _PageText:
    """A match in one language; with ``names`` left out sides and people are called by colour and number."""

    def __init__(self, played: MatchFigures, names: bool, words: WordBook) -> None:
        self.played, self.words = played, words
        own = [played.replay.set_up.data[side]["name"] for side in SIDES]
        self.sides = tuple(
            words(COLOURS[n]) if not names or own[n] == UNNAMED[n] else own[n] for n in range(len(SIDES))
        )
        self._names = names

    def player(self, number: int) -> str:
        """Return what a player is called."""
        name = self.played.names[number]
        side = self.played.replay.team[number]
        if not self._names or (isinstance(name, Name) and name.side is not None):
            return f"{self.sides[side]} {self.played.replay.ids[number][1:]}"
        return str(name)


def match_page(said: _PageText) -> str:
    """Return the HTML page."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words, played = said.words, said.played
    environment.globals.update(w=words, language=words.language)
    template = environment.from_string(read_text(resource_folder("assets") / "classroom" / "match.html"))
    side, row = played.longest_chain
    return template.render(
        title=f"{said.sides[0]} {played.score[0]} : {played.score[1]} {said.sides[1]}",
        about=_about(said),
        unfinished=not played.over,
        goals=[_goal_words(said, n) for n in range(len(played.goals))],
        sides=said.sides,
        figures=list(_figures(said)),
        chain=words("Longest row of passes: {n}, by {side}.", n=row, side=said.sides[side])
        if row > 1
        else "",
        pictures=[_picture(said, n) for n in range(len(SIDES))],
        players=list(_player_rows(said)),
        difference=played.difference,
    )


def _about(said: _PageText) -> str:
    data, words = said.played.replay.set_up.data, said.words
    return words(
        "{n} a side, {minutes} min, {date}",
        n=data["a_side"],
        minutes=words.number(data["minutes"], 0 if float(data["minutes"]).is_integer() else 1),
        date=str(said.played.replay.header["created"])[:10],
    )


def _goal_words(said: _PageText, number: int) -> str:
    goal, words = said.played.goals[number], said.words
    red, blue = goal.score
    when = f"{int(goal.clock) // 60}:{int(goal.clock) % 60:02d}"
    who = said.sides[goal.side] if goal.scorer is None else said.player(goal.scorer)
    text = N_("{when}  {red} : {blue}  {who}, own goal") if goal.own else N_("{when}  {red} : {blue}  {who}")
    return words(text, when=when, red=red, blue=blue, who=who)


def _figures(said: _PageText) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what is counted, red's and blue's, and whether it is part of the row above."""
    words, report = said.words, said.played.report

    def share(part: int, whole: int) -> str:
        return f"{part} / {whole} ({words.number(100 * part / whole)} %)" if whole else "0"

    def of(one: SideReport) -> list[str]:
        return [
            f"{words.number(100 * one.possession)} %",
            f"{one.shots} ({one.on_target})",
            str(one.saves),
            share(one.completed, one.passes),
            share(one.heels_completed, one.heels),
            str(one.disguised),
            str(one.fouls),
            str(sum(one.lost.values())),
        ]

    heads = (
        words("Possession"),
        words("Shots (on target)"),
        words("Saves"),
        words("Passes that arrived"),
        words("Heels that arrived"),
        words("Passes that fooled a defender"),
        words("Fouls"),
        words("Balls lost"),
    )
    for head, red, blue in zip(heads, of(report.red), of(report.blue), strict=True):
        yield head, red, blue, False
    for cause in LOST_TO:
        lost = [one.lost.get(cause, 0) for one in report.sides]
        if any(lost):
            yield words(LOST.get(cause, cause)), str(lost[0]), str(lost[1]), True


def _picture(said: _PageText, side: int) -> dict[str, Any]:
    """Return a side's passes on the pitch, and who played to whom."""
    played, words = said.played, said.words
    own = [one for one in played.passes if one.side == side]
    arrived = sum(one.kick.outcome == "completed" for one in own)
    tried = sum(not one.shot for one in own)
    label = words("{side}: {n} of {all} passes arrived", side=said.sides[side], n=arrived, all=tried)
    pairs = [pair for pair in played.pairs if played.replay.team[pair[0]] == side][:MOST_PAIRS]
    return {
        "label": label,
        "svg": markupsafe.Markup(passes_svg(played.pitch, own, _INKS[side], label)),
        "pairs": [(said.player(one), said.player(other), n) for one, other, n in pairs],
    }


def passes_svg(pitch: Pitch, passes: Sequence[PlayedPass], ink: str, label: str) -> str:
    """Return the pitch with an arrow for each pass: whole where it arrived, broken where it didn't.

    Heels are thick, shots have a ring at their end.
    """
    half_x, half_y = 0.5 * pitch.length, 0.5 * pitch.width
    deep = MARGIN + 1.0
    box = f"{-half_x - deep:g} {-half_y - deep:g} {pitch.length + 2 * deep:g} {pitch.width + 2 * deep:g}"
    line = f'fill="none" stroke="{LINE}" stroke-width="0.14"'
    shapes = [
        f'<rect x="{-half_x - deep:g}" y="{-half_y - deep:g}" width="{pitch.length + 2 * deep:g}"'
        f' height="{pitch.width + 2 * deep:g}" fill="{GRASS}"/>',
        f'<rect x="{-half_x:g}" y="{-half_y:g}" width="{pitch.length:g}" height="{pitch.width:g}" {line}/>',
        f'<path d="M 0 {-half_y:g} V {half_y:g}" {line}/><circle r="3" {line}/>',
    ]
    for goal in pitch.goals:
        out = 1.0 if goal.x > 0 else -1.0
        shapes.append(
            f'<path d="M {goal.x:g} {-0.5 * goal.width:g} h {out:g} v {goal.width:g} h {-out:g}" fill="none"'
            f' stroke="{INK}" stroke-width="0.18"/>'
        )
    shapes += [_arrow(one, ink) for one in passes]
    head = f'<svg class="pitch" viewBox="{box}" role="img" aria-label="{escape(label, quote=True)}">'
    return head + "".join(shapes) + "</svg>"


def _arrow(one: PlayedPass, ink: str) -> str:
    (x, y), (end_x, end_y) = one.start, one.end
    wide = 0.34 if one.kick.technique is Technique.BACKHEEL else 0.16
    broken = "" if one.arrived else ' stroke-dasharray="0.6 0.5" stroke-opacity="0.6"'
    parts = [
        f'<line x1="{x:.2f}" y1="{-y:.2f}" x2="{end_x:.2f}" y2="{-end_y:.2f}" stroke="{ink}"'
        f' stroke-width="{wide:g}"{broken}/>'
    ]
    if one.length > 0.5:
        share = 0.7 / one.length
        back_x, back_y = (x - end_x) * share, (y - end_y) * share
        left = (end_x + back_x - 0.5 * back_y, end_y + back_y + 0.5 * back_x)
        right = (end_x + back_x + 0.5 * back_y, end_y + back_y - 0.5 * back_x)
        corners = " ".join(f"{px:.2f},{-py:.2f}" for px, py in ((end_x, end_y), left, right))
        parts.append(f'<polygon points="{corners}" fill="{ink}" fill-opacity="{1 if one.arrived else 0.6}"/>')
    if one.shot:
        parts.append(
            f'<circle cx="{end_x:.2f}" cy="{-end_y:.2f}" r="0.55" fill="none" stroke="{INK}"'
            ' stroke-width="0.18"/>'
        )
    return "".join(parts)


def _pass_rows(played: MatchFigures) -> Iterator[dict[str, Any]]:
    ids = played.replay.ids
    for one in played.passes:
        yield {
            "number": one.number,
            "seconds": round(one.seconds, 3),
            "side": SIDES[one.side],
            "player": ids[one.kick.player],
            "person": one.person,
            "technique": one.kick.technique.name.lower(),
            "shot": int(one.shot),
            "outcome": one.kick.outcome,
            "to": ids[one.kick.to] if one.kick.to >= 0 else "",
            "arrived": int(one.arrived),
            "x": round(one.start[0], 2),
            "y": round(one.start[1], 2),
            "end_x": round(one.end[0], 2),
            "end_y": round(one.end[1], 2),
            "length": round(one.length, 2),
        }


def _player_rows(said: _PageText) -> Iterator[dict[str, Any]]:
    played = said.played
    for number, player in enumerate(played.replay.ids):
        own = [one for one in played.passes if one.kick.player == number]
        passes = [one for one in own if not one.shot]
        heels = [one for one in passes if one.kick.technique is Technique.BACKHEEL]
        yield {
            "player": player,
            "side": SIDES[played.replay.team[number]],
            "name": said.player(number),
            "passes": len(passes),
            "arrived": sum(one.arrived for one in passes),
            "heels": len(heels),
            "heels_arrived": sum(one.arrived for one in heels),
            "received": sum(
                one.kick.outcome == "completed" and one.kick.to == number for one in played.passes
            ),
            "shots": len(own) - len(passes),
            "goals": sum(goal.scorer == number and not goal.own for goal in played.goals),
        }


def _table(columns: Sequence[str], rows: Iterator[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
