"""Whether attacked copies find their source by fingerprint among many clips, and how long a search takes.

Knows nothing of marks. Real clips are indexed among synthetic ones: chance fingerprints, a tenth near real ones.

Usage: reverse_search.py --clips DIR [--mass 20000] [--large 1000000] [--write]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fantascope.media.probe import SAMPLE_RATE, read_audio
from fantascope.provenance.fingerprints import picture, sound
from fantascope.provenance.fingerprints.index import Index
from mark_attacks import PICTURE, SOUND, attacked, decoded

U64 = NDArray[np.uint64]
FPS, ROWS = 24, 16
DOCS = Path(__file__).resolve().parents[1] / "docs/marks.md"
SEEN = (
    "H.264 crf 35", "half size, crf 28", "10 % crop, crf 28", "15 frames a second, crf 28", "gamma 1.3, crf 28",
    "mirrored, crf 28", "screen recording (3/4 size, gamma, blur, noise, crf 26)", "shown at 80 % on a desktop, crf 28",
)  # fmt: skip
HEARD = ("AAC 64 kbit/s", "begun 0.16 s late, AAC 64 kbit/s", "44.1 kHz", "mono", "telephone band", "hiss 24 dB below")


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    asked: int
    first: int
    ms: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clips", type=Path, required=True)
    parser.add_argument("--mass", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    clips = sorted(given.clips.glob("*.mp4"))
    lines = [f"{len(clips)} clips among {given.mass:,} synthetic ones, each with {ROWS} fingerprints.\n"]
    lines += ["| Attack (two seconds) | Source first | Search |", "|---|---|---|"]
    for row in [*_seen(clips, given.mass), *_heard(clips, given.mass)]:
        lines.append(f"| {row.name} | {row.first} / {row.asked} | {row.ms:.0f} ms |")
    if given.large:
        lines.append(
            f"\nAmong {given.large:,} clips a search for 8 fingerprints takes {_at_scale(given.large):.0f} ms."
        )
    text = "\n".join(lines) + "\n"
    print(text)
    if given.write:
        head, _, rest = DOCS.read_text(encoding="utf-8").partition("<!-- searched -->\n")
        _, _, tail = rest.partition("<!-- /searched -->\n")
        DOCS.write_text(f"{head}<!-- searched -->\n{text}<!-- /searched -->\n{tail}", encoding="utf-8")


def _seen(clips: list[Path], mass: int) -> list[Row]:
    views = [picture.views_of((k / FPS, y) for k, y in enumerate(decoded(clip))) for clip in clips]
    index = _among(views, mass)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy.mp4"
        shown = [decoded(clip, 78)[30:] for clip in clips]
        for name in SEEN:
            first, took = 0, []
            for number, planes in enumerate(shown):
                attack = PICTURE[name]
                attacked(attack, planes, FPS, copy)
                rate = attack.fps or FPS
                questions = picture.questions_of((k / rate, y) for k, y in enumerate(decoded(copy)))
                began = time.perf_counter()
                found = index.search(questions)
                took.append(time.perf_counter() - began)
                first += bool(found) and found[0].clip == number
            rows.append(Row(name, len(clips), first, 1e3 * float(np.median(took))))
    return rows


def _heard(clips: list[Path], mass: int) -> list[Row]:
    sounds = [np.ascontiguousarray(read_audio(clip).T) for clip in clips]
    index = _among([sound.views_of(each, SAMPLE_RATE) for each in sounds], mass)
    rows = []
    for name in HEARD:
        first, took = 0, []
        for number, each in enumerate(sounds):
            heard, rate = SOUND[name](each[:, SAMPLE_RATE : 3 * SAMPLE_RATE], SAMPLE_RATE)
            questions = sound.questions_of(heard, rate)
            began = time.perf_counter()
            found = index.search(questions)
            took.append(time.perf_counter() - began)
            first += bool(found) and found[0].clip == number
        rows.append(Row(f"sound: {name}", len(clips), first, 1e3 * float(np.median(took))))
    return rows


def _among(views: list[U64], mass: int) -> Index:
    """The real clips, numbered from 0, among `mass` synthetic ones."""
    index = Index()
    chance = np.random.default_rng(8)
    real = np.concatenate(views)
    rows = chance.integers(0, 2**64, (mass * ROWS, 4), dtype=np.uint64)
    near = chance.integers(0, len(real), len(rows) // 10)
    flips = np.packbits(chance.random((len(near), 256)) < 0.36, axis=1).view(np.uint64)
    rows[: len(near)] = real[near] ^ flips
    for number in range(mass):
        index.add(10_000 + number, rows[number * ROWS : (number + 1) * ROWS])
    for number, each in enumerate(views):
        index.add(number, each)
    return index


def _at_scale(count: int) -> float:
    index = Index()
    chance = np.random.default_rng(8)
    for number in range(0, count, 10_000):
        index.add(number, chance.integers(0, 2**64, (10_000 * ROWS, 4), dtype=np.uint64))
    questions = chance.integers(0, 2**64, (8, 4), dtype=np.uint64)
    began = time.perf_counter()
    index.search(questions)
    return 1e3 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
