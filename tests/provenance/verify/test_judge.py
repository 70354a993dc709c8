"""The verdict: what each layer found, weighed; never a bare yes or no where the evidence is partial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fantascope.provenance.manifest.types import Ancestor, Told
from fantascope.provenance.marks.types import Found
from fantascope.provenance.verify.judge import Record, Verdict, judged

SIGNED = Told("intact", "house", "Fantascope", engine="world", origin="algorithmic", payload=7)
NONE = Told("absent")
RECORDS = {7: Record("world", "world-1", "algorithmic"), 8: Record("world", "world-1")}


def found(payload: int = 7, start_s: float = 0.0, end_s: float = 8.0) -> Found:
    return Found(payload, 0.9, start_s, end_s)


def weighed(
    told: Told, picture: tuple[Found, ...] = (), sound: tuple[Found, ...] = (), seconds: float = 8.0
) -> Verdict:
    return judged(told, picture, sound, RECORDS.get, seconds=seconds, heard=True)


@pytest.mark.parametrize(
    ("told", "picture", "answer", "altered"),
    [
        (SIGNED, (found(),), "made_here", "no"),
        (SIGNED, (), "made_here", "no"),
        (NONE, (found(),), "made_here", "yes"),
        (NONE, (found(end_s=2.0),), "partly_made_here", "yes"),
        (NONE, (found(99),), "probably_made_here", "yes"),
        (NONE, (), "no_evidence", "unknown"),
        (SIGNED, (found(8),), "contradictory", "yes"),
        (replace(SIGNED, state="altered"), (), "probably_made_here", "yes"),
        (replace(SIGNED, state="altered"), (found(),), "made_here", "yes"),
        (replace(SIGNED, trust="unknown"), (), "signed_elsewhere", "no"),
        (replace(SIGNED, trust="unknown"), (found(),), "made_here", "no"),
        (Told("unreadable"), (), "no_evidence", "unknown"),
    ],
)
def test_the_answer(told: Told, picture: tuple[Found, ...], answer: str, altered: str) -> None:
    verdict = weighed(told, picture)
    assert (verdict.answer, verdict.altered) == (answer, altered)
    assert verdict.confidence < 1.0


def test_the_marks_of_what_a_clip_goes_on_from_are_its_own() -> None:
    grown = replace(SIGNED, ancestors=(Ancestor("before", "parent", "intact", "world", None, 8),))
    assert weighed(grown, (found(8, 0.0, 4.0),)).answer == "made_here"


def test_each_layer_answers_for_itself() -> None:
    verdict = weighed(NONE, (found(7, 0.0, 3.0), found(7, 2.0, 4.0)), (), seconds=8.0)
    manifest, picture, sound = verdict.layers
    assert (manifest.finding, manifest.confidence) == ("absent", 0.0)
    assert (picture.finding, picture.share, picture.agreement) == ("partly", 0.5, 0.9)
    assert (sound.finding, sound.confidence) == ("absent", 0.0)
    assert weighed(NONE, seconds=1.0).layers[1].finding == "nothing_to_read"
    assert (verdict.engine, verdict.prompt) == ("world", None)
