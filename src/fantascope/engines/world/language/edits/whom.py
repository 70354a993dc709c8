"""Orders about the cast: who is meant, and replacing, removing, recolouring, dressing and resizing them.

Knows nothing of how clauses are told apart. Always holds: one replaced keeps its id, and with it its place and timing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from ...screenplay.schema import Action, Garment, Role
from ..compose import make_role
from ..draft import RoleDraft, ShotDraft
from ..tokens import Token, fold
from .applying import apply, dressed
from .company import Company, general_members
from .desk import Desk
from .hearing import Piece
from .matters import colours_in, garments_in
from .words import words_of

_SIZES: tuple[str, ...] = get_args(Role.model_fields["size"].annotation)
_LIVING = frozenset({"person", "animal", "bird", "fish", "insect"})
_ONE = frozenset({"one", "un", "une", "1", "a", "single", "seul", "seule"})
_HUE = frozenset({"colour", "color", "couleur", "bright", "vif"})
_PATTERNS = ("colour", "pattern", "material")


class Whom:
    """Finds and changes members of the cast on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def targets(self, piece: Piece) -> list[str]:
        """Ids of those on stage the words mean; none when they mean nobody there."""
        if not piece:
            return []
        company = self.desk.company()
        draft = self.desk.ear(company).hear(piece, refer=True)
        found = [n for r in draft.cast if (n := company.id_of(r))]
        missing = [r for r in draft.cast if company.id_of(r) is None]
        if (not found and not missing) or (missing and not found):
            found = self._by_word(piece, company)
        if found:
            self._told(piece)
        return list(dict.fromkeys(found))

    def _by_word(self, piece: Piece, company: Company) -> list[str]:
        """By a word of their own, or a general one ("the monster", "everyone")."""
        words = [t.key for _, t in piece if t.key not in _idle()]
        own = [d for d in company.drafts if set(words) & {fold(w) for w in (*d.label.split(), company.ids[id(d)])}]
        several = any(w.endswith("s") or w in ("everyone", "everybody") for w in words)
        some = own or general_members(words, company)
        return [company.ids[id(d)] for d in (some if several else some[:1])]

    def is_cast(self, piece: Piece) -> bool:
        """The words name someone or something to be cast, and no time, place or manner only."""
        draft = self.desk.ear().hear(piece, alone=True)
        return bool(draft.cast)

    def is_bare(self, piece: Piece) -> bool:
        """Only a noun phrase ("a blue ball"): it is the one on stage, if there is one."""
        draft = self.desk.ear().hear(piece, alone=True)
        first = piece[0][1].key if piece else ""
        if draft.actions or not draft.cast or first in ("with", "avec"):
            return False
        if not any(t.key in ("and", "et", "with", "avec") or t.text == "," for _, t in piece):
            return len(draft.cast) == 1
        here = {d.concept for d in self.desk.company().drafts}
        return all(r.concept in here for r in draft.cast)

    def replace(self, names: list[str], piece: Piece) -> None:
        """Someone else in their place: what they are changes, not where they are or what they do."""
        desk = self.desk
        company = desk.company()
        draft = desk.ear(company).hear(piece)
        fresh = [r for r in draft.cast if company.id_of(r) is None]
        if not fresh:
            draft = desk.ear(company).hear(piece, alone=True)
            fresh = draft.cast
        if not fresh:
            return
        new = fresh[0]
        more = [r for r in draft.cast if r is not new]
        counted = new.count > 1 or any(t.key in _ONE and t.key not in ("a", "un", "une") for _, t in piece)
        for name in names:
            ids = desk.names(company)
            old = next(d for d in company.drafts if company.ids[id(d)] == name)
            if new.concept == "person" and new.kind is None:
                new.feminine = old.feminine
            ids.keep(new, name)
            made = make_role(new, ids, {id(r) for r in (*draft.cast, *company.drafts)}, desk.play.seed)
            desk.change_role(name, _successor(made, counted, new.family == old.family))
        heard = Company(company.drafts, {**company.ids, id(new): names[0]})
        draft.cast = more
        for action in draft.actions:
            action.who = _origin_of(heard, names[0]) if action.who is new else action.who
        draft.actions = [a for a in draft.actions if a.who is not None or a.what is not None]
        apply(desk, draft, heard, deeds="instead")

    def remove(self, piece: Piece) -> bool:
        """Take out those meant, or some of a group; whether anybody was."""
        names = self.targets(piece)
        few = next(
            (t.key for _, t in piece if t.key in _ONE or t.key in ("two", "deux", "2", "three", "trois", "3")), ""
        )
        number = {"two": 2, "deux": 2, "2": 2, "three": 3, "trois": 3, "3": 3}.get(
            few, 1 if few in _ONE - {"a", "un", "une"} else 0
        )
        if len(names) == 1 and number:
            role = self._role(names[0])
            if role is not None and role.count > number:
                left = role.count - number
                self.desk.change_role(names[0], lambda r: {"count": left})
                return True
        self.desk.remove_roles(names)
        return bool(names)

    def recolour(self, names: list[str], piece: Piece) -> bool:
        """Give those their colour, pattern and material of the words; whether the words had any."""
        colours = colours_in(piece, self.desk.language)
        words = [t for _, t in piece if t.kind == "word" and t.key not in _idle() | dict.fromkeys(_ONE | _HUE)]
        if not colours or len(words) > sum(e - s for _, s, e in colours):
            return False
        for name in names:
            self.desk.change_role(name, lambda r: {"colour": colours[0][0]})
        self._told(piece)
        return True

    def resize(self, names: list[str], steps: int) -> None:
        for name in names:
            self.desk.change_role(
                name, lambda r: {"size": _SIZES[min(max(_SIZES.index(r.size) + steps, 0), len(_SIZES) - 1)]}
            )

    def hurry(self, names: list[str], *, slower: bool) -> None:
        """What they do, quickly or slowly."""
        word, other = ("slowly", "quickly") if slower else ("quickly", "slowly")

        def edit(action: Action) -> Action:
            if action.who not in names:
                return action
            kept = tuple(m for m in action.manner if m not in (word, other))
            return action.model_copy(update={"manner": (*kept, word)})

        self.desk.change(lambda shot: {"actions": tuple(map(edit, shot.actions))})

    def hit(self) -> None:
        """What was thrown, kicked or shot does not miss."""
        self.desk.change(
            lambda shot: {
                "actions": tuple(
                    a.model_copy(update={"manner": tuple(m for m in a.manner if m != "misses")}) for a in shot.actions
                )
            }
        )

    def stop(self, piece: Piece) -> bool:
        """ "Stop running", "don't jump": those deeds are not done; whether there were any."""
        company = self.desk.company()
        draft = self.desk.ear(company).hear(piece, refer=True, told_to=True)
        verbs = {a.verb for a in draft.actions}
        return self.unact(verbs, None)

    def unact(self, verbs: Iterable[str], who: str | None) -> bool:
        gone = set(verbs)
        before = self.desk.result()
        self.desk.change(
            lambda shot: (
                {"actions": tuple(a for a in shot.actions if a.verb not in gone or (who is not None and a.who != who))}
                if gone
                else {}
            )
        )
        return self.desk.result() != before

    def more(self, piece: Piece) -> bool:
        """ "More balls": twice as many of a group that is there."""
        if not piece or piece[0][1].key not in ("more", "plus", "davantage"):
            return False
        names = self.targets(piece[1:])
        for name in names:
            self.desk.change_role(name, lambda r: {"count": min(max(r.count * 2, 3), 60)})
        return bool(names)

    def give(self, x: Piece, y: Piece) -> bool:
        """Clothes to wear or a thing to hold, for those meant; False when it is neither."""
        if not garments_in(y, self.desk.language):
            return False
        names = self.targets([(i, _pronoun(t)) for i, t in x]) or [self.desk.focus or ""]
        clothes = self._clothes(y)
        done = [self.desk.change_role(n, lambda r: {"wears": dressed(r.wears, clothes)}) for n in names]
        if any(done):
            self._told([*x, *y])
        return any(done)

    def before_clothes(self, piece: Piece) -> tuple[Piece, Piece]:
        """ "The man sunglasses and a hat": who, and from the first garment on, with its colour and article."""
        found = garments_in(piece, self.desk.language)
        if not found:
            return (), piece
        at = found[0][1]
        colours = {k for _, s, e in colours_in(piece, self.desk.language) for k in range(s, e)}
        while at > 1 and (at - 1 in colours or piece[at - 1][1].key in ("a", "an", "some", "in", "un", "une", "des")):
            at -= 1
        return piece[:at], piece[at:]

    def undress(self, piece: Piece) -> bool:
        """Take off a garment someone wears."""
        gone = {name for name, _, _ in garments_in(piece, self.desk.language)}
        if not gone or not self._wearers(gone):
            return False
        for name in self._wearers(gone):
            self.desk.change_role(name, lambda r: {"wears": tuple(g for g in r.wears if g.name not in gone)})
        return True

    def recolour_garment(self, x: Piece, y: Piece) -> bool:
        """Another colour for what someone wears ("her hat", "blue")."""
        gone = {name for name, _, _ in garments_in(x, self.desk.language)}
        colours = colours_in(y, self.desk.language)
        if not gone or not colours or (x is not y and garments_in(y, self.desk.language)):
            return False
        names = self._wearers(gone)
        for name in names:
            self.desk.change_role(
                name,
                lambda r: {
                    "wears": tuple(
                        Garment(name=g.name, colour=colours[-1][0]) if g.name in gone else g for g in r.wears
                    )
                },
            )
        if names:
            self._told([*x, *y])
        return bool(names)

    def swap_garment(self, x: Piece, y: Piece) -> bool:
        """One garment for another on whoever wears it."""
        gone = {name for name, _, _ in garments_in(x, self.desk.language)}
        names, clothes = self._wearers(gone), self._clothes(y)
        if not names or not clothes:
            return False
        for name in names:
            self.desk.change_role(
                name, lambda r: {"wears": dressed(tuple(g for g in r.wears if g.name not in gone), clothes)}
            )
        self._told([*x, *y])
        return True

    def give_lines(self, draft: ShotDraft, company: Company, piece: Piece) -> None:
        """Words nobody says are those of the one spoken of, unless there is a narrator."""
        if any(t.key in ("narrator", "narrateur", "voiceover", "off", "voice", "voix") for _, t in piece):
            return
        ear = self.desk.ear(company)
        speaker = ear.focus if ear.focus and ear.focus.animate else next((d for d in company.drafts if d.animate), None)
        for line in draft.lines:
            line.who = line.who or speaker

    def _clothes(self, piece: Piece) -> tuple[Garment, ...]:
        colours = colours_in(piece, self.desk.language)
        found = []
        for name, start, end in garments_in(piece, self.desk.language):
            near = [c for c, s, e in colours if e == start or s == end or abs(s - start) < 2]
            found.append(Garment(name=name, colour=near[0] if near else None))
        return tuple(found)

    def _wearers(self, garments: set[str]) -> list[str]:
        roles = (r for i in self.desk.scope for r in self.desk.shots[i].cast)
        return list(dict.fromkeys(r.id for r in roles if any(g.name in garments for g in r.wears)))

    def _role(self, name: str) -> Role | None:
        return next((r for i in self.desk.scope for r in self.desk.shots[i].cast if r.id == name), None)

    def _told(self, piece: Piece) -> None:
        for i, t in piece:
            if t.key in _idle():
                self.desk.report.silent(i, i + 1, "filler")
            elif t.kind in ("word", "number"):
                self.desk.report.understood(i, i + 1)


