"""The channels a person's pose is made of, and how acts written as key poses become channels over time.

Knows nothing of skeletons. Angles in radians, lengths in units of the limb concerned (arm or leg). Channels:

- `px py pz`: the pelvis moved forward, left, up (legs); `pitch roll yaw`: turned (forward, to the right, to the left);
- `bend side twist`: the trunk bowed forward, leant to the left, turned to the left; `nod turn tilt`: the head likewise
  (nod is down);
- `rh lh` (x, y, z): a hand relative to its shoulder in the chest's frame: forward, outward, up (arms); with `_el`
  swivel of the elbow outward, `_wr` roll and `_wp` bend of the wrist, `_grip` 0 open to 1 fist, `_sh` shrug (arms);
- `rf lf` (x, y, z, pitch): a foot relative to where it stands: forward, outward, up (legs), heel up;
- `rl ll` (x, y, z, pitch): a foot relative to its hip in the pelvis's frame (legs); straight down is (0, 0, −1); `_k`
  turns the knee outward;
- `smile jaw brow frown lid`: mouth corners, opening, brows up, brows together, lids closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator

from ..types import Act
from .gait import ease

F64 = NDArray[np.float64]

_SIDED = (
    "h_x",
    "h_y",
    "h_z",
    "h_el",
    "h_wr",
    "h_wp",
    "h_grip",
    "h_sh",
    "f_x",
    "f_y",
    "f_z",
    "f_p",
    "l_x",
    "l_y",
    "l_z",
    "l_p",
    "l_k",
)
CHANNELS: tuple[str, ...] = (
    "px",
    "py",
    "pz",
    "pitch",
    "roll",
    "yaw",
    "bend",
    "side",
    "twist",
    "nod",
    "turn",
    "tilt",
    "smile",
    "jaw",
    "brow",
    "frown",
    "lid",
    *("r" + s for s in _SIDED),
    *("l" + s for s in _SIDED),
)
INDEX = {name: k for k, name in enumerate(CHANNELS)}
ADDED = frozenset(INDEX[c] for c in CHANNELS[:17])
"""Channels acts add to; the others they replace."""
_FLIPPED = frozenset({"py", "roll", "yaw", "side", "twist", "turn", "tilt"})

Pose = Mapping[str, float]


def pose(**given: float | tuple[float, ...]) -> dict[str, float]:
    """A key pose in the words of the module's docstring: pose(rh=(0.5, 0.1, 0.2), rh_grip=1, bend=0.2)."""
    out: dict[str, float] = {}
    for name, value in given.items():
        if isinstance(value, tuple):
            for axis, v in zip("xyzp", value, strict=False):
                out[f"{name}_{axis}"] = float(v)
        else:
            out[name] = float(value)
    unknown = [k for k in out if k not in INDEX]
    if unknown:
        raise KeyError(f"no such pose channel: {unknown}")
    return out


def mirrored(p: Pose) -> dict[str, float]:
    """The pose of the other side."""
    out = {}
    for name, value in p.items():
        if name in _FLIPPED:
            out[name] = -value
        elif name[0] in "rl" and name[1:] in _SIDED:
            out[("l" if name[0] == "r" else "r") + name[1:]] = value
        else:
            out[name] = value
    return out


@dataclass(frozen=True, slots=True)
class Move:
    """How an act goes.

    With `period_s` None the keys' times are seconds from the moment that matters (Act.at_s); otherwise they are phases
    of a cycle that repeats from the act's start to its end (one key = a held pose). `into_s`, `out_s`: blending.
    reach: limbs drawn to the act's target at the moment ("hand", "hands", "foot"), or kept there all along when `hold`.
    legs: the act places the feet itself, so the gait gives way. air: the pose is played off the ground.
    """

    keys: tuple[tuple[float, dict[str, float]], ...]
    period_s: float | None = None
    into_s: float = 0.30
    out_s: float = 0.35
    reach: str | None = None
    hold: bool = False
    look: bool = True
    """The head turns to the target."""
    seat: str | None = None
    """How low the pelvis goes: "ground", "seat" (Act.strength or target gives its height), "lying", None = standing."""
    wave: Pose = field(default_factory=dict)
    """Sines laid over a cycle: amplitude per channel at the cycle's period."""

    @property
    def lead_s(self) -> float:
        return -self.keys[0][0] if self.period_s is None else 0.0

    @property
    def tail_s(self) -> float:
        return self.keys[-1][0] if self.period_s is None else 0.0


