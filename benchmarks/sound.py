"""What the mix costs: CPU seconds for ten-second scores of several sorts, with their loudness and true peak.

Run: python benchmarks/sound.py. Goal: 2.5 CPU seconds or less each, −14 LUFS ± 1, −1 dBTP or less.
"""

from __future__ import annotations

import time

import numpy as np

from fantascope.engines.world.motion.types import Contact, SoundCue
from fantascope.engines.world.sound import mix
from fantascope.engines.world.sound.master import loudness, true_peaks
from fantascope.engines.world.sound.types import Bed, Line, Score, Space
from fantascope.engines.world.speech import speak, voice_for

LENGTH_S = 10.0


def scores() -> dict[str, Score]:
    times = np.linspace(0, LENGTH_S, 301)
    ears = np.tile([0.0, -6.0, 1.5], (301, 1))
    right = np.tile([1.0, 0.0, 0.0], (301, 1))

    def made(space: Space = "open", **parts: object) -> Score:
        return Score(LENGTH_S, times, ears, right, space=space, **parts)  # type: ignore[arg-type]

    def clack(k: int) -> Contact:
        at = (0.2 * k - 2, 0.0, 0.1)
        return Contact(1 + 0.18 * k, f"d{k}", f"d{k + 1}", at, 0.01, 0.6, 0.0, "wood", "wood", 0.02, 0.1)

    steps = tuple(
        SoundCue(0.5 + 0.5 * k, "footstep", (0.4 * k - 3, 0.0, 0.0), material="snow", size_m=1.7) for k in range(18)
    )
    passing = tuple((5.0 * k - 20, 3.0, 0.0) for k in range(9))
    car = SoundCue(0.0, "engine", passing[0], name="car", duration_s=9.0, curve=(0.4, 0.6, 0.8), path=passing)
    line = Line(1.0, speak("Hello there, little fox.", "en", voice_for(kind="woman")), np.zeros((0, 3)))
    return {
        "dominoes": made("room", contacts=tuple(clack(k) for k in range(20)), beds=(Bed("room"),), mood="playful"),
        "walk": made("forest", cues=steps, beds=(Bed("birds"), Bed("wind", 0.6)), mood="calm"),
        "storm": made(
            beds=(Bed("storm"), Bed("sea")), cues=(SoundCue(2.0, "thunder", (5.0, 30.0, 10.0)),), mood="epic"
        ),
        "street": made("street", beds=(Bed("traffic"), Bed("crowd")), cues=(car,), lines=(line,)),
        "stadium": made("hall", beds=(Bed("stadium"),), contacts=tuple(clack(k) for k in range(40)), mood="joyful"),
    }


def main() -> None:
    print(f"{'score':10} {'CPU s':>6} {'LUFS':>7} {'dBTP':>6}")
    for name, score in scores().items():
        before = time.process_time()
        audio = mix(score).astype(np.float64)
        spent = time.process_time() - before
        peak_db = 20 * np.log10(max(float(true_peaks(audio).max()), 1e-9))
        print(f"{name:10} {spent:6.2f} {loudness(audio):7.2f} {peak_db:6.2f}")


if __name__ == "__main__":
    main()