def _idle() -> dict[str, str]:
    """Small words that name nobody."""
    return words_of("idle")


def _successor(made: Role, counted: bool, alike: bool) -> Any:
    """The fields someone new brings; the rest is the old one's."""

    def edit(old: Role) -> dict[str, Any]:
        looks = {n: getattr(made, n) for n in (*_PATTERNS, "text")}
        if (made.concept, made.kind or old.kind, made.role) == (old.concept, old.kind, old.role):
            fields: dict[str, Any] = {n: v for n, v in looks.items() if v is not None}
        else:
            fields = {n: getattr(made, n) for n in ("concept", "label", "kind", "role")} | looks
        if counted and made.count != old.count:
            fields |= {"count": made.count, "arrangement": made.arrangement}
        for name, usual in (("size", "normal"), ("pose", None), ("mood", "neutral")):
            if getattr(made, name) != usual:
                fields[name] = getattr(made, name)
        if made.wears:
            fields["wears"] = made.wears
        if made.relations:
            fields["relations"] = made.relations
        return {n: v for n, v in fields.items() if v != getattr(old, n)}

    return edit


def _origin_of(company: Company, name: str) -> RoleDraft | None:
    return next((d for d in company.drafts if company.ids[id(d)] == name), None)


def _pronoun(token: Token) -> Token:
    key = {"him": "he", "her": "she", "leur": "they", "lui": "il"}.get(token.key)
    return replace(token, key=key, text=key) if key else token


