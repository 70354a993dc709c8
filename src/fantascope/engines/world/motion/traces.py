"""What a performance leaves behind: steps, rolling, blows, dust, wakes, and where each sound is.

Knows nothing of synthesis or drawing. World seconds and metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .moving import Moving
from .particles import Emitter, dust, splash
from .plan import Member, Plan
from .types import Contact, Performance, SoundCue

F64 = NDArray[np.float64]


def steps(plan: Plan, m: Member, performance: Performance) -> list[SoundCue]:
    surface = plan.stage.ground_sound
    return [
        SoundCue(
            f.time_s,
            "footstep",
            f.position,
            f.strength,
            material=surface,
            other=m.body.sound,
            size_m=m.size_m,
            thing=m.id,
        )
        for f in performance.footfalls
    ]


def rolling(plan: Plan, m: Member, velocity: F64, touching: NDArray[np.bool_], times: F64) -> list[SoundCue]:
    """One rolling (or scraping) sound for each stretch in which a free thing stays on something and moves."""
    speed = np.linalg.norm(velocity, axis=1)
    on = touching & (speed > 0.12)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(int), [0]])))
    out = []
    round_thing = bool(m.body.colliders) and m.body.colliders[0].shape in {"ball", "cylinder"}
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if b - a < 4:
            continue
        curve = np.interp(np.linspace(a, b - 1, 12), np.arange(len(speed)), speed)
        out.append(
            SoundCue(
                float(times[a]),
                "roll" if round_thing or m.kind == "vehicle" else "scrape",
                (0.0, 0.0, 0.1),
                0.6,
                float(times[b - 1] - times[a]),
                material=m.body.sound,
                other=plan.stage.ground_sound,
                size_m=m.size_m,
                curve=tuple(float(v) for v in curve),
                thing=m.id,
            )
        )
    return out


def blow(
    plan: Plan, members: Mapping[str, Moving], times: F64, when: float, thing: str, striker: str, hard: float
) -> Contact:
    m = plan.members[thing]
    k = int(np.clip(np.searchsorted(times, when), 0, len(times) - 1))
    p = members[thing].root[k, :3, 3]
    other = plan.members.get(striker)
    return Contact(
        when,
        thing,
        striker,
        (float(p[0]), float(p[1]), float(p[2]) + m.body.size[2] / 2),
        m.body.mass_kg * hard,
        hard,
        0.0,
        m.body.sound,
        other.body.sound if other else plan.stage.ground_sound,
        m.body.mass_kg,
        m.size_m,
    )


def impact_dust(plan: Plan, contacts: list[Contact]) -> list[Emitter]:
    loose = {"sand": (0.82, 0.7, 0.5), "earth": (0.5, 0.4, 0.3), "snow": (0.93, 0.96, 1.0), "gravel": (0.6, 0.57, 0.53)}
    colour = loose.get(plan.stage.ground_sound)
    if colour is None:
        return []
    hard = [c for c in contacts if "ground" in (c.a, c.b) and c.speed_ms > 1.2][:40]
    return [
        dust(c.position, c.time_s, c.size_m * min(c.speed_ms / 3, 1.5), colour, plan.seed + 50 + k)
        for k, c in enumerate(hard)
    ]


def wakes(plan: Plan, members: Mapping[str, Moving], times: F64, emitters: list[Emitter], cues: list[SoundCue]) -> None:
    """Spray at the bow of what moves through water; bigger where it slams into a wave."""
    water = plan.stage.water
    if water is None:
        return
    for m in plan.members.values():
        if not m.afloat:
            continue
        root = members[m.id].root
        bow = root[:, :3, 3] + root[:, :3, 0] * m.body.size[0] * 0.46
        surface = water.waves.height(bow[:, 0], bow[:, 1], times + plan.since_s)
        dip = surface - bow[:, 2]
        rate = np.gradient(dip, times) if len(times) > 2 else np.zeros(len(times))
        every = max(1, round(0.2 / max(times[1] - times[0], 1e-3))) if len(times) > 1 else 1
        for k in range(0, len(times), every):
            strength = float(np.clip(rate[k], 0.0, 3.0))
            at = (float(bow[k, 0]), float(bow[k, 1]), float(surface[k]))
            if strength > 0.8 and m.size_m > 1.0:
                emitters += splash(at, float(times[k]), 0.35 * strength * min(m.size_m / 4, 1.2), plan.seed + 200 + k)
                cues.append(
                    SoundCue(float(times[k]), "splash", at, min(strength / 2.0, 1.0), size_m=0.4 * m.size_m, thing=m.id)
                )


def placed(cue: SoundCue, members: Mapping[str, Moving], times: F64) -> SoundCue:
    """A cue that belongs to a thing sounds where the thing is at that moment."""
    if not cue.thing or cue.thing not in members or cue.kind == "footstep":
        return cue
    way = members[cue.thing].root[:, :3, 3] + np.array([0.0, 0.0, cue.position[2]])
    at = np.linspace(cue.time_s, cue.time_s + cue.duration_s, 12 if cue.duration_s > 0.3 else 1)
    path = np.stack([np.interp(at, times, way[:, axis]) for axis in range(3)], axis=1)
    points = tuple((float(x), float(y), float(z)) for x, y, z in path)
    return replace(cue, position=points[0], path=points if len(points) > 1 else ())
