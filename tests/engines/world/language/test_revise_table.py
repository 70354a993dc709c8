"""Many instructions in both languages, and exactly the changes each must make."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fantascope.engines.world.language import read, revise
from fantascope.engines.world.screenplay.revision import Change, Revision
from fantascope.engines.world.screenplay.schema import Screenplay

ROWS = [
    line
    for line in Path(__file__).with_name("instructions.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
BASES = dict(row.split(": ", 1) for row in ROWS if " | " not in row)
TABLE = [tuple(row.split(" | ")) for row in ROWS if " | " in row]


@cache
def base(name: str) -> Screenplay:
    return read(BASES[name], seed=3)[0]


def told(change: Change, many: bool) -> tuple[str, str]:
    number = str(change.shot) if many and change.shot is not None else ""
    return f"{change.kind}{number}" + (f"({change.role})" if change.role else ""), change.after.replace(" ", "_")


def wanted(text: str, play: Screenplay) -> list[tuple[str, str]]:
    out = []
    for fact in text.replace("@lead", play.shots[0].cast[0].id).split():
        kind, _, after = fact.partition("=")
        out.append((kind, after))
    return out


def mistakes(name: str, instruction: str, expected: str) -> list[str]:
    play = base(name)
    _, revision = revise(play, instruction)
    many = len(play.shots) > 1
    left = [told(c, many) for c in revision.changes]
    out = []
    for kind, after in wanted(expected, play):
        match = next((x for x in left if x[0] == kind and (after in x[1] if after else True)), None)
        if match is None:
            out.append(f"missing {kind}={after}")
        else:
            left.remove(match)
    return out + [f"unwanted {kind}={after}" for kind, after in left]


@pytest.mark.parametrize(("name", "instruction", "expected"), TABLE, ids=[f"{n}-{i}" for n, i, _ in TABLE])
def test_table(name: str, instruction: str, expected: str) -> None:
    assert mistakes(name, instruction, expected) == []


def test_the_table_is_wide() -> None:
    french = [i for _, i, _ in TABLE if revise_language(i) == "fr"]
    assert len(TABLE) >= 120
    assert len(french) >= 60


def revise_language(instruction: str) -> str:
    from fantascope.engines.world.language.detect import detect
    from fantascope.engines.world.language.tokens import tokenise

    return detect(tokenise(instruction))


def test_a_revision_is_what_changed() -> None:
    _, revision = revise(base("park"), "make the ball blue and add a glorfindel")
    assert isinstance(revision, Revision)
    assert revision.changes == (Change(kind="colour", shot=0, role="ball", before="red", after="blue"),)
    assert "glorfindel" in revision.unstaged
