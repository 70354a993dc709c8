"""Every wrong input: its code, one clear line, exit status 2, and no file."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
BALL = "A red ball rolls on the grass"

WRONG = [
    ("empty_prompt", ["", "-o", "{out}"]),
    ("empty_prompt", [" \t\n ", "-o", "{out}"]),
    ("empty_prompt", ["\x01\x02\u200b", "-o", "{out}"]),
    ("empty_prompt", ["-o", "{out}"]),
    ("prompt_too_long", ["ball " * 6401, "-o", "{out}"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "0"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "60.5"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "-3"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "nan"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "inf"]),
    ("bad_seconds", [BALL, "-o", "{out}", "--seconds", "ten"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "big"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "1281x720"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "62x64"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "3842x720"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "1280x"]),
    ("bad_size", [BALL, "-o", "{out}", "--size", "-1280x-720"]),
    ("bad_fps", [BALL, "-o", "{out}", "--fps", "25"]),
    ("bad_fps", [BALL, "-o", "{out}", "--fps", "many"]),
    ("bad_look", [BALL, "-o", "{out}", "--look", "photo"]),
    ("bad_look", [BALL, "-o", "{out}", "--look", ""]),
    ("bad_seed", [BALL, "-o", "{out}", "--seed", "-1"]),
    ("bad_seed", [BALL, "-o", "{out}", "--seed", "1.5"]),
    ("bad_seed", [BALL, "-o", "{out}", "--seed", str(2**63)]),
    ("output_not_mp4", [BALL, "-o", "{folder}/clip.avi"]),
    ("output_not_mp4", [BALL, "-o", "{folder}/clip"]),
    ("output_is_folder", [BALL, "-o", "{folder}"]),
    ("output_unwritable", [BALL, "-o", "{folder}/nowhere/clip.mp4"]),
    ("output_unwritable", [BALL, "-o", "/proc/clip.mp4"]),
    ("output_unwritable", [BALL, "-o", "{folder}/" + "n" * 300 + ".mp4"]),
    ("prompt_and_screenplay", [BALL, "-o", "{out}", "--screenplay", "{good}"]),
    ("seconds_with_screenplay", ["-o", "{out}", "--screenplay", "{good}", "--seconds", "4"]),
    ("screenplay_unreadable", ["-o", "{out}", "--screenplay", "{folder}/none.json"]),
    ("screenplay_unreadable", ["-o", "{out}", "--screenplay", "{folder}"]),
    ("screenplay_unreadable", ["-o", "{out}", "--screenplay", "{binary}"]),
    ("screenplay_not_json", ["-o", "{out}", "--screenplay", "{words}"]),
    ("screenplay_version", ["-o", "{out}", "--screenplay", "{future}"]),
    ("screenplay_invalid", ["-o", "{out}", "--screenplay", "{odd}"]),
    ("bad_seconds", ["-o", "{out}", "--screenplay", "{endless}"]),
    ("keep_is_file", [BALL, "-o", "{out}", "--keep", "{words}"]),
    ("keep_is_file", [BALL, "-o", "{out}", "--keep", "{words}/deeper"]),
    ("output_unwritable", [BALL, "-o", "{out}", "--keep", "/proc/kept"]),
    ("keep_missing", [BALL, "-o", "{out}", "--depth"]),
    ("keep_missing", [BALL, "-o", "{out}", "--segmentation"]),
    ("usage", [BALL, "-o", "{out}", "--colour"]),
    ("usage", [BALL, "-o"]),
    ("usage", [BALL, "another", "-o", "{out}"]),
]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """A folder with screenplay files, most of them wrong."""
    shot = {"duration_s": 2.0, "place": {"name": "studio"}}
    files = {
        "good": json.dumps({"version": 1, "shots": [shot]}),
        "words": "once upon a time",
        "future": json.dumps({"version": 99, "shots": [shot]}),
        "odd": json.dumps({"version": 1, "shots": [shot | {"time": "teatime"}]}),
        "endless": json.dumps({"version": 1, "shots": [shot | {"duration_s": 40.0}] * 2}),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.json").write_text(content)
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00\x80")
    paths = {name: str(tmp_path / f"{name}.json") for name in (*files, "binary")}
    return {"folder": str(tmp_path), "out": str(tmp_path / "clip.mp4")} | paths


@pytest.mark.parametrize(
    ("code", "arguments"), WRONG, ids=[f"{number}-{wrong[0]}" for number, wrong in enumerate(WRONG)]
)
def test_wrong_input(fantascope: Run, places: dict[str, str], code: str, arguments: list[str]) -> None:
    before = sorted(Path(places["folder"]).iterdir())
    ran = fantascope("generate", *(argument.format(**places) for argument in arguments))
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("error: ")
    assert ran.err.endswith(f" [{code}]\n")
    assert ran.out == ""
    assert sorted(Path(places["folder"]).iterdir()) == before


def test_a_nearly_full_disk(fantascope: Run, places: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 90, 10))
    ran = fantascope("generate", BALL, "-o", places["out"])
    assert (ran.status, ran.err.endswith("[disk_full]\n")) == (2, True)
    assert not Path(places["out"]).exists()


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("empty_prompt", [""]),
        ("prompt_too_long", ["ball " * 6401]),
        ("bad_seconds", [BALL, "--seconds", "99"]),
        ("bad_look", [BALL, "--look", "photo"]),
        ("usage", []),
    ],
)
def test_wrong_input_to_screenplay(fantascope: Run, code: str, arguments: list[str]) -> None:
    ran = fantascope("screenplay", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f" [{code}]\n")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("clip_unreadable", ["{words}", "-o", "{folder}/sheet.jpg"]),
        ("clip_unreadable", ["{folder}/none.mp4", "-o", "{folder}/sheet.jpg"]),
        ("bad_frames", ["{words}", "-o", "{folder}/sheet.jpg", "--frames", "0"]),
        ("bad_frames", ["{words}", "-o", "{folder}/sheet.jpg", "--frames", "six"]),
        ("bad_picture_name", ["{words}", "-o", "{folder}/sheet.gif"]),
        ("output_unwritable", ["{words}", "-o", "{folder}/nowhere/sheet.jpg"]),
    ],
)
def test_wrong_input_to_sheet(fantascope: Run, places: dict[str, str], code: str, arguments: list[str]) -> None:
    ran = fantascope("sheet", *(argument.format(**places) for argument in arguments))
    assert ran.status == 2
    assert ran.err.endswith(f" [{code}]\n")


def test_an_unknown_command(fantascope: Run) -> None:
    ran = fantascope("paint")
    assert ran.status == 2
    assert ran.err.endswith(" [usage]\n")
