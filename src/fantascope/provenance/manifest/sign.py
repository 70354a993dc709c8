"""Facts and a finished clip → the same clip with a signed manifest in it.

Knows nothing of jobs. Signing comes last: whatever is done to the file afterwards, a copy of its streams even, breaks
or loses the manifest. The file appears under its name complete or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from ...kernel.errors import EngineFailure
from ...media.disk import whole_file
from ..keys import PrivateKey, SigningKey
from ..origins import SOURCE_TYPES
from .types import GENERATION, MARK_NAME, MIME, Facts, Parent

_RELATIONS = {"parent": "parentOf", "part": "componentOf"}
_BITS = 64


@dataclass(frozen=True, slots=True)
class Signed:
    """`stamped` is whether a time-stamp server has vouched for when."""

    stamped: bool


def sign(
    clip: Path,
    out: Path,
    facts: Facts,
    key: SigningKey,
    *,
    thumbnail: Path | None = None,
    stamps: Sequence[str] = (),
) -> Signed:
    """Write `clip` to `out` with a manifest of `facts`.

    Args:
        thumbnail: a WebP of the clip.
        stamps: addresses of time-stamp servers (RFC 3161), asked in turn; when none answers the manifest has no stamp.

    Errors: EngineFailure("signing_failed"), EngineFailure("parent_altered") when the manifest in a parent does not fit
    its media; Unavailable("disk_full" | "output_unwritable").
    """
    for parent in facts.parents:
        _check_parent(parent)
    for server in (*stamps, None):
        try:
            with whole_file(out) as part:
                _sign_once(clip, part, facts, key, thumbnail, server)
        except _Refused as error:
            if server is None:
                raise EngineFailure("signing_failed", f"the clip could not be signed: {error}") from error
            continue
        return Signed(stamped=server is not None)
    raise AssertionError("unreachable")


class _Refused(Exception):
    """The library did not sign."""


def definition(facts: Facts) -> dict[str, Any]:
    """The manifest of `facts` as the library takes it, its ingredients and its thumbnail aside."""
    source_type = SOURCE_TYPES[facts.origin]
    agent = {"name": f"Fantascope {facts.engine}", "version": facts.version}
    parents = [_label(n) for n, parent in enumerate(facts.parents) if parent.relation == "parent"]
    parts = [_label(n) for n, parent in enumerate(facts.parents) if parent.relation == "part"]
    actions: list[dict[str, Any]] = []
    if parents:
        actions.append({"action": "c2pa.opened", "parameters": {"ingredientIds": parents}})
        actions.append(
            {
                "action": "c2pa.edited",
                "softwareAgent": agent,
                "digitalSourceType": source_type,
                "description": facts.asked,
            }
        )
    else:
        actions.append({"action": "c2pa.created", "softwareAgent": agent, "digitalSourceType": source_type})
    if parts:
        actions.append({"action": "c2pa.placed", "parameters": {"ingredientIds": parts}})
    actions.append({"action": "c2pa.watermarked.bound", "softwareAgent": agent})
    generation = {
        "engine": facts.engine,
        "model": facts.model,
        "version": facts.version,
        "asked": facts.asked,
        "prompt_sha256": hashlib.sha256(facts.prompt.encode()).hexdigest(),
    }
    if facts.tells_prompt:
        generation["prompt"] = facts.prompt
    binding = {
        "alg": MARK_NAME,
        "blocks": [{"scope": {}, "value": base64.b64encode(facts.payload.to_bytes(_BITS // 8, "big")).decode()}],
    }
    return {
        "claim_generator_info": [{"name": "Fantascope", "version": version("fantascope")}],
        "title": facts.title,
        "format": MIME,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}, "created": True},
            {"label": "c2pa.soft-binding", "data": binding, "created": True},
            {"label": GENERATION, "data": generation, "created": True},
        ],
    }


def _sign_once(clip: Path, out: Path, facts: Facts, key: SigningKey, thumbnail: Path | None, stamp: str | None) -> None:
    import c2pa

    algorithm, sign_bytes = _algorithm(key.private)
    manifest = definition(facts)
    if thumbnail is not None:
        manifest["thumbnail"] = {"format": "image/webp", "identifier": "thumbnail"}
    try:
        with (
            c2pa.Builder(manifest) as builder,
            c2pa.Signer.from_callback(sign_bytes, getattr(c2pa.C2paSigningAlg, algorithm), key.chain, stamp) as signer,
            clip.open("rb") as source,
            out.open("w+b") as target,
        ):
            if thumbnail is not None:
                builder.add_resource("thumbnail", io.BytesIO(thumbnail.read_bytes()))
            for number, parent in enumerate(facts.parents):
                about = {
                    "title": parent.title,
                    "relationship": _RELATIONS[parent.relation],
                    "format": MIME,
                    "label": _label(number),
                }
                with parent.path.open("rb") as file:
                    builder.add_ingredient(json.dumps(about), MIME, file)
            builder.sign(signer, MIME, source, target)
    except c2pa.C2paError as error:
        raise _Refused(str(error)) from error


def _check_parent(parent: Parent) -> None:
    """A child of a tampered parent passes as trusted with every reader: it is refused here instead."""
    import c2pa

    try:
        with parent.path.open("rb") as file, c2pa.Reader(MIME, file) as reader:
            sound = reader.get_validation_state() != "Invalid"
    except c2pa.C2paError.ManifestNotFound:
        return
    except c2pa.C2paError as error:
        raise EngineFailure("parent_altered", "the manifest of a source clip cannot be read") from error
    if not sound:
        raise EngineFailure("parent_altered", "a source clip is not as it was signed")


def _label(number: int) -> str:
    return f"source{number}"


def _algorithm(private: PrivateKey) -> tuple[str, Any]:
    """The library's name of the key's algorithm, and bytes → signature."""
    if isinstance(private, ec.EllipticCurvePrivateKey):
        size = private.curve.key_size // 8
        digest = hashes.SHA256() if size == 32 else hashes.SHA384()
        curve = private

        def signed(data: bytes) -> bytes:
            r, s = decode_dss_signature(curve.sign(data, ec.ECDSA(digest)))
            return r.to_bytes(size, "big") + s.to_bytes(size, "big")

        return ("ES256" if size == 32 else "ES384"), signed
    return "ED25519", private.sign
