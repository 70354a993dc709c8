"""`fantascope worker`: the engines, the handler of videos and the recurring tasks, put together as one process."""

from __future__ import annotations

from ..accounts.queries import running_caps
from ..accounts.sign_in_limits import FORGOTTEN_S
from ..accounts.sign_in_limits import forget as forget_tries
from ..db.migrate import is_current
from ..events.actions import prune
from ..feed.filing import file_posts
from ..feed.trends import update as update_trends
from ..jobs.actions import disown
from ..kernel.errors import Unavailable
from ..kernel.logs import set_up_logs
from ..settings import Settings
from ..studio.batches.step import step
from ..studio.files.actions import expire as expire_files
from ..studio.files.rubbish import sweep
from ..studio.house import House, open_house
from ..studio.provenance.keys import signing_key
from ..studio.provenance.restamp import restamp
from ..studio.videos.expiry import expire, forget
from ..webhooks.actions import prune as prune_outbox
from ..webhooks.deliver import deliver_due
from ..worker.ending import bury
from ..worker.handler import VideoHandler
from ..worker.housekeeping import Task
from ..worker.loop import Loop
from ..worker.process import work as run
from ..worker.process import worker_name
from ..worker.scratch import scratch_in

_EVENTS_KEPT_S = 24 * 3600.0
_OUTBOX_KEPT_S = 7 * 24 * 3600.0


def work(settings: Settings, *, supervised: bool = False) -> None:
    """Work until told to stop; with `supervised`, also until standard input ends.

    Errors: Unavailable("not_migrated" | "secret_unwritable"), InvalidInput("unknown_engine" | "bad_signing_key").
    """
    set_up_logs(settings.log_format)
    name = worker_name()
    with scratch_in(settings.home, name) as killed:
        house = open_house(settings)
        if not is_current(house.db):
            message = "the database is not of this release: run fantascope migrate, or fantascope serve"
            raise Unavailable("not_migrated", message)
        if killed:  # their jobs need not wait for the leases
            with house.db.write() as session:
                disown(session, killed, now=house.clock())
        signing_key(settings)  # what cannot sign is told now, not when the first clip is finished
        handler = VideoHandler(house)
        loop = Loop(
            house.db,
            handler,
            name,
            engines=house.engines.names,
            lease_s=settings.lease_s,
            running_cap=settings.running_cap,
            caps=running_caps,
        )
        run(loop, _tasks(house, handler), supervised=supervised)


def _tasks(house: House, handler: VideoHandler) -> list[Task]:
    db, blobs, allowed = house.db, house.blobs, house.settings.allowed_hosts
    return [
        Task("bury", 1.0, lambda: bury(db, handler), alone=False),
        Task("webhooks", 1.0, lambda: deliver_due(db, now=house.clock(), allowed=allowed), alone=False),
        Task("batches", 1.0, lambda: _batches(house), hold_s=30.0),
        Task("feed_topics", 2.0, lambda: file_posts(db)),
        Task("feed_trends", 60.0, lambda: update_trends(db, house.clock())),
        Task("rubbish", 30.0, lambda: sweep(db, blobs, house.clock())),
        Task("expiry", 60.0, lambda: expire(house)),
        Task("files", 60.0, lambda: expire_files(db, house.clock())),
        Task("outbox", 600.0, lambda: prune_outbox(db, before=house.clock() - _OUTBOX_KEPT_S)),
        Task("events", 600.0, lambda: prune(db, before=house.clock() - _EVENTS_KEPT_S)),
        Task("stamps", 300.0, lambda: restamp(house)),
        Task("tries", 600.0, lambda: forget_tries(db, before=house.clock() - FORGOTTEN_S)),
        Task("records", 3600.0, lambda: _forget(house)),
    ]


def _forget(house: House) -> None:
    if days := house.settings.records_days:
        forget(house.db, before=house.clock() - days * 86400.0)


def _batches(house: House) -> None:
    from ..api.v1 import lines  # the API is big, and a worker should start quickly

    step(house, house.clock(), make=lines.make, shape=lines.shape)
