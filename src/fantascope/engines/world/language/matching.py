"""Tokens to lexemes: the longest known phrase at each place, with every sense it may have.

Knows nothing of context. A word that no table knows is tried, in this order, in the other language's lexicon, in the
long tail of picture words, one slip of the keyboard away from a known word, and is otherwise left unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import simplemma

from .lexicon import Lexicon, Sense, lexicon
from .tail import Tail, tail
from .tokens import Token

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GRAMMAR = frozenset({"det", "count", "pron", "rel", "conj", "aux", "prep", "of", "filler", "light_verb", "say_word"})


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Tokens [start, end) read as one phrase. No senses: punctuation, a quotation or an unknown word."""

    start: int
    end: int
    text: str
    kind: str
    senses: tuple[Sense, ...] = ()
    corrected: bool = False
    """The spelling was not exactly a known one."""

    def cats(self) -> frozenset[str]:
        return frozenset(s.cat for s in self.senses)


def match(tokens: list[Token], language: str) -> list[Lexeme]:
    """Cover all tokens with lexemes, in order."""
    own, other = lexicon(language), lexicon("fr" if language == "en" else "en")
    pictures = tail()
    keys = [t.key if t.kind in ("word", "number", "symbol") else "" for t in tokens]
    lexemes: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "symbol" and not pictures.symbols.get(token.text):
            lexemes.append(Lexeme(at, at + 1, token.text, "punct" if token.text.isascii() else "symbol"))
            at += 1
            continue
        if token.kind not in ("word", "number", "symbol"):
            lexemes.append(Lexeme(at, at + 1, token.text, token.kind))
            at += 1
            continue
        length, senses, corrected = _best(keys, at, token, own, other, pictures, language)
        last = tokens[at + length - 1]
        text = " ".join(t.text for t in tokens[at : at + length]) if length > 1 else last.text
        lexemes.append(Lexeme(at, at + length, text, "word", senses, corrected))
        at += length
    return lexemes


def _best(
    keys: list[str], at: int, token: Token, own: Lexicon, other: Lexicon, pictures: Tail, language: str
) -> tuple[int, tuple[Sense, ...], bool]:
    if token.kind == "symbol":
        return 1, _symbol(pictures.symbols[token.text], lexicon("en")), False
    length, senses = own.find(keys, at)
    far, far_senses = pictures.find(keys, at, language)
    if far > length and (length == 0 or not _is_grammar(senses) or far > length + 1):
        return far, far_senses, False
    if length:
        return length, senses, False
    if token.kind == "number":
        return 1, (Sense("count", token.key),), False
    length, senses = other.find(keys, at)
    if length and (length > 1 or len(keys[at]) > 4) and not _is_grammar(senses):
        return length, senses, False
    if senses := _shaped(keys[at], own, language):
        return 1, senses, True
    if senses := _near(token, own):
        return 1, senses, True
    if near := pictures.near(keys[at], language):
        return 1, near, False
    return 1, (), False


def _is_grammar(senses: tuple[Sense, ...]) -> bool:
    return all(s.cat in _GRAMMAR for s in senses)


def _symbol(name: str, english: Lexicon) -> tuple[Sense, ...]:
    """An emoji is read as the English name of its picture, or as the picture itself."""
    slug, _, label = name.partition("|")
    words = label.split()
    for start in range(len(words)):
        length, senses = english.find(words, start)
        if length and any(s.cat == "thing" for s in senses):
            return tuple(s for s in senses if s.cat == "thing")
    return (Sense("thing", f"emoji:{slug}", {"family": "object"}),) if slug else ()


def _shaped(key: str, own: Lexicon, language: str) -> tuple[Sense, ...]:
    """Regular word building the tables do not list: -y, -less, re-; French -ette; nonce plurals."""
    stems = [key[:-1], key[:-2]] if key.endswith("es") else [key[:-1]] if key.endswith("s") else []
    if language == "en" and key.endswith("ing") and len(key) > 5:
        stems += [key[:-3], key[:-3] + "e"]
    if language == "en" and key.endswith("ed") and len(key) > 4:
        stems += [key[:-2], key[:-1]]
    if language == "fr" and key.endswith(("ette", "ettes")):
        stems.append(key.removesuffix("s")[:-3])
    for stem in stems:
        if len(stem) > 3 and (senses := own.senses.get((stem,))) and not _is_grammar(senses):
            return senses
    return ()


def _near(token: Token, own: Lexicon) -> tuple[Sense, ...]:
    """Senses of a known word one edit away (Damerau), for words of five letters and more that no dictionary has."""
    key = token.key
    if not 5 <= len(key) <= 20 or not key.isascii() or not key.isalpha() or token.text[:1].isupper():
        return ()
    if simplemma.is_known(token.text.casefold(), lang=own.language):
        return ()
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    candidates = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    candidates += [a + b[1:] for a, b in cuts if b]
    candidates += [a + c + b for a, b in cuts for c in _LETTERS]
    candidates += [a + c + b[1:] for a, b in cuts if b for c in _LETTERS]
    for candidate in candidates:
        if len(candidate) > 3 and candidate[0] == key[0] and candidate in own.single:
            senses = own.senses[(candidate,)]
            if not _is_grammar(senses):
                return senses
    return ()
