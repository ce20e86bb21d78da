"""A surface is known everywhere, in levels, fixtures, menus and languages, and has a look of its own."""

from typing import get_args

from game.app.i18n import LANGUAGES, catalogue
from game.app.scenes.menus import set_up
from game.core.surfaces import SURFACES, SurfaceName
from game.scenario import fixture, schema


def test_every_surface_can_be_named_and_chosen() -> None:
    known = set(SURFACES)
    assert set(get_args(SurfaceName)) == known
    assert set(get_args(schema.PitchTable.model_fields["surface"].annotation)) == known
    assert set(get_args(fixture.RondoFixture.model_fields["surface"].annotation)) == known
    assert {name for name, _word in set_up.GROUNDS} == known


def test_every_surface_has_a_look_and_names_of_its_own() -> None:
    surfaces = SURFACES.values()
    assert len({surface.turf for surface in surfaces}) == len(SURFACES)
    assert len({surface.called for surface in surfaces}) == len(SURFACES)
    assert len({surface.advice for surface in surfaces}) == len(SURFACES)
    assert all(surface.name == name for name, surface in SURFACES.items())


def test_every_surface_has_its_words_in_every_language() -> None:
    for code in LANGUAGES:
        if code == "en":
            continue
        words = catalogue(code)
        for surface in SURFACES.values():
            for text in (surface.called, surface.advice):
                assert words.gettext(text) != text, f"{code}.po lacks {text!r}"
            short = words.pgettext("ground", surface.short)
            assert short != surface.short, f"{code}.po lacks {surface.short!r} in the context of ground"
