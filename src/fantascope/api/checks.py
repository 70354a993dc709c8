"""What a check of a file's origin looks like on the wire, and how often one may ask; for /v1 and the app alike.

Knows nothing of how a verdict is reached. Nothing of a clip's owner, prompt or id is told, unless the manifest in the
file itself tells it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from ..kernel.errors import InvalidInput, OverLimit
from ..provenance.manifest.types import Ancestor
from ..provenance.verify.judge import Altered, Answer, Finding, LayerName, Verdict
from ..studio.house import House
from ..studio.provenance.check import check
from ..studio.provenance.words import details, layer_line, summary
from .auth import RateGate
from .wire import Body, Upload

CHECKS_A_MINUTE = 10
"""Of one asker: whoever could ask without end could learn what the detector does not see."""
_AT_ONCE = 2
_SECONDS_TO_WAIT = 5.0
FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["video"],
                    "additionalProperties": False,
                    "properties": {
                        "video": {
                            "type": "string",
                            "format": "binary",
                            "description": "The file: MP4, MOV, WebM or Matroska.",
                        }
                    },
                }
            }
        },
    }
}


class Words(BaseModel):
    en: str
    fr: str


class Lines(BaseModel):
    en: list[str]
    fr: list[str]


class SourceClip(BaseModel):
    """A clip that this one was made from."""

    title: str
    relation: Literal["parent", "part"]
    manifest: Literal["absent", "intact", "altered", "unreadable"] = Field(
        description="State of its own manifest when it was taken."
    )
    engine: str | None
    origin: str | None
    sources: list[SourceClip]


class LayerAnswer(BaseModel):
    layer: LayerName
    finding: Finding
    confidence: float = Field(description="From 0 to 1: that what it speaks of was made here; 0 = it knows nothing.")
    share: float | None = Field(description="Part of the time that the mark covers.")
    agreement: float | None = Field(description="From 0 to 1: how well the mark was read.")
    mirrored: bool
    words: Words


class ProvenanceCheck(BaseModel):
    """Where a file comes from. No layer is a proof of the contrary: `no_evidence` does not mean "not made here"."""

    object: Literal["content_provenance_check"] = "content_provenance_check"
    answer: Answer
    confidence: float
    altered: Altered
    summary: Words
    details: Lines
    engine: str | None
    model: str | None
    version: str | None
    origin: str | None
    issuer: str | None
    own_issuer: bool
    signed_at: str | None
    prompt: str | None = Field(description="Only where the clip's owner lets its manifest tell it.")
    sources: list[SourceClip]
    layers: list[LayerAnswer]
    problems: list[str] = Field(description="The manifest reader's codes of what does not fit.")


class CheckGate:
    """How often and how many at once."""

    def __init__(self) -> None:
        self._rate = RateGate()
        self._places = threading.BoundedSemaphore(_AT_ONCE)

    def count(self, asker: str) -> None:
        """Errors: OverLimit("rate_limited")."""
        self._rate.enter(asker, CHECKS_A_MINUTE)

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the few at work. Errors: OverLimit("checks_busy")."""
        if not self._places.acquire(timeout=_SECONDS_TO_WAIT):
            message = "too many files are being checked now: try again in a moment"
            raise OverLimit("checks_busy", message, retry_after_s=_SECONDS_TO_WAIT)
        try:
            yield
        finally:
            self._places.release()


GATE = CheckGate()
"""Of this process."""


def checked(house: House, body: Body) -> ProvenanceCheck:
    """The check of the form's file.

    Errors: InvalidInput("unknown_field" | "missing_video", and those of `studio.provenance.check`), OverLimit.
    """
    return _wire(_verdict(house, _file(body)))


def _verdict(house: House, path: Path) -> Verdict:
    with GATE.place():
        return check(house, path)


def _file(body: Body) -> Path:
    if unknown := sorted(set(body.fields) - {"video"}):
        name = unknown[0][:60]
        raise InvalidInput("unknown_field", f"there is no field {name!r} here", field=name)
    video = body.fields.get("video")
    if not isinstance(video, Upload):
        raise InvalidInput("missing_video", "the clip is missing: send it as the file part video", field="video")
    return video.path


def _wire(verdict: Verdict) -> ProvenanceCheck:
    return ProvenanceCheck(
        answer=verdict.answer,
        confidence=verdict.confidence,
        altered=verdict.altered,
        summary=Words(en=summary(verdict, "en"), fr=summary(verdict, "fr")),
        details=Lines(en=details(verdict, "en"), fr=details(verdict, "fr")),
        engine=verdict.engine,
        model=verdict.model,
        version=verdict.version,
        origin=verdict.origin,
        issuer=verdict.issuer,
        own_issuer=verdict.own_issuer,
        signed_at=verdict.signed_at,
        prompt=verdict.prompt,
        sources=[_source(one) for one in verdict.ancestors],
        layers=[
            LayerAnswer(
                layer=layer.name,
                finding=layer.finding,
                confidence=layer.confidence,
                share=layer.share,
                agreement=layer.agreement,
                mirrored=layer.flipped,
                words=Words(en=layer_line(layer, "en"), fr=layer_line(layer, "fr")),
            )
            for layer in verdict.layers
        ],
        problems=list(verdict.problems),
    )


def _source(one: Ancestor) -> SourceClip:
    return SourceClip(
        title=one.title,
        relation=one.relation,
        manifest=one.state,
        engine=one.engine,
        origin=one.origin,
        sources=[_source(before) for before in one.ancestors],
    )
