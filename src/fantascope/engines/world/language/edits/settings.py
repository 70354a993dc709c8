"""Orders about what is nobody of the cast: hour, weather, place, music, lines, camera, speed, length.

Knows nothing of the cast.
"""

from __future__ import annotations

import re
from typing import Any

from ...screenplay.schema import ShotPlan
from ..tokens import Token
from .applying import apply
from .desk import Desk
from .hearing import Piece
from .matters import WEATHERS
from .words import words_of

_SPEEDS = {"twice": 2.0, "two": 2.0, "deux": 2.0, "2": 2.0, "double": 2.0, "three": 3.0, "trois": 3.0, "3": 3.0}
_SPEEDS |= {"triple": 3.0, "four": 4.0, "quatre": 4.0, "4": 4.0}
_LEAST_SPEED, _MOST_SPEED = 0.1, 8.0


def lasting(desk: Desk, seconds: float) -> None:
    """Give the takes in scope `seconds` together, in their old proportions."""
    total = sum(desk.shots[i].duration_s for i in desk.scope)
    scale = min(max(seconds, 1.0), 60.0) / total
    desk.change(lambda shot: {"duration_s": round(shot.duration_s * scale, 4)})


def pace(desk: Desk, found: re.Match[str]) -> None:
    """Playback speed from a match of operators.QUICKER."""
    if found["one"]:
        desk.change(lambda shot: {"speed": 1.0} if shot.speed != 1.0 else {})
        return
    factor = _SPEEDS.get(found["n"] or found["double"] or "", 1.0)
    if found["n"] and (found["way"].startswith(("slow", "lent"))):
        factor = 1 / factor
    factor *= 0.5 if found["half"] or found["down"] else 1.5 if found["up"] else 1.0
    desk.change(lambda shot: {"speed": round(min(max(shot.speed * factor, _LEAST_SPEED), _MOST_SPEED), 3)})


def lit(desk: Desk, words: Piece) -> bool:
    """Light told by adjectives alone ("darker and moodier"); whether it was."""
    airs = words_of("air")
    said = [t.key for _, t in words if t.kind == "word" and t.key not in words_of("airy")]
    if not said or any(w not in airs for w in said):
        return False
    wanted = [airs[w] for w in said]
    desk.change(lambda shot: {"lighting": tuple(dict.fromkeys([*shot.lighting, *wanted]))})
    return True


def set_matter(desk: Desk, matter: str, wanted: Piece) -> bool:
    """What was named becomes what is wanted; whether that was understood."""
    if matter == "line":
        text = next((t.text for _, t in wanted if t.kind == "quote"), None)
        return text is not None and _say(desk, text, [i for i, t in wanted if t.kind == "quote"])
    hint = {"music": "music", "place": "in", "light": "light"}.get(matter)
    tries: list[Piece] = [wanted]
    if hint and wanted:
        french = desk.language == "fr"
        word = {"music": "musique", "in": "dans", "light": "lumiere"}[hint] if french else hint
        extra = (wanted[0][0], Token(word, word, "word", -1, -1))
        first = hint == "in" or french
        tries.insert(0, [extra, *wanted] if first else [*wanted, extra])
    for piece in tries:
        company = desk.company()
        before = desk.result()
        apply(desk, desk.ear(company).hear(piece, alone=True), company)
        if desk.result() != before:
            return True
    return False


def _say(desk: Desk, text: str, places: list[int]) -> bool:
    for i in reversed(desk.scope):
        lines = desk.shots[i].lines
        if lines:
            fresh = lines[-1].model_copy(update={"text": text[:500]})
            desk.update(i, {"lines": (*lines[:-1], fresh)})
            for k in places:
                desk.report.understood(k, k + 1)
            return True
    return False


def drop_matter(desk: Desk, matter: str | None) -> bool:
    """Take a whole matter out: the music, the words, the camera's moves, the slow motion."""

    def edit(shot: ShotPlan) -> dict[str, Any]:
        match matter:
            case "music":
                return {"sound": shot.sound.model_copy(update={"mood": "none"})}
            case "sound":
                return {"sound": shot.sound.model_copy(update={"wanted": ()})}
            case "line":
                return {"lines": ()}
            case "camera":
                return {"camera": shot.camera.model_copy(update={"moves": ("static",)})}
            case "speed":
                return {"speed": 1.0}
            case "light":
                return {"lighting": ()}
            case _:
                return {}

    before = desk.result()
    desk.change(edit)
    return desk.result() != before


def undo_setting(desk: Desk, piece: Piece) -> bool:
    """Take back what the words would set: rain, thunder, stairs, slow motion, a look, a move."""
    draft = desk.ear().hear(piece, alone=True)

    def edit(shot: ShotPlan) -> dict[str, Any]:
        out: dict[str, Any] = {}
        falling = {"storm": {"storm", "rain", "wind"}}.get(shot.weather, {shot.weather})
        if draft.weather in WEATHERS and draft.weather in falling:
            out["weather"] = "clear"
        if set(draft.sounds) & set(shot.sound.wanted):
            wanted = tuple(s for s in shot.sound.wanted if s not in draft.sounds)
            out["sound"] = shot.sound.model_copy(update={"wanted": wanted})
        if draft.music == shot.sound.mood and draft.music:
            out["sound"] = shot.sound.model_copy(update={"mood": None})
        if set(draft.details) & set(shot.place.details):
            details = tuple(d for d in shot.place.details if d not in draft.details)
            out["place"] = shot.place.model_copy(update={"details": details})
        if set(draft.lighting) & set(shot.lighting):
            out["lighting"] = tuple(x for x in shot.lighting if x not in draft.lighting)
        if set(draft.moves) & set(shot.camera.moves):
            moves = tuple(m for m in shot.camera.moves if m not in draft.moves)
            out["camera"] = shot.camera.model_copy(update={"moves": moves})
        if draft.speed == shot.speed != 1.0:
            out["speed"] = 1.0
        return out

    before = desk.result()
    desk.change(edit)
    if draft.look and draft.look == desk.play.look:
        desk.play = desk.play.model_copy(update={"look": "toy"})
    return desk.result() != before
