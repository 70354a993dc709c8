"""The art pack: plenty of shapes, smooth outlines, closed bodies, the same bytes each time it is built."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from fantascope.engines.world.bodies import art
from fantascope.engines.world.bodies.art import pack
from fantascope.engines.world.bodies.art.inflate import SIDE, inflate, outlines
from fantascope.engines.world.bodies.props.assembly import signed_volume
from fantascope.kernel.errors import InvalidInput, Unavailable

ROOT = Path(__file__).resolve().parents[4]
ASSETS = ROOT / "assets" / "node_modules" / "@iconify-json"
SOME = ("croissant", "guitar", "octopus", "hamburger", "sunflower", "castle")


def disc(side: int, radius: float, centre: tuple[float, float]) -> np.ndarray:
    """Antialiased coverage of a disc."""
    y, x = np.mgrid[0:side, 0:side]
    return np.clip(radius - np.hypot(x - centre[0], y - centre[1]) + 0.5, 0, 1).astype(np.float32)


def test_the_pack_is_there() -> None:
    assert art.PACK.is_file(), "the art pack is missing: run `make setup`"
    names = art.names()
    assert len(names) >= 1000
    assert set(SOME) <= set(names)
    assert not any(n.startswith("flag-") and n != "flag-in-hole" for n in names)


@pytest.mark.parametrize("name", SOME)
def test_bodies_are_closed_smooth_and_light(name: str) -> None:
    body = art.load_art(name)
    mesh = body.parts[0].mesh
    assert 600 <= len(mesh.faces) <= 4500
    assert signed_volume(mesh) > 0
    assert np.isfinite(mesh.positions).all()
    assert mesh.positions[:, 2].min() == pytest.approx(0, abs=1e-3 * max(body.size))
    edges = np.sort(np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]]), axis=1)
    _, uses = np.unique(edges, axis=0, return_counts=True)
    assert (uses % 2 == 0).all(), "watertight: every edge is shared"
    assert mesh.uvs.min() > -0.01
    assert mesh.uvs.max() < 1.01
    texture = body.parts[0].material.texture
    assert texture is not None
    assert texture.pixels.shape[0] == texture.pixels.shape[1] == 256
    # the picture side faces −y: its front half has normals that way
    front = mesh.normals[mesh.positions[:, 1] < -0.2 * body.size[1]]
    assert (front[:, 1] < 0.2).mean() > 0.95


def test_size_and_colour_are_heeded() -> None:
    big = art.load_art("croissant", size_m=2.0)
    assert max(big.size[0], big.size[2]) == pytest.approx(2.0, rel=1e-3)
    plain, blue = art.load_art("guitar"), art.load_art("guitar", colour=(0.1, 0.2, 0.95))

    def mean(body) -> np.ndarray:
        return body.parts[0].material.texture.pixels[..., :3].reshape(-1, 3).mean(axis=0)

    assert mean(blue)[2] - mean(blue)[0] > mean(plain)[2] - mean(plain)[0] + 30
    assert art.load_art("elephant").size[2] > 4 * art.load_art("ant").size[2]


def test_refusals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        art.load_art("no-such-thing")
    monkeypatch.setattr(art, "PACK", tmp_path / "none.pack")
    with pytest.raises(Unavailable, match="make setup"):
        art.names()


def test_outline_follows_the_coverage_below_a_pixel() -> None:
    curves = outlines(disc(256, 90.3, (127.2, 130.6)).astype(np.float64))
    assert len(curves) == 1
    r = np.hypot(curves[0][:, 0] - 127.2, curves[0][:, 1] - 130.6)
    assert np.abs(r - 90.3).max() < 0.1


def test_a_disc_inflates_to_a_smooth_dome() -> None:
    """The dome of a disc of radius R is sqrt((R² − r²)/2); its rim stays within half a pixel and turns gently."""
    part, union = disc(SIDE, 50, (63.5, 63.5)), disc(2 * SIDE, 100, (127.5, 127.5))
    puff = inflate(part[None], union)
    r = np.hypot(puff.points[:, 0] - 63.5, puff.points[:, 1] - 63.5)
    assert np.abs(r[puff.border] - 50).max() < 0.25
    assert (puff.height[puff.border] == 0).all()
    inner = (r < 40) & ~puff.border
    exact = 0.84 * np.sqrt((50**2 - r[inner] ** 2) / 2)
    assert np.abs(puff.height[inner] / exact - 1).max() < 0.03
    rim = puff.points[puff.border]
    angle = np.arctan2(rim[:, 1] - 63.5, rim[:, 0] - 63.5)
    rim = rim[np.argsort(angle)]
    step = np.roll(rim, -1, axis=0) - rim
    turn = np.diff(np.unwrap(np.arctan2(step[:, 1], step[:, 0])))
    assert np.degrees(np.abs(turn)).max() < 12


def test_too_thin_or_empty_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        inflate(np.zeros((1, SIDE, SIDE), np.float32), np.zeros((2 * SIDE, 2 * SIDE), np.float32))


def test_a_shape_survives_the_pack(tmp_path: Path) -> None:
    puff = inflate(disc(SIDE, 40, (60, 70))[None], disc(2 * SIDE, 80, (120.5, 140.5)))
    points = (puff.points - puff.points.min(axis=0)) / 80 - [0.5, 0]
    from io import BytesIO

    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (16, 16), (200, 30, 30)).save(picture, "WEBP")
    entry = pack.encode(points, puff.height / 80, puff.faces, puff.border, (-0.5, 0, 0.5, 1), picture.getvalue())
    pack.write(tmp_path / "x.pack", {"disc": entry})
    shape = pack.Pack(tmp_path / "x.pack").shape("disc")
    a, b = np.sort(shape.points.sum(axis=1)), np.sort(points.sum(axis=1))
    assert np.abs(a - b).max() < 1e-4
    assert int(shape.border.sum()) == int(puff.border.sum())
    assert len(shape.faces) == len(puff.faces)


@pytest.mark.skipif(not ASSETS.is_dir(), reason="the emoji packages have not been fetched")
def test_building_is_deterministic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    pytest.importorskip("resvg_py")
    import build_art

    flat = json.loads((ASSETS / "fluent-emoji-flat" / "icons.json").read_text("utf-8"))["icons"]
    colour = json.loads((ASSETS / "fluent-emoji" / "icons.json").read_text("utf-8"))["icons"]
    for name in ("croissant", "key", "ringed-planet"):
        job = (name, flat[name]["body"], colour[name]["body"])
        _, one = build_art.build(job)
        _, two = build_art.build(job)
        assert one == two
        assert one is not None
        assert len(one.geometry) + len(one.picture) < 20_000
    sys.modules.pop("build_art", None)
