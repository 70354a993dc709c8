"""The use case: somebody leaves, and what is theirs goes: rows, files, sessions, keys. A receipt says what and when.

All rows go in one transaction, so that it has happened or has not. What stays is a husk without a name (so that ids
others hold lead nowhere), and the operators' own record of what they decided.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from sqlalchemy import CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from ..accounts.models import ApiKey, Idempotency, LedgerEntry, Owner
from ..accounts.people import Invite, Passkey, Person, SignIn, Waiting
from ..events.models import Event
from ..feed.models import TopicPost
from ..jobs.models import Job
from ..kernel.errors import Conflict, InvalidInput, NotFound
from ..social.models import (
    Block,
    Case,
    Comment,
    Conversation,
    Follow,
    Like,
    Message,
    Mute,
    Notice,
    Post,
    Report,
    SavedDraft,
    View,
)
from ..webhooks.models import Endpoint
from .batches.models import Batch
from .characters.models import Character
from .files.models import File, Rubbish
from .files.rubbish import doomed, sweep
from .house import House
from .videos.models import Video

_MOST_ROUNDS = 200


def leave(house: House, person_id: str, handle: str) -> dict[str, Any]:
    """Delete an account for good; `handle` is typed again to be sure. Returns the signed receipt.

    Errors: NotFound("no_such_person"), InvalidInput("wrong_handle"), Conflict("last_operator").
    """
    now = house.clock()
    with house.db.write() as session:
        person = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
        if person is None or person.state == "deleted":
            raise NotFound("no_such_person", "there is no such person")
        if handle.removeprefix("@").lower() != person.handle:
            raise InvalidInput("wrong_handle", "type your own handle to be sure", field="handle")
        _not_the_last_operator(session, person)
        name = person.handle
        keys = _blobs(session, person)
        removed = {**_social(session, person.id, now), **_account(session, person)}
        doomed(session, keys, 0.0)
        session.execute(_due(keys))
        _husk(session, person, now)
    for _ in range(_MOST_ROUNDS):  # what is left when this ends early, the workers sweep
        if not sweep(house.db, house.blobs, now):
            break
    receipt = {
        "what": "account deleted",
        "person_id": person_id,
        "handle": name,
        "deleted_at": now,
        "removed": {table: count for table, count in removed.items() if count},
        "files": len(keys),
    }
    return {**receipt, "signature": signature(house.link_secret, receipt)}


def signature(secret: bytes, receipt: dict[str, Any]) -> str:
    """HMAC-SHA-256 over the receipt without its signature, as JSON with sorted keys."""
    text = json.dumps({name: value for name, value in receipt.items() if name != "signature"}, sort_keys=True)
    return hmac.new(secret, b"receipt\n" + text.encode(), hashlib.sha256).hexdigest()


def _not_the_last_operator(session: Session, person: Person) -> None:
    if person.role == "operator":
        others = select(func.count()).select_from(Person)
        others = others.where(Person.role == "operator", Person.state == "active", Person.id != person.id)
        if not session.scalar(others):
            raise Conflict("last_operator", "make somebody else an operator first")


def _blobs(session: Session, person: Person) -> list[str]:
    """Every file that is theirs."""
    owner = person.owner_id
    videos = session.scalars(select(Video.blobs).where(Video.owner_id == owner))
    keys = [str(key) for blobs in videos for key in blobs.values()]
    keys += session.scalars(select(File.blob).where(File.owner_id == owner)).all()
    keys += session.scalars(select(Character.blob).where(Character.owner_id == owner)).all()
    return [*keys, *([person.avatar] if person.avatar else [])]


def _social(session: Session, me: str, now: float) -> dict[str, int]:
    """Posts, words and ties go, and what counted them counts them no more."""
    liked = select(Like.post_id).where(Like.person_id == me)
    session.execute(update(Post).where(Post.id.in_(liked)).values(likes=Post.likes - 1))
    said = (
        select(Comment.post_id, func.count())
        .where(Comment.person_id == me, Comment.deleted_at.is_(None), Comment.state == "live")
        .group_by(Comment.post_id)
    )
    for post_id, count in session.execute(said).all():
        session.execute(update(Post).where(Post.id == post_id).values(comments=Post.comments - count))
    made = (
        select(Post.parent_id, func.count())
        .where(Post.person_id == me, Post.parent_id.is_not(None), Post.deleted_at.is_(None))
        .group_by(Post.parent_id)
    )
    for parent_id, count in session.execute(made).all():
        session.execute(update(Post).where(Post.id == parent_id).values(remixes=Post.remixes - count))
    mine = select(Post.id).where(Post.person_id == me)
    gone: dict[str, int] = {}
    # Under their posts everything goes; under others' their comments go, or stay without words where they are answered.
    answered = select(Comment.parent_id).where(Comment.parent_id.is_not(None), Comment.person_id != me)
    kept = (Comment.person_id == me, Comment.id.in_(answered), Comment.post_id.not_in(mine))
    session.execute(update(Comment).where(*kept).values(text="", deleted_at=func.coalesce(Comment.deleted_at, now)))
    whole = or_(and_(Comment.person_id == me, Comment.id.not_in(answered)), Comment.post_id.in_(mine))
    gone["comments"] = _gone(session, delete(Comment).where(whole))
    gone["likes"] = _gone(session, delete(Like).where(or_(Like.person_id == me, Like.post_id.in_(mine))))
    gone["views"] = _gone(session, delete(View).where(or_(View.person_id == me, View.post_id.in_(mine))))
    _gone(session, delete(TopicPost).where(TopicPost.post_id.in_(mine)))
    gone["posts"] = _gone(session, delete(Post).where(Post.person_id == me))
    gone["messages"] = _gone(session, delete(Message).where(Message.sender_id == me))
    empty = select(Message.conversation_id)
    pair = or_(Conversation.one_id == me, Conversation.other_id == me)
    gone["conversations"] = _gone(session, delete(Conversation).where(pair, Conversation.id.not_in(empty)))
    gone["follows"] = _gone(session, delete(Follow).where(or_(Follow.follower_id == me, Follow.followed_id == me)))
    gone["blocks"] = _gone(session, delete(Block).where(or_(Block.blocker_id == me, Block.blocked_id == me)))
    gone["mutes"] = _gone(session, delete(Mute).where(or_(Mute.muter_id == me, Mute.muted_id == me)))
    gone["notices"] = _gone(session, delete(Notice).where(or_(Notice.person_id == me, Notice.actor_id == me)))
    gone["drafts"] = _gone(session, delete(SavedDraft).where(SavedDraft.person_id == me))
    gone["reports"] = _gone(session, delete(Report).where(Report.reporter_id == me))
    waiting = (Case.person_id == me, Case.state.in_(["open", "appealed"]))
    session.execute(update(Case).where(*waiting).values(state="closed", closed_at=now))
    session.execute(update(Case).where(Case.person_id == me).values(appeal=None))
    return gone


def _account(session: Session, person: Person) -> dict[str, int]:
    owner, me = person.owner_id, person.id
    subjects = select(Video.id).where(Video.owner_id == owner)
    gone = {"events": _gone(session, delete(Event).where(or_(Event.owner_id == owner, Event.subject.in_(subjects))))}
    for name, table in (
        ("videos", Video),
        ("jobs", Job),  # a worker that is at one finds its lease gone, and drops what it made
        ("batches", Batch),
        ("files", File),
        ("characters", Character),
        ("webhooks", Endpoint),
        ("api_keys", ApiKey),
        ("ledger", LedgerEntry),
        ("idempotency", Idempotency),
    ):
        gone[name] = _gone(session, delete(table).where(table.owner_id == owner))
    gone["sessions"] = _gone(session, delete(SignIn).where(SignIn.person_id == me))
    gone["passkeys"] = _gone(session, delete(Passkey).where(Passkey.person_id == me))
    gone["invites"] = _gone(session, delete(Invite).where(Invite.made_by == me))
    if person.email:
        gone["waitlist"] = _gone(session, delete(Waiting).where(Waiting.email == person.email))
    return gone


def _husk(session: Session, person: Person, now: float) -> None:
    mark = f"gone_{person.id[-16:]}"
    session.execute(update(Owner).where(Owner.id == person.owner_id).values(name=f"{mark}_{person.owner_id[-8:]}"))
    person.handle, person.name, person.bio = mark, "", ""
    person.email, person.password_hash, person.avatar = None, None, None
    person.plan_id, person.invited_by = None, None
    person.wishes, person.role, person.state = {}, "member", "deleted"
    person.is_minor, person.invites_left, person.locale = False, 0, "en"
    person.deleted_at = now
    session.flush()


def _due(keys: list[str]) -> Any:
    """Those that were entered with time to spare go now, too."""
    return update(Rubbish).where(Rubbish.blob.in_(keys), Rubbish.since > 0).values(since=0.0)


def _gone(session: Session, statement: Any) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return done.rowcount if isinstance(done, CursorResult) else 0
