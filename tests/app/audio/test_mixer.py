import numpy as np
import pygame
import pytest

from game.app.audio.mixer import HEADROOM, Sounds, danger, near_miss, pcm
from game.app.audio.music import BARS, BEAT, menu_music
from game.app.audio.synthesis import CROWD_MAKERS, MAKERS, PEAK, RATE, Wave, loudest, murmur, roar
from game.core.events import Events, Kind
from game.core.pitch import Goal

GOALS = (Goal(-20.0, 3.0, 2.0, 6.0), Goal(20.0, 3.0, 2.0, 6.0))
BEDS = ("murmur", "roar")


@pytest.fixture(scope="module")
def waves() -> dict[str, Wave]:
    return {name: make() for name, make in {**MAKERS, **CROWD_MAKERS}.items()}


def centroid(wave: Wave) -> float:
    power = np.abs(np.fft.rfft(wave)) ** 2
    return float((np.fft.rfftfreq(len(wave), 1 / RATE) * power).sum() / power.sum())


def test_every_sound_is_finite_heard_and_never_clips(waves: dict[str, Wave]) -> None:
    for name, wave in waves.items():
        assert np.isfinite(wave).all(), name
        assert np.abs(wave).max() <= PEAK + 1e-9, name
        assert 0.05 < loudest(wave) < 0.45, name
        assert abs(wave.mean()) < 0.012, name


def test_sounds_are_as_long_as_what_they_stand_for(waves: dict[str, Wave]) -> None:
    seconds = {name: len(wave) / RATE for name, wave in waves.items()}
    assert all(0.05 < s < 0.4 for name, s in seconds.items() if name[:4] in ("push", "heel", "shot"))
    assert seconds["tick"] < 0.06
    assert seconds["whistle_foul"] < seconds["whistle_kick_off"] < seconds["whistle_half"]
    assert seconds["whistle_half"] < seconds["whistle_full"] < 2.5
    assert all(seconds[name] > 5.0 for name in BEDS)


def test_sounds_end_quietly_and_the_crowds_bed_has_no_seam(waves: dict[str, Wave]) -> None:
    for name, wave in waves.items():
        if name in BEDS:
            steps = np.abs(np.diff(wave))
            assert abs(wave[0] - wave[-1]) < np.quantile(steps, 0.999), name
        else:
            assert np.abs(wave[-20:]).max() < 0.03, name


@pytest.mark.parametrize("strike", ["push", "heel", "shot"])
def test_a_harder_strike_is_louder_and_longer(waves: dict[str, Wave], strike: str) -> None:
    soft, middling, hard = (waves[f"{strike}{level}r"] for level in range(3))
    assert loudest(soft) < loudest(middling) < loudest(hard)
    assert len(soft) < len(middling) < len(hard)


def test_one_hears_what_strikes_and_which_foot(waves: dict[str, Wave]) -> None:
    assert centroid(waves["shot2r"]) > 2.0 * centroid(waves["push2r"])
    assert len(waves["heel2r"]) < len(waves["push2r"])
    assert centroid(waves["push1l"]) > centroid(waves["push1r"])


def test_an_excited_crowd_is_brighter_and_louder() -> None:
    calm, wild = murmur(), roar()
    assert centroid(wild) > 1.5 * centroid(calm)
    assert wild.std() > 1.6 * calm.std()


def test_danger_grows_toward_a_goal_and_with_the_pass_of_play() -> None:
    assert danger((0.0, 0.0), (0.0, 0.0), GOALS) == 0.0
    far, near = danger((9.0, 3.0), (0.0, 0.0), GOALS), danger((16.0, 1.0), (0.0, 0.0), GOALS)
    assert 0.0 < far < near
    assert danger((16.0, 1.0), (14.0, 0.0), GOALS) > near
    assert danger((16.0, 1.0), (-14.0, 0.0), GOALS) == pytest.approx(near)
    assert danger((3.0, 1.0), (9.0, 0.0), ()) == 0.0


def test_without_a_sound_device_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    sounds = Sounds(1.0, 1.0)
    sounds.open()
    sounds.play("push1r")
    sounds.whistle("full")
    sounds.crowd(1.0)
    sounds.pass_time(0.1)
    assert sounds.ready is False


