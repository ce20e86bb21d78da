"""What card, why and what-if say: of people and of the computer, of both sides, in both languages, uncut."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pygame
import pytest

from game.analysis.card.text import describe
from game.analysis.explain.explanation import explain
from game.analysis.explain.facts import Facts, measure
from game.analysis.explain.shown import Shown
from game.analysis.passes.outcome import Outcome
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.whatif.advice import what_to_do
from game.analysis.whatif.engine import Row, Worlds
from game.analysis.whatif.factors import FACTORS, NAMES, Change, both, changes, whole_passes
from game.analysis.whatif.ranking import Turn
from game.app.coaching.explanation_board import draw_sentences, draw_share, sentences_height
from game.app.coaching.strike_card import WIDTH, card_picture, told_picture
from game.app.i18n import say, speak
from game.app.render.kits import PALETTES, sides_worn
from game.app.render.theme import Role, Type
from game.app.scenes.coaching.panel_text import result_words, row_name, verdict_words
from game.core.intents import Wish
from game.rules.match.laws import LAWS
from game.rules.match.match import Match
from game.scenario.fixture import Fixture
from game.scenario.phrases import Phrase
from tests.analysis.played_passes import STARE, played

LARGEST = 1.3
SIZES = ((1280, 720), (1920, 1080))


@pytest.fixture(scope="module")
def one() -> Pass:
    return played()[0]


@pytest.fixture(scope="module")
def facts(one: Pass) -> Facts:
    return measure(one)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    pygame.font.init()
    speak("en")
    yield
    speak("en")


def of_a_match(one: Pass, sides: tuple[str, str] = ("Red", "Blue")) -> Pass:
    """The same pass by the players of a match."""
    squad = one.moment.world.squad
    ids = ("R1", "R2", "R3", "B1")
    names = tuple(f"{sides[team]} {each[1:]}" for each, team in zip(ids, squad.team, strict=True))
    world = one.moment.world.take(np.array([0]))
    world.squad = replace(squad, ids=ids, called=names)
    return replace(one, moment=replace(one.moment, world=world))


def everything(told: object) -> str:
    said = explain(*told, STARE)  # type: ignore[misc]
    return " ".join([say(said.headline), *(f"{say(s.said)} {say(s.number)}" for s in said.sentences)])


@pytest.mark.parametrize(
    ("language", "yours"), [("en", r"\b[Yy]ou(r)?\b"), ("de", r"\b([Dd]u|dein\w*|dir)\b")]
)
def test_only_ones_own_kick_is_told_to_one(one: Pass, facts: Facts, language: str, yours: str) -> None:
    speak(language)
    assert re.search(yours, everything((one, facts)))
    assert not re.search(yours, everything((replace(one, person=False), facts)))


@pytest.mark.parametrize("palette", list(PALETTES))
@pytest.mark.parametrize("language", ["en", "de"])
def test_players_are_called_by_what_their_side_wears(
    one: Pass, facts: Facts, palette: str, language: str
) -> None:
    red, blue = sides_worn(palette)
    speak(language, (red, blue))
    told = everything((replace(of_a_match(one), person=False), facts))
    speak(language)
    worn = [say(Phrase(side)) for side in (red, blue)]
    for side in worn:
        assert re.search(rf"\b{side} [1-3]\b", told), (side, told)
    if palette != "classic":
        assert "Blue" not in told
    assert not re.search(r"(?<!Sky )\bBlue \d", told)


def test_a_side_with_a_name_keeps_it(one: Pass, facts: Facts) -> None:
    speak("de", sides_worn("classic"))
    told = everything((of_a_match(one, ("Owls", "Foxes")), facts))
    assert "Foxes 1" in told
    assert "Hellblau" not in told


def test_a_kick_that_the_computer_took_is_not_told_to_the_person() -> None:
    """A kick-off left too long is the computer's, though a person steers the taker."""
    side = {"control": "human1"}
    match = Match(Fixture.model_validate({"a_side": 3, "red": side, "blue": {}}), 1)
    log = PassLog()
    assert LAWS.take_within > 0.0
    for _ in range(60 * 40):
        log.observe(match, match.advance({player: Wish() for player in match.people.values()}))
        if log.passes:
            break
    assert log.last is not None
    assert match.lineup.squad.team[log.last.passer] == 0
    assert not log.last.person


def part(hits: int, n: int = 100) -> Worlds:
    outcome = np.where(np.arange(n) < hits, Outcome.COMPLETED, Outcome.OUT).astype(np.int8)
    nothing = np.zeros((n, 2), dtype=np.float32)
    return Worlds(outcome, outcome * 0, nothing[:, 0], nothing, np.zeros((0, 0, 2), dtype=np.float32))


