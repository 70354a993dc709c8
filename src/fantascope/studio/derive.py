"""The use cases that make a clip from others: remix and extend (also of somebody's public post), a screenplay changed
by hand, and several clips joined as the shots of one.

Whether the maker may is decided in social.policy; lineage stands in the video's source, and is told when published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..accounts.people import Person
from ..engines.port import Kind
from ..kernel.errors import InvalidInput, NotFound
from ..social.posts import remixable_post
from ..social.ties import writer
from ..social.types import Viewer
from .allowance import check_allowance
from .house import House
from .stitch import joined
from .videos import actions
from .videos.models import Video
from .videos.queries import find
from .videos.types import Repeat, Source, VideoView, Wanted


@dataclass(frozen=True, slots=True)
class Part:
    """A clip to make something from: somebody's post, or a video of one's own."""

    post_id: str | None = None
    video_id: str | None = None


def rework(
    house: House,
    viewer: Viewer,
    owner_id: str,
    part: Part,
    kind: Kind,
    prompt: str,
    *,
    seconds: float | None = None,
    seed: int | None = None,
    repeat: Repeat | None = None,
) -> VideoView:
    """Remix or extend a clip; the new video is the viewer's.

    Errors: those of `actions.rework`; NotFound("post_not_found"), Forbidden("no_remix" | "suspended"),
    OverLimit("over_plan").
    """
    with house.db.read() as session:
        writer(session, viewer)
        source, video = _source(session, viewer, owner_id, part)
        # The look of a clip stays unless the instruction changes it, so none is said here.
        length = video.seconds + (seconds or 4.0) if kind == "extend" else video.seconds
        check_allowance(session, owner_id, length, video.width * video.height)
    wanted = Wanted(prompt=prompt, seconds=seconds, seed=seed)
    return actions.rework(house, owner_id, kind, source, wanted, repeat)


def replay(
    house: House, viewer: Viewer, owner_id: str, video_id: str, document: str, repeat: Repeat | None = None
) -> VideoView:
    """A new video of one's own video's screenplay, changed by hand.

    Errors: those of `actions.perform`; Forbidden("suspended"), OverLimit("over_plan").
    """
    with house.db.read() as session:
        writer(session, viewer)
        video, _ = find(session, owner_id, video_id)
        check_allowance(session, owner_id, 0.0, video.width * video.height)
    return actions.perform(house, owner_id, [Source(video_id)], document, video.prompt, repeat)


def stitch(
    house: House, viewer: Viewer, owner_id: str, parts: Sequence[Part], repeat: Repeat | None = None
) -> VideoView:
    """Clips joined, in this order, as the shots of one screenplay of at most 60 s.

    Errors: those of `actions.perform` and `stitch.joined`; NotFound, Forbidden, OverLimit("over_plan").
    """
    if not 2 <= len(parts) <= 24:
        raise InvalidInput("bad_parts", f"2 to 24 clips can be joined, not {len(parts)}", field="parts")
    with house.db.read() as session:
        writer(session, viewer)
        found = [_source(session, viewer, owner_id, part) for part in parts]
        documents = []
        for _, video in found:
            if video.document is None or video.engine != found[0][1].engine:
                message = "only clips of one engine that have a screenplay can be joined"
                raise InvalidInput("unsupported_stitch", message, field="parts")
            documents.append(video.document)
        document, seconds = joined(documents)
        first = found[0][1]
        check_allowance(session, owner_id, seconds, first.width * first.height)
    prompt = "\n".join(video.prompt for _, video in found)
    return actions.perform(house, owner_id, [source for source, _ in found], document, prompt, repeat)


def _source(session: Session, viewer: Viewer, owner_id: str, part: Part) -> tuple[Source, Video]:
    if part.video_id is not None:
        video, _ = find(session, owner_id, part.video_id)
        return Source(video.id), video
    if part.post_id is None:
        raise InvalidInput("missing_part", "say which clip: a post or a video of yours", field="parts")
    post = remixable_post(session, viewer, part.post_id)
    row = session.execute(
        select(Video, Person.owner_id)
        .join(Person, Person.owner_id == Video.owner_id)
        .where(Video.id == post.video_id, Video.deleted_at.is_(None), Person.id == post.person_id)
    ).first()
    if row is None:
        raise NotFound("post_not_found", "there is no such post", field="post_id")
    return Source(row[0].id, owner_id=row[1]), row[0]
