"""What is written about the server is so: settings, error codes, operations, and the example of its deployment."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from fantascope.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fantascope"
SETTINGS = (ROOT / "docs" / "settings.md").read_text()
API = (ROOT / "docs" / "api.md").read_text()
APP = (ROOT / "docs" / "app.md").read_text()
CLI = (ROOT / "docs" / "cli.md").read_text()
ERRORS = {
    *("InvalidInput", "NotFound", "Forbidden", "Conflict", "TooLarge", "OverLimit", "Unauthenticated", "Unavailable"),
    *("Transient", "EngineFailure", "Refused"),
}
SERVED = (
    *("api", "accounts", "jobs", "webhooks", "net", "storage", "worker"),
    *("studio/videos", "studio/files", "studio/batches", "studio/characters", "media/intake.py"),
    *("media/intake_child.py", "engines/registry.py", "engines/trial.py", "engines/remote"),
    *("engines/world/adapter.py", "engines/world/opening", "engines/world/bodies/captured", "engines/world/language"),
)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| `FANTASCOPE_{name.upper()}` \| (.+?) \| (.+) \|$", SETTINGS, re.MULTILINE)
    assert row is not None
    default = Settings.model_fields[name].default
    if default not in ("", ()) and not isinstance(default, BaseModel) and name != "home":
        assert row[1] == f"`{default}`"


def test_no_setting_is_documented_that_is_none() -> None:
    assert set(re.findall(r"^\| `(\w+)` \| `FANTASCOPE_", SETTINGS, re.MULTILINE)) == set(Settings.model_fields)


def test_the_example_of_settings_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"```toml\n(.*?)```", SETTINGS, re.DOTALL)
    assert example is not None
    (tmp_path / "fantascope.toml").write_text(example[1])
    monkeypatch.setenv("FANTASCOPE_CONFIG", str(tmp_path / "fantascope.toml"))
    settings = load_settings()
    assert (settings.workers, settings.engines[0].kind) == (2, "remote")


def _codes() -> Iterator[tuple[str, str]]:
    """Every code with which an error is raised in what serves the API, and where."""
    places = [SOURCE / name for name in SERVED]
    for path in (one for place in places for one in ([place] if place.is_file() else sorted(place.rglob("*.py")))):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, str(path.relative_to(ROOT))


def test_every_error_code_is_documented() -> None:
    codes = list(_codes())
    assert len({code for code, _ in codes}) > 60
    told = set(re.findall(r"`(\w+)`", API + APP)) | set(re.findall(r"^\| `(\w+)` \|", CLI, re.MULTILINE))
    assert sorted({f"{code} ({where})" for code, where in codes if code not in told}) == []


def test_every_operation_is_documented() -> None:
    from fastapi import APIRouter, FastAPI

    import fantascope.api.app as assembled
    from fantascope.api import health

    app = FastAPI()
    for name in assembled._V1:
        module = __import__(f"fantascope.api.v1.{name}", fromlist=["router"])
        holder = APIRouter(prefix="/v1")
        holder.include_router(module.router)
        app.include_router(holder)
    app.include_router(health.router)
    paths = app.openapi()["paths"]
    assert len(paths) > 20
    told = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    shown = re.sub(r"\{\w+\}", "{id}", API)
    missing = [one for one in told if f"`{re.sub(r'{[a-z_]+}', '{id}', one)}`" not in shown and "/signed/" not in one]
    assert missing == []


def test_the_deployment_fits_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text()
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", re.sub(r"\$\{\w+:\?\}", "secret", text))
    services = yaml.safe_load(text)["services"]
    assert set(services) == {"server", "worker", "database", "s3"}
    for name in ("server", "worker"):
        for variable, value in services[name]["environment"].items():
            assert isinstance(value, str)
            assert variable.startswith(("FANTASCOPE_", "AWS_"))
            if variable.startswith("FANTASCOPE_"):
                assert variable.removeprefix("FANTASCOPE_").lower() in Settings.model_fields
                monkeypatch.setenv(variable, value)
        assert services[name]["command"][0] in re.findall(r"^## `fantascope (\w+)", CLI, re.MULTILINE)
    settings = load_settings()
    assert settings.database_url == "postgresql+psycopg://fantascope:secret@database/fantascope"
    assert (settings.blobs, settings.workers) == ("s3://fantascope/blobs", 0)
    docker = (ROOT / "deploy" / "Dockerfile").read_text()
    entry = re.search(r"^ENTRYPOINT (.+)$", docker, re.MULTILINE)
    assert entry is not None
    assert json.loads(entry[1]) == ["fantascope"]
