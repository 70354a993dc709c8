"""What became of each word: understood, taken for something near, or not staged.

Knows nothing of scenes. Always holds: every content word is in exactly one of the three lists, in the prompt's order.
"""

from __future__ import annotations

from ..screenplay.schema import Understanding
from .tokens import Token

_SILENT = frozenset({"det", "conj", "prep", "pron", "rel", "aux", "filler", "punct", "break", "light_verb"})


class Report:
    """Marks by token place; the last mark of a token wins, except that a stand-in is never forgotten."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._status: dict[int, tuple[str, int, str]] = {}

    def understood(self, start: int, end: int) -> None:
        self._set(start, end, "understood", "")

    def approximated(self, start: int, end: int, stands_in: str) -> None:
        self._set(start, end, "approximated", stands_in)

    def unstaged(self, start: int, end: int) -> None:
        self._set(start, end, "unstaged", "")

    def silent(self, start: int, end: int, kind: str) -> None:
        """Grammar words need no mention."""
        if kind in _SILENT:
            for i in range(start, end):
                self._status.setdefault(i, ("silent", i, ""))

    def is_open(self, i: int) -> bool:
        """Nothing was said of this token yet."""
        return i not in self._status

    def _set(self, start: int, end: int, status: str, stands_in: str) -> None:
        for i in range(start, end):
            if self.tokens[i].kind in ("punct", "break"):
                continue
            if self._status.get(i, ("", 0, ""))[0] == "approximated" and status != "approximated":
                continue
            self._status[i] = (status, start, stands_in)

    def result(self) -> Understanding:
        """Neighbouring tokens of one phrase are one entry."""
        groups: list[tuple[str, int, str, list[str]]] = []
        for i, token in enumerate(self.tokens):
            if token.kind in ("punct", "break") and i not in self._status:
                continue
            default = "unstaged" if token.kind in ("word", "number", "symbol", "quote") else "silent"
            status, start, stands_in = self._status.get(i, (default, -1, ""))
            if status == "silent":
                continue
            same = groups and groups[-1][0] == status and groups[-1][1] == start and (start >= 0 or self._adjacent(i))
            if same:
                groups[-1][3].append(token.text)
            else:
                groups.append((status, start, stands_in, [token.text]))

        def words(wanted: str) -> tuple[str, ...]:
            return tuple(" ".join(texts) for status, _, _, texts in groups if status == wanted)

        near = tuple((" ".join(texts), stands_in) for status, _, stands_in, texts in groups if status == "approximated")
        return Understanding(understood=words("understood"), approximated=near, unstaged=words("unstaged"))

    def _adjacent(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].kind in ("word", "number") and i - 1 not in self._status
