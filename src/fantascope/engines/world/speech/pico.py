"""The small built-in speaker: SVOX Pico through `py_nanotts`, offline, two English voices and a French one.

Knows nothing of scenes. Pico reads uninitialised memory, so its samples depend on what the process did before; each
text is therefore spoken by a fresh child process, which also keeps its prints and any crash away from us. Same text,
language and voice give the same samples.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from ....kernel.errors import EngineFailure, Unavailable
from .lips import mouths_of
from .text import breaths, spoken_text
from .timbre import airy, resize, rough, whispered
from .types import SAMPLE_RATE, Language, Mouth, Speech, Voice
from .visemes import SILENCE

F64 = NDArray[np.float64]
_RATE_HZ = 16_000
_BASES: dict[Language, tuple[str, ...]] = {"en": ("en-GB", "en-US"), "fr": ("fr-FR",)}
_SILENCE_S = 0.25
_EDGE_S = 0.04
_LOUDNESS = 0.11
_CHILD = """
import json, os, sys
ask = json.load(sys.stdin)
out = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
try:
    from py_nanotts import NanoTTS
except ImportError:
    sys.exit(3)
pcm = NanoTTS().speak(ask["text"], voice=ask["base"], speed=ask["speed"], pitch=ask["pitch"])
with os.fdopen(out, "wb") as stream:
    stream.write(pcm)
"""


class PicoSpeaker:
    """A `Speaker`. Spoken lines are kept, as the same line is asked for by staging and by the mixer."""

    def __call__(self, text: str, language: Language, voice: Voice) -> Speech:
        """Speak `text`; what cannot be read aloud is left out, and nothing to say gives a short silence.

        Raises:
            Unavailable: Pico is not installed.
            EngineFailure: Pico broke down on this text.
        """
        return _spoken(spoken_text(text, language), language, voice)


@lru_cache(maxsize=64)
def _spoken(clean: str, language: Language, voice: Voice) -> Speech:
    if not clean:
        return _silence()
    bases = _BASES[language]
    base = bases[voice.accent % len(bases)]
    seed = zlib.crc32(f"{clean}|{base}".encode())
    size = min(max(voice.size, 0.5), 1.6)
    parts: list[F64] = []
    mouths: list[Mouth] = []
    at = 0
    for piece in breaths(clean):
        raw = _pcm(
            piece, base, speed=min(max(voice.rate * size, 0.4), 2.5), pitch=min(max(voice.pitch * size, 0.5), 2.0)
        )
        x = airy(resize(_trimmed(raw), _RATE_HZ, size), _RATE_HZ / 2 / size, seed)
        x = whispered(rough(x, voice.roughness, seed), voice.breath, seed + 1)
        x = _finished(x)
        mouths += [
            Mouth(round(m.start_s + at / SAMPLE_RATE, 3), m.viseme, m.weight)
            for m in mouths_of(piece, language, x.astype(np.float32), voice.rate)
        ]
        parts.append(x)
        at += len(x)
    audio = np.concatenate(parts).astype(np.float32)
    audio.setflags(write=False)
    return Speech(audio, tuple(mouths)) if len(audio) else _silence()


def _pcm(text: str, base: str, speed: float, pitch: float) -> F64:
    ask = json.dumps({"text": text, "base": base, "speed": round(speed, 3), "pitch": round(pitch, 3)})
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD],
            input=ask.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineFailure("speech_failed", "the speech engine could not be run") from error
    if done.returncode == 3:
        raise Unavailable("speech_missing", "the speech engine py-nanotts is not installed")
    if done.returncode != 0:
        raise EngineFailure("speech_failed", "the speech engine failed on this text")
    return np.frombuffer(done.stdout[: len(done.stdout) // 2 * 2], dtype="<i2").astype(np.float64) / 32768


def _trimmed(x: F64) -> F64:
    """Without the silence before and after; a silence of more than 0.45 s inside is cut to that."""
    if not len(x):
        return np.zeros(int(_SILENCE_S * _RATE_HZ))
    hop = 160
    frames = max(len(x) // hop, 1)
    level = np.sqrt((x[: frames * hop].reshape(frames, -1) ** 2).mean(axis=1)) if len(x) >= hop else np.array([1.0])
    loud = np.flatnonzero(level > max(0.01 * level.max(), 1e-4))
    if not len(loud):
        return np.zeros(int(_SILENCE_S * _RATE_HZ))
    keep = np.zeros(frames, dtype=bool)
    keep[loud] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([True], keep, [True])).astype(int)))
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if a > 0 and b < frames:
            keep[a : min(b, a + 45)] = True
    first, last = max(loud[0] - 2, 0), min(loud[-1] + 3, frames)
    keep[first : loud[0]] = True
    keep[loud[-1] : last] = True
    return x[: frames * hop].reshape(frames, -1)[keep[:frames]].ravel()


def _finished(x: F64) -> F64:
    """No rumble, an even loudness, soft edges with a breath of silence."""
    x = signal.sosfilt(signal.butter(2, 70, "highpass", fs=SAMPLE_RATE, output="sos"), x)
    power = np.sqrt(np.convolve(x**2, np.full(2400, 1 / 2400), mode="same"))
    spoken = power > 0.1 * power.max()
    x = x * (_LOUDNESS / max(float(np.sqrt(np.mean(x[spoken] ** 2))) if spoken.any() else 1.0, 1e-6))
    x = np.tanh(x / 0.8) * 0.8
    ramp = min(240, len(x) // 2)
    fade = np.ones(len(x))
    fade[:ramp] = np.linspace(0, 1, ramp)
    fade[len(x) - ramp :] = np.linspace(1, 0, ramp)
    return np.pad(x * fade, int(_EDGE_S * SAMPLE_RATE))


def _silence() -> Speech:
    audio = np.zeros(int(_SILENCE_S * SAMPLE_RATE), dtype=np.float32)
    audio.setflags(write=False)
    return Speech(audio, (Mouth(0.0, SILENCE, 0.0),))
