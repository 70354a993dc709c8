"""Proportions of the four-legged species, all in one table.

Knows nothing of markings or motion. Real sizes, small animals slightly enlarged, heads a good third too large.
"""

from __future__ import annotations

from .quadruped_plan import Plan
from .quadruped_plans_furred import FURRED
from .quadruped_plans_hoofed import HOOFED
from .quadruped_plans_scaled import SCALED

PLANS: dict[str, Plan] = {**FURRED, **HOOFED, **SCALED}
