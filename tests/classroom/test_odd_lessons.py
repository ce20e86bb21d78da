"""A value of any other type, for any key of any part, is told in words that name the key; nothing throws."""

from typing import Any

import pytest
from pydantic import BaseModel

from game.classroom.lesson import schema
from game.scenario.errors import LevelError
from tests.classroom.kit import CHOOSE, ESTIMATE, PLAY, POINT, READ, TEXT, WATCH, WRITE, lesson

PARTS: tuple[tuple[dict[str, Any], type[BaseModel]], ...] = (
    (CHOOSE, schema.ChoosePart),
    (ESTIMATE, schema.EstimatePart),
    (POINT, schema.PointPart),
    (READ, schema.ReadPart),
    (TEXT, schema.TextPart),
    (WATCH, schema.WatchPart),
    (PLAY, schema.PlayPart),
    (WRITE, schema.WritePart),
)
ODD: tuple[Any, ...] = (
    1,
    -2.5,
    True,
    "",
    "x",
    [],
    [1],
    [[1]],
    {},
    {"a": 1},
    [{"say": 1}],
    [{}],
    float("nan"),
)


@pytest.mark.parametrize(("part", "model"), PARTS, ids=[part["kind"] for part, _model in PARTS])
def test_no_key_of_a_part_throws_whatever_its_value(part: dict[str, Any], model: type[BaseModel]) -> None:
    told = []
    for key in sorted(set(model.model_fields) | {"unknown"}):
        for odd in ODD:
            try:
                lesson({**part, key: odd})
            except LevelError as error:
                told.append((key, odd, error.faults))
    assert len(told) > 30
    astray = [one for one in told if not any(one[0] in fault or "kind" in fault for fault in one[2])]
    assert not astray


def test_options_that_are_a_number_are_told_as_no_list() -> None:
    with pytest.raises(LevelError, match="options: expected a list of 2 to 9 options"):
        lesson({**CHOOSE, "options": 3})
