"""Words folded so that search meets them: lower case, no accents, tags without their sign.

Knows nothing of meaning; the feed brings words of both languages together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ..kernel.errors import InvalidInput

MOST_TAGS = 12
LONGEST_TAG = 32
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"#(\w{1,32})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def fold(text: str) -> str:
    """Lower-case words without accents, one space between them."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(flat))


def words_of(caption: str, tags: Iterable[str], prompt: str) -> str:
    """What is searched of a post: every word once, in order, between spaces."""
    found = dict.fromkeys(fold(f"{caption} {' '.join(tags)} {prompt}").split())
    return f" {' '.join(found)} " if found else ""


def tags_of(caption: str, said: Sequence[str]) -> list[str]:
    """The tags of a post: those said and those in its caption, folded, each once.

    Errors: InvalidInput("bad_tags").
    """
    tags = [fold(tag.removeprefix("#")).replace(" ", "") for tag in (*said, *_TAG.findall(caption))]
    kept = list(dict.fromkeys(tag for tag in tags if tag))
    if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
        raise InvalidInput("bad_tags", f"{MOST_TAGS} tags of {LONGEST_TAG} letters are the most", field="tags")
    return kept


def clean(text: str, most: int, field: str, *, empty: bool = False) -> str:
    """A person's words, without control characters and outer space.

    Errors: InvalidInput("too_long" | "empty_text").
    """
    text = _CONTROL.sub("", text).strip()
    if len(text) > most:
        raise InvalidInput("too_long", f"{field} has {len(text)} characters; {most} are the most", field=field)
    if not text and not empty:
        raise InvalidInput("empty_text", f"{field} is empty", field=field)
    return text
