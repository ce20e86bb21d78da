"""The state can be copied, cut into worlds and put together again, and its digest sees every bit."""

import pickle
from copy import deepcopy
from dataclasses import fields

import numpy as np
import pytest

from game.core.events import Events, Kind, Strike
from game.core.intents import Intents, Technique, Wish
from game.core.pitch import Pitch, Wall, cone
from game.core.rng import seeds_of
from game.core.state import Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import SURFACES

PLAYERS = 3


def squad() -> Squad:
    return Squad(
        ids=("P", "A", "D1"),
        team=np.array([0, 0, 1], dtype=np.int8),
        skill=np.array([0.7, 0.6, 0.5]),
        better_foot=np.array([1, -1, 1], dtype=np.int8),
        keeper=np.zeros(PLAYERS, dtype=np.bool_),
    )


def filled(worlds: int) -> World:
    """A world batch in which no two numbers of an array are the same."""
    world = World(
        squad(),
        seeds_of(4, worlds),
        Ball.at_rest(worlds),
        Bodies.standing(worlds, PLAYERS),
        Intentions.none(worlds, PLAYERS),
        step=12,
    )
    for part in (world.ball, world.bodies, world.hidden):
        for f in fields(part):
            array = getattr(part, f.name)
            array[...] = np.arange(array.size).reshape(array.shape)
    return world


def test_a_copy_shares_nothing_with_its_original() -> None:
    world = filled(4)
    copy = world.copy()
    before = world.digest()
    assert copy.digest() == before
    for part in (copy.ball, copy.bodies, copy.hidden):
        for f in fields(part):
            getattr(part, f.name)[...] = 0
    copy.seeds[...] = 0
    assert world.digest() == before
    assert copy.digest() != before


def test_a_copy_keeps_the_layout_that_makes_components_fast() -> None:
    copy = filled(4).copy()
    assert copy.bodies.pos[..., 0].flags.c_contiguous
    assert copy.take(np.array([2, 0])).bodies.pos[..., 0].flags.c_contiguous


def test_taking_worlds_keeps_their_order_and_their_seeds() -> None:
    world = filled(5)
    part = world.take(np.array([3, 0, 3]))
    assert part.worlds == 3
    assert part.seeds.tolist() == world.seeds[[3, 0, 3]].tolist()
    assert np.array_equal(part.bodies.pos, world.bodies.pos[[3, 0, 3]])
    assert np.array_equal(part.hidden.kicks, world.hidden.kicks[[3, 0, 3]])
    part.ball.pos[...] = -1.0
    assert not np.any(world.ball.pos == -1.0)


def test_worlds_put_back_leave_the_others_alone() -> None:
    world = filled(5)
    rows = np.array([1, 4])
    part = world.bodies.take(rows)
    part.vel[...] = 9.0
    untouched = world.bodies.take(np.array([0, 2, 3]))
    world.bodies.overwrite(rows, part)
    assert np.all(world.bodies.vel[rows] == 9.0)
    assert np.array_equal(world.bodies.take(np.array([0, 2, 3])).vel, untouched.vel)


def test_taking_worlds_and_putting_them_back_changes_nothing() -> None:
    world = filled(6)
    before = world.digest()
    rows = np.array([5, 2])
    for part in (world.ball, world.bodies, world.hidden):
        part.overwrite(rows, part.take(rows))  # type: ignore[arg-type]
    assert world.digest() == before


def parts_and_names() -> list[tuple[str, str]]:
    world = filled(1)
    parts = ("ball", "bodies", "hidden")
    return [(part, f.name) for part in parts for f in fields(getattr(world, part))]


@pytest.mark.parametrize(("part", "name"), parts_and_names())
def test_digest_sees_a_change_of_one_bit_in_any_array(part: str, name: str) -> None:
    world = filled(2)
    before = world.digest()
    array = getattr(getattr(world, part), name)
    flat = array.reshape(-1)
    if array.dtype.kind == "b":
        flat[-1] = ~flat[-1]
    else:
        flat[-1] = np.nextafter(flat[-1], np.inf) if array.dtype.kind == "f" else flat[-1] + 1
    if not np.shares_memory(flat, array):
        array[...] = flat.reshape(array.shape)
    assert world.digest() != before


def test_digest_sees_the_step_and_the_seeds() -> None:
    world = filled(2)
    before = world.digest()
    world.step += 1
    assert world.digest() != before
    world.step -= 1
    world.seeds[1] += np.uint64(1)
    assert world.digest() != before


def test_digest_does_not_depend_on_memory_layout() -> None:
    world = filled(3)
    other = world.copy()
    other.bodies.pos = np.ascontiguousarray(other.bodies.pos)
    assert other.bodies.pos.strides != world.bodies.pos.strides
    assert other.digest() == world.digest()


def test_an_untouched_world_has_one_digest() -> None:
    world = World(squad(), seeds_of(0, 1), Ball.at_rest(1), Bodies.standing(1, 3), Intentions.none(1, 3))
    assert len(world.digest()) == 64
    assert world.digest() == world.copy().digest() == world.take(np.array([0])).digest()


