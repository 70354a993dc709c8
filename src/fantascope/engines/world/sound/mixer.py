"""The mix: everything of a score placed, balanced and finished.

Knows nothing of bodies or pictures. Four buses: effects (contacts and cues, panned, echoing), ambience, speech and
music; speech ducks the rest, loud effects duck the music a little. Same score, same samples.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from . import beds, cues, impacts, rolling
from .dsp import F64, RATE, bandpass, faster, highpass, lowpass, samples, soft_edges, tone
from .master import duck, finished
from .music import music
from .space import Stage, echo_of, through
from .types import EASE_S, Score

_AMBIENCE, _SPEECH, _MUSIC = 0.6, 2.0, 0.25
_HERO = 0.17
"""RMS over 20 ms that the strongest effects of a clip are brought to, small things as well as great ones."""

_BARE_AIR = 0.12
"""A scene is never digitally silent between its sounds."""


def _ignore(_: float) -> None:
    """A step that nobody watches."""


def mix(score: Score, on_step: Callable[[float], None] = _ignore) -> NDArray[np.float32]:
    """The finished sound of `score`: (round(duration × 48000), 2) float32 at 48 kHz, −14 LUFS ± 1, peaks ≤ −1 dBTP.

    `on_step` is called with the share done, in [0, 1]; it may raise to stop.
    """
    n = samples(score.duration_s)
    if n == 0:
        return np.zeros((0, 2), dtype=np.float32)
    on_step(0.0)
    effects = _effects(score, n, on_step)
    on_step(0.45)
    ambience = _ambience(score, n)
    on_step(0.65)
    speech = _speech(score, n)
    on_step(0.7)
    tune = _MUSIC * music(score.mood, score.duration_s, score.tempo_bpm, score.cuts_s, score.seed)
    on_step(0.8)
    ambience = duck(ambience, speech, 7.0)
    tune = duck(duck(tune, speech, 7.0), effects, 4.5, threshold=0.18)
    out = duck(effects, speech, 2.5) + ambience + speech + tune
    done = finished(out).astype(np.float32)
    on_step(1.0)
    return done


def _effects(score: Score, n: int, on_step: Callable[[float], None]) -> F64:
    stage = Stage(score, n)
    slow = _slowness(score.speed_factor)
    for k, c in enumerate(impacts.audible(score.contacts)):
        x = faster(impacts.impact(c, k), slow)
        place = np.array(c.position)
        stage.put(x, c.time_s, place)
        if c.slide_ms > 0.5:
            stage.put(rolling.rub(c.slide_ms, impacts.loudness(c), c.material_a, c.material_b, k), c.time_s, place)
    on_step(0.15)
    for k, cue in enumerate(score.cues):
        if not (np.isfinite(cue.time_s) and -60.0 < cue.time_s < score.duration_s and np.isfinite(cue.position).all()):
            continue
        x = cues.sound_of(cue, cues.seed_of(cue, k, score.seed))
        place = np.array(cue.path if cue.path else cue.position)
        stage.put(
            _slowed(x, cue.duration_s, slow), cue.time_s, place, doppler=bool(cue.path), reach_m=cues.reach_m(cue.kind)
        )
        if k % 16 == 0:
            on_step(0.15 + 0.25 * k / len(score.cues))
    heard = 1.0 if score.space == "vacuum" else _brought_forward(stage)
    return through(score.space, heard * stage.dry + heard * echo_of(score.space, stage.send))


def _brought_forward(stage: Stage) -> float:
    """The gain a mixer's hand gives the effects: a row of dominoes carries its scene as a crash does its own."""
    frame = samples(0.02)
    frames = len(stage.dry) // frame
    if not frames:
        return 1.0
    level = np.sqrt((stage.dry[: frames * frame].reshape(frames, -1) ** 2).mean(axis=1))
    level = level[level > 1e-4]
    if not len(level):
        return 1.0
    strong = float(np.sort(level)[-max(len(level) // 40, 3) :].mean())
    return float(np.clip(_HERO / strong, 0.6, 7.0))


def _slowness(speed_factor: float) -> float:
    """Playback speed of effects: slow motion lowers them, but never to a growl; time lapse lifts them a little."""
    return float(np.clip(np.clip(speed_factor, 0.05, 8.0) ** 0.35, 0.55, 1.35))


def _slowed(x: F64, duration_s: float, slow: float) -> F64:
    """Slow motion stretches a sound; one of a set duration is first cut so that it still ends on time."""
    if duration_s > 0 and slow < 1:
        x = soft_edges(x[: max(int(len(x) * slow), 1)], 0.01)
    return faster(x, slow)


def _ambience(score: Score, n: int) -> F64:
    out = np.zeros((n, 2))
    for k, b in enumerate(score.beds):
        x = beds.bed(b.kind, n, score.seed * 31 + k) * float(np.clip(b.level, 0, 4))
        x = _coming_and_going(x, b.from_s, b.until_s)
        if b.position is not None:
            stage = Stage(score, n)
            stage.put(x.mean(axis=1), 0.0, np.array(b.position))
            x = 1.6 * stage.dry + 0.25 * x
        out += x
    if not score.beds and score.space != "vacuum" and (score.contacts or score.cues or score.lines):
        out += _BARE_AIR * beds.bed("room", n, score.seed)
    out = highpass(out, 55, 1)
    if score.speed_factor < 0.8:
        out = 0.55 * lowpass(out, 2400, 1)
    if score.space == "vacuum" and any(b.kind != "space_hum" for b in score.beds):
        out = 0.5 * lowpass(out, 300)
    if score.space == "underwater":
        out = lowpass(out, 1600, 1)
    return _AMBIENCE * out


def _coming_and_going(x: F64, from_s: float, until_s: float | None) -> F64:
    """A bed (n, 2) eased in over EASE_S from `from_s` and out before `until_s`."""
    if from_s <= 0.0 and until_s is None:
        return x
    t = np.arange(len(x)) / RATE
    level = np.ones(len(x)) if from_s <= 0.0 else np.clip((t - from_s) / EASE_S, 0.0, 1.0)
    if until_s is not None:
        level = np.minimum(level, np.clip((until_s - t) / EASE_S, 0.0, 1.0))
    return np.asarray(x * (level * level * (3 - 2 * level))[:, None])


def _speech(score: Score, n: int) -> F64:
    stage = Stage(score, n)
    for line in score.lines:
        x = line.speech.audio.astype(np.float64)
        if score.space == "vacuum":
            x = _radio(x)
        elif score.space == "underwater":
            x = lowpass(x, 3000, 1)
        path = _held_near(score, line.start_s, len(x) / RATE, line.positions)
        stage.put(x, line.start_s, path)
    return _SPEECH * (stage.dry + 0.45 * echo_of(score.space, stage.send))


def _held_near(score: Score, start_s: float, length_s: float, positions: F64) -> F64:
    """Where a line is heard from: the mouth's way, drawn in so that words are never lost by distance or hard panning.

    No positions (or unknown ones) = a narrator, straight ahead.
    """
    times = np.linspace(start_s, start_s + max(length_s, 0.1), 12)
    ears = np.column_stack([np.interp(times, score.times_s, score.ears[:, k]) for k in range(3)])
    right = np.column_stack([np.interp(times, score.times_s, score.right[:, k]) for k in range(3)])
    ahead = np.column_stack([-right[:, 1], right[:, 0], np.zeros(len(right))])
    known = np.atleast_2d(np.asarray(positions, dtype=np.float64))
    if known.shape[-1] != 3 or not len(known) or not np.isfinite(known).all():
        return ears + 1.5 * ahead
    if len(known) == len(score.times_s):
        mouth = np.column_stack([np.interp(times, score.times_s, known[:, k]) for k in range(3)])
    else:
        mouth = known[np.linspace(0, len(known) - 1, len(times)).astype(int)]
    away = mouth - ears
    distance = np.linalg.norm(away, axis=1, keepdims=True)
    sideways = (away * right).sum(axis=1, keepdims=True) * right
    nearer = (1.2 + 0.12 * np.minimum(distance, 12)) / np.maximum(distance, 0.3)
    return np.asarray(ears + (away - 0.45 * sideways) * nearer)


def _radio(x: F64) -> F64:
    """A voice over a suit radio: narrow, slightly driven, closed by a soft beep."""
    voice = np.tanh(2.2 * bandpass(x, 380, 3200)) * 0.55
    n = samples(0.09)
    beep = soft_edges(0.05 * tone(2525.0, n), 0.008)
    return np.concatenate((voice, np.zeros(samples(0.05)), beep))
