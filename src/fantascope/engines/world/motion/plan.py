"""The plan of one take: who is where, who goes where when, what is launched, held, heard and sprayed.

Knows nothing of parsing or of drawing. Verbs write into it; `perform` reads it. Times are **world** seconds (slow
motion comes later), positions world metres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..bodies.casting import Kind
from ..bodies.types import Body, Vec3
from ..screenplay.schema import Action, Role
from ..staging.types import StageSet
from .particles import Emitter
from .script import Run
from .types import Act, SoundCue

F64 = NDArray[np.float64]
_IMMERSION = {"bird": 0.18, "fish": 0.55}
"""Share of the height that is under water, by rig."""


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """From `start_s` to `end_s` along a smooth curve through points (n, 3); z is height **above ground** (or water)."""

    start_s: float
    end_s: float
    points: F64
    ease_in: bool = True
    ease_out: bool = True
    gait: str | None = None
    keep_heading: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A ballistic hop: the root leaves the ground at `start_s`, lands at `end_s`. `flips` whole turns: forward > 0."""

    start_s: float
    end_s: float
    flips: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    start_s: float
    end_s: float
    at: str | Vec3
    """Another member's id, a point, or "camera"."""


@dataclass(slots=True, eq=False)
class Member:
    """One body of the cast with everything planned for it."""

    id: str
    role: Role
    body: Body
    kind: Kind
    position: F64
    heading_rad: float = 0.0
    travels: list[Travel] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    turns: list[tuple[float, float]] = field(default_factory=list)
    """(time, heading) the member turns to while standing."""
    simulated: bool = False
    """A free rigid body of the physics (objects, colliding vehicles, sliders)."""
    follows: tuple[str, float] | None = None
    """(other id, metres behind): chases along the other's path."""
    upright: bool = False
    drag: float = 0.02
    friction: float | None = None
    restitution: float | None = None
    gait: str | None = None
    afloat: bool = False
    attached: tuple[str, str] | None = None
    """(carrier id, anchor): rides on or in another for the whole take."""
    hidden_after_s: float | None = None
    velocity: Vec3 = (0.0, 0.0, 0.0)
    spin: Vec3 = (0.0, 0.0, 0.0)
    spin_drag: float = 0.15
    hold_until_s: float | None = None
    """Kept where it is (or on its travel) by the script until then, free afterwards."""
    orbit: tuple[str, str, int, int] | None = None
    """A scripted exact motion: (kind, partner id, rank, count); kind "juggle"."""
    pivot: Vec3 | None = None
    """A free body hangs by a hinge from this world point."""
    timed: tuple[F64, F64] | None = None
    """An exact course: times (n,) and points (n, 3) as in `Travel`; overrides travels."""
    placed: bool = False
    """Was there before this part of the take began: nothing may put it elsewhere at a stroke."""
    pose: F64 | None = None
    """The exact pose (4, 4) a free body starts in; None = upright at `position`."""
    grows: bool = False
    """A thing that comes into being at the part's beginning."""
    kept: list[Act] = field(default_factory=list)
    """Of `acts`, those that go on from the part before."""
    enters: F64 | None = None
    """Where one who is new comes from."""

    @property
    def size_m(self) -> float:
        return max(self.body.size)

    @property
    def bound_for(self) -> F64:
        """Where its travels so far take one who was there before; else where it begins."""
        if not self.placed or not self.travels:
            return self.position
        x, y = max(self.travels, key=lambda t: t.end_s).points[-1, :2]
        return np.array([x, y, self.position[2]])

    @property
    def immersion_m(self) -> float:
        """How deep it lies in water that it cannot stand in; 0 for one that flies."""
        if self.kind == "boat" or any(travel.gait == "fly" for travel in self.travels):
            return 0.0
        share = _IMMERSION.get(self.body.rig or "", 0.62 if self.is_actor else 0.3)
        return share * self.body.size[2]

    @property
    def is_actor(self) -> bool:
        return self.kind == "actor"

    def trait(self, name: str, default: float) -> float:
        value = self.body.traits.get(name, default)
        return float(value) if not isinstance(value, str) else default


