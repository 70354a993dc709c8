"""What was found in a file, weighed: was it made here, has it been altered, and how sure is that.

Pure; knows nothing of files, keys or words for people. No layer is taken for proof of the contrary: a mark that is not
found and a manifest that is not there say nothing, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..manifest.types import Ancestor, Told
from ..marks.types import Found
from ..origins import Origin

Answer = Literal[
    "made_here", "probably_made_here", "partly_made_here", "contradictory", "signed_elsewhere", "no_evidence"
]
Altered = Literal["no", "yes", "unknown"]
LayerName = Literal["manifest", "picture_mark", "sound_mark"]
Finding = Literal["intact", "altered", "unreadable", "absent", "found", "partly", "unknown_clip", "nothing_to_read"]

_SIGNED, _MARKED, _KEPT_BY_NONE = 0.999, 0.999, 0.9
_PARTLY = 0.5
_WHOLE_SHARE = 0.6
"""Share of the time that marks must cover for the whole to be taken as made here: a mark is not found in every part of
a copy that was encoded badly."""
_SHORTEST_PICTURE_S, _SHORTEST_SOUND_S = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Record:
    """What this house remembers of a clip and may tell anyone."""

    engine: str
    model: str
    origin: Origin | None = None
    ancestors: tuple[Ancestor, ...] = ()


Register = Callable[[int], Record | None]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer has to say: `confidence` (0–1) that the clip, or the part it speaks of, was made here.

    `share` is the part of the time that a mark covers; `agreement` (0–1) how well it was read; `flipped` and `scale`
    what was done to the picture.
    """

    name: LayerName
    finding: Finding
    confidence: float
    share: float | None = None
    agreement: float | None = None
    flipped: bool = False
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, each layer's, and what can be told of the clip."""

    answer: Answer
    confidence: float
    altered: Altered
    layers: tuple[Layer, ...]
    engine: str | None = None
    model: str | None = None
    version: str | None = None
    origin: Origin | None = None
    issuer: str | None = None
    own_issuer: bool = False
    signed_at: str | None = None
    prompt: str | None = None
    ancestors: tuple[Ancestor, ...] = ()
    clips: int = 0
    """How many different clips' marks are in it."""
    problems: tuple[str, ...] = ()


def judged(
    told: Told, picture: Sequence[Found], sound: Sequence[Found], register: Register, *, seconds: float, heard: bool
) -> Verdict:
    """The verdict on a file of `seconds` with these findings; `heard` is whether it has any sound."""
    payloads = list(dict.fromkeys(found.payload for found in (*picture, *sound)))
    records = {payload: register(payload) for payload in payloads}
    manifest = _manifest(told)
    seen = _mark("picture_mark", picture, records, seconds, seconds >= _SHORTEST_PICTURE_S)
    listened = _mark("sound_mark", sound, records, seconds, heard and seconds >= _SHORTEST_SOUND_S)
    layers = (manifest, seen, listened)
    signed = manifest.finding == "intact" and told.trust == "house"
    marks = [layer for layer in (seen, listened) if layer.share]
    own = {told.payload, *_payloads(told.ancestors)}  # a clip that goes on from another has the other's marks too
    strange = signed and bool(payloads) and own.isdisjoint(payloads)
    answer, confidence = _answer(told, signed, marks, strange)
    record = next((records[payload] for payload in payloads if records[payload] is not None), None)
    if told.state != "intact" and record is not None:
        return Verdict(
            answer,
            confidence,
            "yes",
            layers,
            engine=record.engine,
            model=record.model,
            origin=record.origin,
            ancestors=record.ancestors,
            clips=len(payloads),
            problems=told.problems,
        )
    altered: Altered = "unknown"
    if told.state == "altered" or (payloads and told.state != "intact") or strange:
        altered = "yes"
    elif told.state == "intact":
        altered = "no"
    return Verdict(
        answer,
        confidence,
        altered,
        layers,
        engine=told.engine,
        model=told.model,
        version=told.version,
        origin=told.origin,
        issuer=told.issuer,
        own_issuer=told.trust == "house",
        signed_at=told.signed_at,
        prompt=told.prompt,
        ancestors=told.ancestors,
        clips=len(payloads),
        problems=told.problems,
    )


def _answer(told: Told, signed: bool, marks: Sequence[Layer], strange: bool) -> tuple[Answer, float]:
    best = max((layer.confidence for layer in marks), default=0.0)
    if strange:
        return "contradictory", _PARTLY
    if signed:
        return "made_here", _SIGNED
    if marks and max(layer.share or 0.0 for layer in marks) < _WHOLE_SHARE:
        return "partly_made_here", best
    if marks and best >= _MARKED:
        return "made_here", best
    if marks:
        return "probably_made_here", best
    if told.state == "altered" and told.trust == "house":
        return "probably_made_here", _PARTLY
    if told.state == "intact":
        return "signed_elsewhere", 0.0
    return "no_evidence", 0.0


def _payloads(ancestors: Sequence[Ancestor]) -> set[int | None]:
    return {payload for one in ancestors for payload in (one.payload, *_payloads(one.ancestors))}


def _manifest(told: Told) -> Layer:
    confidence = _SIGNED if told.trust == "house" else 0.0
    if told.state == "altered":
        confidence = _PARTLY if told.trust == "house" else 0.0
    return Layer("manifest", told.state, confidence if told.state in ("intact", "altered") else 0.0)


def _mark(
    name: LayerName, found: Sequence[Found], records: dict[int, Record | None], seconds: float, enough: bool
) -> Layer:
    if not found:
        return Layer(name, "absent" if enough else "nothing_to_read", 0.0)
    share = min(_covered(found) / max(seconds, 1e-6), 1.0)
    known = all(records[one.payload] is not None for one in found)
    finding: Finding = "unknown_clip" if not known else "found" if share >= _WHOLE_SHARE else "partly"
    best = max(found, key=lambda one: one.confidence)
    return Layer(
        name,
        finding,
        _MARKED if known else _KEPT_BY_NONE,
        share=round(share, 3),
        agreement=round(best.confidence, 3),
        flipped=best.flipped,
        scale=round(best.scale, 3),
    )


def _covered(found: Sequence[Found]) -> float:
    """Seconds that at least one of them covers."""
    total, until = 0.0, float("-inf")
    for one in sorted(found, key=lambda one: one.start_s):
        total += max(one.end_s - max(one.start_s, until), 0.0)
        until = max(until, one.end_s)
    return total
