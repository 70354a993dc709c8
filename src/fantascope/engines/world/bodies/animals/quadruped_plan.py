"""The proportions that make one four-legged animal unlike another.

Knows nothing of meshes. The numbers of each species are in `quadrupeds`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Rgb, Vec3


@dataclass(frozen=True, slots=True)
class Plan:
    """Proportions in metres at full size. `head_at` is the middle of the head; `tail` lists its curve (x back, z up)
    from its root, with radii; ears are described by `ear` (kind) and `ear_size`."""

    hips: float
    """x of the hip joints (negative)."""
    shoulders: float
    height: float
    """z of the torso's axis."""
    chest: float
    waist: float
    rump: float
    leg: float
    """Radius at the top of a leg."""
    foot: float
    spread: float
    head_at: tuple[float, float]
    head: Vec3
    neck: float
    muzzle: float
    """How far the muzzle's ball stands ahead of the head's middle; 0 = none."""
    muzzle_size: tuple[float, float]
    """Radius at its root and at its tip."""
    muzzle_drop: float
    nose: float
    ear: str
    ear_size: float
    tail: tuple[tuple[float, float], ...]
    tail_radii: tuple[float, ...]
    mass_kg: float
    eye: float
    eye_at: tuple[float, float] = (0.62, 0.18)
    """Azimuth and elevation in radians."""
    iris: Rgb | None = None
    slit: bool = False
    bulge: float = 0.45
    haunch: float = 1.35
    """Thigh radius as a share of the leg's."""
    rise: float = 0.0
    """How much higher the hips are than the shoulders."""
    muzzle_flat: float = 0.9
    cheeks: float = 0.0
    paw: Vec3 = (1.45, 1.1, 0.85)
    nose_colour: Rgb = (0.1, 0.08, 0.09)
    mouth: bool = True
    jaw_colour: Rgb | None = None
    walk: str = "quad"
    """"quad", "hop" (all four bound) or "biped" (hind legs only)."""
    voice: str = "dog"
    pitch: float = 1.0
    speed: tuple[float, float] = (1.0, 4.0)
    """Comfortable walk and run in m/s."""
    arms_at: tuple[float, float] | None = None
    """Bipeds: where the front paws hang (x, z)."""
    softness: float = 0.05
    width: float = 1.0
    """Torso width as a share of its height."""
