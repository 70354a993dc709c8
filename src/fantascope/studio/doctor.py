"""What works on this machine: each part of the way from prompt to clip is tried for real, in a small way.

Knows nothing of terminals. A check never raises; it says what it found.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its stable name, whether it went well, and a few words of detail."""

    name: str
    ok: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """Run every check, in the order in which a clip needs them."""
    return tuple(_tried(name, check) for name, check in _CHECKS.items())


def _tried(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except Exception as error:
        # Any defect of a part is what this check is there to report.
        return Finding(name, False, f"{type(error).__name__}: {error}".splitlines()[0])


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores"


def _language() -> str:
    from ..engines.world.language import read

    _, understood = read("A red ball bounces on the grass", seconds=2.0)
    return f"reads English and French ({len(understood.understood)} words of a trial prompt understood)"


def _art() -> str:
    from ..engines.world.bodies.art import names

    count = len(names())
    if count == 0:
        raise LookupError("the art pack is empty: run make setup")
    return f"{count} things in the art pack"


def _physics() -> str:
    import rapier3d  # noqa: F401  (importing it loads its native part)

    return "rapier3d"


def _renderer() -> str:
    import numpy as np

    from ..engines.world.picture.renderer import Renderer
    from ..engines.world.picture.types import Camera, Frame, Sky

    camera = Camera((0.0, -5.0, 1.0), (1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0), 0.7)
    nothing = np.zeros((0, 3, 4), np.float32)
    frame = Frame(0.0, camera, camera, Sky(), nothing, nothing, np.zeros(0, np.bool_))
    picture = Renderer((), 64, 64).render(frame)
    return f"draws (a trial sky has mean brightness {picture.y.mean():.0f})"


def _speech() -> str:
    from ..engines.world.speech import default_speaker
    from ..engines.world.speech.types import Voice

    speak = default_speaker()
    heard = (speak("Hello.", "en", Voice()), speak("Bonjour.", "fr", Voice()))
    return f"English and French ({sum(speech.duration_s for speech in heard):.1f} s spoken)"


def _codecs() -> str:
    import numpy as np

    from ..media.encode import SegmentEncoder
    from ..media.join import join

    with tempfile.TemporaryDirectory(prefix="fantascope-") as name:
        folder = Path(name)
        with SegmentEncoder(folder / "a.mp4", 64, 64, 24) as encoder:
            encoder.add(np.zeros((64, 64), np.uint8), *(np.full((32, 32), 128, np.uint8) for _ in "uv"))
        join([folder / "a.mp4"], np.zeros((2000, 2), np.float32), folder / "b.mp4", fps=24)
    return "H.264 and AAC in MP4"


def _disk() -> str:
    here, work = (shutil.disk_usage(path).free // 1_000_000 for path in (Path.cwd(), Path(tempfile.gettempdir())))
    if min(here, work) < 200:
        raise OSError(f"{here} MB free here, {work} MB free for temporary files")
    return f"{here} MB free here, {work} MB free for temporary files"


_CHECKS: dict[str, Callable[[], str]] = {
    "machine": _machine,
    "language": _language,
    "art": _art,
    "physics": _physics,
    "renderer": _renderer,
    "speech": _speech,
    "codecs": _codecs,
    "disk": _disk,
}
