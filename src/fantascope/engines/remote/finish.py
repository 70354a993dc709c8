"""From the file that came to the file that was ordered: pictures fitted, sound chosen, both joined.

Knows nothing of servers. What always holds: size, rate, number of frames and length of sound are those of the order.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.disk import whole_file
from ...media.join import SAMPLE_RATE, join
from ..port import Draft, Materials, Order
from .fit import Fitted, fit
from .options import Options
from .sound import F32, levelled, of_length, own_sound, sound_of_words
from .told import Told

if TYPE_CHECKING:
    from ...provenance.marking import Marking


class Finish:
    """From the file that came to the file that was ordered."""

    def __init__(
        self,
        order: Order,
        draft: Draft,
        materials: Materials,
        options: Options,
        told: Told,
        marking: Marking | None = None,
    ) -> None:
        self._order = order
        self._draft = draft
        self._materials = materials
        self._options = options
        self._told = told
        self._marking = marking

    def write(self, clip: Path, out: Path) -> tuple[str, dict[str, Any]]:
        """Write `out`; the captions, and what there is to report."""
        order, told = self._order, self._told
        frames = max(round(self._draft.seconds * order.fps), 1)
        audio, captions, heard = self._sound(clip, frames / order.fps)
        if self._marking is not None:
            audio = self._marking.heard(audio, SAMPLE_RATE)
        size = {"width": order.width, "height": order.height, "fps": order.fps, "frames": frames}
        segment = clip.with_name("picture.mp4")
        fitted = told.aside(
            "fit",
            lambda step: fit(clip, segment, on_step=lambda share: step(0.9 * share), marking=self._marking, **size),
        )
        with whole_file(out) as part:
            metadata = {"comment": f"made by {self._options.label}, finished by Fantascope"}
            told.aside(
                "fit",
                lambda step: join(
                    [fitted.segment],
                    audio,
                    part,
                    fps=order.fps,
                    metadata=metadata,
                    on_step=lambda share: step(0.9 + 0.1 * share),
                ),
            )
        return captions, {"sound": heard, "approximated": _differences(fitted, order, frames / order.fps)}

    def _sound(self, clip: Path, seconds: float) -> tuple[F32, str, str]:
        """The sound, its captions, and which it is: "own", "added" or "none"."""
        order, mode = self._order, self._options.sound
        samples = round(seconds * SAMPLE_RATE)
        if not order.sound or mode == "none":
            return np.zeros((samples, 2), np.float32), "", "none"
        own = own_sound(clip) if mode == "own" else None
        if own is not None:
            return self._told.aside("sound", lambda _: levelled(own, samples)), "", "own"
        audio, captions = self._told.aside("sound", lambda step: self._added(seconds, step))
        return audio, captions, "added"

    def _added(self, seconds: float, on_step: Callable[[float], None]) -> tuple[F32, str]:
        """Our own sound; an extension keeps its source's and goes on from there."""
        order = self._order
        source = self._materials.get("source") if order.kind == "extend" else None
        before_s = order.source_seconds if source is not None else 0.0
        new, captions = sound_of_words(
            order.prompt,
            seconds=seconds - before_s,
            seed=self._draft.seed or 0,
            width=order.width,
            height=order.height,
            fps=order.fps,
            on_step=on_step,
            starts_s=before_s,
        )
        if source is None:
            return new, captions
        samples = round(seconds * SAMPLE_RATE)
        old = own_sound(source)
        head = of_length(np.zeros((0, 2), np.float32) if old is None else old, samples - len(new))
        return np.concatenate([head, new]), captions


def _differences(fitted: Fitted, order: Order, seconds: float) -> list[list[str]]:
    """In what the clip that came was other than ordered, beyond cutting it to length."""
    found = []
    lost = 1.0 - min(fitted.width * order.height, fitted.height * order.width) / max(
        fitted.width * order.height, fitted.height * order.width
    )
    if lost > 0.02:
        found.append([f"{order.width}x{order.height}", f"the middle of {fitted.width}x{fitted.height}"])
    if fitted.seconds < seconds - 1.5 / order.fps:
        found.append([f"{seconds:g} seconds", f"{fitted.seconds:.2f} seconds, the last picture held"])
    return found
