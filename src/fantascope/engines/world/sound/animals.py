"""What each animal says.

Knows nothing of bodies. Tables of syllables for throats.py; an unknown species speaks by its size.
"""

from __future__ import annotations

import numpy as np

from .chirps import CALLS, chirp
from .dsp import F64
from .throats import Syllable, call

_S = Syllable
_BARK = _S(
    0.17,
    ((0, 380), (0.25, 520), (1, 260)),
    ((650, 500, 1.0), (1400, 1000, 0.8), (2800, 2400, 0.4)),
    ((0, 0), (0.06, 1), (0.45, 0.7), (1, 0)),
    0.16,
    0.35,
    0.7,
    0.14,
)
_GROWL = _S(
    1.2,
    ((0, 85), (0.5, 95), (1, 80)),
    ((480, 420, 1.0), (1200, 1000, 0.5)),
    ((0, 0), (0.2, 0.8), (0.8, 1), (1, 0)),
    0.2,
    0.8,
    0.6,
)
_MEOW = _S(
    0.75,
    ((0, 480), (0.3, 680), (0.7, 600), (1, 400)),
    ((700, 950, 1.0), (2100, 1300, 0.9), (3400, 2900, 0.4)),
    ((0, 0), (0.2, 0.8), (0.5, 1), (1, 0)),
    0.04,
    0.04,
    0.9,
)
_MOO = _S(
    1.7,
    ((0, 120), (0.2, 165), (0.8, 150), (1, 120)),
    ((300, 520, 1.0), (800, 1050, 0.6), (2300, 2300, 0.2)),
    ((0, 0), (0.12, 0.7), (0.5, 1), (1, 0)),
    0.05,
    0.12,
    0.9,
)
_BAA = _S(
    0.95,
    ((0, 230), (0.5, 250), (1, 215)),
    ((750, 700, 1.0), (1650, 1500, 0.8), (2700, 2600, 0.4)),
    ((0, 0), (0.1, 1), (0.7, 0.8), (1, 0)),
    0.07,
    0.2,
    0.6,
    vibrato=0.06,
    vibrato_hz=8.5,
)
_NEIGH = _S(
    1.6,
    ((0, 700), (0.15, 1150), (0.5, 850), (1, 330)),
    ((900, 700, 1.0), (1900, 1500, 0.7), (3200, 2600, 0.3)),
    ((0, 0), (0.1, 1), (0.6, 0.7), (1, 0)),
    0.14,
    0.25,
    0.8,
    vibrato=0.09,
    vibrato_hz=11,
)
_ROAR = _S(
    1.7,
    ((0, 90), (0.25, 130), (0.6, 110), (1, 65)),
    ((420, 330, 1.0), (900, 650, 0.8), (2100, 1500, 0.35)),
    ((0, 0), (0.15, 0.9), (0.5, 1), (1, 0)),
    0.32,
    0.9,
    0.5,
)
_HOWL = _S(
    2.6,
    ((0, 260), (0.2, 520), (0.7, 540), (1, 380)),
    ((480, 600, 1.0), (1000, 1100, 0.4)),
    ((0, 0), (0.15, 0.8), (0.7, 1), (1, 0)),
    0.03,
    0.02,
    1.5,
    vibrato=0.008,
    vibrato_hz=5,
)
_QUACK = _S(
    0.2,
    ((0, 290), (0.4, 270), (1, 210)),
    ((1100, 950, 1.0), (2000, 1800, 0.9), (3200, 3000, 0.4)),
    ((0, 0), (0.08, 1), (0.6, 0.7), (1, 0)),
    0.1,
    0.3,
    0.3,
    0.13,
)
_OINK = _S(
    0.24,
    ((0, 120), (0.5, 160), (1, 95)),
    ((600, 800, 1.0), (1600, 1300, 0.7), (2800, 2600, 0.4)),
    ((0, 0), (0.2, 1), (0.6, 0.8), (1, 0)),
    0.45,
    0.85,
    0.4,
    0.14,
)
_CLUCK = _S(
    0.11, ((0, 420), (0.5, 560), (1, 380)), ((900, 800, 1.0), (1900, 1700, 0.6)), breath=0.08, tilt=0.6, gap_s=0.16
)
_COCK = (
    _S(0.18, ((0, 520), (1, 620)), ((1000, 1100, 1.0), (2300, 2300, 0.5)), tilt=0.5, gap_s=0.05),
    _S(0.16, ((0, 700), (1, 760)), ((1100, 1200, 1.0), (2400, 2400, 0.5)), tilt=0.5, gap_s=0.04),
    _S(0.2, ((0, 820), (1, 780)), ((1200, 1200, 1.0), (2500, 2400, 0.5)), tilt=0.5, gap_s=0.04),
    _S(0.85, ((0, 900), (0.25, 980), (1, 560)), ((1300, 900, 1.0), (2500, 2000, 0.5)), tilt=0.5, rough=0.2),
)
_TRUMPETING = _S(
    1.3,
    ((0, 320), (0.2, 560), (0.7, 640), (1, 380)),
    ((700, 900, 1.0), (1500, 1700, 0.8), (2700, 2900, 0.5)),
    ((0, 0), (0.08, 1), (0.7, 0.9), (1, 0)),
    0.12,
    0.5,
    0.25,
)
_SQUEAK = _S(0.09, ((0, 2400), (0.4, 3300), (1, 2600)), ((3000, 3300, 1.0),), breath=0.02, rough=0.05, gap_s=0.07)
_PENGUIN = _S(
    0.42,
    ((0, 300), (0.3, 420), (1, 280)),
    ((900, 1100, 1.0), (1800, 2000, 0.7), (3000, 3000, 0.4)),
    breath=0.12,
    rough=0.6,
    tilt=0.3,
    gap_s=0.1,
)
_BRAY = (
    _S(0.4, ((0, 520), (1, 760)), ((900, 1100, 1.0), (2000, 2200, 0.6)), breath=0.3, rough=0.5, tilt=0.4, gap_s=0.08),
    _S(0.6, ((0, 330), (1, 240)), ((700, 600, 1.0), (1500, 1200, 0.6)), breath=0.15, rough=0.6, tilt=0.4, gap_s=0.12),
)
_APE = _S(
    0.22, ((0, 260), (0.5, 420), (1, 250)), ((500, 750, 1.0), (1100, 1300, 0.6)), breath=0.12, rough=0.2, gap_s=0.07
)
_SEAL = _S(0.4, ((0, 240), (0.4, 330), (1, 210)), ((600, 650, 1.0), (1300, 1200, 0.8)), breath=0.1, rough=0.6, tilt=0.4)
_YAP = _S(
    0.13, ((0, 700), (0.3, 980), (1, 560)), ((1000, 850, 1.0), (2200, 1700, 0.6)), breath=0.15, rough=0.3, gap_s=0.1
)
_BEAR = _S(1.1, ((0, 75), (0.4, 100), (1, 60)), ((350, 300, 1.0), (800, 620, 0.7)), breath=0.3, rough=0.8, tilt=0.5)
_GOBBLE = _S(0.07, ((0, 520), (1, 430)), ((900, 800, 1.0), (1900, 1700, 0.5)), tilt=0.5, gap_s=0.02)
_HONK = _S(
    0.34, ((0, 420), (0.5, 520), (1, 430)), ((1000, 1000, 1.0), (1900, 1900, 0.8)), rough=0.3, tilt=0.3, gap_s=0.1
)
_SCREAM = _S(
    0.7, ((0, 2300), (0.3, 2700), (1, 1900)), ((2600, 2200, 1.0), (4200, 3800, 0.4)), breath=0.1, rough=0.4, tilt=0.5
)
_CAW = _S(
    0.34, ((0, 420), (0.4, 470), (1, 380)), ((1200, 1300, 1.0), (2200, 2100, 0.8)), breath=0.25, rough=0.7, tilt=0.3
)
_GULL = _S(
    0.4, ((0, 900), (0.25, 1300), (1, 850)), ((1500, 1400, 1.0), (3000, 2800, 0.6)), rough=0.2, tilt=0.5, gap_s=0.1
)

