"""Posts, likes, ties and lineage, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete

from fantascope.kernel.errors import FantascopeError, Forbidden, InvalidInput, NotFound
from fantascope.social import inbox, posts, profiles, search, ties
from fantascope.social.models import Like, Notice, Post
from fantascope.social.types import ANYONE

if TYPE_CHECKING:
    from fantascope.db.database import Database


def test_likes_are_counted_exactly_however_many_come_at_once(db: Database, person: Any, post: Any) -> None:
    author, fans = person("author"), [person(f"fan{k}") for k in range(8)]
    liked = post(author)

    def like(k: int) -> None:
        with db.write() as session:
            posts.like(session, fans[k % 8], liked, 20.0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(like, range(24)))
    with db.read() as session:
        assert session.get_one(Post, liked).likes == 8
        assert len(session.query(Like).all()) == 8
        assert len(inbox.notices(session, author, None).items) == 8
    with db.write() as session:
        assert posts.unlike(session, fans[0], liked) == (False, 7)
        assert posts.unlike(session, fans[0], liked) == (False, 7)
        assert len(inbox.notices(session, author, None).items) == 7
        posts.like(session, fans[0], liked, 21.0)
        posts.like(session, author, liked, 21.0)
    with db.read() as session:
        assert session.query(Notice).where(Notice.actor_id == author.person_id).count() == 0


def test_blocked_either_way_there_is_nothing(db: Database, person: Any, post: Any) -> None:
    author, reader = person("author"), person("reader")
    theirs = post(author)
    with db.write() as session:
        ties.follow(session, reader, "author", 1.0)
        ties.follow(session, author, "reader", 1.0)
        ties.block(session, author, "reader", 2.0)
    with db.write() as session:
        for see in (
            lambda: posts.get(session, reader, theirs),
            lambda: posts.like(session, reader, theirs, 3.0),
            lambda: posts.lineage(session, reader, theirs),
            lambda: profiles.profile(session, reader, "author"),
            lambda: profiles.followers(session, reader, "author", None),
            lambda: ties.follow(session, reader, "author", 3.0),
            lambda: profiles.followers(session, author, "reader", None),
        ):
            with pytest.raises(NotFound):
                see()
        assert search.posts(session, reader, "fox", None).items == ()
        assert search.people(session, reader, "author").items == ()
        seen = profiles.profile(session, author, "reader")
        assert (seen.blocked, seen.card.followed, seen.card.follows_me, seen.bio) == (True, False, False, "")
        assert [card.handle for card in profiles.blocked(session, author, None).items] == ["reader"]
        with pytest.raises(Forbidden):
            ties.follow(session, author, "reader", 3.0)
        ties.unblock(session, author, "reader")
        assert posts.get(session, reader, theirs).id == theirs


def test_muting_hides_and_is_not_noticed(db: Database, person: Any, post: Any) -> None:
    loud, me = person("loud"), person("me")
    theirs, mine = post(loud, "noise"), post(me)
    with db.write() as session:
        ties.mute(session, me, "loud", 1.0)
        posts.like(session, loud, mine, 2.0)
        assert inbox.notices(session, me, None).items == ()
        assert search.posts(session, me, "noise", None).items == ()
        assert posts.get(session, me, theirs).id == theirs
        assert posts.get(session, loud, mine).likes == 1
        assert not profiles.profile(session, loud, "me").muted


def test_followers_only_and_unlisted(db: Database, person: Any, post: Any) -> None:
    author, friend, other = person("author"), person("friend"), person("other")
    close, hidden = post(author, "close", visibility="followers"), post(author, "hidden", visibility="unlisted")
    with db.write() as session:
        ties.follow(session, friend, "author", 1.0)
    with db.read() as session:
        assert posts.get(session, friend, close).id == close
        for viewer in (other, ANYONE):
            with pytest.raises(NotFound):
                posts.get(session, viewer, close)
            assert posts.get(session, viewer, hidden).id == hidden
            assert posts.posts_of(session, viewer, "author", None).items == ()
        assert [card.id for card in posts.posts_of(session, friend, "author", None).items] == [close]
        assert [card.id for card in search.posts(session, friend, "clo", None).items] == [close]
        assert search.posts(session, other, "close", None).items == ()
        assert search.posts(session, friend, "hidden", None).items == ()
        assert {card.id for card in posts.posts_of(session, author, "author", None).items} == {close, hidden}


def test_pages_follow_each_other_without_gap_or_double(db: Database, person: Any, post: Any) -> None:
    author = person("author")
    made = [post(author, created_at=10.0 + k // 3) for k in range(10)]
    found: list[str] = []
    cursor = None
    with db.read() as session:
        while True:
            page = posts.posts_of(session, ANYONE, "author", cursor, limit=3)
            found += [card.id for card in page.items]
            cursor = page.next
            if cursor is None:
                break
    assert sorted(found) == sorted(made)
    assert len(found) == 10


def test_changing_is_for_the_author_alone(db: Database, person: Any, post: Any) -> None:
    author, other, boss = person("author"), person("other"), person("boss", role="operator")
    mine = post(author)
    with db.write() as session:
        posts.change(session, author, mine, caption="A #Boat", hides_prompt=True, visibility="unlisted")
        card = posts.get(session, author, mine)
        assert (card.caption, card.tags, card.visibility, card.hides_prompt) == ("A #Boat", ("boat",), "unlisted", True)
        for who in (other, boss):
            with pytest.raises(Forbidden):
                posts.change(session, who, mine, caption="x")
            with pytest.raises(Forbidden):
                posts.take_down(session, who, mine, 3.0)
        for wrong in ({"visibility": "secret"}, {"caption": "x" * 501}):
            with pytest.raises(InvalidInput):
                posts.change(session, author, mine, **wrong)
        posts.take_down(session, author, mine, 3.0)
        with pytest.raises(NotFound):
            posts.get(session, author, mine)


def test_the_suspended_read_and_write_nothing(db: Database, person: Any, post: Any) -> None:
    author, bad = person("author"), person("bad", state="suspended")
    theirs = post(author)
    with db.write() as session:
        assert posts.get(session, bad, theirs).id == theirs
        for write in (
            lambda: posts.like(session, bad, theirs, 1.0),
            lambda: ties.follow(session, bad, "author", 1.0),
        ):
            with pytest.raises(FantascopeError) as refused:
                write()
            assert refused.value.code == "suspended"
        with pytest.raises(NotFound):
            profiles.profile(session, author, "bad")


def test_lineage_hides_what_may_not_be_seen(db: Database, person: Any, post: Any) -> None:
    author, friend, other = person("author"), person("friend"), person("other")
    root = post(author)
    child = post(author, parent_id=root, root_id=root, visibility="followers")
    grandchild = post(friend, parent_id=child, root_id=root)
    with db.read() as session:
        above, below = posts.lineage(session, other, grandchild)
        assert [card.id for card in above] == [root]
        assert below == []
        family = {node: card is not None for node, _, card in posts.tree(session, other, root)}
    assert family == {root: True, child: False, grandchild: True}
    with db.write() as session:  # as when its author leaves for good
        session.execute(delete(Post).where(Post.id == root))
    with db.read() as session:
        family = {node: card is not None for node, _, card in posts.tree(session, other, grandchild)}
    assert family == {root: False, child: False, grandchild: True}


def test_search(db: Database, person: Any, post: Any) -> None:
    ann, bob = person("ann_1"), person("annb")
    fox, sea = post(ann, "Un renard à la mer", tags=["mer"]), post(bob, "a fox at sea", tags=["mer", "fox"])
    with db.read() as session:
        assert [card.id for card in search.posts(session, ANYONE, "RENARD mer", None).items] == [fox]
        assert [card.id for card in search.posts(session, ANYONE, "fo", None).items] == [sea]
        assert search.posts(session, ANYONE, "% _", None).items == ()
        assert [card.handle for card in search.people(session, ANYONE, "ann").items] == ["ann_1", "annb"]
        assert [card.handle for card in search.people(session, ANYONE, "ann_").items] == ["ann_1"]
        assert search.people(session, ANYONE, "%").items == ()
        assert search.tags(session, "m") == [("mer", 2)]
