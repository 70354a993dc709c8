"""What every engine must hold to, asked of each in turn (the remote one before a stand-in)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fantascope.engines import remote, trial
from fantascope.engines.port import Draft, Engine, Order
from fantascope.engines.remote.standin import Faults, StandIn
from fantascope.kernel.errors import Cancelled
from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe

Opened = Callable[[bool], Iterator[Engine]]


@contextmanager
def a_trial(slow: bool) -> Iterator[Engine]:
    yield trial.create({"slow_s": 60.0 if slow else 0.0})


@contextmanager
def a_remote(slow: bool) -> Iterator[Engine]:
    with StandIn("fantascope", Faults(never_done=slow)) as server:
        yield remote.create({"url": server.url, "poll_s": 0.02})


ENGINES = pytest.mark.parametrize("opened", [a_trial, a_remote])


def order(engine: Engine, **given: object) -> Order:
    base: dict[str, object] = {
        "kind": "create", "prompt": "a red ball", "model": engine.abilities.models[0], "seconds": 1.0,
        "width": 96, "height": 54, "fps": engine.abilities.rates[0],
    }  # fmt: skip
    return Order(**{**base, **given})  # type: ignore[arg-type]


@ENGINES
def test_the_clip_is_exactly_as_ordered(opened: Opened, tmp_path: Path) -> None:
    told: list[tuple[float, float]] = []
    out = tmp_path / "clip.mp4"
    with opened(False) as engine:  # type: ignore[attr-defined]
        wanted = order(engine, seed=7)
        drafted = Draft(**_through_json(engine.draft(wanted, {})))
        made = engine.make(
            Order.from_json(_through_json(wanted)),
            drafted,
            {},
            out,
            lambda stage, share: told.append((time.monotonic(), share)),
        )
    facts = probe(out)
    assert (facts.width, facts.height, facts.fps, facts.frames) == (96, 54, wanted.fps, wanted.fps)
    assert len(list(pictures_at(out, range(facts.frames)))) == wanted.fps
    assert (facts.video_codec, facts.audio_codec, facts.faststart) == ("h264", "aac", True)
    assert made.seconds == drafted.seconds == 1.0
    assert made.seed == 7
    assert {"understood", "approximated", "left_out"} <= set(made.report)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0.0 <= shares[0] < shares[-1] <= 1.0
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


@ENGINES
def test_a_cancel_ends_the_work_soon_and_leaves_nothing(opened: Opened, tmp_path: Path) -> None:
    start, stopped = time.monotonic(), 0.0

    def progress(stage: str, share: float) -> None:
        nonlocal stopped
        if time.monotonic() - start > 0.5:
            stopped = time.monotonic()
            raise Cancelled

    with opened(True) as engine:  # type: ignore[attr-defined]
        wanted = order(engine)
        with pytest.raises(Cancelled):
            engine.make(wanted, engine.draft(wanted, {}), {}, tmp_path / "clip.mp4", progress)
    assert time.monotonic() - stopped < 5.0
    assert list(tmp_path.iterdir()) == []


@ENGINES
def test_a_clip_can_be_remixed_and_extended_where_that_is_declared(opened: Opened, tmp_path: Path) -> None:
    with opened(False) as engine:  # type: ignore[attr-defined]
        wanted = order(engine)
        first = engine.make(wanted, engine.draft(wanted, {}), {}, tmp_path / "a.mp4", lambda stage, share: None)
        if engine.abilities.remix:
            again = order(engine, kind="remix", prompt="a blue ball", document=first.document, source_seconds=1.0)
            made = engine.make(again, engine.draft(again, {}), {}, tmp_path / "b.mp4", lambda stage, share: None)
            assert made.seconds == 1.0
        if engine.abilities.extend:
            more = order(engine, kind="extend", prompt="it rolls on", document=first.document, source_seconds=1.0)
            files = {"source": tmp_path / "a.mp4"}
            drafted = engine.draft(more, files)
            assert drafted.seconds == 2.0
            engine.make(more, drafted, files, tmp_path / "c.mp4", lambda stage, share: None)
            assert probe(tmp_path / "c.mp4").frames == 2 * wanted.fps


def _through_json(value: object) -> dict[str, object]:
    import json
    from dataclasses import asdict

    data = json.loads(json.dumps(asdict(value)))  # type: ignore[call-overload]
    assert isinstance(data, dict)
    return data
