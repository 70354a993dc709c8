"""One continuous shot, ready to draw: what is drawn and where it is at each frame.

Knows nothing of prompts or physics; it holds sampled poses and answers `frame(i)` for any i, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .air import Air, Change, air_at, thinned
from .bodies.types import Material
from .motion.lightning import Strike
from .motion.moving import Moving
from .motion.particles import Emitter, Weather, pack, sample, weather
from .motion.poses import pose_at
from .picture.types import Camera, Drawable, Frame, Lamp, Sky
from .staging.types import StageSet

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
SHUTTER = 0.5
"""Share of the frame time the shutter is open (180°)."""
SET_IDS = 1000
"""Segmentation ids of the set's props start here."""
STRIKE_ID = 999
BOLT = Material(colour=(0.8, 0.86, 1.0), emission=9.0, shade="unlit", casts_shadow=False, double_sided=True)


@dataclass(slots=True, eq=False)
class StagedTake:
    """`times_s` are world seconds of the frames; `step_s` (n,) the world time from each to the next. `changes` say when
    the air becomes another, in order."""

    stage: StageSet
    members: tuple[Moving, ...]
    times_s: F64
    step_s: F64
    cameras: tuple[Camera, ...]
    emitters: tuple[Emitter, ...]
    sky_drops: Weather | None
    ripples: tuple[tuple[float, float, float, float], ...]
    seed: int
    wind: tuple[float, float] = (0.0, 0.0)
    strikes: tuple[Strike, ...] = ()
    changes: tuple[Change, ...] = ()
    drawables: Sequence[Drawable] = field(init=False)
    _matrices: F32 = field(init=False)
    _movers: list[tuple[int, int, int]] = field(init=False)
    _palettes: list[int] = field(init=False)
    _first_bolt: int = field(init=False)

    def __post_init__(self) -> None:
        drawables: list[Drawable] = []
        matrices: list[F64] = []
        self._movers, self._palettes = [], []
        for k, prop in enumerate(self.stage.props):
            pose = pose_at(np.asarray(prop.position), prop.heading_rad)
            pose[:3, :3] *= prop.scale
            for part in prop.body.parts:
                drawables.append(Drawable(part.mesh, part.material, SET_IDS + k))
                matrices.append(pose)
        for k, moving in enumerate(self.members):
            palette = -1
            for part in moving.body.parts:
                skinned = part.mesh.joints is not None and moving.skin is not None
                if skinned and palette < 0:
                    palette = len(self._palettes)
                    self._palettes.append(k)
                material = replace(part.material, weathered=False)
                drawables.append(Drawable(part.mesh, material, k + 1, palette if skinned else -1))
                self._movers.append((len(drawables) - 1, k, part.bone))
                matrices.append(np.eye(4))
        self._first_bolt = len(drawables)
        for strike in self.strikes:
            drawables.append(Drawable(strike.mesh, BOLT, STRIKE_ID))
            matrices.append(np.eye(4))
        self.drawables = tuple(drawables)
        self._matrices = np.asarray(matrices, dtype=np.float32).reshape(-1, 4, 4)[:, :3, :]

    @property
    def frames(self) -> int:
        return len(self.times_s)

    def names(self) -> dict[int, str]:
        """Segmentation id → what it is."""
        out = {k + 1: m.id for k, m in enumerate(self.members)}
        if self.strikes:
            out[STRIKE_ID] = "lightning"
        out.update({SET_IDS + k: p.name or p.body.concept for k, p in enumerate(self.stage.props)})
        return out

    def frame(self, index: int) -> Frame:
        t = float(self.times_s[index])
        before = max(index - 1, 0)
        now, now_palettes = self._pose(index)
        past, past_palettes = self._pose(before)
        visible = np.ones(len(self.drawables), dtype=bool)
        for d, k, _ in self._movers:
            visible[d] = self.members[k].visible[index]
        for k, strike in enumerate(self.strikes):
            visible[self._first_bolt + k] = strike.visible(t)
        flash = max((s.light(t) for s in self.strikes), default=0.0)
        camera = self.cameras[index]
        shutter_s = float(self.step_s[index]) * SHUTTER
        groups = sample(self.emitters, t, shutter_s)
        stage = self.stage
        air = air_at(Air.of(stage, self.wind), self.sky_drops, self.changes, t)
        for drops, share in air.falling:
            eye, forward = np.asarray(camera.position), np.asarray(camera.rotation[6:9])
            groups.append(thinned(weather(drops, t, shutter_s, eye, forward), share))
        rings = np.array(
            [(x, y, t - t0, s) for x, y, t0, s in self.ripples if 0 <= t - t0 < 1.6], dtype=np.float32
        ).reshape(-1, 4)
        return Frame(
            time_s=t,
            camera=camera,
            previous_camera=_between(self.cameras[before], camera, 1 - SHUTTER),
            sky=_lit(air.sky, flash),
            matrices=now,
            previous=past * SHUTTER + now * (1 - SHUTTER),
            visible=visible,
            palettes=now_palettes,
            previous_palettes=tuple(
                a * SHUTTER + b * (1 - SHUTTER) for a, b in zip(past_palettes, now_palettes, strict=True)
            ),
            fog=air.fog,
            lamps=self._lamps(air.lamps, t, float(self.times_s[index - index % 2])),
            water=stage.water,
            wetness=air.wetness,
            snow=air.snow,
            ripples=rings[-48:],
            particles=pack(groups),
            wind=air.wind,
            exposure=air.exposure * (1.0 + 0.35 * flash),
            seed=self.seed + index,
        )

    def _pose(self, index: int) -> tuple[F32, tuple[F32, ...]]:
        out = self._matrices.copy()
        for d, k, bone in self._movers:
            moving = self.members[k]
            root = moving.root[index]
            if bone >= 0 and moving.skin is not None:
                out[d] = _compose(root, moving.skin[index, bone])
            else:
                out[d] = root[:3]
        palettes = []
        for k in self._palettes:
            moving = self.members[k]
            assert moving.skin is not None
            root, skin = moving.root[index], moving.skin[index]
            world = np.empty_like(skin)
            world[:, :, :3] = root[:3, :3] @ skin[:, :, :3]
            world[:, :, 3] = skin[:, :, 3] @ root[:3, :3].T + root[:3, 3]
            palettes.append(world.astype(np.float32))
        return out, tuple(palettes)

    def _lamps(self, burning: tuple[Lamp, ...], t: float, held: float) -> tuple[Lamp, ...]:
        """Firelight flickers; electric light does not. A flame sways at every second frame, from `held` on, so that its
        shadows serve for two."""
        lamps = []
        for k, lamp in enumerate(burning):
            fire = any(np.hypot(lamp.position[0] - x, lamp.position[1] - y) < 0.8 for x, y, _ in self.stage.fires)
            if fire:
                f = 1.0 + 0.13 * np.sin(t * 11.3 + k) * np.sin(t * 4.7 + 2 * k) + 0.07 * np.sin(t * 23.1 + 1.3)
                c = lamp.colour
                p = lamp.position
                sway = 0.03 * np.sin(held * 9.1), 0.03 * np.sin(held * 7.7 + 1)
                lamp = replace(
                    lamp, colour=(c[0] * f, c[1] * f, c[2] * f), position=(p[0] + sway[0], p[1] + sway[1], p[2])
                )
            lamps.append(lamp)
        return tuple(lamps)


