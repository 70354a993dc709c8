"""Rigid bodies in time: a port over rapier3d that runs a scripted simulation and keeps a contact log.

Knows nothing of actors' intentions or of pictures. Metres, kilograms, seconds; poses are 4×4 body → world; the world
runs at a fixed sub-step that divides the frame, so a run is reproducible to the bit on one platform.
Coefficients combine by geometric mean, so equal materials keep their tabulated value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import rapier3d as rapier
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation, Slerp

from ..bodies.types import Body, Collider, SoundMaterial, Vec3
from .isometry import between, isometry, matrix, rotation
from .script import Hold, Launch, Push, Run
from .types import Contact

F64 = NDArray[np.float64]
STEP_HZ = 480.0
LET_GO_S = 0.4
_EVENTS = rapier.ActiveEvents.COLLISION_EVENTS
_MEAN = rapier.CoefficientCombineRule.GEOMETRIC_MEAN
_SOLID, _ACTOR, _HELD = 1, 2, 4


@dataclass(frozen=True, slots=True)
class _Label:
    who: str
    sound: SoundMaterial
    size_m: float
    mass_kg: float


@dataclass(slots=True)
class World:
    """Build it up with `fix`, `lay`, `add` and `carry`, then `run` it once."""

    gravity_ms2: float = 9.81
    _world: rapier.PhysicsWorld = field(init=False)
    _labels: list[_Label] = field(default_factory=list)
    _things: dict[str, rapier.RigidBodyHandle] = field(default_factory=dict)
    _puppets: list[tuple[rapier.RigidBodyHandle, F64]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._world = rapier.PhysicsWorld(gravity=(0.0, 0.0, -self.gravity_ms2))

    def fix(
        self,
        body: Body,
        pose: F64,
        *,
        who: str = "ground",
        friction: float | None = None,
        restitution: float | None = None,
    ) -> None:
        """An immovable body of the set."""
        label = self._label(_Label(who, body.sound, max(body.size), math.inf))
        f = body.friction if friction is None else friction
        e = body.restitution if restitution is None else restitution
        colliders: list[rapier.Collider | rapier.ColliderBuilder] = [
            self._collider(c, label, f, e, _SOLID, _SOLID | _ACTOR | _HELD) for c in body.colliders
        ]
        if colliders:
            self._world.add_body(rapier.RigidBody.fixed().position(isometry(pose)), colliders)

    def lay(
        self, vertices: F64, faces: NDArray[np.int32], sound: SoundMaterial, friction: float, restitution: float
    ) -> None:
        """The ground as triangles (n, 3), (m, 3)."""
        label = self._label(_Label("ground", sound, 10.0, math.inf))
        shape = rapier.Collider.trimesh(
            np.ascontiguousarray(vertices, np.float32), np.ascontiguousarray(faces, np.uint32)
        )
        self._world.add_body(rapier.RigidBody.fixed(), [self._dress(shape, label, friction, restitution, _SOLID, 7)])

    def lay_plane(self, z: float, sound: SoundMaterial, friction: float, restitution: float) -> None:
        """Flat ground at height z, 400 m wide and 2 m thick."""
        label = self._label(_Label("ground", sound, 10.0, math.inf))
        shape = rapier.Collider.cuboid(200.0, 200.0, 1.0).translation((0.0, 0.0, z - 1.0))
        self._world.add_body(rapier.RigidBody.fixed(), [self._dress(shape, label, friction, restitution, _SOLID, 7)])

    def add(
        self,
        who: str,
        body: Body,
        pose: F64,
        *,
        velocity: Vec3 = (0.0, 0.0, 0.0),
        spin: Vec3 = (0.0, 0.0, 0.0),
        drag: float = 0.0,
        spin_drag: float = 0.0,
        upright: bool = False,
    ) -> None:
        """A free rigid body. `drag` and `spin_drag` are linear and angular damping (1/s); `upright` forbids tipping."""
        label = self._label(_Label(who, body.sound, max(body.size), body.mass_kg))
        shapes = [self._collider(c, label, body.friction, body.restitution, _SOLID, 7) for c in body.colliders]
        builder = rapier.RigidBody.dynamic().position(isometry(pose)).linvel(velocity).angvel(spin)
        builder = builder.linear_damping(drag).angular_damping(spin_drag).ccd_enabled(True).can_sleep(False)
        if upright:
            builder = builder.enabled_rotations((False, False, True))
        weighed: list[rapier.Collider | rapier.ColliderBuilder] = [s.mass(body.mass_kg / len(shapes)) for s in shapes]
        self._things[who] = self._world.add_body(builder, weighed)

    def pin(self, who: str, pivot: Vec3, axis: Vec3 = (0.0, 1.0, 0.0)) -> None:
        """Hang a free body by a hinge through the world point `pivot`, turning about `axis`."""
        handle = self._things[who]
        local = np.linalg.inv(matrix(self._world.rigid_bodies[handle].position)) @ np.array([*pivot, 1.0])
        post = self._world.add_body(rapier.RigidBody.fixed().translation(pivot), [])
        hinge = (
            rapier.RevoluteJointBuilder(axis)
            .local_anchor1((0.0, 0.0, 0.0))
            .local_anchor2(tuple(float(v) for v in local[:3]))
        )
        self._world.impulse_joints.insert(post, handle, hinge.contacts_enabled(False).build())

    def carry(self, who: str, body: Body, collider: Collider, poses: F64) -> None:
        """One limb of an actor: a kinematic collider, its body → world poses (n, 4, 4) given at the run's frames. A
        limb that hardly moves (< 1 cm over the run) stands still."""
        label = self._label(_Label(who, body.sound, max(body.size), body.mass_kg))
        shape = self._collider(collider, label, body.friction, body.restitution * 0.5, _ACTOR, _SOLID)
        if float(np.max(np.abs(poses - poses[0]))) < 0.01:
            self._world.add_body(rapier.RigidBody.fixed().position(isometry(poses[0])), [shape])
            return
        builder = rapier.RigidBody.kinematic_position_based().position(isometry(poses[0]))
        self._puppets.append((self._world.add_body(builder, [shape]), poses))

    def run(
        self,
        frame_s: float,
        frames: int,
        *,
        launches: Sequence[Launch] = (),
        holds: Sequence[Hold] = (),
        pushes: Sequence[Push] = (),
        on_step: Callable[[float], None] | None = None,
        step_hz: float = STEP_HZ,
    ) -> Run:
        """Simulate; returns poses at times i·frame_s for i in 0 … frames − 1."""
        world, sets = self._world, self._world.rigid_bodies
        per = max(1, math.ceil(frame_s * step_hz - 1e-9))
        dt = frame_s / per
        world.integration_parameters.dt = dt
        collector = rapier.ChannelEventCollector()
        world.event_handler = cast(rapier.EventHandler, collector)
        names = list(self._things)
        poses = {n: np.zeros((frames, 4, 4)) for n in names}
        velocity = {n: np.zeros((frames, 3)) for n in names}
        spin = {n: np.zeros((frames, 3)) for n in names}
        touching = {n: np.zeros(frames, dtype=bool) for n in names}
        contacts: list[Contact] = []
        waiting = sorted(launches, key=lambda item: item.time_s)
        held: dict[str, tuple[float, F64]] = {}
        free_at: dict[str, float] = {}
        self._script(0.0, dt, waiting, holds, pushes, held, free_at)
        touch_count = dict.fromkeys(names, 0)
        now = 0.0
        for frame in range(frames):
            for n in names:
                body = sets[self._things[n]]
                poses[n][frame] = matrix(body.position)
                v = body.linvel
                velocity[n][frame] = (v.x, v.y, v.z)
                w = body.angvel
                spin[n][frame] = (w.x, w.y, w.z)
                touching[n][frame] = touch_count[n] > 0
            if on_step is not None:
                on_step(frame / max(frames, 1))
            if frame == frames - 1:
                break
            steps_of = [
                (sets[handle], between(poses_of[frame], poses_of[frame + 1], per)) for handle, poses_of in self._puppets
            ]
            for sub in range(per):
                self._script(now, dt, waiting, holds, pushes, held, free_at)
                for puppet, steps in steps_of:
                    puppet.set_next_kinematic_position(steps[sub])
                before = {n: _motion(sets[h]) for n, h in self._things.items()}
                world.step()
                now += dt
                for event in collector.drain_collision_events():
                    contact = self._contact(event, now, before, touch_count)
                    if contact is not None:
                        contacts.append(contact)
                collector.clear()
        return Run(np.arange(frames, dtype=np.float64) * frame_s, poses, velocity, touching, tuple(contacts), spin)

    def _script(
        self,
        now: float,
        dt: float,
        waiting: list[Launch],
        holds: Sequence[Hold],
        pushes: Sequence[Push],
        held: dict[str, tuple[float, F64]],
        free_at: dict[str, float],
    ) -> None:
        sets = self._world.rigid_bodies
        for who in [w for w, t in free_at.items() if now >= t]:
            self._touch_actors(who, True)
            del free_at[who]
        for hold in holds:
            body = sets[self._things[hold.who]]
            inside = hold.start_s - 1e-9 <= now < hold.end_s - dt / 2
            if inside:
                if hold.who not in held:
                    held[hold.who] = (now, matrix(body.position))
                    free_at.pop(hold.who, None)
                    self._touch_actors(hold.who, False)
                    body.body_type = rapier.RigidBodyType.KINEMATIC_POSITION_BASED
                    body.position = isometry(_drawn(hold, held[hold.who], now))
                body.set_next_kinematic_position(isometry(_drawn(hold, held[hold.who], now + dt)))
            elif hold.who in held and now >= hold.end_s - dt / 2 and not _held_by_other(hold, holds, now + dt / 2):
                held.pop(hold.who)
                free_at[hold.who] = now + LET_GO_S
                body.body_type = rapier.RigidBodyType.DYNAMIC
        while waiting and waiting[0].time_s <= now + dt / 2:
            launch = waiting.pop(0)
            body = sets[self._things[launch.who]]
            if launch.position is not None:
                pose = matrix(body.position)
                pose[:3, 3] = launch.position
                body.position = isometry(pose)
            body.linvel = rapier.Vec3(*launch.velocity)
            body.angvel = rapier.Vec3(*launch.spin)
            body.wake_up(True)
        for push in pushes:
            body = sets[self._things[push.who]]
            body.reset_forces(True)
            if push.start_s <= now < push.end_s:
                p, v = body.translation, body.linvel
                force = push.force(now, np.array([p.x, p.y, p.z]), np.array([v.x, v.y, v.z]))
                body.add_force((float(force[0]), float(force[1]), float(force[2])), True)

    def _touch_actors(self, who: str, touches: bool) -> None:
        """A thing in hand, or just let go, passes through the hand that held it."""
        mask = 7 if touches else _SOLID
        groups = rapier.InteractionGroups(rapier.Group(_SOLID), rapier.Group(mask), rapier.InteractionTestMode.AND)
        for handle in self._world.rigid_bodies[self._things[who]].colliders:
            self._world.colliders[handle].collision_groups = groups

    def _contact(
        self,
        event: rapier.CollisionEvent,
        now: float,
        before: dict[str, tuple[F64, F64, F64]],
        touch_count: dict[str, int],
    ) -> Contact | None:
        sets = self._world.colliders
        first, second = sets[event.collider1], sets[event.collider2]
        if first is None or second is None:
            return None
        a, b = self._labels[first.user_data], self._labels[second.user_data]
        for label in (a, b):
            if label.who in touch_count:
                touch_count[label.who] += 1 if event.started else -1
        if not event.started:
            return None
        pair = self._world.narrow_phase.contact_pair(event.collider1, event.collider2)
        deepest = pair.find_deepest_contact() if pair is not None else None
        if pair is None or deepest is None:
            return None
        local = matrix(first.position) @ np.array([deepest.local_p1.x, deepest.local_p1.y, deepest.local_p1.z, 1.0])
        point = local[:3]
        n = pair.manifolds[0].data.normal
        normal = np.array([n.x, n.y, n.z])
        relative = _speed_at(before.get(b.who), point) - _speed_at(before.get(a.who), point)
        approach = abs(float(relative @ normal))
        slide = float(np.linalg.norm(relative - (relative @ normal) * normal))
        mass = (
            1.0 / max(1.0 / a.mass_kg + 1.0 / b.mass_kg, 1e-9)
            if not math.isinf(a.mass_kg * b.mass_kg)
            else min(a.mass_kg, b.mass_kg)
        )
        return Contact(
            now,
            a.who,
            b.who,
            (float(point[0]), float(point[1]), float(point[2])),
            self._impulse(pair, a, b, before, normal),
            approach,
            slide,
            a.sound,
            b.sound,
            float(mass),
            min(a.size_m, b.size_m),
        )

    def _impulse(
        self, pair: rapier.ContactPair, a: _Label, b: _Label, before: dict[str, tuple[F64, F64, F64]], normal: F64
    ) -> float:
        """The solver's impulse; where a contact opened and closed within the step, the change of momentum instead."""
        told = float(pair.total_impulse_magnitude())
        if told > 1e-6:
            return told
        free = [label for label in (a, b) if label.who in before]
        if not free:
            return 0.0
        now = _motion(self._world.rigid_bodies[self._things[free[0].who]])[1]
        return free[0].mass_kg * abs(float((now - before[free[0].who][1]) @ normal))

    def _label(self, label: _Label) -> int:
        self._labels.append(label)
        return len(self._labels) - 1

    def _collider(
        self, c: Collider, label: int, friction: float, restitution: float, group: int, mask: int
    ) -> rapier.ColliderBuilder:
        pose = np.eye(4)
        pose[:3, 3] = c.centre
        turn = rotation(c.rotation)
        if c.shape == "ball":
            shape = rapier.Collider.ball(c.size[0])
        elif c.shape == "box":
            shape = rapier.Collider.cuboid(*c.size)
        elif c.shape == "capsule":
            shape = rapier.Collider.capsule_z(c.size[1], c.size[0])
        elif c.shape == "cylinder":  # rapier's cylinders stand along y
            shape = rapier.Collider.cylinder(c.size[1], c.size[0])
            turn = turn @ np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
        elif c.shape == "hull" and c.points is not None:
            shape = rapier.Collider.convex_hull(np.ascontiguousarray(c.points, np.float32))
        elif c.shape == "mesh" and c.points is not None and c.faces is not None:
            shape = rapier.Collider.trimesh(
                np.ascontiguousarray(c.points, np.float32), np.ascontiguousarray(c.faces, np.uint32)
            )
        else:
            raise ValueError(f"collider {c.shape} lacks its points")
        pose[:3, :3] = turn
        return self._dress(shape.position(isometry(pose)), label, friction, restitution, group, mask)

    @staticmethod
    def _dress(
        shape: rapier.ColliderBuilder, label: int, friction: float, restitution: float, group: int, mask: int
    ) -> rapier.ColliderBuilder:
        groups = rapier.InteractionGroups(rapier.Group(group), rapier.Group(mask), rapier.InteractionTestMode.AND)
        return (
            shape.friction(friction)
            .restitution(restitution)
            .friction_combine_rule(_MEAN)
            .restitution_combine_rule(_MEAN)
            .active_events(_EVENTS)
            .collision_groups(groups)
            .user_data(label)
        )


