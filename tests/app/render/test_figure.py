"""Bodies: what is drawn tells the truth about feet, hips, trunk, gaze, hands and dives."""

from dataclasses import replace
from math import hypot, pi

import numpy as np
import pygame
import pytest

from game.app.render.camera import Camera
from game.app.render.figure import Figures, body_scale
from game.app.render.goals import depth
from game.app.render.ground import Ground
from game.app.render.parts import Sprites
from game.app.render.pose import Poses
from game.app.scenes.menus.title import pair_at
from game.app.snapshot import Seen
from game.core.intents import Technique
from game.core.pitch import Goal, Pitch
from game.core.state import Phase
from game.core.surfaces import SURFACES, Surface

SIZE = (1280, 720)
GOALS = (Goal(-20.0, 3.0, 2.0, 6.0), Goal(20.0, 3.0, 2.0, 6.0))


@pytest.fixture(autouse=True)
def screen() -> pygame.Surface:
    pygame.font.init()
    return pygame.display.set_mode(SIZE)


def standing(**changes: object) -> Seen:
    """The title's three at rest, with something changed of the first."""
    seen = pair_at(0.0)
    arrays = {}
    for name, value in changes.items():
        column = np.array(getattr(seen, name)).copy()
        column[0] = value
        arrays[name] = column
    return replace(seen, **arrays)  # type: ignore[arg-type]


def drawn(seen: Seen, scale: float = 46.0, player: int = 0) -> np.ndarray:
    surface = pygame.Surface(SIZE, pygame.SRCALPHA)
    figures = Figures(scale, 1.0)
    camera = Camera((float(seen.pos[player, 0]), float(seen.pos[player, 1])), scale, SIZE)
    figures.pose(seen, 0.0)
    figures.legs(surface, camera, seen, player)
    figures.body(surface, camera, seen, player, "7")
    return pygame.surfarray.array3d(surface).astype(int)


def difference(a: np.ndarray, b: np.ndarray) -> int:
    return int((np.abs(a - b).sum(axis=2) > 60).sum())


@pytest.mark.parametrize("unit", [1.0, 3.0])
def test_bodies_shrink_with_the_pitch_but_stay_readable(unit: float) -> None:
    whole, near = body_scale(25.0 * unit, unit), body_scale(46.0 * unit, unit)
    assert 66 * unit <= whole < near
    assert 0.5 * whole >= 30 * unit, "shoulders of 30 pixels at least"
    assert body_scale(92.0 * unit, unit) == pytest.approx(92.0 * 1.3 * unit)


@pytest.mark.parametrize("what", ["hips", "trunk", "gaze"])
@pytest.mark.parametrize("scale", [25.0, 46.0])
def test_a_quarter_turn_of_hips_trunk_or_gaze_is_seen_by_itself(what: str, scale: float) -> None:
    seen = standing()
    turned = standing(**{what: float(getattr(seen, what)[0]) + pi / 2})
    assert difference(drawn(seen, scale), drawn(turned, scale)) > 45


@pytest.mark.parametrize("scale", [25.0, 46.0, 92.0])
def test_the_plant_foot_is_where_it_is(scale: float) -> None:
    poses = Poses()
    poses.true = scale / body_scale(scale, 1.0)
    seen = standing(phase=Phase.FOLLOW, foot=1, technique=Technique.PUSH)
    spot = poses.of(seen, 0, 0.0).feet.spots[:2]
    real = (seen.plant[0] - seen.pos[0]) * scale
    body = body_scale(scale, 1.0)
    assert hypot(spot[0] * body - real[0], spot[1] * body - real[1]) < 1e-6


def test_who_is_put_elsewhere_in_mid_stride_does_not_trail_a_leg_across_the_pitch() -> None:
    far = standing(phase=Phase.FOLLOW, foot=1, technique=Technique.PUSH, plant=(14.0, -9.0))
    spots = Poses().of(far, 0, 0.0).feet.spots
    assert max(hypot(*spots[:2]), hypot(*spots[2:])) < 1.2


def test_a_shots_leg_goes_back_farther_and_its_foot_points_ahead() -> None:
    def pose(technique: Technique) -> tuple[float, float]:
        seen = standing(phase=Phase.BACK, foot=1, technique=technique, lift=1.0)
        feet = Poses().of(seen, 0, 0.0).feet
        return hypot(*feet.spots[2:]), feet.headings[1]

    assert pose(Technique.SHOT)[0] > pose(Technique.PUSH)[0] + 0.05


def test_a_dive_lies_along_its_way_and_gets_up_again() -> None:
    up = drawn(standing(keeper=True))
    across = drawn(standing(keeper=True, dive=0.8, dive_way=0.0))
    along = drawn(standing(keeper=True, dive=0.8, dive_way=pi / 2))

    def extent(picture: np.ndarray) -> tuple[int, int]:
        there = picture.sum(axis=2) > 0
        return int(there.any(axis=1).sum()), int(there.any(axis=0).sum())

    assert extent(across)[0] > 1.6 * extent(across)[1]
    assert extent(along)[1] > 1.6 * extent(along)[0]
    assert max(extent(up)) < 0.8 * max(extent(across))


