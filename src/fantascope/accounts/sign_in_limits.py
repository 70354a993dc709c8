"""How often someone may guess: a back-off for each key, doubled with each failure.

Knows nothing of what is guessed. Counted in this process. A key is a pair of handle and address, an address, or a
handle; the first few failures cost nothing, so that people may mistype.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from ..kernel.errors import OverLimit

_MOST_KEYS = 20_000
_FORGOTTEN_S = 3600.0
_LONGEST_S = 900.0


@dataclass(slots=True)
class _Failures:
    count: int
    last: float
    until: float


class Attempts:
    """Failures by key. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: OrderedDict[str, _Failures] = OrderedDict()

    def enter(self, free: Mapping[str, int], now: float) -> None:
        """Count a try against each key of `free` (key → failures that cost nothing), before it is known how it ends,
        so that tries sent at once do not slip through together.

        Errors: OverLimit("too_many_tries") while a key must wait; then nothing is counted.
        """
        with self._lock:
            wait = max((self._failed[key].until - now for key in free if key in self._failed), default=0.0)
            if wait > 0:
                raise OverLimit("too_many_tries", "too many tries: wait a little", retry_after_s=wait)
            for key, most in free.items():
                self._count(key, most, now)
            while len(self._failed) > _MOST_KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, free: Mapping[str, int]) -> None:
        """The try just counted was right: it does not count, and the first key is as new. The others keep their earlier
        failures, or whoever has one account could wipe away the guesses at all the rest."""
        with self._lock:
            for place, (key, most) in enumerate(free.items()):
                failed = self._failed.get(key)
                if failed is None:
                    continue
                failed.count -= 1
                if failed.count < most:
                    failed.until = 0.0
                if place == 0 or failed.count <= 0:
                    del self._failed[key]

    def _count(self, key: str, most: int, now: float) -> None:
        failed = self._failed.get(key)
        if failed is None or failed.last < now - _FORGOTTEN_S:
            failed = self._failed[key] = _Failures(0, now, 0.0)
        failed.count += 1
        failed.last = now
        if failed.count >= most:
            failed.until = now + min(2.0 ** min(failed.count - most, 20), _LONGEST_S)
        self._failed.move_to_end(key)


def sign_in_keys(handle: str, address: str) -> dict[str, int]:
    """Whom a password guess counts against: the pair strictly, the address and the handle alone loosely, so that
    neither many handles from one place nor one handle from many places can be tried through."""
    return {f"pair {handle} {address}": 5, f"address {address}": 60, f"handle {handle}": 200}


def address_keys(what: str, address: str, free: int) -> dict[str, int]:
    """Tries of `what` counted against an address alone."""
    return {f"{what} {address}": free}