def test_a_view_shows_bodies_and_no_intentions() -> None:
    view = filled(2).view()
    names = {f.name for f in fields(view)}
    assert names == {"squad", "luck", "ball", "bodies", "step"}
    assert not names & {f.name for f in fields(Intentions)}


def test_a_steps_seconds() -> None:
    world = filled(1)
    world.step = 90
    assert world.seconds == pytest.approx(1.5)


def test_a_player_is_found_by_id() -> None:
    assert squad().index("D1") == 2
    with pytest.raises(KeyError, match="Q"):
        squad().index("Q")


def test_idle_intents_want_nothing_and_leave_the_rest_to_a_sound_player() -> None:
    idle = Intents.idle(2, PLAYERS)
    wish = Wish()
    assert {f.name for f in fields(idle)} == {f.name for f in fields(wish)}
    for f in fields(idle):
        array, wanted = getattr(idle, f.name), getattr(wish, f.name)
        assert array.shape[:2] == (2, PLAYERS)
        if wanted is None:
            assert np.all(np.isnan(array)), f.name
        else:
            assert np.all(array == np.asarray(wanted)), f.name
    assert idle.swing[0, 0] == Technique.NONE


def strike() -> Strike:
    def number(*values: float) -> np.ndarray:
        return np.array(values, dtype=np.float64)

    pairs = {
        "offset": np.array([[0.01, 0.17], [0.09, 0.20]]),
        "sweet": np.array([[0.0, 0.17], [-0.13, 0.10]]),
    }
    whole = {
        "world": np.array([0, 1]),
        "player": np.array([0, 0]),
        "other": np.array([-1, -1]),
        "technique": np.array([1, 2], dtype=np.int8),
        "foot": np.array([1, -1], dtype=np.int8),
        "better_foot": np.array([True, False]),
        "point": np.zeros((2, 3)),
        "direction": number(3.1, 0.2),
        "aim_angle": number(-3.1, 0.1),
    }
    rest = {f.name: number(0.25, 0.5) for f in fields(Strike) if f.name not in {*pairs, *whole, "kind"}}
    return Strike(kind=Kind.STRIKE, **pairs, **whole, **rest)


def test_a_strike_as_plain_numbers() -> None:
    first, second = strike().row(0), strike().row(1)
    assert all(type(v) is float for v in first.values())
    assert (first["offset_forward"], first["offset_lateral"]) == (0.01, 0.17)
    assert (second["sweet_forward"], second["sweet_lateral"]) == (-0.13, 0.10)
    assert (first["technique"], second["technique"]) == (1.0, 2.0)
    assert (first["better_foot"], second["better_foot"]) == (1.0, 0.0)


def test_direction_error_goes_the_short_way_round() -> None:
    assert strike().row(0)["direction_error"] == pytest.approx(6.2 - 2.0 * np.pi)
    assert strike().row(1)["direction_error"] == pytest.approx(0.1)


def test_event_numbers_are_part_of_the_replay_format() -> None:
    known = (
        "STRIKE, MISS, CONTROL, MISCONTROL, DRIBBLE, DEFLECTION, TACKLE, BOUNCE, WALL, POST, OUT, STOPPED, "
        "COLLISION, CANCEL, WIND_UP"
    )
    names = ", ".join(k.name for k in sorted(Kind))
    assert names.startswith(known), "events may be appended, never renumbered"
    assert [k.value for k in sorted(Kind)] == list(range(len(Kind)))


def test_as_many_events_as_rows() -> None:
    nobody = np.zeros(2, dtype=np.int64)
    assert len(Events(Kind.OUT, nobody, nobody, nobody, np.zeros((2, 3)), np.zeros(2))) == 2


def test_a_pitch_gives_its_walls_and_posts_as_arrays() -> None:
    empty = Pitch(20.0, 10.0)
    assert empty.wall_array.shape == (0, 4)
    assert empty.post_array.shape == (0, 5)
    pitch = Pitch(20.0, 10.0, walls=(Wall((0.0, -2.0), (0.0, 2.0)),), posts=(cone((3.0, 1.0)),))
    assert pitch.wall_array.tolist() == [[0.0, -2.0, 0.0, 2.0]]
    assert pitch.post_array[0, :2].tolist() == [3.0, 1.0]


def test_wet_grass_slides_and_rolls_further_than_dry_and_dry_further_than_bumpy() -> None:
    wet, dry, bumpy = (SURFACES[name] for name in ("wet", "dry", "bumpy"))
    assert wet.sliding_friction < dry.sliding_friction < bumpy.sliding_friction
    assert wet.rolling_deceleration < dry.rolling_deceleration < bumpy.rolling_deceleration
    assert bumpy.bobble > max(wet.bobble, dry.bobble)


def test_a_view_follows_its_world_after_a_copy_of_any_kind() -> None:
    world = filled(2)
    world.view()
    for other in (world.copy(), deepcopy(world), pickle.loads(pickle.dumps(world)), world.take(np.arange(2))):
        other.bodies.pos[0, 0] = 7.5
        assert (other.view().bodies.pos[0, 0] == 7.5).all()
    assert (world.view().bodies.pos[0, 0] != 7.5).all()
