"""From a screenplay to a film: sets built, cast placed, lines spoken, the plan performed, the camera laid.

Knows nothing of files, codecs or processes. Pure: same screenplay and size, same film. Shots that continue the one
before make one take with it, and leave its frames as they are without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...kernel.progress import Progress, silent, within
from .film import Film
from .parts import Growing, begin, finished, go_on
from .scoring import score_of
from .screenplay.schema import Screenplay

if TYPE_CHECKING:
    from .bodies.captured import Captured


def produce(
    screenplay: Screenplay,
    *,
    width: int,
    height: int,
    fps: int,
    captured: Mapping[str, Captured] = MappingProxyType({}),
    progress: Progress = silent,
) -> Film:
    """Stage, simulate and light every shot.

    Args:
        width, height: pixels of the picture (its shape decides the framing).
        fps: frames a second of the finished clip.
        captured: characters taken from clips, by the id of their role's concept ("character:<id>").

    Raises:
        Cancelled: when `progress` asks to stop.
    """
    takes: list[Growing] = []
    start = 0
    for k, shot in enumerate(screenplay.shots):
        step = within(progress, "stage", k / len(screenplay.shots), (k + 1) / len(screenplay.shots))
        if shot.continues and takes:
            go_on(takes[-1], shot, k, step)
        else:
            takes.append(begin(screenplay, shot, k, start, width / height, fps, captured, step))
        start = sum(t.frames for t in takes)
        step(1.0)
    done = [finished(t) for t in takes]
    return Film(
        width,
        height,
        fps,
        screenplay.look,
        tuple(staged for staged, _, _ in done),
        tuple(staged.names() for staged, _, _ in done),
        score_of(screenplay, [heard for _, heard, _ in done], fps),
        tuple(x for t in takes for x in t.contacts),
        tuple(x for _, _, captions in done for x in captions),
        tuple(x for t in takes for x in t.stand_ins),
        tuple(x for t in takes for x in t.unstaged),
    )
