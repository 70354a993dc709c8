"""Publishing, remixing across owners, taking away, taking in and leaving, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from fantascope.accounts.people import Person
from fantascope.accounts.people_join import add
from fantascope.kernel.errors import Conflict, FantascopeError, NotFound
from fantascope.social import comments, messages, posts
from fantascope.social.models import Post
from fantascope.social.types import Viewer
from fantascope.studio.derive import Part, rework
from fantascope.studio.house import House
from fantascope.studio.leaving import leave
from fantascope.studio.mine import make
from fantascope.studio.publish import Publication, publish, unpublish
from fantascope.studio.take_in import take_in
from fantascope.studio.videos.models import Video
from fantascope.studio.videos.types import Wanted
from fantascope.studio.yours import export

BAR = Wanted("a bar", seconds=1.0, width=64, height=64)
Who = tuple[Viewer, str]


@pytest.fixture
def someone(house: House) -> Callable[[str], Who]:
    def join(handle: str) -> Who:
        with house.db.write() as session:
            person = add(session, handle=handle, name=handle, now=house.clock())
        return Viewer(person.id), person.owner_id

    return join


def made(house: House, who: Who, work: Any) -> str:
    (video,) = make(house, *who, BAR)
    assert work()
    return video.id


def test_a_video_is_published_once_however_often_at_once(house: House, someone: Any, work: Any) -> None:
    ann = someone("ann")
    video = made(house, ann, work)

    def try_it(_: int) -> str:
        try:
            return publish(house, *ann, video, Publication()).id
        except Conflict as error:
            return error.code

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(try_it, range(6)))
    assert answers.count("already_published") == 5
    with house.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Post)) == 1


def test_remixes_are_counted_at_the_nearest_published_ancestor(house: House, someone: Any, work: Any) -> None:
    ann, bob = someone("ann"), someone("bob")
    root = publish(house, *ann, made(house, ann, work), Publication())
    unseen = rework(house, *bob, Part(post_id=root.id), "remix", "red").id
    assert work()
    seen = rework(house, *bob, Part(video_id=unseen), "remix", "blue").id
    assert work()
    post = publish(house, *bob, seen, Publication())
    assert post.parent_id == root.id
    with house.db.read() as session:
        assert session.get_one(Post, root.id).remixes == 1
    unpublish(house, *ann, root.id)
    with pytest.raises(NotFound):
        rework(house, *bob, Part(post_id=root.id), "remix", "green")
    with house.db.read() as session:
        assert posts.get(session, bob[0], post.id).parent_id == root.id
        assert posts.lineage(session, bob[0], post.id)[0] == []


def test_away_and_back_and_gone(house: House, someone: Any, work: Any, tmp_path: Path) -> None:
    ann, bob = someone("ann"), someone("bob")
    video = made(house, ann, work)
    post = publish(house, *ann, video, Publication("mine"))
    with house.db.write() as session:
        said = comments.write(session, bob[0], post.id, "hello", 1.0)
        comments.write(session, ann[0], post.id, "you", 2.0, parent_id=said.id)
        posts.like(session, bob[0], post.id, 3.0)
        messages.begin(session, bob[0], "ann", "psst", 4.0)
    archive = tmp_path / "all.zip"
    archive.write_bytes(b"".join(export(house, str(ann[0].person_id), ann[1])))
    taken = take_in(house, *bob, archive)
    assert (len(taken.videos), taken.left_out) == (1, ())
    receipt = leave(house, str(bob[0].person_id), "bob")
    assert receipt["removed"]["videos"] == 1
    with house.db.read() as session:
        left = session.get_one(Post, post.id)
        assert (left.likes, left.comments) == (0, 1)
        assert session.scalars(select(Video.id)).all() == [video]
        assert session.get_one(Person, bob[0].person_id).state == "deleted"
    with pytest.raises(FantascopeError):
        leave(house, str(bob[0].person_id), "bob")
    leave(house, str(ann[0].person_id), "ann")
    assert not [path for path in (house.settings.home / "blobs").rglob("*") if path.is_file()]


def test_leaving_while_a_clip_is_made(house: House, someone: Any, work: Any) -> None:
    ann = someone("ann")
    make(house, *ann, BAR)
    leave(house, str(ann[0].person_id), "ann")
    assert not work()
