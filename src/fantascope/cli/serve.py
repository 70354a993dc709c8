"""The command `fantascope serve`. Options given here win over the environment, and reach the workers through it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .messages import text


def serve(
    host: Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help=text("opt.host"))] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help=text("opt.port"))] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help=text("opt.home"))] = None,
    workers: Annotated[int | None, typer.Option("--workers", metavar="N", help=text("opt.workers"))] = None,
) -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # requests are worked on side by side already
    from ..server.serve import serve as run
    from ..settings import load_settings

    given = {"HOST": host, "PORT": port, "HOME": home and home.absolute(), "WORKERS": workers}
    os.environ.update({f"FANTASCOPE_{name}": str(value) for name, value in given.items() if value is not None})
    settings = load_settings()

    def ready(address: str) -> None:
        print(text("serve.ready", address=address, home=settings.home), flush=True)
        print(text("serve.key"), flush=True)

    def nobody_yet(token: str) -> None:
        print(text("serve.set_up", token=token), flush=True)

    run(settings, ready, nobody_yet)
