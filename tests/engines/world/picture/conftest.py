"""A tiny stage: drawables with their places, made into frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from fantascope.engines.world.bodies.types import Material, Mesh
from fantascope.engines.world.picture.preview import look_at
from fantascope.engines.world.picture.renderer import Renderer
from fantascope.engines.world.picture.types import Camera, Drawable, Frame, Picture, Quality, Sky

PLAIN = Sky(sun_direction=(0.0, -0.3, 1.0), clouds=0.0, sun_disc=0.0)
SHARP = Quality(grain=0.0, bloom=False)


class Stage:
    """Drawables at places (3, 4); `shoot` renders them."""

    def __init__(self) -> None:
        self.drawables: list[Drawable] = []
        self.places: list[np.ndarray] = []

    def add(
        self, mesh: Mesh, at: tuple[float, float, float] = (0.0, 0.0, 0.0), *, palette: int = -1, **material: Any
    ) -> int:
        place = np.eye(3, 4, dtype=np.float32)
        place[:, 3] = at
        self.drawables.append(Drawable(mesh, Material(**material), len(self.drawables) + 1, palette))
        self.places.append(place)
        return len(self.drawables)

    def frame(self, camera: Camera, sky: Sky = PLAIN, **more: Any) -> Frame:
        places = np.stack(self.places) if self.places else np.zeros((0, 3, 4), np.float32)
        values: dict[str, Any] = {"previous_camera": camera, "previous": places, "visible": np.ones(len(places), bool)}
        return Frame(time_s=more.pop("time_s", 0.0), camera=camera, sky=sky, matrices=places, **{**values, **more})

    def shoot(
        self,
        camera: Camera,
        *,
        size: tuple[int, int] = (160, 96),
        look: Any = "toy",
        quality: Quality = SHARP,
        sky: Sky = PLAIN,
        portable: bool = False,
        **more: Any,
    ) -> Picture:
        renderer = Renderer(self.drawables, *size, look=look, quality=quality, portable=portable)
        return renderer.render(self.frame(camera, sky, **more), rgb=True, depth=True, things=True)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def view() -> Callable[..., Camera]:
    return look_at


@pytest.fixture(scope="session")
def plain() -> Sky:
    return PLAIN
