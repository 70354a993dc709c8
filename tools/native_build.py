"""Compiles the renderer and the marks (C++17, no dependencies) into shared libraries beside the Python that loads them.

Knows nothing of pictures. A library is rebuilt only when sources, compiler or this file change (it carries
a stamp of their hash), and replaced in one step, so that a process using the old one is never disturbed. Run as a
script or call `build`; the wheel's build hook does the latter.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LIBRARIES = {
    Path("src/fantascope/engines/world/picture/_native"): Path("src/fantascope/engines/world/native"),
    Path("src/fantascope/provenance/marks/_marks"): Path("src/fantascope/provenance/native"),
}
"""Where each library goes, without its ending, and the folder of its sources."""
BOUNDARIES = ("api.cpp", "marks.cpp")
"""Sources that hold the exported functions and the stamp."""
WARNINGS = ["-Wall", "-Wextra", "-Wno-psabi"]
FLAGS = [
    "-std=c++17",
    "-O3",
    "-fPIC",
    "-fvisibility=hidden",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-ffp-contract=fast",
    "-fno-exceptions",
    "-fno-rtti",
    *WARNINGS,
]
AVX2 = ["-mavx2", "-mtune=haswell", "-mfma", "-mbmi2", "-DFS_NS=fs_avx2"]
BASE = ["-DFS_NS=fs_base"]


def ending() -> str:
    """How the name of a library ends on this platform."""
    return ".dll" if sys.platform == "win32" else ".so"


def compiler() -> list[str]:
    """The C++ compiler as a command: $CXX, else the system's, else the one that the `ziglang` package carries."""
    if given := os.environ.get("CXX"):
        return given.split()
    for name in ("c++", "g++", "clang++"):
        if found := shutil.which(name):
            return [found]
    return [sys.executable, "-m", "ziglang", "c++"]


def build(root: Path, *, log: Callable[[str], object] = print) -> list[Path]:
    """Build those libraries of the source tree at `root` that are missing or stale; returns the paths of all.

    Raises:
        subprocess.CalledProcessError: the compiler failed; its messages are in the exception's `stderr`.
    """
    return [_build(root / sources, root / f"{stem}{ending()}", log) for stem, sources in LIBRARIES.items()]


def _build(sources: Path, target: Path, log: Callable[[str], object]) -> Path:
    command = compiler()
    stamp = "fs-stamp:" + _stamp(sources, command)
    if target.exists() and stamp.encode() in target.read_bytes():
        return target
    x86 = platform.machine().lower() in ("x86_64", "amd64")
    log(f"compiling {target.stem} with {' '.join(command)}")
    with tempfile.TemporaryDirectory() as scratch:
        jobs = [
            (source, variant, flags)
            for source in sorted(sources.glob("*.cpp"))
            for variant, flags in _variants(source, x86, stamp)
        ]
        objects = [Path(scratch) / f"{source.stem}.{variant}.o" for source, variant, _ in jobs]
        commands = [
            [*command, *FLAGS, *flags, "-c", str(source), "-o", str(out)]
            for (source, _, flags), out in zip(jobs, objects, strict=True)
        ]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(_run, commands))
        fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
        _run([*command, "-shared", "-o", str(fresh), *map(str, objects)])
        os.replace(fresh, target)
    return target


def _variants(source: Path, x86: bool, stamp: str) -> list[tuple[str, list[str]]]:
    """How a source is compiled: the boundary once, the rest once per instruction set."""
    if source.name in BOUNDARIES:
        return [("api", [f'-DFS_STAMP="{stamp}"', *(["-DFS_HAS_AVX2"] if x86 else [])])]
    base = ("base", [*BASE, "-O2"])
    return [base, ("avx2", AVX2)] if x86 else [base]


def _stamp(sources: Path, command: list[str]) -> str:
    digest = hashlib.sha256(" ".join([*command, sysconfig.get_platform()]).encode())
    for path in [Path(__file__), *sorted(p for p in sources.iterdir() if p.suffix in (".cpp", ".hpp", ".h"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.stderr:
        sys.stderr.write(done.stderr)
    done.check_returncode()


if __name__ == "__main__":
    print(*build(Path(__file__).resolve().parents[1]), sep="\n")
