"""The teacher's own window: votes as they come, advice, notes, what comes next. Never on the projector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pygame

from game.app.i18n import N_, _, n_
from game.app.lesson import boards
from game.app.lesson.board_state import BoardState
from game.app.lesson.boards import BoardRow
from game.app.render.icons import panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL, PAPER, Role, Type, mix
from game.classroom.lesson.load import Lesson
from game.classroom.live.advice import advice
from game.classroom.session.steps import Step, StepPhase
from game.classroom.words import WordBook

SIZE: Final = (960, 640)
EVERY: Final = 0.2
"""Seconds from one picture of it to the next."""
FEW: Final = 8
"""Voters under which advice is given in counts and not as a share."""
PHASES: Final = {
    StepPhase.JOIN: N_("Joining"),
    StepPhase.SCENE: N_("The moment"),
    StepPhase.QUESTION: N_("The question"),
    StepPhase.VOTE: N_("Vote"),
    StepPhase.CLOSED: N_("Vote closed"),
    StepPhase.DISCUSS: N_("Talking"),
    StepPhase.VOTES: N_("The votes"),
    StepPhase.VALUES: N_("The values"),
    StepPhase.ENDINGS: N_("Endings"),
    StepPhase.WHY: N_("Why"),
    StepPhase.END: N_("The end"),
}
"""What each state is called."""
NUMBERED: Final = {
    StepPhase.VOTE: N_("Vote {number}"),
    StepPhase.CLOSED: N_("Vote {number} is closed"),
}
"""What those are called that come twice."""


class NotesWindow:
    """A second window; draws a few times a second, whatever the first one does."""

    def __init__(self, text_size: float) -> None:
        self.window = pygame.Window(_("Backheel: the teacher's notes"), SIZE, resizable=True)
        self._text_size = text_size
        self._since = EVERY

    def close(self) -> None:
        """Take it away."""
        self.window.destroy()

    def update(self, seconds: float, state: BoardState, lesson: Lesson, waited: float) -> None:
        """Draw it again where it is time; ``waited``: seconds since the lesson came to this step."""
        self._since += seconds
        if self._since < EVERY:
            return
        self._since = 0.0
        screen = self.window.get_surface()
        draw_notes(screen, Type(screen.get_size(), self._text_size), state, lesson, waited)
        self.window.flip()


def draw_notes(screen: pygame.Surface, type_: Type, state: BoardState, lesson: Lesson, waited: float) -> None:
    """Draw two columns: what happens now, and what to say and what comes."""
    screen.fill(mix(PANEL, INK, 0.3))
    given, pad = state.given, type_.tx(20)
    width, height = screen.get_size()
    clock = f"{int(waited) // 60}:{int(waited) % 60:02d}"
    head = f"{phase_words(given.step)}   {clock}"
    screen.blit(
        type_.line(type_.fit(head, Role.HEADING, width - 2 * pad), Role.HEADING, GOLD), (pad, pad // 2)
    )
    top = pad // 2 + type_.height(Role.HEADING) + type_.tx(8)
    half = width // 2
    _now(screen, type_, state, pygame.Rect(pad, top, half - 2 * pad, height - top - pad))
    _beside(
        screen, type_, state, lesson, pygame.Rect(half + pad // 2, top, half - 2 * pad, height - top - pad)
    )


def phase_words(step: Step) -> str:
    """Return a step in words: part, state, which vote."""
    numbered = NUMBERED.get(step.phase) if step.round else None
    said = _(PHASES[step.phase]) if numbered is None else _(numbered, number=step.round)
    return _("Part {part}: {phase}", part=step.part, phase=said) if step.part else said


def _now(screen: pygame.Surface, type_: Type, state: BoardState, area: pygame.Rect) -> None:
    given, document = state.given, state.document
    y = area.y
    if not document:
        _lines(screen, type_, joined_words(state), pygame.Rect(area.x, y, area.width, area.height))
        return
    ask = given.words(document["ask"] or document["text"] or "")
    y = boards.text_block(
        screen, type_, ask, pygame.Rect(area.x, y, area.width, type_.tx(90)), (Role.STRONG, Role.SMALL)
    )
    y += type_.tx(8)
    if document["rounds"]:
        lines = votes_words(state)
        y = _lines(screen, type_, lines, pygame.Rect(area.x, y, area.width, area.bottom - y)) + type_.tx(8)
        if document["kind"] == "choose":
            rows = [
                BoardRow(given.words(row["say"]), tuple(row["votes"])) for row in state.result()["options"]
            ]
            boards.options(
                screen, type_, rows, pygame.Rect(area.x, y, area.width, area.bottom - y), state.voters()
            )


def joined_words(state: BoardState) -> list[str]:
    """Return how many have joined, and who, by their cards' numbers."""
    given = state.given
    names = ", ".join(f"{given.card(name)} {nick}" for name, nick in given.nicks.items())
    return [n_("{n} has joined.", "{n} have joined.", given.joined), *([names] if names else [])]


