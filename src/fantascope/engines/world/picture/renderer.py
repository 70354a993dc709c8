"""The renderer: stock is handed over once, then one frame state at a time becomes a picture.

Knows nothing of screenplays, bodies or encoding. One renderer works on one thread; the same input gives the same bytes
on one machine. Frames are rendered in parallel by processes, each with its own renderer.
"""

from __future__ import annotations

import ctypes as ct
import weakref
from collections.abc import Sequence

import numpy as np

from ....kernel.errors import EngineFailure, InvalidInput
from . import native, pack
from .types import Drawable, Frame, Look, Picture, Quality

FINISHED = Quality()


class Renderer:
    """Draws frames of a fixed stock of drawables at a fixed size."""

    def __init__(
        self,
        drawables: Sequence[Drawable],
        width: int,
        height: int,
        *,
        look: Look = "toy",
        quality: Quality = FINISHED,
        portable: bool = False,
    ) -> None:
        """
        Args:
            width, height: of the picture in pixels, even, at least 16.
            portable: use the build for any processor even where a faster one runs (for tests).

        Raises:
            InvalidInput: a size or mesh that cannot be drawn. Unavailable: the native library is missing.
        """
        if width < 16 or height < 16 or width % 2 or height % 2 or width > 8192 or height > 8192:
            raise InvalidInput("bad_size", f"the picture's sides must be even, from 16 to 8192: {width}×{height}")
        self.width, self.height, self._count, self._portable = width, height, len(drawables), int(portable)
        self._library = native.library()
        stock, keep = pack.stock(drawables, width, height, look, quality)
        handle = self._library.fs_create(ct.byref(stock), self._portable)
        del keep
        if not handle:
            raise EngineFailure("renderer_memory", "the renderer could not get the memory it needs")
        self._handle: int = handle
        self._finalizer = weakref.finalize(self, self._library.fs_destroy, handle, self._portable)

    def render(self, frame: Frame, *, rgb: bool = False, depth: bool = False, things: bool = False) -> Picture:
        """One picture of `frame`. Depth (metres along the view axis) and things are those of opaque surfaces and water
        at pixel centres, free of blur.

        Raises:
            InvalidInput: the frame does not fit the stock. EngineFailure: out of memory.
        """
        state, keep = pack.frame(frame, self._count)
        out, y, u, v = pack.empty_picture(self.width, self.height)
        colours = np.empty((self.height, self.width, 3), np.uint8) if rgb else None
        metres = np.empty((self.height, self.width), np.float32) if depth else None
        ids = np.empty((self.height, self.width), np.int32) if things else None
        if colours is not None:
            out.rgb = pack.octets(colours)
        if metres is not None:
            out.depth = metres.ctypes.data_as(native.pf)
        if ids is not None:
            out.things = ids.ctypes.data_as(native.pi)
        failed = self._library.fs_render(self._handle, self._portable, ct.byref(state), ct.byref(out))
        del keep
        if failed:
            raise EngineFailure("renderer_memory", "the renderer could not get the memory it needs")
        return Picture(y, u, v, colours, metres, ids)

    def timings(self) -> dict[str, float]:
        """CPU milliseconds of the last frame by stage; also the counts `triangles` drawn and `edge_pixels`."""
        out = (ct.c_double * (len(native.STAGES) + 2))()
        self._library.fs_timings(self._handle, self._portable, out)
        stages = {name: out[k] * 1e3 for k, name in enumerate(native.STAGES)}
        return {**stages, "triangles": out[len(native.STAGES)], "edge_pixels": out[len(native.STAGES) + 1]}
