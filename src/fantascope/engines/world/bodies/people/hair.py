"""Hair, beards and moustaches as soft sculpted volumes.

Knows nothing of hats beyond `flat`: hair that must fit under one. Every style is a cap over the skull between a
hairline and the crown, plus volumes of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from .. import shapes
from ..types import Mesh, Rgb
from .figure import Figure, head_point
from .loft import loft, skin_chain
from .piece import Piece, on_bone

F64 = NDArray[np.float64]

_AZIMUTHS = (0.0, 0.45, 0.85, 1.12, 1.35, 1.75, 2.1, 2.6, np.pi)
_HAIRLINES: dict[str, tuple[float, ...]] = {
    "high": (0.80, 0.78, 0.66, 0.42, 0.16, 0.22, -0.30, -0.48, -0.52),
    "fringe": (0.50, 0.48, 0.44, 0.32, 0.05, 0.10, -0.34, -0.52, -0.55),
    "bob": (0.50, 0.52, 0.42, -0.30, -0.66, -0.74, -0.80, -0.84, -0.86),
    "pulled": (0.78, 0.76, 0.62, 0.40, 0.14, 0.20, -0.25, -0.42, -0.46),
    "receding": (1.25, 1.22, 1.10, 0.62, 0.20, 0.25, -0.28, -0.46, -0.50),
}


@dataclass(frozen=True, slots=True)
class Style:
    """`volume` is the cap's thickness over the crown as a fraction of the head, `wave` the depth of its locks and
    `locks` their number round the head; `extra` names added volumes."""

    hairline: str = "high"
    volume: float = 0.07
    front: float = 0.0
    low: float = 0.0
    wave: float = 0.010
    locks: int = 14
    sweep: float = 0.0
    extra: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "short": Style("high", 0.075, front=0.055, wave=0.012, sweep=0.6),
    "quiff": Style("high", 0.075, front=0.15, wave=0.014, sweep=0.3),
    "buzz": Style("high", 0.028, wave=0.0),
    "fringe": Style("fringe", 0.085, front=0.03, wave=0.014, locks=18),
    "spiky": Style("high", 0.06, wave=0.012, extra=("spikes",)),
    "curly": Style("high", 0.06, wave=0.0, extra=("curls",)),
    "afro": Style("high", 0.19, wave=0.010, locks=23, front=0.02),
    "bob": Style("bob", 0.085, low=0.09, wave=0.012, locks=20, front=0.02),
    "long": Style("bob", 0.085, low=0.07, wave=0.012, locks=20, extra=("curtain",)),
    "ponytail": Style("pulled", 0.06, wave=0.010, front=0.03, locks=22, extra=("ponytail",)),
    "bun": Style("pulled", 0.06, wave=0.010, front=0.03, locks=22, extra=("bun",)),
    "pigtails": Style("fringe", 0.07, wave=0.010, locks=20, extra=("pigtails",)),
    "braids": Style("fringe", 0.07, wave=0.010, locks=20, extra=("braids",)),
    "balding": Style("receding", 0.055, wave=0.012),
    "tuft": Style("receding", 0.012, wave=0.0, extra=("tuft",)),
    "mohawk": Style("high", 0.02, wave=0.0, extra=("mohawk",)),
}


def hair_pieces(f: Figure, name: str, colour: Rgb, *, flat: bool = False) -> list[Piece]:
    """The hair called `name` (a key of STYLES); `flat` keeps only what fits under a hat."""
    style = STYLES[name]
    head = f.bone("head")
    out: list[Piece] = []
    if not (flat and name in ("balding", "tuft")):
        out.append(on_bone(_cap(f, style, flat), head, colour, "hair", "hair"))
    for extra in style.extra:
        if flat and extra in ("spikes", "curls", "mohawk", "tuft", "bun"):
            continue
        out += [Piece(m, colour, "hair", "hair") for m in _EXTRAS[extra](f)]
    return out


def _cap(f: Figure, style: Style, flat: bool) -> Mesh:
    line = PchipInterpolator(_AZIMUTHS, _HAIRLINES[style.hairline])
    az = np.linspace(-np.pi, np.pi, 44, endpoint=False)
    low = line(np.abs(az)) + style.wave * (4.5 if flat and style.hairline == "fringe" else 1.6) * np.sin(
        style.locks * az * 0.5
    ) * (np.abs(az) < 1.3)
    u = np.concatenate([[0.0, 0.0, 0.05, 0.14], np.linspace(0.28, 1.0, 7)])[:, None]
    el = low[None] + (np.pi / 2 - low[None]) * u
    rise = np.minimum(1.0, np.sqrt(np.clip(u / 0.16, 0, 1)) * 0.86 + 0.14 * u)
    face = np.exp(-((az[None] / 0.85) ** 2)) * np.exp(-(((el - 0.85) / 0.42) ** 2))
    volume = style.volume if not flat else min(style.volume, 0.03)
    thick = volume + (0.0 if flat else style.front) * face + style.low * np.clip(-el / 0.8, 0, 1)
    phase = style.locks * (az[None] + style.sweep * el)
    thick = thick + (style.wave if not flat else 0.0) * np.sin(phase) * np.cos(el) * (1 - u**3)
    offset = thick * rise * f.head
    offset[0] = -0.02 * f.head
    return shapes.oriented(shapes.grid(head_point(f, az[None], el, offset), close_v=True))


def _curtain(f: Figure) -> list[Mesh]:
    z = np.linspace(f.head_centre[2] + 0.15 * f.head, f.neck_z - 0.20 * f.height * (1 - f.p.head), 12)
    t = np.linspace(0, 1, 12)
    x = f.head_centre[0] + (-0.30 - 0.10 * np.sin(np.pi * t * 0.9)) * f.head
    depth = (0.14 + 0.03 * np.sin(np.pi * t) - 0.07 * t) * f.head
    width = (0.40 + 0.03 * np.sin(np.pi * t) - 0.10 * t**2) * f.head
    m = loft(
        np.stack([x, 0 * x, z], 1),
        [1, 0, 0],
        [0, 1, 0],
        depth,
        width,
        power=2.4,
        segments=26,
        caps=(0.05 * f.head, 0.06 * f.head),
    )
    return [_head_to_chest(f, m)]


def _head_to_chest(f: Figure, m: Mesh) -> Mesh:
    chin = f.height - f.head
    return skin_chain(
        m, (0, 0, 0), (0, 0, -1), [-(chin - 0.06 * f.height)], [f.bone("head"), f.bone("chest")], [0.20 * f.height]
    )


def _tail(f: Figure, start: F64, bulge: F64, end: F64, radius: float) -> Mesh:
    t = np.linspace(0, 1, 12)[:, None]
    path = (1 - t) ** 2 * start + 2 * t * (1 - t) * bulge + t * t * end
    r = radius * (0.55 + 0.9 * np.sin(np.pi * np.clip(t[:, 0] * 0.86 + 0.06, 0, 1))) * (1 - 0.35 * t[:, 0])
    return _head_to_chest(f, shapes.tube(path, r, segments=14))


def _ponytail(f: Figure) -> list[Mesh]:
    root = head_point(f, np.pi, 0.50, 0.05 * f.head)
    end = np.array([root[0] - 0.20 * f.head, 0.0, f.head_centre[2] - 0.72 * f.head])
    bulge = root + np.array([-0.52, 0.0, 0.18]) * f.head
    return [_tail(f, root, bulge, end, 0.115 * f.head)]


def _bun(f: Figure) -> list[Mesh]:
    at = head_point(f, np.pi, 1.0, 0.13 * f.head)
    return [
        _rigid(
            f, shapes.ellipsoid((0.19 * f.head, 0.20 * f.head, 0.17 * f.head), centre=_vec(at), rings=12, segments=18)
        )
    ]


def _pigtails(f: Figure) -> list[Mesh]:
    out = []
    for sign in (1.0, -1.0):
        root = head_point(f, sign * 1.95, 0.34, 0.02 * f.head)
        bulge = root + np.array([-0.02, sign * 0.42, 0.05]) * f.head
        end = root + np.array([-0.06, sign * 0.30, -0.58]) * f.head
        out.append(_tail(f, root, bulge, end, 0.105 * f.head))
    return out


def _braids(f: Figure) -> list[Mesh]:
    out = []
    for sign in (1.0, -1.0):
        root = head_point(f, sign * 1.9, -0.32, 0.02 * f.head)
        for k in range(5):
            at = root + np.array([0.02 * k, sign * (0.03 + 0.01 * k), -0.115 * k]) * f.head
            r = (0.088 - 0.006 * k) * f.head
            out.append(_head_to_chest(f, shapes.ellipsoid((r, r, r * 0.86), centre=_vec(at), rings=8, segments=12)))
    return out


def _spikes(f: Figure) -> list[Mesh]:
    out = []
    for k, (az, el) in enumerate(_spread(20, 0.35)):
        root = head_point(f, az, el, 0.02 * f.head)
        d = root - np.asarray(f.head_centre)
        d = d / np.linalg.norm(d) + np.array([0.25, 0.0, 0.55])
        d /= np.linalg.norm(d)
        length = (0.19 + 0.03 * np.sin(k * 2.4)) * f.head
        out.append(
            _rigid(
                f,
                shapes.tube(
                    np.array([root - d * 0.04 * f.head, root + d * length * 0.5, root + d * length]),
                    np.array([0.115, 0.075, 0.015]) * f.head,
                    segments=7,
                ),
            )
        )
    return out


def _curls(f: Figure) -> list[Mesh]:
    out = []
    for k, (az, el) in enumerate(_spread(34, -0.28)):
        line = float(PchipInterpolator(_AZIMUTHS, _HAIRLINES["high"])(abs(az)))
        if el < line - 0.02:
            continue
        r = (0.122 + 0.018 * np.sin(k * 1.7)) * f.head
        out.append(
            _rigid(
                f, shapes.ellipsoid((r, r, r), centre=_vec(head_point(f, az, el, 0.035 * f.head)), rings=6, segments=9)
            )
        )
    return out


def _tuft(f: Figure) -> list[Mesh]:
    root = head_point(f, 0.0, 1.35, 0.0)
    out = []
    for side in (-1.0, 0.2, 1.0):
        p = root + np.array([[0, 0, -0.02], [0.05, side * 0.05, 0.10], [0.14, side * 0.10, 0.10]]) * f.head
        out.append(_rigid(f, shapes.tube(p, np.array([0.045, 0.036, 0.008]) * f.head, segments=8)))
    return out


def _mohawk(f: Figure) -> list[Mesh]:
    out = []
    for el in np.linspace(0.75, 2.7, 9):
        az, e = (0.0, el) if el < np.pi / 2 else (np.pi, np.pi - el)
        root = head_point(f, az, e, 0.0)
        d = root - np.asarray(f.head_centre)
        d /= np.linalg.norm(d)
        out.append(
            _rigid(
                f,
                shapes.tube(
                    np.array([root, root + d * 0.14 * f.head, root + d * 0.26 * f.head]),
                    np.array([0.085, 0.07, 0.02]) * f.head,
                    segments=10,
                ),
            )
        )
    return out


def beard(f: Figure, colour: Rgb, *, long: bool = False) -> list[Piece]:
    """A full beard with moustache, or a wizard's or Santa's `long` one. It moves with the jaw a little."""
    az = np.linspace(-1.30, 1.30, 25)[None]
    u = np.array([0.0, 0.0, 0.12, 0.35, 0.65, 0.9, 1.0, 1.0])[:, None]
    top = np.interp(np.abs(az), [0, 0.42, 0.62, 1.0, 1.3], [-0.74, -0.66, -0.36, -0.18, 0.10])
    low = np.interp(np.abs(az), [0, 1.0, 1.3], [-1.25, -1.05, -0.35])
    el = top + (low - top) * u
    thick = (
        (0.085 + (0.05 if long else 0.0) + 0.012 * np.sin(az * 16))
        * f.head
        * np.sin(np.pi * np.clip(0.12 + 0.8 * u, 0, 1)) ** 0.6
    )
    thick = thick * np.clip((1.32 - np.abs(az)) / 0.25, 0.05, 1)
    thick[0] = thick[-1] = -0.02 * f.head
    m = shapes.grid(head_point(f, az, el, thick))
    if float(m.normals[:, 0].mean()) < 0:
        m = shapes.scaled(m, (1, -1, 1))
    out = [on_bone(m, f.bone("head"), colour, "hair", "hair")]
    if long:
        z = np.linspace(f.head_centre[2] - 0.36 * f.head, f.head_centre[2] - 0.98 * f.head, 9)
        t = np.linspace(0, 1, 9)
        c = np.stack([f.head_centre[0] + (0.30 + 0.10 * np.sin(np.pi * t)) * f.head, 0 * t, z], 1)
        lobe = loft(
            c,
            [1, 0, 0],
            [0, 1, 0],
            (0.17 - 0.09 * t) * f.head,
            (0.30 - 0.20 * t) * f.head,
            segments=18,
            caps=(0.08 * f.head, 0.05 * f.head),
        )
        out.append(Piece(_head_to_chest(f, lobe), colour, "hair", "hair"))
    return out + moustache(f, colour)


def moustache(f: Figure, colour: Rgb) -> list[Piece]:
    """Two swooping lobes under the nose."""
    out = []
    for sign in (1.0, -1.0):
        t = np.linspace(0, 1, 8)
        path = head_point(f, sign * (0.02 + 0.36 * t), -0.375 - 0.075 * np.sin(np.pi * t) + 0.03 * t, 0.025 * f.head)
        r = f.head * (0.020 + 0.030 * np.sin(np.pi * np.clip(t * 0.8 + 0.12, 0, 1)))
        out.append(on_bone(shapes.tube(path, r, segments=10), f.bone("head"), colour, "hair", "hair"))
    return out


def _spread(count: int, lowest: float) -> list[tuple[float, float]]:
    """Evenly spread directions above an elevation (golden-angle spiral)."""
    k = np.arange(count)
    z = np.sin(lowest) + (1 - np.sin(lowest)) * (k + 0.5) / count
    az = np.mod(k * np.pi * (3 - np.sqrt(5)) + np.pi, 2 * np.pi) - np.pi
    return [(float(a), float(e)) for a, e in zip(az, np.arcsin(z), strict=True)]


def _rigid(f: Figure, m: Mesh) -> Mesh:
    n = len(m.positions)
    return shapes.bound(m, np.tile([f.bone("head"), 0, 0, 0], (n, 1)), np.tile([1.0, 0, 0, 0], (n, 1)))


def _vec(v: F64) -> tuple[float, float, float]:
    return float(v[0]), float(v[1]), float(v[2])


_EXTRAS: dict[str, Callable[[Figure], list[Mesh]]] = {
    "curtain": _curtain,
    "ponytail": _ponytail,
    "bun": _bun,
    "pigtails": _pigtails,
    "braids": _braids,
    "spikes": _spikes,
    "curls": _curls,
    "tuft": _tuft,
    "mohawk": _mohawk,
}
