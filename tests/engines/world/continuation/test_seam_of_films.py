"""A longer film begins as the shorter one was, frame by frame, and goes on from it without a step."""

from __future__ import annotations

import hashlib

import numpy as np
from grown_scenes import Scene

from fantascope.engines.world.language import read
from fantascope.engines.world.language.continuation import continue_screenplay
from fantascope.engines.world.picture.renderer import Renderer
from fantascope.engines.world.picture.types import Quality
from fantascope.engines.world.produce import produce
from fantascope.engines.world.take import StagedTake


def test_states_up_to_the_seam_are_those_of_the_shorter_film(scene: Scene) -> None:
    a, b = scene.takes
    n = scene.n
    assert scene.longer.frames == n + 60
    for old, new in zip(a.members, b.members, strict=False):
        assert old.id == new.id
        assert np.array_equal(old.root, new.root[:n])
        assert np.array_equal(old.visible, new.visible[:n])
        assert old.skin is None or (new.skin is not None and np.array_equal(old.skin, new.skin[:n]))
    assert a.cameras == b.cameras[:n]
    assert np.array_equal(a.times_s, b.times_s[:n])
    assert [c for c in scene.longer.contacts if c.time_s < (n - 1) / 24] == [
        c for c in scene.film.contacts if c.time_s < (n - 1) / 24
    ]
    for member in b.members[len(a.members) :]:
        assert not member.visible[:n].any()
        assert member.visible[n:].all()


def test_frames_up_to_the_seam_are_drawn_alike(scene: Scene) -> None:
    pictures = []
    for film, take in zip((scene.film, scene.longer), scene.takes, strict=True):
        renderer = Renderer(take.drawables, 160, 90, look=film.look, quality=Quality(samples=1, shadow_size=256))
        drawn = [renderer.render(take.frame(k)) for k in (scene.n // 2, scene.n - 1)]
        pictures.append([hashlib.sha256(p.y.tobytes() + p.u.tobytes() + p.v.tobytes()).digest() for p in drawn])
    assert pictures[0] == pictures[1]


def steps_at(values: np.ndarray, n: int) -> tuple[float, float]:
    """The change of rate at the seam, and the greatest among its neighbours."""
    bends = np.linalg.norm(np.diff(values.reshape(len(values), -1), n=2, axis=0), axis=1)
    near = np.concatenate([bends[n - 14 : n - 3], bends[n : n + 14]])
    return float(bends[n - 2 : n].max()), float(near.max())


def test_nothing_jumps_at_the_seam(scene: Scene) -> None:
    _, take = scene.takes
    n = scene.n
    for m in take.members:
        if not m.visible[n - 1]:
            continue
        skin = np.zeros((len(m.root), 1)) if m.skin is None else m.skin
        for what, values, least in (
            ("place", m.root[:, :3, 3], 0.004),
            ("turn", m.root[:, :3, :3], 0.02),
            ("limbs", skin, 0.06),
        ):
            bend, near = steps_at(values, n)
            assert bend < 2.0 * near + least, (m.id, what, bend, near)


def test_the_camera_goes_on_without_a_cut(scene: Scene) -> None:
    _, take = scene.takes
    n = scene.n
    for field, least in (("position", 0.004), ("rotation", 0.003), ("focus_m", 0.03), ("fov_y_rad", 0.001)):
        values = np.array([np.atleast_1d(getattr(c, field)) for c in take.cameras])
        bend, near = steps_at(values, n)
        assert bend < 2.0 * near + least, (field, bend, near)
    rows = np.array([c.rotation for c in take.cameras]).reshape(-1, 3, 3)
    assert np.allclose(rows @ np.swapaxes(rows, 1, 2), np.eye(3), atol=1e-6)
    assert np.allclose(np.cross(rows[:, 0], rows[:, 2]), rows[:, 1], atol=1e-6)


def test_nothing_jumps_after_the_seam_either(scene: Scene) -> None:
    _, take = scene.takes
    for m in take.members:
        way = m.root[scene.n :, :3, 3]
        bends = np.linalg.norm(np.diff(way, n=2, axis=0), axis=1)
        assert bends.max() < 0.75, (m.id, bends.max())


def test_what_happens_next_happens(beach: Scene) -> None:
    _, take = beach.takes
    n = beach.n
    dog = next(m for m in take.members if m.id == "dog").root
    eye = np.asarray(take.cameras[n - 1].position)
    ahead = dog[:, :3, 0] @ ((eye - dog[n - 1, :3, 3]) / np.linalg.norm(eye - dog[n - 1, :3, 3]))
    assert ahead[n - 1] < 0.5 < ahead[-1]
    assert np.linalg.norm((dog[-1] - dog[n - 1])[:2, 3]) > 0.5


def test_a_part_of_a_part_keeps_both_before_it() -> None:
    play, _ = read("A cat walks in a garden", seconds=2.0)
    once, _ = continue_screenplay(play, "it sits down", 1.5)
    twice, _ = continue_screenplay(once, "a dog runs in", 2.0)
    films = [produce(p, width=160, height=90, fps=24) for p in (once, twice)]
    a, b = films[0].takes[0], films[1].takes[0]
    assert isinstance(a, StagedTake)
    assert isinstance(b, StagedTake)
    assert films[1].frames == 48 + 36 + 48
    assert np.array_equal(a.members[0].root, b.members[0].root[: a.frames])
    cat = b.members[0].root[:, :3, 3]
    assert np.linalg.norm(cat[-1] - cat[84]) < 0.05
    assert twice.shots[:2] == once.shots


def test_weather_eases_in() -> None:
    play, _ = read("A dog stands in a park", seconds=1.0)
    rain, _ = continue_screenplay(play, "it starts to rain", 5.0)
    take = produce(rain, width=160, height=90, fps=24).takes[0]
    wet = [take.frame(k).wetness for k in range(take.frames)]
    drops = [0 if (p := take.frame(k).particles) is None else float(p.colours[:, 3].sum()) for k in (23, 36, 60, 119)]
    assert wet[:24] == [0.0] * 24
    assert wet[-1] > 0.5
    assert np.all(np.diff(wet) >= 0)
    assert np.max(np.diff(wet)) < 0.05
    assert drops[0] == 0.0 < drops[1] < drops[2] < drops[3]


def test_same_screenplay_same_longer_film(beach: Scene) -> None:
    again = produce(beach.grown, width=320, height=180, fps=24).takes[0]
    assert isinstance(again, StagedTake)
    _, take = beach.takes
    assert all(np.array_equal(a.root, b.root) for a, b in zip(take.members, again.members, strict=True))
    assert take.cameras == again.cameras


def test_slow_motion_is_left_gradually() -> None:
    play, _ = read("A red ball rolls on the grass in slow motion", seconds=2.0)
    grown, _ = continue_screenplay(play, "it rolls on", 2.0)
    quick = grown.model_copy(update={"shots": (grown.shots[0], grown.shots[1].model_copy(update={"speed": 1.0}))})
    take = produce(quick, width=160, height=90, fps=24).takes[0]
    assert isinstance(take, StagedTake)
    steps = np.diff(take.times_s)
    assert play.shots[0].speed < 1.0
    assert np.allclose(steps[:47], play.shots[0].speed / 24)
    assert np.allclose(steps[-10:], 1.0 / 24)
    assert np.all(np.diff(steps) > -1e-9)
    assert np.max(np.diff(steps)) < 0.15 / 24
