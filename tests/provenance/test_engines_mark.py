"""Engines that say they mark their clips do: what they encode is read back by the detectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fantascope.engines.port import Order
from fantascope.engines.remote.fit import fit
from fantascope.engines.world.adapter import MODEL, WorldEngine
from fantascope.media.probe import read_audio
from fantascope.provenance.marking import Marking
from fantascope.provenance.marks.find_picture import find_in_picture
from fantascope.provenance.marks.find_sound import find_in_sound
from fantascope.provenance.marks.types import Found

MARKING = Marking(0x0123_4567_89AB_CDEF, bytes(range(32)), visible=True, handle="ada")


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of the world engine, marked where it is drawn, in two processes."""
    out = tmp_path_factory.mktemp("filmed") / "clip.mp4"
    engine = WorldEngine(2)
    order = Order("create", "a red ball rolls on the grass", MODEL, 5.0, 320, 180, 24, seed=1)
    made = engine.make(order, engine.draft(order, {}), {}, out, lambda stage, done: None, MARKING)
    assert (made.marked, made.origin) == (True, "algorithmic")
    return out


def payloads(found: Sequence[Found]) -> set[int]:
    return {one.payload for one in found}


def test_the_world_engine_marks_picture_and_sound(filmed: Path) -> None:
    assert payloads(find_in_picture(filmed, [MARKING.key])) == {MARKING.payload}
    assert payloads(find_in_sound(read_audio(filmed).T, 48_000, [MARKING.key])) == {MARKING.payload}


def test_what_comes_from_elsewhere_is_marked_though_it_fits(filmed: Path, tmp_path: Path) -> None:
    other = Marking(7, bytes(32))
    size = {"width": 320, "height": 180, "fps": 24, "frames": 120}
    done = fit(filmed, tmp_path / "fit.mp4", on_step=lambda share: None, marking=other, **size)  # type: ignore[arg-type]
    assert done.segment != filmed
    assert payloads(find_in_picture(done.segment, [other.key])) == {7}
