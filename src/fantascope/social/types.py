"""Values of the social app: who looks, what they are shown, and how two people stand to each other.

Knows nothing of databases or HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Visibility = Literal["public", "followers", "unlisted"]
VISIBILITIES: tuple[Visibility, ...] = ("public", "followers", "unlisted")
SubjectKind = Literal["post", "comment", "message", "person"]
SUBJECT_KINDS: tuple[SubjectKind, ...] = ("post", "comment", "message", "person")
REPORT_REASONS = (
    "sexual",
    "violence",
    "hate",
    "self_harm",
    "harassment",
    "likeness",
    "minor",
    "spam",
    "rights",
    "other",
)
ACTIONS = ("none", "removed", "warned", "suspended")
STAFF = frozenset({"moderator", "operator"})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks; `person_id` None = someone who is not signed in."""

    person_id: str | None = None
    is_minor: bool = False
    role: str = "member"

    @property
    def is_staff(self) -> bool:
        return self.person_id is not None and self.role in STAFF


ANYONE = Viewer()


@dataclass(frozen=True, slots=True)
class Tie:
    """How the viewer stands to another person. `blocked` = either has blocked the other."""

    blocked: bool = False
    blocked_by_me: bool = False
    muted: bool = False
    follows: bool = False
    """The viewer follows the other."""
    followed_by: bool = False
    """The other follows the viewer."""


STRANGERS = Tie()


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists show them."""

    id: str
    handle: str
    name: str
    avatar: str | None
    """Blob key."""
    is_me: bool
    follows_me: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as their page shows them; what only they and staff may know is None for others."""

    card: PersonCard
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


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as lists show it. `prompt` None = hidden, or the viewer may not see it."""

    id: str
    person: PersonCard
    video_id: str | None
    """Told to its author only."""
    has_captions: bool
    width: int
    height: int
    seconds: float
    caption: str
    tags: tuple[str, ...]
    prompt: str | None
    created_at: float
    likes: int
    comments: int
    remixes: int
    liked: bool
    visibility: str
    state: str
    allows_remix: bool
    hides_prompt: bool
    parent_id: str | None
    look: str | None = None
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment with the replies to it, the oldest first."""

    id: str
    post_id: str
    person: PersonCard | None
    """None = it was deleted, and stays only because of its replies."""
    text: str
    state: str
    created_at: float
    parent_id: str | None
    mine: bool
    replies: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageView:
    id: str
    mine: bool
    text: str
    post: PostCard | None
    created_at: float
    read: bool


@dataclass(frozen=True, slots=True)
class ConversationView:
    id: str
    person: PersonCard
    last: MessageView | None
    unread: int
    last_at: float
    can_write: bool


@dataclass(frozen=True, slots=True)
class NoticeView:
    id: str
    kind: str
    actor: PersonCard | None
    subject_id: str | None
    post_id: str | None
    created_at: float
    read: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    id: str
    reporter: PersonCard | None
    reason: str
    words: str
    created_at: float


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case. `reports` and `subject` are for staff only; its author sees the decision and its reasons."""

    id: str
    subject_kind: str
    subject_id: str
    person: PersonCard | None
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
    text: str = ""
    """The words that were reported: a caption, a comment, a message, a bio."""
    post: PostCard | None = None
    reports: tuple[ReportView, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Part of a list; `next` is the cursor of the part after, None at the end."""

    items: tuple[T, ...]
    next: str | None = None


Why = Mapping[str, tuple[tuple[str, str], ...]]
"""Why each post is shown, by its id: (code, words)."""