def stand_in(desk: Desk, whom: Whom, piece: Piece) -> bool:
    """ "A fox instead": someone new for the one spoken of, or for whoever is most like."""
    company = desk.company()
    draft = desk.ear(company).hear(piece, alone=True)
    if not draft.cast or not company.drafts:
        return False
    new = draft.cast[0]
    ranked = sorted(
        company.drafts,
        key=lambda d: (
            d.concept != new.concept,
            d.family != new.family,
            (d.family in _LIVING) != (new.family in _LIVING),
            company.ids[id(d)] != desk.focus,
        ),
    )
    whom.replace([company.ids[id(ranked[0])]], piece)
    return True


def instead_of(desk: Desk, whom: Whom, x: Piece, y: Piece) -> bool:
    """Deeds in place of deeds ("sits instead of running") and numbers in place of numbers ("three cats instead of
    one"); False when neither is meant."""
    company = desk.company()
    ear = desk.ear(company)
    numbers = _ONE | {"two", "three", "four", "five", "deux", "trois", "quatre", "cinq", "2", "3", "4", "5"}
    words = {t.key for _, t in x} - (set(_idle()) - numbers)
    heard = ear.hear(y, refer=True, told_to=True)
    if words and words <= numbers and heard.cast:
        apply(desk, heard, company)
        return True
    old = ear.hear(x, refer=True, told_to=True)
    if not old.actions or (old.cast and not heard.actions):
        return False
    who = next((company.id_of(a.who) for a in heard.actions if a.who is not None), None)
    gone = {a.verb for a in old.actions}
    starts = [a.beat for i in desk.scope for a in desk.shots[i].actions if a.verb in gone]
    apply(desk, heard, company, deeds="instead" if not starts else "after")
    if starts:
        whom.unact(gone - {a.verb for a in heard.actions}, who)
    return True
