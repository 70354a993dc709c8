"""Prompts that call characters by name: "Biscuit jumps over a log", with Biscuit a character somebody made.

Knows nothing of bodies. The reader knows no such names, so each is read as a plain noun that the prompt does not use
("the fox"), and the role that comes of it is given the character and the name back. What always holds: a name is met
letter for letter as a whole word, never inside quotation marks, and every name given must be met.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ....kernel.errors import InvalidInput
from ..screenplay.schema import Screenplay, Understanding
from .detect import detect
from .tokens import clean, fold, tokenise

MOST_NAMES = 2
CHARACTER = "character:"
_NOUNS = {
    "en": {"pet": ("dog", "cat", "fox", "rabbit"), "object": ("suitcase", "teapot", "robot")},
    "fr": {"pet": ("chien", "chat", "renard", "lapin"), "object": ("valise", "théière", "robot")},
}
_ARTICLES = {"en": "the", "fr": "le"}
_REFERENCES = frozenset({"who", "what", "instrument", "source", "goal", "path", "subject", "to", "also", "id"})


def with_names(
    prompt: str,
    names: Mapping[str, str],
    *,
    kinds: Mapping[str, str] | None = None,
    seconds: float = 8.0,
    seed: int = 0,
    look: str | None = None,
    language: str | None = None,
) -> tuple[Screenplay, Understanding]:
    """Read a prompt in which `names` (name → id, at most MOST_NAMES) stand for characters.

    Each becomes a role of concept "character:<id>" whose label is the name.

    Args:
        kinds: name → "pet" or "object", where known; a pet is assumed.

    Raises:
        InvalidInput: `character_not_mentioned`, `too_many_characters`, and what `read` raises.
    """
    from . import read

    if len(names) > MOST_NAMES:
        raise InvalidInput("too_many_characters", f"A prompt has at most {MOST_NAMES} characters.", field="characters")
    text = clean(prompt)
    spoken = language if language in _NOUNS else detect(tokenise(text))
    words = {fold(token.text) for token in tokenise(text)}
    nouns: dict[str, str] = {}
    plain = text
    for name in sorted(names, key=lambda n: (-len(n), n)):
        free = (n for n in _NOUNS[spoken][(kinds or {}).get(name, "pet")] if not _used(n, words))
        noun = next((n for n in free if n not in nouns.values()), None)
        if noun is None:
            raise InvalidInput("too_many_characters", "The prompt has too many animals beside its characters.")
        plain, met = _replaced(plain, text, clean(name), noun, spoken)
        if not met:
            message = f"The prompt does not mention {name!r}, letter for letter."
            raise InvalidInput("character_not_mentioned", message, field="prompt")
        nouns[name] = noun
    screenplay, said = read(plain, seconds=seconds, seed=seed, look=look, language=spoken)
    back = {noun: name for name, noun in nouns.items()}
    document = screenplay.model_dump(mode="json")
    for shot in document["shots"]:
        _cast(shot, back, names)
    document["prompt"] = text
    document["title"] = _named_back(document["title"], back, spoken)
    return Screenplay.model_validate(document), _told(said, back, spoken)


def _used(noun: str, words: set[str]) -> bool:
    return bool({fold(noun), fold(noun) + "s", fold(noun) + "es", fold(noun) + "x"} & words)


def _replaced(plain: str, text: str, name: str, noun: str, language: str) -> tuple[str, bool]:
    """The text with the name as "the noun", outside quotations, and whether it was met at all."""
    quotes = [(t.start, t.end) for t in tokenise(plain) if t.kind == "quote"]
    pattern = re.compile(rf"(?<!\w){re.escape(unicodedata.normalize('NFC', name))}(?!\w)")
    out, at, met = [], 0, False
    for match in pattern.finditer(plain):
        if any(start <= match.start() < end for start, end in quotes):
            continue
        before = plain[: match.start()].rstrip()
        starts = not before or before[-1] in ".!?\n"
        article = _ARTICLES[language].capitalize() if starts else _ARTICLES[language]
        out += [plain[at : match.start()], f"{article} {noun}"]
        at, met = match.end(), True
    return "".join([*out, plain[at:]]), met


def _cast(shot: dict[str, Any], back: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Give the roles read from nouns their characters, under ids made of their names."""
    taken = {role["id"] for role in shot["cast"]}
    renamed: dict[str, str] = {}
    for role in shot["cast"]:
        name = next(
            (back[word] for word in (role["label"].lower(), *role["label"].lower().split()) if word in back), None
        )
        if name is None:
            continue
        wanted = _identifier(name)
        if wanted in taken and wanted != role["id"]:
            wanted = role["id"]
        renamed[role["id"]] = wanted
        role.update({"concept": f"{CHARACTER}{names[name]}", "label": name, "kind": None, "colour": role["colour"]})
    _rename(shot, renamed)


def _identifier(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].lstrip("0123456789_")) or "character"


def _rename(value: Any, renamed: Mapping[str, str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _REFERENCES and isinstance(inner, str):
                value[key] = renamed.get(inner, inner)
            else:
                _rename(inner, renamed)
    elif isinstance(value, list):
        for inner in value:
            _rename(inner, renamed)


def _told(said: Understanding, back: Mapping[str, str], language: str) -> Understanding:
    """The account in the user's own words."""

    def own(words: str) -> str:
        return _named_back(words, back, language)

    return Understanding(
        understood=tuple(map(own, said.understood)),
        approximated=tuple((own(a), b) for a, b in said.approximated),
        unstaged=tuple(map(own, said.unstaged)),
    )


def _named_back(words: str, back: Mapping[str, str], language: str) -> str:
    for noun, name in back.items():
        words = re.sub(rf"(?<!\w)(?:{_ARTICLES[language]} )?{noun}(?!\w)", name, words, flags=re.IGNORECASE)
    return words
