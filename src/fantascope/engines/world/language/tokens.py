"""Text to tokens: cleaning, quoted speech lifted out whole, words and punctuation with their places.

Knows nothing of meaning. Always holds: tokens are in order, do not overlap, and every letter of the cleaned text is in
exactly one token (elided French articles and English possessives are tokens of their own).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ELISIONS = r"(?:jusqu|lorsqu|puisqu|quelqu|qu|[ldsnjcmt])['’]"
_WORD = re.compile(
    rf"(?P<elision>\b{_ELISIONS}(?=\w))|(?P<possessive>(?<=\w)['’]s\b)|(?P<number>\d+(?:[.,]\d+)?(?:st|nd|rd|th)?(?!\w))"
    r"|(?P<word>\w+)|(?P<break>\n+)|(?P<punct>[.,;:!?…()\[\]/|—–•*]|(?<!\w)-|-(?!\w))|(?P<joint>-)|(?P<symbol>[^\s\w])",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"<dialogue[^>]{0,60}>(?P<a>.*?)</dialogue>|“(?P<b>[^“”]*)”|«\s*(?P<c>[^«»]*?)\s*»|„(?P<d>[^“”„]*)[“”]|\"(?P<e>[^\"]*)\""
    r"|(?<![\w'])'(?P<f>[^'\n]{2,200}(?:'\w[^'\n]{0,200}){0,6})'(?!\w)|(?<!\w)‘(?P<g>[^‘\n]{2,300})’(?!\w)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark or quotation: `key` is looked up; `kind` is word, number, punct, symbol, break or quote."""

    text: str
    key: str
    kind: str
    start: int
    end: int


def clean(text: str) -> str:
    """Composed form; control, private and unpaired characters become spaces, line breaks stay."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c if c == "\n" or unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in text)
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", "".join(kept))).strip()


def _gap(character: str) -> str:
    return "" if unicodedata.category(character) == "Cf" else " "


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case without accents, typographic apostrophes straightened; a lone French "à" keeps its accent."""
    word = word.casefold().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    if word == "à":
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def tokenise(text: str) -> list[Token]:
    """Tokens of cleaned text; a quotation is one token whose text is the words inside."""
    tokens: list[Token] = []
    at = 0
    for quote in _QUOTES.finditer(text):
        inside = next((g for g in quote.groups() if g is not None), "").strip()
        if not inside:
            continue
        tokens.extend(_words(text, at, quote.start()))
        tokens.append(Token(inside, "", "quote", quote.start(), quote.end()))
        at = quote.end()
    tokens.extend(_words(text, at, len(text)))
    return tokens


def _words(text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _WORD.finditer(text, start, end):
        kind = match.lastgroup or "symbol"
        if kind == "joint":
            continue
        if kind in ("elision", "possessive"):
            kind = "word"
        found.append(Token(match.group(), fold(match.group()), kind, match.start(), match.end()))
    return found


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A lexicon phrase as the token keys it will be met as."""
    if phrase.replace(" ", "").isalpha():
        return tuple(map(fold, phrase.split()))
    elided = phrase.endswith("'")
    text = phrase + "x" if elided else phrase
    keys = tuple(t.key for t in _words(text, 0, len(text)) if t.kind in ("word", "number"))
    return keys[:-1] if elided else keys
