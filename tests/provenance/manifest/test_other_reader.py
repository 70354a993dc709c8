"""A reader that shares no code with the library that signs agrees, and tells of one changed byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fantascope.provenance.keys import KeyFolder
from fantascope.provenance.manifest.boxes import boxes
from fantascope.provenance.manifest.sign import sign
from fantascope.provenance.manifest.types import Facts, Parent

NODE = Path(__file__).parents[2] / "contract" / "node"


@pytest.fixture
def read() -> Callable[[Path], dict[str, Any]]:
    if shutil.which("node") is None or not (NODE / "node_modules" / "@trustnxt").is_dir():
        pytest.skip("the other reader is not installed here: make clients")

    def ask(path: Path) -> dict[str, Any]:
        env = os.environ | {"CBOR_NATIVE_ACCELERATION_DISABLED": "true"}  # its native part is left out of the lock
        command = ["node", NODE / "manifest.mjs", path]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        return dict(json.loads(said.stdout))

    return ask


def test_another_reader_agrees(
    read: Callable[[Path], dict[str, Any]],
    signed: Path,
    keys: KeyFolder,
    facts_of: Callable[..., Facts],
    tmp_path: Path,
) -> None:
    child, changed = tmp_path / "child.mp4", tmp_path / "changed.mp4"
    sign(signed, child, facts_of(2, (Parent(signed, "parent", "first"),)), keys.signing())
    found = read(child)
    assert (found["valid"], found["failures"]) == (True, [])
    assert {"c2pa.actions.v2", "c2pa.soft-binding", "c2pa.ingredient.v3", "app.fantascope.generation"} <= set(
        found["assertions"]
    )
    data = bytearray(child.read_bytes())
    start = next(start for kind, start, _ in boxes(bytes(data)) if kind == b"mdat")
    data[start + 1000] ^= 1
    changed.write_bytes(data)
    found = read(changed)
    assert (found["valid"], found["failures"]) == (False, ["assertion.bmffHash.mismatch"])
