"""Every sentence comes from something measured: another measurement, another sentence."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.analysis.explain.explanation import Explanation, explain
from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.explain.facts import CUES, Facts, OpponentInPass, measure
from game.analysis.explain.sentences import percent
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass, Touch
from game.analysis.replay.recorder import Recorder
from game.cli import explain as explain_command
from game.cli import main
from game.cli.explain import as_json, as_text, explained_pass, passes_of
from game.cli.watch import opened
from game.core.events import Kind
from game.core.plan import Plan
from game.storage.workers import Pool
from tests.analysis.played_passes import STARE, played


@pytest.fixture(scope="module")
def one() -> Pass:
    """A pass of a person who stared at the team-mate."""
    return played()[0]


@pytest.fixture(scope="module")
def facts(one: Pass) -> Facts:
    return measure(one)


@pytest.fixture(scope="module")
def whole(one: Pass) -> Iterator[Explanation]:
    pool = Pool(1)
    yield ExplanationJob(one, pool, factors=("look_time", "look"), rounds=(24,)).wait()
    pool.close()


def said(a_pass: Pass, facts: Facts, about: str) -> str:
    """What is said about one thing, in one line."""
    return " ".join(str(s.said) for s in explain(a_pass, facts, STARE).sentences if s.about == about)


def test_measuring_plays_the_pass_as_it_was(one: Pass, facts: Facts) -> None:
    assert facts.same
    assert len(facts.times) == one.ended - one.begun
    assert facts.times[one.struck - one.begun - 1] == 0.0


def test_the_look_is_as_long_as_the_eyes_rested(one: Pass, facts: Facts) -> None:
    assert said(one, facts, "look") == f"You looked at A for {facts.seconds_at_target:.1f} s."
    assert said(one, replace(facts, seconds_at_target=0.9), "look") == "You looked at A for 0.9 s."
    away = replace(facts, seconds_at_target=0.0, look="B", looked_for=0.5)
    assert said(one, away, "look") == "You looked at B, not at A."


def test_a_ball_played_to_nobody_is_the_passers_own_doing(one: Pass, facts: Facts) -> None:
    """It goes out, and a defender who ran the same way is no reason for that."""
    (watcher,) = facts.watchers
    early = replace(watcher, gap=2.0, left=-0.8, away=0.0)
    told = explain(
        replace(one, outcome=Outcome.OUT, by=-1), replace(facts, receiver=-1, watchers=(early,)), STARE
    )
    assert str(told.headline) == "Out of play: nobody was there."
    by = {s.about: s for s in told.sentences}
    assert str(by["aim"].said) == "No team-mate was where you aimed."
    assert str(by["aim"].number).startswith("A was nearest, ")
    assert by["aim"].good is False
    assert by["start"].good is None
    assert max(told.sentences, key=lambda s: s.weight) is by["aim"]
    meant = explain(one, facts, STARE)
    assert "aim" not in {s.about for s in meant.sentences}


def test_a_defender_who_leaves_early_is_said_to(one: Pass, facts: Facts) -> None:
    (watcher,) = facts.watchers

    def starts(**changes: object) -> str:
        far = replace(watcher, gap=3.0, away=0.0, **changes)  # type: ignore[arg-type]
        return said(one, replace(facts, watchers=(far,)), "start")

    assert starts(left=-0.3) == "D1 moved 0.3 s before you kicked."
    assert starts(left=0.2) == "D1 moved 0.2 s after you kicked."
    assert starts(left=None) == "D1 never went for it."
    wrong = replace(facts, watchers=(replace(watcher, gap=3.0, away=1.4),))
    assert said(one, wrong, "start") == "D1 was going the wrong way as you kicked."
    there = replace(facts, watchers=(replace(watcher, gap=0.3, left=-0.5, away=0.0),))
    assert said(one, there, "start") == "D1 got in the way 0.5 s before you kicked."


def test_what_was_expected_and_from_what_follows_the_belief(one: Pass, facts: Facts) -> None:
    (watcher,) = facts.watchers
    contact = one.struck - one.begun - 1
    sure, unsure = np.full(len(watcher.times), 0.9), np.full(len(watcher.times), 0.1)
    cues = {cue: np.zeros(len(watcher.times)) for cue in CUES}
    cues["plant foot and swing"] = np.full(len(watcher.times), 0.4)
    known = replace(watcher, belief=sure, knew=-0.6, cues=cues)
    with_them = replace(facts, watchers=(known,))
    assert said(one, with_them, "belief") == "D1 expected the pass to A 0.6 s before you kicked."
    assert said(one, with_them, "cue") == "What told D1 most: your standing foot and swing."
    expects = list(watcher.expects)
    expects[contact] = one.moment.world.squad.index("B")
    fooled = replace(watcher, belief=unsure, knew=None, expects=tuple(expects))
    assert said(one, replace(facts, watchers=(fooled,)), "belief") == "D1 expected a pass to B."


def test_a_stare_is_read_from_the_eyes_and_a_lie_isn_t(one: Pass, facts: Facts) -> None:
    plan = Plan("push", "A", look="B", look_time=0.8, speed=9.0, delay=0.4)
    # What one defender misjudges in one pass can outweigh the eyes; in a few it doesn't.
    lies = [measure(played(plan, seed)[0]).watchers[0] for seed in (3, 4, 5)]
    honest, lied = facts.watchers[0], lies[1]

    def told(watcher: OpponentInPass) -> float:
        """What of a belief hung on the eyes while the leg was up; at contact the swing tells all."""
        late = (watcher.times > -0.7) & (watcher.times < -0.1)
        return float(watcher.cues["eyes"][late].mean())

    assert told(honest) > 0.02
    assert sum(map(told, lies)) < 0.0
    assert lied.at_contact(lied.belief) < honest.at_contact(honest.belief)


def test_lane_and_arrival_are_told_as_measured(one: Pass, facts: Facts) -> None:
    assert facts.lane is not None
    closed = replace(facts.lane, closed=-0.4)
    assert said(one, replace(facts, lane=closed), "lane") == "D1 closed the way to A 0.4 s before you kicked."
    assert "was open" in said(one, replace(facts, lane=replace(facts.lane, closed=None)), "lane")
    mate = one.moment.world.squad.index("A")
    hard = replace(one, touch=Touch(Kind.MISCONTROL, mate, 11.0), outcome=Outcome.MISCONTROLLED)
    assert "came at 11.0 m/s" in said(hard, facts, "touch")
    assert "too hard for A" in said(hard, facts, "touch")
    assert str(explain(hard, facts, STARE).headline) == "It reached A, but got away."


def test_of_the_computer_s_players_one_speaks_by_name(one: Pass, facts: Facts) -> None:
    theirs = replace(one, person=False)
    for sentence in explain(theirs, facts, STARE).sentences:
        assert "you" not in str(sentence.said).lower().split()
        assert "your" not in str(sentence.said).lower().split()
    assert said(theirs, facts, "look").startswith("P looked at A")


def test_causes_come_from_what_was_played_and_the_words_carry_the_numbers(whole: Explanation) -> None:
    assert whole.base is not None
    assert {cause.factor for cause in whole.causes} <= {"look_time", "look"}
    gains = [cause.gain for cause in whole.causes]
    assert gains == sorted(gains, reverse=True)
    if whole.turn is not None:
        assert percent(whole.turn.row.share) in str(whole.verdict())
    assert len(whole.short(3)) == 3


def test_json_has_what_its_page_says_and_is_strict(whole: Explanation) -> None:
    data = as_json(whole)
    again = json.loads(json.dumps(data, allow_nan=False))
    assert again["passer"] == "P"
    assert again["receiver"] == "A"
    assert again["same_when_played_again"] is True
    assert set(again["defenders"][0]["timeline"]) == {"t", "belief", "keep", "cues"}
    assert set(again["defenders"][0]["timeline"]["cues"]) == set(CUES)
    assert sum(again["as_it_was"]["outcomes"].values()) == again["as_it_was"]["n"] == 24
    page = (Path(__file__).parents[3] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    for key in again:
        assert any(f"`passes[].{key}{end}" in page for end in "`.["), key
    text = as_text(whole)
    for sentence in whole.sentences:
        assert str(sentence.said) in text


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("replays") / "one.bhr"
    played(recorder=lambda playable: Recorder(playable, into=file))
    return file


def test_the_command_tells_and_draws(
    replay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "why.png"
    assert main(["explain", str(replay), "--worlds", "0", "--png", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert len(report["passes"]) == 1
    assert report["passes"][0]["causes"] == []
    assert out.read_bytes().startswith(b"\x89PNG")
    assert main(["explain", str(replay), "--worlds", "0"]) == 0
    assert "1 passes" not in capsys.readouterr().out


def test_each_pass_is_told_as_soon_as_it_is_looked_into(
    replay: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A match has a hundred passes, and nobody waits for the last to read the first."""
    passes, difference = passes_of(opened(str(replay)))
    monkeypatch.setattr(explain_command, "passes_of", lambda replay: (passes * 2, difference))
    before = []

    def looked_into(*args: Any) -> Explanation:
        before.append(capsys.readouterr().out)
        return explained_pass(*args)

    monkeypatch.setattr(explain_command, "explained_pass", looked_into)
    assert main(["explain", str(replay), "--worlds", "0"]) == 0
    assert "2 passes" in before[0]
    assert "1. " in before[1]


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        (["--pass", "9"], "--pass: expected a pass from 1 to 1 (got 9)"),
        (["--worlds", "-1"], "--worlds: expected a whole number from 0 to 2000 (got -1)"),
        (["--png", "/nowhere/at/all.png", "--worlds", "0"], "--png: expected a file that can be written"),
    ],
)
def test_a_wrong_argument_is_one_line(
    replay: Path, extra: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(replay), *extra]) == 2
    heard = capsys.readouterr()
    assert words in heard.err
    assert heard.err.count("\n") == 1
    assert heard.out == ""


def test_a_file_that_is_no_replay_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "foreign.bhr"
    file.write_bytes(b"not a replay at all")
    assert main(["explain", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
