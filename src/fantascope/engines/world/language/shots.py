"""One prompt, several takes: where the text is cut, and how long each part is to last.

Knows nothing of meaning. Explicit cuts: "Shot 1:", "Plan 2 :", numbered lines, timecodes, "cut to".
"Then" cuts only when what follows plays at another place or names another framing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .draft import RoleDraft, ShotDraft
from .phrases import NounPhrase, Phrase
from .reading import Item
from .tokens import Token

MOST_SHOTS = 24

_SECONDS = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:s|sec|secs|seconds?|secondes?)\b"
_HEADER = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;!?:,\])]\s)|(?<=\[))[ \t]*\[?\s*(?:"
    r"(?:shot|scene|plan|sc[eè]ne|s[ée]quence|card|carte|take|cut|clip)\s*(?:n[°o]\s*)?\#?\s*\d{1,2}\b"
    r"|\d{1,2}\s*[.)](?=\s)"
    r"|\d{1,2}:\d{2}(?:\.\d+)?\s*[-–—]\s*\d{1,2}:\d{2}(?:\.\d+)?"
    r"|\d{1,2}(?:\.\d)?\s*s?\s*[-–—]\s*\d{1,2}(?:\.\d)?\s*s\b"
    rf")(?P<tail>\s*[\](]?\s*(?:{_SECONDS})?\s*[\])]?\s*[:.\-–—\])]*)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:^|(?<=[.;!?,\n])|(?<=\s))[ \t]*\(?(?:"
    r"(?:we |then |and then |and |hard |smash |match )?cut(?:s)? to|coupe (?:sur|à|au)|cut sur|on passe à"
    r"|the (?:next|second|third|final|last) (?:shot|scene) (?:shows|is)|(?:dans le )?plan suivant"
    r")\)?\s*[:,.]?\s*",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf"(?:\b(?:for|lasting|lasts|pendant|durant|dure|during)\s+)?\(?{_SECONDS}\)?(?:\s*(?:long|de long))?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(\d{1,2}):(\d{2})(?:\.\d+)?\s*[-–—]\s*(\d{1,2}):(\d{2})|(\d{1,2}(?:\.\d)?)\s*s?\s*[-–—]\s*(\d{1,2}(?:\.\d)?)\s*s\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens [start, end) of one take; `spent` are the tokens of headers and durations inside it."""

    start: int
    end: int
    duration_s: float | None
    spent: frozenset[int]


def cuts(text: str, tokens: list[Token]) -> list[Cut]:
    """The takes of a cleaned text, at most 24 (the rest stay with the last)."""
    quoted = [(t.start, t.end) for t in tokens if t.kind == "quote"]

    def free(match: re.Match[str]) -> bool:
        return not any(a < match.end() and match.start() < b for a, b in quoted)

    marks = sorted(
        [(m.start(), m.end(), _span(m.group())) for m in _HEADER.finditer(text) if free(m)]
        + [(m.start(), m.end(), None) for m in _CUT.finditer(text) if free(m)]
    )
    if len(marks) == 1 and marks[0][0] == 0 and text[:1].isdigit():
        marks = [] if "." not in text[:4] and ")" not in text[:4] and "s" not in text[:8] else marks
    starts = [0, *(m[0] for m in marks if m[0] > 0)][:MOST_SHOTS]
    spans = list(zip(starts, [*starts[1:], len(text) + 1], strict=True))
    out: list[Cut] = []
    for a, b in spans:
        inside = [i for i, t in enumerate(tokens) if a <= t.start < b]
        if not inside:
            continue
        spent = {i for i in inside for s, e, _ in marks if s <= tokens[i].start < e}
        duration = next((d for s, _, d in marks if a <= s < b and d), None)
        for match in _LASTS.finditer(text, a, min(b, len(text))):
            if free(match):
                duration = duration or float(match.group(1).replace(",", "."))
                spent |= {i for i in inside if match.start() <= tokens[i].start < match.end()}
        if all(i in spent for i in inside):
            continue
        out.append(Cut(inside[0], inside[-1] + 1, duration if duration and duration > 0 else None, frozenset(spent)))
    return out or [Cut(0, len(tokens), None, frozenset())]


def _span(header: str) -> float | None:
    found = _RANGE.search(header)
    if found:
        a, b, c, d, e, f = found.groups()
        length = (int(c) * 60 + int(d)) - (int(a) * 60 + int(b)) if a else float(f) - float(e)
        return length if length > 0 else None
    seconds = re.search(_SECONDS, header, re.IGNORECASE)
    return float(seconds.group(1).replace(",", ".")) if seconds else None


def split_seconds(total: float, wanted: list[float | None]) -> list[float]:
    """Durations of the takes: explicit ones in proportion, the others the mean of those; they add up to `total`."""
    given = [w for w in wanted if w]
    usual = sum(given) / len(given) if given else 1.0
    weights = [w or usual for w in wanted]
    scale = total / sum(weights)
    return [round(w * scale, 4) for w in weights]


def takes(items: list[Item], most: int) -> list[list[Item]]:
    """Cut at "then" where the next clause has its own place or framing; at most `most` parts, at least one."""
    starts = [i for i, x in enumerate(items) if x.kind == "conj" and x.value == "then" and i > 0]
    cuts_at = [0]
    for n, i in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(items)
        if len(cuts_at) < most and any(_new_setup(x, items[i:end]) for x in items[i:end]):
            cuts_at.append(i)
    return [items[a:b] for a, b in zip(cuts_at, [*cuts_at[1:], len(items)], strict=True)]


def _new_setup(item: Item, clause: list[Item]) -> bool:
    if item.kind == "directive":
        return item.cat == "shot"
    if item.kind != "noun" or item.cat != "place":
        return False
    at = clause.index(item)
    return any(
        x.kind == "prep" and x.value in ("in", "on", "at", "a", "en", "under") for x in clause[max(at - 4, 0) : at]
    )


def headless(phrases: list[Phrase]) -> bool:
    """The part begins with a verb: its subject is that of the part before."""
    for phrase in phrases:
        if isinstance(phrase, NounPhrase):
            return False
        if phrase.kind in ("verb", "aux", "wear", "light_verb"):
            return True
        if phrase.kind == "pron":
            return False
    return False


def leads(shot: ShotDraft) -> list[RoleDraft]:
    """Who did the last deed."""
    if not shot.actions:
        return [r for r in shot.cast if r.animate][:1] or shot.cast[:1]
    last = shot.actions[-1]
    return [a.who for a in shot.actions if a.beat == last.beat and a.verb == last.verb and a.who is not None]
