"""Ghosts are small, whole or not there."""

import json
from pathlib import Path

import pytest

from game.storage.ghosts import (
    MOST_SAMPLES,
    Ghost,
    Sample,
    decode,
    encode,
    ghost_file,
    keep_ghost,
    load_ghost,
)
from game.storage.records import GarbledError

GO = tuple(Sample(0.05 * n, -2.0 + 0.01 * n, 0.02 * n, 0.05 * n + 0.4, 0.0) for n in range(80))


def test_a_ghost_comes_back_to_the_centimetre_and_takes_little(tmp_path: Path) -> None:
    keep_ghost(tmp_path, "wall-drill", Ghost({0: GO, 7: GO[:5]}))
    found = load_ghost(tmp_path, "wall-drill")
    assert found is not None
    assert set(found.goes) == {0, 7}
    for one, other in zip(found.goes[0], GO, strict=True):
        assert one == pytest.approx(other, abs=0.0051)
    assert load_ghost(tmp_path, "heel-wall") is None
    assert ghost_file(tmp_path, "wall-drill").stat().st_size < 1500


@pytest.mark.parametrize("text", ["", "?", "AAAA", "Zm9v", encode(GO)[:-8], encode(GO)[4:]])
def test_a_broken_go_is_none(text: str) -> None:
    with pytest.raises(GarbledError):
        decode(text)


def test_a_broken_file_is_no_ghost_and_a_new_best_takes_its_place(tmp_path: Path) -> None:
    keep_ghost(tmp_path, "wall-drill", Ghost({0: GO}))
    file = ghost_file(tmp_path, "wall-drill")
    for text in ("{", "[]", json.dumps({"format": 1, "level": "other", "goes": {}}), '{"goes": {"0": 3}}'):
        file.write_text(text)
        assert load_ghost(tmp_path, "wall-drill") is None
    keep_ghost(tmp_path, "wall-drill", Ghost({1: GO}))
    found = load_ghost(tmp_path, "wall-drill")
    assert found is not None
    assert set(found.goes) == {1}


def test_an_endless_go_is_cut() -> None:
    assert len(decode(encode(GO[:1] * (MOST_SAMPLES + 50)))) == MOST_SAMPLES
