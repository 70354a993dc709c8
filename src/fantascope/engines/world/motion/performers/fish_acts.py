"""What swimmers can do besides swimming, as data.

Knows nothing of bones. Channels: pitch, roll, spin (turns), lift (in body lengths), curl (sideways bend), arch, head,
look, cock, jaw, lids, fins, fin_right, still (1 = no stroke), thrash (extra stroke).
"""

from __future__ import annotations

from .quadruped_pose import ActSpec

ACT_SPECS: dict[str, ActSpec] = {
    "jump": ActSpec(
        ((0, {"thrash": 0.8, "pitch": 0.1}), (0.4, {"arch": -1.2}), (0.6, {"arch": 1.2, "fins": 0.3}), (1, {})),
        ease_s=0.15,
    ),
    "flip": ActSpec(((0, {}), (0.5, {"spin": 0.5}), (1, {"spin": 1.0})), ease_s=0.01),
    "bite": ActSpec(
        ((0, {}), (0.35, {"jaw": 1.2, "head": 0.2}), (0.5, {"jaw": 0.0, "head": -0.1, "thrash": 0.6}), (1, {})),
        ease_s=0.08,
    ),
    "eat": ActSpec(((0, {"pitch": -0.25}),), (("jaw", 2.4, 0.6, 0.0),), held=True, ease_s=0.3),
    "roar": ActSpec(
        ((0, {}), (0.4, {"jaw": 1.2, "head": 0.25}), (0.8, {"jaw": 1.1, "head": 0.2}), (1, {})), ease_s=0.1
    ),
    "sleep": ActSpec(((0, {"still": 1.0, "lids": 1.0, "roll": 0.12}),), held=True, ease_s=0.8),
    "sit": ActSpec(((0, {"still": 1.0}),), held=True, ease_s=0.5),
    "wave": ActSpec(
        ((0, {"fin_right": 0.6, "cock": 0.2, "roll": -0.2}),), (("fin_right", 2.6, 0.6, 0.0),), held=True, ease_s=0.3
    ),
    "dance": ActSpec(
        ((0, {"fins": 0.2}),),
        (("roll", 1.6, 0.4, 0.0), ("curl", 1.6, 0.8, 0.25), ("lift", 3.2, 0.06, 0.0), ("fins", 3.2, 0.4, 0.0)),
        held=True,
        ease_s=0.3,
    ),
    "cheer": ActSpec(
        ((0, {"pitch": 0.6, "jaw": 0.7}),), (("fins", 3.4, 0.7, 0.0), ("lift", 3.4, 0.05, 0.0)), held=True, ease_s=0.3
    ),
    "nod": ActSpec((), (("head", 1.7, 0.3, 0.0),), held=True, ease_s=0.25),
    "shake_head": ActSpec((), (("look", 1.9, 0.4, 0.0),), held=True, ease_s=0.25),
    "look_around": ActSpec((), (("look", 0.4, 0.5, 0.0), ("roll", 0.3, 0.12, 0.0)), held=True, ease_s=0.4),
    "talk": ActSpec((), (("head", 1.3, 0.08, 0.0), ("cock", 0.6, 0.1, 0.0)), held=True, ease_s=0.25),
    "sing": ActSpec(((0, {"head": 0.2}),), (("jaw", 1.2, 0.5, 0.0), ("roll", 0.6, 0.15, 0.0)), held=True, ease_s=0.3),
    "laugh": ActSpec(
        ((0, {"jaw": 0.6, "lids": 0.85}),), (("jaw", 4.0, 0.35, 0.0), ("head", 4.0, 0.1, 0.0)), held=True, ease_s=0.25
    ),
    "cry": ActSpec(
        ((0, {"head": -0.3, "lids": 0.85, "pitch": -0.2}),), (("head", 2.2, 0.06, 0.0),), held=True, ease_s=0.4
    ),
    "yawn": ActSpec(((0, {}), (0.5, {"jaw": 1.2, "lids": 0.9, "head": 0.2}), (1, {})), ease_s=0.15),
    "push": ActSpec(((0, {}), (0.4, {"pitch": -0.15}), (0.5, {"pitch": 0.3, "thrash": 0.6}), (1, {})), ease_s=0.1),
    "thrash": ActSpec(((0, {"thrash": 1.6}),), held=True, ease_s=0.2),
    "spin": ActSpec(((0, {}), (1, {"spin": 1.0})), ease_s=0.01),
}

ALIASES: dict[str, str] = {
    "leap": "jump",
    "breach": "jump",
    "bark": "bite",
    "shout": "roar",
    "say": "talk",
    "speak": "talk",
    "celebrate": "cheer",
    "clap": "cheer",
    "roll_over": "flip",
    "rest": "sleep",
    "lie": "sleep",
    "pounce": "bite",
    "kick": "push",
    "hit": "push",
    "point": "wave",
    "chew": "eat",
    "drink": "eat",
    "somersault": "flip",
}

ACTS: tuple[str, ...] = (*ACT_SPECS, *ALIASES)
