"""Options, checked and completed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fantascope.kernel.errors import InvalidInput
from fantascope.studio.request import checked, checked_prompt, checked_seconds, checked_seed, checked_size


def test_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    request = checked(prompt="  A fox\x00 jumps ")
    assert request.prompt == "A fox  jumps"
    assert (request.width, request.height, request.fps) == (1280, 720, 24)
    assert (request.seconds, request.seed, request.look, request.keep) == (None, None, None, None)
    assert request.out == Path("a-fox-jumps.mp4")


def test_a_taken_name_gets_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a-fox.mp4").touch()
    Path("a-fox-2.mp4").touch()
    assert checked(prompt="A fox").out == Path("a-fox-3.mp4")


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("Un chien court après un ballon sur la plage au coucher du soleil", "un-chien-court-apres-un-ballon-sur.mp4"),
        ("狐狸", "clip.mp4"),
        ("../../etc/passwd", "etc-passwd.mp4"),
        ("!?", "clip.mp4"),
        ("a" * 500, "a" * 60 + ".mp4"),
    ],
)
def test_a_name_from_the_prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prompt: str, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert checked(prompt=prompt).out == Path(name)


@pytest.mark.parametrize(
    ("size", "sides"),
    [("1280x720", (1280, 720)), ("64X64", (64, 64)), (" 3840×2160 ", (3840, 2160)), ("1080x1920", (1080, 1920))],
)
def test_sizes(size: str, sides: tuple[int, int]) -> None:
    assert checked_size(size) == sides


@pytest.mark.parametrize(("seconds", "value"), [("1", 1.0), ("2.5", 2.5), (60, 60.0), (None, None)])
def test_seconds(seconds: str | None, value: float | None) -> None:
    assert checked_seconds(seconds) == value


@pytest.mark.parametrize(("seed", "value"), [("0", 0), (str(2**63 - 1), 2**63 - 1), (5, 5), (None, None)])
def test_seeds(seed: str | None, value: int | None) -> None:
    assert checked_seed(seed) == value


def _refusal(check: Callable[[str], object], value: str) -> str | None:
    """The code with which `check` refuses `value`, or None."""
    try:
        check(value)
    except InvalidInput as error:
        return error.code
    return None


@given(st.text(max_size=3000))
def test_any_prompt_is_taken_or_refused_with_a_code(text: str) -> None:
    assert _refusal(checked_prompt, text) in {None, "empty_prompt", "prompt_too_long"}


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9]{1,6}x[0-9]{1,6}")))
def test_any_size_is_taken_or_refused_with_a_code(text: str) -> None:
    assert _refusal(checked_size, text) in {None, "bad_size"}


@given(st.one_of(st.text(max_size=12), st.floats().map(str), st.integers().map(str)))
def test_any_number_is_taken_or_refused_with_a_code(text: str) -> None:
    assert _refusal(checked_seconds, text) in {None, "bad_seconds"}
    assert _refusal(checked_seed, text) in {None, "bad_seed"}
