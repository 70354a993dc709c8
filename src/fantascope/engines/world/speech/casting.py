"""Who sounds how: a stable, distinct voice for each member of the cast.

Knows nothing of text or audio. The same kind, role, species and seed give the same voice; two seeds give two voices of
the same sort.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Literal

import numpy as np

from .types import Voice

Manner = Literal["say", "shout", "whisper", "sing", "ask"]

# pitch and size on the engine's base voice, an adult woman of about 200 Hz.
_KINDS: dict[str, Voice] = {
    "woman": Voice(1.0, 1.0),
    "man": Voice(0.60, 1.15, accent=1),
    "girl": Voice(1.28, 0.86, 1.03),
    "boy": Voice(1.18, 0.87, 1.03, accent=1),
    "old_woman": Voice(0.92, 1.03, 0.86, 0.35),
    "old_man": Voice(0.56, 1.16, 0.84, 0.45, accent=1),
    "baby": Voice(1.6, 0.74, 0.9),
    "person": Voice(0.85, 1.05),
    "child": Voice(1.24, 0.86, 1.03),
    "narrator": Voice(0.64, 1.12, 0.95, accent=0),
    "toy": Voice(1.35, 0.82, 1.05),
    "animal": Voice(1.2, 0.88),
}
_SPECIES: dict[str, Voice] = {
    "fox": Voice(1.05, 0.90, 1.06, 0.12),
    "rabbit": Voice(1.45, 0.80, 1.10),
    "mouse": Voice(1.8, 0.66, 1.12),
    "rat": Voice(1.4, 0.74, 1.08, 0.2),
    "cat": Voice(1.2, 0.86, 0.98),
    "kitten": Voice(1.55, 0.75),
    "dog": Voice(0.82, 1.04, 1.08, 0.2, accent=1),
    "puppy": Voice(1.4, 0.8, 1.1),
    "wolf": Voice(0.6, 1.16, 0.94, 0.4),
    "bear": Voice(0.5, 1.28, 0.84, 0.35, accent=1),
    "panda": Voice(0.68, 1.18, 0.9),
    "koala": Voice(0.9, 1.0, 0.85),
    "lion": Voice(0.54, 1.24, 0.9, 0.4),
    "tiger": Voice(0.6, 1.2, 0.95, 0.4, accent=1),
    "elephant": Voice(0.48, 1.36, 0.82, 0.1),
    "cow": Voice(0.6, 1.25, 0.82),
    "pig": Voice(0.85, 1.08, 1.0, 0.3),
    "sheep": Voice(1.1, 0.95, 0.95, 0.3),
    "goat": Voice(1.0, 0.96, 1.05, 0.4),
    "horse": Voice(0.65, 1.2, 0.95, 0.1),
    "donkey": Voice(0.72, 1.14, 0.95, 0.3),
    "monkey": Voice(1.2, 0.88, 1.15, 0.1),
    "gorilla": Voice(0.5, 1.28, 0.88, 0.3),
    "bird": Voice(1.6, 0.72, 1.12),
    "parrot": Voice(1.5, 0.76, 1.08, 0.4),
    "owl": Voice(0.75, 1.08, 0.84, 0.1),
    "duck": Voice(1.3, 0.8, 1.08, 0.5),
    "chicken": Voice(1.45, 0.78, 1.15, 0.25),
    "penguin": Voice(1.25, 0.84, 1.06, 0.1),
    "frog": Voice(0.72, 0.95, 0.95, 0.5),
    "turtle": Voice(0.7, 1.08, 0.75, 0.2),
    "tortoise": Voice(0.68, 1.1, 0.74, 0.2),
    "snake": Voice(0.9, 1.0, 0.88, 0.2),
    "crocodile": Voice(0.55, 1.2, 0.88, 0.4),
    "fish": Voice(1.1, 0.92, 0.95),
    "dolphin": Voice(1.4, 0.82, 1.1),
    "whale": Voice(0.48, 1.4, 0.75),
    "bee": Voice(1.65, 0.7, 1.15, 0.3),
    "squirrel": Voice(1.6, 0.72, 1.16),
    "hedgehog": Voice(1.15, 0.86, 0.96, 0.15),
    "deer": Voice(1.05, 0.98, 0.95),
    "unicorn": Voice(1.12, 0.96, 0.95),
    "dragon": Voice(0.5, 1.38, 0.86, 0.5),
    "dinosaur": Voice(0.52, 1.34, 0.88, 0.4),
    "robot": Voice(0.85, 0.98, 0.95, 0.0),
    "monster": Voice(0.5, 1.36, 0.88, 0.6),
    "ghost": Voice(0.95, 1.1, 0.78, 0.1),
    "alien": Voice(1.3, 0.78, 0.98, 0.1),
    "snowman": Voice(0.8, 1.1, 0.92),
    "fairy": Voice(1.5, 0.8, 1.05),
    "teddy_bear": Voice(1.05, 0.95, 0.95),
    "octopus": Voice(0.85, 1.1, 0.95, 0.1),
    "giraffe": Voice(0.78, 1.14, 0.9),
}
_ROLES: dict[str, Voice] = {
    "king": Voice(0.88, 1.05, 0.88),
    "queen": Voice(0.95, 1.02, 0.9),
    "knight": Voice(0.92, 1.05, 0.96),
    "witch": Voice(1.1, 0.95, 0.95, 0.5),
    "wizard": Voice(0.92, 1.04, 0.86, 0.3),
    "pirate": Voice(0.9, 1.04, 0.98, 0.5),
    "robot": Voice(1.0, 0.96, 0.95),
    "soldier": Voice(0.96, 1.02, 1.04, 0.1),
    "clown": Voice(1.15, 0.92, 1.08),
    "teacher": Voice(1.0, 1.0, 0.95),
    "giant": Voice(0.75, 1.2, 0.8, 0.2),
    "princess": Voice(1.1, 0.96),
    "superhero": Voice(0.92, 1.04),
    "vampire": Voice(0.9, 1.05, 0.86, 0.15),
}
_MANNERS: dict[str, Voice] = {
    "say": Voice(),
    "ask": Voice(1.05),
    "shout": Voice(1.22, 0.98, 0.96, 0.12),
    "whisper": Voice(1.0, 1.0, 0.9, 0.0, 1.0),
    "sing": Voice(1.12, 1.0, 0.78),
}


def voice_for(*, kind: str, role: str | None = None, species: str | None = None, seed: int = 0) -> Voice:
    """A voice for a person (`kind` "man", "girl" …, perhaps with a `role`) or a speaking `species`.

    An unknown species gets a voice of its own, drawn from its name; an unknown kind speaks as a grown person.
    """
    key = (species or "").lower().replace(" ", "_")
    if key and key not in ("person", "human", "people"):
        base = _SPECIES.get(key) or _drawn(key)
    else:
        base = _KINDS.get(kind.lower(), _KINDS["person"])
    if role and role.lower() in _ROLES:
        base = _times(base, _ROLES[role.lower()])
    rng = np.random.default_rng([zlib.crc32(f"{kind}|{role}|{species}".encode()), seed % 2**63])
    pitch, size, pace = (float(u) for u in rng.uniform(-1, 1, 3))
    accent = base.accent if key else base.accent + int(rng.integers(0, 2))
    return replace(
        base,
        pitch=round(base.pitch * 2 ** (0.09 * pitch), 4),
        size=round(base.size * (1 + 0.035 * size), 4),
        rate=round(base.rate * (1 + 0.04 * pace), 4),
        accent=accent,
    )


def in_manner(voice: Voice, manner: Manner) -> Voice:
    """`voice` saying, asking, shouting, whispering or (nearly) singing."""
    return _times(voice, _MANNERS[manner])


def _times(a: Voice, b: Voice) -> Voice:
    return Voice(
        a.pitch * b.pitch,
        a.size * b.size,
        a.rate * b.rate,
        min(a.roughness + b.roughness, 1.0),
        max(a.breath, b.breath),
        a.accent,
    )


def _drawn(name: str) -> Voice:
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    size = float(rng.uniform(0.78, 1.15))
    return Voice(
        round(size**-1.8 * float(rng.uniform(0.9, 1.1)), 3),
        round(size, 3),
        1.0,
        float(rng.choice((0.0, 0.15, 0.3))),
        accent=int(rng.integers(0, 2)),
    )
