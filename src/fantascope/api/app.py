"""The web application, assembled: outer layer, errors, routes. Made from a House; knows nothing of processes."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp

from ..studio.house import House
from . import errors, health
from .auth import RateGate
from .outer import Outer

_V1 = ("characters", "videos", "content", "models", "files", "batches", "webhooks")
"""Routers of /v1, fixed paths before those with an id."""


def make_app(house: House) -> ASGIApp:
    """The whole application over `house`."""
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
    return Outer(app, house.settings.upload_mb * 1_000_000)
