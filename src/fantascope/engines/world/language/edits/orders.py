"""Orders carried out: each clause is tried as one kind of order after another, and as a plain statement last.

Knows nothing of grammar. Always holds: what no order names is as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..tokens import Token
from . import operators as op
from .cast_orders import CastOrders
from .clauses import Clause
from .hearing import Piece
from .matters import matter_of
from .scene_orders import SceneOrders
from .settings import drop_matter, undo_setting
from .whom import stand_in

Order = Callable[[Clause, str, bool], bool]


class Orders(SceneOrders, CastOrders):
    """Carries out clauses on a desk."""

    def carry_out(self, clause: Clause) -> None:
        """One clause; what it does not understand stays unreported."""
        desk = self.desk
        whole = desk.scope
        if op.REST.match(clause.text):
            self._silence(clause.items)
            return
        clause = self._stripped(clause, op.POLITE)
        if found := op.SHOT.match(clause.text):
            desk.scope = self._take(found)
            clause = self._stripped(clause, op.SHOT)
        instead = False
        if found := op.TRAILING.search(clause.text):
            instead = found.group().split()[-1] not in ("please", "me", "stp", "svp", "plait")
            self._silence(clause.within(found.start(), len(clause.text) + 1))
            clause = Clause(tuple(clause.within(0, found.start())))
        clause = self._stripped(clause, op.POLITE)
        instead = instead or bool(op.LEADING.match(clause.text))
        clause = self._stripped(clause, op.LEADING)
        for order in self._orders():
            if clause.items and order(clause, clause.text, instead):
                break
        desk.scope = [i for i in whole if i < len(desk.shots)]

    def _orders(self) -> tuple[Order, ...]:
        return (
            self._timing,
            self._in_colour,
            self._take_out,
            self._scores,
            self._palette,
            self._colour,
            self._give,
            self._extend,
            self._film,
            self._made_into,
            self._instead,
            self._exchange,
            self._shall_be,
            self._bigger,
            self._remove,
            self._air,
            self._switch,
            self._add,
            self._cause_french,
            self._make,
            self._state,
        )

    def _extend(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.EXTEND.match(text)
        if not found:
            return False
        y = clause.part(found, "y") if found["y"] else clause.part(found, "y2") if found["y2"] else ()
        if y:
            self._silence(self._outside(clause, y))
            self._apply(y, last=True, told_to=True)
        return bool(y)

    def _remove(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.REMOVE.match(text)
        if not found:
            return False
        x = clause.part(found, "x") if found["x"] else clause.part(found, "x2")
        verb = text.split()[0]
        done = (
            self.whom.undress(x)
            or self.whom.remove(x)
            or undo_setting(self.desk, x)
            or drop_matter(self.desk, matter_of(x))
            or self.whom.stop(x)
        )
        if done:
            self._understood(clause.items)
        elif verb in ("take", "drop", "hide", "cut", "lose", "stop", "clear"):
            return False
        else:
            self._lost(clause.items)
        return True

    def _scores(self, clause: Clause, text: str, instead: bool) -> bool:
        """ "It goes in": nothing misses any more."""
        if not op.SCORES.match(text):
            return False
        self.whom.hit()
        self._understood(clause.items)
        return True

    def _add(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.ADD.match(text)
        if not found:
            return False
        y = clause.part(found, "y") if found["y"] else clause.part(found, "y2")
        if found["y"] and self.whom.more(y):
            self._understood(clause.items)
            return True
        self._silence(self._outside(clause, y))
        self._apply(y, speak=True, told_to=True)
        return True

    def _cause_french(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.CAUSE_FR.match(text)
        if not found or text.startswith("fais du"):
            return False
        verb, rest = clause.part(found, "v"), clause.part(found, "x") if found["x"] else ()
        pronoun = (
            [(i, _as(t, "elle" if t.key == "la" else "il")) for i, t in clause.part(found, "p")] if found["p"] else []
        )
        self._silence(self._outside(clause, verb, rest))
        return self._apply(
            [*pronoun, *verb, *rest] if pronoun else [*rest, *verb], told_to=True, refer=True, instead=True
        )

    def _make(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.MAKE.match(text)
        if not found:
            return False
        y = clause.part(found, "y")
        if (look := op.LOOK_LIKE.match(text[found.start("y") :])) is not None:
            y = clause.within(found.start("y") + look.end(), len(text) + 1)
        first: Piece = y
        rest: Piece = ()
        inside = Clause(tuple(y))
        if (more := op.AND_THE.search(inside.text)) is not None:
            first, rest = inside.within(0, more.start()), inside.within(more.end(), len(inside.text) + 1)
        if self.whom.recolour_garment(first, first):
            y = rest
        if y and not self.whom.more(y):
            self._apply(y, refer=True, told_to=True, instead=True)
        self._silence(self._outside(clause, first, y))
        return True

    def _state(self, clause: Clause, text: str, instead: bool) -> bool:
        if self.whom.more(clause.items):
            self._understood(clause.items)
            return True
        if instead and stand_in(self.desk, self.whom, clause.items):
            return True
        return self._apply(clause.items, instead=instead, refer=self.whom.is_bare(clause.items), told_to=True)

    def _take(self, found: re.Match[str]) -> list[int]:
        """The take a clause is about; all when there is no such take."""
        last = len(self.desk.shots) - 1
        n = int(found["n"]) - 1 if found["n"] else op.NTH[found["nth"]]
        n = last if n < 0 else n
        return [n] if n <= last else self.desk.scope


def _as(token: Token, key: str) -> Token:
    return replace(token, text=key, key=key)
