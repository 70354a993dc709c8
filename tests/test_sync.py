"""Sound and picture agree: each clear impact of the log is heard in the decoded MP4 when it is logged."""

from __future__ import annotations

from sync import clear_impacts, measure


def test_impacts_are_heard_when_they_happen() -> None:
    found = measure("A ball falls on the floor and bounces, no music", "128x72")
    assert len(found.late_ms) >= 3
    assert found.missed == 0
    assert found.median_ms < 10.0
    assert max(abs(ms) for ms in found.late_ms) < 1000 / 24


def test_only_clear_impacts_count() -> None:
    contacts = [(0.05, 2.0), (1.0, 2.0), (2.0, 2.0), (2.03, 1.0), (3.0, 0.2), (4.0, 3.0), (4.9, 2.0)]
    assert clear_impacts(contacts, 5.0) == [1.0, 4.0]
