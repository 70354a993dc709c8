"""Quotations to spoken lines: who says them, how, and when.

Knows nothing of voices. A line belongs to the verb of saying before it, after it, or to the one last spoken of.
"""

from __future__ import annotations

from .draft import LineDraft, RoleDraft
from .lexicon import Sense
from .reading import Item
from .walk import Walk


def hear(walk: Walk, item: Item) -> None:
    walk.understand(item)
    if walk.sign is not None:
        walk.sign.text, walk.sign = item.lexeme.text[:120], None
        return
    saying = next((a for a in reversed(walk.shot.actions) if a.say and id(a) not in walk.spoken), None)
    text = item.lexeme.text.rstrip(", ")[:500] or item.lexeme.text[:500]
    line = LineDraft(text, None, beat=min(walk.beat, 20))
    if saying is not None:
        walk.spoken.add(id(saying))
        line.who, line.manner, line.beat = saying.who, saying.say or "say", saying.beat
    else:
        speakers = [r for r in walk.subjects if r.animate]
        line.who = speakers[0] if speakers else None
        walk.open_line, walk.heard_by = line, walk.subjects
    if walk.shot.lines:
        line.beat = min(max(line.beat, walk.shot.lines[-1].beat + 1), 20)
    walk.shot.lines.append(line)


def greet(walk: Walk, item: Item) -> None:
    saying = next((a for a in reversed(walk.shot.actions) if a.say), None)
    walk.understand(item)
    if saying is not None:
        text = item.lexeme.text
        walk.shot.lines.append(LineDraft(text[0].upper() + text[1:], saying.who, saying.say or "say", saying.beat))


def answer_line(walk: Walk, sense: Sense, subjects: list[RoleDraft]) -> None:
    """ "…", says the fox; "…", the fox says: the line just heard gets its speaker and manner."""
    line = walk.open_line
    walk.open_line = None
    if line is None:
        return
    line.manner = sense.get("say") or "say"
    if walk.subjects is not walk.heard_by and subjects:
        line.who = subjects[0]
    else:
        walk.inverted = line
    walk.prep, walk.link, walk.slot = None, None, []
