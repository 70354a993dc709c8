"""A film made by hand: boxes that slide past under a sky, in two takes, with a click of sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fantascope.engines.world.bodies.shapes import box
from fantascope.engines.world.bodies.types import Material
from fantascope.engines.world.film import Caption, Film, Take
from fantascope.engines.world.picture.types import Camera, Drawable, Frame, Sky
from fantascope.engines.world.sound.types import Score

CAMERA = Camera((0.0, -6.0, 1.5), (1.0, 0.0, 0.0, 0.0, 0.2, 0.98, 0.0, 0.98, -0.2), 0.7)


@dataclass(frozen=True)
class SlidingBoxes:
    """`frames` frames of three boxes moving to the right, the sooner the later `start` is."""

    frames: int
    start: float = 0.0

    @property
    def drawables(self) -> Sequence[Drawable]:
        colours = ((0.9, 0.2, 0.2), (0.2, 0.8, 0.3), (0.2, 0.3, 0.9))
        return [Drawable(box((0.8, 0.8, 0.8)), Material(colour=c), thing=i + 1) for i, c in enumerate(colours)]

    def frame(self, index: int) -> Frame:
        here, before = self._matrices(index), self._matrices(index - 0.5)
        return Frame(index / 24, CAMERA, CAMERA, Sky(), here, before, np.ones(3, np.bool_), seed=index)

    def _matrices(self, at: float) -> np.ndarray:
        matrices = np.tile(np.eye(3, 4, dtype=np.float32), (3, 1, 1))
        matrices[:, 0, 3] = [-2.0 + self.start + 0.03 * at, 0.0, 2.0 - 0.02 * at]
        return matrices


class FailingTake(SlidingBoxes):
    """A take that cannot be drawn from its fifth frame on."""

    def frame(self, index: int) -> Frame:
        if index >= 5:
            raise ArithmeticError("the box is nowhere")
        return super().frame(index)


def toy_film(*takes: Take, width: int = 160, height: int = 90) -> Film:
    """A film of the given takes, by default of two with 30 and 20 frames."""
    takes = takes or (SlidingBoxes(30), SlidingBoxes(20, start=1.0))
    seconds = sum(take.frames for take in takes) / 24
    times = np.linspace(0.0, seconds, 8)
    score = Score(seconds, times, np.zeros((8, 3)), np.tile([1.0, 0.0, 0.0], (8, 1)))
    names = tuple({1: "red", 2: "green", 3: "blue"} for _ in takes)
    captions = (Caption(0.2, 0.9, "Hello", "red"),)
    return Film(width, height, 24, "toy", takes, names, score, (), captions)
