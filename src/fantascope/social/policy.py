"""Who may see and do what. Pure: facts in, a yes or no out; tested as tables.

Knows nothing of databases. Blocked either way, neither exists for the other; staff see what they must judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from .types import Tie, Viewer


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What decides about seeing a post. `author_state` as of Person."""

    author_id: str
    visibility: str
    state: str
    deleted: bool = False
    author_state: str = "active"
    allows_remix: bool = True


def can_see_person(viewer: Viewer, person_id: str, state: str, tie: Tie) -> bool:
    """Whether a person's page is there for the viewer. Whom I blocked myself I still find, to be able to unblock."""
    if state == "deleted":
        return False
    if viewer.person_id == person_id or viewer.is_staff:
        return True
    if tie.blocked and not tie.blocked_by_me:
        return False
    return state == "active"


def can_see_post(viewer: Viewer, post: PostFacts, tie: Tie) -> bool:
    """Whether a post is there for the viewer who has its address."""
    if post.deleted or post.author_state == "deleted":
        return False
    if viewer.person_id == post.author_id or viewer.is_staff:
        return True
    if tie.blocked or post.author_state != "active" or post.state != "live":
        return False
    return post.visibility in {"public", "unlisted"} or (post.visibility == "followers" and tie.follows)


def in_lists(viewer: Viewer, post: PostFacts, tie: Tie) -> bool:
    """Whether a post shows up for the viewer without its address: on a profile, in search, in lineage."""
    if viewer.person_id == post.author_id:
        return not post.deleted
    if tie.muted or post.visibility == "unlisted" or post.state != "live" or tie.blocked:
        return False
    return can_see_post(viewer, post, tie) and (post.visibility == "public" or tie.follows)


def can_remix(viewer: Viewer, post: PostFacts, tie: Tie) -> bool:
    """Whether the viewer may make something from a post."""
    if viewer.person_id is None or not can_see_post(viewer, post, tie):
        return False
    if viewer.person_id == post.author_id:
        return True
    return post.allows_remix and post.visibility == "public" and post.state == "live"


def can_begin_conversation(sender: Viewer, receiver_is_minor: bool, receiver_state: str, tie: Tie) -> bool:
    """No adult begins a conversation with a minor; a minor talks only with those who follow back."""
    if sender.person_id is None or receiver_state != "active" or tie.blocked:
        return False
    if receiver_is_minor and not sender.is_minor:
        return False
    if sender.is_minor or receiver_is_minor:
        return tie.follows and tie.followed_by
    return True


def can_go_on_talking(
    sender: Viewer, receiver_is_minor: bool, receiver_state: str, begun_by_sender: bool, tie: Tie
) -> bool:
    """Between an adult and a minor talk goes on only while both follow each other, and only if the minor began it."""
    if sender.person_id is None or receiver_state != "active" or tie.blocked:
        return False
    if receiver_is_minor != sender.is_minor:
        minor_began = begun_by_sender if sender.is_minor else not begun_by_sender
        return minor_began and tie.follows and tie.followed_by
    return True


def can_find_person(viewer: Viewer, person_id: str, is_minor: bool, state: str, tie: Tie) -> bool:
    """Whether search tells of a person. Minors are found only by minors and by those they follow."""
    if viewer.person_id == person_id:
        return True
    if tie.blocked or tie.muted or state != "active":
        return False
    return not is_minor or viewer.is_minor or viewer.is_staff or tie.followed_by


def default_visibility(is_minor: bool) -> str:
    return "followers" if is_minor else "public"


def can_decide_appeal(moderator_id: str, decided_by: str | None, others: int) -> bool:
    """An appeal is not decided by who decided first, where there is another (`others`: how many staff beside them)."""
    return moderator_id != decided_by or others == 0
