"""Timings and measures of people that a choreographer plans with.

Knows nothing of scenes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...bodies.types import Body
from .person_acts import MOVES


@dataclass(frozen=True, slots=True)
class Timing:
    """How long an act wants, in seconds at normal speed: `lead_s` from its start to the moment that matters,
    `tail_s` from there to its end. Acts without a moment want any time; `cycle_s` is their period."""

    lead_s: float
    tail_s: float
    cycle_s: float | None = None


def timing(act: str) -> Timing:
    """The natural timing of an act. Raises KeyError for an unknown act."""
    move = MOVES[act]
    if move.period_s is not None:
        return Timing(move.into_s, move.out_s, move.period_s)
    return Timing(move.lead_s + min(move.into_s, 0.2), move.tail_s + move.out_s)


def walking_ms(body: Body) -> float:
    """Comfortable walking speed."""
    return float(body.traits["walk_ms"])


def running_ms(body: Body) -> float:
    """Comfortable running speed."""
    return float(body.traits["run_ms"])


def release_height_m(body: Body, act: str) -> float:
    """Height of the hand over the ground when an act throws, shoots or hits (its moment's right hand)."""
    skeleton = body.skeleton
    if skeleton is None:
        raise ValueError("a body without a skeleton has no hands")
    key = dict(MOVES[act].keys)[0.0]
    shoulder = float(skeleton.rest[skeleton.index("shoulder_right"), 2])
    return shoulder + float(body.traits["arm_m"]) * key.get("rh_z", -0.9)
