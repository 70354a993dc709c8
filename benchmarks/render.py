"""CPU milliseconds a frame of the renderer, by stage, for one fixed scene at 720p and 480p.

The scene has about 80,000 triangles, moving toys, textured ground, a soft lens and motion blur. Prints the median of
the frames; CPU time, so other work on the machine matters little.
"""

from __future__ import annotations

import argparse
import math
import statistics

import numpy as np

from fantascope.engines.world.bodies import shapes
from fantascope.engines.world.bodies.types import Material, Texture
from fantascope.engines.world.picture.preview import look_at
from fantascope.engines.world.picture.renderer import Renderer
from fantascope.engines.world.picture.types import Camera, Drawable, Frame, Sky

COLOURS = [(0.92, 0.26, 0.21), (0.2, 0.5, 0.95), (0.98, 0.78, 0.2), (0.3, 0.76, 0.42), (0.95, 0.95, 0.93)]


def scene() -> list[Drawable]:
    """Ground and forty toys of 2,000 triangles each."""
    yy, xx = np.mgrid[0:256, 0:256]
    pixels = np.full((256, 256, 4), 255, np.uint8)
    pixels[..., :3] = np.where(((xx // 32 + yy // 32) % 2)[..., None] == 1, [150, 190, 110], [130, 175, 95])
    ground = Material(colour=(1.0, 1.0, 1.0), roughness=0.9, texture=Texture("lawn", pixels), uv_scale=0.5)
    drawn = [Drawable(shapes.terrain(lambda x, y: 0 * x, 80, 80, 20), ground, 1)]
    forms = [
        shapes.ball(0.5, rings=28, segments=36),
        shapes.capsule((0, 0, 0.3), (0, 0, 1.0), 0.3, rings=14, segments=36),
        shapes.lathe(shapes.rounded([(0, 0), (0.4, 0), (0.4, 0.9), (0, 0.9)], 0.12, steps=12), segments=36),
    ]
    for k in range(40):
        drawn.append(Drawable(forms[k % 3], Material(colour=COLOURS[k % 5], roughness=0.35), k + 2))
    return drawn


def frame_at(t: float, count: int) -> Frame:
    """The toys wander while the camera circles them."""

    def places(s: float) -> np.ndarray:
        m = np.tile(np.eye(3, 4, dtype=np.float32), (count, 1, 1))
        for k in range(1, count):
            m[k, :, 3] = (
                1.35 * ((k * 7) % 9 - 4) + 0.4 * math.sin(s + k),
                1.5 * (k % 7 - 2),
                abs(math.sin(2 * s + k)) * 0.6,
            )
        return m

    def camera(s: float) -> Camera:
        return look_at(
            (9 * math.sin(0.1 * s), -9 * math.cos(0.1 * s), 2.6), (0, 0.5, 0.8), fov_y_rad=0.75, aperture=0.01
        )

    before = t - 1 / 48
    return Frame(t, camera(t), camera(before), Sky(), places(t), places(before), np.ones(count, bool), seed=int(t * 24))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=8)
    frames = parser.parse_args().frames
    drawn = scene()
    print(f"{sum(len(d.mesh.faces) for d in drawn)} triangles")
    for width, height in ((1280, 720), (854, 480)):
        renderer = Renderer(drawn, width, height)
        rows = []
        for k in range(frames):
            renderer.render(frame_at(1 + k / 24, len(drawn)))
            rows.append(renderer.timings())
        median = {name: statistics.median(r[name] for r in rows) for name in rows[0]}
        total = sum(v for name, v in median.items() if name not in ("triangles", "edge_pixels"))
        print(f"{width}×{height}: {total:.1f} ms")
        for name, value in median.items():
            print(f"  {name:12} {value:10.1f}")


if __name__ == "__main__":
    main()
