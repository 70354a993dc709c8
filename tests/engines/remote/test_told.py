"""Progress as it is told, whatever the other server says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fantascope.engines.remote.told import Told
from fantascope.kernel.errors import Cancelled

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
STAGES = ("submit", "remote", "fetch", "sound", "fit")


@CALM
@given(st.lists(st.tuples(st.sampled_from(STAGES), st.one_of(st.none(), st.floats(-5, 5)))))
def test_never_back_and_never_at_the_end(steps: list[tuple[str, float | None]]) -> None:
    shares: list[float] = []
    told = Told(lambda stage, share: shares.append(share))
    for stage, share in steps:
        told.at(stage, share)  # type: ignore[arg-type]
    assert shares == sorted(shares)
    assert all(0.0 <= share < 1.0 for share in shares)
    told.done()
    assert shares[-1] == 1.0


def test_work_aside_is_told_of_and_its_error_comes_through() -> None:
    told = Told(lambda stage, share: None)
    assert told.aside("fit", lambda step: (step(0.5), 7)[1]) == 7
    with pytest.raises(ZeroDivisionError):
        told.aside("fit", lambda step: 1 / 0)


def test_cancel_does_not_wait_for_work_aside() -> None:
    seen: list[float] = []
    ended = threading.Event()

    def progress(stage: str, share: float) -> None:
        seen.append(time.monotonic())
        if len(seen) == 4:
            raise Cancelled

    def work(step: Callable[[float], None]) -> None:
        try:
            for _ in range(600):
                time.sleep(0.05)
                step(0.1)
        finally:
            ended.set()

    with pytest.raises(Cancelled):
        Told(progress).aside("sound", work)
    assert ended.wait(20)  # it ends at its next step, not after its thirty seconds
