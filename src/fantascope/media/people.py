"""Whether a picture shows a person, by the detectors that come with OpenCV: faces from the front and from the side
(boosted Haar cascades, Viola and Jones 2001) and upright figures (HOG, Dalal and Triggs 2005).

Knows nothing of who it is. It prefers a false alarm to a miss; a picture is looked at in several sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
Kind = Literal["face", "profile", "figure"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something taken for a person: box (left, top, right, bottom) as shares of the picture; `weight` is the detector's
    own measure, only to be compared within a kind."""

    kind: Kind
    box: tuple[float, float, float, float]
    weight: float


LEAST = {"face": 2.0, "profile": 1.0, "figure": 1.4}
"""Weights below these are chance."""
SIDE = 480


def people(picture: U8) -> tuple[Sighting, ...]:
    """Every sighting in an RGB picture (h, w, 3)."""
    cv2.setNumThreads(1)
    h, w = picture.shape[:2]
    scale = min(SIDE / max(h, w), 1.0)
    size = (max(round(w * scale), 64), max(round(h * scale), 64))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    even = np.asarray(cv2.equalizeHist(grey), dtype=np.uint8)
    found = [
        *_faces("face", "haarcascade_frontalface_alt2.xml", even, mirrored=False),
        *_faces("face", "haarcascade_frontalface_default.xml", even, mirrored=False),
        *_faces("profile", "haarcascade_profileface.xml", even, mirrored=False),
        *_faces("profile", "haarcascade_profileface.xml", even, mirrored=True),
        *_figures(np.asarray(grey, dtype=np.uint8)),
    ]
    return tuple(s for s in found if s.weight >= LEAST[s.kind])


def _faces(kind: Kind, model: str, grey: U8, *, mirrored: bool) -> list[Sighting]:
    image = np.ascontiguousarray(grey[:, ::-1]) if mirrored else grey
    least = max(min(grey.shape) // 14, 20)
    boxes, _, weights = _cascade(model).detectMultiScale3(
        image, scaleFactor=1.1, minNeighbors=4, minSize=(least, least), outputRejectLevels=True
    )
    return [_sighting(kind, box, weight, grey, mirrored) for box, weight in zip(boxes, np.ravel(weights), strict=True)]


def _figures(grey: U8) -> list[Sighting]:
    boxes, weights = _hog().detectMultiScale(grey, winStride=(8, 8), padding=(16, 16), scale=1.08)
    return [_sighting("figure", box, w, grey, False) for box, w in zip(boxes, np.ravel(weights), strict=True)]


def _sighting(kind: Kind, box: Sequence[int], weight: float, grey: U8, mirrored: bool) -> Sighting:
    h, w = grey.shape
    left, top, width, height = (int(v) for v in box)
    if mirrored:
        left = w - left - width
    return Sighting(kind, (left / w, top / h, (left + width) / w, (top + height) / h), float(weight))


@cache
def _cascade(model: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / model))


@cache
def _hog() -> cv2.HOGDescriptor:
    hog = cv2.HOGDescriptor()
    hog.setSVMDetector(np.asarray(cv2.HOGDescriptor.getDefaultPeopleDetector(), dtype=np.float32))
    return hog
