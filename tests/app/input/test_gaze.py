"""Two hands' disguise: the eyes stay with the first, one key locks them on somebody else."""

from dataclasses import replace

import pytest

from game.app.input.buttons import Buttons
from game.app.input.controls import wish_of
from game.app.input.surroundings import Around, NearbyPlayer
from game.app.input.thumb import Thumb
from game.core.intents import Wish

A, B, D = (
    NearbyPlayer((8.0, 1.0), number=1),
    NearbyPlayer((1.0, 8.0), number=2),
    NearbyPlayer((-6.0, 0.0), number=3),
)
HERE = Around(body=(0.0, 0.0), ball=(0.33, 0.0), hips=0.0, back=True, mine=True, mates=(A, B), foes=(D,))
RIGHT, UP = (1.0, 0.0), (0.0, 1.0)


def play(
    *held: tuple[Buttons, int], around: Around = HERE, thumb: Thumb | None = None
) -> tuple[list[Wish], Thumb]:
    thumb = thumb or Thumb()
    wishes = []
    for buttons, steps in held:
        for _ in range(steps):
            wish, thumb = wish_of(buttons, thumb, around)
            wishes.append(wish)
    return wishes, thumb


def test_the_eyes_go_to_the_receiver_while_the_key_is_down_and_then_to_the_ball() -> None:
    wishes, _ = play((Buttons(push=True, move=RIGHT), 8), (Buttons(), 1), around=replace(HERE, back=False))
    assert {w.look_at for w in wishes[:8]} == {A.at}
    assert wishes[-1].look_at == HERE.ball


def test_another_choice_moves_the_balls_target_only() -> None:
    to_a, to_b = Buttons(push=True, move=RIGHT), Buttons(push=True, move=UP)
    wishes, thumb = play((to_a, 12), (Buttons(push=True), 2), (to_b, 8))
    assert thumb.choice.number == B.number
    assert wishes[-1].aim == pytest.approx(B.at)
    assert wishes[-1].look_at == A.at


def test_the_hips_stay_with_the_first_while_the_foot_serves_the_second() -> None:
    near = NearbyPlayer((8.0, 4.5), number=2)
    around = replace(HERE, mates=(A, near))
    to_a = Buttons(push=True, move=RIGHT)
    wishes, _ = play((to_a, 12), (Buttons(push=True), 3), (to_a, 3), around=around)
    assert wishes[-1].aim == pytest.approx(near.at)
    assert wishes[-1].hips_to == pytest.approx(around.hips)
    assert wishes[5].hips_to is None


def test_the_keys_of_a_diagonal_come_down_one_after_the_other() -> None:
    half = 0.5**0.5
    aslant = NearbyPlayer((6.0, 6.0), number=2)
    first, both = Buttons(push=True, move=RIGHT), Buttons(push=True, move=(half, half))
    wishes, _ = play((first, 2), (both, 6), around=replace(HERE, mates=(A, aslant)))
    assert wishes[-1].look_at == aslant.at


def test_a_tap_of_the_eyes_key_looks_at_the_decoy_and_the_next_tap_lets_go() -> None:
    wishes, thumb = play((Buttons(eyes=True), 4), (Buttons(), 10))
    assert {w.look_at for w in wishes[4:]} == {A.at}
    wishes, _ = play((Buttons(eyes=True), 4), (Buttons(), 3), thumb=thumb)
    assert wishes[-1].look_at is None


def test_the_decoy_moves_on_if_it_is_aimed_at() -> None:
    _, thumb = play((Buttons(eyes=True), 4), (Buttons(), 2))
    wishes, thumb = play((Buttons(push=True, move=RIGHT), 5), thumb=thumb)
    assert thumb.choice.number == A.number
    assert wishes[-1].look_at == B.at


def test_a_tap_with_a_direction_locks_on_whoever_is_nearest_to_it_of_either_side() -> None:
    _, thumb = play((Buttons(eyes=True, move=(-1.0, 0.0)), 4), (Buttons(), 2))
    wishes, _ = play((Buttons(push=True, move=UP), 5), thumb=thumb)
    assert wishes[-1].look_at == D.at
    _, thumb = play((Buttons(eyes=True, move=(0.0, -1.0)), 4), (Buttons(), 2))
    (wish,), _ = play((Buttons(), 1), thumb=thumb)
    assert wish.look_at is not None
    assert wish.look_at[1] < -5.0


def test_a_tap_of_a_gaze_key_locks_too_and_a_hold_looks_only_while_it_is_held() -> None:
    wishes, _ = play((Buttons(look=UP), 5), (Buttons(), 20))
    assert wishes[-1].look_at == B.at
    wishes, _ = play((Buttons(look=UP), 40), (Buttons(), 2))
    assert wishes[39].look_at is not None
    assert wishes[-1].look_at is None


def test_a_lock_ends_by_itself_and_soon_after_the_kick() -> None:
    wishes, _ = play((Buttons(eyes=True), 4), (Buttons(), 170))
    assert wishes[100].look_at == A.at
    assert wishes[-1].look_at is None
    _, thumb = play((Buttons(eyes=True), 4), (Buttons(push=True, move=UP), 20), (Buttons(), 3))
    wishes, _ = play((Buttons(), 30), thumb=thumb)
    assert wishes[5].look_at == A.at
    assert wishes[-1].look_at is None


def test_held_with_a_direction_the_eyes_move_and_the_legs_coast() -> None:
    run = Buttons(move=RIGHT)
    wishes, _ = play((run, 5), (Buttons(eyes=True, move=RIGHT), 16), (Buttons(eyes=True, move=UP), 5))
    assert wishes[-1].look_at is not None
    assert wishes[-1].look_at[1] > 5.0
    assert wishes[-1].move[0] > 0.0
    assert wishes[-1].move[1] == 0.0


def test_a_gaze_key_let_go_under_the_eyes_key_locks_where_it_pointed() -> None:
    wishes, _ = play(
        (Buttons(look=UP), 3), (Buttons(look=UP, eyes=True), 3), (Buttons(eyes=True), 2), (Buttons(), 9)
    )
    assert wishes[-1].look_at == B.at
