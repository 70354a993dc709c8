"""A pose in the making for a whole clip: local rotations, shifts and scales by bone name, acts as blended channels.

Knows nothing of gaits. Arrays are (n, …) over the frames of one track. Pitch is positive nose-up, yaw to the left,
roll to the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ...bodies import skeleton as fk
from ...bodies.types import Body, Skeleton
from ..types import F64, Act, Footfall, Performance, Track
from .quadruped_steps import smoothstep


@dataclass(frozen=True, slots=True)
class ActSpec:
    """An act as data. `keys`: (u, channels) with u in [0, 1] from start through `at_s` (0.5) to end; channels not named
    at a key are 0 there. `waves`: (channel, hz, amplitude, phase in cycles). A `held` act keeps its only key from
    end to end and eases over `ease_s`."""

    keys: tuple[tuple[float, Mapping[str, float]], ...] = ()
    waves: tuple[tuple[str, float, float, float], ...] = ()
    held: bool = False
    ease_s: float = 0.35


class Channels(dict[str, F64]):
    """Named arrays (n,), zero until written."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def __missing__(self, key: str) -> F64:
        self[key] = np.zeros(self.n)
        return self[key]


def play(channels: Channels, track: Track, acts: Mapping[str, ActSpec], aliases: Mapping[str, str]) -> F64:
    """Add every known act of the track to the channels; returns how much the body is taken up by acts (n,)."""
    t = track.times_s
    busy = np.zeros(len(t))
    for act in track.acts:
        spec = acts.get(aliases.get(act.name, act.name))
        if spec is None:
            continue
        w = envelope(t, act, spec)
        busy = np.maximum(busy, w)
        middle = act.at_s if act.at_s is not None else (act.start_s + act.end_s) / 2
        middle = min(max(middle, act.start_s + 1e-3), act.end_s - 1e-3)
        u = np.interp(t, [act.start_s, middle, act.end_s], [0.0, 0.5, 1.0])
        sign = -1.0 if act.side == "left" else 1.0
        for name in {name for _, values in spec.keys for name in values}:
            values = np.array([values.get(name, 0.0) for _, values in spec.keys])
            stops = np.array([stop for stop, _ in spec.keys])
            curve = np.full(len(t), values[0]) if spec.held else eased(u, stops, values)
            channels[name] = channels[name] + curve * w * act.strength * (sign if name in _SIDED else 1.0)
        rate = track.speed_factor
        for name, hz, amplitude, phase in spec.waves:
            wave = np.sin(2 * np.pi * ((t - act.start_s) * hz * rate + phase)) * amplitude
            channels[name] = channels[name] + wave * w * act.strength
    return busy


_SIDED = ("curl", "look", "cock", "tail_curl", "roll")


def envelope(t: F64, act: Act, spec: ActSpec) -> F64:
    """Weight of an act over time: eases in and out, except where it runs over the clip's own ends."""
    span = max(act.end_s - act.start_s, 1e-3)
    ease = min(spec.ease_s, span * 0.4)
    rise = (
        smoothstep((t - act.start_s) / ease)
        if act.start_s > t[0] + 0.05 or not spec.held
        else np.ones(len(t)) * (t >= act.start_s - 1)
    )
    fall = smoothstep((act.end_s - t) / ease) if act.end_s < t[-1] - 0.05 or not spec.held else np.ones(len(t))
    return np.asarray(rise * fall)


def eased(u: F64, stops: F64, values: F64) -> F64:
    """Piecewise smoothstep through key values."""
    k = np.clip(np.searchsorted(stops, u, side="right") - 1, 0, len(stops) - 2)
    span = np.maximum(stops[k + 1] - stops[k], 1e-6)
    return values[k] + (values[k + 1] - values[k]) * smoothstep((u - stops[k]) / span)


