"""Palettes and words of lighting on built sets."""

from __future__ import annotations

import numpy as np

from fantascope.engines.world.language.colours import COLOURS
from fantascope.engines.world.staging.sets import build_set
from fantascope.engines.world.staging.tone import toned
from fantascope.engines.world.staging.types import SetStyle, StageSet

TEAL = [COLOURS["teal"]]


def park() -> StageSet:
    return build_set("park", SetStyle(seed=3))


def hues(stage: StageSet) -> np.ndarray:
    """Colours (n, 3) sRGB of what stands on the set."""
    out = []
    for prop in stage.props:
        for part in prop.body.parts:
            if part.material.emission > 0 or part.material.shade != "surface":
                continue
            own = np.asarray(part.material.colour)[None]
            if part.material.texture is not None:
                own = own * part.material.texture.pixels[..., :3].reshape(-1, 3).mean(axis=0) / 255
            elif part.mesh.colours is not None:
                own = own * np.asarray(part.mesh.colours).mean(axis=0)
            out.append(own[0])
    return np.array(out)


def test_nothing_asked_nothing_done() -> None:
    stage = park()
    assert toned(stage, [], []) is stage


def test_the_set_leans_to_the_palette_and_keeps_its_form() -> None:
    stage = park()
    blue = toned(stage, TEAL, [])
    before, after = hues(stage), hues(blue)
    assert np.mean(before[:, 1] > before[:, 2] + 0.03) > 0.3
    assert np.mean(after[:, 2] >= after[:, 0]) > 0.9
    luma = np.array([0.3, 0.59, 0.11])
    assert np.corrcoef(before @ luma, after @ luma)[0, 1] > 0.9
    for a, b in zip(stage.props, blue.props, strict=True):
        assert a.position == b.position
        for p, q in zip(a.body.parts, b.body.parts, strict=True):
            assert p.mesh.positions is q.mesh.positions
    assert (stage.marks, stage.terrain, stage.lamps) == (blue.marks, blue.terrain, blue.lamps)


def test_of_several_colours_each_thing_takes_the_nearest() -> None:
    after = hues(toned(park(), [COLOURS["teal"], COLOURS["rust"]], []))
    assert np.any(after[:, 0] > after[:, 2] + 0.1)
    assert np.any(after[:, 2] > after[:, 0] + 0.05)


def test_a_backlight_shines_from_behind_the_subject() -> None:
    stage = park()
    lit = toned(stage, [], ["backlit", "golden"])
    sun = np.asarray(lit.sky.sun_direction)
    assert sun[:2] @ np.asarray(stage.view) < -0.5
    assert lit.sky.sun_colour[0] / lit.sky.sun_colour[2] > stage.sky.sun_colour[0] / stage.sky.sun_colour[2]


def test_words_of_lighting() -> None:
    stage = park()
    assert toned(stage, [], ["dim"]).exposure < stage.exposure < toned(stage, [], ["bright"]).exposure
    assert len(toned(stage, [], ["neon"]).lamps) == len(stage.lamps) + 2
    assert toned(stage, [], ["unheard_of"]) is stage
