"""The difference of two screenplays as a list of changes.

Knows nothing of instructions. Always holds: no change if and only if the screenplays are equal, and each field that
differs is in exactly one change, whose kind names it (FIELDS).
"""

from __future__ import annotations

from collections.abc import Iterator

from .revision import Change, ChangeKind
from .schema import Action, CameraPlan, Line, Opening, Place, Relation, Role, Screenplay, ShotPlan, SoundPlan

ROLE_FIELDS: dict[ChangeKind, tuple[str, ...]] = {
    "cast_replaced": ("concept", "label", "kind", "role"),
    "count": ("count", "arrangement"),
    "colour": ("colour",),
    "material": ("material",),
    "pattern": ("pattern",),
    "size": ("size",),
    "pose": ("pose",),
    "mood": ("mood",),
    "wears": ("wears",),
    "relation": ("relations",),
    "text": ("text",),
}
SHOT_FIELDS: dict[ChangeKind, tuple[str, ...]] = {
    "place": ("place",),
    "time": ("time",),
    "weather": ("weather",),
    "season": ("season",),
    "action": ("actions",),
    "line": ("lines",),
    "camera": ("camera",),
    "sound": ("sound",),
    "light": ("lighting",),
    "palette": ("palette",),
    "speed": ("speed",),
    "duration": ("duration_s",),
    "shot": ("continues",),
}
PLAY_FIELDS: dict[ChangeKind, tuple[str, ...]] = {
    "look": ("look",),
    "seed": ("seed",),
    "opening": ("opening",),
    "script": ("title", "prompt", "language"),
}


def differences(before: Screenplay, after: Screenplay) -> tuple[Change, ...]:
    """What is not the same, the whole first, then shot by shot: cast, actions, the rest."""
    return tuple(_differences(before, after))


def _differences(before: Screenplay, after: Screenplay) -> Iterator[Change]:
    for kind, fields in PLAY_FIELDS.items():
        if _values(before, fields) != _values(after, fields):
            yield Change(kind=kind, before=_short(before, fields[:1]), after=_short(after, fields[:1]))
    gone = _taken_out(before.shots, after.shots)
    if gone is not None:
        yield Change(kind="shot", shot=gone, before=before.shots[gone].place.name)
        return
    for number in range(max(len(before.shots), len(after.shots))):
        if number >= len(before.shots):
            yield Change(kind="shot", shot=number, after=after.shots[number].place.name)
        elif number >= len(after.shots):
            yield Change(kind="shot", shot=number, before=before.shots[number].place.name)
        elif before.shots[number] != after.shots[number]:
            found = tuple(_shot(number, before.shots[number], after.shots[number]))
            yield from found or (Change(kind="shot", shot=number, before="order", after="order"),)


def _taken_out(before: tuple[ShotPlan, ...], after: tuple[ShotPlan, ...]) -> int | None:
    """The one take that is missing, when all others are as they were."""
    if len(before) != len(after) + 1:
        return None
    return next((k for k in range(len(before)) if before[:k] + before[k + 1 :] == after), None)


def _shot(number: int, before: ShotPlan, after: ShotPlan) -> Iterator[Change]:
    yield from _cast(number, before, after)
    for kind, fields in SHOT_FIELDS.items():
        if kind == "action":
            yield from _actions(number, before.actions, after.actions)
        elif _values(before, fields) != _values(after, fields):
            yield Change(kind=kind, shot=number, before=_short(before, fields), after=_short(after, fields))


def _cast(number: int, before: ShotPlan, after: ShotPlan) -> Iterator[Change]:
    old, new = {r.id: r for r in before.cast}, {r.id: r for r in after.cast}
    for name, role in old.items():
        if name not in new:
            yield Change(kind="cast_removed", shot=number, role=name, before=_named(role))
        else:
            yield from _role(number, role, new[name])
    for name, role in new.items():
        if name not in old:
            yield Change(kind="cast_added", shot=number, role=name, after=_named(role))


def _role(number: int, before: Role, after: Role) -> Iterator[Change]:
    for kind, fields in ROLE_FIELDS.items():
        if _values(before, fields) == _values(after, fields):
            continue
        if kind == "cast_replaced":
            told = (_named(before), _named(after))
        elif kind == "count" and before.count == after.count:
            told = (before.arrangement, after.arrangement)
        else:
            told = (_short(before, fields[:1]), _short(after, fields[:1]))
        yield Change(kind=kind, shot=number, role=before.id, before=told[0], after=told[1])


def _actions(number: int, before: tuple[Action, ...], after: tuple[Action, ...]) -> Iterator[Change]:
    """Actions as two lists: what only one of them has, paired by who does it."""
    gone = _without(before, after)
    come = _without(after, before)
    if not gone and not come and before != after:
        yield Change(kind="action", shot=number, before="order", after="order")
    for action in gone:
        match = next((a for a in come if a.who == action.who), None)
        if match is not None:
            come.remove(match)
        yield Change(
            kind="action", shot=number, role=action.who, before=_deed(action), after=_deed(match) if match else ""
        )
    for action in come:
        yield Change(kind="action", shot=number, role=action.who, after=_deed(action))


def _without(some: tuple[Action, ...], others: tuple[Action, ...]) -> list[Action]:
    left, out = list(others), []
    for action in some:
        if action in left:
            left.remove(action)
        else:
            out.append(action)
    return out


def _deed(action: Action) -> str:
    partners = (action.what, action.instrument, action.source, action.path, action.goal, action.direction)
    return " ".join([action.verb, *(p for p in partners if p), *action.manner])


def _named(role: Role) -> str:
    about = role.role or role.kind or role.concept.removeprefix("emoji:")
    return f"{role.count} {about}" if role.count > 1 else about


def _values(model: object, fields: tuple[str, ...]) -> list[object]:
    return [getattr(model, name) for name in fields]


def _short(model: object, fields: tuple[str, ...]) -> str:
    return ", ".join(word for name in fields if (word := _word(getattr(model, name))))


def _word(value: object) -> str:
    match value:
        case None | () | "":
            return ""
        case float():
            return f"{value:g}"
        case Place():
            return " ".join([value.name, *value.details])
        case CameraPlan():
            angle = value.angle if value.angle != "eye" else None
            words = (value.shot, angle, *value.moves, f"on {value.subject}" if value.subject else None)
            return " ".join(w for w in words if w) or "as usual"
        case SoundPlan():
            return " ".join(w for w in (f"{value.mood} music" if value.mood else None, *value.wanted) if w)
        case Opening():
            return f"picture {value.sha256[:8]}"
        case Relation():
            return " ".join(w for w in (value.kind, value.to, value.also) if w)
        case Line():
            return f"“{value.text}”"
        case tuple():
            return ", ".join(w for item in value if (w := _word(item)))
        case _ if hasattr(value, "name"):
            return " ".join(w for w in (getattr(value, "colour", None), value.name) if w)
        case _:
            return " ".join(str(value).split())[:80]
