"""A drawn pet and a drawn ball go in as clips and come out as toys; people and muddles are refused."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from fantascope.engines.world.bodies.captured import Captured, capture, check_no_person
from fantascope.engines.world.bodies.casting import cast
from fantascope.engines.world.screenplay.schema import Role
from fantascope.kernel.errors import InvalidInput

W, H = 320, 192


def ground(k: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    y = np.linspace(0, 1, H)[:, None, None]
    return (np.array([168, 176, 170]) + 18 * y + rng.normal(0, 1.5, (H, W, 1))).clip(0, 255).astype(np.uint8)


def pet(k: int) -> np.ndarray:
    """A brown animal on four legs that trots to the right."""
    p, x, step = ground(k), 110 + 3 * k, round(5 * np.sin(k))
    fur = (150, 80, 40)
    for leg, sign in ((-28, 1), (-18, -1), (16, 1), (26, -1)):
        cv2.line(p, (x + leg, 108), (x + leg + sign * step, 142), fur, 7, cv2.LINE_AA)
    cv2.ellipse(p, (x, 98), (38, 20), 0, 0, 360, fur, -1, cv2.LINE_AA)
    cv2.line(p, (x - 34, 92), (x - 52, 68), fur, 6, cv2.LINE_AA)
    cv2.line(p, (x + 28, 92), (x + 40, 70), fur, 15, cv2.LINE_AA)
    cv2.circle(p, (x + 44, 62), 17, fur, -1, cv2.LINE_AA)
    cv2.circle(p, (x + 60, 66), 8, (120, 60, 30), -1, cv2.LINE_AA)
    cv2.circle(p, (x + 49, 57), 3, (10, 10, 10), -1, cv2.LINE_AA)
    return p


def ball(k: int) -> np.ndarray:
    p = cv2.circle(ground(k), (160, 100), 46, (200, 30, 40), -1, cv2.LINE_AA)
    return cv2.circle(p, (144, 84), 9, (250, 200, 200), -1, cv2.LINE_AA)


def muddle(k: int) -> np.ndarray:
    rng = np.random.default_rng(k)
    blobs = rng.integers(0, 255, (H // 16, W // 16, 3)).astype(np.uint8)
    return cv2.resize(blobs, (W, H), interpolation=cv2.INTER_NEAREST)


def clip(path: Path, draw: object, frames: int = 24, fps: int = 12) -> Path:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=fps, options={"crf": "16", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        for k in range(frames):
            for packet in stream.encode(av.VideoFrame.from_ndarray(draw(k), format="rgb24")):  # type: ignore[operator]
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


@pytest.fixture(scope="module")
def biscuit(tmp_path_factory: pytest.TempPathFactory) -> Captured:
    return capture(clip(tmp_path_factory.mktemp("clips") / "pet.mp4", pet), name="Biscuit")


@pytest.fixture(scope="module")
def pearl(tmp_path_factory: pytest.TempPathFactory) -> Captured:
    return capture(clip(tmp_path_factory.mktemp("clips") / "ball.mp4", ball), name="Perle")


def test_a_pet_is_a_pet_and_looks_where_it_goes(biscuit: Captured) -> None:
    body = biscuit.body()
    assert (biscuit.kind, biscuit.facing, body.rig) == ("pet", "right", "puppet")
    mesh = body.parts[0].mesh
    assert mesh.joints is not None
    assert mesh.weights is not None
    assert mesh.weights.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    x, z = mesh.positions[:, 0], mesh.positions[:, 2]
    assert z.min() == pytest.approx(0.0, abs=1e-3)
    assert x[z > 0.75 * z.max()].mean() > 0.0, "its head is in front"
    assert body.size[0] == pytest.approx(0.55, abs=0.03)
    assert 0.05 < body.size[1] < 0.3


def test_a_ball_is_round_and_red(pearl: Captured) -> None:
    body = pearl.body()
    assert pearl.kind == "object"
    assert body.rig is None
    assert body.size[0] == pytest.approx(body.size[2], rel=0.05)
    assert body.size[1] > 0.5 * body.size[2]
    assert body.parts[0].material.texture is not None
    red, green, blue = body.parts[0].material.texture.pixels[120:140, 120:140, :3].reshape(-1, 3).mean(axis=0)
    assert red > 150
    assert green < 90
    assert blue < 90


@pytest.mark.parametrize("who", ["biscuit", "pearl"])
def test_bodies_are_closed(who: str, request: pytest.FixtureRequest) -> None:
    faces = request.getfixturevalue(who).body().parts[0].mesh.faces
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    _, uses = np.unique(edges, axis=0, return_counts=True)
    assert (uses == 2).all()


def test_its_file_is_small_and_gives_it_back(biscuit: Captured, tmp_path: Path) -> None:
    path, again = tmp_path / "b.character", tmp_path / "c.character"
    biscuit.save(path)
    loaded = Captured.load(path)
    loaded.save(again)
    assert path.read_bytes() == again.read_bytes()
    assert path.stat().st_size < 60_000
    assert (loaded.name, loaded.kind, loaded.facing) == ("Biscuit", "pet", "right")
    assert np.array_equal(loaded.body().parts[0].mesh.positions, biscuit.body().parts[0].mesh.positions)


def test_other_files_are_no_characters(biscuit: Captured, tmp_path: Path) -> None:
    path = tmp_path / "b.character"
    biscuit.save(path)
    data = path.read_bytes()
    spoilt = data[:200] + bytes(80) + data[280:]
    for wrong in (b"", b"FANCHR01", data[:-40], data + b"x", spoilt, b"\x80\x04" + data):
        path.write_bytes(wrong)
        with pytest.raises(InvalidInput) as caught:
            Captured.load(path)
        assert caught.value.code == "character_unreadable"


def test_a_clip_without_a_clear_subject_is_refused(tmp_path: Path) -> None:
    for draw in (muddle, ground):
        with pytest.raises(InvalidInput) as caught:
            capture(clip(tmp_path / "clip.mp4", draw), name="X")
        assert caught.value.code == "no_subject"
        assert "no clear subject" in caught.value.message


def test_length_and_name_are_checked(tmp_path: Path) -> None:
    short = clip(tmp_path / "short.mp4", ball, frames=6)
    for path, name, code in ((short, "X", "clip_too_short"), (short, "  ", "bad_name"), (short, "n" * 81, "bad_name")):
        with pytest.raises(InvalidInput) as caught:
            capture(path, name=name)
        assert caught.value.code == code


def test_people_are_refused_and_toys_let_through() -> None:
    face = np.full((H, W, 3), 130, np.uint8)
    cv2.ellipse(face, (160, 86), (47, 60), 0, 0, 360, (40, 30, 25), -1)
    cv2.ellipse(face, (160, 96), (40, 53), 0, 0, 360, (205, 165, 140), -1)
    for side in (-1, 1):
        cv2.ellipse(face, (160 + side * 17, 84), (11, 6), 0, 0, 360, (120, 90, 78), -1)
        cv2.circle(face, (160 + side * 17, 85), 4, (30, 20, 20), -1)
        cv2.ellipse(face, (160 + side * 17, 73), (12, 4), 0, 0, 360, (60, 42, 35), -1)
        cv2.ellipse(face, (160 + side * 24, 107), (9, 10), 0, 0, 360, (214, 172, 148), -1)
    cv2.ellipse(face, (160, 100), (5, 16), 0, 0, 360, (222, 182, 158), -1)
    cv2.ellipse(face, (160, 114), (9, 4), 0, 0, 360, (140, 100, 85), -1)
    cv2.ellipse(face, (160, 129), (16, 5), 0, 0, 360, (150, 70, 70), -1)
    face = cv2.GaussianBlur(face, (0, 0), 1.5)
    with pytest.raises(InvalidInput) as caught:
        check_no_person(np.stack([ground(0), face, face, face, ball(0)]))
    assert caught.value.code == "human_likeness_refused"
    check_no_person(np.stack([face, *[ball(k) for k in range(9)]]))
    check_no_person(np.stack([pet(k) for k in range(4)]))


def test_casting_by_id(biscuit: Captured) -> None:
    role = Role(id="biscuit", concept="character:c1", label="Biscuit", size="large")
    casting = cast(role, 1, {}, captured={"c1": biscuit})
    assert casting.kind == "actor"
    assert casting.body.size[0] == pytest.approx(1.5 * biscuit.body().size[0])
    with pytest.raises(InvalidInput) as caught:
        cast(role, 1, {})
    assert caught.value.code == "character_missing"
