"""The chassis all road vehicles share: frame, shell with wheel arches, glasshouse, lamps, wheels on their bones.

Knows nothing of particular vehicles or of motion. What always holds: bone "chassis" is bone 0 and carries everything
but the wheels; wheel bones sit at the hubs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..types import Body, Material, Mesh, Rgb
from . import surfaces as s
from .assembly import Kit
from .forms import at, blob, body_loft, disc, plate, rod, round_box, tyre, wheel_face


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a vehicle, in metres: wheels at x = ±base / 2 unless `front_x`, `rear_x` say otherwise."""

    length: float
    width: float
    wheel: float
    rear_wheel: float
    front_x: float
    rear_x: float
    tyre_width: float
    clearance: float


def frame(
    length: float,
    width: float,
    wheel: float,
    front: float,
    rear: float,
    tyre_width: float = 0.17,
    clearance: float = 0.15,
) -> Frame:
    return Frame(length, width, wheel, wheel, front, rear, tyre_width, clearance)


class Chassis:
    """A vehicle kit whose pieces ride on the bone "chassis"."""

    def __init__(self, name: str, frame: Frame, colour: Rgb) -> None:
        self.kit = Kit(name, "metal")
        self.frame = frame
        self.colour = colour
        self.kit.bone("chassis", (0.0, 0.0, frame.wheel))

    def add(self, mesh: Mesh, material: Material, tint: str | None = None) -> None:
        self.kit.add(mesh, material, tint=tint, bone="chassis")

    def main(self, mesh: Mesh) -> None:
        self.add(mesh, s.paint(self.colour), "main")

    def shell(
        self,
        high: list[tuple[float, float]],
        *,
        power: float = 4.5,
        nose: float = 0.16,
        tail: float = 0.14,
        tumble: float = 0.04,
    ) -> None:
        """The lower body: a loft whose underside is cut by the wheel arches; `high` is its upper line (x, z)."""
        f = self.frame
        x = np.linspace(-f.length / 2, f.length / 2, 97)
        low = np.full_like(x, f.clearance)
        for hub, radius in ((f.front_x, f.wheel), (f.rear_x, f.rear_wheel)):
            reach = radius + 0.045
            low = np.maximum(
                low, radius + np.sqrt(np.maximum(reach**2 - (x - hub) ** 2, 0.0)) * (np.abs(x - hub) < reach)
            )
        line = np.asarray(high)
        top = np.interp(x, line[:, 0], line[:, 1])
        top = np.convolve(np.pad(top, 4, mode="edge"), np.hanning(11)[1:-1] / np.hanning(11).sum(), mode="valid")
        low = np.minimum(low, top - 0.05)
        self.main(
            body_loft(
                x, f.width / 2, low, top, power=power, nose_m=nose, tail_m=tail, stations=50, points=26, tumble=tumble
            )
        )
        dark = round_box(
            (f.front_x - f.rear_x + 0.5 * f.wheel, f.width * 0.62, f.clearance * 1.3),
            0.03,
            ((f.front_x + f.rear_x) / 2, 0, f.clearance * 1.25),
        )
        self.add(dark, s.matte(s.BLACK))
        for hub, radius in ((f.front_x, f.wheel), (f.rear_x, f.rear_wheel)):
            self.add(at(disc(radius * 0.98, f.width * 0.66, 0.02, axis="y"), hub, 0, radius), s.matte(s.BLACK))

    def cabin(
        self,
        glass: list[tuple[float, float]],
        base: float,
        top: float,
        *,
        width: float = 0.9,
        pillars: tuple[float, ...] = (),
        roof: float = 0.07,
    ) -> None:
        """A glasshouse on the shell from `glass` = [(x back bottom, x back top), (x front bottom, x front top)]."""
        w = self.frame.width * width / 2
        (b0, b1), (f0, f1) = glass
        t = np.linspace(0, 1, 9)
        rings = []
        unit = _square(32, 5.0)
        for u in t:
            x0, x1 = b0 + (b1 - b0) * u**1.15, f0 + (f1 - f0) * u**1.15
            ww = w * (1 - 0.16 * u**1.3)
            rings.append(
                np.column_stack(
                    [(x0 + x1) / 2 + unit[:, 0] * (x1 - x0) / 2, unit[:, 1] * ww, np.full(32, base + (top - base) * u)]
                )
            )
        from .forms import loft

        self.add(loft(np.asarray(rings)), Material(s.WINDOW, 0.07))
        lid = []
        x0, x1, ww = b1, f1, w * 0.84
        for inset, z in ((0.03, -0.02), (0.0, 0.0), (-0.02, 0.03), (0.0, 0.055), (0.05, 0.075), (0.13, 0.085)):
            lid.append(
                np.column_stack(
                    [
                        (x0 + x1) / 2 + unit[:, 0] * ((x1 - x0) / 2 - inset + 0.01),
                        unit[:, 1] * (ww - inset + 0.012),
                        np.full(32, top - 0.035 + z * roof / 0.07),
                    ]
                )
            )
        self.main(loft(np.asarray(lid)))
        for side in (-1, 1):
            for u0, u1 in ((b0, b1), (f0, f1)):
                k = 0.055 if u0 == b0 else -0.055
                self.main(
                    rod((u0 + k, side * (w - 0.035), base - 0.02), (u1 + k * 0.9, side * (ww - 0.035), top), 0.034)
                )
            for px in pillars:
                self.main(rod((px, side * (w - 0.005), base - 0.02), (px, side * (ww - 0.005), top), 0.026))

    def lights(self, front: float, back: float, z: float, y: float, *, size: float = 0.085) -> None:
        """Round headlamps at x = front, red tail lamps at x = back."""
        for side in (-1, 1):
            self.add(at(disc(size * 1.18, 0.05, 0.018, axis="x"), front - 0.02, side * y, z), s.chrome())
            self.add(blob((0.03, size, size), (front + 0.004, side * y, z)), s.glow(s.LAMP, 0.9))
            self.add(
                round_box((0.05, size * 1.5, size * 1.1), 0.02, (back + 0.008, side * y * 1.05, z)),
                s.glow((0.9, 0.08, 0.06), 0.35),
            )

    def bumpers(self, front: float, back: float, z: float, material: Material | None = None) -> None:
        w = self.frame.width * 0.44
        for x in (front, back):
            self.add(rod((x, -w, z), (x, w, z), 0.06), material or s.chrome())

    def windows(self, spans: list[tuple[float, float]], z0: float, z1: float, width: float | None = None) -> None:
        """Dark panes through the flanks, for (x0, x1) spans."""
        w = (self.frame.width if width is None else width) + 0.014
        for x0, x1 in spans:
            self.add(
                round_box((x1 - x0, w, z1 - z0), 0.045, ((x0 + x1) / 2, 0, (z0 + z1) / 2)), Material(s.WINDOW, 0.08)
            )

    def screen(self, z0: float, z1: float) -> None:
        """A windscreen wrapped round the blunt nose of a boxy body."""
        f = self.frame
        back, front, w, r = f.length / 2 - 0.3, f.length / 2 + 0.012, f.width / 2 * 0.985 + 0.012, 0.25
        a = np.radians(np.linspace(0, 90, 9))
        corner = np.column_stack([front - r + r * np.cos(a), w - r + r * np.sin(a)])
        outline = np.concatenate([[(back, -w)], corner[::-1] * [1, -1], corner, [(back, w)]])
        band = at(plate(outline, z1 - z0, 0.03), z=z0)
        self.add(band, Material(s.WINDOW, 0.08))

    def beacon(self, x: float, z: float, *, bar: bool = True) -> None:
        """Blue and red flashing lamps on the roof."""
        if bar:
            self.add(round_box((0.13, 0.5, 0.04), 0.015, (x, 0, z + 0.01)), s.vinyl(s.DARK))
        for y, c in ((-0.15, s.RED), (0.15, s.BLUE)):
            self.add(round_box((0.12, 0.2, 0.09), 0.035, (x, y, z + 0.06)), s.glow(c, 0.9))

    def wheels(self, *, spokes: int = 5, rim: Rgb = s.STEEL, rear: float | None = None) -> None:
        f = self.frame
        for name, x, y, radius in (
            ("wheel_fl", f.front_x, 1, f.wheel),
            ("wheel_fr", f.front_x, -1, f.wheel),
            ("wheel_rl", f.rear_x, 1, f.rear_wheel),
            ("wheel_rr", f.rear_x, -1, f.rear_wheel),
        ):
            width = f.tyre_width * (1.0 if radius == f.wheel else 1.35)
            add_wheel(self.kit, name, x, y * (f.width / 2 - width * 0.42), radius, width, spokes=spokes, rim=rim)

    def finish(self, mass_kg: float, engine: str, *, top: float, extra: dict[str, float | str] | None = None) -> Body:
        f = self.frame
        self.wheels_ready()
        self.kit.box(
            (f.length * 0.98, f.width * 0.96, (top - f.clearance) * 0.55),
            (0, 0, f.clearance + (top - f.clearance) * 0.28),
            "chassis",
        )
        self.kit.box(
            (f.length * 0.5, f.width * 0.8, (top - f.clearance) * 0.45),
            (-f.length * 0.04, 0, f.clearance + (top - f.clearance) * 0.77),
            "chassis",
        )
        traits: dict[str, float | str] = {
            "wheel_radius_m": f.wheel,
            "rear_wheel_radius_m": f.rear_wheel,
            "wheelbase_m": f.front_x - f.rear_x,
            "track_m": f.width - f.tyre_width,
            "length_m": f.length,
            "engine": engine,
            **(extra or {}),
        }
        self.kit.anchor("seat", (0.0, f.width * 0.2, top * 0.5))
        self.kit.anchor("roof", (0.0, 0.0, top))
        return self.kit.body(mass_kg=mass_kg, friction=0.7, restitution=0.2, rig="vehicle", traits=traits)

    def wheels_ready(self) -> None:
        """Wheels are added last, so that chassis is bone 0."""
        if "wheel_fl" not in self.kit._bones:
            self.wheels()


def _square(points: int, power: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    from .forms import superellipse

    return superellipse(points, power)


def add_wheel(
    kit: Kit,
    name: str,
    x: float,
    y: float,
    radius: float,
    width: float,
    *,
    spokes: int = 5,
    rim: Rgb = s.STEEL,
    collide: bool = True,
) -> None:
    """A wheel with its hub at (x, y, radius), on its own bone."""
    kit.bone(name, (x, y, radius))
    kit.add(at(tyre(radius, width, radius * 0.58), x, y, radius), s.rubber((0.11, 0.11, 0.12)), bone=name)
    inner, details = wheel_face(radius * 0.6, width, spokes, 1.0 if y > 0 else -1.0)
    kit.add(at(inner, x, y, radius), s.vinyl(s.shade(rim, 0.5), 0.4), bone=name)
    kit.add(at(details, x, y, radius), Material(rim, 0.25, 0.6 if rim == s.STEEL else 0.0), bone=name)
    if collide:
        kit.rolling(radius, width, (x, y, radius), name)
