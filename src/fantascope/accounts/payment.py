"""How people pay for plans: a port, and the provider for sites where the operator assigns plans by hand.

Knows nothing of HTTP. Another provider takes money where this one answers that the operator decides; once paid, both
end in `plans.assign`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .people import Person, Plan


@dataclass(frozen=True, slots=True)
class Checkout:
    """What someone must do to get a plan: go to `url`, or follow `words` where there is none."""

    url: str | None
    words: str


class PaymentProvider(Protocol):
    """Takes money for plans."""

    name: str

    def checkout(self, person: Person, plan: Plan) -> Checkout:
        """Begin paying for `plan`. Errors: Unavailable("payment_unreachable")."""
        ...


class ManualProvider:
    """No money passes here: the operator assigns plans."""

    name = "manual"

    def checkout(self, person: Person, plan: Plan) -> Checkout:
        return Checkout(None, "ask_operator")