@dataclass(slots=True, eq=False)
class Pose:
    """Local rotations (n, b, 4), translations (n, b, 3) and scales (n, b, 3) of one body over a clip."""

    skeleton: Skeleton
    n: int
    rotations: F64 = field(init=False)
    translations: F64 = field(init=False)
    scales: F64 = field(init=False)

    def __post_init__(self) -> None:
        b = len(self.skeleton.names)
        self.rotations = np.zeros((self.n, b, 4))
        self.rotations[..., 3] = 1.0
        self.translations = np.zeros((self.n, b, 3))
        self.scales = np.ones((self.n, b, 3))

    def has(self, bone: str) -> bool:
        return bone in self.skeleton.names

    def rest(self, bone: str) -> F64:
        return np.asarray(self.skeleton.rest[self.skeleton.index(bone)], dtype=np.float64)

    def turn(self, bone: str, *, pitch: F64 | float = 0.0, yaw: F64 | float = 0.0, roll: F64 | float = 0.0) -> None:
        """Turn a bone further: roll, then pitch, then yaw, after what it already has."""
        if not self.has(bone):
            return
        k = self.skeleton.index(bone)
        shape = np.zeros(self.n)
        q = fk.quat_mul(
            fk.quat_axis((0, 0, 1), shape + yaw),
            fk.quat_mul(fk.quat_axis((0, 1, 0), shape - pitch), fk.quat_axis((1, 0, 0), shape + roll)),
        )
        self.rotations[:, k] = fk.quat_mul(q, self.rotations[:, k])

    def shift(self, bone: str, x: F64 | float = 0.0, y: F64 | float = 0.0, z: F64 | float = 0.0) -> None:
        if self.has(bone):
            k = self.skeleton.index(bone)
            self.translations[:, k] += np.stack([np.zeros(self.n) + v for v in (x, y, z)], axis=1)

    def stretch(self, bone: str, x: F64 | float = 1.0, y: F64 | float = 1.0, z: F64 | float = 1.0) -> None:
        if self.has(bone):
            k = self.skeleton.index(bone)
            self.scales[:, k] *= np.stack([np.zeros(self.n) + v for v in (x, y, z)], axis=1)

    def solve(self) -> tuple[F64, F64, F64]:
        return fk.solve(self.skeleton, self.rotations, self.translations, self.scales)

    def reach(
        self, bones: tuple[str, str, str], target: F64, pole: F64, sole: F64, positions: F64, turned: F64
    ) -> None:
        """Bend a leg (hip, knee, foot bones) so that the foot's joint is exactly at `target` (n, 3) in the body frame,
        the foot turned by `sole` (n, 4). The shin stretches where the leg is too short."""
        hip, knee, foot = (self.skeleton.index(b) for b in bones)
        r = [self.rest(b) for b in bones]
        upper, lower = float(np.linalg.norm(r[1] - r[0])), float(np.linalg.norm(r[2] - r[1]))
        start = positions[:, hip]
        middle, _ = fk.two_bone(start, target, upper, lower, pole)
        parent = self.skeleton.parents[hip]
        base = turned[:, parent] if parent >= 0 else np.broadcast_to([0.0, 0, 0, 1], (self.n, 4))
        q_hip = _aim(base, r[1] - r[0], middle - start)
        q_knee = _aim(q_hip, r[2] - r[1], target - middle)
        self.rotations[:, hip] = fk.quat_mul(_conjugate(base), q_hip)
        self.rotations[:, knee] = fk.quat_mul(_conjugate(q_hip), q_knee)
        self.rotations[:, foot] = fk.quat_mul(_conjugate(q_knee), sole)
        elbow = start + fk.rotate(q_hip, np.broadcast_to(r[1] - r[0], start.shape))
        self.translations[:, foot] = fk.rotate(_conjugate(q_knee), target - elbow) - (r[2] - r[1])


def _aim(base: F64, rest: F64, way: F64) -> F64:
    """The rotation nearest to `base` that takes the rest direction to `way`."""
    now = fk.rotate(base, np.broadcast_to(rest, way.shape))
    return fk.quat_mul(fk.quat_between(now, way), base)


def _conjugate(q: F64) -> F64:
    return np.asarray(q * np.array([-1.0, -1.0, -1.0, 1.0]))


