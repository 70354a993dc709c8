"""Whether the server lives, whether it can work, and its figures."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector, CollectorRegistry
from pydantic import BaseModel
from sqlalchemy import func, select

from ..db.migrate import is_current
from ..jobs.models import Job, WorkerSeen
from ..studio.house import House
from .auth import Here
from .errors import ErrorEnvelope

router = APIRouter(tags=["server"])
_SEEN_S = 30.0


class Health(BaseModel):
    status: str


class Readiness(BaseModel):
    ready: bool
    database: bool
    migrated: bool
    workers: int


@router.get("/healthz", summary="Whether the server lives")
def healthz() -> Health:
    return Health(status="ok")


@router.get(
    "/readyz", summary="Whether it can work", responses={503: {"model": Readiness, "description": "It cannot."}}
)
def readyz(house: Here, response: Response) -> Readiness:
    database = migrated = False
    workers = 0
    try:
        migrated = is_current(house.db)
        database = True
        with house.db.read() as session:
            since = house.clock() - _SEEN_S
            workers = session.execute(select(func.count()).where(WorkerSeen.seen_at >= since)).scalar_one()
    except Exception:  # whatever is wrong with the database is the answer
        database = False
    ready = database and migrated and (workers > 0 or house.settings.workers == 0)
    response.status_code = 200 if ready else 503
    return Readiness(ready=ready, database=database, migrated=migrated, workers=workers)


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {"description": "The figures.", "content": {"text/plain": {"schema": {"type": "string"}}}},
        503: {"model": ErrorEnvelope, "description": "The database does not answer."},
    },
)
def metrics(house: Here) -> Response:
    own = CollectorRegistry()
    own.register(_Queue(house))
    return Response(generate_latest(REGISTRY) + generate_latest(own), media_type=CONTENT_TYPE_LATEST)


class _Queue(Collector):
    """Jobs by state and the age of the oldest that waits, read when asked."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = self._house.clock()
        with self._house.db.read() as session:
            states = session.execute(select(Job.state, func.count()).group_by(Job.state)).all()
            oldest = session.execute(select(func.min(Job.created_at)).where(Job.state == "queued")).scalar_one()
            workers = session.execute(select(func.count()).where(WorkerSeen.seen_at >= now - _SEEN_S)).scalar_one()
        jobs = GaugeMetricFamily("fantascope_jobs", "Jobs by state.", labels=["state"])
        for state, count in states:
            jobs.add_metric([state], count)
        yield jobs
        yield GaugeMetricFamily(
            "fantascope_oldest_queued_seconds", "Age of the oldest waiting job.", value=now - oldest if oldest else 0.0
        )
        yield GaugeMetricFamily("fantascope_workers", "Workers seen lately.", value=workers)