_CALLS: dict[str, tuple[tuple[Syllable, ...], float]] = {
    "dog": ((_BARK, _BARK), 1.0),
    "puppy": ((_YAP, _YAP), 0.9),
    "fox": ((_YAP, _YAP, _YAP), 1.0),
    "cat": ((_MEOW,), 1.0),
    "kitten": ((_MEOW,), 0.55),
    "cow": ((_MOO,), 1.0),
    "bull": ((_MOO,), 1.2),
    "sheep": ((_BAA,), 1.0),
    "lamb": ((_BAA,), 0.6),
    "goat": ((_BAA,), 0.8),
    "horse": ((_NEIGH,), 1.0),
    "pony": ((_NEIGH,), 0.8),
    "zebra": ((_NEIGH,), 0.9),
    "unicorn": ((_NEIGH,), 0.8),
    "donkey": (_BRAY * 2, 1.0),
    "lion": ((_ROAR,), 1.0),
    "tiger": ((_ROAR,), 0.9),
    "leopard": ((_ROAR,), 0.75),
    "dragon": ((_ROAR,), 1.8),
    "dinosaur": ((_ROAR,), 1.7),
    "monster": ((_ROAR,), 1.4),
    "bear": ((_BEAR,), 1.0),
    "panda": ((_BEAR,), 0.8),
    "gorilla": ((_APE, _APE, _APE), 1.8),
    "wolf": ((_HOWL,), 1.0),
    "duck": ((_QUACK, _QUACK, _QUACK), 1.0),
    "goose": ((_HONK, _HONK), 1.0),
    "swan": ((_HONK,), 1.1),
    "flamingo": ((_HONK,), 0.8),
    "pig": ((_OINK, _OINK, _OINK), 1.0),
    "boar": ((_OINK, _OINK), 1.3),
    "chicken": ((_CLUCK, _CLUCK, _CLUCK, _CLUCK), 1.0),
    "hen": ((_CLUCK, _CLUCK, _CLUCK), 1.0),
    "rooster": (_COCK, 1.0),
    "turkey": ((_GOBBLE,) * 8, 1.0),
    "elephant": ((_TRUMPETING,), 1.0),
    "rhino": ((_BEAR,), 1.4),
    "hippo": ((_BEAR,), 1.6),
    "mouse": ((_SQUEAK, _SQUEAK, _SQUEAK), 1.0),
    "rat": ((_SQUEAK, _SQUEAK), 1.6),
    "hamster": ((_SQUEAK, _SQUEAK), 1.2),
    "rabbit": ((_SQUEAK,), 1.5),
    "squirrel": ((_SQUEAK,) * 5, 1.3),
    "bat": ((_SQUEAK,) * 6, 0.7),
    "penguin": ((_PENGUIN, _PENGUIN), 1.0),
    "monkey": ((_APE,) * 5, 0.9),
    "seal": ((_SEAL, _SEAL), 1.0),
    "eagle": ((_SCREAM,), 1.0),
    "hawk": ((_SCREAM,), 0.95),
    "crow": ((_CAW, _CAW), 1.0),
    "raven": ((_CAW, _CAW), 1.2),
    "parrot": ((_CAW, _GULL), 0.7),
    "seagull": ((_GULL,) * 3, 1.0),
    "gull": ((_GULL,) * 3, 1.0),
    "deer": ((_BAA,), 1.3),
    "camel": ((_MOO,), 0.9),
    "llama": ((_BAA,), 1.1),
    "giraffe": ((_MOO,), 1.1),
    "crocodile": ((_GROWL,), 1.5),
    "kangaroo": ((_YAP,), 1.5),
    "koala": ((_OINK, _OINK), 1.2),
    "walrus": ((_SEAL,), 1.6),
    "peacock": ((_MEOW,), 0.7),
    "hyena": ((_APE,) * 6, 0.7),
    "yak": ((_MOO,), 1.2),
    "buffalo": ((_MOO,), 1.2),
    "ox": ((_MOO,), 1.1),
}
_WORDS: dict[str, tuple[tuple[Syllable, ...], float]] = {
    "bark": ((_BARK, _BARK), 1.0),
    "growl": ((_GROWL,), 1.0),
    "meow": ((_MEOW,), 1.0),
    "roar": ((_ROAR,), 1.0),
    "howl": ((_HOWL,), 1.0),
    "moo": ((_MOO,), 1.0),
    "baa": ((_BAA,), 1.0),
    "bleat": ((_BAA,), 1.0),
    "neigh": ((_NEIGH,), 1.0),
    "quack": ((_QUACK, _QUACK), 1.0),
    "oink": ((_OINK, _OINK), 1.0),
    "squeak": ((_SQUEAK, _SQUEAK), 1.0),
    "crow": (_COCK, 1.0),
    "whine": ((_S(0.6, ((0, 900), (0.5, 1150), (1, 700)), ((1100, 1000, 1.0),), tilt=1.4),), 1.0),
    "yelp": ((_YAP,), 0.9),
    "trumpet": ((_TRUMPETING,), 1.0),
    "caw": ((_CAW, _CAW), 1.0),
    "honk": ((_HONK,), 1.0),
    "scream": ((_SCREAM,), 1.0),
}


