"""Edits: an instruction in English or French changes a screenplay that is already there.

`revise` is the whole of it: instruction → clauses (clauses.py) → orders (operators.py, orders.py) → their words heard
among the company on stage (hearing.py) → fields set (applying.py, whom.py, settings.py) →
differences. What no order mentions is not touched.
"""

from .instruction import revise

__all__ = ["revise"]
