"""Acts of a track summed into channels, and what they ask of the world: seats, reached points, looks.

Knows nothing of skeletons beyond a few measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...bodies.types import Body
from ..types import Act, Track
from .gait import ease, smoothed
from .person_acts import GAITS, MOVES
from .person_pose import ADDED, CHANNELS, Move, moment_of, play

F64 = NDArray[np.float64]


@dataclass(slots=True, eq=False)
class Blend:
    """Channels summed over acts, with the weights that say how far acts rule each; and what the acts ask of the
    world."""

    values: F64
    weights: F64
    seat: F64
    """Pelvis height over the origin asked for, weighted by `seated`."""
    seated: F64
    reach: dict[str, tuple[F64, F64]]
    """limb → (world points (n, 3), weights (n,))."""
    look: tuple[F64, F64]
    still: F64
    """How far walking is suppressed."""


def blend_acts(
    body: Body, track: Track, times: F64, trait: dict[str, float], at: dict[str, F64], factor: float
) -> Blend:
    """Sum the acts (and a gait played as one), later acts over earlier ones."""
    n = len(times)
    out = Blend(
        np.zeros((n, len(CHANNELS))),
        np.zeros((n, len(CHANNELS))),
        np.zeros(n),
        np.zeros(n),
        {},
        (np.full((n, 3), np.nan), np.zeros(n)),
        np.zeros(n),
    )
    acts = list(track.acts)
    if track.gait in GAITS:
        long = 1e3
        acts.insert(0, Act(GAITS[track.gait], float(times[0]) - long, float(times[-1]) + long))
    added = np.array(sorted(ADDED))
    for act in acts:
        name = act.name
        if name == "sit" and act.target is None and act.strength >= 0.9:
            name = "sit_ground"
        move = MOVES.get(name)
        if move is None:
            continue
        values, weights, envelope = play(move, act, times, factor)
        fresh = values * weights
        kept = out.values * (1 - weights)
        kept[:, added] = out.values[:, added] * (1 - (weights[:, added] * envelope[:, None] if move.seat else 0.0))
        out.values = kept + fresh
        out.weights = out.weights + weights - out.weights * weights
        _seat(out, move, act, envelope, track, trait, at)
        _reach(out, move, act, envelope, times, factor)
    return out


def _seat(
    out: Blend, move: Move, act: Act, envelope: F64, track: Track, trait: dict[str, float], at: dict[str, F64]
) -> None:
    if move.seat is None:
        return
    h = trait["height_m"]
    bottom = float(at["pelvis"][2] - at["hip_left"][2]) + 0.062 * h
    standing = float(at["pelvis"][2])
    level = np.zeros(len(envelope))
    if move.seat == "seat":
        level += act.strength if act.target is None else np.asarray(act.target[2] - np.asarray(track.position)[:, 2])
    z = {
        "seat": bottom + level,
        "ground": np.full_like(level, bottom),
        "mount": np.full_like(level, bottom if act.strength >= 0.9 else bottom + act.strength),
        "lying": np.full_like(level, 0.082 * h),
        "kneel": np.full_like(level, 0.94 * trait["thigh_m"] + 0.075 * h),
        "crawl": np.full_like(level, 0.86 * trait["thigh_m"] + 0.09 * h),
        "surface": np.full_like(level, -0.02 * h),
        "float": np.full_like(level, standing),
    }[move.seat]
    out.seat = out.seat * (1 - envelope) + z * envelope
    out.seated = out.seated + envelope - out.seated * envelope
    out.still = np.maximum(out.still, envelope)


def _reach(out: Blend, move: Move, act: Act, envelope: F64, times: F64, factor: float) -> None:
    if act.target is None:
        return
    n = len(times)
    target = np.broadcast_to(np.asarray(act.target, dtype=np.float64), (n, 3))
    if move.look:
        out.look = (np.where(envelope[:, None] > 0, target, out.look[0]), np.maximum(out.look[1], envelope))
    if move.reach is None:
        return
    pull = envelope.copy()
    if not move.hold:
        away = np.abs(times - moment_of(move, act, factor)) * factor
        pull = envelope * (1 - ease((away - 0.02) / (0.16 if move.reach == "foot" else 0.26)))
    limbs = {"hand": [f"hand_{act.side}"], "hands": ["hand_left", "hand_right"], "foot": [f"foot_{act.side}"]}[
        move.reach
    ]
    for limb in limbs:
        out.reach[limb] = (target, pull)


def hand_pulls(track: Track, blend: Blend, side: str, n: int) -> list[tuple[F64, F64]]:
    """World points (n, 3) that draw a hand, with their weights (n,): of acts, then of the track, which wins."""
    out = []
    if f"hand_{side}" in blend.reach:
        out.append(blend.reach[f"hand_{side}"])
    if side in track.hands:
        points = np.asarray(track.hands[side], dtype=np.float64)
        known = np.asarray(~np.isnan(points).any(axis=1))
        if known.any():
            dt = float(track.times_s[1] - track.times_s[0]) if n > 1 else 1.0
            filled = np.flatnonzero(known)
            nearest = filled[np.clip(np.searchsorted(filled, np.arange(n)), 0, len(filled) - 1)]
            pull = np.maximum(known.astype(np.float64), smoothed(known.astype(np.float64), dt, 0.08))
            out.append((points[nearest], pull))
    return out
