"""What marking and signing cost, as a share of making a clip: processor seconds of the same clip with and without.

    python benchmarks/provenance_cost.py [--seconds 4] [--size 1280x720] [--runs 1]

Processor time of the engine's processes and of this one; the least of the runs, taken in turns.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path

from fantascope.engines.port import Order
from fantascope.engines.world.adapter import MODEL, WorldEngine
from fantascope.provenance.keys import KeyFolder
from fantascope.provenance.manifest.sign import sign
from fantascope.provenance.manifest.types import Facts
from fantascope.provenance.marking import Marking

PROMPT = "A red fox runs along the beach at sunset"


def used_s() -> float:
    """Processor seconds of this process and of those that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def made(order: Order, out: Path, marking: Marking | None) -> float:
    engine = WorldEngine(1)
    draft = engine.draft(order, {})
    begun = used_s()
    engine.make(order, draft, {}, out, lambda stage, done: None, marking)
    return used_s() - begun


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=4.0)
    options.add_argument("--size", default="1280x720")
    options.add_argument("--runs", type=int, default=1)
    given = options.parse_args()
    width, height = map(int, given.size.split("x"))
    order = Order("create", PROMPT, MODEL, given.seconds, width, height, 24, seed=3)
    marking = Marking(0x0123456789ABCDEF, bytes(range(32)), visible=True, handle="somebody")
    plain_s, marked_s, sign_s = [], [], []
    with tempfile.TemporaryDirectory(prefix="fantascope-cost-") as name:
        plain, marked = Path(name, "plain.mp4"), Path(name, "marked.mp4")
        key = KeyFolder(Path(name, "keys")).signing()
        made(Order("create", PROMPT, MODEL, 1.0, 64, 64, 24), plain, None)  # imports and first loads
        for _ in range(given.runs):
            plain_s.append(made(order, plain, None))
            marked_s.append(made(order, marked, marking))
            begun = used_s()
            facts = Facts("x", "algorithmic", "world", MODEL, "1", "create", PROMPT, False, marking.payload)
            sign(marked, Path(name, "signed.mp4"), facts, key)
            sign_s.append(used_s() - begun)
        sizes = plain.stat().st_size, marked.stat().st_size
    base, marks, signature = min(plain_s), min(marked_s) - min(plain_s), min(sign_s)
    print(f"{given.seconds:g} s at {given.size}: making {base:.1f} CPU s, {sizes[0] / 1e6:.2f} MB")
    print(f"marks      {marks:6.2f} CPU s  {100 * marks / base:5.1f} %  file {100 * (sizes[1] / sizes[0] - 1):+.0f} %")
    print(f"signature  {signature:6.2f} CPU s  {100 * signature / base:5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
