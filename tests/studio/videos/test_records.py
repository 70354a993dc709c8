"""Records of what is gone go in the end; nothing that is listed, counted, pointed to or undone goes with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select, update

from fantascope.accounts.actions import create_key, set_limits
from fantascope.accounts.models import LedgerEntry
from fantascope.accounts.queries import balance, key_use
from fantascope.jobs.models import Job
from fantascope.kernel.ids import new_id
from fantascope.social.models import Post
from fantascope.studio.batches.models import Batch, BatchLine
from fantascope.studio.house import House
from fantascope.studio.videos import actions
from fantascope.studio.videos.expiry import forget
from fantascope.studio.videos.models import Video
from fantascope.studio.videos.queries import listing
from fantascope.studio.videos.types import Wanted

BALL = Wanted("a ball rolls", seconds=1.0, width=64, height=64, seed=5)
NAMES = ("listed", "gone", "sourced", "remix", "posted", "lined", "undone")


def test_only_what_nothing_points_to_is_forgotten(house: House, owner: str, work: Callable[[], bool]) -> None:
    with house.db.write() as session:
        set_limits(session, owner, credits_limited=False)
        key = create_key(session, owner_id=owner, name="k", now=house.clock(), daily_credits=100)[0].id
    made = {name: actions.create(house, owner, replace(BALL, key_id=key))[0].id for name in NAMES}
    assert work()
    with house.db.write() as session:
        session.execute(update(Video).where(Video.id == made["remix"]).values(source_id=made["sourced"]))
        session.add(_post(made["posted"]))
        batch = Batch(
            id=new_id("batch"), owner_id=owner, endpoint="/v1/videos", input_file_id="f", status="completed",
            errors={}, tags={}, times={}, created_at=0.0, expires_at=0.0,
        )  # fmt: skip
        session.add(batch)
        session.flush()
        line = BatchLine(batch_id=batch.id, line=1, custom_id="1", state="started", body="{}", error={})
        line.video_id = made["lined"]
        session.add(line)
    for name in NAMES:
        if name not in ("listed", "remix"):
            actions.delete(house, owner, made[name])
    with house.db.write() as session:  # such as a worker is still at
        session.execute(update(Job).where(Job.id == _job(house, made["undone"])).values(state="running", done_at=None))
    before = _money(house, owner, key)
    assert forget(house.db, before=house.clock() - 60.0) == 0
    assert forget(house.db, before=house.clock() + 60.0) == 1
    with house.db.read() as session:
        left = set(session.scalars(select(Video.id)))
        jobs = session.scalar(select(func.count()).select_from(Job))
        listed = {view.id for view in listing(session, owner, after=None, limit=10, order="asc")[0]}
    assert left == {made[name] for name in NAMES if name != "gone"}
    assert jobs == len(left)
    assert listed == {made["listed"], made["remix"]}
    assert _money(house, owner, key) == before
    actions.delete(house, owner, made["remix"])
    assert forget(house.db, before=house.clock() + 60.0) == 1
    assert forget(house.db, before=house.clock() + 60.0) == 1  # what it was made from, which nothing points to now


def _money(house: House, owner: str, key: str) -> tuple[int, int, int | None]:
    with house.db.read() as session:
        entries = session.scalar(select(func.count()).select_from(LedgerEntry))
        return balance(session, owner), key_use(session, key, house.clock())[0], entries


def _job(house: House, video_id: str) -> str:
    with house.db.read() as session:
        return session.scalars(select(Video.job_id).where(Video.id == video_id)).one()


def _post(video_id: str) -> Post:
    return Post(
        id=new_id("post"),
        person_id="person_ada",
        video_id=video_id,
        tags=[],
        visibility="public",
        width=64,
        height=64,
        seconds=1.0,
        created_at=0.0,
    )
