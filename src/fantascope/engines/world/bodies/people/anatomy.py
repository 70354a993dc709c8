"""Colliders and named points of a figure.

Knows nothing of what it wears.
"""

from __future__ import annotations

import numpy as np

from ..types import Collider, Vec3
from .figure import SIDES, Figure, arm_direction, torso_front, torso_ring


def anchors(f: Figure) -> dict[str, Vec3]:
    """Hands, feet, mouth, eyes, crown of the head, seat, chest, back and lap."""
    out: dict[str, Vec3] = {}

    def put(name: str, p: object) -> None:
        x, y, z = np.asarray(p, dtype=np.float64)
        out[name] = (float(x), float(y), float(z))

    for s, side in ((1.0, "left"), (-1.0, "right")):
        put(f"hand_{side}", f.joint(f"hand_{side}") + arm_direction(s) * 1.25 * f.limb)
        put(f"foot_{side}", f.joint(f"toe_{side}"))
    put("mouth", f.joint("mouth"))
    put("eyes", (f.joint("eye_left") + f.joint("eye_right")) / 2 + [0.15 * f.head, 0, 0])
    put("head_top", np.asarray(f.head_centre) + np.array([0, 0, f.head / 2]))
    put("seat", (0.0, 0.0, f.crotch_z))
    put("chest", (float(torso_front(f, np.array(0.0), f.joint("chest")[2])), 0.0, float(f.joint("chest")[2])))
    put("back", (float(torso_front(f, np.array(0.0), f.joint("chest")[2], True)), 0.0, float(f.joint("chest")[2])))
    put("lap", (0.5 * f.thigh, 0.0, f.crotch_z + 0.12 * f.height))
    return out


def colliders(f: Figure) -> tuple[Collider, ...]:
    """A ball for the head, capsules for trunk and limbs, balls for fists and boxes for feet, each on its bone."""
    out = [Collider("ball", (f.head * 0.49,), f.head_centre, bone=f.bone("head"))]
    z0, z1 = f.crotch_z, f.neck_z
    w, _, _ = torso_ring(f, np.array([f.hip_z, float(f.joint("chest")[2])]))
    r = float(w.mean()) * 0.9
    out.append(Collider("capsule", (r, max((z1 - z0) / 2 - r, 0.01)), (0.0, 0.0, (z0 + z1) / 2), bone=f.bone("spine")))

    def limb(a: str, b: str, radius: float) -> None:
        p, q = f.joint(a), f.joint(b)
        d = q - p
        length = float(np.linalg.norm(d))
        angle = float(np.arctan2(d[1], d[2]))
        mid = (p + q) / 2
        out.append(
            Collider(
                "capsule",
                (radius, max(length / 2 - radius * 0.5, 0.005)),
                (float(mid[0]), float(mid[1]), float(mid[2])),
                (-float(np.sin(angle / 2)), 0.0, 0.0, float(np.cos(angle / 2))),
                bone=f.bone(a),
            )
        )

    for s, side in zip((1.0, -1.0), SIDES, strict=True):
        limb(f"shoulder_{side}", f"elbow_{side}", f.limb)
        limb(f"elbow_{side}", f"hand_{side}", 0.85 * f.limb)
        limb(f"hip_{side}", f"knee_{side}", 1.35 * f.limb)
        limb(f"knee_{side}", f"foot_{side}", 1.1 * f.limb)
        fist = f.joint(f"hand_{side}") + arm_direction(s) * 1.1 * f.limb
        out.append(
            Collider(
                "ball", (1.15 * f.limb,), (float(fist[0]), float(fist[1]), float(fist[2])), bone=f.bone(f"hand_{side}")
            )
        )
        toe = f.joint(f"foot_{side}")
        out.append(
            Collider(
                "box",
                (0.5 * f.foot, 0.23 * f.foot, 0.5 * f.ankle_z),
                (float(toe[0]) + 0.2 * f.foot, float(toe[1]), 0.5 * f.ankle_z),
                bone=f.bone(f"foot_{side}"),
            )
        )
    return tuple(out)