def _lit(sky: Sky, flash: float) -> Sky:
    """The sky in a flash of lightning: cold, from all over."""
    if flash < 0.02:
        return sky
    lift = 0.85 * flash

    def add(c: tuple[float, float, float], k: float) -> tuple[float, float, float]:
        return (c[0] + 0.62 * lift * k, c[1] + 0.68 * lift * k, c[2] + 0.85 * lift * k)

    return replace(
        sky,
        zenith=add(sky.zenith, 0.7),
        horizon=add(sky.horizon, 1.0),
        ambient=sky.ambient * (1 + 0.8 * flash),
        cloud_colour=add(sky.cloud_colour, 0.8),
    )


def _compose(root: F64, skin: F64) -> F64:
    out = np.empty((3, 4))
    out[:, :3] = root[:3, :3] @ skin[:, :3]
    out[:, 3] = root[:3, :3] @ skin[:, 3] + root[:3, 3]
    return out


def _between(a: Camera, b: Camera, share: float) -> Camera:
    p = np.asarray(a.position) * (1 - share) + np.asarray(b.position) * share
    r = (np.asarray(a.rotation) * (1 - share) + np.asarray(b.rotation) * share).reshape(3, 3)
    f = r[2] / np.linalg.norm(r[2])
    right = r[0] - f * (r[0] @ f)
    right /= np.linalg.norm(right)
    return replace(
        b,
        position=(float(p[0]), float(p[1]), float(p[2])),
        rotation=tuple(float(v) for v in (*right, *np.cross(right, f), *f)),
        fov_y_rad=a.fov_y_rad * (1 - share) + b.fov_y_rad * share,
    )
