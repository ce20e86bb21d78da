"""What one defender thinks is copied here so that people can see it. Nothing is ever put back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from game.app.i18n import N_, _, name_shown
from game.core.events import Events, Strike
from game.core.maths import Floats
from game.core.state import NOBODY, STEP_SECONDS, View, World
from game.mind.ai_team import AITeam
from game.mind.defence.anticipation import NO_LANE, Defence
from game.mind.defence.belief import HEEL, Belief, spots
from game.mind.traits.styles import USUAL
from game.scenario.phrases import Name
from game.scenario.schema import Level

Point = tuple[float, float]

LOOKS_BACK = 72
"""Steps of a thought's past that are kept."""
LEAST_CHANCE = 0.04
"""Passes less likely than this are not shown."""
NAMED = 2
"""How many are named."""
STAYS, FADES = 1.0, 0.5
"""Seconds after contact for which the belief of that moment is shown, and in which it goes."""
NOTE_STAYS = 4.0
"""Seconds for which the note about the last contact stays, unless the next swing comes first."""
_PEOPLE = ("human1", "human2")


STYLE_WORDS = {
    "novice": N_("Novice"),
    "patient": N_("Patient"),
    "gambler": N_("Gambler"),
    "ball_watcher": N_("Ball-watcher"),
    "veteran": N_("Veteran"),
}
"""What a defender's way to read is called."""


class ThinkingGame(Protocol):
    """Whatever is played: a world, and minds that think."""

    @property
    def world(self) -> World:
        """The one world that is played."""

    @property
    def ai_team(self) -> AITeam:
        """The minds of the computer's players."""


@dataclass(frozen=True, slots=True)
class ShownLane:
    """One pass that the defender thinks possible."""

    heel: bool
    to: int
    spot: Point
    """Metres: between the receiver's feet and the space ahead, as the belief lies."""
    space: bool
    """Whether it is believed to go into the space rather than to the feet."""
    chance: float


@dataclass(frozen=True, slots=True)
class ShownBelief:
    """What a defender believes at one step, and which line the defender has left to close."""

    step: int
    viewer: int
    carrier: int
    ball: Point
    keep: float
    shoot: float
    lanes: tuple[ShownLane, ...]
    """The passes that are thought possible, the likeliest first."""
    left_for: Point | None = None
    """Metres: the end of the pass for which the defender has left; None: still waiting."""
    left_to: int = NOBODY
    left_step: int = -1

    def chance(self, heel: bool, to: int) -> float:
        """Return how likely the defender thinks one pass, 0 to 1."""
        return sum(lane.chance for lane in self.lanes if lane.heel == heel and lane.to == to)

    def meets(self, here: Point) -> Point | None:
        """Return where a defender at ``here`` closes the line of the pass, metres; None before leaving."""
        if self.left_for is None:
            return None
        x, y = self.left_for[0] - self.ball[0], self.left_for[1] - self.ball[1]
        along = ((here[0] - self.ball[0]) * x + (here[1] - self.ball[1]) * y) / max(x * x + y * y, 1e-6)
        share = min(max(along, 0.15), 0.95)
        return (self.ball[0] + share * x, self.ball[1] + share * y)


def defenders_in(level: Level) -> tuple[int, ...]:
    """Players of the computer who defend against people (or against anybody, where no person plays)."""
    teams = {p.team for p in level.players if p.control in _PEOPLE} or {p.team for p in level.players}
    return tuple(
        n for n, p in enumerate(level.players) if p.control == "cpu" and any(p.team != team for team in teams)
    )


def _head(scene: ThinkingGame, viewer: int) -> tuple[Belief, Defence, int] | None:
    """Return the belief and the defence of the viewer's team, and the viewer's column in them."""
    defenders = scene.ai_team.defenders
    if defenders is None:
        return None
    for belief, defence in zip(defenders.beliefs, defenders.defences, strict=True):
        column = np.flatnonzero(belief.viewers == viewer)
        if column.size:
            return belief, defence, int(column[0])
    return None


def thought_of(scene: ThinkingGame, viewer: int, carrier: int, ball: Point) -> ShownBelief | None:
    """Return what ``viewer`` thinks that ``carrier`` will do with the ball; None without such a thought."""
    head = _head(scene, viewer)
    view = scene.world.view()
    team = view.squad.team
    if head is None or carrier == NOBODY or team[carrier] == team[viewer]:
        return None
    belief, defence, column = head
    choices = belief.choices
    points = target_points(view)
    lanes = []
    for technique in range(choices.passes.shape[2]):
        for to in range(view.squad.players):
            feet, space = (float(choices.passes[0, column, technique, into, to]) for into in (0, 1))
            if to == carrier or feet + space <= 0.0:
                continue
            x, y = (points[0, to] * feet + points[1, to] * space) / (feet + space)
            lanes.append(ShownLane(technique == HEEL, to, (float(x), float(y)), space > feet, feet + space))
    lanes.sort(key=lambda lane: -lane.chance)
    thought = ShownBelief(
        step=view.step,
        viewer=viewer,
        carrier=carrier,
        ball=ball,
        keep=float(choices.keep[0, column]),
        shoot=float(choices.shoot[0, column]),
        lanes=tuple(lanes),
    )
    return _committed(thought, scene, defence, column)


def _committed(thought: ShownBelief, scene: ThinkingGame, defence: Defence, column: int) -> ShownBelief:
    lane = int(defence.lane[0, column])
    if lane == NO_LANE:
        return thought
    players = scene.world.squad.players
    x, y = target_points(scene.world.view()).reshape(2 * players, 2)[lane]
    return replace(
        thought,
        left_for=(float(x), float(y)),
        left_to=lane % players,
        left_step=int(defence.left_at[0, column]),
    )


