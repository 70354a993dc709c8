"""What the other server is asked for so that an order can be cut from it: size, rate, frames, seconds.

Knows nothing of HTTP. Models make few sizes, rates and numbers of frames; the ask is never less than the order, save
where the model cannot make as much.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..port import Order
from .options import Options


@dataclass(frozen=True, slots=True)
class Ask:
    """The ask for one clip. `seconds` is whole; `frames` is of the new part, on the model's grid."""

    width: int
    height: int
    fps: int
    frames: int
    seconds: int
    approximated: tuple[tuple[str, str], ...] = ()
    """What of the order will be made in another way, as (asked, what stands in for it)."""


def ask_for(order: Order, options: Options) -> Ask:
    """The ask that `order` is best cut from."""
    width, height = _size(order, options)
    fps = _rate(order.fps, options.rates)
    seconds = _length(order.seconds, options.seconds or ())
    frames = on_grid(math.ceil(order.seconds * fps - 1e-6), options.grid)
    approximated: list[tuple[str, str]] = []
    if max(order.width / width, order.height / height) > 1.0:
        approximated.append((f"{order.width}x{order.height}", f"{width}x{height}, enlarged"))
    if fps < order.fps:
        approximated.append((f"{order.fps} frames a second", f"{fps} frames a second, some shown twice"))
    return Ask(width, height, fps, frames, seconds, tuple(approximated))


def on_grid(frames: int, grid: str | None) -> int:
    """The least number of frames on a grid such as "8n+1" that is no less than `frames`."""
    if grid is None:
        return frames
    match = re.fullmatch(r"(\d+)n\+(\d+)", grid)
    if match is None:
        raise ValueError(f"{grid!r} is no grid of frames")
    step, first = int(match[1]), int(match[2])
    return first + step * max(-(-(frames - first) // step), 0)


def _rate(fps: int, rates: Sequence[int]) -> int:
    if not rates or fps in rates:
        return fps
    return min((rate for rate in rates if rate >= fps), default=max(rates))


def _length(seconds: float, lengths: Sequence[int]) -> int:
    whole = math.ceil(seconds - 1e-6)
    if not lengths:
        return whole
    return min((length for length in lengths if length >= whole), default=max(lengths))


def _size(order: Order, options: Options) -> tuple[int, int]:
    """The size that loses least when it is scaled to cover the order's and cropped to it."""
    if not options.sizes:
        step = options.step_px or 2
        return -(-order.width // step) * step, -(-order.height // step) * step
    sizes = [(int(width), int(height)) for width, _, height in (size.partition("x") for size in options.sizes)]
    return min(sizes, key=lambda size: _loss(order.width, order.height, *size))


def _loss(width: int, height: int, own_width: int, own_height: int) -> float:
    """How bad it is to cut (width, height) from a picture of (own_width, own_height): cropping weighs most, then
    enlarging, then work for nothing."""
    scale = max(width / own_width, height / own_height)
    cropped = 1.0 - (width * height / scale**2) / (own_width * own_height)
    return 4.0 * cropped + max(math.log2(scale), 0.0) + 0.1 * max(-math.log2(scale), 0.0)
