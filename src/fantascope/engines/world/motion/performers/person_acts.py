"""The repertoire: every act a person can play, read from `person_acts.txt`; and the arc of a jump.

Knows nothing of time on screen or of bodies.
"""

from __future__ import annotations

from importlib import resources

import numpy as np
from numpy.typing import NDArray

from .person_pose import Move, pose

F64 = NDArray[np.float64]


def read_moves(text: str) -> dict[str, Move]:
    """Parse the repertoire's notation (explained at its top). Raises KeyError for an unknown channel, ValueError for a
    line it cannot read."""
    moves: dict[str, Move] = {}
    for block in "\n".join(line for line in text.splitlines() if not line.startswith("#")).split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if ":" not in lines[0]:
            for line in lines:
                name, other = (word.strip() for word in line.split("="))
                moves[name] = moves[other]
            continue
        name, manner = lines[0].split(":")
        moves[name.strip()] = _move(manner, lines[1:])
    return moves


def _move(manner: str, lines: list[str]) -> Move:
    said = {words[0]: words[1:] for words in (part.split() for part in manner.split(","))}
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        words = line.split()
        if "=" in words[0]:
            rows[-1][1].extend(words)
        else:
            rows.append((words[0], words[1:]))
    keys = tuple((float(time), _pose(words)) for time, words in rows if time != "~")
    waves = [_pose(words) for time, words in rows if time == "~"]
    reach = said.get("reach", [])
    return Move(
        keys,
        period_s=float(said["every"][0].rstrip("s")) if "every" in said else None,
        into_s=float(said["in"][0]),
        out_s=float(said["out"][0]),
        reach=reach[0] if reach else None,
        hold="held" in reach,
        look="blind" not in said,
        seat=said["seat"][0] if "seat" in said else None,
        wave=waves[0] if waves else {},
    )


def _pose(words: list[str]) -> dict[str, float]:
    given: dict[str, float | tuple[float, ...]] = {}
    for word in words:
        name, value = word.split("=")
        numbers = tuple(float(v) for v in value.split(","))
        given[name] = numbers if len(numbers) > 1 else numbers[0]
    return pose(**given)


MOVES: dict[str, Move] = read_moves(
    resources.files(__package__).joinpath("person_acts.txt").read_text(encoding="utf-8")
)

ACTS: tuple[str, ...] = tuple(sorted(MOVES))

GAITS: dict[str, str] = {
    "crawl": "crawl", "swim": "swim", "fly": "fly", "slide": "slide", "skate": "skate", "ski": "ski", "surf": "surf",
    "float": "float", "climb": "climb", "ride": "ride", "drive": "drive", "row": "row", "pedal": "pedal", "sit": "sit",
    "fall": "fall",
}  # fmt: skip
"""Track.gait words played as an act all along; "walk", "run", "hop", "moon", "sneak" and "march" are walked."""


def jump_arc(
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    take_off_s: float,
    height_m: float,
    times_s: F64,
    gravity_ms2: float = 9.81,
) -> F64:
    """Positions (n, 3) of a ballistic jump that rises `height_m` above the higher end: `start` before, `end` after.

    The flight lasts √(2·rise/g) up and √(2·drop/g) down.
    """
    a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    apex = max(a[2], b[2]) + max(height_m, 0.01)
    up, down = np.sqrt(2 * (apex - a[2]) / gravity_ms2), np.sqrt(2 * (apex - b[2]) / gravity_ms2)
    t = np.clip(np.asarray(times_s, dtype=np.float64) - take_off_s, 0.0, up + down)
    out = a + (b - a) * (t / (up + down))[:, None]
    out[:, 2] = apex - 0.5 * gravity_ms2 * (t - up) ** 2
    return np.asarray(out)
