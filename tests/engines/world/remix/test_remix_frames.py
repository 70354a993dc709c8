"""A remix in pictures: what the instruction does not speak of is drawn the same, to the pixel."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.ndimage import binary_dilation

from fantascope.engines.world.language import read, revise
from fantascope.engines.world.picture.renderer import Renderer
from fantascope.engines.world.picture.types import Picture, Quality
from fantascope.engines.world.produce import produce
from fantascope.engines.world.screenplay.schema import Screenplay
from fantascope.engines.world.take import StagedTake

WIDTH, HEIGHT = 256, 144
PLAIN = Quality(bloom=False, depth_of_field=False, motion_blur=False, occlusion=False)
"""Nothing that carries light of one pixel to another, but shadows and reflections."""
FRAMES = (0, 11, 23)


def play() -> Screenplay:
    return read("A dog chases a red ball in the park", seconds=1.0, seed=4)[0]


@cache
def drawn(instruction: str) -> tuple[tuple[Picture, ...], dict[int, str]]:
    """Pictures of the film after the instruction ("" = as it was), and the names of its things."""
    screenplay = revise(play(), instruction)[0] if instruction else play()
    film = produce(screenplay, width=WIDTH, height=HEIGHT, fps=24)
    take = film.takes[0]
    assert isinstance(take, StagedTake)
    renderer = Renderer(take.drawables, WIDTH, HEIGHT, look=film.look, quality=PLAIN)
    pictures = tuple(renderer.render(take.frame(i), rgb=True, depth=True, things=True) for i in FRAMES)
    return pictures, take.names()


def same_geometry(a: Picture, b: Picture) -> bool:
    assert a.depth is not None
    assert a.things is not None
    assert b.depth is not None
    assert b.things is not None
    return np.array_equal(a.depth, b.depth) and np.array_equal(a.things, b.things)


def test_another_colour_touches_the_ball_alone() -> None:
    before, names = drawn("")
    after, _ = drawn("change the ball's colour to blue")
    ball = next(i for i, name in names.items() if name == "ball")
    for a, b in zip(before, after, strict=True):
        assert same_geometry(a, b)
        assert a.rgb is not None
        assert b.rgb is not None
        mask = a.things == ball
        assert mask.sum() > 50
        apart = np.abs(a.rgb.astype(int) - b.rgb.astype(int)).max(axis=-1)
        assert np.mean(apart[mask] > 40) > 0.8
        assert np.all(b.rgb[mask][:, 2].astype(int).mean() > b.rgb[mask][:, 0].astype(int).mean() + 30)
        assert not apart[~binary_dilation(mask, iterations=2)].any()


def test_night_has_the_same_things_at_the_same_places() -> None:
    before, names = drawn("")
    after, others = drawn("make it night")
    assert names == others
    for a, b in zip(before, after, strict=True):
        assert same_geometry(a, b)
        assert a.rgb is not None
        assert b.rgb is not None
        assert b.rgb.mean() < 0.6 * a.rgb.mean()


def test_someone_else_in_the_same_place() -> None:
    before, names = drawn("")
    after, others = drawn("remplace le chien par un renard")
    assert names == others
    dog = next(i for i, name in names.items() if name == "dog")
    a, b = before[0].things, after[0].things
    assert a is not None
    assert b is not None
    where = [np.argwhere(x == dog).mean(axis=0) for x in (a, b)]
    assert np.linalg.norm(where[0] - where[1]) < 0.08 * WIDTH


def test_a_palette_moves_no_edge() -> None:
    before, _ = drawn("")
    after, _ = drawn("shift the colour palette to teal, sand and rust")
    for a, b in zip(before, after, strict=True):
        assert same_geometry(a, b)
        assert not np.array_equal(a.rgb, b.rgb)
