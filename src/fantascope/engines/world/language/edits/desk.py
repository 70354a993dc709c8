"""The screenplay while an instruction works on it: takes, company, and whom it spoke of last.

Knows nothing of words. Always holds: the takes are valid, and only what a method names changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ...screenplay.schema import Role, Screenplay, ShotPlan
from ..compose import Names
from ..draft import RoleDraft
from ..report import Report
from .company import Company, company_of
from .hearing import Ear, Piece

_MOST_ROLES = 40
_NEEDS_PARTNER = frozenset({"chase", "follow", "flee"})


@dataclass(slots=True)
class Desk:
    """`scope`: indices of the takes the words now apply to."""

    play: Screenplay
    report: Report
    language: str
    shots: list[ShotPlan] = field(init=False)
    scope: list[int] = field(init=False)
    focus: str | None = None

    def __post_init__(self) -> None:
        self.shots = list(self.play.shots)
        self.scope = list(range(len(self.shots)))
        self.focus = self._lead()

    def result(self) -> Screenplay:
        return self.play.model_copy(update={"shots": tuple(self.shots)})

    def company(self) -> Company:
        return company_of(self.shots[i] for i in self.scope)

    def ear(self, company: Company | None = None) -> Ear:
        company = company or self.company()
        focus = next((d for d in company.drafts if company.ids[id(d)] == self.focus), None)
        return Ear(company, focus, self.report, self.language)

    def names(self, company: Company) -> Names:
        """Identifiers: those on stage keep theirs, and nobody gets one that any take uses."""
        names = Names()
        for draft in company.drafts:
            names.keep(draft, company.ids[id(draft)])
        for shot in self.shots:
            for role in shot.cast:
                if role.id not in company.ids.values():
                    names.keep(RoleDraft(role.concept, role.label), role.id)
        return names

    def change(self, edit: Callable[[ShotPlan], dict[str, Any]]) -> None:
        """Update each take in scope with the fields `edit` gives for it."""
        for i in self.scope:
            self.update(i, edit(self.shots[i]))

    def update(self, i: int, fields: dict[str, Any]) -> None:
        """Set fields of a take; who is not in it can do nothing there and nothing can be done to them."""
        old = self.shots[i]
        if fields:
            new = ShotPlan.model_validate({**_fields(old), **fields})
            absent = _absent(new) - _absent(old)
            self.shots[i] = new.model_copy(update=_without(new, absent)) if absent else new

    def remove_take(self, n: int) -> None:
        """Take a whole take out; one that continued it continues the one before, or opens the film."""
        gone = self.shots.pop(n)
        if n < len(self.shots) and self.shots[n].continues and not (n and gone.continues):
            self.shots[n] = self.shots[n].model_copy(update={"continues": False})
        self.scope = list(range(len(self.shots)))

    def change_role(self, name: str, edit: Callable[[Role], dict[str, Any]]) -> bool:
        """Update one of the cast wherever it is in scope; whether it was anywhere."""
        found = False

        def on(shot: ShotPlan) -> dict[str, Any]:
            nonlocal found
            if not any(r.id == name for r in shot.cast):
                return {}
            found = True
            return {"cast": tuple(_updated(r, edit(r)) if r.id == name else r for r in shot.cast)}

        self.change(on)
        if found:
            self.focus = name
        return found

    def add_role(self, role: Role) -> None:
        self.change(
            lambda shot: {} if len(shot.cast) >= _MOST_ROLES or _has(shot, role.id) else {"cast": (*shot.cast, role)}
        )

    def remove_roles(self, names: Iterable[str]) -> None:
        """Take some of the cast out, with what they do and say; what is done to them is not done."""
        gone = set(names)
        self.change(lambda shot: _without(shot, gone) if any(r.id in gone for r in shot.cast) else {})
        if self.focus in gone:
            self.focus = self._lead()

    def _lead(self) -> str | None:
        """Whom the film is about: the camera's subject, whoever does the first deed, the first being."""
        for i in self.scope:
            shot = self.shots[i]
            ids = {r.id for r in shot.cast}
            for name in (shot.camera.subject, *(a.who for a in shot.actions)):
                if name in ids:
                    return name
        drafts = company_of(self.shots[i] for i in self.scope)
        first = next((d for d in drafts.drafts if d.animate), next(iter(drafts.drafts), None))
        return drafts.ids[id(first)] if first else None


def words_of(piece: Piece) -> str:
    return " ".join(t.text for _, t in piece)


def _updated(role: Role, fields: dict[str, Any]) -> Role:
    return Role.model_validate({**_fields(role), **fields}) if fields else role


def _fields(model: Any) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def _has(shot: ShotPlan, name: str) -> bool:
    return any(r.id == name for r in shot.cast)


def _absent(shot: ShotPlan) -> set[str]:
    """Names that a take speaks of and nobody in it has."""
    said = {x for r in shot.cast for rel in r.relations for x in (rel.to, rel.also)}
    said |= {x for a in shot.actions for x in (a.who, a.what, a.instrument, a.source, a.goal, a.path)}
    said |= {x.who for x in shot.lines} | {shot.camera.subject}
    return {x for x in said if x is not None and not x.startswith("set:")} - {r.id for r in shot.cast}


def _without(shot: ShotPlan, gone: set[str]) -> dict[str, Any]:
    cast = []
    for role in shot.cast:
        if role.id in gone:
            continue
        kept = tuple(x for x in role.relations if x.to not in gone and x.also not in gone)
        cast.append(role if kept == role.relations else _updated(role, {"relations": kept}))
    actions = []
    for action in shot.actions:
        partners = {n: getattr(action, n) for n in ("what", "instrument", "source", "goal", "path")}
        lost: dict[str, str | None] = {n: None for n, v in partners.items() if v in gone}
        if action.who in gone or ("what" in lost and action.verb not in _NEEDS_PARTNER):
            continue
        if "what" in lost:
            lost["verb"] = "walk" if action.verb == "follow" else "run"
        actions.append(action.model_copy(update=lost) if lost else action)
    lines = tuple(x for x in shot.lines if x.who not in gone)
    subject = None if shot.camera.subject in gone else shot.camera.subject
    return {
        "cast": tuple(cast),
        "actions": tuple(actions),
        "lines": lines,
        "camera": shot.camera.model_copy(update={"subject": subject}),
    }
