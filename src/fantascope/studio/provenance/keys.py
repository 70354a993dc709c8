"""The keys of provenance as the settings name them: the house's own folder, or the operator's certificate.

Knows nothing of clips. All servers and workers of one installation need the same folder, or a copy of it.
"""

from __future__ import annotations

from pathlib import Path

from ...provenance.keys import KeyFolder, Signers, SigningKey, operators_key
from ...settings import Settings


def key_folder(settings: Settings) -> KeyFolder:
    """Where the keys are kept."""
    return KeyFolder(settings.home / "provenance")


def signing_key(settings: Settings) -> SigningKey:
    """What clips are signed with. Errors: InvalidInput("bad_signing_key"), Unavailable("secret_unwritable")."""
    return _operators(settings) or key_folder(settings).signing()


def signers(settings: Settings) -> Signers:
    """Whose signatures are this house's. Errors: those of `signing_key`."""
    return key_folder(settings).signers(_operators(settings))


def _operators(settings: Settings) -> SigningKey | None:
    if not settings.signing_certificate:
        return None
    return operators_key(Path(settings.signing_certificate), Path(settings.signing_key))