def moment_of(move: Move, act: Act, factor: float) -> float:
    """When the act's moment is, in clip seconds."""
    if act.at_s is not None:
        return act.at_s
    return act.start_s + min((move.lead_s + 0.12) / factor, 0.6 * (act.end_s - act.start_s))


def play(move: Move, act: Act, times: F64, factor: float) -> tuple[F64, F64, F64]:
    """An act over time.

    Returns values (n, channels), weights (n, channels) (zero for channels it says nothing of) and its envelope (n,).
    `factor` is the playback speed: natural durations are divided by it.
    """
    keys = [(t, mirrored(p) if act.side == "left" else p) for t, p in move.keys]
    n = len(times)
    if move.period_s is None:
        at = moment_of(move, act, factor)
        lead, tail = max(move.lead_s / factor, 1e-6), max(move.tail_s / factor, 1e-6)
        squeeze = min(1.0, max(at - act.start_s, 0.04) / (lead + 0.12 / factor))
        before = lead * squeeze
        after = min(tail, max(act.end_s - at - move.out_s / factor, 0.15 / factor))
        clock = np.where(times < at, (times - at) / before * move.lead_s, (times - at) / after * move.tail_s)
        into = max(min(move.into_s / factor, at - before - act.start_s), 0.08 / factor)
        first, last = at - before, at + after
        out = move.out_s / factor
        envelope = ease((times - (first - into)) / into) * (1 - ease((times - last) / out))
    else:
        period = move.period_s / factor
        into = min(move.into_s / factor, 0.45 * (act.end_s - act.start_s) + 1e-6)
        out = min(move.out_s / factor, 0.45 * (act.end_s - act.start_s) + 1e-6)
        clock = (times - act.start_s) / period
        envelope = ease((times - act.start_s) / into) * (1 - ease((times - (act.end_s - out)) / out))
    values, weights = np.zeros((n, len(CHANNELS))), np.zeros((n, len(CHANNELS)))
    names = sorted({name for _, p in keys for name in p} | set(move.wave))
    for name in names:
        pairs = [(t, p[name]) for t, p in keys if name in p]
        k = INDEX[name]
        if pairs:
            values[:, k] = _curve(pairs, clock, cyclic=move.period_s is not None)
        if name in move.wave:
            values[:, k] += move.wave[name] * np.sin(2 * np.pi * clock)
        weights[:, k] = envelope
    return values, weights, envelope


def _curve(pairs: list[tuple[float, float]], clock: F64, *, cyclic: bool) -> F64:
    t, v = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    if len(t) == 1:
        return np.full(len(clock), v[0])
    if cyclic:
        closed_t, closed_v = np.append(t, t[0] + 1.0), np.append(v, v[0])
        phase = np.mod(clock - t[0], 1.0) + t[0]
        if len(t) == 2:
            mix = 0.5 - 0.5 * np.cos(2 * np.pi * np.clip((phase - t[0]) / (t[1] - t[0]), 0, 1) / 2)
            back = 0.5 + 0.5 * np.cos(2 * np.pi * np.clip((phase - t[1]) / (closed_t[2] - t[1]), 0, 1) / 2)
            return np.asarray(v[0] + (v[1] - v[0]) * np.where(phase < t[1], mix, back))
        return np.asarray(CubicSpline(closed_t, closed_v, bc_type="periodic")(phase))
    return np.asarray(PchipInterpolator(t, v)(np.clip(clock, t[0], t[-1])))
