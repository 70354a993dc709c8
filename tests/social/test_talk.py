"""Comments, messages and drafts, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fantascope.kernel.errors import Forbidden, InvalidInput, NotFound
from fantascope.social import comments, drafts, inbox, messages, posts, ties
from fantascope.social.notices import mark_read, unread_messages, unread_notices

if TYPE_CHECKING:
    from fantascope.db.database import Database


def test_threads_have_one_level(db: Database, person: Any, post: Any) -> None:
    author, reader = person("author"), person("reader")
    under = post(author)
    with db.write() as session:
        first = comments.write(session, reader, under, "lovely", 1.0)
        answer = comments.write(session, author, under, "thanks", 2.0, parent_id=first.id)
        again = comments.write(session, reader, under, "more!", 3.0, parent_id=answer.id)
    with db.read() as session:
        (thread,) = comments.listing(session, author, under, None).items
        assert [reply.id for reply in thread.replies] == [answer.id, again.id]
        assert {reply.parent_id for reply in thread.replies} == {first.id}
        assert posts.get(session, author, under).comments == 3
        told = [(one.kind, one.post_id) for one in inbox.notices(session, author, None).items]
        assert sorted(told) == [("comment", under), ("reply", under)]
    with db.write() as session:
        comments.erase(session, reader, first.id, 4.0)
        (thread,) = comments.listing(session, author, under, None).items
        assert (thread.person, thread.text, len(thread.replies)) == (None, "", 2)
        comments.erase(session, author, again.id, 5.0)  # under one's own post
        with pytest.raises(Forbidden):
            comments.erase(session, reader, answer.id, 6.0)
        assert posts.get(session, author, under).comments == 1


def test_comments_of_the_blocked_and_muted_are_not_shown(db: Database, person: Any, post: Any) -> None:
    author, one, two = person("author"), person("one"), person("two")
    under = post(author)
    with db.write() as session:
        hers = comments.write(session, one, under, "x", 1.0)
        comments.write(session, two, under, "y", 2.0)
        ties.block(session, two, "one", 3.0)
        ties.mute(session, author, "two", 3.0)
    with db.write() as session:
        assert [c.text for c in comments.listing(session, two, under, None).items] == ["y"]
        assert [c.text for c in comments.listing(session, one, under, None).items] == ["x"]
        assert [c.text for c in comments.listing(session, author, under, None).items] == ["x"]
        with pytest.raises(NotFound):
            comments.write(session, two, under, "z", 4.0, parent_id=hers.id)
        with pytest.raises(InvalidInput):
            comments.write(session, one, under, "  ", 4.0)


def test_a_conversation_is_seen_by_two(db: Database, person: Any, post: Any) -> None:
    ann, bob, eve = person("ann"), person("bob"), person("eve", role="operator")
    with db.write() as session:
        talk = messages.begin(session, ann, "bob", "hello", 1.0)
        same = messages.begin(session, bob, "ann", "hello you", 2.0)
        assert same.id == talk.id
        assert (unread_messages(session, ann.person_id), unread_messages(session, bob.person_id)) == (1, 1)
        messages.read_all(session, bob, talk.id, 3.0)
        assert unread_messages(session, bob.person_id) == 0
        first = messages.messages(session, bob, talk.id, None).items[-1]
        for look in (
            lambda: messages.messages(session, eve, talk.id, None),
            lambda: messages.send(session, eve, talk.id, "x", 3.0),
            lambda: messages.unsend(session, eve, first.id, 3.0),
            lambda: messages.read_all(session, eve, talk.id, 3.0),
        ):
            with pytest.raises(NotFound):
                look()
        assert messages.conversations(session, eve, None).items == ()
        with pytest.raises(Forbidden):
            messages.unsend(session, bob, first.id, 4.0)
        messages.unsend(session, ann, first.id, 4.0)
        assert [one.text for one in messages.messages(session, bob, talk.id, None).items] == ["hello you"]
        ties.block(session, bob, "ann", 5.0)
        with pytest.raises(NotFound):
            messages.send(session, ann, talk.id, "still there?", 6.0)
        assert messages.conversations(session, ann, None).items == ()


def test_no_adult_begins_with_a_minor(db: Database, person: Any) -> None:
    adult, kid = person("adult"), person("kid", minor=True)
    with db.write() as session:
        ties.follow(session, adult, "kid", 1.0)
        ties.follow(session, kid, "adult", 1.0)
        with pytest.raises(Forbidden):
            messages.begin(session, adult, "kid", "hi", 2.0)
        talk = messages.begin(session, kid, "adult", "hi", 3.0)
        messages.begin(session, adult, "kid", "hello", 4.0)
        ties.unfollow(session, kid, "adult")
        with pytest.raises(Forbidden):
            messages.send(session, adult, talk.id, "hello?", 5.0)


def test_a_post_sent_along_is_shown_to_whom_may_see_it(db: Database, person: Any, post: Any) -> None:
    ann, bob = person("ann"), person("bob")
    close = post(ann, visibility="followers")
    with db.write() as session:
        talk = messages.begin(session, ann, "bob", "", 1.0, post_id=close)
        assert messages.messages(session, ann, talk.id, None).items[0].post is not None
        assert messages.messages(session, bob, talk.id, None).items[0].post is None


def test_notices_are_one_each(db: Database, person: Any) -> None:
    ann, bob = person("ann"), person("bob")
    with db.write() as session:
        for at in range(3):
            messages.begin(session, ann, "bob", "hello", 1.0 + at)
            ties.follow(session, ann, "bob", 1.0 + at)
            ties.unfollow(session, ann, "bob")
        ties.follow(session, ann, "bob", 9.0)
        assert sorted(one.kind for one in inbox.notices(session, bob, None).items) == ["follow", "message"]
        assert unread_notices(session, bob.person_id) == 2
        mark_read(session, bob.person_id, 10.0)
        assert unread_notices(session, bob.person_id) == 0


def test_drafts_are_ones_own(db: Database, person: Any) -> None:
    ann, bob = person("ann"), person("bob")
    with db.write() as session:
        kept = drafts.save(session, ann, {"prompt": "a fox"}, 1.0)
        drafts.save(session, ann, {"prompt": "two foxes"}, 2.0, kept.id)
        for touch in (
            lambda: drafts.find(session, bob, kept.id),
            lambda: drafts.save(session, bob, {}, 3.0, kept.id),
            lambda: drafts.discard(session, bob, kept.id),
        ):
            with pytest.raises(NotFound):
                touch()
        assert len(drafts.listing(session, ann, None).items) == 1
        drafts.discard(session, ann, kept.id)
        assert drafts.listing(session, ann, None).items == ()
