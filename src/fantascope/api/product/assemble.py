"""The product API, assembled: one router a module of this package, each under /api, with a document of its own.

A module may have `outside` too, a router for pages beside /api (such as those that are shared). Knows nothing of what
they do.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules
from typing import Any

from fastapi import FastAPI

from ...accounts.payment import ManualProvider
from ...accounts.sign_in_ways import Door
from ...studio.house import House
from .. import errors
from ..auth import RateGate

PREFIX = "/api"
OUTSIDE = ("/c/", "/oembed")
"""Where `outside` routers may be."""


def make_product(house: House) -> FastAPI:
    """The product API over `house`."""
    app = FastAPI(
        title="Fantascope, the app",
        version=version("fantascope"),
        summary="People, their clips, and the feed. Sessions are cookies; writes carry the header x-csrf-token.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = house
    app.state.rate_gate = RateGate()
    app.state.door = Door(house.db, house.link_secret)
    app.state.payment = ManualProvider()
    errors.install(app)
    for found in iter_modules(import_module(__package__).__path__):
        module: Any = import_module(f"{__package__}.{found.name}")
        if hasattr(module, "router"):
            app.include_router(module.router, prefix=PREFIX)
        if hasattr(module, "outside"):
            app.include_router(module.outside)
    return app


def is_product(path: str) -> bool:
    """Whether a path is the product API's, rather than that of /v1 or of the front end."""
    return path == PREFIX or path.startswith((f"{PREFIX}/", *OUTSIDE))
