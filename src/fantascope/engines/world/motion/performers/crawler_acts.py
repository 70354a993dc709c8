"""What insects, spiders, crabs, snakes, snails and octopuses can do besides moving, as data.

Knows nothing of bones. Channels: pitch, roll, lift (in body heights), drop (1 = belly on the ground), head, look, cock,
jaw, lids, claws (opening), arms (front limbs or claws raised), wings (spread), buzz, coil (snake), hood (head raised),
hide (1 = drawn into the shell), wiggle.
"""

from __future__ import annotations

from .quadruped_pose import ActSpec

ACT_SPECS: dict[str, ActSpec] = {
    "sit": ActSpec(((0, {"drop": 0.9}),), held=True, ease_s=0.4),
    "sleep": ActSpec(((0, {"drop": 1.0, "lids": 1.0, "head": -0.3, "coil": 1.0}),), held=True, ease_s=0.8),
    "wave": ActSpec(
        ((0, {"arms": 0.9, "cock": 0.15}),), (("arms", 2.4, 0.4, 0.0), ("claws", 2.4, 0.4, 0.2)), held=True, ease_s=0.3
    ),
    "snap": ActSpec(((0, {"arms": 0.6}),), (("claws", 3.0, 0.7, 0.0),), held=True, ease_s=0.25),
    "dance": ActSpec(
        ((0, {"arms": 0.5}),),
        (
            ("lift", 4.0, 0.12, 0.0),
            ("roll", 2.0, 0.2, 0.0),
            ("arms", 2.0, 0.5, 0.0),
            ("claws", 4.0, 0.5, 0.0),
            ("look", 1.0, 0.4, 0.0),
            ("wiggle", 2.0, 0.5, 0.0),
        ),
        held=True,
        ease_s=0.3,
    ),
    "cheer": ActSpec(
        ((0, {"arms": 1.0, "jaw": 0.6, "head": 0.2, "hood": 0.5}),),
        (("lift", 3.2, 0.2, 0.0), ("claws", 3.2, 0.6, 0.0)),
        held=True,
        ease_s=0.25,
    ),
    "bite": ActSpec(
        (
            (0, {}),
            (0.35, {"hood": 0.8, "jaw": 1.2, "head": 0.2}),
            (0.5, {"hood": 0.3, "jaw": 0.1, "head": -0.2, "pitch": -0.1}),
            (1, {}),
        ),
        ease_s=0.08,
    ),
    "hiss": ActSpec(
        ((0, {"hood": 1.0, "jaw": 0.8, "arms": 0.6}),),
        (("look", 1.2, 0.15, 0.0), ("tongue", 3.0, 0.5, 0.0)),
        held=True,
        ease_s=0.3,
    ),
    "hide": ActSpec(((0, {"hide": 1.0, "drop": 1.0, "lids": 0.5}),), held=True, ease_s=0.5),
    "eat": ActSpec(
        ((0, {"head": -0.35, "arms": 0.3}),), (("jaw", 2.6, 0.5, 0.0), ("head", 2.6, 0.06, 0.0)), held=True, ease_s=0.4
    ),
    "look_around": ActSpec((), (("look", 0.4, 0.6, 0.0),), held=True, ease_s=0.4),
    "nod": ActSpec((), (("head", 1.7, 0.28, 0.0),), held=True, ease_s=0.25),
    "shake_head": ActSpec((), (("look", 1.9, 0.4, 0.0),), held=True, ease_s=0.25),
    "talk": ActSpec((), (("head", 1.4, 0.1, 0.0), ("cock", 0.7, 0.12, 0.3)), held=True, ease_s=0.25),
    "sing": ActSpec(
        ((0, {"head": 0.25, "arms": 0.3, "hood": 0.4}),),
        (("roll", 0.8, 0.1, 0.0), ("jaw", 1.6, 0.4, 0.0)),
        held=True,
        ease_s=0.3,
    ),
    "laugh": ActSpec(
        ((0, {"jaw": 0.6, "lids": 0.85}),), (("lift", 4.0, 0.06, 0.0), ("jaw", 4.0, 0.3, 0.0)), held=True, ease_s=0.25
    ),
    "cry": ActSpec(
        ((0, {"head": -0.3, "drop": 0.4, "lids": 0.85}),), (("head", 2.2, 0.07, 0.0),), held=True, ease_s=0.4
    ),
    "jump": ActSpec(((0, {}), (0.35, {"drop": 0.7}), (0.5, {"pitch": 0.2, "arms": 0.4}), (1, {})), ease_s=0.1),
    "flap": ActSpec(((0, {"wings": 1.0}),), (("buzz", 3.0, 0.6, 0.0),), held=True, ease_s=0.3),
    "spin": ActSpec((), (("roll", 2.0, 0.1, 0.0),), held=True),
}

ALIASES: dict[str, str] = {
    "lie": "sleep",
    "rest": "sit",
    "bark": "bite",
    "roar": "hiss",
    "shout": "hiss",
    "say": "talk",
    "speak": "talk",
    "celebrate": "cheer",
    "clap": "snap",
    "point": "wave",
    "push": "wave",
    "kick": "wave",
    "hit": "bite",
    "pounce": "bite",
    "crouch": "hide",
    "chew": "eat",
    "sniff": "eat",
    "perch": "sit",
    "curl_up": "sleep",
    "hug": "wave",
}

ACTS: tuple[str, ...] = (*ACT_SPECS, *ALIASES)
