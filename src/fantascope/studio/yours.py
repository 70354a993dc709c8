"""Everything one owns as one archive: read here, written as a ZIP while it is sent.

Knows nothing of HTTP. The rows are of one moment; a file that goes meanwhile is left out and said so. Every member has
its SHA-256 in manifest.json, which comes last.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import IO, Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ..accounts.models import LedgerEntry
from ..accounts.people import Person
from ..kernel.errors import NotFound
from ..social.models import Block, Comment, Conversation, Follow, Like, Message, Mute, Post, SavedDraft
from .house import House
from .videos.models import Video

FORMAT = "fantascope-export"
FORMAT_VERSION = 1
VARIANTS = {
    "video": "video.mp4",
    "thumbnail": "thumbnail.webp",
    "spritesheet": "spritesheet.jpg",
    "captions": "captions.vtt",
}


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is in an archive: JSON documents by their names, and blobs by theirs."""

    documents: Mapping[str, Any]
    blobs: Mapping[str, str]


def export(house: House, person_id: str, owner_id: str) -> Iterator[bytes]:
    """The archive of a person, piece by piece."""
    with house.db.read() as session:
        if not house.db.is_sqlite:  # whose readers see one moment anyway
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        held = _belongings(session, person_id, owner_id)
    return _zipped(house, held, house.clock())


def _zipped(house: House, held: Belongings, now: float) -> Iterator[bytes]:
    sink = _Sink()
    stamp = datetime.fromtimestamp(now, UTC).timetuple()[:6]
    files: dict[str, dict[str, Any]] = {}
    missing: list[str] = []
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as archive:
        for name, document in held.documents.items():
            data = document if isinstance(document, bytes) else _json(document)
            archive.writestr(_member(name, stamp, zipfile.ZIP_DEFLATED), data)
            files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            yield sink.taken()
        for name, key in held.blobs.items():
            try:
                chunks = house.blobs.chunks(key)
            except NotFound:
                missing.append(name)
                continue
            digest, length = hashlib.sha256(), 0
            with archive.open(_member(name, stamp, zipfile.ZIP_STORED), "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    digest.update(chunk)
                    length += len(chunk)
                    yield sink.taken()
            files[name] = {"bytes": length, "sha256": digest.hexdigest()}
        manifest = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "made_by": f"fantascope {version('fantascope')}",
            "made_at": now,
            "from": house.settings.base_url or None,
            "files": files,
            "missing": missing,
        }
        archive.writestr(_member("manifest.json", stamp, zipfile.ZIP_DEFLATED), _json(manifest))
    yield sink.taken()


def _belongings(session: Session, person_id: str, owner_id: str) -> Belongings:
    person = session.get_one(Person, person_id)
    documents: dict[str, Any] = {
        "data/profile.json": {
            "id": person.id,
            "handle": person.handle,
            "name": person.name,
            "bio": person.bio,
            "email": person.email,
            "locale": person.locale,
            "is_minor": person.is_minor,
            "wishes": person.wishes,
            "created_at": person.created_at,
        },
        "data/posts.json": _rows(session, Post, Post.person_id == person_id, Post.deleted_at.is_(None)),
        "data/comments.json": _rows(session, Comment, Comment.person_id == person_id, Comment.deleted_at.is_(None)),
        "data/messages.json": _messages(session, person_id),
        "data/follows.json": _handles(session, Follow.followed_id, Follow.created_at, Follow.follower_id == person_id),
        "data/followers.json": _handles(
            session, Follow.follower_id, Follow.created_at, Follow.followed_id == person_id
        ),
        "data/blocks.json": _handles(session, Block.blocked_id, Block.created_at, Block.blocker_id == person_id),
        "data/mutes.json": _handles(session, Mute.muted_id, Mute.created_at, Mute.muter_id == person_id),
        "data/likes.json": _rows(session, Like, Like.person_id == person_id),
        "data/drafts.json": [
            {"id": row.id, "form": json.loads(row.form), "updated_at": row.updated_at}
            for row in session.scalars(select(SavedDraft).where(SavedDraft.person_id == person_id))
        ],
        "data/credits.json": _rows(session, LedgerEntry, LedgerEntry.owner_id == owner_id),
    }
    blobs: dict[str, str] = {}
    if person.avatar is not None:
        blobs["data/avatar.webp"] = person.avatar
    videos = select(Video).where(
        Video.owner_id == owner_id, Video.deleted_at.is_(None), Video.completed_at.is_not(None)
    )
    for video in session.scalars(videos.order_by(Video.created_at)):
        folder = f"videos/{video.id}"
        documents[f"{folder}/about.json"] = _about(video)
        if video.document is not None:
            documents[f"{folder}/screenplay.json"] = video.document.encode()
        for variant, name in VARIANTS.items():
            if variant in video.blobs:
                blobs[f"{folder}/{name}"] = str(video.blobs[variant])
    return Belongings(documents, blobs)


def _about(video: Video) -> dict[str, Any]:
    names = ("id", "model", "engine", "kind", "prompt", "seconds", "width", "height", "fps", "seed", "look")
    more = ("source_id", "report", "digest", "created_at", "completed_at")
    return {name: getattr(video, name) for name in (*names, *more)}


def _rows(session: Session, table: Any, *where: Any) -> list[dict[str, Any]]:
    columns = [column.key for column in table.__mapper__.column_attrs if column.key not in {"words"}]
    return [{name: getattr(row, name) for name in columns} for row in session.scalars(select(table).where(*where))]


def _handles(session: Session, who: Any, since: Any, where: Any) -> list[dict[str, Any]]:
    query = select(Person.handle, Person.name, since).join(Person, Person.id == who).where(where)
    return [{"handle": row[0], "name": row[1], "since": row[2]} for row in session.execute(query)]


def _messages(session: Session, person_id: str) -> list[dict[str, Any]]:
    """Conversations whole: what others wrote to one is one's own to keep."""
    mine = or_(Conversation.one_id == person_id, Conversation.other_id == person_id)
    found = []
    for talk in session.scalars(select(Conversation).where(mine).order_by(Conversation.last_at)):
        other = session.get(Person, talk.other_id if talk.one_id == person_id else talk.one_id)
        said = select(Message).where(Message.conversation_id == talk.id, Message.deleted_at.is_(None))
        found.append(
            {
                "with": other.handle if other is not None else None,
                "messages": [
                    {
                        "mine": row.sender_id == person_id,
                        "text": row.text,
                        "post_id": row.post_id,
                        "created_at": row.created_at,
                    }
                    for row in session.scalars(said.order_by(Message.created_at))
                ],
            }
        )
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _member(name: str, stamp: tuple[int, ...], how: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, cast(Any, stamp))
    member.compress_type = how
    member.external_attr = 0o600 << 16
    return member


class _Sink:
    """A file that can only be written, and whose bytes are taken away as they come."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        data, self._pieces = b"".join(self._pieces), []
        return data
