"""Clips that were signed while no time-stamp server answered are signed again when one does.

A recurring task. Picture and sound stay as they are; the manifest is written anew. One whose sources are gone,
or that was put together from several, keeps the manifest that it has: an old one is better than one without lineage.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from ...accounts.people import Person
from ...engines.port import Order
from ...jobs.models import Job
from ...media.digest import sha256_of
from ...provenance.manifest.read import read_manifest
from ...provenance.manifest.sign import sign
from ...provenance.manifest.types import Facts, Parent
from ..files.rubbish import WRITING_S, doomed, spared
from ..house import House
from ..videos.models import Video
from .facts import title_of
from .keys import signers, signing_key
from .models import ClipMark

_AT_ONCE = 10


def restamp(house: House) -> int:
    """Sign the oldest unstamped clips again, until no server answers; returns how many have a stamp now."""
    if not house.settings.timestamp_servers:
        return 0
    with house.db.read() as session:
        waiting = select(ClipMark.video_id).where(ClipMark.unstamped).order_by(ClipMark.created_at).limit(_AT_ONCE)
        ids = list(session.scalars(waiting))
    done = 0
    for video_id in ids:
        stamped = _again(house, video_id)
        if stamped is False:
            break
        if stamped is None:
            _settle(house, video_id)
        done += stamped is True
    return done


def _again(house: House, video_id: str) -> bool | None:
    """Whether it is stamped now; None = it cannot be."""
    with house.db.read() as session:
        video = session.get(Video, video_id)
        row = session.scalar(select(ClipMark).where(ClipMark.video_id == video_id))
        if row is None or video is None or "video" not in video.blobs:
            return None
        job = session.get_one(Job, video.job_id)
        source = session.get(Video, video.source_id) if video.source_id else None
        wishes = session.scalar(select(Person.wishes).where(Person.owner_id == video.owner_id)) or {}
        old = str(video.blobs["video"])
        before = str(source.blobs["video"]) if source and "video" in source.blobs else None
        thumbnail = str(video.blobs["thumbnail"])
        order, payload = Order.from_json(job.payload["order"]), int(row.payload, 16)
    with house.scratch() as folder:
        clip = _fetched(house, old, folder / "old.mp4")
        told = read_manifest(clip.read_bytes(), signers(house.settings))
        wanted = [one.relation for one in told.ancestors]
        if told.state != "intact" or wanted not in ([], ["parent"]) or (wanted and before is None):
            return None
        parents: tuple[Parent, ...] = ()
        if wanted and before is not None:
            parents = (Parent(_fetched(house, before, folder / "source.mp4"), "parent", "source clip"),)
        facts = Facts(
            title=title_of(payload),
            origin=told.origin or "trained",
            engine=told.engine or video.engine,
            model=order.model,
            version=told.version or "",
            asked=order.kind,
            prompt=order.prompt,
            tells_prompt=wishes.get("tells_prompt") is True,
            payload=payload,
            parents=parents,
        )
        out, image = folder / "clip.mp4", _fetched(house, thumbnail, folder / "thumbnail.webp")
        stamps = house.settings.timestamp_servers
        if not sign(clip, out, facts, signing_key(house.settings), thumbnail=image, stamps=stamps).stamped:
            return False
        return _replaced(house, video_id, old, out)


def _settle(house: House, video_id: str) -> None:
    with house.db.write() as session:
        row = session.scalars(select(ClipMark).where(ClipMark.video_id == video_id)).one()
        row.unstamped = False


def _replaced(house: House, video_id: str, old: str, clip: Path) -> bool | None:
    """Put the newly signed file in the place of the old one, unless the video has gone or changed meanwhile."""
    now = house.clock()
    key = f"{old.rpartition('/')[0]}/stamped-{clip.name}"
    with house.db.write() as session:
        doomed(session, [key], now + WRITING_S)
    house.blobs.put(key, clip)
    with house.db.write() as session:
        video = session.get_one(Video, video_id)
        if video.blobs.get("video") != old:
            return None
        spared(session, [key])
        doomed(session, [old], now)
        video.blobs = {**video.blobs, "video": key}
        video.digest = sha256_of(clip)
        row = session.scalars(select(ClipMark).where(ClipMark.video_id == video_id)).one()
        row.unstamped = False
    return True


def _fetched(house: House, key: str, path: Path) -> Path:
    house.blobs.fetch(key, path)
    return path
