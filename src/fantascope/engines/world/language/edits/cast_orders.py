"""Orders about the cast: colour, clothes, size, and one in place of another.

Knows nothing of the order in which they are tried; each says whether the clause was its own.
"""

from __future__ import annotations

from . import operators as op
from .clauses import Clause
from .hearing import Piece
from .matters import colours_in, garments_in, matter_of
from .settings import set_matter
from .telling import Telling
from .whom import instead_of


class CastOrders(Telling):
    def _colour(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.COLOUR_OF.match(text)
        if not found:
            return False
        x, y = self._coloured(clause.part(found, "all")) if found["all"] else self._pair(clause, found)
        if not x or not colours_in(y, self.desk.language):
            return False
        self._silence(self._outside(clause, x, y))
        if not self.whom.recolour_garment(x, y):
            names = self.whom.targets(x)
            if not names:
                self._lost(clause.items)
                return True
            self.whom.recolour(names, y)
        return True

    def _coloured(self, piece: Piece) -> tuple[Piece, Piece]:
        """ "The ball bright red": the thing, then the colour."""
        last = colours_in(piece, self.desk.language)[-1:]
        return (piece[: last[0][1]], piece[last[0][1] :]) if last else ((), ())

    def _give(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.GIVE.match(text)
        if not found:
            return False
        y = next((clause.part(found, n) for n in ("y", "y3") if found[n]), ())
        x = next((clause.part(found, n) for n in ("p", "x3") if found[n]), ())
        if found["all"]:
            x, y = self.whom.before_clothes(clause.part(found, "all"))
        if not self.whom.give(x, y):
            return False
        self._silence(self._outside(clause, x, y))
        return True

    def _made_into(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.MADE_INTO.match(text) or op.MADE_OF.match(text)
        if not found:
            return False
        x, y = clause.part(found, "x"), clause.part(found, "y")
        if not self.whom.is_cast(y) or garments_in(y, self.desk.language):
            return False
        names = self.whom.targets(x)
        if not names:
            return False
        self._silence(self._outside(clause, x, y))
        self.whom.replace(names, y)
        return True

    def _exchange(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.EXCHANGE.match(text)
        if not found:
            return False
        x, y = self._pair(clause, found)
        pairs = [(x, y)]
        inside = Clause(tuple(y))
        if more := op.AND_TO.search(inside.text):
            pairs = [(x, inside.within(0, more.start())), (inside.part(more, "x"), inside.part(more, "y"))]
        done = [self._swap(*pair) for pair in pairs]
        if any(done):
            self._silence(self._outside(clause, *(part for pair in pairs for part in pair)))
        return any(done)

    def _swap(self, x: Piece, y: Piece) -> bool:
        """Y where X was, whatever they are."""
        if self.whom.recolour_garment(x, y) or self.whom.swap_garment(x, y):
            return True
        names = self.whom.targets(x)
        if names and self.whom.recolour(names, y):
            return True
        if names and self.whom.is_cast(y):
            self.whom.replace(names, y)
            return True
        if names:
            self._apply([*x, *y], refer=True, told_to=True, instead=True)
            return True
        matter = matter_of(x)
        if matter and set_matter(self.desk, matter, y):
            self._understood(x)
            return True
        if self.whom.is_cast(y):
            self._lost([*x, *y])
            return True
        if not self._apply(y):
            return False
        self._understood(x)
        return True

    def _shall_be(self, clause: Clause, text: str, instead: bool) -> bool:
        """ "The dog should be white", "is a wolf"; where and what it is doing is a statement."""
        found = op.SHALL_BE.match(text)
        if not found:
            return False
        x, y = clause.part(found, "x"), clause.part(found, "y")
        new = y[0][1].key in ("a", "an", "un", "une") and self.whom.is_cast(y)
        names = self.whom.targets(x) if new or colours_in(y, self.desk.language) else []
        if not names or not (self.whom.recolour(names, y) or new):
            return False
        if new:
            self.whom.replace(names, y)
        self._silence(self._outside(clause, x, y))
        return True

    def _instead(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.INSTEAD.match(text)
        if not found:
            return False
        x, y = clause.part(found, "x"), clause.part(found, "y")
        if not instead_of(self.desk, self.whom, x, y) and not self._swap(x, y):
            return False
        self._silence(self._outside(clause, x, y))
        return True

    def _bigger(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.BIGGER.search(text)
        if not found:
            return False
        made = op.MAKE.match(text)
        words = clause.part(made, "y") if made else clause.items
        rest = [x for x in words if x not in clause.within(*found.span())]
        names = self.whom.targets(rest) or ([self.desk.focus] if self.desk.focus and not rest else [])
        if not names:
            return False
        up = bool(found["up"] or found["grow"])
        self.whom.resize(names, (1 if up else -1) * (2 if found["much"] else 1))
        self._apply(rest, refer=True)
        self._understood(clause.items)
        return True
