"""What may be said aloud: free text made safe for a speech engine, and cut into breaths.

Knows nothing of audio. What comes out holds only Latin letters, digits, spaces and plain punctuation, so no engine
markup, emoji or control character can pass.
"""

from __future__ import annotations

import re
import unicodedata

from .types import Language

BREATH_CHARS = 400
_LONGEST_WORD = 36
_SYMBOLS: dict[Language, dict[str, str]] = {
    "en": {
        "&": " and ",
        "%": " percent ",
        "+": " plus ",
        "=": " equals ",
        "@": " at ",
        "€": " euros ",
        "$": " dollars ",
        "°": " degrees ",
        "£": " pounds ",
    },
    "fr": {
        "&": " et ",
        "%": " pour cent ",
        "+": " plus ",
        "=": " égale ",
        "@": " arobase ",
        "€": " euros ",
        "$": " dollars ",
        "°": " degrés ",
        "£": " livres ",
    },
}
_PLAIN = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "…": ".",
    "—": ", ",
    "–": ", ",
    "«": "",
    "»": "",
    "“": "",
    "”": "",
    '"': "",
    "(": ", ",
    ")": ", ",
    "[": ", ",
    "]": ", ",
    "/": " ",
    "_": " ",
    "*": " ",
    "\n": " ",
    "\t": " ",
    "\r": " ",
    "¡": "",
    "¿": "",
}
_KEPT = " .,;:!?'-"


def spoken_text(text: str, language: Language) -> str:
    """`text` reduced to what can be read aloud; "" when nothing can."""
    symbols = _SYMBOLS[language]
    out: list[str] = []
    for c in unicodedata.normalize("NFC", text):
        if c in symbols:
            out.append(symbols[c])
        elif c in _PLAIN:
            out.append(_PLAIN[c])
        elif c in _KEPT or ("0" <= c <= "9") or _is_latin(c):
            out.append(c)
        else:
            folded = unicodedata.normalize("NFKC", c)
            out.append("".join(f for f in folded if _is_latin(f) or f in "0123456789") if folded != c else " ")
    clean = "".join(out)
    clean = re.sub(r"(.)\1{3,}", r"\1\1\1", clean)
    clean = re.sub(rf"[^\W\d]{{{_LONGEST_WORD + 1},}}", _broken, clean)
    clean = re.sub(r"\b[^\W\d_]{4,}\b", lambda m: m.group().lower() if m.group().isupper() else m.group(), clean)
    clean = re.sub(r"\s*([.,;:!?])[\s.,;:!?]*", r"\1 ", clean)
    clean = re.sub(r"\s+", " ", clean).strip(" ,;:-'")
    clean = clean.lstrip(".!? ")
    return clean if any(c.isalnum() for c in clean) else ""


def breaths(text: str, longest: int = BREATH_CHARS) -> list[str]:
    """Cut a clean text into pieces of at most `longest` characters, at sentence ends, else commas, else spaces."""
    pieces: list[str] = []
    rest = text
    while len(rest) > longest:
        window = rest[:longest]
        cut = max(window.rfind(c) for c in (". ", "! ", "? "))
        if cut < longest // 3:
            cut = max(window.rfind(c) for c in (", ", "; ", ": "))
        if cut < longest // 3:
            cut = window.rfind(" ")
        if cut <= 0:
            cut = longest - 1
        pieces.append(rest[: cut + 1].strip())
        rest = rest[cut + 1 :].strip()
    if rest:
        pieces.append(rest)
    return pieces


def _is_latin(c: str) -> bool:
    return c.isalpha() and ord(c) < 0x250


def _broken(match: re.Match[str]) -> str:
    word = match.group()
    return " ".join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))