def _held_by_other(hold: Hold, holds: Sequence[Hold], now: float) -> bool:
    return any(h is not hold and h.who == hold.who and h.start_s - 1e-9 <= now < h.end_s - 1e-9 for h in holds)


def _drawn(hold: Hold, taken: tuple[float, F64], now: float) -> F64:
    """Where a thing in hold is: on its script, or on the way there from where it was taken."""
    pose = hold.pose(now)
    if hold.ease_s <= 0.0 or now - taken[0] >= hold.ease_s:
        return pose
    u = (now - taken[0]) / hold.ease_s
    u = u * u * (3 - 2 * u)
    out = pose.copy()
    out[:3, 3] = taken[1][:3, 3] * (1 - u) + pose[:3, 3] * u
    turn = Rotation.from_matrix(np.stack([taken[1][:3, :3], pose[:3, :3]]))
    out[:3, :3] = Slerp([0.0, 1.0], turn)(u).as_matrix()
    return out


def _motion(body: rapier.RigidBody) -> tuple[F64, F64, F64]:
    c, v, w = body.center_of_mass, body.linvel, body.angvel
    return np.array([c.x, c.y, c.z]), np.array([v.x, v.y, v.z]), np.array([w.x, w.y, w.z])


def _speed_at(motion: tuple[F64, F64, F64] | None, point: F64) -> F64:
    if motion is None:
        return np.zeros(3)
    centre, linear, angular = motion
    return linear + np.cross(angular, point - centre)
