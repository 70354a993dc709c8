"""The draft made into a Screenplay: names for everyone, defaults for what was not said, everything checked.

Knows nothing of words.
"""

from __future__ import annotations

import re

import numpy as np

from ..screenplay.schema import Action, CameraPlan, Garment, Line, Place, Relation, Role, ShotPlan, SoundPlan
from .draft import ActionDraft, RoleDraft, ShotDraft, Target
from .settings import choose_place

_MALE = {"king", "santa", "wizard"}
_YOUNG = {"student"}
_BALLS = {"beach": "beach_ball", "basketball_court": "basketball", "stadium": "football"}


class Names:
    """Identifiers, stable over the shots of one screenplay: dog, dog_2, astronaut …"""

    def __init__(self) -> None:
        self._by_role: dict[int, str] = {}
        self._kept: list[RoleDraft] = []
        self._used: set[str] = set()

    def keep(self, role: RoleDraft, name: str) -> None:
        """The name a role already has."""
        self._used.add(name)
        self._by_role[id(role)] = name
        self._kept.append(role)

    def of(self, role: RoleDraft) -> str:
        role = role.origin or role
        if id(role) not in self._by_role:
            base = (
                role.role or role.kind or "person" if role.concept == "person" else role.concept.removeprefix("emoji:")
            )
            base = re.sub(r"[^a-z0-9_]+", "_", base.lower()).strip("_")[:40] or "thing"
            base = base if base[0].isalpha() else f"thing_{base}"
            name, n = base, 2
            while name in self._used:
                name, n = f"{base}_{n}", n + 1
            self._used.add(name)
            self._by_role[id(role)] = name
            self._kept.append(role)
        return self._by_role[id(role)]


def compose(
    shot: ShotDraft, names: Names, *, duration_s: float, language: str, seed: int, before: ShotPlan | None
) -> ShotPlan:
    """One take. What it leaves open it takes over from the take `before`."""
    chosen = choose_place(shot)
    for role in shot.cast:
        if role.concept == "ball" and role.kind is None:
            role.kind = _BALLS.get(chosen.name)
    cast = shot.cast[:40]
    known = set(map(id, cast))
    for action in shot.actions:
        for target in (action.who, action.what, action.instrument, action.source, action.goal, action.path):
            if isinstance(target, RoleDraft) and id(target) not in known:
                cast.append(target)
                known.add(id(target))
    roles = tuple(make_role(r, names, known, seed) for r in cast)
    if before and chosen.weight < 2 and not shot.marks:
        place = before.place.model_copy(
            update={"details": tuple(dict.fromkeys([*before.place.details, *shot.details]))[:16]}
        )
    else:
        place = Place(name=chosen.name, label=chosen.label[:80], details=tuple(shot.details)[:16])
    season = shot.season or (
        "winter" if shot.weather == "snow" or place.name == "snow" else before.season if before else "summer"
    )
    weather = shot.weather or (before.weather if before and chosen.weight < 2 else "clear")
    return ShotPlan.model_validate(
        {
            "duration_s": duration_s,
            "place": place,
            "cast": roles,
            "season": season,
            "weather": weather,
            "time": shot.time or (before.time if before else _time(shot)),
            "actions": tuple(make_action(a, names, known) for a in shot.actions[:60]),
            "lines": tuple(
                Line.model_validate(
                    {
                        "text": line.text,
                        "who": names.of(line.who) if line.who and id(line.who) in known else None,
                        "language": line.language or language,
                        "manner": line.manner,
                        "beat": min(line.beat, 20),
                    }
                )
                for line in shot.lines[:12]
            ),
            "camera": CameraPlan.model_validate(
                {
                    "shot": shot.shot,
                    "angle": shot.angle or "eye",
                    "moves": tuple(shot.moves)[:4],
                    "subject": names.of(shot.subject) if shot.subject and id(shot.subject) in known else None,
                }
            ),
            "sound": SoundPlan(mood=shot.music, wanted=tuple(shot.sounds)),
            "lighting": tuple(shot.lighting),
            "palette": tuple(shot.palette)[:6],
            "speed": shot.speed,
        }
    )


def _time(shot: ShotDraft) -> str:
    if "candlelight" in shot.lighting or "neon" in shot.lighting:
        return "night"
    return "afternoon"


def make_role(draft: RoleDraft, names: Names, known: set[int], seed: int) -> Role:
    name = names.of(draft)
    relations = tuple(
        Relation.model_validate(
            {"kind": kind, "to": _target(to, names), "also": _target(also, names) if also else None}
        )
        for kind, to, also in draft.relations
        if _present(to, known) and (also is None or _present(also, known)) and to is not draft
    )
    return Role.model_validate(
        {
            "id": name,
            "concept": draft.concept,
            "label": draft.label,
            "count": min(max(draft.count, 1), 60),
            "arrangement": draft.arrangement,
            "colour": draft.colour,
            "material": draft.material,
            "pattern": draft.pattern,
            "size": draft.size,
            "pose": draft.pose,
            "mood": draft.mood,
            "kind": _kind(draft, name, seed),
            "role": draft.role,
            "wears": tuple(Garment(name=g, colour=c) for g, c in dict.fromkeys(draft.wears))[:8],
            "relations": relations[:8],
            "text": draft.text,
        }
    )


def _kind(draft: RoleDraft, name: str, seed: int) -> str | None:
    if draft.concept != "person" or draft.kind:
        return draft.kind
    if draft.role in _MALE:
        return "man"
    woman = draft.feminine
    if woman is None:
        woman = bool(np.random.default_rng([seed % 2**32, sum(map(ord, name))]).integers(2))
    if draft.role in _YOUNG:
        return "girl" if woman else "boy"
    return "woman" if woman else "man"


def make_action(draft: ActionDraft, names: Names, known: set[int]) -> Action:
    def name(target: Target | None) -> str | None:
        return _target(target, names) if target is not None and _present(target, known) else None

    return Action.model_validate(
        {
            "verb": draft.verb,
            "who": name(draft.who),
            "what": name(draft.what),
            "instrument": name(draft.instrument),
            "source": name(draft.source),
            "goal": name(draft.goal),
            "path": name(draft.path),
            "direction": draft.direction,
            "manner": tuple(dict.fromkeys(draft.manner))[:8],
            "beat": min(draft.beat, 20),
            "words": draft.words,
        }
    )


def _present(target: Target, known: set[int]) -> bool:
    return isinstance(target, str) or id(target) in known


def _target(target: Target, names: Names) -> str:
    return target if isinstance(target, str) else names.of(target)
