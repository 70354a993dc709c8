"""What four-legged animals can do besides walking, as data.

Knows nothing of bones. Channels: fore_drop and hind_drop (1 = that end of the trunk lies on the ground), dip (muzzle
to the ground), pitch, roll, arch and curl of the trunk, tail_lay (tail flat on the ground), neck, head, look (yaw),
cock, jaw, lids, ears (back), tail_lift, tail_curl, tail_wag, lift (body, in leg lengths), shift (forward, in body
lengths), tuck (feet follow the trunk), and per leg `fl_x`, `fl_y` (outward), `fl_z` … in leg lengths. Angles in
radians, up and left positive.
"""

from __future__ import annotations

from .quadruped_pose import ActSpec
from .quadruped_rests import LIE, SIT, SLEEP
from .quadruped_voices import SOCIAL

ACT_SPECS: dict[str, ActSpec] = {
    **SOCIAL,
    "sit": ActSpec(((0, SIT),), (("tail_wag", 1.1, 0.18, 0.0),), held=True, ease_s=0.55),
    "lie": ActSpec(((0, LIE),), (("tail_wag", 0.5, 0.15, 0.0),), held=True, ease_s=0.8),
    "sleep": ActSpec(((0, SLEEP),), (("breath", 0.32, 1.6, 0.0),), held=True, ease_s=1.1),
    "eat": ActSpec(
        ((0, {"dip": 1.0, "ears": 0.15}),),
        (("jaw", 2.6, 0.35, 0.0), ("head", 2.6, 0.05, 0.2), ("tail_wag", 1.3, 0.25, 0.0)),
        held=True,
        ease_s=0.5,
    ),
    "drink": ActSpec(
        ((0, {"dip": 1.0, "jaw": 0.25}),), (("jaw", 3.4, 0.3, 0.0), ("head", 3.4, 0.04, 0.0)), held=True, ease_s=0.5
    ),
    "sniff": ActSpec(
        ((0, {"dip": 0.85}),),
        (("head", 4.5, 0.05, 0.0), ("look", 0.45, 0.35, 0.0), ("tail_wag", 1.6, 0.25, 0.0)),
        held=True,
        ease_s=0.4,
    ),
    "jump": ActSpec(
        (
            (0, {}),
            (0.3, {"fore_drop": 0.3, "hind_drop": 0.5, "head": -0.15}),
            (0.5, {"pitch": 0.35, "head": 0.1, "ears": 0.5}),
            (0.75, {"pitch": 0.0}),
            (1, {}),
        ),
        ease_s=0.1,
    ),
    "pounce": ActSpec(
        (
            (0, {}),
            (0.32, {"fore_drop": 0.7, "hind_drop": 0.15, "shift": -0.12, "head": 0.3, "tail_lift": 0.4}),
            (0.5, {"pitch": 0.3, "fl_x": 0.6, "fr_x": 0.6, "fl_z": 0.4, "fr_z": 0.4, "ears": 0.4}),
            (0.75, {"fore_drop": 0.45, "pitch": -0.15, "head": -0.2}),
            (1, {}),
        ),
        (("hind_drop", 4.0, 0.05, 0.0),),
        ease_s=0.1,
    ),
    "scratch": ActSpec(
        (
            (
                0,
                {
                    **SIT,
                    "hr_z": 1.0,
                    "hr_x": 1.25,
                    "hr_y": 0.55,
                    "cock": -0.45,
                    "look": -0.25,
                    "curl": -0.3,
                    "lids": 0.7,
                },
            ),
        ),
        (("hr_z", 6.0, 0.22, 0.0), ("cock", 6.0, 0.05, 0.2)),
        held=True,
        ease_s=0.5,
    ),
    "stretch": ActSpec(
        (
            (0, {}),
            (
                0.4,
                {
                    "fore_drop": 0.85,
                    "fl_x": 0.75,
                    "fr_x": 0.75,
                    "shift": -0.14,
                    "head": 0.45,
                    "neck": 0.1,
                    "lids": 0.9,
                    "tail_lift": 0.7,
                },
            ),
            (
                0.6,
                {
                    "fore_drop": 0.9,
                    "fl_x": 0.8,
                    "fr_x": 0.8,
                    "shift": -0.16,
                    "head": 0.55,
                    "jaw": 0.6,
                    "lids": 1.0,
                    "tail_lift": 0.8,
                },
            ),
            (1, {}),
        ),
        ease_s=0.2,
    ),
    "shake": ActSpec(
        ((0, {"lids": 0.6}),),
        (("roll", 6.5, 0.22, 0.0), ("cock", 6.5, 0.4, 0.12), ("ears", 6.5, 0.5, 0.3), ("tail_wag", 6.5, 0.5, 0.4)),
        held=True,
        ease_s=0.2,
    ),
    "roll_over": ActSpec(
        (
            (0, {}),
            (0.2, {**LIE}),
            (0.35, {**LIE, "spin": 0.25, "float": 0.5}),
            (0.65, {**LIE, "spin": 0.75, "float": 0.5}),
            (0.8, {**LIE, "spin": 1.0}),
            (1, {"spin": 1.0}),
        ),
        ease_s=0.01,
    ),
    "push": ActSpec(
        (
            (0, {}),
            (0.35, {"dip": 0.3, "shift": -0.1}),
            (0.5, {"dip": 0.45, "shift": 0.14, "head": -0.1}),
            (0.7, {"dip": 0.2, "head": 0.3, "shift": 0.06}),
            (1, {}),
        ),
        ease_s=0.1,
    ),
    "dig": ActSpec(
        ((0, {"fore_drop": 0.5, "head": -0.35, "neck": -0.2, "fl_x": 0.35, "fr_x": 0.35, "tail_lift": 0.5}),),
        (
            ("fl_x", 4.5, 0.4, 0.0),
            ("fl_z", 4.5, 0.25, 0.25),
            ("fr_x", 4.5, 0.4, 0.5),
            ("fr_z", 4.5, 0.25, 0.75),
            ("tail_wag", 3.0, 0.4, 0.0),
        ),
        held=True,
        ease_s=0.35,
    ),
    "yawn": ActSpec(
        (
            (0, {}),
            (0.35, {"head": 0.4, "jaw": 0.9, "lids": 0.8, "ears": 0.4}),
            (0.6, {"head": 0.45, "jaw": 1.2, "lids": 1.0, "ears": 0.6}),
            (1, {}),
        ),
        ease_s=0.15,
    ),
    "rear": ActSpec(
        (
            (0, {}),
            (0.4, {"rear": 1.0, "fl_z": 0.9, "fr_z": 0.75, "fl_x": 0.3, "fr_x": 0.5, "head": -0.2, "jaw": 0.5}),
            (0.65, {"rear": 1.0, "fl_z": 0.75, "fr_z": 0.95, "fl_x": 0.5, "fr_x": 0.3, "head": -0.1, "jaw": 0.5}),
            (1, {}),
        ),
        ease_s=0.1,
    ),
    "carry": ActSpec(((0, {"jaw": 0.35, "head": 0.12, "tail_lift": 0.4}),), held=True, ease_s=0.3),
    "hide": ActSpec(
        (
            (
                0,
                {
                    "fore_drop": 0.8,
                    "hind_drop": 0.8,
                    "ears": 0.8,
                    "head": -0.25,
                    "tail_lift": -0.7,
                    "fl_x": 0.3,
                    "fr_x": 0.3,
                },
            ),
        ),
        (("roll", 9.0, 0.012, 0.0),),
        held=True,
        ease_s=0.4,
    ),
    "stalk": ActSpec(
        ((0, {"fore_drop": 0.4, "hind_drop": 0.3, "head": 0.25, "neck": -0.25, "ears": -0.15}),),
        (("tail_wag", 0.9, 0.3, 0.0),),
        held=True,
        ease_s=0.5,
    ),
    "kick": ActSpec(
        ((0, {}), (0.35, {"fr_x": -0.5, "fr_z": 0.35}), (0.5, {"fr_x": 0.8, "fr_z": 0.3, "shift": 0.06}), (1, {})),
        ease_s=0.08,
    ),
    "lick": ActSpec(
        ((0, {**SIT, "fr_z": 0.95, "fr_x": 0.45, "neck": -0.3, "head": -0.35, "look": -0.25, "lids": 0.85}),),
        (("head", 1.8, 0.16, 0.0), ("jaw", 1.8, 0.25, 0.2)),
        held=True,
        ease_s=0.5,
    ),
}

ALIASES: dict[str, str] = {
    "meow": "bark",
    "moo": "bark",
    "neigh": "bark",
    "bleat": "bark",
    "oink": "bark",
    "growl": "roar",
    "hiss": "roar",
    "croak": "bark",
    "squeak": "bark",
    "shout": "bark",
    "say": "talk",
    "speak": "talk",
    "whisper": "talk",
    "curl_up": "sleep",
    "lie_down": "lie",
    "rest": "lie",
    "groom": "lick",
    "wash": "lick",
    "tail_wag": "wag",
    "play_bow": "stretch",
    "bow": "stretch",
    "head_butt": "push",
    "hit": "kick",
    "bite": "bark",
    "smell": "sniff",
    "graze": "eat",
    "clap": "cheer",
    "celebrate": "cheer",
    "crouch": "hide",
    "kneel": "hide",
    "point": "wave",
    "buck": "rear",
    "shiver": "hide",
    "chew": "eat",
    "hold": "carry",
    "punch": "kick",
    "pat": "kick",
    "read": "sit",
    "think": "sit",
}

ACTS: tuple[str, ...] = (*ACT_SPECS, *ALIASES)
