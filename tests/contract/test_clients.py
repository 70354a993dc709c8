"""The official clients, unmodified, against a real server that makes real clips."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Server

HERE = Path(__file__).parent
OLDER = Path(sys.prefix) / "openai-2"
SLOW_RATE = 3


def _spoken(
    command: list[str], server: Server, materials: Path, data_url: str, dropping: str, env: dict[str, str]
) -> list[dict[str, str]]:
    """What the program of one client printed. It is an owner of its own."""
    name = f"client behind {dropping}"
    given = {
        "base": server.base,
        "dropping": dropping,
        "key": server.new_key(name),
        "reader": server.new_key(name, ["read"]),
        "slow": server.new_key(name, rate=SLOW_RATE),
        "slow_rate": SLOW_RATE,
        "folder": str(materials),
        "data_url": data_url,
    }
    ran = subprocess.run(
        [*command, json.dumps(given)], env={**os.environ, **env}, capture_output=True, text=True, timeout=500
    )
    assert ran.returncode == 0, ran.stderr
    print(ran.stdout)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _judged(said: list[dict[str, str]], version: str, steps: int) -> None:
    wrong = [f"{line['step']}: {line['wrong']}" for line in said if line.get("wrong")]
    assert not wrong, "\n".join(wrong)
    assert said[-1] == {"client": version}
    assert len(said) == steps + 1


def test_the_client_for_python(server: Server, materials: Path, data_url: str, dropping: str) -> None:
    said = _spoken([sys.executable, str(HERE / "speak.py")], server, materials, data_url, dropping, {})
    _judged(said, "3.54.0", 22)


@pytest.mark.skipif(not OLDER.is_dir(), reason="the older client is not installed: make clients")
def test_the_older_client_for_python(server: Server, materials: Path, data_url: str, dropping: str) -> None:
    command = [sys.executable, str(HERE / "speak.py")]
    said = _spoken(command, server, materials, data_url, dropping, {"PYTHONPATH": str(OLDER)})
    _judged(said, "2.54.0", 22)


@pytest.mark.skipif(not (HERE / "node/node_modules/openai").is_dir(), reason="no client for Node: make clients")
def test_the_client_for_node(server: Server, materials: Path, data_url: str, dropping: str, node: str) -> None:
    said = _spoken([node, str(HERE / "node/speak.mjs")], server, materials, data_url, dropping, {})
    _judged(said, "6.49.0", 18)


def test_clients_are_locked_by_what_is_in_them() -> None:
    lock = (HERE / "node" / "package-lock.json").read_text()
    assert "integrity" in lock
    assert '"resolved"' not in lock
    assert "openai==2.54.0 \\\n    --hash=sha256:" in (HERE.parents[1] / "requirements" / "contract.txt").read_text()


def test_the_client_is_the_one_that_is_pinned() -> None:
    found = importlib.util.find_spec("openai")
    assert found is not None
    assert Path(str(found.origin)).is_relative_to(Path(sys.prefix))