@dataclass(frozen=True, slots=True)
class Grip:
    """A thing held by an actor's anchor or hand bone from `start_s` to `end_s`."""

    thing: str
    actor: str
    anchor: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Toss:
    """Thing `thing` is set free at `at_s`. Each of `ways` gives a velocity and a spin from where it then is; the free
    simulation is run with one after another until `score` of a run reaches 1, and the best is kept. Lower-numbered ways
    are preferred. `actor` is who lets go (position = its hand), None = it starts where it stands.
    """

    thing: str
    at_s: float
    ways: tuple[Callable[[F64], tuple[F64, F64]], ...]
    score: Callable[[Run], float] | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """An action with its place in time."""

    action: Action
    start_s: float
    end_s: float


@dataclass(slots=True, eq=False)
class Plan:
    stage: StageSet
    duration_s: float
    seed: int
    members: dict[str, Member]
    grips: list[Grip] = field(default_factory=list)
    emitters: list[Emitter] = field(default_factory=list)
    schedule: list[Beat] = field(default_factory=list)
    goals: dict[str, str] = field(default_factory=dict)
    """Where a role should end up, from a later beat: role id → role id or mark."""
    focus_points: list[Vec3] = field(default_factory=list)
    """Places the camera must also keep in the picture."""
    struck: list[tuple[float, str, str, float]] = field(default_factory=list)
    """Blows the script gives: time, struck id, striker id, speed."""
    cues: list[SoundCue] = field(default_factory=list)
    tosses: list[Toss] = field(default_factory=list)
    ripples: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Rings on water: x, y, time, strength."""
    since_s: float = 0.0
    """When this part of the take begins, in seconds of the take; 0 for the first part. All times here count from it."""
    foreseen: dict[str, tuple[F64, F64]] = field(default_factory=dict)
    """Where free things will be if nobody touches them: times (n,) and poses (n, 4, 4)."""
    held: tuple[Grip, ...] = ()
    """Of `grips`, those that go on from the part before."""
    eye: F64 | None = None
    """Where the camera is when the part begins, if it is known."""
    unplayed: list[str] = field(default_factory=list)
    """Verbs that could not be staged, in the prompt's words."""

    def of(self, role_id: str | None) -> list[Member]:
        """The members of a role."""
        return [m for m in self.members.values() if role_id is not None and m.role.id == role_id]

    def mark(self, name: str | None) -> F64 | None:
        """A mark of the set ("set:hill" or "hill"), or None."""
        if name is None:
            return None
        key = name.removeprefix("set:")
        for candidate in (key, ALIASES.get(key, "")):
            if candidate in self.stage.marks:
                return np.asarray(self.stage.marks[candidate], dtype=np.float64)
        return None

    @property
    def verbs(self) -> frozenset[str]:
        return frozenset(beat.action.verb for beat in self.schedule)

    def point(self, name: str | None) -> F64 | None:
        """Where a role stands or a mark lies, or None."""
        found = self.of(name)
        if found:
            return np.asarray(np.mean([m.position for m in found], axis=0))
        return self.mark(name)

    def where(self, m: Member, t: float) -> F64:
        """Where a thing will be at time t if nobody touches it."""
        if m.id not in self.foreseen:
            return m.position
        times, poses = self.foreseen[m.id]
        return np.asarray(poses[int(np.clip(np.searchsorted(times, t), 0, len(times) - 1)), :3, 3])

    def ground(self, x: float, y: float) -> float:
        return float(self.stage.terrain(np.array([x]), np.array([y]))[0])

    def floor(self, m: Member) -> Callable[[F64, F64], F64]:
        """Heights of what bears a member: the water for what floats on it, the ground for all others; over water too
        deep to stand in, that which holds a swimmer."""
        terrain, water = self.stage.terrain, self.stage.water
        if water is None or self.stage.space == "underwater":
            return terrain
        level = water.waves.level_m
        if m.afloat:
            return lambda x, y: np.full(np.shape(x), level)
        sunk = level - m.immersion_m
        return lambda x, y: np.maximum(terrain(x, y), sunk)


ALIASES = {
    "stairs": "stairs_top",
    "staircase": "stairs_top",
    "hill": "hill_top",
    "backboard": "board",
    "basket": "rim",
    "hoop": "rim",
    "puddles": "puddle",
    "sea": "water",
    "lake": "water",
    "river": "water",
    "fire": "campfire",
}
