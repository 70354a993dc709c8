"""How fast a take is played: small quick things are filmed slowed down, as miniatures are.

Knows nothing of anything else. A speed asked for by the screenplay is never changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..screenplay.schema import ShotPlan
from ..staging.place import Player

SHARE = 0.62
"""Share of the take that a row of falls should fill."""


def paced(shot: ShotPlan, players: Sequence[Player], gravity_ms2: float) -> ShotPlan:
    """The shot at the speed it is best seen at.

    A row of n pieces of height h, spaced h / 2, falls in about n · 0.34 √(h / g) (measured on our own runs); it is
    slowed until that fills most of the take, at most five times.
    """
    falling = {a.who for a in shot.actions if a.verb == "topple"}
    row = [p for p in players if p.role.id in falling]
    if shot.speed != 1.0 or len(row) < 3:
        return shot
    natural_s = 0.2 + len(row) * 0.34 * math.sqrt(row[0].body.size[2] / max(gravity_ms2, 0.5))
    speed = min(max(natural_s / (SHARE * shot.duration_s), 0.2), 1.0)
    return shot.model_copy(update={"speed": round(speed, 3)})
