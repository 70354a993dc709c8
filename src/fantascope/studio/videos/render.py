"""The work on one video: the engine makes the clip, its companions are made from it, all are stored; then the outcome
is written in one transaction with the job's end.

The one place where every finished clip passes on its way out: what every clip must carry is put on it in `finish`, the
signature last. Nothing made by a worker that has lost its lease is ever pointed to: each attempt writes under keys of
its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...accounts.actions import refund, settle
from ...accounts.people import Person
from ...engines.port import Draft, Made, Materials, Order
from ...events.actions import append
from ...jobs.types import Claim
from ...kernel.errors import Cancelled, FantascopeError
from ...kernel.progress import Progress
from ...media.companions import write_companions
from ...media.digest import sha256_of
from ...provenance.marking import Marking
from ...social.notices import tell
from ...webhooks.actions import announce
from ..files.rubbish import WRITING_S, doomed, spared
from ..house import House
from ..provenance.facts import is_clip
from ..provenance.seal import marked, marking_for, sealed
from .actions import fetched
from .models import Video

_FINISHING = 0.97


@dataclass(frozen=True, slots=True)
class Delivered:
    """A finished clip: its blobs, and what the engine told."""

    made: Made
    blobs: Mapping[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """Why there is no clip; `cancelled` when it was asked for."""

    code: str
    message: str
    cancelled: bool = False


Outcome = Delivered | NotDelivered


def run(house: House, claim: Claim, progress: Progress) -> Delivered:
    """Make and store the clip of a claimed job.

    Errors: those of the engine; Cancelled.
    """
    order = Order.from_json(claim.payload["order"])
    draft = Draft(**claim.payload["draft"])
    engine = house.engines[claim.engine]
    marking = marking_for(house, claim.payload["video_id"], claim.owner_id)
    with house.scratch() as folder:
        materials = fetched(house, claim.payload["materials"], folder)
        raw = folder / "raw.mp4"
        made = engine.make(
            order, draft, materials, raw, lambda stage, done: progress(stage, _FINISHING * done), marking
        )
        progress("finish", _FINISHING)
        files = finish(house, claim, order, made, raw, materials, marking, folder)
        progress("store", 0.99)
        prefix = f"videos/{claim.payload['video_id']}/{claim.token}"
        keys = {variant: f"{prefix}/{path.name}" for variant, path in files.items()}
        with house.db.write() as session:
            doomed(session, list(keys.values()), house.clock() + WRITING_S)
        for variant, path in files.items():
            house.blobs.put(keys[variant], path)
        return Delivered(made, keys, sha256_of(files["video"]))


def finish(
    house: House,
    claim: Claim,
    order: Order,
    made: Made,
    raw: Path,
    materials: Materials,
    marking: Marking,
    folder: Path,
) -> dict[str, Path]:
    """The files of a finished clip by variant: the clip itself, marked and signed, thumbnail, sprite sheet, and
    captions if any.

    Errors: EngineFailure("clip_unreadable" | "signing_failed" | "parent_altered"): nothing unsigned is given out.
    """
    clip = marked(raw, made, marking, folder)
    files = {"video": folder / "clip.mp4", **write_companions(clip, folder)}
    sealed(
        house,
        claim.owner_id,
        clip,
        files["video"],
        engine=(claim.engine, house.engines[claim.engine]),
        order=order,
        made=made,
        materials=materials,
        marking=marking,
        thumbnail=files["thumbnail"],
    )
    if made.captions:
        files["captions"] = folder / "captions.vtt"
        files["captions"].write_text(made.captions, encoding="utf-8")
    return files


def outcome_of(error: FantascopeError) -> NotDelivered:
    """An error that ends a job, as its outcome."""
    return NotDelivered(error.code, error.message, cancelled=isinstance(error, Cancelled))


def settle_outcome(session: Session, house: House, claim: Claim, outcome: Outcome, now: float) -> None:
    """Write the outcome beside the job's end, in the same transaction: the video's row, the ledger, an event, the
    webhooks."""
    video = session.get(Video, claim.payload["video_id"])
    if isinstance(outcome, NotDelivered):
        refund(session, claim.id, now)
    else:
        settle(session, claim.id, now)
    if video is None or video.deleted_at is not None:
        return  # deleted meanwhile: what was stored stays rubbish
    if isinstance(outcome, Delivered):
        _deliver(session, video, outcome, now, house.settings.keep_days)
    failed = isinstance(outcome, NotDelivered)
    kind = "video.failed" if failed else "video.completed"
    data: dict[str, Any] = (
        {"code": outcome.code, "message": outcome.message} if isinstance(outcome, NotDelivered) else {}
    )
    append(session, owner_id=video.owner_id, subject=video.id, kind=kind, data=data, now=now)
    person = session.scalar(select(Person.id).where(Person.owner_id == video.owner_id))
    if person is not None and not failed:
        tell(session, person, "video_ready", actor_id=None, subject_id=video.id, now=now)
    announce(session, owner_id=video.owner_id, kind=kind, subject_id=video.id, now=now)


def _deliver(session: Session, video: Video, outcome: Delivered, now: float, keep_days: float) -> None:
    spared(session, list(outcome.blobs.values()))
    done_with = {name: key for name, key in video.blobs.items() if is_clip(name.removeprefix("in:"))}
    kept = {name: key for name, key in video.blobs.items() if name not in done_with}
    doomed(session, list(map(str, done_with.values())), now)
    video.blobs = kept | dict(outcome.blobs)
    video.digest = outcome.digest
    video.report = outcome.made.report
    video.document = outcome.made.document
    video.seconds = outcome.made.seconds
    video.seed = outcome.made.seed
    video.completed_at = now
    video.expires_at = now + keep_days * 86400.0 if keep_days else None
