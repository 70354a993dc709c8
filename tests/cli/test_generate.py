"""`generate` for real, small: the file, what is printed, what is kept, and the same again from the screenplay."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fantascope.cli.main import run
from fantascope.engines.world.screenplay.io import load
from fantascope.media.probe import probe
from fantascope.provenance.manifest.boxes import boxes

Run = Callable[..., Any]
SMALL = ("--size", "160x90", "--seconds", "2")
KEYS = {
    "file", "duration_s", "width", "height", "fps", "frames", "size_bytes", "seed", "look", "title", "understood",
    "approximated", "left_out", "contacts", "captions", "kept", "wall_s", "stages_s", "cpu_s", "peak_memory_mb",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A small clip with everything kept, as the JSON tells it."""
    folder = tmp_path_factory.mktemp("made")
    prompt = 'A red ball falls on the grass, one of them says "Hello there", gloopf, clay style'
    options = ["--keep", str(folder / "kept"), "--depth", "--segmentation", "--seed", "5", "--json"]
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as printed:
        patch.setenv("FANTASCOPE_LANG", "en")
        assert run(["generate", prompt, "-o", str(folder / "clip.mp4"), *SMALL, *options]) == 0
    told: dict[str, Any] = json.loads(printed.getvalue())
    return told


def test_the_json_tells_what_was_made(made: dict[str, Any]) -> None:
    folder = Path(made["file"]).parent
    assert set(made) == KEYS
    facts = probe(folder / "clip.mp4")
    assert made["file"] == str(folder / "clip.mp4")
    assert (made["width"], made["height"], made["fps"], made["seed"], made["look"]) == (160, 90, 24, 5, "clay")
    assert made["duration_s"] == pytest.approx(facts.duration_s) == pytest.approx(2.0)
    assert (made["frames"], made["size_bytes"]) == (facts.frames, facts.size_bytes)
    assert made["understood"]
    assert any("gloopf" in words for words in made["left_out"]) or any(
        "gloopf" in pair["words"] for pair in made["approximated"]
    )
    assert {"read", "stage", "draw", "mix", "join"} <= set(made["stages_s"])
    assert facts.loudness_lufs == pytest.approx(-14.0, abs=1.0)
    kept = {Path(path).name for path in made["kept"]}
    assert kept == {
        "captions.vtt", "contacts.json", "depth", "poster.png", "screenplay.json", "segmentation", "things.json",
    }  # fmt: skip
    assert len(list((folder / "kept" / "depth").iterdir())) == made["frames"]
    contacts = json.loads((folder / "kept" / "contacts.json").read_text())
    assert len(contacts) == made["contacts"] > 0
    assert {"time_s", "a", "b", "position", "impulse_ns", "slide_ms"} <= set(contacts[0])


def media_of(clip: Path) -> bytes:
    """Pictures and sound as they are encoded; around them, the signature is another each time."""
    data = clip.read_bytes()
    (media,) = [data[start : start + size] for kind, start, size in boxes(data) if kind == b"mdat"]
    return media


def test_the_kept_screenplay_gives_the_identical_clip(fantascope: Run, made: dict[str, Any], tmp_path: Path) -> None:
    clip = Path(made["file"])
    recipe = clip.parent / "kept" / "screenplay.json"
    assert load(recipe).seed == 5
    ran = fantascope("generate", "--screenplay", recipe, "-o", tmp_path / "again.mp4", "--size", "160x90", "--quiet")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert media_of(tmp_path / "again.mp4") == media_of(clip)


def test_what_was_made_is_known_again(fantascope: Run, made: dict[str, Any], tmp_path: Path) -> None:
    ran = fantascope("verify", made["file"], "--json")
    told = json.loads(ran.out)
    assert (told["answer"], told["altered"], told["engine"]) == ("made_here", "no", "world")
    assert told["layers"][0]["finding"] == "intact"
    (tmp_path / "none.mp4").write_bytes(b"#EXTM3U")
    assert "[clip_unreadable]" in fantascope("verify", tmp_path / "none.mp4").err


def test_people_are_told_where_the_clip_is(fantascope: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FANTASCOPE_LANG", "fr")
    ran = fantascope("generate", "Un ballon roule sur l'herbe", "--size", "128x72", "--seconds", "1", "--fps", "30")
    assert (ran.status, ran.err) == (0, "")
    first, *rest = ran.out.splitlines()
    assert first.startswith("un-ballon-roule-sur-l-herbe.mp4  1.0 s, 128x72, ")
    assert any(line.startswith("compris: ") for line in rest)
    assert [path.name for path in tmp_path.iterdir()] == ["un-ballon-roule-sur-l-herbe.mp4"]
    assert probe(tmp_path / "un-ballon-roule-sur-l-herbe.mp4").frames == 30


def test_screenplay_prints_what_was_understood(fantascope: Run) -> None:
    ran = fantascope("screenplay", "Two red toy cars collide at a crossroads, slow motion, gloopf")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("understood: ")
    assert "2 × car, red" in ran.out
    assert "collide" in ran.out
    assert "gloopf" in ran.out


def test_screenplay_as_json(fantascope: Run) -> None:
    ran = fantascope("screenplay", "A fox sleeps", "--seconds", "3", "--seed", "9", "--look", "noir", "--json")
    told = json.loads(ran.out)
    assert set(told) == {"understood", "approximated", "left_out", "screenplay"}
    play = told["screenplay"]
    assert (play["seed"], play["look"], play["shots"][0]["duration_s"]) == (9, "noir", 3.0)


def test_a_sheet_of_a_clip(fantascope: Run, made: dict[str, Any], tmp_path: Path) -> None:
    ran = fantascope("sheet", made["file"], "-o", tmp_path / "sheet.png", "--frames", "4", "--caption", "A ball")
    assert (ran.status, ran.out) == (0, f"{tmp_path / 'sheet.png'}\n")
    assert (tmp_path / "sheet.png").stat().st_size > 1000


def test_the_doctor_finds_everything_well(fantascope: Run) -> None:
    ran = fantascope("doctor", "--json")
    told = json.loads(ran.out)
    assert [name for name, finding in told.items() if not finding["ok"]] == []
    assert ran.status == 0
    assert fantascope("doctor").out.endswith("everything works\n")


def test_the_version_is_told(fantascope: Run) -> None:
    assert fantascope("--version").out.startswith("fantascope 0.")


def test_help_is_in_the_users_language(start: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANTASCOPE_LANG", "fr")
    with start("generate", "--help") as process:
        assert "Fabrique un clip sonore" in process.communicate(timeout=60)[0]
