"""Words about passes: on the grass in levels, beside the plate in matches, as far as one likes."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from game.app.coaching.duel_teller import after_a_tackle, kicks_taken_away, lunges_in_vain, show_lunges
from game.app.coaching.pass_teller import PassTeller
from game.app.coaching.verdict_sign import AFTER, LASTS, Verdict, VerdictSign
from game.app.input.buttons import Buttons
from game.app.input.thumb import Thumb
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.core.events import Events, Kind
from game.core.intents import Technique
from game.scenario.level_paths import find
from tests.analysis.played_passes import STARE, played
from tests.app.drive import Drive


def test_a_pass_in_a_level_is_told_where_it_ended_and_on_the_card(context: Context, drive: Drive) -> None:
    play = Play(context, find("dont-stare"))
    context.home(play)
    drive(0.8)
    drive(0.4, Buttons(push=True, move=(0.7, 0.7)))
    for _ in range(150):
        drive(1 / 60)
        if play.verdict.strength(play.time):
            break
    said, last = play.verdict.shown, play.coach.pass_log.last
    assert said is not None
    assert last is not None
    assert play.verdict._at == last.end
    assert play.card.shown is not None
    assert str(play.card.shown.headline) == said.words, "the card's first line is the same cause"
    drive(0.3)
    drive(0.3, Buttons(push=True, move=(0.7, -0.7)))


def test_words_come_a_moment_later_and_go(context: Context) -> None:
    sign = VerdictSign()
    sign.show(Verdict("Clean"), (0.0, 0.0), (200, 0, 0), 10.0)
    times = (10.0 + 0.9 * AFTER, 10.0 + AFTER, 10.0 + AFTER + LASTS, 11.6)
    assert [sign.strength(t) for t in times] == [0.0, 1.0, 1.0, 0.0]
    sign.drop()
    assert sign.strength(10.5) == 0.0


def test_a_whisper_is_for_what_counts_and_the_computers_pass_is_called_so() -> None:
    (stared,) = played(STARE, 3)
    mine, me = {stared.passer: 0}, {stared.passer: 0}
    quiet = PassTeller().tell(stared, mine, me, full=False)
    assert quiet is not None
    assert quiet.said.words == "D1 read it"
    clean = replace(stared, outcome=stared.outcome.COMPLETED)
    assert PassTeller().tell(clean, mine, me, full=False) is None
    assert PassTeller().tell(stared, {}, {1: 0}, full=False) is None
    computers = PassTeller().tell(stared, {}, {1: 0}, full=True)
    assert computers is not None
    assert computers.said.label == "Team-mate's pass"
    taken = PassTeller().tell(stared, {}, {stared.by: 1}, full=False)
    assert taken is not None
    assert (taken.person, taken.said.words) == (1, "You read it!")


@dataclass
class Sits:
    person: int
    player: int
    thumb: Thumb = field(default_factory=Thumb)


def test_duels_are_told_to_those_in_them() -> None:
    (stared,) = played(STARE, 3)
    squad, at = stared.moment.world.squad, np.array([[1.0, 2.0, 0.0]])
    lunge = Events(Kind.BEATEN, np.array([0]), np.array([3]), np.array([0]), at, np.array([0.9]))
    told = lunges_in_vain([lunge], [Sits(0, 0), Sits(1, 3)], squad)
    assert [(one.person, one.said.words, one.said.good) for one in told] == [
        (0, "D1 lunged past you", True),
        (1, "You lunged past it", False),
    ]
    assert told[0].at == (1.0, 2.0)
    assert lunges_in_vain([lunge], [Sits(0, 1)], squad) == [], "nobody's who was in it"
    assert "heel" in after_a_tackle([Sits(0, 0, Thumb(turns=True))]), "a turn under a marker isn't sooner"
    assert "shield" in after_a_tackle([Sits(0, 0)])
    tackle = replace(lunge, kind=Kind.TACKLE)
    turning = Thumb(technique=Technique.PUSH, turns=True)
    (taken,) = kicks_taken_away([tackle], [Sits(0, 0, turning), Sits(1, 3)], squad)
    assert (taken.person, taken.said.words) == (0, "Tackled by D1")
    assert kicks_taken_away([tackle], [Sits(0, 0)], squad) == [], "no kick was on its way"
    sign = VerdictSign()
    show_lunges(sign, [lunge], [Sits(0, 0)], squad, lambda _player: (200, 0, 0), 10.0)
    assert sign.shown == told[0].said


def test_passes_in_a_row_are_told_at_the_fourth() -> None:
    (stared,) = played(STARE, 3)
    clean, mine = replace(stared, outcome=stared.outcome.COMPLETED), {stared.passer: 0}
    teller = PassTeller()
    told = [teller.tell(clean, mine, mine, full=False) for _ in range(4)]
    assert [each is None for each in told] == [True, True, True, False]
    assert told[3] is not None
    assert told[3].said.label == "4 passes in a row"


@pytest.mark.parametrize("language", ["en", "de"])
def test_matches_have_an_option_for_it(context: Context, language: str) -> None:
    from game.app.scenes.menus.options import words_for

    context.change(replace(context.settings, language=language))
    assert len({words_for("verdicts", value) for value in ("off", "whisper", "full")}) == 3
