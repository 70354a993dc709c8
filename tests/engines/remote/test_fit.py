"""Pictures of exactly the size, rate and number ordered, from whatever came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fantascope.engines.remote.fit import fit
from fantascope.engines.remote.inspect import whole_clip
from fantascope.engines.remote.standin import sample_clip
from fantascope.kernel.errors import EngineFailure
from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe


@pytest.fixture
def clip(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(width: int, height: int, fps: int, frames: int) -> Path:
        path = tmp_path / "clip.mp4"
        path.write_bytes(sample_clip(width, height, fps, frames, sound=False))
        return path

    return write


def fitted(path: Path, width: int, height: int, fps: int, frames: int) -> np.ndarray:
    done = fit(
        path, path.with_name("fit.mp4"), width=width, height=height, fps=fps, frames=frames, on_step=lambda s: None
    )
    facts = probe(done.segment)
    assert (facts.width, facts.height, facts.fps, facts.frames) == (width, height, float(fps), frames)
    return np.stack([picture for _, picture in pictures_at(done.segment, range(frames))]).astype(float)


def levels(pictures: np.ndarray) -> np.ndarray:
    return pictures.mean(axis=(1, 2, 3))


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ((96, 64, 24, 25), (96, 64, 24, 24)),  # a frame of the grid too many
        ((96, 64, 16, 17), (96, 64, 24, 24)),  # another rate
        ((96, 64, 30, 31), (96, 64, 24, 24)),
        ((128, 80, 24, 24), (128, 70, 24, 24)),  # rows of the model's step too many, 70 / 2 odd
        ((64, 96, 24, 24), (128, 64, 24, 24)),  # portrait for landscape
        ((48, 32, 24, 24), (192, 128, 30, 30)),  # small
    ],
)
def test_any_form_is_made_fit(clip, own: tuple[int, ...], wanted: tuple[int, ...]) -> None:  # type: ignore[no-untyped-def]
    pictures = fitted(clip(*own), *wanted)
    rising = np.diff(levels(pictures))
    assert rising.min() > -1.5  # in order
    assert 40 < levels(pictures)[-1] - levels(pictures)[0] < 80  # and in time: it brightens by 60 luma steps
    middle = pictures.mean(axis=(0, 1, 3))
    assert middle[-1] > middle[0] + 30  # not mirrored


def test_the_middle_is_kept(clip) -> None:  # type: ignore[no-untyped-def]
    wide = fitted(clip(128, 64, 24, 24), 64, 64, 24, 24)[0].mean(axis=(0, 2))
    first = next(iter(pictures_at(clip(128, 64, 24, 24), [0])))[1].astype(float).mean(axis=(0, 2))
    assert np.abs(wide - first[32:96]).max() < 6


def test_a_short_clip_holds_its_last_picture_and_half_a_clip_is_refused(clip) -> None:  # type: ignore[no-untyped-def]
    pictures = fitted(clip(96, 64, 24, 18), 96, 64, 24, 24)
    assert np.abs(np.diff(levels(pictures)[18:])).max() < 0.5
    with pytest.raises(EngineFailure) as refused:
        fitted(clip(96, 64, 24, 6), 96, 64, 24, 24)
    assert refused.value.code == "remote_bad_clip"


def test_colours_stay(tmp_path: Path) -> None:
    from fantascope.engines import trial
    from fantascope.engines.port import Order

    engine, path = trial.create({}), tmp_path / "clip.mp4"
    order = Order("create", "colours", "trial", 1.0, 96, 64, 24, seed=3)
    engine.make(order, engine.draft(order, {}), {}, path, lambda stage, share: None)
    own = next(iter(pictures_at(path, [0])))[1][2:10, -10:-2].astype(float).mean(axis=(0, 1))
    large = fitted(path, 192, 128, 24, 24)[0, 4:20, -20:-4].mean(axis=(0, 1))
    assert np.ptp(own) > 25  # a colour, not a grey
    assert np.abs(own - large).max() < 4


def test_what_fits_already_is_not_touched(clip) -> None:  # type: ignore[no-untyped-def]
    path = clip(96, 64, 24, 24)
    done = fit(path, path.with_name("fit.mp4"), width=96, height=64, fps=24, frames=24, on_step=lambda s: None)
    assert done.segment == path


def test_whole_clips_are_told_from_others(clip, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = clip(96, 64, 24, 24)
    assert whole_clip(path)
    data = path.read_bytes()
    for bad in (b"", b"<html></html>", data[: len(data) // 2], b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"):
        path.write_bytes(bad)
        assert not whole_clip(path)
    assert not whole_clip(tmp_path / "none.mp4")
