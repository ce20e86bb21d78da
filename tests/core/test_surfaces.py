"""A surface is known everywhere: in levels, fixtures and menus, and it has a look."""

from typing import get_args

from game.app.render.turf import TURFS
from game.app.scenes.menus import set_up
from game.core.pitch import SURFACES
from game.scenario import fixture, schema


def test_every_surface_can_be_named_chosen_and_seen() -> None:
    known = set(SURFACES)
    assert set(get_args(schema.PitchTable.model_fields["surface"].annotation)) == known
    assert set(get_args(fixture.SurfaceName)) == known
    assert {name for name, _word in set_up.SURFACES} == known
    assert set(TURFS) == known
