"""What people do with videos: each is one function, one transaction, and an event for those who follow along.

The order is read before the transaction (engines are slow, transactions short), and so are the files that the clip
needs stored, under the rubbish protocol: a crash between the two leaves nothing behind. Every video has its own copies
of its inputs, so that deleting one never breaks another. The price is reserved in the transaction of the job.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...accounts.actions import locked, refund, reserve
from ...accounts.models import Idempotency, Owner
from ...engines.port import CharacterRef, Draft, Kind, Order
from ...events.actions import append
from ...jobs.actions import cancel as cancel_job
from ...jobs.actions import enqueue
from ...jobs.models import Job
from ...kernel.errors import Conflict, InvalidInput, NotFound
from ...kernel.ids import new_id
from ...media.digest import sha256_of
from ...social.posts import withdraw
from ...webhooks.actions import announce
from ..characters.queries import characters_of
from ..files.rubbish import WRITING_S, doomed, spared
from ..house import House
from ..provenance.facts import PART, is_clip
from .check import MOST_CHARACTERS, MOST_VARIANTS, check_extension, check_look_and_seed, cost_of, credits_of, to_order
from .models import Video
from .queries import find, get
from .types import Repeat, Source, VideoView, Wanted


def create(house: House, owner_id: str, wanted: Wanted, repeat: Repeat | None = None) -> tuple[VideoView, ...]:
    """Queue one clip for each variant wanted.

    Errors: InvalidInput (what is wrong with the request), OverLimit("too_many_queued" | "insufficient_quota"),
    Conflict("idempotency_conflict").
    """
    if not 1 <= wanted.variants <= MOST_VARIANTS:
        raise InvalidInput("bad_n", f"n is 1 to {MOST_VARIANTS}, not {wanted.variants}", field="n")
    if len(wanted.characters) > MOST_CHARACTERS:
        message = f"{MOST_CHARACTERS} characters are the most, not {len(wanted.characters)}"
        raise InvalidInput("too_many_characters", message, field="characters")
    with house.db.read() as session:
        if (earlier := _repeated(session, owner_id, repeat)) is not None:
            return earlier
        cast = characters_of(session, owner_id, wanted.characters)
    model, name = house.engines.of_model(wanted.model)
    engine = house.engines[name]
    refs = tuple(CharacterRef(character.id, character.name, character.kind) for character in cast)
    first = to_order(wanted, "create", model, engine.abilities, characters=refs, document=wanted.document)
    orders = [first, *(_variant(first, number) for number in range(1, wanted.variants))]
    with house.scratch() as folder:
        files = fetched(house, {f"character:{character.id}": character.blob for character in cast}, folder)
        if wanted.picture is not None:
            files["picture"] = wanted.picture
        planned = [(order, engine.draft(order, files)) for order in orders]
        return _queue(house, owner_id, name, planned, files, None, repeat, wanted.key_id)


def rework(
    house: House, owner_id: str, kind: Kind, source: Source, wanted: Wanted, repeat: Repeat | None = None
) -> VideoView:
    """Queue a clip made from another: with an instruction carried out (kind "remix" or "edit"), or going on
    ("extend"). Size, rate, seed and references are the source's.

    Errors: those of `create`; NotFound("video_not_found"); InvalidInput("video_not_ready" | "upload_not_ours" |
    "too_many_extensions" | "too_long").
    """
    with house.db.read() as session:
        if (earlier := _repeated(session, owner_id, repeat)) is not None:
            return earlier[0]
        start, job = _source(session, owner_id, source)
    if job.state != "completed":
        message = f"video {start.id} is not completed; only a completed one can be worked on"
        raise InvalidInput("video_not_ready", message, field="video")
    engine = house.engines[start.engine]
    can = engine.abilities
    if not (can.extend if kind == "extend" else can.remix):
        raise InvalidInput(f"unsupported_{kind}", f"{start.model} cannot {kind} its clips", field="video")
    check_look_and_seed(wanted, start.model, can)
    seconds = start.seconds
    if kind == "extend":
        seconds = check_extension(wanted.seconds, start.seconds, start.extensions, can)
    before = Order.from_json(job.payload["order"])
    order = dataclasses.replace(
        before,
        kind=kind,
        prompt=wanted.prompt,
        seconds=seconds,
        document=start.document,
        source_seconds=start.seconds,
        seed=start.seed if wanted.seed is None else wanted.seed,
        look=wanted.look,
    )
    keys = {name: key for name, key in job.payload["materials"].items() if not is_clip(name)}
    with house.scratch() as folder:
        files = fetched(house, {**keys, "source": str(start.blobs["video"])}, folder)
        draft = engine.draft(order, files)
        return _queue(house, owner_id, start.engine, [(order, draft)], files, start, repeat, wanted.key_id)[0]


def perform(
    house: House,
    owner_id: str,
    sources: Sequence[Source],
    document: str,
    prompt: str,
    repeat: Repeat | None = None,
) -> VideoView:
    """Queue a clip of a screenplay as it is written: that of the first of `sources`, changed by hand, or made from all
    of theirs. Size and rate are the first's; pictures and characters come from where they were.

    Errors: those of `create`; NotFound("video_not_found"); InvalidInput("video_not_ready" | "unsupported_screenplay").
    """
    with house.db.read() as session:
        if (earlier := _repeated(session, owner_id, repeat)) is not None:
            return earlier[0]
        found = [_source(session, owner_id, source) for source in sources]
    start, job = found[0]
    if any(one.state != "completed" for _, one in found):
        raise InvalidInput("video_not_ready", "only completed videos can be worked on", field="video")
    engine = house.engines[start.engine]
    if not engine.abilities.document:
        raise InvalidInput("unsupported_screenplay", f"clips of {start.model} have no screenplay", field="video")
    before = Order.from_json(job.payload["order"])
    orders = [Order.from_json(one.payload["order"]) for _, one in found]
    characters = {who.id: who for order in orders for who in order.characters}
    keys = {name: key for _, one in reversed(found) for name, key in one.payload["materials"].items()}
    keys = {name: key for name, key in keys.items() if name.startswith("character:")}
    if "picture" in job.payload["materials"]:
        keys["picture"] = job.payload["materials"]["picture"]
    names = [f"{PART}{number:02d}" for number in range(len(found))] if len(found) > 1 else ["source"]
    clips = zip(names, (video.blobs.get("video") for video, _ in found), strict=True)
    keys |= {name: str(key) for name, key in clips if key is not None}  # its manifest names what it was made from
    order = dataclasses.replace(
        before,
        kind="create",
        prompt=prompt,
        document=document,
        source_seconds=0.0,
        characters=tuple(characters.values()),
    )
    with house.scratch() as folder:
        files = fetched(house, keys, folder)
        draft = engine.draft(order, files)
        order = dataclasses.replace(order, seconds=draft.seconds, seed=draft.seed, look=draft.look)
        return _queue(house, owner_id, start.engine, [(order, draft)], files, start, repeat)[0]


def delete(house: House, owner_id: str, video_id: str) -> None:
    """Remove a video: its job is cancelled if it runs, its bytes and posts go, and what was reserved comes back.

    Errors: NotFound("video_not_found").
    """
    now = house.clock()
    with house.db.write() as session:
        video, job = find(session, owner_id, video_id)
        _stop(session, job, now)
        video.deleted_at = now
        withdraw(session, video.id, now)
        video.prompt, video.document, video.report = "", None, {}
        doomed(session, [str(key) for key in video.blobs.values()], now)
        video.blobs = {}
        append(session, owner_id=owner_id, subject=video.id, kind="video.deleted", data={}, now=now)


def cancel(house: House, owner_id: str, video_id: str) -> VideoView:
    """Stop a video that is not finished: at once when it waits, at its next step when it runs. Finished ones stay.

    Errors: NotFound("video_not_found").
    """
    now = house.clock()
    with house.db.write() as session:
        video, job = find(session, owner_id, video_id)
        if _stop(session, job, now) == "cancelled":
            failed = {"code": "cancelled"}
            append(session, owner_id=owner_id, subject=video.id, kind="video.failed", data=failed, now=now)
            announce(session, owner_id=owner_id, kind="video.failed", subject_id=video.id, now=now)
        session.flush()
        session.refresh(job)
        return get(session, owner_id, video_id)


def fetched(house: House, keys: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """Local copies, in `folder`, of the blobs of `keys`."""
    files: dict[str, Path] = {}
    for number, (name, key) in enumerate(keys.items()):
        files[name] = folder / f"in{number}{Path(key).suffix}"
        house.blobs.fetch(key, files[name])
    return files


def _stop(session: Session, job: Job, now: float) -> str:
    what = cancel_job(session, job.id, now=now)
    if what == "cancelled":
        refund(session, job.id, now)
    return what


def _queue(
    house: House,
    owner_id: str,
    engine: str,
    planned: Sequence[tuple[Order, Draft]],
    files: Mapping[str, Path],
    source: Video | None,
    repeat: Repeat | None,
    key_id: str | None = None,
) -> tuple[VideoView, ...]:
    """Store the inputs of each clip, then make it so in one transaction: reservation, job, video, event; or nothing."""
    ids = [new_id("video") for _ in planned]
    keys = {video_id: {name: _key(video_id, name, path) for name, path in files.items()} for video_id in ids}
    all_keys = [key for named in keys.values() for key in named.values()]
    now = house.clock()
    if all_keys:
        with house.db.write() as session:
            doomed(session, all_keys, now + WRITING_S)
        for named in keys.values():
            for name, key in named.items():
                house.blobs.put(key, files[name])
    with house.db.write() as session:
        owner = locked(session, owner_id)
        if (earlier := _repeated(session, owner_id, repeat)) is not None:
            return earlier
        for video_id, (order, draft) in zip(ids, planned, strict=True):
            _enqueue(session, owner, video_id, engine, order, _telling(draft, ids), keys[video_id], source, key_id, now)
        if repeat is not None:
            session.merge(
                Idempotency(owner_id=owner_id, key=repeat.key, digest=repeat.digest, result_ids=ids, created_at=now)
            )
        spared(session, all_keys)
        session.flush()
        return tuple(get(session, owner_id, video_id) for video_id in ids)


def _enqueue(
    session: Session,
    owner: Owner,
    video_id: str,
    engine: str,
    order: Order,
    draft: Draft,
    keys: Mapping[str, str],
    source: Video | None,
    key_id: str | None,
    now: float,
) -> None:
    extends = order.kind == "extend"
    price = credits_of(order, order.seconds if extends else draft.seconds)
    job, owner.last_tag = enqueue(
        session,
        owner_id=owner.id,
        weight=owner.weight,
        queued_cap=owner.queued_cap,
        last_tag=owner.last_tag,
        kind="video",
        requires=engine,
        payload={
            "video_id": video_id,
            "order": order.to_json(),
            "draft": dataclasses.asdict(draft),
            "materials": dict(keys),
        },
        cost=cost_of(order, order.seconds),
        now=now,
    )
    reserve(session, owner, job.id, price, now, key_id=key_id)
    session.flush()
    session.add(
        Video(
            id=video_id,
            owner_id=owner.id,
            job_id=job.id,
            model=order.model,
            engine=engine,
            kind=order.kind,
            prompt=order.prompt,
            seconds=draft.seconds,
            width=order.width,
            height=order.height,
            fps=order.fps,
            seed=draft.seed,
            look=draft.look,
            source_id=source.id if source else None,
            credits=price,
            extensions=source.extensions + extends if source else 0,
            document=draft.document,
            report=draft.report,
            blobs={f"in:{name}": key for name, key in keys.items()},
            created_at=now,
        )
    )
    append(session, owner_id=owner.id, subject=video_id, kind="video.queued", data={}, now=now)


def _source(session: Session, owner_id: str, source: Source) -> tuple[Video, Job]:
    """The rows of the clip to start from; an upload is known again by its bytes."""
    if source.video_id is not None:
        return find(session, source.owner_id or owner_id, source.video_id)
    if source.upload is None:
        raise InvalidInput("missing_video", "say which video: its id, or the file itself", field="video")
    row = session.execute(
        select(Video, Job)
        .join(Job, Job.id == Video.job_id)
        .where(Video.digest == sha256_of(source.upload), Video.owner_id == owner_id, Video.deleted_at.is_(None))
        .order_by(Video.created_at.desc())
    ).first()
    if row is None:
        message = "this file is not a video of yours as it was made here; only those can be worked on"
        raise InvalidInput("upload_not_ours", message, field="video")
    return row[0], row[1]


def _repeated(session: Session, owner_id: str, repeat: Repeat | None) -> tuple[VideoView, ...] | None:
    """What the same request was answered before. Errors: Conflict("idempotency_conflict")."""
    if repeat is None or repeat.is_first:
        return None
    row = session.get(Idempotency, (owner_id, repeat.key))
    if row is None:
        return None
    if row.digest != repeat.digest:
        raise Conflict("idempotency_conflict", "this idempotency key came with another request before")
    try:
        return tuple(get(session, owner_id, video_id) for video_id in row.result_ids)
    except NotFound as gone:
        raise NotFound("video_not_found", "the video of this idempotency key has been deleted") from gone


def _variant(order: Order, number: int) -> Order:
    return order if order.seed is None else dataclasses.replace(order, seed=(order.seed + number) % 2**63)


def _telling(draft: Draft, ids: Sequence[str]) -> Draft:
    """A draft that knows its fellow variants."""
    return draft if len(ids) == 1 else dataclasses.replace(draft, report=draft.report | {"variants": list(ids)})


def _key(video_id: str, name: str, path: Path) -> str:
    return f"videos/{video_id}/in/{name.replace(':', '-')}{path.suffix}"
