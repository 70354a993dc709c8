"""The world engine from end to end: Screenplay → Clip.

Knows nothing of prompts or terminals. While worker processes draw, this one mixes the sound. The clip appears under its
name complete or not at all, and nothing else is left behind.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from pathlib import Path

from ...kernel.clip import Clip
from ...kernel.progress import Progress, silent, within
from ...kernel.stopwatch import Stopwatch
from ...media.disk import check_room, disk_errors, whole_file
from ...media.join import join
from .film import Film
from .keep import write_kept
from .picture.types import Quality
from .produce import produce
from .screenplay.schema import Screenplay
from .shoot import CRF, Crew, Footage
from .shoot_job import Job
from .sound import mix

MAKER = "made by Fantascope world engine"
_BYTES_PER_PIXEL = 0.08
_BYTES_PER_SECOND = 40_000
_TRUTH_BYTES_PER_PIXEL = 1.5


def generate(
    screenplay: Screenplay,
    out: Path,
    *,
    width: int,
    height: int,
    fps: int,
    keep: Path | None = None,
    depth: bool = False,
    things: bool = False,
    progress: Progress = silent,
    workers: int | None = None,
    quality: Quality = Quality(),  # noqa: B008 (frozen)
) -> Clip:
    """Make the clip of `screenplay` at `out`, and in the folder `keep`, if given, what belongs to it.

    Args:
        width, height: even numbers of pixels.
        depth, things: also keep a depth or segmentation picture of every frame (needs `keep`).
        progress: told of the stages of `produce`, then "draw" and "mix" side by side, then "join"; may raise to stop.
        workers: drawing processes; None = one a core.

    Errors: InvalidInput from staging; Unavailable("disk_full" | "output_unwritable"); EngineFailure.
    """
    seconds = sum(shot.duration_s for shot in screenplay.shots)
    _check_disks(out, keep, seconds, width * height, fps, depth + things)
    watch = Stopwatch(progress)
    cpu_start = time.process_time()
    with tempfile.TemporaryDirectory(prefix="fantascope-") as name, Crew(workers) as crew:
        folder = Path(name)
        kept = folder / "kept"
        film = produce(screenplay, width=width, height=height, fps=fps, progress=watch)
        cpu_produced = time.process_time()
        job = Job(
            film=film,
            folder=folder,
            quality=quality,
            crf=CRF,
            depth=_made(kept / "depth") if keep and depth else None,
            things=_made(kept / "segmentation") if keep and things else None,
        )
        with watch.measure("draw"):
            crew.begin(job)

            def while_mixing(fraction: float) -> None:
                progress("mix", fraction)
                progress("draw", crew.pump())

            with watch.measure("mix"):
                audio = mix(film.score, while_mixing)
            cpu_mixed = time.process_time()
            progress("mix", 1.0)
            footage = crew.finish(within(progress, "draw", 0.0, 1.0))
        with watch.measure("join"), whole_file(out) as part:
            metadata = {"title": screenplay.title, "comment": MAKER}
            step = within(progress, "join", 0.0, 0.9)
            join(footage.segments, audio, part, fps=fps, metadata=metadata, on_step=step)
            if keep is not None:
                write_kept(_made(kept), screenplay, film, part)
                _move(kept, keep)
        progress("join", 1.0)
    cpu_s = {"produce": cpu_produced - cpu_start, "mix": cpu_mixed - cpu_produced} | footage.cpu_s
    return _clip(screenplay, film, footage, out, keep, watch.seconds, cpu_s)


def _clip(
    screenplay: Screenplay,
    film: Film,
    footage: Footage,
    out: Path,
    keep: Path | None,
    stages_s: dict[str, float],
    cpu_s: dict[str, float],
) -> Clip:
    own_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    return Clip(
        path=out,
        width=film.width,
        height=film.height,
        fps=film.fps,
        frames=film.frames,
        seed=screenplay.seed,
        look=screenplay.look,
        title=screenplay.title,
        size_bytes=out.stat().st_size,
        contacts=len(film.contacts),
        captions=len(film.captions),
        approximated=film.approximated,
        unstaged=film.unstaged,
        kept=tuple(sorted(keep.iterdir())) if keep else (),
        stages_s=stages_s,
        cpu_s=cpu_s,
        peak_memory_mb=own_mb + footage.peak_memory_mb,
    )


def _check_disks(out: Path, keep: Path | None, seconds: float, pixels: int, fps: int, truths: int) -> None:
    """Refuse at once when the disks can hardly hold the work."""
    clip = int(seconds * (fps * pixels * _BYTES_PER_PIXEL + _BYTES_PER_SECOND))
    truth = int(seconds * fps * pixels * _TRUTH_BYTES_PER_PIXEL) * truths
    check_room(out.parent, clip)
    check_room(Path(tempfile.gettempdir()), clip + truth)
    if keep is not None and keep.parent.is_dir():
        check_room(keep.parent, clip + truth)


def _made(folder: Path) -> Path:
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _move(source: Path, target: Path) -> None:
    """Move what is in `source` into `target`, replacing what has the same name."""
    _made(target)
    with disk_errors(target):
        for item in sorted(source.iterdir()):
            old = target / item.name
            if old.is_dir():
                shutil.rmtree(old)
            shutil.move(str(item), str(old))
