"""A sentence to weights: "less cars, more calm seas, people I follow first", in English or French.

Clause by clause, left to right: a word of amount ("less", "rien avec") holds until the next one, what is named between
is a wish, and a few phrases turn a switch (whom one follows, the newest, lengths). Pure; knows nothing of people or
posts. Always holds: nothing is dropped in silence; a word no table knows becomes a wish for that very word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..engines.world.language.detect import detect
from ..engines.world.language.tokens import Token, clean, tokenise
from . import phrases
from .phrases import longest, spelt
from .topics import Part, parts_of
from .types import MOST_WISHES, Heard, Weights, Wish
from .wishes import LEADING

LONGEST_SENTENCE = 500
_AMOUNTS = tuple((weight, spelt(table)) for weight, table in phrases.AMOUNTS.items())
_SWITCHES = tuple((name, spelt(table)) for name, table in phrases.SWITCHES.items())
_FIRST, _RESET, _BELOW, _ABOVE = map(spelt, (phrases.FIRST, phrases.RESET, phrases.BELOW, phrases.ABOVE))
_SECONDS, _SHORT, _LONG = map(spelt, (phrases.SECONDS, phrases.SHORT, phrases.LONG))
_LOOSE = frozenset({"new", "recent", "recents", "recente", "recentes", "nouveau", "nouveaux", "nouvelles", "fresh"})
_SPAN = re.compile(r"(\d+(?:[.,]\d+)?)(s|sec|secs)?")


@dataclass(slots=True)
class _Hearing:
    weights: Weights
    language: str
    text: str
    amount: float = phrases.MORE
    said: bool = False
    """The amount was said in this clause."""
    pending: list[Token] = field(default_factory=list)
    latest: list[str] = field(default_factory=list)
    """Words of the wishes of this clause."""
    understood: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def steer(before: Weights, sentence: str, unsure: str = "en") -> Heard:
    """What `sentence` makes of the weights. `unsure`: the language taken when nothing speaks for either."""
    text = clean(sentence)[:LONGEST_SENTENCE]
    tokens = [token for token in tokenise(text) if token.key not in ("'", "’")]
    hearing = _Hearing(replace(before, sentence=text), detect(tokens, unsure=unsure), text)
    for clause in _clauses(tokens):
        _hear(hearing, clause)
    return Heard(hearing.weights, tuple(hearing.understood), tuple(dict.fromkeys(hearing.unknown)))


def with_wish(weights: Weights, wish: Wish) -> Weights:
    """The weights with a wish added, in the place of an earlier one for the same; the oldest goes when there are too
    many."""
    same = [w for w in weights.wishes if w.topics != wish.topics and w.words.casefold() != wish.words.casefold()]
    return replace(weights, wishes=(*same, wish)[-MOST_WISHES:])


def wish_for(words: str, weight: float, unsure: str = "en") -> Wish:
    """A wish for what the words name; for the words themselves when they name nothing known."""
    tokens = tokenise(clean(words))
    parts = parts_of(tokens, detect(tokens, unsure=unsure))
    return Wish(words, _groups(parts), weight)


def _clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in ("punct", "break") or token.key in phrases.BREAKS:
            clauses.append([])
        elif token.kind == "quote":
            clauses.append([replace(word, start=0, end=0) for word in tokenise(token.text)])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _hear(hearing: _Hearing, clause: list[Token]) -> None:
    keys = [token.key for token in clause]
    hearing.said, hearing.latest = False, []
    at = 0
    while at < len(clause):
        at += (
            _reset(hearing, keys, at)
            or _length(hearing, keys, at)
            or _switch(hearing, clause, keys, at)
            or (_extent(hearing, keys, at) or _amount(hearing, keys, at) or _first(hearing, keys, at))
            or _word(hearing, clause[at])
        )
    _flush(hearing)


def _reset(hearing: _Hearing, keys: list[str], at: int) -> int:
    taken = longest(keys, at, _RESET)
    if taken:
        hearing.weights = Weights(personalised=hearing.weights.personalised, sentence=hearing.weights.sentence)
        hearing.understood.append(("reset", " ".join(keys[at : at + taken])))
    return taken


def _length(hearing: _Hearing, keys: list[str], at: int) -> int:
    """ "less than 5 seconds", "au moins 8 s"; "no … under" turns it round."""
    below, above = longest(keys, at, _BELOW), longest(keys, at, _ABOVE)
    number = at + max(below, above)
    span = _SPAN.fullmatch(keys[number]) if number < len(keys) and (below or above) else None
    unit = longest(keys, number + 1, _SECONDS) if span and not span[2] else 0
    if span is None or not (unit or span[2]):
        return 0
    _flush(hearing)
    negative = hearing.said and hearing.amount < 0
    _bound(hearing, float(span[1].replace(",", ".")), at_least=(above > below) != negative)
    return number + 1 + unit - at


def _extent(hearing: _Hearing, keys: list[str], at: int) -> int:
    """ "short ones", "les plus longues": a length without a number."""
    short, long = longest(keys, at, _SHORT), longest(keys, at, _LONG)
    taken = max(short, long)
    if not taken or any(key not in phrases.IDLE for key in keys[at + taken :]):
        return 0
    negative = hearing.said and hearing.amount < 0
    if short > long:
        _bound(hearing, phrases.SHORT_S, at_least=negative)
    else:
        _bound(hearing, phrases.LONG_S, at_least=not negative)
    return taken


def _bound(hearing: _Hearing, seconds: float, *, at_least: bool) -> None:
    name = "min_seconds" if at_least else "max_seconds"
    bounds: dict[str, Any] = {name: seconds}
    hearing.weights = replace(hearing.weights, **bounds)
    hearing.understood.append((name, f"{seconds:g}"))


def _switch(hearing: _Hearing, clause: list[Token], keys: list[str], at: int) -> int:
    for name, table in _SWITCHES:
        taken = longest(keys, at, table)
        after = at + taken
        loose = taken == 1 and keys[at] in _LOOSE
        if not taken or (loose and any(k not in phrases.IDLE for k in keys[after:]) and not _leads(keys, after)):
            continue
        _flush(hearing)
        weight = hearing.amount if hearing.said else phrases.MORE
        if weight > 0 and any(longest(keys, i, _FIRST) for i in range(len(keys))):
            weight = 1.0
        turned: dict[str, Any] = {name: weight}
        hearing.weights = replace(hearing.weights, **turned)
        words = hearing.text[clause[at].start : clause[after - 1].end] or " ".join(keys[at:after])
        hearing.understood.append((name, words))
        return taken
    return 0


def _leads(keys: list[str], at: int) -> bool:
    return any(longest(keys, i, _FIRST) for i in range(at, min(at + 2, len(keys))))


def _amount(hearing: _Hearing, keys: list[str], at: int) -> int:
    taken, weight = max((longest(keys, at, table), weight) for weight, table in _AMOUNTS)
    if taken:
        _flush(hearing)
        strengthened = hearing.said and (weight < 0) == (hearing.amount < 0)
        hearing.amount = max(weight, hearing.amount, key=abs) if strengthened else weight
        hearing.said = True
    return taken


def _first(hearing: _Hearing, keys: list[str], at: int) -> int:
    """ "cats first": what was just named gets all the weight there is."""
    taken = longest(keys, at, _FIRST)
    if taken:
        _flush(hearing)
        for wish in hearing.weights.wishes:
            if wish.words in hearing.latest and wish.weight > 0:
                hearing.weights = with_wish(hearing.weights, replace(wish, weight=1.0))
    return taken


def _word(hearing: _Hearing, token: Token) -> int:
    if token.key in phrases.JOINTS:
        _flush(hearing)
    else:
        hearing.pending.append(token)
    return 1


def _flush(hearing: _Hearing) -> None:
    """Make a wish of the words that wait."""
    tokens, hearing.pending = hearing.pending, []
    parts = [part for part in parts_of(tokens, hearing.language) if part.words.casefold() not in phrases.IDLE]
    if not parts:
        return
    words = hearing.text[parts[0].start : parts[-1].end] or " ".join(part.words for part in parts)
    hearing.weights = with_wish(hearing.weights, Wish(words, _groups(parts), hearing.amount))
    hearing.understood.append(("wish", words))
    hearing.latest.append(words)
    hearing.unknown.extend(part.words for part in parts if not part.known)


def _groups(parts: Sequence[Part]) -> tuple[str, ...]:
    """The parts of a wish, what it is of before how it is."""
    ordered = sorted(parts, key=_rank)
    return tuple("|".join(part.asked) for part in ordered)[:4]


def _rank(part: Part) -> int:
    return next((i for i, head in enumerate(LEADING) if any(t.startswith(head) for t in part.asked)), len(LEADING))
