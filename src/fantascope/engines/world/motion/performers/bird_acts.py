"""What birds can do besides walking, swimming and flying, as data.

Knows nothing of bones. Channels: pitch, roll, lift (in leg lengths), drop (1 = belly on the ground), neck, head,
look, cock, jaw, lids, wings (1 = fully spread), beat (wing beating angle), dip (beak to the ground), tail, prone (1 =
lying on the belly along the ground), tuck_head (1 = turned back onto the shoulder), and per leg `left_x`, `left_z` ….
"""

from __future__ import annotations

from .quadruped_pose import ActSpec

ACT_SPECS: dict[str, ActSpec] = {
    "sit": ActSpec(((0, {"drop": 1.0, "neck": -0.1}),), held=True, ease_s=0.5),
    "lie": ActSpec(((0, {"prone": 1.0}),), held=True, ease_s=0.7),
    "sleep": ActSpec(
        ((0, {"drop": 1.0, "lids": 1.0, "tuck_head": 1.0}),), (("breath", 0.35, 1.5, 0.0),), held=True, ease_s=0.9
    ),
    "eat": ActSpec(((0, {"dip": 0.8}),), (("dip", 1.6, 0.28, 0.0), ("jaw", 3.2, 0.3, 0.0)), held=True, ease_s=0.4),
    "drink": ActSpec(((0, {"dip": 0.5, "jaw": 0.2}),), (("dip", 0.5, 0.5, 0.0),), held=True, ease_s=0.4),
    "bark": ActSpec(
        (
            (0, {}),
            (0.3, {"head": -0.1}),
            (0.5, {"head": 0.35, "neck": 0.15, "jaw": 1.0, "wings": 0.15}),
            (0.75, {"jaw": 0.5}),
            (1, {}),
        ),
        ease_s=0.08,
    ),
    "flap": ActSpec(
        ((0, {"wings": 0.85, "neck": 0.1}),),
        (("beat", 4.5, 0.75, 0.0), ("lift", 4.5, 0.12, 0.25)),
        held=True,
        ease_s=0.25,
    ),
    "dance": ActSpec(
        ((0, {"wings": 0.3, "jaw": 0.3}),),
        (
            ("lift", 4.0, 0.14, 0.0),
            ("roll", 2.0, 0.24, 0.0),
            ("cock", 2.0, 0.3, 0.25),
            ("look", 1.0, 0.4, 0.0),
            ("beat", 2.0, 0.5, 0.0),
            ("left_z", 2.0, 0.5, 0.0),
            ("right_z", 2.0, 0.5, 0.5),
        ),
        held=True,
        ease_s=0.3,
    ),
    "cheer": ActSpec(
        ((0, {"wings": 1.0, "jaw": 0.7, "head": 0.3}),),
        (("lift", 3.0, 0.4, 0.0), ("beat", 3.0, 0.8, 0.0)),
        held=True,
        ease_s=0.25,
    ),
    "wave": ActSpec(((0, {"wing_right": 1.0, "cock": 0.15}),), (("beat", 2.6, 0.5, 0.0),), held=True, ease_s=0.35),
    "nod": ActSpec((), (("head", 1.7, 0.3, 0.0),), held=True, ease_s=0.25),
    "shake_head": ActSpec((), (("look", 1.9, 0.45, 0.0),), held=True, ease_s=0.25),
    "shake": ActSpec(
        ((0, {"wings": 0.25, "lids": 0.5}),),
        (("roll", 6.0, 0.15, 0.0), ("look", 6.0, 0.35, 0.1), ("tail", 6.0, 0.3, 0.0)),
        held=True,
        ease_s=0.2,
    ),
    "look_around": ActSpec((), (("look", 0.35, 0.85, 0.0), ("cock", 0.5, 0.2, 0.3)), held=True, ease_s=0.4),
    "jump": ActSpec(((0, {}), (0.3, {"drop": 0.6}), (0.5, {"wings": 0.6, "neck": 0.1}), (1, {})), ease_s=0.1),
    "preen": ActSpec(
        ((0, {"tuck_head": 0.85, "lids": 0.6, "wings": 0.12}),),
        (("head", 4.0, 0.08, 0.0), ("jaw", 4.0, 0.2, 0.2)),
        held=True,
        ease_s=0.5,
    ),
    "stretch": ActSpec(
        (
            (0, {}),
            (0.45, {"wings": 1.0, "neck": 0.2, "head": 0.25, "pitch": 0.12}),
            (0.7, {"wings": 1.0, "neck": 0.2, "head": 0.3, "jaw": 0.4}),
            (1, {}),
        ),
        ease_s=0.2,
    ),
    "yawn": ActSpec(
        (
            (0, {}),
            (0.4, {"head": 0.4, "jaw": 1.0, "lids": 0.9}),
            (0.65, {"head": 0.45, "jaw": 1.2, "lids": 1.0}),
            (1, {}),
        ),
        ease_s=0.15,
    ),
    "laugh": ActSpec(
        ((0, {"jaw": 0.5, "head": 0.2, "lids": 0.85}),),
        (("jaw", 4.0, 0.35, 0.0), ("lift", 4.0, 0.06, 0.0), ("head", 4.0, 0.1, 0.0)),
        held=True,
        ease_s=0.25,
    ),
    "cry": ActSpec(
        ((0, {"head": -0.4, "neck": -0.15, "lids": 0.85, "drop": 0.3}),),
        (("head", 2.4, 0.08, 0.0),),
        held=True,
        ease_s=0.5,
    ),
    "talk": ActSpec((), (("head", 1.4, 0.08, 0.0), ("cock", 0.7, 0.12, 0.3)), held=True, ease_s=0.25),
    "sing": ActSpec(
        ((0, {"head": 0.35, "wings": 0.15, "lids": 0.3}),),
        (("roll", 0.8, 0.08, 0.0), ("look", 0.5, 0.3, 0.0), ("jaw", 2.2, 0.4, 0.0)),
        held=True,
        ease_s=0.3,
    ),
    "hug": ActSpec(((0, {"wings": 0.75, "forward": 1.0, "head": -0.2, "lids": 0.9}),), held=True, ease_s=0.4),
    "push": ActSpec(((0, {}), (0.35, {"pitch": 0.1}), (0.5, {"pitch": -0.3, "head": 0.2}), (1, {})), ease_s=0.1),
    "kick": ActSpec(
        (
            (0, {}),
            (0.35, {"right_x": -0.5, "right_z": 0.4}),
            (0.5, {"right_x": 1.0, "right_z": 0.6, "pitch": 0.15}),
            (1, {}),
        ),
        ease_s=0.08,
    ),
    "bow": ActSpec(
        (
            (0, {}),
            (0.4, {"pitch": -0.55, "head": -0.3, "wings": 0.2}),
            (0.65, {"pitch": -0.55, "head": -0.3, "wings": 0.2}),
            (1, {}),
        ),
        ease_s=0.2,
    ),
    "carry": ActSpec(((0, {"jaw": 0.35}),), held=True, ease_s=0.3),
    "belly_slide": ActSpec(((0, {"prone": 1.0, "jaw": 0.3}),), held=True, ease_s=0.35),
    "wag": ActSpec((), (("tail_wag", 3.0, 0.5, 0.0),), held=True, ease_s=0.25),
    "hide": ActSpec(
        ((0, {"drop": 0.9, "head": -0.3, "wings": 0.2, "forward": 1.0, "lids": 0.9}),),
        (("roll", 9.0, 0.015, 0.0),),
        held=True,
        ease_s=0.4,
    ),
    "spin": ActSpec((), (("lift", 3.0, 0.12, 0.0),), held=True, ease_s=0.2),
}

ALIASES: dict[str, str] = {
    "meow": "bark",
    "quack": "bark",
    "crow": "bark",
    "hoot": "bark",
    "tweet": "sing",
    "chirp": "sing",
    "squawk": "bark",
    "roar": "bark",
    "shout": "bark",
    "say": "talk",
    "speak": "talk",
    "whisper": "talk",
    "rest": "sit",
    "perch": "sit",
    "curl_up": "sleep",
    "lie_down": "lie",
    "peck": "eat",
    "sniff": "eat",
    "graze": "eat",
    "scratch": "preen",
    "groom": "preen",
    "celebrate": "cheer",
    "clap": "cheer",
    "point": "wave",
    "hit": "kick",
    "crouch": "hide",
    "think": "look_around",
    "howl": "sing",
    "slide": "belly_slide",
    "pounce": "jump",
    "beg": "flap",
    "dig": "eat",
    "roll_over": "belly_slide",
    "hold": "carry",
    "shiver": "hide",
}

ACTS: tuple[str, ...] = (*ACT_SPECS, *ALIASES)
