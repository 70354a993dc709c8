"""A file → what the manifest in it says, and whether it fits the file.

Knows nothing of who asks. Reads what strangers made: call it where a fault can do no harm. Nothing is fetched from
anywhere. What a manifest says is only as good as its signature: `state` and `trust` come with every answer.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..keys import NOBODY, Signers
from ..origins import Origin, origin_of
from .boxes import unusual
from .types import GENERATION, MARK_NAME, MIME, Ancestor, Relation, State, Told

_DEEPEST = 8
_MOST_ANCESTORS = 64
_LONGEST = 300
_LONGEST_PROMPT = 32_000
_MOST_PROBLEMS = 16
_HARMLESS = ("signingCredential.untrusted", "signingCredential.ocsp", "timeStamp.untrusted", "timeOfSigning.")
"""Failures that tell of who signed or when, not of what was done to the file."""
_RELATIONS: Mapping[str, Relation] = {"parentOf": "parent", "componentOf": "part"}


def read_manifest(data: bytes, signers: Signers = NOBODY) -> Told:
    """What the manifest in the MP4 `data` says; what none of `signers` has signed is of an unknown issuer."""
    import c2pa

    settings = {
        "trust": {"trust_anchors": signers.authorities} if signers.authorities else {},
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    }
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            c2pa.Reader(MIME, io.BytesIO(data), None, context) as reader,
        ):
            found = _mapping(json.loads(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        return Told("absent")
    except (c2pa.C2paError, ValueError, RecursionError):
        return Told("unreadable", problems=("manifest.unreadable",))
    manifests = _mapping(found.get("manifests"))
    label = _text(found.get("active_manifest"))
    results = _mapping(_mapping(found.get("validation_results")).get("activeManifest"))
    codes = (*_codes(results.get("failure")), *_codes(found.get("validation_status")))
    problems = tuple(dict.fromkeys((*codes, *unusual(data))))[:_MOST_PROBLEMS]
    state: State = "altered" if any(not code.startswith(_HARMLESS) for code in problems) else "intact"
    manifest = _mapping(manifests.get(label))
    made = _mapping(_assertion(manifest, GENERATION))
    signature = _mapping(manifest.get("signature_info"))
    house = "signingCredential.trusted" in _codes(results.get("success")) and _serial(signature) in signers.serials
    makers = manifest.get("claim_generator_info")
    counted = [0]
    return Told(
        state=state,
        trust="house" if house else "unknown",
        issuer=_text(signature.get("issuer")) or None,
        signed_at=_text(signature.get("time")) or None,
        made_with=_text(_mapping(makers[0]).get("name")) or None if isinstance(makers, list) and makers else None,
        engine=_text(made.get("engine")) or None,
        model=_text(made.get("model")) or None,
        version=_text(made.get("version")) or None,
        asked=_text(made.get("asked")) or None,
        origin=_origin(manifest),
        prompt=_text(made.get("prompt"), _LONGEST_PROMPT) or None,
        prompt_sha256=_text(made.get("prompt_sha256")) or None,
        payload=_payload(manifest),
        ancestors=_ancestors(manifests, manifest, _DEEPEST, counted),
        problems=problems,
    )


def _ancestors(
    manifests: Mapping[str, Any], manifest: Mapping[str, Any], depth: int, counted: list[int]
) -> tuple[Ancestor, ...]:
    found = []
    for ingredient in map(_mapping, _list(manifest.get("ingredients"))):
        relation = _RELATIONS.get(_text(ingredient.get("relationship")))
        if relation is None or depth == 0 or counted[0] >= _MOST_ANCESTORS:
            continue
        counted[0] += 1
        own = _mapping(manifests.get(_text(ingredient.get("active_manifest"))))
        results = _mapping(_mapping(ingredient.get("validation_results")).get("activeManifest"))
        harmed = any(not code.startswith(_HARMLESS) for code in _codes(results.get("failure")))
        found.append(
            Ancestor(
                title=_text(ingredient.get("title")),
                relation=relation,
                state="absent" if not own else "altered" if harmed else "intact",
                engine=_text(_mapping(_assertion(own, GENERATION)).get("engine")) or None,
                origin=_origin(own),
                payload=_payload(own),
                ancestors=_ancestors(manifests, own, depth - 1, counted),
            )
        )
    return tuple(found)


def _assertion(manifest: Mapping[str, Any], label: str) -> Any:
    for one in map(_mapping, _list(manifest.get("assertions"))):
        if one.get("label") == label:
            return one.get("data")
    return None


def _origin(manifest: Mapping[str, Any]) -> Origin | None:
    for action in map(_mapping, _list(_mapping(_assertion(manifest, "c2pa.actions.v2")).get("actions"))):
        if (found := origin_of(_text(action.get("digitalSourceType")))) is not None:
            return found
    return None


def _payload(manifest: Mapping[str, Any]) -> int | None:
    binding = _mapping(_assertion(manifest, "c2pa.soft-binding"))
    blocks = _list(binding.get("blocks"))
    if binding.get("alg") != MARK_NAME or not blocks:
        return None
    try:
        value = base64.b64decode(_text(_mapping(blocks[0]).get("value")), validate=True)
    except (binascii.Error, ValueError):
        return None
    return int.from_bytes(value, "big") if len(value) == 8 else None


def _serial(signature: Mapping[str, Any]) -> int | None:
    serial = _text(signature.get("cert_serial_number"))
    return int(serial) if serial.isascii() and serial.isdigit() else None


def _codes(failures: Any) -> list[str]:
    return [_text(_mapping(one).get("code"), 100) for one in _list(failures)]


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any, most: int = _LONGEST) -> str:
    return value[:most] if isinstance(value, str) else ""
