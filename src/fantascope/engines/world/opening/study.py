"""What can be read off a picture without knowing what it shows: colours, light, horizon, hour, where its subject is.

Knows nothing of screenplays. Everything is measured on a small copy; the hour and the weather are only said when the
picture is clear about them. Same pixels, same study.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ....media.people import people
from ....media.saliency import Subject, lab, saliency, shrunk, subject_of
from ..screenplay.schema import TimeOfDay, Weather

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
COLOURS = 5
_SIDE = 160


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A studied picture.

    `sha256` is of its pixels. `palette`: COLOURS colours "#rrggbb" with weights that sum to 1, heaviest first.
    `brightness` is the mean of L* and `contrast` its spread, in [0, 1]; `warmth` in [−1, 1], yellow-red positive.
    `horizon` is a share of the height from the top. `subject` is None when nothing stands out clearly; `salient`
    (small, in [0, 1]) says how much each place stands out.
    """

    sha256: str
    width: int
    height: int
    palette: tuple[tuple[str, float], ...]
    brightness: float
    contrast: float
    warmth: float
    horizon: float | None
    time: TimeOfDay | None
    weather: Weather | None
    subject: Subject | None
    person: bool
    salient: F32


def fingerprint(picture: U8) -> str:
    """SHA-256, in hex, of a picture's size and RGB pixels; what file they came in does not matter."""
    size = f"{picture.shape[1]}x{picture.shape[0]}:".encode()
    return hashlib.sha256(size + np.ascontiguousarray(picture).tobytes()).hexdigest()


def study(picture: U8) -> Study:
    """Study an RGB picture (h, w, 3) uint8."""
    small = shrunk(picture, _SIDE)
    colours = lab(small).astype(np.float64)
    found = saliency(picture)
    subject = subject_of(found)
    horizon = _horizon(colours)
    light = colours[..., 0] / 100.0
    return Study(
        sha256=fingerprint(picture),
        width=picture.shape[1],
        height=picture.shape[0],
        palette=_palette(small, colours),
        brightness=float(light.mean()),
        contrast=float(light.std() * 2.0),
        warmth=float(np.clip(colours[..., 2].mean() / 40.0 + colours[..., 1].mean() / 80.0, -1.0, 1.0)),
        horizon=horizon,
        time=_time(colours, horizon),
        weather=_weather(colours, horizon),
        subject=subject if subject is not None and subject.certainty >= 0.5 else None,
        person=bool(people(picture)),
        salient=found,
    )


def _palette(small: U8, colours: F64) -> tuple[tuple[str, float], ...]:
    """k-means in L*a*b*, begun at the colours farthest from each other."""
    points = colours.reshape(-1, 3)[::2]
    rgb = small.reshape(-1, 3)[::2].astype(np.float64)
    centres = [points.mean(axis=0)]
    for _ in range(COLOURS - 1):
        far = np.min([np.linalg.norm(points - c, axis=1) for c in centres], axis=0)
        centres.append(points[int(np.argmax(np.minimum(far, np.percentile(far, 98.0))))])
    middle = np.array(centres)
    nearest = np.zeros(len(points), np.int64)
    for _ in range(12):
        nearest = np.argmin(np.linalg.norm(points[:, None] - middle[None], axis=2), axis=1)
        for k in range(COLOURS):
            if (nearest == k).any():
                middle[k] = points[nearest == k].mean(axis=0)
    out = []
    for k in range(COLOURS):
        mine = nearest == k
        share = float(mine.mean())
        r, g, b = (rgb[mine].mean(axis=0) if mine.any() else rgb.mean(axis=0)).round().astype(int)
        out.append((f"#{r:02x}{g:02x}{b:02x}", round(share, 3)))
    return tuple(sorted(out, key=lambda c: (-c[1], c[0])))


def _horizon(colours: F64) -> float | None:
    """The row where above and below differ most, if they do so all along it."""
    h = colours.shape[0]
    soft = ndimage.gaussian_filter(colours, (1.2, 4.0, 0.0))
    reach = max(h // 14, 2)
    step = np.linalg.norm(soft[2 * reach :] - soft[: -2 * reach], axis=-1)
    strength = np.median(step, axis=1) * (np.mean(step > 7.0, axis=1) > 0.7)
    low, high = round(0.18 * h), round(0.82 * h)
    rows = np.arange(len(strength)) + reach
    strength = np.where((rows >= low) & (rows <= high), strength, 0.0)
    best = int(np.argmax(strength))
    return float(rows[best] / h) if strength[best] > 11.0 else None


def _upper(colours: F64, horizon: float | None) -> F64:
    """The part that would be sky."""
    h = colours.shape[0]
    return colours[: max(round(h * (min(horizon, 0.6) if horizon is not None else 0.38)), 4)]


def _smooth_sky(upper: F64) -> bool:
    """Whether a part is even enough, from place to place, to be sky."""
    steps = np.abs(np.diff(ndimage.gaussian_filter(upper[..., 0], 0.7), axis=1))
    return float(np.percentile(steps, 80)) < 2.2 and float(np.percentile(steps, 95)) < 9.0


def _time(colours: F64, horizon: float | None) -> TimeOfDay | None:
    light, a, b = (colours[..., k] for k in range(3))
    upper = _upper(colours, horizon)
    rows = np.median(upper, axis=1)
    sky, warm = float(upper[..., 0].mean()), float(rows[:, 2].mean() + 0.6 * rows[:, 1].mean())
    if light.mean() < 24.0 and sky < 26.0 and float(np.percentile(light, 80)) < 40.0:
        return "night"
    if not _smooth_sky(upper):
        return None
    top, foot = rows[: max(len(rows) // 3, 1)].mean(axis=0), rows[-max(len(rows) // 4, 1) :].mean(axis=0)
    glow = float((foot[2] + 0.6 * foot[1]) - (top[2] + 0.6 * top[1]))
    if (
        28.0 < sky < 86.0
        and (warm > 22.0 or (float(foot[2] + 0.6 * foot[1]) > 24.0 and glow > 10.0))
        and ((glow > 4.0 or horizon is not None) and sky > float(light[len(light) // 2 :].mean()) - 4.0)
    ):
        return "sunset"
    if sky < 46.0 and float(light.mean()) < 44.0 and float(b.mean()) < -2.0 and float(np.hypot(a, b).mean()) > 6.0:
        return "dusk"
    if sky > 58.0 and float(upper[..., 2].mean()) < -8.0 and float(light.mean()) > 52.0:
        return "noon"
    return None


def _weather(colours: F64, horizon: float | None) -> Weather | None:
    h = colours.shape[0]
    light = colours[..., 0]
    chroma = np.hypot(colours[..., 1], colours[..., 2])
    upper = _upper(colours, horizon)
    lower = slice(round(0.6 * h), h)
    pale = float(np.percentile(chroma, 75))
    if float(light.std()) < 11.0 and pale < 9.0 and 45.0 < float(light.mean()) < 90.0 and _smooth_sky(upper):
        return "fog"
    white = (light[lower] > 76.0) & (chroma[lower] < 12.0)
    if float(white.mean()) > 0.62 and float(light[lower].std()) > 2.5 and horizon is not None:
        return "snow"
    grey = np.hypot(upper[..., 1], upper[..., 2])
    if (
        _smooth_sky(upper)
        and float(grey.mean()) < 5.0
        and 48.0 < float(upper[..., 0].mean()) < 88.0
        and (horizon is not None)
    ):
        return "cloudy"
    return None
