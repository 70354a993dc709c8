"""Verbs off the ground and down the slope: jump, splash, flip, slide.

Knows nothing of poses: roots go by ballistics and energy, the performers do the rest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...screenplay.schema import Action
from ..particles import Emitter, splash
from ..plan import Arc, Member, Plan, Travel
from ..types import Act, SoundCue
from .travel import ends, go

F64 = NDArray[np.float64]


def jump(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Hop on the spot, over something, onto something, or from puddle to puddle with a splash."""
    g = plan.stage.gravity_ms2
    puddles = [p for name, p in sorted(plan.stage.marks.items()) if name.startswith("puddle")]
    into_puddles = bool(puddles) and (action.goal or action.path or action.what or "") in {"set:puddles", "set:puddle"}
    for rank, m in enumerate(who):
        height = min(0.32 * m.body.size[2] + 0.12, 1.0) * (1.6 if g < 3 else 1.0)
        air = 2 * math.sqrt(2 * height / g)
        period = max(air + 0.75, 1.15)
        start = t0 + 0.45 + rank * 0.23
        stops: list[F64] = []
        if into_puddles:
            stops = [np.asarray(p, dtype=np.float64) for p in puddles]
            m.position = stops[0] + np.array([-0.85, 0.0, 0.0])
            m.position[2] = plan.ground(m.position[0], m.position[1])
            m.heading_rad = -0.75
        hurdle = plan.of(action.path) if not into_puddles and not (action.goal or action.what) else []
        target = (
            plan.point(action.goal or action.what or (action.path if hurdle else None)) if not into_puddles else None
        )
        over = target is not None and action.path is not None
        if hurdle:
            height = max(height, 1.15 * max(h.body.size[2] for h in hurdle) + 0.1)
            air = 2 * math.sqrt(2 * height / g)
            period = max(air + 0.75, 1.15)
        k = 0
        here = m.bound_for.copy()
        while start + air + 0.3 < t1 and k < 12:
            there = here.copy()
            if stops:
                there = stops[k % len(stops)] if k < len(stops) or len(stops) > 1 else stops[-1]
            elif target is not None and k == 0:
                there = target if not over else 2 * target - here
            if target is not None and k == 0:
                there = there.copy()
            step = np.column_stack([np.linspace(here[0], there[0], 5), np.linspace(here[1], there[1], 5), np.zeros(5)])
            if float(np.linalg.norm((there - here)[:2])) > 0.03:
                m.travels.append(
                    Travel(
                        start - 0.05,
                        start + air + 0.05,
                        step,
                        ease_in=False,
                        ease_out=False,
                        gait="jump",
                        keep_heading=into_puddles,
                    )
                )
            m.arcs.append(Arc(start, start + air))
            name = "stomp" if into_puddles else "jump"
            m.acts.append(Act(name, start - 0.4, start + air + 0.35, start, strength=1.0))
            if into_puddles:
                _puddle_splash(plan, there, start + air, m)
            here = there
            start += period
            k += 1


def _puddle_splash(plan: Plan, at: F64, t: float, m: Member) -> None:
    z = plan.ground(at[0], at[1]) + 0.01
    point = (float(at[0]), float(at[1]), z)
    plan.emitters += splash(point, t, 0.35 + 0.25 * m.body.size[2], plan.seed + len(plan.emitters))
    plan.ripples.append((point[0], point[1], t, 1.0))
    plan.cues.append(SoundCue(t, "splash", point, 0.9, size_m=0.35))


def flip(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Somersaults and cartwheels: ballistic root, whole turns."""
    g = plan.stage.gravity_ms2
    for m in who:
        height = 0.55 * m.body.size[2]
        air = 2 * math.sqrt(2 * height / g)
        start = t0 + 0.7
        while start + air + 0.5 < t1:
            m.arcs.append(
                Arc(start, start + air, -1.0 if "back" in (action.direction or "") or "back" in action.manner else 1.0)
            )
            m.acts.append(Act("flip", start - 0.45, start + air + 0.4, start))
            start += air + 1.5


def slide(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Down a slope under gravity and friction: speed from energy, line from the terrain; flat ground: a glide."""
    top, foot = ends(plan, action.path or action.goal or "set:hill")
    g = plan.stage.gravity_ms2
    if top is None or foot is None:
        go(plan, action, who, t0, t1)
        return
    friction = 0.05
    for rank, m in enumerate(who):
        lateral = (rank - (len(who) - 1) / 2) * max(m.body.size[1], 0.5) * 1.7
        along = (foot - top)[:2]
        length = float(np.linalg.norm(along))
        along /= length
        across = np.array([-along[1], along[0]])
        phase = 1.1 * rank
        s = np.linspace(-0.02, 1.0, 160)
        weave = 0.35 * np.sin(s * 5.0 + phase) * np.clip(s * 4, 0, 1)
        xy = (
            top[None, :2]
            + along[None] * (s * length)[:, None]
            + across[None] * (lateral * (1 - 0.25 * s) + weave)[:, None]
        )
        z = plan.stage.terrain(xy[:, 0], xy[:, 1])
        ds = np.sqrt(np.sum(np.diff(xy, axis=0) ** 2, axis=1) + np.diff(z) ** 2)
        v, t = 1.2 + 0.25 * rank, t0 + 0.28 * rank - 0.2
        times = [t]
        for k, step in enumerate(ds):
            drop = -(z[k + 1] - z[k])
            run = math.sqrt(max(step**2 - drop**2, 1e-9))
            v = math.sqrt(max(v * v + 2 * g * (drop - friction * run) - 0.012 * v * v * step, 0.16))
            t += step / v
            times.append(t)
        stretch = max((t1 - t0 - 0.2) / max(times[-1] - times[0], 1e-6), 1.0)
        if stretch > 1.0:
            times = [times[0] + (q - times[0]) * min(stretch, 1.35) for q in times]
        m.position = np.array([xy[0, 0], xy[0, 1], z[0]])
        m.timed = (np.asarray(times), np.column_stack([xy, np.zeros(len(xy))]))
        m.gait = "slide"
        plan.cues.append(
            SoundCue(
                max(times[0], 0.0),
                "scrape",
                (float(xy[0, 0]), float(xy[0, 1]), float(z[0])),
                0.5,
                times[-1] - max(times[0], 0.0),
                material=plan.stage.ground_sound,
                curve=(1.0, 2.5, 4.0, 5.0, 3.0),
                thing=m.id,
            )
        )
        colour = (0.93, 0.96, 1.0, 0.5) if plan.stage.ground_sound in {"snow", "ice"} else (0.7, 0.62, 0.5, 0.35)
        for k in range(6, len(times) - 1, 7):
            p = (float(xy[k, 0]), float(xy[k, 1]), float(z[k]) + 0.03)
            plan.emitters.append(
                Emitter(
                    p,
                    times[k],
                    times[k],
                    7,
                    0,
                    (0, 0, 0.7),
                    (0.6, 0.6, 0.4),
                    (0.12, 0.12, 0.02),
                    2.0,
                    1.5,
                    0.7,
                    (0.03, 0.13),
                    colour,
                    (*colour[:3], 0.0),
                    p[2] - 0.02,
                    plan.seed + 31 * rank + k,
                )
            )
