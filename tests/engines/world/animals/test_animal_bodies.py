"""Every species is a sound body: finite, closed, skinned, within its budget, and repainted without losing its marks."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.animals import SPECIES, build_animal
from fantascope.engines.world.bodies.types import Mesh

REPRESENTATIVE = ("fox", "penguin", "shark", "snake")


def volume(mesh: Mesh) -> float:
    a, b, c = (mesh.positions[mesh.faces[:, k]].astype(np.float64) for k in range(3))
    return float(np.sum(a * np.cross(b, c))) / 6


@pytest.mark.parametrize("species", SPECIES)
def test_every_species_is_a_sound_body(species: str) -> None:
    body = build_animal(species)
    assert body.skeleton is not None
    assert body.rig in ("quadruped", "bird", "fish", "crawler")
    bones = len(body.skeleton.names)
    assert all(parent < i for i, parent in enumerate(body.skeleton.parents))
    triangles = 0
    for part in body.parts:
        mesh = part.mesh
        for values in (mesh.positions, mesh.normals, mesh.uvs):
            assert np.isfinite(values).all(), part.name
        assert mesh.faces.min() >= 0
        assert mesh.faces.max() < len(mesh.positions)
        assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1.0, abs=2e-2), part.name
        if mesh.weights is not None and mesh.joints is not None:
            assert mesh.weights.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
            assert mesh.joints.max() < bones
        else:
            assert -1 <= part.bone < bones
        triangles += len(mesh.faces)
    assert 2_000 < triangles < 19_000
    assert sum(volume(part.mesh) for part in body.parts) > 0
    bottom = min(float(part.mesh.positions[:, 2].min()) for part in body.parts)
    assert abs(bottom) < 0.12 * body.size[2], "stands on the ground"
    for name in ("walk_ms", "run_ms", "voice", "voice_pitch", "voice_size"):
        assert name in body.traits
    assert {"mouth", "head_top", "back", "seat"} <= set(body.anchors)
    assert body.colliders


def test_the_coat_is_closed() -> None:
    """Coat and markings together have every edge twice, in opposite directions."""
    body = build_animal("dog")
    coat = [part.mesh for part in body.parts if part.name in ("coat", "markings")]
    points = np.concatenate([mesh.positions for mesh in coat])
    base = np.cumsum([0, *[len(mesh.positions) for mesh in coat]])
    faces = np.concatenate([mesh.faces + b for mesh, b in zip(coat, base, strict=False)])
    _, same = np.unique(np.round(points, 6), axis=0, return_inverse=True)
    faces = same.reshape(-1)[faces]
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = edges[edges[:, 0] != edges[:, 1]]
    forward = {(int(a), int(b)) for a, b in edges}
    open_edges = sum((b, a) not in forward for a, b in forward)
    assert open_edges < 0.005 * len(forward)


@pytest.mark.parametrize("species", REPRESENTATIVE)
def test_the_same_request_gives_the_same_body(species: str) -> None:
    first, second = (build_animal.__wrapped__(species, seed=3) for _ in range(2))
    assert first.size == second.size
    for a, b in zip(first.parts, second.parts, strict=True):
        assert np.array_equal(a.mesh.positions, b.mesh.positions)
        assert np.array_equal(a.mesh.faces, b.mesh.faces)


def test_a_blue_dog_keeps_its_markings() -> None:
    plain, blue = build_animal("dog"), build_animal("dog", colour=(0.1, 0.2, 0.9))
    assert {p.name for p in plain.parts} == {p.name for p in blue.parts}
    assert next(p for p in blue.parts if p.tint == "main").material.colour == (0.1, 0.2, 0.9)
    assert next(p for p in blue.parts if p.name == "markings").tint is None


def test_the_young_are_smaller_with_larger_heads() -> None:
    grown, young = build_animal("cat"), build_animal("cat", young=True)
    assert young.size[0] < 0.75 * grown.size[0]
    assert young.mass_kg < 0.5 * grown.mass_kg
    assert float(young.traits["voice_pitch"]) > float(grown.traits["voice_pitch"])


def test_garments_and_patterns_add_to_the_body() -> None:
    plain = build_animal("dog")
    dressed = build_animal("dog", wears=(("scarf", (0.1, 0.8, 0.2)), ("top_hat", None), ("sunglasses", None)))
    names = {p.name for p in dressed.parts} - {p.name for p in plain.parts}
    assert {"scarf", "top_hat", "sunglasses"} <= names
    spotted = build_animal("dog", pattern="spotted")
    marks = {b: sum(len(p.mesh.faces) for p in b.parts if p.name == "markings") for b in (plain, spotted)}
    assert marks[spotted] > 1.1 * marks[plain]


def test_an_unknown_species_is_refused() -> None:
    with pytest.raises(KeyError):
        build_animal("unknown_beast")
