"""The objects of the app's own API on the wire: people, posts, comments, messages, notices, cases, videos."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from ...accounts.sign_in import SignedIn
from ...social.types import (
    ANYONE,
    CaseView,
    CommentView,
    ConversationView,
    MessageView,
    NoticeView,
    Page,
    PersonCard,
    PostCard,
    Profile,
    Viewer,
)
from ...studio.videos.types import VideoView

T = TypeVar("T")
Cursor = Annotated[str | None, Query(min_length=1, max_length=120, description="`next` of the page before.")]


def viewer_of(me: SignedIn | None) -> Viewer:
    """Who looks, as the social part knows them."""
    return ANYONE if me is None else Viewer(me.person_id, me.is_minor, me.role)


class Listed(BaseModel, Generic[T]):
    items: list[T]
    next: str | None = None


class PersonOut(BaseModel):
    id: str
    handle: str
    name: str
    avatar_url: str | None
    is_me: bool
    follows_me: bool
    followed: bool


class ProfileOut(PersonOut):
    bio: str
    role: str
    followers: int
    following: int
    posts: int
    blocked: bool
    muted: bool
    can_message: bool
    is_minor: bool | None
    state: str | None
    created_at: float


class Counts(BaseModel):
    likes: int
    comments: int
    remixes: int


class WhyOut(BaseModel):
    code: str
    words: str


class PostOut(BaseModel):
    id: str
    person: PersonOut
    video_id: str | None
    video_url: str
    poster_url: str
    captions_url: str | None
    share_url: str
    width: int
    height: int
    seconds: float
    caption: str
    tags: list[str]
    prompt: str | None
    look: str | None
    created_at: float
    counts: Counts
    liked: bool
    visibility: str
    state: str
    allows_remix: bool
    hides_prompt: bool
    parent_id: str | None
    why: list[WhyOut]


class CommentOut(BaseModel):
    id: str
    post_id: str
    person: PersonOut | None
    text: str
    state: str
    created_at: float
    parent_id: str | None
    mine: bool
    replies: list[CommentOut]


class MessageOut(BaseModel):
    id: str
    mine: bool
    text: str
    post: PostOut | None
    created_at: float
    read: bool


class ConversationOut(BaseModel):
    id: str
    person: PersonOut
    last: MessageOut | None
    unread: int
    last_at: float
    can_write: bool


class NoticeOut(BaseModel):
    id: str
    kind: str
    actor: PersonOut | None
    subject_id: str | None
    post_id: str | None
    created_at: float
    read: bool


class ReportOut(BaseModel):
    id: str
    reporter: PersonOut | None
    reason: str
    words: str
    created_at: float


class CaseOut(BaseModel):
    id: str
    subject_kind: str
    subject_id: str
    person: PersonOut | None
    state: str
    action: str | None
    reason: str
    decided_by: str | None
    decided_at: float | None
    appeal: str | None
    appealed_at: float | None
    appeal_upheld: bool | None
    appeal_reason: str
    appeal_decided_by: str | None
    created_at: float
    may_appeal: bool
    text: str
    post: PostOut | None
    reports: list[ReportOut]


class FaultOut(BaseModel):
    code: str
    message: str


class VideoOut(BaseModel):
    id: str
    model: str
    status: str
    progress: int
    stage: str
    prompt: str
    width: int
    height: int
    fps: int
    seconds: float
    look: str | None
    seed: int | None
    kind: str
    created_at: int
    completed_at: int | None
    expires_at: int | None
    queue_position: int | None
    eta_s: float | None
    credits: int
    error: FaultOut | None
    report: dict[str, Any]
    video_url: str | None
    poster_url: str | None
    captions_url: str | None
    post_id: str | None
    source_id: str | None


def person_json(card: PersonCard) -> PersonOut:
    return PersonOut(
        id=card.id,
        handle=card.handle,
        name=card.name,
        avatar_url=_avatar(card),
        is_me=card.is_me,
        follows_me=card.follows_me,
        followed=card.followed,
    )


def profile_json(page: Profile) -> ProfileOut:
    return ProfileOut(
        **person_json(page.card).model_dump(),
        bio=page.bio,
        role=page.role,
        followers=page.followers,
        following=page.following,
        posts=page.posts,
        blocked=page.blocked,
        muted=page.muted,
        can_message=page.can_message,
        is_minor=page.is_minor,
        state=page.state,
        created_at=page.created_at,
    )


def post_json(card: PostCard) -> PostOut:
    media = f"/api/media/{card.id}"
    return PostOut(
        id=card.id,
        person=person_json(card.person),
        video_id=card.video_id,
        video_url=f"{media}/video",
        poster_url=f"{media}/thumbnail",
        captions_url=f"{media}/captions" if card.has_captions else None,
        share_url=f"/c/{card.id}",
        width=card.width,
        height=card.height,
        seconds=card.seconds,
        caption=card.caption,
        tags=list(card.tags),
        prompt=card.prompt,
        look=card.look,
        created_at=card.created_at,
        counts=Counts(likes=card.likes, comments=card.comments, remixes=card.remixes),
        liked=card.liked,
        visibility=card.visibility,
        state=card.state,
        allows_remix=card.allows_remix,
        hides_prompt=card.hides_prompt,
        parent_id=card.parent_id,
        why=[WhyOut(code=code, words=words) for code, words in card.why],
    )


def comment_json(one: CommentView) -> CommentOut:
    return CommentOut(
        id=one.id,
        post_id=one.post_id,
        person=person_json(one.person) if one.person else None,
        text=one.text,
        state=one.state,
        created_at=one.created_at,
        parent_id=one.parent_id,
        mine=one.mine,
        replies=[comment_json(reply) for reply in one.replies],
    )


def message_json(one: MessageView) -> MessageOut:
    return MessageOut(
        id=one.id,
        mine=one.mine,
        text=one.text,
        post=post_json(one.post) if one.post else None,
        created_at=one.created_at,
        read=one.read,
    )


def conversation_json(one: ConversationView) -> ConversationOut:
    return ConversationOut(
        id=one.id,
        person=person_json(one.person),
        last=message_json(one.last) if one.last else None,
        unread=one.unread,
        last_at=one.last_at,
        can_write=one.can_write,
    )


def notice_json(one: NoticeView) -> NoticeOut:
    return NoticeOut(
        id=one.id,
        kind=one.kind,
        actor=person_json(one.actor) if one.actor else None,
        subject_id=one.subject_id,
        post_id=one.post_id,
        created_at=one.created_at,
        read=one.read,
    )


def case_json(one: CaseView) -> CaseOut:
    return CaseOut(
        id=one.id,
        subject_kind=one.subject_kind,
        subject_id=one.subject_id,
        person=person_json(one.person) if one.person else None,
        state=one.state,
        action=one.action,
        reason=one.reason,
        decided_by=one.decided_by,
        decided_at=one.decided_at,
        appeal=one.appeal,
        appealed_at=one.appealed_at,
        appeal_upheld=one.appeal_upheld,
        appeal_reason=one.appeal_reason,
        appeal_decided_by=one.appeal_decided_by,
        created_at=one.created_at,
        may_appeal=one.may_appeal,
        text=one.text,
        post=post_json(one.post) if one.post else None,
        reports=[
            ReportOut(
                id=row.id,
                reporter=person_json(row.reporter) if row.reporter else None,
                reason=row.reason,
                words=row.words,
                created_at=row.created_at,
            )
            for row in one.reports
        ],
    )


def video_json(view: VideoView, *, eta_s: float | None = None, post_id: str | None = None) -> VideoOut:
    files = f"/api/videos/{view.id}/files" if view.status == "completed" else None
    return VideoOut(
        id=view.id,
        model=view.model,
        status=view.status,
        progress=view.progress,
        stage=view.stage,
        prompt=view.prompt,
        width=view.width,
        height=view.height,
        fps=view.fps,
        seconds=view.seconds,
        look=view.look,
        seed=view.seed,
        kind=view.kind,
        created_at=view.created_at,
        completed_at=view.completed_at,
        expires_at=view.expires_at,
        queue_position=view.queue_position,
        eta_s=eta_s,
        credits=view.credits,
        error=None if view.error is None else FaultOut(code=view.error[0], message=view.error[1]),
        report=dict(view.report),
        video_url=f"{files}/video" if files else None,
        poster_url=f"{files}/thumbnail" if files else None,
        captions_url=f"{files}/captions" if files and view.has_captions else None,
        post_id=post_id,
        source_id=view.source_id,
    )


def page_json(page: Page[Any], shape: Any) -> dict[str, Any]:
    """A page of things, each as `shape` makes it."""
    return {"items": [shape(one) for one in page.items], "next": page.next}


def _avatar(card: PersonCard) -> str | None:
    """As `accounts.people_read.avatar_url`."""
    return f"/api/avatars/{card.id}?v={card.avatar.rpartition('.')[0][-8:]}" if card.avatar else None
