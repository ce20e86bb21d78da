"""Templates with values: their English, and who is called what."""

import numpy as np
import pytest

from game.core.state import Squad
from game.scenario.phrases import SILENCE, Name, names_of, phrase, phrase_in, phrase_n


def squad(ids: tuple[str, ...], called: tuple[str, ...] = ()) -> Squad:
    n = len(ids)
    ones = np.ones(n, dtype=np.int8)
    return Squad(ids, np.zeros(n, dtype=np.int8), np.full(n, 0.7), ones, np.zeros(n, dtype=np.bool_), called)


def test_a_phrase_within_a_phrase_is_filled_too() -> None:
    why = phrase("leaning back ({share:.0f} %)", share=80.0)
    assert str(phrase("Up in the air, {loft:.0f}°: {why}.", loft=11.2, why=why)) == (
        "Up in the air, 11°: leaning back (80 %)."
    )
    assert str(phrase_in("foot", "left")) == "left"
    assert not SILENCE


@pytest.mark.parametrize(("n", "said"), [(1, "1 pass"), (0, "0 passes"), (2, "2 passes")])
def test_a_number_has_its_form(n: int, said: str) -> None:
    assert str(phrase_n("{n} pass", "{n} passes", n)) == said


def test_only_a_side_without_a_name_of_its_own_goes_by_what_it_wears() -> None:
    unnamed = names_of(squad(("R1", "B12"), ("Red 1", "Blue 12")))
    assert unnamed == (Name("Red 1", 0, "1"), Name("Blue 12", 1, "12"))
    assert [name.side for name in names_of(squad(("R1", "B2"), ("Owls 1", "Foxes 2")))] == [None, None]
    # In a level they have their ids, whatever these look like.
    assert [name.side for name in names_of(squad(("R1", "Blue 2")))] == [None, None]
