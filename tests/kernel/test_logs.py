"""Log lines go to what standard error is at the time, and never stop the work."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from fantascope.kernel.logs import set_up_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_line_is_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    structlog.get_logger().info("happened", number=3)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["number"], line["level"]) == ("happened", 3, "info")


def test_a_line_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_logs("json")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    structlog.get_logger().error("lost")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_traceback_tells_where_and_no_values(capsys: pytest.CaptureFixture[str], form: str) -> None:
    def enter(secret: str) -> None:
        raise ValueError("shut")

    set_up_logs(form)
    try:
        enter("correct horse " + "battery")
    except ValueError:
        structlog.get_logger().exception("broke")
    told = capsys.readouterr().err
    assert "shut" in told
    assert "enter" in told
    assert "correct horse battery" not in told
