"""The longer clip made from the shorter: its pictures are those of the shorter, and the join is clean."""

from __future__ import annotations

import hashlib
import itertools
from fractions import Fraction
from pathlib import Path

import av
import pytest
from grown_scenes import made

from fantascope.engines.world.engine import generate
from fantascope.engines.world.picture.types import Quality
from fantascope.engines.world.screenplay.schema import Screenplay
from fantascope.engines.world.shoot_job import chunks
from fantascope.kernel.clip import Clip
from fantascope.kernel.errors import EngineFailure
from fantascope.media.probe import probe

FAST = Quality(samples=1, shadow_size=256, occlusion=False, depth_of_field=False, motion_blur=False, bloom=False)


def shot(play: Screenplay, out: Path, prefix: Path | None = None, *, width: int = 160, fps: int = 24) -> Clip:
    return generate(play, out, width=width, height=90, fps=fps, prefix=prefix, quality=FAST, workers=1)


def decoded(path: Path) -> list[tuple[Fraction, str]]:
    """When each picture is shown, and what it shows."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return [
            (f.pts * f.time_base, hashlib.sha256(f.to_ndarray().tobytes()).hexdigest())
            for f in container.decode(stream)
            if f.pts is not None and f.time_base is not None
        ]


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder, scene = tmp_path_factory.mktemp("prefix"), made("beach")
    a, b = folder / "a.mp4", folder / "b.mp4"
    shot(scene.source, a)
    assert shot(scene.grown, b, a).frames == scene.longer.frames
    return a, b


def test_the_pictures_of_the_shorter_clip_are_kept(clips: tuple[Path, Path]) -> None:
    short, long = (decoded(path) for path in clips)
    assert len(long) == len(short) + 60
    assert long[: len(short)] == short
    assert len({picture for _, picture in long[len(short) :]}) > 50


def test_every_frame_lasts_as_long_as_the_next(clips: tuple[Path, Path]) -> None:
    times = [t for t, _ in decoded(clips[1])]
    assert times[0] == 0
    assert {b - a for a, b in itertools.pairwise(times)} == {Fraction(1, 24)}
    with av.open(str(clips[1])) as container:
        packets = [p for p in container.demux(container.streams.video[0]) if p.size]
    stamps = [p.dts for p in packets if p.dts is not None]
    assert stamps == sorted(set(stamps))
    assert all(p.pts is not None and p.dts is not None and p.pts >= p.dts for p in packets)


def test_picture_and_sound_are_equally_long(clips: tuple[Path, Path]) -> None:
    facts = probe(clips[1])
    assert facts.audio_s == pytest.approx(facts.frames / 24, abs=0.03)
    assert facts.faststart
    assert facts.loudness_lufs == pytest.approx(-14.0, abs=1.0)


@pytest.mark.parametrize(("width", "fps"), [(192, 24), (160, 30)])
def test_a_clip_of_another_kind_is_refused(clips: tuple[Path, Path], tmp_path: Path, width: int, fps: int) -> None:
    with pytest.raises(EngineFailure) as caught:
        shot(made("beach").grown, tmp_path / "c.mp4", clips[0], width=width, fps=fps)
    assert caught.value.code == "prefix_unfit"
    assert not (tmp_path / "c.mp4").exists()


def test_a_clip_of_another_length_is_refused(clips: tuple[Path, Path], tmp_path: Path) -> None:
    for prefix in (clips[1], Path(__file__)):
        with pytest.raises(EngineFailure) as caught:
            shot(made("beach").grown, tmp_path / "c.mp4", prefix)
        assert caught.value.code == "prefix_unfit"


def test_chunks_begin_where_they_are_told() -> None:
    found = chunks([40, 50], 47)
    assert (found[0].take, found[0].start, found[0].first) == (1, 7, 47)
    assert sum(map(len, found)) == 43
    assert [c.number for c in found] == list(range(len(found)))
    inside = chunks([60], 24)
    assert (inside[0].start, inside[-1].stop) == (24, 60)
