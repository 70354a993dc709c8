"""An instruction that is a whole scene: read as a prompt, joined to the screenplay it replaces.

Knows nothing of orders. Always holds: seed, length and opening picture stay, the look too unless the words name one,
and whoever is in both, or has the same part, has the same id.
"""

from __future__ import annotations

from typing import Any

from ...screenplay.schema import Role, Screenplay, ShotPlan, Understanding
from ..report import Report
from ..tokens import Token
from .clauses import clauses
from .company import company_of, family_of
from .hearing import Ear
from .operators import ORDERED, PLACE_OF, POLITE, TRAILING

_LEAST_WORDS = 5
_ADDING = frozenset({"with", "avec", "and", "et", "plus", "also", "aussi", "then", "puis"})


def is_scene(screenplay: Screenplay, tokens: list[Token], language: str) -> bool:
    """Someone new does something or is somewhere, nobody on stage is spoken of, and no order is given."""
    words = [t for t in tokens if t.kind == "word"]
    if len(words) < _LEAST_WORDS or words[0].key in _ADDING:
        return False
    cut = clauses(tokens)
    if any(
        ORDERED.match(c.text) or TRAILING.search(c.text) or PLACE_OF.search(c.text) or POLITE.match(c.text) for c in cut
    ):
        return False
    if cut and cut[0].text.endswith((" en plus", " too", " as well", " aussi")):
        return False
    company = company_of(screenplay.shots)
    draft = Ear(company, None, Report(tokens), language).hear(tuple(enumerate(tokens)))
    if any(company.id_of(r) for r in draft.cast) or not draft.cast:
        return False
    fresh = {id(r) for r in draft.cast}
    acts = any(id(a.who) in fresh for a in draft.actions)
    placed = any(p.weight == 3 for p in draft.places)
    return (acts and (placed or len(draft.cast) > 1 or len(words) > 7)) or (placed and len(words) > _LEAST_WORDS)


def rewritten(screenplay: Screenplay, text: str, language: str) -> tuple[Screenplay, Understanding]:
    """The scene of `text` with the screenplay's seed, length, look and ids."""
    from .. import read

    total = sum(s.duration_s for s in screenplay.shots)
    fresh, told = read(text, seconds=min(total, 60.0), seed=screenplay.seed, language=language)
    look = fresh.look if fresh.look != "toy" else screenplay.look
    names = _names(screenplay, fresh)
    shots = tuple(_renamed(s, names) for s in fresh.shots)
    if len(shots) == len(screenplay.shots):
        shots = tuple(
            s.model_copy(update={"duration_s": old.duration_s}) for s, old in zip(shots, screenplay.shots, strict=True)
        )
    return fresh.model_copy(update={"shots": shots, "look": look, "opening": screenplay.opening}), told


def _names(old: Screenplay, new: Screenplay) -> dict[str, str]:
    """New id → the id to have: of the same concept first, then of the same kind of being in the same part."""
    company, fresh = _everyone(old), _everyone(new)
    names: dict[str, str] = {}

    def pair(alike: Any) -> None:
        for role in fresh.values():
            match = next((r.id for r in company.values() if r.id not in names.values() and alike(role, r)), None)
            if role.id not in names and match is not None:
                names[role.id] = match

    pair(lambda a, b: (a.concept, a.kind, a.role) == (b.concept, b.kind, b.role))
    pair(lambda a, b: a.concept == b.concept)
    pair(lambda a, b: family_of(a.concept) == family_of(b.concept) != "object")
    taken = set(names.values())
    for name in fresh:
        if name not in names:
            free, n = name, 2
            while free in taken or free in company:
                free, n = f"{name[:44]}_{n}", n + 1
            names[name] = free
            taken.add(free)
    return names


def _everyone(play: Screenplay) -> dict[str, Role]:
    out: dict[str, Role] = {}
    for shot in play.shots:
        for role in shot.cast:
            out.setdefault(role.id, role)
    return out


def _renamed(shot: ShotPlan, names: dict[str, str]) -> ShotPlan:
    def of(name: str | None) -> str | None:
        return names.get(name, name) if name is not None else None

    cast = tuple(
        r.model_copy(
            update={
                "id": names[r.id],
                "relations": tuple(x.model_copy(update={"to": of(x.to), "also": of(x.also)}) for x in r.relations),
            }
        )
        for r in shot.cast
    )
    partners = ("who", "what", "instrument", "source", "goal", "path")
    actions = tuple(a.model_copy(update={n: of(getattr(a, n)) for n in partners}) for a in shot.actions)
    lines = tuple(x.model_copy(update={"who": of(x.who)}) for x in shot.lines)
    camera = shot.camera.model_copy(update={"subject": of(shot.camera.subject)})
    return shot.model_copy(update={"cast": cast, "actions": actions, "lines": lines, "camera": camera})
