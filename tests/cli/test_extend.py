"""`extend` for real, small: from a screenplay and its clip to the longer one, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fantascope.cli.main import run
from fantascope.engines.world.screenplay.io import load
from fantascope.media.probe import probe

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with clip.mp4 and its screenplay.json."""
    folder = tmp_path_factory.mktemp("source")
    options = ["--seconds", "1", "--size", "160x90", "--keep", str(folder), "-q"]
    assert run(["generate", "A cat sits on the grass", "-o", str(folder / "clip.mp4"), *options]) == 0
    return folder


def test_a_clip_goes_on_from_its_pictures(fantascope: Run, source: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "longer.mp4", tmp_path / "kept"
    ran = fantascope(
        "extend", source / "screenplay.json", "Le chat saute, gloopf", "--from", source / "clip.mp4",
        "--seconds", "1.5", "-o", out, "--keep", kept, "--json",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    facts = probe(out)
    assert (facts.frames, facts.width, facts.height) == (24 + 36, 160, 90)
    assert told["duration_s"] == pytest.approx(2.5)
    assert any("saute" in words for words in told["understood"])
    grown = load(kept / "screenplay.json")
    assert [shot.continues for shot in grown.shots] == [False, True]
    assert grown.shots[0] == load(source / "screenplay.json").shots[0]


def test_without_a_clip_everything_is_drawn(fantascope: Run, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "drawn.mp4"
    ran = fantascope(
        "extend", source / "screenplay.json", "it jumps", "--seconds", "1", "--size", "160x90", "-o", out
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert str(out) in ran.out
    assert probe(out).frames == 48


def test_a_clip_that_is_not_of_the_screenplay_is_refused(fantascope: Run, source: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    play = load(source / "screenplay.json")
    shots = (play.shots[0].model_copy(update={"duration_s": 2.0}),)
    other.write_text(play.model_copy(update={"shots": shots}).model_dump_json())
    out = tmp_path / "no.mp4"
    ran = fantascope("extend", other, "it jumps", "--from", source / "clip.mp4", "-o", out)
    assert ran.status == 2
    assert "[prefix_unfit]" in ran.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("screenplay.json", " "), "empty_prompt"),
        (("nothing.json", "it jumps"), "screenplay_unreadable"),
        (("screenplay.json", "it jumps", "--seconds", "61"), "bad_seconds"),
        (("screenplay.json", "it jumps", "--from", "screenplay.json"), "clip_unreadable"),
        (("screenplay.json", "it jumps", "-o", "clip.avi"), "output_not_mp4"),
    ],
)
def test_wrong_input_is_one_line(
    fantascope: Run, source: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(source)
    ran = fantascope("extend", *arguments)
    assert ran.status == 2
    assert f"[{code}]" in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_the_whole_lasts_two_minutes_at_most(fantascope: Run, source: Path, tmp_path: Path) -> None:
    play = load(source / "screenplay.json")
    long = tmp_path / "long.json"
    shots = tuple(play.shots[0].model_copy(update={"duration_s": 40.0}) for _ in range(3))
    long.write_text(play.model_copy(update={"shots": shots}).model_dump_json())
    ran = fantascope("extend", long, "it jumps", "--seconds", "2", "-o", tmp_path / "x.mp4")
    assert ran.status == 2
    assert "[bad_seconds]" in ran.err