@pytest.mark.parametrize(
    ("harder", "said"),
    [
        (39, "Hit it harder (11 m/s): 39 % arrive, not 17 %."),
        (20, "None of these makes a difference: 17 % arrive either way."),
    ],
)
def test_what_helps_without_turning_it_is_no_difference_only_where_it_is_none(harder: int, said: str) -> None:
    rows = [Row(Change("", "plan", STARE), [part(17)]) for _ in range(2)]
    rows.append(Row(Change("speed", 11.0, STARE), [part(harder)]))
    assert verdict_words(rows, None, "speed", arrived=False) == said


def test_two_things_another_way_are_both_said(one: Pass) -> None:
    squad, pitch = one.moment.world.squad, one.moment.pitch
    two = both(STARE, ("speed", 12.0), ("look_time", 0.2), squad, pitch)
    assert str(what_to_do(two, STARE)) == "Hit it harder (12 m/s), Look for less time (0.2 s)"
    one_of_them = both(STARE, ("speed", STARE.speed), ("look_time", 0.2), squad, pitch)
    assert str(what_to_do(one_of_them, STARE)) == "Look for less time (0.2 s)"


def rows_of(one: Pass) -> list[Row]:
    """Every change there is, with numbers of the greatest width."""
    squad, pitch = one.moment.world.squad, one.moment.pitch
    asked = [Change("", "plan", STARE), Change("", "plan", STARE), *whole_passes(squad, one.passer)]
    for factor in FACTORS:
        asked += changes(STARE, squad, one.passer, pitch, factor)
    outcome = np.arange(1000, dtype=np.int8) % 7 + 1
    nothing = np.zeros((1000, 2), dtype=np.float32)
    worlds = Worlds(outcome, outcome * 0, nothing[:, 0], nothing, np.zeros((0, 0, 2), dtype=np.float32))
    return [Row(change, [worlds]) for change in asked]


@pytest.mark.parametrize(("language", "size"), list(product(("en", "de"), SIZES)))
def test_nothing_is_cut_at_the_largest_text(
    one: Pass, facts: Facts, language: str, size: tuple[int, int]
) -> None:
    speak(language, sides_worn("orange"))
    type_ = Type(size, LARGEST)
    row = one.strike.row(one.row) | {
        "stamina": 0.2, "pressure": 1.0, "strain": 0.4, "better_foot": 0.0,
        "body_speed": 7.0, "speed": 9.0, "turned": 1.2,
    }  # fmt: skip
    shown = Shown(row, describe(row))
    told = explain(of_a_match(one), facts, STARE)
    rows = rows_of(one)
    for change in (row_.change for row_ in rows):
        advice = Turn(Row(change, rows[0].parts), 0.3, True)
        why = replace(told, base=rows[0], turn=advice)
        assert told_picture(type_, shown, why).get_width() == type_.tx(WIDTH)
        # The why page's rows have half of its right side for their names.
        assert type_.width(say(what_to_do(change, STARE)), Role.SMALL_STRONG) <= size[0] * 0.27, change
        assert type_.width(row_name(Row(change), ""), Role.SMALL_STRONG) <= 0.6 * size[0] * 0.46, change
        said = verdict_words(rows[:2], advice, change.factor, arrived=False)
        assert len(type_.wrap(said, Role.BODY, round(size[0] * 0.5) - type_.px(22))) <= 2, said
    assert len(type_.wrap(result_words(rows[0]), Role.STRONG, round(size[0] * 0.5) - type_.px(22))) <= 3
    for name in NAMES.values():
        assert type_.width(say(name), Role.STRONG) <= type_.tx(236 - 40), name
    for whole in (False, True):
        picture = card_picture(type_, shown, whole=whole)
        for line in shown.card.lines:
            room = picture.get_width() - type_.tx(60)
            assert type_.width(say(line.number), Role.SMALL_STRONG) <= room
            assert type_.width(say(line.what), Role.SMALL_STRONG) <= room
    width = round(size[0] * 0.5)
    screen = pygame.Surface(size)
    sentences = list(told.sentences)
    end = draw_sentences(screen, type_, sentences, 0, 0, width)
    assert end == sentences_height(type_, sentences, width)
    for s in sentences:
        assert type_.width(say(s.number), Role.SMALL) <= width - type_.tx(26)


@pytest.mark.parametrize("high", [40, 12, 2, 0])
def test_a_bar_is_drawn_however_little_room_its_row_has(high: int) -> None:
    screen = pygame.Surface((400, 100))
    type_ = Type((1280, 720), LARGEST)
    draw_share(screen, type_, pygame.Rect(10, 40, 380, high), "Harder", 0.5, (0.4, 0.6), 120, (200, 40, 40))
    assert screen.get_bounding_rect().width > 0
    assert any(screen.get_at((x, 40 + high // 2))[0] > 150 for x in range(130, 390))
