"""A member's own videos: asked for within their plan, seen with how long they will take and where they are published.

Knows nothing of HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..accounts.plans import grant_due
from ..engines.world.screenplay.io import loads
from ..kernel.errors import InvalidInput
from ..social.models import Post
from ..social.ties import writer
from ..social.types import Viewer
from .allowance import check_allowance, ready_in_s
from .house import House
from .videos import actions
from .videos.check import DEFAULT_SECONDS
from .videos.queries import find, get, listing
from .videos.types import Repeat, VideoView, Wanted

MOST_CARDS = 12


@dataclass(frozen=True, slots=True)
class Mine:
    """A video of one's own; `eta_s` None = it does not wait or run, `post_id` None = it is not published."""

    view: VideoView
    eta_s: float | None
    post_id: str | None


def make(
    house: House, viewer: Viewer, owner_id: str, wanted: Wanted, repeat: Repeat | None = None
) -> tuple[VideoView, ...]:
    """Queue what a member wants; a screenplay's own length counts.

    Errors: those of `actions.create`; Forbidden("suspended"), OverLimit("over_plan").
    """
    if wanted.document is not None:
        play = loads(wanted.document)
        seconds = sum(shot.duration_s for shot in play.shots)
        wanted = replace(wanted, seconds=seconds, prompt=wanted.prompt or play.prompt or play.title)
    with house.db.write() as session:
        writer(session, viewer)
        grant_due(session, owner_id, house.clock())
        seconds = DEFAULT_SECONDS if wanted.seconds is None else wanted.seconds
        check_allowance(session, owner_id, seconds, wanted.width * wanted.height)
    return actions.create(house, owner_id, wanted, repeat)


def storyboard(cards: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """(prompt, seconds) of cards, each a sentence and how long it lasts.

    Errors: InvalidInput("bad_cards").
    """
    if not 1 <= len(cards) <= MOST_CARDS or any(not words.strip() or seconds <= 0 for words, seconds in cards):
        raise InvalidInput("bad_cards", f"a storyboard has 1 to {MOST_CARDS} cards, each with words", field="cards")
    lines = (
        f"Card {k} ({seconds:g} seconds): {' '.join(words.split())}" for k, (words, seconds) in enumerate(cards, 1)
    )
    return "\n".join(lines), sum(seconds for _, seconds in cards)


def one(session: Session, owner_id: str, video_id: str, now: float) -> Mine:
    """A video of one's own. Errors: NotFound("video_not_found")."""
    _, job = find(session, owner_id, video_id)
    view = get(session, owner_id, video_id)
    return Mine(view, ready_in_s(session, job, now), _posts(session, [video_id]).get(video_id))


def many(session: Session, owner_id: str, *, after: str | None, limit: int, now: float) -> tuple[list[Mine], bool]:
    """A page of one's videos, the newest first, and whether there are more. Errors: InvalidInput("bad_cursor")."""
    views, more = listing(session, owner_id, after=after, limit=limit, order="desc")
    posts = _posts(session, [view.id for view in views])
    found = []
    for view in views:
        if view.status in {"queued", "in_progress"}:
            found.append(one(session, owner_id, view.id, now))
        else:
            found.append(Mine(view, None, posts.get(view.id)))
    return found, more


def _posts(session: Session, videos: Sequence[str]) -> Mapping[str, str]:
    rows = session.execute(select(Post.video_id, Post.id).where(Post.video_id.in_(videos), Post.deleted_at.is_(None)))
    return {row[0]: row[1] for row in rows}
