"""What four-legged animals do to be heard, to greet or to please, as data. Channels as in `quadruped_acts`.

Knows nothing of bones.
"""

from __future__ import annotations

from .quadruped_pose import ActSpec
from .quadruped_rests import SIT

SOCIAL: dict[str, ActSpec] = {
    "bark": ActSpec(
        (
            (0, {}),
            (0.3, {"head": -0.15, "fore_drop": 0.06}),
            (0.5, {"head": 0.42, "neck": 0.12, "jaw": 1.0, "lift": 0.05, "ears": -0.2, "tail_lift": 0.3}),
            (0.72, {"head": 0.25, "jaw": 0.35}),
            (1, {}),
        ),
        (("tail_wag", 3.0, 0.35, 0.0),),
        ease_s=0.08,
    ),
    "roar": ActSpec(
        (
            (0, {}),
            (0.25, {"head": -0.25, "neck": -0.15, "hind_drop": 0.1}),
            (0.5, {"head": 0.3, "neck": 0.25, "jaw": 1.25, "fore_drop": 0.08, "ears": 0.5}),
            (0.85, {"head": 0.15, "neck": 0.1, "jaw": 1.1, "ears": 0.5}),
            (1, {}),
        ),
        (("look", 5.0, 0.05, 0.0),),
        ease_s=0.15,
    ),
    "howl": ActSpec(
        (
            (0, {}),
            (0.3, {"head": 0.75, "neck": 0.35, "jaw": 0.6, "lids": 0.9, "ears": 0.5}),
            (0.8, {"head": 0.85, "neck": 0.4, "jaw": 0.75, "lids": 1.0, "ears": 0.5}),
            (1, {}),
        ),
        ease_s=0.2,
    ),
    "wag": ActSpec(
        ((0, {"tail_lift": 0.3}),), (("tail_wag", 3.2, 0.75, 0.0), ("curl", 3.2, 0.1, 0.1)), held=True, ease_s=0.25
    ),
    "beg": ActSpec(
        (
            (
                0,
                {
                    "hind_drop": 1.0,
                    "pitch": 0.55,
                    "fl_z": 1.15,
                    "fr_z": 1.15,
                    "fl_x": 0.15,
                    "fr_x": 0.15,
                    "hl_x": 0.55,
                    "hr_x": 0.55,
                    "hl_y": 0.2,
                    "hr_y": 0.2,
                    "arm": 1.0,
                },
            ),
        ),
        (("fl_z", 2.2, 0.12, 0.0), ("fr_z", 2.2, 0.12, 0.15), ("tail_wag", 2.6, 0.5, 0.0)),
        held=True,
        ease_s=0.5,
    ),
    "dance": ActSpec(
        ((0, {"tail_lift": 0.4, "head": 0.1}),),
        (
            ("lift", 4.0, 0.06, 0.0),
            ("roll", 2.0, 0.16, 0.0),
            ("curl", 1.0, 0.3, 0.0),
            ("cock", 2.0, 0.25, 0.25),
            ("fl_z", 2.0, 0.3, 0.0),
            ("fr_z", 2.0, 0.3, 0.5),
            ("hl_z", 2.0, 0.2, 0.5),
            ("hr_z", 2.0, 0.2, 0.0),
            ("tail_wag", 2.0, 0.6, 0.0),
        ),
        held=True,
        ease_s=0.3,
    ),
    "look_around": ActSpec(
        (), (("look", 0.33, 0.75, 0.0), ("head", 0.21, 0.12, 0.3), ("ears", 0.5, 0.15, 0.0)), held=True, ease_s=0.4
    ),
    "nod": ActSpec((), (("head", 1.7, 0.26, 0.0),), held=True, ease_s=0.25),
    "shake_head": ActSpec((), (("look", 1.9, 0.4, 0.0), ("ears", 1.9, 0.2, 0.2)), held=True, ease_s=0.25),
    "wave": ActSpec(
        ((0, {**SIT, "fr_z": 1.25, "fr_x": 0.55, "fr_y": 0.2, "cock": 0.18, "roll": -0.06}),),
        (("fr_y", 2.4, 0.24, 0.0), ("tail_wag", 2.4, 0.4, 0.0)),
        held=True,
        ease_s=0.45,
    ),
    "laugh": ActSpec(
        ((0, {"jaw": 0.5, "head": 0.2, "lids": 0.85, "tail_lift": 0.3}),),
        (("jaw", 4.0, 0.3, 0.0), ("head", 4.0, 0.12, 0.0), ("lift", 4.0, 0.03, 0.0)),
        held=True,
        ease_s=0.25,
    ),
    "cry": ActSpec(
        (
            (
                0,
                {
                    "hind_drop": 0.5,
                    "head": -0.35,
                    "neck": -0.2,
                    "lids": 0.85,
                    "ears": 0.7,
                    "tail_lift": -0.6,
                    "jaw": 0.2,
                },
            ),
        ),
        (("head", 2.4, 0.08, 0.0), ("lift", 2.4, 0.02, 0.2)),
        held=True,
        ease_s=0.5,
    ),
    "cheer": ActSpec(
        ((0, {"tail_lift": 0.5, "head": 0.25, "jaw": 0.6, "ears": -0.2}),),
        (("rear", 1.4, 0.32, -0.25), ("lift", 2.8, 0.08, 0.0), ("tail_wag", 3.2, 0.7, 0.0)),
        held=True,
        ease_s=0.25,
    ),
    "hug": ActSpec(
        (
            (
                0,
                {
                    "pitch": 0.7,
                    "hind_drop": 0.35,
                    "fl_z": 1.3,
                    "fr_z": 1.3,
                    "fl_x": 0.6,
                    "fr_x": 0.6,
                    "lids": 0.95,
                    "head": -0.3,
                    "hl_x": 0.3,
                    "hr_x": 0.3,
                },
            ),
        ),
        (("roll", 0.8, 0.06, 0.0),),
        held=True,
        ease_s=0.5,
    ),
    "spin": ActSpec((), (("curl", 0.6, 0.0, 0.0), ("tail_wag", 2.0, 0.4, 0.0)), held=True),
    "talk": ActSpec(
        (), (("head", 1.3, 0.07, 0.0), ("cock", 0.6, 0.09, 0.3), ("ears", 0.9, 0.1, 0.0)), held=True, ease_s=0.25
    ),
    "sing": ActSpec(
        ((0, {"head": 0.3, "lids": 0.5}),),
        (("cock", 0.8, 0.2, 0.0), ("roll", 0.8, 0.06, 0.0), ("look", 0.4, 0.2, 0.0)),
        held=True,
        ease_s=0.3,
    ),
    "trumpet": ActSpec(
        (
            (0, {}),
            (0.4, {"head": 0.35, "trunk": 1.0, "jaw": 0.8, "ears": -0.5}),
            (0.8, {"head": 0.4, "trunk": 1.15, "jaw": 0.9, "ears": -0.6}),
            (1, {}),
        ),
        ease_s=0.15,
    ),
}
