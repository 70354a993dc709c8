"""What holds for the whole repository."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_module_says_what_it_is() -> None:
    texts = {path: path.read_text() for path in SOURCES}
    assert [_name(path) for path, text in texts.items() if text and not ast.get_docstring(ast.parse(text))] == []


def test_no_module_has_grown_past_one_job() -> None:
    folders = ("src", "tests", "tools", "benchmarks")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert [_name(path) for path in modules if len(path.read_text().splitlines()) > 400] == []


def test_locks_have_hashes_and_no_addresses() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[a-z0-9-]+==[0-9.a-z]+ ", block), block.splitlines()[0]
            assert "--hash=sha256:" in block, block.splitlines()[0]
    art = (ROOT / "assets" / "package-lock.json").read_text()
    assert "integrity" in art
    assert '"resolved"' not in art


def test_every_decision_has_its_record() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    for record in records:
        text = record.read_text()
        assert text.startswith(f"# {int(record.name[:4])}. ")
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**"))


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!\w+://|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{_name(path)} → {target}"


def test_the_makefile_explains_itself() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "setup", "gallery", "wheel", "lock", "clean"):
        assert f"make {target}" in told


def test_dependencies_are_named_in_the_notice() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    names = re.findall(r'^  "([a-z0-9-]+)[=>]', project.split("dependencies = [")[1].split("]")[0], re.MULTILINE)
    notice = (ROOT / "NOTICE").read_text()
    assert len(names) > 5
    assert [name for name in names if not re.search(rf"^{name}\b", notice, re.MULTILINE)] == []
