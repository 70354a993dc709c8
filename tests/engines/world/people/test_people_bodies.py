"""Bodies of people: every role, garment and kind builds, is whole, and fits the triangle budget."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from fantascope.engines.world.bodies.people import GARMENTS, KINDS, ROLES, build_person
from fantascope.engines.world.bodies.types import Body

BONES = {
    "pelvis", "spine", "chest", "neck", "head", "jaw", "mouth", "eye_left", "lid_right", "brow_left",
    "shoulder_left", "elbow_right", "hand_left", "hip_right", "knee_left", "foot_right", "toe_left",
}  # fmt: skip


def check(body: Body) -> None:
    assert body.skeleton is not None
    count = len(body.skeleton.names)
    triangles = 0
    for part in body.parts:
        m = part.mesh
        assert np.isfinite(m.positions).all(), part.name
        assert np.isfinite(m.normals).all(), part.name
        assert np.allclose(np.linalg.norm(m.normals, axis=1), 1, atol=1e-3), part.name
        assert m.joints is not None, part.name
        assert m.weights is not None, part.name
        assert m.joints.min() >= 0, part.name
        assert m.joints.max() < count, part.name
        assert np.allclose(m.weights.sum(axis=1), 1, atol=1e-4), part.name
        assert m.weights.min() >= -1e-6, part.name
        triangles += len(m.faces)
    assert 6_000 < triangles < 21_000
    low = min(float(p.mesh.positions[:, 2].min()) for p in body.parts)
    assert -0.02 < low < 0.03


def outwardness(body: Body) -> float:
    """Mean forward part of the normals at the front of the trunk."""
    p = np.concatenate([part.mesh.positions for part in body.parts])
    n = np.concatenate([part.mesh.normals for part in body.parts])
    tall = float(body.traits["height_m"])
    trunk = (np.abs(p[:, 1]) < 0.04 * tall) & (p[:, 2] > 0.45 * tall) & (p[:, 2] < 0.55 * tall)
    front = trunk & (p[:, 0] > 0.8 * p[trunk, 0].max())
    return float(n[front, 0].mean())


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_whole(kind: str) -> None:
    body = build_person(kind=kind, seed=4)
    check(body)
    assert body.rig == "person"
    assert body.skeleton is not None
    assert set(body.skeleton.names) >= BONES
    assert all(parent < k for k, parent in enumerate(body.skeleton.parents))
    assert {"hand_left", "hand_right", "mouth", "head_top", "seat", "eyes", "chest", "foot_left", "foot_right"} <= set(
        body.anchors
    )


def test_heights_are_real() -> None:
    tall = {kind: float(build_person(kind=kind, seed=1).traits["height_m"]) for kind in KINDS}
    assert 1.68 < tall["man"] < 1.82
    assert 1.15 < tall["girl"] < tall["boy"] + 0.1 < 1.42
    assert tall["baby"] < 0.85


@pytest.mark.parametrize("role", ROLES)
def test_roles_are_whole(role: str) -> None:
    check(build_person(kind="man", role=role, seed=2))


def shape(body: Body) -> list[tuple[str, bytes]]:
    return [
        (
            p.name,
            p.mesh.positions.tobytes()
            + repr(p.material.colour).encode()
            + (p.mesh.colours.tobytes() if p.mesh.colours is not None else b""),
        )
        for p in body.parts
    ]


@cache
def bare() -> list[tuple[str, bytes]]:
    return shape(build_person(kind="girl", seed=3))


@pytest.mark.parametrize("garment", GARMENTS)
def test_garments_are_whole_and_worn(garment: str) -> None:
    worn = build_person(kind="girl", wears=((garment, (0.1, 0.9, 0.3)),), seed=3)
    check(worn)
    assert shape(worn) != bare()


def test_faces_wind_with_their_normals() -> None:
    for role in (None, "astronaut", "knight", "wizard", "chef"):
        for part in build_person(role=role, seed=5).parts:
            m = part.mesh
            p = m.positions.astype(np.float64)
            face = np.cross(p[m.faces[:, 1]] - p[m.faces[:, 0]], p[m.faces[:, 2]] - p[m.faces[:, 0]])
            agree = np.sum(face * m.normals[m.faces].sum(axis=1), axis=1) >= -1e-12
            assert agree.mean() > 0.985, (role, part.name)


@pytest.mark.parametrize("kind", ["man", "girl", "old_woman"])
def test_trunks_face_outwards(kind: str) -> None:
    assert outwardness(build_person(kind=kind, seed=6)) > 0.25


def test_same_arguments_same_body() -> None:
    a, b = build_person(role="pirate", seed=9), build_person(role="pirate", seed=9)
    assert all(
        np.array_equal(p.mesh.positions, q.mesh.positions) and p.material == q.material
        for p, q in zip(a.parts, b.parts, strict=True)
    )


def test_seeds_give_different_people() -> None:
    looks = {tuple(p.material.colour for p in build_person(seed=s).parts) for s in range(6)}
    assert len(looks) >= 5


def test_colour_paints_the_main_garment() -> None:
    red = build_person(kind="man", colour=(0.9, 0.1, 0.1), seed=2)
    assert any(p.tint == "clothes" and p.material.colour == (0.9, 0.1, 0.1) for p in red.parts)
    assert {"skin", "hair", "clothes"} <= {p.tint for p in red.parts}
    blue = red.recoloured({"hair": (0.1, 0.2, 0.9)})
    assert any(p.tint == "hair" and p.material.colour == (0.1, 0.2, 0.9) for p in blue.parts)


def test_colliders_hang_on_bones() -> None:
    body = build_person(seed=1)
    assert body.skeleton is not None
    assert {body.skeleton.names[c.bone] for c in body.colliders} >= {"head", "spine", "hand_left", "foot_right"}
    assert all(min(c.size) > 0 for c in body.colliders)