def target_points(view: View) -> Floats:
    """Return where passes may go as everybody is now, ``(2, players, 2)`` metres: feet and space."""
    b = view.bodies
    x, y = spots(b.pos[0, :, 0], b.pos[0, :, 1], b.vel[0, :, 0], b.vel[0, :, 1], b.hips[0])
    return np.stack((x, y), axis=-1).reshape(2, -1, 2)


class Onlooker:
    """Follows the thoughts of the defender that a person has chosen; of nobody at first."""

    def __init__(
        self, names: Sequence[str | Name], defenders: Sequence[int], styles: Sequence[str | None]
    ) -> None:
        """``names`` and ``styles`` by player number; ``defenders``: whose thoughts may be shown."""
        self.names = list(names)
        self.styles = [style or USUAL for style in styles]
        self.defenders = tuple(defenders)
        self.who: int | None = None
        self.forget()

    @classmethod
    def of_level(cls, level: Level) -> Self:
        """For a level: those who defend against people."""
        return cls([p.id for p in level.players], defenders_in(level), [p.style for p in level.players])

    def forget(self) -> None:
        """Begin again; the choice stays."""
        self.past: list[ShownBelief] = []
        self.contact: ShownBelief | None = None
        """What the defender believed when the ball was struck last."""
        self.before_contact: list[ShownBelief] = []
        self._set_ups = 0

    def turn(self, by: int = 1) -> None:
        """Choose the next defender, and nobody after the last."""
        choices: list[int | None] = [None, *self.defenders]
        self.who = choices[(choices.index(self.who) + by) % len(choices)]
        self.forget()

    @property
    def name(self) -> str:
        """Whose thoughts are shown, in the chosen language."""
        return _("Off") if self.who is None else name_shown(self.names[self.who])

    @property
    def shown_names(self) -> list[str]:
        """What everybody is called on the screen, by player number."""
        return [name_shown(name) for name in self.names]

    @property
    def now(self) -> ShownBelief | None:
        """The thought at this moment; None where the ball is no business of the defender's."""
        return self.past[-1] if self.past else None

    def observe(self, scene: ThinkingGame, events: Sequence[Events], set_ups: int = 0) -> None:
        """Take in the step that was just made; ``set_ups``: how often everybody was put in place."""
        if self.who is None:
            return
        world = scene.world
        if set_ups != self._set_ups:
            self._set_ups = set_ups
            self.past = []
        x, y = world.ball.pos[0, :2]
        thought = thought_of(scene, self.who, int(world.ball.holder[0]), (float(x), float(y)))
        if thought is None:
            self._observe_contact(scene, events)
            self.past = []
            self._observe_late_step(scene)
            return
        self.past.append(thought)
        if len(self.past) > LOOKS_BACK:
            self.past.pop(0)

    def _observe_contact(self, scene: ThinkingGame, events: Sequence[Events]) -> None:
        assert self.who is not None
        for struck in events:
            if isinstance(struck, Strike) and len(struck):
                point = (float(struck.point[0, 0]), float(struck.point[0, 1]))
                thought = thought_of(scene, self.who, int(struck.player[0]), point)
                if thought is not None:
                    # This was thought before the step in which the foot met the ball.
                    self.contact = replace(thought, step=thought.step - 1)
                    self.before_contact = [*self.past, self.contact][-LOOKS_BACK:]

    def _observe_late_step(self, scene: ThinkingGame) -> None:
        """Take in a defender who leaves in the moment before learning of the strike."""
        at = self.contact
        if at is None or at.left_for is not None or self.who is None:
            return
        head = _head(scene, self.who)
        soon = (scene.world.step - at.step) * STEP_SECONDS < STAYS
        if soon and head is not None and head[1].left_at[0, head[2]] > at.step:
            self.contact = _committed(at, scene, head[1], head[2])

    def strength(self, step: int) -> float:
        """Return how much of the belief at contact still shows, 0 to 1."""
        if self.contact is None:
            return 0.0
        age = (step - self.contact.step) * STEP_SECONDS
        return min(max((STAYS + FADES - age) / FADES, 0.0), 1.0)

    def shown(self, step: int) -> tuple[ShownBelief | None, float]:
        """Return what is drawn at a step and how strongly, 0 to 1: the belief at contact until it fades."""
        fading = self.strength(step)
        return (self.contact, fading) if fading > 0.0 else (self.now, 1.0)

    def noted(self, step: int, winding: bool) -> ShownBelief | None:
        """Return the last contact, as long as the note about it stays."""
        at = self.contact
        if at is None:
            return None
        age = (step - at.step) * STEP_SECONDS
        return at if age < STAYS + FADES or (age < NOTE_STAYS and not winding) else None


def verdict_on(thought: ShownBelief, names: Sequence[str], contact: bool, *, short: bool = False) -> str:
    """Return what the defender made of it: when they left, and for whom unless it is to be ``short``."""
    if thought.left_for is None:
        return _("Waited for the ball") if contact else _("Waits")
    who = names[thought.left_to]
    if not contact:
        return _("Has left") if short else _("Has left for {who}", who=who)
    s = (thought.step - thought.left_step) * STEP_SECONDS
    if s > 0.0:
        said = N_("Left {s:.2f} s before contact") if short else N_("Left for {who} {s:.2f} s before contact")
    elif s < 0.0:
        said = N_("Left {s:.2f} s after contact") if short else N_("Left for {who} {s:.2f} s after contact")
    else:
        said = N_("Left at contact") if short else N_("Left for {who} at contact")
    return _(said, s=abs(s), who=who)
