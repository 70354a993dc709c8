"""Files that strangers hand in: read in a child process, refused cleanly, whatever they are."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import av
import numpy as np
import pytest

from fantascope.kernel.errors import InvalidInput
from fantascope.provenance.keys import KeyFolder
from fantascope.provenance.verify.read import Limits, read_file
from fuzz_verify import fuzz

Mangle = Callable[[bytes], bytes]


def test_what_is_in_a_file(signed: Path, keys: KeyFolder) -> None:
    evidence = read_file(signed, keys.signers())
    assert (evidence.told.state, evidence.told.trust) == ("intact", "house")
    assert (evidence.width, evidence.height, evidence.fps, evidence.seconds) == (64, 64, 24.0, 0.5)
    assert evidence.planes[0].whole
    assert evidence.planes[0].y.shape == (64, 64)
    assert len({plane.time_s for plane in evidence.planes}) == len(evidence.planes) >= 6
    assert evidence.sound.shape[1] == pytest.approx(0.5 * evidence.rate, abs=2048)
    assert np.abs(evidence.sound).max() > 0.01


def test_other_containers_and_no_sound(plain: Path, tmp_path: Path) -> None:
    with av.open(str(plain)) as source, av.open(str(tmp_path / "clip.mkv"), "w", format="matroska") as out:
        track = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.pts is not None:
                packet.stream = track
                out.mux(packet)
    evidence = read_file(tmp_path / "clip.mkv")
    assert (evidence.told.state, evidence.sound.shape) == ("absent", (2, 0))
    assert evidence.planes


@pytest.mark.parametrize(
    "mangle",
    [
        lambda data: b"",
        lambda data: data[:300],
        lambda data: b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n",
        lambda data: b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        lambda data: b"\x89PNG\r\n\x1a\n" + data,
        lambda data: data[:32] + struct.pack(">I4s", 0x7FFFFFFF, b"moov") + data[40:],
        lambda data: data[:4] + b"ftyp" + bytes(5000),
        lambda data: b"\x1a\x45\xdf\xa3" + b"\xff" * 4000,
    ],
    ids=["empty", "cut short", "playlist", "concat", "picture", "box too long", "zeroes", "matroska"],
)
def test_hostile_files_are_refused(mangle: Mangle, signed: Path, tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(mangle(signed.read_bytes()))
    with pytest.raises(InvalidInput) as refused:
        read_file(tmp_path / "clip.mp4")
    assert refused.value.code == "clip_unreadable"


def test_what_is_too_much_is_refused(signed: Path, tmp_path: Path) -> None:
    big = Limits(file_bytes=1000)
    long = Limits(longest_s=0.2)
    many = Limits(frames=5)
    wide = Limits(side_px=32)
    for limits, code in ((big, "large"), (long, "long"), (many, "large"), (wide, "large")):
        with pytest.raises(InvalidInput) as refused:
            read_file(signed, limits=limits)
        assert refused.value.code == f"clip_too_{code}", asdict(limits)


def test_a_child_that_takes_too_much_is_stopped(signed: Path) -> None:
    for limits, code in ((Limits(wall_s=0.05), "unreadable"), (Limits(memory_mb=300), "too_large")):
        with pytest.raises(InvalidInput) as refused:
            read_file(signed, limits=limits)
        assert refused.value.code == f"clip_{code}"


def test_a_few_hundred_damaged_files_break_nothing() -> None:
    with tempfile.TemporaryDirectory() as name:
        ends = fuzz(200, seed=7, whole=0, folder=Path(name))
    assert sum(ends.values()) == 200
    assert set(ends) <= {"read", "clip_unreadable", "clip_too_large", "clip_too_long"}
    assert ends["clip_unreadable"] > 50
