"""Screenplays as text: round trips, stable order, and the code of every error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.io import dumps, load, loads
from fantascope.engines.world.screenplay.migrate import Document, migrate
from fantascope.engines.world.screenplay.schema import Place, Screenplay, ShotPlan
from fantascope.kernel.errors import InvalidInput

PROMPTS = (
    "A red ball bounces down a wooden staircase and rolls to a sleeping cat",
    "Un renard dit « Bonjour », puis une fille en manteau rouge danse sous la pluie, plan large, ralenti",
    "Shot 1 (3s): a chef cooks. Shot 2 (5s): two dogs between a tree and a house, film noir",
)


def code_of(text: str | bytes) -> tuple[str, str | None]:
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("prompt", PROMPTS)
def test_round_trip(prompt: str, tmp_path: Path) -> None:
    screenplay, _ = read(prompt)
    text = dumps(screenplay)
    assert loads(text) == screenplay
    assert loads(text.encode()) == screenplay
    assert dumps(loads(text)) == text
    path = tmp_path / "clip.json"
    path.write_text(text, encoding="utf-8")
    assert load(path) == screenplay


def test_text_is_readable_and_versioned() -> None:
    text = dumps(Screenplay(shots=(ShotPlan(duration_s=2, place=Place(name="beach", label="plage d'été")),)))
    assert text.startswith('{\n  "version": 1,')
    assert text.endswith("}\n")
    assert "plage d'été" in text


def test_error_codes() -> None:
    good = json.loads(dumps(read("a cat")[0]))
    assert code_of("{nope") == ("screenplay_not_json", None)
    assert code_of(b"\xff\xfe\x00") == ("screenplay_not_json", None)
    assert code_of("[" * 100_000) == ("screenplay_not_json", None)
    assert code_of("[]") == ("screenplay_invalid", None)
    assert code_of(json.dumps({**good, "version": 99})) == ("screenplay_version", "version")
    assert code_of(json.dumps({**good, "version": "1"})) == ("screenplay_version", "version")
    assert code_of(json.dumps({**good, "version": 0})) == ("screenplay_version", "version")
    assert code_of(json.dumps({**good, "shots": []})) == ("screenplay_invalid", "shots")
    assert code_of(json.dumps({**good, "colour": "red"})) == ("screenplay_invalid", "colour")
    good["shots"][0]["duration_s"] = -1
    assert code_of(json.dumps(good)) == ("screenplay_invalid", "shots.0.duration_s")


def test_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path / "missing.json")
    assert caught.value.code == "screenplay_unreadable"


def test_a_document_without_version_is_the_first() -> None:
    good = json.loads(dumps(read("a cat")[0]))
    del good["version"]
    assert loads(json.dumps(good)).version == 1


def test_migration_walks_every_version() -> None:
    def add(document: Document) -> Document:
        return {**document, "trail": [*document.get("trail", ()), document["version"]]}

    start: Document = {"version": 1}
    assert migrate(start, steps={1: add, 2: add}, to=3) == {"version": 3, "trail": [1, 2]}
    assert start == {"version": 1}
    with pytest.raises(InvalidInput) as caught:
        migrate({"version": 1}, steps={2: add}, to=3)
    assert caught.value.code == "screenplay_version"
