"""Captions as WebVTT.

Knows nothing of who speaks or how. Times are seconds of the clip; the text is escaped, so it can hold anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Cue(Protocol):
    """Words shown from `start_s` to `end_s`; `who` is the speaker's name or ""."""

    @property
    def start_s(self) -> float: ...

    @property
    def end_s(self) -> float: ...

    @property
    def text(self) -> str: ...

    @property
    def who(self) -> str: ...


def webvtt(cues: Iterable[Cue], *, language: str = "en") -> str:
    """A WebVTT document (https://www.w3.org/TR/webvtt1/) of the cues, in order of their start."""
    blocks = [f"WEBVTT\nKind: captions\nLanguage: {language}\n"]
    for number, cue in enumerate(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s)), start=1):
        voice = f"<v {_escaped(cue.who)}>" if cue.who else ""
        end_s = max(cue.end_s, cue.start_s + 0.001)
        blocks.append(f"{number}\n{_clock(cue.start_s)} --> {_clock(end_s)}\n{voice}{_escaped(cue.text)}\n")
    return "\n".join(blocks)


def _escaped(text: str) -> str:
    """One line, with the three characters that mean something to WebVTT written as entities."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float) -> str:
    milliseconds = max(round(seconds * 1000), 0)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
