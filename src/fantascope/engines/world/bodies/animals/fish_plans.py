"""Proportions of the swimmers, as a table.

Knows nothing of markings or motion.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Rgb


@dataclass(frozen=True, slots=True)
class FishPlan:
    """Proportions: `length` in metres nose to tail stem; `tall` and `wide` half extents of the thickest part, at share
    `thick` from the nose; fins as lengths. `fluke` is level (whales) rather than upright."""

    length: float
    tall: float
    wide: float
    thick: float = 0.36
    stem: float = 0.2
    """Radius of the tail's root, as a share of `tall`."""
    snout: float = 0.0
    """Length of a beak ahead of the head."""
    tail: float = 0.3
    fluke: bool = False
    dorsal: float = 0.25
    dorsal_at: float = 0.45
    pectoral: float = 0.25
    eye: float = 0.03
    eye_at: tuple[float, float] = (0.95, 0.2)
    iris: Rgb | None = None
    white: bool = False
    mass_kg: float = 1.0
    voice: str = "fish"
    pitch: float = 1.0
    speed: tuple[float, float] = (0.8, 3.0)
    wave: str = "side"
    gape: float = 0.5
    mouth: float = 0.3
    """Width of the jaw, as a share of `wide`."""
    colours: tuple[Rgb, ...] = ((0.3, 0.5, 0.8),)
    shark_tail: bool = False


PLANS: dict[str, FishPlan] = {
    "fish": FishPlan(
        0.36,
        0.115,
        0.075,
        tail=0.13,
        dorsal=0.11,
        pectoral=0.085,
        eye=0.031,
        white=True,
        mass_kg=1.5,
        colours=((0.2, 0.5, 0.88), (0.95, 0.5, 0.3), (0.96, 0.78, 0.2)),
    ),
    "goldfish": FishPlan(
        0.2,
        0.078,
        0.062,
        tail=0.13,
        dorsal=0.075,
        pectoral=0.055,
        eye=0.024,
        white=True,
        mass_kg=0.3,
        colours=((0.98, 0.5, 0.1),),
    ),
    "clownfish": FishPlan(
        0.22,
        0.075,
        0.045,
        tail=0.07,
        dorsal=0.055,
        pectoral=0.05,
        eye=0.02,
        white=True,
        mass_kg=0.3,
        colours=((0.97, 0.44, 0.08),),
    ),
    "shark": FishPlan(
        2.1,
        0.36,
        0.31,
        thick=0.34,
        stem=0.16,
        tail=0.62,
        dorsal=0.46,
        dorsal_at=0.42,
        pectoral=0.56,
        eye=0.05,
        eye_at=(0.9, 0.28),
        mass_kg=350,
        voice="shark",
        speed=(1.5, 5.0),
        colours=((0.42, 0.5, 0.58),),
        shark_tail=True,
        mouth=0.62,
    ),
    "dolphin": FishPlan(
        1.55,
        0.27,
        0.24,
        thick=0.32,
        stem=0.17,
        snout=0.2,
        tail=0.42,
        fluke=True,
        dorsal=0.3,
        dorsal_at=0.5,
        pectoral=0.34,
        eye=0.04,
        eye_at=(0.85, 0.06),
        mass_kg=150,
        voice="dolphin",
        speed=(2.0, 7.0),
        wave="up",
        colours=((0.38, 0.55, 0.7),),
        mouth=0.5,
        gape=0.35,
    ),
    "whale": FishPlan(
        3.6,
        0.85,
        0.85,
        thick=0.3,
        stem=0.14,
        tail=1.0,
        fluke=True,
        dorsal=0.22,
        dorsal_at=0.68,
        pectoral=0.85,
        eye=0.085,
        eye_at=(0.72, -0.1),
        mass_kg=5000,
        voice="whale",
        pitch=0.5,
        speed=(1.5, 4.0),
        wave="up",
        colours=((0.22, 0.42, 0.66),),
        mouth=0.8,
        gape=0.3,
    ),
    "orca": FishPlan(
        2.4,
        0.45,
        0.42,
        thick=0.32,
        stem=0.17,
        tail=0.65,
        fluke=True,
        dorsal=0.62,
        dorsal_at=0.47,
        pectoral=0.5,
        eye=0.05,
        eye_at=(0.8, 0.02),
        mass_kg=2000,
        voice="dolphin",
        pitch=0.7,
        speed=(2.0, 6.0),
        wave="up",
        colours=((0.09, 0.1, 0.13),),
        mouth=0.6,
        gape=0.35,
    ),
    "jellyfish": FishPlan(
        0.5,
        0.2,
        0.2,
        eye=0.03,
        mass_kg=1.0,
        wave="pulse",
        speed=(0.3, 0.8),
        colours=((0.95, 0.55, 0.82), (0.6, 0.65, 0.98)),
    ),
    "seahorse": FishPlan(
        0.3, 0.06, 0.05, eye=0.02, mass_kg=0.3, speed=(0.2, 0.5), colours=((0.97, 0.72, 0.2), (0.95, 0.5, 0.55))
    ),
}
