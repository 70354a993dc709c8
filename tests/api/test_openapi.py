"""The OpenAPI document is true: schemathesis asks a server by it, and every answer is as it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

UNTOLD = {
    "POST /v1/videos": "models, looks, files and characters must exist, pictures be some, addresses lead outside",
    "POST /v1/videos/{video_id}/remix": "the video must be completed",
    "POST /v1/videos/edits": "an upload must be one of our clips",
    "POST /v1/videos/extensions": "an upload must be one of our clips",
    "POST /v1/videos/characters": "the file must be a clip that shows something",
    "POST /v1/webhook_endpoints": "the address must lead outside",
    "POST /v1/webhook_endpoints/{endpoint_id}": "the address must lead outside",
    "POST /v1/content_provenance_checks": "the file must be a clip",
    "GET /v1/videos": "the cursor must be an id that was given",
    "GET /v1/files": "the cursor must be an id that was given",
    "GET /v1/batches": "the cursor must be an id that was given",
    "GET /v1/webhook_endpoints": "the cursor must be an id that was given",
}
"""Operations that refuse some requests which fit the schema, for a schema cannot say why: the check that whatever fits
is accepted ("positive_data_acceptance") is not made on them. No other check is left out."""

CONFIG = "\n".join(
    f'[[operations]]\ninclude-name = "{name}"\nchecks.positive_data_acceptance.enabled = false\n' for name in UNTOLD
)


def test_every_answer_is_as_the_document_says(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("FANTASCOPE_")}
    env |= {
        "FANTASCOPE_HOME": str(tmp_path / "home"),
        "FANTASCOPE_REQUESTS_PER_MINUTE": "1000000",
        "FANTASCOPE_QUEUED_CAP": "1000000",
        "FANTASCOPE_UPLOAD_MB": "2",
        "PYTHONWARNINGS": "default",
    }
    run = [sys.executable, "-m", "fantascope"]
    (tmp_path / "config.toml").write_text(CONFIG)
    with (tmp_path / "log").open("w+") as log:
        command = [*run, "serve", "--port", "0", "--workers", "0"]
        server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert server.stdout is not None
            address = re.search(r"http://\S+", server.stdout.readline())
            assert address is not None
            create = [*run, "admin", "key", "create", "--name", "all", "--quiet"]
            key = subprocess.run(create, env=env, capture_output=True, text=True, check=True).stdout.strip()
            said = _asked(f"{address[0]}/v1/openapi.json", key, tmp_path)
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=20)
        assert said.returncode == 0, said.stdout
        assert re.search(r"Operations:\s+\d\d selected", said.stdout), said.stdout
        log.seek(0)
        assert "request_crashed" not in log.read()


def _asked(document: str, key: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What `schemathesis run` says of it, in bounded time, with the same questions each time."""
    options = {
        "--header": f"Authorization: Bearer {key}",
        "--max-examples": "4",
        "--max-time": "35",
        "--seed": "1",
        "--generation-database": "none",
        "--warnings": "off",
    }
    words = [word for option in options.items() for word in option]
    program = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(folder / "config.toml")]
    return subprocess.run(
        [*program, "run", document, *words, "--no-color"], cwd=folder, capture_output=True, text=True, timeout=300
    )
