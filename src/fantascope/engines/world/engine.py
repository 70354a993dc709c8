"""The world engine from end to end: Screenplay → Clip.

Knows nothing of prompts or terminals. While worker processes draw, this one mixes the sound. The clip appears under its
name complete or not at all, and nothing else is left behind.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...kernel.clip import Clip
from ...kernel.errors import InvalidInput
from ...kernel.progress import Progress, silent, within
from ...kernel.stopwatch import Stopwatch
from ...media.disk import check_room, disk_errors, whole_file
from ...media.intake import read_picture
from ...media.join import SAMPLE_RATE, join
from .film import Film
from .keep import write_kept
from .picture.types import Quality
from .prefix import frames_of, going_on
from .produce import produce
from .screenplay.schema import Screenplay
from .shoot import CRF, Crew, Footage
from .shoot_job import Job
from .sound import mix

if TYPE_CHECKING:
    from ...provenance.marking import Marking
    from .bodies.captured import Captured
    from .opening import Beginning

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
    opening: Path | None = None,
    prefix: Path | None = None,
    sound: bool = True,
    captured: Mapping[str, Captured] = MappingProxyType({}),
    marking: Marking | None = None,
    seal: Callable[[Path, Path], None] | None = None,
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
        opening: the picture file of `screenplay.opening`, exactly width x height.
        prefix: the finished clip of the screenplay's first shots, of this size and rate: its pictures are copied, only
            the frames after them are drawn, and the sound is mixed over all.
        captured: the characters of roles whose concept is "character:<id>", by id.
        marking: what is put into every new frame and into the sound before they are encoded.
        seal: writes the finished clip, its first argument, to its second, as it shall be given out.
        sound: whether the clip is heard; False = it has no sound track.
        depth, things: also keep a depth or segmentation picture of every frame drawn (needs `keep`).
        progress: told of the stages of `produce`, then "draw" and "mix" side by side, then "join"; may raise to stop.
        workers: drawing processes; None = one a core.

    Errors: InvalidInput from staging, InvalidInput("opening_missing" | "opening_mismatch" | "opening_size") and what
    `media.intake.read_picture` raises; Unavailable("disk_full" | "output_unwritable"); EngineFailure,
    with the code "prefix_unfit" where the prefix is not what it should be.
    """
    picture = _opening_picture(screenplay, opening, width, height)
    first = 0 if prefix is None else frames_of(prefix, screenplay, width=width, height=height, fps=fps)
    seconds = sum(shot.duration_s for shot in screenplay.shots)
    _check_disks(out, keep, seconds, width * height, fps, depth + things)
    watch = Stopwatch(progress)
    cpu_start = time.process_time()
    with tempfile.TemporaryDirectory(prefix="fantascope-") as name, Crew(workers) as crew:
        folder = Path(name)
        kept = folder / "kept"
        film = produce(screenplay, width=width, height=height, fps=fps, captured=captured, progress=watch)
        if picture is not None:
            film = replace(film, finish=_begun(film, picture))
        cpu_produced = time.process_time()
        job = Job(
            film=film,
            folder=folder,
            quality=quality,
            crf=CRF,
            depth=_made(kept / "depth") if keep and depth else None,
            things=_made(kept / "segmentation") if keep and things else None,
            begin=first,
            marking=marking,
        )
        with watch.measure("draw"):
            crew.begin(job)

            def while_mixing(fraction: float) -> None:
                progress("mix", fraction)
                progress("draw", crew.pump())

            with watch.measure("mix"):
                audio = mix(film.score, while_mixing) if sound else None
                if audio is not None and marking is not None:
                    audio = marking.heard(audio, SAMPLE_RATE)
            cpu_mixed = time.process_time()
            progress("mix", 1.0)
            footage = crew.finish(within(progress, "draw", 0.0, 1.0))
        with watch.measure("join"), whole_file(out) as part:
            metadata = {"title": screenplay.title, "comment": MAKER}
            step = within(progress, "join", 0.0, 0.9)
            segments = footage.segments if prefix is None else going_on(prefix, footage.segments)
            whole = part if seal is None else folder / "whole.mp4"
            join(segments, audio, whole, fps=fps, metadata=metadata, on_step=step)
            if seal is not None:
                seal(whole, part)
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


def _opening_picture(screenplay: Screenplay, opening: Path | None, width: int, height: int) -> NDArray[np.uint8] | None:
    """The pixels of the picture the screenplay opens with, checked against it; None when it opens with none."""
    if screenplay.opening is None and opening is None:
        return None
    if opening is None:
        raise InvalidInput("opening_missing", "the clip opens with a picture, which is not given", field="opening")
    from .opening import fingerprint

    picture = read_picture(opening)
    if screenplay.opening is None or fingerprint(picture) != screenplay.opening.sha256:
        raise InvalidInput("opening_mismatch", "the picture is not the one the screenplay opens with", field="opening")
    if picture.shape[:2] != (height, width):
        found = f"{picture.shape[1]}x{picture.shape[0]}"
        message = f"the picture is {found}, the clip {width}x{height}: they must be equal"
        raise InvalidInput("opening_size", message, field="opening")
    return picture


def _begun(film: Film, picture: NDArray[np.uint8]) -> Beginning:
    from .opening import begin, study

    first = film.takes[0]
    return begin(
        picture,
        study(picture),
        [(take.drawables, take.frame(0)) for take in film.takes],
        [first.frame(i).camera for i in range(min(first.frames, film.fps * 2))],
        look=film.look,
        fps=film.fps,
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
