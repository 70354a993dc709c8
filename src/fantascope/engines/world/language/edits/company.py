"""The cast already on stage, as the reader of prompts knows roles: drafts that came from a screenplay.

Knows nothing of instructions. Always holds: one draft for each role id, its fields those of the role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...screenplay.schema import Role, ShotPlan
from ..casting import Casting, Mention
from ..draft import RoleDraft, ShotDraft
from ..lexicon import Sense
from ..lexicon.entries import rows
from ..phrases import NounPhrase
from ..report import Report
from ..tail import tail
from ..tokens import fold
from .words import words_of

_BEINGS = frozenset({"person", "animal", "bird", "fish", "insect"})
_GENERAL: dict[str, frozenset[str]] = {
    "animal": frozenset({"animal", "bird", "fish", "insect"}),
    "being": _BEINGS,
    "vehicle": frozenset({"vehicle", "boat", "air"}),
    "person": frozenset({"person"}),
    "toy": frozenset({"toy", "ball", "vehicle", "object"}),
    "object": frozenset({"toy", "ball", "object", "furniture", "food", "vehicle", "boat", "air", "plant"}),
}
_KINDRED = frozenset({"boat", "vehicle", "air", "ball", "bird", "fish", "insect"})
"""Families whose members go by one another's names ("the boat" is the ship)."""


@dataclass(frozen=True, slots=True)
class Company:
    """`drafts` in the order of the cast; `ids` by identity of the draft."""

    drafts: tuple[RoleDraft, ...]
    ids: dict[int, str]

    def id_of(self, role: RoleDraft) -> str | None:
        return self.ids.get(id(role.origin or role))


def company_of(shots: Iterable[ShotPlan]) -> Company:
    """Everyone of these takes, as each looks in the first take that has them."""
    drafts: dict[str, RoleDraft] = {}
    for shot in shots:
        for role in shot.cast:
            drafts.setdefault(role.id, draft_of(role))
    return Company(tuple(drafts.values()), {id(d): name for name, d in drafts.items()})


def draft_of(role: Role) -> RoleDraft:
    return RoleDraft(
        role.concept,
        role.label,
        family_of(role.concept),
        count=role.count,
        arrangement=role.arrangement,
        colour=role.colour,
        material=role.material,
        pattern=role.pattern,
        size=role.size,
        pose=role.pose,
        mood=role.mood,
        kind=role.kind,
        role=role.role,
        wears=[(g.name, g.colour) for g in role.wears],
        text=role.text,
        feminine=role.kind in ("woman", "girl", "old_woman") if role.concept == "person" else None,
    )


def family_of(concept: str) -> str:
    """The family of a concept of the lexicon or the picture words; "object" when neither has it."""
    return _families().get(concept, "object")


@cache
def _families() -> dict[str, str]:
    table: dict[str, str] = {}
    for head, *_ in rows("things"):
        value, *features = (part.strip() for part in head.split(";"))
        table.setdefault(value, next((f.partition("=")[2] for f in features if f.startswith("family=")), "object"))
    for names in tail().names.values():
        for sense in names.values():
            table.setdefault(sense.value, sense.get("family") or "object")
    return table


class Referring(Casting):
    """Casting in which a noun phrase may mean one of the company whatever its article: all of them when
    `everything_known`, else those with a definite or possessive article."""

    def __init__(
        self, shot: ShotDraft, report: Report, company: list[RoleDraft], french: bool, *, everything_known: bool = False
    ) -> None:
        super().__init__(shot, report, company, french)
        self.everything_known = everything_known
        self.missing: list[tuple[RoleDraft, NounPhrase]] = []
        """Spoken of as if on stage, and not there; only when everything is known."""

    def mention(self, phrase: NounPhrase, *, prep: str | None = None, worn: bool = False) -> Mention:
        there = set(map(id, self.shot.cast))
        mention = super().mention(phrase, prep=prep, worn=worn)
        role = mention.role
        spoken_of = self.everything_known and phrase.determiner == "definite"
        if spoken_of and role is not None and role.origin is None and id(role) not in there:
            self.missing.append((role, phrase))
        return mention

    def _known(self, phrase: NounPhrase, thing: Sense) -> RoleDraft | None:
        if known := super()._known(phrase, thing):
            return known
        found = self._meant(phrase, thing)
        if found is not None and phrase.count and phrase.determiner != "definite":
            found.count = phrase.count
        return found

    def _meant(self, phrase: NounPhrase, thing: Sense) -> RoleDraft | None:
        definite = phrase.determiner in ("definite", "possessive", *(("",) if self.french else ()))
        if not (definite or self.everything_known):
            return None
        found = self.find(phrase, thing)
        return self.carry(found[0]) if found else None

    def find(self, phrase: NounPhrase, thing: Sense | None) -> list[RoleDraft]:
        """Those of the company the phrase may mean: by concept, then by their words, then by a general word."""
        words = {fold(t.text) for t in self.report.tokens[phrase.head.lexeme.start : phrase.head.lexeme.end]}
        general = words_of("general")
        colours = {a.value for a in phrase.attributes if a.cat == "colour"}
        everyone = [*self.company, *(r for r in self.shot.cast if r.origin is None)]
        tests = (
            lambda r: thing is not None and _same(r, thing),
            lambda r: bool(words & {fold(w) for w in r.label.split()}),
            lambda r: thing is not None and r.concept.split("_")[-1] == thing.value.split("_")[-1],
            lambda r: any(r.family in _GENERAL[general[w]] for w in words if w in general),
        )
        for test in tests:
            found = [r for r in everyone if test(r)]
            if found:
                return [r for r in found if colours and r.colour in colours] or found
        kin = [r for r in everyone if thing is not None and r.family == thing.get("family") in _KINDRED]
        return kin if len(kin) == 1 else []


def _same(role: RoleDraft, thing: Sense) -> bool:
    return (
        role.concept == thing.value
        and not int(thing.get("count") or 1) > 1 >= role.count
        and thing.get("kind") in (None, role.kind)
        and thing.get("role") in (None, role.role)
    )


def general_members(words: Iterable[str], company: Company) -> list[RoleDraft]:
    """Those a general word means: "the animal", "everyone", "the vehicle"."""
    table = words_of("general")
    for word in words:
        if word in table:
            return [d for d in company.drafts if d.family in _GENERAL[table[word]]]
    return []
