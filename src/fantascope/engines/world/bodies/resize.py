"""The same body at another scale: meshes, joints, colliders, anchors and measured traits together.

Knows nothing of why. Lengths go with s, speeds with √s (Froude), masses with s³; a trait's unit is its name's ending.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .shapes import scaled
from .types import Body, Collider


def resized(body: Body, factor: float) -> Body:
    """`body` scaled by `factor` about its origin."""
    if abs(factor - 1.0) < 1e-9:
        return body
    skeleton = body.skeleton
    if skeleton is not None:
        skeleton = replace(skeleton, rest=(skeleton.rest * np.float32(factor)))
    return replace(
        body,
        parts=tuple(replace(p, mesh=scaled(p.mesh, factor)) for p in body.parts),
        size=_triple(body.size, factor),
        mass_kg=body.mass_kg * factor**3,
        colliders=tuple(_collider(c, factor) for c in body.colliders),
        skeleton=skeleton,
        traits={name: _trait(name, value, factor) for name, value in body.traits.items()},
        anchors={name: _triple(point, factor) for name, point in body.anchors.items()},
    )


def _triple(v: tuple[float, float, float], s: float) -> tuple[float, float, float]:
    return (v[0] * s, v[1] * s, v[2] * s)


def _collider(c: Collider, s: float) -> Collider:
    points = None if c.points is None else (c.points * np.float32(s))
    return replace(c, size=tuple(v * s for v in c.size), centre=_triple(c.centre, s), points=points)


def _trait(name: str, value: float | str, s: float) -> float | str:
    if isinstance(value, str):
        return value
    if name.endswith("_ms"):
        return float(value * s**0.5)
    return value * s if name.endswith("_m") else value
