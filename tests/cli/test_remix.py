"""`remix`: the new file, what is told, and every wrong input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from fantascope.cli.messages import MESSAGES
from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.io import dumps, load
from fantascope.engines.world.screenplay.revision import ChangeKind

Run = Callable[..., Any]
DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "old.json"
    path.write_text(dumps(read("A dog chases a red ball in the park", seed=7)[0]))
    return path


def test_the_new_screenplay_is_written_and_the_changes_told(fantascope: Run, source: Path, tmp_path: Path) -> None:
    before = source.read_text()
    ran = fantascope(
        "remix", source, "make it night, and a fox instead of the dog; wobbulate", "-o", tmp_path / "new.json"
    )
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[:3] == [
        str(tmp_path / "new.json"),
        "replaced dog: dog → fox",
        "time: afternoon → night",
    ]
    assert "left out: wobbulate" in ran.out
    shot = load(tmp_path / "new.json").shots[0]
    assert (shot.time, shot.cast[0].concept, shot.cast[0].id) == ("night", "fox", "dog")
    assert source.read_text() == before


def test_without_a_file_it_is_only_told(fantascope: Run, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANTASCOPE_LANG", "fr")
    ran = fantascope("remix", source, "rends le ballon bleu")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "couleur de ball: red → blue")
    assert [path.name for path in source.parent.iterdir()] == ["old.json"]
    assert fantascope("remix", source, "zorglub").out.splitlines()[0] == "rien n'a changé"


def test_a_file_may_be_changed_in_place(fantascope: Run, source: Path) -> None:
    assert fantascope("remix", source, "make the ball blue", "-o", source).status == 0
    assert load(source).shots[0].cast[1].colour == "blue"


def test_remix_as_json(fantascope: Run, source: Path) -> None:
    told = json.loads(fantascope("remix", source, "add a cat, zorglub", "--json").out)
    assert set(told) == {"file", "changes", "understood", "approximated", "left_out", "screenplay"}
    assert told["changes"] == [{"kind": "cast_added", "shot": 0, "role": "cat", "before": "", "after": "cat"}]
    assert (told["file"], told["left_out"]) == (None, ["zorglub"])
    assert [role["id"] for role in told["screenplay"]["shots"][0]["cast"]] == ["dog", "ball", "cat"]


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("empty_prompt", ["{source}", " "]),
        ("prompt_too_long", ["{source}", "ball " * 6401]),
        ("screenplay_unreadable", ["{folder}/none.json", "make it night"]),
        ("output_is_folder", ["{source}", "make it night", "-o", "{folder}"]),
        ("output_unwritable", ["{source}", "make it night", "-o", "{folder}/nowhere/new.json"]),
        ("usage", ["{source}"]),
    ],
)
def test_wrong_input_to_remix(fantascope: Run, source: Path, code: str, arguments: list[str]) -> None:
    ran = fantascope("remix", *(a.format(source=source, folder=source.parent) for a in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f" [{code}]\n")
    assert [path.name for path in source.parent.iterdir()] == ["old.json"]


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_of_change_has_a_name_and_is_documented(kind: str) -> None:
    assert f"change.{kind}" in MESSAGES
    assert f"`{kind}`" in DOCS
