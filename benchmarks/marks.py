"""How well the invisible marks live through what the world does to clips, what they cost, and false finds.

Knows nothing of how they work. Every clip is marked with a payload and a key of its own, published as the engine
publishes (H.264 crf 19, AAC), attacked, and read back from two seconds of picture or five of sound.

Usage: marks.py [--clips DIR] [--count 30] [--only picture,sound,false] [--windows 10000] [--keep FILE.json] [--write]
Without --clips, clips are made in a scratch folder. --keep adds to the results of an earlier run; --write puts the
tables into docs/marks.md."""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from fantascope.kernel.progress import silent
from fantascope.media.encode import SegmentEncoder
from fantascope.media.probe import SAMPLE_RATE, read_audio
from fantascope.provenance.marks.find_picture import find_in_picture
from fantascope.provenance.marks.find_sound import find_in_sound
from fantascope.provenance.marks.picture import PictureMark
from fantascope.provenance.marks.sound import mark_sound
from fantascope.studio.generate import generate
from fantascope.studio.request import checked
from mark_attacks import PICTURE, SOUND, U8, attacked, decoded, through

F32 = NDArray[np.float32]
FPS = 24
CHUNK, SHOWN, WINDOW, FIRST = 24, 72, 48, 10
DOCS = Path(__file__).resolve().parents[1] / "docs/marks.md"
PROMPTS = (
    "A cow grazes on a hill under a wide blue sky",
    "A night street in the rain, neon lights, a cyclist passes",
    "A black suitcase on a white floor",
    "A library with shelves full of books, an old man reads",
    "Waves roll onto a beach at sunset, the camera pans",
    "A snowy mountain under the stars",
    "A train crosses a bridge over a river",
    "A girl plays the drums in a garage",
    "Fog over a quiet lake at sunrise",
    "Twenty balloons rise over a town square",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One attack over all clips: how many were read, how many wrongly, and the mean share of code bits put right."""

    name: str
    clips: int
    read: int
    wrong: int
    bit_errors: float
    confidence: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--only", default="picture,sound,false")
    parser.add_argument("--windows", type=int, default=10_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    parts = {"picture": picture, "sound": sound, "false": false}
    results: dict[str, Any] = json.loads(given.keep.read_text()) if given.keep and given.keep.exists() else {}
    with tempfile.TemporaryDirectory() as scratch:
        wanted = [name for name in given.only.split(",") if name]
        clips = _clips(given.clips, given.count, Path(scratch)) if wanted else []
        for name in wanted:
            results |= {name: parts[name](clips, Path(scratch), given.windows)}
            if given.keep:
                given.keep.write_text(json.dumps(results, indent=1))
    text = tables(results)
    print(text)
    if given.write:
        head, _, _ = DOCS.read_text(encoding="utf-8").partition("<!-- measured -->\n")
        DOCS.write_text(f"{head}<!-- measured -->\n{text}", encoding="utf-8")


def picture(clips: list[Path], scratch: Path, _: int) -> dict[str, Any]:
    """Every attack on two seconds of every clip, and what marking costs and changes; an interrupt ends it early."""
    takes: list[_Take] = []
    with ProcessPoolExecutor(2) as pool:
        try:
            takes.extend(pool.map(_picture_of, range(len(clips)), clips, [scratch] * len(clips)))
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
    every = [change for take in takes for change in take.changes]
    large = [take.cost_ms for take in takes if take.pixels == 1280 * 720]
    return {
        "rows": [asdict(_row(name, [take.tries[name] for take in takes])) for name in PICTURE],
        "psnr_least": min(p for p, _ in every),
        "psnr_mean": float(np.mean([p for p, _ in every])),
        "ssim_least": min(s for _, s in every),
        "ssim_mean": float(np.mean([s for _, s in every])),
        "ms_720p": float(np.mean(large)) if large else 0.0,
        "grown": float(np.median([take.grown for take in takes])),
    }


@dataclass(frozen=True, slots=True)
class _Take:
    """One clip: by attack (read, wrong, bit errors, confidence); (PSNR, SSIM) of some frames; milliseconds a frame."""

    tries: dict[str, tuple[bool, bool, float, float]]
    changes: list[tuple[float, float]]
    pixels: int
    cost_ms: float
    grown: float


def _picture_of(number: int, clip: Path, scratch: Path) -> _Take:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    key, payload = f"clip {number}".encode(), 0x9E3779B97F4A7C15 * (number + 1) % 2**64
    planes = decoded(clip, SHOWN)
    began = time.process_time()
    marked = list(_marked(planes, payload, key))
    cost_ms = 1e3 * (time.process_time() - began) / len(planes)
    changes = [(_psnr(a, b), _ssim(a, b)) for a, b in zip(planes[::12], marked[::12], strict=True)]
    paths = [scratch / f"{number}-{kind}.mp4" for kind in ("marked", "plain", "attacked")]
    grown = _published(marked, paths[0]) / _published(planes, paths[1])
    shown = decoded(paths[0])[FIRST : FIRST + WINDOW]
    tries = {}
    for name, attack in PICTURE.items():
        attacked(attack, shown, FPS, paths[2])
        found = find_in_picture(paths[2], [key])
        hit = next((mark for mark in found if mark.payload == payload), None)
        wrong = any(mark.payload != payload for mark in found)
        tries[name] = (hit is not None, wrong, hit.bit_errors if hit else 0.0, hit.confidence if hit else 0.0)
    line = "".join("·" if tries[name][0] else "X" for name in PICTURE)
    print(f"{clip.name:12} {planes[0].shape[1]:5} {min(p for p, _ in changes):.1f} dB  {line}", flush=True)
    return _Take(tries, changes, planes[0].size, cost_ms, grown)


def sound(clips: list[Path], scratch: Path, _: int) -> dict[str, Any]:
    """Every attack on five seconds (or all that there is) of every clip's sound."""
    rows: dict[str, list[tuple[bool, bool, float, float]]] = {name: [] for name in SOUND}
    levels, costs = [], []
    for number, clip in enumerate(clips):
        key, payload = f"clip {number}".encode(), 0xD1B54A32D192ED03 * (number + 1) % 2**64
        plain = np.ascontiguousarray(read_audio(clip).T)[:, : 5 * SAMPLE_RATE]
        plain = np.tile(plain, 2)[:, : 5 * SAMPLE_RATE] if plain.shape[1] < 5 * SAMPLE_RATE else plain
        began = time.process_time()
        marked = mark_sound(plain, SAMPLE_RATE, payload, key)
        costs.append((time.process_time() - began) / (plain.shape[1] / SAMPLE_RATE))
        levels.append(10 * np.log10(np.mean(plain**2) / np.mean((marked - plain) ** 2)))
        published = through(marked, SAMPLE_RATE, "aac", "mp4", 256)
        for name, attack in SOUND.items():
            heard, rate = attack(published, SAMPLE_RATE)
            found = find_in_sound(heard, rate, [b"another", key])
            hit = next((mark for mark in found if mark.payload == payload), None)
            wrong = any(mark.payload != payload for mark in found)
            rows[name].append((hit is not None, wrong, hit.bit_errors if hit else 0.0, hit.confidence if hit else 0.0))
    return {
        "rows": [asdict(_row(name, tries)) for name, tries in rows.items()],
        "level_least": float(min(levels)),
        "level_mean": float(np.mean(levels)),
        "ms_a_second": 1e3 * float(np.mean(costs)),
    }


def false(clips: list[Path], _: Path, windows: int) -> dict[str, Any]:
    """Searches of unmarked material under ten keys at once: pictures (one in 20 at any scale), then sound."""
    keys = [f"key {number}".encode() for number in range(10)]
    searched = found = heard = 0
    half = max(windows // 2, 1)
    while searched < half:
        for clip in clips:
            planes = decoded(clip, SHOWN)
            for start in range(searched % 12, len(planes), 12):
                if searched >= half:
                    break
                one_in_20 = searched // len(keys) % 20 == 0
                found += len(find_in_picture([(0.0, planes[start])], keys, any_scale=one_in_20))
                searched += len(keys)
    while heard < half:
        for clip in clips:
            plain = read_audio(clip).T
            for start in range(heard % SAMPLE_RATE, max(plain.shape[1] - SAMPLE_RATE, 1), SAMPLE_RATE // 4):
                if heard >= half:
                    break
                found += len(find_in_sound(plain[:, start : start + 4 * SAMPLE_RATE], SAMPLE_RATE, keys))
                heard += len(keys)
    return {"picture": searched, "sound": heard, "found": found}


def tables(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    out = []
    if seen := results.get("picture"):
        out += [
            f"### Picture: any 2 s of {seen['rows'][0]['clips']} clips\n",
            f"PSNR of luma {seen['psnr_mean']:.1f} dB on average, {seen['psnr_least']:.1f} dB in the worst frame; "
            f"SSIM {seen['ssim_mean']:.4f} and {seen['ssim_least']:.4f}. Marking costs {seen['ms_720p']:.1f} ms of "
            f"processor time a frame of 1280 × 720, fitting included; the published file is "
            f"{100 * (seen['grown'] - 1):.0f} % larger (median).\n",
            *_table(seen["rows"]),
        ]
    if heard := results.get("sound"):
        out += [
            f"### Sound: 5 s of {heard['rows'][0]['clips']} clips\n",
            f"The mark lies {heard['level_mean']:.1f} dB below the sound on average, {heard['level_least']:.1f} dB at "
            f"least. Marking costs {heard['ms_a_second']:.0f} ms of processor time a second of sound.\n",
            *_table(heard["rows"]),
        ]
    if none := results.get("false"):
        out += [
            "### False finds\n",
            f"{none['found']} in {none['picture']:,} searches of unmarked pictures and {none['sound']:,} of unmarked "
            "sound (a window under a key is one).\n",
        ]
    return "\n".join(out)


def _table(rows: list[dict[str, Any]]) -> list[str]:
    out = ["| Attack | Read | Wrong | Code bits put right | Confidence |", "|---|---|---|---|---|"]
    for row in rows:
        rate = f"{row['read']} / {row['clips']} ({100 * row['read'] / max(row['clips'], 1):.0f} %)"
        errors = f"{100 * row['bit_errors']:.1f} %"
        out.append(f"| {row['name']} | {rate} | {row['wrong']} | {errors} | {row['confidence']:.2f} |")
    return [*out, ""]


def _row(name: str, tries: list[tuple[bool, bool, float, float]]) -> Row:
    hits = [(errors, confidence) for hit, _, errors, confidence in tries if hit]
    errors, confidence = np.mean(hits, axis=0) if hits else (0.0, 0.0)
    return Row(name, len(tries), len(hits), sum(wrong for _, wrong, _, _ in tries), float(errors), float(confidence))


def _marked(planes: list[U8], payload: int, key: bytes) -> Iterator[U8]:
    height, width = planes[0].shape
    base = PictureMark(payload, key, width, height, FPS)
    mark = base
    for index, y in enumerate(planes):
        if index % CHUNK == 0:
            mark = base.settled(y)
        yield mark.apply(index, y)


def _published(planes: list[U8], path: Path) -> int:
    """Encode as the engine does; returns the bytes."""
    height, width = planes[0].shape
    grey = np.full((height // 2, width // 2), 128, np.uint8)
    with SegmentEncoder(path, width, height, FPS) as encoder:
        for y in planes:
            encoder.add(y, grey, grey)
    return path.stat().st_size


def _psnr(a: U8, b: U8) -> float:
    return float(10 * np.log10(255**2 / max(float(np.mean((a.astype(np.float64) - b) ** 2)), 1e-9)))


def _ssim(a: U8, b: U8) -> float:
    """Wang and others 2004, Gaussian window of 1.5."""
    x, y = a.astype(np.float32), b.astype(np.float32)

    def mean(values: F32) -> F32:
        return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5), np.float32)

    mx, my = mean(x), mean(y)
    vx, vy, vxy = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = 6.5025, 58.5225
    return float(np.mean((2 * mx * my + c1) * (2 * vxy + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))))


def _clips(folder: Path | None, count: int, scratch: Path) -> list[Path]:
    if folder is not None:
        found = sorted(folder.glob("*.mp4"))[:count]
        return [clip for clip in found if _frames(clip) >= FIRST + WINDOW]
    made = []
    for number in range(count):
        path = scratch / f"{number:02d}.mp4"
        size = ("640x360", "1280x720")[number // len(PROMPTS) % 2]
        request = checked(prompt=PROMPTS[number % len(PROMPTS)], out=path, seconds=5, size=size, fps=FPS, seed=number)
        generate(request, silent)
        made.append(path)
    return made


def _frames(clip: Path) -> int:
    with av.open(str(clip)) as container:
        return int(container.streams.video[0].frames)


if __name__ == "__main__":
    main()
