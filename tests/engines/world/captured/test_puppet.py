"""A soft toy hops: it covers its way, stands still on the ground, keeps its volume and shows its picture side."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.types import Body, Skeleton
from fantascope.engines.world.motion.performers.puppet import HEAD_ON, perform_puppet
from fantascope.engines.world.motion.types import Act, Track

REST = np.array([[0, 0, 0.05], [0, 0, 0.25], [0, 0, 0.42]], np.float32)
TOY = Body(
    "captured",
    (),
    (0.5, 0.2, 0.5),
    skeleton=Skeleton(("centre", "middle", "top"), (-1, 0, 1), REST),
    rig="puppet",
    traits={"facing": "side"},
)
TIMES = np.arange(96) / 24


def flat(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.zeros(np.shape(x))


def walk(speed: float, heading: float = 0.0, **more: object) -> Track:
    way = np.zeros((96, 3))
    way[:, 0], way[:, 1] = speed * TIMES * np.cos(heading), speed * TIMES * np.sin(heading)
    return Track(TIMES, way, np.full(96, heading), **more)  # type: ignore[arg-type]


def test_it_hops_along_and_stands_between_hops() -> None:
    played = perform_puppet(TOY, walk(0.8), flat)
    at = played.root[:, :3, 3]
    assert at[-1, 0] == pytest.approx(0.8 * TIMES[-1], abs=0.35)
    assert at[:, 2].min() > -1e-6
    assert 0.04 < at[:, 2].max() < 0.2
    step = np.abs(np.diff(at[:, 0]))
    standing = (at[1:, 2] < 1e-4) & (at[:-1, 2] < 1e-4)
    assert standing[6:].sum() >= 6
    assert np.median(step[6:][standing[6:]]) < 0.012
    assert len(played.footfalls) >= 4


def test_it_breathes_but_stays_when_nothing_is_asked() -> None:
    played = perform_puppet(TOY, walk(0.0), flat)
    assert np.ptp(played.root[:, :3, 3], axis=0).max() < 1e-9
    tall = played.skin[:, 0, 2, 2]
    assert 0.005 < np.ptp(tall) < 0.05
    assert played.footfalls == ()


def test_squash_keeps_the_volume() -> None:
    act = Act("dance", 0.5, 3.5)
    skin = perform_puppet(TOY, walk(0.0, acts=(act,)), flat).skin
    assert np.linalg.det(skin[..., :3]) == pytest.approx(1.0, abs=0.02)
    assert np.ptp(skin[:, 0, 2, 2]) > 0.06


@pytest.mark.parametrize("heading", [0.0, 0.8, 1.57, 3.1, -2.2, -1.2])
def test_its_picture_side_stays_in_sight(heading: float) -> None:
    root = perform_puppet(TOY, walk(0.8, heading), flat).root
    nose = root[40, :3, 0]
    assert abs(nose[1]) <= np.sin(HEAD_ON) + 0.02
    assert nose[0] * np.cos(heading) > -0.05


def test_joints_follow_the_skin() -> None:
    played = perform_puppet(TOY, walk(0.5), flat)
    local = np.einsum("nbij,bj->nbi", played.skin[..., :3], REST) + played.skin[..., 3]
    world = np.einsum("nij,nbj->nbi", played.root[:, :3, :3], local) + played.root[:, None, :3, 3]
    assert np.allclose(world, played.joints)
    assert np.isfinite(played.skin).all()
