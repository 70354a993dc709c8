"""The documentation of the command line is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from fantascope.cli.main import app
from fantascope.cli.messages import ERRORS_FR
from fantascope.studio.doctor import _CHECKS
from fantascope.studio.request import LOOKS, NICE_SIZES

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "cli.md").read_text()
COMMANDS = typer.main.get_group(app).commands
OPTIONS = [(name, opt) for name, command in COMMANDS.items() for param in command.params for opt in param.opts]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"## `fantascope {name}" in DOCS


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_documented(command: str, option: str) -> None:
    if option.startswith("-") and option != "--help":
        section = DOCS.split(f"## `fantascope {command}")[1].split("\n## ")[0]
        assert f"`{option}" in section or f" {option} " in section


def test_every_error_code_is_documented() -> None:
    codes = set(re.findall(r"^\| `(\w+)` \|", DOCS.split("## Errors")[1], re.MULTILINE))
    assert codes == set(ERRORS_FR) | {"internal"}


@pytest.mark.parametrize("word", [*LOOKS, *NICE_SIZES, *_CHECKS])
def test_every_look_size_and_check_is_documented(word: str) -> None:
    assert word in DOCS
