"""The sound of a clip that came from elsewhere: its own at our loudness, or ours, made from the words alone.

Knows nothing of the picture that was made: ours follows the scene as the world engine would stage it, in time with
the words, not with what the model drew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from ...media.captions import webvtt
from ...media.join import SAMPLE_RATE
from ...media.probe import read_audio

F32 = NDArray[np.float32]
_SILENT = 1e-3
_MORE = 0.75


def own_sound(clip: Path) -> F32 | None:
    """The clip's own sound (n, 2) at 48 kHz as it came, None when it has none or nothing is to be heard in it."""
    with av.open(str(clip), format="mp4") as container:
        if not container.streams.audio:
            return None
    try:
        audio = read_audio(clip)
    except FFmpegError:
        return None
    audio = np.nan_to_num(audio)
    return audio if audio.size and float(np.abs(audio).max()) > _SILENT else None


def levelled(audio: F32, samples: int) -> F32:
    """`audio` cut or filled with silence to `samples`, at −14 LUFS under −1 dBTP."""
    from ..world.sound.master import finished

    return finished(of_length(audio, samples).astype(np.float64)).astype(np.float32)


def of_length(audio: F32, samples: int) -> F32:
    """(samples, 2): cut, or silence at the end."""
    out = np.zeros((samples, 2), np.float32)
    out[: min(samples, len(audio))] = audio[:samples]
    return out


def sound_of_words(
    prompt: str,
    *,
    seconds: float,
    seed: int,
    width: int,
    height: int,
    fps: int,
    on_step: Callable[[float], None],
    starts_s: float = 0.0,
) -> tuple[F32, str]:
    """The sound that the world engine would give to `prompt`, and the captions of what is spoken in it.

    Args:
        seconds: length; the sound has round(seconds × 48000) samples.
        width, height, fps: of the clip; the framing decides what is near.
        on_step: told the share done; may raise to stop.
        starts_s: when the sound begins in the whole clip, for the captions.

    Errors: InvalidInput, of reading the prompt.
    """
    from ..world.language import PROMPT_LIMIT, read
    from ..world.produce import produce
    from ..world.sound import mix

    screenplay, _ = read(_head(prompt, PROMPT_LIMIT), seconds=seconds, seed=seed)
    film = produce(screenplay, width=width, height=height, fps=fps, progress=lambda _, share: on_step(_MORE * share))
    audio = mix(film.score, lambda share: on_step(_MORE + (1.0 - _MORE) * share))
    cues = [replace(cue, start_s=cue.start_s + starts_s, end_s=cue.end_s + starts_s) for cue in film.captions]
    captions = webvtt(cues, language=screenplay.language) if cues else ""
    return of_length(audio, round(seconds * SAMPLE_RATE)), captions


def _head(prompt: str, most: int) -> str:
    """The first sentences of a long prompt, `most` characters at most."""
    if len(prompt) <= most:
        return prompt
    head = prompt[:most]
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", head)]
    return head[: ends[-1]] if ends else head
