"""The use case: where does this file come from? Its manifest is read, its marks are looked for, and both are weighed.

Knows nothing of HTTP or terminals. Nothing of the file is kept.
"""

from __future__ import annotations

from pathlib import Path

from ...provenance.keys import MarkKey, Signers
from ...provenance.verify.judge import Record, Register, Verdict, judged
from ...provenance.verify.read import Evidence, read_file
from ..house import House
from .keys import key_folder, signers
from .queries import record_of

_LEAST_SOUND_S = 1.0


def check(house: House, path: Path) -> Verdict:
    """The verdict on a file that anyone hands in.

    Errors: InvalidInput("clip_unreadable" | "clip_too_large" | "clip_too_long").
    """

    def register(payload: int) -> Record | None:
        with house.db.read() as session:
            return record_of(session, house.engines, payload)

    return verdict(path, signers(house.settings), key_folder(house.settings).marks(), register)


def verdict(path: Path, known: Signers, keys: tuple[MarkKey, ...], register: Register) -> Verdict:
    """The verdict on `path` by these keys. Errors: as `check`."""
    from ...provenance.marks.find_picture import find_in_picture
    from ...provenance.marks.find_sound import find_in_sound

    evidence = read_file(path, known)
    secrets = [key.secret for key in keys]
    heard = evidence.sound.shape[1] >= _LEAST_SOUND_S * evidence.rate
    return judged(
        evidence.told,
        find_in_picture(evidence.planes, secrets),
        find_in_sound(evidence.sound, evidence.rate, secrets) if heard else [],
        register,
        seconds=_seconds(evidence),
        heard=heard,
    )


def _seconds(evidence: Evidence) -> float:
    return max(evidence.seconds, 1e-3)
