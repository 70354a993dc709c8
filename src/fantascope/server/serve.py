"""`fantascope serve`: the database brought up to date, worker processes kept alive, HTTP answered.

Leaving, by whatever way, leaves no process behind: workers go when this process is gone, even killed.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable

import structlog
import uvicorn

from ..accounts.people_join import setup_token
from ..accounts.site import needs_setup
from ..db.migrate import upgrade
from ..kernel.errors import Unavailable
from ..kernel.logs import set_up_logs
from ..settings import Settings
from ..studio.house import open_house
from .supervise import Supervisor, worker_command

_BACKLOG = 2048
_GRACE_S = 5
_SWITCH_S = 0.0005
"""A thread that computes lets others in so often. Requests hand over between threads several times, and at Python's own
5 ms each time, under load the slowest took half as long again."""


def serve(
    settings: Settings,
    ready: Callable[[str], None] = lambda address: None,
    nobody_yet: Callable[[str], None] = lambda token: None,
) -> None:
    """Serve until interrupted; `ready` is told the address once requests are taken, then, while nobody has set the site
    up, `nobody_yet` the token that lets one do so.

    Errors: Unavailable("port_taken"), InvalidInput("unknown_engine").
    """
    set_up_logs(settings.log_format)
    sys.setswitchinterval(_SWITCH_S)
    listening = _bound(settings.host, settings.port)
    with listening:
        house = open_house(settings)
        upgrade(house.db)
        host, port = listening.getsockname()[:2]
        with Supervisor(settings.workers, worker_command()):
            from ..api.app import make_app  # takes a second, in which the workers start

            config = uvicorn.Config(
                make_app(house),
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE_S,
                lifespan="off",
            )
            structlog.get_logger().info("listening", host=host, port=port)
            ready(f"http://{host if ':' not in host else f'[{host}]'}:{port}")
            with house.db.read() as session:
                unclaimed = needs_setup(session)
            if unclaimed:
                nobody_yet(setup_token(house.link_secret))
            uvicorn.Server(config).run(sockets=[listening])
        house.db.close()


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket: taken before anything else is done, so that two servers never share a home by accident."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends small answers at once; else each waits 40 ms for a delayed acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise Unavailable(
            "port_taken", f"cannot listen on {host} port {port}: {error.strerror}", field="port"
        ) from error
    return listening
