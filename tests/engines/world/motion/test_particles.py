"""Particles need no memory: any moment can be asked for, in any order."""

from __future__ import annotations

import numpy as np

from fantascope.engines.world.motion.particles import RAIN, SNOW, Emitter, dust, flames, pack, sample, splash, weather

JET = Emitter((1.0, 2.0, 0.5), 1.0, 3.0, 50.0, velocity=(0.0, 0.0, 2.0), gravity=9.81, drag=0.0, life_s=0.8, floor=0.5)


def test_nothing_before_the_start_or_long_after_the_end() -> None:
    assert sample([JET], 0.99, 0.02) == []
    assert sample([JET], 4.5, 0.02) == []
    assert sample([JET], 2.0, 0.02)


def test_any_order_gives_the_same_particles() -> None:
    late = sample([JET], 2.5, 0.02)[0]
    sample([JET], 1.2, 0.02)
    again = sample([JET], 2.5, 0.02)[0]
    assert all(np.array_equal(a, b) for a, b in zip(late[:4], again[:4], strict=True))


def test_a_particle_without_drag_falls_as_it_must() -> None:
    burst = Emitter(
        (0.0, 0.0, 5.0), 0.0, 0.0, 20, velocity=(1.0, 0.0, 0.0), spread=(0, 0, 0), gravity=9.81, drag=0.0, life_s=3.0
    )
    now, before, *_ = sample([burst], 0.6, 0.1)[0]
    assert np.allclose(now, [0.6, 0.0, 5.0 - 0.5 * 9.81 * 0.36], atol=1e-9)
    assert np.allclose(before, [0.5, 0.0, 5.0 - 0.5 * 9.81 * 0.25], atol=1e-9)


def test_nothing_falls_through_its_floor() -> None:
    for t in np.linspace(1.0, 3.8, 15):
        for now, *_ in sample([JET], float(t), 0.02):
            assert now[:, 2].min() >= 0.5


def test_rain_falls_and_never_jumps_within_the_shutter() -> None:
    eye, forward = np.array([0.0, -7.0, 1.6]), np.array([0.0, 1.0, 0.0])
    now, before, radii, colours, _ = weather(RAIN, 3.3, 0.02, eye, forward)
    assert len(now) == RAIN.count
    assert np.isfinite(now).all()
    assert (radii > 0).all()
    fall = (before - now)[:, 2] / 0.02
    assert fall.min() > 5.0
    assert fall.max() < 15.0
    assert colours[:, 3].max() <= RAIN.colour[3]


def test_drops_close_to_the_lens_are_clear() -> None:
    eye, forward = np.array([0.0, -7.0, 1.6]), np.array([0.0, 1.0, 0.0])
    now, _, _, colours, _ = weather(SNOW, 1.0, 0.02, eye, forward)
    near = np.linalg.norm(now - eye, axis=1) < 0.7
    assert np.allclose(colours[near, 3], 0.0)


def test_packing_keeps_every_group() -> None:
    emitters = [
        *splash((0, 0, 0), 0.0, 0.4, 1),
        dust((0, 0, 0), 0.0, 0.3, (0.5, 0.5, 0.5), 2),
        *flames((0, 0, 0), -1.0, 2.0, 0.5, 3),
    ]
    groups = sample(emitters, 0.2, 0.02)
    packed = pack(groups)
    assert packed is not None
    assert len(packed.positions) == sum(len(g[0]) for g in groups) == len(packed.kind)
    assert pack([]) is None