def test_a_crowd_rises_with_danger_and_falls_silent_when_nobody_plays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    sounds = Sounds(1.0, 1.0)
    sounds.open()
    try:
        assert sounds.ready
        assert sounds._maker is not None
        sounds._maker.join()
        for _ in range(120):
            sounds.crowd(0.0)
            sounds.pass_time(1 / 60)
        bed = [pygame.mixer.Channel(n) for n in range(2)]
        calm = [channel.get_volume() if channel.get_busy() else 0.0 for channel in bed]
        assert calm[0] > 0.7 * HEADROOM
        assert calm[1] == 0.0
        for _ in range(120):
            sounds.crowd(1.0)
            sounds.pass_time(1 / 60)
        assert bed[1].get_volume() > 0.9 * HEADROOM
        for _ in range(400):
            sounds.pass_time(1 / 60)
        assert not any(channel.get_busy() for channel in bed)
        sounds.play("push2r")
        assert pygame.mixer.get_busy()
        sounds.crowd_volume = 0.0
    finally:
        pygame.mixer.quit()


def test_events_are_heard_where_they_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, float, float]] = []
    sounds = Sounds(1.0, 1.0)
    monkeypatch.setattr(sounds, "play", lambda name, loud=1.0, x=0.0: heard.append((name, loud, x)))
    one = np.zeros(1, dtype=np.int64)
    for kind in (Kind.GOAL, Kind.CATCH, Kind.POST, Kind.TACKLE, Kind.BEATEN):
        sounds.observe([Events(kind, one, one, one, np.array([[7.0, 1.0, 0.0]]), np.array([12.0]))])
    assert [name for name, _loud, _x in heard] == ["net", "cheer", "catch", "post", "tackle", "whiff"]
    assert all(x == 7.0 for _name, _loud, x in heard)


def test_a_ball_just_past_the_post_is_a_near_miss_and_a_slow_or_wide_one_is_not() -> None:
    assert near_miss((20.1, 2.4), 12.0, GOALS)
    assert not near_miss((20.1, 2.4), 3.0, GOALS)
    assert not near_miss((20.1, 9.0), 12.0, GOALS)
    assert not near_miss((5.0, 1.0), 12.0, GOALS)


def test_music_is_quiet_goes_round_without_a_seam_and_is_the_same_every_time() -> None:
    wave = menu_music()
    assert len(wave) / RATE == pytest.approx(BARS * 4 * BEAT, abs=0.01)
    assert loudest(wave) < 0.5 * loudest(roar())
    assert abs(float(wave[0] - wave[-1])) < np.quantile(np.abs(np.diff(wave)), 0.999)
    quarters = wave[: len(wave) // 4 * 4].reshape(4, -1).std(axis=1)
    assert quarters.min() > 0.6 * quarters.max(), "no gap in it"
    assert np.array_equal(wave, menu_music())


def test_music_comes_in_menus_goes_in_play_and_can_be_off(monkeypatch: pytest.MonkeyPatch) -> None:
    sounds = Sounds(1.0, 1.0, 0.5)
    try:
        sounds.open()
        if not sounds.ready:
            pytest.fail("SDL's dummy driver gives no sound")
        assert sounds._maker is not None
        sounds._maker.join()
        channel = pygame.mixer.Channel(2)

        def goes_by(wanted: bool) -> None:
            for _ in range(120):
                sounds.music(wanted)
                sounds.pass_time(1 / 60)

        goes_by(True)
        assert channel.get_busy()
        assert channel.get_volume() == pytest.approx(0.5 * HEADROOM, abs=0.02)
        goes_by(False)
        assert not channel.get_busy()
        sounds.music_volume = 0.0
        goes_by(True)
        assert not channel.get_busy()
    finally:
        pygame.mixer.quit()


def test_what_moves_a_crowd_leaves_it_louder_for_a_moment() -> None:
    sounds = Sounds(1.0, 1.0)
    sounds.ready = True
    mixed: list[float] = []
    sounds._mix = lambda: mixed.append(sounds._danger)  # type: ignore[method-assign]
    for step in range(300):
        sounds.crowd(0.1)
        if step == 60:
            sounds.move("gasp", 0.8)
        sounds.pass_time(1 / 60)
    assert max(mixed[60:120]) > mixed[59] + 0.2
    assert mixed[-1] < mixed[59] + 0.1


def test_samples_are_stereo_and_sixteen_bit() -> None:
    data = np.frombuffer(pcm(np.array([0.0, 0.5, -1.0])), "<i2").reshape(-1, 2)
    assert data[:, 0].tolist() == data[:, 1].tolist() == [0, 16383, -32767]


def test_a_goal_at_full_volume_does_not_clip(waves: dict[str, Wave]) -> None:
    """Shot, then net and cheer at once, over a roaring crowd: what the mixer adds up."""
    for hit in np.arange(0.02, 0.3, 0.04):
        mixed = waves["roar"].copy()
        for name, start in (("shot2r", 0.0), ("net", hit), ("cheer", hit), ("whistle_goal", hit + 0.1)):
            first = int(start * RATE)
            mixed[first : first + len(waves[name])] += waves[name]
        assert np.abs(mixed).max() * HEADROOM < 1.0
