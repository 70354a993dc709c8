"""Every address that the app asks for is one the server has, and both languages say everything."""

from __future__ import annotations

import re
from pathlib import Path

from fantascope.api.app import make_app
from fantascope.db.migrate import upgrade
from fantascope.settings import load_settings
from fantascope.studio.house import open_house

WEB = Path(__file__).parents[2] / "web"
_CALL = re.compile(
    r"\b(?P<how>get|post|send|put|patch|del|blob|Pages|withQuery)(?:<(?:[^<>()]|<[^<>]*>)*>)?\(\s*"
    r"(?:\"(?P<verb>GET|POST)\", )?[\"`](?P<path>/[^\"`]*)[\"`]"
)
_VERBS = {"get": "get", "Pages": "get", "withQuery": "get", "post": "post", "send": "post", "blob": "post"}


def _addresses(tmp_path: Path) -> dict[str, set[str]]:
    """The methods of every address of the app's API, parameters as {}."""
    from starlette.testclient import TestClient

    house = open_house(load_settings(home=tmp_path, blobs="memory://"))
    upgrade(house.db)
    document = TestClient(make_app(house), base_url="http://localhost").get("/api/openapi.json").json()
    found: dict[str, set[str]] = {}
    for path, methods in document["paths"].items():
        found.setdefault(re.sub(r"\{\w+\}", "{}", path), set()).update(methods)
    return found


def _calls() -> list[tuple[str, str, str]]:
    """(file, method, address) of every call in the app, parameters as {}."""
    calls = []
    for path in sorted((WEB / "src").rglob("*")):
        if path.suffix not in {".ts", ".svelte"}:
            continue
        for call in _CALL.finditer(path.read_text()):
            address = re.sub(r"\$\{[^}]*\}", "{}", call["path"]).split("?")[0]
            verb = {"del": "delete"}.get(call["how"], _VERBS.get(call["how"], call["how"]))
            calls.append((path.name, verb, "/api" + address))
    return calls


def test_the_app_asks_only_for_what_the_server_has(tmp_path: Path) -> None:
    known = _addresses(tmp_path)
    calls = _calls()
    assert len(calls) > 60

    def there(verb: str, address: str) -> bool:
        shape = re.compile(re.escape(address).replace(r"\{\}", r"(?:\{\}|[a-z_]+)") + "$")
        return any(verb in methods and shape.match(path) for path, methods in known.items())

    assert [call for call in calls if not there(call[1], call[2])] == []


def test_both_languages_say_everything() -> None:
    def said(language: str) -> str:
        files = (f"src/lib/words/{language}{part}.ts" for part in ("", "-phrases", "-codes"))
        return "".join((WEB / name).read_text() for name in files)

    english, french = said("en"), said("fr")
    keys = re.compile(r"^  (\w+):", re.MULTILINE)
    assert keys.findall(english) == keys.findall(french)
    assert len(keys.findall(english)) > 250
