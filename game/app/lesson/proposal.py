"""What a group may ask for: a pass of its own, or the same answers elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.app.defender_view.model import STYLE_WORDS
from game.app.i18n import N_, _
from game.app.lesson.turn_rows import TurnRow, TurnRows
from game.scenario.schema import Level

TECHNIQUES: Final = (("push", N_("Push")), ("backheel", N_("Heel")))
AIMS: Final = (("feet", N_("To the feet")), ("far_foot", N_("To the far foot")), ("lead", N_("In front")))
LOOK_TIMES: Final = (0.1, 0.2, 0.4, 0.6, 0.8, 1.2)
WEIGHTS: Final = (None, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0)
DELAYS: Final = (0.0, 0.3, 0.6, 1.0, 1.5, 2.0)
SWINGS: Final = (None, 0.22, 0.3, 0.45, 0.6)
GROUNDS: Final = {"dry": N_("Dry grass"), "wet": N_("Wet grass"), "bumpy": N_("Bumpy ground"),
                  "artificial": N_("Artificial turf")}  # fmt: skip


class Proposal(TurnRows):
    """A plan of the group's own."""

    def __init__(self, level: Level, holder: str, does: str) -> None:
        team = level.players[level.index(holder)].team
        mates = [player.id for player in level.players if player.team == team and player.id != holder]
        looks = [("target", _("at where it goes")), ("away", _("at nobody"))]
        looks += [(mate, _("at {who}", who=mate)) for mate in mates]
        usual = _("as usual")
        rows: list[TurnRow] = [
            ("target", _("Who gets it"), [(mate, mate) for mate in mates]),
            ("technique", _("With what"), [(key, _(word)) for key, word in TECHNIQUES]),
            ("aim", _("Where to"), [(key, _(word)) for key, word in AIMS]),
            ("look", _("Eyes"), looks),
            ("look_time", _("How long they rest there"), [(s, _("{s:.1f} s", s=s)) for s in LOOK_TIMES]),
            ("speed", _("How hard"), [(v, usual if v is None else _("{v:.0f} m/s", v=v)) for v in WEIGHTS]),
            ("backswing", _("Swing"), [(s, usual if s is None else _("{s:.2f} s", s=s)) for s in SWINGS]),
            ("delay", _("When"), [(s, _("after {s:.1f} s", s=s) if s else _("at once")) for s in DELAYS]),
        ]
        super().__init__(_("Your pass"), rows, does)

    @property
    def plan(self) -> dict[str, Any]:
        """The plan as it stands."""
        plan = self.values
        if plan["aim"] == "feet":
            del plan["aim"]
        if not plan["delay"]:
            del plan["delay"]
        return plan

    @property
    def written(self) -> str:
        """The plan as somebody would write it on a phone."""
        return " ".join(f"{key}={value}" for key, value in self.plan.items())

    @property
    def words(self) -> str:
        """The plan in a few words."""
        said = [f"{self.word('technique')} {_('to {who}', who=self.word('target'))}"]
        said += [self.word(key) for key in ("aim", "speed", "delay") if not self.is_first(key)]
        if not self.is_first("look") or not self.is_first("look_time"):
            said.append(_("eyes {where}, {time}", where=self.word("look"), time=self.word("look_time")))
        if not self.is_first("backswing"):
            said.append(_("swing {time}", time=self.word("backswing")))
        return ", ".join(said)


class Variant(TurnRows):
    """Play the same answers on other ground, against another kind of defender, or with the other foot."""

    def __init__(self, level: Level, holder: str) -> None:
        team = level.players[level.index(holder)].team
        foes = [player.id for player in level.players if player.team != team]
        same = _("as it is")
        own = level.pitch.surface
        rows: list[TurnRow] = [
            ("ground", _("Ground"), [(None, same), *((k, _(w)) for k, w in GROUNDS.items() if k != own)]),
            ("style", _("Defenders"), [(None, same), *((k, _(w)) for k, w in STYLE_WORDS.items())]),
            ("foot", _("Better foot of the passer"), [(None, same), *_other_foot(level, holder)]),
        ]
        super().__init__(_("The same again"), rows, _("Play every answer"))
        self._foes, self._holder = foes, holder

    @property
    def level_set(self) -> dict[str, Any]:
        """What is changed of the level."""
        values, found = self.values, {}
        if "ground" in values:
            found["pitch.surface"] = values["ground"]
        if "style" in values:
            found |= {f"player.{foe}.style": values["style"] for foe in self._foes}
        if "foot" in values:
            found[f"player.{self._holder}.foot"] = values["foot"]
        return found

    @property
    def words(self) -> str:
        """What is different, in a few words."""
        said = [self.word(key) for key in ("ground", "style", "foot") if not self.is_first(key)]
        return ", ".join(said) or _("as it is")


def _other_foot(level: Level, holder: str) -> list[tuple[str, str]]:
    foot = level.players[level.index(holder)].foot
    return [("left", _("left")) if foot == "right" else ("right", _("right"))]


def holder_of(document: Mapping[str, Any]) -> str | None:
    """Return who has the ball at a part's moment; None where nobody has."""
    return (document.get("scene") or {}).get("holder")
