"""Damaged and hostile files against the reader behind `fantascope verify`: how each ended, and whether anything broke.

    python benchmarks/fuzz_verify.py --count 10000 [--seed 1] [--whole 100]

Files are made by mangling a small signed clip. Most are read in a process that reads one after the other, confined as
the real child is and started anew when it dies; --whole of them go the whole way through `read_file`, a child each.
Status 1 when a file ended the reader, or kept it longer than it may.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from fantascope.engines.port import Order
from fantascope.engines.trial import create
from fantascope.kernel.errors import InvalidInput
from fantascope.provenance.keys import NOBODY, KeyFolder
from fantascope.provenance.manifest.boxes import boxes
from fantascope.provenance.manifest.sign import sign
from fantascope.provenance.manifest.types import Facts
from fantascope.provenance.verify.read import Limits, read_file

FILE_S = 20
_EXTREMES = (0, 1, 7, 8, 16, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEADS = (
    b"\x1a\x45\xdf\xa3",
    b"RIFF\0\0\0\0AVI ",
    b"#EXTM3U\n",
    b"ffconcat version 1.0\nfile /etc/passwd\n",
    b"\x89PNG",
)
LIMITS = Limits(wall_s=15.0)


def seed_file(folder: Path) -> Path:
    """Half a second of 64 x 64 with sound, signed."""
    engine = create({"folder": str(folder / "runs")})
    order = Order("create", "a red bar", "trial", 0.5, 64, 64, 24)
    engine.make(order, engine.draft(order, {}), {}, folder / "plain.mp4", lambda stage, done: None)
    facts = Facts("seed", "algorithmic", "trial", "trial", "1", "create", "a red bar", False, 1)
    sign(folder / "plain.mp4", folder / "seed.mp4", facts, KeyFolder(folder / "keys").signing())
    return folder / "seed.mp4"


def mangled(data: bytes, number: int, seed: int) -> bytes:
    """File `number`: `data`, damaged in one of many ways."""
    chance = random.Random(f"{seed} {number}")
    out = bytearray(data)
    way = chance.randrange(9)
    if way == 0:
        del out[chance.randrange(len(out)) :]
    elif way == 1:
        for _ in range(chance.choice((1, 4, 32, 256))):
            out[chance.randrange(len(out))] = chance.randrange(256)
    elif way == 2:  # sizes and counts that lie
        for _ in range(chance.choice((1, 3, 10))):
            at = chance.randrange(0, len(out) - 4)
            out[at : at + 4] = chance.choice(_EXTREMES).to_bytes(4, "big")
    elif way == 3:  # the same, where boxes say how long they are
        found = [start for _, start, _ in boxes(data)]
        inner = [at for at in range(0, len(data) - 8) if data[at + 4 : at + 8].isalpha()]
        at = chance.choice(found + inner[:400])
        out[at : at + 4] = chance.choice(_EXTREMES).to_bytes(4, "big")
    elif way == 4:
        parts = [data[start : start + size] for _, start, size in boxes(data)]
        chance.shuffle(parts)
        out = bytearray(b"".join(parts[: chance.randrange(1, len(parts) + 1)] * chance.choice((1, 2))))
    elif way == 5:
        start, stop = sorted(chance.randrange(len(out)) for _ in range(2))
        out[start:stop] = chance.randbytes(chance.randrange(2000))
    elif way == 6:
        out[: chance.choice((4, 64))] = chance.choice(_HEADS)
    elif way == 7:
        deep = chance.randrange(10, 5000)
        out[32:32] = b"".join((8 * (deep - k)).to_bytes(4, "big") + b"moov" for k in range(deep))
    else:
        out = bytearray(data[:32] + chance.randbytes(chance.randrange(5000)))
    return bytes(out)


def read_many(path: Path, seed: int, start: int, stop: int) -> None:
    """In a process of its own: read the files one after the other, a line for each."""
    from fantascope.media.confined import Refused, confine, seclude
    from fantascope.provenance.verify import child

    data = path.read_bytes()
    order = {**asdict(LIMITS), "authorities": "", "serials": []}
    confine(memory_mb=LIMITS.memory_mb, cpu_s=24 * 3600, output_bytes=1 << 30)
    child._load()
    seclude()
    for number in range(start, stop):
        signal.alarm(FILE_S)
        try:
            child._answered(mangled(data, number, seed), order)
            how = "read"
        except Refused as refusal:
            how = str(refusal.args[0])
        except MemoryError:
            how = "clip_too_large"
        signal.alarm(0)
        print(number, how, flush=True)


def fuzz(count: int, seed: int, whole: int, folder: Path) -> Counter[str]:
    """How many of `count` files ended in which way."""
    path = seed_file(folder)
    ends: Counter[str] = Counter()
    start = 0
    while start < count:
        command = [sys.executable, __file__, "--child", json.dumps([str(path), seed, start, count])]
        child = subprocess.run(command, capture_output=True, text=True)
        lines = child.stdout.splitlines()
        ends.update(line.split()[1] for line in lines)
        start += len(lines)
        if start < count:
            last = child.stderr.strip().splitlines()[-1:] or [""]
            name = signal.Signals(-child.returncode).name if child.returncode < 0 else f"error {last[0]}"
            ends[f"child ended: {name}"] += 1
            start += 1
    data = path.read_bytes()
    for number in range(whole):
        file = folder / "whole.mp4"
        file.write_bytes(mangled(data, number, seed + 1))
        try:
            read_file(file, NOBODY, LIMITS)
            ends["whole way: read"] += 1
        except InvalidInput as error:
            ends[f"whole way: {error.code}"] += 1
    return ends


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--whole", type=int, default=100)
    options.add_argument("--child")
    given = options.parse_args()
    if given.child:
        path, seed, start, stop = json.loads(given.child)
        read_many(Path(path), seed, start, stop)
        return 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fantascope-fuzz-") as name:
        ends = fuzz(given.count, given.seed, given.whole, Path(name))
    for how, many in ends.most_common():
        print(f"{many:7d}  {how}")
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{given.count + given.whole} files in {time.monotonic() - begun:.0f} s, {peak_mb:.0f} MB at most")
    return int(any(how.startswith("child ended") for how in ends))


if __name__ == "__main__":
    sys.exit(main())
