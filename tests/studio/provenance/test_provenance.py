"""Every finished clip carries its marks and its manifest, and is known again when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from sqlalchemy import func, select

from fantascope.accounts.people import Person
from fantascope.db.database import Database
from fantascope.engines.port import Abilities, Made
from fantascope.engines.registry import Engines
from fantascope.engines.trial import TrialEngine
from fantascope.kernel.errors import EngineFailure
from fantascope.provenance.manifest.read import read_manifest
from fantascope.settings import load_settings
from fantascope.studio.house import House
from fantascope.studio.provenance import seal
from fantascope.studio.provenance.check import check
from fantascope.studio.provenance.keys import signers
from fantascope.studio.provenance.models import ClipMark
from fantascope.studio.provenance.seal import marking_for
from fantascope.studio.videos import actions
from fantascope.studio.videos.models import Video
from fantascope.studio.videos.queries import blob_of, get
from fantascope.studio.videos.types import Source, VideoView, Wanted

BAR = Wanted("a red bar crosses", seconds=5.2, width=320, height=192, seed=5)
Work = Callable[[], bool]


def done(house: House, owner: str, work: Work, video: VideoView) -> tuple[str, Path]:
    assert work()
    with house.db.read() as session:
        assert get(session, owner, video.id).status == "completed"
        path = house.blobs.local_path(blob_of(session, owner, video.id, "video"))
    assert path is not None
    return video.id, path


@pytest.fixture
def db(sqlite_db: Database) -> Database:
    """One kind will do: nothing here depends on which."""
    return sqlite_db


def test_a_clip_is_known_again_in_every_state(house: House, owner: str, work: Work, tmp_path: Path) -> None:
    video, clip = done(house, owner, work, actions.create(house, owner, BAR)[0])
    original = check(house, clip)
    assert (original.answer, original.altered, original.origin) == ("made_here", "no", "algorithmic")
    assert [layer.finding for layer in original.layers] == ["intact", "found", "found"]
    copy = tmp_path / "copy.mp4"
    saved_again(clip, copy)
    seen = check(house, copy)
    assert (seen.answer, seen.altered, seen.engine) == ("made_here", "yes", "trial")
    assert [layer.finding for layer in seen.layers] == ["absent", "found", "found"]
    assert seen.layers[1].flipped
    longer = actions.rework(
        house, owner, "extend", Source(video_id=video), replace(BAR, prompt="it goes on", seconds=2)
    )
    _, grown = done(house, owner, work, longer)
    lineage = check(house, grown)
    assert (lineage.answer, lineage.altered) == ("made_here", "no")
    assert [(one.relation, one.state, one.engine) for one in lineage.ancestors] == [("parent", "intact", "trial")]
    actions.delete(house, owner, video)
    assert check(house, copy).answer == "made_here"


def saved_again(clip: Path, copy: Path) -> None:
    """Mirrored, cropped by a tenth, encoded worse, without anything but picture and sound."""
    with av.open(str(clip)) as source, av.open(str(copy), "w") as out:
        video, audio = out.add_stream("libx264", rate=24, options={"crf": "28"}), out.add_stream("aac", rate=48_000)
        video.width, video.height, video.pix_fmt = 288, 172, "yuv420p"
        audio.bit_rate = 64_000
        for frame in source.decode(video=0):
            pixels = np.ascontiguousarray(frame.to_ndarray(format="rgb24")[10:182, 16:304][:, ::-1])
            out.mux(video.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(video.encode(None))
        source.seek(0)
        for sound in source.decode(audio=0):
            sound.pts = None
            out.mux(audio.encode(sound))
        out.mux(audio.encode(None))


def test_parts_are_told_and_let_go_of(house: House, owner: str, work: Work) -> None:
    short = replace(BAR, seconds=1.0)
    first, _ = done(house, owner, work, actions.create(house, owner, short)[0])
    second, _ = done(house, owner, work, actions.create(house, owner, replace(short, seed=6))[0])
    with house.db.read() as session:
        document = session.get_one(Video, first).document
    assert document is not None
    sources = [Source(video_id=first), Source(video_id=second)]
    third, clip = done(house, owner, work, actions.perform(house, owner, sources, document, "both"))
    told = read_manifest(clip.read_bytes(), signers(house.settings))
    assert [(one.relation, one.state) for one in told.ancestors] == [("part", "intact")] * 2
    with house.db.read() as session:
        assert not [name for name in session.get_one(Video, third).blobs if name.startswith("in:part")]


def test_a_clip_has_one_number_however_often_it_is_tried(house: House, owner: str) -> None:
    first = marking_for(house, "video_1", owner)
    assert marking_for(house, "video_1", owner) == first
    assert marking_for(house, "video_2", owner).payload != first.payload
    with house.db.read() as session:
        assert session.scalar(select(func.count()).select_from(ClipMark)) == 2


def test_whose_clips_show_the_wordmark(house: House, owner: str) -> None:
    def shown(policy: str) -> tuple[bool, str]:
        settings = load_settings(home=house.settings.home, visible_mark=policy)
        marking = marking_for(replace(house, settings=settings), "video_1", owner)
        return marking.visible, marking.handle

    assert [shown(policy) for policy in ("app", "always", "never")] == [(False, ""), (True, ""), (False, "")]
    with house.db.write() as session:
        session.add(Person(id="p", owner_id=owner, handle="ada", name="Ada", wishes={}, created_at=0.0))
    assert [shown(policy) for policy in ("app", "always", "never")] == [(True, "ada"), (True, "ada"), (False, "ada")]


class Unmarking(TrialEngine):
    """An engine that cannot mark."""

    @property
    def abilities(self) -> Abilities:
        return replace(super().abilities, origin="trained")

    def make(self, *given: object) -> Made:  # type: ignore[override]
        return super().make(*given[:5])  # type: ignore[arg-type]


def test_clips_of_engines_that_cannot_mark_are_marked_all_the_same(house: House, owner: str, work: Work) -> None:
    engine = house.engines["trial"]
    assert isinstance(engine, TrialEngine)
    engine.__class__ = Unmarking
    assert isinstance(house.engines, Engines)
    _, clip = done(house, owner, work, actions.create(house, owner, replace(BAR, seconds=2.5))[0])
    found = check(house, clip)
    assert (found.answer, found.origin) == ("made_here", "trained")
    assert [layer.finding for layer in found.layers][:2] == ["intact", "found"]


def test_what_cannot_be_signed_is_not_delivered(
    house: House, owner: str, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object, **more: object) -> None:
        raise EngineFailure("signing_failed", "no")

    monkeypatch.setattr(seal, "sign", refused)
    (video,) = actions.create(house, owner, replace(BAR, seconds=1.0))
    assert work()
    with house.db.read() as session:
        failed = get(session, owner, video.id)
        assert (failed.status, failed.error and failed.error[0]) == ("failed", "signing_failed")
        assert session.get_one(Video, video.id).blobs == {}