def roots(body: Body, track: Track) -> F64:
    """Body → world matrices (n, 4, 4) of a track: heading at its position, tilted about the body's middle."""
    n = len(track.times_s)
    out = np.zeros((n, 4, 4))
    out[:, 3, 3] = 1.0
    q = fk.quat_axis((0, 0, 1), track.heading_rad)
    shift = np.zeros((n, 3))
    if track.tilt is not None:
        middle = np.array([0.0, 0.0, body.size[2] / 2])
        q = fk.quat_mul(track.tilt, q)
        shift = middle - fk.rotate(track.tilt, np.broadcast_to(middle, (n, 3)))
    out[:, :3, :3] = fk.matrix(q)
    out[:, :3, 3] = track.position + shift
    return out


def into_body(root: F64, world: F64) -> F64:
    """World points (n, k, 3) in the body's frame."""
    return np.asarray(np.einsum("nji,nkj->nki", root[:, :3, :3], world - root[:, None, :3, 3]))


def finished(pose: Pose, root: F64, footfalls: Sequence[Footfall]) -> Performance:
    """Solve and hand over."""
    positions, _, skin = pose.solve()
    joints = np.einsum("nij,nkj->nki", root[:, :3, :3], positions) + root[:, None, :3, 3]
    return Performance(root, skin, joints, tuple(footfalls))


def blink(track: Track, period_s: float = 3.4) -> F64:
    """Eyelids (n,) in [0, 1]: short blinks at irregular moments set by the track's seed."""
    rng = np.random.default_rng(track.seed + 77)
    t = (track.times_s - track.times_s[0]) * track.speed_factor
    out = np.zeros(len(t))
    at = float(rng.uniform(0.4, period_s))
    while at < t[-1] + 0.2:
        out = np.maximum(out, 1 - smoothstep(np.abs(t - at) / 0.13))
        at += float(rng.uniform(0.6, 1.6)) * period_s
    return out


def face(pose: Pose, track: Track, lids: F64, jaw: F64, *, out_m: float, gape: float = 0.5) -> None:
    """Close eyes into arcs, open the jaw by `jaw` (n,) in [0, 1] together with the track's mouth."""
    shut = np.clip(lids, 0, 1)
    gone = 1 - 0.97 * smoothstep((shut - 0.72) / 0.25)
    for side in ("left", "right"):
        pose.stretch(f"eye_{side}", x=gone, y=gone, z=(1 - 0.8 * shut) * gone)
        if pose.has(f"eye_{side}"):
            way = pose.rest(f"eye_{side}") - pose.rest("head")
            way = way / max(float(np.linalg.norm(way)), 1e-9)
            lift = smoothstep((shut - 0.6) / 0.3) * out_m
            pose.shift(f"lid_{side}", *(float(v) * lift for v in (way[0] + 0.4, way[1], way[2] * 0.2)))
    mouth = np.clip(jaw, 0, 1.3) if track.mouth is None else np.clip(np.maximum(jaw, track.mouth), 0, 1.3)
    pose.turn("jaw", pitch=-mouth * gape)


def gaze(pose: Pose, track: Track, root: F64, shares: Mapping[str, float], *, most: float = 1.35) -> None:
    """Turn neck, head and eyes towards the track's gaze point where it has one, easing in and out."""
    if track.gaze is None:
        return
    known = np.asarray(np.isfinite(track.gaze).all(axis=1)).reshape(-1)
    if not known.any():
        return
    index = np.arange(len(known))
    filled = np.stack([np.interp(index, index[known], track.gaze[known, k]) for k in range(3)], axis=1)
    local = into_body(root, filled[:, None])[:, 0] - pose.rest("head")
    yaw = np.clip(np.arctan2(local[:, 1], local[:, 0]), -most, most)
    pitch = np.clip(np.arctan2(local[:, 2], np.hypot(local[:, 0], local[:, 1])), -0.7, 0.8)
    step = float(track.times_s[1] - track.times_s[0]) if len(known) > 1 else 1.0
    k = max(int(0.22 / step), 1)
    kernel = np.hanning(2 * k + 3)[1:-1]
    kernel /= kernel.sum()

    def soften(x: F64) -> F64:
        return np.convolve(np.pad(x, len(kernel) // 2, mode="edge"), kernel, mode="valid")

    w = soften(known.astype(float))
    yaw, pitch = soften(yaw) * w, soften(pitch) * w
    for bone, share in shares.items():
        pose.turn(bone, pitch=pitch * share, yaw=yaw * share)
