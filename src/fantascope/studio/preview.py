"""One frame of a screenplay at once, to see what a change does: staged and drawn small, here and now.

Knows nothing of HTTP. One preview is made at a time, the rest wait a little or are sent away; staged films are kept for
the next look at them. Only for documents of the world engine.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from ..engines.world.screenplay.schema import Screenplay
from ..kernel.errors import InvalidInput, OverLimit

if TYPE_CHECKING:
    from ..engines.world.film import Film

LARGEST_PX = 480
LONGEST_S = 120.0
_FPS = 12
_KEPT = 6
_PATIENCE_S = 8.0
_MOST_WAITING = 4


class Previews:
    """Made once a process; safe to share between threads."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._films: OrderedDict[str, Film] = OrderedDict()

    def frame(self, screenplay: Screenplay, *, width: int, height: int, time_s: float) -> bytes:
        """The picture at `time_s` as WebP, `width` × `height` pixels.

        Errors: InvalidInput("bad_size" | "bad_seconds"), OverLimit("preview_busy").
        """
        if not (64 <= width <= LARGEST_PX and 64 <= height <= 2 * LARGEST_PX and width % 2 == height % 2 == 0):
            message = f"a preview is 64 to {LARGEST_PX} pixels wide, in even numbers"
            raise InvalidInput("bad_size", message, field="width")
        if sum(shot.duration_s for shot in screenplay.shots) > LONGEST_S:
            raise InvalidInput("bad_seconds", f"{LONGEST_S:g} seconds are the most", field="screenplay")
        busy = OverLimit("preview_busy", "too many previews are being drawn", retry_after_s=2.0)
        if not self._waiting.acquire(blocking=False):
            raise busy
        try:
            if not self._one.acquire(timeout=_PATIENCE_S):
                raise busy
            try:
                return _drawn(self._film(screenplay, width, height), time_s)
            finally:
                self._one.release()
        finally:
            self._waiting.release()

    def _film(self, screenplay: Screenplay, width: int, height: int) -> Film:
        from ..engines.world.language.bounds import bounded
        from ..engines.world.produce import produce

        key = hashlib.sha256(f"{width}x{height}\n{screenplay.model_dump_json()}".encode()).hexdigest()
        film = self._films.pop(key, None)
        if film is None:
            shots = tuple(bounded(shot)[0] for shot in screenplay.shots)
            # The first picture and captured characters are not at hand here: the stage stands in for them.
            plain = screenplay.model_copy(update={"shots": shots, "opening": None})
            film = produce(plain, width=width, height=height, fps=_FPS)
        self._films[key] = film
        while len(self._films) > _KEPT:
            self._films.popitem(last=False)
        return film


def _drawn(film: Film, time_s: float) -> bytes:
    from PIL import Image

    from ..engines.world.picture.renderer import Renderer

    index = min(max(int(time_s * film.fps), 0), film.frames - 1)
    for take in film.takes:
        if index < take.frames:
            break
        index -= take.frames
    picture = Renderer(take.drawables, film.width, film.height, look=film.look).render(take.frame(index), rgb=True)
    out = io.BytesIO()
    assert picture.rgb is not None
    Image.fromarray(picture.rgb).save(out, "WEBP", quality=80)
    return out.getvalue()
