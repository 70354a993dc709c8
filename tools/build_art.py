"""Build the art pack: inflate every emoji of the Fluent set (MIT) into a textured shape.

Usage: python tools/build_art.py [--assets DIR] [--out FILE] [--only NAME …] [--jobs N]

Reads the npm packages `@iconify-json/fluent-emoji-flat` (geometry: a stack of filled paths) and
`@iconify-json/fluent-emoji` (the same in colour: texture) from `<assets>/node_modules`. Flags and skin-tone variants
are left out. Same inputs → same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from fantascope.engines.world.bodies.art import pack
from fantascope.engines.world.bodies.art.inflate import SIDE, inflate

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "fantascope" / "engines" / "world" / "bodies" / "data" / "art.pack"
SVG = "http://www.w3.org/2000/svg"
VIEW = (-1.0, -1.0, 34.0)
"""Left, top and side of the drawn square: the art's 32 units with a unit of air all round."""
TEXTURE = 256
"""Side of a stored texture."""
DRAWN = 192
"""Side it is drawn at: the art's blur filters cost with the area, and hold no finer detail."""
SHAPES = {"path", "circle", "ellipse", "rect", "polygon"}
INHERITED = (
    "fill",
    "opacity",
    "fill-opacity",
    "fill-rule",
    "clip-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "transform",
)


def wanted(name: str) -> bool:
    """Neither a flag nor a skin-tone variant."""
    return not re.search(r"-(light|medium-light|medium|medium-dark|dark)$", name) and not (
        name.startswith("flag-") and name not in ("flag-in-hole",)
    )


def draw(body: str, size: int, view: tuple[float, float, float] = VIEW) -> NDArray[np.uint8]:
    """An SVG body drawn on a square view, as (size, size, 4)."""
    x, y, side = view
    spaces = f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f'<svg {spaces} viewBox="{x} {y} {side} {side}" width="{size}" height="{size}">{body}</svg>'
    png = resvg_py.svg_to_bytes(svg_string=svg, width=size, skip_system_fonts=True)
    return np.asarray(Image.open(BytesIO(bytes(png))).convert("RGBA"))


def shapes(body: str) -> Iterator[str]:
    """Each filled (or stroked) shape of an SVG body as a body of its own, in painting order."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>')
    defs = "".join(ET.tostring(d, encoding="unicode") for d in root.iter(f"{{{SVG}}}defs"))

    def walk(element: ET.Element, inherited: dict[str, str]) -> Iterator[str]:
        tag = element.tag.split("}")[-1]
        attributes = {**inherited, **{k: v for k in INHERITED if (v := element.get(k)) is not None}}
        if element.get("transform") and "transform" in inherited:
            attributes["transform"] = f"{inherited['transform']} {element.get('transform')}"
        if tag in SHAPES:
            if attributes.get("fill") == "none" and "stroke" not in attributes:
                return
            own = {
                k: v
                for k, v in element.attrib.items()
                if ":" not in k and "}" not in k and k not in ("opacity", "fill-opacity", "filter")
            }
            drawn = {
                **{k: v for k, v in attributes.items() if k not in ("opacity", "fill-opacity")},
                **own,
                "transform": attributes.get("transform", ""),
            }
            text = " ".join(f'{k}="{v}"' for k, v in drawn.items() if v)
            yield f"{defs}<{tag} {text}/>"
        elif tag in ("svg", "g"):
            for child in element:
                yield from walk(child, attributes)

    yield from walk(root, {})


def texture(flat: str, colour: str, window: tuple[float, float, float]) -> bytes:
    """The colour art over `window`, its edge colours bled outwards, as WebP."""
    rgba = draw(colour, DRAWN, window).astype(np.float64)
    solid = rgba[..., 3] > 225
    if solid.sum() < 40:
        rgba = draw(flat, DRAWN, window).astype(np.float64)
        solid = rgba[..., 3] > 225
    near = ndimage.binary_erosion(solid, iterations=1)
    solid = near if near.sum() > 0.6 * solid.sum() else solid
    index = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    rgb = rgba[..., :3][tuple(index)]
    soft = ndimage.gaussian_filter(rgb, (1.5, 1.5, 0))
    rgb = np.where(solid[..., None], rgb, soft)
    out = BytesIO()
    image = Image.fromarray(np.round(rgb).clip(0, 255).astype(np.uint8)).resize(
        (TEXTURE, TEXTURE), Image.Resampling.BICUBIC
    )
    image.save(out, "WEBP", quality=84, method=4)
    return out.getvalue()


def build(job: tuple[str, str, str]) -> tuple[str, pack.Entry | None]:
    """One icon: (name, flat body, colour body) → its pack entry, or None when it cannot be inflated."""
    name, flat, colour = job
    parts = [draw(s, SIDE)[..., 3] for s in shapes(flat)]
    parts = [p for p in parts if int(p.max()) > 40] or [draw(flat, SIDE)[..., 3]]
    try:
        puff = inflate(np.asarray(np.stack(parts) / 255, dtype=np.float32), _outline(flat))
    except ValueError:
        return name, None
    low, high = puff.points.min(axis=0), puff.points.max(axis=0)
    extent = float((high - low).max())
    middle = (low[0] + high[0]) / 2
    points = np.stack([(puff.points[:, 0] - middle) / extent, (high[1] - puff.points[:, 1]) / extent], axis=1)
    pad = extent * 0.02
    unit = VIEW[2] / SIDE
    square = extent + 2 * pad
    left, top = middle - square / 2, high[1] + pad - square
    window = (VIEW[0] + (left + 0.5) * unit, VIEW[1] + (top + 0.5) * unit, square * unit)
    bounds = (-square / 2 / extent, -pad / extent, square / 2 / extent, (square - pad) / extent)
    return name, pack.encode(
        points, puff.height / extent, puff.faces, puff.border, bounds, texture(flat, colour, window)
    )


def _outline(flat: str) -> NDArray[np.float32]:
    """Coverage of the whole icon, with see-through parts counted as solid."""
    solid = re.sub(r' (fill-)?opacity="[^"]*"', "", flat)
    return np.asarray(draw(solid, 2 * SIDE)[..., 3] / 255, dtype=np.float32)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=Path, default=ROOT / "assets")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    sets = args.assets / "node_modules" / "@iconify-json"
    flat = json.loads((sets / "fluent-emoji-flat" / "icons.json").read_text("utf-8"))["icons"]
    colour = json.loads((sets / "fluent-emoji" / "icons.json").read_text("utf-8"))["icons"]
    names = [n for n in sorted(flat) if (wanted(n) if args.only is None else n in args.only)]
    jobs = [(n, flat[n]["body"], colour.get(n, flat[n])["body"]) for n in names]
    entries: dict[str, pack.Entry] = {}
    with ProcessPoolExecutor(args.jobs) as pool:
        for done, (name, entry) in enumerate(pool.map(build, jobs, chunksize=8), 1):
            if entry is not None:
                entries[name] = entry
            if sys.stderr.isatty() or done % 200 == 0 or done == len(jobs):
                print(f"\rart pack: {done}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    pack.write(args.out, entries)
    print(f"\nart pack: {len(entries)} shapes, {args.out.stat().st_size / 1e6:.1f} MB, {args.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
