"""From a cue of the timeline to its sound.

Knows nothing of where the listener is. One entry a kind; an unknown kind is silent (an empty array), which the caller
can see.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ..bodies.types import SoundMaterial
from ..motion.types import SoundCue
from . import air, animals, efforts, engine, events, footsteps, rolling, splash
from .dsp import F64, lay, samples
from .instruments import DRUMS, drum, note

_VARIANTS = 12
_REACHES = {
    "thunder": 60.0, "explosion": 25.0, "siren": 15.0, "horn": 12.0, "bell": 8.0, "applause": 8.0, "engine": 6.0,
    "splash": 5.0, "animal": 5.0, "glass_break": 5.0, "sail_flap": 5.0, "instrument": 5.0,
}  # fmt: skip


def sound_of(cue: SoundCue, seed: int) -> F64:
    """The mono sound of `cue`, its attack on the first sample."""
    make = _MAKERS.get(cue.kind)
    return np.zeros(0) if make is None else make(cue, seed)


def reach_m(kind: str) -> float:
    """The distance at which a cue of `kind` has half its level."""
    return _REACHES.get(kind, 3.0)


def kinds() -> tuple[str, ...]:
    return tuple(sorted(_MAKERS))


def _flap(cue: SoundCue, seed: int) -> F64:
    if cue.duration_s > 0.4:
        rate = float(np.clip(3.2 / max(cue.size_m, 0.05) ** 0.5, 1.5, 14))
        return air.flutter(cue.duration_s, rate, cue.strength, cue.size_m, seed)
    return air.flap(cue.strength, cue.size_m, seed)


def _instrument(cue: SoundCue, seed: int) -> F64:
    """A short phrase on the named instrument, in C pentatonic; drums play a bar."""
    rng = np.random.default_rng(seed)
    length = cue.duration_s or 2.0
    out = np.zeros(samples(length + 1.5))
    if cue.name in (*DRUMS, "drum", "drums"):
        kit = ("kick", "brush", "snare", "brush") if cue.name in ("drum", "drums") else (cue.name,)
        for k, at in enumerate(np.arange(0, length, 0.25)):
            lay(out, drum(kit[k % len(kit)]) * (1.0 if k % 4 == 0 else 0.7), samples(float(at)))
        return 0.4 * cue.strength * out
    scale = (60, 62, 64, 67, 69, 72, 74, 76)
    step, at = int(rng.integers(2, 6)), 0.0
    while at < length - 0.1:
        held = float(rng.choice((0.25, 0.25, 0.5, 0.5, 0.75)))
        lay(out, note(cue.name or "piano", scale[step] + (0 if cue.name != "bass" else -24), held), samples(at))
        step = int(np.clip(step + rng.choice((-2, -1, 1, 2)), 0, len(scale) - 1))
        at += held
    return 0.3 * cue.strength * out


def _effort(cue: SoundCue, seed: int) -> F64:
    return efforts.effort(cue.name or cue.word, cue.strength, float(np.clip(cue.size_m / 1.6, 0.45, 1.5)), seed)


def _animal(cue: SoundCue, seed: int) -> F64:
    return animals.animal(cue.name, cue.word, cue.strength, cue.size_m, seed)


def _splash(cue: SoundCue, seed: int) -> F64:
    return splash.drop(seed % _VARIANTS) if cue.size_m < 0.02 else splash.splash(cue.size_m, cue.strength, seed)


def _footstep(cue: SoundCue, seed: int) -> F64:
    size = cue.size_m if cue.size_m != 0.3 else 1.2
    step = round(2 * np.log2(float(np.clip(size, 0.05, 8.0))))
    strength = float(np.clip(cue.strength, 0.1, 3.0))
    level = round(4 * np.log2(strength))
    rest = (strength / 2 ** (level / 4)) ** 0.7
    return np.asarray(rest * _step(cue.material, level, step, cue.name, seed % _VARIANTS))


@lru_cache(maxsize=128)
def _step(ground: SoundMaterial, level: int, step: int, shoe: str, variant: int) -> F64:
    """A crowd's steps are drawn from a few of each sort."""
    return footsteps.footstep(ground, 2 ** (level / 4), 2 ** (step / 2), shoe, variant)


_MAKERS: dict[str, Callable[[SoundCue, int], F64]] = {
    "footstep": _footstep,
    "splash": _splash,
    "drop": lambda c, s: splash.drop(s),
    "whoosh": lambda c, s: air.whoosh(c.duration_s, c.strength, c.size_m, s),
    "flap": _flap,
    "sail_flap": lambda c, s: air.sail_flap(c.duration_s, c.strength, s),
    "gust": lambda c, s: air.gust(c.duration_s, c.strength, s),
    "animal": _animal,
    "voice_effort": _effort,
    "engine": lambda c, s: engine.engine(c.name, c.curve, c.duration_s, c.strength, s),
    "roll": lambda c, s: rolling.roll(c.curve, c.duration_s or 1.0, c.material, c.other, c.size_m, s),
    "scrape": lambda c, s: rolling.scrape(c.curve, c.duration_s or 0.6, c.material, c.other, c.size_m, s),
    "explosion": lambda c, s: events.explosion(c.strength, c.size_m, s),
    "thunder": lambda c, s: events.thunder(c.strength, s),
    "bell": lambda c, s: events.bell(c.strength, c.size_m, c.name, s),
    "door": lambda c, s: events.door(c.name or c.word, c.strength, s),
    "glass_break": lambda c, s: events.glass_break(c.strength, c.size_m, s),
    "splat": lambda c, s: events.splat(c.strength, c.size_m, s),
    "pop": lambda c, s: events.pop(c.strength, c.size_m, s),
    "horn": lambda c, s: events.horn(c.name, c.duration_s, c.strength),
    "siren": lambda c, s: events.siren(c.name, c.duration_s, c.strength),
    "applause": lambda c, s: events.applause(c.duration_s, c.strength, s),
    "creak": lambda c, s: events.creak(c.strength, c.duration_s, s),
    "fire_crackle": lambda c, s: events.crackle(c.duration_s, c.strength, s),
    "bite": lambda c, s: events.bite(c.strength, s),
    "snore": lambda c, s: events.snore(c.duration_s, c.strength, s),
    "instrument": _instrument,
}


def seed_of(cue: SoundCue, index: int, seed: int) -> int:
    """A seed of this very cue, so that repeated steps and barks are not copies."""
    return zlib.crc32(f"{seed}|{index}|{cue.kind}|{cue.name}|{cue.word}|{cue.thing}".encode())
