"""Provenance without a server: clips made on the command line are marked and signed with the keys of the home folder.

Knows nothing of databases. A clip's number follows from its screenplay, size and rate and the key, so that the same
order gives the same pictures and sound, byte for byte; what it stands for is kept as a line of `made.jsonl`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path

from ...engines.world.adapter import MODEL
from ...provenance.keys import KeyFolder, SigningKey
from ...provenance.manifest.sign import sign
from ...provenance.manifest.types import Facts, Parent
from ...provenance.marking import Marking
from ...provenance.origins import Origin
from ...provenance.verify.judge import Record
from ...settings import Settings, load_settings
from .facts import installed, title_of
from .keys import key_folder, signing_key

_ENGINE = "world"


@dataclass(frozen=True, slots=True)
class OwnSeal:
    """Marks and signs one clip of the world engine: give `marking` to it, then call `seal` with what it wrote."""

    marking: Marking
    _folder: KeyFolder
    _key: SigningKey
    _stamps: tuple[str, ...]
    _prompt: str
    _origin: Origin
    _asked: str
    _parents: tuple[Parent, ...]

    def seal(self, clip: Path, out: Path) -> None:
        """Write `clip` to `out` with its manifest, and remember its number.

        Errors: those of `provenance.manifest.sign`; Unavailable("secret_unwritable").
        """
        facts = Facts(
            title=title_of(self.marking.payload),
            origin=self._origin,
            engine=_ENGINE,
            model=MODEL,
            version=installed(),
            asked=self._asked,
            prompt=self._prompt,
            tells_prompt=False,
            payload=self.marking.payload,
            parents=self._parents,
        )
        sign(clip, out, facts, self._key, stamps=self._stamps)
        _remember(self._folder.path, self.marking.payload, facts)


def own_seal(
    document: str,
    prompt: str,
    *,
    width: int,
    height: int,
    fps: int,
    origin: Origin = "algorithmic",
    source: Path | None = None,
) -> OwnSeal:
    """What marks and signs the clip of the screenplay `document`; `source` is the clip that it goes on from.

    Errors: InvalidInput("bad_setting" | "bad_signing_key"), Unavailable("secret_unwritable").
    """
    settings = load_settings()
    folder = key_folder(settings)
    secret = folder.marks()[0].secret
    told = f"{document}\n{width}x{height}@{fps}".encode()
    payload = int.from_bytes(hmac.new(secret, told, hashlib.sha256).digest()[:8], "big")
    return OwnSeal(
        Marking(payload, secret, visible=settings.visible_mark == "always"),
        folder,
        signing_key(settings),
        settings.timestamp_servers,
        prompt,
        origin,
        "extend" if source else "create",
        (Parent(source, "parent", "source clip"),) if source else (),
    )


def remembered(settings: Settings, payload: int) -> Record | None:
    """What `made.jsonl` says of a clip."""
    path = key_folder(settings).path / "made.jsonl"
    wanted = f'{{"payload": "{payload:016x}"'
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(wanted):
                row = json.loads(line)
                return Record(row["engine"], row["model"], row["origin"])
    return None


def _remember(folder: Path, payload: int, facts: Facts) -> None:
    row = {
        "payload": f"{payload:016x}",
        "engine": facts.engine,
        "model": facts.model,
        "version": facts.version,
        "origin": facts.origin,
        "prompt_sha256": hashlib.sha256(facts.prompt.encode()).hexdigest(),
    }
    handle = os.open(folder / "made.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, json.dumps(row).encode() + b"\n")  # one write, so that lines of two processes never mix
    finally:
        os.close(handle)
