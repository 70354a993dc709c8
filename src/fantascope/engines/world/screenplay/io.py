"""Screenplays on disk: stable, readable JSON, and clear errors for what is not one.

Knows nothing of prompts. Always holds: loads(dumps(s)) == s, and equal screenplays give equal text.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from ....kernel.errors import InvalidInput
from .migrate import migrate
from .schema import Screenplay


def dumps(screenplay: Screenplay) -> str:
    """Pretty JSON in the schema's order with a final newline; defaults are left out, the version is not."""
    fields = {"version": screenplay.version, **screenplay.model_dump(mode="json", exclude_defaults=True)}
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def loads(text: str | bytes) -> Screenplay:
    """Read a screenplay, migrating older versions.

    Raises:
        InvalidInput: `screenplay_not_json`, `screenplay_version`, or `screenplay_invalid` with the path of the field.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidInput("screenplay_not_json", f"The screenplay is not JSON{where}.") from error
    if not isinstance(document, dict):
        raise InvalidInput("screenplay_invalid", "A screenplay is a JSON object.")
    try:
        return Screenplay.model_validate(migrate(document))
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(
            "screenplay_invalid", f"{path or 'screenplay'}: {first['msg']}", field=path or None
        ) from error


def load(path: Path | str) -> Screenplay:
    """Read a screenplay file.

    Raises:
        InvalidInput: `screenplay_unreadable`, and what `loads` raises.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InvalidInput("screenplay_unreadable", f"Cannot read {path}: {error.strerror}.") from error
    return loads(data)
