"""The first second: the picture itself, held for a moment, pushed into with the camera, given over to the scene.

Knows nothing of screenplays or encoders: it is handed rendered frames as YUV planes and gives planes back, any frame in
any order. What always holds: frame 0 is the picture's own pixels, and after `OVER_S` seconds only the grade is left.

The way over: the picture is two layers, its subject before the rest. They grow as the camera moves, the nearer one
faster. The rest softens and dissolves first, the subject last, while the scene comes into focus behind: a rack focus
from the picture to the film. Lightness dissolves as light does (by squares), so that bright places linger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ....media.saliency import cut_out, whole
from ..picture.renderer import Renderer
from ..picture.types import Camera, Drawable, Frame, Look, Picture, Quality
from .grade import Grade, Planes, grade, tone
from .study import Study

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
OVER_S = 1.5
"""The picture is gone after this."""
HOLD_S = 0.12
STRONG, PART = 0.9, 0.45
"""Strength of the grade at the beginning, and in the end."""
EASE_S = 3.5
_PUSH = (0.045, 0.085)
"""How far the layers have grown at the end: the rest, the subject."""
_SOFT = 0.012
"""Blur at its strongest, as a share of the picture's height."""
_DRAFT = Quality(samples=1, shadow_size=512, depth_of_field=False, motion_blur=False, grain=0.0)
_COLOURLESS = {"noir", "sepia"}


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """`rest` and `subject` are Y, U, V at full size (h, w, 3), `cover` (h, w) the subject's opacity; `moves` (k, 2, 3)
    are scale, right and down of both layers at each frame of the way over; `grades` one a take."""

    exact: Planes
    rest: U8
    subject: U8
    cover: U8
    moves: F64
    grades: tuple[Grade, ...]
    fps: float

    def finished(self, index: int, take: int, picture: Picture) -> Picture:
        """Frame `index` of the film, belonging to `take`, as it is shown."""
        if index == 0:
            planes = self.exact
        else:
            planes = self.grades[take].applied((picture.y, picture.u, picture.v), _strength(index / self.fps))
            if index < len(self.moves):
                planes = self._dissolved(index, planes)
        return Picture(*planes, picture.rgb, picture.depth, picture.things)

    def _dissolved(self, index: int, scene: Planes) -> Planes:
        cv2.setNumThreads(1)
        h, w = self.cover.shape
        u = index / len(self.moves)
        hold = HOLD_S / OVER_S
        rest_share, subject_share = 1.0 - _smooth((u - hold) / 0.52), 1.0 - _smooth((u - 0.42) / 0.56)
        rest = _softened(_moved(self.rest, self.moves[index, 0]), _SOFT * h * _smooth((u - hold) / 0.45))
        subject = _moved(self.subject, self.moves[index, 1])
        cover = _moved(self.cover, self.moves[index, 1]).astype(np.float32) / 255.0
        subject = _softened(subject, _SOFT * h * _smooth((u - 0.6) / 0.5))
        blur = _SOFT * h * (1.0 - _smooth(u / 0.85))
        behind = tuple(_softened(p, blur * p.shape[0] / h) for p in scene)
        shown = rest_share * (1.0 - cover) + subject_share * cover
        picture = rest.astype(np.float32)
        picture += (subject.astype(np.float32) - picture) * cover[..., None]
        light = np.sqrt((1.0 - shown) * np.square(behind[0].astype(np.float32)) + shown * np.square(picture[..., 0]))
        small = (w // 2, h // 2)
        part = cv2.resize(shown, small, interpolation=cv2.INTER_AREA)
        colours = cv2.resize(picture[..., 1:], small, interpolation=cv2.INTER_AREA)
        mixed = [c + (colours[..., k] - c) * part for k, c in enumerate(p.astype(np.float32) for p in behind[1:])]
        return _bytes(light), _bytes(mixed[0]), _bytes(mixed[1])


def begin(
    picture: U8,
    study: Study,
    takes: Sequence[tuple[Sequence[Drawable], Frame]],
    cameras: Sequence[Camera],
    *,
    look: Look,
    fps: float,
) -> Beginning:
    """The finish of a film that opens with `picture` (h, w, 3) RGB.

    Args:
        takes: for each take its drawables and one frame that stands for it.
        cameras: the film's first cameras, one a frame.
    """
    yuv = _yuv(picture)
    exact = _planes(yuv)
    wanted = tone(exact)
    grades = []
    for drawables, frame in takes:
        small = _draft(drawables, frame, picture.shape[1] / picture.shape[0], look)
        grades.append(grade(tone(small), wanted, coloured=look not in _COLOURLESS))
    cover = _cover(picture, study)
    count = min(max(round(OVER_S * fps), 2), len(cameras))
    return Beginning(
        exact=exact,
        rest=_without(yuv, cover),
        subject=_bytes(yuv),
        cover=_bytes(cover * 255.0),
        moves=_moves(cameras[:count]),
        grades=tuple(grades),
        fps=fps,
    )


def _strength(t: float) -> float:
    return PART + (STRONG - PART) * (1.0 - _smooth(t / EASE_S))


def _smooth(x: float) -> float:
    c = min(max(x, 0.0), 1.0)
    return c * c * (3.0 - 2.0 * c)


def _bytes(values: NDArray[np.floating]) -> U8:
    return np.asarray(np.clip(np.rint(values), 0, 255), dtype=np.uint8)


def _yuv(picture: U8) -> F32:
    """Y, U, V (h, w, 3) of RGB: BT.709, limited range."""
    rgb = picture.astype(np.float32)
    y = rgb @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    u = (rgb[..., 2] - y) * (112.0 / 255.0 / (1 - 0.0722))
    v = (rgb[..., 0] - y) * (112.0 / 255.0 / (1 - 0.2126))
    return np.stack([16.0 + y * (219.0 / 255.0), 128.0 + u, 128.0 + v], axis=-1)


def _planes(yuv: F32) -> Planes:
    """4:2:0 planes, colour sited at the left of each pair as decoders expect."""
    wide = np.pad(yuv[..., 1:], ((0, 0), (1, 1), (0, 0)), mode="edge")
    left = 0.25 * wide[:, 0:-2:2] + 0.5 * wide[:, 1:-1:2] + 0.25 * wide[:, 2::2]
    colour = _bytes((left[0::2] + left[1::2]) / 2)
    return _bytes(yuv[..., 0]), np.ascontiguousarray(colour[..., 0]), np.ascontiguousarray(colour[..., 1])


def _draft(drawables: Sequence[Drawable], frame: Frame, aspect: float, look: Look) -> Planes:
    """A small, quick picture of a frame, for its colours."""
    width = 320 if aspect >= 1 else round(320 * aspect / 2) * 2
    height = max(round(width / aspect / 2) * 2, 16)
    drawn = Renderer(drawables, width, height, look=look, quality=_DRAFT).render(frame)
    return drawn.y, drawn.u, drawn.v


def _cover(picture: U8, study: Study) -> F32:
    """Opacity (h, w) of the subject's layer: its outline, soft; nothing when there is no clear subject."""
    h, w = picture.shape[:2]
    if study.subject is None:
        return np.zeros((h, w), dtype=np.float32)
    cut = whole(cut_out(picture, study.salient), study.subject, study.salient).astype(np.float32)
    soft = cv2.GaussianBlur(cut, (0, 0), 0.006 * cut.shape[1])
    return np.asarray(cv2.resize(soft, (w, h), interpolation=cv2.INTER_CUBIC), dtype=np.float32).clip(0.0, 1.0)


def _without(yuv: F32, cover: F32) -> U8:
    """The picture with its subject's place filled from round about, coarse to fine (pull and push)."""
    if not cover.any():
        return _bytes(yuv)
    h, w = cover.shape
    out = yuv
    known = 1.0 - np.clip(cv2.dilate(cover, np.ones((5, 5), np.uint8)) * 1.4, 0.0, 1.0)
    filled: F32 | None = None
    for sigma in (0.16, 0.06, 0.025):
        small = (max(w // 8, 8), max(h // 8, 8))
        weight = cv2.resize(known, small, interpolation=cv2.INTER_AREA)
        mass = cv2.GaussianBlur(weight, (0, 0), sigma * small[0])
        spread = cv2.GaussianBlur(
            cv2.resize(yuv * known[..., None], small, interpolation=cv2.INTER_AREA), (0, 0), sigma * small[0]
        )
        here = spread / np.maximum(mass, 1e-4)[..., None]
        trust = np.clip(mass * 6.0 - 0.2, 0.0, 1.0)[..., None]
        filled = np.asarray(here if filled is None else filled + (here - filled) * trust, dtype=np.float32)
    assert filled is not None
    behind = cv2.resize(filled, (w, h), interpolation=cv2.INTER_CUBIC)
    out = yuv * known[..., None] + behind * (1.0 - known[..., None])
    return _bytes(out)


def _moves(cameras: Sequence[Camera]) -> F64:
    """Scale, right and down (shares of width and height) of both layers at each frame, begun at rest.

    Each layer is a plane before the first camera, the rest three times as far as the subject; it grows as it would by
    the camera's coming nearer, and by a push of its own, and shifts as it would, as far as it still fills the frame.
    """
    first = cameras[0]
    axes = np.asarray(first.rotation).reshape(3, 3)
    out = np.zeros((len(cameras), 2, 3))
    for k, camera in enumerate(cameras):
        u = k / len(cameras)
        turn = np.asarray(camera.rotation).reshape(3, 3)
        for layer, (push, far) in enumerate(zip(_PUSH, (3.0, 1.0), strict=True)):
            distance = far * max(first.focus_m, 0.2)
            point = np.asarray(first.position) + axes[2] * distance
            seen = turn @ (point - np.asarray(camera.position))
            near = 1.0
            shift = np.zeros(2)
            if seen[2] > 0.1 * distance:
                near = distance / seen[2] * np.tan(first.fov_y_rad / 2) / np.tan(camera.fov_y_rad / 2)
                shift = np.array([seen[0], -seen[1]]) / seen[2] / np.tan(camera.fov_y_rad / 2) / 2.0
            scale = float(np.clip(near, 1.0, 1.12)) + push * u * u
            room = (scale - 1.0) / 2.0
            out[k, layer] = scale, *np.clip(shift * _smooth(u), -room, room)
    return out


def _moved(layer: U8, move: F64) -> U8:
    """A layer grown about its middle and shifted."""
    h, w = layer.shape[:2]
    s, right, down = (float(v) for v in move)
    matrix = np.array([[s, 0.0, (1 - s) * w / 2 + right * w], [0.0, s, (1 - s) * h / 2 + down * h]])
    made = cv2.warpAffine(layer, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(made, dtype=np.uint8)


def _softened(layer: U8, sigma: float) -> U8:
    if sigma < 0.35:
        return layer
    return np.asarray(cv2.GaussianBlur(layer, (0, 0), sigma), dtype=np.uint8)
