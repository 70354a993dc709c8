"""Fitting a mark to one frame, and whether it lives through a harsh encoding of it.

Knows nothing of strengths. The encoding is of one intra frame at the constant rate factor 35, the harshest that must
be borne; about 20 ms."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from .code import agreement, encode
from .lattice import C64, analysed, bits_of, data_of, dimensions, lattice, pattern_spectrum, trust
from .luma import residual
from .types import Payload

U8 = NDArray[np.uint8]

_LEAN = 0.3
_BOUNDS = (0.3, 2.0)
_CRF = 35
_ENOUGH = 0.84
"""Agreement at which all but a few words in a thousand are decoded, with a margin for what later frames lose."""


def survives(y: U8, key: bytes, payload: Payload) -> bool:
    """Whether the mark of `payload` in the plane `y` is well readable after encoding it harshly."""
    spectrum = analysed(residual(harshly_encoded(y)), 1.0, 1.0)
    return agreement(bits_of(lattice(key), spectrum, trust(spectrum)), encode(payload)) >= _ENOUGH


def fitted(before: U8, after: U8, key: bytes, payload: Payload) -> C64:
    """The spectrum of the pattern that leans against the picture where the picture speaks against it (and less where it
    speaks for it), given a frame `before` and `after` the plain pattern was added.

    Improved spread spectrum (Malvar and Florêncio 2003), the correction bounded for each dimension.
    """
    places = lattice(key)
    own = analysed(residual(before), 1.0, 1.0)
    added = analysed(residual(after), 1.0, 1.0) - own
    want = dimensions(places, encode(payload))
    tilt = np.repeat(places.tilt[places.data_u, places.data_v], 2)
    response = max(float(np.mean(data_of(places, added) * want / tilt)), 1e-6)
    data = np.clip(1 - _LEAN * data_of(places, own) * want / (response * tilt), *_BOUNDS)
    steady = own[places.sync_u, places.sync_v] * places.sync_turn.conj()
    steady /= response * np.sqrt(2) * places.tilt[places.sync_u, places.sync_v]
    sync = np.clip(1 - _LEAN * steady.real, *_BOUNDS) - 1j * np.clip(_LEAN * steady.imag, -0.7, 0.7)
    return pattern_spectrum(places, encode(payload), data.astype(np.float32), sync.astype(np.complex64))


def harshly_encoded(y: U8) -> U8:
    """The plane as H.264 gives it back from one intra frame."""
    height, width = y.shape
    frame = VideoFrame.from_ndarray(np.concatenate([y.reshape(-1), np.full(height * width // 2, 128, np.uint8)])
                                    .reshape(height * 3 // 2, width), format="yuv420p")  # fmt: skip
    coder = av.CodecContext.create("libx264", "w")
    assert isinstance(coder, VideoCodecContext)
    coder.width, coder.height, coder.pix_fmt = width, height, "yuv420p"
    coder.framerate, coder.thread_count = Fraction(24), 1
    coder.options = {"crf": str(_CRF), "preset": "veryfast", "tune": "zerolatency"}
    reader = av.CodecContext.create("h264", "r")
    assert isinstance(reader, VideoCodecContext)
    reader.thread_count = 1
    frame.pts = 0
    pictures = [
        picture
        for packet in [*coder.encode(frame), *coder.encode(None), None]
        for picture in reader.decode(packet)
    ]  # fmt: skip
    return np.asarray(pictures[0].to_ndarray()[:height, :width], np.uint8)
