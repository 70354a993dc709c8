"""Orders about the whole scene: length and speed, palette, light, how it is filmed, where and when it is.

Knows nothing of the order in which they are tried; each says whether the clause was its own.
"""

from __future__ import annotations

import re

from . import operators as op
from .applying import apply
from .clauses import Clause
from .palettes import palette_of
from .settings import lasting, lit, pace
from .telling import Telling


class SceneOrders(Telling):
    def _timing(self, clause: Clause, text: str, instead: bool) -> bool:
        bare = re.sub(r"^(?:make (?:it|everything)|play (?:it )?|go|run|film it|at|[aà]|en|le tout)\s+", "", text)
        if found := op.LASTS.match(text):
            lasting(self.desk, float(found["n"].replace(",", ".")))
        elif found := op.QUICKER.match(bare):
            pace(self.desk, found)
        elif (found := op.QUICKER.search(text)) and found.start() > 0:
            head = clause.within(0, found.start())
            names = self.whom.targets(head)
            if not names:
                return False
            self.whom.hurry(names, slower=bool(found["down"] or "slow" in text or "lent" in text))
        else:
            return False
        self._understood(clause.items)
        return True

    def _in_colour(self, clause: Clause, text: str, instead: bool) -> bool:
        """ "In colour": no longer black and white."""
        if not op.IN_COLOUR.match(text) or self.desk.play.look not in ("noir", "sepia"):
            return False
        self.desk.play = self.desk.play.model_copy(update={"look": "toy"})
        self._understood(clause.items)
        return True

    def _take_out(self, clause: Clause, text: str, instead: bool) -> bool:
        """ "Remove the second shot", if another is left."""
        found = op.TAKE_OUT.match(text)
        if not found:
            return False
        last = len(self.desk.shots) - 1
        n = int(found["n"]) - 1 if found["n"] else op.NTH[found["nth"]] % (last + 1)
        if 0 <= n <= last and last:
            self.desk.remove_take(n)
            self._understood(clause.items)
        else:
            self._lost(clause.items)
        return True

    def _palette(self, clause: Clause, text: str, instead: bool) -> bool:
        for pattern in (op.PALETTE, op.PALETTE_AFTER, op.COLOURS_LIKE, op.ALL_IN):
            found = pattern.match(text)
            part = next((clause.part(found, n) for n in found.groupdict() if found[n]), ()) if found else ()
            colours, rest = palette_of(part, self.desk.language)
            if colours:
                break
        else:
            return False
        self.desk.change(lambda shot: {"palette": tuple(colours)})
        spoken = {i for i, _ in rest}
        self._understood([x for x in clause.items if x[0] not in spoken])
        if rest:
            self._apply(rest)
        return True

    def _film(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.FILM.match(text)
        if not found:
            return False
        y = clause.part(found, "y")
        draft = self.desk.ear().hear(y, alone=True)
        if any(r.concept == "drone" for r in draft.cast):
            draft.moves.append("drone")
            draft.angle = draft.angle or "high"
        draft.cast, draft.actions = [], []
        before = self.desk.result()
        apply(self.desk, draft, self.desk.company())
        self._silence(self._outside(clause, y))
        return self.desk.result() != before

    def _air(self, clause: Clause, text: str, instead: bool) -> bool:
        """ "Darker", "make it brighter": the light."""
        made = op.MAKE.match(text)
        y = clause.part(made, "y") if made else clause.items
        if not lit(self.desk, y):
            return False
        self._understood(clause.items)
        return True

    def _switch(self, clause: Clause, text: str, instead: bool) -> bool:
        found = op.SWITCH_TO.match(text)
        if not found:
            return False
        y = clause.part(found, "y")
        if self.whom.is_cast(y) or not self._apply(y, refer=True, instead=instead):
            return False
        self._silence(self._outside(clause, y))
        return True
