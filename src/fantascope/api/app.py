"""The web application, assembled: outer layer, errors, routes. Made from a House; knows nothing of processes.

Three parts behind one door: the product API under /api, the Videos API under /v1 with health and figures, and the front
end at every other address that a browser goes to.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from ..studio.house import House
from . import errors, health
from .auth import RateGate
from .outer import Outer
from .product.assemble import is_product, make_product
from .web import Web

_V1 = ("characters", "videos", "content", "models", "files", "batches", "webhooks", "provenance")
"""Routers of /v1, fixed paths before those with an id."""


def make_app(house: House) -> ASGIApp:
    """The whole application over `house`."""
    product, videos = make_product(house), _videos_api(house)
    web = Web(videos)

    async def parted(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        chosen = product if is_product(path) else videos if path.startswith("/v1/") else web
        await chosen(scope, receive, send)

    return Outer(parted, house.settings.upload_mb * 1_000_000)


def _videos_api(house: House) -> FastAPI:
    app = FastAPI(
        title="Fantascope",
        version=version("fantascope"),
        summary="Text to video with synchronised sound: the Videos API, and what it lacked.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = house
    app.state.rate_gate = RateGate()
    errors.install(app)
    v1 = APIRouter(prefix="/v1")
    for name in _V1:
        module: Any = import_module(f"{__package__}.v1.{name}")
        v1.include_router(module.router)
    app.include_router(v1)
    app.include_router(health.router)
    return app
