"""The camera never cuts its subject, never jumps, and stays above ground."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fantascope.engines.world.picture.types import Camera
from fantascope.engines.world.screenplay.schema import CameraPlan
from fantascope.engines.world.staging.camera import Subject, film
from fantascope.engines.world.staging.types import Terrain

FLAT = Terrain(-50, 50, -50, 50, np.zeros((4, 4)))
FPS = 24


def moving(n: int = 72, speed: float = 2.0, size: float = 0.8) -> Subject:
    x = (np.arange(n) / FPS - n / FPS / 2) * speed
    centre = np.stack([x, 0.2 * np.sin(x), np.full(n, size / 2)], axis=1)
    half = np.array([size / 2, size / 2, size / 2])
    return Subject(centre - half, centre + half, centre)


def projected(camera: Camera, points: np.ndarray, aspect: float) -> np.ndarray:
    r = np.asarray(camera.rotation).reshape(3, 3)
    local = (points - np.asarray(camera.position)) @ r.T
    t = math.tan(camera.fov_y_rad / 2)
    return np.stack([local[:, 0] / local[:, 2] / (t * aspect), local[:, 1] / local[:, 2] / t], axis=1)


def corners(subject: Subject, k: int) -> np.ndarray:
    low, high = subject.low[k], subject.high[k]
    return np.array([[(low, high)[(c >> a) & 1][a] for a in range(3)] for c in range(8)])


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16])
@pytest.mark.parametrize("shot", [None, "wide", "medium", "close_up", "extreme_wide"])
@pytest.mark.parametrize(
    "moves", [(), ("tracking",), ("orbit",), ("drone",), ("dolly_in",), ("handheld",), ("crane_up",)]
)
def test_the_subject_is_never_cut(aspect: float, shot: str | None, moves: tuple[str, ...]) -> None:
    subject = moving()
    plan = CameraPlan.model_validate({"shot": shot, "moves": moves})
    cameras = film(plan, subject, FLAT, (0.0, -1.0), fps=FPS, aspect=aspect, seed=3)
    for k in range(0, len(cameras), 9):
        assert np.abs(projected(cameras[k], corners(subject, k), aspect)).max() < 1.06


@pytest.mark.parametrize(
    "moves", [(), ("tracking",), ("orbit",), ("drone",), ("pan_left",), ("crane_down",), ("dolly_out",)]
)
def test_moves_are_smooth(moves: tuple[str, ...]) -> None:
    cameras = film(
        CameraPlan.model_validate({"moves": moves}), moving(), FLAT, (0.0, -1.0), fps=FPS, aspect=16 / 9, seed=1
    )
    p = np.array([c.position for c in cameras])
    distance = float(np.linalg.norm(p[0]))
    jerk = np.linalg.norm(np.diff(p, n=2, axis=0), axis=1)
    assert jerk.max() < 0.01 * distance


def test_rotation_rows_are_orthonormal() -> None:
    cameras = film(CameraPlan(angle="dutch"), moving(), FLAT, (0.0, -1.0), fps=FPS, aspect=16 / 9, seed=1)
    for c in cameras[::11]:
        r = np.asarray(c.rotation).reshape(3, 3)
        assert r @ r.T == pytest.approx(np.eye(3), abs=1e-9)
        assert np.cross(r[0], r[1]) == pytest.approx(-r[2], abs=1e-9)


def test_the_camera_stays_above_the_ground() -> None:
    hill = Terrain(-20, 20, -20, 20, np.linspace(0, 6, 40)[None, :].repeat(40, 0)[:, ::-1].copy())
    cameras = film(CameraPlan(angle="low"), moving(), hill, (0.0, -1.0), fps=FPS, aspect=16 / 9, seed=1)
    for c in cameras:
        x, y, z = c.position
        assert z > float(hill(np.array([x]), np.array([y]))[0])


def test_angles_and_moves_do_what_they_say() -> None:
    def ends(**wish: object) -> tuple[Camera, Camera]:
        plan = CameraPlan.model_validate(wish)
        c = film(plan, moving(speed=0.0), FLAT, (0.0, -1.0), fps=FPS, aspect=16 / 9, seed=1)
        return c[0], c[-1]

    assert ends(angle="high")[0].position[2] > ends(angle="eye")[0].position[2] > ends(angle="low")[0].position[2]
    assert ends(angle="top")[0].rotation[8] < -0.85
    first, last = ends(moves=["zoom_in"])
    assert last.fov_y_rad < first.fov_y_rad
    first, last = ends(moves=["dolly_in"])
    assert np.linalg.norm(last.position) < np.linalg.norm(first.position)
    first, last = ends(moves=["crane_up"])
    assert last.position[2] > first.position[2] + 0.3
    assert np.linalg.norm(ends(shot="close_up")[0].position) < np.linalg.norm(ends(shot="wide")[0].position)
    right = np.asarray(ends(moves=["pan_right"])[1].rotation[:3]) @ np.asarray(
        ends(moves=["pan_left"])[1].rotation[6:9]
    )
    assert right < -0.1


def test_focus_is_on_the_subject() -> None:
    subject = moving(speed=0.0)
    cameras = film(CameraPlan(), subject, FLAT, (0.0, -1.0), fps=FPS, aspect=16 / 9, seed=1)
    assert cameras[5].focus_m == pytest.approx(float(np.linalg.norm(subject.sharp[5] - cameras[5].position)), rel=0.02)
