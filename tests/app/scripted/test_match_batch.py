"""Matches with people at the keys, side by side: each is the match that it would be alone."""

import numpy as np

from game.app.scripted.controls import ScriptedGame
from game.app.scripted.match_batch import MatchesWithPeople, ScriptedMatches
from game.app.scripted.people import KINDS
from game.rules.match.match import Match
from game.scenario.fixture import Fixture, Side

STEPS = 100
ROW = 1


def test_each_match_is_the_one_that_its_people_would_play_alone() -> None:
    red, blue = Side(control="human1", kit="red", strength=1), Side(kit="blue", strength=1)
    fixture = Fixture(a_side=3, minutes=0.5, boards=True, quick=True, red=red, blue=blue)
    scripted = ScriptedMatches(MatchesWithPeople(fixture, 2, 2), lambda n: {"human1": KINDS["random"](2, n)})
    match = Match(fixture, 2, first=ROW)
    alone = ScriptedGame(match, {"human1": KINDS["random"](2, ROW)}, sides=match)
    passes, runs, seats = 0, 0, set()
    for _ in range(STEPS):
        scripted.step()
        alone.step()
        assert scripted.presses[ROW].hands["human1"].held == alone.hands["human1"].held
        assert scripted.matches.steerings[ROW].people == match.people
        sent, sent_alone = scripted.matches.ai_team.run_now, match.ai_team.run_now
        assert sent is not None
        assert sent_alone is not None
        assert np.array_equal(sent[ROW], sent_alone[0])
        passes += alone.orders["human1"].passed_to is not None
        runs += alone.orders["human1"].run
        seats.add(match.people["human1"])
    assert passes > 0
    assert runs > 0
    assert len(seats) > 1
    for part in ("ball", "bodies"):
        for name in ("pos", "vel"):
            both = getattr(getattr(scripted.matches.world, part), name)[ROW]
            assert np.array_equal(both, getattr(getattr(match.world, part), name)[0]), (part, name)
    assert not np.array_equal(scripted.matches.world.bodies.pos[0], scripted.matches.world.bodies.pos[1])
