"""How far a straight run is clear of the set's solid things.

Knows nothing of who runs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..staging.types import StageSet

F64 = NDArray[np.float64]


def clear_lane(stage: StageSet, clearance_m: float, *, steepest: float = 0.35) -> tuple[F64, F64]:
    """The set's lane, prolonged at both ends while nothing solid is within `clearance_m` on gentle ground."""
    start, end = (np.asarray(p, dtype=np.float64) for p in stage.lane)
    along = (end - start)[:2]
    length = max(float(np.linalg.norm(along)), 1e-6)
    along = along / length
    t = stage.terrain
    margin = 0.2 * min(t.x1 - t.x0, t.y1 - t.y0)
    obstacles = [
        (np.asarray(p.position[:2]), 0.5 * max(p.body.size[0], p.body.size[1]) * p.scale)
        for p in stage.props
        if p.solid and p.body.size[2] * p.scale > 0.15 and max(p.body.size[:2]) * p.scale < 30.0
    ]
    if stage.indoors:
        return start, end

    def extend(tip: F64, way: F64) -> F64:
        out = tip.copy()
        for _ in range(60):
            q = out[:2] + way * 0.5
            if not (t.x0 + margin < q[0] < t.x1 - margin and t.y0 + margin < q[1] < t.y1 - margin):
                break
            if any(float(np.linalg.norm(q - at)) < r + clearance_m for at, r in obstacles):
                break
            z = float(t(q[:1], q[1:])[0])
            if abs(z - out[2]) > 0.5 * steepest:
                break
            out = np.array([q[0], q[1], z])
        return out

    return extend(start, -along), extend(end, along)
