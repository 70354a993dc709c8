"""How well sound and picture agree: for each logged impact, the onset heard in the decoded MP4.

Knows nothing of how sound is made: it reads the contact log that was kept and listens to the file. Impacts counted are
those that are clear: firm, and with nothing else 80 ms around them. Usage: sync.py [--scenes 1,2,3] [--size 160x90]
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fantascope.kernel.progress import silent
from fantascope.media.onsets import onset_near, rise_db
from fantascope.media.probe import read_audio
from fantascope.studio.generate import generate
from fantascope.studio.request import checked

SCENES = (
    "A red ball bounces down a wooden staircase, no music",
    "A ball falls on the floor and bounces, no music",
    "A basketball player shoots, misses, and the ball rebounds off the backboard, no music",
)
ALONE_S = 0.08
FIRM_MS = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Milliseconds by which each clear impact is heard late (negative: early), and how many were not heard."""

    late_ms: tuple[float, ...]
    missed: int

    @property
    def median_ms(self) -> float:
        """Median of the absolute differences."""
        return statistics.median(abs(ms) for ms in self.late_ms) if self.late_ms else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--scenes", default="1,2,3")
    parser.add_argument("--size", default="160x90")
    arguments = parser.parse_args()
    for number in arguments.scenes.split(","):
        prompt = SCENES[int(number) - 1]
        found = measure(prompt, arguments.size)
        worst = max((abs(ms) for ms in found.late_ms), default=float("nan"))
        print(f"{prompt[:52]:<52} {len(found.late_ms):>3} heard, {found.missed} missed, "
              f"median {found.median_ms:.1f} ms, worst {worst:.1f} ms")  # fmt: skip


def measure(prompt: str, size: str) -> Agreement:
    """Make the clip, keep its contacts, and listen."""
    with tempfile.TemporaryDirectory(prefix="fantascope-") as folder:
        out, keep = Path(folder) / "clip.mp4", Path(folder) / "kept"
        clip = generate(checked(prompt=prompt, out=out, keep=keep, size=size), silent).clip
        contacts = json.loads((keep / "contacts.json").read_text())
        rise = rise_db(read_audio(out))
    times = clear_impacts([(c["time_s"], c["speed_ms"]) for c in contacts], clip.duration_s)
    heard = [onset_near(rise, time_s) for time_s in times]
    late = [1e3 * (onset - time_s) for time_s, onset in zip(times, heard, strict=True) if onset is not None]
    return Agreement(tuple(late), heard.count(None))


def clear_impacts(contacts: list[tuple[float, float]], duration_s: float) -> list[float]:
    """Times of the contacts (time_s, speed_ms) that are firm, alone, and not at the ends of the clip."""
    times = sorted(time_s for time_s, speed_ms in contacts if speed_ms > FIRM_MS / 5)
    firm = [time_s for time_s, speed_ms in contacts if speed_ms > FIRM_MS and 0.1 < time_s < duration_s - 0.2]
    return [t for t in firm if sum(abs(t - other) < ALONE_S for other in times) == 1]


if __name__ == "__main__":
    main()