_CHIRPERS = {
    "bird": "chirp",
    "sparrow": "chirp",
    "robin": "sing",
    "canary": "sing",
    "blackbird": "sing",
    "chick": "tweet",
    "owl": "hoot",
    "pigeon": "coo",
    "dove": "coo",
    "frog": "croak",
    "toad": "croak",
    "bee": "buzz",
    "fly": "buzz",
    "wasp": "buzz",
    "mosquito": "buzz",
    "ladybug": "buzz",
    "butterfly": "flit",
    "dragonfly": "buzz",
    "snake": "hiss",
    "lizard": "hiss",
    "dolphin": "click",
    "whale": "whale",
    "orca": "click",
    "cricket": "cricket",
    "grasshopper": "cricket",
    "fish": "bloop",
    "octopus": "bloop",
    "shark": "bloop",
    "turtle": "hiss",
    "tortoise": "hiss",
    "hedgehog": "snort",
    "snail": "bloop",
    "hummingbird": "tweet",
}


def animal(species: str, word: str, strength: float, size_m: float, seed: int) -> F64:
    """A call of `species` ("purr", "growl", "hiss" … by `word`; "" its usual one)."""
    if word in CALLS:
        x = chirp(word, seed)
    elif word in _WORDS and not (species in _CALLS and word in ("", "call")):
        parts, size = _WORDS[word]
        x = call(parts, seed, size * _CALLS[species][1] if species in _CALLS and word != "growl" else size)
    elif species in _CALLS:
        parts, size = _CALLS[species]
        x = call(parts, seed, size)
    elif species in _CHIRPERS:
        x = chirp(_CHIRPERS[species], seed)
    else:
        x = call((_APE,), seed, float(np.clip(size_m / 0.6, 0.3, 2.5)))
    return 0.42 * min(strength, 2.0) * x