def votes_words(state: BoardState) -> list[str]:
    """Return who has voted, who is missing, and the advice, a sentence each."""
    given, document, result = state.given, state.document, state.result()
    step = given.step
    said = [_("{voted} of {all} have voted.", voted=given.voted(), all=state.voters())]
    suggested = state.suggested()
    if suggested is not None:
        said[0] += " " + _("Suggested: {s:.0f} s.", s=suggested)
    if step.phase is StepPhase.VOTE:
        missing = given.missing()
        if missing and len(missing) <= 12:
            said.append(_("Still to vote: {names}", names=", ".join(missing)))
    said += advice_words(document, result, given.words)
    return said


def advice_words(document: Mapping[str, Any], result: Mapping[str, Any], words: WordBook) -> list[str]:
    """Return the share of right votes and what it suggests; counts where there are few voters."""
    if document["kind"] != "choose" or document.get("opinion"):
        return []
    shares = [share for share in result["share_right"] if share is not None]
    goods = [row["good"] for row in result["options"]]
    alike = bool(goods) and all(goods)
    if not shares and not alike:
        return []
    said = []
    for number, share in enumerate(shares, 1):
        votes = result["votes"][number - 1]
        if votes < FEW:
            text = _(
                "Vote {number}: {right} of {votes} right.",
                number=number,
                right=round(share * votes),
                votes=votes,
            )
        else:
            text = _("Vote {number}: {share:.0f} of 100 right.", number=number, share=100 * share)
        said.append(text)
    first, second = (*shares, None, None)[:2]
    text = advice(first, second, alike)
    if text:
        said.append(words(text))
    return said


def _lines(screen: pygame.Surface, type_: Type, lines: Sequence[str], area: pygame.Rect) -> int:
    y = area.y
    for text in lines:
        for line in type_.wrap(text, Role.BODY, area.width):
            if y + type_.height(Role.BODY) > area.bottom:
                return y
            screen.blit(type_.line(line, Role.BODY, PAPER), (area.x, y))
            y += type_.height(Role.BODY)
        y += type_.tx(4)
    return y


def _beside(
    screen: pygame.Surface, type_: Type, state: BoardState, lesson: Lesson, area: pygame.Rect
) -> None:
    """Notes: what comes next, what pupils think, what to reveal, questions for the talk."""
    screen.blit(panel(area.size, type_.px(12), alpha=255), area)
    inner = area.inflate(-type_.tx(32), -type_.tx(24))
    y = inner.y
    for title, text in notes_of(state, lesson):
        if y + type_.height(Role.SMALL) + type_.height(Role.BODY) > inner.bottom:
            break
        screen.blit(type_.line(title, Role.SMALL_STRONG, MUTED), (inner.x, y))
        y = _lines(
            screen,
            type_,
            [text],
            pygame.Rect(inner.x, y + type_.height(Role.SMALL), inner.width, inner.bottom - y),
        ) + type_.tx(8)


def notes_of(state: BoardState, lesson: Lesson) -> list[tuple[str, str]]:
    """Return heading and text of each note."""
    given, table = state.given, lesson.table
    words, document = given.words, state.document
    found: list[tuple[str, str]] = []

    def add(title: str, text: str | None) -> None:
        if text:
            found.append((title, words(text)))

    ahead = given.steps[given.at + 1 :]
    if ahead:
        found.append((_("Next"), phase_words(ahead[0])))
    if document:
        add(_("The reveal"), document.get("reveal"))
    later = [given.documents[s.part] for s in ahead if s.part not in (0, given.step.part)]
    if later:
        add(_("Next part"), later[0]["ask"] or later[0]["text"])
    add(_("Pupils usually think"), table.misconceptions)
    for question in table.questions:
        add(_("Ask"), question)
    add(_("Take away"), table.takeaway)
    minutes = sum(
        d["minutes"] or usual_minutes(d)
        for d in {s.part: given.documents[s.part] for s in ahead if s.part}.values()
    )
    found.insert(1, (_("Time left"), n_("about {n} minute", "about {n} minutes", max(1, round(minutes)))))
    return found


def told(
    state: BoardState, lesson: Lesson, waited: float, commands: Sequence[str], choices: int
) -> dict[str, Any]:
    """Return what the teacher's phone shows; ``choices``: how many commands this step asks for."""
    given, document = state.given, state.document
    options: list[tuple[str, tuple[int, ...]]] = []
    lines = joined_words(state)
    if document and document["rounds"]:
        lines = votes_words(state)
        if document["kind"] == "choose":
            options = [
                (f"{boards.LETTERS[k]}  {given.words(row['say'])}", tuple(row["votes"]))
                for k, row in enumerate(state.result()["options"])
            ]
    return {
        "step": given.at,
        "waited": int(waited),
        "head": phase_words(given.step),
        "ask": given.words(document["ask"] or document["text"] or "") if document else "",
        "lines": lines,
        "options": options,
        "notes": notes_of(state, lesson),
        "people": given.people(),
        "buttons": list(commands),
        "choices": choices,
    }


def usual_minutes(document: Mapping[str, Any]) -> float:
    """Return the minutes of a part whose file says nothing: talking is what takes time."""
    kind = document["kind"]
    if document.get("discuss"):
        return 5.0
    return {"read": 3.0, "play": 4.0, "write": 4.0, "estimate": 1.0, "text": 1.0}.get(kind, 1.5)
