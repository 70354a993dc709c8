"""The examples of docs/clients.md run as they stand, against a real server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    pass

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```(python|js|sh)\n(.*?)^```", (ROOT / "docs" / "clients.md").read_text(), re.DOTALL | re.M)
RUNNERS = {"python": ("py", [sys.executable, "-W", "ignore"]), "js": ("mjs", ["node"]), "sh": ("sh", ["sh", "-eu"])}
LEFT = {0: ["ball.mp4", "ball.webp"], 1: ["fox.mp4"], 2: ["boat.jpg", "boat.json", "boat.mp4"], 3: []}


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_examples_run(
    number: int, server: Any, materials: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    language, text = BLOCKS[number]
    suffix, command = RUNNERS[language]
    if language == "js":
        client = ROOT / "tests" / "contract" / "node" / "node_modules"
        if not (client / "openai").is_dir():
            pytest.skip("no client for Node: make clients")
        (tmp_path / "node_modules").symlink_to(client)
        command = [request.getfixturevalue("node")]
    elif language == "sh" and shutil.which("curl") is None:
        pytest.skip("curl is not installed here")
    program = tmp_path / f"example.{suffix}"
    # Small: the sizes and seconds of the examples are for people.
    program.write_text(re.sub(r"\d{3}x\d{3}", "128x128", text).replace('seconds="4"', 'seconds="1"'))
    shutil.copy(materials / "picture.png", tmp_path)
    env = {**os.environ, "FANTASCOPE_URL": server.base, "FANTASCOPE_KEY": server.key}
    ran = subprocess.run([*command, str(program)], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert (
        sorted(path.name for path in tmp_path.glob("b*.*")) + [path.name for path in tmp_path.glob("fox.*")]
        == LEFT[number]
    )
    assert ran.stdout


def test_all_languages_are_there() -> None:
    assert [language for language, _ in BLOCKS] == ["python", "js", "sh", "python"]
