"""People as designer vinyl figures: kinds, roles, garments; one articulated Body each.

Knows nothing of how they move; `motion.performers.person` moves rig "person".
"""

from .build import GARMENTS, ROLES, build_person
from .figure import KINDS as _KINDS

KINDS: tuple[str, ...] = tuple(_KINDS)

__all__ = ["GARMENTS", "KINDS", "ROLES", "build_person"]
