"""docs/engines.md names every option and every code of the engines it describes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import fantascope
from fantascope.engines.remote.options import DialectName, Options

SOURCE = Path(fantascope.__file__).parent / "engines"
DOCS = Path(__file__).parents[3] / "docs" / "engines.md"


def test_every_option_and_dialect_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    names = [*Options.model_fields, *get_args(DialectName)]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("part", ["trial.py", "remote"])
def test_every_code_is_documented(part: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    files = [SOURCE / part] if part.endswith(".py") else sorted((SOURCE / part).glob("*.py"))
    raised = re.compile(r"(?:InvalidInput|Transient|EngineFailure|Unavailable)\(\s*\"([a-z_]+)\"")
    codes = {code for file in files for code in raised.findall(file.read_text(encoding="utf-8"))}
    assert len(codes) >= 3
    shared = {"bad_setting", "no_document", "empty_prompt"}
    assert sorted(code for code in codes - shared if f"`{code}`" not in text) == []


def test_the_examples_are_settings(tmp_path: Path) -> None:
    import tomllib

    from fantascope.engines.remote.options import checked

    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    engines = [engine for block in blocks for engine in tomllib.loads(block).get("engines", [])]
    assert len(engines) == 4
    for engine in engines:
        options = {name: value for name, value in engine["options"].items() if name != "api_key_env"}
        assert checked(options).url
