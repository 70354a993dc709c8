"""What orders have in common: hearing a part of a clause and setting what it says, and telling what became of words.

Knows nothing of kinds of orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..tokens import Token
from .applying import apply
from .clauses import Clause
from .desk import Desk
from .hearing import Piece
from .whom import Whom


class Telling:
    """Works on a desk; `whom` finds its cast."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.whom = Whom(desk)

    def _apply(
        self,
        piece: Piece,
        *,
        refer: bool = False,
        told_to: bool = False,
        instead: bool = False,
        last: bool = False,
        speak: bool = False,
    ) -> bool:
        """Hear the piece and set what it says; whether that changed anything."""
        desk = self.desk
        company = desk.company()
        before = desk.result()
        draft = desk.ear(company).hear(piece, refer=refer, told_to=told_to)
        if speak or draft.lines:
            self.whom.give_lines(draft, company, piece)
        apply(desk, draft, company, deeds="last" if last else "instead" if instead else "after")
        return desk.result() != before

    def _pair(self, clause: Clause, found: re.Match[str]) -> tuple[Piece, Piece]:
        """The x and y of a pattern with several ways to say it."""
        x = next(clause.part(found, n) for n in found.groupdict() if n.startswith("x") and found[n])
        y = next(clause.part(found, n) for n in found.groupdict() if n.startswith("y") and found[n])
        return x, y

    def _stripped(self, clause: Clause, pattern: re.Pattern[str]) -> Clause:
        found = pattern.match(clause.text)
        if not found or not found.end():
            return clause
        self._silence(clause.within(0, found.end()))
        return clause.after(found.end())

    def _outside(self, clause: Clause, *parts: Piece) -> Piece:
        inside = {i for part in parts for i, _ in part}
        return [x for x in clause.items if x[0] not in inside]

    def _silence(self, items: Iterable[tuple[int, Token]]) -> None:
        for i, _ in items:
            self.desk.report.silent(i, i + 1, "filler")

    def _understood(self, items: Iterable[tuple[int, Token]]) -> None:
        for i, _ in items:
            if self.desk.report.is_open(i):
                self.desk.report.understood(i, i + 1)

    def _lost(self, items: Piece) -> None:
        for i, token in items:
            if token.kind != "punct":
                self.desk.report.unstaged(i, i + 1)
