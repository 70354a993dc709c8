"""What the command says, in both languages."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fantascope.cli import messages
from fantascope.kernel.errors import InvalidInput

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"FANTASCOPE_LANG": "fr"}, "fr"),
        ({"FANTASCOPE_LANG": "en", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LC_ALL": "fr_FR", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_users(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in ("FANTASCOPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert messages.language() == expected


@pytest.mark.parametrize("key", messages.MESSAGES)
def test_both_languages_have_the_same_blanks(key: str) -> None:
    english, french = map(_blanks, messages.MESSAGES[key])
    assert english == french


def _blanks(line: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(line) if name}


def test_every_error_code_of_the_house_has_a_french_line() -> None:
    source = Path(messages.__file__).parent.parent
    used = [source / f"studio/{name}.py" for name in ("extend", "generate", "request", "revise", "sheet")]
    house = [*used, *source.glob("media/*.py"), *source.glob("cli/*.py")]
    raised = set()
    for path in house:
        raised |= set(re.findall(r"(?:InvalidInput|Unavailable|EngineFailure)\(\s*\"(\w+)\"", path.read_text()))
    assert len(raised) > 15
    assert raised - {"internal"} <= set(messages.ERRORS_FR)


def test_errors_are_one_line_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InvalidInput("bad_look", "there is no\nlook 'x'")
    assert messages.error_line(error) == "error: there is no look 'x' [bad_look]"
    monkeypatch.setenv("FANTASCOPE_LANG", "fr")
    assert messages.error_line(error).startswith("erreur: ce rendu n'existe pas")
    assert messages.error_line(error).endswith("[bad_look]")


def test_an_error_in_french(fantascope: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANTASCOPE_LANG", "fr")
    ran = fantascope("generate", "")
    assert ran.err == "erreur: le texte est vide : décrivez une scène en une phrase [empty_prompt]\n"


def test_an_unknown_stage_is_shown_by_its_name() -> None:
    assert messages.stage_label("knitting") == "knitting"
    assert messages.stage_label("draw") == "filming"
