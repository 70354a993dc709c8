"""What motion hands on: tracks asked of actors, their performances, contacts, and the whole clip's Timeline.

Knows nothing of pixels or samples. Time in seconds from the start of the clip as seen on screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..bodies.types import Body, SoundMaterial, Vec3

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
Ground = Callable[[F64, F64], F64]
"""Height in metres of the ground at x, y (arrays)."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something the body does besides locomotion, from `start_s` to `end_s`, blended in and out by the performer.

    `name` is a performer's vocabulary word; `at_s` is the moment that matters (release of a throw, impact of a kick,
    take-off of a jump). `target` is a world point where it matters.
    """

    name: str
    start_s: float
    end_s: float
    at_s: float | None = None
    target: Vec3 | None = None
    strength: float = 1.0
    side: str = "right"


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """What is asked of one actor, sampled at `times_s` (n,), uniformly spaced.

    position (n, 3): where the body's origin is (feet on the ground when z = ground height; higher = in the air);
    heading_rad (n,): facing, 0 = +x, counter-clockwise. Locomotion (idle, walk, run, turn) follows from the speed of
    `position`, unless an act or `gait` says otherwise ("walk", "run", "crawl", "swim", "fly", "slide", "hop",
    "sneak", "march", "skate").
    tilt (n, 4): an extra whole-body rotation quaternion applied about the body's centre (flips, boats, slopes).
    gaze (n, 3): world point to look at, NaN = free. hands: "left"/"right" → (n, 3) world points a hand
    must reach, NaN = free.
    mouth (n,): opening in [0, 1]; viseme (n,) index into speech.types.VISEMES (0 = silence). speed_factor: playback
    slow motion (0.25 = four times slower), for secondary motion such as breathing and blinking.
    """

    times_s: F64
    position: F64
    heading_rad: F64
    acts: tuple[Act, ...] = ()
    gait: str | None = None
    tilt: F64 | None = None
    gaze: F64 | None = None
    hands: dict[str, F64] = field(default_factory=dict)
    mouth: F64 | None = None
    viseme: NDArray[np.int32] | None = None
    mood: str = "neutral"
    speed_factor: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Footfall:
    """A foot (or paw, or hoof) comes down: `strength` 1 = a walking step of this body."""

    time_s: float
    position: Vec3
    strength: float


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """A track played by a body: root (n, 4, 4) body → world, skin (n, b, 3, 4) rest → posed body frame (see
    bodies.skeleton), joints (n, b, 3) world positions of the bones' joints, footfalls in time order."""

    root: F64
    skin: F64
    joints: F64
    footfalls: tuple[Footfall, ...] = ()


Performer = Callable[[Body, Track, Ground], Performance]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact event of the log: between things `a` and `b` (ids; "ground" for the set), at `position`.

    `impulse_ns` newton-seconds along the normal over the event; `speed_ms` approach speed; `slide_ms` tangential speed.
    """

    time_s: float
    a: str
    b: str
    position: Vec3
    impulse_ns: float
    speed_ms: float
    slide_ms: float
    material_a: SoundMaterial
    material_b: SoundMaterial
    mass_kg: float
    """Reduced mass of the pair (the ground is infinite)."""
    size_m: float
    """Typical size of the smaller partner."""


@dataclass(frozen=True, slots=True)
class SoundCue:
    """Something heard that is no contact of rigid bodies. kind: "footstep" (material, strength), "splash" (size_m,
    strength), "whoosh" (duration_s, strength), "animal" (name = species, word = bark/meow/growl/…), "voice_effort"
    (name = laugh/cry/gasp/cheer), "engine" (duration_s; `curve` = revs in [0, 1] over it), "explosion", "thunder",
    "bell", "door", "glass_break", "splat", "pop", "horn", "siren", "applause", "roll" and "scrape" (duration_s;
    `curve` = speed in m/s over it), "flap", "creak", "sail_flap", "fire_crackle", "bite", "snore",
    "instrument" (name)."""

    time_s: float
    kind: str
    position: Vec3
    strength: float = 1.0
    duration_s: float = 0.0
    name: str = ""
    word: str = ""
    material: SoundMaterial = "wood"
    other: SoundMaterial = "earth"
    size_m: float = 0.3
    curve: tuple[float, ...] = ()
    thing: str = ""
    path: tuple[Vec3, ...] = ()
    """Where a long sound goes over its `duration_s`, evenly spaced (a car that passes); empty = it stays put."""
