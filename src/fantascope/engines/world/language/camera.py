"""The camera as subject: "the camera slowly tracks along" is a move, not a deed.

Knows nothing of optics.
"""

from __future__ import annotations

from .deeds import attributive
from .lookahead import verb_follows
from .phrases import NounPhrase, Phrase
from .reading import Item
from .walk import Walk

_CAMERA_WORDS = {
    "track": "tracking",
    "follow": "tracking",
    "suivre": "tracking",
    "chase": "tracking",
    "trail": "tracking",
    "circle": "orbit",
    "orbit": "orbit",
    "spin": "orbit",
    "shake": "shake",
    "fly": "drone",
    "float": "drone",
}


def is_camera(walk: Walk, phrases: list[Phrase], at: int) -> bool:
    phrase = phrases[at]
    if not isinstance(phrase, NounPhrase) or walk.prep is not None:
        return False
    if (
        phrase.head.lexeme.text.casefold() not in ("camera", "caméra", "cameras", "drone")
        or phrase.determiner == "indefinite"
    ):
        return False
    if phrase.head.lexeme.text.casefold() == "drone" and phrase.determiner != "definite":
        return False
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    return verb_follows(walk, phrases, at) or (
        isinstance(following, Item) and following.kind in ("directive", "verb", "manner")
    )


def read_camera(walk: Walk, phrases: list[Phrase], at: int) -> int:
    """ "The camera slowly tracks along": consumed up to the next stop."""
    end = at
    while end < len(phrases):
        phrase = phrases[end]
        if isinstance(phrase, Item) and (
            phrase.kind in ("break", "quote") or (phrase.kind == "punct" and phrase.lexeme.text in ".,;!?")
        ):
            break
        end += 1
    move: str | None = None
    direction: str | None = None
    words: list[str] = []
    for phrase in phrases[at:end]:
        items = phrase.items if isinstance(phrase, NounPhrase) else [phrase]
        if isinstance(phrase, NounPhrase) and phrase is not phrases[at] and phrase.reading("thing"):
            mention = walk.casting.mention(phrase)
            walk.shot.subject = mention.role or walk.shot.subject
            for item in phrase.attributes:
                if item.kind == "participle" and mention.role is not None:
                    attributive(walk, item, mention.role)
        for item in items:
            lexeme = item.lexeme
            words.append(lexeme.text.casefold())
            if item.kind == "directive":
                walk.casting.apply_directive(item)
                move = move or "set"
            elif item.kind in ("direction", "prep"):
                direction = (
                    item.value
                    if item.kind == "direction" or item.value in ("up", "down", "around", "along")
                    else direction
                )
            elif item.kind == "verb":
                move = move or _CAMERA_WORDS.get(item.value)
            for i in range(lexeme.start, lexeme.end):
                if item.kind not in ("punct", "directive"):
                    walk.report.silent(i, i + 1, item.kind)
                    walk.report.understood(i, i + 1) if walk.report.is_open(i) else None
    chosen = _camera_move(" ".join(words), move, direction)
    if chosen and chosen not in walk.shot.moves:
        walk.shot.moves.append(chosen)
    return end


def _camera_move(words: str, move: str | None, direction: str | None) -> str | None:
    """A camera move from the words of its clause."""

    def has(*stems: str) -> bool:
        return any(stem in words for stem in stems)

    if has("pan", "balaie", "sweeps", "balaye"):
        return "pan_left" if direction == "left" or has("left", "gauche") else "pan_right"
    if has("tilt", "bascule"):
        return "tilt_down" if direction == "down" or has("down", "bas") else "tilt_up"
    if has("zoom"):
        return "zoom_out" if has("out", "arrière") else "zoom_in"
    if has("track", "suit", "follow", "accompagne", "alongside", "longe"):
        return "tracking"
    if has("orbit", "circl", "rotat", "tourne autour", "revolv", "spins"):
        return "orbit"
    if has("pull", "recul", "moves back", "moves away", "s éloigne", "éloigne", "dolly out", "backs"):
        return "dolly_out"
    if has(
        "push",
        "dolly",
        "avance",
        "approach",
        "moves forward",
        "moves in",
        "s approche",
        "closer",
        "glides",
        "moves toward",
        "flies toward",
    ):
        return "dolly_in"
    if has("rise", "rising", "lift", "monte", "s élève", "élève", "crane up", "ascend", "goes up"):
        return "crane_up"
    if has("descend", "lower", "goes down", "crane down"):
        return "crane_down"
    if has("shak", "tremble"):
        return "shake"
    if has("static", "still", "fixe", "immobile", "stays", "remains"):
        return "static"
    if has("focus", "point"):
        return "rack_focus"
    if has("flies", "flying", "survole", "vole"):
        return "drone"
    if has("moves", "travels", "slides", "glisse"):
        return "tracking"
    return None if move in (None, "set") else move
