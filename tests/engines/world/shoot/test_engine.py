"""The engine from end to end, on a film made by hand: one file, whole, with what was asked to be kept."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from toy_film import FailingTake, SlidingBoxes, toy_film

from fantascope.engines.world import engine
from fantascope.engines.world.film import Film
from fantascope.engines.world.screenplay.io import loads
from fantascope.engines.world.screenplay.schema import Place, Screenplay, ShotPlan
from fantascope.kernel.errors import Cancelled, EngineFailure, FantascopeError
from fantascope.media.frames import frame_count
from fantascope.media.probe import probe

PLAY = Screenplay(title="Boxes", seed=7, shots=(ShotPlan(duration_s=2.0, place=Place(name="studio")),))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that can be looked into."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> None:
    _stage(monkeypatch, toy_film(SlidingBoxes(30), SlidingBoxes(18, 1.0)))


def _stage(monkeypatch: pytest.MonkeyPatch, film: Film) -> None:
    monkeypatch.setattr(engine, "produce", lambda screenplay, *, width, height, fps, captured, progress: film)


@pytest.mark.usefixtures("staged")
def test_a_clip_with_everything_kept(tmp_path: Path, scratch: Path) -> None:
    steps: list[tuple[str, float]] = []
    out, keep = tmp_path / "clip.mp4", tmp_path / "kept" / "here"
    clip = engine.generate(
        PLAY,
        out,
        width=160,
        height=90,
        fps=24,
        keep=keep,
        depth=True,
        things=True,
        progress=lambda stage, fraction: steps.append((stage, fraction)),
    )
    facts = probe(out)
    assert (facts.frames, facts.width, facts.height, facts.faststart) == (48, 160, 90, True)
    assert facts.audio_s == pytest.approx(2.0, abs=0.03)
    assert (clip.path, clip.frames, clip.duration_s, clip.seed, clip.title) == (out, 48, 2.0, 7, "Boxes")
    assert clip.size_bytes == out.stat().st_size
    names = ["captions.vtt", "contacts.json", "depth", "poster.png", "screenplay.json", "segmentation", "things.json"]
    assert [path.name for path in clip.kept] == names
    assert loads((keep / "screenplay.json").read_text()) == PLAY
    assert json.loads((keep / "things.json").read_text())[0] == {"1": "red", "2": "green", "3": "blue"}
    assert "<v red>Hello" in (keep / "captions.vtt").read_text()
    assert len(list((keep / "depth").iterdir())) == len(list((keep / "segmentation").iterdir())) == 48
    assert {"mix", "draw", "join"} <= set(clip.stages_s)
    assert {"produce", "mix", "state", "draw", "encode"} == set(clip.cpu_s)
    for stage in ("mix", "draw", "join"):
        fractions = [fraction for name, fraction in steps if name == stage]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "kept", "scratch"]
    assert list(scratch.iterdir()) == []


@pytest.mark.usefixtures("staged", "scratch")
def test_the_same_screenplay_gives_the_same_file(tmp_path: Path) -> None:
    for name, workers in (("a", 1), ("b", 2)):
        engine.generate(PLAY, tmp_path / f"{name}.mp4", width=160, height=90, fps=24, workers=workers)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize("when", ["mix", "draw", "join"])
@pytest.mark.parametrize("kind", [Cancelled, KeyboardInterrupt])
def test_stopping_leaves_nothing(tmp_path: Path, scratch: Path, when: str, kind: type[BaseException]) -> None:
    def stop(stage: str, fraction: float) -> None:
        if stage == when and fraction > 0:
            raise kind

    out, keep = tmp_path / "clip.mp4", tmp_path / "kept"
    with pytest.raises(kind):
        engine.generate(PLAY, out, width=160, height=90, fps=24, keep=keep, progress=stop, workers=1)
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(scratch.iterdir()) == []


def test_a_failure_while_drawing_leaves_nothing(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stage(monkeypatch, toy_film(FailingTake(30)))
    with pytest.raises(EngineFailure):
        engine.generate(PLAY, tmp_path / "clip.mp4", width=160, height=90, fps=24, workers=1)
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert list(scratch.iterdir()) == []


@pytest.mark.usefixtures("staged", "scratch")
def test_an_old_clip_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    out.write_bytes(b"old")

    def stop(stage: str, fraction: float) -> None:
        if stage == "join":
            raise Cancelled

    with pytest.raises(FantascopeError):
        engine.generate(PLAY, out, width=160, height=90, fps=24, progress=stop, workers=1)
    assert out.read_bytes() == b"old"


@pytest.mark.usefixtures("staged", "scratch")
def test_keeping_again_replaces_what_was_kept(tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    (keep / "depth").mkdir(parents=True)
    (keep / "depth" / "99999.png").write_bytes(b"")
    (keep / "notes.txt").write_text("mine")
    clip = engine.generate(PLAY, tmp_path / "clip.mp4", width=160, height=90, fps=24, keep=keep, depth=True, workers=1)
    assert not (keep / "depth" / "99999.png").exists()
    assert (keep / "notes.txt").read_text() == "mine"
    assert frame_count(clip.path) == 48
