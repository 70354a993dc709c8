"""The front end as it is served: files, the one document, headers, and nothing from outside its folder."""

from __future__ import annotations

import gzip
import warnings
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def _rest(scope: Any, receive: Any, send: Any) -> None:
    from starlette.responses import JSONResponse

    await JSONResponse({"from": "the rest"}, status_code=404)(scope, receive, send)


def _client(folder: Path) -> httpx.Client:
    from fantascope.api.web import Web

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from starlette.testclient import TestClient
    return TestClient(Web(_rest, folder), follow_redirects=False)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[httpx.Client]:
    folder = tmp_path / "web_dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>app</title>")
    (folder / "assets" / "main-3f9c.js").write_text("export {}")
    (folder / "sw.js").write_text("self")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / ".secret").write_text("secret")
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    client = _client(folder)
    yield client
    client.close()


def test_every_page_is_the_one_document(built: httpx.Client) -> None:
    for path in ("/", "/settings", "/p/ann", "/create/deep/er"):
        answer = built.get(path, headers=PAGE)
        assert (answer.status_code, answer.text) == (200, "<!doctype html><title>app</title>")
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["content-type"].startswith("text/html")


def test_hashed_files_are_kept_and_others_asked_for_anew(built: httpx.Client) -> None:
    asset, worker = built.get("/assets/main-3f9c.js"), built.get("/sw.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
    assert built.get("/manifest.webmanifest").headers["content-type"].startswith("application/manifest+json")
    assert built.head("/sw.js").status_code == 200
    again = built.get("/sw.js", headers={"if-none-match": worker.headers["etag"]})
    assert again.status_code in (200, 304)


def test_the_documents_own_script_runs_and_no_other_that_is_written_in(built: httpx.Client, tmp_path: Path) -> None:
    index = tmp_path / "web_dist" / "index.html"
    index.write_text("<!doctype html><script>early()</script><title>app</title>")
    policy = built.get("/", headers=PAGE).headers["content-security-policy"]
    digest = b64encode(sha256(b"early()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe" not in policy


def test_who_takes_the_compressed_form_gets_it(built: httpx.Client, tmp_path: Path) -> None:
    assets = tmp_path / "web_dist" / "assets"
    (assets / "main-3f9c.js.gz").write_bytes(gzip.compress(b"export {}"))
    for taken, coding in (("gzip, br", "gzip"), ("gzip;q=0", None), ("identity", None)):
        answer = built.get("/assets/main-3f9c.js", headers={"accept-encoding": taken})
        assert answer.headers.get("content-encoding") == coding
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.text == "export {}"


def test_headers_keep_strangers_out(built: httpx.Client) -> None:
    for path in ("/", "/assets/main-3f9c.js"):
        headers = built.get(path, headers=PAGE).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "*" not in policy
        for part in ("default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/assets/..%2f..%2foutside.txt",
        "/link.txt",
        "/.secret",
        "/assets",
        "/missing.js",
        "/a%00b.js",
        "/assets/missing-1.js",
        "//etc/passwd.txt",
    ],
)
def test_what_is_not_there_goes_to_the_rest(built: httpx.Client, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 404
    assert answer.json() == {"from": "the rest"}


def test_programs_and_writes_go_to_the_rest(built: httpx.Client) -> None:
    assert built.get("/settings", headers={"accept": "application/json"}).status_code == 404
    assert built.post("/", headers=PAGE).json() == {"from": "the rest"}


def test_where_it_is_not_built_a_page_says_how(tmp_path: Path) -> None:
    client = _client(tmp_path / "nothing")
    answer = client.get("/", headers=PAGE)
    assert answer.status_code == 503
    assert "make web" in answer.text
    assert client.get("/main.js").status_code == 404
    client.close()


def test_the_api_is_not_the_front_end(world: Any) -> None:
    browser = world.browser()
    assert browser.ask("GET", "/api/nothing", 404, headers=PAGE) == "not_found"
    assert browser.ask("GET", "/v1/nothing", 404, headers={"accept": "*/*"}) == "not_found"
    assert browser.raw("GET", "/healthz", headers={"accept": "*/*"}).json() == {"status": "ok"}
    paths = browser.ask("GET", "/api/openapi.json")["paths"]
    assert all(path.startswith(("/api/", "/c/", "/oembed")) for path in paths)
    assert all(not path.startswith("/api") for path in browser.ask("GET", "/v1/openapi.json")["paths"])
