"""The use case: where does this file come from, as far as this machine's home folder and its database can tell?

Knows nothing of terminals. The database is looked at only when it is there.
"""

from __future__ import annotations

from pathlib import Path

from ...engines.registry import load_engines
from ...kernel.errors import InvalidInput
from ...provenance.verify.judge import Record, Verdict
from ...settings import Settings
from .check import verdict
from .home import remembered
from .keys import key_folder, signers


def check_file(settings: Settings, path: Path) -> Verdict:
    """The verdict on `path`.

    Errors: InvalidInput("clip_unreadable" | "clip_too_large" | "clip_too_long" | "bad_signing_key");
    Unavailable("secret_unwritable").
    """
    if not path.is_file():
        raise InvalidInput("clip_unreadable", f"there is no file {path}", field="file")

    def register(payload: int) -> Record | None:
        return remembered(settings, payload) or _recorded(settings, payload)

    return verdict(path, signers(settings), key_folder(settings).marks(), register)


def _recorded(settings: Settings, payload: int) -> Record | None:
    """What the server's database says of a clip, where there is one."""
    if not settings.database and not (settings.home / "fantascope.db").is_file():
        return None
    from ...db.database import Database
    from ...db.migrate import is_current
    from .queries import record_of

    db = Database(settings.database_url)
    try:
        if not is_current(db):
            return None
        engines = load_engines((engine.name, engine.kind, engine.options) for engine in settings.engines)
        with db.read() as session:
            return record_of(session, engines, payload)
    finally:
        db.close()