def test_calling_and_holding_the_ball_are_seen() -> None:
    plain = drawn(standing())
    assert difference(plain, drawn(standing(calling=True))) > 150
    keeper = standing(keeper=True)
    holds = replace(keeper, hands=True, holder=0)
    assert difference(drawn(keeper), drawn(holds)) > 60


def test_a_keeper_wears_another_shirt() -> None:
    assert difference(drawn(standing()), drawn(standing(keeper=True))) > 250


def test_sprites_are_kept_and_their_memory_is_bounded() -> None:
    sprites = Sprites(0.4)
    figures = Figures(46.0, 1.0, sprites=sprites)
    surface = pygame.Surface(SIZE)
    camera = Camera((0.0, 0.0), 46.0, SIZE)
    for k in range(120):
        seen = standing(trunk=k / 10, gaze=k / 7, hips=k / 9)
        figures.pose(seen, 0.0)
        figures.legs(surface, camera, seen, 0)
        figures.body(surface, camera, seen, 0, "7")
    assert 300_000 < sprites.turned.bytes < 400_000
    assert len(sprites.turned) > 8


# The ground


def ground(surface: Surface, scale: float = 40.0) -> Ground:
    return Ground(Pitch(40.0, 25.0, surface, goals=GOALS), [scale])


def at(g: Ground, *points: tuple[float, float], scale: float = 40.0) -> list[np.ndarray]:
    """The colours around some places, metres."""
    target = pygame.Surface(SIZE)
    found = []
    for point in points:
        g.draw(target, Camera(point, scale, SIZE))
        found.append(pygame.surfarray.array3d(target)[636:644, 356:364].reshape(-1, 3).mean(axis=0))
    return found


@pytest.mark.parametrize("surface", list(SURFACES.values()), ids=list(SURFACES))
def test_lines_circle_areas_and_corners_are_chalked(surface: Surface) -> None:
    g = ground(surface)
    grass = at(g, (8.0, 8.0))[0].sum()
    marks = [(5.0, 12.45), (-19.95, 8.0), (0.0, 6.0), (3.0, 0.0), (-14.0, 0.0), (19.43, 11.93)]
    for spot, colour in zip(marks, at(g, *marks), strict=True):
        assert colour.sum() > grass + 60, spot


def test_surfaces_look_different() -> None:
    means = [at(ground(s), (8.0, 8.0), (9.3, 7.0), (6.4, 5.0)) for s in SURFACES.values()]
    colours = [np.mean(m, axis=0) for m in means]
    for i, a in enumerate(colours):
        for b in colours[i + 1 :]:
            assert np.abs(a - b).sum() > 18


def test_mown_stripes_lie_across_a_dry_pitch() -> None:
    g = ground(SURFACES["dry"])
    row = [c.sum() for c in at(g, *((x + 1.25, 9.0) for x in np.arange(-15.0, 0.0, 2.5)))]
    steps = np.diff(row)
    assert (np.abs(steps) > 20).all()
    assert (
        (steps[::2] * steps[1::2] < 0).all()
        if len(steps) % 2 == 0
        else (steps[:-1:2] * steps[1::2] < 0).all()
    )


def test_a_zoom_shows_the_same_ground_as_a_rest() -> None:
    g = ground(SURFACES["dry"], 40.0)
    sharp, zoomed = (at(g, (0.0, 6.0), (8.0, 8.0), scale=s) for s in (40.0, 33.0))
    for a, b in zip(sharp, zoomed, strict=True):
        assert np.abs(a - b).max() < 40


def test_a_goals_net_reaches_behind_the_line_and_over_it() -> None:
    g = ground(SURFACES["dry"])
    plain = pygame.Surface(SIZE)
    camera = Camera((20.0, 0.0), 40.0, SIZE)
    g.draw(plain, camera)
    before = pygame.surfarray.array3d(plain).astype(int)
    g.draw_over(plain, camera)
    changed = np.abs(pygame.surfarray.array3d(plain).astype(int) - before).sum(axis=2) > 30
    x, _y = np.nonzero(changed)
    assert 638 - 8 <= x.min() <= 640
    assert x.max() - 640 == pytest.approx(depth(GOALS[1]) * 40.0, abs=14)


def test_pieces_are_made_ahead_one_at_a_time_and_never_without_bound() -> None:
    g = ground(SURFACES["dry"])
    camera = Camera((0.0, 0.0), 40.0, SIZE)
    for _ in range(80):
        before = len(g._pieces)
        g.prepare(camera)
        assert len(g._pieces) - before <= 1
    assert 6 < len(g._pieces) < 40
    g.KEEP = 8
    for x in range(-20, 20, 2):
        g.draw(pygame.Surface(SIZE), Camera((float(x), 0.0), 40.0, SIZE))
    assert len(g._pieces) <= 12
