"""WebVTT as the standard has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fantascope.media.captions import webvtt


@dataclass(frozen=True)
class Said:
    start_s: float
    end_s: float
    text: str
    who: str = ""


def test_cues_are_numbered_and_timed_in_order() -> None:
    document = webvtt([Said(3661.5, 3662.0, "Later"), Said(0.0, 1.25, "First", "fox")], language="en")
    assert document.startswith("WEBVTT\n")
    assert "1\n00:00:00.000 --> 00:00:01.250\n<v fox>First\n" in document
    assert "2\n01:01:01.500 --> 01:01:02.000\nLater\n" in document
    assert "Language: en" in document


def test_text_is_escaped_and_on_one_line() -> None:
    document = webvtt([Said(0, 1, "a < b & c > d\n\n00:00:02.000 --> 00:00:03.000", "<i>")])
    assert "<v &lt;i&gt;>a &lt; b &amp; c &gt; d 00:00:02.000 --&gt; 00:00:03.000" in document
    assert len(re.findall("-->", document)) == 1


def test_no_cue_lasts_no_time() -> None:
    assert "00:00:01.000 --> 00:00:01.001" in webvtt([Said(1.0, 1.0, "!")])


def test_no_cues_is_still_a_document() -> None:
    assert webvtt([]).startswith("WEBVTT\n")
