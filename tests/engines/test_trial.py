"""The trial engine: quick, repeatable, changed only where told, and wrong only when told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fantascope.engines.port import CharacterRef, Made, Order
from fantascope.engines.trial import create
from fantascope.kernel.errors import Cancelled, EngineFailure, InvalidInput, Transient
from fantascope.kernel.progress import silent
from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe, read_audio


def order(**given: object) -> Order:
    base: dict[str, object] = {
        "kind": "create", "prompt": "a bar", "model": "trial", "seconds": 1.0, "width": 96, "height": 64, "fps": 24
    }  # fmt: skip
    return Order(**{**base, **given})  # type: ignore[arg-type]


def made(out: Path, wanted: Order, **options: object) -> Made:
    engine = create(options)
    return engine.make(wanted, engine.draft(wanted, {}), {}, out, silent)


def frames(path: Path, count: int) -> np.ndarray:
    return np.stack([picture for _, picture in pictures_at(path, range(count))]).astype(int)


def test_the_clip_is_as_ordered_and_the_same_each_time(tmp_path: Path) -> None:
    made(tmp_path / "a.mp4", order(seed=5, fps=30))
    made(tmp_path / "b.mp4", order(seed=5, fps=30))
    facts = probe(tmp_path / "a.mp4")
    assert (facts.width, facts.height, facts.fps, facts.frames) == (96, 64, 30.0, 30)
    assert (facts.video_codec, facts.audio_codec, facts.faststart) == ("h264", "aac", True)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_remix_changes_the_bar_and_nothing_else(tmp_path: Path) -> None:
    first = made(tmp_path / "a.mp4", order(seed=5))
    made(tmp_path / "b.mp4", order(kind="remix", prompt="another bar", document=first.document))
    a, b = frames(tmp_path / "a.mp4", 24), frames(tmp_path / "b.mp4", 24)
    away = np.abs(a - b).max(axis=(1, 2, 3)) > 30
    assert away.all()  # the bar is on every frame
    assert np.abs(a[0, :, 60:] - b[0, :, 60:]).max() <= 3  # the ground is the same


def test_an_extension_begins_as_its_source_and_goes_on(tmp_path: Path) -> None:
    first = made(tmp_path / "a.mp4", order())
    more = order(kind="extend", prompt="and on", document=first.document, source_seconds=1.0)
    whole = made(tmp_path / "b.mp4", more)
    assert whole.seconds == pytest.approx(2.0)
    assert np.abs(frames(tmp_path / "a.mp4", 20) - frames(tmp_path / "b.mp4", 20)).max() <= 6
    sound = read_audio(tmp_path / "b.mp4")[:, 0]
    assert np.abs(np.diff(sound[47_000:49_000])).max() < 0.03  # no click at the seam


def test_silence_picture_characters_and_speech(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (96, 64), (200, 30, 30)).save(tmp_path / "p.png")
    engine = create({})
    wanted = order(prompt='he says "good day"', sound=False, characters=(CharacterRef("char_1", "he"),))
    draft = engine.draft(wanted, {"picture": tmp_path / "p.png"})
    result = engine.make(wanted, draft, {"picture": tmp_path / "p.png"}, tmp_path / "a.mp4", silent)
    corner = frames(tmp_path / "a.mp4", 1)[0, 2, -3]
    assert np.abs(corner - (200, 30, 30)).max() < 12
    assert "good day" in result.captions
    assert np.abs(read_audio(tmp_path / "a.mp4")).max() < 1e-4


def test_runs_go_wrong_as_often_as_told(tmp_path: Path) -> None:
    counted = {"folder": str(tmp_path / "runs")}
    twice = order(prompt="a bar [transient 2]")
    for _ in range(2):
        with pytest.raises(Transient):
            made(tmp_path / "a.mp4", twice, **counted)
    assert not (tmp_path / "a.mp4").exists()
    made(tmp_path / "a.mp4", twice, **counted)
    with pytest.raises(EngineFailure):
        made(tmp_path / "b.mp4", order(), fail_times=1, **counted)
    made(tmp_path / "b.mp4", order(), fail_times=1, **counted)


def test_a_crash_kills_the_process(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from fantascope.engines.trial import create\n"
        "from fantascope.engines.port import Order\n"
        f"e = create({{'folder': {str(tmp_path)!r}}}); o = Order('create', 'x [crash]', 'trial', 1.0, 64, 64, 24)\n"
        f"e.make(o, e.draft(o, {{}}), {{}}, Path({str(tmp_path)!r}, 'a.mp4'), lambda stage, share: None)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9


def test_cancel_ends_a_slow_run(tmp_path: Path) -> None:
    calls = 0

    def progress(stage: str, fraction: float) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    engine = create({})
    slow = order(prompt="a bar [slow 60]")
    with pytest.raises(Cancelled):
        engine.make(slow, engine.draft(slow, {}), {}, tmp_path / "a.mp4", progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (order(kind="remix", document="{}"), "source_has_no_document"),
        (order(kind="extend"), "source_has_no_document"),
        (order(extra={"guidance_scale": 3}), "unknown_field"),
    ],
)
def test_orders_it_cannot_fill_are_refused(wanted: Order, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create({}).draft(wanted, {})
    assert refused.value.code == code


@pytest.mark.parametrize("options", [{"slow": 1}, {"slow_s": "x"}, {"abilities": {"flying": True}}])
def test_options_that_are_none_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(options)
    assert refused.value.code == "bad_setting"
