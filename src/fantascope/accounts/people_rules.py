"""What names, handles, addresses and texts of people must be like.

Knows nothing of databases. What passes is stored as it is shown; nothing else is corrected than outer spaces and
composed characters.
"""

from __future__ import annotations

import re
import unicodedata

from ..kernel.errors import Forbidden, InvalidInput

LOCALES = ("en", "fr")
ROLES = ("member", "moderator", "operator")
_HANDLE = re.compile(r"[a-z0-9_]{3,24}")
_EMAIL = re.compile(r"[^@\s\x00-\x1f,;<>()\"]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
_RESERVED = frozenset(
    (
        "admin",
        "administrator",
        "operator",
        "moderator",
        "mod",
        "staff",
        "team",
        "support",
        "help",
        "system",
        "root",
        "fantascope",
        "official",
        "security",
        "abuse",
        "api",
        "me",
        "everyone",
        "anonymous",
        "deleted",
        "nobody",
        "null",
        "undefined",
        "settings",
        "search",
        "feed",
        "create",
        "messages",
        "notices",
    )
)
_INVISIBLE = frozenset(
    (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    )
)


def checked_handle(handle: str) -> str:
    """Errors: InvalidInput("bad_handle")."""
    if _HANDLE.fullmatch(handle) is None or not handle.strip("_"):
        message = "a handle has 3 to 24 of the small letters a to z, digits and _"
        raise InvalidInput("bad_handle", message, field="handle")
    return handle


def check_unreserved(handle: str) -> None:
    """Nobody may pose as the house. Errors: InvalidInput("handle_reserved")."""
    if handle.strip("_") in _RESERVED or handle.startswith("gone_"):
        raise InvalidInput("handle_reserved", "this handle is kept back", field="handle")


def plain_text(text: str, field: str, *, shortest: int = 0, longest: int, lines: bool = False) -> str:
    """Text without what cannot be seen (control characters, direction marks); joined emoji stay.

    Errors: InvalidInput("bad_name" for a name, else "bad_text").
    """
    code = "bad_name" if field.endswith("name") else "bad_text"
    plain = unicodedata.normalize("NFC", text).strip()
    if not shortest <= len(plain) <= longest:
        raise InvalidInput(code, f"{field} has {shortest} to {longest} characters", field=field)
    allowed = "\u200d\n" if lines else "\u200d"
    if any(unicodedata.category(char) in _INVISIBLE and char not in allowed for char in plain):
        raise InvalidInput(code, f"{field} has a character that cannot be seen", field=field)
    return plain


def checked_name(name: str) -> str:
    """A display name. Errors: InvalidInput("bad_name")."""
    return plain_text(name, "name", shortest=1, longest=60)


def checked_email(email: str) -> str:
    """An address, in small letters. Errors: InvalidInput("bad_email")."""
    plain = unicodedata.normalize("NFC", email).strip().lower()
    if len(plain) > 254 or _EMAIL.fullmatch(plain) is None:
        raise InvalidInput("bad_email", "this is no e-mail address", field="email")
    return plain


def checked_locale(locale: str) -> str:
    """Errors: InvalidInput("bad_locale")."""
    if locale not in LOCALES:
        raise InvalidInput("bad_locale", f"languages are {', '.join(LOCALES)}", field="locale")
    return locale


def check_age(*, old_enough: bool, youngest: int) -> None:
    """Errors: Forbidden("too_young")."""
    if not old_enough:
        raise Forbidden("too_young", f"people here are at least {youngest} years old", field="age_ok")
