"""The use cases of videos, on both databases, with real files and the trial engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import func, select

from fantascope.accounts.actions import create_owner, grant, set_limits
from fantascope.accounts.models import LedgerEntry
from fantascope.accounts.queries import balance
from fantascope.events.queries import after
from fantascope.jobs.models import Job
from fantascope.kernel.errors import Conflict, FantascopeError, InvalidInput, NotFound, OverLimit
from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe
from fantascope.studio.files.models import Rubbish
from fantascope.studio.house import House
from fantascope.studio.videos import actions
from fantascope.studio.videos.models import Video
from fantascope.studio.videos.queries import blob_of, get, listing
from fantascope.studio.videos.types import Repeat, Source, VideoView, Wanted

BALL = Wanted("a ball rolls", seconds=1.0, width=128, height=128, seed=5)
Work = Callable[[], bool]


def status(house: House, owner: str, video_id: str) -> VideoView:
    with house.db.read() as session:
        return get(session, owner, video_id)


def rows(house: House) -> list[int]:
    with house.db.read() as session:
        return [
            session.execute(select(func.count()).select_from(table)).scalar_one() for table in (Video, Job, LedgerEntry)
        ]


def made(house: House, owner: str, work: Work, wanted: Wanted = BALL) -> VideoView:
    (video,) = actions.create(house, owner, wanted)
    assert work()
    return status(house, owner, video.id)


def test_a_video_is_made_and_kept(house: House, owner: str, work: Work) -> None:
    (asked,) = actions.create(house, owner, BALL)
    assert (asked.status, asked.progress, asked.queue_position) == ("queued", 0, 1)
    assert work()
    video = status(house, owner, asked.id)
    assert (video.status, video.progress, video.error, video.credits) == ("completed", 100, None, 1)
    with house.db.read() as session:
        key = blob_of(session, owner, asked.id, "video")
        kinds = [event.kind for event in after(session, subject=asked.id, seq=0)]
    path = house.blobs.local_path(key)
    assert path is not None
    assert probe(path).frames == 24
    assert kinds[0] == "video.queued"
    assert kinds[-1] == "video.completed"


def test_the_same_seed_gives_the_same_scene_under_a_number_of_its_own(house: House, owner: str, work: Work) -> None:
    keys = []
    for _ in range(2):
        video = made(house, owner, work)
        with house.db.read() as session:
            keys.append(blob_of(session, owner, video.id, "video"))
    first, second = (house.blobs.local_path(key) for key in keys)
    assert first is not None
    assert second is not None
    assert first != second
    assert first.read_bytes() != second.read_bytes()
    pictures = [dict(pictures_at(clip, [0, 9])) for clip in (first, second)]
    for index in (0, 9):
        difference = pictures[0][index].astype(float) - pictures[1][index]
        assert np.sqrt(np.mean(difference**2)) < 6.0


def test_variants_have_seeds_of_their_own(house: House, owner: str) -> None:
    videos = actions.create(house, owner, replace(BALL, variants=3))
    assert [video.seed for video in videos] == [5, 6, 7]
    assert all(video.report["variants"] == [v.id for v in videos] for video in videos)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"variants": 5}, "bad_n"),
        ({"variants": 0}, "bad_n"),
        ({"model": "nobody-3"}, "model_not_found"),
        ({"seconds": 61.0}, "bad_seconds"),
        ({"fps": 25}, "bad_fps"),
        ({"look": "clay"}, "unsupported_look"),
        ({"characters": ("char_x",)}, "character_not_found"),
        ({"characters": ("a", "b", "c")}, "too_many_characters"),
    ],
)
def test_what_cannot_be_done_leaves_nothing(house: House, owner: str, change: dict[str, object], code: str) -> None:
    with pytest.raises(FantascopeError) as wrong:
        actions.create(house, owner, replace(BALL, **change))  # type: ignore[arg-type]
    assert wrong.value.code == code
    assert rows(house) == [0, 0, 0]


def test_no_credit_no_job(house: House, owner: str, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (128, 128), "teal").save(picture)
    with house.db.write() as session:
        set_limits(session, owner, credits_limited=True)
        grant(session, owner, 2, house.clock(), "test")
    with pytest.raises(OverLimit) as short:
        actions.create(house, owner, replace(BALL, variants=3, picture=picture))
    assert short.value.code == "insufficient_quota"
    assert rows(house) == [0, 0, 1]
    with house.db.read() as session:
        assert balance(session, owner) == 2
        assert session.execute(select(func.count()).select_from(Rubbish)).scalar_one() == 3  # to be swept


def test_charged_on_delivery_only(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work, replace(BALL, prompt="[fail] a ball"))
    assert video.status == "failed"
    assert video.error is not None
    assert video.credits == 0
    with house.db.read() as session:
        assert balance(session, owner) == 0
        with pytest.raises(NotFound) as none:
            blob_of(session, owner, video.id, "video")
    assert none.value.code == "video_failed"


def test_cancel_while_waiting_gives_everything_back(house: House, owner: str, work: Work) -> None:
    (video,) = actions.create(house, owner, BALL)
    stopped = actions.cancel(house, owner, video.id)
    assert (stopped.status, stopped.error and stopped.error[0]) == ("failed", "cancelled")
    assert not work()
    assert actions.cancel(house, owner, video.id).status == "failed"
    with house.db.read() as session:
        assert balance(session, owner) == 0


def test_cancel_of_a_finished_one_changes_nothing(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work)
    assert actions.cancel(house, owner, video.id).status == "completed"


def test_deleting_lets_go_of_every_file(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work)
    with house.db.read() as session:
        keys = {str(key) for key in session.get_one(Video, video.id).blobs.values()}
    actions.delete(house, owner, video.id)
    with house.db.read() as session:
        assert keys <= set(session.execute(select(Rubbish.blob)).scalars())
        with pytest.raises(NotFound):
            get(session, owner, video.id)
        assert session.get_one(Video, video.id).prompt == ""


def test_a_video_deleted_while_it_is_made_stays_deleted(house: House, owner: str, work: Work) -> None:
    (video,) = actions.create(house, owner, BALL)
    actions.delete(house, owner, video.id)
    work()
    with house.db.read() as session:
        assert session.get_one(Video, video.id).blobs == {}
        assert balance(session, owner) == 0


def test_others_see_nothing(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work)
    with house.db.write() as session:
        other = create_owner(session, "eve", now=house.clock()).id
    for attempt in (
        lambda: status(house, other, video.id),
        lambda: actions.delete(house, other, video.id),
        lambda: actions.cancel(house, other, video.id),
        lambda: actions.rework(house, other, "remix", Source(video_id=video.id), BALL),
    ):
        with pytest.raises(NotFound) as none:
            attempt()
        assert none.value.code == "video_not_found"
    with house.db.read() as session:
        assert listing(session, other, after=None, limit=10, order="desc") == ([], False)


def test_remix_keeps_seed_and_size(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work)
    remixed = actions.rework(house, owner, "remix", Source(video_id=video.id), Wanted("make it blue"))
    assert (remixed.source_id, remixed.seed, remixed.width, remixed.seconds) == (video.id, 5, 128, 1.0)
    assert work()
    assert status(house, owner, remixed.id).status == "completed"


def test_an_upload_of_ours_is_known_again(house: House, owner: str, work: Work, tmp_path: Path) -> None:
    video = made(house, owner, work)
    with house.db.read() as session:
        key = blob_of(session, owner, video.id, "video")
    house.blobs.fetch(key, tmp_path / "copy.mp4")
    edited = actions.rework(house, owner, "edit", Source(upload=tmp_path / "copy.mp4"), Wanted("make it blue"))
    assert edited.source_id == video.id
    (tmp_path / "other.mp4").write_bytes(b"other")
    with pytest.raises(InvalidInput) as foreign:
        actions.rework(house, owner, "edit", Source(upload=tmp_path / "other.mp4"), Wanted("make it blue"))
    assert foreign.value.code == "upload_not_ours"


def test_extensions_add_up_and_have_limits(house: House, owner: str, work: Work) -> None:
    video = made(house, owner, work)
    for _ in range(6):
        video = actions.rework(house, owner, "extend", Source(video_id=video.id), Wanted("on", seconds=1.0))
        assert work()
    assert status(house, owner, video.id).seconds == pytest.approx(7.0)
    with pytest.raises(InvalidInput) as many:
        actions.rework(house, owner, "extend", Source(video_id=video.id), Wanted("on", seconds=1.0))
    assert many.value.code == "too_many_extensions"
    with pytest.raises(InvalidInput) as long:
        actions.rework(house, owner, "extend", Source(video_id=video.id), Wanted("on", seconds=21.0))
    assert long.value.code == "bad_seconds"


def test_only_completed_videos_are_worked_on(house: House, owner: str) -> None:
    (video,) = actions.create(house, owner, BALL)
    with pytest.raises(InvalidInput) as early:
        actions.rework(house, owner, "remix", Source(video_id=video.id), Wanted("make it blue"))
    assert early.value.code == "video_not_ready"


def test_a_repeat_starts_nothing(house: House, owner: str) -> None:
    first = actions.create(house, owner, BALL, Repeat("key:1", "meaning"))
    again = actions.create(house, owner, BALL, Repeat("key:1", "meaning"))
    assert [video.id for video in first] == [video.id for video in again]
    assert rows(house)[0] == 1
    with pytest.raises(Conflict) as other:
        actions.create(house, owner, BALL, Repeat("key:1", "another"))
    assert other.value.code == "idempotency_conflict"


def test_the_first_of_its_kind_is_only_remembered(house: House, owner: str) -> None:
    (one,) = actions.create(house, owner, BALL, Repeat("auto:1", "m", is_first=True))
    (two,) = actions.create(house, owner, BALL, Repeat("auto:1", "m", is_first=True))
    (retry,) = actions.create(house, owner, BALL, Repeat("auto:1", "m"))
    assert one.id != two.id == retry.id


def test_paging_sees_each_once(house: House, owner: str) -> None:
    ids = [video.id for _ in range(3) for video in actions.create(house, owner, replace(BALL, variants=2))]
    seen: list[str] = []
    cursor: str | None = None
    more = True
    while more:
        with house.db.read() as session:
            page, more = listing(session, owner, after=cursor, limit=4, order="desc")
        seen += [video.id for video in page]
        cursor = seen[-1]
    assert sorted(seen) == sorted(ids)
    with house.db.read() as session, pytest.raises(InvalidInput) as unknown:
        listing(session, owner, after="video_none", limit=4, order="asc")
    assert unknown.value.code == "bad_cursor"
