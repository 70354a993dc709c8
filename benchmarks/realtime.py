"""How long a clip takes: wall ÷ duration, and processor milliseconds a frame by stage, on five fixed scenes.

Knows nothing of how clips are made. Run it on an idle machine; processor times are steadier than wall times.
Usage: realtime.py [--seconds 10] [--sizes 1280x720,854x480] [--scenes 1,2,3,4,5] [--workers N] [--json]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from fantascope.kernel.progress import silent
from fantascope.studio.generate import generate
from fantascope.studio.request import checked

SCENES = (
    "A row of twenty dominoes topples one by one, close-up, the camera tracks along",
    "A dog runs after a ball on the beach at sunset",
    "A girl in a yellow raincoat jumps into puddles in the rain at night, street lamps",
    "A sailboat sails on a rough sea in a storm, wide shot",
    "A fox and a rabbit sit by a campfire in a forest at night, the fox says \"Did you hear that?\"",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """What one clip took; `frame_ms` is processor milliseconds a frame for its state, its drawing and its encoding."""

    scene: str
    size: str
    wall_per_s: float
    produce_cpu_s: float
    mix_cpu_s: float
    frame_ms: tuple[float, float, float]
    peak_memory_mb: float
    size_bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", default="10")
    parser.add_argument("--sizes", default="1280x720,854x480")
    parser.add_argument("--scenes", default="1,2,3,4,5")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = []
    if not arguments.json:
        print("                           size       wall   produce  mix     state   draw encode   memory")
        print("                                      ÷ s    cpu s    cpu s     cpu ms a frame      MB")
    for size in arguments.sizes.split(","):
        for scene in arguments.scenes.split(","):
            row = measure(SCENES[int(scene) - 1], size, arguments.seconds, arguments.workers)
            rows.append(row)
            if not arguments.json:
                frame = " ".join(f"{ms:6.1f}" for ms in row.frame_ms)
                cpu = f"{row.produce_cpu_s:7.2f} {row.mix_cpu_s:7.2f}"
                print(
                    f"{row.scene[:24]:<24} {row.size:>9} {row.wall_per_s:7.2f} {cpu}  {frame} {row.peak_memory_mb:8.0f}"
                )
    if arguments.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    for size in arguments.sizes.split(","):
        walls = [row.wall_per_s for row in rows if row.size == size]
        print(f"{size}: mean {sum(walls) / len(walls):.2f}, worst {max(walls):.2f} × real time")


def measure(prompt: str, size: str, seconds: str, workers: int | None) -> Timing:
    """Make the clip once and return what it took."""
    with tempfile.TemporaryDirectory(prefix="fantascope-") as folder:
        request = checked(prompt=prompt, out=Path(folder) / "clip.mp4", size=size, seconds=seconds)
        begun = time.perf_counter()
        clip = generate(request, silent, workers=workers).clip
        wall_s = time.perf_counter() - begun
    state, draw, encode = (1e3 * clip.cpu_s[part] / clip.frames for part in ("state", "draw", "encode"))
    return Timing(
        scene=prompt,
        size=size,
        wall_per_s=wall_s / clip.duration_s,
        produce_cpu_s=clip.cpu_s["produce"],
        mix_cpu_s=clip.cpu_s["mix"],
        frame_ms=(state, draw, encode),
        peak_memory_mb=clip.peak_memory_mb,
        size_bytes=clip.size_bytes,
    )


if __name__ == "__main__":
    main()
