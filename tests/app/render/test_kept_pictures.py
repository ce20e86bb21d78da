import pygame

from game.app.picture_cache import PictureStore, kept
from game.app.render.theme import Role, Type


def picture(side: int) -> pygame.Surface:
    return pygame.Surface((side, side), pygame.SRCALPHA)


def test_pictures_are_kept_by_what_they_weigh_and_the_last_used_stay() -> None:
    store: PictureStore[pygame.Surface] = PictureStore(1.0, least=2)
    for number in range(10):
        store.put(number, picture(200))  # 160 kB
        assert store.get(0) is not None  # used again and again
    assert store.bytes < 1e6
    assert len(store) == 6
    assert store.get(1) is None
    assert store.get(9) is not None


def test_what_one_screen_shows_is_made_once_however_large_it_is() -> None:
    made: list[int] = []

    @kept(0.1, least=3)
    def large(side: int) -> tuple[pygame.Surface, int]:
        made.append(side)
        return picture(side), side

    for _ in range(4):
        for side in (300, 301, 302):
            assert large(side)[1] == side
    assert made == [300, 301, 302]
    large(303)
    large(300)
    assert made == [300, 301, 302, 303, 300]


def test_types_share_what_they_rendered_and_one_that_was_let_go_still_writes() -> None:
    pygame.font.init()
    old, new = Type((1280, 720)), Type((1280, 720))
    assert old.line("Nobody else says this", Role.BODY) is new.line("Nobody else says this", Role.BODY)
    larger = Type((1280, 720), 1.3).line("Nobody else says this", Role.BODY)
    assert larger.get_width() > new.width("Nobody else says this", Role.BODY)
    old.forget()
    assert old.width("Again", Role.BODY) == new.width("Again", Role.BODY)
