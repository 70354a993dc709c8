"""Sound: a score mixed to stereo at 48 kHz.

The mixer and all it plays are imported when first called: whoever only passes a Score on, as the drawing workers do,
does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .types import Score

__all__ = ["bed_kinds", "cue_kinds", "mix"]


def mix(score: Score, on_step: Callable[[float], None] | None = None) -> NDArray[np.float32]:
    """The finished sound of `score`, see `mixer.mix`; `on_step` is called with the share done and may raise to stop."""
    from .mixer import mix as mixed

    return mixed(score) if on_step is None else mixed(score, on_step)


def bed_kinds() -> tuple[str, ...]:
    """The kinds of bed with a sound of their own."""
    from .beds import kinds

    return kinds()


def cue_kinds() -> tuple[str, ...]:
    """The kinds of cue with a sound of their own."""
    from .cues import kinds

    return kinds()
