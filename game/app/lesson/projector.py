"""The picture that the whole room sees: one layout for each state of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pygame

from game.app.i18n import _, n_
from game.app.lesson import boards
from game.app.lesson.board_state import BoardState
from game.app.lesson.boards import BACK, BoardRow
from game.app.lesson.hand_votes import HandCount, SeatTurns
from game.app.lesson.moment_view import MomentView
from game.app.lesson.qr import qr_code
from game.app.render.icons import panel
from game.app.render.theme import GOLD, MUTED, PAPER, Role, Type
from game.classroom.lesson.plan_words import plan_words
from game.classroom.session.steps import REVEALS, StepPhase

PICTURE_SHARE = 0.56
"""Of the width that the picture of a question takes."""


class Projector:
    """Draws where a lesson stands."""

    def __init__(self, state: BoardState, view: MomentView) -> None:
        self.state, self.view = state, view
        self.beliefs = False
        self.grey = False
        self.worth: dict[str, Any] | None = None
        """The map of passes, while it is shown."""
        self.caption = ""
        self.note = ""
        """Something to tell the room for a while: what is being played."""
        self.hidden = False
        """Whether the picture is hidden, between two people at one machine."""
        self.cursor: tuple[float, float] | None = None
        """Metres: where somebody at this machine points."""
        self.beneath_picture: HandCount | SeatTurns | None = None
        """Where votes are typed."""
        self.full = False
        """Whether the picture takes the whole width at whatever step."""
        self.board: tuple[str, list[BoardRow]] | None = None
        """What an experiment came to, while that is shown: its title and its rows."""

    def layout(self, screen: pygame.Surface, type_: Type, foot: int) -> pygame.Rect:
        """Return the part between the head and the row of commands."""
        head = type_.tx(48)
        return pygame.Rect(0, head, screen.get_width(), screen.get_height() - head - foot)

    def draw(self, screen: pygame.Surface, type_: Type, foot: int, title: str) -> None:
        """Draw everything but the commands."""
        screen.fill(BACK)
        body = self.layout(screen, type_, foot)
        document = self.state.document
        pad = type_.tx(24)
        self._head(screen, type_, title, bool(document) and not self._aside)
        if not document:
            self._end(screen, type_, body.inflate(-2 * pad, -2 * pad))
            return
        kind = document["kind"]
        if self.board is not None:
            self._experiment(screen, type_, body.inflate(-2 * pad, -pad), *self.board)
            return
        if kind in ("text", "play"):
            self._words(screen, type_, body.inflate(-4 * pad, -2 * pad), document)
            return
        if self._whole and not self.worth and not self.full:
            area = body.inflate(-2 * pad, -pad)
            y = boards.text_block(
                screen, type_, self._ask(document), pygame.Rect(area.x, area.y, area.width, type_.tx(96)),
                (Role.FIGURE, Role.HEADING, Role.BODY),
            )  # fmt: skip
            self._reveal(
                screen, type_, pygame.Rect(area.x, y + pad // 2, area.width, area.bottom - y - pad // 2)
            )
            return
        if not self._aside:
            self._captioned(screen, type_, body, self.caption or self._ask(document))
            return
        wide = round(body.width * (PICTURE_SHARE if type_.text_size <= 1.15 else 0.46))
        self._captioned(screen, type_, pygame.Rect(body.x, body.y, wide, body.height), self.caption)
        taking = type_.tx(104) if self.beneath_picture is not None else 0
        side = pygame.Rect(
            body.x + wide + pad, body.y + pad // 2, body.width - wide - 2 * pad, body.height - pad
        )
        if self.beneath_picture is not None:
            self.beneath_picture.draw(screen, type_, side)
        side.height -= taking
        self._question(screen, type_, side)

    @property
    def _aside(self) -> bool:
        """Whether the question stands beside the picture, and what is going on under it."""
        if self.board is not None or self._kind in ("text", "play", "watch"):
            return False
        alone = self.state.given.step.phase in (StepPhase.SCENE, StepPhase.ENDINGS)
        return not (alone or self._whole or self.worth or self.full)

    @property
    def _whole(self) -> bool:
        """Whether numbers take the whole width."""
        kind, phase = self._kind, self.state.given.step.phase
        if kind in ("choose", "estimate"):
            return phase is StepPhase.VALUES or (kind == "estimate" and phase in REVEALS)
        return kind in ("read", "write") and phase in REVEALS

    @property
    def _kind(self) -> str:
        return str(self.state.document["kind"])

    def _ask(self, document: Any) -> str:
        return self.state.given.words(document["ask"] or document["text"] or "")

    def _picture(self, screen: pygame.Surface, type_: Type) -> None:
        given, document = self.state.given, self.state.document
        if self.hidden:
            screen.fill(BACK, self.view.area)
            return
        dots: list[tuple[float, float]] = [] if self.cursor is None else [self.cursor]
        truth = None
        worth: dict[str, Any] | None = self.worth
        if document["kind"] == "point" and given.step.phase in REVEALS:
            result = self.state.result()
            dots = [(x, y) for x, y in result["points"][-1]]
            if given.step.phase is not StepPhase.VOTES:
                truth = result["truth"]
                worth = document["map"] or worth
        self.view.draw(
            screen, type_, dots=dots, truth=truth, worth=worth, beliefs=self.beliefs, grey=self.grey
        )

    def _experiment(
        self, screen: pygame.Surface, type_: Type, area: pygame.Rect, title: str, rows: list[BoardRow]
    ) -> None:
        """Draw what was played because somebody asked for it."""
        top = pygame.Rect(area.x, area.y, area.width, type_.tx(60))
        y = boards.text_block(screen, type_, title, top, (Role.FIGURE, Role.HEADING, Role.BODY))
        below = pygame.Rect(area.x, y, area.width, area.bottom - y)
        boards.values(screen, type_, rows, below, self.state.voters())

    def _captioned(self, screen: pygame.Surface, type_: Type, area: pygame.Rect, text: str) -> None:
        """Draw the picture, and what is said of it below."""
        pad = type_.tx(24)
        lines = type_.wrap(text, Role.HEADING, area.width - 2 * pad)
        below = len(lines) * type_.height(Role.HEADING) + type_.tx(14) if text else 0
        self.view.place(pygame.Rect(area.x, area.y, area.width, area.height - below))
        self._picture(screen, type_)
        for n, line in enumerate(lines):
            y = area.bottom - below + type_.tx(10) + n * type_.height(Role.HEADING)
            screen.blit(type_.line(line, Role.HEADING, PAPER), (area.x + pad, y))

    def _head(self, screen: pygame.Surface, type_: Type, title: str, noted: bool) -> None:
        """Draw the title and the part's number; ``noted``: the note too."""
        given, parts = self.state.given, len(self.state.given.documents)
        x, y = type_.tx(24), type_.tx(12)
        part = given.step.part
        place = _("{part} of {parts}", part=part, parts=parts) if part else ""
        right = type_.line(place, Role.STRONG, MUTED)
        screen.blit(right, (screen.get_width() - right.get_width() - x, y))
        said = type_.fit(title, Role.STRONG, screen.get_width() - right.get_width() - 3 * x)
        screen.blit(type_.line(said, Role.STRONG, MUTED), (x, y))
        if noted and self.note:
            room = screen.get_width() - right.get_width() - type_.width(said, Role.STRONG) - 4 * x
            note = type_.line(type_.fit(self.note, Role.STRONG, room), Role.STRONG, GOLD)
            screen.blit(note, (screen.get_width() - right.get_width() - 2 * x - note.get_width(), y))

    def _words(self, screen: pygame.Surface, type_: Type, area: pygame.Rect, document: Any) -> None:
        text = self.state.given.words(document["text"] or "")
        boards.text_block(screen, type_, text, area, (Role.TITLE, Role.FIGURE, Role.HEADING), middle=True)

    def _question(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        state, given = self.state, self.state.given
        document, phase = state.document, given.step.phase
        status = self._status()
        status_h = (
            type_.height(Role.HEADING) * len(type_.wrap(status, Role.HEADING, area.width)) if status else 0
        )
        options = document["kind"] == "choose"
        most = area.height * (0.36 if options else 0.6)
        y = boards.text_block(
            screen, type_, self._ask(document), pygame.Rect(area.x, area.y, area.width, round(most)),
            (Role.FIGURE, Role.HEADING, Role.BODY),
        )  # fmt: skip
        y += type_.tx(12)
        room = pygame.Rect(area.x, y, area.width, area.bottom - y - status_h - type_.tx(16))
        if phase is StepPhase.WHY and document["reveal"]:
            text = given.words(document["reveal"])
            boards.text_block(screen, type_, text, room, (Role.FIGURE, Role.HEADING, Role.BODY), GOLD)
        elif options:
            boards.options(screen, type_, state.answers(), room, state.voters())
        elif document["kind"] == "point" and phase in REVEALS:
            boards.text_block(screen, type_, self._taps(), room, (Role.HEADING, Role.BODY), GOLD)
        if status:
            place = pygame.Rect(area.x, area.bottom - status_h, area.width, status_h)
            boards.text_block(screen, type_, status, place, (Role.HEADING,), GOLD)

    def _status(self) -> str:
        """Return what is going on, in a sentence."""
        given = self.state.given
        step, voted, all_ = given.step, given.voted(), self.state.voters()
        if self.note:
            return self.note
        if step.phase is StepPhase.VOTE:
            if given.log_how == "phones":
                said = _("{voted} of {all} have voted.", voted=voted, all=all_)
            else:
                said = n_("{n} has voted.", "{n} have voted.", voted)
            return said if step.round < 2 else f"{said} {_('Keep it or change it.')}"
        if step.phase is StepPhase.CLOSED:
            return n_("{n} vote. Thank you.", "{n} votes. Thank you.", voted)
        if step.phase is StepPhase.DISCUSS:
            return _("Find somebody with another letter. Say why. Point at the picture.")
        if step.phase is StepPhase.VOTES and self.state.document["rounds"] == 2 and self._kind == "choose":
            return _("Grey: before talking. Blue: after.")
        return ""

    def _taps(self) -> str:
        """Draw what the taps of a point come to."""
        result, words = self.state.result(), []
        if result.get("median_m") and result["median_m"][-1] is not None:
            words.append(_("Half of the taps are within {m:.1f} m.", m=result["median_m"][-1]))
        if "hits" in result:
            words.append(_("{hits} of {all} hit it.", hits=result["hits"][-1], all=len(result["points"][-1])))
        if "best" in result and self.state.given.step.phase is not StepPhase.VOTES:
            words.append(_("To the best place {count:.0f} of 100 arrive.", count=100 * result["best"]))
            words.append(_("The numbers: how many of 100 passes to that place arrive."))
        return " ".join(words)

    def _reveal(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Draw what the room said and what it is worth, over the whole width."""
        state, document = self.state, self.state.document
        phase, result = state.given.step.phase, state.result()
        kind = document["kind"]
        below = ""
        if phase is StepPhase.WHY and document["reveal"]:
            below = state.given.words(document["reveal"])
        elif kind == "estimate" and result["guesses"]:
            below = _half_words(result["guesses"][-1])
        lines = len(type_.wrap(below, Role.HEADING, area.width)) if below else 0
        height = area.height - lines * type_.height(Role.HEADING)
        board = pygame.Rect(area.x, area.y, area.width, height)
        if kind == "choose":
            boards.values(screen, type_, state.answers(), board, state.voters(), int(state.dealt) // 10 * 10)
        elif kind == "estimate":
            shown = phase is not StepPhase.VOTES
            value = document["value"]
            answer = BoardRow("", value=value, ci95=document["value_ci95"]) if shown else None
            boards.guesses(screen, type_, result["guesses"], board, answer)
        elif kind == "read":
            rows = [(row["stop"], row["right"], row["answers"]) for row in result["stops"]]
            if phase is StepPhase.VOTES:
                text = n_("{n} answer.", "{n} answers.", sum(row[2] for row in rows))
                boards.text_block(screen, type_, text, board)
            else:
                boards.stops(screen, type_, rows, board)
        elif kind == "write":
            self._written(screen, type_, board)
        if below:
            place = pygame.Rect(area.x, board.bottom, area.width, area.bottom - board.bottom)
            boards.text_block(screen, type_, below, place, (Role.HEADING, Role.BODY), GOLD)

    def _written(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Return written plans, best first, without names; other lines where the teacher shows them."""
        state = self.state
        rows = list(state.result()["answers"])
        plans = [row for row in rows if row["plan"] is not None]
        valued = state.given.step.phase is not StepPhase.VOTES
        if valued:
            plans.sort(key=lambda row: -(row["value"] or 0.0))
        own = [
            BoardRow(
                plan_words(row["plan"], state.given.words),
                value=row["value"] if valued else None,
                ci95=tuple(row["value_ci95"]) if valued and row["value_ci95"] else None,
            )
            for row in plans[:8]
        ]
        y = area.y
        high = min(type_.tx(66), area.height // max(len(own) + 1, 1))
        for number, answer in enumerate(own):
            rect = pygame.Rect(area.x, y, area.width, high - type_.tx(8))
            screen.blit(panel(rect.size, type_.px(10), alpha=255), rect)
            words = boards.value_words(answer) if valued else ""
            value = type_.line(words, Role.STRONG, GOLD)
            screen.blit(
                value, (rect.right - value.get_width() - type_.tx(14), rect.centery - value.get_height() // 2)
            )
            text = type_.fit(
                f"{number + 1}. {answer.say}", Role.STRONG, rect.width - value.get_width() - type_.tx(50)
            )
            line = type_.line(text, Role.STRONG, PAPER)
            screen.blit(line, (rect.x + type_.tx(14), rect.centery - line.get_height() // 2))
            y += high
        others = [row["answer"] for row in rows if row["plan"] is None]
        if others and state.lines:
            text = "   ".join(f"“{line}”" for line in others)
            place = pygame.Rect(area.x, y, area.width, area.bottom - y)
            boards.text_block(screen, type_, text, place, (Role.HEADING, Role.BODY))
        elif others:
            text = n_("{n} line in words.", "{n} lines in words.", len(others))
            screen.blit(type_.line(text, Role.HEADING, MUTED), (area.x, y))

    def _end(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Before the first part: how to join. After the last: thanks, and where the report is."""
        if self.state.given.step.phase is StepPhase.END:
            text = self.note or _("The lesson is over. Thank you.")
            boards.text_block(screen, type_, text, area, (Role.TITLE, Role.FIGURE, Role.HEADING), middle=True)
        elif self.state.given.log_how != "phones":
            self._begin(screen, type_, area)

    def _begin(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Draw the lesson's name, and who answers at this machine."""
        given = self.state.given
        session = given.log.session
        half = pygame.Rect(area.x, area.y, area.width, area.height // 2)
        boards.text_block(
            screen, type_, given.words(session["title"]), half, (Role.DISPLAY, Role.TITLE), middle=True
        )
        below = pygame.Rect(area.x, half.bottom, area.width, area.height // 2)
        text = given.words(session["about"])
        if given.log_how == "seats":
            text = _("You are: {names}", names=", ".join(given.nicks.values()))
        boards.text_block(screen, type_, text, below, (Role.FIGURE, Role.HEADING), GOLD, middle=True)

    def join(self, screen: pygame.Surface, type_: Type, foot: int, address: str, network: bool) -> None:
        """Draw the address, the code and the QR code, and how many have joined."""
        given = self.state.given
        body = self.layout(screen, type_, foot).inflate(-2 * type_.tx(40), -2 * type_.tx(14))
        size = min(body.height, round(body.width * 0.42))
        code = qr_code(f"{address}#{given.code}", size)
        box = code.get_rect(midright=(body.right, body.centery))
        screen.blit(code, box)
        left = pygame.Rect(body.x, body.y, box.x - body.x - type_.tx(40), body.height)
        y = left.y + type_.tx(6)
        screen.blit(type_.line(_("Open in the browser:"), Role.HEADING, MUTED), (left.x, y))
        y += type_.height(Role.HEADING)
        shown = address.removeprefix("http://").rstrip("/")
        role = Role.TITLE if type_.width(shown, Role.TITLE) <= left.width else Role.FIGURE
        screen.blit(type_.line(shown, role, PAPER), (left.x, y))
        y += type_.height(role) + type_.tx(18)
        screen.blit(type_.line(_("Type:"), Role.HEADING, MUTED), (left.x, y))
        y += type_.height(Role.HEADING) - type_.tx(8)
        letters = type_.line(" ".join(given.code), Role.DISPLAY, GOLD)
        if letters.get_width() > left.width:
            letters = type_.line(" ".join(given.code), Role.TITLE, GOLD)
        screen.blit(letters, (left.x, y))
        y += letters.get_height() + type_.tx(12)
        joined = n_("{n} has joined.", "{n} have joined.", given.joined)
        screen.blit(type_.line(joined, Role.TITLE, PAPER), (left.x, y))
        y += type_.height(Role.TITLE) + type_.tx(10)
        if not network:
            text = _("Only this machine can reach it. Open it to the room's network: N.")
            place = pygame.Rect(left.x, y, left.width, left.bottom - y)
            boards.text_block(screen, type_, text, place, (Role.HEADING, Role.BODY), GOLD)

    def black(self, screen: pygame.Surface) -> None:
        """Draw nothing: eyes on the teacher."""
        screen.fill((0, 0, 0))


def _half_words(said: Sequence[float]) -> str:
    """Return between which numbers the middle half of the guesses lies; nothing for a few."""
    half = boards.middle_half(said)
    if half is None:
        return ""
    low, middle, high = half
    return _(
        "Half of you say {low:.0f} to {high:.0f}, the middle is {middle:.0f}.",
        low=low,
        high=high,
        middle=middle,
    )
